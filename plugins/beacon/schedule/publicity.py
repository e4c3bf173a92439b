"""Publicity: what of a presentation may be shown to everybody.

A school and an hour tell strangers where children will be. So before the day only the
city and the date leave this room, unless the school agreed or adults meet alone; afterwards
the school may be named. `PublicPresentation` and `PublicChange` are the only types that leave:
no feed, page or export sees anything else.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from beacon.schedule.cells import Presenter, hours_on
from beacon.schedule.changes import ADDED, Change
from beacon.schedule.presentations import (
    STATUSES,
    Presentation,
    Schedule,
    Status,
    for_adults,
    names_place,
)


class PublicPresentation(Struct, frozen=True):
    """A presentation as it may be published.

    Where it is protected, venue, schools, times, grades, ages, presenters, capacity and an
    organiser that is a school are empty. `moved_from` is the day it was moved from,
    `moved_from_time` the hour; `organising_venue` is the name of an organiser that is a venue,
    `organiser_hidden` says that there is one which is not named yet.
    `with_children` is false only where adults meet alone.
    """

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
    all_day: bool = False
    end_date: datetime.date | None = None
    region: str = ""
    schools: tuple[str, ...] = ()
    language: str = ""
    topics: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    presenters: tuple[Presenter, ...] = ()
    moved_from: datetime.date | None = None
    moved_from_time: datetime.time | None = None
    reason: str = ""
    campaign: str = ""
    organiser: str = ""
    organising_venue: str = ""
    organiser_hidden: bool = False
    capacity: int | None = None
    registration: str = ""
    trains: tuple[str, ...] = ()
    with_children: bool = True
    protected: bool = False

    @property
    def last(self) -> datetime.date:
        """The last day it is held on."""
        return self.end_date or self.date

    @property
    def of_centre(self) -> bool:
        """Whether the centre organises it: nobody else does, named or not."""
        return not (self.organiser or self.organiser_hidden)

    @property
    def over(self) -> datetime.date:
        """The day on which its last public hours end: the next one, where they pass midnight."""
        if self.start is None or self.end is None or self.end == datetime.time():
            return self.last
        return hours_on(self.last, self.start, self.end)[1].date()


class PublicChange(Struct, frozen=True):
    """What changed in one presentation on one day, as it may be published.

    `kinds` are `added`, `moved`, `hour`, `place` and the status it took, in this order.
    `before` is the day it was moved from; no former hour or place is ever told.
    """

    on: datetime.date
    presentation: PublicPresentation
    sequence: int
    kinds: tuple[str, ...]
    before: datetime.date | None = None


def public(schedule: Schedule) -> tuple[PublicPresentation, ...]:
    """Return all presentations in order of time, reduced to what may be published.

    Nothing of an internal one leaves. The order is that of the hours that are public:
    the place of an event among others of its day would tell its hour.
    """
    found = (
        _reduce(p, schedule) for p in schedule.presentations.values() if p.public != "internal"
    )
    return tuple(sorted(found, key=lambda p: (p.date, p.start or datetime.time(), p.id)))


def _reduce(presentation: Presentation, schedule: Schedule) -> PublicPresentation:
    shown = names_place(presentation, schedule.adults)
    venue = schedule.venues.get(presentation.venue)
    moved = presentation.rescheduled_from
    open_still = presentation.status in ("planned", "confirmed")
    # The page may be the school's own; an e-mail address is checked to be the centre's.
    registration = presentation.registration
    if not shown and registration.startswith("https:"):
        registration = ""
    of_school = presentation.organiser in schedule.venues
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
        all_day=presentation.all_day and shown,
        end_date=presentation.end_date,
        region=schedule.region(presentation),
        schools=_names(presentation.schools, schedule) if shown else (),
        language=presentation.language,
        topics=schedule.topics(presentation),
        stages=presentation.stages if shown else (),
        grades=presentation.grades if shown else (),
        age_min=presentation.age_min if shown else None,
        age_max=presentation.age_max if shown else None,
        presenters=presentation.presenters if shown else (),
        moved_from=moved.date if moved else None,
        moved_from_time=moved.time if moved and shown else None,
        reason=presentation.reason,
        campaign=presentation.campaign,
        organiser="" if of_school and not shown else presentation.organiser,
        organising_venue=schedule.venues[presentation.organiser].name
        if of_school and shown
        else "",
        organiser_hidden=of_school and not shown,
        capacity=presentation.capacity if shown else None,
        registration=registration if open_still else "",
        trains=presentation.trains,
        with_children=not for_adults(presentation, schedule.adults),
        protected=not shown,
    )


def _names(venue_ids: Iterable[str], schedule: Schedule) -> tuple[str, ...]:
    return tuple(schedule.venues[key].name for key in venue_ids if key in schedule.venues)


_KINDS = (ADDED, "moved", "hour", "place", *STATUSES)
_OF_DAYS = ("date", "end_date")
_OF_HOURS = ("start", "end")
_OF_PLACE = ("venue", "city", "schools")


def public_changes(schedule: Schedule) -> tuple[PublicChange, ...]:
    """Return what changed, the newest first, reduced in the same way.

    A change of hour or school of a protected event is not told at all, and of an event that
    was internal once, nothing from that time.
    """
    shown = {p.id: p for p in public(schedule)}
    lines = _since_public(schedule.changes)
    by_event = sorted(lines, key=lambda c: (c.on, c.id, c.sequence))
    found = []
    for (on, key, sequence), group in groupby(by_event, key=lambda c: (c.on, c.id, c.sequence)):
        presentation = shown.get(key)
        if presentation is not None:
            change = _change(on, sequence, tuple(group), presentation, schedule)
            if change is not None:
                found.append(change)
    return tuple(sorted(found, key=lambda c: (-c.on.toordinal(), c.presentation.id, -c.sequence)))


def _since_public(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes since an event is public; becoming so is like being added."""
    ordered = tuple(changes)
    opened: dict[str, int] = {}
    for number, change in enumerate(ordered):
        if change.column == "public" and change.before == "internal":
            opened[change.id] = number
    for number, change in enumerate(ordered):
        since = opened.get(change.id, -1)
        if number == since:
            yield Change(change.on, change.id, change.sequence, ADDED, "", "")
        elif number > since:
            yield change


def _change(
    on: datetime.date,
    sequence: int,
    lines: tuple[Change, ...],
    presentation: PublicPresentation,
    schedule: Schedule,
) -> PublicChange | None:
    kinds: set[str] = set()
    before = None
    for line in lines:
        if line.column == ADDED:
            kinds.add(ADDED)
        elif line.column == "status" and line.after in STATUSES:
            kinds.add(line.after)
        elif line.column in _OF_DAYS:
            kinds.add("moved")
            before = _day(line.before) if line.column == "date" else before
        elif line.column in _OF_HOURS and not presentation.protected:
            kinds.add("hour")
        elif line.column in _OF_PLACE and (
            not presentation.protected or _other_city(line, schedule.venues, schedule.regions)
        ):
            kinds.add("place")
    if not kinds:
        return None
    ordered = tuple(kind for kind in _KINDS if kind in kinds)
    return PublicChange(on, presentation, sequence, ordered, before)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _other_city(line: Change, venues: Mapping[str, object], cities: Mapping[str, str]) -> bool:
    """Tell whether a change of place led to another city, which is public."""

    def city(text: str) -> str:
        return text if text in cities else str(getattr(venues.get(text), "city", ""))

    before, after = city(line.before), city(line.after)
    return line.column != "schools" and bool(before and after) and before != after
