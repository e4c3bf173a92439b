"""Boxes: whether the marked paragraphs of a text (`!!! safety "Title"`) become boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.content.prose import outside_fences
from beacon.content.records import Record
from beacon.patterns import regex
from beacon.problems import Code, Problem, did_you_mean

UNTITLED = Code(
    "CHK008",
    "A marked paragraph has no title; readers would see an English word.",
    'Give it one: !!! note "Title".',
)
NO_BOX = Code(
    "CHK012",
    "A marked paragraph is not written as one: its advice stands outside of a box, or nowhere.",
    'Write !!! safety "Title" on a line and indent everything below it by four spaces.',
)
CODES = (UNTITLED, NO_BOX)

KINDS = ("safety", "warning", "important", "tip", "note")
INDENT = 4

_MARK = regex(r"^( *)!!!(.*)$")
# As Python-Markdown reads it: one kind, and a title in straight quotes.
_KIND = regex(r" ?([\w-]+)(.*)$")
_TITLE = regex(r' +".*" *$')

# What others have for the three signs, or a slip of the finger.
_NEARLY = regex(
    rf"^ *(!!|!{{4,}}|:{{3,}}) ?({'|'.join(KINDS)})(?= *(?:[\"'„“«].*)?$)", re.IGNORECASE
)

Line = tuple[int, str]


def may_have_boxes(body: str) -> bool:
    """Tell a text that may have a marked paragraph, or what is nearly one, without reading it."""
    return "!!" in body or ":::" in body


def check_boxes(record: Record) -> Iterator[Problem]:
    """Tell marked paragraphs that Markdown would not take for such, or not whole."""
    lines = [(number, line.expandtabs(INDENT)) for number, line in outside_fences(record)]
    for place, (number, line) in enumerate(lines):
        match = _MARK.match(line)
        nearly = _NEARLY.match(line)
        if nearly:
            said = f'"{nearly.group().strip()}" begins no box.'
            yield NO_BOX.at(
                record.path, number, said, f'Write !!! {nearly.group(2).lower()} "Title".'
            )
        elif match:
            yield from _check_mark(record, number, match.group(2))
            indent = len(match.group(1))
            if indent % INDENT:
                said = f'"!!!" is indented by {_spaces(indent)}.'
                hint = "Begin the line with it; inside a list, indent it by four spaces."
                yield NO_BOX.at(record.path, number, said, hint)
            else:
                yield from _check_inside(record, lines, place, indent + INDENT)


def _check_mark(record: Record, number: int, rest: str) -> Iterator[Problem]:
    """Tell what is wrong with what follows the signs of a marked paragraph."""
    match = _KIND.match(rest)
    if match is None:
        said = f'No kind of box stands after "!!!", but "{rest.strip()[:60]}".'
        yield NO_BOX.at(record.path, number, said)
        return
    kind, title = match.groups()
    if kind.lower() not in KINDS:
        hint = did_you_mean(kind.lower(), KINDS) or f"The kinds are {', '.join(KINDS)}."
        yield NO_BOX.at(record.path, number, f'No box is called "{kind}".', hint)
    elif not title.strip():
        yield UNTITLED.at(record.path, number, "The title is missing.")
    elif not _TITLE.match(title):
        said = f'"{title.strip()[:60]}" is no title in straight quotes.'
        yield NO_BOX.at(record.path, number, said, f'Write it as !!! {kind.lower()} "Title".')


def _check_inside(record: Record, lines: list[Line], place: int, indent: int) -> Iterator[Problem]:
    """Tell the first line below a mark that should stand in its box and would not.

    The mark stands at `place`. A text that goes on behind an empty line is meant to be outside,
    unless it is indented, too little.
    """
    before, inside, apart = lines[place][0], False, False
    for at in range(place + 1, len(lines)):
        number, line = lines[at]
        if number > before + 1:  # code stood between, which belongs to the box or ends it
            return
        before = number
        if not line.strip():
            apart = True
            continue
        own = len(line) - len(line.lstrip(" "))
        if own >= indent:
            inside, apart = True, False
            continue
        if (inside and apart and own <= indent - INDENT) or (inside and line.startswith("#")):
            return
        said = f"The line is indented by {_spaces(own)}, so it stands outside of the box."
        hint = f"Indent it by {_spaces(indent)}"
        hint += ", or put an empty line before it." if inside and not own else "."
        yield NO_BOX.at(record.path, number, said, hint)
        return
    if not inside:
        yield NO_BOX.at(record.path, lines[place][0], "Nothing stands in the box.")


def _spaces(number: int) -> str:
    return {0: "no space", 1: "one space", 4: "four spaces"}.get(number, f"{number} spaces")
