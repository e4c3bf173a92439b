"""Days: what a person writes as a date, read as one."""

from __future__ import annotations

import datetime
import re

from beacon.patterns import regex
from beacon.schedule.cells import Cell
from beacon.slugs import slugify

_EPOCH = datetime.date(1899, 12, 30)
_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"
# What stands before and after each of them is looked at by `_adds_nothing`.
_ISO = regex(rf"()(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[T ]{_TIME})?(\D{{0,20}})")
_WRITTEN = regex(r"(\D{0,30}?)(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})(\D{0,20})")
_IN_WORDS = regex(
    r"(\D{0,30}?)(\d{1,2})(?:\s*\.|-?(?:[тв]?[иа]|st|nd|rd|th))?[\s-]*"
    r"([^\W\d_]{3,10}|[IVXІХ]{1,4})\.?,?[\s-]*(\d{4})(\D{0,20})"
)
_OF_PROGRAMS = regex(r"(\D{0,30}?)(\d{1,2})-([^\W\d_]{3,10})\.?-(\d{2})(\D{0,20})")
_MONTH_FIRST = regex(r"(\D{0,30}?)([^\W\d_]{3,10})\.?\s+(\d{1,2}),?\s+(\d{4})(\D{0,20})")
_WORD = regex(r"[^\W\d_]+")
# The days of a week in plain letters: Serbian, Bulgarian, English.
_WEEK = (
    "ponedeljak ponedjeljak pon ponedelnik pn monday mon",
    "utorak uto ut vtornik vt tuesday tue tues",
    "sreda sredu srijeda srijedu sre sri sryada sr wednesday wed",
    "cetvrtak cet cetvartak ct thursday thu thur thurs",
    "petak pet pt friday fri",
    "subota subotu sub sabota sb saturday sat",
    "nedelja nedelju nedjelja nedjelju ned nedelya nd sunday sun",
)
_WEEKDAYS = {word: number for number, words in enumerate(_WEEK) for word in words.split()}
# A date of which either number may be the month; one cell may hold two. With points it is the
# second one everywhere.
_OF_NUMBERS = regex(r"(?<![\d./-])(\d{1,2})\s*([/-])\s*(\d{1,2})\s*\2\s*(?:\d{4}|\d{2})(?![\d:])")
_MONTHS_OF_A_YEAR = 12
# Words beside a date that say no more than it does.
_BESIDE = frozenset(
    "u v on na dan dana den day datum data date g god godina godine godini".split()
).union(_WEEKDAYS)
_SIGNS, _SIGNS_OF_WORDS = frozenset(" .,;:()"), frozenset(" .,;:()/-–—")
# How months begin in plain letters: Serbian and English, Bulgarian.
_MONTHS = (
    ("jan", "yan"), ("feb", "fev"), ("mar",), ("apr",), ("maj", "may", "mai"), ("jun", "yun"),
    ("jul", "yul"), ("avg", "aug"), ("sep",), ("okt", "oct"), ("nov", "noe"), ("dec", "dek"),
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LIKE_ROMAN = str.maketrans("ІХ", "IX")  # letters of Cyrillic that look the same
# "14–15", "30.12. – 2.1.", "14. и 15.": what stands before the last day is made whole by it.
_UNTIL = regex(r"\s*(?:[-–—]|\s(?:до|do|to)\s)\s*")
_AND = regex(r"\s+(?:и|i|and|&)\s+")
_FROM = regex(r"(?:од|od|от|from)\s+", re.IGNORECASE)
_PART = regex(r"(\D{0,30}?)(\d{1,2})(?:(?:\s*[./]\s*(\d{1,2}))?\s*\.?|\.?\s*([^\W\d_]{3,10}))")
_LONGEST = datetime.timedelta(days=366)
# A date and what stands after it as its hour; programs write midnight where there is none.
_WITH_HOUR = regex(
    r"(\d{4}-\d{1,2}-\d{1,2}|.*\d{4}\.?(?:\s*г\.|\s*год\.|\s*god\.)?)[\sT,]+"
    r"(?:(?:у|u|в|at)\s+)?(\d{1,2}(?:[.:]\d{2}|\s*[hч]).*)"
)
_SECONDS = regex(r"(?<=\d:\d\d):\d{2}(?:\.\d+)?Z?$")
_MIDNIGHT = regex(r"0?0[.:]00")


def a_day(cell: object) -> str:
    """Return a date as `2026-02-10`; text that is none is returned as it is.

    Excel's own dates, their numbers since 1900, `10.2.2026.`, `10/02/26`, `2026-02-10`, and
    `10. фебруара 2026.` with the months of our languages in any script, `10. II 2026.`, and
    `10-Feb-26`, which programs write.
    """
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    text = str(cell).strip()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_number(cell) or text
    found = _written(text)
    return found.isoformat() if found else _of_text_number(text) or text


def first_and_last(cell: object) -> tuple[str, str]:
    """Return the first and the last day that a cell names; the last is empty where it is one.

    `14–15.12.2026`, `30.12.2026 – 2.1.2027`, and `14. и 15. децембра 2026.` where the two
    days follow each other.
    """
    day = a_day(cell)
    if not isinstance(cell, str) or _written(day):
        return day, ""
    opening = _FROM.match(cell)
    cell = cell[opening.end() :] if opening else cell
    for between, most in ((_UNTIL, _LONGEST), (_AND, datetime.timedelta(days=1))):
        for gap in between.finditer(cell):
            last = _written(cell[gap.end() :].strip())
            first = _before(cell[: gap.start()].strip(), last) if last else None
            if first and last and datetime.timedelta() < last - first <= most:
                return first.isoformat(), last.isoformat()
    return day, ""


def day_and_hour(cell: Cell) -> tuple[Cell, Cell]:
    """Return the date of a cell and the hour that stands beside it, empty where there is none."""
    if isinstance(cell, datetime.datetime):
        return cell, cell.time() if cell.time() != datetime.time() else ""
    if isinstance(cell, float) and not cell.is_integer() and _of_number(cell):
        return cell, cell % 1
    both = _WITH_HOUR.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if both and _written(both.group(1)):
        hour = _SECONDS.sub("", both.group(2).strip())
        return both.group(1), "" if _MIDNIGHT.fullmatch(hour) else hour
    return cell, ""


def needs_month_first(cell: Cell) -> bool:
    """Tell whether a cell holds a date that is one only with the month first: `03/25/2026`."""
    return any(one <= _MONTHS_OF_A_YEAR < two for one, two in _of_numbers(cell))


def has_two_readings(cell: Cell) -> bool:
    """Tell whether a date would be another one with the month first: `03/04/2026`.

    So would one that a program took from such a text and keeps as a date.
    """
    return any(one != two and max(one, two) <= _MONTHS_OF_A_YEAR for one, two in _of_numbers(cell))


def _of_numbers(cell: Cell) -> list[tuple[int, int]]:
    """Return the day and the month of the dates in a cell, in the order in which they stand."""
    if isinstance(cell, datetime.date):
        return [(cell.day, cell.month)]
    text, _ = day_and_hour(cell)
    if not isinstance(text, str):
        return []
    return [(int(found[1]), int(found[3])) for found in _OF_NUMBERS.finditer(text)]


def _of_number(number: float) -> str:
    """Return the date that Excel means by a number, or nothing where it is none of our times."""
    if not 30_000 < number < 80_000:
        return ""
    return (_EPOCH + datetime.timedelta(days=int(number))).isoformat()


def _of_text_number(text: str) -> str:
    return _of_number(int(text)) if re.fullmatch(r"\d{5}", text) else ""


def _written(text: str) -> datetime.date | None:
    """Return the date that a text is, or None: also where the text says more than a date."""
    iso, written = _ISO.fullmatch(text), _WRITTEN.fullmatch(text)
    words = _IN_WORDS.fullmatch(text) or _OF_PROGRAMS.fullmatch(text)
    month_first = _MONTH_FIRST.fullmatch(text)
    found = iso or written
    if words and _month(words.group(3)):
        found = found or words
    elif month_first and _month(month_first.group(2)):
        found = found or month_first
    if not found or not _adds_nothing(found.group(1)) or not _adds_nothing(found.group(5)):
        return None
    parts = found.groups()[1:4]
    if iso:
        year, month, day = map(int, parts)
    elif written:
        day, month, year = map(int, parts)
        year += 2000 if year < 100 else 0
    elif found is words:
        day, month, year = int(parts[0]), _month(parts[1]), int(parts[2])
        year += 2000 if year < 100 else 0
    else:
        month, day, year = _month(parts[0]), int(parts[1]), int(parts[2])
    return _date(year, month, day)


def names_a_day(text: str) -> bool:
    """Tell whether a text is the name of a day of the week, and no date."""
    return bool(_WORD.search(text)) and not re.search(r"\d", text) and _adds_nothing(text)


def contradicts(text: str, day: datetime.date) -> bool:
    """Tell whether a text names a day of the week, and the date is another one."""
    named = {_WEEKDAYS.get(slugify(word)) for word in _WORD.findall(text)} - {None}
    return bool(named) and day.weekday() not in named


def _adds_nothing(beside: str) -> bool:
    """Tell whether what stands beside a date is the name of its day, `год.` or a sign.

    "отказано" or "(?)" is not: a date that reads on without it would be announced.
    """
    words = _WORD.findall(beside)
    signs = _SIGNS_OF_WORDS if words else _SIGNS
    return set(_WORD.sub("", beside)) <= signs and all(slugify(w) in _BESIDE for w in words)


def _before(text: str, last: datetime.date) -> datetime.date | None:
    """Return the day before another one, which says what the first leaves out."""
    whole = _written(text)
    if whole:
        return whole
    part = _PART.fullmatch(text)
    if not part or not _adds_nothing(part.group(1)):
        return None
    _, day, month, name = part.groups()
    number = int(month) if month else _month(name) if name else last.month
    found = _date(last.year, number, int(day))
    if found and found.month > last.month:  # 30.12. – 2.1.2027
        found = _date(last.year - 1, number, int(day))
    return found


def _month(name: str) -> int:
    """Return the number of a month by its name, or 0."""
    roman = name.translate(_LIKE_ROMAN)
    if roman in _ROMAN:
        return _ROMAN.index(roman) + 1
    plain = slugify(name)
    found = [number for number, forms in enumerate(_MONTHS, 1) if plain.startswith(forms)]
    return found[0] if found else 0


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
