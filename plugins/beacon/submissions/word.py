"""Word: what a .docx document says, as Markdown, and the pictures in it.

Only text, headings, lists, tables, emphasis, links and pictures are taken; the properties of the
document, comments, and what was deleted or hidden stay behind. Whatever is left out is told.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct, field

from beacon.patterns import regex
from beacon.problems import N_, Problem, Sentence
from beacon.submissions.record import UNUSABLE_DOCUMENT
from beacon.submissions.word_package import COPY_IT, DAMAGED, FAR_TOO_MUCH, refused
from beacon.submissions.word_styles import Styles, is_on, value

_MOST_ELEMENTS = 150_000
"""Elements of a text with its forms: some five for each word of the longest that is taken."""

# Where emphasis begins and ends, until all runs of a paragraph are together: Word cuts words in
# two where somebody has paused. Private letters (Unicode §23.5), taken out of the text before.
_EMPHASIS = {"**": ("\ue000", "\ue001"), "*": ("\ue002", "\ue003")}
_AGAIN = regex("\ue001(\\s*)\ue000|\ue003(\\s*)\ue002")
_SIGNS = {ord(token): sign for sign, tokens in _EMPHASIS.items() for token in tokens}
_NO_SIGNS = dict.fromkeys(_SIGNS, "")
_PRIVATE = regex("[\ue000-\uf8ff]")
# Whatever Markdown could take for a mark; `<` and `&` have no escape but a name.
_MARKS = regex(r"[\\`*_\[\]{}|~]")
_NAMES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Shift and Enter begin a line as well.
_BEGINNING = regex(r"^(\d{0,9})([#+:=.)-]|!(?=!!))", re.MULTILINE)
_HEADING = regex(r"^heading\s*(\d)$", re.IGNORECASE)
_LISTED = regex(r"\s*(?:-|1\.) ")
_CONTENTS = N_("the table of contents")
_DELETED = N_("what was deleted while changes were kept")
_LINKS = N_("links that do not lead to the web")
_DRAWINGS = N_("drawings made in Word")
_ELSEWHERE = N_("pictures that stand elsewhere")
_LEFT_OUT = {
    "commentReference": N_("comments"),
    "footnoteReference": N_("footnotes"),
    "endnoteReference": N_("endnotes"),
    "del": _DELETED,
    "moveFrom": _DELETED,
    "vanish": N_("hidden words"),
    "txbxContent": N_("text in boxes"),
    "textpath": N_("text in boxes"),
    "object": N_("embedded files"),
    "control": N_("embedded files"),
    "altChunk": N_("embedded files"),
    "subDoc": N_("embedded files"),
    "chart": N_("charts"),
    "relIds": _DRAWINGS,
    "ink": _DRAWINGS,
    "oMath": N_("formulas"),
    "oMathPara": N_("formulas"),
    "sym": N_("signs of a font of symbols"),
}
# Parts of a run that say nothing a reader sees.
_MUTE = frozenset(
    "rPr softHyphen lastRenderedPageBreak fldChar instrText delText delInstrText annotationRef "
    "footnoteRef endnoteRef separator continuationSeparator".split()
)
_DRAWN = frozenset("drawing pict object AlternateContent".split())
_GALLERY = "Table of Contents"
_MOST_COLUMNS = 63
"""As many as Word itself allows."""
_IN_LINK = regex(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\([^()]*\)")
_ADDRESS = regex(r"(?:https?://|mailto:|tel:)[^\s()<>]+", re.IGNORECASE)
_ENDING = regex(r"\.([a-z0-9]{1,5})\Z", re.IGNORECASE)
# Word describes pictures by itself, and older ones by where they stood on somebody's disk.
_OF_A_PROGRAM = regex(r"automatically generated|AI-generated", re.IGNORECASE)
_PATH = regex(
    r"\b[a-z]:\\|\\\\|/(?:users|home)/|file:|\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf|svg)\Z",
    re.IGNORECASE,
)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_PICTURES = {f"{_A}blip": qn("r:embed"), f"{_V}imagedata": qn("r:id")}


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
    fault = refused(data, shown)
    if fault:
        return fault
    try:
        document = docx.Document(io.BytesIO(data))
        tree = document.element.getroottree()
        if tree.docinfo.internalDTD is not None:  # no Word writes one; its names would be lost
            return UNUSABLE_DOCUMENT.at(shown, None, DAMAGED)
        if tree.xpath("count(//*)") > _MOST_ELEMENTS:
            return UNUSABLE_DOCUMENT.at(shown, None, FAR_TOO_MUCH, COPY_IT)
        return _Reader(document).text()
    except Exception:  # zipfile, zlib, lxml and python-docx each raise their own
        return UNUSABLE_DOCUMENT.at(shown, None, DAMAGED)


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._found = WordText()
        self._styles = Styles(document)
        paragraphs = document.element.body.iter(qn("w:p"))
        styles = {value(paragraph, "pPr/pStyle") for paragraph in paragraphs}
        self._titled = any(self._styles.name(style).casefold() == "title" for style in styles)
        self._hidden = False
        self._depth = -1

    def text(self) -> WordText:
        """Read the whole document."""
        self._surroundings()
        self._read(self._document.element.body)
        return self._found

    def _surroundings(self) -> None:
        """Tell what stands around the text."""
        package = self._document.part.package
        if RELATIONSHIP_TYPE.CORE_PROPERTIES in {r.reltype for r in package.rels.values()}:
            properties = self._document.core_properties
            if properties.author or properties.last_modified_by:
                self._tell(N_("the names in its properties"))
        for relation in self._document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in ("header", "footer") and _says_something(relation.target_part):
                self._tell(N_("headers and footers"))
            elif kind == "vbaProject":
                self._tell(N_("programs (macros)"))

    def _tell(self, what: str) -> None:
        if what not in self._found.left_out:
            self._found.left_out.append(what)

    def _read(self, parent: Any) -> None:
        for block in self._blocks(parent):
            if _name(block) == "p":
                self._paragraph(block)
            elif _name(block) == "tbl":
                self._table(block)

    def _blocks(self, parent: Any) -> Iterator[Any]:
        """Yield paragraphs, tables, rows and cells, also from inside what only surrounds them."""
        for child in parent.iterchildren():
            name = _name(child)
            if name in ("p", "tbl", "tr", "tc"):
                yield child
            elif name in _LEFT_OUT:
                self._tell(_LEFT_OUT[name])
            elif name == "sdt" and value(child, "sdtPr/docPartObj/docPartGallery") == _GALLERY:
                self._tell(_CONTENTS)
            elif not (name.endswith("Pr") or _is_prompt(child)):
                yield from self._blocks(_alternative(child))

    def _paragraph(self, paragraph: Any) -> None:
        style = value(paragraph, "pPr/pStyle")
        named = self._styles.name(style).casefold()
        heading = _HEADING.match(named)
        if named.startswith("toc "):
            self._tell(_CONTENTS)
            return
        if not self._found.title and (named == "title" or self._is_title(heading)):
            self._title(paragraph)
            return
        words = self._together(paragraph)
        listed = None if heading else self._styles.list_of(paragraph, style)
        if not words:
            self._found.lines.append("")
        elif heading:
            level = min(max(int(heading.group(1)) + 1, 2), 4)
            bare = _in_a_line(words).replace("**", "")
            self._found.lines += ["", f"{'#' * level} {bare}", ""]
        elif listed:
            self._item(words, *listed)
        else:
            self._found.lines += ["", _as_words(words), ""]

    def _is_title(self, heading: re.Match[str] | None) -> bool:
        """Tell a first heading that no title follows."""
        first = heading is not None and int(heading.group(1)) <= 1
        return first and not self._titled and not any(map(str.strip, self._found.lines))

    def _title(self, paragraph: Any) -> None:
        """Take the words of a title; a picture in it stands below, and a link in it is told."""
        inside = list(self._inline(paragraph))
        words = "".join(one for one in inside if not one.startswith("!["))
        bare = _IN_LINK.sub(r"\1", words)
        if bare != words:
            self._tell(N_("links in the title"))
        self._found.title = " ".join(_unescaped(bare.translate(_NO_SIGNS)).split())
        self._found.lines += ["", *(one for one in inside if one.startswith("![")), ""]

    def _item(self, words: str, depth: int, numbered: bool) -> None:
        """Add an item of a list, at most one step below the one before it."""
        if not self._found.lines or not _LISTED.match(self._found.lines[-1]):
            self._found.lines.append("")
            self._depth = -1
        self._depth = min(depth, self._depth + 1, 3)
        sign = "1. " if numbered else "- "
        self._found.lines.append(f"{'    ' * self._depth}{sign}{_as_words(words)}")

    def _table(self, table: Any) -> None:
        rows = []
        for row in self._blocks(table):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self._tell(_DELETED)
            else:
                rows.append([cell for cell in self._blocks(row) if _name(cell) == "tc"])
        if max(map(len, rows), default=0) < 2:  # a frame around a text
            for cell in (cell for row in rows for cell in row):
                self._read(cell)
            return
        cells = [[told for cell in row for told in self._cell(cell)] for row in rows]
        width = max(map(len, cells))
        if width > _MOST_COLUMNS:  # each row would be filled up to the widest one
            raise ValueError("a table that no Word has made")
        cells[0] += [" "] * (width - len(cells[0]))
        told = [f"| {' | '.join(row)} |" for row in cells]
        self._found.lines += ["", told[0], "|" + "---|" * width, *told[1:], ""]

    def _cell(self, cell: Any) -> Iterator[str]:
        """Yield what a cell says, and a blank for each column more that it reaches over."""
        inner = (self._together(p) for p in self._paragraphs(cell))
        yield _in_a_line(" ".join(words for words in inner if words)) or " "
        more = value(cell, "tcPr/gridSpan")
        yield from [" "] * (min(int(more), _MOST_COLUMNS) - 1 if more.isdigit() else 0)

    def _paragraphs(self, parent: Any) -> Iterator[Any]:
        for block in self._blocks(parent):
            if _name(block) == "p":
                yield block
            else:  # a table in a table
                yield from self._paragraphs(block)

    def _together(self, paragraph: Any) -> str:
        """Return the words of a paragraph with its emphasis."""
        words = _AGAIN.sub(r"\1\2", "".join(self._inline(paragraph)))
        return "\n".join(map(str.strip, words.translate(_SIGNS).strip().split("\n")))

    def _inline(self, parent: Any) -> Iterator[str]:
        """Yield the words of a paragraph as they stand, also inside what was inserted."""
        if _name(parent) == "p":
            self._hidden = self._styles.hides(value(parent, "pPr/pStyle"))
        for child in parent.iterchildren():
            name = _name(child)
            if name == "r":
                yield from self._run(child)
            elif name == "hyperlink":
                yield self._link(child)
            elif name in _LEFT_OUT:
                self._tell(_LEFT_OUT[name])
            elif not (name.endswith("Pr") or _is_prompt(child)):
                yield from self._inline(_alternative(child))

    def _run(self, run: Any) -> Iterator[str]:
        form = run.find(qn("w:rPr"))
        hidden = is_on(form, "vanish")
        if hidden is None:
            hidden = self._hidden or self._styles.hides(value(run, "rPr/rStyle"))
        if hidden:
            self._tell(_LEFT_OUT["vanish"])
            return
        words = "".join(self._words(run))
        yield _around("**" if is_on(form, "b") else "*" if is_on(form, "i") else "", words)
        for drawn in run.iterchildren():
            if _name(drawn) in _DRAWN:
                yield from self._drawn(drawn)

    def _words(self, run: Any) -> Iterator[str]:
        for element in run.iterchildren():
            name = _name(element)
            if name == "t":
                yield _escaped(str(element.xpath("string()")))
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "instrText" and "HYPERLINK" in (element.text or ""):
                self._tell(_LINKS)
            elif name in _LEFT_OUT:
                self._tell(_LEFT_OUT[name])
            elif name and name not in _MUTE and name not in _DRAWN:
                self._tell(Sentence(N_('parts that only Word knows ("%(name)s")'), name=name))

    def _link(self, link: Any) -> str:
        words = "".join(self._inline(link))
        relation = self._document.part.rels.get(link.get(qn("r:id")) or "")
        address = relation.target_ref if relation is not None and relation.is_external else ""
        if _ADDRESS.fullmatch(address):
            return f"[{words}]({address})"
        self._tell(_LINKS)
        return words

    def _drawn(self, drawn: Any) -> Iterator[str]:
        """Yield the pictures of a drawing, and tell what else is in it."""
        shown = list(_below(drawn))
        others = {_LEFT_OUT[_name(one)] for one in shown if _name(one) in _LEFT_OUT}
        pictures = [one for one in shown if one.tag in _PICTURES]
        for what in sorted(others) or ([] if pictures else [_DRAWINGS]):
            self._tell(what)
        if _name(drawn) != "object":  # its picture only shows what the embedded file is
            yield from (self._picture(drawn, one) for one in pictures)

    def _picture(self, drawn: Any, picture: Any) -> str:
        part = self._document.part.related_parts.get(picture.get(_PICTURES[picture.tag]) or "")
        if part is None:
            self._tell(_ELSEWHERE)
            return ""
        described = next(drawn.iter(qn("wp:docPr")), None)
        if described is None:
            described = picture.getparent()
        ending = _ENDING.search(part.partname)
        number = len(self._found.pictures) + 1
        name = f"picture-{number}.{ending.group(1) if ending else 'picture'}"
        self._found.pictures.append((name, part.blob))
        return f"![{_escaped(_description(described))}]({name})"


def _name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is_prompt(element: Any) -> bool:
    """Tell a field of a form that still says "Click here", as nobody has filled it in."""
    return element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


def _alternative(element: Any) -> Any:
    """Return the one version of an element that is shown where Word has written two."""
    if _name(element) != "AlternateContent":
        return element
    return next(element.iterchildren(), element)


def _below(element: Any) -> Iterator[Any]:
    """Yield an element and everything in it, but for its second versions."""
    yield element
    for child in _alternative(element).iterchildren():
        yield from _below(child)


def _says_something(part: Any) -> bool:
    """Tell whether a header or footer has words or pictures."""
    tree = etree.fromstring(part.blob)
    words = any((text.text or "").strip() for text in tree.iter(qn("w:t")))
    return words or any(True for _ in tree.iter(*_PICTURES))


def _description(described: Any) -> str:
    """Return what somebody has written of a picture; the name of a file is no description."""
    words = next(filter(None, map(described.get, ("descr", "title", "alt"))), "")
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", words))
    told = " ".join(part for part in parts if part and not _OF_A_PROGRAM.search(part))
    return "" if _PATH.search(told) else told


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
