"""Prose: the lines of a Markdown text that are not code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from beacon.content.records import Record
from beacon.patterns import regex
from beacon.sources import Location

Place = int | Location
"""A line of the text, or a part of its front matter."""

_FENCE = regex(r"^\s*(```+|~~~+)")
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
    """Return (line in the file, text as it stands), fenced code left out."""
    lines = enumerate(record.body.splitlines(), record.document.body_line)
    fenced = "```" in record.body or "~~~" in record.body
    return _outside_fences(lines) if fenced else lines


def _outside_fences(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in lines:
        match = _FENCE.match(line)
        if match and not fence:
            fence = match.group(1)
        elif fence:
            text = line.strip()
            if set(text) == {fence[0]} and len(text) >= len(fence):
                fence = ""
        else:
            yield number, line


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
    def whole(self) -> str:
        """Everything `texts` gives, one text a line: a sign that is not here is nowhere."""
        head = (text for _, text in self._head)
        return "\n".join((*head, *(text for _, text in self.lines)))

    def texts(self, having: Callable[[str], object]) -> Iterator[tuple[Place, str]]:
        """Yield what `text_lines` gives, but only texts that have something, each with its place.

        The line of a place is found with `line`: in the front matter that takes long.
        """
        yield from ((where, text) for where, text in self._head if having(text))
        yield from ((line, text) for line, text in self.lines if having(text))

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
