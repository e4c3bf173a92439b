"""A document as data: what stands in it, and nothing of how it looks.

    Document(
        title="Извештај за 2025.",
        language="sr-Cyrl",
        blocks=(
            Heading(1, words("Презентације")),
            Paragraph(words("Одржано је 120 презентација.")),
            Table(head=(row("Месец", "Број"),), rows=(row("Март", "12"),), caption="По месецима"),
            Picture(svg, alt="Стубичасти графикон: …", caption="По месецима"),
        ),
    )

The same document is the handout of a lesson, a guide, a card or a yearly report; `press.Press`
sets it. Every text is data: no sign in it has a meaning to the typesetter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct


class Text(Struct, frozen=True):
    """Plain words."""

    text: str


class Break(Struct, frozen=True):
    """A new line within a paragraph."""


class Strong(Struct, frozen=True):
    """Words of weight."""

    spans: Spans


class Emphasis(Struct, frozen=True):
    """Stressed words, in italics."""

    spans: Spans


class Code(Struct, frozen=True):
    """Words to be typed exactly so, such as an address."""

    text: str


class Link(Struct, frozen=True):
    """Words that lead to `url`: http, https, mailto or tel."""

    url: str
    spans: Spans


class Foreign(Struct, frozen=True):
    """Words in another language than their document (BCP 47)."""

    language: str
    spans: Spans


Span: TypeAlias = Text | Break | Strong | Emphasis | Code | Link | Foreign
Spans: TypeAlias = tuple[Span, ...]


class Heading(Struct, frozen=True):
    """A heading of level 1 to 4; level 1 is the first below the title. All are bookmarks.

    `note` stands beside it in small type, such as "10 min · groups".
    """

    level: int
    spans: Spans
    note: str = ""


class Paragraph(Struct, frozen=True):
    """One paragraph; `size` is that of its letters."""

    spans: Spans
    size: Literal["small", "normal", "large"] = "normal"


class List(Struct, frozen=True):
    """Items, each of blocks; `marks` are dots, numbers from `start`, or boxes to tick by pen."""

    items: tuple[Blocks, ...]
    marks: Literal["dots", "numbers", "boxes"] = "dots"
    start: int = 1


class Table(Struct, frozen=True):
    """A table; cells of `head` are header cells, `row_heads` gives weight to the first of each row.

    Typst 0.15 tags header cells of rows only with a flag that its Python binding lacks.
    Rows have equal lengths. `numbers` are the columns (from 0) whose cells stand to the right;
    `widths` are shares of the width, one for each column.
    """

    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    caption: str = ""
    row_heads: bool = False
    numbers: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()


class Picture(Struct, frozen=True):
    """A picture with the words that stand for it; without `alt` it is decoration.

    `data` is SVG as text, or PNG, JPEG or WebP as bytes. `width` is a share of the line, `height`
    in mm holds tall ones. In a chart of ours a letter without a form is an empty box, as in a
    paragraph; with such a letter, what somebody has drawn is refused.
    """

    data: str | bytes
    alt: str
    caption: str = ""
    width: float = 1.0
    height: float | None = None
    chart: bool = False


class Notice(Struct, frozen=True):
    """A framed part. `help` and `safety` are seen at once on a page, also without colour.

    A `slide` is what a room sees, large and on a ground of its own.
    """

    blocks: Blocks
    title: str = ""
    kind: Literal["note", "safety", "help", "slide"] = "note"


class Quotation(Struct, frozen=True):
    """Words to be said aloud, or of somebody."""

    blocks: Blocks


class Blanks(Struct, frozen=True):
    """Lines to write on by hand, under an optional label."""

    lines: int
    label: str = ""


class Columns(Struct, frozen=True):
    """Parts side by side, read one after the other; `widths` are their shares."""

    parts: tuple[Blocks, ...]
    widths: tuple[float, ...] = ()


class Together(Struct, frozen=True):
    """Blocks that are not torn apart by the end of a page."""

    blocks: Blocks


class PageBreak(Struct, frozen=True):
    """What follows begins on a new page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Table
    | Picture
    | Notice
    | Quotation
    | Blanks
    | Columns
    | Together
    | PageBreak
)
Blocks: TypeAlias = tuple[Block, ...]
Row: TypeAlias = tuple[Spans, ...]


def with_emblem(svg: str, statement: Blocks) -> Blocks:
    """Return a funding statement with its emblem beside it, a little above the least of 10 mm."""
    if not svg:
        return statement
    return (Columns(((Picture(svg, "", height=12.0),), statement), (1, 7)),)


class Document(Struct, frozen=True):
    """A whole document. `language` is that of its pages (BCP 47, such as "sr-Latn").

    `sender` stands at the head of the first page, `footer` at the foot of every one; a version
    belongs there. `ink` "black" uses no colour. A `close` one has narrower margins and less room
    between its lines and parts; its letters are as large. Nothing of who made it, or when, is in
    the file.
    """

    title: str
    language: str
    blocks: Blocks
    subtitle: str = ""
    sender: str = ""
    footer: str = ""
    paper: Literal["a4", "a4-landscape"] = "a4"
    ink: Literal["colour", "black"] = "colour"
    look: Literal["sheet", "poster", "certificate"] = "sheet"
    close: bool = False


def words(text: str) -> Spans:
    """Return a plain text as spans."""
    return (Text(text),) if text else ()


def row(*cells: str) -> Row:
    """Return plain texts as a row of a table."""
    return tuple(words(cell) for cell in cells)


def paragraphs(texts: Iterable[str]) -> Blocks:
    """Return one paragraph for each text that is not empty."""
    return tuple(Paragraph(words(text)) for text in texts if text)


def bullets(texts: Iterable[str], marks: Literal["dots", "numbers", "boxes"] = "dots") -> List:
    """Return a list of plain texts."""
    return List(tuple((Paragraph(words(text)),) for text in texts), marks)
