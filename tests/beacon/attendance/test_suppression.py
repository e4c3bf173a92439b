"""Suppression: no reader finds out a small count, whatever is added and subtracted."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from attacker import attack
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from beacon.attendance import summary
from beacon.attendance.ledger import Entry, Ledger, Release, load_ledger
from beacon.attendance.margins import reach
from beacon.attendance.summary import Hidden, summaries_of
from beacon.attendance.suppression import MOVED, Cells, Count, hidden_cells, share
from beacon.attendance.tables import AttendanceSummary, Row, Standing
from beacon.build.site import Site
from beacon.content.vocabulary import Vocabulary
from beacon.schedule.presentations import Presentation, Schedule

CITIES = ("rs-nis", "rs-beograd", "rs-novi-sad", "rs-kragujevac")
AUDIENCES = ("pupils", "teachers", "parents", "social-workers", "paediatricians")
FIRST, SECOND = date(2026, 6, 30), date(2026, 12, 31)


def presentation(number: int, chance: random.Random) -> Presentation:
    """Return a held presentation of 2026."""
    day = date(2026, 1, 5) + timedelta(days=chance.randrange(150))
    return Presentation(
        id=f"p{number}",
        status="held",
        type=chance.choice(["presentation", "presentation", "seminar", "training"]),
        date=day,
        start=None,
        end=None,
        venue="",
        city=chance.choice(CITIES),
        lesson="",
        language=chance.choice(["sr-Cyrl", "sr-Cyrl", "sr-Latn"]),
        audiences=("pupils",),
        public="date",
        sample=False,
        sequence=0,
        updated=day,
        topics=tuple(sorted(chance.sample(["grooming", "sextortion", "hate-speech"], 2))),
    )


def random_case(seed: int, most: int = 14, *, far: bool = False) -> tuple[Schedule, Ledger]:
    """Return a schedule with a ledger of two releases: late rows, corrections, unknown numbers.

    Corrections are by some people, or by any number where they go `far`.
    """
    chance = random.Random(seed)
    events = [presentation(number, chance) for number in range(chance.randint(1, most))]
    rows: list[Entry] = []
    for event in events:
        for audience in chance.sample(AUDIENCES, chance.randint(1, 3)):
            small = audience != "pupils" and chance.random() < 0.7
            count = chance.randint(0, 6) if small else chance.randint(5, 40)
            known = chance.random() < 0.93
            day = FIRST if chance.random() < 0.8 else SECOND
            row = Entry(
                presentation=event.id,
                audience=audience,
                count=count if known else None,
                how_known="counted" if known else "not-reported",
                recorded=day,
            )
            rows.append(row)
            if chance.random() < 0.15:
                near = max(0, count + chance.randint(-4, 4))
                right = chance.choice([0, 1, 2, 3, 4, chance.randint(5, 40)]) if far else near
                change = {"count": right, "how_known": "counted"}
                corrected = {"id": f"{row.name}/2", "corrects": row.name, "recorded": SECOND}
                rows.append(replace(row, **(change | corrected)))
    chance.shuffle(rows)
    regions = {"rs-nis": "RS-20", "rs-beograd": "RS-00", "rs-novi-sad": "RS-06"}
    schedule = Schedule({event.id: event for event in events}, regions=regions)
    return schedule, Ledger(tuple(rows), (Release(FIRST), Release(SECOND)))


def published(
    schedule: Schedule, ledger: Ledger, vocabulary: Vocabulary, threshold: int, *, samples: bool
) -> list[tuple[date, AttendanceSummary]]:
    """Return what each release of a ledger has published."""
    found = []
    for number, release in enumerate(ledger.releases, 1):
        then = replace(ledger, releases=ledger.releases[:number])
        both = summaries_of(then, schedule, vocabulary, threshold)
        found.append((release.date, both.samples if samples else both.real))
    return found


def rows_of(summary: AttendanceSummary) -> Iterable[Row]:
    """Yield every row of all tables."""
    for table in summary.tables:
        yield from (*table.rows, table.total)


def rare_case(size: int) -> tuple[Schedule, Ledger]:
    """Return a year with many presentations, of which few have one peer educator or two."""
    chance = random.Random(1)
    events = [presentation(number, chance) for number in range(size)]
    rows = []
    for event in events:
        for audience, count in (
            ("pupils", chance.randint(10, 40)),
            ("parents", chance.choice([0, 0, 1, 2, 3, 20])),
            ("teachers", chance.choice([0, 0, 1, 2, 3, 20])),
            ("peer-educators", int(chance.random() < 20 / size)),
            ("social-workers", int(chance.random() < 20 / size)),
        ):
            rows.append(
                Entry(presentation=event.id, audience=audience, count=count, how_known="counted")
            )
    regions = {"rs-nis": "RS-20", "rs-beograd": "RS-00", "rs-novi-sad": "RS-06"}
    schedule = Schedule({event.id: event for event in events}, regions=regions)
    return schedule, Ledger(tuple(rows), (Release(SECOND),))


@pytest.mark.parametrize("far", [False, True], ids=["near", "far"])
@pytest.mark.parametrize("seed", range(24))
def test_attacker_narrows_no_hidden_count_of_chance_ledgers(
    seed: int, far: bool, vocabulary: Vocabulary
) -> None:
    schedule, ledger = random_case(seed, far=far)
    threshold = (3, 5, 8)[seed % 3]
    releases = published(schedule, ledger, vocabulary, threshold, samples=False)
    found = attack(releases, ledger, schedule, vocabulary)
    assert [f for f in found if f.is_narrow(threshold)] == []
    assert not any(0 < (r.count or 0) < threshold for _, s in releases for r in rows_of(s))


def test_attacker_narrows_no_hidden_count_where_only_some_counts_are_moved(
    vocabulary: Vocabulary,
) -> None:
    schedule, ledger = rare_case(150)
    assert len(ledger.entries) > MOVED[1]
    releases = published(schedule, ledger, vocabulary, 5, samples=False)
    found = attack(releases, ledger, schedule, vocabulary)
    assert found
    assert [f for f in found if f.is_narrow(5)] == []


@pytest.mark.parametrize("name", ["serbia", "bulgaria"])
def test_attacker_narrows_no_hidden_count_of_the_sample_year(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(name)
    path = site.folder.path / "attendance"
    ledger = load_ledger(path, "", site.schedule, site.vocabulary, [])
    threshold = site.centre.threshold
    releases = published(site.schedule, ledger, site.vocabulary, threshold, samples=True)
    found = attack(releases, ledger, site.schedule, site.vocabulary)
    assert [f for f in found if f.is_narrow(threshold)] == []
    # There must be something to find, and something to see.
    rows = list(rows_of(releases[-1][1]))
    assert any(row.standing is Standing.HIDDEN for row in rows)
    assert any(row.standing is Standing.UNREPORTED for row in rows)
    assert sum(row.standing is Standing.SHOWN for row in rows) > len(rows) / 2


def test_attacker_finds_a_count_that_is_hidden_alone(vocabulary: Vocabulary) -> None:
    # The attacker itself is tried: with one cell of a year hidden, it knows it exactly.
    schedule, ledger = _one_small()
    both = summaries_of(ledger, schedule, vocabulary, 5).real
    tables = []
    for table in both.tables:
        rows = tuple(replace(r, count=27) if r.key == ("pupils",) else r for r in table.rows)
        total = replace(table.total, count=None if table.by == ("profession",) else 29)
        tables.append(replace(table, rows=rows, total=total))
    naive = replace(both, tables=tuple(tables))
    found = attack([(FIRST, naive)], ledger, schedule, vocabulary)
    assert {(f.row.key, f.least, f.most) for f in found if f.table.by == ("audience",)} == {
        (("teachers",), 2.0, 2.0)
    }


def _one_small() -> tuple[Schedule, Ledger]:
    event = presentation(0, random.Random(1))
    rows = (
        Entry(presentation="p0", audience="pupils", count=27, how_known="counted"),
        Entry(presentation="p0", audience="teachers", count=2, how_known="counted"),
    )
    return Schedule({"p0": event}), Ledger(rows, (Release(FIRST),))


def test_late_small_count_waits_until_it_is_not_alone(vocabulary: Vocabulary) -> None:
    chance = random.Random(3)
    events = [replace_day(presentation(n, chance), date(2026, 3, 2 + n)) for n in range(4)]
    schedule = Schedule({event.id: event for event in events})

    def entry(number: int, audience: str, count: int, day: date) -> Entry:
        return Entry(
            presentation=f"p{number}", audience=audience, count=count, how_known="counted",
            recorded=day,
        )  # fmt: skip

    early = [entry(n, a, 20, date(2026, 4, 1)) for n in (0, 1) for a in ("pupils", "teachers")]
    late = entry(2, "teachers", 2, date(2026, 5, 1))
    later = entry(3, "teachers", 9, date(2026, 6, 1))
    days = [Release(date(2026, month, 15)) for month in (4, 5, 6)]

    def teachers(releases: int, *rows: Entry) -> tuple[int | None, int]:
        ledger = Ledger((*early, *rows), tuple(days[:releases]))
        table = summaries_of(ledger, schedule, vocabulary, 5).real.table("2026", "audience")
        row = table.row("teachers") if table else None
        assert row is not None
        return row.count, row.reported

    assert teachers(1) == (40, 2)
    assert teachers(2, late) == (40, 2)
    assert teachers(2, late, later) == (40, 2)
    # 2 and 9 come in together: whoever kept the old page learns that 11 were added.
    assert teachers(3, late, later) == (51, 4)


def test_correction_that_leaves_a_small_number_waits_until_it_is_not_alone(
    vocabulary: Vocabulary,
) -> None:
    chance = random.Random(3)
    events = [replace_day(presentation(n, chance), date(2026, 3, 2 + n)) for n in range(4)]
    schedule = Schedule({event.id: event for event in events})
    days = [date(2026, month, 1) for month in (4, 5, 6)]

    def entry(number: int, count: int, day: date, corrects: str = "") -> Entry:
        return Entry(
            presentation=f"p{number}", audience="teachers", count=count, how_known="counted",
            recorded=day, id=f"{corrects}/2" if corrects else "", corrects=corrects,
        )  # fmt: skip

    rows = (
        entry(0, 30, days[0]),
        entry(0, 3, days[1], "p0/teachers"),
        entry(1, 40, days[2]),
    )
    ledger = Ledger(rows, tuple(map(Release, days)))

    def teachers(number: int) -> int | None:
        then = replace(ledger, releases=ledger.releases[:number])
        table = summaries_of(then, schedule, vocabulary, 5).real.table("2026", "audience")
        row = table.row("teachers") if table else None
        assert row is not None
        return row.count

    # 30 was a mistake for 3, which would be a small number for all to see.
    assert [teachers(number) for number in (1, 2, 3)] == [30, 30, 43]


def replace_day(event: Presentation, day: date) -> Presentation:
    """Return the same event on another day, with all else that tells it apart taken away."""
    return replace(
        event,
        date=day,
        updated=day,
        city="rs-nis",
        type="presentation",
        language="sr-Cyrl",
        topics=(),
    )


def test_rare_small_counts_leave_most_of_a_large_year_to_be_read(vocabulary: Vocabulary) -> None:
    schedule, ledger = rare_case(500)
    summary = summaries_of(ledger, schedule, vocabulary, 5).real
    # A few months have too few peer educators. That is no reason to hide how many came at all.
    hidden = [row for row in rows_of(summary) if row.standing is Standing.HIDDEN]
    assert 0 < len(hidden) < len(list(rows_of(summary))) / 2
    for dimension in ("region", "city", "topic", "language", "type", "quarter"):
        table = summary.table("2026", dimension)
        assert table is not None
        assert [row.key for row in (*table.rows, table.total) if row.count is None] == []


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 30)), max_size=9))
@hypothesis_settings(max_examples=60)
def test_hidden_cells_are_the_same_in_any_order(numbers: list[tuple[int, int, int]]) -> None:
    counts = [
        Count(f"p{n}", f"a{a}", value, frozenset({("all",), ("p", str(p)), ("a", str(a))}))
        for n, (p, a, value) in enumerate(numbers)
    ]
    sums = [(("all",), frozenset((kind, str(n)) for n in range(3))) for kind in "pa"]
    hidden = hidden_cells(Cells(counts, sums), 5)
    values = Cells(counts).values
    assert {cell for cell, value in values.items() if 0 < value < 5} <= hidden
    assert all(values[cell] for cell in hidden)
    # Counts in another order: what is small is hidden again, and no zero.
    again = hidden_cells(Cells(counts[::-1], sums), 5)
    assert {cell for cell, value in values.items() if 0 < value < 5} <= again


def test_half_a_person_is_no_room() -> None:
    # What one count gains, another one must lose twice: of four times 1 nothing whole can move.
    shown = [{0, 1}, {1, 2}, {0, 2, 3}]
    ends = [
        reach([1, 1, 1, 1], shown, [], {0, 2}, rising=True, enough=4, whole=whole)
        for whole in (False, True)
    ]
    assert ends == [1, 0]
    assert reach([2, 2, 2, 2], shown, [], {0, 2}, rising=True, enough=4, whole=True) == 2


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    counts = [Count("p", a, 20, frozenset({("all",), (a,)})) for a in "ab"]
    assert hidden_cells(Cells(counts, [(("all",), frozenset({("a",), ("b",)}))]), 5) == frozenset()


def test_smallest_others_are_hidden_with_a_small_one() -> None:
    counts = [
        Count("p", name, value, frozenset({("all",), (name,)}))
        for name, value in (("a", 2), ("b", 40), ("c", 9), ("d", 300))
    ]
    sums = [(("all",), frozenset({("a",), ("b",), ("c",), ("d",)}))]
    assert hidden_cells(Cells(counts, sums), 5) == {("a",), ("c",)}


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (25, 50, "50"), (1, 3, None), (24, 49, None), (None, 100, None), (5, None, None),
        (7803, 9202, "84.8"), (1097, 9202, "11.9"), (302, 9202, "3.3"), (333, 999, "33"),
        (0, 60, "0"), (70, 60, None),
    ],
)  # fmt: skip
def test_percentage_is_told_where_the_base_allows(
    part: int | None, whole: int | None, told: str | None
) -> None:
    assert share(part, whole) == (None if told is None else Decimal(told))


def test_threshold_below_three_counts_as_three(vocabulary: Vocabulary) -> None:
    schedule, ledger = _one_small()
    summary = summaries_of(ledger, schedule, vocabulary, 1).real
    assert summary.threshold == 3
    table = summary.table("2026", "audience")
    assert table is not None
    assert [row.count for row in table.rows] == [None, None]


def test_ledger_is_no_file_of_the_site(serbia: Site) -> None:
    assert not any(Path(uri).parts[:1] == ("attendance",) for uri, _ in serbia.library.media)


def test_what_is_known_from_before_changes_nothing(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One case leaves for the next what it has worked out, however much they differ."""
    known: Hidden = {}
    for seed in range(12):
        schedule, ledger = random_case(seed % 6)
        threshold = 5 if seed < 6 else 3
        summary._last.clear()
        alone = summaries_of(ledger, schedule, vocabulary, threshold)
        for _ in range(2):
            summary._last.clear()
            assert summaries_of(ledger, schedule, vocabulary, threshold, known) == alone
    assert known
    monkeypatch.setattr(summary, "hidden_cells", None)
    summary._last.clear()
    kept = dict(known)
    assert summaries_of(ledger, schedule, vocabulary, threshold, known) == alone
    assert known == kept


def test_same_numbers_are_not_counted_again(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is planned changes often in a preview; what was held is the same."""
    schedule, ledger = random_case(1)
    known: Hidden = {}
    before = summaries_of(ledger, schedule, vocabulary, 5, known)
    kept = dict(known)
    planned = {**schedule.presentations}
    one = next(iter(planned.values()))
    planned["planned"] = replace(one, id="planned", status="planned")
    monkeypatch.setattr(summary, "_tables", None)
    again = Schedule(planned, regions=schedule.regions)
    assert summaries_of(ledger, again, vocabulary, 5, known) == before
    assert known == kept
    fewer = replace(ledger, entries=ledger.entries[1:])
    with pytest.raises(TypeError):
        summaries_of(fewer, again, vocabulary, 5, known)


def test_parts_add_up_wherever_nothing_is_hidden(vocabulary: Vocabulary) -> None:
    checked = 0
    for seed in range(12):
        schedule, ledger = random_case(seed, 20)
        for table in summaries_of(ledger, schedule, vocabulary, 5).real.tables:
            if any(r.standing is Standing.HIDDEN for r in (*table.rows, table.total)):
                continue
            checked += 1
            total, parts = table.total.count or 0, sum(row.count or 0 for row in table.rows)
            assert parts == total if table.additive else parts >= total, table
    assert checked > 50


@pytest.mark.parametrize("seed", range(6))
def test_order_of_rows_does_not_matter(seed: int, vocabulary: Vocabulary) -> None:
    schedule, ledger = random_case(seed)
    shuffled = list(ledger.entries)
    random.Random(seed + 100).shuffle(shuffled)
    turned = replace(ledger, entries=tuple(shuffled))
    again = Schedule(dict(reversed(schedule.presentations.items())), regions=schedule.regions)
    assert summaries_of(turned, again, vocabulary, 5) == summaries_of(
        ledger, schedule, vocabulary, 5
    )


@pytest.mark.parametrize("seed", range(6))
def test_correction_changes_exactly_its_cells(seed: int, vocabulary: Vocabulary) -> None:
    chance = random.Random(seed)
    events = [presentation(number, chance) for number in range(8)]
    schedule = Schedule({event.id: event for event in events})
    rows = [
        Entry(presentation=e.id, audience=a, count=chance.randint(20, 60), how_known="counted")
        for e in events
        for a in ("pupils", "parents")
    ]
    wrong = chance.choice(rows)
    right = replace(wrong, count=wrong.count + 7, id="c", corrects=wrong.name, recorded=FIRST)
    releases = (Release(FIRST),)
    before = summaries_of(Ledger(tuple(rows), releases), schedule, vocabulary, 5).real
    after = summaries_of(Ledger((*rows, right), releases), schedule, vocabulary, 5).real
    event = schedule.presentations[wrong.presentation]
    month = f"{event.date:%Y-%m}"
    mine = {
        *event.topics, event.city, event.type, event.language, wrong.audience, month,
        f"2026-Q{(event.date.month + 2) // 3}", "",
        "trainers" if event.type == "training" else "direct",
    }  # fmt: skip
    for old, new in zip(before.tables, after.tables, strict=True):
        in_period = new.period in (*mine, "2026")
        for one, two in zip((*old.rows, old.total), (*new.rows, new.total), strict=True):
            is_mine = in_period and set(two.key) <= mine and new.by != ("profession",)
            assert (two.count or 0) - (one.count or 0) == (7 if is_mine else 0), (new.by, two.key)
