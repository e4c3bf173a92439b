"""Word documents as Word itself writes them: nothing of them is lost in silence."""

from __future__ import annotations

import pytest
from docx.oxml import OxmlElement
from test_untrusted import converted
from word_documents import (
    blank,
    document_of,
    exchanged,
    paragraph,
    picture,
    saved,
    styled,
    words,
)

from beacon.submissions.word import WordText, read_word

DRAWING = '<w:drawing><wp:inline>{}<a:blip r:embed="rPICTURE"/></wp:inline></w:drawing>'
BOX = (
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>у оквиру</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
)
TWICE = (
    "<mc:AlternateContent><mc:Choice>{0}</mc:Choice>"
    "<mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
)
LINKS = "links that do not lead to the web"
ELSEWHERE = "pictures that stand elsewhere"


def read(xml: str) -> WordText:
    found = read_word(saved(document_of(xml)), "kampanja.docx")
    assert isinstance(found, WordText), found
    return found


def listed(text: str, number: str, level: int = 0) -> str:
    form = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words(text), f"{styled('ListParagraph')}{form}")


def number_of(kind: str) -> str:
    """Return the number that a style of lists has in a new document."""
    style = blank().styles[kind].element
    return str(style.pPr.numPr.numId.val)


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "signs of a font of symbols"),
        ("<m:oMath><m:r><m:t>2+2</m:t></m:r></m:oMath>", "formulas"),
        ("<w:r><w:ruby/></w:r>", 'parts that only Word knows ("ruby")'),
        ("<w:r><w:drawing><wps:wsp/></w:drawing></w:r>", "drawings made in Word"),
        ('<w:r><w:drawing><dgm:relIds r:dm="rId9"/></w:drawing></w:r>', "drawings made in Word"),
        ('<w:r><w:pict><v:textpath string="Стоп"/></w:pict></w:r>', "text in boxes"),
        ('<w:hyperlink w:anchor="ovde"><w:r><w:t/></w:r></w:hyperlink>', LINKS),
        ('<w:r><w:instrText> HYPERLINK "http://a.example" </w:instrText></w:r>', LINKS),
        ('<w:r><w:drawing><a:blip r:link="rId99"/></w:drawing></w:r>', ELSEWHERE),
        (f"<w:r>{TWICE.format(f'<w:pict>{BOX}</w:pict>')}</w:r>", "text in boxes"),
        (f"<w:ins>{TWICE.format(words(''))}</w:ins>", None),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told(inside: str, told: str | None) -> None:
    found = read(paragraph(words("Реч.") + inside))
    assert (found.body, found.left_out) == ("Реч.\n", [told] if told else [])


def test_whole_parts_that_are_not_taken_are_told() -> None:
    gallery = (
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        paragraph(words("Порука 1")),
    )
    found = read(
        "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format(*gallery)
        + '<w:altChunk r:id="rId77"/>'
        + f"<w:moveFrom>{paragraph(words('Селило се'))}</w:moveFrom>"
        + paragraph(words("Реч."))
    )
    assert found.body == "Реч.\n"
    assert found.left_out == [
        "the table of contents", "embedded files", "what was deleted while changes were kept",
    ]  # fmt: skip


def test_header_and_footer_are_told_only_where_they_say_something() -> None:
    document = blank()
    document.add_paragraph("Реч.")
    document.sections[0].header.paragraphs[0].text = " "
    assert read_word(saved(document), "x").left_out == []  # type: ignore[union-attr]
    document.sections[0].footer.paragraphs[0].text = "Ана Јовановић, 7б"
    found = read_word(saved(document), "x")
    assert isinstance(found, WordText)
    assert (found.body, found.left_out) == ("Реч.\n", ["headers and footers"])


def test_document_without_properties_has_no_names_in_them() -> None:
    data = saved(blank())
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    )
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations += b'<Relationship Id="r1" Type="%s" Target="word/document.xml"/>' % kind
    found = read_word(exchanged(data, {"_rels/.rels": relations + b"</Relationships>"}), "x.docx")
    assert isinstance(found, WordText)
    assert found.left_out == []


def test_words_that_a_style_hides_stay_behind() -> None:
    document = document_of(
        paragraph(words("Види се") + words(" тајна", '<w:rStyle w:val="Potaja"/>'))
        + paragraph(words("тајна") + words("јавно", '<w:vanish w:val="0"/>'), styled("Potaja"))
    )
    for name, above in (("Krije", ""), ("Potaja", "Krije")):
        style = OxmlElement("w:style", {"{{{}}}styleId".format(document.element.nsmap["w"]): name})
        if above:
            style.append(OxmlElement("w:basedOn", {"{{{}}}val".format(style.nsmap["w"]): above}))
        else:
            form = OxmlElement("w:rPr")
            form.append(OxmlElement("w:vanish"))
            style.append(form)
        document.styles.element.append(style)
    found = read_word(saved(document), "x.docx")
    assert isinstance(found, WordText)
    assert (found.body, found.left_out) == ("Види се\n\nјавно\n", ["hidden words"])


def test_text_that_a_form_has_asked_for_is_taken_and_its_prompt_is_not() -> None:
    field = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    prompt, filled = words("Click here to enter text."), words("Реч.")
    empty = "<w:showingPlcHdr/>"
    cell = f"<w:tc>{paragraph(words('а'))}</w:tc>"
    held = field.format("", f"<w:tc>{paragraph(words('б'))}</w:tc>")
    row = field.format("", f"<w:tr>{cell}{cell}</w:tr>")
    found = read(
        field.format(empty, paragraph(prompt))
        + paragraph(field.format(empty, prompt) + field.format("", filled))
        + f"<w:tbl><w:tr>{cell}{held}</w:tr>{row}</w:tbl>"
    )
    assert found.body == "Реч.\n\n| а | б |\n|---|---|\n| а | а |\n"


def test_list_has_the_signs_that_it_has_in_word() -> None:
    number, bullet = number_of("List Number"), number_of("List Bullet")
    found = read(
        listed("Прво", number) + listed("Друго", number) + paragraph(words("Затим."))
        + listed("Тачка", bullet) + listed("Није", "0")
    )  # fmt: skip
    assert found.body == "1. Прво\n1. Друго\n\nЗатим.\n\n- Тачка\n\nНије\n"


def test_list_that_begins_deep_is_no_code() -> None:
    bullet = number_of("List Bullet")
    found = read(listed("Дубоко", bullet, 2) + listed("Дубље", bullet, 8) + listed("Горе", bullet))
    assert found.body == "- Дубоко\n    - Дубље\n- Горе\n"
    assert "<code>" not in converted(found.body)


def test_frame_around_a_text_leaves_its_headings_and_lists() -> None:
    inside = (
        paragraph(words("Порука"), styled("Heading2"))
        + listed("Прво", number_of("List Number"))
        + paragraph(words("Реч."))
    )
    found = read(f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>")
    assert found.body == "### Порука\n\n1. Прво\n\nРеч.\n"


def test_cell_over_two_columns_leaves_the_others_in_their_place() -> None:
    def cell(text: str, form: str = "") -> str:
        return f"<w:tc><w:tcPr>{form}</w:tcPr>{paragraph(words(text))}</w:tc>"

    wide = cell("а", '<w:gridSpan w:val="2"/>')
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('обрисано')}</w:tr>"
    found = read(
        f"<w:tbl><w:tr>{wide}{cell('б')}</w:tr>{gone}"
        f"<w:tr>{cell('в')}{cell('г')}{cell('д')}</w:tr></w:tbl>"
    )
    assert found.body == "| а |   | б |\n|---|---|---|\n| в | г | д |\n"
    assert found.left_out == ["what was deleted while changes were kept"]


def test_title_is_words_alone_and_its_picture_stands_below() -> None:
    link = f'<w:hyperlink r:id="rLINK">{words("овде")}</w:hyperlink>'
    title = words("Стоп *мржњи*, 2 * 3 ") + words("и ", "<w:i/>") + link
    xml = paragraph(title + f"<w:r>{DRAWING.format('')}</w:r>", styled("Title"))
    document = document_of(xml)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    number = document.part.relate_to("https://a.example/", kind, is_external=True)
    next(document.element.body.iter("{*}hyperlink")).set(
        "{{{}}}id".format(document.element.nsmap["r"]), number
    )
    found = read_word(saved(document), "x.docx")
    assert isinstance(found, WordText)
    assert found.title == "Стоп *мржњи*, 2 * 3 и овде"
    assert found.body == "![](picture-1.png)\n"
    assert found.left_out == ["links in the title"]


def test_picture_is_taken_once_however_word_holds_it() -> None:
    old = '<w:pict><v:shape alt="Плакат"><v:imagedata r:id="rPICTURE"/></v:shape></w:pict>'
    new = DRAWING.format('<wp:docPr id="1" name="x" descr="Цртеж"/>')
    twice = (
        f"<mc:AlternateContent><mc:Choice>{new}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    embedded = '<w:object><v:shape><v:imagedata r:id="rPICTURE"/></v:shape></w:object>'
    found = read(paragraph(f"<w:r>{old}</w:r><w:r>{twice}</w:r><w:r>{embedded}</w:r>"))
    assert found.body == "![Плакат](picture-1.png)![Цртеж](picture-2.png)\n"
    assert [data for _, data in found.pictures] == [picture(), picture()]
    assert found.left_out == ["embedded files"]


@pytest.mark.parametrize(
    ("descr", "told"),
    [
        ("Плакат&#10;&#10;са речима", "Плакат са речима"),
        ("A dog&#10;&#10;Description automatically generated", "A dog"),
        ("A dog&#10;&#10;AI-generated content may be incorrect.", "A dog"),
        ("C:\\Users\\Ana Jovanovic\\Desktop\\slika", ""),
        ("/home/ana.jovanovic/slika", ""),
        ("slika Ane Jovanović.JPG", ""),
        ("Дечак и/или девојчица", "Дечак и/или девојчица"),
    ],
)
def test_description_of_a_picture_is_what_somebody_has_said_of_it(descr: str, told: str) -> None:
    drawing = DRAWING.format(f'<wp:docPr id="1" name="x" descr="{descr}"/>')
    assert read(paragraph(f"<w:r>{drawing}</w:r>")).body == f"![{told}](picture-1.png)\n"


def test_words_around_a_note_inside_them_are_all_taken() -> None:
    assert read(paragraph(words("пре<!-- белешка --> после"))).body == "пре после\n"
