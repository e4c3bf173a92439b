"""Summaries: what nobody counted is not 0, and what would point at a child is hidden."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.attendance.counted_as import FILE
from beacon.attendance.importing import release
from beacon.attendance.ledger import load_ledger
from beacon.attendance.summary import summaries_of, summarise
from beacon.attendance.tables import Attendance
from beacon.content.vocabulary import Vocabulary
from beacon.problems import Problem, in_order
from beacon.schedule.presentations import Presentation, Schedule

CASES = Path(__file__).resolve().parent.parent / "cases" / "attendance"


def presentation(name: str, *, year: int = 2026, sample: bool = False) -> Presentation:
    """Return a presentation whose name begins with its status."""
    return Presentation(
        id=name,
        status=name.partition("-")[0],  # type: ignore[arg-type]
        type="presentation",
        date=date(year, 3, 12),
        start=None,
        end=None,
        venue="",
        city="rs-nis",
        lesson="",
        language="sr-Cyrl",
        audiences=("pupils",),
        public="date",
        sample=sample,
        sequence=0,
        updated=date(2026, 3, 12),
    )


HELD = ("held-a", "held-b", "planned-c", "cancelled-d")
SCHEDULE = Schedule({name: presentation(name) for name in HELD})


def summary(
    rows: str,
    folder: Path,
    vocabulary: Vocabulary,
    *,
    schedule: Schedule = SCHEDULE,
    threshold: int = 5,
    releases: str = "date\n2027-12-31\n",
) -> tuple[Attendance, list[str]]:
    """Return the summaries of a ledger with these rows, and what is told of it."""
    text = (
        rows
        if rows.startswith("presentation")
        else f"presentation,audience,count,how_known\n{rows}"
    )
    (folder / "2026.csv").write_text(text, encoding="utf-8")
    (folder / "releases.csv").write_text(releases, encoding="utf-8")
    problems: list[Problem] = []
    found = summarise(folder, "attendance", schedule, vocabulary, threshold, problems)
    return found, list(map(str, in_order(problems)))


def by_audience(found: Attendance, year: str = "2026") -> dict[str, int | None]:
    """Return the counts of a year by audience."""
    table = found.real.table(year, "audience")
    assert table is not None
    return {row.key[0]: row.count for row in table.rows}


def coverage(found: Attendance, year: str = "2026") -> tuple[int, int]:
    """Return how many presentations of a year were held, and for how many numbers are known."""
    table = found.real.table(year, "audience")
    assert table is not None
    return table.total.held, table.total.reported


@pytest.mark.parametrize("case", sorted(CASES.glob("*.csv")), ids=lambda path: path.stem)
def test_ledger_is_told_with_every_fault_and_its_line(
    case: Path, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    _, told = summary(case.read_text(encoding="utf-8"), tmp_path, vocabulary)
    assert "".join(f"{line}\n" for line in told) == case.with_suffix(".txt").read_text("utf-8")


def test_counts_are_added_by_audience(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = "held-a,pupils,27,counted\nheld-b,pupils,54,counted\nheld-b,parents,31,estimated\n"
    found, told = summary(rows, tmp_path, vocabulary)
    assert (by_audience(found), told) == ({"parents": 31, "pupils": 81}, [])
    assert coverage(found) == (2, 2)


def test_what_nobody_counted_is_no_zero(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = "held-a,pupils,27,counted\nheld-b,teachers,,not-reported\n"
    found, _ = summary(rows, tmp_path, vocabulary)
    assert by_audience(found) == {"pupils": 27, "teachers": None}
    table = found.real.table("2026", "audience")
    assert table is not None
    assert [row.standing.value for row in table.rows] == ["shown", "unreported"]
    assert coverage(found) == (2, 1)


def test_nobody_who_came_is_a_zero(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = "held-a,pupils,27,counted\nheld-a,teachers,0,counted\n"
    assert by_audience(summary(rows, tmp_path, vocabulary)[0]) == {"pupils": 27, "teachers": 0}


@pytest.mark.parametrize(("count", "hidden"), [(1, True), (4, True), (5, False), (0, False)])
def test_small_count_hides_what_would_give_it_away(
    count: int, hidden: bool, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    # With the total known, one hidden cell alone could be found by subtraction.
    rows = f"held-a,pupils,27,counted\nheld-a,teachers,{count},counted\n"
    found, told = summary(rows, tmp_path, vocabulary)
    assert told == []
    shown = {"pupils": None, "teachers": None} if hidden else {"pupils": 27, "teachers": count}
    assert by_audience(found) == shown


def test_small_counts_that_add_up_to_enough_are_shown(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = "held-a,teachers,3,counted\nheld-b,teachers,2,counted\n"
    assert by_audience(summary(rows, tmp_path, vocabulary)[0])["teachers"] == 5


def test_threshold_is_the_one_of_the_centre(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = "held-a,pupils,8,counted\n"
    shown = (by_audience(summary(rows, tmp_path, vocabulary, threshold=t)[0]) for t in (10, 8))
    assert list(shown) == [{"pupils": None}, {"pupils": 8}]


def test_hidden_count_is_told_by_no_problem(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = "held-a,pupils,4,counted\nplanned-c,pupils,3,counted\nheld-x,pupils,2,counted\n"
    _, told = summary(rows, tmp_path, vocabulary)
    assert [line.split(" ")[1] for line in told] == ["ATT002", "ATT001"]
    assert not any(f" {count}" in line for line in told for count in (2, 3, 4))


def test_samples_are_never_counted(tmp_path: Path, vocabulary: Vocabulary) -> None:
    samples = Schedule(
        {
            "held-a": presentation("held-a"),
            "held-b": presentation("held-b", sample=True),
            "held-c": presentation("held-c", year=2025, sample=True),
        }
    )
    rows = "held-a,pupils,27,counted\nheld-b,pupils,500,counted\nheld-c,pupils,500,counted\n"
    found, told = summary(rows, tmp_path, vocabulary, schedule=samples)
    assert (by_audience(found), coverage(found), told) == ({"pupils": 27}, (1, 1), [])
    assert found.real.years == ("2026",)
    assert found.samples.years == ("2025", "2026")


def test_years_are_those_of_the_presentations(tmp_path: Path, vocabulary: Vocabulary) -> None:
    years = Schedule(
        {name: presentation(name, year=year) for name, year in (("held-a", 2027), ("held-b", 2026))}
    )
    rows = "held-a,pupils,27,counted\nheld-b,pupils,3,counted\n"
    found, _ = summary(rows, tmp_path, vocabulary, schedule=years)
    assert by_audience(found, "2026") == {"pupils": None}
    assert by_audience(found, "2027") == {"pupils": 27}


def test_presentation_that_could_not_be_read_is_not_told_again(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    schedule = Schedule({}, {}, frozenset({"held-a"}))
    found, told = summary("held-a,pupils,27,counted\n", tmp_path, vocabulary, schedule=schedule)
    assert (found.real.tables, told) == ((), [])


def test_wrong_count_hides_no_audience_or_event_that_is_not_known(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = "held-z,pupilz,many,counted\nheld-a,Ana Anić,many,counted\n"
    _, told = summary(rows, tmp_path, vocabulary)
    assert [line.split(" ")[:2] for line in told] == [
        ["attendance/2026.csv:2:", code] for code in ("ATT001", "SRC005", "VOC001")
    ] + [["attendance/2026.csv:3:", "ATT003"]]


def test_centre_without_ledger_has_held_and_none_reported(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    found = summarise(tmp_path / "none", "attendance", SCHEDULE, vocabulary, 5, [])
    assert coverage(found) == (2, 0)


def test_count_grouped_as_in_serbian_is_told(tmp_path: Path, vocabulary: Vocabulary) -> None:
    # 1.000 is one thousand in Serbian; it must not become 1.
    _, told = summary("held-a,pupils,1.000,counted\n", tmp_path, vocabulary)
    assert [line.split(" ")[:2] for line in told] == [["attendance/2026.csv:2:", "SRC005"]]


def test_audience_counted_twice_at_one_presentation_is_told(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = "held-a,pupils,27,counted\nheld-a,pupils,27,counted\n"
    _, told = summary(rows, tmp_path, vocabulary)
    assert [line.split(" ")[:2] for line in told] == [["attendance/2026.csv:3:", "SRC007"]]


def test_copy_of_a_ledger_is_told_with_the_place_of_the_other(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = "presentation,audience,count,how_known\nheld-a,pupils,27,counted\n"
    (tmp_path / "2027.csv").write_text(rows, encoding="utf-8")
    _, told = summary(rows, tmp_path, vocabulary)
    assert told == [
        'attendance/2027.csv:2: SRC007 "pupils" of "held-a" stands in attendance/2026.csv:2 as '
        "well. Keep one of the two; if a file is a copy of the other, take it out."
    ]


# What the schedule says of them later


def changed(**changes: object) -> Schedule:
    """Return the schedule in which the second of the two held presentations has these changes."""
    rows = {name: presentation(name) for name in HELD}
    return Schedule({**rows, "held-b": replace(rows["held-b"], **changes)})


def by_city(found: Attendance) -> dict[str, int | None]:
    """Return the counts of the year by city."""
    table = found.real.table("2026", "city")
    assert table is not None
    return {row.key[0]: row.count for row in table.rows}


def test_internal_presentation_is_counted_nowhere(tmp_path: Path, vocabulary: Vocabulary) -> None:
    rows = "held-a,pupils,27,counted\nheld-b,pupils,54,counted\n"
    schedule = changed(public="internal", city="rs-cacak", topics=("grooming",))
    found, told = summary(rows, tmp_path, vocabulary, schedule=schedule)
    assert told == []
    assert "54" not in repr(found.real.tables) and "rs-cacak" not in repr(found.real.tables)
    assert coverage(found) == (1, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"city": "rs-cacak"}, {"topics": ("grooming",)}, {"campaign": "show-respect"},
        {"type": "training"}, {"date": date(2026, 10, 5)}, {"led_by": ("peer-educator",)},
        {"language": "hu"}, {"sample": True}, {"public": "internal"},
    ],
)  # fmt: skip
def test_published_count_stays_where_it_was_published(
    changes: dict[str, object], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = "held-a,pupils,40,counted\nheld-b,pupils,3,counted\n"
    summary(rows, tmp_path, vocabulary, releases="date\n")
    ledger = load_ledger(tmp_path, "", SCHEDULE, vocabulary, [])
    release(ledger, tmp_path, SCHEDULE, as_of=date(2026, 11, 1))

    def tables(schedule: Schedule) -> object:
        known = load_ledger(tmp_path, "", schedule, vocabulary, [])
        found = summaries_of(known, schedule, vocabulary, 5)
        return found.real.tables, found.samples.tables

    assert tables(changed(**changes)) == tables(SCHEDULE), "The difference would be a count of 3."


def test_presentation_is_counted_as_it_is_until_its_numbers_are_published(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    summary("held-a,pupils,40,counted\n", tmp_path, vocabulary, releases="date\n")
    ledger = load_ledger(tmp_path, "", SCHEDULE, vocabulary, [])
    release(ledger, tmp_path, SCHEDULE, as_of=date(2026, 11, 1))
    rows = "held-a,pupils,40,counted\nheld-b,pupils,30,counted\n"
    found, told = summary(rows, tmp_path, vocabulary, schedule=changed(city="rs-cacak"))
    assert (by_city(found), told) == ({"rs-cacak": 30, "rs-nis": 40}, [])


def test_count_that_was_internal_waits_for_the_next_release_and_for_others(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    rows = "held-a,pupils,40,counted\nheld-b,pupils,3,counted\n"
    internal = changed(public="internal")
    summary(rows, tmp_path, vocabulary, schedule=internal, releases="date\n")
    ledger = load_ledger(tmp_path, "", internal, vocabulary, [])
    release(ledger, tmp_path, internal, as_of=date(2026, 11, 1))

    def cities() -> dict[str, int | None]:
        known = load_ledger(tmp_path, "", SCHEDULE, vocabulary, [])
        return by_city(summaries_of(known, SCHEDULE, vocabulary, 5))

    assert cities() == {"rs-nis": 40}, "43 would tell that 3 had come to what was internal."
    ledger = load_ledger(tmp_path, "", SCHEDULE, vocabulary, [])
    release(ledger, tmp_path, SCHEDULE, as_of=date(2026, 12, 1))
    assert cities() == {"rs-nis": 40}
    assert ",no,2026-11-02\n" in (tmp_path / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("end", [2, 1], ids=["another city", "no row"])
def test_list_of_what_was_published_is_sealed(
    end: int, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    summary("held-a,pupils,40,counted\n", tmp_path, vocabulary, releases="date\n")
    ledger = load_ledger(tmp_path, "", SCHEDULE, vocabulary, [])
    for month in (11, 12):
        release(ledger, tmp_path, SCHEDULE, as_of=date(2026, month, 1))
        problems: list[Problem] = []
        ledger = load_ledger(tmp_path, "attendance", SCHEDULE, vocabulary, problems)
        assert problems == []
    rows = (tmp_path / FILE).read_text(encoding="utf-8").replace("rs-nis", "rs-cacak")
    (tmp_path / FILE).write_text("".join(rows.splitlines(keepends=True)[:end]), encoding="utf-8")
    load_ledger(tmp_path, "attendance", SCHEDULE, vocabulary, problems)
    assert [str(problem).partition(" Put")[0] for problem in problems] == [
        f"attendance/{FILE}: ATT008 Under what the numbers of 2026-{month}-01 are counted has "
        "changed."
        for month in (11, 12)
    ]


def test_damaged_list_of_what_was_published_is_told(tmp_path: Path, vocabulary: Vocabulary) -> None:
    head = "presentation,date,region,city,topics,campaign,language,type,generation,sample\n"
    good = "held-a,2026-03-12,RS-20,rs-nis,,,sr-Cyrl,presentation,direct,no\n"
    bad = "held-b,2026-03-12,RS-20,rs-nish,,,sr-Cyrl,presentation,direct,no\n"
    (tmp_path / FILE).write_text(f"{head}{good}{bad}{good}held-c,soon,,,,,,,,\n", encoding="utf-8")
    _, told = summary("held-a,pupils,40,counted\n", tmp_path, vocabulary)
    assert [line.split(" ")[:2] for line in told] == [
        [f"attendance/{FILE}:3:", "VOC001"],
        [f"attendance/{FILE}:4:", "SRC007"],
        [f"attendance/{FILE}:5:", "SRC005"],
        [f"attendance/{FILE}:5:", "SRC005"],
    ]
