"""A letter as Word and Writer open it: styles, headings, lists, tables, languages."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from beacon.archives import same_zip
from beacon.kits.blocks import Block, Span, text_of
from beacon.kits.filling import filled
from beacon.kits.office_languages import office_language
from beacon.kits.outline import KitForm, KitSource
from beacon.kits.paper import footer_of
from beacon.kits.pictures import as_png
from beacon.markup import BEGINNINGS
from beacon.patterns import regex

FIXED = datetime(1980, 1, 1)
_FONT = "Calibri"
_NIGHT, _MUTED = RGBColor(0x0D, 0x44, 0x47), RGBColor(0x48, 0x60, 0x5F)
# XML 1.0 §2.2: signs that no document may hold, and those that turn what is read.
_REFUSED = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
                      "\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # fmt: skip
_LIST_STYLES = {"bullets": "List Bullet", "numbers": "List Number"}
_DEEPER = ("", " 2", " 3")
"""What the name of a style of lists ends in, by how many lists are around it."""


def letter(source: KitSource, form: KitForm) -> bytes:
    """Return a letter whose blanks are filled; the same source gives the same bytes."""
    document = docx.Document()
    _set_styles(document, form.language)
    _set_page(document, source)
    _paragraph(document, "Sender").add_run(_plain(source.centre))
    _paragraph(document, "Title").add_run(_plain(form.title))
    _add(document, filled(source, form.html))
    if source.emblem:
        emblem = io.BytesIO(as_png(source.emblem))
        _paragraph(document, "Small").add_run().add_picture(emblem, height=Mm(12))
    for line in source.funding.splitlines():
        _run(_paragraph(document, "Small"), Span(line, lang=source.funding_lang))
    _describe(document, source, form)
    stream = io.BytesIO()
    document.save(stream)
    return same_zip(stream.getvalue())


def _plain(text: str) -> str:
    """Return a text as XML can hold it."""
    return _REFUSED.sub("", text)


def _set_styles(document: Any, language: str) -> None:
    """Give the styles one font, our colours and the language of the text."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = properties.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        lang.set(qn(name), office_language(language))
    normal = document.styles["Normal"]
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[name]
        _set_font(style, size, bold=True, colour=_NIGHT)
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 12)
        style.paragraph_format.space_after = Pt(8 if name == "Title" else 5)
        style.paragraph_format.keep_with_next = True
    _without_line(document.styles["Title"])
    for name, size in (("Sender", 10), ("Small", 9)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set_font(style, size, colour=_MUTED)
    box = document.styles.add_style("Box", WD_STYLE_TYPE.PARAGRAPH)
    box.base_style = normal
    lists = (f"{name}{deeper}" for name in _LIST_STYLES.values() for deeper in _DEEPER)
    for name in ("Box", *lists):
        document.styles[name].paragraph_format.space_after = Pt(3)


def _set_font(
    style: Any, size: float, *, bold: bool = False, colour: RGBColor | None = None
) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)
    if colour is not None:
        style.font.color.rgb = colour


def _without_line(style: Any) -> None:
    """Take away the line that Word's own title has below it."""
    properties = style.element.get_or_add_pPr()
    border = properties.find(qn("w:pBdr"))
    if border is not None:
        properties.remove(border)


def _set_page(document: Any, source: KitSource) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(15), Mm(15)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles["Small"]
    foot.add_run(_plain(footer_of(source)))


def _paragraph(document: Any, style: str = "Normal") -> Any:
    """Add a paragraph; its style is written as it is, since looking for it takes 10 ms."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _add(document: Any, blocks: Iterable[Block], style: str = "Normal", depth: int = 0) -> None:
    for block in blocks:
        if block.kind == "heading":
            name = "Heading 1" if block.level <= 2 else "Heading 2"
            _write(_paragraph(document, name), block.spans)
        elif block.kind in _LIST_STYLES:
            _add_list(document, block, min(depth, len(_DEEPER) - 1))
        elif block.kind == "table":
            _add_table(document, block)
        elif block.kind == "rule":
            _underline(_paragraph(document))
        else:
            if block.spans:
                strong = tuple(_strong(span) for span in block.spans)
                _write(
                    _paragraph(document, style),
                    strong if block.kind == "note" else block.spans,
                )
            _add(document, block.blocks, style, depth)


def _strong(span: Span) -> Span:
    return Span(span.text, True, span.emphasis, span.href, span.lang)


def _add_list(document: Any, block: Block, depth: int) -> None:
    style = f"{_LIST_STYLES[block.kind]}{_DEEPER[depth]}"
    count = _counted_from(document, style, block.level or 1) if block.kind == "numbers" else None
    for item in block.blocks:
        _add_item(document, item, style, depth, count)


def _counted_from(document: Any, style: str, first: int) -> int:
    """Return the id of a count that begins anew: the style alone counts on through a letter."""
    known = document.part.numbering_part.element
    number = document.styles[style].element.pPr.numPr.numId.val
    count = known.add_num(known.num_having_numId(number).abstractNumId.val)
    count.add_lvlOverride(0).add_startOverride(first)
    return int(count.numId)


def _add_item(document: Any, item: Block, style: str, depth: int, count: int | None) -> None:
    """Add an item of a list; one that begins with a box needs no dot."""
    texts = [inner for inner in item.blocks if inner.spans and not inner.blocks]
    boxed = bool(texts) and text_of(texts[0].spans).startswith("☐")
    for inner in item.blocks:
        if not inner.spans or inner.blocks:
            _add(document, [inner], depth=depth + 1)
            continue
        first = inner is texts[0]
        own = style if first else f"List Continue{_DEEPER[depth]}"
        paragraph = _paragraph(document, "Box" if boxed else own)
        if count is not None and first and not boxed:
            numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = 0, count
        _write(paragraph, inner.spans)


def _add_table(document: Any, block: Block) -> None:
    rows = [row for row in block.blocks if row.kind == "row"]
    width = max((len(row.blocks) for row in rows), default=0)
    if not width:
        return
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, item in zip(cells, row.blocks, strict=False):
            spans = tuple(span for inner in item.blocks for span in inner.spans)
            _write(cell.paragraphs[0], [_strong(s) for s in spans] if row.head else spans)
        if row.head:
            properties = table.rows[-1]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))


def _underline(paragraph: Any) -> None:
    """Make a paragraph a line to write on."""
    properties = paragraph._p.get_or_add_pPr()
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "6F8886")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    properties.append(border)


def _write(paragraph: Any, spans: Sequence[Span]) -> None:
    for span in spans:
        _run(paragraph, span)


def _run(paragraph: Any, span: Span) -> None:
    run = paragraph.add_run(_plain(span.text))
    run.bold, run.italic = span.strong or None, span.emphasis or None
    if span.lang:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), office_language(span.lang))
        run._r.get_or_add_rPr().append(lang)
    if span.href.startswith(BEGINNINGS):
        link = OxmlElement("w:hyperlink")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), paragraph.part.relate_to(span.href, kind, is_external=True))
        paragraph._p.append(link)
        link.append(run._r)


def _named(text: str) -> str:
    """Return a text as the properties of a document can hold it: 255 signs (ECMA-376-2 §11)."""
    return _plain(text)[:255]


def _describe(document: Any, source: KitSource, form: KitForm) -> None:
    """Say what the file is; nobody's name and no time of the day stands in it."""
    about = document.core_properties
    about.title, about.subject = _named(form.title), _named(source.title)
    about.author = about.last_modified_by = _named(source.centre)
    about.language, about.version = office_language(form.language), source.revision
    about.keywords = about.comments = about.category = ""
    about.created = about.modified = about.last_printed = FIXED
    about.revision = 1
