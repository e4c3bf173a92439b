"""Patterns: what is found in small letters is what would be found whatever the letters' size."""

from __future__ import annotations

import re
import sys

import pytest

from beacon.patterns import regex
from beacon.safeguarding import blame, methods, screens
from beacon.safeguarding.avoided import plain_pattern
from beacon.safeguarding.patterns import small
from beacon.safeguarding.sentences import Sentence

EVERY_SIGN = "".join(map(chr, range(sys.maxunicode + 1)))
LETTERS = "abcdefghijklmnopqrstuvwxyzđžčćšабвгдђежзијклљмнњопрстћуфхцчџшйщъьюяѝ"


def test_small_letters_keep_their_places() -> None:
    assert len(small(EVERY_SIGN)) == len(EVERY_SIGN)


@pytest.mark.parametrize("letter", sorted(set(LETTERS)))
def test_every_form_of_a_letter_becomes_the_small_one(letter: str) -> None:
    found = set(re.findall(letter, EVERY_SIGN, re.IGNORECASE))
    assert {a for a, b in zip(EVERY_SIGN, small(EVERY_SIGN), strict=True) if b == letter} == found


def test_patterns_for_small_letters_have_no_capitals() -> None:
    groups = [
        value
        for module in (blame, methods, screens)
        for value in vars(module).values()
        if isinstance(value, dict) and set(value) == {"en", "sr", "bg"}
        if all(type(pattern) is type(regex("")) for pattern in value.values())
    ]
    patterns = [pattern for group in groups for pattern in group.values()]
    patterns += [plain_pattern(language) for language in ("en", "sr", "bg")]
    assert len(patterns) > 20
    for pattern in patterns:
        pattern.search("")
        said = re.sub(r"\\.", "", pattern.search.__self__.pattern)
        assert said == said.lower()
        assert not pattern.search.__self__.flags & re.IGNORECASE


@pytest.mark.parametrize("text", ["HOW MANY PILLS", "How Many Pıllſ"])
def test_what_was_found_is_told_as_it_is_written(text: str) -> None:
    assert list(methods.methods(Sentence(f"So {text}.", "en", 1))) == [text]
