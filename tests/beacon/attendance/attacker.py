"""The attacker: finds out from published tables what can be found out of their hidden counts.

It knows the whole schedule, at which presentations which audiences were counted, which of these
numbers were known at which release, every change between two large numbers, every table of
every release, and that no hidden count is 0. Which rows belong to which cell it works out by
itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import linprog

from beacon.attendance.counted_as import generation
from beacon.attendance.ledger import Ledger
from beacon.attendance.tables import AttendanceSummary, Row, Standing, Table
from beacon.content.vocabulary import Vocabulary
from beacon.schedule.presentations import Presentation, Schedule

Of = tuple[str, str]


@dataclass(frozen=True)
class Found:
    """A hidden count and the least and the most it can be."""

    table: Table
    row: Row
    least: float
    most: float

    def is_narrow(self, threshold: int) -> bool:
        """Tell whether that breaks the rule: `threshold` possible numbers, the last not small."""
        little = 1e-6
        spread = self.most - self.least
        return self.most < threshold - little or spread < threshold - 1 - little


def attack(
    published: Sequence[tuple[date, AttendanceSummary]],
    ledger: Ledger,
    schedule: Schedule,
    vocabulary: Vocabulary,
) -> list[Found]:
    """Return what is found out of every hidden count of these releases, all tables together."""
    world = _World(published, ledger, schedule, vocabulary)
    found = []
    for number, (_, summary) in enumerate(published):
        for table in summary.tables:
            for row in (*table.rows, table.total):
                if row.standing is Standing.HIDDEN:
                    least, most = world.ends(number, table, row)
                    found.append(Found(table, row, least, most))
    return found


class _World:
    def __init__(
        self,
        published: Sequence[tuple[date, AttendanceSummary]],
        ledger: Ledger,
        schedule: Schedule,
        vocabulary: Vocabulary,
    ) -> None:
        self._schedule, self._vocabulary = schedule, vocabulary
        samples, threshold = published[0][1].samples, published[0][1].threshold
        self._solved: dict[bytes, tuple[float | None, float | None]] = {}
        self._variables = 0
        self._bounds: list[tuple[float | None, float | None]] = []
        # Of each release and each number the variables whose sum it is, and what is known of it.
        self._numbers: list[dict[Of, tuple[list[int], int]]] = []
        before: Mapping[Of, int] = {}
        for day, _ in published:
            now = {
                of: entry.count or 0
                for of, entry in ledger.on(day).items()
                if schedule.presentations[of[0]].sample is samples
            }
            last = self._numbers[-1] if self._numbers else {}
            mine: dict[Of, tuple[list[int], int]] = {}
            for of, count in now.items():
                parts, known = last.get(of, ([], 0))
                old = before.get(of, 0)
                if old != count and min(old, count) >= threshold:
                    known += count - old
                elif old != count:
                    # Whether it counts already or still waits, nobody says.
                    parts = [*parts, self._new(positive=count > old)]
                mine[of] = parts, known
            self._numbers.append(mine)
            before = now
        self._equal: list[tuple[np.ndarray, float]] = []
        self._most: list[tuple[np.ndarray, float]] = []
        for number, (_, summary) in enumerate(published):
            for table in summary.tables:
                for row in (*table.rows, table.total):
                    self._learn(number, table, row)

    def _new(self, *, positive: bool) -> int:
        self._bounds.append((0, None) if positive else (None, 0))
        self._variables += 1
        return self._variables - 1

    def _learn(self, number: int, table: Table, row: Row) -> None:
        vector, known = self._sum(number, table, row)
        if row.count is not None:
            self._equal.append((vector, row.count - known))
        elif row.standing is Standing.HIDDEN:
            self._most.append((-vector, known - 1))

    def _sum(self, number: int, table: Table, row: Row) -> tuple[np.ndarray, int]:
        vector, total = np.zeros(self._variables), 0
        for of, (parts, known) in self._numbers[number].items():
            if self._belongs(of, table, row.key):
                vector[parts] += 1
                total += known
        return vector, total

    def _belongs(self, of: Of, table: Table, key: tuple[str, ...]) -> bool:
        presentation = self._schedule.presentations[of[0]]
        if not self._is_in(presentation, table.period):
            return False
        by = table.by
        if by == ("profession",) and not key:
            return self._group(of[1]) in ("teachers", "professionals")
        return all(self._is_of(of, name, part) for name, part in zip(by, key, strict=False))

    def _is_in(self, presentation: Presentation, period: str) -> bool:
        month = f"{presentation.date:%Y-%m}"
        quarter = f"{presentation.date.year}-Q{(presentation.date.month + 2) // 3}"
        return period in (month[:4], quarter, month)

    def _group(self, audience: str) -> str:
        known = self._vocabulary.audiences.get(audience)
        return known.parent if known and known.parent else audience

    def _is_of(self, of: Of, dimension: str, key: str) -> bool:
        p = self._schedule.presentations[of[0]]
        if dimension in ("quarter", "month"):
            return self._is_in(p, key)
        return {
            "audience": lambda: key == self._group(of[1]),
            "profession": lambda: key == of[1],
            "region": lambda: key == self._schedule.region(p),
            "city": lambda: key == self._schedule.city(p),
            "topic": lambda: key in (self._schedule.topics(p) or ("",)),
            "campaign": lambda: key == p.campaign,
            "language": lambda: key == p.language,
            "type": lambda: key == p.type,
            "generation": lambda: key == generation(p),
        }[dimension]()

    def ends(self, number: int, table: Table, row: Row) -> tuple[float, float]:
        """Return the least and the most that a hidden count can be."""
        vector, known = self._sum(number, table, row)
        key = vector.tobytes()
        if key not in self._solved:
            self._solved[key] = self._solve(vector), self._solve(-vector)
        least, most = self._solved[key]
        low = -float("inf") if least is None else least + known
        return low, float("inf") if most is None else known - most

    def _solve(self, goal: np.ndarray) -> float | None:
        answer = linprog(
            goal,
            A_eq=np.array([v for v, _ in self._equal]) if self._equal else None,
            b_eq=[value for _, value in self._equal] or None,
            A_ub=np.array([v for v, _ in self._most]) if self._most else None,
            b_ub=[value for _, value in self._most] or None,
            bounds=self._bounds,
            method="highs",
        )
        assert answer.status in (0, 3), answer.message  # 3: nothing bounds it
        return None if answer.status == 3 else float(answer.fun)
