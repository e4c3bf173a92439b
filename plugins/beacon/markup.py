"""Markup: texts and values of attributes as XML and HTML have them, and the divisions of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape as _escaped

from beacon.patterns import regex

_DIV = regex(r"<(/?)div\b[^>]*>")


BEGINNINGS = ("http://", "https://", "mailto:", "tel:")
"""How addresses begin that readers may open; links to any others are taken off a page."""


def escape(text: str) -> str:
    """Return a text in which nothing is markup."""
    return _escaped(text, quote=False)


def quoteattr(value: str) -> str:
    """Return a value of an attribute with its quotation marks."""
    whole = _escaped(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{whole}"'


def divisions(html: str, opening: re.Pattern[str]) -> Iterator[str]:
    """Yield each division whose tag a pattern finds, with all that stands in it.

    One inside of another comes with that alone.
    """
    end = 0
    for start in opening.finditer(html):
        if start.start() < end:
            continue
        depth = 1
        for tag in _DIV.finditer(html, start.end()):
            depth += -1 if tag.group(1) else 1
            if depth == 0:
                end = tag.end()
                yield html[start.start() : end]
                break
