"""The attendance sheet: the groups of an event to write numbers beside, as a workbook or on paper.

It has room for numbers alone. There is no list of names and no place to sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from beacon.attendance.tables import MOST
from beacon.content.vocabulary import SheetColumn, Vocabulary, text_in
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.schedule.blank_sheet import HEAD, ON_HEAD, STRONG, choice, fill_lists, saved
from beacon.typesetting.document import (
    Block,
    Break,
    Document,
    Notice,
    Paragraph,
    Spans,
    Table,
    Text,
    bullets,
    row,
    words,
)

_EVENT = (2, 2)
_FROM_ABOVE = '=IF($B$2="","",$B$2)'
_WIDTHS = (34, 34, 12, 22, 40)
_SHARES = (2.7, 1.3, 2.0, 3.0)
_THIN = Side(style="thin", color="FF7A8794")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class About(Struct, frozen=True):
    """What is public of the event a sheet is for; a sheet for any event has none of it.

    `lines` are pairs such as ("Date", "14 October 2026"). `audiences` are whom it is for.
    """

    title: str = ""
    event: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    audiences: tuple[str, ...] = ()


class AttendanceSheet(Struct, frozen=True):
    """A sheet in one language; `workbook` and `document` hold the same rows."""

    about: About
    vocabulary: Vocabulary
    language: Language
    languages: Languages
    strings: Strings

    @property
    def title(self) -> str:
        """The title of the sheet."""
        return self.gettext("Attendance sheet")

    @property
    def groups(self) -> list[tuple[str, str]]:
        """Each group with its name: those the event is for first, then all others."""
        terms = self.vocabulary.audiences
        parents = {term.parent for term in terms.values()}
        first = [key for key in self.about.audiences if key in terms]
        others = [key for key in terms if key not in first and key not in parents]
        return [(key, self._text(terms[key].name)) for key in (*first, *others)]

    def rules(self) -> list[str]:
        """Return how the sheet is filled in."""
        gettext = self.gettext
        return [
            gettext("Write numbers only: no names, no list of names, no signatures."),
            gettext("Write 0 where you counted and nobody of a group came."),
            gettext("Leave a number empty where you do not know it: empty is not 0."),
            gettext("Count an event of several days or several schools once."),
            gettext("Count each person in one row: a teacher who came as a parent is a parent."),
        ]

    def workbook(self) -> bytes:
        """Return the sheet as an .xlsx workbook, with lists to choose from."""
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = self.title
        top = self._fill_head(sheet)
        lists = book.create_sheet(self.gettext("Lists"))
        lists.sheet_state = "hidden"  # LibreOffice prints every sheet that is seen
        choices = {"how_known": self._names("how_known"), "reason": self._names("reason")}
        columns = list(self.vocabulary.attendance_columns.values())
        fill_lists(lists, {self._text(c.name): choices[c.id] for c in columns if c.id in choices})
        self._fill_rows(sheet, top, columns)
        last = top + len(self.groups)
        at = {name: number for number, name in enumerate(choices, 1)}
        for number, column in enumerate(columns, 1):
            letter = get_column_letter(number)
            sheet.column_dimensions[letter].width = _WIDTHS[number - 1]
            rule = None
            if column.id in choices:
                rule = choice(lists, at[column.id], len(choices[column.id]))
                rule.error = self.gettext("Choose from the list.")
            elif column.id == "count":
                rule = _whole_number(self.gettext("Write a whole number, or nothing."))
            if rule is not None:
                sheet.add_data_validation(rule)
                rule.add(f"{letter}{top + 1}:{letter}{last}")
        self._fill_guide(sheet, last + 2, columns)
        return saved(book, self.title, self.language)

    def document(self) -> Document:
        """Return the sheet to be printed and filled in by pen."""
        columns = self.vocabulary.attendance_columns
        head = [self._text(columns[name].name) for name in _ON_PAPER]
        rows = [(words(name), (), self._boxes(), ()) for _, name in self.groups]
        particulars: list[Block] = []
        if self.about.lines:
            cells = tuple(row(*line) for line in self.about.lines)
            particulars.append(Table(rows=cells, row_heads=True, widths=(1.0, 3.0)))
        blocks: list[Block] = [
            *particulars,
            Notice((bullets(self.rules()),), self.gettext("Before you begin")),
            Table(
                rows=tuple(rows),
                head=(row(*head),),
                row_heads=True,
                widths=_SHARES,
            ),
            Paragraph((Text(self._reasons()),), "small"),
        ]
        return Document(
            title=self.title,
            subtitle=self.about.title,
            language=self.language.tag,
            blocks=tuple(blocks),
            footer=self.about.event,
            ink="black",
        )

    def _boxes(self) -> Spans:
        terms = self.vocabulary.how_known
        counted, estimated = (self._text(terms[key].name) for key in ("counted", "estimated"))
        return Text(f"☐ {counted}"), Break(), Text(f"☐ {estimated}")

    def _reasons(self) -> str:
        column = self.vocabulary.attendance_columns["reason"]
        return f"{self._text(column.name)}: {'; '.join(self._names('reason'))}."

    def _names(self, column: str) -> list[str]:
        terms = {
            "how_known": self.vocabulary.how_known,
            "reason": self.vocabulary.unreported_reasons,
        }[column]
        return [self._text(term.name) for term in terms.values()]

    def gettext(self, message: str) -> str:
        """Return a message in the language of the sheet; a cell cannot say that it is another."""
        return unmarked(self.strings.gettext(message))

    def _help(self, column: SheetColumn) -> str:
        if column.id == "presentation" and not self.about.event:
            return self.gettext(
                "Write it once, above the table; the centre tells you what to write."
            )
        return self._text(column.help)

    def _text(self, names: Mapping[str, str]) -> str:
        return unmarked(text_in(names, self.language, self.languages))

    def _fill_head(self, sheet: Worksheet) -> int:
        """Write title and particulars; return the row of the headings.

        A sheet for any event has a cell for its name, from which every row takes it.
        """
        sheet.cell(1, 1, self.title).font = Font(name="Calibri", size=16, bold=True)
        lines = [(self.about.title, ""), *self.about.lines] if self.about.title else []
        if not self.about.event:
            lines = [(self._text(self.vocabulary.attendance_columns["presentation"].name), "")]
            sheet.cell(*_EVENT).border = _BORDER
        for number, (name, value) in enumerate(lines, 2):
            sheet.cell(number, 1, name).font = STRONG
            sheet.cell(number, 2, value or None)
        return len(lines) + 3

    def _fill_rows(self, sheet: Worksheet, top: int, columns: Iterable[SheetColumn]) -> None:
        for number, column in enumerate(columns, 1):
            cell = sheet.cell(top, number, self._text(column.name))
            cell.font = ON_HEAD
            cell.fill = HEAD
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        for at, (_, name) in enumerate(self.groups, top + 1):
            sheet.cell(at, 1, self.about.event or _FROM_ABOVE)
            sheet.cell(at, 2, name).font = STRONG
            for number in range(1, 6):
                sheet.cell(at, number).border = _BORDER

    def _fill_guide(self, sheet: Worksheet, top: int, columns: Iterable[SheetColumn]) -> None:
        for at, rule in enumerate(self.rules(), top):
            sheet.cell(at, 1, rule)
        helps = [(self._text(c.name), self._help(c)) for c in columns if c.help]
        for at, (name, said) in enumerate(helps, top + len(self.rules()) + 1):
            sheet.cell(at, 1, name).font = STRONG
            sheet.cell(at, 2, said)
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


_ON_PAPER = ("audience", "count", "how_known", "reason")


def _whole_number(error: str) -> DataValidation:
    rule = DataValidation(
        type="whole", operator="between", formula1="0", formula2=str(MOST), allow_blank=True,
        showErrorMessage=True,
    )  # fmt: skip
    rule.error = error
    return rule
