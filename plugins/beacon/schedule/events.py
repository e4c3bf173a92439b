"""Events: the public presentations of a schedule, found by id, month, year and group.

Everything is reduced to what may be published once for a whole site; whoever looks
something up here never sees the schedule itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from beacon.schedule.presentations import Schedule
from beacon.schedule.publicity import PublicChange, PublicPresentation, public, public_changes

Group = tuple[str, str]
"""A kind of group and which one: `("region", "RS-20")`."""

GROUPS = ("region", "city", "audience", "topic", "language", "campaign")
"""The kinds of groups, in the order in which readers choose among them."""

_WAITING = ("planned", "confirmed")
_LONGEST_GAP = 12
"""Months without an event in between that still have a page: a summer, not a century."""


def groups_of(presentation: PublicPresentation) -> Iterator[Group]:
    """Yield every group a presentation belongs to."""
    if presentation.region:
        yield "region", presentation.region
    if presentation.city:
        yield "city", presentation.city
    for audience in dict.fromkeys(presentation.audiences):
        yield "audience", audience
    for topic in dict.fromkeys(presentation.topics):
        yield "topic", topic
    if presentation.language:
        yield "language", presentation.language
    if presentation.campaign:
        yield "campaign", presentation.campaign


def month_of(day: date) -> str:
    """Return the key of a month: `2026-12`."""
    return day.isoformat()[:7]


class MonthEvents(Struct, frozen=True):
    """The events that begin in a month, and those of earlier months that still run in it.

    `before` and `after` are the keys of its neighbours, empty at both ends of the calendar.
    """

    key: str
    events: tuple[PublicPresentation, ...] = ()
    running: tuple[PublicPresentation, ...] = ()
    before: str = ""
    after: str = ""


class Overview(Struct, frozen=True):
    """How many events there are: on in each month, in each group, and altogether."""

    months: Mapping[str, int]
    groups: Mapping[str, Mapping[str, int]]
    total: int


class Events(Struct, frozen=True, dict=True):
    """The public events of a schedule; `as_of` is the day before which events are past."""

    schedule: Schedule
    as_of: date | None = None

    @cached_property
    def everything(self) -> tuple[PublicPresentation, ...]:
        """All of them, in order of the times that are public."""
        return public(self.schedule)

    @cached_property
    def _by_id(self) -> Mapping[str, PublicPresentation]:
        return {p.id: p for p in self.everything}

    @cached_property
    def months(self) -> Mapping[str, MonthEvents]:
        """Every month from the first event to the last, also those without one between them."""
        begin, running = defaultdict(list), defaultdict(list)
        for p in self.everything:
            first, *rest = _months_from(month_of(p.date), month_of(p.last))
            begin[first].append(p)
            for month in rest:
                running[month].append(p)
        keys = list(_without_gaps(sorted({*begin, *running})))
        ends = ["", *keys, ""]
        return {
            key: MonthEvents(key, tuple(begin[key]), tuple(running[key]), ends[n], ends[n + 2])
            for n, key in enumerate(keys)
        }

    @cached_property
    def groups(self) -> Mapping[Group, tuple[PublicPresentation, ...]]:
        """The events of every group that has one."""
        found: defaultdict[Group, list[PublicPresentation]] = defaultdict(list)
        for p in self.everything:
            for group in groups_of(p):
                found[group].append(p)
        return {group: tuple(events) for group, events in found.items()}

    @cached_property
    def _changes(self) -> tuple[PublicChange, ...]:
        return public_changes(self.schedule)

    @cached_property
    def _changes_of(self) -> Mapping[str, tuple[PublicChange, ...]]:
        found: defaultdict[str, list[PublicChange]] = defaultdict(list)
        for change in self._changes:
            found[change.presentation.id].append(change)
        return {key: tuple(changes) for key, changes in found.items()}

    def get(self, event_id: str) -> PublicPresentation | None:
        """Return an event by its id."""
        return self._by_id.get(event_id)

    def all(self) -> tuple[PublicPresentation, ...]:
        """Return all events in order."""
        return self.everything

    def group(self, kind: str, key: str) -> tuple[PublicPresentation, ...]:
        """Return the events of a group in order."""
        return self.groups.get((kind, key), ())

    def month(self, key: str) -> MonthEvents:
        """Return what is on in a month."""
        return self.months.get(key) or MonthEvents(key)

    def year(self, key: str) -> Mapping[str, Mapping[str, int]]:
        """Return how many events of each status begin in each month of a year."""
        return {month: _statuses(m.events) for month, m in self.months.items() if month[:4] == key}

    def years(self) -> tuple[str, ...]:
        """Return every year that has a month."""
        return tuple(dict.fromkeys(key[:4] for key in self.months))

    def coming(self, most: int) -> tuple[PublicPresentation, ...]:
        """Return the next events, also what is cancelled or postponed."""
        return tuple(self._from_now_on(self.everything, most))

    def upcoming(self, most: int) -> tuple[PublicPresentation, ...]:
        """Return the next events that are planned or confirmed."""
        waiting = (p for p in self.everything if p.status in _WAITING)
        return tuple(self._from_now_on(waiting, most))

    def of_lesson(self, lesson: str, most: int) -> tuple[PublicPresentation, ...]:
        """Return the next events at which a lesson is held, by the name of its folder."""
        return tuple(self._from_now_on(self._of_lessons.get(lesson, ()), most))

    @cached_property
    def _of_lessons(self) -> Mapping[str, list[PublicPresentation]]:
        found: defaultdict[str, list[PublicPresentation]] = defaultdict(list)
        for p in self.everything:
            if p.lesson and p.status in _WAITING:
                found[p.lesson].append(p)
        return found

    def _from_now_on(
        self, events: Iterable[PublicPresentation], most: int
    ) -> Iterator[PublicPresentation]:
        for p in events:
            if most < 1:
                return
            if self.as_of is None or p.over >= self.as_of:
                yield p
                most -= 1

    def overview(self) -> Overview:
        """Return how many events there are, by month and by group."""
        groups: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (kind, key), events in self.groups.items():
            groups[kind][key] = len(events)
        months = {key: len(m.running) + len(m.events) for key, m in self.months.items()}
        return Overview(months, dict(groups), len(self.everything))

    @cached_property
    def _has_samples(self) -> bool:
        return any(p.sample for p in self.everything)

    def has_samples(self) -> bool:
        """Tell whether any event is a sample."""
        return self._has_samples

    def changes(self, most: int) -> tuple[PublicChange, ...]:
        """Return what changed last, the newest first."""
        return self._changes[:most]

    def changes_of(self, event_id: str) -> tuple[PublicChange, ...]:
        """Return what changed in one event, the newest first."""
        return self._changes_of.get(event_id, ())


def _statuses(events: Iterable[PublicPresentation]) -> dict[str, int]:
    return dict(Counter(p.status for p in events))


def _months_from(first: str, last: str) -> Iterator[str]:
    key = first
    while key <= last:
        yield key
        key = _next(key)


def _without_gaps(keys: list[str]) -> Iterator[str]:
    """Yield months in order, with the empty ones between two that are not far from each other."""
    for key, after in pairwise([*keys, ""]):
        between = list(_months_from(key, after))[:-1] if after else [key]
        yield from between if len(between) <= _LONGEST_GAP else [key]


def _next(key: str) -> str:
    year, month = int(key[:4]), int(key[5:])
    return f"{year + month // 12:04}-{month % 12 + 1:02}"
