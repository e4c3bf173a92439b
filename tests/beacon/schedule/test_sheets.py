"""Sheets: what people really send is read; what would hurt is told and not taken apart."""

from __future__ import annotations

import io
import re
import resource
import zipfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from unicodedata import normalize

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from beacon.content.vocabulary import Vocabulary
from beacon.languages.latin import to_latin
from beacon.problems import Problem
from beacon.schedule.blank_sheet import ROWS, blank_sheet
from beacon.schedule.days import first_and_last
from beacon.schedule.sheets import MOST_BYTES, Sheet, read_schedule_sheet, unsafe
from beacon.schedule.venues import Venue

HEAD = "Датум;Почетак;Место одржавања;Коме је намењено"
ROW = "12.3.2026.;10:00;ОШ „Вук“;Ученици"
Read = Callable[..., tuple[Sheet | None, list[str]]]


@pytest.fixture
def read(tmp_path: Path, vocabulary: Vocabulary) -> Read:
    """Reads bytes as a file of this name; returns the sheet and what is told."""

    def make(data: bytes, name: str = "sheet.csv") -> tuple[Sheet | None, list[str]]:
        path = tmp_path / name
        path.write_bytes(data)
        problems: list[Problem] = []
        sheet = read_schedule_sheet(path, name, vocabulary, problems)
        return sheet, [f"{p.line}: {p.code.id}" for p in problems]

    return make


def workbook(*rows: list[object], change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return a workbook with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(sheet: Sheet | None) -> list[dict[str, object]]:
    """Return the cells of each row."""
    assert sheet is not None
    return [dict(row.cells) for row in sheet.rows]


EXPECTED = [{"date": "12.3.2026.", "start": "10:00", "venue": "ОШ „Вук“", "audiences": "Ученици"}]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_table_is_read_in_any_encoding_with_any_separator(
    encoding: str, separator: str, end: str, read: Read
) -> None:
    text = f"{HEAD}{end}{ROW}{end}".replace(";", separator)
    sheet, told = read(text.encode(encoding))
    assert (cells(sheet), told) == (EXPECTED, [])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac_cyrillic", f"{HEAD}\n{ROW}\n"),
        ("cp855", "Датум;Место одржавања;Коме је намењено\n12.3.2026.;Дом;Ученици\n"),
        ("cp852", "Početak;Učenici;Škola\n10:00;đaci;OŠ Žiča\n"),
        ("mac_latin2", "Početak;Učenici;Škola\n10:00;šalter;OŠ Žiča\n"),
    ],
)
def test_table_of_an_old_program_is_refused_with_how_to_save_it(
    encoding: str, text: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(text.encode(encoding))
    problems: list[Problem] = []
    assert read_schedule_sheet(path, path.name, vocabulary, problems) is None
    assert list(map(str, problems)) == [
        "sheet.csv: SCH201 No headings are understood, and the file does not say how its letters "
        'are saved. Save it as "CSV UTF-8" in your spreadsheet program, or as .xlsx.'
    ]


def test_latin_table_of_windows_is_read(read: Read) -> None:
    text = "Datum;Početak;Mesto održavanja;Kome je namenjeno\n12.3.2026.;10:00;OŠ Žiča;Učenici\n"
    sheet, _ = read(text.encode("cp1250"))
    assert cells(sheet)[0]["venue"] == "OŠ Žiča"


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("cp1250", "14.12.2026;Niš;Učenici, đaci"),
        ("cp1250", "14.12.2026;Čačak;učenici"),
        ("cp1251", "14.12.2026;Ниш;Ученици"),
        ("cp1251", "14.12.2026;Чачак;Ђаци VIIа"),  # a class of Latin and Cyrillic letters
        ("cp1251", "14.12.2026;Търговище;Ученици"),
    ],
)
def test_text_under_plain_headings_is_read_in_its_own_letters(
    encoding: str, row: str, read: Read
) -> None:
    sheet, told = read(f"Datum;Grad;Publika\n{row}\n".encode(encoding))
    assert ([";".join(map(str, c.values())) for c in cells(sheet)], told) == ([row], [])


@pytest.mark.parametrize(
    "head",
    [
        "Дата;Начало;Място;За кого",
        "Datum;Početak;Mesto održavanja;Kome je namenjeno",
        "DATE;start;Venue;For whom",
        "Датум *;Почетак (час);Место одржавања:;Коме је намењено",
        "date;start;venue;audiences",
    ],
)
def test_headings_are_understood_in_any_language_and_script(head: str, read: Read) -> None:
    sheet, told = read(f"{head}\n{ROW}\n".encode())
    assert (cells(sheet), told) == (EXPECTED, [])


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("Datum;Vrijeme;Mjesto održavanja;Razred;Učenici", "start venue grades expected_students"),
        ("Датум;Вријеме;Мјесто;Одјељење;Наставници", "start city grades expected_teachers"),
        ("Дата;Час;Град;Клас;Ученици", "start city grades expected_students"),
        ("Date;Time;Town;Grade;Students", "start city grades expected_students"),
    ],
)
def test_heading_is_understood_as_people_say_it(head: str, columns: str, read: Read) -> None:
    sheet, told = read(f"{head}\n12.3.2026.;10:00;Niš;5;45\n".encode())
    assert (sheet and sheet.columns, told) == (("date", *columns.split()), [])


def test_name_in_the_place_of_a_number_is_told_and_not_repeated(read: Read) -> None:
    sheet, told = read("Датум;Град;Ученици\n12.3.2026.;Ниш;Ана Анић\n".encode())
    assert (cells(sheet)[0]["expected_students"], told) == ("", ["2: SCH203"])


def test_titles_merged_cells_and_empty_rows_stand_above_the_headings(read: Read) -> None:
    def merge(book: Workbook) -> None:
        book.active.merge_cells("A1:D1")

    data = workbook(
        ["План презентација за школску 2026/27. годину"], [], HEAD.split(";"),
        [date(2026, 3, 12), time(10), "ОШ „Вук“", "Ученици"], [None, None, None, None],
        [date(2026, 3, 13), time(11, 30), "ОШ „Вук“", "Ученици"], change=merge,
    )  # fmt: skip
    sheet, told = read(data, "sheet.xlsx")
    assert told == []
    assert sheet is not None and [row.line for row in sheet.rows] == [4, 6]
    assert cells(sheet)[0]["date"] == date(2026, 3, 12)
    assert cells(sheet)[1]["start"] == time(11, 30)


def test_cell_merged_over_rows_belongs_to_each_of_them(read: Read) -> None:
    def merge(book: Workbook) -> None:
        book.active.merge_cells("A2:A4")
        book.active.merge_cells("C2:D2")

    rows: list[list[object]] = [
        [date(2026, 3, 12), time(9 + n), f"Школа {n}", "Ученици"] for n in range(4)
    ]
    sheet, _ = read(workbook(HEAD.split(";"), *rows, change=merge), "sheet.xlsx")
    assert [row["date"] for row in cells(sheet)] == [date(2026, 3, 12)] * 4
    assert [row["venue"] for row in cells(sheet)] == [f"Школа {n}" for n in range(4)]


@pytest.mark.parametrize("area", ["E2:E3", "E2:F3"])
def test_number_of_people_merged_over_rows_is_told_and_counted_for_none(
    area: str, read: Read
) -> None:
    def merge(book: Workbook) -> None:
        book.active.merge_cells(area)
        book.active.merge_cells("A2:A3")

    rows: list[list[object]] = [
        [date(2026, 3, 12), time(9 + n), f"Школа {n}", "Ученици", 60] for n in range(3)
    ]
    head = [*HEAD.split(";"), "Очекивано ученика"]
    sheet, told = read(workbook(head, *rows, change=merge), "sheet.xlsx")
    assert told == ["2: SCH203"]
    assert [row["expected_students"] for row in cells(sheet)] == ["", "", 60]
    assert [row["date"] for row in cells(sheet)] == [date(2026, 3, 12)] * 3


def test_row_merged_as_a_whole_keeps_its_number(read: Read) -> None:
    def merge(book: Workbook) -> None:
        for column in "ABCDE":
            book.active.merge_cells(f"{column}2:{column}3")

    head = [*HEAD.split(";"), "Очекивано ученика"]
    rows: list[list[object]] = [[*ROW.split(";"), 60], [], [*ROW.split(";"), 30]]
    sheet, told = read(workbook(head, *rows, change=merge), "sheet.xlsx")
    assert [row["expected_students"] for row in cells(sheet)] == [60, 60, 30]
    assert told == []


def test_letters_taken_apart_are_put_together(read: Read) -> None:
    text = normalize("NFD", "Дата;Начало;Място;За кого\n12.3.2026;10:00;Йовковци;Ученици\n")
    assert cells(read(text.encode())[0])[0]["venue"] == "Йовковци"


def test_sheet_that_is_hidden_or_without_headings_is_passed_over(read: Read) -> None:
    def more(book: Workbook) -> None:
        book.active.sheet_state = "hidden"
        book.create_sheet("Напомене").append(["Само напомена"])
        book.create_sheet("План").append(HEAD.split(";"))

    sheet, told = read(workbook(HEAD.split(";"), ROW.split(";"), change=more), "sheet.xlsx")
    assert (cells(sheet), told) == ([], [])


def test_rows_that_nobody_sees_are_read_and_told(read: Read) -> None:
    def hide(book: Workbook) -> None:
        for line in (1, 3, 4, 5):
            book.active.row_dimensions[line].hidden = True

    rows = (HEAD.split(";"), ROW.split(";"), ROW.split(";"), ROW.split(";"), [None])
    sheet, told = read(workbook(*rows, change=hide), "sheet.xlsx")
    assert (cells(sheet), told) == (EXPECTED * 3, ["3: SCH214"])
    assert read(workbook(*rows), "sheet.xlsx")[1] == []


@pytest.mark.parametrize(
    ("cell", "status", "told"),
    [
        ("A2", "", ["2: SCH216"]), ("C2", "", ["2: SCH216"]), ("A2", "отказано", []),
        ("A1", "", []), ("D2", "", []), ("F2", "", ["1: SCH208"]),
    ],
)  # fmt: skip
def test_row_that_is_struck_through_is_told_unless_it_has_a_status(
    cell: str, status: str, told: list[str], read: Read
) -> None:
    def strike(book: Workbook) -> None:
        book.active[cell].font = Font(strike=True)
        book.active["B2"].font = Font(strike=False, bold=True)

    head = ["Датум", "Почетак", "Град", "Статус", "Публика"]
    row: list[object] = [date(2026, 3, 12), time(10), "Ниш", status, "Ученици"]
    note = ([*head, "Напомена"], [*row, "x"]) if cell == "F2" else (head, row)
    assert read(workbook(*note, change=strike), "sheet.xlsx")[1] == told


# Excel has its comments beside the sheets, openpyxl in a folder of their own.
@pytest.mark.parametrize("place", ["xl/comments", "xl/comments/comment"])
def test_comments_are_told_once_without_what_they_say_and_not_read(
    place: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    def comment(book: Workbook) -> None:
        for cell in ("A1", "B2", "C2"):
            book.active[cell].comment = Comment("Води Марко Марковић, 064 123 45 67", "Ана Анић")

    parts = parts_of(workbook(HEAD.split(";"), ROW.split(";"), change=comment))
    moved = {name.replace("xl/comments/comment", place): data for name, data in parts.items()}
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(zipped(moved))
    problems: list[Problem] = []
    sheet = read_schedule_sheet(path, "sheet.xlsx", vocabulary, problems)
    assert cells(sheet) == EXPECTED
    assert "Марк" not in repr(sheet)
    assert list(map(str, problems)) == [
        "sheet.xlsx: SCH218 The comments of 3 cells are not read; the first is A1. Nothing, if "
        "they are notes for you; what holds of an event, write into the cells of its row."
    ]


def test_column_that_is_not_meant_for_the_schedule_is_told_and_left_out(read: Read) -> None:
    sheet, told = read(f"{HEAD};Контакт особа\n{ROW};Петар Петровић\n".encode())
    assert (cells(sheet), told) == (EXPECTED, ["1: SCH208"])


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        (f"{HEAD};", f"{ROW};отказано", ["1: SCH208"]), (HEAD, f"{ROW};;отказано", ["1: SCH208"]),
        (f"{HEAD};;", f"{ROW};;", []), (f";{HEAD}", f"1.;{ROW}", []),
        (f";{HEAD}", f"10:45;{ROW}", ["1: SCH208"]),
    ],
)  # fmt: skip
def test_column_of_words_without_a_heading_is_told(
    head: str, row: str, told: list[str], read: Read
) -> None:
    assert read(f"{head}\n{row}\n".encode())[1] == told


def test_two_columns_of_one_meaning_are_told(read: Read) -> None:
    assert read(f"{HEAD};Date\n{ROW};x\n".encode()) == (None, ["1: SCH202"])


def test_name_of_the_day_beside_the_date_is_no_second_date(read: Read) -> None:
    rows = "8.12.2026.;уторак;Ниш\n9.12.2026.;среда;Ниш\n"
    head = "Датум;Дан;Град\n"
    sheet, told = read(f"{head}{rows}{head}{rows}".encode())
    assert [row["date"] for row in cells(sheet)] == ["8.12.2026.", "9.12.2026."] * 2
    assert (sheet and sheet.columns, told) == (("date", "city"), [])
    assert read("Датум;Дан;Град\n8.12.2026.;9. децембар;Ниш\n".encode())[1] == ["1: SCH202"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "a;b;c\n1;2;3\n", "Почетак;Место одржавања;Коме је намењено\n"]
)
def test_table_without_a_date_among_its_headings_is_told(text: str, read: Read) -> None:
    assert read(text.encode()) == (None, ["None: SCH202"])


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Date,Town", "city"),
        ("Датум,Школа", "venue"),
        ("Дата,Град,Бележка", "city"),
    ],
)
def test_date_and_place_alone_are_enough(head: str, place: str, read: Read) -> None:
    sheet, told = read(f"{head}\n12.3.2026.,Ниш{',x' * (head.count(',') - 1)}\n".encode())
    assert cells(sheet) == [{"date": "12.3.2026.", place: "Ниш"}]
    assert told == ["1: SCH208"] * (head.count(",") - 1)


def test_more_headings_below_stand_before_a_date_and_a_place(read: Read) -> None:
    assert read(f"Датум;Град;;\n{HEAD}\n{ROW}\n".encode()) == read(f"\n{HEAD}\n{ROW}\n".encode())


def test_headings_that_come_again_in_another_order_head_the_rows_below_them(read: Read) -> None:
    data = f"{HEAD}\n{ROW}\nПочетак;Датум;Коме је намењено;Место\n10:00;13.3.2026.;Ученици;Ниш\n"
    _, told = read(data.encode())
    assert told == ["3: SCH211"]  # "Место" is a city, and no venue
    sheet, told = read(data.replace("Место\n", "Школа\n").encode())
    assert (cells(sheet), told) == (
        [*EXPECTED, {**EXPECTED[0], "date": "13.3.2026.", "venue": "Ниш"}], [],
    )  # fmt: skip


@pytest.mark.parametrize("head", ["Датум;Град;Публика;", "Датум;Град;;"])
def test_no_row_is_lost_above_a_table_of_more_headings(head: str, read: Read) -> None:
    sheet, told = read(f"{head}\n10.3.2026.;Ниш;;\n\n{HEAD}\n{ROW}\n".encode())
    assert sheet is not None and [row.line for row in sheet.rows] == [2, 5]
    assert told == ["4: SCH211"]


def test_headings_of_several_columns_together_are_none(read: Read) -> None:
    sheet, told = read(f"Датум;Време;Учесници;Учесници\n{HEAD}\n{ROW}\n".encode())
    assert (cells(sheet), told) == (EXPECTED, [])


def test_day_that_stands_above_a_table_is_no_table(read: Read) -> None:
    sheet, told = read(f"Датум:;1.3.2026.;Град:;Ниш\n\n{HEAD}\n{ROW}\n".encode())
    assert (cells(sheet), told) == (EXPECTED, [])


def test_number_merged_below_headings_in_another_order_is_told(read: Read) -> None:
    rows: list[list[object]] = [
        ["Датум", "Град", "Очекивано ученика"], ["10.3.2026.", "Ниш", 20],
        ["Очекивано ученика", "Датум", "Град"], [60, "11.3.2026.", "Ниш"],
        [None, "12.3.2026.", "Ниш"],
    ]  # fmt: skip
    sheet, told = read(
        workbook(*rows, change=lambda book: book.active.merge_cells("A4:A5")), "sheet.xlsx"
    )
    assert [row["expected_students"] for row in cells(sheet)] == [20, "", ""]
    assert told == ["4: SCH203"]


@pytest.mark.parametrize("head", ["Date,Language", "Date", "Town,Venue"])
def test_two_headings_without_a_date_and_a_place_are_not_enough(head: str, read: Read) -> None:
    assert read(f"{head}\na,b\n".encode()) == (None, ["None: SCH202"])


# Hostile input


@pytest.mark.parametrize("column", range(4))
@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("https://evil.example")', "@SUM(1)", "+cmd|' /C calc'!A0", "-2+3",
        "\u202eexe.cod", "\u2066x\u2069", "a\x00b", "a\x1b[31m", "ж" * 10_000,
    ],
)  # fmt: skip
def test_cell_that_runs_hides_or_floods_is_told_and_left_out(
    cell: str, column: int, read: Read
) -> None:
    row = ROW.split(";")
    row[column] = cell
    quoted = ";".join('"' + c.replace('"', '""') + '"' for c in row)
    sheet, told = read(f"{HEAD}\n{quoted}\n".encode())
    assert told == ["2: SCH203"]
    assert cell not in map(str, cells(sheet)[0].values())


def test_error_of_a_formula_is_told_and_no_empty_cell(read: Read) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    hidden, sheet = book.add_worksheet(), book.add_worksheet()
    hidden.hide()
    sheet.activate()
    for table in (hidden, sheet):
        table.write_row(0, 0, HEAD.split(";"))
        table.write_row(1, 0, ROW.split(";"))
        table.write_formula(1, 1, "=1/0", None, "#DIV/0!" if table is sheet else "10:00")
    book.close()
    found, told = read(out.getvalue(), "sheet.xlsx")
    assert told == ["2: SCH203"]
    assert cells(found) == [{**EXPECTED[0], "start": ""}]


def test_days_counted_from_1904_are_the_same_days(read: Read) -> None:
    def old(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    place = ("ОШ „Вук“", "Ученици")
    rows = [[44631, 10, *place], [44631.4375, "", *place], [12, "", *place]]
    sheet, told = read(workbook(HEAD.split(";"), *rows, change=old), "sheet.xlsx")
    days = [first_and_last(row["date"])[0] for row in cells(sheet)]
    assert days == ["2026-03-12", "2026-03-12", "12.0"]
    assert (cells(sheet)[0]["start"], told) == (10, [])


@pytest.mark.parametrize("number", ["1e309", "-1e309", "NaN"])
def test_number_that_is_none_is_told(number: str, read: Read) -> None:
    rows = [HEAD.split(";"), ["12.3.2026.", 424242, "ОШ „Вук“", "Ученици"]]
    still = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(*rows))) as book, zipfile.ZipFile(still, "w") as file:
        for name in book.namelist():
            file.writestr(name, book.read(name).replace(b">424242<", f">{number}<".encode()))
    found, told = read(still.getvalue(), "sheet.xlsx")
    assert told == ["2: SCH203"]
    assert cells(found) == [{**EXPECTED[0], "start": ""}]


def test_heading_that_is_nearly_one_is_told_as_people_write_it(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(f"{HEAD};Капацитетт\n{ROW};5\n", encoding="utf-8")
    problems: list[Problem] = []
    read_schedule_sheet(path, "sheet.csv", vocabulary, problems)
    assert [p.hint for p in problems] == ['Did you mean "Капацитет"?']


def test_line_breaks_and_hidden_blanks_become_one_blank(read: Read) -> None:
    text = f'{HEAD}\n12.3.2026.;10:00;"ОШ\n\u00a0„Вук\u200b“ ";Ученици\n'
    assert cells(read(text.encode())[0])[0]["venue"] == "ОШ „Вук“"


def test_formula_of_a_workbook_is_never_run(read: Read) -> None:
    data = workbook(HEAD.split(";"), ["12.3.2026.", "10:00", "=1+1", "Ученици"])
    sheet, told = read(data, "sheet.xlsx")
    assert (cells(sheet)[0]["venue"], told) == ("", ["2: SCH203"])


def strict(part: bytes) -> bytes:
    """Return a part of a workbook as programs save it by ISO 29500 Strict."""
    office, now = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    part = part.replace(office + b"spreadsheetml/2006/main", now + b"spreadsheetml/main")
    return part.replace(
        office + b"officeDocument/2006/relationships", now + b"officeDocument/relationships"
    )


OTHER_FORMS: dict[str, Callable[[bytes], bytes]] = {
    "as usual": bytes,
    "strict": strict,
    "no places": lambda part: re.sub(rb'<c r="\w+"', b"<c", part),
    "no places at all": lambda part: re.sub(rb'<(c|row) r="\w+"', rb"<\1", part),
    "other quotes": lambda part: re.sub(rb'(<c|<row)((?: \w+="\w+")+)', _other_quotes, part),
}


def _other_quotes(found: re.Match[bytes]) -> bytes:
    return found[0].replace(b'"', b"'")


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_errors_and_formulas_without_a_value_are_told_in_every_form_of_a_workbook(
    form: str, read: Read
) -> None:
    def spoil(book: Workbook) -> None:
        book.active["C3"] = "#REF!"
        book.active["C3"].data_type = "e"
        book.active["D4"] = "=VLOOKUP(1,A1:A2,1)"

    data = workbook(HEAD.split(";"), *[ROW.split(";")] * 4, change=spoil)
    parts = {name: OTHER_FORMS[form](part) for name, part in parts_of(data).items()}
    found, told = read(zipped(parts), "sheet.xlsx")
    assert told == ["3: SCH203", "4: SCH203"]
    empty = [{**EXPECTED[0], "venue": ""}, {**EXPECTED[0], "audiences": ""}]
    assert cells(found) == [EXPECTED[0], *empty, EXPECTED[0]]


@pytest.mark.parametrize("value", ["", "ОШ „Вук“"])
def test_value_that_was_saved_with_a_formula_is_read(value: str, read: Read) -> None:
    data = workbook(HEAD.split(";"), ["12.3.2026.", "10:00", '=IF(A9="","",A9)', "Ученици"])
    saved = parts_of(data)[SHEET].replace(b'<c r="C2">', b'<c r="C2" t="str">')
    saved = saved.replace(b"<v></v>", f"<v>{value}</v>".encode()).replace(
        b"<v />", f"<v>{value}</v>".encode()
    )
    found, problems = read(zipped({**parts_of(data), SHEET: saved}), "sheet.xlsx")
    assert (cells(found)[0]["venue"], problems) == (value, [])


def zipped(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


GOOD = workbook(HEAD.split(";"), ROW.split(";"))
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet><sheetData>&c;</sheetData></worksheet>'
)


def with_part(name: str, data: bytes) -> bytes:
    """Return the good workbook with another part."""
    return zipped({**parts_of(GOOD), name: data})


def far_away() -> bytes:
    """Return a workbook whose one far cell would make a table of 17 billion cells."""
    return with_part(SHEET, parts_of(GOOD)[SHEET].replace(b'r="D2"', b'r="XFD1048576"'))


def many_cells() -> bytes:
    """Return a workbook with a row of 100,000 cells that do not say where they are."""
    row = b"<row>" + b"<c/>" * 100_000 + b"</row>"
    return with_part(SHEET, b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>")


HOSTILE = {
    "billion laughs": with_part(SHEET, LAUGHS),
    "laughs among the texts": with_part("xl/sharedStrings.xml", LAUGHS),
    "outside entity": with_part(SHEET, b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'),
    "archive bomb": with_part("xl/media/a.bin", b"\x00" * 90_000_000),
    "thousands of parts": zipped({f"{n}": b"" for n in range(2_500)}),
    "far cell": far_away(),
    "many cells": many_cells(),
    "cut in half": GOOD[: len(GOOD) // 2],
    "OpenDocument that repeats a row": with_part("content.xml", b"<office:document-content/>"),
    "binary workbook": with_part("xl/workbook.bin", b"\x83\x01"),
    "no workbook": zipped({"a.txt": b"a"}),
    "broken sheet": with_part(SHEET, b"<worksheet><sheetData><row><c t='s'><v>99</v></c>"),
    "not a table": b"%PDF-1.7",
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbook_is_told_in_one_line_and_costs_little(name: str, read: Read) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sheet, told = read(HOSTILE[name], "sheet.xlsx")
    assert sheet is None
    assert told in (["None: SCH201"], ["None: SCH202"])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400_000, f"{grown // 1000} MB"


def test_file_of_fifty_megabytes_is_not_read(read: Read) -> None:
    assert read(b"x" * (MOST_BYTES + 1), "sheet.xlsx") == (None, ["None: SCH201"])


def test_workbook_with_links_to_other_files_is_read_and_follows_none(read: Read) -> None:
    link = b'<externalLink xmlns="x"><externalBook r:id="rId1"/></externalLink>'
    sheet, told = read(with_part("xl/externalLinks/externalLink1.xml", link), "sheet.xlsx")
    assert (cells(sheet), told) == (EXPECTED, [])


@given(st.binary(max_size=400))
def test_any_bytes_after_the_mark_of_an_archive_are_no_surprise(data: bytes) -> None:
    assert unsafe(b"PK\x03\x04" + data) != ""


# The blank sheet


def blank(languages, strings_of, vocabulary: Vocabulary, tag: str) -> bytes:  # type: ignore[no-untyped-def]
    """Return the blank sheet of Serbia in a language."""
    return blank_sheet(
        vocabulary, language=languages[tag], languages=languages, strings=strings_of[tag],
        country="RS", lessons=("Пауза",),
    )  # fmt: skip


@pytest.fixture
def strings_of(languages):  # type: ignore[no-untyped-def]
    """The interface strings of all languages."""
    from beacon.languages.strings import load_strings  # noqa: PLC0415

    root = Path(__file__).resolve().parents[3] / "theme" / "locales"
    return load_strings(root, languages, tuple(languages.by_tag), [])


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "bg", "en"])
def test_blank_sheet_is_understood_when_it_comes_back(  # type: ignore[no-untyped-def]
    tag: str, languages, strings_of, vocabulary: Vocabulary, read: Read
) -> None:
    sheet, told = read(blank(languages, strings_of, vocabulary, tag), "sheet.xlsx")
    assert (cells(sheet), told) == ([], [])
    assert sheet is not None
    left_out = {"region", "sample", "rescheduled_from", "trains", "led_by"}
    assert set(sheet.columns) == set(vocabulary.schedule_columns) - left_out


def test_blank_sheet_offers_lists_in_its_language(languages, strings_of, vocabulary) -> None:  # type: ignore[no-untyped-def]
    book = load_workbook(io.BytesIO(blank(languages, strings_of, vocabulary, "sr-Latn")))
    assert book.sheetnames == ["Raspored", "Kako se popunjava", "Spiskovi"]
    schedule, _, lists = book.worksheets
    offered = {}
    for rule in schedule.data_validations.dataValidation:
        sheet, _, area = rule.formula1.rpartition("!")
        assert sheet == "'Spiskovi'"
        (column,) = rule.sqref.ranges
        assert (column.min_row, column.max_row) == (2, ROWS + 1)
        values = [cell.value for (cell,) in lists[area.replace("$", "")]]
        offered[schedule.cell(1, column.min_col).value] = values
    assert offered["Status"] == ["Planirano", "Potvrđeno", "Održano", "Odloženo", "Otkazano"]
    assert offered["Lekcija"] == ["Пауза"]
    assert "Niš" in offered["Grad"] and "Sofija" not in offered["Grad"]
    assert "Mesto održavanja" not in offered, "There are no venues to choose from."


@pytest.mark.parametrize(
    ("tag", "venues", "cities", "lessons"),
    [
        (
            "sr-Cyrl", ["ОШ „Његош“"], ["Јагодина", "Лозница", "Ниш", "Чачак"],
            ["Ђак", "Жеља", "Љубав", "Мир", "Час", "Џеп", "Школа"],
        ),
        (
            "sr-Latn", ["OŠ „Njegoš“"], ["Čačak", "Jagodina", "Loznica", "Niš"],
            ["Čas", "Dete", "Džep", "Đak", "Lopta", "Ljubav"],
        ),
    ],
)  # fmt: skip
def test_blank_sheet_has_its_lists_in_its_script_and_the_order_of_its_alphabet(  # type: ignore[no-untyped-def]
    tag, venues, cities, lessons, languages, strings_of, vocabulary
) -> None:
    sheet = blank_sheet(
        vocabulary, language=languages[tag], languages=languages, strings=strings_of[tag],
        country="RS", venues=[Venue("a", "ОШ „Његош“", "school", "rs-nis", False)],
        lessons=lessons[::-1],
    )  # fmt: skip
    lists = load_workbook(io.BytesIO(sheet)).worksheets[2]
    columns = {c[0].value: [one.value for one in c[1:] if one.value] for c in lists.columns}
    names = {key: c.name["sr"] for key, c in vocabulary.schedule_columns.items()}
    if tag == "sr-Latn":
        names = {key: to_latin(name) for key, name in names.items()}
    assert columns[names["venue"]] == venues
    assert [city for city in columns[names["city"]] if city in cities] == cities
    assert columns[names["lesson"]] == lessons


def test_blank_sheet_takes_venues_that_are_not_on_its_list(  # type: ignore[no-untyped-def]
    languages, strings_of, vocabulary
) -> None:
    sheet = blank_sheet(
        vocabulary, language=languages["en"], languages=languages, strings=strings_of["en"],
        country="RS", venues=[Venue("a", "School A", "school", "rs-nis", False)],
    )  # fmt: skip
    schedule = load_workbook(io.BytesIO(sheet)).worksheets[0]
    rules = {str(r.sqref)[0]: r for r in schedule.data_validations.dataValidation}
    columns = {cell.value: cell.column_letter for cell in schedule[1]}
    assert rules[columns["Venue"]].errorStyle == "warning"
    assert rules[columns["City"]].errorStyle in (None, "stop")
