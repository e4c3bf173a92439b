"""Events: what is public of a schedule, found by id, month, year and group."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from beacon.build.site import Site
from beacon.models import validated
from beacon.schedule.events import Events, groups_of
from beacon.schedule.presentations import Presentation, Schedule


def event(event_id: str, day: str, **more: object) -> Presentation:
    """Return a presentation of adults in Niš."""
    return validated(Presentation, {
            "id": event_id, "status": "planned", "type": "presentation", "date": day,
            "start": "", "end": "", "venue": "", "city": "rs-nis", "lesson": "",
            "language": "sr-Cyrl", "audiences": "parents", "public": "", "sample": False,
            "sequence": 0, "updated": "2026-11-01", **more,
        })  # fmt: skip


def events(*rows: Presentation, as_of: date | None = None) -> Events:
    """Return the events of a schedule of these rows."""
    schedule = Schedule({row.id: row for row in rows}, regions={"rs-nis": "RS-20"})
    return Events(schedule, as_of)


def test_months_have_no_gap_and_know_their_neighbours() -> None:
    found = events(event("a", "2026-06-30", end_date="2026-07-01"), event("b", "2026-09-01"))
    assert list(found.months) == ["2026-06", "2026-07", "2026-08", "2026-09"]
    july = found.month("2026-07")
    assert [[p.id for p in month] for month in (july.events, july.running)] == [[], ["a"]]
    assert (july.before, july.after) == ("2026-06", "2026-08")
    assert (found.month("2026-06").before, found.month("2026-09").after) == ("", "")
    assert found.years() == ("2026",)
    assert found.overview().months == {"2026-06": 1, "2026-07": 1, "2026-08": 0, "2026-09": 1}
    assert found.year("2026")["2026-09"] == {"planned": 1}


def test_mistyped_year_does_not_make_a_century_of_months() -> None:
    found = events(event("a", "2026-06-30"), event("b", "2126-09-01"))
    assert list(found.months) == ["2026-06", "2126-09"]


def test_event_is_in_all_its_groups_once() -> None:
    (shown,) = events(event("a", "2026-06-30", audiences="parents;teachers;parents")).all()
    assert list(groups_of(shown)) == [
        ("region", "RS-20"),
        ("city", "rs-nis"),
        ("audience", "parents"),
        ("audience", "teachers"),
        ("language", "sr-Cyrl"),
    ]


def test_what_comes_begins_with_the_day_of_the_content() -> None:
    rows = (
        event("past", "2026-06-29"),
        event("running", "2026-06-29", end_date="2026-06-30"),
        event("off", "2026-07-01", status="cancelled"),
        event("next", "2026-07-02"),
    )
    found = events(*rows, as_of=date(2026, 6, 30))
    assert [p.id for p in found.coming(9)] == ["running", "off", "next"]
    assert [p.id for p in found.coming(1)] == ["running"]
    assert [p.id for p in found.upcoming(9)] == ["running", "next"]


def test_event_that_passes_midnight_is_over_on_the_next_day() -> None:
    """But not where its hours are not public."""
    rows = (
        event("evening", "2026-06-29", start="22:00", end="23:30", public="full"),
        event("hidden", "2026-06-29", start="22:00", end="01:00"),
        event("midnight", "2026-06-29", start="22:00", end="00:00", public="full"),
        event("night", "2026-06-29", start="22:00", end="01:00", public="full"),
    )
    found = events(*rows, as_of=date(2026, 6, 30))
    over = {p.id: p.over.day for p in found.all()}
    assert over == {"evening": 29, "hidden": 29, "midnight": 29, "night": 30}
    assert [p.id for p in found.coming(9)] == ["night"]


def test_internal_event_is_nowhere() -> None:
    found = events(event("a", "2026-06-30", public="internal", audiences="pupils"))
    assert (found.all(), found.months, found.groups, found.get("a")) == ((), {}, {}, None)
    assert found.overview().total == 0


def test_site_reduces_its_schedule_once(serbia: Site) -> None:
    assert serbia.events is serbia.events
    assert replace(serbia, schedule=Schedule()).events.all() == ()
