"""Letters: which ones the fonts of printed documents have, and what is done about the others."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from beacon.patterns import regex

_LONGEST = 40  # letters in a row that may be broken nowhere
# Signs that turn or hide what is read (UTR #36 §3), and those that no text holds.
_REMOVED = (
    *range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F),
    *range(0x2066, 0x206A), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFEFF,
)  # fmt: skip
_CHOOSING = frozenset(map(chr, range(0xFE00, 0xFE10)))  # only choose the look of a pictograph
BOX = "□"
"""Stands for a letter that the fonts lack."""
_SEEN = {**dict.fromkeys(_REMOVED), 0x09: " ", 0x0A: " "}


@cache
def letters_of(folder: Path) -> frozenset[int]:
    """Return the code points that every font of a folder has; none where there is no font."""
    fonts = [frozenset(_mapped(path.read_bytes())) for path in sorted(folder.glob("*.otf"))]
    return frozenset.intersection(*fonts) if fonts else frozenset()


def _mapped(font: bytes) -> Iterator[int]:
    """Yield the code points of a font: its `cmap` in format 4 (OpenType §cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    directory = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables))
    start = next(offset for tag, _, offset, _ in directory if tag == b"cmap")
    for n in range(struct.unpack_from(">H", font, start + 2)[0]):
        subtable = start + struct.unpack_from(">I", font, start + 8 + 8 * n)[0]
        if struct.unpack_from(">H", font, subtable)[0] == 4:
            half = struct.unpack_from(">H", font, subtable + 6)[0]
            count = half // 2
            ends = struct.unpack_from(f">{count}H", font, subtable + 14)
            starts = struct.unpack_from(f">{count}H", font, subtable + 16 + half)
            for first, last in zip(starts, ends, strict=True):
                yield from range(first, min(last, 0xFFFE) + 1)


def legible(text: str, letters: frozenset[int]) -> str:
    """Return a text as it can be set.

    Signs that steer are removed, pictographs that no font has are left out, endless words may be
    broken, and a letter without a form is an empty box.
    """
    return _breakable(boxed(text, letters))


def boxed(text: str, letters: frozenset[int]) -> str:
    """Return a text, such as that of a drawing, with nothing in it that no font has."""
    text = text.translate(_SEEN)
    if text.isascii():
        return text
    lacking = {ord(sign): "" for sign in set(text) if ord(sign) not in letters}
    lacking |= {ord(sign): BOX for sign in missing(map(chr, lacking), letters)}
    return text.translate(lacking)


_LONG_ROW = 7
"""Neighbours after the first one from which a row of letters is a long one."""


def has_rare(text: str, letters: frozenset[int]) -> bool:
    """Tell a text that may have a letter, digit or mark without a form; most are seen to have none.

    That is found much faster than which ones.
    """
    return _rare(letters).search(text) is not None


@cache
def _rare(letters: frozenset[int]) -> re.Pattern[str]:
    rows: list[list[int]] = []
    # Among what sets words apart (Unicode §6.2, General Punctuation) are no letters or marks.
    for letter in sorted({*letters, *range(0x2000, 0x2070), *map(ord, "\t\n\r")}):
        if not rows or letter > rows[-1][1] + 1:
            rows.append([letter, letter])
        rows[-1][1] = letter
    # Few long rows hold nearly all that is ever written, and make a pattern that is soon compiled.
    ranges = (f"\\u{first:04x}-\\u{last:04x}" for first, last in rows if last - first >= _LONG_ROW)
    return regex(f"[^\t\n\r{''.join(ranges)}]")


def missing(text: Iterable[str], letters: frozenset[int]) -> list[str]:
    """Return the letters, digits and marks of a text that have no form, each once, in order."""
    lacking = (sign for sign in text if ord(sign) not in letters and sign not in _CHOOSING)
    return sorted({sign for sign in lacking if unicodedata.category(sign)[0] in "LNM"})


def _breakable(text: str) -> str:
    """Let a word longer than any language has be broken."""
    if len(text) <= _LONGEST:
        return text
    return " ".join(
        word
        if len(word) <= _LONGEST
        else "\u200b".join(word[at : at + _LONGEST] for at in range(0, len(word), _LONGEST))
        for word in text.split(" ")
    )
