"""Marks: words that stand in for a language that lacks them carry their own language with them."""

from __future__ import annotations

import re

from beacon.patterns import regex

# Noncharacters, which no text holds and Unicode keeps for use inside a program (§23.7).
_OPEN, _BREAK, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_ANY = regex(f"[{_OPEN}{_BREAK}{_CLOSE}]")
_MARKS = regex(f"{_OPEN}[A-Za-z0-9-]*{_BREAK}|[{_OPEN}{_BREAK}{_CLOSE}]")
# Nothing but our own elements may stand inside, whatever an author has written.
_MARKED = regex(
    f"{_OPEN}([A-Za-z0-9-]+){_BREAK}"
    f'((?:[^<>{_OPEN}{_BREAK}{_CLOSE}]|<bdi lang="[A-Za-z0-9-]+">|</bdi>)*){_CLOSE}'
)
# Where an element has no place: attributes, and elements whose text is no HTML of the page.
_APART = regex(
    r"<(?:(script|style|title|textarea|option|svg)\b.*?</\1\s*>|"
    r"[a-z/!][^'\">]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^'\">]*+)*>)",
    re.DOTALL | re.IGNORECASE,
)
# Right behind these tags of ours a text is one of the page. What is drawn has none of them.
_OF_PAGE = regex(
    r"</?(?:bdi|br|data|dd|dt|em|h[1-6]|li|p|small|span|strong|td|th)(?: [^'\"<>]*+"
    r"(?:\"[^\"<>]*+\"[^'\"<>]*+)*)?>"
)


def marked(text: str, tag: str) -> str:
    """Return a text that remembers its language until it stands in a page."""
    return f"{_OPEN}{tag}{_BREAK}{text}{_CLOSE}" if text else text


def unmarked(text: str) -> str:
    """Return the words alone, for what has no place for another language: feeds, pictures."""
    return _MARKS.sub("", text) if _has_marks(text) else text


def _has_marks(text: str) -> bool:
    return _OPEN in text or _BREAK in text or _CLOSE in text


def _unmarked_apart(html: str) -> str:
    """Take the marks out of what has no place for an element; a page has few, but many tags."""
    places = [mark.start() for mark in _ANY.finditer(html) if not _is_of_page(html, mark.start())]
    if not places:
        return html
    # Everything before the content is markup of our own, in which no tag is left open.
    begin = max(html.find("<main ", 0, places[0]), 0)
    out, at = [], 0
    for part in _APART.finditer(html, begin):
        start, end = part.span()
        if start > places[-1]:
            break
        text = html[start:end]
        if not text.isascii():  # marks are no ASCII
            out += [html[at:start], unmarked(text)]
            at = end
    return "".join([*out, html[at:]])


def _is_of_page(html: str, place: int) -> bool:
    """Tell a place that surely is in a text of the page; many are, and looking there is quick."""
    end = html.rfind(">", 0, place) + 1
    begin = html.rfind("<", 0, place)
    return begin < end and _OF_PAGE.fullmatch(html, begin, end) is not None


def marks_as_html(html: str) -> str:
    """Return a finished page with `<bdi lang>` around its marked words."""
    if not _has_marks(html):
        return html
    html = _unmarked_apart(html)
    found = 1
    while found:  # a marked value may stand inside a marked sentence
        html, found = _MARKED.subn(r'<bdi lang="\1">\2</bdi>', html)
    return unmarked(html)
