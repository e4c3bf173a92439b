"""The presentation, opened by python-pptx: layouts, languages, notes, and nobody's name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from msgspec.structs import replace
from pptx import Presentation
from pptx.util import Pt

from beacon.kits.blocks import Block, Span
from beacon.kits.master import LAYOUTS
from beacon.kits.office_languages import office_language
from beacon.kits.outline import KitSource
from beacon.kits.powerpoint import FIXED, slides_as_pptx

OFFICE = {"sr-Cyrl": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS", "bg": "bg-BG", "en": "en-GB"}
LAST_NAMES = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<")


@pytest.fixture(scope="module")
def decks(four: list[KitSource]) -> list[tuple[KitSource, bytes, Any]]:
    """Each source with its presentation, as bytes and opened."""
    made = [(source, slides_as_pptx(source)) for source in four]
    return [(source, data, Presentation(io.BytesIO(data))) for source, data in made]


Decks = list[tuple[KitSource, bytes, Any]]


def test_same_source_gives_the_same_bytes(decks: Decks) -> None:
    for source, data, _ in decks:
        assert slides_as_pptx(source) == data


def test_slides_have_our_layouts_and_their_titles_in_placeholders(decks: Decks) -> None:
    for source, _, deck in decks:
        assert [layout.name for layout in deck.slide_layouts] == list(LAYOUTS)
        titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
        assert titles == [slide.title for slide in source.deck.slides]
        assert all(shape.is_placeholder for slide in deck.slides for shape in slide.shapes)


def test_title_of_two_lines_stays_clear_of_the_line_below_it(decks: Decks) -> None:
    """Two lines fill the frame of a title, in whatever font a computer sets them."""
    layouts = {layout.name: layout for layout in decks[0][2].slide_layouts}
    for name in ("Text", "Text and picture"):
        shapes = {shape.name: shape for shape in layouts[name].shapes}
        title, rule = shapes["Title"], shapes["Ornament 3"]
        assert rule.top - (title.top + title.height) >= Pt(12)


def test_every_run_says_its_language(decks: Decks) -> None:
    for source, _, deck in decks:
        tag = OFFICE[source.language.tag]
        assert office_language(source.language.tag) == tag
        frames = [s.text_frame for slide in deck.slides for s in slide.shapes if s.has_text_frame]
        frames += [
            slide.notes_slide.notes_text_frame for slide in deck.slides if slide.has_notes_slide
        ]
        runs = [run for frame in frames for p in frame.paragraphs for run in p.runs]
        assert runs
        assert {run._r.get_or_add_rPr().get("lang") for run in runs} == {tag}


def test_words_of_another_language_say_it_on_slides_and_in_notes(four: list[KitSource]) -> None:
    source = next(source for source in four if source.language.tag == "bg")
    text = (Block("paragraph", (Span("Кажи: "), Span("stop", lang="en"))),)
    cover, first, *others = source.deck.slides
    slides = (cover, replace(first, blocks=text, notes=text), *others)
    data = slides_as_pptx(replace(source, deck=replace(source.deck, slides=slides)))
    slide = Presentation(io.BytesIO(data)).slides[1]
    frames = [shape.text_frame for shape in slide.placeholders if shape.has_text_frame]
    frames.append(slide.notes_slide.notes_text_frame)
    said = [
        [(run.text, run._r.rPr.get("lang")) for run in frame.paragraphs[0].runs]
        for frame in frames
        if frame.text == "Кажи: stop"
    ]
    assert said == [[("Кажи: ", "bg-BG"), ("stop", "en-GB")]] * 2


def test_line_that_ends_within_a_paragraph_ends_on_slide_and_in_notes(
    four: list[KitSource],
) -> None:
    """In a run it would be written out as "_x000B_" (ECMA-376-1 §22.9.2.19)."""
    source = four[0]
    text = (Block("paragraph", (Span("Прво"), Span("\n"), Span("друго\nтреће", strong=True))),)
    cover, first, *others = source.deck.slides
    slides = (cover, replace(first, blocks=text, notes=text), *others)
    data = slides_as_pptx(replace(source, deck=replace(source.deck, slides=slides)))
    slide = Presentation(io.BytesIO(data)).slides[1]
    frames = [shape.text_frame for shape in slide.placeholders if shape.has_text_frame]
    frames.append(slide.notes_slide.notes_text_frame)
    assert [f.text for f in frames].count("Прво\vдруго\vтреће") == 2
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if b"_x000B_" in archive.read(name)] == []


def test_notes_hold_what_the_facilitator_says(decks: Decks) -> None:
    for source, _, deck in decks:
        with_notes = [slide.has_notes_slide for slide in deck.slides]
        assert with_notes == [bool(slide.notes) for slide in source.deck.slides]


def test_pictures_say_what_they_show(decks: Decks) -> None:
    for source, _, deck in decks:
        shown = [s for slide in deck.slides for s in slide.shapes if s.shape_type is not None
                 and "PICTURE" in str(s.placeholder_format.type)]  # fmt: skip
        described = [s._element.nvPicPr.cNvPr.get("descr") for s in shown]
        assert described == [s.picture.alt for s in source.deck.slides if s.picture]


def test_everything_stands_on_the_slide_and_nothing_is_small(decks: Decks) -> None:
    for _, _, deck in decks:
        for slide in deck.slides:
            for shape in slide.shapes:
                assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
                assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height
            sizes = [
                run.font.size
                for place in (0, 1)
                for shape in slide.placeholders
                if shape.placeholder_format.idx == place and shape.has_text_frame
                for p in shape.text_frame.paragraphs
                for run in p.runs
                if run.font.size
            ]
            assert all(size >= Pt(20) for size in sizes)


def test_properties_hold_no_person_and_no_time_of_the_day(decks: Decks) -> None:
    for source, data, deck in decks:
        about = deck.core_properties
        assert (about.created, about.modified, about.author) == (FIXED, FIXED, source.centre)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            core = archive.read("docProps/core.xml")
            names = archive.namelist()
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert set(LAST_NAMES.findall(core)) == {source.centre.encode()}
        assert not [name for name in names if "thumbnail" in name or "printer" in name]


def test_text_that_looks_like_markup_stays_text(four: list[KitSource]) -> None:
    evil = "</a:t><script>alert(1)</script> #set page(width: 1pt) {{7*7}} [x](javascript:y)"
    source = four[0]
    cover = replace(source.deck.slides[0], title=evil)
    deck = replace(source.deck, slides=(cover, *source.deck.slides[1:]))
    opened: Any = Presentation(io.BytesIO(slides_as_pptx(replace(source, deck=deck))))
    assert opened.slides[0].shapes.title.text_frame.text == evil
