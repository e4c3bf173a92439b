"""Prose: the lines of a Markdown text that are not code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.content.records import Record
from beacon.sources import Location

_FENCE = re.compile(r"^\s*(```+|~~~+)")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def prose_lines(record: Record) -> Iterator[tuple[int, str]]:
    """Yield (line in the file, text), fenced code left out and code spans blanked."""
    for number, line in outside_fences(record):
        yield number, _CODE_SPAN.sub(lambda m: " " * len(m.group()), line)


def outside_fences(record: Record) -> Iterator[tuple[int, str]]:
    """Yield (line in the file, text as it stands), fenced code left out."""
    fence = ""
    for number, line in enumerate(record.body.splitlines(), record.document.body_line):
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
    yield from _head_texts(record, record.head.model_dump(exclude={"translation"}), ())
    yield from prose_lines(record)


def _head_texts(record: Record, value: object, where: Location) -> Iterator[tuple[int, str]]:
    if isinstance(value, str):
        yield record.document.line(where) or 1, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _head_texts(record, inner, (*where, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _head_texts(record, inner, (*where, index))
