"""The register of published figures: read, checked, and put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from beacon.content.records import whole_number
from beacon.content.vocabulary import Unit, Vocabulary, unknown
from beacon.figures import sums
from beacon.languages.formats import counted, format_date, format_month, format_number
from beacon.languages.marks import marked
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.models import Model, checks, checks_all, reads, rule
from beacon.patterns import regex
from beacon.problems import Code, Problem, did_you_mean
from beacon.sources import TWICE, Document, build, read_csv

NO_PARENT = Code(
    "FIG002", "A figure is part of one that does not exist, or corrects it.", "Correct the id."
)
UNKNOWN_FIGURE = Code(
    "FIG003", "A text cites a figure that is not in the register.", "Correct the id."
)
CODES = (NO_PARENT, UNKNOWN_FIGURE, *sums.CODES)

COLUMNS = (
    "id", "parent", "additive", "org", "service", "indicator", "breakdown", "period_start",
    "period_end", "period_precision", "value", "unit", "kind", "source", "note",
)  # fmt: skip
OPTIONAL = ("definition", "overlap", "parts", "corrects", "corrected_on")
_ID = regex(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_PERIOD = regex(r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")
# How much of a date each precision needs: the month, or the day.
_NEEDS = {"day": (10, 10), "month": (7, 7), "ambiguous": (4, 7)}


class Figure(Model):
    """A number as it was published, or derived from published ones.

    `period_precision` says how exactly the period is known: `late-year` is "the end of
    the year", `ambiguous` a period whose last day the source does not state.
    `definition` names a term of vocabulary/definitions.yml, which says what was counted.
    `source` names one of vocabulary/sources.yml, or is what all languages say: `INHOPE, 2021`.
    Figures of one `overlap` group may count the same people or cases; `parts` names the
    figures that a derived one is the sum of, where they are not those that name it as parent.
    A row that `corrects` another one takes its place and its id, so that every text that
    cites it shows the new value; `before` are the values it had, the oldest first.
    """

    id: str
    parent: str
    additive: bool
    org: str
    service: str
    indicator: str
    breakdown: str
    period_start: str
    period_end: str
    period_precision: Literal["day", "month", "year", "late-year", "ambiguous"]
    value: int = rule(ge=0)
    unit: str
    kind: Literal["reported", "derived"]
    source: str = rule(min_length=1)
    note: str
    definition: str = ""
    overlap: str = ""
    parts: tuple[str, ...] = ()
    corrects: str = ""
    corrected_on: date | None = None
    before: tuple[int, ...] = ()

    @property
    def period(self) -> tuple[str, str, str]:
        """The period as the source gives it: first day, last day, and how exactly."""
        return self.period_start, self.period_end, self.period_precision

    @reads("corrected_on")
    @staticmethod
    def _a_day(value: object) -> object:
        return value or None

    @reads("parts")
    @staticmethod
    def _listed(value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(";") if part.strip())

    @reads("value")
    @staticmethod
    def _whole(value: object) -> object:
        return whole_number(value)

    @checks("period_start", "period_end")
    @staticmethod
    def _a_date(value: str) -> str:
        if not _PERIOD.match(value):
            raise ValueError(f'write "2023", "2023-04" or "2023-04-01", not "{value}"')
        return value

    @checks_all
    def _dated(self) -> None:
        if bool(self.corrects) != bool(self.corrected_on):
            raise ValueError("a correction needs both: what it corrects, and its day")

    @checks_all
    def _as_precise_as_said(self) -> None:
        start, end = _NEEDS.get(self.period_precision, (4, 4))
        if len(self.period_start) < start or len(self.period_end) < end:
            raise ValueError(f'the precision "{self.period_precision}" needs finer dates')
        if self.period_end < self.period_start[: len(self.period_end)]:
            raise ValueError(f"it ends in {self.period_end}, before it starts")


Register = Mapping[str, Figure]


def load_register(
    path: Path, shown: str, vocabulary: Vocabulary, problems: list[Problem]
) -> dict[str, Figure]:
    """Read a `figures.csv`, check that parts add up, and return the figures by id."""
    found: dict[str, Figure] = {}
    lines: dict[str, int] = {}
    if not path.is_file():
        return found
    for row in read_csv(path, shown, COLUMNS, problems, optional=OPTIONAL):
        figure = build(Figure, Document(shown, dict(row.cells), {(): row.line}), problems)
        if figure is None:
            problems.extend(_terms(row.cells, vocabulary, shown, row.line))
            continue
        if figure.id in found:
            problems.append(TWICE.at(shown, row.line, f'The id "{figure.id}" stands there twice.'))
        problems.extend(_terms(row.cells, vocabulary, shown, row.line))
        if figure.corrects:
            _correct(found, lines, figure, shown, row.line, problems)
            continue
        found[figure.id], lines[figure.id] = figure, row.line
    problems.extend(_check_relations(found, lines, shown))
    problems.extend(sums.check_sums(found, lines, shown))
    return found


def _correct(
    found: dict[str, Figure], lines: dict[str, int], figure: Figure, shown: str, line: int,
    problems: list[Problem],
) -> None:  # fmt: skip
    """Put a correction in the place of the figure it corrects, which stands above it."""
    old = found.get(figure.corrects)
    if old is None:
        said = f'There is no figure "{figure.corrects}" above this row to be corrected.'
        problems.append(NO_PARENT.at(shown, line, said, did_you_mean(figure.corrects, found)))
        return
    taken = {"id": old.id, "before": (*old.before, old.value)}
    found[old.id], lines[old.id] = replace(figure, **taken), line


def _terms(
    cells: Mapping[str, str], vocabulary: Vocabulary, shown: str, line: int
) -> Iterator[Problem]:
    """Tell a unit, a source or a definition that the vocabulary does not have.

    Another cell of the row may be wrong as well; all is then told at once.
    """
    unit, source = cells["unit"], cells["source"]
    definition = cells.get("definition", "")
    if unit:
        noun = _NOUNS.get((unit, cells.get("breakdown", "")), unit)
        yield from unknown((noun,), vocabulary.units, "vocabulary/units.yml", shown, line)
    if _ID.match(source):
        where = "vocabulary/sources.yml"
        yield from unknown((source,), vocabulary.sources, where, shown, line)
    if definition:
        where = "vocabulary/definitions.yml"
        yield from unknown((definition,), vocabulary.definitions, where, shown, line)


def _check_relations(
    figures: Mapping[str, Figure], lines: Mapping[str, int], shown: str
) -> Iterator[Problem]:
    """Tell parents and parts that are not in the register."""
    for figure in figures.values():
        named = [name for name in (figure.parent, *figure.parts) if name]
        for name in dict.fromkeys(named):
            if name not in figures or name == figure.id:
                said = f'There is no figure "{name}".'
                yield NO_PARENT.at(shown, lines[figure.id], said, did_you_mean(name, figures))


_NOUNS = {
    ("attendance", "students"): "student",
    ("attendance", "secondary students"): "student",
    ("attendance", "parents"): "parent",
    ("attendance", "teachers"): "teacher",
    ("contact", "phone"): "call",
    ("contact", "email"): "email",
}


def noun_id(figure: Figure) -> str:
    """Return the unit whose noun a figure is read with: attendance of students is "students"."""
    return _NOUNS.get((figure.unit, figure.breakdown), figure.unit)


def noun(figure: Figure, vocabulary: Vocabulary, language: Language, languages: Languages) -> str:
    """Return the noun in the form the number asks for: `ученика` after 7.803."""
    return noun_of(figure.value, vocabulary.units[noun_id(figure)], language, languages)


def noun_of(value: int, unit: Unit, language: Language, languages: Languages) -> str:
    """Return the noun of a unit in the form that a number asks for."""
    forms = unit.forms.get(languages.source(language.tag).path)
    if forms is None:
        return marked(counted(value, unit.forms["en"], language), "en")
    return counted(value, forms, language)


def in_words(
    figure: Figure, vocabulary: Vocabulary, language: Language, languages: Languages
) -> str:
    """Return the number with its noun: `7.803 ученика`."""
    word = noun(figure, vocabulary, language, languages)
    return f"{format_number(figure.value, language)} {word}"


def period_in_words(figure: Figure, language: Language, strings: Strings) -> str:
    """Return the period, no more precise than its source."""
    start, end = figure.period_start, figure.period_end
    if figure.period_precision == "day":
        first, last = (format_date(date.fromisoformat(day), language) for day in (start, end))
        return first if first == last else f"{first} – {last}"
    if figure.period_precision == "month":
        first, last = (format_month(int(day[:4]), int(day[5:7]), language) for day in (start, end))
        return first if first == last else f"{first} – {last}"
    if figure.period_precision == "late-year":
        return strings.gettext("end of %(year)s", year=start[:4])
    if figure.period_precision == "ambiguous":
        return strings.gettext(
            "from the beginning of %(year)s until %(month)s (the last day is not stated)",
            year=start[:4],
            month=_month(end, strings),
        )
    return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"


def _month(period: str, strings: Strings) -> str:
    months = (
        strings.pgettext("until month", "January"),
        strings.pgettext("until month", "February"),
        strings.pgettext("until month", "March"),
        strings.pgettext("until month", "April"),
        strings.pgettext("until month", "May"),
        strings.pgettext("until month", "June"),
        strings.pgettext("until month", "July"),
        strings.pgettext("until month", "August"),
        strings.pgettext("until month", "September"),
        strings.pgettext("until month", "October"),
        strings.pgettext("until month", "November"),
        strings.pgettext("until month", "December"),
    )
    return f"{months[int(period[5:7]) - 1]} {period[:4]}"


def pick(figures: Register, ids: Iterable[str]) -> list[Figure]:
    """Return the figures that exist, in the order asked for."""
    return [figures[figure_id] for figure_id in ids if figure_id in figures]
