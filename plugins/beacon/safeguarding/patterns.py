"""Patterns: one regular expression per language, for the plain form of sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping

Patterns = Mapping[str, re.Pattern[str]]


def compiled(patterns: Mapping[str, str]) -> Patterns:
    """Return patterns that begin where a word begins; capital letters do not count."""
    return {
        language: re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)
        for language, pattern in patterns.items()
    }


def near(one: str, other: str, letters: int = 40) -> str:
    """Return a pattern of two things that stand close to each other, in either order."""
    return (
        rf"(?:{one})\b.{{0,{letters}}}?(?<!\w)(?:{other})|"
        rf"(?:{other})\b.{{0,{letters}}}?(?<!\w)(?:{one})"
    )
