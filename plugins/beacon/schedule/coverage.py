"""Coverage: where and for whom presentations were held in the months before a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from beacon.schedule.publicity import PublicPresentation

MONTHS = 12


class Reached(Struct, frozen=True):
    """How many presentations a region or an audience had, and the day of the last one."""

    held: int
    last: date


class Coverage(Struct, frozen=True):
    """The regions and audiences that were reached after `since` and until `until`.

    What is not among them had no presentation in that time. `held` counts all of them.
    """

    since: date
    until: date
    held: int
    regions: Mapping[str, Reached]
    audiences: Mapping[str, Reached]


def coverage(
    events: Iterable[PublicPresentation], *, until: date, samples: bool, months: int = MONTHS
) -> Coverage:
    """Return what was reached in so many months up to a day; samples count only by themselves."""
    since = months_before(until, months)
    held = [
        event
        for event in events
        if event.status == "held" and event.sample is samples and since < event.date <= until
    ]
    return Coverage(
        since=since,
        until=until,
        held=len(held),
        regions=_reached((e.region, e.date) for e in held if e.region),
        audiences=_reached((key, e.date) for e in held for key in dict.fromkeys(e.audiences)),
    )


def _reached(found: Iterable[tuple[str, date]]) -> dict[str, Reached]:
    days: dict[str, list[date]] = {}
    for key, day in found:
        days.setdefault(key, []).append(day)
    return {key: Reached(len(held), max(held)) for key, held in sorted(days.items())}


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return next(_days(year, month + 1, day.day))


def _days(year: int, month: int, latest: int) -> Iterator[date]:
    for day in range(latest, 0, -1):
        try:
            yield date(year, month, day)
        except ValueError:  # a month that is shorter
            continue
