"""The slides as PowerPoint and Impress open them: layouts, placeholders, notes, languages."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from beacon.archives import same_zip
from beacon.kits.blocks import Block, Span
from beacon.kits.frames import Frame, Laid, lay_out_all
from beacon.kits.master import BODY, CHIP_TEXT, LAYOUTS, PICTURE, TITLE, make_master
from beacon.kits.measure import Paragraph, paragraphs, widths
from beacon.kits.office_languages import office_language
from beacon.kits.outline import KitSource
from beacon.kits.pictures import as_png

FIXED = datetime(2020, 1, 1)
_EMU = 12700


def slides_as_pptx(source: KitSource) -> bytes:
    """Return the deck of a kit as a presentation; the same source gives the same bytes."""
    deck = Presentation(io.BytesIO(make_master()))
    language = office_language(source.text_language)
    for number, laid in enumerate(lay_out_all(source, widths(source.theme)), 1):
        _add_slide(deck, laid, source, language, number)
    _describe(deck, source, language)
    stream = io.BytesIO()
    deck.save(stream)
    return same_zip(stream.getvalue())


def _add_slide(deck: Any, laid: Laid, source: KitSource, language: str, number: int) -> None:
    layout = deck.slide_layouts[LAYOUTS.index(laid.master.name)]
    slide = deck.slides.add_slide(layout)
    places = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    _write(
        places[TITLE], [Paragraph((laid.slide.heading,))], laid.title.size,
        laid.master.title_sizes[0], language,
    )  # fmt: skip
    if laid.body_texts:
        sizes = laid.master.body_sizes
        _write(places[BODY], laid.body_texts, laid.body.size, sizes[0], language)
    else:
        _remove(places[BODY])
    if PICTURE in places:
        picture = laid.slide.picture
        if picture is None or laid.master.picture is None:
            _remove(places[PICTURE])
        else:
            _put_picture(places[PICTURE], as_png(picture), picture.alt, laid.master.picture)
    if CHIP_TEXT in places:
        if laid.slide.minutes:
            _write(
                places[CHIP_TEXT], [Paragraph((Span(f"{laid.slide.minutes}′"),))], 0, 0, language
            )
        else:
            _remove(places[CHIP_TEXT])
    _foot(slide, layout, source, language, number)
    _notes(slide, laid.slide.notes, language)


def _write(shape: Any, texts: Any, size: float, usual: float, language: str) -> None:
    """Fill a placeholder; a size is said only where it is not that of the layout."""
    frame = shape.text_frame
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _set_sign(paragraph, text, size or usual)
        for span in text.spans:
            for run in _runs(paragraph, span.text, _language(span, language)):
                if size and size != usual:
                    run.font.size = Pt(size)
                if span.strong or span.emphasis:
                    run.font.bold = True
                if span.href.startswith(("https://", "http://", "tel:", "mailto:")):
                    run.hyperlink.address = span.href


def _language(span: Span, language: str) -> str:
    return office_language(span.lang) if span.lang else language


def _runs(paragraph: Any, text: str, language: str) -> list[Any]:
    """Add a text and return its runs; the end of a line is an element, no sign in a run."""
    runs = []
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_line_break()
        if line:
            run = paragraph.add_run()
            run.text = line
            run._r.get_or_add_rPr().set("lang", language)
            runs.append(run)
    return runs


def _set_sign(paragraph: Any, text: Paragraph, size: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    if not text.sign:
        return
    left = round(text.indent * size * _EMU)
    properties.set("marL", str(left))
    properties.set("indent", str(-round(text.hang * size * _EMU)))
    if text.number:
        kind = "buAutoNum"
        more = {"type": "arabicPeriod", "startAt": str(text.number)}
    else:
        kind, more = "buChar", {"char": "•"}
    properties.append(properties.makeelement(qn(f"a:{kind}"), more))


def _put_picture(shape: Any, data: bytes, alt: str, frame: Frame) -> None:
    """Put a picture whole into its place, in the middle, and say what it shows."""
    picture = shape.insert_picture(io.BytesIO(data))
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    width, height = picture.image.size
    scale = min(frame.width / width, frame.height / height)
    picture.width, picture.height = (
        Emu(round(width * scale * _EMU)),
        Emu(round(height * scale * _EMU)),
    )
    picture.left = Emu(round((frame.x + (frame.width - width * scale) / 2) * _EMU))
    picture.top = Emu(round((frame.y + (frame.height - height * scale) / 2) * _EMU))
    picture._element.nvPicPr.cNvPr.set("descr", alt)


def _remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


def _foot(slide: Any, layout: Any, source: KitSource, language: str, number: int) -> None:
    """Show at the foot who made the kit, which revision it is, and the number of the slide."""
    for place in layout.placeholders:
        kind = place.element.nvSpPr.nvPr.find(qn("p:ph")).get("type")
        if kind not in ("ftr", "sldNum"):
            continue
        slide.shapes.clone_placeholder(place)
        shape = slide.shapes[-1]
        if kind == "ftr":
            text = f"{source.centre_short} · {source.revision}"
            _write(shape, [Paragraph((Span(text),))], 0, 0, language)
            continue
        paragraph = shape.text_frame.paragraphs[0]._p
        field = paragraph.makeelement(
            qn("a:fld"), {"id": "{C1FF6DA9-008F-8B48-92A6-B652298478BF}", "type": "slidenum"}
        )
        field.append(field.makeelement(qn("a:rPr"), {"lang": language}))
        field.append(field.makeelement(qn("a:t"), {}))
        field[-1].text = str(number)
        paragraph.append(field)


def _notes(slide: Any, notes: tuple[Block, ...], language: str) -> None:
    if not notes:
        return
    frame = slide.notes_slide.notes_text_frame
    for number, text in enumerate(paragraphs(notes)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        sign = f"{text.sign} " if text.sign else ""
        for span in (Span(f"{'   ' * text.level}{sign}"), *text.spans):
            _runs(paragraph, span.text, _language(span, language))


def _describe(deck: Any, source: KitSource, language: str) -> None:
    """Say what the file is; nobody's name and no time of the day stands in it."""
    about = deck.core_properties
    about.title, about.subject = source.deck.title, source.description
    about.author = about.last_modified_by = source.centre
    about.keywords, about.language = ", ".join(source.topics), language
    about.version, about.comments, about.category = source.revision, "", ""
    about.created = about.modified = about.last_printed = FIXED
    about.revision = 1
