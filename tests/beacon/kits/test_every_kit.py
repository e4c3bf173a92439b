"""Every kit of every lesson in every script: what a class sees fits, and nothing is lost."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pikepdf
from msgspec.structs import replace
from paper_in import shown

from beacon.build.kept_files import KeptFiles
from beacon.build.site import Site
from beacon.kits.blocks import Block, count_words, text_of, words_of
from beacon.kits.formats import WRITERS, Writer
from beacon.kits.frames import lay_out_all
from beacon.kits.kit import planned
from beacon.kits.measure import width_of, widths
from beacon.kits.outline import KitSource, StepPlan
from beacon.kits.paper import on_paper
from beacon.languages.marks import marked
from beacon.languages.strings import Strings
from beacon.typesetting.document import Table
from conftest import sources_of

MOST_WORDS = 45
LESSONS, FORMS = 16, 5


def _shown(source: KitSource) -> str:
    slides = source.deck.slides
    return " ".join(" ".join([slide.title, *words_of(slide.blocks)]) for slide in slides)


def _advice(step: StepPlan) -> list[str]:
    """Return every sentence of the advice that keeps somebody safe."""
    notes = (block for block in step.blocks if block.kind == "note" and block.safety)
    texts = (text for note in notes for text in words_of(note.blocks))
    return [part.strip(" .") for text in texts for part in text.split(". ")]


def test_every_lesson_has_a_kit_in_every_language_and_script(every_source: list[KitSource]) -> None:
    assert len(every_source) >= LESSONS * FORMS
    assert {s.language.tag for s in every_source} == {"sr-Cyrl", "sr-Latn", "bg", "en"}


def test_text_stands_within_its_frame_on_every_slide(
    every_source: list[KitSource], unwritten: list[KitSource]
) -> None:
    over = [
        (source.lesson, source.language.tag, laid.slide.id)
        for source in (*every_source, *unwritten)
        for laid in lay_out_all(source, widths(source.theme))
        if not laid.fits
    ]
    assert over == []


def test_no_slide_holds_more_words_than_people_read(
    every_source: list[KitSource], unwritten: list[KitSource]
) -> None:
    crowded = [
        (source.lesson, source.language.tag, slide.id, count_words(slide.blocks))
        for source in (*every_source, *unwritten)
        for slide in source.deck.slides
        if count_words(slide.blocks) > MOST_WORDS
    ]
    assert crowded == []


def test_minutes_of_slides_are_those_of_the_lesson(
    every_source: list[KitSource], unwritten: list[KitSource]
) -> None:
    wrong = [
        (source.lesson, source.language.tag)
        for source in (*every_source, *unwritten)
        if sum(slide.minutes for slide in source.deck.slides) != source.minutes
    ]
    assert wrong == []


def test_deck_begins_with_cover_and_says_where_help_is(
    every_source: list[KitSource], unwritten: list[KitSource]
) -> None:
    for source in (*every_source, *unwritten):
        layouts = [slide.layout for slide in source.deck.slides]
        assert layouts[0] == "cover"
        assert layouts.count("cover") == 1
        assert "help" in layouts
        assert len(layouts) > 5


def test_names_of_slides_are_unique(every_source: list[KitSource]) -> None:
    for source in every_source:
        names = [slide.id for slide in source.deck.slides]
        assert len(names) == len(set(names))


def test_kits_for_several_audiences_share_no_file(four: list[KitSource]) -> None:
    for source in four:
        kits = [
            planned(replace(source, audience=name), WRITERS)
            for name in ("pupils", "parents", "professionals")
        ]
        names = [file.file for kit in kits for file in (*kit.files, kit.whole, kit.small)]
        assert len(names) == len(set(names))


def test_translated_slides_follow_each_other(every_source: list[KitSource]) -> None:
    """A class that is taught in two languages sees the same slide at the same time."""
    ways: dict[str, set[tuple[tuple[str, str, int], ...]]] = {}
    for source in (source for source in every_source if not source.deck.derived):
        way = tuple((slide.id, slide.layout, slide.minutes) for slide in source.deck.slides)
        ways.setdefault(source.lesson, set()).add(way)
    assert ways
    assert {lesson: len(found) for lesson, found in ways.items() if len(found) > 1} == {}


def test_pictures_say_what_they_show(every_source: list[KitSource]) -> None:
    pictures = [s.picture for source in every_source for s in source.deck.slides if s.picture]
    assert len(pictures) >= len(every_source)
    assert all(picture.alt for picture in pictures)


def test_derived_slides_leave_out_no_sentence_of_safety_advice(
    unwritten: list[KitSource],
) -> None:
    assert all(source.deck.derived for source in unwritten)
    assert any(_advice(step) for source in unwritten for step in source.steps)
    lost = [
        (source.lesson, source.language.tag, sentence)
        for source in unwritten
        for step in source.steps
        for sentence in _advice(step)
        if sentence not in _shown(source)
    ]
    assert lost == []


def test_derived_slides_give_no_answer_away(unwritten: list[KitSource]) -> None:
    """Expected answers of the exit check stand in emphasis; the class must not see them."""
    for source in unwritten:
        check = source.part("exit-check")
        assert check is not None
        answers = [
            span.text.strip()
            for block in check.blocks
            for item in block.blocks
            for inner in item.blocks
            for span in inner.spans
            if span.emphasis and len(span.text.split()) > 2
        ]
        assert answers, source.lesson
        shown = _shown(source)
        assert [answer for answer in answers if answer in shown] == []


def test_help_slide_shows_the_centre_s_own_numbers(every_source: list[KitSource]) -> None:
    for source in every_source:
        laid = lay_out_all(source, widths(source.theme))
        slide = next(one for one in laid if one.slide.layout == "help")
        shown = " ".join(text_of(text.spans) for text in slide.body_texts)
        assert source.first_contacts()
        assert all(contact.display in shown for contact in source.first_contacts())


def test_latin_kits_have_no_cyrillic(every_source: list[KitSource]) -> None:
    latin = [source for source in every_source if source.language.tag == "sr-Latn"]
    assert latin
    letters = {letter for source in latin for letter in _shown(source)}
    assert not {letter for letter in letters if "Ѐ" <= letter <= "ӿ"}


def test_revision_changes_with_what_a_sheet_shows_and_is_the_same_again(
    four: list[KitSource],
) -> None:
    assert len({source.revision for source in four}) == len(four)
    assert all(source.revision.startswith(f"{source.version}-") for source in four)


def tables_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every table of a text."""
    for block in blocks:
        if block.kind == "table":
            yield block
        yield from tables_in(block.blocks)


def test_every_word_of_a_table_finds_room_in_its_column(every_source: list[KitSource]) -> None:
    """A word that does not is set over the next column; Source Sans is narrower than Arial."""
    line, inset, size = 482, 12.6, 10.5 * 0.93
    narrow = set()
    for source in every_source:
        known = widths(source.theme)
        parts = (*source.steps, *source.parts)
        for table in tables_in(block for part in parts for block in part.blocks):
            (printed,) = on_paper([table])
            assert isinstance(printed, Table)
            for row in table.blocks:
                for cell, share in zip(row.blocks, printed.widths, strict=True):
                    room = share / sum(printed.widths) * line - inset
                    weight = known["bold" if row.head else "regular"]
                    text = " ".join(words_of(cell.blocks))
                    narrow |= {w for w in text.split() if width_of(w, size, weight) > room}
    assert narrow == set()


def test_words_that_stand_in_for_a_language_are_words_alone_in_files(serbia: Site) -> None:
    """A page tells their language by marks, which a program would show as letters."""
    lacking = replace(serbia, strings={**serbia.strings, "sr-Cyrl": Strings()})
    source = next(s for s in sources_of(lacking, "sextortion") if s.language.tag == "sr-Cyrl")
    assert source.strings.gettext("Handout") == marked("Handout", "en")
    texts = repr(replace(source, strings=Strings(), theme=Path()))
    kept = KeptFiles(None, "")
    for writer in (w for w in WRITERS if w.suffix in ("txt", "html")):
        make = partial(_made_with, writer, source)
        texts += kept.get(writer.id, "", source.strings, make).decode()
    assert "5 minutes" in texts
    marks = [form for sign in "\ufdd0\ufdd1\ufdd2" for form in (sign, repr(sign)[1:-1])]
    assert [mark for mark in marks if mark in texts] == []
    guide = next(writer for writer in WRITERS if writer.id == "guide")
    data = kept.get("guide", "", source.strings, partial(_made_with, guide, source))
    letters = shown(pikepdf.open(io.BytesIO(data)))
    assert "Guideforthefacilitator" in letters
    assert "enGuide" not in letters


def _made_with(writer: Writer, source: KitSource, strings: Strings) -> bytes:
    return writer.make(replace(source, strings=strings))
