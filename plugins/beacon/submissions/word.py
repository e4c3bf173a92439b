"""Word: what a .docx document says, as Markdown, and the pictures in it.

Only text, headings, lists, tables, emphasis, links and pictures are taken; the properties of the
document, comments, and what was deleted or hidden stay behind.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct, field

from beacon.patterns import regex
from beacon.problems import Problem
from beacon.submissions.record import UNUSABLE_DOCUMENT

MOST_BYTES = 30_000_000
_MOST_UNPACKED = 120_000_000
_MOST_PARTS = 2_000

# Where emphasis begins and ends, until all runs of a paragraph are together: Word cuts words in
# two where somebody has paused. Private letters (Unicode §23.5), taken out of the text before.
_EMPHASIS = {"**": ("\ue000", "\ue001"), "*": ("\ue002", "\ue003")}
_AGAIN = regex("\ue001(\\s*)\ue000|\ue003(\\s*)\ue002")
_SIGNS = {ord(token): sign for sign, tokens in _EMPHASIS.items() for token in tokens}
_PRIVATE = regex("[\ue000-\uf8ff]")
# Whatever Markdown could take for a mark; `<` and `&` have no escape but a name.
_MARKS = regex(r"[\\`*_\[\]{}|~]")
_NAMES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Shift and Enter begin a line as well.
_BEGINNING = regex(r"^(\d{0,9})([#+:=.)-]|!(?=!!))", re.MULTILINE)
_HEADING = regex(r"^heading\s*(\d)$", re.IGNORECASE)
_LEFT_OUT = {
    "commentReference": "comments",
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "del": "what was deleted while changes were kept",
    "moveFrom": "what was deleted while changes were kept",
    "vanish": "hidden words",
    "txbxContent": "text in boxes",
    "object": "embedded files",
    "chart": "charts",
}
_ADDRESS = regex(r"(?:https?://|mailto:|tel:)[^\s()<>]+", re.IGNORECASE)


class WordText(Struct):
    """A document in Markdown: `title` from its style of that name, else from its first heading.

    `pictures` are (name, bytes) in their order; `left_out` says in words what was not taken.
    """

    title: str = ""
    lines: list[str] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The text below the title."""
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip() + "\n"


def read_word(data: bytes, shown: str) -> WordText | Problem:
    """Return what a .docx document says, or why it cannot be read."""
    fault = _too_large(data)
    if fault:
        return UNUSABLE_DOCUMENT.at(shown, None, fault)
    try:
        document = docx.Document(io.BytesIO(data))
        return _Reader(document).text()
    except Exception:  # zipfile, zlib, lxml and python-docx each raise their own
        return UNUSABLE_DOCUMENT.at(shown, None, "The document is damaged, or none of Word.")


def _too_large(data: bytes) -> str:
    """Say why an archive is not opened at all; what it unpacks to counts."""
    if len(data) > MOST_BYTES:
        return f"The document has {len(data) // 1_000_000} MB."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return "The document is damaged, or none of Word."
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        return "The document unpacks to far more than a text."
    return ""


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._found = WordText()

    def text(self) -> WordText:
        """Read the whole document."""
        properties = self._document.core_properties
        if properties.author or properties.last_modified_by:
            self._tell("the names in its properties")
        for block in self._document.element.body.iterchildren():
            if block.tag == qn("w:p"):
                self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                self._table(block)
            elif block.tag == qn("w:sdt"):
                for inner in block.iter(qn("w:p")):
                    self._paragraph(inner)
        if not self._found.title:
            self._first_heading_as_title()
        return self._found

    def _first_heading_as_title(self) -> None:
        written = [n for n, line in enumerate(self._found.lines) if line.strip()]
        if written and self._found.lines[written[0]].startswith("## "):
            self._found.title = _unescaped(self._found.lines.pop(written[0])[3:])

    def _tell(self, what: str) -> None:
        if what not in self._found.left_out:
            self._found.left_out.append(what)

    def _paragraph(self, paragraph: Any) -> None:
        style = self._style(paragraph)
        words = self._together(paragraph)
        heading = _HEADING.match(style)
        if not words:
            self._found.lines.append("")
        elif style.casefold() == "title" and not self._found.title:
            self._found.title = _unescaped(_in_a_line(words).replace("*", ""))
        elif heading:
            level = min(max(int(heading.group(1)) + 1, 2), 4)
            bare = _in_a_line(words).replace("**", "")
            self._found.lines += ["", f"{'#' * level} {bare}", ""]
        elif listed := self._list(paragraph, style):
            last = next((line for line in reversed(self._found.lines)), "")
            begins = not re.match(r"\s*(?:-|1\.) ", last)
            self._found.lines += ([""] if begins else []) + [f"{listed}{_as_words(words)}"]
        else:
            self._found.lines += ["", _as_words(words), ""]

    def _style(self, paragraph: Any) -> str:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if found is None:
            return ""
        by_id = {style.style_id: style.name or "" for style in self._document.styles}
        return by_id.get(found.get(qn("w:val")), "")

    def _list(self, paragraph: Any, style: str) -> str:
        """Return the sign of a list item with its indentation; empty for what is none."""
        numbering = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        named = style.casefold()
        if numbering is None and not named.startswith(("list bullet", "list number")):
            return ""
        level = numbering.find(qn("w:ilvl")) if numbering is not None else None
        depth = int(level.get(qn("w:val"), 0)) if level is not None else 0
        if numbering is None and named[-1].isdigit():
            depth = int(named[-1]) - 1
        sign = "1. " if named.startswith("list number") else "- "
        return "    " * min(depth, 3) + sign

    def _table(self, table: Any) -> None:
        rows = []
        for row in table.iterchildren(qn("w:tr")):
            cells = []
            for cell in row.iterchildren(qn("w:tc")):
                inner = (self._together(p) for p in cell.iter(qn("w:p")))
                cells.append(_in_a_line(" ".join(words for words in inner if words)) or " ")
            rows.append(cells)
        width = max(map(len, rows), default=0)
        if width < 2:
            for cell in (row[0] for row in rows if row):
                self._found.lines += ["", _as_words(cell), ""]
            return
        told = [f"| {' | '.join([*row, *[' '] * (width - len(row))])} |" for row in rows]
        self._found.lines += ["", told[0], "|" + "---|" * width, *told[1:], ""]

    def _together(self, paragraph: Any) -> str:
        """Return the words of a paragraph with its emphasis."""
        words = _AGAIN.sub(r"\1\2", "".join(self._inline(paragraph)))
        return "\n".join(map(str.strip, words.translate(_SIGNS).strip().split("\n")))

    def _inline(self, parent: Any) -> Iterator[str]:
        """Yield the words of a paragraph as they stand, also inside what was inserted."""
        for child in parent.iterchildren():
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name in ("del", "moveFrom"):
                self._tell(_LEFT_OUT[name])
            elif name == "r":
                yield from self._run(child)
            elif name == "hyperlink":
                yield self._link(child)
            elif name not in ("pPr", "rPr", "sdtPr"):
                yield from self._inline(child)

    def _run(self, run: Any) -> Iterator[str]:
        form = run.find(qn("w:rPr"))
        if form is not None and _is_on(form, "vanish"):
            self._tell(_LEFT_OUT["vanish"])
            return
        for element in run.iter():
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in _LEFT_OUT:
                self._tell(_LEFT_OUT[name])
        words = "".join(_words(run))
        sign = "" if form is None else "**" * _is_on(form, "b") or "*" * _is_on(form, "i")
        yield _around(sign, words)
        for blip in run.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
            yield self._picture(run, blip.get(qn("r:embed")))

    def _link(self, link: Any) -> str:
        words = "".join(self._inline(link))
        relation = self._document.part.rels.get(link.get(qn("r:id")) or "")
        address = relation.target_ref if relation is not None and relation.is_external else ""
        return f"[{words}]({address})" if _ADDRESS.fullmatch(address) else words

    def _picture(self, run: Any, relation: str | None) -> str:
        part = self._document.part.related_parts.get(relation or "")
        if part is None:
            self._tell("pictures that stand elsewhere")
            return ""
        described = next(run.iter(qn("wp:docPr")), None)
        words = (described.get("descr") or "") if described is not None else ""
        number = len(self._found.pictures) + 1
        name = f"picture-{number}.{part.partname.rpartition('.')[2]}"
        self._found.pictures.append((name, part.blob))
        return f"![{_escaped(words)}]({name})"


def _is_on(form: Any, name: str) -> bool:
    found = form.find(qn(f"w:{name}"))
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _words(run: Any) -> Iterator[str]:
    for element in run.iterchildren():
        if element.tag == qn("w:t"):
            yield _escaped(element.text or "")
        elif element.tag == qn("w:tab"):
            yield " "
        elif element.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif element.tag == qn("w:noBreakHyphen"):
            yield "-"


def _around(sign: str, words: str) -> str:
    """Return words in emphasis; blanks at their ends stay outside, as Markdown wants it."""
    inner = words.strip()
    if not sign or not inner:
        return words
    start = words.index(inner)
    begin, end = _EMPHASIS[sign]
    return f"{words[:start]}{begin}{inner}{end}{words[start + len(inner) :]}"


def _in_a_line(words: str) -> str:
    return words.replace("\n", " ")


def _as_words(words: str) -> str:
    """Return words of which no line could be taken for a list, a heading or a box."""
    return _BEGINNING.sub(_as_word, words)


def _as_word(match: re.Match[str]) -> str:
    sign = match.group(2)
    return f"{match.group(1)}&#{ord(sign)};" if sign in ":=" else f"{match.group(1)}\\{sign}"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", _PRIVATE.sub("", text).translate(_NAMES))


def _unescaped(text: str) -> str:
    bare = re.sub(r"\\(.)", r"\1", text)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
