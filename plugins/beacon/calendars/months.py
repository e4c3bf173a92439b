"""Month tables: the weeks of a month, and what is on each of its days."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from beacon.schedule.publicity import PublicPresentation


class Month(Struct, frozen=True):
    """A month in weeks of seven dates, Monday first; dates of other months fill the edges.

    `presentations` begin in this month; `running` began before it and go on.
    """

    year: int
    number: int
    weeks: tuple[tuple[date, ...], ...]
    presentations: tuple[PublicPresentation, ...]
    running: tuple[PublicPresentation, ...] = ()

    def on(self, day: date) -> tuple[PublicPresentation, ...]:
        """Return what is on a day of this month, on each of its days where it has several."""
        return tuple(p for p in (*self.running, *self.presentations) if p.date <= day <= p.last)


def month_table(
    year: int,
    number: int,
    presentations: Iterable[PublicPresentation],
    running: Iterable[PublicPresentation] = (),
) -> Month:
    """Return the weeks of a month with what begins in it and what is still running."""
    weeks = calendar.Calendar(firstweekday=calendar.MONDAY).monthdatescalendar(year, number)
    return Month(year, number, tuple(map(tuple, weeks)), tuple(presentations), tuple(running))


def month_grid(presentations: Iterable[PublicPresentation]) -> Iterator[Month]:
    """Yield each month that has a presentation, in order."""
    ordered = sorted(presentations, key=lambda p: (p.date, p.start is not None, p.start, p.id))
    long = [p for p in ordered if (p.last.year, p.last.month) > (p.date.year, p.date.month)]
    for (year, number), group in groupby(ordered, key=lambda p: (p.date.year, p.date.month)):
        first = date(year, number, 1)
        yield month_table(year, number, group, (p for p in long if p.date < first <= p.last))
