"""Slots: `[[name]]` and `[[name:argument]]` in a text, filled with data when a page is made."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from beacon.content.prose import prose_lines
from beacon.content.records import Record
from beacon.patterns import regex

SLOT = regex(r"\[\[([a-z][a-z-]*)(?::([^\[\]\n]*))?\]\]")


class Slot(Struct, frozen=True):
    """A slot in the text of a record; `alone` is true where it stands on a line of its own."""

    name: str
    argument: str
    line: int
    alone: bool


def find_slots(record: Record) -> Iterator[Slot]:
    """Yield the slots of a record outside code, with their lines in the file."""
    for line, text in prose_lines(record):
        for match in SLOT.finditer(text):
            alone = text.strip() == match.group()
            yield Slot(match.group(1), (match.group(2) or "").strip(), line, alone)
