"""Publicity: before the day nobody learns school and hour, unless the school agreed."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace

from beacon.schedule.cells import Moment, Presenter
from beacon.schedule.changes import Change
from beacon.schedule.presentations import Adults, Presentation, Schedule, Status
from beacon.schedule.publicity import PublicChange, PublicPresentation, public, public_changes
from beacon.schedule.venues import Venue

VENUE = Venue("os-vuk", "ОШ „Вук Караџић“", "school", "rs-nis", False)
PRESENTATION = Presentation(
    id="2026-03-12-nis",
    status="confirmed",
    type="presentation",
    date=date(2026, 3, 12),
    start=time(10, 0),
    end=time(10, 45),
    venue="os-vuk",
    city="",
    lesson="grooming",
    language="sr-Cyrl",
    audiences=("pupils",),
    stages=("primary",),
    public="date",
    sample=False,
    sequence=3,
    updated=date(2026, 3, 1),
)


def published(**changes: object) -> PublicPresentation:
    """Return the presentation with these changes as it may be published."""
    presentation = replace(PRESENTATION, **changes)
    schedule = Schedule({presentation.id: presentation}, {VENUE.id: VENUE})
    (found,) = public(schedule)
    return found


def test_presentation_before_its_day_shows_city_and_date_alone() -> None:
    assert published() == PublicPresentation(
        id="2026-03-12-nis",
        status="confirmed",
        type="presentation",
        date=date(2026, 3, 12),
        start=None,
        end=None,
        venue="",
        city="rs-nis",
        lesson="grooming",
        audiences=("pupils",),
        sample=False,
        sequence=3,
        updated=date(2026, 3, 1),
        language="sr-Cyrl",
        protected=True,
    )


@pytest.mark.parametrize("status", ["planned", "confirmed", "postponed", "cancelled"])
def test_school_and_hour_are_hidden_until_it_was_held(status: Status) -> None:
    shown = published(status=status)
    assert (shown.venue, shown.start, shown.end, shown.city) == ("", None, None, "rs-nis")
    assert "Вук" not in repr(shown) and "10, 0" not in repr(shown)


def test_school_and_hour_are_shown_when_it_was_held() -> None:
    shown = published(status="held")
    assert (shown.venue, shown.start, shown.end, shown.city) == (
        "ОШ „Вук Караџић“",
        time(10, 0),
        time(10, 45),
        "rs-nis",
    )


@pytest.mark.parametrize("status", ["planned", "confirmed", "postponed", "cancelled"])
def test_school_that_agreed_is_shown_before_the_day(status: Status) -> None:
    shown = published(status=status, public="full")
    assert (shown.venue, shown.start) == ("ОШ „Вук Караџић“", time(10, 0))


def test_event_without_venue_shows_its_city() -> None:
    shown = published(venue="", city="rs-beograd", public="full")
    assert (shown.venue, shown.city) == ("", "rs-beograd")


def order(**changes: object) -> list[str]:
    """Return the ids of three events of one day as they are published; "c" has the first hour."""
    rows = [
        replace(PRESENTATION, id=key, start=time(hour), end=None, **changes)
        for key, hour in (("c", 8), ("b", 9), ("a", 9))
    ]
    return [shown.id for shown in public(Schedule({p.id: p for p in rows}, {VENUE.id: VENUE}))]


def test_presentations_are_published_in_order_of_the_hours_that_are_public() -> None:
    assert order(public="full") == ["c", "a", "b"]
    assert order() == ["a", "b", "c"], "The place in the order would tell a hidden hour."


# Adults, and what is never published


ADULTS = Adults(frozenset({"parents", "teachers"}), frozenset({"professional"}))


def shown_of(**changes: object) -> list[tuple[str, time | None]]:
    """Return venue and hour that are published of an event, where parents are known as adults."""
    presentation = replace(PRESENTATION, **{"audiences": ("parents",), **changes})
    schedule = Schedule({"a": presentation}, {VENUE.id: VENUE}, adults=ADULTS)
    return [(found.venue, found.start) for found in public(schedule)]


WHOLE = [("ОШ „Вук Караџић“", time(10, 0))]
DATE_ONLY: list[tuple[str, time | None]] = [("", None)]


def test_event_for_adults_alone_shows_venue_and_hour_unless_its_row_says_no() -> None:
    assert shown_of(public=None) == WHOLE
    assert shown_of(public="date") == DATE_ONLY
    assert shown_of(public="full") == WHOLE
    grown_up = {"presenters": (Presenter("professional", 2),), "led_by": ("professional",)}
    assert shown_of(public=None, age_min=18, age_max=70, **grown_up) == WHOLE


@pytest.mark.parametrize(
    "changes",
    [
        {"audiences": ("parents", "pupils")},
        {"audiences": ("parents", "peer-educators")},
        {"audiences": ("an-audience-of-tomorrow",)},
        {"grades": ("5",)},
        {"schools": ("os-vuk",)},
        {"expected_students": 1},
        {"presenters": (Presenter("professional"), Presenter("peer-educator", 2))},
        {"led_by": ("peer-educator",)},
        {"led_by": ("a-role-of-tomorrow",)},
        {"age_min": 9, "age_max": 11},
        {"age_min": 16},
        {"age_max": 17},
    ],
)
def test_event_to_which_children_may_come_is_protected(changes: dict[str, object]) -> None:
    assert shown_of(public=None, **changes) == DATE_ONLY


@pytest.mark.parametrize("status", ["planned", "confirmed", "held", "postponed", "cancelled"])
def test_internal_event_is_never_published(status: Status) -> None:
    assert shown_of(public="internal", status=status) == []


FULL = {
    "schools": ("os-vuk",), "stages": ("primary",), "grades": ("5",), "age_min": 11,
    "age_max": 12, "presenters": (Presenter("influencer-educator", 2),), "capacity": 60,
    "organiser": "os-vuk", "registration": "https://os-vuk.example/",
    "rescheduled_from": Moment(date(2026, 3, 5), time(13, 37)), "reason": "weather",
    "campaign": "show-respect", "topics": ("grooming",), "end_date": date(2026, 3, 13),
}  # fmt: skip


def test_protected_event_hides_all_that_points_at_a_school() -> None:
    shown = published(**FULL)
    hidden = (
        shown.schools, shown.stages, shown.grades, shown.age_min, shown.age_max, shown.presenters,
        shown.capacity, shown.organiser, shown.organising_venue, shown.registration,
        shown.moved_from_time,
    )  # fmt: skip
    assert hidden == ((), (), (), None, None, (), None, "", "", "", None)
    assert (shown.moved_from, shown.reason, shown.campaign, shown.topics, shown.last) == (
        date(2026, 3, 5), "weather", "show-respect", ("grooming",), date(2026, 3, 13),
    )  # fmt: skip


def test_event_that_is_shown_tells_what_a_school_needs() -> None:
    shown = published(**FULL, public="full")
    assert (shown.schools, shown.grades, shown.capacity) == (("ОШ „Вук Караџић“",), ("5",), 60)
    assert (shown.organiser, shown.moved_from_time) == ("os-vuk", time(13, 37))
    assert shown.organising_venue == "ОШ „Вук Караџић“"
    assert shown.registration == "https://os-vuk.example/"
    assert published(**FULL).organiser == "" and published(organiser="mup-vtk").organiser


def test_organiser_that_is_hidden_is_not_taken_for_the_centre() -> None:
    assert published(**FULL).organiser_hidden
    assert not published(**FULL, public="full").organiser_hidden
    assert not published(organiser="mup-vtk").organiser_hidden
    assert not published().organiser_hidden


def test_nobody_can_register_for_what_is_over() -> None:
    for status in ("held", "cancelled", "postponed"):
        assert published(registration="office@example.org", status=status).registration == ""
    assert published(registration="office@example.org").registration == "office@example.org"


# What changed


TWO = {
    VENUE.id: VENUE,
    "hall": Venue("hall", "Дворана", "hall", "rs-nis", False),
    "far": Venue("far", "Дворана", "hall", "rs-subotica", False),
}
CITIES = {"rs-nis": "RS-20", "rs-subotica": "RS-01"}


def changes_of(*lines: tuple[str, str, str], **row: object) -> list[tuple[str, ...]]:
    """Return the kinds of each public change; every line of the ledger is of a day of its own."""
    presentation = replace(PRESENTATION, **row)
    ledger = tuple(
        Change(date(2026, 2, n), presentation.id, n, column, before, after)
        for n, (column, before, after) in enumerate(lines, 1)
    )
    schedule = Schedule({presentation.id: presentation}, TWO, regions=CITIES, changes=ledger)
    return [change.kinds for change in public_changes(schedule)]


def test_changes_are_told_the_newest_first_and_those_of_a_day_together() -> None:
    ledger = (
        Change(date(2026, 2, 1), "2026-03-12-nis", 0, "added", "", "planned"),
        Change(date(2026, 2, 9), "2026-03-12-nis", 1, "status", "planned", "confirmed"),
        Change(date(2026, 2, 9), "2026-03-12-nis", 1, "date", "2026-03-05", "2026-03-12"),
        Change(date(2026, 2, 9), "2026-03-12-nis", 1, "expected_students", "20", "60"),
    )
    schedule = Schedule({PRESENTATION.id: PRESENTATION}, TWO, changes=ledger)
    shown = published()
    assert public_changes(schedule) == (
        PublicChange(date(2026, 2, 9), shown, 1, ("moved", "confirmed"), date(2026, 3, 5)),
        PublicChange(date(2026, 2, 1), shown, 0, ("added",)),
    )


def test_change_of_hour_or_school_is_told_only_where_they_are_shown() -> None:
    hour, school = ("start", "09:00", "10:00"), ("venue", "hall", "os-vuk")
    assert changes_of(hour, school) == []
    assert changes_of(hour, school, public="full") == [("place",), ("hour",)]
    assert changes_of(("venue", "far", "os-vuk")) == [("place",)], "The city is public."


def test_nothing_is_told_of_the_time_when_an_event_was_internal() -> None:
    ledger = (
        ("added", "", "planned"),
        ("date", "2026-03-05", "2026-03-12"),
        ("public", "internal", "date"),
        ("status", "planned", "confirmed"),
    )
    assert changes_of(*ledger) == [("confirmed",), ("added",)]
    assert changes_of(*ledger, public="internal") == []


def test_change_of_an_event_that_is_not_in_the_schedule_is_not_told() -> None:
    ledger = (Change(date(2026, 2, 1), "gone", 0, "added", "", "planned"),)
    assert public_changes(Schedule({}, TWO, changes=ledger)) == ()
