"""Parts: a feed that stays small however long a centre works.

The rule needs no clock, only the day of the newest content:

- As long as everything fits into one file, the main feed is everything.
- Then the main feed rolls: it begins 92 days before that day and goes on as far as it fits.
- Everything, those in the main feed too, is also in the file of its year (`2026`), or of its
  month where a year does not fit (`2026-10`), or in numbered files where a month does not
  (`2026-10-2`). Nobody who subscribes to a year ever loses an event from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import groupby

from beacon.schedule.publicity import PublicPresentation

MOST_BYTES = 900_000
"""Of the events of one file; with head and time zone it stays below a megabyte."""
BACK = timedelta(days=92)
MAIN = ""

Size = Callable[[PublicPresentation], int]


def split(
    presentations: Iterable[PublicPresentation],
    size: Size,
    *,
    as_of: date | None,
    most: int = MOST_BYTES,
) -> dict[str, tuple[PublicPresentation, ...]]:
    """Return the presentations of each file by its part of the name; `MAIN` is always there.

    `size` gives the bytes that a presentation takes, in the longest of the languages:
    so the files are the same in all of them.
    """
    ordered = tuple(presentations)
    if sum(map(size, ordered)) <= most:
        return {MAIN: ordered}
    since = (as_of or max(p.last for p in ordered)) - BACK
    recent = [p for p in ordered if p.last >= since]
    parts = {MAIN: _as_many_as_fit(recent, size, most)}
    for year, group in groupby(ordered, key=lambda p: f"{p.date:%Y}"):
        parts |= _year(year, tuple(group), size, most)
    return parts


def _as_many_as_fit(
    presentations: Iterable[PublicPresentation], size: Size, most: int
) -> tuple[PublicPresentation, ...]:
    found, room = [], most
    for presentation in presentations:
        room -= size(presentation)
        if room < 0:
            break
        found.append(presentation)
    return tuple(found)


def _year(
    year: str, held: tuple[PublicPresentation, ...], size: Size, most: int
) -> dict[str, tuple[PublicPresentation, ...]]:
    if sum(map(size, held)) <= most:
        return {year: held}
    parts: dict[str, tuple[PublicPresentation, ...]] = {}
    for month, group in groupby(held, key=lambda p: f"{p.date:%Y-%m}"):
        rest, number = tuple(group), 1
        while rest:
            fits = _as_many_as_fit(rest, size, most) or rest[:1]
            parts[month if number == 1 else f"{month}-{number}"] = fits
            rest, number = rest[len(fits) :], number + 1
    return parts
