"""The fonts of the theme hold every letter that the sites show, in the forms of its language."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from finished import listed, pages
from fontTools.ttLib import TTFont

ASSETS = Path(__file__).resolve().parents[2] / "theme" / "assets"
FONTS = {"sr-Cyrl": "serbian", "bg": "bulgarian"}


def letters(name: str) -> set[str]:
    """Return the letters of a font of the theme."""
    return set(map(chr, TTFont(ASSETS / f"beacon-sans-{name}.woff2").getBestCmap()))


def test_every_letter_of_every_page_is_in_a_font(sites: Path) -> None:
    latin = letters("latin")
    known = {tag: latin | letters(name) for tag, name in FONTS.items()}
    missing: dict[tuple[str, str], str] = defaultdict(str)
    for page in pages(sites):
        for text, node in page.tree.texts():
            if node.inside("code"):  # set in the reader's own font
                continue
            tag = node.language()
            for sign in set(text) - known.get(tag, latin) - set("\n\t"):
                missing[tag, sign] = f"{page.name}: {text[:60]}"
    assert not missing, listed([f"{lang} {sign!r} {at}" for (lang, sign), at in missing.items()])


@pytest.mark.parametrize(("letter", "differs"), [("б", True), ("в", True), ("а", False)])
def test_letter_has_the_form_of_its_language(letter: str, differs: bool) -> None:
    """Serbian б, and most of Bulgarian, are drawn otherwise than in the other language."""
    outlines = []
    for name in FONTS.values():
        font = TTFont(ASSETS / f"beacon-sans-{name}.woff2")
        glyph = font["glyf"][font.getBestCmap()[ord(letter)]]
        outlines.append(list(glyph.getCoordinates(font["glyf"])[0]))
    assert (outlines[0] != outlines[1]) == differs
