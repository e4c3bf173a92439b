"""Prose: the lines of a Markdown text that are not code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from beacon.content.records import Record
from beacon.patterns import Joined, regex
from beacon.sources import Location

Place = int | Location
"""A line of the text, or a part of its front matter."""

# As Python-Markdown reads it: behind the signs stands one word, or attributes in braces. Inside
# of a list or a box it knows no blocks of code, but spans of it that end in the same paragraph.
_FENCE = regex(r"( *)(`{3,}|~{3,}) *(?:\{[^\n]*\}|\.?[\w#.+-]* *(?:hl_lines=.*)?)$")
_CLOSED = regex(r"(`{3,}|~{3,}) *$")
_FIGURE = regex(r"\d")
_CODE_SPAN = regex(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def prose_lines(record: Record) -> Iterator[tuple[int, str]]:
    """Return (line in the file, text), fenced code left out and code spans blanked."""
    lines = outside_fences(record)
    return _without_spans(lines) if "`" in record.body else lines


def _without_spans(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for number, line in lines:
        code = "`" in line
        yield number, _CODE_SPAN.sub(lambda m: " " * len(m.group()), line) if code else line


def outside_fences(record: Record) -> Iterator[tuple[int, str]]:
    """Return (line in the file, text as it stands), fenced code left out.

    What no line closes is no code: its readers see it, so it is looked at as well.
    """
    lines = enumerate(record.body.splitlines(), record.document.body_line)
    fenced = "```" in record.body or "~~~" in record.body
    return _outside_fences(list(lines)) if fenced else lines


def opens_code(line: str) -> bool:
    """Tell a line that would begin a block of code if it were closed."""
    return _FENCE.match(line) is not None


def _outside_fences(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    closing: dict[str, list[int]] = {}
    empty = [at for at, (_, line) in enumerate(lines) if not line.strip()]
    for at, (_, line) in enumerate(lines):
        inside = line.lstrip(" ")
        if match := _CLOSED.match(inside):
            sign = " " * (inside != line) + match.group(1)
            closing.setdefault(sign, []).append(at)
    at = 0
    while at < len(lines):
        match = _FENCE.match(lines[at][1])
        end = _end(match.group(1), match.group(2), at, closing, empty) if match else None
        if end is None:
            yield lines[at]
        at = (at if end is None else end) + 1


def _end(
    indent: str, signs: str, at: int, closing: dict[str, list[int]], empty: list[int]
) -> int | None:
    """Return where the code ends that a fence begins, or None where it begins none."""
    if not indent:
        return _after(at, closing.get(signs, []))
    end, paragraph = _after(at, closing.get(f" {signs}", [])), _after(at, empty)
    if signs[0] == "~" or end is None or (paragraph is not None and paragraph < end):
        return None
    return end


def _after(at: int, places: list[int]) -> int | None:
    """Return the first of these places, which are in order, that is behind another."""
    found = bisect_right(places, at)
    return places[found] if found < len(places) else None


def text_lines(record: Record) -> Iterator[tuple[int, str]]:
    """Yield the texts of the front matter with their lines, then the lines of prose."""
    for where, text in head_texts(record):
        yield record.document.line(where) or 1, text
    yield from prose_lines(record)


class Prose(Struct, frozen=True, dict=True):
    """A record with its text taken apart once, for all checks that look at it."""

    record: Record

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The lines of prose, as `prose_lines` gives them."""
        return tuple(prose_lines(self.record))

    @cached_property
    def _head(self) -> tuple[tuple[Location, str], ...]:
        return tuple(head_texts(self.record))

    @cached_property
    def _places(self) -> tuple[tuple[Place, str], ...]:
        return (*self._head, *self.lines)

    @cached_property
    def _joined(self) -> Joined:
        return Joined([text for _, text in self._places])

    @property
    def whole(self) -> str:
        """Everything `texts` gives, one text a line: a sign that is not here is nowhere."""
        return self._joined.whole

    def texts(self, having: Callable[[str], object]) -> Iterator[tuple[Place, str]]:
        """Yield what `text_lines` gives, but only texts that have something, each with its place.

        The line of a place is found with `line`: in the front matter that takes long.
        """
        yield from (place for place in self._places if having(place[1]))

    @cached_property
    def with_figures(self) -> tuple[tuple[Place, str], ...]:
        """Those of the texts that have a figure, found in all of them at once."""
        return tuple(self._places[number] for number in sorted(self._joined.having(_FIGURE)))

    def line(self, place: Place) -> int:
        """Return the line of a place in the file."""
        return place if isinstance(place, int) else self.record.document.line(place) or 1


def head_texts(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield the texts of the front matter, each with its place in it."""
    for key, value in record.document.data.items():
        if key != "translation":
            yield from _texts(value, (key,))


def _texts(value: object, where: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*where, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*where, index))
