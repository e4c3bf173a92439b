"""Plain text: the blocks of a text as Markdown, or as words that any program shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beacon.kits.blocks import Block, Span

_INDENT = "   "


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as CommonMark with tables; links lead where they led on the page."""
    return _joined(_Writer(marks=True).lines(blocks))


def as_plain(blocks: Iterable[Block]) -> str:
    """Return blocks without any mark; a link is followed by its address."""
    return _joined(_Writer(marks=False).lines(blocks))


def plain_words(spans: Iterable[Span]) -> str:
    """Return the words of spans without any mark; a link is followed by its address."""
    return "".join(map(_plain, spans))


def _joined(lines: Iterable[str]) -> str:
    """Return lines as a text, with one empty line between parts at most."""
    found: list[str] = []
    for line in lines:
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).strip() + "\n"


class _Writer:
    def __init__(self, *, marks: bool) -> None:
        self._marks = marks

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield the lines of blocks, an empty one after each of them."""
        for block in blocks:
            yield from self._block(block)
            yield ""

    def _block(self, block: Block) -> Iterator[str]:
        said = self._words(block.spans)
        if block.kind == "heading":
            yield from self._heading(said, block.level)
        elif block.kind in ("bullets", "numbers"):
            yield from self._list(block)
        elif block.kind in ("quote", "note"):
            title = [f"**{said}**" if self._marks else said, ""] if said else []
            inside = [*title, *self.lines(block.blocks)]
            while inside and not inside[-1]:
                inside.pop()
            sign = ">" if self._marks else "|"
            yield from (f"{sign} {line}".rstrip() for line in inside)
        elif block.kind == "table":
            yield from self._table(block)
        elif block.kind == "rule":
            yield "---" if self._marks else "_" * 40
        else:  # a picture is the words that stand for it
            yield from said.split("\n")
            yield from self.lines(block.blocks)

    def _heading(self, said: str, level: int) -> Iterator[str]:
        if self._marks:
            yield f"{'#' * level} {said}"
        else:
            yield said
            yield ("=" if level <= 2 else "-") * len(said)

    def _list(self, block: Block) -> Iterator[str]:
        for number, item in enumerate(block.blocks, max(block.level, 1)):
            sign = "-" if block.kind == "bullets" else f"{number}."
            inside = list(_joined(self.lines(item.blocks)).split("\n")[:-1])
            for place, line in enumerate(inside):
                yield f"{sign} {line}" if place == 0 else f"{_INDENT}{line}".rstrip()

    def _table(self, table: Block) -> Iterator[str]:
        for row in (row for row in table.blocks if row.kind == "row"):
            cells = [
                " ".join(self._words(inner.spans) for inner in cell.blocks).replace("\n", " ")
                for cell in row.blocks
            ]
            if not self._marks:
                yield " · ".join(cell for cell in cells if cell)
                continue
            safe = (cell.replace("|", "\\|") for cell in cells)
            yield f"| {' | '.join(safe)} |"
            if row.head:
                yield f"|{'---|' * len(cells)}"

    def _words(self, spans: Iterable[Span]) -> str:
        return "".join(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        text = span.text
        if not self._marks:
            return _plain(span)
        bare = text.strip()
        if not bare:
            return text
        said = bare.replace("\n", "\\\n")
        for sign, wanted in (("**", span.strong), ("*", span.emphasis)):
            said = f"{sign}{said}{sign}" if wanted else said
        said = f"[{said}]({span.href})" if span.href else said
        start = len(text) - len(text.lstrip())
        return f"{text[:start]}{said}{text[start + len(bare) :]}"


def _plain(span: Span) -> str:
    return f"{span.text} ({_typed(span.href)})" if _leads_on(span) else span.text


def _leads_on(span: Span) -> bool:
    """Tell a link whose address is not what its words say already."""
    leads = span.href.startswith(("https://", "http://", "mailto:", "tel:"))
    return leads and _typed(span.href) != span.text.strip()


def _typed(address: str) -> str:
    """Return an address as people type it."""
    return address.removeprefix("mailto:").removeprefix("tel:")


def heading(text: str, level: int = 2) -> Block:
    """Return a heading of plain words."""
    return Block("heading", (Span(text),), level=level)
