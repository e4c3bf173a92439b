"""Month tables: seven days a week, Monday first, whatever day a month begins on."""

from __future__ import annotations

import calendar
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from beacon.calendars.months import Month, month_grid
from beacon.schedule.publicity import PublicPresentation


def event(day: date, start: time | None = None, name: str = "a") -> PublicPresentation:
    """Return a presentation of a day."""
    return PublicPresentation(
        id=name,
        status="planned",
        type="presentation",
        date=day,
        start=start,
        end=None,
        venue="",
        city="rs-nis",
        lesson="",
        audiences=("pupils",),
        sample=False,
        sequence=0,
        updated=date(2026, 1, 1),
    )


def grid(day: date) -> list[list[str]]:
    """Return the table of the month of a day: numbers of its days, dots for its neighbours'."""
    (month,) = month_grid([event(day)])
    return [[str(d.day) if d.month == day.month else "." for d in week] for week in month.weeks]


def test_month_that_begins_on_sunday_has_six_dots_before_its_first() -> None:
    assert grid(date(2026, 2, 10)) == [
        [".", ".", ".", ".", ".", ".", "1"],
        ["2", "3", "4", "5", "6", "7", "8"],
        ["9", "10", "11", "12", "13", "14", "15"],
        ["16", "17", "18", "19", "20", "21", "22"],
        ["23", "24", "25", "26", "27", "28", "."],
    ]


def test_month_that_begins_on_monday_has_none() -> None:
    assert grid(date(2027, 2, 9)) == [
        ["1", "2", "3", "4", "5", "6", "7"],
        ["8", "9", "10", "11", "12", "13", "14"],
        ["15", "16", "17", "18", "19", "20", "21"],
        ["22", "23", "24", "25", "26", "27", "28"],
    ]


def test_month_of_six_weeks_has_six() -> None:
    assert [len(grid(date(2026, month, 1))) for month in (3, 8, 11)] == [6, 6, 6]


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_month_of_a_year_is_whole(year: int) -> None:
    for month in range(1, 13):
        (table,) = month_grid([event(date(year, month, 15))])
        days = [day for week in table.weeks for day in week]
        assert all(len(week) == 7 and week[0].weekday() == 0 for week in table.weeks)
        assert all(later - day == timedelta(1) for day, later in pairwise(days))
        mine = [day for day in days if (day.year, day.month) == (year, month)]
        assert len(mine) == calendar.monthrange(year, month)[1]
        assert days[0].month != month or days[0].day == 1
        assert len(days) - len(mine) < 14


def test_months_without_presentations_are_left_out() -> None:
    days = [date(2027, 2, 9), date(2026, 12, 3), date(2026, 10, 14), date(2026, 12, 10)]
    months = list(month_grid(event(day) for day in days))
    assert [(month.year, month.number) for month in months] == [(2026, 10), (2026, 12), (2027, 2)]
    assert [[p.date for p in month.presentations] for month in months] == [
        [date(2026, 10, 14)],
        [date(2026, 12, 3), date(2026, 12, 10)],
        [date(2027, 2, 9)],
    ]


def test_day_lists_its_presentations_without_an_hour_first_then_by_hour() -> None:
    day = date(2026, 2, 10)
    (month,) = month_grid(
        [
            event(day, time(12), "noon"),
            event(day, time(9), "b"),
            event(day, time(9), "a"),
            event(day, None, "whole"),
            event(date(2026, 2, 11), time(8), "tomorrow"),
        ]
    )
    assert [p.id for p in month.on(day)] == ["whole", "a", "b", "noon"]
    assert [p.id for p in month.on(date(2026, 2, 12))] == []


def test_event_of_several_days_is_on_each_of_them_in_every_month_it_touches() -> None:
    long = replace(event(date(2026, 2, 27), None, "long"), end_date=date(2026, 3, 2))
    february, march = month_grid([long, event(date(2026, 3, 12), None, "later")])
    days = [date(2026, 2, 26) + timedelta(n) for n in range(6)]
    on = [[p.id for p in (*february.on(day), *march.on(day))] for day in days]
    assert [set(ids) for ids in on] == [set(), {"long"}, {"long"}, {"long"}, {"long"}, set()]
    assert [[p.id for p in m.presentations] for m in (february, march)] == [["long"], ["later"]]


def test_no_presentations_make_no_months() -> None:
    assert list(month_grid([])) == []


def test_same_presentations_in_any_order_make_the_same_months() -> None:
    events = [event(date(2026, 2, 10), time(hour), str(hour)) for hour in (9, 12, 15)]
    months: list[Month] = list(month_grid(events))
    assert list(month_grid(events[::-1])) == months
