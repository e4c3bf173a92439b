"""Patterns: one regular expression per language, for the plain form of sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping

from beacon.patterns import regex

Patterns = Mapping[str, re.Pattern[str]]
CAPITALS = "A-ZČĆŽŠĐА-ЯЀ-ЏÀ-ÖØ-ÞĂĄĚĞİŁŃŇŐŒŘŚŞŢŤŮŰŹŻȘȚ"
SMALL = "a-zčćžšđа-яѐ-џß-öø-ÿăąěğıłńňőœřśşţťůűźżșț"
"""The letters of all our languages, and of the names of their neighbours, as a part of a set in a
pattern."""


def by_language(patterns: Mapping[str, str], flags: re.RegexFlag = re.NOFLAG) -> Patterns:
    """Return patterns as they are, one for each language; `^` is the beginning of any line."""
    flags |= re.MULTILINE
    return {language: regex(pattern, flags) for language, pattern in patterns.items()}


def compiled(patterns: Mapping[str, str]) -> Patterns:
    """Return patterns that begin where a word begins, for texts in `small` letters."""
    return by_language({k: rf"(?<!\w)(?:{p})" for k, p in patterns.items()})


_ODD = str.maketrans("İıſᲀᲁᲂᲃᲄᲅᲆᲇ", "iisвдосттъѣ")
"""Letters that `re.IGNORECASE` takes for one of ours, although their small form is another."""


def small(text: str) -> str:
    """Return a text of the same length in small letters, as patterns without capitals see it.

    What such a pattern finds there, `re.IGNORECASE` finds in the text, and takes three times as
    long for it.
    """
    return text.lower() if text.isascii() else text.translate(_ODD).lower()


def near(one: str, other: str, letters: int = 40) -> str:
    """Return a pattern of two things that stand close to each other, in either order."""
    return (
        rf"(?:{one})\b.{{0,{letters}}}?(?<!\w)(?:{other})|"
        rf"(?:{other})\b.{{0,{letters}}}?(?<!\w)(?:{one})"
    )
