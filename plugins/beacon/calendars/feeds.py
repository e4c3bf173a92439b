"""Feeds: presentations as iCalendar (RFC 5545), all of them or any part, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from beacon.calendars.lines import day, fold, moment, parameter, texts
from beacon.calendars.lines import text as escaped
from beacon.languages.formats import remembered
from beacon.schedule.cells import hours_on
from beacon.schedule.publicity import PublicPresentation

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# RFC 5545 §3.8.1.11 knows no "postponed": the event stays, tentative, with a higher sequence.
_STATUS = {
    "planned": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "held": "CONFIRMED",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_DAY = timedelta(days=1)


def _nothing(presentation: PublicPresentation) -> str:
    return ""


def _none(presentation: PublicPresentation) -> tuple[str, ...]:
    return ()


class FeedText(Struct, frozen=True):
    """The words of a feed in its language; each function takes a presentation.

    `link` is the address of its page. `organizer` names the centre beside its e-mail
    address, where it is the centre that organises.
    """

    name: str
    language: str
    summary: Callable[[PublicPresentation], str]
    place: Callable[[PublicPresentation], str]
    description: Callable[[PublicPresentation], str]
    categories: Callable[[PublicPresentation], tuple[str, ...]] = _none
    link: Callable[[PublicPresentation], str] = _nothing
    organizer: str = ""


class FeedWriter(Struct, frozen=True):
    """Writes feeds of one centre in one language.

    Each event is written once and stands in as many feeds as the caller makes of it, so that
    feeds by region, city or topic cost no more than their bytes.
    """

    text: FeedText
    centre: str
    time_zone: str
    email: str | None = None
    _written: dict[str, tuple[PublicPresentation, bytes]] = field(default_factory=dict)

    def event(self, presentation: PublicPresentation) -> bytes:
        """Return the VEVENT of a presentation."""
        known = self._written.get(presentation.id)
        if known is not None and known[0] is presentation:
            return known[1]
        lines = b"".join(fold(line) for line in self._lines(presentation))
        self._written[presentation.id] = (presentation, lines)
        return lines

    def take_over(self, presentation: PublicPresentation, vevent: bytes) -> None:
        """Take the VEVENT of a presentation from a feed in which it stands as it would here."""
        self._written[presentation.id] = (presentation, vevent)

    def feed(
        self, presentations: Iterable[PublicPresentation], *, url: str, name: str = ""
    ) -> bytes:
        """Return a feed of these presentations; the same ones give the same bytes.

        Subscribed feeds carry no METHOD (RFC 5546 is about messages). NAME and
        REFRESH-INTERVAL are those of RFC 7986, X-WR-CALNAME is what older programs read.
        """
        events = tuple(presentations)
        title = escaped(name or self.text.name)
        head = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:-//Beacon//{self.centre}//{self.text.language}",
            f"NAME:{title}",
            f"X-WR-CALNAME:{title}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            *((f"URL:{url}",) if url else ()),
        )
        parts = [b"".join(map(fold, head))]
        # A calendar holds one component at least (RFC 5545 §3.6), also before the first event.
        if not events or any(p.start for p in events):
            parts.append(time_zone_rules(self.time_zone))
        parts.extend(map(self.event, events))
        parts.append(b"END:VCALENDAR\r\n")
        return b"".join(parts)

    def _lines(self, presentation: PublicPresentation) -> Iterator[str]:
        words, language = self.text, f";LANGUAGE={self.text.language}"
        changed = f"{day(presentation.updated)}T000000Z"
        yield "BEGIN:VEVENT"
        yield f"UID:{presentation.id}@{self.centre}"
        yield f"DTSTAMP:{changed}"
        yield f"LAST-MODIFIED:{changed}"
        yield f"SEQUENCE:{presentation.sequence}"
        yield f"STATUS:{_STATUS[presentation.status]}"
        yield from when(presentation, self.time_zone)
        yield f"SUMMARY{language}:{escaped(words.summary(presentation))}"
        yield f"LOCATION{language}:{escaped(words.place(presentation))}"
        yield f"DESCRIPTION{language}:{escaped(words.description(presentation))}"
        categories = words.categories(presentation)
        if categories:
            yield f"CATEGORIES{language}:{texts(categories)}"
        link = words.link(presentation)
        if link:
            yield f"URL:{link}"
        cancelled = presentation.status == "cancelled"
        yield f"TRANSP:{'TRANSPARENT' if cancelled else 'OPAQUE'}"
        if self.email and presentation.of_centre:
            name = f";CN={parameter(words.organizer)}" if words.organizer else ""
            yield f"ORGANIZER{name}:mailto:{self.email}"
        yield "END:VEVENT"


def calendar_feed(
    presentations: Iterable[PublicPresentation],
    text: FeedText,
    *,
    centre: str,
    time_zone: str,
    email: str | None,
    url: str,
) -> bytes:
    """Return one feed; whoever makes several of the same presentations keeps a `FeedWriter`."""
    return FeedWriter(text, centre, time_zone, email).feed(presentations, url=url)


def when(presentation: PublicPresentation, time_zone: str) -> Iterator[str]:
    """Yield the lines that say when an event is.

    Where an hour is not public, or the event is all day, it is days with an exclusive end.
    Hours are those of each of its days, so a training of two days is an event that recurs
    daily. Times are local with a VTIMEZONE of constant rules where the zone follows the
    European rule, else in UTC, where the days are written out: their hours may differ.
    """
    first, last = presentation.date, presentation.last
    if presentation.start is None:
        yield f"DTSTART;VALUE=DATE:{day(first)}"
        yield f"DTEND;VALUE=DATE:{day(last + _DAY)}"
        return
    count = (last - first).days + 1
    starts, ends = presentation.start, presentation.end
    if time_zone_rules(time_zone):
        yield f"DTSTART;TZID={time_zone}:{moment(datetime.combine(first, starts))}"
        if ends:
            yield f"DTEND;TZID={time_zone}:{moment(hours_on(first, starts, ends)[1])}"
        if count > 1:
            yield f"RRULE:FREQ=DAILY;COUNT={count}"
        return
    yield f"DTSTART:{_utc(first, starts, time_zone)}"
    if ends:
        end = hours_on(first, starts, ends)[1]
        yield f"DTEND:{_utc(end.date(), ends, time_zone)}"
    if count > 1:
        others = (first + timedelta(days=number) for number in range(1, count))
        yield f"RDATE:{','.join(_utc(other, starts, time_zone) for other in others)}"


def _utc(on: date, at: time, time_zone: str) -> str:
    return f"{moment(datetime.combine(on, at, _zone(time_zone)).astimezone(UTC))}Z"


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (needed where feeds are written alone)

    return ZoneInfo(name)


@lru_cache(maxsize=16)
def time_zone_rules(name: str) -> bytes:
    """Return a VTIMEZONE by the European rule (Directive 2000/84/EC), or nothing.

    Constant rules instead of a list of changes, because several calendar programs
    read only the first of a list. It is empty where the zone does not follow the rule.
    """
    zone = _zone(name)
    winter = datetime(2026, 1, 15, tzinfo=zone).utcoffset()
    summer = datetime(2026, 7, 15, tzinfo=zone).utcoffset()
    if winter is None or summer is None or summer - winter != _HOUR or not _european(zone):
        return b""
    changes = (_changed(3, winter), _changed(10, summer))
    in_summer, in_winter = (c.replace(tzinfo=zone, fold=1).tzname() or name for c in changes)
    return _rules(name, int(winter / _MINUTE), int(summer / _MINUTE), in_summer, in_winter)


def _changed(month: int, before: timedelta) -> datetime:
    """Return the local time of the first change by the rule in March or October."""
    return datetime(1996, month, 31 if month == 3 else 27) + _HOUR + before


@remembered
def _rules(name: str, winter: int, summer: int, in_summer: str, in_winter: str) -> bytes:
    """Return the VTIMEZONE of a zone with these offsets in minutes and these names of its times."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 (slow)
    from icalendar.prop import vRecur  # noqa: PLC0415

    timezone = Timezone()
    timezone.add("tzid", name)
    for component, month, before, after, said in (
        (TimezoneDaylight(), 3, winter * _MINUTE, summer * _MINUTE, in_summer),
        (TimezoneStandard(), 10, summer * _MINUTE, winter * _MINUTE, in_winter),
    ):
        component.add("dtstart", _changed(month, before))
        component.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1su"))
        component.add("tzoffsetfrom", before)
        component.add("tzoffsetto", after)
        component.add("tzname", said)
        timezone.add_component(component)
    return bytes(timezone.to_ical())


def _european(zone: ZoneInfo) -> bool:
    """Tell whether the clock changes at 01:00 UTC on the last Sundays of March and October."""
    for change in (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)):
        before = (change - _MINUTE).astimezone(zone).utcoffset()
        if before == change.astimezone(zone).utcoffset():
            return False
    return True
