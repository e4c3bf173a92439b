"""Patterns: one regular expression per language, for the plain form of sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping

from beacon.patterns import regex

Patterns = Mapping[str, re.Pattern[str]]


def by_language(patterns: Mapping[str, str], flags: re.RegexFlag = re.NOFLAG) -> Patterns:
    """Return patterns as they are, one for each language."""
    return {language: regex(pattern, flags) for language, pattern in patterns.items()}


def compiled(patterns: Mapping[str, str]) -> Patterns:
    """Return patterns that begin where a word begins; capital letters do not count."""
    return by_language({k: rf"(?<!\w)(?:{p})" for k, p in patterns.items()}, re.IGNORECASE)


def near(one: str, other: str, letters: int = 40) -> str:
    """Return a pattern of two things that stand close to each other, in either order."""
    return (
        rf"(?:{one})\b.{{0,{letters}}}?(?<!\w)(?:{other})|"
        rf"(?:{other})\b.{{0,{letters}}}?(?<!\w)(?:{one})"
    )
