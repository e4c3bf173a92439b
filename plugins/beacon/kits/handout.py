"""The handout: one sheet that everybody in the room takes home."""

from __future__ import annotations

from collections.abc import Container, Iterator

from msgspec.structs import replace

from beacon.kits.blocks import Block, advice_of, text_of
from beacon.kits.outline import KitSource
from beacon.kits.paper import (
    for_children,
    funding_blocks,
    help_notice,
    on_paper,
    printed_closely,
)
from beacon.languages.strings import Strings
from beacon.typesetting.document import Blanks, Blocks, Heading, List, Together, words

_LINES = 2  # to write an answer on


def name(strings: Strings) -> str:
    """Return what the sheet is called."""
    return strings.gettext("Handout")


def name_black(strings: Strings) -> str:
    """Return what the sheet without colour is called."""
    return strings.gettext("Handout in black and white")


def write(source: KitSource) -> bytes:
    """Return the handout as PDF."""
    return printed_closely(source, source.title, _blocks(source), subtitle=name(source.strings))


def write_black(source: KitSource) -> bytes:
    """Return the handout for a printer without colours."""
    said = name(source.strings)
    return printed_closely(source, source.title, _blocks(source), subtitle=said, ink="black")


def _blocks(source: KitSource) -> Blocks:
    own = on_paper(source.handout) if source.handout else _derived(source)
    return (*own, Together((help_notice(source),)), *funding_blocks(source))


def _derived(source: KitSource) -> Blocks:
    """Return a handout taken from the lesson: its advice, its questions, what to do at home."""
    whole = ("take-home",) if for_children(source) else ("take-home", "parents")
    return (
        *_advice(source, whole),
        *_questions(source),
        *(block for part in whole for block in _part(source, part)),
    )


def _advice(source: KitSource, whole: Container[str]) -> Iterator[Together]:
    """Yield the advice that keeps somebody safe, wherever it stands; parts that are `whole` have
    their own."""
    steps = (step.blocks for step in source.steps)
    parts = (part.blocks for part in source.parts if part.id not in whole)
    for blocks in (source.opening, *steps, *parts):
        yield from (Together(on_paper([note])) for note in advice_of(blocks))


def _questions(source: KitSource) -> Blocks:
    """Return the questions of the exit check with lines to answer on, without the answers."""
    part = source.part("exit-check")
    items = [item for block in part.blocks for item in block.blocks] if part else []
    asked = [without_answers(item) for item in items]
    found = [item for item in asked if item.blocks and text_of(item.blocks[0].spans).strip()]
    if part is None or not found:
        return ()
    each = tuple((*on_paper(item.blocks), Blanks(_LINES)) for item in found)
    return (Heading(1, words(part.title)), List(each, "numbers"))


def without_answers(block: Block) -> Block:
    """Return a block without what stands in emphasis, which is the answer that is expected."""
    spans = tuple(span for span in block.spans if not span.emphasis)
    if spans:
        spans = (*spans[:-1], replace(spans[-1], text=spans[-1].text.rstrip()))
    return replace(block, spans=spans, blocks=tuple(map(without_answers, block.blocks)))


def _part(source: KitSource, part_id: str) -> Blocks:
    part = source.part(part_id)
    return (Heading(1, words(part.title)), *on_paper(part.blocks)) if part else ()
