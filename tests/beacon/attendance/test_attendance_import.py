"""Importing: a filled-in sheet adds rows, corrects by new ones, and never brings a name."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from paper_in import runs_of
from test_suppression import presentation

from beacon.attendance.blank_sheet import About, AttendanceSheet
from beacon.attendance.importing import (
    Plan,
    apply,
    describe,
    plan_import,
    read_attendance,
    release,
)
from beacon.attendance.ledger import Ledger, load_ledger
from beacon.build.site import Site
from beacon.content.vocabulary import Vocabulary
from beacon.problems import Problem, ProblemsFound
from beacon.schedule.presentations import Schedule
from beacon.typesetting.document import Table, Text
from beacon.typesetting.press import Press

THEME = Path(__file__).resolve().parents[3] / "theme"
AS_OF = date(2026, 11, 25)
HEAD = "Догађај;Ко је дошао;Колико;Како се зна;Зашто се не зна\n"
HELD = replace(presentation(1, random.Random(1)), id="2026-03-12-nis")
PLANNED = replace(HELD, id="2026-12-01-nis", status="planned")
SCHEDULE = Schedule({HELD.id: HELD, PLANNED.id: PLANNED})

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Import = Callable[..., Plan]


@pytest.fixture
def bring(tmp_path: Path, vocabulary: Vocabulary) -> Import:
    """Plans the import of these files, as bytes by their names, into a ledger."""

    def make(files: dict[str, bytes | str], ledger: Ledger | None = None) -> Plan:
        problems: list[Problem] = []
        said = []
        for name, data in files.items():
            path = tmp_path / name
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
            said += read_attendance(path, name, SCHEDULE, vocabulary, problems)
        parents = {one.id: one.parent for one in vocabulary.audiences.values()}
        return plan_import(
            said, ledger or Ledger(), SCHEDULE, as_of=AS_OF, problems=problems, parents=parents
        )

    return make


def codes(plan: Plan) -> list[str]:
    """Return the codes that are told with their rows."""
    return [f"{p.line}: {p.code.id}" for p in plan.problems]


def row(text: str, event: str = HELD.id) -> str:
    """Return a sheet of one row."""
    return f"{HEAD}{event};{text}\n"


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "en"])
def test_workbook_comes_back_with_its_numbers(tag: str, serbia: Site, bring: Import) -> None:
    language = serbia.languages[tag]
    about = About("Radionica", HELD.id, (("Datum", "12. 3. 2026."),), ("parents",))
    sheet = AttendanceSheet(
        about, serbia.vocabulary, language, serbia.languages, serbia.strings[tag]
    )
    data = sheet.workbook()
    assert data == sheet.workbook()
    plan = bring({"sheet.xlsx": _filled(data, {0: (31, 1), 1: (0, None), 2: (None, None)})})
    assert list(describe(plan)) == [
        "+ 2026-03-12-nis: parents 31 (estimated)",
        "+ 2026-03-12-nis: pupils 0 (counted)",
        "2 added, 0 corrected, 0 unchanged.",
    ]
    assert plan.problems == ()


def test_sheet_for_any_event_takes_its_name_from_one_cell(serbia: Site, bring: Import) -> None:
    language = serbia.languages["en"]
    data = AttendanceSheet(
        About(), serbia.vocabulary, language, serbia.languages, serbia.strings["en"]
    ).workbook()
    book = load_workbook(io.BytesIO(_filled(data, {0: (31, None), 2: (7, None)})))
    sheet = book.worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value) == ("Event", None)
    assert (book.properties.title, book.properties.language) == ("Attendance sheet", "en")
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    said = [str(cell.value) for cell in sheet["B"]]
    assert "Write it once, above the table; the centre tells you what to write." in said
    sheet["B2"] = HELD.id
    # A spreadsheet program writes the result beside the formula; nothing here calculates.
    named = [cell for cell in sheet["A"] if str(cell.value).startswith("=IF($B$2")]
    assert len(named) == len(serbia.vocabulary.audiences) - 1
    for cell in named:
        cell.value = HELD.id
    out = io.BytesIO()
    book.save(out)
    plan = bring({"sheet.xlsx": out.getvalue()})
    assert [(a.entry.presentation, a.entry.count) for a in plan.additions] == [
        (HELD.id, 31), (HELD.id, 7),
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["sr-Cyrl", "en"])
def test_formulas_of_a_sheet_bring_their_results_for_viewers_that_do_not_calculate(
    tag: str, serbia: Site
) -> None:
    data = AttendanceSheet(
        About(), serbia.vocabulary, serbia.languages[tag], serbia.languages, serbia.strings[tag]
    ).workbook()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    cells = [cell for cell in tree.iter(f"{_MAIN}c") if cell.find(f"{_MAIN}f") is not None]
    assert len(cells) == len(serbia.vocabulary.audiences) - 1
    # ECMA-376 part 1, 18.18.11: "str" is a formula that gives a text; without it, a number.
    results = {(cell.get("t"), cell.findtext(f"{_MAIN}v")) for cell in cells}
    assert results == {("str", "")}
    calculation = book.find(f"{_MAIN}calcPr")
    assert calculation is not None
    assert calculation.get("fullCalcOnLoad") == "1"
    read = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    assert {read.cell(int(cell.get("r", "")[1:]), 1).data_type for cell in cells} == {"str"}
    whole = load_workbook(io.BytesIO(data)).worksheets[0]
    assert str(whole[cells[0].get("r")].value).startswith("=IF($B$2")


def test_row_that_names_no_event_says_where_to_write_it(bring: Import) -> None:
    plan = bring({"sheet.csv": row("Ученици;27;;", "")})
    assert list(map(str, plan.problems)) == [
        "sheet.csv:2: ATT001 No event is named. Write its id into the cell above the table, or "
        "into the column of events."
    ]


def test_only_the_table_of_a_workbook_is_seen_and_printed(serbia: Site) -> None:
    """LibreOffice prints every sheet that is seen; what can be chosen is no page to hand out."""
    sheet = AttendanceSheet(
        About("Radionica", lines=(("Datum", ""),)), serbia.vocabulary, serbia.languages["en"],
        serbia.languages, serbia.strings["en"],
    )  # fmt: skip
    book = load_workbook(io.BytesIO(sheet.workbook()))
    assert [(s.title, s.sheet_state) for s in book.worksheets] == [
        ("Attendance sheet", "visible"), ("Lists", "hidden"),
    ]  # fmt: skip
    choices = book.worksheets[0].data_validations.dataValidation
    assert sum("'Lists'!" in str(choice.formula1) for choice in choices) == 2
    with zipfile.ZipFile(io.BytesIO(sheet.workbook())) as archive:
        assert b't="inlineStr"></c>' not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "en"])
def test_every_heading_of_a_printed_sheet_stands_on_one_line(tag: str, serbia: Site) -> None:
    sheet = AttendanceSheet(
        About(), serbia.vocabulary, serbia.languages[tag], serbia.languages, serbia.strings[tag]
    ).document()
    with pikepdf.open(io.BytesIO(Press(THEME).pdf(sheet))) as pdf:
        lines = {"".join(run) for page in pdf.pages for run in runs_of(page)}
    (table,) = (block for block in sheet.blocks if isinstance(block, Table))
    heads = {span.text for cell in table.head[0] for span in cell if isinstance(span, Text)}
    assert len(heads) == 4
    assert heads - lines == set()


def test_every_cell_of_a_workbook_names_its_face(serbia: Site) -> None:
    sheet = AttendanceSheet(
        About(), serbia.vocabulary, serbia.languages["en"], serbia.languages, serbia.strings["en"]
    )
    book = load_workbook(io.BytesIO(sheet.workbook()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.font.name for cell in cells} == {"Calibri"}
    assert {cell.font.size for cell in cells} == {11, 16}


def _filled(data: bytes, numbers: dict[int, tuple[int | None, int | None]]) -> bytes:
    """Return a workbook with a number, and a choice of how it is known, in some of its rows."""
    book = load_workbook(io.BytesIO(data))
    sheet, lists = book.worksheets[0], book.worksheets[1]
    top = next(cell.row for cell in sheet["E"] if cell.value)
    for at, (number, known) in numbers.items():
        sheet.cell(top + 1 + at, 3, number)
        if known is not None:
            sheet.cell(top + 1 + at, 4, lists.cell(2 + known, 1).value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        row("Ученици;27;;").encode(),
        row("Ученици;27;;").encode("utf-8-sig"),
        row("Ученици;27;;").encode("cp1251"),
        row("Ученици;27;;").encode("utf-16"),
        "Dogadjaj,Ko je došao,Koliko\n2026-03-12-nis,učenici,27\n".encode("cp1250"),
        b"Event\tWho came\tHow many\n2026-03-12-nis\tPupils\t27\n",
        "Евиденција\n\nСъбитие;Кой дойде;Брой\n2026-03-12-nis;Ученици;27\n".encode(),
    ],
    ids=["utf-8", "byte-order-mark", "cp1251", "utf-16", "cp1250-latin", "tabs", "title-above"],
)
def test_table_is_read_whatever_it_was_saved_with(data: bytes, bring: Import) -> None:
    plan = bring({"sheet.csv": data})
    assert next(describe(plan)) == "+ 2026-03-12-nis: pupils 27 (counted)"
    assert plan.applicable


WHOLE = "Write a whole number such as 27, or leave it empty where nobody knows."
LIST = "Choose from the list of the blank sheet."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ученици;двадесет;;", f'"count" is no whole number. {WHOLE}'),
        ("Ученици;9999999;;", f'"count" must be between 0 and 100000. {WHOLE}'),
        ("Учениици;27;;", '"audience" is not understood. Did you mean "Pupils" or "Ученици"?'),
        (
            "Ученици;27;пребројано;",
            '"how_known" is not understood. Did you mean "Counted", "Избројано" or "Преброено"?',
        ),
        ("Мачке;27;;", f'"audience" is not understood. {LIST}'),
        (";27;;", f'"audience" is empty. {LIST}'),
        (
            "Ученици;27;Није пријављено;",
            "There is a number, and yet it is not reported. Take out one of the two.",
        ),
    ],
)
def test_message_says_what_to_write_into_the_cell(text: str, told: str, bring: Import) -> None:
    plan = bring({"sheet.csv": row(text)})
    assert [str(p) for p in plan.problems] == [f"sheet.csv:2: ATT011 {told}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (row("Ученици;двадесет;;"), ["2: ATT011"]),
        (row("Ученици;-3;;"), ["2: ATT011"]),
        (row("Ученици;1.000;;"), ["2: ATT011"]),
        (row("Ученици;27,5;;"), ["2: ATT011"]),
        (row("Ученици;9999999;;"), ["2: ATT011"]),
        (row("Учениици;27;;"), ["2: ATT011"]),
        (row(";27;;"), ["2: ATT011"]),
        (row("Ученици;27;чуло се;"), ["2: ATT011"]),
        (row("Ученици;27;Није пријављено;"), ["2: ATT011"]),
        (row("Ученици;27;;", "2026-03-12-ni"), ["2: ATT001"]),
        (row("Ученици;27;;", PLANNED.id), ["2: ATT002"]),
        (row("Марко Марковић;27;;"), ["2: ATT003"]),
        (row("Иван Петров;27;;"), ["2: ATT003"]),
        (row("Ученици;Ana Anić 27;;"), ["2: ATT003"]),
        (row("Ученици;27;ana@example.org;"), ["2: ATT003"]),
        (row("Ученици;;;064 123 45 67"), ["2: ATT003"]),
        ("Догађај;Ко је дошао\n2026-03-12-nis;Ученици\n", ["None: ATT010"]),
        ("Датум;Место\n1.1.2026.;Ниш\n", ["None: ATT010"]),
        ("Ко је дошао;Колико;Како се зна;Сала\nУченици;27;;2\n", ["None: ATT010"]),
        (f"{row('Ученици;27;;')}{HELD.id};Ученици;28;;\n", ["3: ATT012"]),
        (row("Марко Марковић;;;"), ["2: ATT003"]),
        (row("=HYPERLINK();27;;"), ["2: SCH203", "2: ATT011"]),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_at_its_row(text: str, told: list[str], bring: Import) -> None:
    plan = bring({"sheet.csv": text})
    assert sorted(codes(plan)) == sorted(told)
    assert not plan.applicable
    with pytest.raises(ValueError, match="errors"):
        apply(plan, Path("nowhere"), SCHEDULE)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Име и презиме", "М. М."), ("Ime roditelja", "x"), ("Имейл", "x"), ("Phone", "1"),
        ("Белешка", "Дошла је Ана Анић"), ("Notes", "call 064 123 45 67"), ("Потпис", ""),
    ],
)  # fmt: skip
def test_column_that_names_people_is_refused(heading: str, cell: str, bring: Import) -> None:
    plan = bring(
        {"sheet.csv": f"Догађај;Ко је дошао;Колико;{heading}\n{HELD.id};Ученици;27;{cell}\n"}
    )
    assert codes(plan) == ["1: ATT003"]
    assert not plan.applicable
    said = "".join(map(str, plan.problems))
    assert "Анић" not in said
    assert "064" not in said


NAMES = (
    "Марко Марковић", "Ana Petrović", "Георги Иванов", "јована јовановић", "IVAN PETROV",
    "Szabó Péter", "Ayşe Yılmaz",
    "ana@example.org", "ana (at) example (dot) org", "ana(@)example(.)org", "064 123 45 67",
    "tel0641234567", "0641234567ana", "064, 123, 4567",
    "+359 88 123 4567",
)  # fmt: skip


def _head(book: Workbook, sheet: Worksheet, text: str) -> None:
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1, text)


def _comment(book: Workbook, sheet: Worksheet, text: str) -> None:
    sheet.cell(2, 3).comment = Comment(text, "")


def _hidden(book: Workbook, sheet: Worksheet, text: str) -> None:
    other = book.create_sheet("2")
    other.cell(4, 2, text)
    other.sheet_state = "hidden"


PLACES: dict[str, Callable[[Workbook, Worksheet, str], object]] = {
    "above the headings": _head,
    "in a comment": _comment,
    "on another sheet": lambda book, sheet, text: book.create_sheet("2").cell(4, 2, text),
    "on another sheet, hidden": _hidden,
    "in the title of a sheet": lambda book, sheet, text: setattr(sheet, "title", text),
    "in a header or footer": lambda book, sheet, text: setattr(sheet.oddFooter.left, "text", text),
    "in the properties of the file": lambda b, sheet, text: setattr(b.properties, "title", text),
    "that is not needed": lambda book, sheet, text: sheet.cell(9, 8, text),
}


def _workbook(place: str, text: str) -> bytes:
    """Return a sheet of one row with a text somewhere beside it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Догађај", "Ко је дошао", "Колико"])
    sheet.append([HELD.id, "Ученици", 27])
    PLACES[place](book, sheet, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("place", PLACES)
def test_name_anywhere_in_a_workbook_is_refused(place: str, bring: Import) -> None:
    for text in NAMES:
        plan = bring({"sheet.xlsx": _workbook(place, text)})
        assert [p.code.id for p in plan.problems] == ["ATT003"], text
        said = str(plan.problems[0])
        assert place.partition(",")[0] in said
        assert text not in said


@pytest.mark.parametrize("place", PLACES)
def test_places_and_dates_beside_a_table_are_no_names(place: str, bring: Import) -> None:
    harmless = ("Нови Сад", "Novi Pazar", "14. 10. 2026.", "2025-2026", "Лист часова", "Сала 2")
    for text in harmless:
        plan = bring({"sheet.xlsx": _workbook(place, text)})
        assert plan.applicable, (text, [str(p) for p in plan.problems])


def test_comments_are_told_once_and_stored_nowhere(
    tmp_path: Path, bring: Import, vocabulary: Vocabulary
) -> None:
    book = Workbook()
    for cells in (HEAD.strip().split(";")[:3], (HELD.id, "Ученици", 27)):
        book.worksheets[0].append(cells)
    for cell in ("A1", "C2"):
        book.worksheets[0][cell].comment = Comment("без седмог два", "Ана Анић")
    out = io.BytesIO()
    book.save(out)
    plan = bring({"sheet.xlsx": out.getvalue()})
    assert list(map(str, plan.problems)) == [
        "sheet.xlsx: SCH218 The comments of 2 cells are not read; the first is A1. Nothing, if "
        "they are notes for you; what holds of an event, write into the cells of its row."
    ]
    assert plan.applicable
    (tmp_path / "attendance").mkdir()
    apply(plan, tmp_path / "attendance", SCHEDULE)
    (written,) = (tmp_path / "attendance").iterdir()
    assert "Анић" not in written.read_text("utf-8")
    assert "седмог" not in written.read_text("utf-8")


def _tables(tables: dict[str, list[list[object]]]) -> bytes:
    """Return a workbook with these tables."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


COUNTED: list[object] = ["Догађај", "Ко је дошао", "Колико"]


def test_every_table_of_a_workbook_is_read_and_faults_name_it(bring: Import) -> None:
    first: list[list[object]] = [COUNTED, [HELD.id, "Ученици", 27]]
    second: list[list[object]] = [["Април"], COUNTED, [HELD.id, "Родитељи", 3]]
    plan = bring({"sheet.xlsx": _tables({"Март": first, "Април": second})})
    assert list(describe(plan))[:2] == [
        "+ 2026-03-12-nis: pupils 27 (counted)",
        "+ 2026-03-12-nis: parents 3 (counted)",
    ]
    assert plan.problems == ()
    plan = bring({"sheet.xlsx": _tables({"Март": first, "Април": [*second, [HELD.id, "x", 3]]})})
    assert [(p.path, p.line, p.code.id) for p in plan.problems] == [
        ("sheet.xlsx (Април)", 4, "ATT011")
    ]
    other = [COUNTED, [HELD.id, "Ученици", 28]]
    plan = bring({"sheet.xlsx": _tables({"Март": first, "Април": other})})
    assert [(p.path, p.code.id) for p in plan.problems] == [("sheet.xlsx (Април)", "ATT012")]


def test_name_in_a_second_table_is_refused_and_not_repeated(bring: Import) -> None:
    first: list[list[object]] = [COUNTED, [HELD.id, "Ученици", 27]]
    for name in NAMES:
        for title, second in (
            ("2", [[name], COUNTED, [HELD.id, "Родитељи", 3]]),
            ("2", [COUNTED, [HELD.id, name, 3]]),
            ("2", [[*COUNTED, "Сала"], [HELD.id, "Родитељи", 3, name]]),
            (name, [COUNTED, [HELD.id, "x", 3]]),
        ):
            plan = bring({"sheet.xlsx": _tables({"1": first, title: second})})
            told = "".join(map(str, plan.problems))
            assert "ATT003" in told or "ATT011" in told, (name, second)
            assert name not in told


def test_name_above_a_text_table_is_refused(bring: Import) -> None:
    plan = bring({"sheet.csv": f"Водила: Ана Анић;;\n{row('Ученици;27;;')}"})
    assert codes(plan) == ["1: ATT003"]


def test_number_merged_over_groups_is_told_and_counted_for_none(bring: Import) -> None:
    book = Workbook()
    for cells in (HEAD.strip().split(";")[:3], (HELD.id, "Ученици", 50), ("", "Родитељи", "")):
        book.worksheets[0].append(cells)
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("C2:C3")
    out = io.BytesIO()
    book.save(out)
    plan = bring({"sheet.xlsx": out.getvalue()})
    assert (codes(plan), plan.additions) == (["2: SCH203"], ())


def test_name_beside_a_text_table_is_refused(bring: Import) -> None:
    rows = f"{HELD.id};Ученици;27\n{HELD.id};Наставници;7;;Ана Анић\n"
    plan = bring({"sheet.csv": f"Догађај;Ко је дошао;Колико\n{rows}"})
    assert codes(plan) == ["1: ATT003"]


def test_column_that_is_not_needed_is_left_out(bring: Import) -> None:
    plan = bring({"sheet.csv": f"Догађај;Ко је дошао;Колико;Сала\n{HELD.id};Ученици;27;2\n"})
    assert codes(plan) == ["1: SCH208"]
    assert plan.applicable


def test_no_message_repeats_what_may_be_a_name(bring: Import) -> None:
    plan = bring({"sheet.csv": row("marko;petar;jovan;ana", "milica ilic")})
    assert not any(
        name in str(problem) for problem in plan.problems
        for name in ("marko", "petar", "jovan", "ana;", "milica")
    )  # fmt: skip


def test_hostile_workbook_is_refused(bring: Import) -> None:
    plan = bring({"sheet.xlsx": b"PK\x03\x04 and no archive"})
    assert [p.code.id for p in plan.problems] == ["SCH201"]
    plan = bring({"sheet.docx": b"PK\x03\x04"})
    assert [p.code.id for p in plan.problems] == ["SCH201"]


def test_second_sheet_corrects_by_new_rows(
    tmp_path: Path, bring: Import, vocabulary: Vocabulary
) -> None:
    folder = tmp_path / "attendance"
    folder.mkdir()
    (folder / "2026.csv").write_text(
        f"presentation,audience,count,how_known\n{HELD.id},teachers,3,counted\n"
    )

    def ledger() -> Ledger:
        problems: list[Problem] = []
        found = load_ledger(folder, "attendance", SCHEDULE, vocabulary, problems)
        assert problems == []
        return found

    said = []
    for number in (27, 28, 29, 29):
        plan = bring({"sheet.csv": row(f"Ученици;{number};;")}, ledger())
        said.append(list(describe(plan))[-1])
        apply(plan, folder, SCHEDULE)
    assert said == [
        "1 added, 0 corrected, 0 unchanged.",
        "0 added, 1 corrected, 0 unchanged.",
        "0 added, 1 corrected, 0 unchanged.",
        "0 added, 0 corrected, 1 unchanged.",
    ]
    assert (folder / "2026.csv").read_text() == (
        "presentation,audience,count,how_known,reason,recorded,id,corrects\n"
        "2026-03-12-nis,teachers,3,counted,,,,\n"
        "2026-03-12-nis,pupils,27,counted,,2026-11-25,,\n"
        "2026-03-12-nis,pupils,28,counted,,2026-11-25,2026-03-12-nis/pupils/2,"
        "2026-03-12-nis/pupils\n"
        "2026-03-12-nis,pupils,29,counted,,2026-11-25,2026-03-12-nis/pupils/3,"
        "2026-03-12-nis/pupils/2\n"
    )
    assert {of: entry.count for of, entry in ledger().on(AS_OF).items()} == {
        (HELD.id, "teachers"): 3,
        (HELD.id, "pupils"): 29,
    }


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("Укупно;;29", "4: ATT014"), ("Ukupno присутних:;;29", "4: ATT014"), (";;29", "4: ATT014"),
        ("Укупно Ана Анић;;29", "4: ATT003"),
        ("Общо;;29", "4: ATT014"), ("2026-03-13-nis;;29", "4: ATT001"),
        (";Ученици;29", "4: ATT001"),
        ("Ана Анић;;29", "4: ATT003"), ("Укупно;;oko 29", "4: ATT011"),
        (f"{HELD.id};;29", "4: ATT011"),
    ],
)  # fmt: skip
def test_total_below_the_groups_is_passed_over_and_told(
    total: str, told: str, bring: Import
) -> None:
    plan = bring({"sheet.csv": f"{row('Ученици;27;;')}{HELD.id};Наставници;2\n{total};;\n"})
    assert told in codes(plan)
    assert plan.applicable is told.endswith("ATT014")
    assert [addition.entry.count for addition in plan.additions] == [27, 2]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("Школски психолози;5;;", ["3: ATT013"]), ("Школски психолози;0;;", []),
        ("Школски психолози;;;", []), ("Наставници;5;;", []),
    ],
)  # fmt: skip
def test_group_and_a_part_of_it_are_asked_about(
    other: str, told: list[str], bring: Import, vocabulary: Vocabulary
) -> None:
    group = vocabulary.audiences["professionals"].name["sr"]
    plan = bring({"sheet.csv": f"{row(f'{group};20;;')}{HELD.id};{other}\n"})
    assert (codes(plan), plan.applicable) == (told, True)


def test_reason_without_a_number_is_a_row_and_nothing_is_none(bring: Import) -> None:
    text = f"{row('Ученици;;;Нико није бројао')}{HELD.id};Наставници;;;\n{HELD.id};Родитељи;0;;\n"
    assert list(describe(bring({"sheet.csv": text}))) == [
        "+ 2026-03-12-nis: pupils not reported (nobody-counted)",
        "+ 2026-03-12-nis: parents 0 (counted)",
        "2 added, 0 corrected, 0 unchanged.",
    ]


def test_row_that_comes_on_the_day_of_a_release_is_recorded_after_it(
    tmp_path: Path, bring: Import
) -> None:
    release(Ledger(), tmp_path, SCHEDULE, as_of=AS_OF)
    ledger = load_ledger(tmp_path, "", SCHEDULE, Vocabulary(), [])
    plan = bring({"sheet.csv": row("Ученици;27;;")}, ledger)
    assert plan.additions[0].entry.recorded == date(2026, 11, 26)


def test_published_row_that_was_changed_is_told(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "2026.csv"
    head = "presentation,audience,count,how_known\n"
    path.write_text(f"{head}{HELD.id},pupils,27,counted\n")
    release(load_ledger(tmp_path, "a", SCHEDULE, vocabulary, []), tmp_path, SCHEDULE, as_of=AS_OF)
    problems: list[Problem] = []
    load_ledger(tmp_path, "a", SCHEDULE, vocabulary, problems)
    assert problems == []
    path.write_text(f"{head}{HELD.id},pupils,28,counted\n")
    load_ledger(tmp_path, "a", SCHEDULE, vocabulary, problems)
    assert [str(p).split(" ")[:2] for p in problems] == [["a/releases.csv:", "ATT008"]]


def test_release_of_an_earlier_day_is_refused(tmp_path: Path) -> None:
    release(Ledger(), tmp_path, SCHEDULE, as_of=AS_OF)
    ledger = load_ledger(tmp_path, "", SCHEDULE, Vocabulary(), [])
    with pytest.raises(ValueError, match="2026-11-25 is released already"):
        release(ledger, tmp_path, SCHEDULE, as_of=date(2026, 11, 24))


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_without_breaking(
    data: bytes, tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "sheet.csv"
    path.write_bytes(data)
    problems: list[Problem] = []
    read_attendance(path, path.name, SCHEDULE, vocabulary, problems)
    assert all(str(problem) for problem in problems)


@pytest.mark.parametrize(
    "fault", [f"{HELD.id},pupils,7\n", f"{HELD.id},pupils,7,counted,8\n", '"pupils\n']
)
def test_ledger_that_cannot_be_read_is_not_written_over(
    tmp_path: Path, bring: Import, vocabulary: Vocabulary, fault: str
) -> None:
    folder = tmp_path / "attendance"
    folder.mkdir()
    ledger = load_ledger(folder, "attendance", SCHEDULE, vocabulary, [])
    plan = bring({"sheet.csv": row("Ученици;27;;")}, ledger)
    written = f"presentation,audience,count,how_known\n{HELD.id},teachers,3,counted\n{fault}"
    (folder / "2026.csv").write_text(written)  # after it was looked at
    with pytest.raises(ProblemsFound, match=r"2026\.csv:3: SRC010"):
        apply(plan, folder, SCHEDULE)
    assert (folder / "2026.csv").read_text() == written
