"""Identity numbers: by what a state knows a person, and others could pretend to be them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from beacon.patterns import regex
from beacon.safeguarding.harmless import without_harmless_figures
from beacon.safeguarding.patterns import compiled
from beacon.safeguarding.sentences import Passage, Sentence

# What stands between the figures: "02.03.031.…", "02. 03. 031. …", "02–03–031–…".
_SIGN = "[ \u00a0\u2009\u202f./\u00b7\u2010-\u2015\u2212-]"
_SPACE = "[ \u00a0\u2009\u202f]"
_GAP = rf"(?:\.{_SPACE}|{_SIGN})?"
_LONG = regex(rf"\d(?:{_GAP}\d){{8}}")
# The number of a citizen of Yugoslavia and the states after it: day, month, the last three figures
# of the year, region, number of the day, sign of control; and that of a Bulgarian: year, month
# (20 more for a year before 1900, 40 more from 2000 on), day, number of the day, sign of control.
_START, _END = r"(?<!\w)(?<![,+-])(?<!\d[./])", rf"(?!\w|{_GAP}\d|,\d)"
_JMBG = regex(rf"{_START}[0-3](?:{_GAP}\d){{12}}{_END}")
# With points it is cut where its parts end, or behind each figure: days and marks are no number.
_EGN = regex(
    rf"{_START}(?:\d\d(?:[ -]?\d){{8}}|"
    rf"\d\d(?P<a>{_GAP})\d\d(?P=a)\d\d{_GAP}\d{{3}}{_GAP}\d|"
    rf"\d(?P<b>\.{_SPACE}|{_SIGN})\d(?:(?P=b)\d){{8}}){_END}"
)
_WEIGHTS_OF_JMBG = (7, 6, 5, 4, 3, 2) * 2
_WEIGHTS_OF_EGN = (2, 4, 8, 5, 10, 9, 7, 3, 6)
# Behind such words any number is one, also with a slip in it.
_NAMES = (
    r"jmbg|egn|егн|јмбг|maticn\w* broj\w*|licn\w* kart\w*|един\w+(?: \w+)? граждански номер|"
    r"личн\w* карта|личен номер|(?:personal|national|citizen|id)\w*(?: id\w*)? (?:card )?number"
)
_NAMED = regex(rf"(?<!\w)(?:{_NAMES})\b")
_CALLED = compiled(
    dict.fromkeys(
        ("en", "sr", "bg"),
        rf"(?:{_NAMES})\b[^\d.!?]{{0,25}}(?<!\d)\d(?:{_GAP}\d){{8,12}}(?!{_GAP}\d)",
    )
)


def may_identify(passage: Passage) -> set[int]:
    """Return the numbers of sentences with figures enough."""
    return passage.text.having(_LONG)


def identity_numbers(sentence: Sentence, known: Collection[str] = ()) -> Iterator[str]:
    """Yield the numbers of persons, but for telephone numbers that are `known` (digits alone)."""
    if not _LONG.search(sentence.text):
        return
    if called := _called(sentence):
        yield sentence.words(called)
        return
    for match in _numbers(without_harmless_figures(sentence.text), sentence.language):
        if _digits(match.group()) not in known:
            yield match.group()


def without_identity_numbers(text: str, language: str) -> str:
    """Return a text of the same length in which these numbers are none any more."""
    for match in _numbers(text, language) if _LONG.search(text) else ():
        text = f"{text[: match.start()]}{';' * len(match.group())}{text[match.end() :]}"
    return text


def _numbers(text: str, language: str) -> Iterator[re.Match[str]]:
    yield from (m for m in _JMBG.finditer(text) if _is_jmbg(_digits(m.group())))
    for match in _EGN.finditer(text):
        # In Serbia ten figures from a nought on are a telephone number.
        if _is_egn(_digits(match.group())) and (language == "bg" or match.group()[0] != "0"):
            yield match


def _called(sentence: Sentence) -> re.Match[str] | None:
    if not _NAMED.search(sentence.small):
        return None
    return _CALLED[sentence.language].search(without_harmless_figures(sentence.small))


def is_called_so(sentence: Sentence, digits: str) -> bool:
    """Tell whether a sentence says of a number (digits alone) that it is that of a person."""
    called = _called(sentence)
    return called is not None and _digits(called.group()) == digits


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_jmbg(digits: str) -> bool:
    """Tell the number of a citizen: 13 figures, of which the last one is a check of the others."""
    figures = [*map(int, digits)]
    total = sum(map(int.__mul__, figures, _WEIGHTS_OF_JMBG))
    check = (11 - total % 11) % 11
    return len(figures) == 13 and _is_day(digits[:2], figures[2] * 10 + figures[3]) and (
        check % 10 == figures[12]
    )  # fmt: skip


def _is_egn(digits: str) -> bool:
    figures = [*map(int, digits)]
    total = sum(map(int.__mul__, figures, _WEIGHTS_OF_EGN))
    century, month = divmod(figures[2] * 10 + figures[3], 20)
    is_right = century <= 2 and total % 11 % 10 == figures[9]
    return is_right and _is_day(digits[4:6], month)


def _is_day(day: str, month: int) -> bool:
    return 1 <= int(day) <= 31 and 1 <= month <= 12
