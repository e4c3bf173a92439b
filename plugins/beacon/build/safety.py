"""The safety boxes of a rendered text."""

from __future__ import annotations

import re

from beacon.build.footnotes import calls_notes, with_called_notes, with_notes_in_place
from beacon.markup import divisions
from beacon.patterns import regex

_SAFETY_TITLE = regex(
    r'(<div[^>]* class="(?:admonition safety|safety admonition)"[^>]*>\s*)'
    r'<p class="admonition-title">'
)
_SAFETY = regex(r'<div(?: [^>]*)? class="(?:admonition safety|safety admonition)"[^>]*>')


def with_safety_of(html: str, source: str, tag: str) -> str:
    """Replace the safety blocks of a stale translation by those of its original, one by one.

    What the original has more of is put first; what it no longer has is taken out.
    Its footnotes are said where they are called: the notes of the page are the translation's.
    `tag` is the original's language.
    """
    ours = safety_boxes(html)
    theirs = [with_notes_in_place(block, source) for block in safety_boxes(source)]
    marked = [block.replace("<div ", f'<div lang="{tag}" ', 1) for block in theirs]
    better = [*marked[: len(ours)], *[""] * (len(ours) - len(marked))]
    for block, new in zip(ours, better, strict=True):
        html = html.replace(block, new, 1)
    html = "".join(marked[len(ours) :]) + html
    return with_called_notes(html) if any(map(calls_notes, ours)) else html


def safety_boxes(html: str) -> list[str]:
    """Return the safety boxes of a text, also those that stand there in another language."""
    return list(divisions(html, _SAFETY))


def with_headings(html: str) -> str:
    """Let those who move from heading to heading find the titles of safety boxes."""

    def heading(match: re.Match[str]) -> str:
        level = 3 if "<h2" in html[: match.start()] else 2
        return f'{match.group(1)}<p class="admonition-title" role="heading" aria-level="{level}">'

    return _SAFETY_TITLE.sub(heading, html)
