"""Texts: what stands on a page as plain words, for excerpts and for its terms."""

from __future__ import annotations

import re
from html import unescape

from msgspec import Struct

from beacon.patterns import regex

_BLOCK = regex(
    r"</?(?:p|h[1-6]|li|ul|ol|div|tr|td|th|table|blockquote|dt|dd|section|pre|figure)\b[^>]*>|<br\b[^>]*>"
)
_TAG = regex(r"<[^>]*>")
_HEADING = regex(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", re.DOTALL)
_SPACES = regex(r"\s+")
_HIDDEN = regex(r"<(script|style|template|svg)\b.*?</\1>", re.DOTALL)


class PageText(Struct, frozen=True):
    """The words of a page: its blocks, such as paragraphs, and its headings among them."""

    blocks: tuple[str, ...]
    headings: tuple[str, ...]


def page_text(html: str) -> PageText:
    """Return the words of a page's text (HTML of our own making)."""
    html = _HIDDEN.sub(" ", html)
    blocks = (_plain(part) for part in _BLOCK.split(html))
    headings = (_plain(match) for match in _HEADING.findall(html))
    return PageText(tuple(filter(None, blocks)), tuple(filter(None, headings)))


def _plain(html: str) -> str:
    return _SPACES.sub(" ", unescape(_TAG.sub("", html))).strip()
