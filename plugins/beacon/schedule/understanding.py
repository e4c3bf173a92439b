"""Understanding: what coordinators mean by the words in a sheet, as the schedule writes it.

Whatever is not understood stays as it is written: the checks of the schedule then tell it
at its line. Nothing is guessed between two meanings.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from beacon.content.centres import CentreFolder
from beacon.content.library import Library
from beacon.content.vocabulary import Vocabulary
from beacon.languages.latin import to_latin
from beacon.patterns import regex
from beacon.schedule.cells import ALL_DAY, Cell
from beacon.schedule.days import a_day, day_and_hour, first_and_last
from beacon.schedule.presentations import Known
from beacon.slugs import slugify

_HOUR = regex(
    r"(?:(?:у|u|в|at|од|od|от|from|до|do|to)\s+)?(\d{1,2})(?:\s*[.:,hч]\s*(\d{2})(?::00)?)?"
    r"\s*(?:h|ч|č|час[ао]?|часова|časova|сати|sati)?\.?"
)
_HOURS = regex(rf"({_HOUR.pattern})\s*(?:[–—-]|(?=до\s|do\s|to\s))\s*({_HOUR.pattern})")
_LAST_MINUTE = 23 * 60 + 59
_MIDNIGHT = datetime.date(1900, 1, 1)
"""What a sum of hours that is a whole day comes as: 22:00 and two hours, shown as `0:00`."""
_YES = frozenset({"yes", "y", "da", "true", "1", "x"})
_NO = frozenset({"no", "n", "ne", "false", "0"})
_ALL_DAY = frozenset({"all-day", "whole-day", "ceo-dan", "cijeli-dan", "cyal-den", "celodnevno"})
_OPEN = frozenset({"tba", "tbd", "naknadno", "bice-objavljeno", "dopylnitelno", "section"})
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}
_ROMAN_GRADES = ("I", "II", "III", "IV")
_ROMAN_NUMBER = r"(?<![^\W\d_])[IVX]{1,4}(?![^\W\d_]{2})"
_GRADE = rf"(?:\d{{1,2}}|{_ROMAN_NUMBER})"
_GRADES = regex(rf"({_GRADE})(?:\.?\s*(?:[-–—]|(?:ДО|DO|TO)\b)\s*({_GRADE}))?")
# What has a section beside its grade, and what a spreadsheet program has made a date of.
_CLASS = regex(rf"{_GRADE}\s*[/_\\]\s*{_GRADE}|\d\.\d|{_ROMAN_NUMBER}\.?\s*[-–—.]?\s*\d|\d{{3}}")
# What a number counts that is no grade: "3 одељења", "1. смена".
_OF_GRADES = "РАЗ|RAZ|КЛАС|KLAS|GRADE|CLASS|YEAR|AND\\b|ОСН|OSN|СРЕД|SRED|ГИМН|GIMN"
_COUNTED = regex(rf"(?<!\d)\d{{1,2}}\.?\s+(?!{_OF_GRADES})[^\W\d_]{{3,}}")
_AND = regex(r"(?<=[\s.])i(?=\s)")  # in Serbian; a Roman one is written large
_LISTS = ("audiences", "stages", "topics", "schools", "trains", "led_by")
_NUMBERS = (
    "expected_students", "expected_parents", "expected_teachers", "expected_other", "capacity",
    "age_min", "age_max",
)  # fmt: skip


def names_of(*names: str) -> set[str]:
    """Return the plain forms of names, in both scripts."""
    return {slugify(form) for name in names for form in (name, to_latin(name)) if name.strip()}


class Meanings(Struct, frozen=True):
    """Ids by the plain forms of their names, for each column."""

    by_column: Mapping[str, Mapping[str, frozenset[str]]]
    roman_primary: bool = False

    def of(self, column: str, text: str) -> str:
        """Return the id that a text means in a column, or the text where none or several do."""
        ids = self.by_column.get(column, {}).get(slugify(text), frozenset())
        return next(iter(ids)) if len(ids) == 1 else text


def meanings(
    known: Known, library: Library, vocabulary: Vocabulary, centre: CentreFolder | None = None
) -> Meanings:
    """Gather every name by which a sheet may call something: ids, and names in all languages."""
    country = centre.centre.country if centre else ""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(columns: Iterable[str], key: str, names: Iterable[str]) -> None:
        for column in columns:
            for name in names_of(key, *names):
                found[column][name].add(key)

    terms = (
        (("type",), vocabulary.event_types),
        (("status",), vocabulary.event_statuses),
        (("audiences", "trains"), vocabulary.audiences),
        (("stages",), vocabulary.stages),
        (("topics",), vocabulary.topics),
        (("presenters", "led_by"), vocabulary.roles),
        (("reason",), vocabulary.change_reasons),
        (("public",), vocabulary.visibilities),
        (("repeat",), vocabulary.repeats),
    )
    for columns, group in terms:
        for key, term in group.items():
            names = getattr(term, "name", {}).values()
            add(columns, key, (*names, *getattr(term, "aliases", ())))
    for city in vocabulary.cities.values():
        if not country or city.country == country:
            add(("city",), city.id, city.name.values())
    for region in vocabulary.regions.values():
        if not country or region.country == country:
            add(("region",), region.id, region.name.values())
    for venue in known.venues.values():
        add(("venue", "schools", "organiser"), venue.id, (venue.name,))
    if centre:
        for partner in centre.centre.partners:
            add(("organiser",), partner.id, partner.name.values())
    for record in library.records.values():
        kind, _, name = record.id.partition("/")
        column = {"lessons": "lesson", "campaigns": "campaign"}.get(kind)
        if column and name:
            add((column,), name, (record.head.title,))
    return Meanings(
        {
            column: {name: frozenset(ids) for name, ids in names.items()}
            for column, names in found.items()
        },
        roman_primary=country == "RS",
    )


def understand(cells: Mapping[str, Cell], words: Meanings) -> dict[str, str]:
    """Return the cells of a row as the schedule writes them."""
    found = {column: _text(column, cell) for column, cell in cells.items()}
    for column in ("end_date", "repeat_until"):
        if column in found:
            found[column] = a_day(cells[column])
    if "date" in found:
        cells = _days(found, cells)
    if "rescheduled_from" in found:
        found["rescheduled_from"] = _moment(cells["rescheduled_from"])
    _hours(found, cells)
    for column, text in list(found.items()):
        if column in _LISTS:
            found[column] = ";".join(_list(column, text, words))
        elif column == "presenters":
            found[column] = _presenters(text, words)
        elif column == "sample":
            found[column] = _yes_or_no(text)
        elif column in words.by_column and text:
            found[column] = words.of(column, text)
    if "grades" in found:
        primary = words.roman_primary and found.get("stages", "") == "primary"
        found["grades"] = ";".join(_grades(found["grades"], primary=primary))
    return found


def _days(found: dict[str, str], cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """Put the date in order, and what stands in its cell besides: a last day, an hour.

    Returns the cells with that hour, where no other cell says one.
    """
    day, hour = day_and_hour(cells["date"])
    found["date"], last = first_and_last(day)
    if last and not found.get("end_date"):
        found["end_date"] = last
    if hour == "" or found.get("start"):
        return cells
    found["start"] = str(hour)
    return {**cells, "start": hour}


def _text(column: str, cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell)


def _moment(cell: Cell) -> str:
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time():
        return f"{cell.date()} {cell:%H:%M}"
    if not isinstance(cell, str):
        return a_day(cell)
    day, _, hour = cell.rpartition(" ")
    if day and re.fullmatch(r"\d{1,2}[.:]\d{2}", hour):
        return f"{a_day(day)} {an_hour(hour)}"
    return a_day(cell)


def an_hour(cell: Cell) -> str:
    """Return a time as `08:30`; text that is none is returned as it is.

    Excel's own times, parts of a day as numbers, `8.30`, `8:30`, `8h`, `8 h`.
    """
    if cell == _MIDNIGHT:
        return "00:00"
    if isinstance(cell, datetime.datetime | datetime.time):
        # A sum of hours may lie a moment before the minute that the program shows.
        return _of_minutes(min(cell.hour * 60 + cell.minute + cell.second / 60, _LAST_MINUTE))
    if isinstance(cell, datetime.timedelta):
        return _of_minutes(cell.total_seconds() / 60)
    if isinstance(cell, float) and 0 < cell < 1:
        return _of_minutes(min(cell * 24 * 60, _LAST_MINUTE))
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell):
        cell = str(int(cell))
    text = str(cell).strip()
    written = _HOUR.fullmatch(text)
    if not written or int(written.group(1)) > 23 or int(written.group(2) or 0) > 59:
        return text
    return f"{int(written.group(1)):02}:{written.group(2) or '00'}"


def _of_minutes(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole // 60:02}:{whole % 60:02}"


def _hours(found: dict[str, str], cells: Mapping[str, Cell]) -> None:
    """Put start and end in order; `10:00–10:45` in one cell is both."""
    for column in ("start", "end"):
        if column not in found:
            continue
        text = found[column]
        both = _HOURS.fullmatch(text.strip()) if column == "start" else None
        plain = slugify(text) if text else ""
        if plain in _ALL_DAY:
            found[column] = ALL_DAY
        elif text and plain in _OPEN:
            found[column] = ""
        elif both and not found.get("end"):
            found["start"], found["end"] = an_hour(both.group(1)), an_hour(both.group(4))
            return
        else:
            found[column] = an_hour(cells[column]) if text else ""


def _list(column: str, text: str, words: Meanings) -> list[str]:
    """Return the ids of a list: whole names first, then parts between `;`, `,` and "and"."""
    found: list[str] = []
    for part in (part.strip() for part in text.split(";")):
        if not part:
            continue
        whole = words.of(column, part)
        if whole != part or slugify(part) in words.by_column.get(column, {}):
            found.append(whole)
            continue
        pieces = [p.strip() for p in re.split(r",|/|\s+(?:и|i|and)\s+", part) if p.strip()]
        found += [words.of(column, piece) for piece in pieces]
    return list(dict.fromkeys(found))


def _presenters(text: str, words: Meanings) -> str:
    parts = []
    for part in (part.strip() for part in re.split(r"[;,]", text)):
        if not part:
            continue
        before = re.fullmatch(r"(\d{1,3})\s*(?:x|×|х)?\s+(.+)", part)
        after = re.fullmatch(r"(.+?)\s*[:x×х]\s*(\d{1,3})", part)
        role, count = part, ""
        if before:
            count, role = before.groups()
        elif after:
            role, count = after.groups()
        role = words.of("presenters", role)
        parts.append(f"{role}:{count}" if count else role)
    return ";".join(parts)


def _yes_or_no(text: str) -> str:
    """Return the answer that a text is; an empty cell gives none, and is no "no"."""
    plain = slugify(text) if text else ""
    return "yes" if plain in _YES else "no" if plain in _NO else text


def _grades(text: str, *, primary: bool) -> list[str]:
    """Return grades as `5`, or as `II` in Serbian secondary schools; `5–7` is each of them.

    A class of a grade, such as `5/2` or `V-2`, is left as it is written: its second number is
    no grade. So is `8. разред (3 одељења)`, whose number counts something else.
    """
    written = _AND.sub(";", text).upper()
    if _CLASS.search(written) or _COUNTED.search(written):
        return [text.strip()]
    found: list[str] = []
    for first, last in _GRADES.findall(written):
        here = [_grade(first, primary=primary)]
        if last:
            ends = [*here, _grade(last, primary=primary)]
            here = _between(*ends)
            if not here:
                return [text.strip()]
        found += here
    if not found and text.strip():
        return [text.strip()]
    return list(dict.fromkeys(found))


def _grade(token: str, *, primary: bool) -> str:
    """Return a grade as it is counted; the first four are Roman in Serbian secondary schools."""
    known = token in _ROMAN and (primary or token not in _ROMAN_GRADES)
    return _ROMAN[token] if known else token


def _between(first: str, last: str) -> list[str]:
    """Return the grades from one to another, or none where that is no range."""
    for grades in (_ROMAN_GRADES, tuple(map(str, range(1, 14)))):
        if first in grades and last in grades:
            return list(grades[grades.index(first) : grades.index(last) + 1])
    return []
