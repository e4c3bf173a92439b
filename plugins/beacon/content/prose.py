"""Prose: the lines of a Markdown text that are not code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.content.records import Record

_FENCE = re.compile(r"^\s*(```+|~~~+)")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def prose_lines(record: Record) -> Iterator[tuple[int, str]]:
    """Yield (line in the file, text), fenced code left out and code spans blanked."""
    fence = ""
    for number, line in enumerate(record.body.splitlines(), record.document.body_line):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match.group(1)[:3]
        elif fence:
            if line.strip().startswith(fence):
                fence = ""
        else:
            yield number, _CODE_SPAN.sub(lambda m: " " * len(m.group()), line)
