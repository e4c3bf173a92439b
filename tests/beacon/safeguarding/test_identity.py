"""Identity numbers: however they are cut, and what is cut like them.

They belong to nobody: those here are of 31 February, or of days to come.
"""

from __future__ import annotations

import pytest

from beacon.safeguarding.findings import IDENTITY, PHONE, Allowed, findings


def numbers(text: str, language: str) -> list[str]:
    found = findings(text, language, Allowed())
    assert PHONE not in {one.code for one in found}
    return [one.words for one in found if one.code is IDENTITY]


@pytest.mark.parametrize(
    "number",
    [
        "31.02.010.710.012",
        "31.02.010.71.001.2",
        "02.03.031.805.129",
        "31. 02. 010. 710. 012",
        "310.20.10.71.00.12",
        "3.1.0.2.0.1.0.7.1.0.0.1.2",
        "3 1 0 2 0 1 0 7 1 0 0 1 2",
        "3102010.710012",
        "31/02/010/710012",
        "31–02–010–71001–2",
        "31\u00a002\u00a0010\u00a0710\u202f012",
    ],
)
@pytest.mark.parametrize("text", ["На слици је {}.", "Број {}, а име не.", "број:{}"])
def test_number_of_a_citizen_is_found_however_it_is_cut(text: str, number: str) -> None:
    assert numbers(text.format(number), "sr") == [number]


@pytest.mark.parametrize(
    "number",
    ["10.42.31.1234", "10.42.31.123.4", "104231.1234", "10/42/31/1234", "1.0.4.2.3.1.1.2.3.4"],
)
def test_number_of_a_bulgarian_is_found_however_it_is_cut(number: str) -> None:
    assert numbers(f"На картата пише {number}.", "bg") == [number]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Рођена је 02.03.2010, а брат 02.03.031.", "sr"),
        ("Верзија 31.02.010.710.013 и 31.02.010.71.", "sr"),
        ("Од 12.03. до 15.04. и 02.03.2010. 9.30-11 часова.", "sr"),
        ("Класове 10.11.12.13.14 и 2010/11 2011 г., 12.03.15 10.30.", "bg"),
        ("На 31.02.010.710.0123 нищо не отговаря.", "bg"),
    ],
)
def test_days_and_longer_rows_are_no_number(text: str, language: str) -> None:
    assert numbers(text, language) == []


def test_number_that_is_called_so_is_found_with_points_and_a_slip() -> None:
    assert numbers("Мој ЈМБГ је 31.02.010.710.013.", "sr") == ["JMBG je 31.02.010.710.013"]
    assert numbers("Лична карта важи од 02.03.2020. 09.30 до 18.00.", "sr") == []
