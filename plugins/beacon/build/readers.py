"""Readers: the pages of a lesson for those who do not hold it, pupils and parents.

A teacher's plan says things that a pupil must not read first, so these pages are made of those
parts of it alone that are written for their readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from beacon.build.generated import Generated
from beacon.build.safety import safety_boxes
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.library import Library
from beacon.content.records import DIGEST_LENGTH, Record, TranslationOf
from beacon.content.vocabulary import Vocabulary
from beacon.files import digest
from beacon.languages.registry import Languages
from beacon.markup import divisions
from beacon.patterns import regex
from beacon.sources import Document

STUDENT, PARENTS = "student", "parents"
READERS = (STUDENT, PARENTS)
"""The kinds of these pages, and the last part of their addresses."""

_H2 = regex(r"<h2\b")
_ID = regex(r'<h2\b[^>]*?\sid="([^"]*)"')
_RELATIVE = regex(r'(\s(?:href|src)=")(?!https?:|mailto:|tel:|/|")')
_FOOTNOTES = regex(r'<div class="footnote">')
_PARTS = {STUDENT: "take-home", PARENTS: "parents"}


class View(Generated):
    """The head of such a page; it has the topics of its lesson, and with them its quick exit."""

    topics: tuple[str, ...] = ()


_BLANK = View(title="", description="")
"""What all of them have in common; copying it is quicker than making each from nothing."""


def reader_page(lesson_id: str, reader: str) -> str:
    """Return the id of the page of a lesson for a kind of readers."""
    return f"{lesson_id}/{reader}"


def readers_of(lesson: Lesson, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return who else has a page of a lesson: nobody of a training, parents of an evening."""
    if not is_for_adults(lesson, vocabulary):
        return READERS
    return (PARENTS,) if "parents" in lesson.audiences else ()


def reader_records(
    library: Library, languages: Languages, vocabulary: Vocabulary
) -> dict[tuple[str, str], Record]:
    """Return the records of these pages by (id, language tag): where the lesson is written.

    A translation is as current as that of the lesson. A written page stands before it.
    """
    written = {*library.ids(), *library.unreadable}
    found: dict[tuple[str, str], Record] = {}
    for record in _originals_first(library):
        lesson = record.head
        assert isinstance(lesson, Lesson)
        for reader in readers_of(lesson, vocabulary):
            page = reader_page(record.id, reader)
            if page not in written:
                translation = _translation(record, page, library, languages, found)
                head = _head(record, lesson, reader, translation)
                seen = digest(record.document.head_digest, 24)
                document = Document(f"{page} (generated)", None, head_digest=seen)
                own = digest(f"{page} {record.digest()}", DIGEST_LENGTH)
                found[page, record.language] = Record(
                    page, record.language, reader, head, document, known_digest=own
                )
    return found


def _originals_first(library: Library) -> Iterator[Record]:
    lessons = [r for r in library.records.values() if isinstance(r.head, Lesson)]
    yield from sorted(lessons, key=lambda r: r.head.translation is not None)


def _head(record: Record, lesson: Lesson, reader: str, translation: TranslationOf | None) -> View:
    said = {
        "title": lesson.title,
        "description": lesson.description,
        "about": (record.id, reader),
        "topics": lesson.topics,
        "reviewed_on": lesson.reviewed_on,
        "translation": translation,
    }
    return replace(_BLANK, **said)


def _translation(
    record: Record,
    page: str,
    library: Library,
    languages: Languages,
    found: dict[tuple[str, str], Record],
) -> TranslationOf | None:
    """Return what says that this page is a translation, current where the lesson's is."""
    translation = record.head.translation
    of = languages.of_path(translation.of) if translation else None
    if translation is None or of is None:
        return translation
    original, source = library.get(record.id, of.tag), found.get((page, of.tag))
    current = original is not None and original.digest() == translation.digest
    own = source.digest() if source and current else ""
    return replace(translation, digest=own)


def excerpt(html: str, reader: str) -> str:
    """Return what of a lesson's HTML is written for a kind of readers: safety, then their part.

    Links are those of the lesson's page, where its footnotes stay as well; they are made to start
    one folder deeper.
    """
    part = _part(html, _PARTS[reader])
    safety = "".join(box for box in safety_boxes(html) if box not in part)
    # Footnotes stand below the last part, whichever it is, with those of the teacher among them.
    for notes in list(divisions(part, _FOOTNOTES)):
        part = part.replace(notes, "")
    return _RELATIVE.sub(r"\1../", safety + part)


def _part(html: str, part: str) -> str:
    """Return the section that begins with a second heading, without that heading."""
    starts = [found.start() for found in _H2.finditer(html)] + [len(html)]
    for start, end in pairwise(starts):
        anchor = _ID.match(html, start)
        if anchor and anchor.group(1) == part:
            return html[html.index("</h2>", start) + len("</h2>") : end]
    return ""
