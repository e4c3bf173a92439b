"""Publicity: before the day nobody learns school and hour, unless the school agreed."""

from __future__ import annotations

from datetime import date, time

import pytest

from beacon.schedule.presentations import Presentation, Schedule, Status
from beacon.schedule.publicity import PublicPresentation, public
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
    presentation = PRESENTATION.model_copy(update=changes)
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


def test_all_presentations_are_published_in_their_order() -> None:
    other = PRESENTATION.model_copy(update={"id": "b"})
    schedule = Schedule({"b": other, PRESENTATION.id: PRESENTATION}, {VENUE.id: VENUE})
    assert [shown.id for shown in public(schedule)] == ["b", "2026-03-12-nis"]
