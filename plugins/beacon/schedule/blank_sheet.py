"""The blank sheet: a workbook that coordinators fill in, with lists to choose from."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from beacon.content.vocabulary import Vocabulary, text_in
from beacon.languages.formats import compare_key
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.patterns import regex
from beacon.schedule.venues import Venue

ROWS = 500
"""How far down the lists to choose from reach."""
_NOT_FOR_PEOPLE = ("region", "sample", "rescheduled_from", "trains", "led_by")
_MADE = datetime.datetime(2026, 1, 1)
_MODIFIED = regex(rb"(<dcterms:modified[^>]*>)[^<]*")
# A formula as openpyxl writes it: with no result, which viewers that do not calculate show as 0.
_UNCALCULATED = regex(rb"(<c\b[^>]*)(><f>[^<]*</f>)<v\s*(?:/>|></v>)")
HEAD = PatternFill("solid", fgColor="FF1F3A5F")
STRONG = Font(name="Calibri", size=11, bold=True)
"""The face of openpyxl's own style in bold: without its name, Calc takes one with serifs."""
ON_HEAD = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")


def blank_sheet(
    vocabulary: Vocabulary,
    *,
    language: Language,
    languages: Languages,
    strings: Strings,
    country: str,
    venues: Iterable[Venue] = (),
    lessons: Iterable[str] = (),
    campaigns: Iterable[str] = (),
) -> bytes:
    """Return an .xlsx workbook with three sheets: the schedule, how to fill it in, the lists.

    Headings and choices are in `language`, cities and titles in the order of its alphabet.
    A column of one choice refuses anything else, but for venues, which may be new; a column of
    several (audiences, grades, roles) is free, and its ids stand in the lists.
    """

    def text(names: Mapping[str, str]) -> str:
        return unmarked(text_in(names, language, languages))

    def names(terms: Mapping[str, object]) -> list[str]:
        return [text(getattr(term, "name", {})) or key for key, term in terms.items()]

    def in_order(titles: Iterable[str]) -> list[str]:
        return sorted(titles, key=lambda title: compare_key(title, language))

    def gettext(message: str) -> str:
        return unmarked(strings.gettext(message))

    def place(venue: Venue) -> str:
        return to_latin(venue.name) if language.transliterated_from else venue.name

    cities = (c for c in vocabulary.cities.values() if c.country == country)
    choices: dict[str, list[str]] = {
        "status": names(vocabulary.event_statuses),
        "type": names(vocabulary.event_types),
        "city": in_order(text(city.name) for city in cities),
        "venue": [place(venue) for venue in venues],
        "stages": names(vocabulary.stages),
        "lesson": in_order(lessons),
        "campaign": in_order(campaigns),
        "public": names(vocabulary.visibilities),
        "reason": names(vocabulary.change_reasons),
        "repeat": names(vocabulary.repeats),
        "audiences": names(vocabulary.audiences),
        "topics": names(vocabulary.topics),
        "presenters": names(vocabulary.roles),
    }
    workbook = Workbook()
    schedule = workbook.active
    assert isinstance(schedule, Worksheet)
    schedule.title = gettext("Schedule")
    columns = [c for c in vocabulary.schedule_columns.values() if c.id not in _NOT_FOR_PEOPLE]
    lists = workbook.create_sheet(gettext("Lists"))
    fill_lists(lists, {text(c.name): choices[c.id] for c in columns if c.id in choices})
    at = {c.id: n for n, c in enumerate((c for c in columns if c.id in choices), 1)}
    for number, column in enumerate(columns, 1):
        schedule.cell(1, number, text(column.name))
        letter = get_column_letter(number)
        schedule.column_dimensions[letter].width = max(12, len(text(column.name)) + 3)
        if column.id in ("date", "end_date", "repeat_until"):
            _format(schedule, number, "yyyy-mm-dd")
        if column.id in ("start", "end"):
            _format(schedule, number, "hh:mm")
        one_choice = column.id in choices and column.id not in ("audiences", "topics", "presenters")
        if one_choice and choices[column.id]:
            rule = choice(lists, at[column.id], len(choices[column.id]))
            rule.error = gettext("Choose from the list.")
            if column.id == "venue":
                rule.errorStyle = "warning"
                rule.error = gettext("A new place? Write its full name, and its city beside it.")
            schedule.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{ROWS + 1}")
    _head(schedule)
    guide = workbook.create_sheet(gettext("How to fill it in"), 1)
    _fill_guide(guide, [(text(c.name), text(c.help)) for c in columns], gettext)
    return saved(workbook, gettext("Schedule"), language)


def saved(workbook: Workbook, title: str, language: Language) -> bytes:
    """Return a workbook as a file; the same one is the same bytes, whenever it is made.

    Its formulas give an empty text until the sheet is filled in; that result stands beside them.
    """
    workbook.properties.created = _MADE
    workbook.properties.title = title
    workbook.properties.language = language.tag
    workbook.properties.creator = "Beacon"
    out, still = io.BytesIO(), io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as made, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as file:
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2026-01-01T00:00:00Z", data)
            elif name.startswith("xl/worksheets/"):
                data = _UNCALCULATED.sub(rb'\g<1> t="str"\g<2><v></v>', data)
            file.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
    return still.getvalue()


def choice(lists: Worksheet, column: int, count: int) -> DataValidation:
    """Return the rule that a cell holds one of the first values of a column of the lists."""
    letter = get_column_letter(column)
    name = lists.title.replace("'", "''")
    formula = f"'{name}'!${letter}$2:${letter}${count + 1}"
    return DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)


def fill_lists(sheet: Worksheet, lists: Mapping[str, list[str]]) -> None:
    """Write lists to choose from, each in a column under its name."""
    for number, (name, values) in enumerate(lists.items(), 1):
        sheet.cell(1, number, name)
        sheet.column_dimensions[get_column_letter(number)].width = 28
        for row, value in enumerate(values, 2):
            sheet.cell(row, number, value)
    _head(sheet)


def _fill_guide(
    sheet: Worksheet, helps: Iterable[tuple[str, str]], gettext: Callable[[str], str]
) -> None:
    rules = (
        gettext("One row is one event. Leave what you do not know empty: empty is not 0."),
        gettext("Write roles with their number, never names, addresses or phones of people."),
        gettext("Several values in one cell are separated by semicolons."),
        gettext(
            "Do not delete a row when an event is off: set its status to cancelled, so that "
            "calendars notice."
        ),
        gettext("Before an event with children only its city and day are published."),
    )
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90
    for row, rule in enumerate(rules, 1):
        sheet.cell(row, 1, rule)
    for row, (name, said) in enumerate(helps, len(rules) + 2):
        sheet.cell(row, 1, name).font = STRONG
        sheet.cell(row, 2, said).alignment = Alignment(wrap_text=True, vertical="top")


def _format(sheet: Worksheet, column: int, pattern: str) -> None:
    for row in range(2, ROWS + 2):
        sheet.cell(row, column).number_format = pattern


def _head(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = ON_HEAD
        cell.fill = HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
