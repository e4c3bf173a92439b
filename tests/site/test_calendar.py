"""The calendar as its readers meet it: a table and a list on the page, a feed in their program."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from finished import LANGUAGES, TOOLS, Page, page_at
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window

ROOT = Path(__file__).resolve().parent.parent.parent
ICAL_JS = TOOLS / "ical.js" / "dist" / "ical.es5.min.cjs"
ZONES = {"serbia": ZoneInfo("Europe/Belgrade"), "bulgaria": ZoneInfo("Europe/Sofia")}
STATUSES = {
    "planned": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "held": "CONFIRMED",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
PLACES = [(centre, folder) for centre, folders in LANGUAGES.items() for folder in folders]
EVERY_CALENDAR = pytest.mark.parametrize(("centre", "folder"), PLACES)

Row = dict[str, str]
Event = tuple[str, str, str, str, int]
"""The uid, start and end (UTC, or a day), status and sequence of an event."""


def schedule(centre: str) -> list[Row]:
    """Return the rows of a centre's schedule in order of time."""
    folder = ROOT / "content" / "centres" / centre / "schedule"
    rows = [
        row
        for path in folder.glob("presentations-*.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    return sorted(rows, key=lambda row: (row["date"], row["start"], row["id"]))


def hour_is_public(row: Row) -> bool:
    """Tell whether strangers may know the hour: the visit is over, or the school agreed."""
    return bool(row["start"]) and (row["status"] == "held" or row["public"] == "full")


# The page


def months(page: Page) -> list[str]:
    """Return the months of a calendar page as `2026-10`."""
    return [n.attributes["id"].removeprefix("m") for n in page.tree.all("h2") if _is_month(n)]


def _is_month(node: object) -> bool:
    return bool(re.fullmatch(r"m\d{4}-\d{2}", getattr(node, "attributes", {}).get("id", "")))


@EVERY_CALENDAR
def test_each_month_is_a_real_table(sites: Path, centre: str, folder: str) -> None:
    page = page_at(sites, centre, f"{folder}/calendar/")
    expected = sorted({row["date"][:7] for row in schedule(centre)})
    assert months(page) == expected
    tables = page.tree.classed("month-table")
    assert len(tables) == len(expected)
    for table, month in zip(tables, expected, strict=True):
        assert table.tag == "table"
        (caption,) = table.all("caption")
        assert month[:4] in caption.text()
        heads = table.all("th")
        assert [head.attributes.get("scope") for head in heads] == ["col"] * 7
        assert all(head.text() for head in heads)
        weeks = [row.all("td") for row in table.all("tr")[1:]]
        assert {len(week) for week in weeks} == {7}
        year, number = int(month[:4]), int(month[5:])
        shown = [[int(t.text()) for cell in week for t in cell.all("time")] for week in weeks]
        grid = calendar.Calendar(firstweekday=0).monthdayscalendar(year, number)
        assert shown == [[day for day in week if day] for week in grid]
        stamps = [t.attributes["datetime"] for week in weeks for c in week for t in c.all("time")]
        assert stamps == [f"{month}-{day:02}" for day in range(1, len(stamps) + 1)]


@EVERY_CALENDAR
def test_each_day_with_events_leads_to_the_list(sites: Path, centre: str, folder: str) -> None:
    page = page_at(sites, centre, f"{folder}/calendar/")
    busy = [
        (cell.all("time")[0].attributes["datetime"], cell.all("a")[0].attributes["href"])
        for cell in page.tree.classed("busy")
    ]
    first: dict[str, str] = {}
    for row in schedule(centre):
        first.setdefault(row["date"], f"#event-{row['id']}")
    assert busy == sorted(first.items())
    for cell in page.tree.classed("busy"):
        day = cell.all("time")[0]
        count = sum(row["date"] == day.attributes["datetime"] for row in schedule(centre))
        assert cell.text().startswith(f"{day.text()}, {count} "), "The number of events is said."


@EVERY_CALENDAR
def test_each_event_stands_in_the_list(sites: Path, centre: str, folder: str) -> None:
    page = page_at(sites, centre, f"{folder}/calendar/")
    rows = schedule(centre)
    events = [n for n in page.tree.walk() if n.attributes.get("id", "").startswith("event-")]
    assert [n.attributes["id"].removeprefix("event-") for n in events] == [r["id"] for r in rows]
    assert {n.tag for n in events} == {"li"}
    words = {
        "sr": "Планирано Потврђено Одржано Одложено Отказано",
        "sr-Latn": "Planirano Potvrđeno Održano Odloženo Otkazano",
        "bg": "Планирано Потвърдено Проведено Отложено Отменено",
        "en": "Planned Confirmed Held Postponed Cancelled",
    }
    order = ("planned", "confirmed", "held", "postponed", "cancelled")
    said = dict(zip(order, words[folder].split(), strict=True))
    sample = {"sr": "Пример", "sr-Latn": "Primer", "bg": "Пример", "en": "Sample"}[folder]
    for node, row in zip(events, rows, strict=True):
        assert node.all("time")[0].attributes["datetime"] == row["date"]
        (status,) = node.classed("status")
        assert status.text() == said[row["status"]]
        assert status.all("svg"), "The status has a sign, not only a colour."
        badges = [badge.text() for badge in node.classed("sample")]
        assert badges == ([sample] if row["sample"] == "yes" else [])
        hours = f"{row['start']}–{row['end']}"
        assert (hours in node.text()) == hour_is_public(row)


@EVERY_CALENDAR
def test_page_offers_its_own_feed(sites: Path, centre: str, folder: str) -> None:
    page = page_at(sites, centre, f"{folder}/calendar/")
    (feed,) = page.tree.classed("feed")
    assert [page.resolve(a.attributes["href"]) for a in feed.all("a")] == [f"{folder}/calendar.ics"]
    address = page.address.removesuffix("calendar/") + "calendar.ics"
    assert [code.text() for code in feed.all("code")] == [address]


# The feed


def expected_events(centre: str) -> list[Event]:
    """Return what any calendar program has to make of the schedule."""
    zone = ZONES[centre]
    events = []
    for row in schedule(centre):
        day = date.fromisoformat(row["date"])
        if hour_is_public(row):
            start = datetime.combine(day, time.fromisoformat(row["start"]), zone)
            end = datetime.combine(day, time.fromisoformat(row["end"]), zone)
            when = (moment(start), moment(end))
        else:
            when = (moment(day), moment(day + timedelta(days=1)))
        uid = f"{row['id']}@{centre}"
        events.append((uid, *when, STATUSES[row["status"]], int(row["sequence"])))
    return sorted(events)


def moment(value: date) -> str:
    """Return a day as `2026-12-03`, a moment as `2026-12-03T09:00:00Z`."""
    if isinstance(value, datetime):
        assert value.tzinfo is not None
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat()


def read_with_icalendar(feed: bytes) -> list[Event]:
    """Read a feed as Python programs do."""
    return sorted(
        (
            str(event["uid"]),
            moment(event.start),
            moment(event.end),
            str(event["status"]),
            int(event["sequence"]),
        )
        for event in icalendar.Calendar.from_ical(feed).events
    )


def read_with_vobject(feed: bytes) -> list[Event]:
    """Read a feed as Radicale and its clients do."""
    return sorted(
        (
            event.uid.value,
            moment(event.dtstart.value),
            moment(event.dtend.value),
            event.status.value,
            int(event.sequence.value),
        )
        for event in vobject.readOne(feed.decode()).vevent_list
    )


READ_WITH_ICAL_JS = """(text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const moment = (time) => time.isDate ? time.toString()
    : time.toJSDate().toISOString().replace(".000Z", "Z");
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, moment(event.startDate), moment(event.endDate),
      component.getFirstPropertyValue("status"), event.sequence];
  });
}"""


@pytest.fixture(scope="module")
def ical_js(browser: Browser) -> Iterator[Window]:
    """A window in another time zone with ical.js, the reader of Thunderbird and Nextcloud."""
    context = browser.new_context(timezone_id="Pacific/Auckland")
    window = context.new_page()
    window.add_script_tag(content=ICAL_JS.read_text(encoding="utf-8"))
    yield window
    context.close()


@pytest.mark.browser
@EVERY_CALENDAR
def test_three_readers_make_the_same_of_a_feed(
    sites: Path, ical_js: Window, centre: str, folder: str
) -> None:
    feed = (sites / centre / folder / "calendar.ics").read_bytes()
    expected = expected_events(centre)
    assert read_with_icalendar(feed) == expected
    assert read_with_vobject(feed) == expected
    read = ical_js.evaluate(READ_WITH_ICAL_JS, feed.decode())
    assert sorted(tuple(event) for event in read) == expected
    assert any("T" in start for _, start, *_ in expected)
    assert any("T" not in start for _, start, *_ in expected)


@EVERY_CALENDAR
def test_feed_is_written_as_the_standard_says(sites: Path, centre: str, folder: str) -> None:
    feed = (sites / centre / folder / "calendar.ics").read_bytes()
    lines = feed.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if line.startswith(b"METHOD")]
