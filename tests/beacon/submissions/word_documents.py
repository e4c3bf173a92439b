"""Documents of Word as tests need them: made of the very elements that Word writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.oxml import parse_xml
from PIL import Image

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}  # fmt: skip
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def blank() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.author = ""
    return document


def picture(kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(stream, kind)
    return stream.getvalue()


def document_of(xml: str) -> docx.document.Document:
    """Return a document whose body is this; `rPICTURE` in it is a picture."""
    document = blank()
    if "rPICTURE" in xml:
        number, _ = document.part.get_or_add_image(io.BytesIO(picture()))
        xml = xml.replace("rPICTURE", number)
    for element in parse_xml(f"<w:body {_DECLARED}>{xml}</w:body>"):
        document.element.body.append(element)
    return document


def words(text: str, form: str = "") -> str:
    """Return a run with this text."""
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, form: str = "") -> str:
    return f"<w:p><w:pPr>{form}</w:pPr>{inside}</w:p>"


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def exchanged(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a document with other parts under these names, and with those it lacks."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()} | dict(parts)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, inside in files.items():
            new.writestr(name, inside)
    return stream.getvalue()
