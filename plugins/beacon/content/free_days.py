"""Free days: public holidays of each country and breaks of its schools, as far as published.

A year that no authority has published yet has no rows: nothing is known of it, and nothing told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct, field

from beacon.content.name_columns import FIRST, further_columns, further_names
from beacon.problems import Problem
from beacon.sources import BAD_VALUE, MISSING_KEY, Row, read_csv

_HOLIDAYS = ("country", "date", "schools_only", "name_en", "name_sr", "name_bg")
_BREAKS = (
    "country", "regions", "except", "first", "last", "name_en", "name_sr", "name_bg", "source",
)  # fmt: skip
_LONGEST_BREAK = timedelta(days=120)


FREE_DAYS = ("public-holidays", "school-breaks")
"""The names of the two files, without their suffix."""


class FreeDay(Struct, frozen=True):
    """A free day by its names; `regions` are those where it is, or `not_in` those where not."""

    name: Mapping[str, str]
    schools_only: bool
    regions: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()

    def holds_in(self, region: str) -> bool:
        """Tell whether it is free in a region (ISO 3166-2) of its country."""
        return region in self.regions if self.regions else region not in self.not_in


class FreeDays(Struct, frozen=True):
    """The free days of every country, by country and date."""

    days: Mapping[tuple[str, date], tuple[FreeDay, ...]] = field(default_factory=dict)

    def on(self, day: date, country: str, region: str) -> tuple[FreeDay, ...]:
        """Return what is free on a day in a region, public holidays first."""
        found = self.days.get((country, day), ())
        return tuple(free for free in found if free.holds_in(region))


def load_free_days(
    root: Path, shown: str, problems: list[Problem], more: tuple[str, ...] = ()
) -> FreeDays:
    """Read `public-holidays.csv` and `school-breaks.csv` of the vocabulary.

    Both may have names in `more` languages, given by their folders.
    """
    days: dict[tuple[str, date], tuple[FreeDay, ...]] = {}
    for file, columns, read in (
        (f"{FREE_DAYS[0]}.csv", _HOLIDAYS, _holiday),
        (f"{FREE_DAYS[1]}.csv", _BREAKS, _school_break),
    ):
        path, name = root / file, f"{shown}/{file}"
        if not path.is_file():
            problems.append(MISSING_KEY.at(name, None, "The file is missing."))
            continue
        optional = further_columns("name_", more)
        for row in read_csv(path, name, columns, problems, optional=optional):
            names = {path: row.cells[f"name_{path}"] for path in FIRST}
            names |= further_names("name_", more, row.cells)
            try:
                first, last, free = read(row, names)
            except _FaultyError as error:
                problems.extend(BAD_VALUE.at(name, row.line, said) for said in error.faults)
                continue
            for number in range((last - first).days + 1):
                key = (row.cells["country"], first + timedelta(days=number))
                days[key] = (*days.get(key, ()), free)
    return FreeDays(days)


def _holiday(row: Row, names: Mapping[str, str]) -> tuple[date, date, FreeDay]:
    faults: list[str] = []
    day = _day(row.cells["date"], faults)
    for_schools = row.cells["schools_only"]
    if for_schools not in ("yes", "no"):
        faults.append(f'"schools_only" must be yes or no, not "{for_schools}".')
    if day is None or faults:
        raise _FaultyError(faults)
    return day, day, FreeDay(names, for_schools == "yes")


def _school_break(row: Row, names: Mapping[str, str]) -> tuple[date, date, FreeDay]:
    faults: list[str] = []
    first, last = _day(row.cells["first"], faults), _day(row.cells["last"], faults)
    if first and last and not timedelta() <= last - first <= _LONGEST_BREAK:
        faults.append(f"The break from {first} to {last} has no days, or too many.")
    if first is None or last is None or faults:
        raise _FaultyError(faults)
    regions = frozenset(filter(None, row.cells["regions"].split(";")))
    not_in = frozenset(filter(None, row.cells["except"].split(";")))
    return first, last, FreeDay(names, True, regions, not_in)


class _FaultyError(Exception):
    """A row has these faults, all of them."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(*faults)
        self.faults = faults


def _day(text: str, faults: list[str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append(f'"{text}" is no date, write it as 2026-02-10.')
        return None
