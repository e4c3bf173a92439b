"""Sums: which figures may be added, and whether totals are those of their parts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from beacon.problems import Code, Problem

BAD_SUM = Code(
    "FIG001",
    "The parts of a published figure do not add up to it.",
    "Compare the rows with their source.",
)
FORBIDDEN_SUM = Code(
    "FIG004",
    "A sum adds what may not be added: the same people or cases twice, different units or "
    "different periods (facts §0 item 2).",
    "Take the part out of the sum, or publish the figures beside each other.",
)
FROM_NOTHING = Code(
    "FIG005",
    "A calculated figure does not say what it was calculated from.",
    'Name its parts in the column "parts", or give them this figure as their parent.',
)
CODES = (BAD_SUM, FORBIDDEN_SUM, FROM_NOTHING)


class Addend(Protocol):
    """What the rules of adding need to know of a figure."""

    @property
    def id(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def parts(self) -> tuple[str, ...]: ...
    @property
    def value(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def period(self) -> tuple[str, str, str]: ...
    @property
    def additive(self) -> bool: ...
    @property
    def overlap(self) -> str: ...
    @property
    def kind(self) -> str: ...


def check_sums(
    figures: Mapping[str, Addend], lines: Mapping[str, int], shown: str
) -> Iterator[Problem]:
    """Check every sum that a register declares, by parents or by parts.

    Children that are not additive take no part in the sum of their parent; named as a
    part they are told. The tolerance is 0.
    """
    declared = _declared(figures)
    for name, (parts, line) in declared.items():
        total = figures[name]
        said = list(_forbidden(total, parts, figures))
        for reason in said:
            yield FORBIDDEN_SUM.at(shown, lines[line], reason)
        found = sum(part.value for part in parts)
        if parts and not said and found != total.value:
            added = " + ".join(str(part.value) for part in parts)
            yield BAD_SUM.at(
                shown, lines[name], f'{added} = {found}, but "{name}" is {total.value}.'
            )
    for figure in figures.values():
        if figure.kind == "derived" and not declared.get(figure.id, ((), ""))[0]:
            said_here = f'Nothing says what "{figure.id}" was calculated from.'
            yield FROM_NOTHING.at(shown, lines[figure.id], said_here)


Declared = dict[str, tuple[Sequence[Addend], str]]


def _declared(figures: Mapping[str, Addend]) -> Declared:
    """Return the sums by the id of their total: the parts, and the row that a fault stands in."""
    children: defaultdict[str, list[Addend]] = defaultdict(list)
    for figure in figures.values():
        if figure.additive and figure.parent in figures and figure.parent != figure.id:
            children[figure.parent].append(figure)
    found: Declared = {name: (parts, name) for name, parts in children.items()}
    for figure in figures.values():
        if figure.parts:
            known = [figures[p] for p in figure.parts if p in figures and p != figure.id]
            found[figure.id] = (known, figure.id)
    return found


def _forbidden(
    total: Addend, parts: Sequence[Addend], figures: Mapping[str, Addend]
) -> Iterator[str]:
    """Yield each reason why these parts may not be added to this total."""
    added = " + ".join(str(part.value) for part in parts)
    for name, times in Counter(part.id for part in parts).items():
        if times > 1:
            yield f'{added} counts "{name}" {times} times.'
    for group, times in Counter(p.overlap for p in {p.id: p for p in parts}.values()).items():
        if group and times > 1:
            yield f'{added} may count the same twice: its parts belong to the overlap "{group}".'
    names = {part.id for part in parts}
    for part in parts:
        if not part.additive:
            yield f'{added}: "{part.id}" may not be added to anything.'
        within = sorted(names & set(_above(part, figures)))
        if within:
            yield f'{added}: "{part.id}" is already a part of "{within[0]}".'
        if part.unit != total.unit:
            yield f'{added}: "{part.id}" counts {part.unit}, "{total.id}" counts {total.unit}.'
        if part.period != total.period:
            yield f'{added}: "{part.id}" and "{total.id}" are of different periods.'


def _above(figure: Addend, figures: Mapping[str, Addend]) -> Iterator[str]:
    """Yield the ids of the figures that one is a part of, however far above."""
    seen = {figure.id}
    name = figure.parent
    while name in figures and name not in seen:
        yield name
        seen.add(name)
        name = figures[name].parent
