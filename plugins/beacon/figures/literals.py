"""Literals: numbers typed into texts that the register should say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from beacon.content.vocabulary import Unit, Vocabulary
from beacon.figures.register import Figure, Register, noun_id
from beacon.languages.latin import to_latin
from beacon.languages.registry import Language, Languages
from beacon.problems import Code

REPEATED = Code(
    "FIG006",
    "A text types a published number instead of citing it, so that it will not change with it. "
    "Looked for: a number from 10 on with the noun of its unit within three words after it.",
    "Cite the figure: [[figure:ID]], or [[number:ID]] without its noun.",
)
CONTRADICTED = Code(
    "FIG007",
    "A text names another number than the register for the same unit and year. Looked for: a "
    "number from 100 on with the noun of a unit within three words after it, in a line that "
    "names a year of which the register has a figure of that unit.",
    "Cite the figure. If the number is another one, add it to figures.csv with its source first.",
)
CODES = (REPEATED, CONTRADICTED)

_LEAST_REPEATED, _LEAST_CONTRADICTED = 10, 100
_WORDS_BETWEEN = 3
# Every way in which our languages group digits, whatever the language of the text.
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+|\d{2,9})(?![\w%]|[.,]\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CITED = re.compile(r"\[\[.*?\]\]")
_END = re.compile(r"[.;:!?()]")


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

    def find(self, line: str) -> Iterator[Literal]:
        """Yield every number of a line that repeats or contradicts the register."""
        line = _CITED.sub("·", line)
        years = set(_YEAR.findall(line))
        for match in _NUMBER.finditer(line):
            value = int(re.sub(r"\D", "", match.group(1)))
            a_year = match.group(1) in years
            if not self._may_be(value, years and not a_year):
                continue
            unit = self._unit_after(line[match.end() :])
            if unit is None:
                continue
            found = self._judge(value, unit, set() if a_year else years)
            if found is not None:
                code, figure = found
                yield Literal(code, match.group(1), figure)

    def _may_be(self, value: int, with_year: object) -> bool:
        """Tell whether a number could be told at all, before its noun is looked for."""
        if with_year and value >= _LEAST_CONTRADICTED:
            return True
        return value >= _LEAST_REPEATED and any(f.value == value for f in self.register.values())

    def _unit_after(self, rest: str) -> str | None:
        """Return the unit named within the next words of the sentence."""
        words = _WORD.findall(_END.split(rest, maxsplit=1)[0])
        named = (self._units.get(word.casefold()) for word in words[:_WORDS_BETWEEN])
        return next((unit for unit in named if unit), None)

    def _judge(self, value: int, unit: str, years: set[str]) -> tuple[Code, Figure] | None:
        figures = self._figures[unit]
        for figure in figures:
            if figure.value == value:
                return REPEATED, figure
        if value >= _LEAST_CONTRADICTED:
            for figure in figures:
                if years & set(_years(figure)):
                    return CONTRADICTED, figure
        return None


def _words_of(unit: Unit, path: str) -> Iterable[str]:
    return (*unit.forms.get(path, {}).values(), *unit.also.get(path, ()))


def _years(figure: Figure) -> Iterator[str]:
    for year in range(int(figure.period_start[:4]), int(figure.period_end[:4]) + 1):
        yield str(year)
