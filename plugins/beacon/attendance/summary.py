"""Summaries: attendance counted by time, place, audience and subject, small counts hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path

from msgspec import Struct, field

from beacon.attendance.counted_as import CountedAs, counted_as
from beacon.attendance.ledger import Entry, Ledger, load_ledger
from beacon.attendance.suppression import LEAST, Cell, Cells, Count, bared_cells, hidden_cells
from beacon.attendance.tables import DIMENSIONS, Attendance, AttendanceSummary, Row, Table
from beacon.content.vocabulary import Vocabulary
from beacon.files import digest
from beacon.problems import Problem
from beacon.schedule.presentations import Presentation, Schedule

CROSSED = (("quarter", "audience"), ("month", "audience"))
_OF_TIME = ("quarter", "month")
_OF_PEOPLE = ("audience", "profession")
_NOT_ADDITIVE = "topic"
_PROFESSIONALS = "professionals"
_TEACHERS = "teachers"
_WITH_PROFESSION = (_TEACHERS, _PROFESSIONALS)


def summarise(
    folder: Path,
    shown: str,
    schedule: Schedule,
    vocabulary: Vocabulary,
    threshold: int,
    problems: list[Problem],
    known: Hidden | None = None,
) -> Attendance:
    """Read the ledger and return what of it may be known: real presentations, and samples apart.

    Only what was published counts: rows up to the last date of `releases.csv`. What is `known`
    from before is not worked out again.
    """
    ledger = load_ledger(folder, shown, schedule, vocabulary, problems)
    return summaries_of(ledger, schedule, vocabulary, threshold, known)


def summaries_of(
    ledger: Ledger,
    schedule: Schedule,
    vocabulary: Vocabulary,
    threshold: int,
    known: Hidden | None = None,
) -> Attendance:
    """Return what may be known of a ledger; `known` then holds what was worked out for it."""
    before = dict(known or {})
    now: Hidden = {} if known is None else known
    now.clear()
    real, samples = (
        AttendanceSummary(
            samples=sample,
            threshold=max(threshold, LEAST),
            tables=_all_tables(
                tuple(_held(schedule, ledger, vocabulary, sample=sample)),
                ledger,
                threshold,
                (before, now),
            ),
            as_of=ledger.releases[-1].date if ledger.releases else None,
        )
        for sample in (False, True)
    )
    return Attendance(real, samples, frozenset(entry.presentation for entry in ledger.entries))


def read_of(schedule: Schedule) -> str:
    """Return a digest of all that a ledger and its summaries read of a schedule.

    It is whatever is held, with its place and topics, and of the rest which events there are and
    how they stand: to plan, move or confirm one changes nothing of what was counted.
    """
    parts = [
        repr((p, schedule.region(p), schedule.city(p), schedule.topics(p)))
        if p.status == "held"
        else f"{p.id} {p.status}"
        for p in schedule.presentations.values()
    ]
    return digest("\n".join([*parts, str(schedule.whole), *sorted(schedule.unreadable)]), 24)


def quarter(month: str) -> str:
    """Return the quarter of a month: `2026-Q4` of `2026-10`."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


Hidden = dict[str, tuple[frozenset[Cell], frozenset[Cell]]]
"""Which cells are hidden, and which of them are small, by a digest of what they were found from."""


class _Held(Struct, frozen=True, dict=True):
    """A held presentation with the keys it has under each dimension.

    One of several days or schools is one presentation, in the month of its first day.
    """

    presentation: Presentation
    keys: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, str]
    months: tuple[str, str, str]
    since: date = date.min

    @property
    def id(self) -> str:
        """The id of the presentation."""
        return self.presentation.id

    @property
    def year(self) -> str:
        """The year of its first day."""
        return self.months[0]

    @cached_property
    def whole(self) -> frozenset[Cell]:
        """The cells in which everybody who came is counted."""
        found = {(self.year, name, key) for name, keys in self.keys.items() for key in keys}
        return frozenset(found) | {(period,) for period in self.months}

    def cells(self, audience: str) -> frozenset[Cell]:
        """Return all cells in which an audience is counted."""
        group = self.groups.get(audience, audience)
        found: set[Cell] = {(period, "audience", group) for period in self.months}
        if group in _WITH_PROFESSION:
            found.add((self.year, "profession"))
        if group == _PROFESSIONALS:
            found.add((self.year, "profession", audience))
        return self.whole | found


def _held(
    schedule: Schedule, ledger: Ledger, vocabulary: Vocabulary, *, sample: bool
) -> list[_Held]:
    """Return what was held, counted as it was when its numbers were published, or else as it is.

    Of an internal event nothing leaves, unless its numbers are published already: to take them
    out would tell them.
    """
    groups = {key: audience.parent or key for key, audience in vocabulary.audiences.items()}
    found = []
    for p in schedule.presentations.values():
        published = ledger.published.get(p.id)
        if p.status != "held" or (p.public == "internal" and published is None):
            continue
        counted = published or counted_as(p, schedule)
        if counted.sample is sample:
            since = ledger.counts_since(p.id)
            found.append(_Held(p, counted.keys, groups, _months(counted), since))
    return found


def _months(counted: CountedAs) -> tuple[str, str, str]:
    month = f"{counted.date:%Y-%m}"
    return month[:4], quarter(month), month


class _Counted(Struct, frozen=True):
    """What was counted, its tables, and what was worked out for them."""

    of: tuple[tuple[_Held, ...], Ledger, int]
    tables: tuple[Table, ...]
    hidden: Hidden


_last: list[_Counted] = []
"""Real presentations and samples: a preview counts both again after each edit of a schedule."""


def _all_tables(
    held: tuple[_Held, ...], ledger: Ledger, threshold: int, known: tuple[Hidden, Hidden]
) -> tuple[Table, ...]:
    before, now = known
    of = held, ledger, threshold
    counted = next((one for one in _last if one.of == of), None)
    if counted is None:
        hidden: Hidden = {}
        tables = tuple(_tables(held, ledger, threshold, (before, hidden)))
        counted = _Counted(of, tables, hidden)
        _last[:] = [*_last[-1:], counted]
    now.update(counted.hidden)
    return counted.tables


def _tables(
    held: Iterable[_Held], ledger: Ledger, threshold: int, known: tuple[Hidden, Hidden]
) -> Iterator[Table]:
    states = [(release.date, ledger.on(release.date)) for release in ledger.releases]
    for year, there in groupby(sorted(held, key=lambda one: (one.year, one.id)), lambda o: o.year):
        published = _Published({one.id: one for one in there}, max(threshold, LEAST), known)
        for day, state in states:
            published.release(day, state)
        yield from published.tables(year)


class _Published(Struct):
    """What of one year was published, release after release.

    Each release adds to what is known already, and whoever kept the page of the last one sees
    the difference. So what a release adds is protected as if it were a table of its own, what
    is hidden once stays hidden, and a late count that would take back a shown number waits
    until others have come in with it. So does a correction that would leave a small one.
    """

    held: Mapping[str, _Held]
    threshold: int
    known: tuple[Hidden, Hidden]
    taken: dict[tuple[str, str], Entry] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)

    def release(self, day: date, state: Mapping[tuple[str, str], Entry]) -> None:
        """Take in what held on the day of a release, as far as it may be told."""
        there = {key for key, one in self.held.items() if one.since <= day}
        mine = {of: entry for of, entry in state.items() if of[0] in there}
        news = {of: e for of, e in sorted(mine.items()) if self.taken.get(of) != e}
        shown = {c for c, value in self._cells(self.taken).values.items() if value} - self.hidden
        waiting: set[tuple[str, str]] = set()
        while True:
            added = [c for of, e in news.items() if of not in waiting if (c := self._news(of, e))]
            hidden, small = self._hidden(added)
            if not hidden.isdisjoint(shown):
                late = (small & shown) or small
                waiting |= {(c.presentation, c.audience) for c in added if c.cells & late}
                continue
            taken = {of: entry for of, entry in news.items() if of not in waiting}
            early = self._too_low(taken, hidden)
            if not early:
                break
            waiting |= early
        self.taken |= {of: entry for of, entry in news.items() if of not in waiting}
        self.hidden |= hidden

    def _too_low(
        self, news: dict[tuple[str, str], Entry], hidden: frozenset[Cell]
    ) -> set[tuple[str, str]]:
        """Return the corrections that would leave a small sum shown, or a hidden one found out.

        What a release adds is no smaller than it was, but what is left by a correction may be:
        whoever knows both numbers of 40 that became 4 knows of four people.
        """
        falls = {of: e for of, e in news.items() if (e.count or 0) < self._count(of)}
        small = {of for of, e in falls.items() if (e.count or 0) < self.threshold}
        if not small:
            return set()
        before, after = self._cells(self.taken).values, self._cells(self.taken | news).values
        shown = after.keys() - self.hidden - hidden
        low = {cell for cell in shown if 0 < after[cell] < self.threshold}
        # A hidden sum that is 0 now is shown, and tells what it was if the difference is known.
        gone = self.hidden & before.keys() - hidden
        low |= {cell for cell in gone if before[cell] >= self.threshold and not after[cell]}
        low |= self._bared(falls)
        found = {of for of in small if self.held[of[0]].cells(of[1]) & low}
        return found or (small if low else set())

    def _bared(self, falls: dict[tuple[str, str], Entry]) -> frozenset[Cell]:
        """Return which hidden cells could be found out if nothing but these corrections came in."""
        left = self._cells(self.taken | falls)
        return bared_cells(left, self.hidden, self.threshold)

    def _count(self, of: tuple[str, str]) -> int:
        """Return the number of people that is taken in already."""
        entry = self.taken.get(of)
        return (entry.count if entry else None) or 0

    def _hidden(self, added: Sequence[Count]) -> tuple[frozenset[Cell], frozenset[Cell]]:
        """Return the cells to hide of what is added, and which of them are small.

        To find them takes long, and most edits of a schedule change nothing of it.
        """
        before, now = self.known
        key = self._key(added)
        found = now.get(key) or before.get(key)
        if found is None:
            cells = Cells(added, tuple(self._sums(added)), _worth(added))
            hidden = hidden_cells(cells, self.threshold)
            small = frozenset(cell for cell in hidden if cells.values[cell] < self.threshold)
            found = hidden, small
        now[key] = found
        return found

    def _key(self, added: Sequence[Count]) -> str:
        """Return a digest of all that decides which cells are hidden."""
        ids = sorted({count.presentation for count in added})
        places = [(one.months, sorted(one.keys.items())) for one in map(self.held.get, ids) if one]
        groups = sorted(self.held[ids[0]].groups.items()) if ids else []
        counts = [(c.presentation, c.audience, c.value, c.still) for c in added]
        return digest(repr((self.threshold, counts, ids, places, groups)))

    def _news(self, of: tuple[str, str], entry: Entry) -> Count | None:
        """Return what a row adds, or None where that tells of nobody.

        Where both the old and the new number are large, their difference counts no group of
        people; where one of them is small, the difference could be all of it.
        """
        before, now = self._count(of), entry.count or 0
        if before == now or (min(before, now) >= self.threshold):
            return None
        presentation, audience = of
        cells = self.held[presentation].cells(audience)
        return Count(presentation, audience, abs(now - before), cells, still=now < before)

    def _cells(self, entries: Mapping[tuple[str, str], Entry]) -> Cells:
        """Return the sums of these numbers."""
        counts = [
            Count(*of, entry.count or 0, self.held[of[0]].cells(of[1]))
            for of, entry in sorted(entries.items())
        ]
        return Cells(counts, tuple(self._sums(counts)))

    def _sums(self, counts: Iterable[Count]) -> Iterator[tuple[Cell, frozenset[Cell]]]:
        """Yield which cells add up to which, among all that these counts belong to."""
        parts: defaultdict[tuple[Cell, str], set[Cell]] = defaultdict(set)
        for one in {count.presentation: self.held[count.presentation] for count in counts}.values():
            year, its_quarter, month = ((period,) for period in one.months)
            parts[year, "quarter"].add(its_quarter)
            parts[its_quarter, "month"].add(month)
            for name, keys in one.keys.items():
                if name != _NOT_ADDITIVE:
                    parts[year, name] |= {(*year, name, key) for key in keys}
            region = (*year, "region", *one.keys["region"])
            parts[region, "city"] |= {(*year, "city", key) for key in one.keys["city"]}
        for count in counts:
            one = self.held[count.presentation]
            group = one.groups.get(count.audience, count.audience)
            chain = [(period, "audience", group) for period in one.months]
            for period, cell in zip(one.months, chain, strict=True):
                parts[(period,), "audience"].add(cell)
            parts[chain[0], "quarter"].add(chain[1])
            parts[chain[1], "month"].add(chain[2])
            if group in _WITH_PROFESSION:
                parts[(one.year, "profession"), "audience"].add(chain[0])
            if group == _PROFESSIONALS:
                parts[chain[0], "profession"].add((one.year, "profession", count.audience))
        for (whole, _), cells in sorted(parts.items()):
            yield whole, frozenset(cells)

    def tables(self, year: str) -> Iterator[Table]:
        """Yield every table of the year, its quarters and its months."""
        sums = self._rows()
        for by in (*((name,) for name in DIMENSIONS), *CROSSED):
            yield self._table(year, by, sums)
        for period in sorted({period for one in self.held.values() for period in one.months[1:]}):
            yield self._table(period, ("audience",), sums)

    def _rows(self) -> dict[Cell, _Sum]:
        by_id: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for (presentation, audience), entry in self.taken.items():
            by_id[presentation][audience] = entry
        sums: defaultdict[Cell, _Sum] = defaultdict(_Sum)
        for one in self.held.values():
            cells: defaultdict[Cell, list[Entry]] = defaultdict(list)
            entries = by_id[one.id]
            for audience in (*one.presentation.audiences, *entries):
                for cell in one.cells(audience):
                    cells[cell] += [entries[audience]] if audience in entries else []
            for cell, inside in cells.items():
                sums[cell].add({entry.of: entry for entry in inside}.values())
        return dict(sums)

    def _table(self, period: str, by: tuple[str, ...], sums: Mapping[Cell, _Sum]) -> Table:
        rows = sorted(
            (_key(cell, by), self._row(cell, by, sums))
            for cell in sums
            if _is_of(cell, period, by)
        )  # fmt: skip
        total = self._row((period, "profession") if by == ("profession",) else (period,), (), sums)
        ordered = tuple(row for _, row in rows)
        return Table(period, by, ordered, total, additive=by != (_NOT_ADDITIVE,))

    def _row(self, cell: Cell, by: tuple[str, ...], sums: Mapping[Cell, _Sum]) -> Row:
        total = sums.get(cell) or _Sum()
        count = total.count if total.reported else None
        if count and cell in self.hidden:
            count = None
        return Row(_key(cell, by) if by else (), count, total.held, total.reported, total.estimated)


def _worth(counts: Iterable[Count]) -> dict[Cell, int]:
    """Return how much more than others the sums of a year, and of a quarter, are worth showing."""
    cells = {cell for count in counts for cell in count.cells}
    return {cell: _WORTH[_length(cell[0])] for cell in cells}


_WORTH = {"year": 4, "quarter": 2, "month": 1}


def _length(period: str) -> str:
    return "year" if len(period) == 4 else "quarter" if "Q" in period else "month"


def _is_of(cell: Cell, period: str, by: tuple[str, ...]) -> bool:
    """Tell whether a cell is a row of the table of a period by these dimensions."""
    if by in CROSSED:
        return len(cell) == 3 and cell[1] == "audience" and _is_in(cell[0], period, by[0])
    if by[0] in _OF_TIME:
        return len(cell) == 1 and _is_in(cell[0], period, by[0])
    if by == ("profession",) and cell == (period, "audience", _TEACHERS):
        return True
    return len(cell) == 3 and cell[:2] == (period, by[0])


def _is_in(part: str, year: str, dimension: str) -> bool:
    return part.startswith(f"{year}-") and ("Q" in part) is (dimension == "quarter")


def _key(cell: Cell, by: tuple[str, ...]) -> tuple[str, ...]:
    return (cell[0], cell[2]) if by in CROSSED else (cell[-1],)


class _Sum:
    """Adds the counts of presentations to one row."""

    __slots__ = ("count", "estimated", "held", "reported")

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
