"""Documents become PDFs that everybody can read, and that say nothing of who made them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from paper_in import elements, fonts, kinds, shown
from PIL import Image

from beacon.typesetting.document import (
    Blanks,
    Block,
    Blocks,
    Columns,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Link,
    List,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Strong,
    Table,
    Text,
    Together,
    bullets,
    paragraphs,
    row,
    words,
)
from beacon.typesetting.engine import NotSet
from beacon.typesetting.letters import letters_of, missing
from beacon.typesetting.press import Press

THEME = Path(__file__).resolve().parents[3] / "theme"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h5v3H0z"/></svg>'
LINKING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}"/></svg>'
TEXT = "Ђак пише: „Његошева улица“, бгдпт вгджзийклптцшщю, šđčćž, 9–11 → 124 123 №"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(THEME)


def made(press: Press, *blocks: Block, **more: Any) -> pikepdf.Pdf:
    """Return the opened PDF of a document with these blocks."""
    document = Document(**{"title": "Наслов", "language": "sr-Cyrl", "blocks": blocks} | more)
    return pikepdf.open(io.BytesIO(press.pdf(document)))


def everything() -> tuple[Block, ...]:
    """One of each block."""
    return (
        Heading(1, words("Први"), note="10 мин"),
        Paragraph((Text("Реч "), Strong(words("јака")), Emphasis((Strong(words(TEXT)),)))),
        Paragraph((Link("https://example.org/", words("веза")), Foreign("bg", words(" текст")))),
        bullets(("један", "два"), "boxes"),
        List(((Paragraph(words("треће")), bullets(("унутра",))),), "numbers", start=3),
        Heading(3, words("Одмах трећи ниво")),
        Table((row("март", "12"),), (row("Месец", "Број"),), "По месецима", True, (1,), (2, 1)),
        Picture(DRAWING, alt="Стубац", caption="Слика"),
        Picture(DRAWING, alt="", height=12),
        Notice(paragraphs(("124 123",)), "Помоћ", "help"),
        Quotation(paragraphs(("Ја сам данас у школи.",))),
        Columns((paragraphs(("лево",)), paragraphs(("десно",))), (1, 2)),
        PageBreak(),
        Together((Blanks(3, "Питања"),)),
    )


@pytest.mark.parametrize("ink", ["colour", "black"])
@pytest.mark.parametrize("language", ["sr-Cyrl", "sr-Latn", "bg", "en"])
def test_every_document_is_tagged_and_names_its_language(
    press: Press, language: str, ink: str
) -> None:
    pdf = made(press, *everything(), language=language, ink=ink)
    assert pdf.check_pdf_syntax() == []
    assert pdf.Root.MarkInfo.Marked is True
    assert str(pdf.Root.Lang) == language
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    metadata = pdf.open_metadata()
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["dc:language"] == {language}
    assert metadata["dc:title"] == "Наслов"
    assert all("/FontFile3" in font for font in fonts(pdf))


def test_parts_keep_their_meaning(press: Press) -> None:
    found = kinds(made(press, *everything()))
    for kind in ("H1", "H2", "P", "L", "LI", "Table", "TH", "TD", "Link", "Figure", "BlockQuote"):
        assert kind in found
    assert found.count("TH") == 2
    assert found.count("Figure") == 1  # a picture without words is decoration


def test_headings_are_bookmarks_and_leave_no_level_out(press: Press) -> None:
    pdf = made(press, *everything())
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Први · 10 мин"]
        assert [item.title for item in outline.root[0].children] == ["Одмах трећи ниво"]


@pytest.mark.parametrize(
    "around",
    [
        Together,
        lambda blocks: Together((Notice(blocks, "Савет", "safety"),)),
        Quotation,
        lambda blocks: List((blocks,)),
        lambda blocks: Columns((blocks, paragraphs(("десно",)))),
    ],
    ids=["together", "notice", "quotation", "list", "columns"],
)
def test_heading_inside_another_part_leaves_no_level_out(
    press: Press, around: Callable[[Blocks], Block]
) -> None:
    """A box or a list in which a heading stands may be the first of a sheet."""
    blocks = (Heading(3, words("Унутра")), *paragraphs(("Текст.",)))
    pdf = made(press, around(blocks), Heading(2, words("После")))
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Унутра"]
        assert [item.title for item in outline.root[0].children] == ["После"]


def test_heading_that_is_held_together_has_as_much_room_above_it(press: Press) -> None:
    part = (Heading(2, words("Наслов")), *paragraphs(("Текст.",)))
    loose = made(press, Heading(1, words("Први")), *(part * 100))
    held = made(press, Heading(1, words("Први")), *([Together(part)] * 100))
    assert len(held.pages) == len(loose.pages) > 5


def test_picture_says_what_it_shows(press: Press) -> None:
    pdf = made(press, Picture(DRAWING, alt="Три стуба; највиши је март."))
    figures = [e for e in elements(pdf.Root.StructTreeRoot) if e["/S"] == "/Figure"]
    assert [str(figure["/Alt"]) for figure in figures] == ["Три стуба; највиши је март."]


def test_same_document_gives_the_same_bytes(press: Press) -> None:
    document = Document("Наслов", "sr-Latn", everything())
    assert press.pdf(document) == press.pdf(document)


def test_file_says_nothing_of_who_made_it_or_when(press: Press) -> None:
    pdf = made(press, *everything())
    assert sorted(map(str, pdf.docinfo)) == ["/Creator", "/Title"]
    names = {name.rpartition("}")[2] for name in pdf.open_metadata()}
    assert not names & {"creator", "CreateDate", "ModifyDate", "Producer", "Author"}


def test_black_ink_uses_no_colour(press: Press) -> None:
    pdf = made(press, *everything()[:-6], ink="black")
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("rg", "RG", "scn", "SCN"):
                assert len(set(map(float, operands))) == 1, operands


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_of_every_kind_are_set(press: Press, kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, kind)
    assert kinds(made(press, Picture(file.getvalue(), alt="Плаво"))).count("Figure") == 1


@pytest.mark.parametrize(
    "picture",
    [
        b"GIF89a",
        "<svg",
        LINKING.format("/etc/passwd"),
        LINKING.format("../fonts/vendor.json"),
    ],
)
def test_picture_that_cannot_be_read_is_refused(press: Press, picture: str | bytes) -> None:
    with pytest.raises(NotSet):
        made(press, Picture(picture, alt="?"))


@pytest.mark.parametrize(
    "text",
    [
        '#import "@preview/x:1.0.0": *',
        '#read("/etc/passwd")',
        "$ x^2 $ @label <label> *x* _y_ `z` = не",
        "#{ panic() } \\u{1F600} // /* */ [ ] ~ --- \"a\" 'b'",
        "<script>alert(1)</script>",
    ],
)
def test_markup_of_the_typesetter_stays_text(press: Press, text: str, tmp_path: Path) -> None:
    plain = made(press, Paragraph(words(text)), title=text)
    assert plain.open_metadata()["dc:title"] == text
    assert text.replace(" ", "") in shown(plain)


def test_link_that_could_run_something_is_only_words(press: Press) -> None:
    pdf = made(press, Paragraph((Link("javascript:alert(1)", words("веза")),)))
    assert "Link" not in kinds(pdf)


def test_word_without_end_stays_on_the_page(press: Press) -> None:
    pdf = made(press, Paragraph(words("х" * 10_000)))
    assert len(pdf.pages) > 1


def test_signs_that_steer_are_removed_and_pictographs_left_out(press: Press) -> None:
    pdf = made(press, Paragraph(words("Здраво \u202e\x00\x1b😀\ufe0f свима")))
    assert "Здравосвима" in shown(pdf)


def test_vendored_fonts_are_those_that_are_named() -> None:
    named = json.loads((THEME / "fonts" / "vendor.json").read_text("utf-8"))
    digests = {entry["file"]: entry["sha256"] for entry in named}
    for path in sorted((THEME / "fonts" / "print").iterdir()):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digests[f"print/{path.name}"]


def test_letter_without_a_form_is_an_empty_box(press: Press) -> None:
    pdf = made(press, Paragraph(words("Шалом שלום")))
    assert "Шалом□□□□" in shown(pdf)


def test_letter_without_a_form_is_an_empty_box_in_a_chart_and_refused_in_a_drawing(
    press: Press,
) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text x="1" y="15" '
        'font-family="Source Sans 3">mart مارس</text></svg>'
    )
    assert "mart□□□□" in shown(made(press, Picture(drawing, alt="?", chart=True)))
    with pytest.raises(NotSet):
        made(press, Picture(drawing, alt="?"))


def test_letters_without_a_form_are_told() -> None:
    letters = letters_of(THEME / "fonts" / "print")
    assert missing("Шалом שלום 😀\ufe0f ђћ ѝ", letters) == list("ולםש")
