"""Feeds: presentations as iCalendar (RFC 5545), one file for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress
from icalendar.prop import vRecur

from beacon.schedule.publicity import PublicPresentation

# RFC 5545 §3.8.1.11 knows no "postponed": the event stays, tentative, with a higher sequence.
_STATUS = {
    "planned": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "held": "CONFIRMED",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FeedText:
    """The words of a feed in its language; each function takes a presentation."""

    name: str
    language: str
    summary: Callable[[PublicPresentation], str]
    place: Callable[[PublicPresentation], str]
    description: Callable[[PublicPresentation], str]


def calendar_feed(
    presentations: Iterable[PublicPresentation],
    text: FeedText,
    *,
    centre: str,
    time_zone: str,
    email: str | None,
    url: str,
) -> bytes:
    """Return the feed of a centre; the same presentations give the same bytes.

    Subscribed feeds carry no METHOD (RFC 5546 is about messages). Where an hour is
    not public, the event is a day. Times are local with a VTIMEZONE of constant rules
    where the zone follows the European rule, else in UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Beacon//{centre}//{text.language}")
    calendar.add("version", "2.0")
    calendar.add("name", text.name)
    calendar.add("x-wr-calname", text.name)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add("url", url)
    zone = ZoneInfo(time_zone)
    rules = _timezone(time_zone)
    events = [
        _event(p, text, centre, zone, local=rules is not None, email=email) for p in presentations
    ]
    if rules is not None and any(p.get("dtstart").params.get("TZID") for p in events):
        calendar.add_component(rules)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(
    presentation: PublicPresentation,
    text: FeedText,
    centre: str,
    zone: ZoneInfo,
    *,
    local: bool,
    email: str | None,
) -> Event:
    event = Event()
    changed = datetime.combine(presentation.updated, time(), UTC)
    event.add("uid", f"{presentation.id}@{centre}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", presentation.sequence)
    event.add("status", _STATUS[presentation.status])
    start, end = _when(presentation, zone, local)
    event.add("dtstart", start)
    if end is not None:
        event.add("dtend", end)
    event.add("summary", text.summary(presentation), parameters={"language": text.language})
    event.add("location", text.place(presentation), parameters={"language": text.language})
    event.add("description", text.description(presentation), parameters={"language": text.language})
    event.add("transp", "TRANSPARENT" if presentation.status == "cancelled" else "OPAQUE")
    if email:
        event.add("organizer", vCalAddress(f"mailto:{email}"))
    return event


def _when(
    presentation: PublicPresentation, zone: ZoneInfo, local: bool
) -> tuple[date, date | None]:
    if presentation.start is None:
        return presentation.date, presentation.date + timedelta(days=1)
    start = datetime.combine(presentation.date, presentation.start, zone)
    if presentation.end is None:
        return (start if local else start.astimezone(UTC)), None
    end = datetime.combine(presentation.date, presentation.end, zone)
    return (start, end) if local else (start.astimezone(UTC), end.astimezone(UTC))


def _timezone(name: str) -> Timezone | None:
    """Return a VTIMEZONE by the European rule (Directive 2000/84/EC), if the zone follows it.

    Constant rules instead of a list of changes, because several calendar programs
    read only the first of a list.
    """
    zone = ZoneInfo(name)
    winter = datetime(2026, 1, 15, tzinfo=zone).utcoffset()
    summer = datetime(2026, 7, 15, tzinfo=zone).utcoffset()
    if winter is None or summer is None or summer - winter != _HOUR or not _european(zone):
        return None
    timezone = Timezone()
    timezone.add("tzid", name)
    for component, month, before, after in (
        (TimezoneDaylight(), 3, winter, summer),
        (TimezoneStandard(), 10, summer, winter),
    ):
        local = datetime(1996, month, 31 if month == 3 else 27) + _HOUR + before
        component.add("dtstart", local)
        component.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1su"))
        component.add("tzoffsetfrom", before)
        component.add("tzoffsetto", after)
        component.add("tzname", local.replace(tzinfo=zone, fold=1).tzname() or name)
        timezone.add_component(component)
    return timezone


def _european(zone: ZoneInfo) -> bool:
    """Tell whether the clock changes at 01:00 UTC on the last Sundays of March and October."""
    for moment in (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)):
        before = (moment - timedelta(minutes=1)).astimezone(zone).utcoffset()
        if before == moment.astimezone(zone).utcoffset():
            return False
    return True
