"""Slugs: short Latin names for addresses and anchors, from text in any of our scripts."""

from __future__ import annotations

import unicodedata

from beacon.patterns import regex

# Letters that both languages have are written as in Gaj's Latin without diacritics, those that
# only Bulgarian has after its Transliteration Act of 2009 (sht, yu, ya, a for ъ).
LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "е": "e", "ж": "z",
    "з": "z", "и": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n",
    "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u",
    "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
    "й": "y", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya", "ѝ": "i",
    "ѐ": "e", "ӣ": "i", "ӯ": "u",
    "đ": "dj", "ß": "ss",
}  # fmt: skip
"""How Cyrillic letters, and some Latin ones, are written in addresses."""
_TABLE = str.maketrans(LETTERS)
# As "Naming Files, Paths, and Namespaces" of Microsoft lists them; they hold with every ending.
_OF_DEVICES = regex(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
_SEPARATORS = regex(r"[^a-z0-9]+")


def slugify(text: str, separator: str = "-") -> str:
    """Return `text` in ASCII letters, digits and `separator`.

    The result is the same for both Serbian scripts, and never empty: text without
    any letter or digit that can be written in ASCII becomes `section`.
    """
    folded = text.casefold().translate(_TABLE)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return _SEPARATORS.sub(separator, ascii_only).strip(separator) or "section"


def names_a_device(name: str) -> bool:
    """Tell whether Windows keeps a name for a device: no file or folder can have it there."""
    return bool(_OF_DEVICES.match(name.casefold()))
