"""Sums: what may not be added is refused wherever somebody declares it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from beacon.content.vocabulary import Vocabulary
from beacon.figures.register import COLUMNS, OPTIONAL, load_register
from beacon.problems import Problem, in_order

REAL = Path(__file__).resolve().parents[3] / "content" / "centres" / "serbia" / "figures.csv"


def real_rows() -> dict[str, dict[str, str]]:
    """Return the rows that the Serbian centre has published."""
    with REAL.open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def told(rows: dict[str, dict[str, str]], folder: Path, vocabulary: Vocabulary) -> list[str]:
    """Return what a register of these rows is told: code and message."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [*COLUMNS, *OPTIONAL])
    writer.writeheader()
    writer.writerows(rows.values())
    path = folder / "figures.csv"
    path.write_text(stream.getvalue(), encoding="utf-8")
    problems: list[Problem] = []
    load_register(path, "figures.csv", vocabulary, problems)
    return [f"{p.code.id} {p.message}" for p in in_order(problems)]


def total(value: int, parts: str, like: str, **more: str) -> dict[str, dict[str, str]]:
    """Return the real rows with a calculated total of these parts, otherwise like a figure."""
    rows = real_rows()
    rows["sum"] = rows[like] | {
        "id": "sum", "parent": "", "value": str(value), "kind": "derived", "parts": parts,
        "overlap": "",
    } | more  # fmt: skip
    return rows


def test_the_published_register_is_sound(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert told(real_rows(), tmp_path, vocabulary) == []


def test_cases_of_helpline_and_hotline_are_one_set(tmp_path: Path, vocabulary: Vocabulary) -> None:
    # Facts §0 item 2: 361 + 361 is wrong; whether named twice, or entered as two figures.
    rows = total(722, "nkc-2024a-cases;nkc-2024a-cases", "nkc-2024a-cases")
    assert told(rows, tmp_path, vocabulary) == [
        'FIG004 361 + 361 counts "nkc-2024a-cases" 2 times.'
    ]
    rows = total(722, "nkc-2024a-cases;again", "nkc-2024a-cases")
    rows["again"] = rows["nkc-2024a-cases"] | {"id": "again", "service": "helpline"}
    assert told(rows, tmp_path, vocabulary) == [
        "FIG004 361 + 361 may count the same twice: its parts belong to the overlap "
        '"nkc-2024a-cases".'
    ]


def test_pupils_of_the_campaign_are_not_added_to_those_of_the_year(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = total(10743, "nkc-2023-students;nkc-2023-campaign-students", "nkc-2023-students")
    assert told(rows, tmp_path, vocabulary) == [
        'FIG004 7803 + 2940 may count the same twice: its parts belong to the overlap '
        '"nkc-2023-pupils".',
        'FIG004 7803 + 2940: "nkc-2023-campaign-students" and "sum" are of different periods.',
        'FIG004 7803 + 2940: "nkc-2023-campaign-students" may not be added to anything.',
    ]  # fmt: skip


def test_campaign_entered_as_a_part_of_the_year_is_refused(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = real_rows()
    rows["nkc-2023-campaign-students"] |= {"parent": "nkc-2023-attendance", "additive": "yes"}
    assert [line[:6] for line in told(rows, tmp_path, vocabulary)] == ["FIG004", "FIG004"]


@pytest.mark.parametrize(
    ("parts", "value", "like", "message"),
    [
        ("nkc-2024a-phone;nkc-2024a-communications", 3762, "nkc-2024a-communications",
         '1683 + 2079: "nkc-2024a-phone" is already a part of "nkc-2024a-communications".'),
        ("nkc-2024a-cases;nkc-2024a-phone", 2044, "nkc-2024a-cases",
         '361 + 1683: "nkc-2024a-phone" counts contact, "sum" counts case.'),
    ],
)  # fmt: skip
def test_parts_that_do_not_belong_together_are_refused(
    parts: str, value: int, like: str, message: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    assert told(total(value, parts, like), tmp_path, vocabulary) == [f"FIG004 {message}"]


def test_calculated_figure_says_from_what(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert told(total(5, "", "nkc-2024a-cases"), tmp_path, vocabulary) == [
        'FIG005 Nothing says what "sum" was calculated from.'
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ("nkc-2024a-phone", '1684 + 396 = 2080, but "nkc-2024a-communications" is 2079.'),
        ("nkc-2024a-advisory", '345 + 17 = 362, but "nkc-2024a-cases" is 361.'),
        ("nkc-2024a-police", '16 + 2 = 18, but "nkc-2024a-forwarded" is 17.'),
        ("nkc-2023-students", '7804 + 1097 + 302 = 9203, but "nkc-2023-attendance" is 9202.'),
    ],
)
def test_sum_that_is_off_by_one_is_told(
    changed: str, message: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = real_rows()
    rows[changed]["value"] = str(int(rows[changed]["value"]) + 1)
    assert told(rows, tmp_path, vocabulary) == [f"FIG001 {message}"]


def test_part_that_does_not_exist_is_told(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = total(361, "nkc-2024a-cases;nkc-2024a-cases-2", "nkc-2024a-cases")
    assert told(rows, tmp_path, vocabulary) == ['FIG002 There is no figure "nkc-2024a-cases-2".']
