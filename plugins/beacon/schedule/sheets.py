"""Sheets: reads the tables that coordinators send, whatever program and script they come from.

A file is looked at before anything takes it apart: how large it is, how large it would become,
and whether it holds what no table needs. No formula, macro or link of a workbook is ever run
or followed; a cell is what was saved in it.
"""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice, pairwise
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

from msgspec import Struct
from msgspec.structs import replace
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from beacon.content.vocabulary import SheetColumn, Vocabulary
from beacon.languages.latin import to_latin
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, did_you_mean
from beacon.schedule.cells import HIDDEN, Cell, is_personal
from beacon.schedule.days import names_a_day
from beacon.slugs import slugify

NOT_READABLE = Code(
    "SCH201",
    "A file is no table that can be read safely.",
    "Open it in your spreadsheet program and save it again as .xlsx or .csv.",
)
NO_HEADINGS = Code(
    "SCH202",
    "No row of a table holds headings that are understood.",
    "Use the blank sheet: python3 scripts/new.py schedule-sheet.",
)
BAD_CELL = Code(
    "SCH203",
    "A cell holds what no cell of a schedule has: a formula as text, an error, hidden signs, a "
    "long text, a number without end, a number of people for several rows, a name for a number.",
    "Write the plain value.",
)
NOT_READ = Code(
    "SCH208",
    "A column is not understood and was left out.",
    "Nothing, if it is not meant for the schedule; else correct its heading.",
    Severity.WARNING,
)
OTHER_COLUMNS = Code(
    "SCH211",
    "A file has several tables of one kind, and their columns differ.",
    "Give them the same headings, or hide or take out the table that is not meant.",
)
HIDDEN_ROWS = Code(
    "SCH214",
    "Rows are hidden in the workbook, and were read all the same.",
    "Nothing, if they were only filtered out of sight; else delete them.",
    Severity.WARNING,
)
STRUCK = Code(
    "SCH216",
    "A row of a workbook is struck through, as what no longer holds, and says nothing else of it.",
    "Write into the row what holds, such as its status, or delete it; else take the line away.",
)
COMMENTS = Code(
    "SCH218",
    "Cells of a workbook have comments, which are not read and are kept nowhere.",
    "Nothing, if they are notes for you; what holds of an event, write into the cells of its row.",
    Severity.WARNING,
)
CODES = (
    NOT_READABLE, NO_HEADINGS, BAD_CELL, NOT_READ, OTHER_COLUMNS, HIDDEN_ROWS, STRUCK, COMMENTS,
)  # fmt: skip

MOST_BYTES = 10_000_000
MOST_UNPACKED = 80_000_000
MOST_PARTS = 2_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_LETTERS = 300
_HEADINGS_WITHIN = 25
_FEWEST_HEADINGS = 3
_ANY_PLACE = frozenset({"city", "venue", "schools"})

Grid = list[list[Cell]]

_AS_UTF_8 = 'Save it as "CSV UTF-8" in your spreadsheet program, or as .xlsx.'
_PACKED = b"PK\x03\x04"
_REFERENCE = regex(rb'\br="([A-Z]{1,4})?(\d{1,9})"')
_ROW = regex(rb"<(?:\w+:)?row[\s/>]")
_CELL = regex(rb"<(?:\w+:)?c[\s/>]")
_ERROR_CELL = regex(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(#[^<]{1,20})<",
    re.DOTALL,
)
_CELL_HEAD = regex(rb"<(?:\w+:)?c\s[^>]*>")
_CELL_PLACE, _CELL_STYLE = regex(rb'\sr="([A-Z]{1,3})(\d{1,7})"'), regex(rb'\ss="(\d{1,7})"')
# A discussion, whose parts lie elsewhere, has its comment here as well.
_COMMENTS_PART = regex(r"xl/comments(?:\d*|/[^/]*)\.xml")
_COMMENTED = regex(rb'<(?:\w+:)?comment\s[^>]*\bref="([A-Z]{1,3}\d{1,7})"')
_ROW_HEAD = regex(rb"<(?:\w+:)?row\s[^>]*>")
_ROW_HIDDEN, _ROW_NUMBER = regex(rb'\shidden="(?:1|true)"'), regex(rb'\sr="(\d{1,7})"')
_USUAL_CELL = regex(rb'<(?:\w+:)?c(?=[^>]*\br=")(?:\s+[\w:]+="[^"]*")*\s*/?>')
# A formula whose value was never saved; a text that came out empty is marked t="str".
_UNSAVED = regex(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="(?!n"))[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# What the reader would take for an OpenDocument sheet, whose rows can repeat a million times, or
# a binary workbook: the looks below are at what Excel writes as .xlsx.
_OTHER_KINDS = frozenset({"content.xml", "mimetype", "xl/workbook.bin"})
_STYLES = "xl/styles.xml"
_PARTS, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_WORDS = regex(r"[^\W\d_]+")
_PLAIN, _CYRILLIC, _READABLE = (
    regex("[a-zA-Z]"),
    regex("[\u0400-\u04ff]"),
    regex("[a-zA-Z\u0400-\u04ff]"),
)
_ROW_NUMBERS = regex(r"\d{1,5}\.?0?")
_NO_WIDTH = regex("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BREAKS = regex("[\\t\\n\\v\\f\\r\u2028\u2029]+")
# Numbers of people, which are not those of each row where cells are merged.
_OF_PEOPLE = frozenset({
    "count", "expected_students", "expected_parents", "expected_teachers", "expected_other",
    "capacity",
})  # fmt: skip
# Of these, the ones under whose headings somebody may list who comes; nothing repeats a name.
_EXPECTED = _OF_PEOPLE - {"count"}
_OF_DAYS = frozenset({"date", "end_date", "rescheduled_from", "repeat_until"})
_FROM_1900_TO_1904 = 1462
_LEAST_DAY = 20_000  # a smaller number was not meant as one, and is told as it is written
_MERGED = "\x00merged"
WEEKDAY = "weekday"
"""What stands in a row beside its date: the name of its day, which is no column of the schedule."""
# What people write into a cell to say that there is nothing.
_NOTHING = ("-", "–", "—", "/")
_FORMULA = regex(r"^[=@]|^[+-](?![\d ]*$)")
_ERROR = regex(r"^#(?:REF!|DIV/0!|VALUE!|N/A|NAME\?|NULL!|NUM!|SPILL!|CALC!)")


class SheetRow(Struct, frozen=True):
    """A row of a sheet by the ids of its columns; `line` is its number in the sheet.

    `table` names the table of the workbook it stands in, where several were read.
    """

    line: int
    cells: Mapping[str, Cell]
    table: str = ""


class Unread(Struct, frozen=True):
    """A column whose heading is not understood, with what stands under it, and where."""

    heading: str
    line: int
    cells: tuple[str, ...]
    table: str = ""
    lines: tuple[int, ...] = ()


class Aside(Struct, frozen=True):
    """A text of a file that stands outside its tables: in which place, and where it has rows."""

    place: str
    line: int | None
    text: str
    table: str = ""


class Sheet(Struct, frozen=True):
    """The rows of a sheet, or of several alike, its columns, those left out, and all beside."""

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    unread: tuple[Unread, ...] = ()
    asides: tuple[Aside, ...] = ()


def read_schedule_sheet(
    path: Path, shown: str, vocabulary: Vocabulary, problems: list[Problem]
) -> Sheet | None:
    """Read a sheet of events; None and a problem where it cannot be used.

    Many workbooks have a table for each month.
    """
    headings = Headings(vocabulary.schedule_columns, needed="date", enough=_ANY_PLACE)
    before = len(problems)
    sheet = read_sheet(path, shown, headings, problems)
    if sheet is None and len(problems) == before:
        said = "There are no headings; a date and a place at least are needed."
        problems.append(NO_HEADINGS.at(shown, None, said))
    return sheet


def read_sheet(
    path: Path,
    shown: str,
    headings: Headings,
    problems: list[Problem],
    *,
    with_asides: bool = False,
) -> Sheet | None:
    """Read a table from an .xlsx or .csv file; None and a problem where it cannot be used.

    Of a workbook it is every visible sheet with headings that are understood, as one table; of
    a text the encoding and separator with which most headings are. Where nothing has such
    headings, None is returned and no problem told: the caller knows what was needed.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        problems.append(NOT_READABLE.at(shown, None, f"The file has {size // 1_000_000} MB."))
        return None
    raw = path.read_bytes()
    if raw[:4] == _PACKED:
        fault = unsafe(raw)
        if fault:
            problems.append(NOT_READABLE.at(shown, None, fault))
            return None
        grids = _workbook(raw, headings)
    elif path.suffix.lower() in (".csv", ".txt", ".tsv"):
        grids = _texts(raw, headings)
    else:
        said = "This is neither an .xlsx workbook nor a .csv table."
        problems.append(NOT_READABLE.at(shown, None, said))
        return None
    try:
        tables = ((name, grid, headings.rows(grid)) for name, grid in grids)
        found = [(name, grid, places) for name, grid, places in tables if places]
        if found:
            joined = _joined(found, shown, headings, problems)
            asides = _asides(raw, found) if with_asides else ()
            if joined and raw[:4] == _PACKED:
                problems.extend(_hidden_rows(raw, joined, found, shown))
                problems.extend(_struck_rows(raw, joined, found, headings, shown))
                problems.extend(_commented(raw, shown))
            return joined and replace(joined, asides=tuple(asides))
    except (
        CalamineError,
        ElementTree.ParseError,
        OSError,
        ValueError,
        csv.Error,
        zipfile.BadZipFile,
    ) as error:
        problems.append(NOT_READABLE.at(shown, None, f"The file cannot be read ({error})."))
        return None
    except BaseException as error:
        # The reader of workbooks is written in Rust: where it gives up, it panics.
        if type(error).__name__ != "PanicException":
            raise
        problems.append(NOT_READABLE.at(shown, None, "The workbook is damaged."))
        return None
    if raw[:4] != _PACKED and not _says_its_encoding(raw):
        said = "No headings are understood, and the file does not say how its letters are saved."
        problems.append(NOT_READABLE.at(shown, None, said, _AS_UTF_8))
    return None


Table = tuple[str, Grid, list[int]]
"""The name of a table in its workbook, its cells, and the places of its headings."""


def _joined(
    tables: list[Table], shown: str, headings: Headings, problems: list[Problem]
) -> Sheet | None:
    """Return the rows of tables that have the same columns."""
    sheets: list[Sheet] = []
    for name, grid, places in tables:
        place = in_table(shown, name) if len(tables) > 1 else shown
        sheet = _sheet(grid, places, place, headings, problems)
        if sheet is None:
            return None
        if sheets and set(sheet.columns) != set(sheets[0].columns):
            said = f'The columns are others than those of "{tables[0][0]}".'
            problems.append(OTHER_COLUMNS.at(place, places[0] + 1, said))
        sheets.append(sheet)
    if len(sheets) == 1:
        return sheets[0]
    rows = (
        replace(row, table=name)
        for (name, _, _), sheet in zip(tables, sheets, strict=True)
        for row in sheet.rows
    )
    unread = (
        replace(column, table=name)
        for (name, _, _), sheet in zip(tables, sheets, strict=True)
        for column in sheet.unread
    )
    return Sheet(sheets[0].columns, tuple(rows), tuple(unread))


def in_table(shown: str, name: str) -> str:
    """Return how a file is called where one of its tables is meant."""
    return f"{shown} ({shorten(name)})" if name else shown


def unsafe(raw: bytes) -> str:
    """Return why a workbook must not be taken apart, or nothing.

    What an archive says of its size is checked while unpacking; a part with a document type
    could grow without end, a cell far away would make a table of billions of cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if not _OTHER_KINDS.isdisjoint(part.filename.lower() for part in parts):
                return "This is a workbook of another kind (.ods or .xlsb)."
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
                return "The workbook unpacks to far more than a schedule needs."
            if any(part.flag_bits & 1 for part in parts):
                return "The workbook is locked with a password."
            for part in parts:
                with archive.open(part) as stream:
                    data = stream.read(MOST_UNPACKED + 1)
                if len(data) > MOST_UNPACKED:
                    return "The workbook unpacks to far more than a schedule needs."
                fault = _unsafe_part(part.filename, data)
                if fault:
                    return fault
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return "The workbook is damaged."
    except Exception as error:  # zlib.error and its like have no common base
        return f"The workbook is damaged ({type(error).__name__})."
    return ""


def _unsafe_part(name: str, data: bytes) -> str:
    of_xml = name.lower().endswith((".xml", ".rels", ".vml"))
    if of_xml and any(word in data.replace(b"\x00", b"") for word in _FORBIDDEN):
        return "The workbook holds a document type, which no table needs."
    if b"sheetData" not in data:
        return ""
    for column, row in _REFERENCE.findall(data):
        if int(row) > MOST_ROWS or _column(column) > MOST_COLUMNS:
            cell = (column + row).decode()
            return f"The sheet reaches as far as {cell}; it may have {MOST_ROWS} rows."
    # Rows and cells may leave out where they are and are then counted.
    rows = _ROW.split(data)
    if len(rows) > MOST_ROWS + 1 or max(len(_CELL.findall(row)) for row in rows) > MOST_COLUMNS:
        return f"The sheet is too large; it may have {MOST_ROWS} rows."
    return ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _workbook(raw: bytes, headings: Headings) -> Iterator[tuple[str, Grid]]:
    """Yield each visible sheet with its name; errors and unsaved formulas stand in it as texts."""
    errors = dict(_errors(raw))
    from_1904 = _counts_from_1904(raw)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    for about in workbook.sheets_metadata:
        if about.visible is SheetVisibleEnum.Visible and about.typ is SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(about.name)
            grid = sheet.to_python(skip_empty_area=False)
            _spread(grid, sheet.merged_cell_ranges or [], headings)
            if from_1904:
                _count_from_1900(grid, headings)
            for row, column, said in errors.get(about.name, ()):
                if row < len(grid) and column < len(grid[row]):
                    grid[row][column] = said
            yield about.name, grid


def _counts_from_1904(raw: bytes) -> bool:
    """Tell whether the days of a workbook are counted from 1904, as old programs for Macs did."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if _PARTS not in archive.namelist():
            return False
        about = ElementTree.fromstring(archive.read(_PARTS)).find("{*}workbookPr")
    return about is not None and about.get("date1904") in ("1", "true")


def _count_from_1900(grid: Grid, headings: Headings) -> None:
    """Make the numbers of days in a workbook from 1904 those of all others.

    Cells that are formatted as dates are read as such; these are not, so they are numbers.
    """
    for at, end in _reaches(headings.rows(grid), grid):
        days = [n for n, heading in enumerate(grid[at]) if headings.column(heading) in _OF_DAYS]
        for cells in grid[at + 1 : end]:
            for number in days:
                cell = cells[number]
                if isinstance(cell, int | float) and cell > _LEAST_DAY:
                    cells[number] = cell + _FROM_1900_TO_1904


def _reaches(places: list[int], grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the place of each row of headings, and that of the first row it does not head."""
    return pairwise((*places, len(grid)))


def _hidden_rows(raw: bytes, sheet: Sheet, tables: list[Table], shown: str) -> Iterator[Problem]:
    """Tell which rows of a sheet nobody sees in the workbook; those that a filter hides, too."""
    parts = dict(_sheet_parts(raw))
    for name, _, _ in tables:
        heads = (h for h in _ROW_HEAD.findall(parts.get(name, b"")) if _ROW_HIDDEN.search(h))
        hidden = {int(number) for head in heads for number in _ROW_NUMBER.findall(head)}
        table = name if len(tables) > 1 else ""
        lines = [row.line for row in sheet.rows if row.table == table and row.line in hidden]
        if lines:
            more = f" and {len(lines) - 1} more" if lines[1:] else ""
            said = f"Row {lines[0]}{more} cannot be seen in the workbook."
            yield HIDDEN_ROWS.at(in_table(shown, table), lines[0], said)


def _struck_rows(
    raw: bytes, sheet: Sheet, tables: list[Table], headings: Headings, shown: str
) -> Iterator[Problem]:
    """Tell rows with cells that somebody has drawn a line through, where no status says why."""
    styles = _struck_styles(raw)
    parts = dict(_sheet_parts(raw)) if styles else {}
    for name, grid, places in tables:
        struck = set(_struck(parts.get(name, b""), styles))
        table = name if len(tables) > 1 else ""
        said = {row.line for row in sheet.rows if row.table == table and row.cells.get("status")}
        lines = sorted({
            number + 1
            for at, end in _reaches(places, grid)
            for number, column in struck
            if at < number < end
            and column < len(grid[number])
            and grid[number][column] != ""
            and headings.column(grid[at][column])
        } - said)  # fmt: skip
        if lines:
            more = f" and {len(lines) - 1} more" if lines[1:] else ""
            text = f"Row {lines[0]}{more} is struck through."
            yield STRUCK.at(in_table(shown, table), lines[0], text)


def _commented(raw: bytes, shown: str) -> Iterator[Problem]:
    """Tell once that cells have comments; what these say may be of people and is not repeated."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [name for name in sorted(archive.namelist()) if _COMMENTS_PART.fullmatch(name)]
        cells = [cell.decode() for name in parts for cell in _COMMENTED.findall(archive.read(name))]
    if cells:
        said = f"The comment of {cells[0]} is not read."
        if cells[1:]:
            said = f"The comments of {len(cells)} cells are not read; the first is {cells[0]}."
        yield COMMENTS.at(shown, None, said)


def _struck(data: bytes, styles: Collection[bytes]) -> Iterator[tuple[int, int]]:
    """Yield row and column of the cells of a sheet that have one of these styles."""
    for head in _CELL_HEAD.findall(data) if styles else ():
        style, place = _CELL_STYLE.search(head), _CELL_PLACE.search(head)
        if style and place and style.group(1) in styles:
            yield int(place.group(2)) - 1, _column(place.group(1)) - 1


def _struck_styles(raw: bytes) -> frozenset[bytes]:
    """Return the numbers of the styles of cells whose letters have a line through them."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if _STYLES not in archive.namelist():
            return frozenset()
        tree = ElementTree.fromstring(archive.read(_STYLES))
    lines = [font.find("{*}strike") for font in tree.findall("{*}fonts/{*}font")]
    struck = {
        str(number)
        for number, line in enumerate(lines)
        if line is not None and line.get("val", "1") in ("1", "true")
    }
    formats = enumerate(tree.findall("{*}cellXfs/{*}xf"))
    return frozenset(str(n).encode() for n, xf in formats if xf.get("fontId", "0") in struck)


def _errors(raw: bytes) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Yield the cells of each sheet that the reader takes for empty ones, and what they hold.

    They are errors of the program, and formulas without a value that was saved.
    """
    for name, data in _sheet_parts(raw):
        cells = list(_unseen(data))
        if cells:
            yield name, cells


def _sheet_parts(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each sheet and its XML.

    A workbook whose parts lie elsewhere than usual has none that we know of.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = set(archive.namelist())
        if not {_PARTS, _LINKS} <= names:
            return
        targets = {
            link.get("Id", ""): link.get("Target", "")
            for link in ElementTree.fromstring(archive.read(_LINKS))
        }
        for sheet in ElementTree.fromstring(archive.read(_PARTS)).iterfind(".//{*}sheet"):
            # A workbook may be saved as "Strict", in which these names are others.
            link = next((v for key, v in sheet.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                yield sheet.get("name", ""), archive.read(part)


def _unseen(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of each cell of a sheet that holds an error or nothing saved."""
    if len(_CELL.findall(data)) > len(_USUAL_CELL.findall(data)):
        yield from _unseen_in_order(data)
        return
    for column, row, said in _ERROR_CELL.findall(data):
        yield int(row) - 1, _column(column) - 1, said.decode("ascii", "replace")
    for column, row in _UNSAVED.findall(data):
        yield int(row) - 1, _column(column) - 1, "="


def _unseen_in_order(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield the same of a sheet whose cells may leave out where they are, and are then counted.

    Few programs write so, and it takes longer.
    """
    row, column = -1, -1
    for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
        name = element.tag.rpartition("}")[2]
        place = element.get("r", "")
        if event == "start" and name == "row":
            row, column = int(place) - 1 if place else row + 1, -1
        elif event == "end" and name == "row":
            element.clear()
        elif event == "end" and name == "c":
            letters = place.rstrip("0123456789")
            row = int(place[len(letters) :]) - 1 if letters else row
            column = _column(letters.encode()) - 1 if letters else column + 1
            value = element.findtext("{*}v") or ""
            kind = element.get("t", "n")
            if kind == "e" and value:
                yield row, column, value
            elif kind == "n" and not value.strip() and element.find("{*}f") is not None:
                yield row, column, "="


def _asides(raw: bytes, tables: list[Table]) -> Iterator[Aside]:
    """Yield the texts of a file that stand in no cell of its tables."""
    for name, grid, places in tables:
        yield from _above(grid, places[0], name if len(tables) > 1 else "")
    if raw[:4] == _PACKED:
        yield from _beside(raw, {name for name, _, _ in tables})


def _above(grid: Grid, at: int, table: str) -> Iterator[Aside]:
    """Yield what stands above the headings."""
    for line, cells in enumerate(grid[:at], 1):
        for cell in cells:
            if cell != "":
                yield Aside("above the headings", line, str(cell), table)


IN_TITLE = "in the title of a sheet"


def _beside(raw: bytes, tables: Collection[str]) -> Iterator[Aside]:
    """Yield the texts of a workbook that stand on no row of the sheets with its tables."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    for about in workbook.sheets_metadata:
        yield Aside(IN_TITLE, None, about.name)
        if about.typ is SheetTypeEnum.WorkSheet and about.name not in tables:
            grid = workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            texts = sorted({str(cell) for cells in grid for cell in cells if cell != ""})
            yield from (Aside("on another sheet", None, text) for text in texts)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for part in sorted(archive.namelist()):
            for place, tags in _PLACES.items():
                if re.search(place, part):
                    yield from _texts_of(archive.read(part), tags)


# Where a workbook keeps texts that are no cells, and the elements that each of them is.
_PLACES = {
    r"xl/(?:threadedComments/.*|comments\d*|comments/.*)\.xml$": {
        "comment": "in a comment", "threadedComment": "in a comment"},
    r"xl/drawings/.*\.xml$": {"txBody": "in a text box"},
    r"xl/worksheets/[^/]*\.xml$": dict.fromkeys(
        ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"),
        "in a header or footer"),
    # Who made a file stands there as well, but no program asks before it writes that.
    r"docProps/core\.xml$": dict.fromkeys(
        ("title", "subject", "description", "keywords"), "in the properties of the file"),
}  # fmt: skip
# How a header sets its font, its colour and its place: &"Arial,Bold"&12&C.
_SETTING = regex(r'&"[^"]*"|&K[0-9A-F]{6}|&\d+|&[A-Z]')


def _texts_of(data: bytes, places: Mapping[str, str]) -> Iterator[Aside]:
    """Yield the texts of a part of a workbook; one that is no XML has none."""
    try:
        tree = ElementTree.fromstring(data)  # `unsafe` has refused document types
    except ElementTree.ParseError:
        return
    for element in tree.iter():
        place = places.get(element.tag.rpartition("}")[2])
        text = _SETTING.sub(" ", "".join(element.itertext())) if place else ""
        if place and text.strip():
            yield Aside(place, None, text)


_Merged = tuple[tuple[int, int], tuple[int, int]]


def _spread(grid: Grid, merged: Iterable[_Merged], headings: Headings) -> None:
    """Give each row what it has from cells that are merged downwards, such as one day's date.

    A number of people is given to none: it may be that of each row, or of all of them together.
    """
    areas = [area for area in merged if area[0][0] < len(grid)]
    of_several = [area for area in areas if _joins_rows(grid, area)]
    for (top, column), (bottom, other) in areas:
        if column != other or column >= len(grid[top]):
            continue
        for cells in grid[top + 1 : bottom + 1]:
            if column < len(cells) and cells[column] == "":
                cells[column] = grid[top][column]
    places = headings.rows(grid)
    for (top, column), (bottom, _) in of_several:
        at = max((place for place in places if place < top), default=None)
        if at is not None and headings.column(grid[at][column]) in _OF_PEOPLE:
            grid[top][column] = _MERGED
            for cells in grid[top + 1 : bottom + 1]:
                cells[column] = ""


def _joins_rows(grid: Grid, area: _Merged) -> bool:
    """Tell whether merged cells hold something for rows that have cells of their own as well."""
    (top, column), (bottom, _) = area
    below = (cell for cells in grid[top + 1 : bottom + 1] for cell in cells)
    return column < len(grid[top]) and grid[top][column] != "" and any(c != "" for c in below)


def _texts(raw: bytes, headings: Headings) -> Iterator[tuple[str, Grid]]:
    """Yield the table as it reads with the encoding and separator that fit best."""
    grids: list[tuple[tuple[int, int, int], Grid]] = []
    texts = list(_decoded(raw))
    for text in texts:
        odd = _odd_words(text) if len(texts) > 1 else 0
        for separator in ";,\t":
            try:
                reader = csv.reader(io.StringIO(text, newline=None), delimiter=separator)
                grid: Grid = [list(row) for row in islice(reader, MOST_ROWS + 1)]
            except csv.Error:
                continue
            places = headings.rows(grid)
            if places:
                known = max(headings.known(grid[at]) for at in places)
                grids.append(((known, -odd, -len(grids)), grid))
    if grids:
        _, grid = max(grids, key=lambda found: found[0])
        if len(grid) > MOST_ROWS:
            raise ValueError(f"it has more than {MOST_ROWS} rows")
        yield "", _even(grid)


def _even(grid: Grid) -> Grid:
    """Return rows of one length: the longest holds something in its last cell."""
    lengths = (max((n for n, cell in enumerate(row, 1) if cell), default=0) for row in grid)
    width = max(lengths, default=0)
    if width > MOST_COLUMNS:
        raise ValueError(f"it has more than {MOST_COLUMNS} columns")
    return [[*row[:width], *[""] * (width - len(row))] for row in grid]


def _decoded(raw: bytes) -> Iterator[str]:
    """Yield the text in the encodings that programs of our languages save in."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield raw.decode("utf-16", errors="replace")
        return
    if b"\x00" in raw:
        # Hardly a text holds this byte but one in UTF-16, here without the mark that says so.
        for encoding in ("utf-16-le", "utf-16-be"):
            yield raw.decode(encoding, errors="replace")
    if _is_utf_8(raw):
        yield raw.decode("utf-8-sig")
        return
    for encoding in ("cp1251", "cp1250"):
        yield raw.decode(encoding, errors="replace")


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _says_its_encoding(raw: bytes) -> bool:
    """Tell a text whose letters are sure: old programs save them in ways that look alike."""
    return raw[:2] in (b"\xff\xfe", b"\xfe\xff") or (_is_utf_8(raw) and b"\x00" not in raw)


def _odd_words(text: str) -> int:
    """Return how many words of a text nobody writes, because it was saved in another encoding.

    Latin letters read as Cyrillic ones leave words of both ("Niљ"); Cyrillic letters read as
    Latin ones leave words without a plain letter ("Íèø").
    """
    words = _WORDS.findall(text)
    mixed = sum(bool(_PLAIN.search(word) and _CYRILLIC.search(word)) for word in words)
    return mixed + sum(len(word) > 1 and not _READABLE.search(word) for word in words)


class Headings:
    """Knows a column by any of its names, in every language and both scripts.

    `needed` is the column without which a row is none of headings. With one beside it that is
    `enough`, two are as good as several.
    """

    def __init__(
        self,
        columns: Mapping[str, SheetColumn],
        *,
        needed: str,
        enough: frozenset[str] = frozenset(),
    ) -> None:
        self._ids: dict[str, str] = {}
        self._meant: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._needed = needed
        self._enough = enough
        for column in columns.values():
            names = (column.id, *column.name.values(), *column.aliases)
            for name in (*names, *map(to_latin, names)):
                self._ids.setdefault(self._plain(name), column.id)
                self._names.setdefault(name, column.id)

    @staticmethod
    def _plain(text: object) -> str:
        return slugify(re.sub(r"\([^)]*\)|[*:]", " ", normalize("NFC", str(text))))

    def column(self, heading: object) -> str:
        """Return the id of the column with a heading, or nothing."""
        if not isinstance(heading, str) or not heading.strip() or len(heading) > 100:
            return ""
        meant = self._meant.get(heading)
        if meant is None:
            meant = self._meant[heading] = self._ids.get(self._plain(heading), "")
        return meant

    def near(self, heading: str) -> str:
        """Return a hint for a heading that is not understood."""
        return did_you_mean(heading.strip(), self._names)

    def known(self, cells: Iterable[object]) -> int:
        """Return how many different columns a row names."""
        return len({self.column(cell) for cell in cells} - {""})

    def rows(self, grid: Grid) -> list[int]:
        """Return the places of the headings: titles and empty rows may stand above them.

        They are several where one table stands below another, or where the headings of a part
        come again in another order. Headings without anything below them, such as those of
        several columns together, are none.
        """
        named = [[self.column(cell) for cell in cells] for cells in grid]
        many = [n for n, ids in enumerate(named) if self._are_many(ids)]
        if many and many[0] >= _HEADINGS_WITHIN:
            many = []
        first = many[0] if many else len(grid)
        enough = (n for n in range(min(first, _HEADINGS_WITHIN)) if self._are_enough(named[n]))
        few = next((n for n in enough if not many or self._are_alone(grid[n])), None)
        found = [] if few is None else [few]
        found += [n for n in many if not found or named[n] != named[found[-1]]]
        filled = [n for n, end in _reaches(found, grid) if any(map(any, grid[n + 1 : end]))]
        return filled or found[-1:]

    def _are_many(self, ids: list[str]) -> bool:
        return self._needed in ids and len({*ids} - {""}) >= _FEWEST_HEADINGS

    def _are_enough(self, ids: list[str]) -> bool:
        return self._needed in ids and not self._enough.isdisjoint(ids)

    def _are_alone(self, cells: Iterable[object]) -> bool:
        """Tell whether a row holds headings and nothing else, such as the day they stand for."""
        return all(self.column(cell) for cell in cells if cell != "")


def _sheet(
    grid: Grid, places: list[int], shown: str, headings: Headings, problems: list[Problem]
) -> Sheet | None:
    """Return the rows below each row of headings; all of these must name the same columns."""
    parts: list[Sheet] = []
    for at, end in _reaches(places, grid):
        part = _part(grid[:end], at, shown, headings, problems)
        if part is None:
            return None
        if parts and set(part.columns) != set(parts[0].columns):
            said = f"The columns are others than those of row {places[0] + 1}."
            problems.append(OTHER_COLUMNS.at(shown, at + 1, said))
        parts.append(part)
    return Sheet(
        parts[0].columns,
        tuple(row for part in parts for row in part.rows),
        tuple(column for part in parts for column in part.unread),
    )


def _part(
    grid: Grid, at: int, shown: str, headings: Headings, problems: list[Problem]
) -> Sheet | None:
    """Return the rows of a grid below the headings that stand at a place."""
    named_so = [headings.column(cell) for cell in grid[at]]
    columns = list(_with_weekdays(named_so, grid[at + 1 :]))
    line = at + 1
    for heading, column in zip(grid[at], columns, strict=True):
        if not column and str(heading).strip():
            said = f'The column "{shorten(heading)}" is not read.'
            problems.append(NOT_READ.at(shown, line, said, headings.near(str(heading)[:100])))
    problems.extend(
        NOT_READ.at(shown, line, f"Column {number} has no heading and is not read.")
        for number in _without_heading(grid, at)
    )
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    for column in twice:
        said = f'Two headings mean "{column}".'
        problems.append(NO_HEADINGS.at(shown, line, said, "Keep one of them."))
    if twice:
        return None
    rows = []
    for number, cells in enumerate(grid[at + 1 :], at + 2):
        named = {c: cell for c, cell in zip(columns, cells, strict=False) if c}
        read = {c: _cell(cell, c, shown, number, problems) for c, cell in named.items()}
        # Whoever gives each month a part of the sheet writes the headings again.
        again = [headings.column(cell) for cell in cells[: len(columns)]] == named_so
        if any(cell != "" for c, cell in read.items() if c != WEEKDAY) and not again:
            rows.append(SheetRow(number, read))
    unread = tuple(
        Unread(str(heading), line, _under(grid[at + 1 :], number), lines=_lines(grid, at, number))
        for number, (heading, column) in enumerate(zip(grid[at], columns, strict=True))
        if not column
    )
    meant = tuple(column for column in columns if column and column != WEEKDAY)
    return Sheet(meant, tuple(rows), unread)


def _without_heading(grid: Grid, at: int) -> Iterator[int]:
    """Yield the columns that say more than numbers of rows, and have no heading."""
    for number, heading in enumerate(grid[at]):
        below = _under(grid[at + 1 :], number) if not str(heading).strip() else ()
        if not all(_ROW_NUMBERS.fullmatch(cell) for cell in below):
            yield number + 1


def _with_weekdays(columns: list[str], rows: Grid) -> Iterator[str]:
    """Yield the columns; one of two of dates is `WEEKDAY` where only names of days stand in it."""
    for number, column in enumerate(columns):
        under = _under(rows, number) if columns.count(column) > 1 else ()
        named = column in _OF_DAYS and under and all(map(names_a_day, under))
        yield WEEKDAY if named else column


def _under(rows: Iterable[list[Cell]], number: int) -> tuple[str, ...]:
    """Return what stands in a column, as text."""
    cells = (str(row[number]).strip() for row in rows if number < len(row))
    return tuple(cell for cell in cells if cell)


def _lines(grid: Grid, at: int, number: int) -> tuple[int, ...]:
    """Return where something stands in a column below the headings."""
    rows = enumerate(grid[at + 1 :], at + 2)
    return tuple(line for line, row in rows if number < len(row) and str(row[number]).strip())


def _cell(cell: Cell, column: str, shown: str, line: int, problems: list[Problem]) -> Cell:
    """Return a cell with its blanks in order; what hides or runs is told and left out."""
    if isinstance(cell, float) and not math.isfinite(cell):
        problems.append(BAD_CELL.at(shown, line, f'"{column}" is a number without end.'))
        return ""
    if not isinstance(cell, str):
        return cell
    if cell == _MERGED:
        said = f'"{column}" is one number for several rows, whose cells are merged.'
        hint = "Split the cells, and write into each row the number of its own."
        problems.append(BAD_CELL.at(shown, line, said, hint))
        return ""
    # macOS takes letters and their marks apart.
    text = normalize("NFC", _NO_WIDTH.sub("", _BREAKS.sub(" ", cell)))
    faults: tuple[tuple[Callable[[str], object], str], ...] = (
        (lambda t: len(t) > MOST_LETTERS, f"is longer than {MOST_LETTERS} letters"),
        (HIDDEN.search, "holds signs that nobody sees"),
        (_FORMULA.search, "begins like a formula"),
        (_ERROR.search, "holds an error of the spreadsheet program"),
        (lambda t: column in _EXPECTED and is_personal(t), "seems to name somebody"),
    )
    for is_wrong, said in faults:
        if is_wrong(text):
            problems.append(BAD_CELL.at(shown, line, f'"{column}" {said}.'))
            return ""
    text = " ".join(text.split())
    return "" if text in _NOTHING else text


def shorten(value: object) -> str:
    """Return a text short and plain enough to stand in a message."""
    text = " ".join(HIDDEN.sub("", str(value)).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
