"""Occasions: the page of an event says who organises it and where, as far as that is public."""

from __future__ import annotations

from datetime import date, time

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from beacon.build.feeds import Feeds
from beacon.build.generated import CALENDAR, event_page
from beacon.build.index import Index
from beacon.build.occasions import Occasions
from beacon.build.reading import Reader
from beacon.build.site import Site
from beacon.calendars.changes import summary_of
from beacon.schedule.publicity import PublicChange

EVENT = "sample-2027-02-10-beograd"
SCHOOL = "sample-primary-beograd"


def of(site: Site, tag: str = "sr-Cyrl", **changes: object) -> Occasions:
    """Return the page of an event in Belgrade, with these changes to its row."""
    row = replace(site.schedule.presentations[EVENT], **changes)
    rows = {**site.schedule.presentations, EVENT: row}
    changed = replace(site, schedule=replace(site.schedule, presentations=rows))
    return Occasions(changed, site.routes[tag, event_page(EVENT)], "", Index(changed))


def fact(page: Occasions, icon: str) -> list[str]:
    """Return what the page says under an icon."""
    view = page.page()
    assert view is not None
    return [value.title for fact in view.facts if fact.icon == icon for value in fact.values]


@pytest.mark.parametrize(
    ("organiser", "public", "name"),
    [
        ("", None, "Национални контакт центар за безбедност деце на интернету"),
        ("prosveta", None, "Министарство просвете"),
        (SCHOOL, "full", "Пример: основна школа А"),
        (SCHOOL, None, ""),
    ],
)
def test_organiser_is_named_as_far_as_it_is_public(
    organiser: str, public: str | None, name: str, serbia: Site
) -> None:
    page = of(serbia, organiser=organiser, public=public)
    assert fact(page, "about") == [name] * bool(name)
    data = page.json_ld()
    assert data is not None
    assert data.get("organizer", {}).get("name", "") == name
    # Neither does a calendar program name the centre where somebody else organises.
    feeds = Feeds(page.site, "https://example.org/").event("sr-Cyrl", EVENT)
    (event,) = Calendar.from_ical(next(iter(feeds.values())).data).events
    assert ("ORGANIZER" in event) is (not organiser)
    said = [line for line in event["DESCRIPTION"].splitlines() if line.startswith("Организатор")]
    assert said == [f"Организатор: {name}"] * bool(organiser and name)


def test_days_and_hours_of_several_days_are_said_alike_everywhere(serbia: Site) -> None:
    days = {"date": date(2027, 2, 10), "end_date": date(2027, 2, 11), "public": "full"}
    page = of(serbia, "en", start=time(10), end=time(16), **days)
    when, hours = "10–11 February 2027", "10:00–16:00 on each day"
    assert fact(page, "calendar") == [when, hours]
    event = page.site.events.get(EVENT)
    assert event is not None
    line = page.event(event)
    assert (line.date_text, line.time_text) == (when, hours)
    assert f"{when}, {hours}" in page.words.description(event).splitlines()
    change = PublicChange(date(2027, 1, 1), event, 1, ("moved",))
    assert summary_of(change, page.words).startswith(f"{when}, {hours}; ")


@pytest.mark.parametrize(
    ("low", "high", "said", "data"),
    [
        (12, 14, "12–14 година", "12-14"),
        (21, None, "од 21 године", "21-"),
        (14, None, "од 14 година", "14-"),
        (None, 15, "до 15 година", "-15"),
        (None, None, "", None),
    ],
)
def test_ages_are_told_to_readers_as_far_as_they_are_told_to_programs(
    low: int | None, high: int | None, said: str, data: str | None, serbia: Site
) -> None:
    page = of(serbia, public="full", stages=(), grades=(), age_min=low, age_max=high)
    assert fact(page, "age") == [said] * bool(said)
    structured = page.json_ld()
    assert structured is not None
    assert structured.get("typicalAgeRange") == data


def test_region_of_the_name_of_its_city_is_not_said_twice(serbia: Site) -> None:
    assert fact(of(serbia, "en"), "pin") == ["Belgrade"]
    assert fact(of(serbia, "en", venue="sample-primary-nis"), "pin") == ["Niš", "Nišava District"]


def test_what_a_line_hangs_on_counts_for_every_page_that_has_it(serbia: Site) -> None:
    def read_for_lines(*, after_another: bool) -> frozenset[object]:
        reader = Reader(serbia)
        index, event = Index(serbia, reader.trace), serbia.events.everything[0]
        if after_another:
            other = Occasions(reader, serbia.routes["sr-Cyrl", CALENDAR], "", index)
            assert other.words
            other.event(event)
        with reader.trace.recording() as keys:
            Occasions(reader, serbia.routes["sr-Cyrl", ""], "", index).event(event)
        return frozenset(keys)

    assert read_for_lines(after_another=True) == read_for_lines(after_another=False)
