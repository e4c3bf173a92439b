"""Publicity: what of a presentation may be shown to everybody.

A school and an hour tell strangers where children will be. So before the day only the
city and the date leave this room, unless the school agreed; afterwards the school may be named.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from beacon.schedule.presentations import Presentation, Schedule, Status


@dataclass(frozen=True, slots=True)
class PublicPresentation:
    """A presentation as it may be published; `venue` and the times are empty where protected."""

    id: str
    status: Status
    type: str
    date: datetime.date
    start: datetime.time | None
    end: datetime.time | None
    venue: str
    city: str
    lesson: str
    audiences: tuple[str, ...]
    sample: bool
    sequence: int
    updated: datetime.date


def public(schedule: Schedule) -> tuple[PublicPresentation, ...]:
    """Return all presentations in order of time, reduced to what may be published."""
    return tuple(_reduce(p, schedule) for p in schedule.presentations.values())


def _reduce(presentation: Presentation, schedule: Schedule) -> PublicPresentation:
    shown = presentation.status == "held" or presentation.public == "full"
    venue = schedule.venues.get(presentation.venue)
    return PublicPresentation(
        id=presentation.id,
        status=presentation.status,
        type=presentation.type,
        date=presentation.date,
        start=presentation.start if shown else None,
        end=presentation.end if shown else None,
        venue=venue.name if shown and venue else "",
        city=schedule.city(presentation),
        lesson=presentation.lesson,
        audiences=presentation.audiences,
        sample=presentation.sample,
        sequence=presentation.sequence,
        updated=presentation.updated,
    )
