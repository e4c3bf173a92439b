"""Word documents: their text as Markdown, and nothing of what they hide."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from test_untrusted import converted, faults
from word_documents import blank, picture, saved

from beacon.problems import Problem
from beacon.submissions.word import WordText, read_word


def read(document: docx.document.Document) -> WordText:
    found = read_word(saved(document), "kampanja.docx")
    assert isinstance(found, WordText), found
    return found


def link(paragraph: docx.text.paragraph.Paragraph, address: str, words: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def test_document_becomes_markdown() -> None:
    document = blank()
    document.add_paragraph("Наша кампања", style="Title")
    document.add_heading("Порука", level=1)
    words = document.add_paragraph("Пиши ")
    words.add_run("ле").bold = True
    words.add_run("по").bold = True
    words.add_run(" и ")
    words.add_run("мирно").italic = True
    link(words, "https://centre.example/", " овде")
    document.add_heading("Правила", level=2)
    document.add_paragraph("Прво", style="List Bullet")
    document.add_paragraph("Прво мање", style="List Bullet 2")
    document.add_paragraph("Један", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, told in zip(table._cells, "абвг", strict=True):
        cell.text = told
    found = read(document)
    assert found.title == "Наша кампања"
    assert found.body == (
        "## Порука\n\nПиши **лепо** и *мирно*[ овде](https://centre.example/)\n\n### Правила\n\n"
        "- Прво\n    - Прво мање\n1. Један\n\n| а | б |\n|---|---|\n| в | г |\n"
    )
    assert found.left_out == []


def test_first_heading_is_the_title_where_none_is_marked() -> None:
    document = blank()
    document.add_heading("Наша [кампања]", level=1)
    document.add_paragraph("Реч.")
    assert (read(document).title, read(document).body) == ("Наша [кампања]", "Реч.\n")


def test_picture_stands_where_it_stood_with_its_description() -> None:
    document = blank()
    document.add_paragraph("Пре.")
    document.add_picture(io.BytesIO(picture()), width=Mm(30))
    next(document.element.body.iter(qn("wp:docPr"))).set("descr", "Плакат [1]")
    found = read(document)
    assert found.body == "Пре.\n\n![Плакат \\[1\\]](picture-1.png)\n"
    assert [name for name, _ in found.pictures] == ["picture-1.png"]
    assert found.pictures[0][1] == picture()


def test_what_a_document_hides_stays_behind_and_is_told() -> None:
    document = blank()
    document.core_properties.author = "Ana Jovanović"
    paragraph = document.add_paragraph("Видљиво")
    paragraph.add_run(" тајна").font.hidden = True
    for name, words in (("w:del", "обрисано"), ("w:ins", " додато")):
        changed = OxmlElement(name)
        run = OxmlElement("w:r")
        text = OxmlElement("w:delText" if name == "w:del" else "w:t")
        text.text = words
        run.append(text)
        changed.append(run)
        paragraph._p.append(changed)
    document.add_comment(paragraph.runs[0], text="Јована, 7б", author="Ana Jovanović")
    found = read(document)
    assert found.body == "Видљиво додато\n"
    assert set(found.left_out) == {
        "the names in its properties",
        "comments",
        "hidden words",
        "what was deleted while changes were kept",
    }
    assert "Ana" not in repr(found)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "**не** _тако_ `код`", "# није наслов", "- није списак",
        "1. није број", "> није навод", "[x](javascript:alert(1))", "![x](https://a.example/b.gif)",
        "!!! warning \"x\"", "| a | b |", "[[help-channels]]", "{: onclick=x }", "&lt;b&gt;",
        "a | b", ": опис", "\ue000скривено\ue001", "[^1]: х", "*[ab]: cd", "---", "===",
    ],
)  # fmt: skip
def test_marks_in_a_document_are_words(words: str) -> None:
    document = blank()
    document.add_paragraph("Пре.")
    document.add_paragraph(words)
    html = converted(read(document).body)
    assert faults(html) == []
    shown = html.removeprefix("<p>Пре.</p>\n")
    plain = words.replace("\ue000", "").replace("\ue001", "")
    named = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown == f"<p>{named}</p>"


@pytest.mark.parametrize(
    "words",
    [
        "# није наслов",
        '!!! safety "x"',
        "===",
        "---",
        "- није",
        "1. није",
        ": није",
        "    није код",
    ],
)
def test_marks_in_further_lines_of_a_paragraph_are_words(words: str) -> None:
    document = blank()
    for style in ("Normal", "List Bullet", "Heading 2"):
        paragraph = document.add_paragraph("Пре.", style=style)
        for line in (words, "", words):
            paragraph.add_run().add_break()
            paragraph.add_run(line)
    document.add_table(rows=1, cols=1).cell(0, 0).text = words
    html = converted(read(document).body)
    assert faults(html) == []
    found = re.findall(r"<(\w+)", html)
    assert set(found) <= {"p", "ul", "li", "h3"}
    assert found.count("li") == found.count("h3") == 1
    assert html.count(words.strip()) == 7


def test_link_that_acts_is_words() -> None:
    document = blank()
    link(document.add_paragraph("а "), "javascript:alert(1)", "овде")
    link(document.add_paragraph("б "), "https://a.example/x)(y", "тамо")
    assert read(document).body == "а овде\n\nб тамо\n"


def changed(place: int, value: int, *, size: int = 1, behind: bytes = b"PK\x01\x02") -> bytes:
    """Return a document of Word with other bytes at a place behind each mark of its archive."""
    data, at = bytearray(saved(blank())), -1
    while (at := data.find(behind, at + 1)) >= 0:
        data[at + place : at + place + size] = bytes([value] * size)
    return bytes(data)


def archive(parts: int, size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for number in range(parts):
            out.writestr(f"word/{number}.xml", b"0" * size)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "none of Word"),
        (b"%PDF-1.7", "none of Word"),
        (archive(1, 10), "none of Word"),
        (archive(1, 121_000_000), "far more than a text"),
        (archive(2_001, 0), "far more than a text"),
        (b"0" * 30_000_001, "30 MB"),
        (saved(blank())[:2_000], "none of Word"),
        (changed(8, 1), "none of Word"),  # locked with a password
        (changed(10, 99), "none of Word"),  # packed in a way that nobody knows
        (changed(60, 0x55, size=80, behind=b"word/document.xml"), "none of Word"),
        (changed(17, 1), "none of Word"),  # packed as its sum does not say
    ],
)
def test_document_that_is_none_is_refused(data: bytes, said: str) -> None:
    found = read_word(data, "x.docx")
    assert isinstance(found, Problem)
    assert said in found.message
