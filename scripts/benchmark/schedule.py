"""A synthetic schedule with its venues and attendance, as large as a site of lessons needs it."""

from __future__ import annotations

import csv
import io
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from beacon.content.vocabulary import Vocabulary
from beacon.schedule import presentations, venues
from benchmark.corpus import NEWEST, lesson_id

EVENTS = 4
"""Presentations for each lesson of a site; three of four are held, the others are to come."""
_FIRST, _LAST = date(2025, 2, 1), date(2027, 6, 15)
_UPDATED = "2026-11-20"

Row = tuple[object, ...]


def write_schedule(centre: Path, size: int, vocabulary: Vocabulary, *, edition: int = 0) -> None:
    """Write schedule and attendance of a centre; another edition differs in one row.

    A file that is as it should be already is left alone.
    """
    tables: dict[str, list[Row]] = defaultdict(list)
    for year, row, counts in _events(size, vocabulary, edition):
        tables[f"schedule/presentations-{year}.csv"].append(row)
        tables[f"attendance/{year}.csv"] += counts
    tables["schedule/venues.csv"] = list(_venues(size, vocabulary))
    tables["attendance/releases.csv"] = [(NEWEST,)]
    for name, rows in sorted(tables.items()):
        if rows:
            _write(centre / name, rows)


def _venues(size: int, vocabulary: Vocabulary) -> Iterator[Row]:
    cities = sorted(slug for slug, city in vocabulary.cities.items() if city.country == "RS")
    for number in range(_count(size)):
        yield f"v{number}", f"Школа {number}", "school", cities[number % len(cities)], "no"


def _count(size: int) -> int:
    return max(10, size)


def _events(
    size: int, vocabulary: Vocabulary, edition: int
) -> Iterator[tuple[int, Row, list[Row]]]:
    """Yield each presentation with its year and its counts, in the order of their days."""
    chance = random.Random(size)
    taken: set[tuple[date, int]] = set()
    held, coming = _days(_FIRST, NEWEST), _days(NEWEST + timedelta(days=1), _LAST)
    known = [day for day in coming if not _is_free(day, vocabulary)]
    total = EVENTS * size
    for number in range(total):
        is_held = number < total * 3 // 4
        first = number if is_held else number - total * 3 // 4
        days, count = (held, total * 3 // 4) if is_held else (known, total - total * 3 // 4)
        day = days[first * len(days) // count]
        venue = chance.randrange(_count(size))
        while (day, venue) in taken:
            venue = (venue + 1) % _count(size)
        taken.add((day, venue))
        edits = edition if number == total - 1 else 0
        hour = 8 + (number + edits) % 8
        status = "held" if is_held else ("planned", "confirmed")[number % 2]
        lesson = lesson_id(chance.randint(1, size)).removeprefix("lessons/")
        name, audiences = f"e{number}", ("pupils", "pupils;teachers")[number % 2]
        row = (
            name, status, "presentation", day, f"{hour:02}:15", f"{hour + 1:02}:00", f"v{venue}",
            "", lesson, "sr-Cyrl", audiences, "primary", "date", "no", 1 + edits,
            day if is_held else _UPDATED,
        )  # fmt: skip
        counts: list[Row] = [(name, "pupils", chance.randint(12, 60), "counted")]
        if number % 2:
            counts.append((name, "teachers", chance.randint(1, 4), "estimated"))
        yield day.year, row, counts if is_held else []


def _days(first: date, last: date) -> list[date]:
    """Return the days of a span that are no Saturday or Sunday."""
    days = (first + timedelta(days=n) for n in range((last - first).days))
    return [day for day in days if day.weekday() < 5]


def _is_free(day: date, vocabulary: Vocabulary) -> bool:
    """Tell whether some region of the country has a holiday or no school."""
    return ("RS", day) in vocabulary.free_days.days


def _write(path: Path, rows: list[Row]) -> None:
    columns: tuple[str, ...] = presentations.COLUMNS
    if path.name == "venues.csv":
        columns = venues.COLUMNS
    elif path.name == "releases.csv":
        columns = ("date",)
    elif path.parent.name == "attendance":
        columns = ("presentation", "audience", "count", "how_known")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    data = stream.getvalue().encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
