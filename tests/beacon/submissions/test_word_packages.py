"""Files called .docx that are something else, or far more than a text."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from word_documents import blank, document_of, exchanged, paragraph, saved, styled, words

from beacon.problems import Problem
from beacon.submissions.word import WordText, read_word

KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
END = b"</w:body></w:document>"


def of_kind(kind: str) -> bytes:
    """Return a document whose first part says that it is of another kind."""
    data = saved(blank())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kinds = archive.read("[Content_Types].xml")
    assert KINDS.encode() in kinds
    return exchanged(data, {"[Content_Types].xml": kinds.replace(KINDS.encode(), kind.encode())})


def strict() -> bytes:
    data = saved(blank())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read("_rels/.rels")
    old = b"http://schemas.openxmlformats.org/officeDocument/2006/"
    new = b"http://purl.oclc.org/ooxml/officeDocument/"
    return exchanged(data, {"_rels/.rels": relations.replace(old, new)})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
         "The document is an old Word file (.doc), or it is locked with a password. "
         "Open it in Word, take the password out, and save it as .docx."),
        (of_kind("application/vnd.ms-word.document.macroEnabled.main+xml"),
         "The document holds a program (macros). Save it in Word as .docx."),
        (of_kind(KINDS.replace("document.main", "template.main")),
         "The document is a template (.dotx). Save it in Word as .docx."),
        (of_kind("application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"),
         "The document is one of PowerPoint. Save it in Word as .docx."),
        (of_kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
         "The document is one of Excel. Save it in Word as .docx."),
        (strict(),
         'The document is saved as "Strict Open XML". '
         'Save it in Word as "Word Document (.docx)".'),
        (exchanged(saved(blank()), {"mimetype": b"odt", "content.xml": b"<x/>"}),
         "The document is one of LibreOffice (.odt). Save it there as .docx."),
        (exchanged(saved(blank()), {"word/document.xml": b"<!DOCTYPE w [<!ENTITY a 'b'>]>" + HEAD
                   + b"<w:p><w:r><w:t>1&a;2</w:t></w:r></w:p>" + END}),
         "The document is damaged, or none of Word. "
         "Save it in Word as .docx, or write it as Markdown (.md)."),
    ],
)  # fmt: skip
def test_what_is_another_document_is_told_with_its_remedy(data: bytes, said: str) -> None:
    found = read_word(data, "x.docx")
    assert isinstance(found, Problem)
    assert str(found) == f"x.docx: SUB006 {said}"


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": HEAD + b"<w:p/>" * 1_400_000 + END},
        {"word/media/x.png": "\ufeff ".encode("utf-16") + b"<w:p/>" * 1_400_000},
        {"word/document.xml": HEAD + b"<w:p/>" * 150_000 + END},
    ],
)
def test_tree_that_would_fill_the_memory_is_not_read(parts: dict[str, bytes]) -> None:
    found = read_word(exchanged(saved(blank()), parts), "x.docx")
    assert isinstance(found, Problem)
    assert found.message.startswith("The document unpacks to far more than a text.")


def test_pictures_are_no_tree() -> None:
    data = exchanged(saved(blank()), {"word/media/x.png": b"\x89PNG" + b"\0" * 9_000_000})
    assert isinstance(read_word(data, "x.docx"), WordText)


def test_styles_are_looked_up_once() -> None:
    """In this many paragraphs, reading every style for each took longer than a minute."""
    data = saved(document_of(paragraph(words("а"), styled("Heading2")) * 15_000))
    before = time.process_time()
    found = read_word(data, "x.docx")
    assert isinstance(found, WordText)
    assert found.body.count("### а") == 15_000
    assert time.process_time() - before < 15


def test_table_wider_than_word_allows_is_not_read() -> None:
    cell = f"<w:tc>{paragraph('')}</w:tc>"
    for columns, kind in ((63, WordText), (64, Problem)):
        xml = f"<w:tbl><w:tr>{cell * columns}</w:tr><w:tr>{cell}</w:tr></w:tbl>"
        assert isinstance(read_word(saved(document_of(xml)), "x.docx"), kind)


def test_names_that_lead_out_of_the_archive_are_never_written() -> None:
    hostile = {"../../out.txt": b"x", "/etc/out.txt": b"x", "word/../../out.txt": b"x"}
    assert isinstance(read_word(exchanged(saved(blank()), hostile), "x.docx"), WordText)
