"""Letters: the quick look at a text misses nothing that the thorough one would find."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from beacon.typesetting.letters import has_rare, letters_of, missing

FONTS = Path(__file__).parents[3] / "theme" / "fonts" / "print"
SEEN = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c))[0] in "LNM"]


@pytest.mark.parametrize("letters", [letters_of(FONTS), frozenset(map(ord, "абвгдежзијк"))])
def test_quick_look_finds_every_letter_without_a_form(letters: frozenset[int]) -> None:
    lacking = missing(SEEN, letters)
    assert lacking
    assert all(has_rare(f"Текст.\n{sign}", letters) for sign in lacking)


def test_quick_look_passes_by_what_is_written_every_day() -> None:
    text = "Ћао, здраво! Щука, café – „ђак“ (9. 2. 2027)…\n\tLet’s call: 19833.\u00a0"
    assert not has_rare(text, letters_of(FONTS))
    assert has_rare("中", letters_of(FONTS))
