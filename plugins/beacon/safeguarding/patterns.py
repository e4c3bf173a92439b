"""Patterns: one regular expression per language, for the plain form of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Patterns = Mapping[str, re.Pattern[str]]


class _Compiled(Mapping[str, re.Pattern[str]]):
    """Patterns that are compiled when they are first asked for, since that is slow."""

    def __init__(self, patterns: Mapping[str, str], flags: re.RegexFlag) -> None:
        self._texts = patterns
        self._flags = flags
        self._known: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, language: str) -> re.Pattern[str]:
        pattern = self._known.get(language)
        if pattern is None:
            pattern = re.compile(self._texts[language], self._flags)
            self._known[language] = pattern
        return pattern

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def by_language(patterns: Mapping[str, str], flags: re.RegexFlag = re.NOFLAG) -> Patterns:
    """Return patterns as they are, one for each language."""
    return _Compiled(patterns, flags)


def compiled(patterns: Mapping[str, str]) -> Patterns:
    """Return patterns that begin where a word begins; capital letters do not count."""
    return by_language({k: rf"(?<!\w)(?:{p})" for k, p in patterns.items()}, re.IGNORECASE)


def near(one: str, other: str, letters: int = 40) -> str:
    """Return a pattern of two things that stand close to each other, in either order."""
    return (
        rf"(?:{one})\b.{{0,{letters}}}?(?<!\w)(?:{other})|"
        rf"(?:{other})\b.{{0,{letters}}}?(?<!\w)(?:{one})"
    )
