"""The press: sets a document as a tagged PDF (PDF/UA-1), the same bytes every time."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from beacon.markup import BEGINNINGS
from beacon.patterns import regex
from beacon.typesetting.document import (
    Block,
    Columns,
    Document,
    Heading,
    List,
    Notice,
    Picture,
    Quotation,
    Together,
)
from beacon.typesetting.engine import NotSet, run
from beacon.typesetting.letters import boxed, legible, letters_of

_SIGNATURES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"RIFF", "image/webp"))
_LENGTH = regex(rb"/Length (\d+)")
_CATALOGUE = regex(rb"\d+ 0 obj\s*<</Type/Catalog")
# Bookmarks have a count as well; it is no number of pages (§12.3.3).
_PAGES = regex(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")
_START = regex(rb"startxref\s+\d+")
# Shown by nobody and used as they are.
_BARE = frozenset(("data", "url", "language", "paper", "ink", "look", "marks", "kind", "size"))


class Press:
    """Sets documents with the masters and fonts of a theme; fonts are read once in a process.

    `theme` is the folder of the theme. Nothing outside its `print` folder can be read while a
    document is set, no package is loaded, and no font but those in `fonts/print` is used.
    """

    def __init__(self, theme: Path) -> None:
        self._theme = theme

    def pdf(self, document: Document) -> bytes:
        """Return the PDF of a document.

        Raises NotSet for a picture that cannot be read.
        """
        data = json.dumps(_as_data(_in_order(document), self._letters), ensure_ascii=False)
        master, fonts = self._theme / "print" / "master.typ", self._theme / "fonts" / "print"
        pdf = run(master, fonts, {"document": data})
        return in_script(pdf, document.language)

    @property
    def _letters(self) -> frozenset[int]:
        return letters_of(self._theme / "fonts" / "print")


def _in_order(document: Document) -> Document:
    """Return the document with no level of headings left out (PDF/UA-1 §7.4.2)."""
    return replace(document, blocks=tuple(_levelled(document.blocks, [0])))


def _levelled(blocks: Sequence[Block], above: list[int]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading):
            above[0] = min(block.level, above[0] + 1)
            yield replace(block, level=above[0])
        elif isinstance(block, Notice | Quotation | Together):
            yield replace(block, blocks=tuple(_levelled(block.blocks, above)))
        elif isinstance(block, List):
            yield replace(block, items=tuple(tuple(_levelled(i, above)) for i in block.items))
        elif isinstance(block, Columns):
            yield replace(block, parts=tuple(tuple(_levelled(p, above)) for p in block.parts))
        else:
            yield block


def _as_data(value: Any, letters: frozenset[int]) -> Any:
    """Return a document as JSON has it: objects with their kind, texts that can be set."""
    if isinstance(value, str):
        return legible(value, letters)
    if isinstance(value, Picture):
        drawing = _drawing(value.data)
        return asdict(value) | {
            "is": "Picture",
            "data": boxed(drawing, letters) if value.chart else drawing,
            "alt": legible(value.alt, letters),
            "caption": legible(value.caption, letters),
        }
    if isinstance(value, Struct):
        own = asdict(value)
        told = {n: v if n in _BARE else _as_data(v, letters) for n, v in own.items()}
        if "url" in told and not told["url"].startswith(BEGINNINGS):
            told["url"] = None
        if "language" in told:
            told["language"] = told["language"].split("-")[0].lower()
        return told | {"is": type(value).__name__}
    if isinstance(value, tuple):
        return [_as_data(item, letters) for item in value]
    return value


def _drawing(data: str | bytes) -> str:
    """Return a picture as SVG, the one format that is text; others stand inside one."""
    if isinstance(data, str):
        return data
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if kind is None:
        raise NotSet("a picture is neither SVG, PNG, JPEG nor WebP")
    from PIL import Image  # noqa: PLC0415 (slow to load, and few documents have photographs)

    width, height = Image.open(io.BytesIO(data)).size
    source = base64.b64encode(data).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:{kind};base64,{source}"/></svg>'
    )


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has (ISO 32000-1 §7.7.3.2)."""
    return max((int(count) for count in _PAGES.findall(pdf)), default=0)


def in_script(pdf: bytes, language: str) -> bytes:
    """Return a PDF of Typst's with the whole tag of its language, such as "sr-Latn".

    Typst knows no script in a language. What names it, the metadata and the catalogue, are the
    last objects before the table of offsets, so only their two entries there move.
    """
    plain, tag = language.partition("-")[0].lower().encode(), language.encode()
    if plain == tag:
        return pdf
    start = pdf.rindex(b" 0 obj", 0, pdf.rindex(b"<?xpacket begin="))
    tail = pdf[start : pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))]
    table = pdf[start + len(tail) :]
    grown = len(tag) - len(plain)
    tail = _LENGTH.sub(lambda length: b"/Length %d" % (int(length[1]) + grown), tail, count=1)
    tail = tail.replace(b"<rdf:Bag><rdf:li>%b<" % plain, b"<rdf:Bag><rdf:li>%b<" % tag, 1)
    tail = tail.replace(b"/Lang(%b)" % plain, b"/Lang(%b)" % tag, 1)
    catalogue = start + _CATALOGUE.search(tail).start()  # type: ignore[union-attr]
    entry = table.rindex(b" 00000 n")
    table = table[: entry - 10] + b"%010d" % catalogue + table[entry:]
    return pdf[:start] + tail + _START.sub(b"startxref\n%d" % (start + len(tail)), table)
