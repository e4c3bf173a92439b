"""The feeds of a site: one for each language, and no school or hour that is not public."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from icalendar import Calendar

from beacon.build.feeds import site_feeds
from beacon.build.site import Site
from beacon.schedule.presentations import Schedule
from beacon.schedule.publicity import public


def test_every_language_has_its_feed(serbia: Site) -> None:
    feeds = site_feeds(serbia, "https://example.org/")
    assert list(feeds) == ["sr/calendar.ics", "sr-Latn/calendar.ics", "en/calendar.ics"]
    uids = [
        [str(event["uid"]) for event in Calendar.from_ical(data).walk("VEVENT")]
        for data in feeds.values()
    ]
    expected = [f"{shown.id}@serbia" for shown in public(serbia.schedule)]
    assert uids == [expected] * 3


def test_feed_in_latin_has_no_cyrillic(serbia: Site) -> None:
    text = site_feeds(serbia, "https://example.org/")["sr-Latn/calendar.ics"]
    assert re.findall("[а-яА-Яђ-џЂ-Џ]+", text.replace(b"\r\n ", b"").decode()) == []


def test_samples_are_marked_in_every_language(serbia: Site) -> None:
    assert all(p.sample for p in serbia.schedule.presentations.values())
    for data in site_feeds(serbia, "https://example.org/").values():
        events = Calendar.from_ical(data).walk("VEVENT")
        assert all(str(event["summary"]).startswith("[") for event in events)


def test_school_and_hour_that_are_not_public_are_in_no_feed(serbia: Site) -> None:
    row = next(iter(serbia.schedule.presentations.values()))
    planted = row.model_copy(
        update={
            "id": "planted",
            "status": "confirmed",
            "public": "date",
            "venue": "planted",
            "start": time(13, 37),
            "end": time(14, 22),
        }
    )
    venue = replace(next(iter(serbia.schedule.venues.values())), id="planted", name="ТАЈНА ШКОЛА")
    schedule = Schedule({"planted": planted}, {"planted": venue})
    feeds = site_feeds(replace(serbia, schedule=schedule), "https://example.org/")
    for data in feeds.values():
        text = data.replace(b"\r\n ", b"").decode().upper()
        leaks = ("ТАЈНА", "TAJNA", "1337", "13:37", "1237")
        assert [leak for leak in leaks if leak in text] == []
    open_row = planted.model_copy(update={"public": "full"})
    opened = replace(serbia, schedule=Schedule({"planted": open_row}, {"planted": venue}))
    feed = site_feeds(opened, "https://example.org/")["sr/calendar.ics"]
    assert "ТАЈНА ШКОЛА" in feed.replace(b"\r\n ", b"").decode()
