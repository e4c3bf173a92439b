"""Feeds: two other programs read the same occurrences from them, summer and winter."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from beacon.calendars.feeds import FeedText, FeedWriter, calendar_feed
from beacon.schedule.presentations import Status
from beacon.schedule.publicity import PublicPresentation

BELGRADE = "Europe/Belgrade"
TEXT = FeedText(
    name="НКЦ: календар презентација",
    language="sr-Cyrl",
    summary=lambda presentation: f"Презентација, {presentation.city}; „час“",
    place=lambda presentation: f"{presentation.venue or 'Ниш'}, Србија",
    description=lambda presentation: "Први ред, с запетом; и тачком\nДруги ред \\ крај",
)
Occurrence = tuple[str, date, date | None]


def event(
    day: date,
    start: time | None = None,
    end: time | None = None,
    *,
    name: str = "",
    status: Status = "confirmed",
    sequence: int = 0,
) -> PublicPresentation:
    """Return a presentation of a day, named after it."""
    return PublicPresentation(
        id=name or day.isoformat(),
        status=status,
        type="presentation",
        date=day,
        start=start,
        end=end,
        venue="",
        city="rs-nis",
        lesson="",
        audiences=("pupils",),
        sample=False,
        sequence=sequence,
        updated=date(2026, 1, 20),
    )


def feed(*events: PublicPresentation, zone: str = BELGRADE, text: FeedText = TEXT) -> bytes:
    """Return the feed of these presentations."""
    return calendar_feed(
        events,
        text,
        centre="serbia",
        time_zone=zone,
        email="bit@mit.gov.rs",
        url="https://example.org/sr/calendar/",
    )


def in_utc(moment: date) -> date:
    """Return a moment in UTC; a day stays a day."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def read_by_icalendar(data: bytes) -> list[Occurrence]:
    """Return (uid, start, end) as icalendar reads them."""
    calendar = Calendar.from_ical(data)
    return [
        (
            str(item["uid"]),
            in_utc(item["dtstart"].dt),
            in_utc(item["dtend"].dt) if "dtend" in item else None,
        )
        for item in calendar.walk("VEVENT")
    ]


def read_by_vobject(data: bytes) -> list[Occurrence]:
    """Return (uid, start, end) as vobject reads them, by the rules inside this feed."""
    # It keeps the first rules it ever met under the name of a zone.
    for zone in set(vobject.icalendar.__tzidMap) - {"UTC"}:
        del vobject.icalendar.__tzidMap[zone]
    calendar = vobject.readOne(data.decode())
    return [
        (
            item.uid.value,
            in_utc(item.dtstart.value),
            in_utc(item.dtend.value) if "dtend" in item.contents else None,
        )
        for item in calendar.contents.get("vevent", [])
    ]


def lines(data: bytes) -> list[str]:
    """Return the unfolded lines of a feed (RFC 5545 §3.1)."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def values(data: bytes, name: str) -> list[str]:
    """Return the values of a property, in order."""
    found = (re.fullmatch(rf"{name}(?:;[^:]*)?:(.*)", line) for line in lines(data))
    return [match.group(1) for match in found if match]


@pytest.mark.parametrize("zone", [BELGRADE, "Europe/Sofia", "Europe/Dublin", "Europe/Lisbon"])
def test_both_programs_read_the_hours_that_the_zone_has(zone: str) -> None:
    # Every eleventh day of three years, and the days on which the clock changes.
    days = [date(2026, 1, 1) + timedelta(days=11 * n) for n in range(100)]
    changes = [(2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31), (2028, 3, 26)]
    days += [date(*day) for day in changes] + [date(*day) - timedelta(1) for day in changes]
    events = [event(day, time(12, 0), time(12, 45), name=str(n)) for n, day in enumerate(days)]
    expected = [
        (
            f"{n}@serbia",
            datetime.combine(day, time(12, 0), ZoneInfo(zone)).astimezone(UTC),
            datetime.combine(day, time(12, 45), ZoneInfo(zone)).astimezone(UTC),
        )
        for n, day in enumerate(days)
    ]
    data = feed(*events, zone=zone)
    assert read_by_icalendar(data) == expected
    assert read_by_vobject(data) == expected


def test_noon_in_belgrade_is_one_hour_later_in_sofia() -> None:
    day = date(2027, 2, 9)
    belgrade = read_by_vobject(feed(event(day, time(12, 0))))
    sofia = read_by_vobject(feed(event(day, time(13, 0)), zone="Europe/Sofia"))
    assert belgrade == sofia
    assert belgrade[0][1] == datetime(2027, 2, 9, 11, 0, tzinfo=UTC)


def test_day_without_hour_is_a_whole_day_with_an_exclusive_end() -> None:
    data = feed(event(date(2026, 12, 31)), event(date(2028, 2, 28)))
    expected = [
        ("2026-12-31@serbia", date(2026, 12, 31), date(2027, 1, 1)),
        ("2028-02-28@serbia", date(2028, 2, 28), date(2028, 2, 29)),
    ]
    assert read_by_icalendar(data) == read_by_vobject(data) == expected
    assert "DTSTART;VALUE=DATE:20261231" in lines(data)
    assert "DTEND;VALUE=DATE:20270101" in lines(data)


def test_feed_of_whole_days_needs_no_zone() -> None:
    assert b"VTIMEZONE" not in feed(event(date(2026, 12, 31)))
    assert b"VTIMEZONE" in feed(event(date(2026, 12, 31), time(9)))


@pytest.mark.parametrize("zone", [BELGRADE, "Asia/Kolkata"])
def test_end_that_is_not_known_is_not_invented(zone: str) -> None:
    data = feed(event(date(2026, 12, 31), time(23, 30)), zone=zone)
    start = datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert read_by_icalendar(data) == read_by_vobject(data) == [("2026-12-31@serbia", start, None)]


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Asia/Beirut", "Asia/Kolkata", "Europe/Istanbul", "UTC"]
)
def test_zone_without_the_european_rule_is_written_in_utc(zone: str) -> None:
    days = [date(2026, 1, 15), date(2026, 7, 15), date(2026, 3, 29), date(2026, 10, 25)]
    data = feed(*(event(day, time(12, 0), time(13, 0)) for day in days), zone=zone)
    expected = [
        (
            f"{day}@serbia",
            datetime.combine(day, time(12, 0), ZoneInfo(zone)).astimezone(UTC),
            datetime.combine(day, time(13, 0), ZoneInfo(zone)).astimezone(UTC),
        )
        for day in days
    ]
    assert read_by_icalendar(data) == read_by_vobject(data) == expected
    assert b"TZID" not in data
    assert all(value.endswith("Z") for value in values(data, "DTSTART"))


@pytest.mark.parametrize("zone", [BELGRADE, "Europe/Sofia", "America/New_York", "Asia/Kolkata"])
def test_event_past_midnight_ends_on_the_next_day(zone: str) -> None:
    # Two of these nights are shorter or longer, because the clocks change.
    days = [date(2026, 3, 12), date(2026, 3, 28), date(2026, 10, 24), date(2026, 12, 31)]
    data = feed(*(event(day, time(22), time(4)) for day in days), zone=zone)
    expected = [
        (
            f"{day}@serbia",
            datetime.combine(day, time(22), ZoneInfo(zone)).astimezone(UTC),
            datetime.combine(day + timedelta(1), time(4), ZoneInfo(zone)).astimezone(UTC),
        )
        for day in days
    ]
    assert read_by_icalendar(data) == read_by_vobject(data) == expected


def test_zone_is_written_as_two_rules_that_hold_for_ever() -> None:
    data = lines(feed(event(date(2026, 7, 15), time(12))))
    zone = data[data.index("BEGIN:VTIMEZONE") : data.index("END:VTIMEZONE") + 1]
    assert sorted(zone) == sorted(
        [
            "BEGIN:VTIMEZONE", "TZID:Europe/Belgrade",
            "BEGIN:DAYLIGHT", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
            "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT",
            "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
            "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
            "END:VTIMEZONE",
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "written", "busy"),
    [
        ("planned", "TENTATIVE", "OPAQUE"),
        ("confirmed", "CONFIRMED", "OPAQUE"),
        ("held", "CONFIRMED", "OPAQUE"),
        ("postponed", "TENTATIVE", "OPAQUE"),
        ("cancelled", "CANCELLED", "TRANSPARENT"),
    ],
)
def test_status_is_one_that_calendars_know(status: Status, written: str, busy: str) -> None:
    data = feed(event(date(2026, 7, 15), status=status))
    assert (values(data, "STATUS"), values(data, "TRANSP")) == ([written], [busy])


def test_change_keeps_the_uid_and_raises_the_sequence() -> None:
    before = feed(event(date(2026, 7, 15), name="nis"))
    after = feed(event(date(2026, 9, 1), name="nis", status="postponed", sequence=2))
    assert values(before, "UID") == values(after, "UID") == ["nis@serbia"]
    assert (values(before, "SEQUENCE"), values(after, "SEQUENCE")) == (["0"], ["2"])


def test_times_of_writing_are_those_of_the_rows() -> None:
    data = feed(event(date(2026, 7, 15)))
    assert values(data, "DTSTAMP") == values(data, "LAST-MODIFIED") == ["20260120T000000Z"]


def test_feed_that_is_subscribed_to_has_no_method() -> None:
    data = feed(event(date(2026, 7, 15), time(12)))
    assert values(data, "METHOD") == []
    assert values(data, "VERSION") == ["2.0"]
    assert values(data, "PRODID") == ["-//Beacon//serbia//sr-Cyrl"]
    assert values(data, "NAME") == values(data, "X-WR-CALNAME") == ["НКЦ: календар презентација"]
    assert values(data, "REFRESH-INTERVAL") == ["PT12H"]


def test_texts_survive_commas_semicolons_lines_and_backslashes() -> None:
    data = feed(event(date(2026, 7, 15)))
    (first,) = Calendar.from_ical(data).walk("VEVENT")
    second = vobject.readOne(data.decode()).vevent
    for name in ("summary", "location", "description"):
        expected = getattr(TEXT, {"location": "place"}.get(name, name))(event(date(2026, 7, 15)))
        assert str(first[name]) == expected
        assert getattr(second, name).value == expected
        assert first[name].params["LANGUAGE"] == "sr-Cyrl"


def test_lines_end_in_crlf_and_have_75_octets_at_most() -> None:
    long = FeedText(
        name="Н" * 200,
        language="sr-Cyrl",
        summary=lambda presentation: "Љубав и њега, " * 30,
        place=lambda presentation: "ж" * 333,
        description=lambda presentation: "😀ђ a" * 100,
    )
    data = feed(event(date(2026, 7, 15), time(12)), text=long)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # no letter is cut in two
    (read,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(read["description"]) == "😀ђ a" * 100


def test_organizer_is_left_out_where_no_address_is_known() -> None:
    day = event(date(2026, 7, 15))
    assert values(feed(day), "ORGANIZER") == ["mailto:bit@mit.gov.rs"]
    without = calendar_feed(
        [day], TEXT, centre="serbia", time_zone=BELGRADE, email=None, url="https://example.org/"
    )
    assert values(without, "ORGANIZER") == []


def test_feed_without_presentations_is_still_a_calendar() -> None:
    assert [part.name for part in Calendar.from_ical(feed()).walk()[1:2]] == ["VTIMEZONE"]
    assert Calendar.from_ical(feed()).walk("VEVENT") == []
    assert lines(feed())[0] == "BEGIN:VCALENDAR"


def test_same_presentations_give_the_same_bytes() -> None:
    events = [event(date(2026, 7, day), time(12)) for day in range(1, 9)]
    assert feed(*events) == feed(*events)


# Events of several days, all day, and what else an event says


def occurrences_by_vobject(data: bytes) -> list[tuple[str, date]]:
    """Return (uid, start) of each occurrence as vobject expands it, in UTC."""
    return [
        (item.uid.value, in_utc(moment))
        for item in vobject.readOne(data.decode()).vevent_list
        for moment in (item.getrruleset(addRDate=True) if has_rule(item) else [item.dtstart.value])
    ]


def has_rule(item: vobject.base.Component) -> bool:
    """Tell whether an event recurs."""
    return bool({"rrule", "rdate"} & set(item.contents))


@pytest.mark.parametrize("zone", [BELGRADE, "Europe/Sofia", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize("first", [date(2026, 3, 27), date(2026, 10, 23), date(2026, 12, 30)])
def test_training_of_several_days_is_at_its_local_hour_on_each_of_them(
    zone: str, first: date
) -> None:
    days = [first + timedelta(days=n) for n in range(4)]
    long = replace(event(first, time(9), time(16), name="t"), end_date=days[-1])
    expected = [
        ("t@serbia", datetime.combine(day, time(9), ZoneInfo(zone)).astimezone(UTC)) for day in days
    ]
    assert occurrences_by_vobject(feed(long, zone=zone)) == expected


def test_days_without_an_hour_are_one_event_with_an_exclusive_end() -> None:
    camp = replace(event(date(2026, 12, 30), name="c"), end_date=date(2027, 1, 2), all_day=True)
    data = feed(camp)
    assert values(data, "DTSTART;VALUE=DATE") == ["20261230"]
    assert values(data, "DTEND;VALUE=DATE") == ["20270103"]
    assert values(data, "RRULE") == []
    expected = [("c@serbia", date(2026, 12, 30), date(2027, 1, 3))]
    assert read_by_icalendar(data) == read_by_vobject(data) == expected


RICH = replace(
    TEXT,
    categories=lambda presentation: ("Презентација", "Родитељи, наставници"),
    link=lambda presentation: f"https://example.org/sr/calendar/#event-{presentation.id}",
    organizer='НКЦ "Паметно"; и безбедно',
)


def test_event_says_categories_link_and_organizer() -> None:
    data = feed(event(date(2026, 7, 15), name="a"), text=RICH)
    (read,) = Calendar.from_ical(data).events
    assert [str(c) for c in read["categories"].cats] == ["Презентација", "Родитељи, наставници"]
    assert str(read["url"]) == "https://example.org/sr/calendar/#event-a"
    assert read["organizer"].params["CN"] == "НКЦ 'Паметно'; и безбедно"
    second = vobject.readOne(data.decode()).vevent
    assert second.categories.value == ["Презентација", "Родитељи, наставници"]
    assert second.url.value == str(read["url"])


def properties(data: bytes) -> list[tuple[str, list[tuple[str, bytes, dict[str, str]]]]]:
    """Return each component with its properties as icalendar reads them, in one order."""
    return [
        (
            component.name,
            sorted(
                (name, value.to_ical(), dict(value.params))
                for name, value in component.property_items(recursive=False)
                if name not in ("BEGIN", "END")
            ),
        )
        for component in Calendar.from_ical(data).walk()
    ]


def test_icalendar_writes_again_what_it_has_read() -> None:
    events = [
        event(date(2026, 7, 15), name="a"),
        event(date(2026, 7, 15), time(9), time(10), name="b", status="cancelled", sequence=7),
        replace(event(date(2026, 7, 15), time(9), time(10), name="c"), end_date=date(2026, 7, 17)),
        replace(event(date(2026, 7, 15), name="d"), end_date=date(2026, 7, 17)),
    ]
    data = feed(*events, text=RICH)
    again = Calendar.from_ical(data).to_ical()
    assert properties(data) == properties(again)
    assert len(properties(data)) == 8  # the calendar, the zone with two rules, four events


@given(st.text(max_size=300))
def test_any_text_is_read_back_without_its_control_characters(text: str) -> None:
    words = replace(TEXT, description=lambda presentation: text, name="Н")
    data = feed(event(date(2026, 7, 15)), text=words)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode()
    (read,) = Calendar.from_ical(data).events
    kept = "".join(c for c in text if c in "\n\t" or not (ord(c) < 32 or ord(c) == 127))
    assert str(read["description"]) == kept


def test_line_break_in_a_text_cannot_begin_another_property() -> None:
    words = replace(TEXT, summary=lambda presentation: "a\r\nATTACH:https://evil.example/\r\nX:")
    data = feed(event(date(2026, 7, 15)), text=words)
    assert [line for line in lines(data) if line.startswith(("ATTACH", "X:"))] == []
    assert values(data, "SUMMARY;LANGUAGE=sr-Cyrl") == ["a\\nATTACH:https://evil.example/\\nX:"]


def test_writer_makes_feeds_of_any_part_from_the_same_events() -> None:
    writer = FeedWriter(TEXT, "serbia", BELGRADE)
    events = [event(date(2026, 7, day), time(12), name=str(day)) for day in range(1, 9)]
    whole = writer.feed(events, url="https://example.org/")
    part = writer.feed(events[2:4], url="https://example.org/nis/", name="Ниш")
    assert [str(e["uid"]) for e in Calendar.from_ical(part).events] == ["3@serbia", "4@serbia"]
    assert values(part, "NAME") == ["Ниш"]
    assert all(writer.event(e) in whole for e in events)
    changed = replace(events[0], sequence=1)
    assert b"SEQUENCE:1" in writer.feed([changed], url=""), "A changed event is written again."
