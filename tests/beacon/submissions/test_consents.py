"""Consents of a centre: a table without names, and every mistake in it told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from beacon.problems import Problem
from beacon.submissions.consents import Consent, load_consents


def loaded(path: Path, table: str) -> tuple[dict[str, Consent], list[str]]:
    path.write_text(table, encoding="utf-8")
    problems: list[Problem] = []
    found = load_consents(path, "consents.csv", problems)
    return found, [f"{p.line} {p.message}" for p in problems]


def test_table_is_read(tmp_path: Path) -> None:
    table = "id,until,withdrawn,covers\nC-1,2027-06-30,,one two\nC-2,2027-06-30,2026-12-01,all\n"
    assert loaded(tmp_path / "c.csv", table) == (
        {
            "C-1": Consent("C-1", date(2027, 6, 30), None, frozenset({"one", "two"})),
            "C-2": Consent("C-2", date(2027, 6, 30), date(2026, 12, 1), frozenset({"all"})),
        },
        [],
    )


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    rows = (
        "id,until,withdrawn,covers",
        ",30.6.2027,yes,",
        "C-1,,,all",
        *["C-2,2027-06-30,,all"] * 2,
    )
    table = "\n".join(rows) + "\n"
    found, told = loaded(tmp_path / "c.csv", table)
    assert list(found) == ["C-2"]
    assert told == [
        '2 "30.6.2027" is no date.',
        '2 "yes" is no date.',
        "2 The consent has no id.",
        "2 It does not say which campaigns it covers.",
        "3 The consent has no last day.",
        '5 The id "C-2" stands there twice.',
    ]


def test_centre_without_the_file_has_none(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert load_consents(tmp_path / "consents.csv", "consents.csv", problems) == {}
    assert problems == []
