"""Literals: numbers typed into texts that the register should say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import unescape

from msgspec import Struct

from beacon.content.vocabulary import Unit, Vocabulary
from beacon.figures.register import Figure, Register, noun_id
from beacon.languages.latin import to_latin
from beacon.languages.registry import Language, Languages
from beacon.patterns import regex
from beacon.problems import Code

REPEATED = Code(
    "FIG006",
    "A text types a published number instead of citing it, so that it will not change with it. "
    "Looked for: a number from 10 on with the noun of its unit within three words after it, or "
    "right before it.",
    "Cite the figure: [[figure:ID]], or [[number:ID]] without its noun.",
)
CONTRADICTED = Code(
    "FIG007",
    "A text names another number than the register for the same unit and year. Looked for: a "
    "number from 100 on, or as large as a published one, with the noun of a unit within three "
    "words after it or right before it, in a line that names a year of which the register has a "
    "figure of that unit, or after such a line.",
    "Cite the figure. If the number is another one, add it to figures.csv with its source first.",
)
CODES = (REPEATED, CONTRADICTED)

_LEAST_REPEATED, _LEAST_CONTRADICTED = 10, 100
_WORDS_BETWEEN = 3
# Every way in which our languages group digits, whatever the language of the text.
_NUMBER = regex(r"(?<![\w.,-])(\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+|\d{2,9})(?![\w%]|[.,]\d)")
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CITED = regex(r"\[\[.*?\]\]")
_END = regex(r"[.;:!?()]")
# "Ученика: 7.803", "Students in 2023: 7,803", "учениците бяха 7803", "| Students | 7,803 |".
_BEFORE = regex(
    r"([^\W\d_]+(?:-[^\W\d_]+)*)"
    r"(?:\s+(?:in|у|u|през)\s+(?:19|20)\d\d\.?(?:\s*(?:г\.|годин[еи]|godin[ei]))?)?"
    r"\s*(?:[:=|–—-]|\b(?:were|was|numbered|(?:је|je|су|su)(?:\s(?:био|било|били|bio|bilo|bili))?|"
    r"бяха|беше|са|е)\b)[\s|]*$",
    re.IGNORECASE,
)
# No other noun follows: "for students: 120 minutes" counts minutes.
_ALONE = regex(r"\s*(?:$|[.,;:!?()|]|(?:in|and|у|u|и|i|през)\b)", re.IGNORECASE)
# What stands for a blank, and what makes letters strong, between a number and its noun.
_MARKUP = regex(r"</?(?:strong|b|em|i|span)\b[^>]*>|[*_]{1,3}(?=[^\W_])|(?<=[^\W_])[*_]{1,3}")

_NEAR = 30
"""Letters before a number, within which most words for what it counts begin."""

_DIGITS = regex(r"\d[\d., \u00a0\u202f]*\d")
# A number with a word after it, or after a word and a sign: addresses are none.
_COUNTED = regex(
    r"\d\d(?:\*|_|</?\w+>|&nbsp;|&#\w+;|[ \u00a0\u202f])+[^\W\d_]"
    r"|[^\W\d_][*_]*\s*(?:[:=|–—-]|\w+)[\s*_|]*\d[\d., \u00a0\u202f]*\d"
)


def may_count(words: str) -> bool:
    """Tell a text that may count something; most have no number, which is seen much faster."""
    number = _DIGITS.search(words)
    if number is None:
        return False
    near = max(0, number.start() - _NEAR)  # what counts is seen sooner there than from afar
    return bool(_COUNTED.search(words, near) or (near and _COUNTED.search(words)))


class Literal(Struct, frozen=True):
    """A number in a line that should be cited; `said` is how it stands there."""

    code: Code
    said: str
    figure: Figure


class Literals(Struct, frozen=True, dict=True):
    """Finds the numbers of one register in texts of one language."""

    register: Register
    vocabulary: Vocabulary
    languages: Languages
    language: Language

    @cached_property
    def _figures(self) -> Mapping[str, list[Figure]]:
        """The figures by the unit whose noun they are read with."""
        found: dict[str, list[Figure]] = {}
        for figure in self.register.values():
            found.setdefault(noun_id(figure), []).append(figure)
            if figure.unit != noun_id(figure):
                found.setdefault(figure.unit, []).append(figure)
        return found

    @cached_property
    def _units(self) -> Mapping[str, str]:
        """The unit that each word of the language names."""
        path = self.languages.source(self.language.tag).path
        script = to_latin if self.language.transliterated_from else str
        return {
            script(word).casefold(): unit.id
            for unit in self.vocabulary.units.values()
            if unit.id in self._figures
            for word in _words_of(unit, path)
        }

    def find(self, line: str, before: str = "") -> Iterator[Literal]:
        """Yield every number of a line that repeats or contradicts the register.

        A sentence that names no year is about the year of the one `before` it.
        """
        line = _plain(line)
        years = set(_YEAR.findall(line)) or set(_YEAR.findall(_plain(before)))
        for match in _NUMBER.finditer(line):
            value = int(re.sub(r"\D", "", match.group(1)))
            a_year = match.group(1) in years
            if not self._may_be(value, years and not a_year):
                continue
            rest = line[match.end() :]
            unit = self._unit_after(rest)
            if unit is None and _ALONE.match(rest):
                unit = self._unit_before(line[: match.start()])
            if unit is None:
                continue
            found = self._judge(value, unit, set() if a_year else years)
            if found is not None:
                code, figure = found
                yield Literal(code, match.group(1), figure)

    def _may_be(self, value: int, with_year: object) -> bool:
        """Tell whether a number could be told at all, before its noun is looked for."""
        if with_year and value >= self._least:
            return True
        return value >= _LEAST_REPEATED and any(f.value == value for f in self.register.values())

    @cached_property
    def _least(self) -> int:
        """The least number that could contradict any figure."""
        return min((_least(figures) for figures in self._figures.values()), default=0)

    def _unit_after(self, rest: str) -> str | None:
        """Return the unit named within the next words of the sentence."""
        words = _WORD.findall(_END.split(rest, maxsplit=1)[0])
        named = (self._units.get(word.casefold()) for word in words[:_WORDS_BETWEEN])
        return next((unit for unit in named if unit), None)

    def _unit_before(self, said: str) -> str | None:
        """Return the unit named right before a number: `Ученици: 7.803`."""
        match = _BEFORE.search(said)
        return self._units.get(match.group(1).casefold()) if match else None

    def _judge(self, value: int, unit: str, years: set[str]) -> tuple[Code, Figure] | None:
        figures = self._figures[unit]
        for figure in figures:
            if figure.value == value:
                return REPEATED, figure
        of_years = [figure for figure in figures if years & set(_years(figure))]
        if of_years and value >= _least(of_years):
            return CONTRADICTED, of_years[0]
        return None


def _least(figures: Sequence[Figure]) -> int:
    """Return from which number on another one contradicts these: groups and dates are smaller."""
    return max(_LEAST_REPEATED, min(_LEAST_CONTRADICTED, *(f.value for f in figures)))


def _plain(line: str) -> str:
    """Return a line as it is read: without citations, marks of emphasis and names of blanks."""
    return _CITED.sub("·", _MARKUP.sub("", unescape(line)))


def _words_of(unit: Unit, path: str) -> Iterable[str]:
    return (*unit.forms.get(path, {}).values(), *unit.also.get(path, ()))


def _years(figure: Figure) -> Iterator[str]:
    for year in range(int(figure.period_start[:4]), int(figure.period_end[:4]) + 1):
        yield str(year)
