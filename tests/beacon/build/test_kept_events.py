"""Kept events: a feed of which some events were taken from the last build is the same feed."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from beacon.build.feeds import ICS, JSON, Feeds, feed_uri
from beacon.build.generated import CALENDAR
from beacon.build.kept_events import KeptEvent, KeptEvents, Mirrored, lines_in, vevents_in
from beacon.build.listings import Stamp
from beacon.build.reading import Key, Reader
from beacon.build.site import Site

URL = "https://example.org/"
ODD = (
    "OŠ END:VEVENT", "OŠ BEGIN:VEVENT", "END:VEVENT", "UID:x@serbia", "a\\nEND:VEVENT\\n",
    'OŠ "}],', '{"id":"x"}', "OŠ\u2028x",
    *("x" * length + " END:VEVENT" for length in range(40, 80)),
)  # fmt: skip
"""Names as nobody writes them, also where a line is folded."""
KEYS: list[Key] = [("event", "one"), ("schedule",), ("centre",)]
READ = array("I", [0, 2]).tobytes()


@pytest.fixture(scope="module")
def site(serbia: Site) -> Site:
    """Return a site with an event whose id is folded in feeds, and with venues of odd names."""
    rows = dict(serbia.schedule.presentations)
    first = next(iter(rows.values()))
    long = replace(first, id="a-very-long-name-of-an-event-" * 3 + "end", date=date(2027, 1, 8))
    odd = [
        replace(first, id=f"odd-{number}", venue=f"odd-{number}", public="full", city="")
        for number in range(len(ODD))
    ]
    venue = next(iter(serbia.schedule.venues.values()))
    venues = {row.venue: replace(venue, id=row.venue, name=ODD[n]) for n, row in enumerate(odd)}
    events = {**rows, **{row.id: row for row in (long, *odd)}}
    schedule = replace(serbia.schedule, presentations=events)
    return replace(serbia, schedule=replace(schedule, venues={**serbia.schedule.venues, **venues}))


def written(site: Site) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the VEVENT and the line of JSON of every event in Latin letters."""
    feeds = Feeds(Reader(site), URL)
    (calendar,), (export,) = (
        [feed.data for feed in files("sr-Latn").values()]
        for files in (feeds.everything, feeds.export)
    )
    return dict(vevents_in(calendar)), dict(lines_in(export.decode()))


def test_every_event_is_found_in_what_was_written(site: Site) -> None:
    vevents, lines = written(site)
    ids = [event.id for event in site.events.all()]
    assert list(vevents) == list(lines) == ids
    assert any(len(name) > 75 for name in ids)
    for name, vevent in vevents.items():
        event = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + vevent + b"END:VCALENDAR\r\n")
        assert [str(e["uid"]) for e in event.walk("VEVENT")] == [f"{name}@serbia"]
        assert json.loads(lines[name])["id"] == name


@pytest.mark.parametrize("every", [1, 2, 7])
def test_feeds_are_the_same_and_only_what_is_new_is_told_as_new(site: Site, every: int) -> None:
    vevents, lines = written(site)
    ids = [event.id for event in site.events.all()]
    new = set(ids[::every]) if every > 1 else set()

    class Kept(KeptEvents):
        def of(self, tag: str, event_id: str) -> KeptEvent | None:
            if tag != "sr-Latn" or event_id in new:
                return None
            return KeptEvent(vevents[event_id], lines[event_id], b"read")

        def keys(self, read: Iterable[bytes]) -> Iterable[Key]:
            return [KEYS[0]] if b"read" in read else []

    reader, plain = Reader(site), Feeds(Reader(site), URL)
    feeds = Feeds(reader, URL, Kept())
    for kind, of in ((ICS, "everything"), (JSON, "export")):
        uri = feed_uri(site.languages["sr-Latn"], CALENDAR, kind)
        feed = getattr(feeds, of)("sr-Latn")[uri]
        assert feed.data == getattr(plain, of)("sr-Latn")[uri].data
        read = vevents_in(feed.new) if kind == ICS else lines_in(feed.new.decode())
        assert set(dict(read)) == new
    assert KEYS[0] in reader.trace.keys
    # What stood in the calendar of all is not looked through again in those of groups.
    kind, key = next(iter(site.events.groups))
    (group,) = feeds.group("sr-Latn", kind, key).values()
    assert dict(vevents_in(group.new)) == {}
    assert dict(vevents_in(group.data))


def test_all_is_new_where_no_build_was_before(site: Site) -> None:
    (calendar,) = Feeds(Reader(site), URL).everything("en").values()
    assert calendar.new == calendar.data


class Left:
    """What a build has left: two files of feeds and their stamps."""

    def __init__(self, folder: Path, site: Site) -> None:
        vevents, lines = written(site)
        self.folder, self.ids = folder, list(vevents)
        self.place("calendar.ics", b"".join(vevents.values()))
        self.place("calendar.json", ("[\n" + ",\n".join(lines.values()) + "\n]").encode())
        self.stamps = {name: self.stamp(name) for name in ("calendar.ics", "calendar.json")}
        self.stale: set[str] = set()

    def place(self, name: str, data: bytes) -> None:
        """Put a file into the mirror."""
        (self.folder / name).unlink(missing_ok=True)
        (self.folder / name).write_bytes(data)

    def stamp(self, name: str) -> Stamp:
        """Return the stamp of a file."""
        stat = (self.folder / name).stat()
        return stat.st_mtime_ns, stat.st_size

    def mirrored(self) -> Mirrored:
        """Return its events."""
        return Mirrored(
            self.folder,
            lambda tag: (["calendar.ics"], ["calendar.json"]),
            self.stamps.get,
            lambda tag, name: None if name in self.stale else READ,
            KEYS,
        )


def test_events_are_taken_from_the_mirror(site: Site, tmp_path: Path) -> None:
    left = Left(tmp_path, site)
    vevents, lines = written(site)
    first, second, *_ = left.ids
    left.stale.add(first)
    mirrored = left.mirrored()
    assert mirrored.of("sr-Latn", first) is None
    assert mirrored.of("sr-Latn", second) == KeptEvent(vevents[second], lines[second], READ)
    assert mirrored.of("sr-Latn", "unknown") is None
    assert {*mirrored.keys([READ, READ])} == {KEYS[0], KEYS[2]}


@pytest.mark.parametrize("name", ["calendar.ics", "calendar.json"])
@pytest.mark.parametrize("how", ["gone", "another", "never written"])
def test_file_that_is_not_as_it_was_written_gives_none(
    site: Site, tmp_path: Path, name: str, how: str
) -> None:
    left = Left(tmp_path, site)
    if how == "gone":
        (tmp_path / name).unlink()
    elif how == "another":
        left.place(name, (tmp_path / name).read_bytes() + b"\n")
    else:
        del left.stamps[name]
    mirrored = left.mirrored()
    assert [event for event in left.ids if mirrored.of("sr-Latn", event)] == []


def test_event_that_was_cut_off_is_none() -> None:
    whole = b"BEGIN:VEVENT\r\nUID:a@x\r\nDTSTAMP:1\r\nEND:VEVENT\r\n"
    assert dict(vevents_in(whole + whole.replace(b"a@x", b"b@x")[:-5])) == {"a": whole}
