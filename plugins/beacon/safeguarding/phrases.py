"""Phrases: words that hurt, for the plain form of sentences (`Sentence.plain`)."""

from __future__ import annotations

from collections.abc import Iterator

from beacon.safeguarding.avoided import plain_pattern
from beacon.safeguarding.sentences import Sentence


def avoided_words(sentence: Sentence) -> Iterator[str]:
    """Yield words that new content does not use."""
    found = plain_pattern(sentence.language).finditer(sentence.small)
    yield from map(sentence.words, found)
