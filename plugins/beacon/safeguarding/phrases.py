"""Phrases: words that hurt, for the plain form of sentences (`Sentence.plain`)."""

from __future__ import annotations

from collections.abc import Iterator

from beacon.safeguarding.avoided import plain_pattern
from beacon.safeguarding.sentences import Passage, Sentence


def may_be_avoided(passage: Passage) -> set[int]:
    """Return the numbers of sentences in which there is one."""
    return passage.small.having(plain_pattern(passage.language))


def avoided_words(sentence: Sentence) -> Iterator[str]:
    """Yield words that new content does not use."""
    found = plain_pattern(sentence.language).finditer(sentence.small)
    yield from map(sentence.words, found)
