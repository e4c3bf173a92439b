"""Importing: compares a sheet with the schedule, and writes what it adds, changes and cancels.

A row of the sheet is an event of the schedule

1. by its id, where the sheet has ids; else
2. where day, place and everything else that tells events apart are the same; else
3. where it is the only one of its day and place on both sides: then something else changed; else
4. where nothing differs but that one side names the venue, and the other the city it is in.

Where two events could be meant, or where one seems to have moved to another day, the row is
asked about and nothing is written until it is answered. What is public once is never dropped:
an event that no longer stands in a sheet of its time is cancelled.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.files import write_together
from beacon.patterns import regex
from beacon.problems import (
    Code,
    Problem,
    ProblemsFound,
    Severity,
    did_you_mean,
    errors,
    in_order,
)  # fmt: skip
from beacon.schedule import cells as cell_values
from beacon.schedule.changes import ADDED, FILE, Change, written
from beacon.schedule.days import (
    contradicts,
    day_and_hour,
    has_two_readings,
    names_a_day,
    needs_month_first,
)
from beacon.schedule.new_venues import meant_in, with_rows
from beacon.schedule.presentations import (
    COLUMNS,
    MOST_BYTES,
    OPTIONAL,
    Known,
    check_row,
    check_unreadable,
    read_row,
)
from beacon.schedule.sheets import WEEKDAY, Sheet, SheetRow, in_table, shorten
from beacon.schedule.understanding import Meanings, understand
from beacon.schedule.venues import FILE as VENUES
from beacon.schedule.venues import Venue
from beacon.slugs import slugify
from beacon.sources import TWICE, Row, again, read_csv

UNCLEAR = Code(
    "SCH204",
    "A row of the sheet could be more than one event of the schedule, or one that moved.",
    "Write the id of the event into the row, or answer --match ROW=ID or --match ROW=new.",
)
UNKNOWN_ID = Code(
    "SCH205",
    "The sheet names an id that is not in the schedule; ids of new events are made by the import.",
    "Leave the id of a new event empty.",
)
BAD_SERIES = Code(
    "SCH206",
    "A row that repeats cannot be written as events of their own.",
    "Give it a date, how often it repeats, the last day, and no id.",
)
STAYS_OFF = Code(
    "SCH207",
    "An event that is cancelled stands in the sheet without a status; it stays cancelled.",
    "Write its status into the row if it is on again.",
    Severity.WARNING,
)
NO_EVENT = Code(
    "SCH209",
    "A row has neither a day nor a place, as a total or a title has none, and was passed over.",
    "Nothing, if it is no event; else write its day and its place.",
    Severity.WARNING,
)
SAID_TWICE = Code(
    "SCH210",
    "Two rows of the sheet say the same, and both would become events.",
    "Take one of them out if it is one event.",
    Severity.WARNING,
)
STAYS_POSTPONED = Code(
    "SCH212",
    "An event that is postponed has another day in the sheet but no status; it stays postponed.",
    "Write its status into the row if it takes place on that day.",
    Severity.WARNING,
)
OTHER_WEEKDAY = Code(
    "SCH213",
    "A row names another day of the week than that of its date, so one of them is a slip.",
    "Correct the date, or the name of the day.",
)
OFF_BESIDE = Code(
    "SCH215",
    "An event is called off in a column that is not read, and its row has no status.",
    "Write it into a column of that name: Status, Статус.",
)
TWO_READINGS = Code(
    "SCH217",
    "A date has the month first, so that others of its sheet may be meant so, too; they would be "
    "read with the day first.",
    "Write all dates of the sheet as 25.3.2026 or 2026-03-25.",
)
CODES = (
    UNCLEAR, UNKNOWN_ID, BAD_SERIES, STAYS_OFF, NO_EVENT, SAID_TWICE, STAYS_POSTPONED,
    OTHER_WEEKDAY, OFF_BESIDE, TWO_READINGS,
)  # fmt: skip

NEW = "new"
MOST_TIMES = 200
"""How often a row may repeat: more is a mistake."""
_LISTS = ("audiences", "stages", "schools", "grades", "topics", "trains", "led_by")
_KEPT_WHERE_EMPTY = ("status", "type", "language", "public", "sample", "audiences")
_TELLS_APART = ("start", "type", "lesson", "audiences", "grades", "schools")
_WHEN = ("date", "end_date", "start", "end")
_DATES = ("date", "end_date", "repeat_until")
_OFF = ("cancelled", "postponed")
_WORD = regex(r"[^\W\d_]+")
_FIRST_WORDS = 3
# Words before which nothing is called off: "није отказано", "ако се откаже", "not cancelled".
_NOT = frozenset("nije ne nece not ako if li".split())
_SETTLED = ("held", "cancelled")
_ALSO_MEANT = ("start", "end", "end_date")
"""What may stand in the cell of another column: `10:00–10:45`, `14–15.12.2026`."""
_OF_EVENTS = ("venue", "city", "schools", "start", "id", "lesson")
# A day that is mistyped still has a day and a month.
_LIKE_A_DAY = regex(r"\d\D+\d|[^\W\d_].*\d{4}|\d{5,}")
# "Напомена: термини се потврђују до 1.12.2026.", "* осим 24.12."
_NOTE = regex(r"\*|[^\W\d_]{4,}(?: [^\W\d_]+){0,3} ?:")
_DEFAULTS = {"status": "planned", "type": "presentation", "sample": "no"}


def _months_later(first: datetime.date, number: int) -> datetime.date | None:
    """Return the same day of a later month, or None where that month has no such day."""
    year, month = divmod(first.month - 1 + number, 12)
    try:
        return first.replace(year=first.year + year, month=month + 1)
    except ValueError:
        return None


_STEPS: Mapping[str, Callable[[datetime.date, int], datetime.date | None]] = {
    "monthly": _months_later,
    "daily": lambda first, n: first + datetime.timedelta(days=n),
    "weekly": lambda first, n: first + datetime.timedelta(weeks=n),
    "fortnightly": lambda first, n: first + datetime.timedelta(weeks=2 * n),
}

Cells = dict[str, str]


class Stored(Struct, frozen=True):
    """A row of the schedule as it is written, and the file it stands in."""

    file: str
    cells: Mapping[str, str]

    @property
    def id(self) -> str:
        """The id of the event."""
        return self.cells["id"]


class Wanted(Struct, frozen=True):
    """An event as the sheet has it; one of several where a row repeats."""

    line: int
    cells: Mapping[str, str]
    of_series: bool = False
    table: str = ""

    @property
    def row(self) -> str:
        """How answers name the row: `12`, or `December:12` where a workbook has several tables.

        One event of a row that repeats is named with its day: `12@2026-12-08`.
        """
        row = f"{self.table}:{self.line}" if self.table else str(self.line)
        return f"{row}@{self.cells['date']}" if self.of_series else row


class Edit(Struct, frozen=True):
    """What the import does to one row: `before` is None where it is new."""

    kind: str
    after: Mapping[str, str]
    before: Stored | None = None
    changes: tuple[Change, ...] = ()
    note: str = ""


class Plan(Struct, frozen=True):
    """Everything an import would do. It can be applied where no problem is an error."""

    edits: tuple[Edit, ...] = ()
    unchanged: int = 0
    left: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    venues: tuple[Venue, ...] = ()

    def of(self, kind: str) -> tuple[Edit, ...]:
        """Return the edits of a kind: added, changed or cancelled."""
        return tuple(edit for edit in self.edits if edit.kind == kind)

    @property
    def applicable(self) -> bool:
        """Whether nothing stands against it."""
        return not errors(self.problems)


class _Work(Struct, frozen=True):
    """What the steps of one comparison share.

    `meant` are those of the columns that the sheet does not have, and of which only some rows
    say something, in the cell of another one.
    """

    shown: str
    known: Known
    as_of: datetime.date
    columns: tuple[str, ...]
    meant: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def place(self, want: Wanted) -> str:
        """Return where a row stands, as problems name it."""
        return in_table(self.shown, want.table)


def load_stored(folder: Path, shown: str, problems: list[Problem]) -> dict[str, Stored]:
    """Return the rows of every `presentations-<year>.csv` as they are written, by id."""
    found: dict[str, Stored] = {}
    places: dict[str, tuple[str, int]] = {}
    for path in sorted(folder.glob("presentations-*.csv")):
        name = f"{shown}/{path.name}"
        for row in read_csv(path, name, COLUMNS, problems, optional=OPTIONAL, most=MOST_BYTES):
            stored = Stored(path.name, row.cells)
            if stored.id in found:
                what, first = f'The id "{stored.id}"', places[stored.id]
                problems.append(again(what, (name, row.line), first))
            found[stored.id] = stored
            places[stored.id] = (name, row.line)
    return found


def plan_import(
    sheet: Sheet,
    stored: Mapping[str, Stored],
    known: Known,
    words: Meanings,
    *,
    shown: str,
    language: str,
    as_of: datetime.date,
    used: Collection[str] = (),
    answers: Mapping[str, str] | None = None,
    keep_missing: bool = False,
    venues: Iterable[Venue] = (),
) -> Plan:
    """Compare a sheet with the schedule; nothing is written.

    `used` are ids of the past, which no new event gets; `answers` say by `Wanted.row`
    which event it is, or `new`. With `keep_missing` a sheet is a part of the schedule, and
    what is not in it stays as it is. `language` is that of new events without one. `venues`
    are those of `known` that are written with the events that need them.
    """
    columns = tuple(c for c in sheet.columns if c not in ("repeat", "repeat_until"))
    work = _Work(shown, known, as_of, columns)
    work.problems.extend(_month_first(sheet, shown))
    wanted = tuple(_expanded(sheet, words, work))
    meant = tuple(c for c in _ALSO_MEANT if c not in columns and any(c in w.cells for w in wanted))
    work = replace(work, columns=(*columns, *meant), meant=meant)
    matched = _match(wanted, stored, answers or {}, work, keep_missing=keep_missing)
    edits: list[Edit] = []
    taken = {*stored, *used}
    unchanged = 0
    said: dict[tuple[tuple[str, str], ...], str] = {}
    for want in wanted:
        target = matched.get(id(want))
        if target is _UNCLEAR:
            continue
        if target is None:
            first = said.setdefault(tuple(sorted(want.cells.items())), want.row)
            if first != want.row:
                place = work.place(want)
                text = f"Row {first} says the same."
                work.problems.append(SAID_TWICE.at(place, want.line, text))
            edit = _added(want, language, taken, work)
            taken.add(edit.after["id"])
            edits.append(edit)
        else:
            changed = _changed(want, target, work)
            unchanged += changed is None
            edits += [changed] if changed else []
    there = {target.id for target in matched.values() if target}
    missing = [row for row in stored.values() if row.id not in there]
    scope = _scope(wanted, matched, work)
    gone = [] if keep_missing else [row for row in missing if scope.holds(row)]
    if not any(problem.code is UNCLEAR for problem in work.problems):
        edits += [_cancelled(row, work) for row in gone]
    lost = {row.id for row in gone}
    left = tuple(row.id for row in missing if row.id not in lost)
    new = tuple(_new_venues_of(edits, venues))
    return Plan(tuple(edits), unchanged, left, in_order(work.problems), new)


def _new_venues_of(edits: Iterable[Edit], venues: Iterable[Venue]) -> Iterator[Venue]:
    """Yield the new venues that events are really held at, or their pupils come from."""
    named = {edit.after.get("venue", "") for edit in edits}
    named.update(*(edit.after.get("schools", "").split(";") for edit in edits))
    yield from (venue for venue in venues if venue.id in named)


_UNCLEAR = Stored("", {"id": ""})


def _expanded(sheet: Sheet, words: Meanings, work: _Work) -> Iterator[Wanted]:
    """Yield each event of the sheet; a row that repeats becomes its occurrences."""
    unread = _said_beside(sheet)
    for row in sheet.rows:
        shown = in_table(work.shown, row.table)
        cells = {c: _canonical(c, t) for c, t in understand(row.cells, words).items()}
        weekday = cells.pop(WEEKDAY, "")
        every, until = cells.pop("repeat", ""), cells.pop("repeat_until", "")
        _place(cells, str(row.cells.get("venue", "")).strip(), words, work)
        _settle(cells, work)
        if _is_no_event(cells):
            said = f'It says "{shorten(" ".join(filter(None, cells.values())))}".'
            work.problems.append(NO_EVENT.at(shown, row.line, said))
            continue
        day = _date(cells.get("date", ""))
        beside = f"{_beside_the_date(row, cells)} {weekday}"
        if day and contradicts(beside, day):
            said = f"{day} is a {day:%A}, but the row says {shorten(beside)}."
            work.problems.append(OTHER_WEEKDAY.at(shown, row.line, said))
        for text in unread.get((row.table, row.line), ()) if not cells.get("status") else ():
            word = _called_off(text, words)
            if word:
                # No more of it: the reason may be a person's.
                said = f'It says "{shorten(word)}".'
                work.problems.append(OFF_BESIDE.at(shown, row.line, said))
        if not every and not until:
            yield Wanted(row.line, cells, table=row.table)
            continue
        first, last = _date(cells.get("date", "")), _date(until)
        step = _STEPS.get(every)
        if not (step and first and last) or cells.get("id") or cells.get("end_date"):
            said = "It says that it repeats."
            work.problems.append(BAD_SERIES.at(shown, row.line, said))
            continue
        days = list(_repeated(first, last, step))
        if not days or len(days) > MOST_TIMES:
            said = f"It repeats {len(days)} times until {last}."
            work.problems.append(BAD_SERIES.at(shown, row.line, said))
            continue
        for day in days:
            dated = {**cells, "date": day.isoformat()}
            yield Wanted(row.line, dated, of_series=True, table=row.table)


def _month_first(sheet: Sheet, shown: str) -> Iterator[Problem]:
    """Tell once that dates may be meant with the month first, where one can only be meant so."""
    dates = [(r, r.cells[c]) for r in sheet.rows for c in _DATES if c in r.cells]
    first = next(((row, cell) for row, cell in dates if needs_month_first(cell)), None)
    unsure = [(row, cell) for row, cell in dates if has_two_readings(cell)]
    if first and unsure:
        row, cell = unsure[0]
        said = f'"{shorten(first[1])}" has the month first; row {row.line} may be meant so, too: '
        said += f"{shorten(cell)}."
        rest = len({(row.table, row.line) for row, _ in unsure}) - 1
        said += f" So may {rest} more." if rest else ""
        yield TWO_READINGS.at(in_table(shown, first[0].table), first[0].line, said)


def _called_off(text: str, words: Meanings) -> str:
    """Return the word by which a text begins to say that an event is off: `Час је отказан`."""
    first = _WORD.findall(text)[:_FIRST_WORDS]
    if not _NOT.isdisjoint(map(slugify, first)):
        return ""
    return next((word for word in first if words.of("status", word) in _OFF), "")


def _said_beside(sheet: Sheet) -> Mapping[tuple[str, int], list[str]]:
    """Return what stands in columns that are not read, by table and line."""
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for column in sheet.unread:
        for line, text in zip(column.lines, column.cells, strict=True):
            found[column.table, line].append(text)
    return found


def _beside_the_date(row: SheetRow, cells: Mapping[str, str]) -> str:
    """Return what the cell of a single date says; several days have several names."""
    written, _ = day_and_hour(row.cells.get("date", ""))
    return written if isinstance(written, str) and not cells.get("end_date") else ""


def _is_no_event(cells: Mapping[str, str]) -> bool:
    """Tell whether a row is a total, a note, or the title of others: no day, and no place."""
    day = cells.get("date", "")
    here = any(cells.get(column) for column in _OF_EVENTS)
    note = _NOTE.match(day)
    if note and not names_a_day(note.group()):
        return not here
    return not here and not _date(day) and not _LIKE_A_DAY.search(day)


def _repeated(
    first: datetime.date,
    last: datetime.date,
    step: Callable[[datetime.date, int], datetime.date | None],
) -> Iterator[datetime.date]:
    for number in range(MOST_TIMES + 1):
        day = step(first, number)
        if day is None:
            continue
        if day > last:
            return
        yield day


def _place(cells: Cells, name: str, words: Meanings, work: _Work) -> None:
    """Choose the venue by the city that the row names: schools of two cities share a name."""
    city, known = cells.get("city", ""), work.known
    if city not in known.vocabulary.cities:
        return

    def there(text: str) -> str:
        meant = meant_in(city, text, known, words)
        return meant[0] if text not in known.venues and len(meant) == 1 else text

    if name:
        cells["venue"] = there(name)
    if cells.get("schools"):
        cells["schools"] = ";".join(map(there, cells["schools"].split(";")))


def _settle(cells: Cells, work: _Work) -> None:
    """Leave out what follows from something else: the city of a venue, the region of a city."""
    venue = work.known.venues.get(cells.get("venue", ""))
    city = cells.get("city", "")
    if venue and city == venue.city:
        cells["city"] = ""
    place = work.known.vocabulary.cities.get(venue.city if venue else city)
    if place and cells.get("region") == place.region:
        cells["region"] = ""


def _canonical(column: str, text: str) -> str:
    """Return a cell as the import writes it, so that blanks and orders of signs change nothing."""
    text = text.strip()
    if column in _LISTS:
        return ";".join(part.strip() for part in text.split(";") if part.strip())
    if column == "presenters":
        try:
            found = cell_values.presenters(text)
        except ValueError:
            return text
        return ";".join(map(str, found)) if isinstance(found, tuple) else text
    return text


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _match(
    wanted: Iterable[Wanted],
    stored: Mapping[str, Stored],
    answers: Mapping[str, str],
    work: _Work,
    *,
    keep_missing: bool,
) -> dict[int, Stored]:
    """Return which event of the schedule each one of the sheet is; none is a new one."""
    found: dict[int, Stored] = {}
    free = dict(stored)
    open_rows: list[Wanted] = []
    for want in wanted:
        said = answers.get(want.row, want.cells.get("id", ""))
        if said in ("", NEW):
            open_rows += [want] if said == "" else []
        elif said in free:
            found[id(want)] = free.pop(said)
        else:
            found[id(want)] = _UNCLEAR
            work.problems.append(_no_such_id(want, said, stored, work))
    open_rows = _match_by(("date", *_TELLS_APART), open_rows, free, found, work)
    open_rows = _match_moved(open_rows, free, found, work)
    open_rows = _match_by(("date",), open_rows, free, found, work)
    open_rows = _match_by_city(open_rows, free, found, work)
    if not keep_missing:
        _ask_about_moves(open_rows, free, wanted, found, work)
    return found


def _no_such_id(want: Wanted, said: str, stored: Mapping[str, Stored], work: _Work) -> Problem:
    if said in stored:
        return TWICE.at(work.place(want), want.line, f'The id "{said}" stands there twice.')
    hint = did_you_mean(said, stored)
    return UNKNOWN_ID.at(work.place(want), want.line, f'No event "{said}".', hint)


def _key(columns: tuple[str, ...], cells: Mapping[str, str], work: _Work) -> tuple[str, ...]:
    """Return what a row says under these columns, as far as the sheet has them, and its place.

    A sample and a real event are never the same one.
    """
    venue, city = cells.get("venue", ""), cells.get("city", "")
    said = (_canonical(c, cells.get(c) or _DEFAULTS.get(c, "")) for c in columns)
    said = (text for c, text in zip(columns, said, strict=True) if c in work.columns)
    return (cells.get("sample", "") or "no", venue or city, *said)


def _match_by(
    columns: tuple[str, ...],
    open_rows: list[Wanted],
    free: dict[str, Stored],
    found: dict[int, Stored],
    work: _Work,
) -> list[Wanted]:
    """Match rows that are alone under a key on both sides; ask where several are under one."""
    by_key: defaultdict[tuple[str, ...], list[Stored]] = defaultdict(list)
    for row in free.values():
        by_key[_key(columns, row.cells, work)].append(row)
    mine: defaultdict[tuple[str, ...], list[Wanted]] = defaultdict(list)
    for want in open_rows:
        mine[_key(columns, want.cells, work)].append(want)
    still = []
    last_chance = columns == ("date",)
    for key, rows in mine.items():
        there = by_key.get(key, [])
        if len(rows) == len(there) == 1:
            found[id(rows[0])] = there[0]
            del free[there[0].id]
        elif there and (last_chance or len(there) != len(rows)):
            if not last_chance:
                still += rows
                continue
            for want in rows:
                found[id(want)] = _UNCLEAR
                work.problems.append(_ask(want, there, "could be", work))
        elif there:
            # As many of one kind on both sides, alike in all that is known: any order is right.
            for want, row in zip(rows, there, strict=True):
                found[id(want)] = row
                del free[row.id]
        else:
            still += rows
    return still


def _match_moved(
    open_rows: list[Wanted], free: dict[str, Stored], found: dict[int, Stored], work: _Work
) -> list[Wanted]:
    """Match events of rows that repeat to those that were moved from their day.

    Such a row cannot say that one of its events has moved.
    """
    columns = tuple(c for c in _TELLS_APART if c != "start")
    there: defaultdict[tuple[str, ...], list[Stored]] = defaultdict(list)
    for row in free.values():
        there[_moved_from(row), *_key(columns, row.cells, work)].append(row)
    mine: defaultdict[tuple[str, ...], list[Wanted]] = defaultdict(list)
    for want in open_rows:
        if want.of_series:
            mine[want.cells["date"], *_key(columns, want.cells, work)].append(want)
    for key, rows in mine.items():
        moved = there.get(key, [])
        if len(rows) == len(moved) == 1:
            found[id(rows[0])] = free.pop(moved[0].id)
    return [want for want in open_rows if id(want) not in found]


def _moved_from(row: Stored) -> str:
    """Return the day an event was moved from, or nothing."""
    return row.cells.get("rescheduled_from", "")[:10]


def _match_by_city(
    open_rows: list[Wanted], free: dict[str, Stored], found: dict[int, Stored], work: _Work
) -> list[Wanted]:
    """Match rows alike in all but that one side names the venue, and the other its city alone."""
    there: defaultdict[tuple[object, ...], list[Stored]] = defaultdict(list)
    for row in free.values():
        there[_city_key(row.cells, work)].append(row)
    mine: defaultdict[tuple[object, ...], list[Wanted]] = defaultdict(list)
    for want in open_rows:
        mine[_city_key(want.cells, work)].append(want)
    still = []
    for (with_venue, city, *key), rows in mine.items():
        same = there[not with_venue, city, *key] if city else []
        if len(rows) == len(same):
            for want, row in zip(rows, same, strict=True):
                found[id(want)] = free.pop(row.id)
        elif same:
            for want in rows:
                found[id(want)] = _UNCLEAR
                work.problems.append(_ask(want, same, "could be", work))
        else:
            still += rows
    return still


def _city_key(cells: Mapping[str, str], work: _Work) -> tuple[object, ...]:
    """Return whether a row names a venue, its city, and what else it says."""
    sample, _, *said = _key(("date", *_TELLS_APART), cells, work)
    return (bool(cells.get("venue")), _city(cells, work), sample, *said)


def _city(cells: Mapping[str, str], work: _Work) -> str:
    """Return the city of a row, or that of its venue."""
    venue = work.known.venues.get(cells.get("venue", ""))
    return venue.city if venue else cells.get("city", "")


def _ask_about_moves(
    open_rows: Iterable[Wanted],
    free: Mapping[str, Stored],
    wanted: Iterable[Wanted],
    found: dict[int, Stored],
    work: _Work,
) -> None:
    """Ask about new rows like those that would be cancelled: they may have moved.

    So may one of the same day and city, of which one side names the venue and the other does not.
    """
    columns = tuple(c for c in _TELLS_APART if c != "start")
    gone: defaultdict[tuple[str, ...], list[Stored]] = defaultdict(list)
    scope = _scope(wanted, found, work)
    of_day: defaultdict[tuple[object, ...], list[Stored]] = defaultdict(list)
    for row in free.values():
        if scope.holds(row):
            gone[_key(columns, row.cells, work)].append(row)
            of_day[_day_key(row.cells, work)].append(row)
    for want in open_rows:
        with_venue, city, *day = _day_key(want.cells, work)
        moved = gone.get(_key(columns, want.cells, work), [])
        placed = of_day.get((not with_venue, city, *day), []) if city else []
        if moved or placed:
            found[id(want)] = _UNCLEAR
            how = "may have moved from" if moved else "could be"
            work.problems.append(_ask(want, moved or placed, how, work))


def _day_key(cells: Mapping[str, str], work: _Work) -> tuple[object, ...]:
    """Return whether a row names a venue, its city, and its day."""
    sample, _, day = _key(("date",), cells, work)
    return (bool(cells.get("venue")), _city(cells, work), sample, day)


def _ask(want: Wanted, candidates: Iterable[Stored], how: str, work: _Work) -> Problem:
    names = " or ".join(f'"{row.id}"' for row in list(candidates)[:4])
    row = f"Row {want.row}" if want.table or want.of_series else "This row"
    # A row that repeats has no id: it is several events.
    hint = f"Answer --match {want.row}=ID or --match {want.row}=new." if want.of_series else ""
    return UNCLEAR.at(work.place(want), want.line, f"{row} {how} {names}.", hint)


class _Scope(Struct, frozen=True):
    """The days, and the kind of events, of which a sheet says everything."""

    first: datetime.date
    last: datetime.date
    samples: frozenset[str]

    def holds(self, row: Stored) -> bool:
        """Tell whether a sheet without this row says that it is off."""
        day = _date(row.cells["date"])
        return (
            day is not None
            and self.first <= day <= self.last
            and row.cells["sample"] in self.samples
            and row.cells["status"] not in _SETTLED
        )


def _scope(wanted: Iterable[Wanted], found: Mapping[int, Stored], work: _Work) -> _Scope:
    """Return the scope of a sheet: what is still to come between its first and its last day.

    A sheet of real events says nothing of samples, and one of samples nothing of real events;
    where a row does not say which it is, the event that was `found` for it does.
    """
    rows = tuple(wanted)
    dates = [d for d in (_date(want.cells.get("date", "")) for want in rows) if d]
    if not dates:
        return _Scope(datetime.date.max, datetime.date.min, frozenset())
    samples = frozenset(_is_sample(want, found) for want in rows)
    return _Scope(max(min(dates), work.as_of), max(dates), samples)


def _is_sample(want: Wanted, found: Mapping[int, Stored]) -> str:
    """Return yes or no."""
    there = found.get(id(want))
    return want.cells.get("sample") or (there.cells.get("sample") if there else "") or "no"


def _added(want: Wanted, language: str, taken: Collection[str], work: _Work) -> Edit:
    cells: Cells = dict.fromkeys(COLUMNS, "")
    cells |= {**_DEFAULTS, "language": language}
    cells |= {column: text for column, text in want.cells.items() if text and column != "id"}
    cells |= {"sequence": "0", "updated": work.as_of.isoformat()}
    cells["id"] = new_id(cells, taken, work.known)
    _check(cells, want, work)
    change = Change(work.as_of, cells["id"], 0, ADDED, "", cells["status"])
    return Edit("added", cells, None, (change,))


def new_id(cells: Mapping[str, str], taken: Collection[str], known: Known) -> str:
    """Return an id of day and city, which are public, and a number where that is taken."""
    venue = known.venues.get(cells["venue"])
    city = venue.city if venue else cells["city"]
    city = city.partition("-")[2] if city in known.vocabulary.cities else "event"
    sample = "sample-" if cells["sample"] == "yes" else ""
    base = f"{sample}{cells['date']}-{city}"
    names = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _changed(want: Wanted, row: Stored, work: _Work) -> Edit | None:
    """Return the edit of an event that is there, or None where the sheet says nothing new."""
    after: Cells = dict(row.cells)
    settled = dict(row.cells)
    _settle(settled, work)
    moved_since = want.of_series and _moved_from(row) == want.cells["date"]
    for column in work.columns:
        text = want.cells.get(column, "")
        if moved_since and column in _WHEN:
            continue
        if column == "id" or (not text and column in _KEPT_WHERE_EMPTY):
            continue
        if column == "rescheduled_from" and not text:
            continue
        if column in work.meant and column not in want.cells:
            continue
        if column == "city" and "venue" not in work.columns and text == _city(row.cells, work):
            continue
        if _canonical(column, settled.get(column, "")) != text:
            after[column] = text
    if row.cells["status"] == "cancelled" and not want.cells.get("status"):
        said = f'This row is "{row.id}", which is cancelled.'
        work.problems.append(STAYS_OFF.at(work.place(want), want.line, said))
    moved = after["date"] != row.cells["date"]
    if row.cells["status"] == "postponed" and moved and not want.cells.get("status"):
        said = f'This row is "{row.id}", which is postponed, and now on {after["date"]}.'
        work.problems.append(STAYS_POSTPONED.at(work.place(want), want.line, said))
    note = ""
    if after.get("public") == "internal" != row.cells["public"]:
        # Calendar programs have it already: it can be called off, but not taken back.
        after |= {"public": row.cells["public"], "status": "cancelled"}
        note = "it was public, so it is cancelled instead of hidden"
    told = want.cells.get("rescheduled_from", "") not in ("", row.cells.get("rescheduled_from", ""))
    if moved and row.cells["status"] not in _SETTLED and not told:
        start = row.cells["start"]
        hour = f" {start}" if cell_values.CLOCK.match(start) else ""
        after["rescheduled_from"] = f"{row.cells['date']}{hour}"
    _check({**after, "updated": work.as_of.isoformat()}, want, work)
    return _edit("changed", row, after, work, note)


def _cancelled(row: Stored, work: _Work) -> Edit:
    edit = _edit("cancelled", row, {**row.cells, "status": "cancelled"}, work)
    assert edit is not None
    return edit


def _edit(kind: str, row: Stored, after: Cells, work: _Work, note: str = "") -> Edit | None:
    before = row.cells
    columns = [c for c in (*COLUMNS, *OPTIONAL) if after.get(c, "") != before.get(c, "")]
    if not columns:
        return None
    sequence = int(before["sequence"]) + 1 if before["sequence"].isdecimal() else 1
    changes = tuple(
        Change(work.as_of, row.id, sequence, c, before.get(c, ""), after.get(c, ""))
        for c in columns
    )
    after |= {"sequence": str(sequence), "updated": work.as_of.isoformat()}
    return Edit(kind, after, row, changes, note)


def _check(cells: Mapping[str, str], want: Wanted, work: _Work) -> None:
    """Check a row as the schedule would, but tell its faults at the row of the sheet."""
    row = Row(want.line, {c: cells.get(c, "") for c in (*COLUMNS, *OPTIONAL)})
    place = work.place(want)
    presentation = read_row(row, place, work.problems)
    work.problems.extend(
        check_unreadable(row, place, work.known)
        if presentation is None
        else check_row(presentation, row, place, work.known)
    )


def describe(plan: Plan) -> Iterator[str]:
    """Yield what a plan would do, one line for each event, for the coordinator to look at."""
    for venue in plan.venues:
        yield f'+ venue {venue.id}: "{venue.name}", {venue.kind}, {venue.city}'
    for edit in plan.edits:
        cells = edit.after
        where = cells["venue"] or cells["city"]
        sign = {"added": "+", "changed": "~", "cancelled": "-"}[edit.kind]
        hour = f" {cells['start']}" if cells["start"] else ""
        yield f"{sign} {cells['id']}: {cells['date']}{hour}, {where}, {cells['status']}"
        if edit.kind == "changed":
            for change in edit.changes:
                yield f'    {change.column}: "{change.before}" becomes "{change.after}"'
        if edit.note:
            yield f"    {edit.note}"
    yield (
        f"{len(plan.of('added'))} added, {len(plan.of('changed'))} changed, "
        f"{len(plan.of('cancelled'))} cancelled, {plan.unchanged} unchanged, "
        f"{len(plan.left)} not in the sheet and left as they are."
    )


def apply(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write what a plan says into the files of a schedule folder and its ledger.

    All files are written, or none; returns those that changed. A plan with errors raises
    ValueError, a file with faults ProblemsFound.
    """
    if not plan.applicable:
        raise ValueError("a plan with errors cannot be applied")
    if not plan.edits:
        return ()
    tables = {path.name: _Table.read(path) for path in sorted(folder.glob("presentations-*.csv"))}
    for edit in plan.edits:
        home = _home(edit)
        tables.setdefault(home, _Table(COLUMNS))
        if edit.before and edit.before.file != home:
            tables[edit.before.file].remove(edit.before.id)
        tables[home].put(edit.after)
    ledger = folder / FILE
    before = ledger.read_bytes() if ledger.is_file() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    lines = written((c for edit in plan.edits for c in edit.changes), before)
    files = {folder / name: table.text() for name, table in tables.items() if table.touched}
    if plan.venues:
        path = folder / VENUES
        files[path] = with_rows(path.read_bytes() if path.is_file() else b"", plan.venues)
    write_together({**files, ledger: before + lines.encode()})
    return (*files, ledger)


def _home(edit: Edit) -> str:
    """Return the file of a row: the one it stands in, unless its year is another now."""
    year = f"presentations-{edit.after['date'][:4]}"
    if edit.before and edit.before.file.startswith(year):
        return edit.before.file
    return f"{year}.csv"


class _Table:
    """A file of presentations, of which only the rows that change are written anew."""

    def __init__(self, columns: Iterable[str]) -> None:
        self.columns = list(columns)
        self.rows: dict[str, Mapping[str, str]] = {}
        self.touched = False

    @classmethod
    def read(cls, path: Path) -> _Table:
        """Return the table of a file that was checked before; faults raise ProblemsFound."""
        problems: list[Problem] = []
        rows = read_csv(path, path.name, COLUMNS, problems, optional=OPTIONAL, most=MOST_BYTES)
        if problems:
            raise ProblemsFound(problems)
        header = next(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        table = cls(name.strip() for name in header)
        table.rows = {row.cells["id"]: row.cells for row in rows}
        return table

    def put(self, cells: Mapping[str, str]) -> None:
        """Put a row in its place, or at the end where it is new."""
        self.rows[cells["id"]] = cells
        needed = [c for c in OPTIONAL if cells.get(c) and c not in self.columns]
        self.columns += needed
        self.touched = True

    def remove(self, key: str) -> None:
        """Take a row out, because it moved to the file of another year."""
        self.rows.pop(key, None)
        self.touched = True

    def text(self) -> bytes:
        """Return the file."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([row.get(c, "") for c in self.columns] for row in self.rows.values())
        return out.getvalue().encode()
