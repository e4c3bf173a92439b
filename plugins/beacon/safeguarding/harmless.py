"""Harmless figures: days, hours, prices, counts and books, by which nobody is reached."""

from __future__ import annotations

import re

from beacon.languages.latin import to_latin
from beacon.patterns import regex

_DAY, _MONTH, _HOUR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"[0-2]?\d\.[0-5]\d"
_DASH = r"\.?\s?[\u2010-\u2015\u2212-]\s?"


def _day(year: str, group: str) -> str:
    """Return a pattern of a day whose parts have the same sign between them."""
    return rf"{_DAY}(?P<{group}>[./-])\s?{_MONTH}(?P={group})\s?{year}(?!\d)"


# Days, and days or hours from one to the other: 05.06.2026, 05.06.–07.06., 09.00–10.30.
_YEAR, _SHORT_YEAR = r"(?:19|20)\d\d", r"\d\d"
_DATE = regex(
    rf"(?<!\d)(?<!\d\d\d[./-])(?:{_day(_YEAR, 'a')}(?:{_DASH}{_day(_YEAR, 'b')})?|"
    rf"(?:19|20)\d\d-\d\d-\d\d(?!\d)|"
    rf"(?:{_DAY}\.\s?{_MONTH}{_DASH}{_DAY}\.\s?{_MONTH}|{_HOUR}{_DASH}{_HOUR})(?![./-]?\d))"
)
# A row of days, hours, prices or shares: 05.06. 12.06. 19.06., 08.00/09.30, 0.91 0.87. Pairs of
# pairs never make the nine or ten figures of a telephone number; what goes on behind them may.
_ALONE = r"(?<!\d)(?<!\d\W)(?<!\d\W\W)(?<!\d\W\W\W)"
_NO_MORE = r"(?!\)?[./-]?\s?\d)"
_PAIR = r"(?:\d{1,2}\.\s?\d{1,2}|0\.\d{3})(?!\d)"
_ROW = regex(
    rf"{_ALONE}(?:{_PAIR}(?:\.?(?:\s?[(/\u2010-\u2015\u2212-]\s?|\s){_PAIR})+|"
    rf"{_day(_SHORT_YEAR, 'a')}(?:(?:{_DASH}|\.?\s){_day(_SHORT_YEAR, 'b')})*"
    rf"(?:\.?\s{_HOUR})?){_NO_MORE}"
)
# A count in groups of three: behind a sign of money, before what is counted, or of even millions.
# Otherwise it may be somebody's number: in "12 064 123 456" it is.
_GAP = "[ \u00a0\u2009\u202f]"
_SERBIAN_THINGS = (
    "динар|евр|марак|долар|људи|особ|корисни|деце|деци|дјеце|ученик|младих|становни|пратила|"
    "преглед|пута|лајк|порук|налог|профил|пријав|слик|снимак|снимк|посет"
)
_OTHER_THINGS = (
    r"дин|лв|лева|лев\b|евро|души|човека|хора|потребител|младежи|ученици|жител|последовател|гледан|"
    "пъти|харесван|съобщен|акаунт|сигнал|снимки|посещен|din|eur|rsd|bgn|usd|leva|levs|pound|dollar|"
    "people|person|user|child|kid|teen|pupil|student|follower|view|time|like|message|account|"
    "profile|report|picture|photo|video|visit"
)
_THINGS = f"{_SERBIAN_THINGS}|{to_latin(_SERBIAN_THINGS)}|{_OTHER_THINGS}"
_GROUPS, _CENTS = r"[1-9]\d{0,2}(?:[ .\u00a0\u2009\u202f]\d{3})+", r"(?:[.,]\d{1,2})?"
# "+359 888 555 017 съобщения": Serbia, Bulgaria, or with a plus and three groups more, anywhere.
_NO_COUNTRY = rf"(?!3(?:81|59){_GAP})(?!(?<=\+)\d{{1,3}}(?:{_GAP}\d{{3}}){{3}})"
_TO = r"(?:\s?[\u2010-\u2015-]\s?|\s(?:do|to|and|i|до|и)\s)"
_COUNT = regex(
    rf"(?<![\d.,/-])(?<!\d{_GAP})(?:"
    rf"(?<!\+)[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+(?:{_GAP}000){{2}}{_CENTS}(?!{_GAP}?\d)|"
    rf"{_NO_COUNTRY}{_GROUPS}{_CENTS}(?:{_TO}{_GROUPS}{_CENTS})?\s?(?:[€$£%]|(?:{_THINGS}))|"
    rf"(?:(?<=[€$£])|(?<=[€$£]{_GAP})|(?<=(?:eur|usd|rsd|bgn){_GAP})){_GROUPS}{_CENTS}(?!{_GAP}?\d))",
    re.IGNORECASE,
)
_BOOK = regex(
    r"\bIS(?:BN(?:-10)?|SN):?\s{0,2}((?:\d-?){7}(?:\d-?){0,2}[\dX])(?![\w-])", re.IGNORECASE
)
_LONG_BOOK = regex(r"(?<![\w-])97[89](?:[ -]?\d){10}(?![\w-])")


def without_harmless_figures(text: str) -> str:
    """Return a text of the same length in which such figures are none any more."""
    text = _LONG_BOOK.sub(_blanked_long_book, _BOOK.sub(_blanked_book, text))
    for pattern in (_DATE, _ROW, _COUNT):
        text = pattern.sub(_blanked, text)
    return text


def _blanked(match: re.Match[str]) -> str:
    return ";" * len(match.group())


def _blanked_book(match: re.Match[str]) -> str:
    """Blank the number of a book or a journal if it is one: its last sign is a check of it."""
    signs = match.group(1).replace("-", "").upper()
    values = [10 if sign == "X" else int(sign) for sign in signs]
    total = sum(weight * value for weight, value in enumerate(reversed(values), 1))
    return match.group() if total % 11 else _blanked(match)  # ISO 2108, ISO 3297


def _blanked_long_book(match: re.Match[str]) -> str:
    digits = [int(sign) for sign in match.group() if sign.isdigit()]
    total = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return match.group() if total % 10 else _blanked(match)  # ISO 2108, since 2007
