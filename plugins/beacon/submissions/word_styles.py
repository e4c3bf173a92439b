"""Word styles: the names of styles, which of them hide words, and which lists are numbered."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_MOST_STEPS = 20
"""Styles that stand on each other; more than any document has, and an end to circles."""


def is_on(form: Any, name: str) -> bool | None:
    """Tell whether a property is on; None where nothing is said of it."""
    found = None if form is None else form.find(qn(f"w:{name}"))
    return None if found is None else found.get(qn("w:val")) not in ("0", "false", "off")


def value(element: Any, path: str) -> str:
    """Return the value of an element below another, such as `pPr/pStyle`; empty for none."""
    found = element.find("/".join(qn(f"w:{name}") for name in path.split("/")))
    return "" if found is None else found.get(qn("w:val")) or ""


class Styles:
    """What the styles and the lists of one document say, looked up once."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style
            for style in document.styles.element.iterchildren(qn("w:style"))
        }
        self._lists = _lists(document)

    def name(self, style: str) -> str:
        """Return the name of a style by its id; those of Word itself are English everywhere."""
        found = self._styles.get(style)
        return "" if found is None else value(found, "name")

    def hides(self, style: str) -> bool:
        """Tell whether words in a style are hidden."""
        for _ in range(_MOST_STEPS):
            found = self._styles.get(style)
            if found is None:
                return False
            hidden = is_on(found.find(qn("w:rPr")), "vanish")
            if hidden is not None:
                return hidden
            style = value(found, "basedOn")
        return False

    def list_of(self, paragraph: Any, style: str) -> tuple[int, bool] | None:
        """Return the depth of a list item and whether it is numbered; None for what is none."""
        number, level = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        if not number and style in self._styles:
            number = value(self._styles[style], "pPr/numPr/numId")
        named = self.name(style).casefold()
        by_name = named.startswith(("list bullet", "list number"))
        if number == "0" or not (number or by_name or level):
            return None
        depth = int(level) if level.isdigit() else 0
        if not level and by_name and named[-1].isdigit():
            depth = int(named[-1]) - 1
        numbered = self._lists.get((number, str(depth)))
        return depth, named.startswith("list number") if numbered is None else numbered


def _lists(document: WordDocument) -> dict[tuple[str, str], bool]:
    """Return by list and level whether it has numbers (ECMA-376-1 §17.9)."""
    try:
        part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:  # a document without lists
        return {}
    levels = {
        kind.get(qn("w:abstractNumId")): {
            level.get(qn("w:ilvl")): value(level, "numFmt") not in ("bullet", "none", "")
            for level in kind.iterchildren(qn("w:lvl"))
        }
        for kind in part.element.iterchildren(qn("w:abstractNum"))
    }
    return {
        (found.get(qn("w:numId")), depth): numbered
        for found in part.element.iterchildren(qn("w:num"))
        for depth, numbered in levels.get(value(found, "abstractNumId"), {}).items()
    }
