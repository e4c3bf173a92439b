"""Slots: `[[name]]` and `[[name:argument]]` in a text, filled with data when a page is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from beacon.content.prose import prose_lines
from beacon.content.records import Record
from beacon.patterns import regex

SLOT = regex(r"\[\[([a-z][a-z-]*)(?::([^\[\]\n]*))?\]\]")
# What may have been meant as one: [[Cards]], [[ cards ]], [[cards], and [cards] on its own line.
_MEANT = regex(
    r"(?:\\?\[){2}[^\[\]\\\n]{0,200}(?:(?:\\?\]){1,2}(?!\()|$)"
    r"|^\s*\[[^\[\]\n]{1,200}\]{1,2}\s*$"
)
_BRACKETS = regex(r"[\s\\\[\]]+")
_BETWEEN_WORDS = regex(r"[\s_\u00ad\u200b\ufeff\u2010-\u2015\u2212-]+")


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


class NearSlot(Struct, frozen=True):
    """Words that look like a slot and are none; `name` and `argument` are written as in one."""

    words: str
    name: str
    argument: str
    line: int

    @property
    def closed(self) -> bool:
        """Tell words between two brackets on either side, which mean nothing but a slot."""
        return self.words.startswith("[[") and self.words.endswith("]]")


def near_slots(lines: Iterable[tuple[int, str]]) -> Iterator[NearSlot]:
    """Yield what looks like a slot in lines of prose, and would be shown as it stands."""
    for line, text in lines:
        if "[" not in text:
            continue
        for match in _MEANT.finditer(text):
            words = match.group().strip()
            if not SLOT.fullmatch(words):
                name, _, argument = _BRACKETS.sub(" ", words).partition(":")
                yield NearSlot(words, plain_name(name), argument.strip(), line)


def plain_name(words: str) -> str:
    """Return a name as slots have it: in small letters, with simple hyphens."""
    return _BETWEEN_WORDS.sub("-", unicodedata.normalize("NFKC", words).casefold()).strip("-")
