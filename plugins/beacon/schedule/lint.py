"""Lint: what looks wrong in a schedule whose every row is right by itself.

Each check is one function that yields problems; `CHECKS` is all of them. What a coordinator
may have meant is a warning; what cannot be, or would publish too early, is an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from msgspec import Struct, field

from beacon.content.vocabulary import Vocabulary
from beacon.problems import Code, Problem, Severity
from beacon.schedule.cells import hours_on
from beacon.schedule.presentations import Presentation, Schedule, for_adults

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo as Zone

PRESENTERS_TWICE = Code(
    "SCH101",
    "More presenters of a role are needed at one time than the centre has (presenters in "
    "centre.yml), or than any one event needs where it does not say.",
    "Move one of the events, send others, or say how many there are under presenters in "
    "centre.yml.",
    Severity.WARNING,
)
VENUE_TWICE = Code(
    "SCH102",
    "Two events are in one venue at the same time.",
    "Correct the venue or the hour, or leave it if the venue has room for both.",
    Severity.WARNING,
)
NO_TRAVEL_TIME = Code(
    "SCH103",
    "The same people cannot get from one city to the next in time.",
    "Leave an hour and a half between events in different cities, send others, or say how many "
    "there are under presenters in centre.yml.",
    Severity.WARNING,
)
PUBLIC_HOLIDAY = Code(
    "SCH104", "An event is on a public holiday.", "Check the date.", Severity.WARNING
)
SCHOOL_BREAK = Code(
    "SCH105",
    "An event with children is on a day without school in its region.",
    "Check the date; camps and events outside school may stay.",
    Severity.WARNING,
)
UNUSUAL_HOUR = Code(
    "SCH106", "An event is before 07:00 or after 20:00.", "Check the hour.", Severity.WARNING
)
OTHER_STAGE = Code(
    "SCH107",
    "A grade does not belong to the stage of school that is named.",
    "Correct the grade or the stage.",
)
HELD_IN_FUTURE = Code(
    "SCH108",
    "An event is marked as held before its last day is over, so its school and hour would be "
    "published too early.",
    "Set the status back.",
)
NO_NUMBERS = Code(
    "SCH109",
    "An event was held, but nobody has said how many came.",
    'Add its rows to attendance; "not-reported" says that nobody counted.',
    Severity.WARNING,
)
NOT_SETTLED = Code(
    "SCH110",
    "The day of an event is over, and it still stands as planned or confirmed.",
    "Set its status to held, cancelled or postponed.",
    Severity.WARNING,
)
TOO_MANY = Code(
    "SCH111",
    "More people are expected than can come in.",
    "Correct the numbers, or find a larger venue.",
    Severity.WARNING,
)
NO_SUCH_HOUR = Code(
    "SCH112",
    "An hour is not there, or is there twice, in the night when the clocks change.",
    "Take another hour.",
)
DUPLICATE = Code(
    "SCH113",
    "Two rows say the same: one day, hour, place, lesson and audience.",
    "Take one of them out, or cancel it.",
    Severity.WARNING,
)
OTHER_AGE = Code(
    "SCH114",
    "The ages do not fit the grades.",
    "Correct the ages or the grades; one of them is enough.",
    Severity.WARNING,
)
CODES = (
    PRESENTERS_TWICE, VENUE_TWICE, NO_TRAVEL_TIME, PUBLIC_HOLIDAY, SCHOOL_BREAK, UNUSUAL_HOUR,
    OTHER_STAGE, HELD_IN_FUTURE, NO_NUMBERS, NOT_SETTLED, TOO_MANY, NO_SUCH_HOUR, DUPLICATE,
    OTHER_AGE,
)  # fmt: skip

TRAVEL = timedelta(minutes=90)
"""The least time between two cities: no distances are known, and packing up takes a while."""
LESSON = timedelta(hours=1)
"""How long an event is taken to last where its end is not given."""
FIRST_HOUR, LAST_HOUR = time(7), time(20)


class Ground(Struct, frozen=True):
    """What the checks look at.

    `as_of` is the day on which they are made, None where it is not known; `counted` are the ids
    of events whose numbers are known; `available` says by role how many presenters there are.
    Of a role that it does not name there are as many as one event needs: a single team.
    """

    schedule: Schedule
    vocabulary: Vocabulary
    time_zone: str
    as_of: date | None = None
    counted: Collection[str] = frozenset()
    available: Mapping[str, int] = field(default_factory=dict)

    def at(self, code: Code, presentation: Presentation, said: str) -> Problem:
        """Return a problem at the row of a presentation."""
        path, line = self.schedule.places.get(presentation.id, ("", None))
        return code.at(path, line, said)

    def coming(self) -> Iterator[Presentation]:
        """Yield what is still to be held on its day: there only can anything be moved."""
        for presentation in self.schedule.presentations.values():
            if presentation.status in ("planned", "confirmed"):
                yield presentation


class Slot(Struct, frozen=True):
    """The hours of an event on one of its days."""

    presentation: Presentation
    starts: datetime
    ends: datetime
    city: str


def lint(ground: Ground) -> Iterator[Problem]:
    """Tell everything that looks wrong in a schedule."""
    for check in CHECKS:
        yield from check(ground)


def days(presentation: Presentation) -> Iterator[date]:
    """Yield each day of an event."""
    for number in range((presentation.last - presentation.date).days + 1):
        yield presentation.date + timedelta(days=number)


def _slots(ground: Ground) -> Iterator[Slot]:
    for presentation in ground.coming():
        if presentation.start is None:
            continue
        city = ground.schedule.city(presentation)
        for day in days(presentation):
            starts = datetime.combine(day, presentation.start)
            ends = starts + LESSON
            if presentation.end:
                starts, ends = hours_on(day, presentation.start, presentation.end)
            yield Slot(presentation, starts, ends, city)


def check_presenters(ground: Ground) -> Iterator[Problem]:
    """More presenters of a role than there are, at one time or on the way between cities."""
    by_day: defaultdict[tuple[str, date], list[tuple[Slot, int]]] = defaultdict(list)
    for slot in _slots(ground):
        # Whoever is there in the night, or on the way home, is not free on the next day.
        on = {slot.starts.date(), (slot.ends + TRAVEL).date()}
        for presenter, day in product(slot.presentation.presenters, on):
            by_day[presenter.role, day].append((slot, presenter.count))
    one_team: defaultdict[str, int] = defaultdict(int)
    for (role, _), needs in by_day.items():
        one_team[role] = max(one_team[role], *(count for _, count in needs))
    for (role, day), needs in sorted(by_day.items(), key=lambda item: item[0]):
        there = ground.available.get(role, one_team[role])
        known = f"{there} {_are(there)} there"
        if role not in ground.available:
            known = f"and no event alone needs more than {there}"
        beginning = (slot for slot, _ in needs if slot.starts.date() == day)
        for slot in sorted(beginning, key=lambda slot: (slot.starts, slot.presentation.id)):
            needed = _needed(slot, needs, timedelta())
            if needed > there:
                said = f"{needed} of the role {role} {_are(needed)} needed at {slot.starts:%H:%M}, "
                said += f"{known}."
                yield ground.at(PRESENTERS_TWICE, slot.presentation, said)
                continue
            needed = _needed(slot, needs, TRAVEL)
            if needed > there:
                said = f"{needed} of the role {role} {_are(needed)} needed with those on their "
                said += f"way, {known}."
                yield ground.at(NO_TRAVEL_TIME, slot.presentation, said)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _needed(slot: Slot, needs: Iterable[tuple[Slot, int]], travel: timedelta) -> int:
    """Return how many are busy when a slot begins, those still on their way to it included."""
    busy = 0
    for other, count in needs:
        away = other.city != slot.city and "online" not in (
            other.presentation.type,
            slot.presentation.type,
        )
        if other.starts <= slot.starts < other.ends + (travel if away else timedelta()):
            busy += count
    return busy


def check_campaigns(ground: Ground) -> Iterator[Problem]:
    """Stops of one campaign, which one team visits, too near to each other in time."""
    stops: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in _slots(ground):
        if slot.presentation.campaign and slot.presentation.type != "online":
            stops[slot.presentation.campaign].append(slot)
    for _, slots in sorted(stops.items()):
        slots.sort(key=lambda slot: (slot.starts, slot.presentation.id))
        for one, two in pairwise(slots):
            if one.city != two.city and two.starts < one.ends + TRAVEL:
                said = f'It begins at {two.starts:%H:%M}; "{one.presentation.id}" in another city '
                said += f"ends at {one.ends:%H:%M}."
                yield ground.at(NO_TRAVEL_TIME, two.presentation, said)


def check_venues(ground: Ground) -> Iterator[Problem]:
    """Two events in one venue at the same time."""
    rooms: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in _slots(ground):
        if slot.presentation.venue:
            rooms[slot.presentation.venue].append(slot)
    for _, slots in sorted(rooms.items()):
        slots.sort(key=lambda slot: (slot.starts, slot.presentation.id))
        longest = slots[0]
        for slot in slots[1:]:
            same = _same(ground, slot.presentation) == _same(ground, longest.presentation)
            if slot.starts < longest.ends and not same:
                said = f'"{longest.presentation.id}" is there until {longest.ends:%H:%M}.'
                yield ground.at(VENUE_TWICE, slot.presentation, said)
            if slot.ends > longest.ends:
                longest = slot


def check_holidays(ground: Ground) -> Iterator[Problem]:
    """Public holidays, and with children the days without school in their region."""
    for presentation in ground.coming():
        place = ground.vocabulary.cities.get(ground.schedule.city(presentation))
        if place is None:
            continue
        adults = for_adults(presentation, ground.schedule.adults)
        for day in days(presentation):
            for free in ground.vocabulary.free_days.on(day, place.country, place.region):
                if free.schools_only and adults:
                    continue
                code = SCHOOL_BREAK if free.schools_only else PUBLIC_HOLIDAY
                said = f"{day} is free in {place.region}: {free.name['en']}."
                yield ground.at(code, presentation, said)
                break


def check_hours(ground: Ground) -> Iterator[Problem]:
    """Hours at which hardly any school has visitors."""
    for presentation in ground.coming():
        start, end = presentation.start, presentation.end
        if start and not FIRST_HOUR <= start <= (end or start) <= LAST_HOUR:
            hours = f"{start:%H:%M}–{end:%H:%M}" if end else f"{start:%H:%M}"
            yield ground.at(UNUSUAL_HOUR, presentation, f"It is at {hours}.")


def check_grades(ground: Ground) -> Iterator[Problem]:
    """Grades against stages and ages."""
    for presentation in ground.schedule.presentations.values():
        if not presentation.grades:
            continue
        place = ground.vocabulary.cities.get(ground.schedule.city(presentation))
        known = ground.vocabulary.grades.get(place.country, {}) if place else {}
        grades = [known[grade] for grade in presentation.grades if grade in known]
        for grade in grades:
            if presentation.stages and grade.stage not in presentation.stages:
                said = f'Grade {grade.id} is of the stage "{grade.stage}".'
                yield ground.at(OTHER_STAGE, presentation, said)
        if not grades:
            continue
        youngest, oldest = min(g.age_min for g in grades), max(g.age_max for g in grades)
        low, high = presentation.age_min, presentation.age_max
        # Children start school a year earlier or later.
        if (low is not None and low < youngest - 1) or (high is not None and high > oldest + 1):
            said = f"Grades {', '.join(presentation.grades)} are usually {youngest}–{oldest} years."
            yield ground.at(OTHER_AGE, presentation, said)


def check_held(ground: Ground) -> Iterator[Problem]:
    """What is marked as held in the future, and what of the past is not settled or not counted."""
    if ground.as_of is None:
        return
    for presentation in ground.schedule.presentations.values():
        over = presentation.last < ground.as_of
        if presentation.status == "held" and presentation.last > ground.as_of:
            said = f"It ends on {presentation.last}, and today is {ground.as_of}."
            yield ground.at(HELD_IN_FUTURE, presentation, said)
        if presentation.sample or not over:
            continue
        if presentation.status == "held" and presentation.id not in ground.counted:
            said = f'Nothing is in attendance for "{presentation.id}".'
            yield ground.at(NO_NUMBERS, presentation, said)
        if presentation.status in ("planned", "confirmed"):
            said = f"It ended on {presentation.last} and is {presentation.status}."
            yield ground.at(NOT_SETTLED, presentation, said)


def check_capacity(ground: Ground) -> Iterator[Problem]:
    """More people than places."""
    for presentation in ground.schedule.presentations.values():
        expected, capacity = presentation.expected, presentation.capacity
        if presentation.status == "cancelled" or expected is None or capacity is None:
            continue
        if expected > capacity:
            said = f"{expected} are expected, {capacity} can come."
            yield ground.at(TOO_MANY, presentation, said)


def check_clock(ground: Ground) -> Iterator[Problem]:
    """Hours that the change of the clocks leaves out or repeats."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (slow to load)

    zone = ZoneInfo(ground.time_zone)

    @cache
    def changes(day: date) -> bool:
        ends = (datetime.combine(day, hour, zone) for hour in (time(0), time(23, 59)))
        return len({moment.utcoffset() for moment in ends}) > 1

    for presentation in ground.schedule.presentations.values():
        for day in days(presentation):
            start, end = presentation.start, presentation.end
            if start is None:
                continue
            for moment in hours_on(day, start, end) if end else (datetime.combine(day, start),):
                if changes(moment.date()) and not _once(moment.date(), moment.time(), zone):
                    said = f"On {moment.date()} the clocks change at {moment:%H:%M}."
                    yield ground.at(NO_SUCH_HOUR, presentation, said)


def _once(day: date, hour: time, zone: Zone) -> bool:
    """Tell whether a local hour is there, and only once."""
    moment = datetime.combine(day, hour, zone)
    back = moment.astimezone(UTC).astimezone(zone)
    there = back.replace(tzinfo=None) == moment.replace(tzinfo=None)
    return there and moment.utcoffset() == moment.replace(fold=1).utcoffset()


def _same(ground: Ground, presentation: Presentation) -> tuple[object, ...]:
    """Return what makes two rows one event."""
    return (
        presentation.date,
        presentation.start,
        presentation.venue or ground.schedule.city(presentation),
        presentation.schools,
        presentation.type,
        presentation.lesson,
        presentation.audiences,
        presentation.grades,
    )


def check_duplicates(ground: Ground) -> Iterator[Problem]:
    """Rows that say the same under two ids."""
    first: dict[tuple[object, ...], Presentation] = {}
    for presentation in ground.schedule.presentations.values():
        if presentation.status == "cancelled" or not (presentation.venue or presentation.schools):
            continue
        other = first.setdefault(_same(ground, presentation), presentation)
        if other is not presentation:
            yield ground.at(DUPLICATE, presentation, f'It is the same as "{other.id}".')


CHECKS: tuple[Callable[[Ground], Iterator[Problem]], ...] = (
    check_presenters,
    check_campaigns,
    check_venues,
    check_holidays,
    check_hours,
    check_grades,
    check_held,
    check_capacity,
    check_clock,
    check_duplicates,
)
