"""Unfilled: what `scripts/new.py` has made and nobody has written yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from beacon.build.scaffold import SCAFFOLDS, TO_BE_FILLED_IN, UNKNOWN_COUNTRY
from beacon.content.centres import CentreFolder
from beacon.content.lessons import Lesson
from beacon.content.prose import Prose
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity

UNFILLED = Code(
    "NEW001",
    "A lesson or quiz still tells its writer what to write.",
    "Write your own words in its place.",
    Severity.WARNING,
)
NOT_READ = Code(
    "NEW002",
    "A lesson is published, and nobody has said when it was last read with care.",
    'Let somebody read it, and write down the day: "reviewed_on: 2026-11-25".',
    Severity.WARNING,
)
NO_CENTRE_YET = Code(
    "NEW003",
    "The name or the country of a new centre still stands for its own.",
    "Fill it in.",
    Severity.WARNING,
)
CODES = (UNFILLED, NOT_READ, NO_CENTRE_YET)

_KINDS = ("lesson", "quiz")
_IN_QUOTES = regex(r'^ *(?:description|feedback): "([^"]+)"', re.MULTILINE)
_NAMES = regex(r"^authors: \[([^\]]+)\]", re.MULTILINE)
_OBJECTIVES = regex(r"^  - (\w[^:\n]*)$(?=(?:\n  - .*)*\nkey_words:)", re.MULTILINE)
# Headings, quotations and questions are examples that a lesson may keep.
_PARAGRAPH = regex(r"^(?![#>\d\s-]).+$", re.MULTILINE)


@cache
def sentences() -> frozenset[str]:
    """Return what the scaffolds of lessons and quizzes say to their writers, in all languages."""
    found: set[str] = set()
    for kind in _KINDS:
        for path in sorted(SCAFFOLDS.glob(f"{kind}.*")):
            text = path.read_text(encoding="utf-8")
            for pattern in (_IN_QUOTES, _NAMES, _OBJECTIVES):
                found.update(pattern.findall(text))
            if path.suffix == ".md":
                found.update(_PARAGRAPH.findall(text.rpartition("---\n")[2]))
    return frozenset(found)


def unfilled_text(text: Prose) -> Iterator[Problem]:
    """Tell where a lesson or quiz is as it was made, and a lesson that nobody has read."""
    record = text.record
    if record.kind not in _KINDS:
        return
    for place, words in text.texts(lambda words: words.strip() in sentences()):
        said = f'Here still stands "{words.strip()}".'
        yield UNFILLED.at(record.path, text.line(place), said)
    if isinstance(record.head, Lesson) and record.head.reviewed_on is None:
        line = record.document.line(("reviewed_on",))
        yield NOT_READ.at(record.path, line, "The lesson has no day of its last reading.")


def unfilled_centre(folder: CentreFolder) -> Iterator[Problem]:
    """Tell a centre whose name or country is the one it was made with."""
    document, centre = folder.document, folder.centre
    if centre.country == UNKNOWN_COUNTRY:
        said = f'"{centre.country}" is no country.'
        hint = "Write its code of two letters (ISO 3166), such as HR."
        yield NO_CENTRE_YET.at(document.path, document.line(("country",)), said, hint)
    for key in ("name", "short_name"):
        for language, name in getattr(centre, key).items():
            if TO_BE_FILLED_IN in name:
                said = f'The name of the centre is still "{name}".'
                yield NO_CENTRE_YET.at(document.path, document.line((key, language)), said)
