"""Summaries: attendance by audience and year, with small counts hidden."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from beacon.attendance.ledger import CODES, Entry, load_ledger
from beacon.content.vocabulary import Vocabulary
from beacon.problems import Problem
from beacon.schedule.presentations import Schedule

__all__ = ["CODES", "AttendanceSummary", "Cell", "answered", "summarise"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with its label; None is a hidden small count, never 0."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class AttendanceSummary:
    """Attendances of one year by audience; `held` and `reported` count presentations."""

    year: int
    held: int
    reported: int
    cells: tuple[Cell, ...]


def summarise(
    folder: Path,
    shown: str,
    schedule: Schedule,
    vocabulary: Vocabulary,
    threshold: int,
    problems: list[Problem],
) -> tuple[AttendanceSummary, ...]:
    """Read the ledger and return a summary for each year with held presentations.

    Samples are never counted. Where one audience of a year has a count above 0 and
    below `threshold`, all counts of that year are hidden: nothing can be found by subtraction.
    """
    entries = load_ledger(folder, shown, schedule, vocabulary, problems)
    held: defaultdict[int, set[str]] = defaultdict(set)
    for presentation in schedule.presentations.values():
        if presentation.status == "held" and not presentation.sample:
            held[presentation.date.year].add(presentation.id)
    return tuple(_year(year, ids, entries, threshold) for year, ids in sorted(held.items()))


def answered(
    folder: Path, shown: str, schedule: Schedule, vocabulary: Vocabulary
) -> frozenset[str]:
    """Return the presentations of which the ledger says how many came, or that nobody counted."""
    return frozenset(e.presentation for e in load_ledger(folder, shown, schedule, vocabulary, []))


def _year(year: int, ids: set[str], entries: list[Entry], threshold: int) -> AttendanceSummary:
    counts: defaultdict[str, int] = defaultdict(int)
    reported = set()
    for entry in entries:
        if entry.presentation in ids and entry.count is not None:
            counts[entry.audience] += entry.count
            reported.add(entry.presentation)
    hidden = any(0 < count < threshold for count in counts.values())
    cells = tuple(Cell(name, None if hidden else counts[name]) for name in sorted(counts))
    return AttendanceSummary(year, len(ids), len(reported), cells)
