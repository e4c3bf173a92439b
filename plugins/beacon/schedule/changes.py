"""Changes: the ledger of what the import did to a schedule, a line for each cell, only added to.

It stands beside the schedule and holds the same things; what of it is public says `publicity`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct

from beacon.problems import Problem
from beacon.sources import BAD_VALUE, columns_of, read_csv

FILE = "changes.csv"
COLUMNS = ("date", "id", "sequence", "column", "before", "after")
ADDED = "added"
"""Stands under `column` where a row is new; `after` is then its status."""
MOST_BYTES = 20_000_000


class Change(Struct, frozen=True):
    """One cell that changed on a day, with the sequence the row has since; texts as written."""

    on: date
    id: str
    sequence: int
    column: str
    before: str
    after: str
    line: int | None = None


def load_changes(path: Path, shown: str, problems: list[Problem]) -> tuple[Change, ...]:
    """Read the ledger in its order; a missing file means that nothing was imported yet."""
    if not path.is_file():
        return ()
    found = []
    for row in read_csv(path, shown, COLUMNS, problems, most=MOST_BYTES):
        cells = row.cells
        try:
            on, sequence = date.fromisoformat(cells["date"]), int(cells["sequence"])
        except ValueError:
            said = "A change needs a date such as 2026-02-10 and a whole number as its sequence."
            problems.append(BAD_VALUE.at(shown, row.line, said))
            continue
        found.append(
            Change(
                on, cells["id"], sequence, cells["column"], cells["before"], cells["after"],
                row.line,
            )
        )  # fmt: skip
    return tuple(found)


def written(changes: Iterable[Change], before: bytes) -> str:
    """Return the lines of changes to be put at the end of a ledger, in the order of its columns."""
    out = io.StringIO()
    import csv  # noqa: PLC0415 (slow to load)

    writer = csv.DictWriter(out, columns_of(before, COLUMNS), lineterminator="\n")
    if not before:
        writer.writeheader()
    for change in changes:
        cells = (change.on, change.id, change.sequence, change.column, change.before, change.after)
        writer.writerow(dict(zip(COLUMNS, cells, strict=True)))
    return out.getvalue()
