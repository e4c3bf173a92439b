"""Tables: what others may read of attendance, each number shown, hidden or not known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

DIMENSIONS = (
    "audience", "profession", "region", "city", "topic", "campaign", "language", "type",
    "generation", "quarter", "month",
)  # fmt: skip
"""What a year is told by; see `AttendanceSummary` for what each key is."""
GENERATIONS = ("trainers", "peer-educators", "pupils", "direct")
"""Trainers are trained, they train peer educators, these teach pupils; `direct` is all else."""

MOST = 100_000
"""More people than any hall holds: a larger count is a slip of the keyboard."""


class Standing(StrEnum):
    """How a row stands: its number is shown, it is hidden, or nobody has reported one."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNREPORTED = "unreported"


class Row(Struct, frozen=True):
    """Attendances under one key, such as `("pupils",)` or `("2026-10", "pupils")`.

    `count` is None where it is hidden or where nothing was reported: `standing` tells which.
    A count of 0 is a true zero: somebody counted, and nobody had come.
    `held` are the presentations the row is about, `reported` those of them with a number;
    `estimated` says that some of the number was estimated.
    """

    key: tuple[str, ...]
    count: int | None
    held: int
    reported: int
    estimated: bool = False

    @property
    def standing(self) -> Standing:
        """Whether the number is shown, hidden or not reported."""
        if self.count is not None:
            return Standing.SHOWN
        return Standing.HIDDEN if self.reported else Standing.UNREPORTED


class Table(Struct, frozen=True):
    """The rows of one period by one or two dimensions, in order of their keys, and all together.

    `period` is `2026`, `2026-Q4` or `2026-10`. Where `additive` is false (topics) a presentation
    may stand in several rows, so that they add up to more than the total.
    """

    period: str
    by: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row
    additive: bool = True

    def row(self, *key: str) -> Row | None:
        """Return the row of a key, or None where no held presentation belongs to it."""
        return next((row for row in self.rows if row.key == key), None)


class AttendanceSummary(Struct, frozen=True):
    """All tables of a centre, either of real presentations or of samples, never of both.

    A year has a table by each of `DIMENSIONS`, and by `("quarter", "audience")` and
    `("month", "audience")`; a quarter and a month have one by `("audience",)`.
    Keys are ids of the vocabulary; months are `2026-10`, quarters `2026-Q4`, regions ISO 3166-2.
    Rows of "audience" add up: `professionals` holds every profession but `teachers`, which
    stands beside it; "profession" tells teachers and professionals apart by what they are.
    What has no campaign, topic or region is the key `""`.
    `as_of` is the day of the last release: what came in later is not in the numbers yet.
    """

    samples: bool
    threshold: int
    tables: tuple[Table, ...] = ()
    as_of: date | None = None

    def table(self, period: str, *by: str) -> Table | None:
        """Return the table of a period by these dimensions, or None where there is none."""
        found = (t for t in self.tables if t.period == period and t.by == by)
        return next(found, None)

    @property
    def years(self) -> tuple[str, ...]:
        """The years with held presentations, in order."""
        return tuple(sorted({t.period for t in self.tables if len(t.period) == 4}))


class Reach(Struct, frozen=True):
    """What was counted at the stops of one campaign: a row for each year, and of which day."""

    rows: tuple[tuple[str, Row], ...]
    as_of: date | None


class Attendance(Struct, frozen=True):
    """What is known of a centre's attendance; samples stand apart and count nowhere.

    `answered` are the presentations of which the ledger says how many came, or why nobody knows.
    """

    real: AttendanceSummary
    samples: AttendanceSummary
    answered: frozenset[str] = frozenset()

    def reach(self, campaign: str, *, sample: bool) -> Reach:
        """Return what was counted at the held stops of a campaign; a year without has no row."""
        summary = self.samples if sample else self.real
        found = ((year, summary.table(year, "campaign")) for year in summary.years)
        rows = ((year, table.row(campaign)) for year, table in found if table)
        return Reach(tuple((year, row) for year, row in rows if row), summary.as_of)
