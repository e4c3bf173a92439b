"""The calendar as its readers meet it: a table and a list on the page, a feed in their program."""

from __future__ import annotations

import calendar
import csv
import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree
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
EVENTS = {
    "sr": ("догађај", "догађаја"),
    "sr-Latn": ("događaj", "događaja"),
    "bg": ("събитие", "събития"),
    "en": ("event", "events"),
}
"""How one event and several are called: a workshop or a training is no presentation."""
SAMPLES = {
    "sr": ("То нису стварни догађаји.", "Ово је пример, а не стваран догађај."),
    "sr-Latn": ("To nisu stvarni događaji.", "Ovo je primer, a ne stvaran događaj."),
    "bg": ("Те не са истински събития.", "Това е пример, а не истинско събитие."),
    "en": ("They are not real events.", "This is a sample, not a real event."),
}
"""What ends the note about samples of a list, and what is that of one event."""
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


# The pages


def month_pages(sites: Path, centre: str, folder: str) -> dict[str, Page]:
    """Return the page of each month by its key, `2026-10`."""
    found = sorted((sites / centre / folder / "calendar").glob("[0-9]*-[0-9]*/index.html"))
    return {
        path.parent.name: page_at(sites, centre, f"{folder}/calendar/{path.parent.name}/")
        for path in found
    }


def months_between(first: str, last: str) -> list[str]:
    """Return every month from one to another."""
    year, month = map(int, first.split("-"))
    found = [first]
    while found[-1] < last:
        year, month = year + month // 12, month % 12 + 1
        found.append(f"{year}-{month:02}")
    return found


@EVERY_CALENDAR
def test_each_month_is_a_real_table(sites: Path, centre: str, folder: str) -> None:
    pages = month_pages(sites, centre, folder)
    touched = sorted({day.isoformat()[:7] for row in schedule(centre) for day in days(row)})
    assert list(pages) == months_between(touched[0], touched[-1])
    for month, page in pages.items():
        (table,) = page.tree.classed("month-table")
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
def test_months_lead_to_their_neighbours_and_no_page_knows_today(
    sites: Path, centre: str, folder: str
) -> None:
    pages = month_pages(sites, centre, folder)
    keys = list(pages)
    for place, (key, page) in enumerate(pages.items()):
        around = {a.attributes["rel"]: a for a in page.tree.all("a") if "rel" in a.attributes}
        found = {
            rel: page.resolve(around[rel].attributes["href"])
            for rel in ("prev", "next")
            if rel in around
        }
        expected = {}
        if place:
            expected["prev"] = f"{folder}/calendar/{keys[place - 1]}/"
        if place + 1 < len(keys):
            expected["next"] = f"{folder}/calendar/{keys[place + 1]}/"
        assert {rel: uri.removesuffix("index.html") for rel, uri in found.items()} == expected, key
        assert not [n for n in page.tree.walk() if n.attributes.get("aria-current") == "date"]


@EVERY_CALENDAR
def test_each_day_with_events_leads_to_the_list(sites: Path, centre: str, folder: str) -> None:
    on: dict[str, list[str]] = {}
    # What began in an earlier month stands first: it was there before.
    rows = schedule(centre)
    for row in rows:
        for day in days(row):
            on.setdefault(day.isoformat(), []).append(f"#event-{row['id']}")
    for month, page in month_pages(sites, centre, folder).items():
        busy = [
            (cell.all("time")[0].attributes["datetime"], cell.all("a")[0].attributes["href"])
            for cell in page.tree.classed("busy")
        ]
        expected = [(d, links[0]) for d, links in sorted(on.items()) if d[:7] == month]
        assert busy == expected
        for cell in page.tree.classed("busy"):
            day_shown = cell.all("time")[0]
            count = len(on[day_shown.attributes["datetime"]])
            one, several = EVENTS[folder]
            word = one if count == 1 else several
            assert cell.classed("hide")[0].text() == f", {count} {word}", "The number is said."


@EVERY_CALENDAR
def test_each_event_stands_in_its_month(sites: Path, centre: str, folder: str) -> None:
    rows = schedule(centre)
    words = {
        "sr": "Планирано Потврђено Одржано Одложено Отказано",
        "sr-Latn": "Planirano Potvrđeno Održano Odloženo Otkazano",
        "bg": "Планирано Потвърдено Проведено Отложено Отменено",
        "en": "Planned Confirmed Held Postponed Cancelled",
    }
    order = ("planned", "confirmed", "held", "postponed", "cancelled")
    said = dict(zip(order, words[folder].split(), strict=True))
    sample = {"sr": "Пример", "sr-Latn": "Primer", "bg": "Пример", "en": "Sample"}[folder]
    for month, page in month_pages(sites, centre, folder).items():
        here = [row for row in rows if month in {day.isoformat()[:7] for day in days(row)}]
        events = [n for n in page.tree.walk() if n.attributes.get("id", "").startswith("event-")]
        shown = [n.attributes["id"].removeprefix("event-") for n in events]
        assert shown == [row["id"] for row in here]
        assert {n.tag for n in events} <= {"li"}
        for node, row in zip(events, here, strict=True):
            assert node.all("time")[0].attributes["datetime"] == row["date"]
            (status,) = node.classed("status")
            assert status.text() == said[row["status"]]
            assert status.all("svg"), "The status has a sign, not only a colour."
            badges = [badge.text() for badge in node.classed("sample")]
            assert badges == ([sample] if row["sample"] == "yes" else [])
            hours = f"{row['start']}–{row['end']}"
            assert not row["end"] or (hours in node.text()) == hour_is_public(row)
            target = page.resolve(node.all("a")[0].attributes["href"])
            event = f"{folder}/calendar/events/{row['id']}/"
            assert target.removesuffix("index.html") == event


@EVERY_CALENDAR
def test_note_about_samples_is_right_for_every_kind_of_event(
    sites: Path, centre: str, folder: str
) -> None:
    of_list, of_one = SAMPLES[folder]
    (note,) = page_at(sites, centre, f"{folder}/calendar/").tree.classed("sample-note")
    assert note.text().endswith(f". {of_list}")
    samples = [row for row in schedule(centre) if row["sample"]]
    assert {row["type"] for row in samples} > {"presentation"}
    for row in samples:
        page = page_at(sites, centre, f"{folder}/calendar/events/{row['id']}/")
        assert [found.text() for found in page.tree.classed("sample-note")] == [of_one], row["id"]


@EVERY_CALENDAR
def test_event_page_says_what_is_public_and_no_more(sites: Path, centre: str, folder: str) -> None:
    venues = {
        row["id"]: row["name"]
        for row in csv.DictReader(
            (ROOT / "content" / "centres" / centre / "schedule" / "venues.csv")
            .read_text(encoding="utf-8")
            .splitlines()
        )
    }
    for row in schedule(centre):
        page = page_at(sites, centre, f"{folder}/calendar/events/{row['id']}/")
        (facts,) = page.tree.classed("particulars")
        text = facts.text()
        hours = f"{row['start']}–{row['end']}" if row["end"] else row["start"]
        shown = row["start"] and hours in text
        assert bool(shown) == hour_is_public(row), row["id"]
        if folder != "sr-Latn" and row["venue"]:
            children = {"pupils", "peer-educators"} & set(row["audiences"].split(";"))
            closed = row["public"] == "date" or bool(children)
            closed = closed and row["status"] != "held" and row["public"] != "full"
            assert (venues[row["venue"]] in page.tree.text()) != closed, row["id"]
        (feed,) = page.tree.classed("feed")
        first, second = feed.all("a")[:2]
        uri = f"{folder}/calendar/events/{row['id']}.ics"
        assert page.resolve(second.attributes["href"]) == uri
        assert first.attributes["href"].startswith("webcal://")
        assert first.attributes["href"].endswith(f"/{uri}")


GROUPED = {
    "city": lambda row: {row["city"]} - {""},
    "audience": lambda row: set(row["audiences"].split(";")),
    "language": lambda row: {row["language"].lower()},
    "campaign": lambda row: {row.get("campaign") or ""} - {""},
}


@EVERY_CALENDAR
def test_each_group_has_its_page_and_its_feed(sites: Path, centre: str, folder: str) -> None:
    root = sites / centre / folder / "calendar"
    rows = schedule(centre)
    for kind in ("audience", "language", "campaign"):
        expected = sorted(set().union(*(GROUPED[kind](row) for row in rows)))
        pages = sorted(path.parent.name for path in root.glob(f"{kind}/*/index.html"))
        assert pages == expected
        assert sorted(path.stem for path in root.glob(f"{kind}/*.ics")) == expected
        for key in expected:
            ids = {row["id"] for row in rows if key in GROUPED[kind](row)}
            assert uids(root / kind / f"{key}.ics") == {f"{i}@{centre}" for i in ids}
    for kind in ("region", "city", "topic"):
        pages = sorted(path.parent.name for path in root.glob(f"{kind}/*/index.html"))
        assert pages == sorted(path.stem for path in root.glob(f"{kind}/*.ics"))
        assert pages
    # Every event is in one city and one region.
    for kind in ("region", "city"):
        lists = [uids(feed) for feed in root.glob(f"{kind}/*.ics")]
        assert sum(map(len, lists)) == len(rows)
        assert set().union(*lists) == {f"{row['id']}@{centre}" for row in rows}


def uids(feed: Path) -> set[str]:
    """Return the ids of the events of a feed."""
    text = feed.read_bytes().replace(b"\r\n ", b"").decode()
    return set(re.findall(r"(?m)^UID:(.*?)\r$", text))


@EVERY_CALENDAR
def test_pages_offer_their_own_feeds(sites: Path, centre: str, folder: str) -> None:
    found = {}
    for place in ("calendar/", "calendar/agenda/", "calendar/audience/pupils/"):
        page = page_at(sites, centre, f"{folder}/{place}")
        (feed,) = page.tree.classed("feed")
        links = [a.attributes["href"] for a in feed.all("a")]
        (code,) = [code.text() for code in feed.all("code")]
        assert links[0] == code.replace("https:", "webcal:")
        found[place] = (page.resolve(links[1]), code.partition(f"/{folder}/")[2])
        offered = {
            (n.attributes["type"], page.resolve(n.attributes["href"]))
            for n in page.tree.all("link")
            if n.attributes.get("rel") == "alternate" and "type" in n.attributes
        }
        assert ("text/calendar", found[place][0]) in offered
        for _, uri in offered:
            assert (sites / centre / uri).is_file()
    assert found == {
        "calendar/": (f"{folder}/calendar.ics", "calendar.ics"),
        "calendar/agenda/": (f"{folder}/calendar.ics", "calendar.ics"),
        "calendar/audience/pupils/": (
            f"{folder}/calendar/audience/pupils.ics",
            "calendar/audience/pupils.ics",
        ),
    }


@EVERY_CALENDAR
def test_data_says_the_same_as_the_pages(sites: Path, centre: str, folder: str) -> None:
    data = json.loads((sites / centre / folder / "calendar.json").read_text(encoding="utf-8"))
    rows = schedule(centre)
    assert [event["id"] for event in data["events"]] == [row["id"] for row in rows]
    for event, row in zip(data["events"], rows, strict=True):
        assert (event["date"], event["status"]) == (row["date"], row["status"])
        assert ("start" in event) == hour_is_public(row)
        page = page_at(sites, centre, f"{folder}/calendar/events/{row['id']}/")
        (script,) = page.tree.all("script", type="application/ld+json")
        said = json.loads(script.text())
        assert said["url"] == event["url"] == page.address
        assert said["startDate"][:10] == row["date"]
        assert ("T" in said["startDate"]) == hour_is_public(row)


@EVERY_CALENDAR
def test_what_changed_is_the_same_on_the_page_and_in_both_feeds(
    sites: Path, centre: str, folder: str
) -> None:
    page = page_at(sites, centre, f"{folder}/calendar/what-changed/")
    root = sites / centre / folder / "calendar"
    items = json.loads((root / "what-changed.json").read_text(encoding="utf-8"))["items"]
    atom = ElementTree.fromstring((root / "what-changed.xml").read_bytes())
    space = "{http://www.w3.org/2005/Atom}"
    entries = [
        (e.findtext(f"{space}id"), e.find(f"{space}link")) for e in atom.iter(f"{space}entry")
    ]
    assert [key for key, _ in entries] == [item["id"] for item in items]
    assert [link.get("href") for _, link in entries if link is not None] == [
        item["url"] for item in items
    ]
    changes = page.tree.classed("change")
    assert len(changes) == len(items) == len({item["id"] for item in items})
    for node, item in zip(changes, items, strict=True):
        assert node.all("time")[0].attributes["datetime"] == item["date_published"][:10]
        address = page.address.removesuffix(f"{folder}/calendar/what-changed/")
        target = page.resolve(node.all("a")[0].attributes["href"]).removesuffix("index.html")
        assert address + target == item["url"]


# The feed


def expected_events(centre: str) -> list[Event]:
    """Return every occurrence that any calendar program has to make of the schedule."""
    zone = ZONES[centre]
    events = []
    for row in schedule(centre):
        whole = days(row)
        if hour_is_public(row):
            # Without an end it is a moment (RFC 5545 §3.6.1).
            hours = [
                time.fromisoformat(hour) for hour in (row["start"], row["end"] or row["start"])
            ]
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


def read_with(command: list[str | Path], files: list[Path]) -> list[Event]:
    """Return what a reader in a process of its own, in another time zone, makes of feeds."""
    environment = {**os.environ, "TZ": "Pacific/Auckland"}
    result = subprocess.run(
        [*map(str, command), *map(str, files)],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    lines = [tuple(line.split("\t")) for line in result.stdout.splitlines()]
    return sorted(line for line in lines if len(line) == 5)


def feeds(sites: Path, centre: str, folder: str) -> list[Path]:
    """Return every feed of a language."""
    return sorted((sites / centre / folder).rglob("*.ics"))


@EVERY_CALENDAR
def test_four_readers_make_the_same_of_every_feed(
    sites: Path, libical: Path, centre: str, folder: str
) -> None:
    expected = expected_events(centre)
    readers: dict[str, list[str | Path]] = {
        "icalendar": [sys.executable, READERS / "with_icalendar.py"],
        "vobject": [sys.executable, READERS / "with_vobject.py"],
        "ical.js": ["node", READERS / "with_ical_js.cjs", ICAL_JS],
        "libical": [libical],
    }
    files = feeds(sites, centre, folder)
    held = [uids(feed) for feed in files]
    wanted = sorted(event for ids in held for event in expected if event[0] in ids)
    assert len(wanted) > len(expected)
    for name, command in readers.items():
        assert read_with(command, files) == wanted, name
    assert held[files.index(sites / centre / folder / "calendar.ics")] == {e[0] for e in expected}
    # What makes readers disagree is there: hours, days, days in a row over a change of the clock.
    starts = [start for _, start, *_ in expected]
    assert any("T" in start for start in starts) and any("T" not in start for start in starts)
    recurring = {uid for uid, *_ in expected if sum(uid == other[0] for other in expected) > 1}
    assert any("2026-10-24" in uid for uid in recurring)
    assert any(start == end for _, start, end, *_ in expected)


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


@pytest.mark.parametrize("centre", LANGUAGES)
def test_no_file_is_larger_than_a_megabyte(sites: Path, centre: str) -> None:
    sizes = {path: path.stat().st_size for path in (sites / centre).rglob("*") if path.is_file()}
    assert [path for path, size in sizes.items() if size >= 1_000_000] == []
