"""What tests of calendars share: words in any language, and one public presentation."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from msgspec.structs import replace

from beacon.calendars.words import Words
from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.languages.strings import load_strings
from beacon.schedule.publicity import PublicPresentation

ROOT = Path(__file__).resolve().parents[2]
EVENT = PublicPresentation(
    id="2026-12-03-nis",
    status="confirmed",
    type="presentation",
    date=date(2026, 12, 3),
    start=time(10),
    end=time(10, 45),
    venue="Гимназија",
    city="rs-nis",
    lesson="grooming",
    audiences=("pupils", "parents"),
    sample=False,
    sequence=2,
    updated=date(2026, 11, 20),
    region="RS-20",
    language="sr-Cyrl",
    topics=("grooming",),
)
PROTECTED = replace(EVENT, start=None, end=None, venue="", protected=True)


def words_in(tag: str, languages: Languages, vocabulary: Vocabulary) -> Words:
    """Return the words of a language; lessons have no titles, help is at a number of nobody's."""
    strings = load_strings(ROOT / "theme" / "locales", languages, (tag,), [])
    return Words(
        strings=strings[tag],
        language=languages[tag],
        languages=languages,
        vocabulary=vocabulary,
        title=lambda presentation: "",
        organiser=lambda presentation: presentation.organising_venue,
        help_line="Help: 0",
        funding="Funded.",
        funded=frozenset({"training"}),
    )
