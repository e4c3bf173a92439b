"""Blocks: a text as paragraphs, lists and tables, as every format of a kit sets them.

They are read from the HTML that pages are made from, so that whatever is true of a page is true
of a kit: it is sanitised, in the right script, and its safety advice is the current one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Literal
from urllib.parse import urljoin

from msgspec import Struct

from beacon.patterns import regex

Kind = Literal[
    "heading", "paragraph", "bullets", "numbers", "item", "quote", "note", "table", "row",
    "picture", "rule",
]  # fmt: skip


class Span(Struct, frozen=True):
    """A run of text; `href` is where it leads, `lang` its language where that is not the text's."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    lang: str = ""


class Block(Struct, frozen=True):
    """A piece of a text.

    `spans` is the text of a heading, a paragraph, or the title of a note; `blocks` is what
    stands inside: items of a list, rows of a table, paragraphs of a cell, an item, a note.
    `level` is that of a heading (2 to 6) or the first number of a list; `id` its anchor;
    `safety` marks advice that keeps somebody safe.
    A row of a table has items as cells; `head` marks the row of headings. A picture has its
    address in `id` and says in `spans` what it shows.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    blocks: tuple[Block, ...] = ()
    level: int = 0
    id: str = ""
    safety: bool = False
    head: bool = False


def text_of(spans: Iterable[Span]) -> str:
    """Return the words of spans alone."""
    return "".join(span.text for span in spans)


def language_of(spans: Iterable[Span]) -> str:
    """Return the language of most of a text: one foreign word makes no foreign sentence."""
    said_in: Counter[str] = Counter()
    for span in spans:
        said_in[span.lang] += len(span.text)
    return max(said_in, key=said_in.__getitem__, default="")


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of every block and of all that stands inside it."""
    for block in blocks:
        if block.spans:
            yield text_of(block.spans)
        yield from words_of(block.blocks)


def advice_of(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the boxes of advice that keeps somebody safe, also those inside of lists and boxes."""
    for block in blocks:
        if block.kind == "note" and block.safety:
            yield block
        else:
            yield from advice_of(block.blocks)


def count_words(blocks: Iterable[Block]) -> int:
    """Return how many words a reader sees."""
    return sum(len(text.split()) for text in words_of(blocks))


def paragraph(text: str, *, strong: bool = False) -> Block:
    """Return a paragraph of one span."""
    return Block("paragraph", (Span(text, strong),))


def bullets(texts: Iterable[str], kind: Literal["bullets", "numbers"] = "bullets") -> Block:
    """Return a list of one paragraph an item."""
    items = tuple(Block("item", blocks=(paragraph(text),)) for text in texts)
    return Block(kind, blocks=items, level=1)


def parts_of(blocks: Iterable[Block], level: int) -> list[tuple[Block | None, tuple[Block, ...]]]:
    """Return a text in parts: each heading of `level` with what follows it.

    What stands before the first heading has None in its place.
    """
    parts: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if block.kind == "heading" and block.level <= level:
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return [(heading, tuple(inside)) for heading, inside in parts if heading or inside]


def blocks_of(html: str, base: str = "") -> tuple[Block, ...]:
    """Return the blocks of a piece of well-formed HTML; its links start from the address `base`."""
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return reader.result()


_CONTAINERS: dict[str, Kind] = {
    "ul": "bullets", "ol": "numbers", "li": "item", "blockquote": "quote", "table": "table",
    "tr": "row", "td": "item", "th": "item", "dl": "bullets", "dt": "item", "dd": "item",
}  # fmt: skip
_STRONG = frozenset({"strong", "b", "th", "dt"})
_EMPHASIS = frozenset({"em", "i", "var"})
_HEADING = regex(r"h[2-6]$")
_SPACE = regex(r"[ \t\r\n]+")
_IGNORED = frozenset({"script", "style"})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})


class _Frame:
    """An open element: what has been read inside it so far."""

    def __init__(self, tag: str, kind: Kind | None, lang: str, **more: object) -> None:
        self.tag, self.kind, self.lang, self.more = tag, kind, lang, more
        self.spans: list[Span] = []
        self.blocks: list[Block] = []
        self.title: tuple[Span, ...] = ()


class _Reader(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self._base = base
        self._frames = [_Frame("", None, "")]
        self._inline: list[tuple[str, str, str]] = []
        self._ignored = 0

    def result(self) -> tuple[Block, ...]:
        """Close what is open and return the blocks at the top."""
        while len(self._frames) > 1:
            self._close()
        self._settle(self._frames[0])
        return tuple(self._frames[0].blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        lang = values.get("lang", "")
        if tag in _IGNORED:
            self._ignored += 1
        elif tag == "br":
            self._add("\n")
        elif tag == "hr":
            if not self._frames[-1].more.get("notes"):  # the line above footnotes is none to fill
                self._put(Block("rule"))
        elif tag == "img":
            spans = (Span(values.get("alt", ""), lang=lang or self._language()),)
            self._put(Block("picture", spans, id=values.get("src", "")))
        elif tag == "p":
            title = "admonition-title" in values.get("class", "")
            self._open(_Frame("p", "paragraph", lang, title=title))
        elif _HEADING.match(tag):
            more = {"level": int(tag[1]), "id": values.get("id", "")}
            self._open(_Frame(tag, "heading", lang, **more))
        elif tag == "div" and "admonition" in values.get("class", ""):
            safety = "safety" in values["class"].split()
            self._open(_Frame("div", "note", lang, safety=safety))
        elif tag in _CONTAINERS:
            first = values.get("start", "1") if tag == "ol" else "0"
            level = int(first) if first.isdigit() else 1
            head = tag == "tr" and self._frames[-1].tag == "thead"
            self._open(_Frame(tag, _CONTAINERS[tag], lang, level=level, head=head))
        elif tag in ("div", "section", "thead", "tbody", "details"):
            notes = "footnote" in values.get("class", "").split()
            self._open(_Frame(tag, None, lang, notes=notes))
        elif tag not in _VOID:
            href = values.get("href", "")
            href = urljoin(self._base, href) if href else ""
            self._inline.append((tag, href, lang))

    def handle_endtag(self, tag: str) -> None:
        if tag in _IGNORED:
            self._ignored = max(0, self._ignored - 1)
        elif any(tag == name for name, _, _ in self._inline):
            while self._inline.pop()[0] != tag:
                pass
        elif any(tag == frame.tag for frame in self._frames):
            while self._frames[-1].tag != tag:
                self._close()
            self._close()

    def handle_data(self, data: str) -> None:
        if not self._ignored:
            self._add(_SPACE.sub(" ", data))

    def _add(self, text: str) -> None:
        spans = self._frames[-1].spans
        before = spans[-1].text if spans else "\n"
        if before.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not text:
            return
        names = {name for name, _, _ in self._inline} | {frame.tag for frame in self._frames}
        href = next((href for _, href, _ in reversed(self._inline) if href), "")
        if "#fnref:" in href:  # the way back from a footnote, for those who click
            return
        if "sup" in names:
            text = text.translate(_RAISED)
        href = "" if "#fn:" in href else href
        strong, emphasis = not names.isdisjoint(_STRONG), not names.isdisjoint(_EMPHASIS)
        spans.append(Span(text, strong, emphasis, href, self._language()))

    def _language(self) -> str:
        """Return the language of a text that stands here, as its innermost element says it."""
        frames, inline = self._frames, self._inline
        said = (*(frame.lang for frame in frames), *(lang for _, _, lang in inline))
        return next(filter(None, reversed(said)), "")

    def _open(self, frame: _Frame) -> None:
        self._settle(self._frames[-1])
        self._frames.append(frame)

    def _put(self, block: Block) -> None:
        self._settle(self._frames[-1])
        self._frames[-1].blocks.append(block)

    def _settle(self, frame: _Frame) -> None:
        """Make a paragraph of text that stands directly in a container."""
        if frame.kind in ("paragraph", "heading"):
            return
        spans = _trimmed(frame.spans)
        frame.spans = []
        if spans:
            frame.blocks.append(Block("paragraph", spans))

    def _close(self) -> None:
        frame = self._frames.pop()
        self._settle(frame)
        above = self._frames[-1]
        spans = _trimmed(frame.spans)
        if frame.kind is None:
            above.blocks += frame.blocks
        elif frame.more.get("title"):
            above.title = spans
        elif frame.kind == "paragraph":
            above.blocks += [Block("paragraph", spans)] if spans else []
            above.blocks += frame.blocks
        else:
            above.blocks.append(
                Block(
                    frame.kind,
                    spans or frame.title,
                    tuple(frame.blocks),
                    level=int(str(frame.more.get("level", 0))),
                    id=str(frame.more.get("id", "")),
                    safety=bool(frame.more.get("safety")),
                    head=bool(frame.more.get("head")),
                )
            )


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans without white space at their ends and without empty ones."""
    found = [span for span in spans if span.text]
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        last = found[-1]
        found[-1] = Span(last.text.rstrip(), last.strong, last.emphasis, last.href, last.lang)
    return tuple(found)
