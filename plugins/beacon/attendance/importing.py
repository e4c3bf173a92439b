"""Importing: compares attendance sheets with the ledger, and adds what they say as new rows.

Nothing in the ledger is ever changed: where a sheet says another number than the ledger, the
new row names the one it corrects. A group without a number is passed over, because unknown is
not 0; where the sheet says why nobody counted, that is a row as well.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path

from msgspec import Struct, field

from beacon.attendance import counted_as
from beacon.attendance.faults import (
    IN_TWO_ROWS,
    NO_SHEET,
    NOT_HELD,
    NOT_UNDERSTOOD,
    PERSONAL,
    SAID_TWICE,
    TOTAL,
    UNKNOWN_PRESENTATION,
)
from beacon.attendance.ledger import COLUMNS, MOST_BYTES, OPTIONAL, RELEASES, Entry, Ledger, Release
from beacon.attendance.tables import MOST
from beacon.content.vocabulary import Vocabulary
from beacon.files import write_together
from beacon.languages.latin import to_latin
from beacon.problems import Problem, ProblemsFound, did_you_mean, errors, in_order, nearest
from beacon.schedule.cells import Cell, is_personal, is_personal_heading, looks_like_a_name
from beacon.schedule.presentations import Schedule
from beacon.schedule.sheets import (
    COMMENTS,
    IN_TITLE,
    NOT_READ,
    Headings,
    Sheet,
    SheetRow,
    in_table,
    read_sheet,
    shorten,
)
from beacon.schedule.understanding import names_of
from beacon.slugs import slugify
from beacon.sources import Row, read_csv

_NEEDED = ("presentation", "audience", "count")
# How a row of sums begins, in plain letters: Serbian, Bulgarian, English.
_TOTALS = frozenset("ukupno svega zbir suma total obshto vsichko sbor sum totals all".split())


class Said(Struct, frozen=True):
    """What a row of a sheet says of one group at one event."""

    presentation: str
    audience: str
    count: int | None
    how_known: str
    reason: str
    shown: str
    line: int

    @property
    def of(self) -> tuple[str, str]:
        """Whom it counts: presentation and audience."""
        return self.presentation, self.audience

    @property
    def told(self) -> tuple[int | None, str, str]:
        """What it says of them."""
        return self.count, self.how_known, self.reason


class Addition(Struct, frozen=True):
    """A row that would be added, and the one it corrects."""

    entry: Entry
    corrects: Entry | None = None


class Plan(Struct, frozen=True):
    """Everything an import would do. It can be applied where no problem is an error."""

    additions: tuple[Addition, ...] = ()
    unchanged: int = 0
    left: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def applicable(self) -> bool:
        """Whether nothing stands against it."""
        return not errors(self.problems)


def read_attendance(
    path: Path, shown: str, schedule: Schedule, vocabulary: Vocabulary, problems: list[Problem]
) -> list[Said]:
    """Return what a sheet says, with a problem for each cell that cannot be used."""
    headings = Headings(vocabulary.attendance_columns, needed="count")
    told: list[Problem] = []
    sheet = read_sheet(path, shown, headings, told, with_asides=True)
    lacking = [] if sheet is None else [c for c in _NEEDED if c not in sheet.columns]
    if not errors(told) and (sheet is None or lacking):
        said = f'The column "{lacking[0]}" is missing.' if lacking else "There are no headings."
        told.append(NO_SHEET.at(shown, None, said))
    if sheet is None or lacking:
        # A column that is not read may be one of people, who are not named in messages.
        problems.extend(problem for problem in told if problem.code is not NOT_READ)
        return []
    places = _Places(schedule, vocabulary)
    if any(aside.place == IN_TITLE and places.names_somebody(aside.text) for aside in sheet.asides):
        # Whatever else is told would be told of a table by its title.
        problems.append(_of_people(IN_TITLE, shown, None))
        return []
    people = list(_people(sheet, shown, places))
    # A column of people is told as such; it must not be named in another message.
    lines = {(problem.path, problem.line) for problem in people}
    problems.extend(
        problem
        for problem in told
        if (problem.code is not NOT_READ or (problem.path, problem.line) not in lines)
        and not (problem.code is COMMENTS and people)
    )
    problems.extend(people)
    words = _meanings(vocabulary)
    rows = (_said(row, in_table(shown, row.table), schedule, words, problems) for row in sheet.rows)
    return [row for row in rows if row is not None]


class _Places:
    """Knows the names of towns, regions and venues, which look like names of people."""

    def __init__(self, schedule: Schedule, vocabulary: Vocabulary) -> None:
        self._schedule, self._vocabulary = schedule, vocabulary

    @cached_property
    def _names(self) -> list[str]:
        terms = (*self._vocabulary.cities.values(), *self._vocabulary.regions.values())
        names = {name for term in terms for name in term.name.values()}
        names |= {venue.name for venue in self._schedule.venues.values()}
        both = names | {to_latin(name) for name in names}
        return sorted(both, key=lambda name: (-len(name), name))

    def names_somebody(self, text: str) -> bool:
        """Tell whether a text that is no id seems to name somebody, or say how to reach them."""
        if not is_personal(text) and not looks_like_a_name(text):
            return False
        for name in self._names:
            text = text.replace(name, "·")
        return is_personal(text) or looks_like_a_name(text)


def _people(sheet: Sheet, shown: str, places: _Places) -> Iterator[Problem]:
    """Tell columns under which people are named, or would be, and names anywhere beside."""
    for column in sheet.unread:
        place = in_table(shown, column.table)
        if is_personal_heading(column.heading) and column.heading.strip():
            said = f'The column "{shorten(column.heading)}" would name people.'
            yield PERSONAL.at(place, column.line, said)
        elif any(map(places.names_somebody, (column.heading, *column.cells))):
            yield PERSONAL.at(place, column.line, "A column that is not needed names people.")
    found = [
        (aside.place, in_table(shown, aside.table), aside.line)
        for aside in sheet.asides
        if places.names_somebody(aside.text)
    ]
    yield from (_of_people(*where) for where in dict.fromkeys(found))


def _of_people(place: str, shown: str, line: int | None) -> Problem:
    """Tell that a text beside the tables names somebody, without repeating it."""
    said = f"A text {place} names somebody, or says how to reach them."
    return PERSONAL.at(shown, line, said)


_CHOOSE = "Choose from the list of the blank sheet."
_COUNT = "Write a whole number such as 27, or leave it empty where nobody knows."


class _Words(Struct, frozen=True):
    """What may stand in a column: ids by the plain forms of their names, and names by their ids."""

    ids: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]

    def hint(self, text: str) -> str:
        """Return how what may be meant is written in each language, or where to look."""
        near = self.ids.get(nearest(slugify(text), self.ids))
        if near is None:
            return _CHOOSE
        *others, last = dict.fromkeys(f'"{name}"' for name in self.names[near])
        return f"Did you mean {', '.join(others)} or {last}?" if others else f"Is it {last}?"


def _meanings(vocabulary: Vocabulary) -> Mapping[str, _Words]:
    """Return the words of each column in all languages."""
    terms: dict[str, Mapping[str, object]] = {
        "audience": vocabulary.audiences,
        "how_known": vocabulary.how_known,
        "reason": vocabulary.unreported_reasons,
    }
    found = {}
    for column, group in terms.items():
        names = {key: tuple(getattr(term, "name", {}).values()) for key, term in group.items()}
        ids = {plain: key for key, said in names.items() for plain in names_of(key, *said)}
        found[column] = _Words(ids, names)
    return found


def _said(
    row: SheetRow,
    shown: str,
    schedule: Schedule,
    words: Mapping[str, _Words],
    problems: list[Problem],
) -> Said | None:
    """Return what a row says, or None where it says nothing or cannot be used."""
    before = len(problems)
    cells = {name: "" if cell is None else cell for name, cell in row.cells.items()}
    if not any(str(cells.get(name, "")).strip() for name in ("count", "how_known", "reason")):
        # A group without a number, or a line of the guide below the table.
        if any(is_personal(str(cell)) for cell in cells.values()):
            problems.append(PERSONAL.at(shown, row.line, "A row without a number names somebody."))
        return None
    number = _number(cells.get("count", ""), shown, row.line, problems)
    found = {
        column: _meant(column, cells.get(column, ""), known, shown, row.line, problems)
        for column, known in words.items()
    }
    if number is None and not found["reason"] and found["how_known"] != "not-reported":
        return None
    event = str(cells.get("presentation", "")).strip()
    if _is_total(row) and event not in schedule.presentations and len(problems) == before:
        problems.append(TOTAL.at(shown, row.line, "It is of no event and of no group."))
        return None
    problems.extend(_event_faults(event, shown, row.line, schedule))
    if not found["audience"] and len(problems) == before:
        problems.append(NOT_UNDERSTOOD.at(shown, row.line, '"audience" is empty.', _CHOOSE))
    if number is not None and found["how_known"] == "not-reported":
        said = "There is a number, and yet it is not reported."
        problems.append(NOT_UNDERSTOOD.at(shown, row.line, said, "Take out one of the two."))
    if len(problems) > before:
        return None
    how = "not-reported" if number is None else found["how_known"] or "counted"
    reason = found["reason"] if number is None else ""
    return Said(event, found["audience"], number, how, reason, shown, row.line)


def _is_total(row: SheetRow) -> bool:
    """Tell whether a row has a number and at most one word, which names nobody: `Укупно`, 29."""
    said = [str(cell).strip() for column, cell in row.cells.items() if column != "count"]
    words = [text for text in said if text]
    if str(row.cells.get("audience", "")).strip() or len(words) > 1:
        return False
    return all(slugify(w).split("-")[0] in _TOTALS and not is_personal(w) for w in words)


def _number(cell: Cell, shown: str, line: int, problems: list[Problem]) -> int | None:
    """Return a whole number; text that is none is told, without being repeated."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    if isinstance(cell, str) and not text:
        return None
    if isinstance(cell, int) and not isinstance(cell, bool):
        number = cell
    elif isinstance(cell, str) and text.isdecimal() and text.isascii():
        number = int(text)
    else:
        said = '"count" is no whole number.'
        problems.append(
            PERSONAL.at(shown, line, said)
            if is_personal(text)
            else NOT_UNDERSTOOD.at(shown, line, said, _COUNT)
        )
        return None
    if not 0 <= number <= MOST:
        said = f'"count" must be between 0 and {MOST}.'
        problems.append(NOT_UNDERSTOOD.at(shown, line, said, _COUNT))
        return None
    return number


def _meant(
    column: str, cell: Cell, words: _Words, shown: str, line: int, problems: list[Problem]
) -> str:
    text = str(cell).strip()
    if not text:
        return ""
    meant = words.ids.get(slugify(text))
    if meant is not None:
        return meant
    if is_personal(text):
        said = f'"{column}" seems to hold a person\'s name, address or number.'
        problems.append(PERSONAL.at(shown, line, said))
    else:
        said = f'"{column}" is not understood.'
        problems.append(NOT_UNDERSTOOD.at(shown, line, said, words.hint(text)))
    return ""


def _event_faults(event: str, shown: str, line: int, schedule: Schedule) -> Iterator[Problem]:
    presentation = schedule.presentations.get(event)
    if not event:
        hint = "Write its id into the cell above the table, or into the column of events."
        yield UNKNOWN_PRESENTATION.at(shown, line, "No event is named.", hint)
    elif is_personal(event) or event.split()[1:]:
        said = '"presentation" is no id of an event.'
        yield (
            PERSONAL.at(shown, line, said)
            if is_personal(event)
            else (UNKNOWN_PRESENTATION.at(shown, line, said))
        )
    elif presentation is None:
        hint = did_you_mean(event, schedule.presentations)
        yield UNKNOWN_PRESENTATION.at(shown, line, f'No presentation "{event}".', hint)
    elif presentation.status != "held":
        yield NOT_HELD.at(shown, line, f'"{event}" is {presentation.status}.')


class _Ids(Struct):
    """Gives corrections ids that no row has."""

    taken: set[str] = field(default_factory=set)

    def new(self, of: tuple[str, str]) -> str:
        names = (f"{'/'.join(of)}/{number}" for number in count(2))
        found = next(name for name in names if name not in self.taken)
        self.taken.add(found)
        return found


def plan_import(
    said: Iterable[Said],
    ledger: Ledger,
    schedule: Schedule,
    *,
    as_of: date,
    problems: Iterable[Problem] = (),
    parents: Mapping[str, str] | None = None,
) -> Plan:
    """Compare sheets with the ledger; nothing is written.

    A row that comes in on the day of a release is recorded on the next, so that what was
    published on a day never changes. `parents` are the groups that professions belong to, in
    which both are added.
    """
    told = list(problems)
    once = _once(said, told)
    now = ledger.on(date.max)
    told += _in_two_rows(once, now, parents or {})
    ids = _Ids({entry.name for entry in ledger.entries})
    last = max((release.date for release in ledger.releases), default=date.min)
    day = as_of if as_of > last else last + timedelta(days=1)
    additions = []
    for row in once:
        old = now.get(row.of)
        if old is not None and (old.count, old.how_known, old.reason) == row.told:
            continue
        recorded = max(day, schedule.presentations[row.presentation].last)
        entry = Entry(
            presentation=row.presentation,
            audience=row.audience,
            count=row.count,
            how_known=row.how_known,  # type: ignore[arg-type]
            reason=row.reason,
            recorded=recorded,
            id=ids.new(row.of) if old else "",
            corrects=old.name if old else "",
        )
        additions.append(Addition(entry, old))
    return Plan(
        tuple(additions), len(once) - len(additions), _left(once, now, schedule), in_order(told)
    )


def _once(said: Iterable[Said], problems: list[Problem]) -> list[Said]:
    """Return each statement once; two different ones of the same people are told."""
    found: dict[tuple[str, str], Said] = {}
    for row in said:
        other = found.setdefault(row.of, row)
        if other.told != row.told:
            where = f"row {other.line}" if other.shown == row.shown else f"{other.shown}"
            text = f'"{row.audience}" of "{row.presentation}" stands in {where} as well.'
            problems.append(SAID_TWICE.at(row.shown, row.line, text))
    return list(found.values())


def _in_two_rows(
    rows: Iterable[Said], now: Mapping[tuple[str, str], Entry], parents: Mapping[str, str]
) -> Iterator[Problem]:
    """Tell who may be counted twice: a group, and a profession that is a part of it."""
    counts = {of: entry.count for of, entry in now.items()}
    here = {row.of: row for row in rows}
    counts |= {of: row.count for of, row in here.items()}
    for (event, audience), number in counts.items():
        of, above = (event, audience), (event, parents.get(audience, ""))
        row = here.get(of) or here.get(above)
        if row is not None and number and counts.get(above):
            text = f'"{above[1]}" and "{audience}" of "{event}" are both counted.'
            yield IN_TWO_ROWS.at(row.shown, row.line, text)


def _left(
    rows: Iterable[Said], now: Mapping[tuple[str, str], Entry], schedule: Schedule
) -> tuple[tuple[str, str], ...]:
    """Return whom an event was for and nobody has counted yet, of the events of the sheets."""
    known = {*now, *(row.of for row in rows)}
    events = dict.fromkeys(row.presentation for row in rows)
    wanted = ((e, a) for e in events for a in schedule.presentations[e].audiences)
    return tuple(of for of in wanted if of not in known)


def describe(plan: Plan) -> Iterator[str]:
    """Yield what a plan would do, one line for each row."""
    for addition in plan.additions:
        entry, old = addition.entry, addition.corrects
        if old is None:
            yield f"+ {entry.presentation}: {entry.audience} {_words(entry)}"
        else:
            yield (
                f"~ {entry.presentation}: {entry.audience} {_words(old)} becomes {_words(entry)}"
            )
    for presentation, audience in plan.left:
        yield f"? {presentation}: {audience} still without a number"
    corrections = sum(addition.corrects is not None for addition in plan.additions)
    yield (
        f"{len(plan.additions) - corrections} added, {corrections} corrected, "
        f"{plan.unchanged} unchanged."
    )


def _words(entry: Entry) -> str:
    if entry.count is None:
        return f"not reported ({entry.reason})" if entry.reason else "not reported"
    return f"{entry.count} ({entry.how_known})"


def apply(plan: Plan, folder: Path, schedule: Schedule) -> tuple[Path, ...]:
    """Add the rows of a plan to the ledger, all or none; return the files that changed.

    A plan with errors raises ValueError, a file with faults ProblemsFound.
    """
    if not plan.applicable:
        raise ValueError("a plan with errors cannot be applied")
    years: dict[Path, list[Entry]] = {}
    for addition in plan.additions:
        year = schedule.presentations[addition.entry.presentation].date.year
        years.setdefault(folder / f"{year}.csv", []).append(addition.entry)
    write_together({path: _with(path, rows) for path, rows in sorted(years.items())})
    return tuple(sorted(years))


def _with(path: Path, entries: Iterable[Entry]) -> bytes:
    """Return a file of the ledger with further rows; the rows that are there keep their order."""
    columns = (*COLUMNS, *OPTIONAL)
    old = _rows(path) if path.is_file() else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in old:
        writer.writerow([row.cells.get(column, "") for column in columns])
    for entry in entries:
        cells = (getattr(entry, column) for column in columns)
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue().encode()


def _rows(path: Path) -> list[Row]:
    problems: list[Problem] = []
    rows = read_csv(path, path.name, COLUMNS, problems, optional=OPTIONAL, most=MOST_BYTES)
    if problems:  # what cannot be read would not be written again
        raise ProblemsFound(problems)
    return rows


def release(ledger: Ledger, folder: Path, schedule: Schedule, *, as_of: date) -> Path:
    """Publish what the ledger has by the end of a day; later rows wait for the next release.

    The seals let every build notice that rows which were published have been changed, or under
    what they are counted, which `published.csv` keeps.
    Raises ValueError where a later day was released already.
    """
    if any(old.date >= as_of for old in ledger.releases):
        raise ValueError(f"{ledger.releases[-1].date} is released already")
    path = folder / RELEASES
    published = dict(ledger.published)
    for name in sorted({entry.presentation for entry in ledger.on(as_of).values()}):
        one = schedule.presentations[name]
        if one.public != "internal":
            now = counted_as.counted_as(one, schedule, ledger.counts_since(name))
            published.setdefault(name, now)
    sealed = counted_as.seal(published.values(), as_of)
    releases = (*ledger.releases, Release(as_of, ledger.seal(as_of), sealed))
    lines = ["date,seal,counted", *(f"{one.date},{one.seal},{one.counted}" for one in releases)]
    write_together({
        path: ("\n".join(lines) + "\n").encode(),
        folder / counted_as.FILE: counted_as.written(published.values()),
    })  # fmt: skip
    return path
