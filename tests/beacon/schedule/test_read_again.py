"""Reading again: what is taken over from an earlier reading changes nothing of what is read."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.attendance.summary import read_of, summarise
from beacon.build.site import Site
from beacon.problems import Problem
from beacon.schedule import presentations
from beacon.schedule.presentations import Schedule, load_schedule

CENTRES = Path(__file__).resolve().parents[3] / "content" / "centres"
COUNTED = """presentation,audience,count,how_known
{0},pupils,25,counted
{1},pupils,31,counted
nobody,pupils,3,counted
"""
_CELLS = {
    "status": ("planned", "confirmed", "held", "cancelled", "x"),
    "date": ("2026-10-05", "2026-03-02", "2027-02-10", "x"),
    "start": ("09:30", "", "all-day", "9"),
    "venue": ("", "sample-os-nis-1", "x"),
    "city": ("rs-nis", "rs-beograd", ""),
    "audiences": ("pupils", "parents", "pupils;teachers", ""),
    "public": ("date", "full", "internal", ""),
    "sequence": ("1", "7", "-1"),
    "lesson": ("grooming", "", "x"),
    "updated": ("2026-10-04", "2026-11-20"),
    "id": ("sample-2026-10-05-nis", "x y"),
}


def _copied(folder: Path) -> Path:
    return Path(shutil.copytree(CENTRES / "serbia" / "schedule", folder / "schedule"))


def _changed(folder: Path, chance: random.Random) -> None:
    """Change some cells, take a row out, or write one twice."""
    path = chance.choice(sorted(folder.glob("presentations-*.csv")))
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    for _ in range(chance.choice((1, 1, 2, 4))):
        column = chance.choice([name for name in head if name in _CELLS])
        chance.choice(rows)[head.index(column)] = chance.choice(_CELLS[column])
    if chance.random() < 0.2:
        rows.remove(chance.choice(rows))
    if chance.random() < 0.2:
        rows.insert(chance.randrange(len(rows)), list(chance.choice(rows)))
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([head, *rows])


def _read(site: Site, folder: Path, before: Schedule | None) -> tuple[Schedule, list[str]]:
    problems: list[Problem] = []
    found = load_schedule(
        folder, "schedule", site.vocabulary, site.library, problems, centre=site.folder,
        before=before,
    )  # fmt: skip
    return found, list(map(str, problems))


@pytest.mark.parametrize("seed", range(12))
def test_rows_that_were_good_are_read_as_they_were(serbia: Site, tmp_path: Path, seed: int) -> None:
    chance, folder = random.Random(seed), _copied(tmp_path)
    before, _ = _read(serbia, folder, None)
    for _ in range(6):
        _changed(folder, chance)
        clean = _read(serbia, folder, None)
        assert _read(serbia, folder, before) == clean
        before = clean[0]


def test_only_rows_that_are_new_are_looked_at(
    serbia: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _copied(tmp_path)
    before, _ = _read(serbia, folder, None)
    read: list[str] = []
    whole = presentations.read_row
    monkeypatch.setattr(
        presentations,
        "read_row",
        lambda row, *more: read.append(row.cells["id"]) or whole(row, *more),
    )
    assert _read(serbia, folder, before) == (before, _read(serbia, folder, before)[1])
    assert read == []
    path = folder / "presentations-2027-samples.csv"
    text = path.read_text(encoding="utf-8")
    assert ",planned," in text
    path.write_text(text.replace(",planned,", ",confirmed,", 1), encoding="utf-8")
    changed, _ = _read(serbia, folder, before)
    assert len(read) == 1
    # Another venue may make any row wrong.
    venues = dict(before.venues)
    venues.popitem()
    read.clear()
    _read(serbia, folder, replace(changed, venues=venues))
    assert len(read) == len(changed.presentations)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_counted_hangs_on_what_is_said_to_be_read(
    serbia: Site, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    ids = list(serbia.schedule.presentations)
    held = [chance.choice(ids), chance.choice(ids)]
    ledger = tmp_path / "attendance"
    ledger.mkdir()
    (ledger / "2026.csv").write_text(COUNTED.format(*held), encoding="utf-8")
    (ledger / "releases.csv").write_text("date\n2027-12-31\n", encoding="utf-8")

    def counted(schedule: Schedule) -> tuple[object, list[str]]:
        problems: list[Problem] = []
        found = summarise(ledger, "attendance", schedule, serbia.vocabulary, 5, problems)
        return found, list(map(str, problems))

    rows = dict(serbia.schedule.presentations)
    for name in held:
        rows[name] = replace(rows[name], status="held")
    schedule = replace(serbia.schedule, presentations=rows)
    same = other = 0
    for _ in range(60):
        name = chance.choice(ids)
        change = chance.choice(
            (
                {"sequence": chance.randrange(9)},
                {"public": chance.choice(("date", "full"))},
                {"status": chance.choice(("planned", "confirmed", "held"))},
                {"city": "rs-nis", "venue": ""},
                {"topics": ("grooming",)},
                {"sample": False},
            )
        )
        changed = replace(schedule, presentations={**rows, name: replace(rows[name], **change)})
        if read_of(changed) == read_of(schedule):
            same += 1
            assert counted(changed) == counted(schedule)
        else:
            other += 1
    assert same
    assert other
    fewer = replace(schedule, unreadable=frozenset({"nobody"}))
    assert read_of(fewer) != read_of(schedule)
    assert counted(fewer) != counted(schedule)
