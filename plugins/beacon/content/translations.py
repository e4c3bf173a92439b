"""Translations: which text a reader of a language gets, and how it stands to its original."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from beacon.content.library import Library, Media
from beacon.content.records import Record
from beacon.languages.registry import UNKNOWN_LANGUAGE, Languages
from beacon.problems import Code, Problem, Severity

NO_SOURCE = Code(
    "TRA001",
    "A translation names a language in which the text does not exist.",
    'Correct "translation: {of: …}", or take it out if this text is the original.',
)
NO_DIGEST = Code(
    "TRA002",
    "A translation does not say which state of the original it was made from.",
    "Run: python3 scripts/translations.py --stamp",
    Severity.WARNING,
)
CODES = (NO_SOURCE, NO_DIGEST)


class State(StrEnum):
    """How the text that a reader gets stands to the original."""

    ORIGINAL = "original"
    CURRENT = "current"
    STALE = "stale"
    FALLBACK = "fallback"
    TRANSLITERATED = "transliterated"


class Translation(Struct, frozen=True):
    """The text for one language: `record` may be in another (fallback) or another script.

    `stale` is also true of a transliteration whose Cyrillic text is stale;
    `source` is the text it was translated from.
    """

    record: Record
    language: str
    state: State
    stale: bool = False
    source: Record | None = None

    @property
    def text_language(self) -> str:
        """The tag of the language the reader sees."""
        return self.language if self.state is State.TRANSLITERATED else self.record.language


def translate(
    library: Library, languages: Languages, record_id: str, language: str
) -> Translation | None:
    """Return what a reader of `language` gets for `record_id`; None where no text exists at all."""
    record = library.get(record_id, language)
    if record is not None:
        return _written(library, languages, record, language)
    written_in = languages.source(language).tag
    record = library.get(record_id, written_in)
    if record is not None:
        base = _written(library, languages, record, language)
        return Translation(record, language, State.TRANSLITERATED, base.stale, base.source)
    for tag in (*languages[written_in].fallbacks, *languages.by_tag):
        record = library.get(record_id, tag)
        if record is not None:
            base = _written(library, languages, record, language)
            return Translation(record, language, State.FALLBACK, base.stale, base.source)
    return None


def media_for(library: Library, languages: Languages, uri: str, language: str) -> Media | None:
    """Return the picture for a language: its own, else the one of the text that stands in."""
    written_in = languages.source(language).tag
    for tag in (language, written_in, *languages[written_in].fallbacks, *languages.by_tag):
        if (uri, tag) in library.media:
            return library.media[uri, tag]
    return None


def _written(library: Library, languages: Languages, record: Record, language: str) -> Translation:
    if record.head.translation is None:
        return Translation(record, language, State.ORIGINAL)
    of = languages.of_path(record.head.translation.of)
    source = library.get(record.id, of.tag) if of else None
    if source is None or source.digest() == record.head.translation.digest:
        return Translation(record, language, State.CURRENT, source=source)
    return Translation(record, language, State.STALE, True, source)


def turned(library: Library, languages: Languages, before: Record, now: Record) -> bool:
    """Tell whether a translation of a text has become stale by an edit of it, or current."""
    texts = (library.get(now.id, tag) for tag in languages.by_tag)
    found = (text.head.translation for text in texts if text is not None)
    digests = [t.digest for t in found if t and languages.of_path(t.of)]
    return before.digest() in digests or now.digest() in digests


def check_translations(library: Library, languages: Languages) -> Iterator[Problem]:
    """Tell translations whose original cannot be found."""
    for record in library.records.values():
        yield from check_translation(record, library, languages)


class Originals(Protocol):
    """Where the originals of translations are looked up; a library is one."""

    def get(self, record_id: str, language: str) -> Record | None:
        """Return the record written in this very language."""

    def is_unreadable(self, record_id: str) -> bool:
        """Tell whether a text has faults that are told elsewhere."""


def check_translation(
    record: Record, originals: Originals, languages: Languages
) -> Iterator[Problem]:
    """Tell whether the original of one translation cannot be found."""
    translation = record.head.translation
    if translation is None:
        return
    of = languages.of_path(translation.of)
    if of is not None and originals.is_unreadable(record.id):
        return
    there = of is not None and of.tag != record.language and originals.get(record.id, of.tag)
    if there and translation.digest:
        return
    line = record.document.line(("translation", "of"))
    if of is None:
        said = f'"{translation.of}" is no language of the registry.'
        yield UNKNOWN_LANGUAGE.at(record.path, line, said, languages.hint(translation.of))
    elif not there:
        said = f'There is no text "{record.id or "index"}" in "{translation.of}".'
        yield NO_SOURCE.at(record.path, line, said)
    else:
        yield NO_DIGEST.at(record.path, line, "The digest of the original is missing.")
