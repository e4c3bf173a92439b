"""Reading sanitised HTML, as our Markdown becomes, into the blocks of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

from beacon.typesetting.document import (
    Block,
    Blocks,
    Break,
    Code,
    Emphasis,
    Foreign,
    Heading,
    Link,
    List,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    words,
)

_VOID = frozenset(("br", "hr", "img", "wbr"))
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}
_GROUPS = frozenset(
    "body details dl div figure section article header footer main nav aside".split()
)
_BLOCKS = frozenset("blockquote dd dt hr li ol p pre table ul".split()) | _GROUPS | set(_HEADINGS)
_OMITTED = frozenset("script style svg template data button".split())
_STRONG, _STRESSED, _TYPED = {"strong", "b", "dt"}, {"em", "i", "cite"}, {"code", "kbd", "samp"}


@dataclass(frozen=True)
class Surroundings:
    """What a text needs to know of the place it came from.

    `address` gives the whole address of a link (None takes the link away), `picture` the file of a
    picture (None leaves its words), `note` what stands beside a heading with these attributes.
    """

    address: Callable[[str], str | None] = lambda href: href if ":" in href else None
    picture: Callable[[str], str | bytes | None] = lambda src: None
    note: Callable[[dict[str, str]], str] = lambda attributes: ""


def blocks_of(html: str, around: Surroundings | None = None) -> Blocks:
    """Return the blocks of a piece of HTML; what has no place on paper is left out."""
    reader = _Tree()
    reader.feed(html)
    reader.close()
    return tuple(_blocks(reader.root.children, around or Surroundings()))


@dataclass
class _Node:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Node | str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


class _Tree(HTMLParser):
    """Builds nodes; what was never closed ends with its parent."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("body")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def _blocks(children: Sequence[_Node | str], around: Surroundings) -> Iterator[Block]:
    """Yield blocks; words that stand between blocks are paragraphs."""
    loose: list[_Node | str] = []
    for child in children:
        if isinstance(child, str) or child.tag not in _BLOCKS:
            loose.append(child)
            continue
        yield from _loose(loose, around)
        loose = []
        yield from _block(child, around)
    yield from _loose(loose, around)


def _loose(children: Sequence[_Node | str], around: Surroundings) -> Iterator[Block]:
    yield from _pictures(children, around)
    spans = _trimmed(_spans(children, around))
    if spans:
        yield Paragraph(spans)


def _block(node: _Node, around: Surroundings) -> Iterator[Block]:
    inner = node.children
    if node.tag in _HEADINGS:
        spans = _trimmed(_spans(inner, around))
        if spans:
            yield Heading(_HEADINGS[node.tag], spans, around.note(node.attributes))
    elif node.tag in ("p", "dd"):
        yield from _loose(inner, around)
    elif node.tag == "dt":
        yield from _loose([_Node("strong", children=inner)], around)
    elif node.tag in ("ul", "ol"):
        yield _list(node, around)
    elif node.tag == "table":
        yield from _table(node, around)
    elif node.tag == "blockquote":
        yield Quotation(tuple(_blocks(inner, around)))
    elif node.tag == "pre":
        yield Paragraph((Code(_text(node)),))
    elif node.has("admonition"):
        yield _notice(node, around)
    elif node.tag != "hr":
        yield from _blocks(inner, around)


def _list(node: _Node, around: Surroundings) -> List:
    items = [child for child in node.children if isinstance(child, _Node) and child.tag == "li"]
    start = node.attributes.get("start", "1")
    return List(
        tuple(tuple(_blocks(item.children, around)) for item in items),
        "numbers" if node.tag == "ol" else "dots",
        int(start) if start.isdecimal() else 1,
    )


def _notice(node: _Node, around: Surroundings) -> Notice:
    title = next((c for c in node.children if isinstance(c, _Node) and _is_title(c)), None)
    rest = [child for child in node.children if child is not title]
    urgent = node.has("safety") or node.has("warning")
    kind: Literal["safety", "note"] = "safety" if urgent else "note"
    return Notice(tuple(_blocks(rest, around)), _text(title).strip() if title else "", kind)


def _is_title(node: _Node) -> bool:
    return node.has("admonition-title")


def _table(node: _Node, around: Surroundings) -> Iterator[Block]:
    lines = [line for line in _all(node, "tr") if list(_cells(line))]
    width = max((len(list(_cells(line))) for line in lines), default=0)
    if not width:
        return
    heads = [line for line in lines if all(cell.tag == "th" for cell in _cells(line))]
    rest = [line for line in lines if line not in heads]
    caption = "".join(_text(part) for part in _all(node, "caption")).strip()
    firsts = [next(_cells(line)) for line in rest]
    yield Table(
        tuple(_row(line, width, around) for line in rest),
        tuple(_row(line, width, around) for line in heads),
        caption,
        row_heads=bool(firsts) and all(cell.tag == "th" for cell in firsts),
        numbers=tuple(sorted(_right(rest))),
    )


def _row(line: _Node, width: int, around: Surroundings) -> Row:
    cells = [_trimmed(_spans(cell.children, around)) for cell in _cells(line)]
    return (*cells, *([()] * (width - len(cells))))


def _right(lines: Iterable[_Node]) -> set[int]:
    """Return the columns whose cells all stand to the right."""
    columns = [{n for n, c in enumerate(_cells(line)) if c.has("align-right")} for line in lines]
    return set.intersection(*columns) if columns else set()


def _cells(line: _Node) -> Iterator[_Node]:
    return (c for c in line.children if isinstance(c, _Node) and c.tag in ("td", "th"))


def _all(node: _Node, tag: str) -> Iterator[_Node]:
    for child in node.children:
        if isinstance(child, _Node):
            if child.tag == tag:
                yield child
            yield from _all(child, tag)


def _pictures(children: Sequence[_Node | str], around: Surroundings) -> Iterator[Block]:
    for child in children:
        if isinstance(child, _Node):
            data = around.picture(child.attributes.get("src", "")) if child.tag == "img" else None
            if data is not None:
                yield Picture(data, child.attributes.get("alt", ""))
            yield from _pictures(child.children, around)


def _spans(children: Sequence[_Node | str], around: Surroundings) -> Iterator[Span]:
    for child in children:
        if isinstance(child, str):
            yield Text(child)
        elif child.tag == "br":
            yield Break()
        elif child.tag == "img":
            if around.picture(child.attributes.get("src", "")) is None:
                yield Text(child.attributes.get("alt", ""))
        elif child.tag not in _OMITTED and not child.has("footnote-backref"):
            yield from _span(child, around)


def _span(node: _Node, around: Surroundings) -> Iterator[Span]:
    if node.tag in _TYPED:
        yield Code(_text(node))
        return
    inner: Spans = tuple(_spans(node.children, around))
    language = node.attributes.get("lang")
    if language and inner:
        inner = (Foreign(language, inner),)
    if not inner:
        return
    url = around.address(node.attributes.get("href", "")) if node.tag == "a" else None
    if url:
        yield Link(url, inner)
    elif node.tag in _STRONG:
        yield Strong(inner)
    elif node.tag in _STRESSED:
        yield Emphasis(inner)
    elif node.tag == "q":
        yield from (*words("„"), *inner, *words("“"))
    else:
        yield from inner


def _trimmed(spans: Iterable[Span]) -> Spans:
    """Return spans with single spaces, none at the ends, as a browser shows them."""
    kept: list[Span] = []
    for span in spans:
        if isinstance(span, Text):
            text = _single(span.text)
            ends = not kept or isinstance(kept[-1], Break) or _ends_with_space(kept[-1])
            text = text.lstrip(" ") if ends else text
            if text:
                kept.append(Text(text))
        else:
            kept.append(span)
    while kept and (isinstance(kept[-1], Break) or _is_blank(kept[-1])):
        kept.pop()
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip(" "))
    return tuple(kept)


def _ends_with_space(span: Span) -> bool:
    return isinstance(span, Text) and span.text.endswith(" ")


def _is_blank(span: Span) -> bool:
    return isinstance(span, Text) and not span.text.strip(" ")


def _single(text: str) -> str:
    """Return a text with one plain space for each run of white space; other spaces stay."""
    for white in "\n\r\t\f":
        text = text.replace(white, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _text(node: _Node) -> str:
    return "".join(c if isinstance(c, str) else _text(c) for c in node.children)
