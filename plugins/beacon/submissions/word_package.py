"""Word packages: whether a .docx file may be opened at all, and why not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from beacon.patterns import regex
from beacon.problems import N_, Problem, Sentence
from beacon.submissions.record import UNUSABLE_DOCUMENT

MOST_BYTES = 30_000_000
_MOST_UNPACKED = 120_000_000
_MOST_PARTS = 2_000
_MOST_XML = 8_000_000
"""Bytes of all that is read as a tree: many times those of the longest text that is taken."""
_MOST_KINDS = 200_000

DAMAGED = N_("The document is damaged, or none of Word.")
FAR_TOO_MUCH = N_("The document unpacks to far more than a text.")
COPY_IT = N_("Copy the text into a new document of Word.")
_FIRST = "_rels/.rels"
_KINDS = "[Content_Types].xml"
_AS_DOCX = N_("Save it in Word as .docx.")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] §2.2
_OLD = N_("The document is an old Word file (.doc), or it is locked with a password.")
_UNLOCK = N_("Open it in Word, take the password out, and save it as .docx.")
# What XML can begin with (XML 1.0, appendix F), and what may stand before.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_BEGINS_XML = (b"", b"<", b"L")
# Kinds of a first part (ECMA-376-1 §11.3.10, [MS-OFFMACRO2] §2.1) that are another document.
_OTHERS = {
    b"macroEnabled": N_("The document holds a program (macros)."),
    b"template.main+xml": N_("The document is a template (.dotx)."),
    b"presentationml": N_("The document is one of PowerPoint."),
    b"spreadsheetml.sheet.main": N_("The document is one of Excel."),
}
_MAIN = regex(rb"""ContentType\s*=\s*["'][^"']{1,200}\.main\+xml["']""")


def refused(data: bytes, shown: str) -> Problem | None:
    """Say why a document is not opened; what it unpacks to counts, and of which kind it is."""
    if len(data) > MOST_BYTES:
        said = Sentence(N_("The document has %(size)s MB."), size=len(data) // 1_000_000)
        return UNUSABLE_DOCUMENT.at(shown, None, said, N_("Make its pictures smaller in Word."))
    if data.startswith(_COMPOUND):
        return UNUSABLE_DOCUMENT.at(shown, None, _OLD, _UNLOCK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _too_large(archive, shown) or _another(archive, shown)
    except Exception:  # zipfile and zlib raise whatever they stumble over
        return UNUSABLE_DOCUMENT.at(shown, None, DAMAGED)


def _too_large(archive: zipfile.ZipFile, shown: str) -> Problem | None:
    parts = archive.infolist()
    if (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > _MOST_UNPACKED
        or sum(_sizes_of_xml(archive)) > _MOST_XML
    ):
        return UNUSABLE_DOCUMENT.at(shown, None, FAR_TOO_MUCH, COPY_IT)
    return None


def _sizes_of_xml(archive: zipfile.ZipFile) -> Iterator[int]:
    """Yield the sizes of the parts that could be read as XML, whatever they are called."""
    for part in archive.infolist():
        with archive.open(part) as stream:
            begins = stream.read(200).lstrip(_BEFORE_XML)
        if begins[:1] in _BEGINS_XML:
            yield part.file_size


def _another(archive: zipfile.ZipFile, shown: str) -> Problem | None:
    """Say which other document an archive is; nothing where it may be one of Word."""
    names = set(archive.namelist())
    if "mimetype" in names and "content.xml" in names:  # OpenDocument 1.3, part 2 §3.3
        said = N_("The document is one of LibreOffice (.odt).")
        return UNUSABLE_DOCUMENT.at(shown, None, said, N_("Save it there as .docx."))
    kinds = archive.read(_KINDS)[:_MOST_KINDS] if _KINDS in names else b""
    first = b" ".join(_MAIN.findall(kinds))
    for mark, said in _OTHERS.items():
        if mark in first:
            return UNUSABLE_DOCUMENT.at(shown, None, said, _AS_DOCX)
    if b"http://purl.oclc.org/ooxml/" in (archive.read(_FIRST) if _FIRST in names else b""):
        said = N_('The document is saved as "Strict Open XML".')
        return UNUSABLE_DOCUMENT.at(
            shown, None, said, N_('Save it in Word as "Word Document (.docx)".')
        )
    return None
