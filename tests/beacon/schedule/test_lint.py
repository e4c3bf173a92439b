"""Lint: what looks wrong is told at its row; what is right is not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time

import pytest
from msgspec.structs import replace

from beacon.content.vocabulary import Vocabulary
from beacon.problems import Severity
from beacon.schedule.cells import Presenter, presenters
from beacon.schedule.lint import CODES, Ground, lint
from beacon.schedule.presentations import Adults, Presentation, Schedule
from beacon.schedule.venues import Venue

VENUES = {
    "nis": Venue("nis", "ОШ „Вук“", "school", "rs-nis", False),
    "subotica": Venue("subotica", "Дворана", "hall", "rs-subotica", False),
    "sofia": Venue("sofia", "Училище", "school", "bg-sofia", False),
}
BASE = Presentation(
    id="a", status="confirmed", type="presentation", date=date(2026, 3, 12), start=time(10),
    end=time(10, 45), venue="nis", city="", lesson="grooming", language="sr-Cyrl",
    audiences=("pupils",), stages=("primary",), public="date", sample=False, sequence=0,
    updated=date(2026, 3, 1),
)  # fmt: skip


def row(**changes: object) -> Presentation:
    """Return the presentation of a Thursday morning with these changes."""
    return replace(BASE, **changes)


def told(
    vocabulary: Vocabulary,
    *rows: Presentation,
    as_of: date | None = None,
    counted: Collection[str] = (),
    available: Mapping[str, int] | None = None,
    zone: str = "Europe/Belgrade",
) -> list[str]:
    """Return code and id of everything that is told of these rows."""
    schedule = Schedule(
        {p.id: p for p in rows},
        VENUES,
        places={p.id: (p.id, 2) for p in rows},
        adults=Adults(frozenset({"parents", "teachers"})),
    )
    ground = Ground(schedule, vocabulary, zone, as_of, counted, available or {})
    return sorted(f"{problem.code.id} {problem.path}" for problem in lint(ground))


def test_schedule_without_faults_is_told_nothing(vocabulary: Vocabulary) -> None:
    rows = (row(), row(id="b", start=time(11), end=time(12)), row(id="c", venue="subotica"))
    assert told(vocabulary, *rows, as_of=date(2026, 3, 1)) == []


def test_one_venue_holds_one_event_at_a_time(vocabulary: Vocabulary) -> None:
    later = row(id="b", start=time(10, 30), end=time(11), lesson="sextortion")
    assert told(vocabulary, row(), later) == ["SCH102 b"]
    assert told(vocabulary, row(), replace(later, start=time(10, 45))) == []
    assert told(vocabulary, row(status="cancelled"), later) == []


def test_each_day_of_a_long_event_counts(vocabulary: Vocabulary) -> None:
    training = row(date=date(2026, 3, 10), end_date=date(2026, 3, 13), end=time(16))
    assert told(vocabulary, training, row(id="b", start=time(15), end=time(17))) == ["SCH102 b"]


def test_long_event_is_not_forgotten_behind_a_short_one(vocabulary: Vocabulary) -> None:
    rows = (
        row(end=time(14)),
        row(id="b", start=time(10, 15), end=time(10, 30), lesson=""),
        row(id="c", start=time(13), end=time(13, 30), lesson=""),
    )
    assert told(vocabulary, *rows) == ["SCH102 b", "SCH102 c"]


@pytest.mark.parametrize(
    ("there", "start", "venue", "codes"),
    [
        (3, time(10, 30), "nis", ["SCH101 b", "SCH102 b"]),
        (4, time(10, 30), "nis", ["SCH102 b"]),
        (3, time(11), "nis", []),
        (3, time(12), "subotica", ["SCH103 b"]),
        (4, time(12), "subotica", []),
        (3, time(12, 15), "subotica", []),
    ],
)
def test_presenters_are_not_needed_twice_nor_while_they_travel(
    there: int, start: time, venue: str, codes: list[str], vocabulary: Vocabulary
) -> None:
    two = (Presenter("professional", 2),)
    rows = (
        row(presenters=two),
        row(id="b", presenters=two, start=start, end=time(13), venue=venue, lesson=""),
    )
    assert told(vocabulary, *rows, available={"professional": there}) == codes


def test_presenters_are_told_in_the_right_number(vocabulary: Vocabulary) -> None:
    def said(there: int, *counts: int) -> list[str]:
        hours = (time(10), time(10, 30))
        teams = [(Presenter("professional", count),) for count in counts]
        rows = [
            row(id=f"{n}", presenters=team, start=start, end=time(12), lesson="", venue="")
            for n, (team, start) in enumerate(zip(teams, hours, strict=False))
        ]
        schedule = Schedule({p.id: p for p in rows}, VENUES, places={p.id: ("", 2) for p in rows})
        ground = Ground(schedule, vocabulary, "UTC", None, (), {"professional": there})
        return [problem.message for problem in lint(ground) if problem.code.id == "SCH101"]

    one, two = "of the role professional is needed", "of the role professional are needed"
    assert said(0, 1) == [f"1 {one} at 10:00, 0 are there."]
    assert said(1, 1, 1) == [f"2 {two} at 10:30, 1 is there."]


@pytest.mark.parametrize(
    ("first", "second", "start", "venue", "codes"),
    [
        ("professional:1", "professional:1", time(10, 30), "subotica", ["SCH101 b"]),
        ("professional:1", "professional:1", time(12), "subotica", ["SCH103 b"]),
        ("professional:1", "professional:1", time(12, 15), "subotica", []),
        ("professional:1", "professional:1", time(11), "nis", []),
        ("professional:1", "peer-educator:1", time(10, 30), "subotica", []),
        ("professional:2", "professional:1", time(10, 30), "subotica", ["SCH101 b"]),
        ("professional:1", "", time(10, 30), "subotica", []),
    ],
)
def test_role_of_which_nobody_says_how_many_there_are_is_one_team(
    first: str, second: str, start: time, venue: str, codes: list[str], vocabulary: Vocabulary
) -> None:
    rows = (
        row(presenters=presenters(first)),
        row(
            id="b", presenters=presenters(second), start=start, end=time(13), venue=venue, lesson=""
        ),
    )
    assert told(vocabulary, *rows) == codes
    other = row(id="c", date=date(2026, 3, 20), presenters=presenters("professional:9"))
    assert told(vocabulary, *rows, other) == []
    assert told(vocabulary, *rows, available={"professional": 3, "peer-educator": 3}) == []


@pytest.mark.parametrize(("start", "codes"), [(time(12), ["SCH103 b"]), (time(12, 15), [])])
def test_stops_of_one_campaign_leave_time_to_travel(
    start: time, codes: list[str], vocabulary: Vocabulary
) -> None:
    rows = (
        row(campaign="respect"),
        row(id="b", campaign="respect", start=start, end=time(13), venue="subotica"),
    )
    assert told(vocabulary, *rows) == codes
    assert told(vocabulary, rows[0], replace(rows[1], campaign="other")) == []


@pytest.mark.parametrize(
    ("day", "venue", "audience", "codes"),
    [
        (date(2026, 11, 11), "nis", "pupils", ["SCH104 a"]),
        (date(2026, 11, 11), "nis", "parents", ["SCH104 a"]),
        (date(2026, 11, 11), "sofia", "pupils", []),
        (date(2026, 2, 18), "nis", "pupils", ["SCH105 a"]),
        (date(2026, 2, 18), "nis", "parents", []),
        (date(2026, 2, 18), "subotica", "pupils", []),  # Vojvodina has no break then
        (date(2025, 12, 24), "subotica", "pupils", ["SCH105 a"]),
        (date(2025, 12, 24), "nis", "pupils", []),
        (date(2026, 11, 1), "sofia", "pupils", ["SCH105 a"]),  # Awakeners' Day: schools only
        (date(2026, 11, 1), "sofia", "teachers", []),
    ],
)
def test_holidays_and_breaks_are_those_of_the_region(
    day: date, venue: str, audience: str, codes: list[str], vocabulary: Vocabulary
) -> None:
    assert told(vocabulary, row(date=day, venue=venue, audiences=(audience,))) == codes


def test_school_year_that_nobody_has_published_is_told_nothing(vocabulary: Vocabulary) -> None:
    assert told(vocabulary, row(date=date(2031, 1, 8))) == []


def test_holiday_inside_a_long_event_is_told(vocabulary: Vocabulary) -> None:
    long = row(date=date(2026, 11, 10), end_date=date(2026, 11, 12))
    assert told(vocabulary, long) == ["SCH104 a"]


@pytest.mark.parametrize(
    ("start", "end", "codes"),
    [
        (time(7), time(20), []),
        (time(6, 59), time(8), ["SCH106 a"]),
        (time(19), time(20, 1), ["SCH106 a"]),
        (time(21), None, ["SCH106 a"]),
        (time(19), time(1), ["SCH106 a"]),
        (None, None, []),
    ],
)
def test_hours_are_between_seven_and_eight_in_the_evening(
    start: time | None, end: time | None, codes: list[str], vocabulary: Vocabulary
) -> None:
    assert told(vocabulary, row(start=start, end=end)) == codes


@pytest.mark.parametrize(
    ("venue", "grades", "stages", "ages", "codes"),
    [
        ("nis", ("5", "6"), ("primary",), (11, 13), []),
        ("nis", ("5",), ("secondary",), (None, None), ["SCH107 a"]),
        ("nis", ("II",), ("secondary",), (15, 17), []),
        ("nis", ("II",), (), (None, None), []),
        ("sofia", ("7",), ("primary",), (None, None), []),
        ("sofia", ("8",), ("primary",), (None, None), ["SCH107 a"]),
        ("nis", ("5",), ("primary",), (8, 12), ["SCH114 a"]),
        ("nis", ("5",), ("primary",), (10, 13), []),
        ("nis", ("5",), ("primary",), (None, 18), ["SCH114 a"]),
    ],
)
def test_grades_fit_stage_and_age(
    venue: str,
    grades: tuple[str, ...],
    stages: tuple[str, ...],
    ages: tuple[int | None, int | None],
    codes: list[str],
    vocabulary: Vocabulary,
) -> None:
    low, high = ages
    event = row(venue=venue, grades=grades, stages=stages, age_min=low, age_max=high)
    assert told(vocabulary, event) == codes


@pytest.mark.parametrize(
    ("status", "as_of", "counted", "codes"),
    [
        ("held", date(2026, 3, 11), (), ["SCH108 a"]),
        ("held", date(2026, 3, 12), (), []),
        ("held", date(2026, 3, 13), (), ["SCH109 a"]),
        ("held", date(2026, 3, 13), ("a",), []),
        ("held", None, (), []),
        ("confirmed", date(2026, 3, 12), (), []),
        ("confirmed", date(2026, 3, 13), (), ["SCH110 a"]),
        ("planned", date(2026, 3, 13), (), ["SCH110 a"]),
        ("cancelled", date(2026, 3, 13), (), []),
        ("postponed", date(2026, 3, 13), (), []),
    ],
)
def test_past_and_future_are_told_apart_by_the_day_that_is_given(
    status: str,
    as_of: date | None,
    counted: tuple[str, ...],
    codes: list[str],
    vocabulary: Vocabulary,
) -> None:
    assert told(vocabulary, row(status=status), as_of=as_of, counted=counted) == codes


def test_event_of_several_days_is_over_after_its_last(vocabulary: Vocabulary) -> None:
    long = row(status="held", end_date=date(2026, 3, 14))
    assert told(vocabulary, long, as_of=date(2026, 3, 13)) == ["SCH108 a"]
    assert told(vocabulary, long, as_of=date(2026, 3, 15)) == ["SCH109 a"]


def test_numbers_of_samples_are_not_asked_for(vocabulary: Vocabulary) -> None:
    after = date(2026, 4, 1)
    assert told(vocabulary, row(status="held", sample=True), as_of=after) == []
    assert told(vocabulary, row(sample=True), as_of=after) == []
    future = row(status="held", sample=True, date=date(2026, 5, 20))
    assert told(vocabulary, future, as_of=after) == ["SCH108 a"]


def test_more_people_than_places_are_told(vocabulary: Vocabulary) -> None:
    assert told(vocabulary, row(expected_students=60, expected_teachers=2, capacity=61)) == [
        "SCH111 a"
    ]
    assert told(vocabulary, row(expected_students=60, expected_teachers=2, capacity=62)) == []
    assert told(vocabulary, row(capacity=1)) == []


@pytest.mark.parametrize(
    ("day", "zone", "start", "codes"),
    [
        (date(2026, 3, 29), "Europe/Belgrade", time(2, 30), ["SCH106 a", "SCH112 a"]),
        (date(2026, 3, 29), "Europe/Sofia", time(3, 30), ["SCH106 a", "SCH112 a"]),
        (date(2026, 10, 25), "Europe/Belgrade", time(2, 30), ["SCH106 a", "SCH112 a"]),
        (date(2026, 3, 29), "Europe/Belgrade", time(3, 0), ["SCH106 a"]),
        (date(2026, 3, 29), "Europe/Belgrade", time(10, 0), []),
        (date(2026, 3, 28), "Europe/Belgrade", time(2, 30), ["SCH106 a"]),
    ],
)
def test_hour_that_the_clocks_leave_out_or_repeat_is_told(
    day: date, zone: str, start: time, codes: list[str], vocabulary: Vocabulary
) -> None:
    assert told(vocabulary, row(date=day, start=start, end=None), zone=zone) == codes


def test_night_is_looked_at_on_both_of_its_days(vocabulary: Vocabulary) -> None:
    night = row(start=time(19, 30), end=time(1))
    later = row(id="b", start=time(23), end=None)
    assert told(vocabulary, night, later) == ["SCH102 b", "SCH106 a", "SCH106 b"]
    changing = row(date=date(2026, 3, 28), start=time(22), end=time(2, 30))
    assert told(vocabulary, changing) == ["SCH106 a", "SCH112 a"]


@pytest.mark.parametrize(
    ("start", "venue", "more", "codes"),
    [
        (time(0, 30), "nis", {}, ["SCH102 b"]),
        (time(1), "nis", {}, []),
        (time(0, 30), "subotica", {"presenters": (Presenter("professional", 2),)}, ["SCH101 b"]),
        (time(2), "subotica", {"presenters": (Presenter("professional", 2),)}, ["SCH103 b"]),
        (time(2, 30), "subotica", {"presenters": (Presenter("professional", 2),)}, []),
        (time(2), "subotica", {"campaign": "tour"}, ["SCH103 b"]),
        (time(2, 30), "subotica", {"campaign": "tour"}, []),
    ],
)
def test_night_is_compared_with_the_day_that_follows(
    start: time, venue: str, more: dict[str, object], codes: list[str], vocabulary: Vocabulary
) -> None:
    night = row(start=time(22), end=time(1), **more)
    rows = night, row(id="b", date=date(2026, 3, 13), start=start, end=time(3), venue=venue, **more)
    found = told(vocabulary, *rows, available={"professional": 3})
    assert [said for said in found if not said.startswith("SCH106")] == codes


def test_way_home_in_the_night_counts_before_the_first_event_of_a_day(
    vocabulary: Vocabulary,
) -> None:
    one = (Presenter("professional", 1),)
    evening = row(start=time(22), end=time(23, 30), presenters=one)
    first = row(
        id="b", date=date(2026, 3, 13), start=time(0, 30), end=time(1), venue="subotica",
        presenters=one,
    )  # fmt: skip
    assert "SCH103 b" in told(vocabulary, evening, first)


def test_same_event_under_two_ids_is_told_once(vocabulary: Vocabulary) -> None:
    assert told(vocabulary, row(), row(id="b")) == ["SCH113 b"]
    assert told(vocabulary, row(), row(id="b", status="cancelled")) == []
    assert told(vocabulary, row(start=None, end=None), row(id="b", start=None, end=None)) == [
        "SCH113 b"
    ]


def test_only_what_cannot_be_stops_a_build() -> None:
    stops = [code.id for code in CODES if code.severity is Severity.ERROR]
    assert stops == ["SCH107", "SCH108", "SCH112"]


def test_ten_thousand_events_of_one_year_are_checked_in_time_that_grows_with_them(
    vocabulary: Vocabulary,
) -> None:
    # Many on one day in one venue: comparing each with each would take minutes.
    rows = [row(id=f"e{n}", lesson=f"l{n}") for n in range(10_000)]
    assert len(told(vocabulary, *rows)) == 9_999
