"""Every sheet of a kit can be read by everybody, and holds nothing that should not leave."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from kit_sources import ROOT, TAGS, kit_source
from msgspec.structs import replace
from paper_in import fonts, kinds, letters_of, runs_of, shown

from beacon.content.markdown import Converter
from beacon.kits.blocks import Block, Span, paragraph, words_of
from beacon.kits.filling import filled
from beacon.kits.formats import WRITERS, Writer
from beacon.kits.forms import write_certificate, write_feedback, write_poster
from beacon.kits.guide import write as write_guide
from beacon.kits.handout import write as write_handout
from beacon.kits.handout import write_black as write_handout_black
from beacon.kits.help_card import write as write_help_card
from beacon.kits.letters import write_consent, write_invitation
from beacon.kits.outline import KitForm, KitSource
from beacon.kits.paper import on_paper, printed, printed_closely
from beacon.kits.readme import write as write_readme
from beacon.kits.slide_notes import write as write_slide_notes
from beacon.kits.word import letter
from beacon.typesetting.press import pages_of

PDFS = [writer for writer in WRITERS if writer.suffix == "pdf"]
OFFICE = {"sr-Cyrl": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS", "bg": "bg-BG", "en": "en-GB"}
LETTERS = [writer for writer in WRITERS if writer.suffix == "docx"]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text_of_letter(data: bytes) -> str:
    """Return every word of a letter, tables and footer included."""
    body = docx.Document(io.BytesIO(data))
    parts = [body.element.body, *(section.footer._element for section in body.sections)]
    return "\n".join(node.text or "" for part in parts for node in part.iter(qn("w:t")))


def id_of(writer: Writer) -> str:
    return writer.id


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("writer", PDFS, ids=id_of)
def test_every_pdf_is_accessible_and_says_its_revision(writer: Writer, tag: str) -> None:
    source = kit_source(tag)
    pdf = opened(writer.make(source))
    assert pdf.check_pdf_syntax() == []
    assert pdf.Root.MarkInfo.Marked is True
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang) == tag
    metadata = pdf.open_metadata()
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["dc:title"]
    assert all("/FontFile3" in font for font in fonts(pdf))
    assert sorted(map(str, pdf.docinfo)) == ["/Creator", "/Title"]
    text = shown(pdf)
    assert text.count(source.revision) >= len(pdf.pages)
    assert "□" not in text


@pytest.mark.parametrize("writer", WRITERS, ids=id_of)
def test_same_source_gives_the_same_bytes(writer: Writer) -> None:
    source = kit_source("sr-Latn")
    assert writer.make(source) == writer.make(source)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("writer", LETTERS, ids=id_of)
def test_every_letter_can_be_edited_and_names_nobody(writer: Writer, tag: str) -> None:
    source = kit_source(tag)
    data = writer.make(source)
    letter = docx.Document(io.BytesIO(data))
    about = letter.core_properties
    assert {about.author, about.last_modified_by} == {source.centre}
    assert {str(about.created)[:10], str(about.modified)[:10]} == {"1980-01-01"}
    assert about.language == OFFICE[tag]
    lang = letter.styles.element.find(f".//{qn('w:lang')}")
    assert lang is not None
    assert lang.get(qn("w:val")) == OFFICE[tag]
    assert source.revision in text_of_letter(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# "You do not have to", "get" and "ask", as one says them to a child and to adults.
TO_CHILDREN = {
    "bg": ("справяш", "получиш", "Попитай,"),
    "sr-Cyrl": ("Немораш", "добијеш", "Питаји"),
    "sr-Latn": ("Nemoraš", "dobiješ", "Pitaji"),
}
TO_ADULTS = {
    "bg": ("справяте", "получите", "Попитайте,"),
    "sr-Cyrl": ("Неморате", "добијете", "Питајтеи"),
    "sr-Latn": ("Nemorate", "dobijete", "Pitajtei"),
}


@pytest.mark.parametrize("tag", TO_CHILDREN)
@pytest.mark.parametrize("lesson", ["sextortion", "talking-at-home"])
def test_help_speaks_to_adults_where_only_adults_read_it(lesson: str, tag: str) -> None:
    source = kit_source(tag, lesson)
    said, unsaid = (TO_ADULTS, TO_CHILDREN) if source.adults else (TO_CHILDREN, TO_ADULTS)
    for write in (write_handout, write_poster, write_help_card):
        text = shown(opened(write(source)))
        assert said[tag][0] in text
        assert [word for word in unsaid[tag] if word in text] == []
    text = shown(opened(write_guide(source)))
    assert all(word in text for word in TO_ADULTS[tag][:2])


def test_guide_for_parents_of_a_lesson_for_several_speaks_of_no_pupils() -> None:
    source = replace(kit_source("en"), audience="parents", audience_text="Parents")
    text = shown(opened(write_guide(source)))
    assert "Bytheendparticipantscan:" in text
    assert "Bytheendpupilscan:" not in text


@pytest.mark.parametrize("tag", TAGS)
def test_sheets_show_the_numbers_of_their_own_centre(tag: str) -> None:
    source = kit_source(tag)
    numbers = [contact.display.replace(" ", "") for contact in source.first_contacts()]
    others = {"124123"} if tag != "bg" else {"19833"}
    for write in (write_handout, write_guide, write_help_card, write_feedback):
        text = shown(opened(write(source)))
        assert all(number in text for number in numbers)
        assert not any(number in text for number in others)
    assert all(
        c.display in text_of_letter(write_invitation(source)) for c in source.first_contacts()
    )


NUMBERED = """<ol><li><p>one</p></li><li><p>two</p><ol><li>inner one</li></ol></li>
<li>three</li></ol><h2>More</h2><ol><li>one again</li></ol><ol start="7"><li>seven</li></ol>"""


def test_every_numbered_list_of_a_letter_counts_from_its_own_beginning() -> None:
    """Word counts on through all paragraphs of one count, whatever stands between them."""
    data = letter(kit_source("en"), KitForm("consent", "Consent", "en", NUMBERED))
    document = docx.Document(io.BytesIO(data))
    known = document.part.numbering_part.element
    counts: dict[int, list[str]] = {}
    for said in document.paragraphs:
        properties = said._p.pPr
        if properties is not None and properties.numPr is not None:
            counts.setdefault(properties.numPr.numId.val, []).append(said.text)
    assert list(counts.values()) == [
        ["one", "two", "three"], ["inner one"], ["one again"], ["seven"],
    ]  # fmt: skip
    starts = [known.num_having_numId(count).lvlOverride_lst[0].startOverride for count in counts]
    assert [start.val for start in starts] == [1, 1, 1, 7]
    (inner,) = (p for p in document.paragraphs if p.text == "inner one")
    assert inner.style is not None
    assert inner.style.name == "List Number 2"


def test_help_card_shows_hours_and_cost_as_they_are_known() -> None:
    text = shown(opened(write_help_card(kit_source("bg"))))
    assert "работнотовременееобявено" in text
    assert "ценатанаобажданетонееобявена" in text


def test_handout_leaves_the_answers_out() -> None:
    source = kit_source("en")
    answers = "".join(answers_of(source)).replace(" ", "")
    assert len(answers) > 100
    text = shown(opened(write_handout(source)))
    assert answers[:40] not in text
    assert answers[:40] in shown(opened(write_guide(source)))


def answers_of(source: KitSource) -> Iterator[str]:
    """Yield what the exit check of a lesson expects to hear."""
    part = source.part("exit-check")
    assert part is not None
    for item in part.blocks[0].blocks:
        yield from (span.text for span in item.blocks[0].spans if span.emphasis)


@pytest.mark.parametrize("tag", TAGS)
def test_no_word_stands_alone_on_the_last_line_of_a_text(tag: str) -> None:
    pdf = opened(write_handout(kit_source(tag)))
    lines = ["".join(run) for page in pdf.pages for run in runs_of(page)]
    # A run that ends with a blank goes on in the next line, or in a link without a full stop.
    last = [line for before, line in pairwise(lines) if before.endswith(" ")]
    assert len(last) > 3
    assert [line for line in last if " " not in line and line.endswith((".", "!", "?"))] == []


def test_title_of_two_lines_has_no_word_alone() -> None:
    pdf = opened(write_handout(kit_source("sr-Cyrl")))
    lines = ["".join(run) for run in runs_of(pdf.pages[0])]
    assert lines[1:3] == ["Сексуална уцена: застани, реци, ", "потражи помоћ"]


LONG = ("disclosure-first-response", "image-abuse-deepfakes", "talking-at-home")


@pytest.mark.parametrize("write", [write_handout, write_handout_black])
def test_handout_takes_a_second_page_only_where_it_needs_one(
    write: Callable[[KitSource], bytes],
) -> None:
    lessons = sorted(path.parent.name for path in ROOT.glob("content/commons/bg/lessons/*/*.md"))
    pages = {lesson: pages_of(write(kit_source("bg", lesson))) for lesson in lessons}
    assert pages == {lesson: 2 if lesson in LONG else 1 for lesson in lessons}


def test_handout_is_set_closely_only_where_that_saves_a_page() -> None:
    source = kit_source("bg")
    text = replace(source, handout=(paragraph("Кратък текст."),))
    usual = printed(text, text.title, on_paper(text.handout))
    assert printed_closely(text, text.title, on_paper(text.handout)) == usual
    text = replace(source, handout=(paragraph("Дълъг текст. " * 1000),))
    usual = printed(text, text.title, on_paper(text.handout))
    assert pages_of(usual) == 3
    assert printed_closely(text, text.title, on_paper(text.handout)) == usual


def test_advice_longer_than_a_page_is_lost_nowhere() -> None:
    source = kit_source("en")
    advice = tuple(paragraph(f"Advice number {n}. {'More of it. ' * 20}") for n in range(60))
    step = replace(source.steps[0], blocks=(Block("note", blocks=advice, safety=True),))
    pdf = opened(write_handout(replace(source, steps=(step,), handout=())))
    pages = ["".join(letters_of(page)).replace(" ", "") for page in pdf.pages]
    most = max(page.count("Advicenumber") for page in pages)
    assert sum(page.count("Advicenumber") for page in pages) == 60
    assert most < 25  # so many have room


def test_written_handout_stands_before_the_derived_one() -> None:
    source = replace(kit_source("en"), handout=(paragraph("Written by hand."),))
    text = shown(opened(write_handout(source)))
    assert "Writtenbyhand." in text
    assert "Athome" not in text


def squeezed(text: str) -> str:
    """Return a text without what the end of a line adds or takes away."""
    return "".join(text.replace("-", "").split())


def test_no_slide_is_torn_from_its_notes() -> None:
    source = kit_source("en", "image-abuse-deepfakes")
    pdf = opened(write_slide_notes(source))
    pages = [squeezed("".join(letters_of(page))) for page in pdf.pages]
    assert len(pages) > 2
    for number, slide in enumerate(source.deck.slides[1:-1], 2):
        (page,) = (page for page in pages if squeezed(f"{number}. {slide.title}") in page)
        for blocks in (slide.blocks, slide.notes):
            assert squeezed(list(words_of(blocks))[-1])[-12:] in page, slide.id


def test_guide_has_every_step_with_its_minutes() -> None:
    source = kit_source("bg")
    pdf = opened(write_guide(source))
    with pdf.open_outline() as outline:
        steps = next(item for item in outline.root if item.title == "Ход на урока")
        titles = [item.title for item in steps.children]
    assert titles == [f"{s.title} · {s.minutes_text} · {s.form_text}" for s in source.steps]
    assert kinds(pdf).count("TH") == 3


@pytest.mark.parametrize("funding", ["", "Funded by the European Union. Views …"])
def test_funding_statement_stands_only_where_it_belongs(funding: str) -> None:
    source = replace(kit_source("en"), funding=funding, funding_lang="")
    statement = "FundedbytheEuropeanUnion.Views…"
    assert (statement in shown(opened(write_guide(source)))) is bool(funding)
    assert ("Funded by the European Union" in text_of_letter(write_invitation(source))) is bool(
        funding
    )
    assert (b"Funded by" in write_readme(source)) is bool(funding)


def test_consent_is_asked_only_where_children_are() -> None:
    with_consent = {w.id for w in WRITERS if w.suits(kit_source("en"))}
    assert "consent" in with_consent
    assert "consent" not in {w.id for w in WRITERS if w.suits(kit_source("en", "talking-at-home"))}
    assert "☐" in text_of_letter(write_consent(kit_source("en")))


@pytest.mark.parametrize("write", [write_poster, write_certificate])
def test_what_hangs_on_a_wall_is_one_page(write: Callable[[KitSource], bytes]) -> None:
    lessons = sorted(
        path.parent.name for path in ROOT.glob("content/commons/bg/lessons/*/index.md")
    )
    pages = {lesson: len(opened(write(kit_source("bg", lesson))).pages) for lesson in lessons}
    assert pages == dict.fromkeys(lessons, 1)


def test_poster_has_no_empty_heads() -> None:
    assert "TH" not in kinds(opened(write_poster(kit_source("en"))))


def test_readme_is_plain_text_for_every_program() -> None:
    source = kit_source("sr-Cyrl")
    text = write_readme(source).decode("utf-8")
    assert text.startswith("Прочитајте прво\r\n===============\r\n")
    assert source.revision in text
    assert source.address in text
    assert "[[" not in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 78


PLACES = {
    "guide": "guide", "slide-notes": "slides", "handout": "handout",
    "handout-black": "handout", "help-card": "help card", "poster": "poster",
    "invitation": "letter", "feedback": "feedback form for pupils",
}  # fmt: skip
"""How the readme names the sheets on which the numbers for help stand."""


def test_readme_names_every_sheet_with_numbers_that_must_be_checked() -> None:
    source = kit_source("en")
    numbers = [contact.display for contact in source.first_contacts()]
    said = " ".join(write_readme(source).decode("utf-8").split())
    told = said[said.index("The numbers for help are") : said.index("check them before")]
    found = set()
    for writer in (*PDFS, *LETTERS):
        data = writer.make(source)
        spaced = text_of_letter(data) if writer in LETTERS else shown(opened(data))
        text = spaced.replace(" ", "")
        if all(number.replace(" ", "") in text for number in numbers):
            found.add(writer.id)
    assert found == set(PLACES)
    assert [name for name in PLACES.values() if name not in told] == []


def test_readme_says_what_the_small_kit_lacks() -> None:
    said = " ".join(write_readme(kit_source("en")).decode("utf-8").split())
    left_out = [writer.id for writer in WRITERS if not writer.light]
    assert left_out == ["slide-notes", "poster"]
    assert said.count("poster") == said.count("in the whole kit on the poster") == 1


def test_readme_says_where_a_link_leads() -> None:
    html = '<p>Read <a href="https://example.org/kits/">the page</a> or <a href="tel:1">1</a>.</p>'
    source = replace(kit_source("en"), forms=(KitForm("readme", "Read", "en", html),))
    said = write_readme(source).decode().splitlines()
    assert said[-1] == "Read the page (https://example.org/kits/) or 1."


def test_item_of_a_letter_keeps_all_that_stands_in_it_in_order() -> None:
    parts = (
        "- One", '!!! safety "Stop"', "    Tell somebody.", "Two", "- inside", "Three", "> Four"
    )  # fmt: skip
    text = "\n\n    ".join(parts).replace('"Stop"\n\n', '"Stop"\n')
    html = Converter().convert(text, lambda link: link)
    form = KitForm("consent", "Consent", "en", html)
    document = docx.Document(io.BytesIO(letter(kit_source("en"), form)))
    said = [paragraph.text for paragraph in document.paragraphs]
    wanted = ["One", "Stop", "Tell somebody.", "Two", "inside", "Three", "Four"]
    assert [text for text in said if text in wanted] == wanted


@pytest.mark.parametrize(
    "text", ["Call us:\n[[contacts]]", "- [[contacts]]", "| Help |\n|---|\n| [[contacts]] |"]
)
def test_numbers_of_help_stand_wherever_a_letter_asks_for_them(text: str) -> None:
    source = kit_source("en")
    html = Converter().convert(text, lambda link: link)
    words = " ".join(words_of(filled(source, html)))
    numbers = [contact.display for contact in source.first_contacts()]
    assert len(numbers) > 1
    assert [number for number in numbers if number not in words] == []


def test_readme_speaks_of_no_form_that_the_kit_lacks() -> None:
    assert "consent" not in write_readme(kit_source("en", "talking-at-home")).decode()


HOSTILE = {
    "typst": '#import "@preview/x:1.0.0": * #read("/etc/passwd") $x^2$ @label <l>',
    "xml": "</w:t></w:r><w:p/> & <a:t> \x00\x08\x1b ]]>",
    "bidi": "Наслов \u202eтукиб\u202c \u2067дрв\u2069",
    "long": "х" * 10_000,
    "letters": "שלום 😀",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("writer", WRITERS, ids=id_of)
def test_text_that_tries_something_stays_text(writer: Writer, text: str) -> None:
    if writer.id == "slides":
        return  # its own tests do
    blocks = (paragraph(text), Block("bullets", blocks=(Block("item", blocks=(paragraph(text),)),)),
              Block("paragraph", (Span(text, href="javascript:alert(1)"),)))  # fmt: skip
    source = kit_source("sr-Cyrl")
    source = replace(
        source, title=text[:120], description=text, objectives=(text,), handout=blocks,
        opening=blocks, centre=text[:120], sources=(text,),
        deck=replace(source.deck, title=text[:120]),
    )  # fmt: skip
    data = writer.make(source)
    assert b"javascript:" not in data
    if writer.suffix == "pdf":
        pdf = opened(data)
        assert pdf.check_pdf_syntax() == []
        assert not set("\u202e\u2067\x1b") & set(shown(pdf))
        assert "root:x:" not in shown(pdf)
    elif writer.suffix == "docx":
        said = text_of_letter(data)
        assert not set("\u202e\u2067\x1b\x00") & set(said)
        assert "".join(said.split())
