"""Measure: how much room a text takes in the font that slides are set in, in points.

The widths are those of Arial, which Liberation Sans shares (`scripts/slide_metrics.py`).
Kerning only draws letters nearer to each other, so it is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from beacon.kits.blocks import Block, Span

LINE = 1.17
"""Height of a line as a multiple of the size: ascent, descent and line gap of Arial are 1.149."""
GAP = 0.42
"""Room above a paragraph as a multiple of the size."""
INDENT = 1.25
"""Room for the sign or number of an item as a multiple of the size."""
WIDE = 1.85
"""The same where a list counts to ten: "10." takes 1.39 of the size, 1.54 in bold."""
_WIDEST = 1000

Widths = Mapping[str, Mapping[str, int]]


@lru_cache(maxsize=4)
def widths(theme: Path) -> Widths:
    """Return how wide each letter is, in thousandths of its size, by weight."""
    found: Widths = json.loads((theme / "kits" / "widths.json").read_text(encoding="utf-8"))
    return found


class Paragraph(Struct, frozen=True):
    """A paragraph of a slide; `sign` stands before an item, `level` counts lists around it.

    `wide` says that numbers of two figures stand in its list.
    """

    spans: tuple[Span, ...]
    sign: str = ""
    level: int = 0
    number: int = 0
    wide: bool = False

    @property
    def hang(self) -> float:
        """The room for its sign as a multiple of the size."""
        return WIDE if self.wide else INDENT

    @property
    def indent(self) -> float:
        """The room before its text as a multiple of the size."""
        return INDENT * self.level + self.hang if self.sign or self.level else 0.0


class Fitted(Struct, frozen=True):
    """Paragraphs in lines at one size; `height` is in points, `fits` says whether there is room."""

    size: float
    lines: tuple[tuple[tuple[Span, ...], ...], ...]
    height: float
    fits: bool


def paragraphs(blocks: Iterable[Block], level: int = 0) -> list[Paragraph]:
    """Return blocks as paragraphs, as they stand on a slide."""
    found: list[Paragraph] = []
    for block in blocks:
        if block.kind in ("bullets", "numbers"):
            first = block.level or 1
            counted = block.kind == "numbers"
            wide = counted and first + len(block.blocks) > 10
            for number, item in enumerate(block.blocks, first):
                sign = f"{number}." if counted else "•"
                own, *rest = paragraphs(item.blocks, level) or [Paragraph(item.spans)]
                counter = number if counted else 0
                found.append(Paragraph(own.spans, sign, level, counter, wide))
                found += [
                    p if p.sign and p.level > level else Paragraph(p.spans, p.sign, level + 1)
                    for p in rest
                ]
        elif block.kind == "picture":
            continue
        elif block.kind == "row":
            found.append(Paragraph(_in_one_line(block), "•", level))
        else:
            if block.spans:
                strong = block.kind in ("heading", "note")
                spans = block.spans
                if strong:
                    spans = tuple(Span(s.text, True, s.emphasis, s.href, s.lang) for s in spans)
                found.append(Paragraph(spans, level=level))
            found += paragraphs(block.blocks, level)
    return found


def _in_one_line(row: Block) -> tuple[Span, ...]:
    """Return the cells of a row as one text: "Name · Number"."""
    spans: list[Span] = []
    for number, cell in enumerate(row.blocks):
        spans += [Span(" · ")] if number else []
        for place, inner in enumerate(cell.blocks):
            spans += [Span(" ")] if place else []
            spans += inner.spans
    return tuple(spans)


def width_of(text: str, size: float, table: Mapping[str, int]) -> float:
    """Return the width of a text on one line."""
    return sum(table.get(letter, _WIDEST) for letter in text) * size / 1000


def lines_of(
    spans: Sequence[Span], size: float, room: float, known: Widths, *, bold: bool = False
) -> tuple[list[tuple[Span, ...]], bool]:
    """Return a text in lines of at most `room` points, and whether every word finds its room."""
    lines: list[list[Span]] = [[]]
    used, whole = 0.0, True
    for span in spans:
        table = known["bold" if bold or span.strong or span.emphasis else "regular"]
        for number, part in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
                used = 0.0
            for word in _words(part):
                width = width_of(word.rstrip(" "), size, table)
                if used and used + width > room:
                    lines.append([])
                    used = 0.0
                whole = whole and width <= room
                used += width_of(word, size, table)
                _add(lines[-1], span, word)
    return [tuple(line) for line in lines], whole


def _words(text: str) -> list[str]:
    """Return words with the blanks that follow them."""
    found: list[str] = []
    start = 0
    for at, letter in enumerate(text):
        if letter == " " and at + 1 < len(text) and text[at + 1] != " ":
            found.append(text[start : at + 1])
            start = at + 1
    return [*found, text[start:]] if text[start:] else found


def _add(line: list[Span], span: Span, word: str) -> None:
    if line and (line[-1].strong, line[-1].emphasis, line[-1].href, line[-1].lang) == (
        span.strong, span.emphasis, span.href, span.lang,
    ):  # fmt: skip
        last = line[-1]
        line[-1] = Span(last.text + word, last.strong, last.emphasis, last.href, last.lang)
    else:
        line.append(Span(word, span.strong, span.emphasis, span.href, span.lang))


def fit(
    texts: Sequence[Paragraph],
    width: float,
    height: float,
    sizes: Sequence[float],
    known: Widths,
    *,
    bold: bool = False,
) -> Fitted:
    """Return the text at the largest of `sizes` for which there is room, else at the smallest."""
    fitted = None
    for size in sizes:
        fitted = _fitted(texts, width, height, size, known, bold)
        if fitted.fits:
            break
    assert fitted is not None
    return fitted


def _fitted(
    texts: Sequence[Paragraph],
    width: float,
    height: float,
    size: float,
    known: Widths,
    bold: bool,
) -> Fitted:
    used, whole, found = 0.0, True, []
    for number, text in enumerate(texts):
        lines, words_fit = lines_of(text.spans, size, width - text.indent * size, known, bold=bold)
        whole = whole and words_fit
        used += len(lines) * LINE * size + (GAP * size if number else 0)
        found.append(tuple(lines))
    return Fitted(size, tuple(found), used, whole and used <= height)
