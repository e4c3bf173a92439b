"""The ledger: raw counts as presenters noted them, never published as they are.

A row is never changed and never taken out once it was published: a mistake is mended by a new
row that names the one it corrects, so that one can always say what was known on a day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from beacon.attendance.counted_as import FILE, CountedAs, load_counted_as, seal
from beacon.attendance.faults import (
    BROKEN_SEAL,
    CORRECTED_TWICE,
    NO_REASON,
    NO_SUCH_ROW,
    NOT_HELD,
    PERSONAL,
    TOO_EARLY,
    UNDATED,
    UNKNOWN_PRESENTATION,
)
from beacon.attendance.tables import MOST
from beacon.content.records import whole_number
from beacon.content.vocabulary import Vocabulary, unknown
from beacon.files import digest
from beacon.models import Model, checks_all, reads
from beacon.problems import Problem, did_you_mean
from beacon.schedule.cells import (
    is_personal,
    is_personal_heading,
    iso_date,
    looks_like_a_name,
)
from beacon.schedule.presentations import Schedule
from beacon.sources import TWICE, Document, Row, again, build, read_csv

COLUMNS = ("presentation", "audience", "count", "how_known")
OPTIONAL = ("reason", "recorded", "id", "corrects")
RELEASES = "releases.csv"
MOST_BYTES = 20_000_000
_NOTHING_YET = date.min


class Entry(Model):
    """One count: None means that nobody counted, which is not 0; then `reason` says why.

    `recorded` is the day on which the row was written, None before anything was published.
    `id` is needed by corrections alone; any other row is called `presentation/audience`.
    """

    presentation: str
    audience: str
    count: int | None
    how_known: Literal["counted", "estimated", "not-reported"]
    reason: str = ""
    recorded: date | None = None
    id: str = ""
    corrects: str = ""

    _date = reads("recorded")(iso_date)

    @reads("recorded")
    @staticmethod
    def _empty_is_before(value: object) -> object:
        return value or None

    @reads("count")
    @staticmethod
    def _empty_is_unknown(value: object) -> object:
        return whole_number(value) if value != "" else None

    @checks_all
    def _count_or_reason(self) -> None:
        if (self.count is None) != (self.how_known == "not-reported"):
            raise ValueError('give a count, or leave it empty and write "not-reported"')
        if self.count is not None and self.count < 0:
            raise ValueError("a count cannot be below 0")
        if self.count is not None and self.count > MOST:
            raise ValueError(f"a count cannot be above {MOST}")
        if self.reason and self.count is not None:
            raise ValueError("a reason says why nobody counted, but here is a count")
        if self.corrects and self.corrects == self.name:
            raise ValueError("a correction needs an id of its own")

    @property
    def name(self) -> str:
        """What other rows call it."""
        return self.id or f"{self.presentation}/{self.audience}"

    @property
    def of(self) -> tuple[str, str]:
        """Whom it counts: presentation and audience."""
        return self.presentation, self.audience

    def is_known_on(self, day: date) -> bool:
        """Tell whether it was written by the end of a day."""
        return (self.recorded or _NOTHING_YET) <= day


class Release(Struct, frozen=True):
    """A day on which numbers were published; `seal` is the digest of what the ledger had then.

    `counted` is the digest of under what these numbers are counted.
    """

    date: date
    seal: str = ""
    counted: str = ""


class Ledger(Struct, frozen=True):
    """All rows that can be used, whatever their order in the files, and the releases by date.

    `published` says under what the numbers of a presentation were published.
    """

    entries: tuple[Entry, ...] = ()
    releases: tuple[Release, ...] = ()
    published: Mapping[str, CountedAs] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def on(self, day: date) -> dict[tuple[str, str], Entry]:
        """Return what held on a day by presentation and audience: corrected rows do not."""
        there = [entry for entry in self.entries if entry.is_known_on(day)]
        gone = {entry.corrects for entry in there if entry.corrects}
        return {entry.of: entry for entry in there if entry.name not in gone}

    def counts_since(self, presentation: str) -> date:
        """Return the day from which on a release counts a presentation.

        Releases write down in `published.csv` all that they count. What is not there was internal
        then: counted in those numbers now, it could be found out by subtraction.
        """
        there = self.published.get(presentation)
        if there is not None:
            return there.since
        sealed = (release.date for release in self.releases if release.counted)
        last = max(sealed, default=None)
        return last + timedelta(days=1) if last else date.min

    def seal(self, day: date) -> str:
        """Return a digest of all rows that were written by the end of a day."""
        rows = (
            "\x1f".join(map(str, (e.name, *e.of, e.count, e.how_known, e.corrects)))
            for e in self.entries
            if e.is_known_on(day)
        )
        return digest("\n".join(sorted(rows)), 24)


def load_ledger(
    folder: Path, shown: str, schedule: Schedule, vocabulary: Vocabulary, problems: list[Problem]
) -> Ledger:
    """Read every `<year>.csv` of a centre's attendance folder, and its releases."""
    rows: list[tuple[Entry, str, int]] = []
    before = len(problems)
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].csv")):
        name = f"{shown}/{path.name}"
        if _has_columns_of_people(path, name, problems):
            continue
        for row in read_csv(path, name, COLUMNS, problems, optional=OPTIONAL, most=MOST_BYTES):
            entry = read_entry(row, name, problems)
            if entry is None:
                problems.extend(_unknown_beside(row, name, schedule, vocabulary))
            elif _belongs(entry, name, row.line, schedule, vocabulary, problems):
                rows.append((entry, name, row.line))
    kept = _chained(rows, problems)
    places = {entry.name: (name, line) for entry, name, line in kept}
    releases = _load_releases(folder / RELEASES, f"{shown}/{RELEASES}", problems)
    published = load_counted_as(folder / FILE, f"{shown}/{FILE}", vocabulary, problems)
    ledger = Ledger(tuple(entry for entry, _, _ in kept), releases, published, places)
    if len(problems) == before:
        problems.extend(_broken_seals(ledger, shown))
    return ledger


def read_entry(row: Row, shown: str, problems: list[Problem]) -> Entry | None:
    """Return the entry of a row, or None and a problem for each fault."""
    personal = [n for n, text in row.cells.items() if _names_somebody(n, text)]
    for name in personal:
        said = f'"{name}" seems to hold a person\'s name, address or number.'
        problems.append(PERSONAL.at(shown, row.line, said))
    if personal:
        return None
    return build(Entry, Document(shown, dict(row.cells), {(): row.line}), problems)


def _names_somebody(column: str, text: str) -> bool:
    """Tell whether a cell holds what may be a name: no id has a blank in it, but names have."""
    if column not in ("count", "recorded") and text.split()[1:]:
        return True
    # Whoever corrects makes up an id, and may make it of a name: ana-petrovic.
    made_up = column == "id" and looks_like_a_name(re.sub(r"[-_./]+", " ", text))
    return made_up or is_personal(text)


def _has_columns_of_people(path: Path, shown: str, problems: list[Problem]) -> bool:
    """Tell a heading under which people would be named; the file is then not read further."""
    with path.open("rb") as stream:
        first = stream.readline(MOST_BYTES).decode("utf-8-sig", errors="replace")
    import csv  # noqa: PLC0415 (seldom needed)

    cells = next(csv.reader([first]), [])
    said = [
        PERSONAL.at(shown, 1, f"Column {number} would name people, or say how to reach them.")
        for number, heading in enumerate(cells, 1)
        if heading.strip() not in (*COLUMNS, *OPTIONAL)
        and (is_personal_heading(heading) or is_personal(heading))
    ]
    problems.extend(said)
    return bool(said)


def _belongs(
    entry: Entry,
    shown: str,
    line: int,
    schedule: Schedule,
    vocabulary: Vocabulary,
    problems: list[Problem],
) -> bool:
    """Tell whether an entry counts known people at a presentation that was held."""
    faults = list(_unknown_terms(entry.audience, entry.reason, shown, line, vocabulary))
    problems.extend(faults)
    problems.extend(_unknown_event(entry.presentation, shown, line, schedule))
    presentation = schedule.presentations.get(entry.presentation)
    if presentation is None or entry.presentation in schedule.unreadable:
        return False
    if presentation.status != "held":
        said = f'"{entry.presentation}" is {presentation.status}.'
        problems.append(NOT_HELD.at(shown, line, said))
        return False
    if entry.recorded and entry.recorded < presentation.last:
        said = f"It is held on {presentation.last}, but recorded on {entry.recorded}."
        problems.append(TOO_EARLY.at(shown, line, said))
    if entry.count is None and not entry.reason:
        said = f'"{entry.audience}" of "{entry.presentation}" is not reported.'
        problems.append(NO_REASON.at(shown, line, said))
    return not faults


def _unknown_beside(
    row: Row, shown: str, schedule: Schedule, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Tell which ids are not known in a row of which other cells cannot be read.

    A row that may name somebody is told as that alone: no message repeats a name.
    """
    cells = row.cells
    if any(_names_somebody(column, text) for column, text in cells.items()):
        return
    yield from _unknown_terms(
        cells["audience"], cells.get("reason", ""), shown, row.line, vocabulary
    )
    if cells["presentation"]:
        yield from _unknown_event(cells["presentation"], shown, row.line, schedule)


def _unknown_terms(
    audience: str, reason: str, shown: str, line: int, vocabulary: Vocabulary
) -> Iterator[Problem]:
    audiences, reasons = vocabulary.audiences, vocabulary.unreported_reasons
    yield from unknown((audience,), audiences, "vocabulary/audiences.yml", shown, line)
    if reason:
        where = "vocabulary/unreported-reasons.yml"
        yield from unknown((reason,), reasons, where, shown, line)


def _unknown_event(name: str, shown: str, line: int, schedule: Schedule) -> Iterator[Problem]:
    """Tell an event that is none; where the schedule was not read whole nobody can know."""
    if name in schedule.presentations or name in schedule.unreadable or not schedule.whole:
        return
    said, hint = f'No presentation "{name}".', did_you_mean(name, schedule.presentations)
    yield UNKNOWN_PRESENTATION.at(shown, line, said, hint)


def _chained(
    rows: Iterable[tuple[Entry, str, int]], problems: list[Problem]
) -> list[tuple[Entry, str, int]]:
    """Return the rows of which each is corrected once at most, by a later one of the same."""
    by_name: dict[str, tuple[Entry, str, int]] = {}
    for row in rows:
        entry, shown, line = row
        if entry.name in by_name:
            what = f'"{entry.audience}" of "{entry.presentation}"'
            what = f'The id "{entry.id}"' if entry.id else what
            problems.append(again(what, (shown, line), by_name[entry.name][1:]))
        elif entry.id and not entry.corrects and entry.id != "/".join(entry.of):
            said = f'"{entry.id}" corrects nothing.'
            problems.append(NO_SUCH_ROW.at(shown, line, said, "Only corrections have an id."))
        else:
            by_name[entry.name] = row
    by_corrected: defaultdict[str, list[str]] = defaultdict(list)
    for entry, _, _ in by_name.values():
        if entry.corrects:
            by_corrected[entry.corrects].append(entry.name)
    kept = []
    for row in by_name.values():
        faults = list(_chain_faults(row, by_name, by_corrected))
        problems.extend(faults)
        kept += [] if faults else [row]
    return kept


def _chain_faults(
    row: tuple[Entry, str, int],
    by_name: Mapping[str, tuple[Entry, str, int]],
    by_corrected: Mapping[str, list[str]],
) -> Iterator[Problem]:
    entry, shown, line = row
    if not entry.corrects:
        return
    if entry.corrects not in by_name:
        hint = did_you_mean(entry.corrects, by_name)
        yield NO_SUCH_ROW.at(shown, line, f'No row "{entry.corrects}".', hint)
        return
    if entry.recorded is None:
        yield UNDATED.at(shown, line, f'It corrects "{entry.corrects}".')
        return
    earlier = by_name[entry.corrects][0]
    if earlier.of != entry.of:
        said = f'"{entry.corrects}" counts "{earlier.audience}" of "{earlier.presentation}".'
        yield NO_SUCH_ROW.at(shown, line, said)
    if not earlier.is_known_on(entry.recorded):
        said = f'It is recorded on {entry.recorded}, "{entry.corrects}" on {earlier.recorded}.'
        yield TOO_EARLY.at(shown, line, said)
    if min(by_corrected[entry.corrects]) != entry.name:
        yield CORRECTED_TWICE.at(shown, line, f'"{entry.corrects}" is corrected already.')
    if _leads_to_itself(entry, by_name):
        said = f'"{entry.name}" corrects itself by way of "{entry.corrects}".'
        yield NO_SUCH_ROW.at(shown, line, said)


def _leads_to_itself(entry: Entry, by_name: Mapping[str, tuple[Entry, str, int]]) -> bool:
    seen: set[str] = set()
    name = entry.corrects
    while name in by_name and name not in seen:
        seen.add(name)
        name = by_name[name][0].corrects
    return entry.name in seen


def _load_releases(path: Path, shown: str, problems: list[Problem]) -> tuple[Release, ...]:
    if not path.is_file():
        return ()
    found: dict[date, Release] = {}
    for row in read_csv(path, shown, ("date",), problems, optional=("seal", "counted")):
        release = build(_ReleaseRow, Document(shown, dict(row.cells), {(): row.line}), problems)
        if release is None:
            continue
        if release.date in found:
            problems.append(TWICE.at(shown, row.line, f"{release.date} stands there twice."))
        found[release.date] = Release(release.date, release.seal, release.counted)
    return tuple(found[day] for day in sorted(found))


class _ReleaseRow(Model):
    date: date
    seal: str = ""
    counted: str = ""

    _date = reads("date")(iso_date)


def _broken_seals(ledger: Ledger, shown: str) -> Iterator[Problem]:
    for release in ledger.releases:
        if release.seal and release.seal != ledger.seal(release.date):
            said = f"The rows that were published on {release.date} have changed."
            yield BROKEN_SEAL.at(f"{shown}/{RELEASES}", None, said)
        if release.counted and release.counted != seal(ledger.published.values(), release.date):
            said = f"Under what the numbers of {release.date} are counted has changed."
            hint = "Put the file back as it was; what the schedule says now may differ from it."
            yield BROKEN_SEAL.at(f"{shown}/{FILE}", None, said, hint)
