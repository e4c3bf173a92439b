"""Attendance: whatever a hidden count is, not one byte of the built site is another."""

from __future__ import annotations

from pathlib import Path

from build_projects import build, differing, edit, script, small_project, snapshot
from build_projects import project_with_scripts as with_scripts
from openpyxl import load_workbook

NORTH = Path("content") / "centres" / "north"


def counted(folder: Path, teachers: int) -> Path:
    """Return a project in which few teachers, and 42 people in all, came to the one real event."""
    root = small_project(folder)
    edit(root / NORTH / "schedule" / "presentations-2026.csv", ",date,yes,1,", ",date,no,1,")
    edit(root / NORTH / "schedule" / "venues.csv", ",rs-nis,yes", ",rs-nis,no")
    (root / NORTH / "attendance" / "2026.csv").write_text(
        "presentation,audience,count,how_known\n"
        f"first,teachers,{teachers},counted\nfirst,pupils,{42 - teachers},counted\n"
    )
    return root


def test_two_is_told_from_three_by_no_byte(tmp_path: Path) -> None:
    sites = []
    for teachers in (2, 3):
        root = counted(tmp_path / str(teachers), teachers)
        result = build(root, tmp_path / f"site{teachers}", "north")
        assert result.code == 0, result.said
        sites.append(tmp_path / f"site{teachers}")
    assert differing(snapshot(sites[0]), snapshot(sites[1])) == []
    # What is shown does come through: the numbers were in both builds.
    assert any("42" in p.read_text("utf-8") for p in sites[0].rglob("figures/**/*.html"))


def test_sheet_of_an_event_comes_back_by_the_scripts(tmp_path: Path) -> None:
    root = with_scripts(tmp_path / "project")
    event = "sample-2026-09-16-nis"
    options = ("--centre", "serbia", "--output", str(tmp_path))
    made = script(root, "new.py", "attendance-sheet", event, *options)
    assert made.code == 0, made.said
    assert (tmp_path / f"attendance-{event}-sr-Cyrl.pdf").read_bytes().startswith(b"%PDF")
    path = tmp_path / f"attendance-{event}-sr-Cyrl.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    top = next(cell.row for cell in sheet["E"] if cell.value)
    sheet.cell(top + 1, 3, 34)
    sheet.cell(top + 2, 3, 5)
    book.save(path)
    ledger = root / "content" / "centres" / "serbia" / "attendance" / "2026.csv"
    before = ledger.read_text("utf-8")
    bring = ("import_attendance.py", str(path), "--centre", "serbia", "--as-of", "2026-11-25")
    looked = script(root, *bring, "--dry-run")
    assert f"~ {event}: parents 33 (counted) becomes 34 (counted)" in looked.said
    assert "0 added, 1 corrected, 1 unchanged." in looked.said
    assert ledger.read_text("utf-8") == before
    done = script(root, *bring, "--yes")
    assert done.code == 0, done.said
    assert ledger.read_text("utf-8") == (
        f"{before}{event},parents,34,counted,,2026-11-25,{event}/parents/2,{event}/parents\n"
    )
