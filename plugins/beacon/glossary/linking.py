"""Linking: the first use of a glossary's word in a text becomes a plain link to it.

Only words that are given, in the forms that are given, are linked: a wrong link is worse
than none. Headings, links, code and text in another language are left alone, and so is
advice on safety: nothing there may lead away from help.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from beacon.patterns import regex

_TAG = regex(r"(<[^>]*>)")
_NAME = regex(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_CLOSED = frozenset(
    "a h1 h2 h3 h4 h5 h6 code pre kbd samp data button summary svg dfn caption th".split()
)
_MARKED = regex(r'\slang=|class="[^"]*\bsafety\b')
_VOID = frozenset("br hr img input wbr col source".split())


def link_words(html: str, words: Mapping[str, str], address: str) -> str:
    """Return HTML in which the first use of each term is a link.

    `words` maps a word to the anchor of its term; `address` is that of the glossary.
    """
    if not words:
        return html
    pattern = _pattern(tuple(sorted(words)))
    linked: set[str] = set()
    parts = _TAG.split(html)
    closed: list[str] = []  # the elements we are in, from the outermost that is left alone

    def link(match: re.Match[str]) -> str:
        found = match.group()
        anchor = words.get(found) or words[found[:1].lower() + found[1:]]
        if anchor in linked:
            return found
        linked.add(anchor)
        return f'<a href="{address}#{anchor}">{found}</a>'

    for number, part in enumerate(parts):
        if number % 2:
            _enter(part, closed)
        elif part and not closed:
            parts[number] = pattern.sub(link, part)
    return "".join(parts)


def _enter(tag: str, closed: list[str]) -> None:
    """Keep count of the elements inside one that is left alone."""
    match = _NAME.match(tag)
    if match is None:
        return
    name = match.group(1).lower()
    if tag.startswith("</"):
        if closed and closed[-1] == name:
            closed.pop()
    elif name not in _VOID and (closed or name in _CLOSED or _MARKED.search(tag)):
        closed.append(name)


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match whole words, the longest first; at the beginning of a sentence they are capital."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_either, longest_first))})(?![\w-])")


def _either(word: str) -> str:
    first, rest = word[0], re.escape(word[1:])
    if first.isupper():
        return re.escape(first) + rest
    return f"[{re.escape(first)}{re.escape(first.upper())}]{rest}"
