"""Comparison: published numbers against counted ones, and nothing told of hidden ones."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from beacon.attendance.tables import Attendance, AttendanceSummary, Row, Table
from beacon.build.comparison import compare
from beacon.build.site import Site


def counted(site: Site, pupils: int | None, *, held: int = 120, reported: int = 120) -> list[str]:
    """Return what is told where so many pupils were counted in 2023."""
    row = Row(("pupils",), pupils, held, reported)
    total = Row((), None, held, reported)
    table = Table("2023", ("audience",), (row,), total)
    summary = AttendanceSummary(False, 5, (table,))
    empty = AttendanceSummary(True, 5)
    return [p.message for p in compare(replace(site, summaries=Attendance(summary, empty)))]


def test_numbers_that_agree_are_not_told(serbia: Site) -> None:
    assert counted(serbia, 7803) == []


def test_number_that_differs_is_told(serbia: Site) -> None:
    said = '"nkc-2023-students" is 7803, but 7800 were counted in 2023.'
    assert counted(serbia, 7800) == [said]


def test_fewer_are_told_only_where_all_have_reported(serbia: Site) -> None:
    assert counted(serbia, 7000, reported=100) == []
    assert len(counted(serbia, 8000, reported=100)) == 1


def test_fewer_are_not_told_where_an_event_is_internal(serbia: Site) -> None:
    any_row = next(iter(serbia.schedule.presentations.values()))
    internal = replace(any_row, public="internal", date=date(2023, 5, 3))
    site = replace(serbia, schedule=replace(serbia.schedule, presentations={"x": internal}))
    assert counted(site, 7800, held=119, reported=119) == []
    assert len(counted(site, 7804, held=121, reported=121)) == 2


def test_presentations_are_compared_as_well(serbia: Site) -> None:
    said = '"nkc-2023-presentations" is 120, but 121 were counted in 2023.'
    assert counted(serbia, 7803, held=121, reported=121) == [said]


def test_hidden_number_is_compared_with_nothing(serbia: Site) -> None:
    assert counted(serbia, None) == []
