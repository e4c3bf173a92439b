"""Slides with notes: what the room sees beside what is said, on paper."""

from __future__ import annotations

from collections.abc import Iterator

from beacon.kits.blocks import count_words
from beacon.kits.outline import KitSource, Slide
from beacon.kits.paper import contact_blocks, facts_of, on_paper, on_sheet, printed, spans_of
from beacon.languages.strings import Strings
from beacon.typesetting.document import (
    Blanks,
    Block,
    Blocks,
    Columns,
    Heading,
    Notice,
    Together,
    words,
)

_LINES = 4  # for one's own notes, where there are none
_ONE_PAGE = 200
"""So many words of notes find room on half a page; longer ones may run on to the next."""


def name(strings: Strings) -> str:
    """Return what the document is called."""
    return strings.gettext("Slides with notes")


def write(source: KitSource) -> bytes:
    """Return all slides with what is said to each."""
    blocks = [block for n, slide in _numbered(source) for block in _slide(source, n, slide)]
    subtitle = f"{name(source.strings)} · {facts_of(source)}"
    return printed(source, source.deck.title, tuple(blocks), subtitle=subtitle)


def _numbered(source: KitSource) -> Iterator[tuple[int, Slide]]:
    return enumerate(source.deck.slides, 1)


def _slide(source: KitSource, number: int, slide: Slide) -> Iterator[Block]:
    ngettext = source.strings.ngettext
    minutes = ngettext("%(num)s minute", "%(num)s minutes", slide.minutes) if slide.minutes else ""
    seen = _shown(source, slide)
    shown = Notice(seen, "" if seen else slide.title, "slide")
    said = on_paper(slide.notes, 0) or (Blanks(_LINES),)
    yield Heading(1, (*words(f"{number}. "), *spans_of((slide.heading,))), minutes)
    pair = Columns(((shown,), said), (5, 6))
    yield pair if count_words(slide.notes) > _ONE_PAGE else Together((pair,))


def _shown(source: KitSource, slide: Slide) -> Blocks:
    found = on_paper(slide.blocks)
    if slide.layout == "help":
        for contact in source.first_contacts():
            found = (*found, *contact_blocks(contact))
    return (*found, on_sheet(slide.picture, 32)) if slide.picture else found
