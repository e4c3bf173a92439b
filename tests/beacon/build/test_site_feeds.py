"""The feeds of a site: one for each language, and no school or hour that is not public."""

from __future__ import annotations

import json
import re
from datetime import time

from icalendar import Calendar
from msgspec.structs import replace

from beacon.build.feeds import Feeds, site_feeds
from beacon.build.reading import Reader
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
    planted = replace(
        row,
        id="planted",
        status="confirmed",
        public="date",
        venue="planted",
        start=time(13, 37),
        end=time(14, 22),
    )
    venue = replace(next(iter(serbia.schedule.venues.values())), id="planted", name="ТАЈНА ШКОЛА")
    schedule = Schedule({"planted": planted}, {"planted": venue})
    feeds = site_feeds(replace(serbia, schedule=schedule), "https://example.org/")
    for data in feeds.values():
        text = data.replace(b"\r\n ", b"").decode().upper()
        leaks = ("ТАЈНА", "TAJNA", "1337", "13:37", "1237")
        assert [leak for leak in leaks if leak in text] == []
    open_row = replace(planted, public="full")
    opened = replace(serbia, schedule=Schedule({"planted": open_row}, {"planted": venue}))
    feed = site_feeds(opened, "https://example.org/")["sr/calendar.ics"]
    assert "ТАЈНА ШКОЛА" in feed.replace(b"\r\n ", b"").decode()


def test_funding_statement_is_in_every_event_it_belongs_to_byte_for_byte(
    serbia: Site, bulgaria: Site
) -> None:
    funding = bulgaria.centre.funding
    assert funding is not None
    for folder in ("bg", "en"):
        data = site_feeds(bulgaria, "https://example.org/")[f"{folder}/calendar.ics"]
        events = Calendar.from_ical(data).events
        assert len(events) == 80
        said = funding.statement[folder]
        if folder == "bg":
            said += "\nТози превод на изявлението не е официален."
        assert all(str(e["description"]).endswith(said) for e in events)
    for data in site_feeds(serbia, "https://example.org/").values():
        assert b"HaDEA" not in data.replace(b"\r\n ", b"")


def test_every_event_says_where_help_is(serbia: Site, bulgaria: Site) -> None:
    for site, folder, number in ((serbia, "sr", "19833"), (bulgaria, "bg", "124 123")):
        data = site_feeds(site, "https://example.org/")[f"{folder}/calendar.ics"]
        texts = [str(event["description"]) for event in Calendar.from_ical(data).events]
        assert [text for text in texts if number not in text] == []


def test_feed_with_samples_says_so_in_its_name(serbia: Site) -> None:
    def names(site: Site) -> list[str]:
        feeds = site_feeds(site, "https://example.org/").values()
        return [str(Calendar.from_ical(data)["name"]) for data in feeds]

    assert names(serbia) == [
        "НКЦ: Календар презентација (са примерима)",
        "NKC: Kalendar prezentacija (sa primerima)",
        "NKC: Calendar of presentations (with samples)",
    ]
    real = {key: replace(p, sample=False) for key, p in serbia.schedule.presentations.items()}
    schedule = replace(serbia.schedule, presentations=real)
    assert names(replace(serbia, schedule=schedule))[2] == "NKC: Calendar of presentations"


def test_long_schedule_is_in_files_below_a_megabyte(serbia: Site) -> None:
    rows = list(serbia.schedule.presentations.values())
    many = {f"{n}-{p.id}": replace(p, id=f"{n}-{p.id}") for n in range(20) for p in rows}
    feeds = site_feeds(
        replace(serbia, schedule=replace(serbia.schedule, presentations=many)),
        "https://example.org/",
    )
    assert max(map(len, feeds.values())) < 1_000_000
    assert [uri for uri in feeds if uri.startswith("en/")][:2] == [
        "en/calendar.ics",
        "en/calendar-2026-09.ics",
    ]
    uids = {
        str(event["uid"])
        for uri, data in feeds.items()
        if uri.startswith("en/calendar-")
        for event in Calendar.from_ical(data).events
    }
    assert uids == {f"{key}@serbia" for key in many}


def test_changes_and_schedule_are_there_in_every_language(serbia: Site) -> None:
    feeds = Feeds(Reader(serbia), "https://example.org/")
    changes = {uri: f.data for tag in serbia.tags for uri, f in feeds.changes(tag).items()}
    folders = ("sr", "sr-Latn", "en")
    stem = "calendar/what-changed"
    assert list(changes) == [f"{f}/{stem}.{kind}" for f in folders for kind in ("xml", "json")]
    exports = {uri: f.data for tag in serbia.tags for uri, f in feeds.export(tag).items()}
    assert list(exports) == [f"{folder}/calendar.json" for folder in folders]
    ids = [shown.id for shown in public(serbia.schedule)]
    for folder in folders:
        data = json.loads(exports[f"{folder}/calendar.json"])
        assert [event["id"] for event in data["events"]] == ids
        feed = json.loads(changes[f"{folder}/calendar/what-changed.json"])
        assert feed["feed_url"] == f"https://example.org/{folder}/calendar/what-changed.json"
        days = [item["date_published"] for item in feed["items"]]
        assert days == sorted(days, reverse=True) and days
        assert {item["url"].rstrip("/").rpartition("/")[2] for item in feed["items"]} <= set(ids)
    latin = (
        changes["sr-Latn/calendar/what-changed.xml"].decode()
        + exports["sr-Latn/calendar.json"].decode()
    )
    assert re.findall("[а-яА-Яђ-џЂ-Џ]+", latin) == []
