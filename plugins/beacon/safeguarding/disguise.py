"""Disguise: text that readers do not see, or take for another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.patterns import regex

_HIDDEN = regex(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BIDI = regex("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MEETING = regex(r"\b(?=\w*[А-Яа-яЀ-џ])(?=\w*[A-Za-z])[A-Za-zА-Яа-яЀ-џ]+\b")
_CLASS = regex("[IVX]+[а-ж]")  # VIIIа is a class
_OTHER = regex("[\u0370-\u03ff\u1d00-\u1d7f\uff01-\uff5e\U0001d400-\U0001d7ff]+")
_COMMENT = regex(
    r"<!--|<[^<>]*\b(?:hidden|display\s*:\s*none|font-size\s*:\s*0)[^<>]*>?", re.IGNORECASE
)


def hidden_text(line: str) -> Iterator[str]:
    """Yield signs without a width, comments, and elements that are not shown."""
    yield from (f"U+{ord(match.group()):04X}" for match in _HIDDEN.finditer(line))
    yield from (match.group() for match in _COMMENT.finditer(line))


def bidi_marks(line: str) -> Iterator[str]:
    """Yield marks that turn the direction of writing (Unicode UAX #9)."""
    yield from (f"U+{ord(match.group()):04X}" for match in _BIDI.finditer(line))


def look_alikes(line: str) -> Iterator[str]:
    """Yield words of mixed Latin and Cyrillic letters, and letters that imitate others."""
    words = (match.group() for match in _MEETING.finditer(line))
    yield from (word for word in words if not _CLASS.fullmatch(word))
    yield from (match.group() for match in _OTHER.finditer(line))
