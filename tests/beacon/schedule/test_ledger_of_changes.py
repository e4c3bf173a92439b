"""Changes: the ledger is read as it was written, and nothing in it is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from beacon.content.library import Library
from beacon.content.vocabulary import Vocabulary
from beacon.problems import Problem
from beacon.schedule.changes import Change, load_changes, written
from beacon.schedule.presentations import load_schedule

Tree = Callable[[Mapping[str, str]], Path]
LEDGER = """date,id,sequence,column,before,after
2026-02-01,a,0,added,,planned
2026-02-09,a,1,venue,"Сала, мала","Сала ""велика\"""
"""
CHANGES = (
    Change(date(2026, 2, 1), "a", 0, "added", "", "planned", 2),
    Change(date(2026, 2, 9), "a", 1, "venue", "Сала, мала", 'Сала "велика"', 3),
)


def test_ledger_is_read_as_it_was_written(tree: Tree) -> None:
    problems: list[Problem] = []
    path = tree({"changes.csv": LEDGER}) / "changes.csv"
    assert (load_changes(path, "changes.csv", problems), problems) == (CHANGES, [])
    assert written(CHANGES, b"") == LEDGER
    assert written(CHANGES, LEDGER.encode()) == LEDGER.partition("\n")[2]


def test_schedule_that_was_never_imported_has_no_ledger(tree: Tree) -> None:
    assert load_changes(tree({}) / "changes.csv", "changes.csv", []) == ()


def test_line_that_is_no_change_is_told_and_left_out(tree: Tree) -> None:
    text = LEDGER + "soon,a,2,status,planned,held\n2026-02-10,a,x,status,planned,held\n"
    problems: list[Problem] = []
    found = load_changes(tree({"changes.csv": text}) / "changes.csv", "changes.csv", problems)
    assert found == CHANGES
    assert [(p.code.id, p.line) for p in problems] == [("SRC005", 4), ("SRC005", 5)]


def test_event_that_vanished_from_the_schedule_is_told(tree: Tree, vocabulary: Vocabulary) -> None:
    problems: list[Problem] = []
    folder = tree({"changes.csv": LEDGER})
    schedule = load_schedule(folder, "schedule", vocabulary, Library({}), problems)
    assert schedule.changes == CHANGES
    assert [str(p).partition(" ")[0] for p in problems] == [
        "schedule/changes.csv:2:",
        "schedule/changes.csv:3:",
    ]
    assert {p.code.id for p in problems} == {"SCH016"}
