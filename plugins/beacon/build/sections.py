"""Sections: the headings of a page's text as links to them."""

from __future__ import annotations

import re

from markupsafe import Markup

from beacon.build.views import SectionView
from beacon.patterns import regex

_FEWEST = 3
_HEADING = regex(r'<h2\b[^>]*?\sid="([^"]*)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = regex(r"<[^>]*>")
_OPENING = regex(r"<[a-z]")
_NOTE = regex(r"<sup\b.*?</sup>", re.DOTALL)
# A link inside a link, or an identifier twice, would be no HTML.
_NO_PLACE = regex(r"<(?!/?(?:span|em|strong|i|b|code|abbr|data)\b)[^>]*>|\sid=\"[^\"]*\"")


def sections(text: str, page: str) -> list[SectionView]:
    """Return the second headings of a text as they stand in its finished page.

    Headings of the blocks in the page are not the text's own. A text with fewer than
    three has no need of a way through it.
    """
    own = {heading.group(1) for heading in _HEADING.finditer(text)}
    found = [
        SectionView(Markup(_words(title)), f"#{anchor}")
        for anchor, title in _HEADING.findall(page)
        if anchor in own
    ]
    return found if len(found) >= _FEWEST else []


def _words(title: str) -> str:
    """Return the words of a heading with what belongs to them: language, emphasis, numbers."""
    words = _NO_PLACE.sub("", _NOTE.sub("", title)).strip()
    whole = len(_OPENING.findall(words)) == words.count("</")
    return words if whole else _TAG.sub("", words)
