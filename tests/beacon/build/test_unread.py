"""Unread: a file with a name that is nearly right is told, and what others leave behind is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from beacon.build.unread import unread

Tree = Callable[[Mapping[str, str]], Path]
NORTH = "content/centres/north"
WHOLE = {
    "content/README.md": "",
    "content/paths.yml": "",
    "content/vocabulary/topics.yml": "",
    "content/commons/en/index.md": "",
    f"{NORTH}/centre.yml": "",
    f"{NORTH}/figures.csv": "",
    f"{NORTH}/consents.csv": "",
    f"{NORTH}/pages/en/index.md": "",
    f"{NORTH}/schedule/venues.csv": "",
    f"{NORTH}/schedule/changes.csv": "",
    f"{NORTH}/schedule/presentations-2026.csv": "",
    f"{NORTH}/schedule/presentations-2026-samples.csv": "",
    f"{NORTH}/attendance/2026.csv": "",
    f"{NORTH}/attendance/releases.csv": "",
    f"{NORTH}/attendance/published.csv": "",
}


def test_whole_tree_has_no_problem(tree: Tree) -> None:
    assert list(unread(tree(WHOLE), "north")) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"{NORTH}/attendance/attendance-2026.csv", 'Did you mean "2026.csv"?'),
        (f"{NORTH}/attendance/2026.CSV", 'Did you mean "2026.csv"?'),
        (f"{NORTH}/attendance/2026-2.csv", 'Did you mean "2026.csv"?'),
        (f"{NORTH}/attendance/release.csv", 'Did you mean "releases.csv"?'),
        (
            f"{NORTH}/attendance/2026.xlsx",
            "Bring a workbook in with python3 scripts/import_attendance.py.",
        ),
        (f"{NORTH}/schedule/presentation-2027.csv", 'Did you mean "presentations-2027.csv"?'),
        (f"{NORTH}/schedule/presentations_2027.csv", 'Did you mean "presentations-2027.csv"?'),
        (f"{NORTH}/schedule/Presentations-2027.csv", 'Did you mean "presentations-2027.csv"?'),
        (f"{NORTH}/schedule/Presentation.csv", 'Did you mean "presentations-2027.csv"?'),
        (f"{NORTH}/schedule/venue.csv", 'Did you mean "venues.csv"?'),
        (f"{NORTH}/schedule/notes.txt", 'A year is called such as "presentations-2027.csv".'),
        (f"{NORTH}/schedule/2026.csv", f"Move it to {NORTH}/attendance."),
        (
            f"{NORTH}/schedule/presentations-2027.xlsx",
            "Bring a workbook in with python3 scripts/import_schedule.py.",
        ),
        (f"{NORTH}/Figures.csv", 'Did you mean "figures.csv"?'),
        (f"{NORTH}/help-channels.yaml", 'Did you mean "help-channels.yml"?'),
        (f"{NORTH}/presentations-2027.csv", f"Move it to {NORTH}/schedule."),
        (f"{NORTH}/schedule/figures.csv", f"Move it to {NORTH}."),
        (f"{NORTH}/pages/index.md", "Correct the name, or take it away."),
        ("content/paths.yaml", 'Did you mean "paths.yml"?'),
        ("content/commons/index.md", "Correct the name, or take it away."),
    ],
)
def test_file_that_nothing_reads_is_told(path: str, said: str, tree: Tree) -> None:
    root = tree({**WHOLE, path: "a\n"})
    name = path.rpartition("/")[2]
    assert list(map(str, unread(root, "north"))) == [
        f'{path}: CHK013 Nothing reads "{name}". {said}'
    ]


def test_folder_that_nothing_reads_is_told_as_soon_as_it_holds_a_file(tree: Tree) -> None:
    root = tree(WHOLE)
    (root / NORTH / "page" / "en").mkdir(parents=True)
    assert list(unread(root, "north")) == []
    (root / NORTH / "page" / "en" / "index.md").touch()
    assert list(map(str, unread(root, "north"))) == [
        f'{NORTH}/page: CHK013 Nothing reads the folder "page". Did you mean "pages"?'
    ]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.csv", "_draft.csv", "venues.csv~", "~$presentations-2026.xlsx", "#venues.csv#",
        "Thumbs.db", "desktop.ini", "venues.csv.bak", ".~lock.venues.csv#", "README.txt",
    ],
)  # fmt: skip
def test_what_programs_leave_behind_is_passed_over(name: str, tree: Tree) -> None:
    assert list(unread(tree({**WHOLE, f"{NORTH}/schedule/{name}": ""}), "north")) == []


def test_other_centres_are_not_looked_at(tree: Tree) -> None:
    root = tree({**WHOLE, "content/centres/south/Figures.csv": ""})
    assert list(unread(root, "north")) == []
