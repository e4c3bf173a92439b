"""The feeds of a site: calendars of everything, of any part and of one event, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct, field

from beacon.build.generated import CALENDAR, CHANGES, event_page, group_page
from beacon.build.kept_events import KeptEvents
from beacon.build.reading import Key, Trace
from beacon.build.site import SiteLike
from beacon.build.wording import Wording, funding_view, funding_words, route_title
from beacon.calendars.changes import MOST, ChangesFeed, atom, json_feed
from beacon.calendars.export import event_line, schedule_json
from beacon.calendars.feeds import FeedText, FeedWriter
from beacon.calendars.parts import MAIN, MOST_BYTES, split
from beacon.calendars.words import Words, help_line
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language
from beacon.schedule.publicity import PublicPresentation

ICS = "text/calendar"
ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
JSON = "application/json"
ENDINGS = {ICS: ".ics", ATOM: ".xml", JSON_FEED: ".json", JSON: ".json"}


class Feed(NamedTuple):
    """A file, and the same file with those of its events alone that were never looked through."""

    data: bytes
    new: bytes


Files = dict[str, Feed]
"""Files by their address; the first is the one that others lead to."""

_FIRST_DAY = date(2000, 1, 1)


def feed_uri(language: Language, page: str = CALENDAR, media_type: str = ICS) -> str:
    """Return where the feed of a page stands, from the root of the site."""
    return f"{language.path}/{page}{ENDINGS[media_type]}"


def site_feeds(site: SiteLike, site_url: str) -> dict[str, bytes]:
    """Return the main `.ics` files of a site by their address."""
    feeds = Feeds(site, site_url)
    return {uri: feed.data for tag in site.tags for uri, feed in feeds.everything(tag).items()}


def site_words(site: SiteLike, language: Language) -> Words:
    """Return the words for the presentations of a site in a language."""
    wording = Wording(site, language)
    funding, shown = site.centre.funding, funding_view(site, language)
    return Words(
        strings=wording.strings,
        language=language,
        languages=site.languages,
        vocabulary=site.vocabulary,
        title=wording.event_title,
        organiser=lambda presentation: wording.organiser(presentation)[0],
        help_line=help_line(site.folder.channels, wording.strings, language, site.languages),
        funding=funding_words(shown, wording.strings) if shown else "",
        funded=frozenset(funding.event_types) if funding else frozenset(),
    )


class Feeds(Struct, dict=True):
    """Makes the feeds of a site; each event is written once in each language.

    `kept` gives those that need not be written, because the last build has.
    """

    site: SiteLike
    site_url: str
    kept: KeptEvents = KeptEvents()
    _writers: dict[Any, Any] = field(default_factory=dict)
    _pages: dict[Any, Any] = field(default_factory=dict)
    _words: dict[Any, Any] = field(default_factory=dict)
    _lines: dict[tuple[str, str], str] = field(default_factory=dict)
    _read: dict[tuple[str, str], frozenset[Key] | bytes] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    _seen: set[tuple[str, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._trace: Trace = getattr(self.site, "trace", None) or Trace()

    def everything(self, tag: str) -> Files:
        """Return the calendar of all events, with its older parts where it has any."""
        return self._calendars(tag, CALENDAR, self.site.events.all(), "")

    def group(self, tag: str, kind: str, key: str) -> Files:
        """Return the calendar of a region, a city, an audience, …"""
        page = group_page(kind, key)
        title = unmarked(route_title(self.site, self.site.languages[tag], page))
        return self._calendars(tag, page, self.site.events.group(kind, key), title)

    def event(self, tag: str, event_id: str) -> Files:
        """Return the calendar of one event."""
        presentation, page = self.site.events.get(event_id), event_page(event_id)
        language, writer = self.site.languages[tag], self._writer(tag)
        held = (presentation,) if presentation else ()
        self._write(tag, held)
        name = self._name(tag, unmarked(self.words(tag).summary(held[0])) if held else "")
        data = writer.feed(held, url=self._page(language, page), name=name)
        return {feed_uri(language, page): Feed(data, data)}

    def export(self, tag: str) -> Files:
        """Return the schedule as JSON, in parts where it would be too large."""
        language, words = self.site.languages[tag], self.words(tag)
        centre, events = self.site.centre, self.site.events.all()
        self._write(tag, events)

        def data(held: Iterable[PublicPresentation]) -> bytes:
            lines = (self._lines[tag, p.id] for p in held)
            return schedule_json(lines, words, centre=centre.id, time_zone=centre.time_zone)

        parts = self._split(events, lambda p: len(self._lines[tag, p.id].encode()))
        uri = feed_uri(language, CALENDAR, JSON)
        return {
            _part(uri, part): Feed(data(held), data(self._new(JSON, tag, held)))
            for part, held in parts
        }

    def changes(self, tag: str) -> Files:
        """Return what changed, as Atom and as JSON Feed."""
        language, words = self.site.languages[tag], self.words(tag)
        changes = self.site.events.changes(MOST)
        title = self._name(tag, words.strings.gettext("What changed in the calendar"))
        author = unmarked(words.text(self.site.centre.short_name))

        def about(media_type: str) -> ChangesFeed:
            return ChangesFeed(
                title=title,
                author=author,
                url=self._page(language, CHANGES),
                self_url=self.site_url + feed_uri(language, CHANGES, media_type),
                words=words,
                link=self._link(language),
            )

        made = {
            ATOM: atom(changes, about(ATOM), since=_FIRST_DAY),
            JSON_FEED: json_feed(changes, about(JSON_FEED)),
        }
        plain = {kind: unmarked(data.decode()).encode() for kind, data in made.items()}
        return {feed_uri(language, CHANGES, kind): Feed(d, d) for kind, d in plain.items()}

    def words(self, tag: str) -> Words:
        """Return the words of a language."""
        language = self.site.languages[tag]
        return self._trace.remember(self._words, tag, lambda: site_words(self.site, language))

    def _calendars(
        self, tag: str, page: str, events: tuple[PublicPresentation, ...], title: str
    ) -> Files:
        """Return the files of a calendar; all languages are divided alike.

        So an address has its counterpart in each language.
        """
        language, writer = self.site.languages[tag], self._writer(tag)

        def write() -> None:
            for other in self.site.tags:
                self._write(other, events)

        self._trace.remember(self._pages, page, write)
        uri, url, name = feed_uri(language, page), self._page(language, page), ""
        name = self._name(tag, title)

        def data(held: Iterable[PublicPresentation]) -> bytes:
            return writer.feed(held, url=url, name=name)

        return {
            _part(uri, part): Feed(data(held), data(self._new(ICS, tag, held)))
            for part, held in self._split(events, self._size)
        }

    def _split(
        self, events: tuple[PublicPresentation, ...], size: Callable[[PublicPresentation], int]
    ) -> Iterable[tuple[str, tuple[PublicPresentation, ...]]]:
        """Yield the events of each part; a day is only asked for where there are several."""
        if sum(map(size, events)) <= MOST_BYTES:
            return ((MAIN, events),)
        parts: Mapping[str, tuple[PublicPresentation, ...]] = split(
            events, size, as_of=self.site.as_of
        )
        return parts.items()

    def _write(self, tag: str, events: Iterable[PublicPresentation]) -> None:
        """Write events, or note again what was read when they were written."""
        writer, kept = self._writer(tag), []
        for presentation in events:
            key = tag, presentation.id
            read = self._read.get(key)
            if read is None:
                read = self._written(key, presentation, writer)
            if isinstance(read, bytes):
                kept.append(read)
            else:
                self._trace.keys |= read
        self._trace.keys.update(self.kept.keys(kept))

    def _written(
        self, key: tuple[str, str], presentation: PublicPresentation, writer: FeedWriter
    ) -> frozenset[Key] | bytes:
        """Write an event in both its forms, so that what is read for one is read for both."""
        kept = self.kept.of(*key)
        if kept is None:
            words, link = self.words(key[0]), writer.text.link(presentation)
            with self._trace.recording() as keys:
                writer.event(presentation)
                self._lines[key] = unmarked(event_line(presentation, words, link))
            self._read[key] = frozenset(keys)
        else:
            writer.take_over(presentation, kept.vevent)
            self._lines[key], self._read[key] = kept.line, kept.read
            self._seen.add((ICS, *key))
            self._seen.add((JSON, *key))
        return self._read[key]

    def _size(self, presentation: PublicPresentation) -> int:
        """Return how many bytes the longest VEVENT of an event has; all languages have one."""
        size = self._sizes.get(presentation.id)
        if size is None:
            size = max(len(self._writer(tag).event(presentation)) for tag in self.site.tags)
            self._sizes[presentation.id] = size
        return size

    def _new(
        self, media_type: str, tag: str, events: Iterable[PublicPresentation]
    ) -> tuple[PublicPresentation, ...]:
        """Return the events that stood in no feed of this kind before, in this build or the last.

        They do now.
        """
        held = tuple(events)
        found = tuple(p for p in held if (media_type, tag, p.id) not in self._seen)
        self._seen.update((media_type, tag, p.id) for p in found)
        return found

    def _writer(self, tag: str) -> FeedWriter:
        return self._trace.remember(self._writers, tag, lambda: self._new_writer(tag))

    def _new_writer(self, tag: str) -> FeedWriter:
        words, centre = self.words(tag), self.site.centre
        language = self.site.languages[tag]
        text = FeedText(
            name="",
            language=tag,
            summary=lambda presentation: unmarked(words.summary(presentation)),
            place=lambda presentation: unmarked(words.place(presentation)),
            description=lambda presentation: unmarked(words.description(presentation)),
            categories=lambda presentation: tuple(map(unmarked, words.categories(presentation))),
            link=self._link(language),
            organizer=unmarked(words.text(centre.short_name)),
        )
        return FeedWriter(text, centre.id, centre.time_zone, centre.email)

    def _name(self, tag: str, title: str) -> str:
        """Return the name of a feed as calendar programs show it; samples are named in it."""
        words = self.words(tag)
        gettext = words.strings.gettext
        title = title or gettext("Calendar of presentations")
        name = f"{words.text(self.site.centre.short_name)}: {title}"
        if self.site.events.has_samples():
            samples = gettext("with samples")
            name = f"{name} ({samples})"
        return unmarked(name)

    def _link(self, language: Language) -> Callable[[PublicPresentation], str]:
        return lambda presentation: self._page(language, event_page(presentation.id))

    def _page(self, language: Language, page: str) -> str:
        return f"{self.site_url}{language.path}/{page}/"


def _part(uri: str, part: str) -> str:
    stem, dot, ending = uri.rpartition(".")
    return f"{stem}{part and '-'}{part}{dot}{ending}"
