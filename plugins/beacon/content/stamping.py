"""Stamping: writing into a translation from which state of its original it was made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from beacon.content.library import Library
from beacon.content.records import Record
from beacon.content.translations import State, translate
from beacon.files import write
from beacon.languages.registry import Languages


class Standing(Struct, frozen=True):
    """How one text stands in one language; `words` are those a translator would write."""

    id: str
    language: str
    state: State
    words: int


def standings(library: Library, languages: Languages, tags: tuple[str, ...]) -> Iterator[Standing]:
    """Yield how each text stands in each language that people write, missing ones as fallback."""
    for tag in tags:
        if languages[tag].transliterated_from:
            continue
        for record_id in library.ids():
            translation = translate(library, languages, record_id, tag)
            if translation is not None:
                words = len(translation.record.body.split())
                yield Standing(record_id, tag, translation.state, words)


def stamp(root: Path, record: Record, source: Record) -> bool:
    """Write the digest of `source` into the front matter of `record`; False if it is there already.

    `root` is the folder from which the paths of records are given.
    """
    path = root / record.path
    text = path.read_bytes().decode()
    translation = record.head.translation
    if translation is None or translation.digest == source.digest():
        return False
    keys = [line for where, line in record.document.lines.items() if len(where) == 1]
    start = record.document.line(("translation",)) or 1
    lines = text.splitlines(keepends=True)
    fences = (n for n, line in enumerate(lines[start:], start) if line.startswith("---"))
    closing = next(fences, len(lines))  # a file of data has no text below it
    rest = min((line - 1 for line in keys if line > start), default=closing)
    end = lines[0][len(lines[0].rstrip("\r\n")) :]
    line = f'translation: {{of: {translation.of}, digest: "{source.digest()}"}}{end}'
    write(path, "".join([*lines[: start - 1], line, *lines[rest:]]).encode())
    return True
