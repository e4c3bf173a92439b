"""The schedule from a coordinator's sheet to the site, by the scripts its people run."""

from __future__ import annotations

import re
import shutil
from datetime import date, time
from pathlib import Path

import pytest
from build_projects import build, differing, edit, project_with_scripts, script, snapshot
from icalendar import Calendar
from openpyxl import load_workbook

AS_OF = ("--as-of", "2026-11-25")
SCHEDULE = Path("content") / "centres" / "serbia" / "schedule"
VENUE = "real-nis,Основна школа Скривена,school,rs-nis,no\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with its scripts, and a real school in its venues."""
    root = project_with_scripts(tmp_path / "project")
    with (root / SCHEDULE / "venues.csv").open("a", encoding="utf-8") as stream:
        stream.write(VENUE)
    return root


def filled(project: Path, *rows: dict[str, object]) -> Path:
    """Return the blank sheet in Serbian with these rows, as a coordinator fills it in."""
    path = project / "sheet.xlsx"
    result = script(
        project, "new.py", "schedule-sheet", "--centre", "serbia", "--output", str(path)
    )
    assert result.code == 0, result.said
    book = load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 2):
        for name, value in row.items():
            sheet.cell(number, at[name], value)
    book.save(path)
    return path


VISIT: dict[str, object] = {
    "Датум": date(2026, 12, 10),
    "Почетак": time(13, 37),
    "Место одржавања": "Основна школа Скривена",
    "Статус": "Потврђено",
    "Коме је намењено": "Ученици",
    "Разреди": "5;6",
}
HEARING: dict[str, object] = {
    "Датум": date(2026, 12, 11),
    "Почетак": time(18, 0),
    "Крај": time(19, 0),
    "Град": "Ниш",
    "Врста": "Семинар",
    "Коме је намењено": "Родитељи",
    "Понављање": "Сваке недеље",
    "Понавља се до": date(2026, 12, 18),
}


def bring(project: Path, sheet: Path, *more: str) -> tuple[int, str]:
    """Import a sheet into the Serbian schedule; returns how it ended and what was said."""
    command = ("import_schedule.py", str(sheet), "--centre", "serbia", *AS_OF, *more)
    result = script(project, *command)
    return result.code, result.said


def test_sheet_is_shown_then_written_and_then_on_the_site(project: Path, tmp_path: Path) -> None:
    sheet = filled(project, VISIT, HEARING)
    before = snapshot(project / SCHEDULE)
    for more in (("--dry-run",), ()):  # nobody is there to be asked
        code, said = bring(project, sheet, *more)
        assert (code, differing(snapshot(project / SCHEDULE), before)) == (0, []), said
        assert "+ 2026-12-10-nis: 2026-12-10 13:37, real-nis, confirmed" in said
        assert "3 added, 0 changed, 0 cancelled" in said
    code, said = bring(project, sheet, "--yes")
    assert code == 0, said
    assert differing(snapshot(project / SCHEDULE), before) == [
        "changes.csv",
        "presentations-2026.csv",
    ]
    assert (
        bring(project, sheet, "--yes")[1].count("0 added, 0 changed, 0 cancelled, 3 unchanged") == 1
    )
    checked = script(project, "check.py", *AS_OF)
    assert checked.code == 0, checked.said
    built = build(project, tmp_path / "site", "serbia")
    assert built.code == 0, built.said
    feed = (tmp_path / "site" / "sr" / "calendar.ics").read_bytes()
    found = {str(e["uid"]): e for e in Calendar.from_ical(feed).events}
    assert found["2026-12-10-nis@serbia"]["dtstart"].dt == date(2026, 12, 10)
    assert found["2026-12-18-nis@serbia"]["dtstart"].dt.hour == 18, "Parents alone: it is public."
    secrets = ("Скривена", "Skrivena", "real-nis", "13:37", "T133700", "T123700")
    leaks = [
        f"{path}: {secret}"
        for path in sorted((tmp_path / "site").rglob("*"))
        if path.is_file()
        for text in [path.read_bytes().replace(b"\r\n ", b"").decode(errors="ignore")]
        for secret in secrets
        if secret in text
    ]
    assert leaks == []


def test_sheet_with_a_fault_changes_nothing(project: Path) -> None:
    sheet = filled(project, VISIT, {**HEARING, "Коме је намењено": "Свима"})
    before = snapshot(project / SCHEDULE)
    code, said = bring(project, sheet, "--yes")
    assert (code, differing(snapshot(project / SCHEDULE), before)) == (1, [])
    assert 'sheet.xlsx:3: VOC001 "Свима" is not in vocabulary/audiences.yml.' in said
    assert "nothing was written" in said


def test_fault_beside_a_formula_is_told_as_well(project: Path) -> None:
    row = {**VISIT, "Датум": "=A2+1", "Коме је намењено": "Свима"}
    _, said = bring(project, filled(project, HEARING, row), "--yes")
    assert [line.split()[:2] for line in said.splitlines() if line.startswith("sheet.xlsx:")] == [
        ["sheet.xlsx:3:", "SCH203"],
        ["sheet.xlsx:3:", "VOC001"],
    ]


@pytest.mark.parametrize("name", ["a.xlsx", "b.pdf", "c.csv"])
def test_file_that_is_no_table_changes_nothing(name: str, project: Path) -> None:
    (project / name).write_bytes(b"PK\x03\x04nothing")
    before = snapshot(project / SCHEDULE)
    code, said = bring(project, project / name, "--yes")
    assert (code, differing(snapshot(project / SCHEDULE), before)) == (1, [])
    assert "SCH201" in said and "Traceback" not in said


def test_wrong_call_is_told(project: Path) -> None:
    for arguments in (
        ("nothing.xlsx", "--centre", "serbia"),
        ("sheet.xlsx",),
        ("sheet.xlsx", "--centre", "serbia", "--match", "first=x"),
    ):
        assert script(project, "import_schedule.py", *arguments).code == 2
    told = script(project, "new.py", "schedule-sheet", "--centre", "serbia", "--language", "hu")
    assert (told.code, "sr-Cyrl, sr-Latn, en" in told.said) == (1, True)


@pytest.mark.parametrize(
    ("call", "whose"),
    [
        (("new.py", "schedule-sheet"), "whose venues and languages it has"),
        (("import_schedule.py", "sheet.xlsx"), "whose schedule it is"),
        (("import_attendance.py", "sheet.xlsx"), "whose ledger it is"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_centre_is_asked_for_where_there_are_several(
    project: Path, call: tuple[str, ...], whose: str
) -> None:
    told = script(project, *call)
    assert told.code == 2
    assert told.said.endswith(f"error: say {whose}: --centre bulgaria or --centre serbia\n")
    assert not list(project.glob("schedule-*.xlsx"))


def test_only_centre_is_taken_and_without_one_that_is_told(project: Path) -> None:
    centres = project / "content" / "centres"
    shutil.rmtree(centres / "bulgaria")
    made = script(project, "new.py", "schedule-sheet")
    assert (made.code, (project / "schedule-serbia-sr-Cyrl.xlsx").is_file()) == (0, True)
    shutil.rmtree(centres / "serbia")
    told = script(project, "new.py", "schedule-sheet")
    assert (told.code, "there is no centre yet" in told.said) == (2, True)


def test_centre_is_asked_for_where_several_have_an_event(project: Path) -> None:
    for centre, city in (("serbia", "rs-nis"), ("bulgaria", "bg-sofia")):
        table = project / "content" / "centres" / centre / "schedule" / "presentations-2026.csv"
        head = table.read_text(encoding="utf-8").partition("\n")[0].strip().split(",")
        cells = {
            "id": "2026-12-10-online", "status": "confirmed", "type": "online",
            "date": "2026-12-10", "city": city, "language": "en", "audiences": "parents",
            "sample": "no", "sequence": "0", "updated": "2026-11-20",
        }  # fmt: skip
        with table.open("a", encoding="utf-8") as stream:
            stream.write(",".join(cells.get(name, "") for name in head) + "\n")
    asked = ("attendance-sheet", "2026-12-10-online", "--output", str(project))
    told = script(project, "new.py", *asked)
    said = 'Several centres have an event "2026-12-10-online". '
    said += "Say whose it is: --centre bulgaria or --centre serbia"
    assert (told.code, told.said.strip()) == (1, said)
    made = script(project, "new.py", *asked, "--centre", "serbia", "--language", "en")
    assert (made.code, (project / "attendance-2026-12-10-online-en.pdf").is_file()) == (0, True)


def test_organiser_is_asked_for_numbers_once_the_day_is_over(project: Path) -> None:
    bring(project, filled(project, VISIT), "--yes")
    before = script(project, "remind.py", "--centre", "serbia", *AS_OF)
    assert before.said.strip() == "serbia: no numbers are missing."
    later = ("--as-of", "2026-12-12")
    said = script(project, "remind.py", "--centre", "serbia", *later).said
    assert "Тема: Недостају бројеви за 1 догађај" in said
    assert "Основна школа Скривена, Ниш" in said and "2026-12-10-nis" in said
    latin = script(project, "remind.py", "--centre", "serbia", "--language", "sr-Latn", *later).said
    assert "Tema: Nedostaju brojevi za 1 događaj" in latin
    checked = script(project, "check.py", "--centre", "serbia", *later)
    assert checked.code == 0
    assert re.search(
        r"presentations-2026\.csv:9: SCH110 .* \(warning\)$", checked.said, re.MULTILINE
    )


def test_organiser_is_greeted_in_the_script_of_the_mail(project: Path) -> None:
    bring(project, filled(project, {**VISIT, "Организатор": "Основна школа Скривена"}), "--yes")
    later = ("--centre", "serbia", "--as-of", "2026-12-12")
    said = script(project, "remind.py", *later).said
    assert "Основна школа Скривена" in said.partition("2026")[0]
    latin = script(project, "remind.py", "--language", "sr-Latn", *later).said
    assert "Osnovna škola Skrivena" in latin.partition("2026")[0]
    assert not re.search("[а-шА-Ш]", latin)


def test_one_line_taken_out_takes_all_samples_out(project: Path, tmp_path: Path) -> None:
    bring(project, filled(project, VISIT), "--yes")
    settings = project / "content" / "centres" / "serbia" / "centre.yml"
    (line,) = re.findall(r"(?m)^samples: true.*\n", settings.read_text(encoding="utf-8"))
    edit(settings, line, "")
    checked = script(project, "check.py", *AS_OF)
    assert (checked.code, "0 problems" in checked.said) == (0, True), checked.said
    assert build(project, tmp_path / "site", "serbia").code == 0
    feed = (tmp_path / "site" / "sr" / "calendar.ics").read_bytes()
    assert [str(e["uid"]) for e in Calendar.from_ical(feed).events] == ["2026-12-10-nis@serbia"]
    traces = [
        str(path)
        for path in sorted((tmp_path / "site").rglob("*"))
        if path.is_file() and re.search(rb"sample-20\d\d-", path.read_bytes())
    ]
    assert traces == []
