"""Disguise: text that readers do not see, or take for another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.patterns import regex
from beacon.safeguarding.sentences import Passage

_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
# Signs without a width, of which no font has a picture, and blanks that are none. A joiner
# and the sign for a colourful form belong to emoji: 👩‍🏫, ❤️, 1️⃣.
_HIDDEN = regex(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2060-\u2065"
    "\u206a-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffd\ue000-\uf8ff\U000e0000-\U000e01ef\U000f0000-\U0010ffff]|"
    f"\u200d(?<![{_EMOJI}\ufe0f]\u200d)|\ufe0f(?<![{_EMOJI}]\ufe0f)(?!\u20e3)"
)
_BIDI = regex("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
# Where the scripts meet; looked for first, because it is found fast.
_MEETING = regex(f"[{_LATIN}](?:(?=[{_CYRILLIC}])|(?<=[{_CYRILLIC}][{_LATIN}]))")
_MIXED = regex(rf"\b(?=\w*[{_CYRILLIC}])(?=\w*[{_LATIN}])[{_LATIN}{_CYRILLIC}]+\b")
_CLASS = regex("[IVX]+[а-ж]")  # VIIIа is a class
# Letters of phonetics, of Greek, of mathematics, in circles and squares, and of all scripts that
# no check reads. What stands between them are emoji, arrows and such; figures and hidden signs are
# told apart.
_OTHER = regex(
    "(?:(?![\\d\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0])["
    "\u0250-\u02af\u0370-\u03ff\u0531-\u1c7f\u1d00-\u1d7f\u1f00-\u1fff\u2071\u207f\u2090-\u209c"
    "\u249c-\u24c1\u24c3-\u24e9\u2801-\u28ff\u2c00-\u2dff\u3041-\u31ff\u3400-\ua63f"
    "\ua6a0-\ua6ff\ua800-\ud7ff\uf900-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\uff01-\uffdc"
    "\U00010000-\U0001018f\U00010280-\U0001cfff\U0001d400-\U0001d7ff\U0001e000-\U0001efff"
    "\U0001f110-\U0001f16f\U0001f172-\U0001f17d\U0001f180-\U0001f189\U00020000-\U0003ffff"
    "])+"
)
_COMMENT = regex(
    r"<!--|<[^<>]*\b(?:hidden|display\s*:\s*none|font-size\s*:\s*0)[^<>]*>?", re.IGNORECASE
)


def may_hide(passage: Passage) -> set[int]:
    """Return the numbers of lines that may hold what is not seen."""
    found, text = passage.text.having(_HIDDEN), passage.text
    return found | text.having(_COMMENT) if "<" in text.whole else found


def hidden_text(line: str) -> Iterator[str]:
    """Yield signs without a width, comments, and elements that are not shown."""
    yield from (f"U+{ord(match.group()):04X}" for match in _HIDDEN.finditer(line))
    yield from (match.group() for match in _COMMENT.finditer(line))


def may_turn(passage: Passage) -> set[int]:
    """Return the numbers of lines with marks of direction."""
    return passage.text.having(_BIDI)


def bidi_marks(line: str) -> Iterator[str]:
    """Yield marks that turn the direction of writing (Unicode UAX #9)."""
    yield from (f"U+{ord(match.group()):04X}" for match in _BIDI.finditer(line))


def may_imitate(passage: Passage) -> set[int]:
    """Return the numbers of lines with such letters."""
    return passage.text.having(_MEETING) | passage.text.having(_OTHER)


def look_alikes(line: str) -> Iterator[str]:
    """Yield words of mixed Latin and Cyrillic letters, and letters that imitate others."""
    if _MEETING.search(line):
        words = (match.group() for match in _MIXED.finditer(line))
        yield from (word for word in words if not _CLASS.fullmatch(word))
    yield from (match.group() for match in _OTHER.finditer(line))
