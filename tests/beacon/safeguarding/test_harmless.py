"""Harmless figures: which of them are passed over, and which numbers beside them are not."""

from __future__ import annotations

import pytest

from beacon.safeguarding.findings import IDENTITY, PHONE, Allowed, findings
from beacon.safeguarding.harmless import without_harmless_figures


def numbers(text: str, language: str = "sr") -> list[str]:
    found = findings(text, language, Allowed())
    return [one.words for one in found if one.code in (PHONE, IDENTITY)]


@pytest.mark.parametrize(
    "text",
    [
        "Преваре су однеле 1 000 000 000 динара, а то је 12\u202f000\u202f000\u202f000 дин.",
        "Стигло је +10 000 000 прегледа и 381 200 000 000 порука.",
        "На свету живи 8 045 311 447 људи, од тога 1\u00a0064\u00a0300\u00a0000 младих људи.",
        "Украли су €5 030 000 000,50 и $ 1\u2009064\u2009300\u2009000.",
        "Од 1 020 500 000 – 2 045 300 000 динара до 1 020 500 000 и 2 045 300 000 ученика.",
        "Буџет: EUR 1 020 500 300.",
        "Термини: 03.02. 10.02. 17.02. или 03.02./10.02./17.02.",
        "Почиње 02.03.10. 17.30 и 09.03.10. у 18.00, од 04/05/26 – 06/05/26.",
        "Од 02.03.2010-05.03.2010, и 02.03.2010. – 05.03.2010.",
        "Звони 08.00 09.30 10.15 и 08.00/09.30/10.15.",
        "Удели 0.91 0.87 0.93 и 0.915-0.972 (0.883), цене 0.50 - 0.75 - 1.00.",
        "Лична карта важи 02.03.2020-02.03.2030, од 02.03.2010. 9.30-11 часова.",
        "Износ је 3.102.010.710.012 динара.",
    ],
)
def test_days_prices_and_counts_are_no_numbers_of_somebody(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Има их 12 064 123 4567", ["064 123 4567"]),
        ("Има их 12 064 123 456", ["064 123 456"]),
        ("Добићеш 1 000 000, зови 0641234567", ["0641234567"]),
        ("Добићеш 1 000 000 0641234567", ["000 0641234567"]),
        ("Зови (+381) 64 000 000", ["+381) 64 000 000"]),
        ("Зови +381 64 000 0000 људи", ["+381 64 000 0000"]),
        ("Зови +359 888 555 017 порукама", ["+359 888 555 017"]),
        ("Зови 381 641 234 567 порукама", ["381 641 234 567"]),
        ("Зови +44 779 123 456 порукама", ["+44 779 123 456"]),
        ("Ана, 12 064 123 456 за поруке", ["064 123 456"]),
        ("Зови 06.41.23.45.67", ["06.41.23.45.67"]),
        ("Зови 064 12.34 5.67", ["064 12.34 5.67"]),
        ("Дођи 05.06. у 12.00 064 123 4567", ["064 123 4567"]),
        ("02.03.2010. 17.30 064/1234567", ["064/1234567"]),
    ],
)
def test_number_beside_days_and_counts_is_found(text: str, found: list[str]) -> None:
    assert numbers(text)[-1:] == found


def test_text_stays_as_long_as_it_is() -> None:
    text = "Од 02.03.2010. било је 10 000 000 прегледа, ISSN 0352-2989, цена 64."
    kept = without_harmless_figures(text)
    assert len(kept) == len(text)
    assert [part for part in kept.split(";") if part] == ["Од ", ". било је ", "а, ", ", цена 64."]
