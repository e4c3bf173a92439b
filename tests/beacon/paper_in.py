"""Looks into finished PDFs: their structure, their fonts, and the letters that they show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(node: Any) -> Iterator[Any]:
    """Yield the structure elements of a PDF in the order of reading."""
    for child in (
        node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]
    ):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    """Return the kinds of all structure elements in the order of reading."""
    return [str(element["/S"])[1:] for element in elements(pdf.Root.StructTreeRoot)]


def fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield what describes each font of a PDF."""
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            yield font["/DescendantFonts"][0]["/FontDescriptor"]


def shown(pdf: pikepdf.Pdf) -> str:
    """Return the letters that a PDF shows, without spaces, through the maps of its fonts."""
    return "".join(shown_letters(pdf)).replace(" ", "")


def shown_letters(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the letters of a PDF."""
    for page in pdf.pages:
        yield from letters_of(page)


def letters_of(page: pikepdf.Page) -> Iterator[str]:
    """Yield the letters of a page."""
    for run in runs_of(page):
        yield from run


def runs_of(page: pikepdf.Page) -> Iterator[list[str]]:
    """Yield what is set at once, on one line, by the maps of its fonts (ISO 32000-1 §9.10.3)."""
    maps = {
        str(name): mapping(font["/ToUnicode"].read_bytes())
        for name, font in page.Resources.Font.items()
    }
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            yield [
                current.get(int.from_bytes(bytes(part)[at : at + 2], "big"), "")
                for part in parts
                if isinstance(part, pikepdf.String)
                for at in range(0, len(bytes(part)), 2)
            ]


def mapping(table: bytes) -> dict[int, str]:
    """Return the letters by the codes under which a font has them."""
    letters = {}
    for line in table.decode("latin-1").splitlines():
        parts = line.split()
        if len(parts) == 2 and all(p.startswith("<") and p.endswith(">") for p in parts):
            code, text = (part.strip("<>") for part in parts)
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return letters
