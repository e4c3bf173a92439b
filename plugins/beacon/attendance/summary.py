"""Summaries: attendance counted by time, place, audience and subject, small counts hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from beacon.attendance.ledger import CODES, Entry, load_ledger
from beacon.attendance.tables import DIMENSIONS, Attendance, AttendanceSummary, Row, Table
from beacon.content.vocabulary import Vocabulary
from beacon.problems import Problem
from beacon.schedule.presentations import Presentation, Schedule

__all__ = ["CODES", "answered", "summarise"]

_CROSSED = (("quarter", "audience"), ("month", "audience"))
_NOT_ADDITIVE = ("topic",)
Key = tuple[str, ...]


def summarise(
    folder: Path,
    shown: str,
    schedule: Schedule,
    vocabulary: Vocabulary,
    threshold: int,
    problems: list[Problem],
) -> Attendance:
    """Read the ledger and return what of it may be known: real presentations, and samples apart."""
    entries = load_ledger(folder, shown, schedule, vocabulary, problems)
    held = [p for p in schedule.presentations.values() if p.status == "held"]
    real, samples = (
        AttendanceSummary(
            samples=sample,
            threshold=threshold,
            tables=tuple(
                _tables([p for p in held if p.sample is sample], entries, schedule, vocabulary,
                        threshold)
            ),
        )
        for sample in (False, True)
    )  # fmt: skip
    return Attendance(real, samples)


def answered(
    folder: Path, shown: str, schedule: Schedule, vocabulary: Vocabulary
) -> frozenset[str]:
    """Return the presentations of which the ledger says how many came, or that nobody counted."""
    return frozenset(e.presentation for e in load_ledger(folder, shown, schedule, vocabulary, []))


@dataclass(frozen=True, slots=True)
class _Held:
    """A held presentation with its counts, and the keys it has under each dimension."""

    presentation: Presentation
    entries: tuple[Entry, ...]
    keys: Mapping[str, tuple[str, ...]]


def quarter(month: str) -> str:
    """Return the quarter of a month: `2026-Q4` of `2026-10`."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def generation(presentation: Presentation) -> str:
    """Return where in the cascade a presentation stands: see `GENERATIONS`."""
    if "peer-educators" in presentation.trains:
        return "peer-educators"
    if presentation.trains:
        return "trainers"
    return "pupils" if "peer-educator" in presentation.led_by else "direct"


def _keys(presentation: Presentation, schedule: Schedule) -> dict[str, tuple[str, ...]]:
    month = f"{presentation.date:%Y-%m}"
    return {
        "region": (schedule.region(presentation),),
        "city": (schedule.city(presentation),),
        "topic": schedule.topics(presentation) or ("",),
        "campaign": (presentation.campaign,),
        "language": (presentation.language,),
        "type": (presentation.type,),
        "generation": (generation(presentation),),
        "quarter": (quarter(month),),
        "month": (month,),
    }


def _tables(
    presentations: Iterable[Presentation],
    entries: Iterable[Entry],
    schedule: Schedule,
    vocabulary: Vocabulary,
    threshold: int,
) -> Iterator[Table]:
    by_presentation: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_presentation[entry.presentation].append(entry)
    years: defaultdict[str, list[_Held]] = defaultdict(list)
    for p in presentations:
        counts = tuple(by_presentation.get(p.id, ()))
        years[str(p.date.year)].append(_Held(p, counts, _keys(p, schedule)))
    for year, held in sorted(years.items()):
        plain = [_table(year, (name,), held, vocabulary) for name in DIMENSIONS]
        crossed = [_table(year, by, held, vocabulary) for by in _CROSSED]
        alone = {table.by: table for table in plain}
        parts = [part for table in crossed for part in _parts(table, alone[table.by[:1]])]
        yield from _protected([*plain, *crossed, *parts], threshold)


def _table(period: str, by: tuple[str, ...], held: Iterable[_Held], terms: Vocabulary) -> Table:
    rows: defaultdict[Key, _Sum] = defaultdict(_Sum)
    total = _Sum()
    for one in held:
        for key, counts in _cells(by, one, terms):
            rows[key].add(counts)
        if by != ("profession",) or any(_cells(by, one, terms)):
            total.add([e for e in one.entries if by != ("profession",) or _profession(e, terms)])
    ordered = tuple(rows[key].row(key) for key in sorted(rows))
    return Table(period, by, ordered, total.row(()), additive=by[-1] not in _NOT_ADDITIVE)


def _cells(by: Key, one: _Held, terms: Vocabulary) -> Iterator[tuple[Key, list[Entry]]]:
    """Yield each row that a presentation belongs to, with its counts there."""
    if by[-1] not in ("audience", "profession"):
        for key in one.keys[by[0]]:
            yield (key,), list(one.entries)
        return
    name = _group if by[-1] == "audience" else _profession_of
    found: dict[str, list[Entry]] = {}
    for audience in one.presentation.audiences:
        found.setdefault(name(audience, terms), [])
    for entry in one.entries:
        found.setdefault(name(entry.audience, terms), []).append(entry)
    for key, counts in found.items():
        if key:
            yield ((*one.keys[by[0]], key) if len(by) == 2 else (key,)), counts


def _group(audience: str, terms: Vocabulary) -> str:
    """Return the audience that a profession belongs to, or the audience itself."""
    known = terms.audiences.get(audience)
    return known.parent if known and known.parent else audience


def _profession_of(audience: str, terms: Vocabulary) -> str:
    grouped = _group(audience, terms) == "professionals" or audience == "teachers"
    return audience if grouped else ""


def _profession(entry: Entry, terms: Vocabulary) -> str:
    return _profession_of(entry.audience, terms)


class _Sum:
    """Adds the counts of presentations to one row."""

    def __init__(self) -> None:
        self.count = self.held = self.reported = 0
        self.estimated = False

    def add(self, entries: Iterable[Entry]) -> None:
        """Add one presentation with its counts; none of them may be known."""
        known = [entry for entry in entries if entry.count is not None]
        self.held += 1
        self.reported += bool(known)
        self.count += sum(entry.count or 0 for entry in known)
        self.estimated |= any(entry.how_known == "estimated" for entry in known)

    def row(self, key: Key) -> Row:
        """Return the row as it is, nothing hidden."""
        count = self.count if self.reported else None
        return Row(key, count, self.held, self.reported, self.estimated)


def _parts(crossed: Table, alone: Table) -> Iterator[Table]:
    """Yield the table of each quarter or month in a table of all of them by audience."""
    by_period: defaultdict[str, list[Row]] = defaultdict(list)
    for row in crossed.rows:
        by_period[row.key[0]].append(row)
    for period, rows in by_period.items():
        cut = tuple(Row(r.key[1:], r.count, r.held, r.reported, r.estimated) for r in rows)
        whole = alone.row(period)
        assert whole is not None
        total = Row((), whole.count, whole.held, whole.reported, whole.estimated)
        yield Table(period, ("audience",), cut, total)


def _protected(tables: Iterable[Table], threshold: int) -> Iterator[Table]:
    """Hide all counts of a year where one of them is small."""
    found = list(tables)
    rows = [row for table in found for row in (*table.rows, table.total)]
    if not any(row.count and row.count < threshold for row in rows):
        yield from found
        return
    for table in found:
        hidden = tuple(_hidden(row) for row in table.rows)
        yield Table(table.period, table.by, hidden, _hidden(table.total), table.additive)


def _hidden(row: Row) -> Row:
    return Row(row.key, None, row.held, row.reported, row.estimated) if row.count else row
