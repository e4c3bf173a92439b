"""Called: the blocks and figures that a text calls between brackets."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from beacon.build.blocks import ARGUMENTS, BLOCKS, INLINE, WITH_FIGURES
from beacon.build.reading import Reader
from beacon.content.prose import Prose
from beacon.content.records import Record
from beacon.content.sheets import NAMES as SHEETS
from beacon.content.slots import SLOT, NearSlot, Slot, find_slots, near_slots
from beacon.figures.register import UNKNOWN_FIGURE
from beacon.patterns import regex
from beacon.problems import Code, Problem, did_you_mean

UNKNOWN_BLOCK = Code(
    "CHK001", "A text calls a block that does not exist.", "Correct the name between [[ and ]]."
)


def check_called(site: Reader, text: Prose) -> Iterator[Problem]:
    """Tell calls of blocks and figures that there are not, or that are written wrongly."""
    record = text.record
    if "[[" in text.whole:
        yield from _in_values(text)
    if "[" not in record.body:
        return
    for near in near_slots(text.lines):
        hint = _block_meant(near, record)
        if hint:
            said = f'"{near.words}" is no block and would be shown as it stands.'
            yield UNKNOWN_BLOCK.at(record.path, near.line, said, hint)
    if "[[" not in record.body:
        return
    for slot in find_slots(record):
        if slot.name not in BLOCKS and slot.name not in INLINE:
            said = f'No block is called "{slot.name}".'
            hint = did_you_mean(slot.name, [*BLOCKS, *INLINE])
            yield UNKNOWN_BLOCK.at(record.path, slot.line, said, hint)
        if slot.name in BLOCKS and record.kind in SHEETS:
            said = f'"[[{slot.name}]]" stands in a sheet, which leaves blocks out.'
            hint = "Take it out; a sheet can say figures alone: [[figure:…]]."
            yield UNKNOWN_BLOCK.at(record.path, slot.line, said, hint)
        elif slot.name in BLOCKS and (not slot.alone or _is_in_paragraph(slot, text)):
            inside = "a paragraph" if slot.alone else "a line"
            said = f'"[[{slot.name}]]" stands inside {inside} of text.'
            hint = "Give it a line of its own with empty lines around it."
            yield UNKNOWN_BLOCK.at(record.path, slot.line, said, hint)
        yield from _check_argument(record, slot)
        if slot.name in WITH_FIGURES:
            for word in (part.strip() for part in slot.argument.split(",")):
                if word not in site.figures:
                    said = f'No figure is called "{word}".'
                    hint = did_you_mean(word, site.figures)
                    problem = UNKNOWN_FIGURE.at(record.path, slot.line, said, hint)
                    # A row with a fault is not there, and has been told.
                    yield replace(problem, cause=f"content/centres/{site.centre.id}/figures.csv")


def _in_values(text: Prose) -> Iterator[Problem]:
    """Tell what looks like a block in front matter, a quiz or a story, where none is filled."""
    for place, words in text.texts(SLOT.search):
        if not isinstance(place, int):
            said = f'"{words[words.index("[[") :][:60]}" stands in a value, and is shown so.'
            hint = "Blocks and figures stand in the text of a page alone."
            yield UNKNOWN_BLOCK.at(text.record.path, text.line(place), said, hint)


def _block_meant(near: NearSlot, record: Record) -> str:
    """Say how what looks like a slot is written; nothing where it may be any words in brackets."""
    names = {*BLOCKS, *INLINE}
    hint = did_you_mean(near.name, names)
    if near.closed or (near.words.startswith(("[[", "\\[")) and hint):
        right = hint.split('"')[1] if hint else ""
        meant = f"[[{right}:{near.argument}]]" if near.argument else f"[[{right}]]"
        shown = f'Did you mean "{meant}"? ' if right else ""
        return f"{shown}A name has small Latin letters and hyphens, without spaces."
    # One bracket on either side is a link where the text says below where it leads.
    if near.name in names and f"{near.words}:".casefold() not in record.body.casefold():
        meant = f"[[{near.name}:{near.argument}]]" if near.argument else f"[[{near.name}]]"
        return f'Did you mean "{meant}"?'
    return ""


# Headings, boxes, rules and HTML end a paragraph without an empty line.
_APART = regex(r"\s*(?:$|#|!!!|<|(?:-{3,}|\*{3,})\s*$)")


def _is_in_paragraph(slot: Slot, text: Prose) -> bool:
    """Tell a slot with words right above or below its line, which are one paragraph with it."""
    around = (words for line, words in text.lines if abs(line - slot.line) == 1)
    return any(not _APART.match(words) and not SLOT.fullmatch(words.strip()) for words in around)


def _check_argument(record: Record, slot: Slot) -> Iterator[Problem]:
    """Tell a word after the colon of a block that takes others."""
    taken = ARGUMENTS.get(slot.name, ())
    if slot.name not in BLOCKS or slot.name in WITH_FIGURES:
        return
    if slot.argument and slot.argument not in taken:
        said = f'"[[{slot.name}]]" takes no "{slot.argument}" after a colon.'
        hint = did_you_mean(slot.argument, taken)
        listed = f"It takes {', '.join(taken)}, or nothing." if taken else "It takes nothing."
        yield UNKNOWN_BLOCK.at(record.path, slot.line, said, hint or listed)
