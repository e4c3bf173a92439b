"""Presentations: rows of the schedule, checked against venues, vocabulary and lessons."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from beacon.content.library import Library
from beacon.content.records import Strict
from beacon.content.vocabulary import Vocabulary, unknown
from beacon.problems import Code, Problem, did_you_mean
from beacon.schedule.venues import Venue, load_venues
from beacon.slugs import slugify
from beacon.sources import TWICE, Document, Row, build, read_csv

BAD_ID = Code(
    "SCH001",
    "The id of a presentation cannot be an address.",
    "Use small letters, digits, hyphens.",
)
UNKNOWN_VENUE = Code(
    "SCH002", "A presentation names a venue that does not exist.", "Add it to venues.csv."
)
UNKNOWN_LESSON = Code(
    "SCH003", "A presentation names a lesson that does not exist.", "Correct its name."
)
WRONG_YEAR = Code(
    "SCH004",
    "A presentation stands in the file of another year.",
    "Move the row to the file of its year.",
)
SAMPLE_MIX = Code(
    "SCH005",
    "A presentation that is not marked as a sample uses a sample venue.",
    'Write "yes" under sample, or name a real venue.',
)
HELD_TOO_EARLY = Code(
    "SCH006",
    "A presentation is marked as held, but was last changed before its day, so its school "
    "and hour would be published too early.",
    "Set the status back, or correct updated.",
)
VENUE_IN_ID = Code(
    "SCH007",
    "The id of a presentation names the venue, and ids are public before the day.",
    "Take the name of the venue out of the id.",
)
UNKNOWN_TAG = Code(
    "SCH008",
    "The language of a presentation is no language tag.",
    "Write it as BCP 47 has it: sr-Cyrl, sr-Latn, bg, en, hu.",
)
CODES = (
    BAD_ID, UNKNOWN_VENUE, UNKNOWN_LESSON, WRONG_YEAR, SAMPLE_MIX, HELD_TOO_EARLY, VENUE_IN_ID,
    UNKNOWN_TAG,
)  # fmt: skip

Status = Literal["planned", "confirmed", "held", "postponed", "cancelled"]
COLUMNS = (
    "id", "status", "type", "date", "start", "end", "venue", "city", "lesson", "language",
    "audiences", "stages", "public", "sample", "sequence", "updated",
)  # fmt: skip
# A language, its script where that matters: "sr-Cyrl", "hu".
_TAG = re.compile(r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?$")
_ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
_FILE = re.compile(r"^presentations-(\d{4})\.csv$")


class Presentation(Strict):
    """One presentation.

    `date` and the times are local to the centre; no time means that it is not yet set.
    `public` is `full` where the school agreed to be named before the day, else `date`.
    `sequence` and `updated` are those of iCalendar: they rise with every change.
    """

    id: str
    status: Status
    type: str
    date: datetime.date
    start: time | None
    end: time | None
    venue: str
    city: str
    lesson: str
    language: str
    audiences: tuple[str, ...] = Field(min_length=1)
    stages: tuple[str, ...] = ()
    public: Literal["date", "full"]
    sample: bool
    sequence: int = Field(ge=0, le=2_147_483_647)
    updated: datetime.date

    @field_validator("date", "updated", mode="before")
    @classmethod
    def _written_as_a_date(cls, value: object) -> object:
        if isinstance(value, str) and value.isdigit():
            raise ValueError(f'write the date as 2026-02-10, not "{value}"')
        return value

    @field_validator("start", "end", mode="before")
    @classmethod
    def _local_time_or_none_yet(cls, value: object) -> object:
        if isinstance(value, str) and value and not _CLOCK.match(value):
            raise ValueError(f'write the local time as "08:30", not "{value}"')
        return value or None

    @field_validator("audiences", "stages", mode="before")
    @classmethod
    def _separated_by_semicolons(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(";") if part.strip())
        return value

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Presentation:
        if self.start and self.end and self.end <= self.start:
            raise ValueError(f"it ends at {self.end:%H:%M}, before it starts at {self.start:%H:%M}")
        if self.end and not self.start:
            raise ValueError("it has an end but no start")
        if not self.venue and not self.city:
            raise ValueError("name a venue or at least a city")
        return self


@dataclass(frozen=True, slots=True)
class Schedule:
    """All presentations of a centre by id, in order of time, and its venues.

    `unreadable` are the ids of rows with faults, which other checks need not tell again.
    """

    presentations: Mapping[str, Presentation] = field(default_factory=dict)
    venues: Mapping[str, Venue] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()

    def city(self, presentation: Presentation) -> str:
        """Return the slug of the city where a presentation is held."""
        venue = self.venues.get(presentation.venue)
        return venue.city if venue else presentation.city


def load_schedule(
    folder: Path, shown: str, vocabulary: Vocabulary, library: Library, problems: list[Problem]
) -> Schedule:
    """Read `venues.csv` and every `presentations-<year>.csv` of a centre's schedule folder."""
    venues = load_venues(folder / "venues.csv", f"{shown}/venues.csv", vocabulary, problems)
    found: dict[str, Presentation] = {}
    unreadable: set[str] = set()
    lessons = {
        key.removeprefix("lessons/")
        for key in (*library.ids(), *library.unreadable)
        if key.startswith("lessons/")
    }
    for path in sorted(folder.glob("presentations-*.csv")):
        name = f"{shown}/{path.name}"
        year = _FILE.match(path.name)
        for row in read_csv(path, name, COLUMNS, problems):
            presentation = _read_row(row, name, problems)
            if presentation is None:
                unreadable.add(row.cells["id"])
                continue
            faults = _check(presentation, row.line, name, venues, vocabulary, lessons, found)
            problems.extend(faults)
            if year and presentation.date.year != int(year.group(1)):
                said = f"{presentation.date} is not in {year.group(1)}."
                problems.append(WRONG_YEAR.at(name, row.line, said))
            found[presentation.id] = presentation
    in_order = sorted(found.values(), key=lambda p: (p.date, p.start or time(), p.id))
    return Schedule({p.id: p for p in in_order}, venues, frozenset(unreadable))


def _read_row(row: Row, shown: str, problems: list[Problem]) -> Presentation | None:
    document = Document(shown, dict(row.cells), {(): row.line})
    return build(Presentation, document, problems)


def _check(
    presentation: Presentation,
    line: int,
    shown: str,
    venues: Mapping[str, Venue],
    vocabulary: Vocabulary,
    lessons: Collection[str],
    found: Mapping[str, Presentation],
) -> Iterator[Problem]:
    if not _ID.match(presentation.id):
        yield BAD_ID.at(shown, line, f'"{presentation.id}" cannot be an id.')
    if presentation.id in found:
        yield TWICE.at(shown, line, f'The id "{presentation.id}" stands there twice.')
    venue = venues.get(presentation.venue)
    if presentation.venue and venue is None:
        near = did_you_mean(presentation.venue, venues)
        hint = f"Add it to venues.csv, or d{near[1:]}" if near else ""
        yield UNKNOWN_VENUE.at(shown, line, f'No venue "{presentation.venue}".', hint)
    if presentation.status == "held" and presentation.updated < presentation.date:
        said = f"It is held on {presentation.date}, but was last changed on {presentation.updated}."
        yield HELD_TOO_EARLY.at(shown, line, said)
    protected = presentation.public == "date" and presentation.status != "held"
    if (
        venue
        and protected
        and (venue.id in presentation.id or slugify(venue.name) in presentation.id)
    ):
        yield VENUE_IN_ID.at(shown, line, f'"{presentation.id}" names the venue.')
    if not _TAG.match(presentation.language):
        yield UNKNOWN_TAG.at(shown, line, f'"{presentation.language}" is no language tag.')
    if venue and venue.sample and not presentation.sample:
        yield SAMPLE_MIX.at(shown, line, f'"{venue.id}" is a sample venue.')
    if presentation.lesson and presentation.lesson not in lessons:
        hint = did_you_mean(presentation.lesson, lessons)
        yield UNKNOWN_LESSON.at(shown, line, f'No lesson "{presentation.lesson}".', hint)
    checks: Iterable[tuple[tuple[str, ...], Mapping[str, object], str]] = (
        ((presentation.type,), vocabulary.event_types, "vocabulary/event-types.yml"),
        (presentation.audiences, vocabulary.audiences, "vocabulary/audiences.yml"),
        (presentation.stages, vocabulary.stages, "vocabulary/stages.yml"),
    )
    for ids, known, where in checks:
        yield from unknown(ids, known, where, shown, line)
    if presentation.city:
        where = "vocabulary/cities.csv"
        yield from unknown((presentation.city,), vocabulary.cities, where, shown, line)
