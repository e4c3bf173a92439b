"""The calendar as its readers meet it: a table and a list on the page, a feed in their program."""

from __future__ import annotations

import calendar
import csv
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from finished import LANGUAGES, TOOLS, Page, page_at

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = Path(__file__).resolve().parent / "readers"
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
Event = tuple[str, ...]
"""The uid, start and end (UTC, or a day), status and sequence of an occurrence, as texts."""


def schedule(centre: str) -> list[Row]:
    """Return the rows of a centre's schedule in order of the times that are public."""
    folder = ROOT / "content" / "centres" / centre / "schedule"
    rows = [
        row
        for path in sorted(folder.glob("presentations-*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        if row["public"] != "internal"
    ]
    return sorted(rows, key=lambda row: (row["date"], public_start(row), row["id"]))


def public_start(row: Row) -> str:
    """Return the hour an event begins at, as far as strangers may know it."""
    return row["start"] if hour_is_public(row) else ""


def hour_is_public(row: Row) -> bool:
    """Tell whether strangers may know the hour.

    They may when the visit is over, when the school agreed, or when adults meet alone.
    """
    if not re.fullmatch(r"\d\d:\d\d", row["start"]):
        return False
    children = {"pupils", "peer-educators"} & set(row["audiences"].split(";"))
    adults = not children and not row.get("schools") and not row.get("grades")
    return row["status"] == "held" or row["public"] == "full" or (adults and not row["public"])


def days(row: Row) -> list[date]:
    """Return each day of an event."""
    first = date.fromisoformat(row["date"])
    last = date.fromisoformat(row.get("end_date") or row["date"])
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


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
    on: dict[str, list[str]] = {}
    for row in schedule(centre):
        for day in days(row):
            on.setdefault(day.isoformat(), []).append(f"#event-{row['id']}")
    assert busy == [(day, links[0]) for day, links in sorted(on.items())]
    for cell in page.tree.classed("busy"):
        day = cell.all("time")[0]
        count = len(on[day.attributes["datetime"]])
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
        assert not row["end"] or (hours in node.text()) == hour_is_public(row)


@EVERY_CALENDAR
def test_page_offers_its_own_feed(sites: Path, centre: str, folder: str) -> None:
    page = page_at(sites, centre, f"{folder}/calendar/")
    (feed,) = page.tree.classed("feed")
    assert [page.resolve(a.attributes["href"]) for a in feed.all("a")] == [f"{folder}/calendar.ics"]
    address = page.address.removesuffix("calendar/") + "calendar.ics"
    assert [code.text() for code in feed.all("code")] == [address]


# The feed


def expected_events(centre: str) -> list[Event]:
    """Return every occurrence that any calendar program has to make of the schedule."""
    zone = ZONES[centre]
    events = []
    for row in schedule(centre):
        whole = days(row)
        if hour_is_public(row):
            hours = (time.fromisoformat(row["start"]), time.fromisoformat(row["end"]))
            when = [tuple(datetime.combine(day, hour, zone) for hour in hours) for day in whole]
        else:
            when = [(whole[0], whole[-1] + timedelta(days=1))]
        for start, end in when:
            uid, status = f"{row['id']}@{centre}", STATUSES[row["status"]]
            events.append((uid, moment(start), moment(end), status, row["sequence"]))
    return sorted(events)


def moment(value: date) -> str:
    """Return a day as `2026-12-03`, a moment as `2026-12-03T09:00:00Z`."""
    if isinstance(value, datetime):
        assert value.tzinfo is not None
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat()


@pytest.fixture(scope="module")
def libical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader of Evolution and KDE, compiled from our few lines around libical."""
    program = tmp_path_factory.mktemp("libical") / "read"
    source = READERS / "with_libical.c"
    subprocess.run(["cc", "-o", program, source, "-lical"], check=True)
    return program


def read_with(command: list[str | Path], feed: Path) -> list[Event]:
    """Return what a reader in a process of its own, in another time zone, makes of a feed."""
    environment = {**os.environ, "TZ": "Pacific/Auckland"}
    result = subprocess.run(
        [*map(str, command), str(feed)], check=True, capture_output=True, text=True, env=environment
    )
    lines = [tuple(line.split("\t")) for line in result.stdout.splitlines()]
    return sorted(line for line in lines if len(line) == 5)


def feeds(sites: Path, centre: str, folder: str) -> list[Path]:
    """Return every feed of a language."""
    return sorted((sites / centre / folder).rglob("*.ics"))


@EVERY_CALENDAR
def test_four_readers_make_the_same_of_every_feed(
    sites: Path, libical: Path, centre: str, folder: str
) -> None:
    whole = sites / centre / folder / "calendar.ics"
    expected = expected_events(centre)
    readers: dict[str, list[str | Path]] = {
        "icalendar": [sys.executable, READERS / "with_icalendar.py"],
        "vobject": [sys.executable, READERS / "with_vobject.py"],
        "ical.js": ["node", READERS / "with_ical_js.cjs", ICAL_JS],
        "libical": [libical],
    }
    for feed in feeds(sites, centre, folder):
        read = {name: read_with(command, feed) for name, command in readers.items()}
        wanted = expected if feed == whole else read["icalendar"]
        assert wanted, feed.name
        for name, events in read.items():
            assert events == wanted, f"{name}: {feed.name}"
    # What makes readers disagree is there: hours, days, days in a row over a change of the clock.
    starts = [start for _, start, *_ in expected]
    assert any("T" in start for start in starts) and any("T" not in start for start in starts)
    recurring = {uid for uid, *_ in expected if sum(uid == other[0] for other in expected) > 1}
    assert any("2026-10-24" in uid for uid in recurring)


NAME = re.compile(r"[A-Z0-9-]+")
PARAMETER = re.compile(r';([A-Z-]+)=("[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)')
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED")
VALUES = {
    "UID": r"[a-z0-9-]+@[a-z-]+",
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "DTSTART": r"\d{8}(?:T\d{6})?",
    "DTEND": r"\d{8}(?:T\d{6})?",
    "SEQUENCE": r"\d+",
    "STATUS": r"TENTATIVE|CONFIRMED|CANCELLED",
    "TRANSP": r"OPAQUE|TRANSPARENT",
    "RRULE": r"FREQ=DAILY;COUNT=\d+",
    "URL": r"https?://[!-~]+",
    "ORGANIZER": r"mailto:[!-~]+@[!-~]+",
    # Every comma, semicolon and backslash of a text is escaped (§3.3.11).
    "SUMMARY": r"(?:\\[\\;,nN]|[^\\;,\x00-\x1f\x7f])*",
    "LOCATION": r"(?:\\[\\;,nN]|[^\\;,\x00-\x1f\x7f])*",
    "DESCRIPTION": r"(?:\\[\\;,nN]|[^\\;,\x00-\x1f\x7f])*",
    "CATEGORIES": r"(?:\\[\\;,nN]|[^\\;\x00-\x1f\x7f])*",
}


def property_errors(
    line: str, key: str, parameters: dict[str, str], value: str, zones: set[str]
) -> list[str]:
    """Return what is wrong with one property."""
    wrong = []
    if parameters.get("TZID", "") not in {"", *zones}:
        wrong.append(f"{line} names a zone that is not there")
    if key in ("DTSTART", "DTEND") and (parameters.get("VALUE") == "DATE") == ("T" in value):
        wrong.append(f"{line} is not of its kind")
    of_zone = key in ("DTSTART", "RRULE") and value.startswith(("1996", "FREQ=YEARLY"))
    if key in VALUES and not of_zone and not re.fullmatch(VALUES[key], value):
        wrong.append(f"{line[:80]} is no {key}")
    if key == "METHOD":
        wrong.append("a feed that is subscribed to has no METHOD")
    return wrong


def form_errors(feed: bytes) -> list[str]:
    """Return what RFC 5545 forbids in the form of a feed: lines, names, parameters, values."""
    wrong = [f"{line[:40]!r} is too long" for line in feed.split(b"\r\n") if len(line) > 75]
    if feed.count(b"\r\n") != feed.count(b"\n") or not feed.endswith(b"END:VCALENDAR\r\n"):
        wrong.append("lines end in CRLF")
    for line in feed.split(b"\r\n"):
        line.decode()
    open_parts: list[str] = []
    seen: list[str] = []
    zones: set[str] = set()
    for line in feed.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]:
        name = NAME.match(line)
        rest = line[name.end() :] if name else line
        parameters = {}
        while match := PARAMETER.match(rest):
            parameters[match.group(1)] = match.group(2)
            rest = rest[match.end() :]
        if not name or not rest.startswith(":"):
            wrong.append(f"{line[:60]} is no property")
            continue
        key, value = name.group(), rest[1:]
        if key == "BEGIN":
            open_parts.append(value)
            seen = []
        elif key == "END":
            if open_parts.pop() != value:
                wrong.append(f"{line} closes another part")
            if value == "VEVENT":
                wrong += [f"{n} {seen.count(n)} times" for n in ONCE if seen.count(n) != 1]
        else:
            seen.append(key)
        zones |= {value} if key == "TZID" else set()
        wrong += property_errors(line, key, parameters, value, zones)
    return wrong


@EVERY_CALENDAR
def test_feed_has_no_error_of_form(sites: Path, centre: str, folder: str) -> None:
    for feed in feeds(sites, centre, folder):
        assert form_errors(feed.read_bytes()) == [], feed.name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"SEQUENCE:", b"SEQUENCE:x"),
        (b"UID:", b"UID;X:"),
        (b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nSUMMARY:a,b\r\n"),
        (b"DTSTART;VALUE=DATE:", b"DTSTART:"),
        (b"TZID=Europe/Belgrade", b"TZID=Europe/Sofia"),
        (b"END:VEVENT", b"END:VTODO"),
        (b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:PUBLISH"),
        (b"\r\n", b"\n"),
    ],
)
def test_errors_of_form_would_be_found(sites: Path, before: bytes, after: bytes) -> None:
    feed = (sites / "serbia" / "sr" / "calendar.ics").read_bytes()
    assert before in feed
    assert form_errors(feed.replace(before, after, 1)) != []


@EVERY_CALENDAR
def test_no_feed_is_larger_than_a_megabyte(sites: Path, centre: str, folder: str) -> None:
    assert max(feed.stat().st_size for feed in feeds(sites, centre, folder)) < 1_000_000
