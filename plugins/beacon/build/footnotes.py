"""The footnotes of a rendered text, where a part of it leaves its page or another comes in."""

from __future__ import annotations

import re

from beacon.markup import divisions
from beacon.patterns import regex

# As Python-Markdown makes them; a note that is called twice has two ways back.
_CALL = regex(
    r'<sup id="(fnref\d*:[^"]*)"><a class="footnote-ref" href="#(fn:[^"]*)">(\d+)</a></sup>'
)
_WAY_BACK = regex(
    r"(?:&nbsp;|&#160;|\u00a0)?"
    r'<a class="footnote-backref" href="#(fnref\d*:[^"]*)" title="[^"]*?(\d+)[^"]*">.*?</a>'
)
_NOTES = regex(r'<div class="footnote">')
_NOTE = regex(r'(?=<li id="fn:)')
_END = "</ol>\n</div>"
_BLOCK = regex(r"</?(?:p|[ou]l|li|d[ldt]|div|pre|blockquote|t(?:able|head|body|[rdh]))\b[^>]*>")


def calls_notes(html: str) -> bool:
    """Tell whether a part of a text calls footnotes."""
    return _CALL.search(html) is not None


def with_notes_in_place(part: str, html: str) -> str:
    """Return a part of a text with the notes that it calls in brackets, so that it can leave it."""
    if not calls_notes(part):
        return part
    notes = _notes(html)

    def said(call: re.Match[str]) -> str:
        note = _BLOCK.sub(" ", _WAY_BACK.sub("", notes.get(call[2], "")))
        return f" ({' '.join(note.split())})" if note.strip() else ""

    return _CALL.sub(said, part)


def with_called_notes(html: str) -> str:
    """Return a text of which parts are gone without the notes that only these have called.

    The others are counted anew, and lead back to where they are still called.
    """
    block = next(divisions(html, _NOTES), "")
    calls = {call[1]: call[2] for call in _CALL.finditer(html.replace(block, "", 1))}
    kept = {name: note for name, note in _notes(html).items() if name in calls.values()}
    numbers = {name: str(number) for number, name in enumerate(kept, 1)}

    def counted(found: re.Match[str], name: str, group: int) -> str:
        start, end = (place - found.start() for place in found.span(group))
        number = numbers.get(name, found[group])
        return f"{found[0][:start]}{number}{found[0][end:]}"

    def way_back(found: re.Match[str]) -> str:
        return counted(found, calls[found[1]], 2) if found[1] in calls else ""

    head = block[: block.find("<li ")]
    left = f"{head}{''.join(kept.values())}{_END}" if kept else ""
    html = html.replace(block, _WAY_BACK.sub(way_back, left), 1)
    return _CALL.sub(lambda call: counted(call, call[2], 3), html)


def _notes(html: str) -> dict[str, str]:
    """Return the notes of a text by their ids, each a whole item of their list."""
    block = next(divisions(html, _NOTES), "").removesuffix(_END)
    items = _NOTE.split(block)[1:]
    return {item.split('"', 2)[1]: item for item in items}
