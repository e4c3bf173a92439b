"""Occasions: the views of everything that shows presentations, each page only what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from beacon.build import generated
from beacon.build.feeds import ATOM, ICS, JSON, JSON_FEED, feed_uri, site_words
from beacon.build.generated import Generated
from beacon.build.index import Index
from beacon.build.particulars import Particulars
from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.views import (
    CalendarView,
    ChangeView,
    CountedLinkView,
    CountTableView,
    DayView,
    EventView,
    FeedView,
    FilterView,
    LinkListView,
    LinkView,
    MonthView,
    WeekView,
)
from beacon.build.wording import Wording, plain
from beacon.calendars.months import month_table
from beacon.calendars.words import Words
from beacon.content.links import relative_url
from beacon.languages.formats import (
    compare_key,
    format_days,
    format_month,
    format_number,
    weekdays,
)
from beacon.languages.marks import unmarked
from beacon.metadata.structured import event as structured_event
from beacon.schedule.events import GROUPS
from beacon.schedule.presentations import STATUSES
from beacon.schedule.publicity import PublicChange, PublicPresentation

_NEXT = 6
"""Events on the overview."""
_COMING, _PAST = 60, 30
"""Events of a group's page: those to come, and those that were."""
_FEWEST_TO_FILTER = 5
_WAYS = (
    generated.CALENDAR, generated.AGENDA, generated.FIND, generated.CHANGES, generated.HOW_TO,
)  # fmt: skip


class Occasions(Struct, dict=True):
    """Makes the views of presentations for one page; links start from it."""

    site: SiteLike
    route: Route
    site_url: str
    index: Index

    @cached_property
    def words(self) -> Words:
        """The words for presentations in the page's language."""
        tag = self.route.language.tag
        make = lambda: site_words(self.site, self.route.language)  # noqa: E731
        return self.index.trace.remember(self.index.words, tag, make)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.site, self.route.language)

    @property
    def gettext(self) -> Callable[..., str]:
        """Translates what the interface says."""
        return self.words.strings.gettext

    # Lines of a list

    def event(self, presentation: PublicPresentation) -> EventView:
        """Return a presentation as a line of a list; in a language only the way to it differs."""
        # The words are asked for here, not in the line alone: a page that has them already would
        # note for the others that the line hangs on nothing of them.
        key = ("line", self.words.language.tag, presentation.id)
        make = lambda: self._line(presentation)  # noqa: E731
        line = self.index.trace.remember(self.index.occasions, key, make)
        return replace(line, href=self._href(generated.event_page(presentation.id)))

    def _line(self, presentation: PublicPresentation) -> EventView:
        words, terms, tag = self.words, self.site.vocabulary, self.route.language.tag
        named = presentation.lesson and self.site.named(tag, f"lessons/{presentation.lesson}")
        return EventView(
            id=presentation.id,
            title=words.title(presentation),
            href="",
            iso_start=presentation.date.isoformat(),
            iso_end=presentation.over.isoformat(),
            date_text=words.days(presentation),
            time_text=words.hours(presentation),
            place_text=self._wording.place(presentation),
            type_text=words.term(terms.event_types, presentation.type),
            status=presentation.status,
            status_text=words.term(terms.event_statuses, presentation.status),
            audiences_text=words.audiences(presentation),
            sample=presentation.sample,
            moved_text=self._moved(presentation),
            title_lang=named.language if named else "",
            region_id=presentation.region,
            city_id=presentation.city,
            type_id=presentation.type,
            audience_ids=presentation.audiences,
        )

    def _moved(self, presentation: PublicPresentation) -> str:
        if presentation.moved_from is None:
            return ""
        before = self.words.moment(presentation.moved_from, presentation.moved_from_time)
        return self.gettext("Moved from %(before)s", before=before)

    def upcoming(self, most: int) -> list[EventView]:
        """Return the next presentations that are planned or confirmed."""
        return [self.event(p) for p in self.site.events.upcoming(most)]

    def _weeks(self, events: Iterable[PublicPresentation], name: str = "week") -> list[WeekView]:
        """Return events by the week in which they begin, Monday first (facts §0 item 12)."""

        def monday(presentation: PublicPresentation) -> date:
            return presentation.date - timedelta(days=presentation.date.weekday())

        return [
            WeekView(
                id=f"page-{name}-{first.isoformat()}",
                title=format_days(first, first + timedelta(days=6), self.route.language),
                events=[self.event(p) for p in held],
            )
            for first, held in groupby(events, key=monday)
        ]

    # Pages

    def overview(self) -> CalendarView:
        """Return the next few events, and the ways to all others."""
        overview = self.site.events.overview()
        years = []
        for year, months in groupby(overview.months, key=lambda key: key[:4]):
            links = [
                self._counted(generated.month_page(key), overview.months[key]) for key in months
            ]
            href = self._href(generated.year_page(year))
            years.append(LinkListView(f"page-year-{year}", year, links, href))
        return self._view(events=self.upcoming(_NEXT), lists=years)

    def page(self) -> CalendarView | None:
        """Return what a generated page shows."""
        head = self.route.record.head
        if not isinstance(head, Generated):
            return None
        makers: Mapping[str, Callable[[Generated], CalendarView]] = {
            "month": self._month_page,
            "year": self._year_page,
            "agenda": self._agenda_page,
            "group": self._group_page,
            "find": self._find_page,
            "changes": self._changes_page,
            "event": self._event_page,
        }
        return makers[self.route.record.kind](head)

    def _month_page(self, head: Generated) -> CalendarView:
        (key,) = head.about
        month = self.site.events.month(key)
        held = (*month.running, *month.events)
        size = generated.MOST_ON_A_PAGE
        parts = generated.parts_of(len(held))
        shown = held[(head.part - 1) * size : head.part * size]
        links = []
        for part in range(1, parts + 1) if parts > 1 else ():
            page = generated.month_page(key, part)
            current = part == head.part
            links.append(
                LinkView(format_number(part, self.route.language), self._href(page), current)
            )
        return self._view(
            month=self._table(key),
            weeks=self._weeks(shown),
            filters=self._filters(held),
            before=self._month_link(month.before),
            after=self._month_link(month.after),
            up=self._link(generated.year_page(key[:4])),
            parts=links,
        )

    def _month_link(self, key: str) -> LinkView | None:
        return self._link(generated.month_page(key)) if key else None

    def _table(self, key: str) -> MonthView:
        month = self.site.events.month(key)
        year, number = int(key[:4]), int(key[5:])
        table = month_table(year, number, month.events, month.running)
        held = (*month.running, *month.events)
        on: dict[date, list[int]] = {}
        for place, p in enumerate(held):
            day = max(p.date, date(year, number, 1))
            while day <= p.last and day.month == number:
                on.setdefault(day, []).append(place)
                day += timedelta(days=1)

        def cell(day: date) -> DayView:
            if day.month != number:
                return DayView(0, day.isoformat())
            places = on.get(day, [])
            href = ""
            if places:
                page = generated.month_page(key, places[0] // generated.MOST_ON_A_PAGE + 1)
                here = page == self.route.id
                href = f"{'' if here else self._href(page)}#event-{held[places[0]].id}"
            return DayView(day.day, day.isoformat(), len(places), href)

        return MonthView(
            title=format_month(year, number, self.route.language),
            weekdays=weekdays(self.route.language),
            weeks=[[cell(day) for day in week] for week in table.weeks],
        )

    def _year_page(self, head: Generated) -> CalendarView:
        (key,) = head.about
        months = self.site.events.year(key)
        used = [s for s in STATUSES if any(s in counts for counts in months.values())]
        terms = self.site.vocabulary.event_statuses
        number: Callable[[int], str] = lambda value: format_number(  # noqa: E731
            value, self.route.language
        )
        rows = [
            (
                link,
                [*(number(counts.get(s, 0)) for s in used), number(sum(counts.values()))],
            )
            for month, counts in months.items()
            if (link := self._link(generated.month_page(month)))
        ]
        names = [self.words.term(terms, status) for status in used]
        head_cells = (self.gettext("Month"), *names, self.gettext("Total"))
        table = CountTableView(self.gettext("Events in %(year)s", year=key), head_cells, rows)
        years = self.site.events.years()
        place = years.index(key)
        around = (years[place - 1] if place else "", (*years, "")[place + 1])
        before, after = (self._link(generated.year_page(y)) if y else None for y in around)
        return self._view(table=table, before=before, after=after)

    def _agenda_page(self, head: Generated) -> CalendarView:
        coming = self.site.events.coming(generated.MOST_ON_A_PAGE)
        more = None
        if len(coming) == generated.MOST_ON_A_PAGE:
            more = self._month_link(coming[-1].date.isoformat()[:7])
        return self._view(weeks=self._weeks(coming), filters=self._filters(coming), more=more)

    def _group_page(self, head: Generated) -> CalendarView:
        kind, key = head.about
        events = self.site.events.group(kind, key)
        as_of = self.site.as_of if len(events) > _COMING + _PAST else None
        coming = events if as_of is None else [p for p in events if p.over >= as_of][:_COMING]
        past = () if as_of is None else [p for p in events if p.over < as_of][-_PAST:]
        months = []
        if as_of is not None:
            field = f"?{kind}={quote(key)}" if kind in _FILTERS else ""
            for month, held in groupby(events, key=lambda p: p.date.isoformat()[:7]):
                count = len(tuple(held))
                months.append(self._counted(generated.month_page(month), count, field))
        lists = [LinkListView("page-months", self.gettext("By month"), months)] if months else []
        weeks, earlier = self._weeks(coming), self._weeks(past, "past")
        return self._view(
            page=self.route.id, weeks=weeks, past=earlier, lists=lists,
            filters=self._filters((*coming, *past)),
            up=self._link(generated.FIND),
        )  # fmt: skip

    def subscriptions(self) -> CalendarView:
        """Return the feeds alone."""
        return self._view()

    def _find_page(self, head: Generated) -> CalendarView:
        groups = self.site.events.overview().groups
        gettext = self.gettext
        titles = {
            "region": gettext("By region"),
            "city": gettext("By city"),
            "audience": gettext("By audience"),
            "topic": gettext("By topic"),
            "language": gettext("By language"),
            "campaign": gettext("By campaign"),
        }
        lists = []
        for kind in (kind for kind in GROUPS if kind in groups):
            links = [
                self._counted(generated.group_page(kind, key), count)
                for key, count in groups[kind].items()
            ]
            links.sort(key=lambda link: compare_key(unmarked(link.title), self.route.language))
            lists.append(LinkListView(f"page-by-{kind}", titles[kind], links))
        return self._view(lists=lists)

    def _changes_page(self, head: Generated) -> CalendarView:
        changes = self.site.events.changes(generated.MOST_ON_A_PAGE)
        return self._view(changes=[self._change(change) for change in changes])

    def _change(self, change: PublicChange) -> ChangeView:
        words, presentation = self.words, change.presentation
        title = words.title(presentation)
        hours, reason = words.hours(presentation), presentation.reason
        now = (
            words.days(presentation),
            hours,
            self._wording.place(presentation),
            words.term(words.vocabulary.change_reasons, reason) if reason else "",
        )
        return ChangeView(
            iso=change.on.isoformat(),
            date_text=words.day(change.on),
            text=words.change(change),
            title=f"{title}, {words.term(words.vocabulary.cities, presentation.city)}",
            href=self._href(generated.event_page(presentation.id)),
            now_text="; ".join(part for part in now if part),
            sample=presentation.sample,
        )

    # The page of an event

    def _event_page(self, head: Generated) -> CalendarView:
        (key,) = head.about
        presentation = self.site.events.get(key)
        assert presentation is not None
        changes = [self._change(change) for change in self.site.events.changes_of(key)]
        return self._view(
            page=self.route.id,
            event=self.event(presentation),
            facts=list(
                Particulars(self.site, self.route, self.words, presentation, self.index).facts()
            ),
            changes=changes,
            status_note=self._status_note(presentation),
            up=self._month_link(presentation.date.isoformat()[:7]),
            has_samples=presentation.sample,
        )

    def _status_note(self, presentation: PublicPresentation) -> str:
        gettext = self.gettext
        return {
            "planned": gettext("The date has been proposed; it may still change."),
            "confirmed": gettext("The date has been agreed with the host."),
            "held": gettext("The event has taken place."),
            "postponed": gettext(
                "It will take place on another day. Until a new date is agreed, the old one stays "
                "visible."
            ),
            "cancelled": gettext(
                "It will not take place. We leave it in the calendar so that nobody comes for "
                "nothing."
            ),
        }[presentation.status]

    def json_ld(self) -> Mapping[str, Any] | None:
        """Return schema.org Event for the page of an event."""
        head = self.route.record.head
        if self.route.record.kind != "event" or not isinstance(head, Generated):
            return None
        p = self.site.events.get(head.about[0])
        assert p is not None
        words, terms, centre = self.words, self.site.vocabulary, self.site.centre
        place = terms.cities.get(p.city)
        return structured_event(
            p,
            name=words.summary(p),
            description=self.site.described(self.route.language.tag, self.route.id),
            place=words.script(p.venue),
            city=words.term(terms.cities, p.city),
            country=place.country if place else centre.country,
            url=self.site_url + self.route.uri,
            time_zone=centre.time_zone,
            organizer=self._organizer(p),
            vocabulary=terms,
        )

    def _organizer(self, p: PublicPresentation) -> Mapping[str, Any] | None:
        name, address = self._wording.organiser(p)
        more = {"url": address} if address else {}
        return {"@type": "Organization", "name": name, **more} if name else None

    # What all pages share

    def _view(self, page: str = generated.CALENDAR, **more: Any) -> CalendarView:
        more.setdefault("has_samples", self.site.events.has_samples())
        ways, book_href, how_to_href = self._ways()
        return CalendarView(
            ways=ways,
            feeds=self.feeds(page),
            book_href=book_href,
            how_to_href=how_to_href,
            **more,
        )

    def _ways(self) -> tuple[list[LinkView], str, str]:
        """Return the ways through the calendar; pages beside each other have the same."""
        own = self.route.id
        place = own if own in (*_WAYS, generated.BOOK) else own.rpartition("/")[0]
        key = ("ways", self.route.language.tag, place, self.route.folder.count("/"))

        def make() -> tuple[list[LinkView], str, str]:
            ways = [link for link in map(self._link, _WAYS) if link]
            return ways, self._href_if(generated.BOOK), self._href_if(generated.HOW_TO)

        return self.index.trace.remember(self.index.occasions, key, make)

    def feeds(self, page: str = generated.CALENDAR) -> list[FeedView]:
        """Return the feeds of a page, its own calendar first."""
        gettext, tag = self.gettext, self.route.language.tag
        title = gettext("All events")
        if page != generated.CALENDAR:
            title = plain(self.site, self.route.language, page, "nav_title")
        found = [self._feed(title, page, ICS)]
        if page == generated.CALENDAR and (tag, generated.CHANGES) in self.site.routes:
            found.append(self._feed(gettext("What changed (Atom)"), generated.CHANGES, ATOM))
            changed = gettext("What changed (JSON Feed)")
            found.append(self._feed(changed, generated.CHANGES, JSON_FEED))
            found.append(self._feed(gettext("All events as data (JSON)"), page, JSON))
        return found

    def _feed(self, title: str, page: str, media_type: str) -> FeedView:
        uri = feed_uri(self.route.language, page, media_type)
        absolute = self.site_url + uri
        webcal = f"webcal:{absolute.partition(':')[2]}" if media_type == ICS else ""
        up = "../" * len(self.route.folder.split("/"))
        return FeedView(title, up + uri, absolute, webcal, media_type)

    def _filters(self, events: Sequence[PublicPresentation]) -> list[FilterView]:
        """Return the choices that make sense for a list: those with two options at least."""
        if len(events) < _FEWEST_TO_FILTER:
            return []
        gettext, terms = self.gettext, self.site.vocabulary
        of: Mapping[str, tuple[str, Mapping[str, object], set[str]]] = {
            "region": (gettext("Region"), terms.regions, {p.region for p in events}),
            "city": (gettext("City"), terms.cities, {p.city for p in events}),
            "audience": (gettext("Audience"), terms.audiences,
                         {a for p in events for a in p.audiences}),
            "type": (gettext("Kind of event"), terms.event_types, {p.type for p in events}),
            "status": (gettext("Status"), terms.event_statuses, {p.status for p in events}),
        }  # fmt: skip
        found = []
        for name, (label, names, ids) in of.items():
            options = [(key, unmarked(self.words.term(names, key))) for key in ids if key]
            if len(options) > 1:
                options.sort(key=lambda option: compare_key(option[1], self.route.language))
                found.append(FilterView(name, label, options))
        times = (("coming", gettext("still to come")), ("past", gettext("already past")))
        return [*found, FilterView("when", gettext("Time"), times)]

    def _counted(self, page: str, count: int, query: str = "") -> CountedLinkView:
        text = self._wording.events(count)
        title = plain(self.site, self.route.language, page, "nav_title")
        return CountedLinkView(title, self._href(page) + query, count, text)

    def _link(self, page: str) -> LinkView | None:
        """Return a link to a page by its short name, if the site has it."""
        named = self.site.named(self.route.language.tag, page)
        if named is None:
            return None
        title = named.text("nav_title") or named.text("title")
        return LinkView(title, self._href(page), page == self.route.id, named.language)

    def _href_if(self, page: str) -> str:
        return self._href(page) if self.site.named(self.route.language.tag, page) else ""

    def _href(self, page: str) -> str:
        return relative_url(self.route.id, page)


_FILTERS = frozenset({"region", "city", "audience"})
