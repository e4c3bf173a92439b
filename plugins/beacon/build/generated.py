"""Generated pages: records of the calendar that nobody has written, in every written language.

They take part in routes, menus, languages and proofs as written ones do. Their heads hold all
that other pages show of them, so their digest changes when, and only when, that does; what
stands on the page itself is a fact that it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from beacon.calendars.words import Words
from beacon.content.library import Library
from beacon.content.records import Head, Record
from beacon.content.translations import translate
from beacon.content.vocabulary import Vocabulary
from beacon.files import digest
from beacon.languages.formats import format_month, language_name
from beacon.languages.marks import marked
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.patterns import regex
from beacon.schedule.events import Events, Group
from beacon.schedule.publicity import PublicPresentation
from beacon.sources import Document

CALENDAR = "calendar"
"""The page above all others of the calendar; it is a written one."""

AGENDA = f"{CALENDAR}/agenda"
FIND = f"{CALENDAR}/find"
CHANGES = f"{CALENDAR}/what-changed"
BOOK = "schools/book"
HOW_TO = f"{CALENDAR}/subscribe"
"""Pages that the calendar leads to; the last two are written."""

MOST_ON_A_PAGE = 200
"""Events of one page; a month with more of them has several."""

Kind = Literal["event", "month", "year", "agenda", "group", "find", "changes"]
_NO_ADDRESS = regex(r"[^a-z0-9]+")


class Generated(Head):
    """The head of a generated page: what it is about, and which part of it where it has several."""

    about: tuple[str, ...] = ()
    part: int = 1
    parts: int = 1


def event_page(event_id: str) -> str:
    """Return the id of the page of an event."""
    return f"{CALENDAR}/events/{event_id}"


def month_page(key: str, part: int = 1) -> str:
    """Return the id of the page of a month (`2026-12`), or of one of its parts."""
    return f"{CALENDAR}/{key}" if part == 1 else f"{CALENDAR}/{key}/part-{part}"


def year_page(key: str) -> str:
    """Return the id of the page of a year."""
    return f"{CALENDAR}/{key}"


def group_page(kind: str, key: str) -> str:
    """Return the id of the page of a group: `calendar/region/rs-20`."""
    return f"{CALENDAR}/{kind}/{_NO_ADDRESS.sub('-', key.lower()).strip('-')}"


def parts_of(count: int) -> int:
    """Return on how many pages so many events stand."""
    return max(1, -(-count // MOST_ON_A_PAGE))


class Names(Struct, frozen=True):
    """Names the groups of the calendar in one language."""

    words: Words
    library: Library

    @property
    def calendar(self) -> str:
        """The word that titles of pages begin with."""
        return self.words.strings.gettext("Calendar")

    def kind(self, kind: str) -> str:
        """Return the name of a kind of groups."""
        gettext = self.words.strings.gettext
        return {
            "region": gettext("Region"),
            "city": gettext("City"),
            "audience": gettext("Audience"),
            "topic": gettext("Topic"),
            "language": gettext("Language"),
            "campaign": gettext("Campaign"),
        }[kind]

    def group(self, kind: str, key: str) -> str:
        """Return the name of a group."""
        terms = self.words.vocabulary
        if kind == "language":
            name = language_name(key, self.words.language)
            return f"{name[:1].upper()}{name[1:]}"
        if kind == "campaign":
            campaign = f"campaigns/{key}"
            return title_in(self.library, self.words.languages, campaign, self.words.language, key)
        of = {
            "region": terms.regions,
            "city": terms.cities,
            "audience": terms.audiences,
            "topic": terms.topics,
        }
        return self.words.term(of[kind], key)


def title_in(
    library: Library, languages: Languages, record_id: str, language: Language, otherwise: str
) -> str:
    """Return the title of a written text; one in another language is marked as such."""
    translation = translate(library, languages, record_id, language.tag)
    if translation is None:
        return otherwise
    title = translation.record.head.title
    written = translation.record.language
    if written == languages.source(language.tag).tag:
        return title
    return marked(title, written)


class Made(Struct, frozen=True):
    """Pages that were made of these events before, when all else was the same."""

    events: Events
    records: Mapping[tuple[str, str], Record]

    def page(self, presentation: PublicPresentation, tag: str) -> Record | None:
        """Return the page of an event, if that was the very same."""
        if self.events.get(presentation.id) != presentation:
            return None
        return self.records.get((event_page(presentation.id), tag))


def generated_records(
    events: Events,
    library: Library,
    languages: Languages,
    tags: Iterable[str],
    strings: Mapping[str, Strings],
    vocabulary: Vocabulary,
    *,
    lessons: bool = True,
    made: Made | None = None,
) -> dict[tuple[str, str], Record]:
    """Return the records of a calendar by (id, language tag).

    Pages of events that are as they were when others were `made` are taken over. A written page
    stands before a generated one of the same path, in all languages.
    """
    written = {*library.ids(), *library.unreadable}
    if CALENDAR not in written:
        return {}
    found: dict[tuple[str, str], Record] = {}
    offered = tuple(tags)
    sources = (languages.source(tag).tag for tag in offered)
    for tag in dict.fromkeys(s if s in strings else offered[0] for s in sources):
        titles: dict[str, str] = {}
        language = languages[tag]

        def title(presentation: PublicPresentation, language: Language = language,
                  titles: dict[str, str] = titles) -> str:  # fmt: skip
            lesson = presentation.lesson
            if not lesson or not lessons:
                return ""
            if lesson not in titles:
                record_id = f"lessons/{lesson}"
                titles[lesson] = title_in(library, languages, record_id, language, "")
            return titles[lesson]

        words = Words(strings[tag], language, languages, vocabulary, title)
        for record in _Pages(events, Names(words, library), made):
            if record.id not in written:
                found[record.id, tag] = record
    return found


class _Pages(Struct, frozen=True):
    """Makes the records of the pages of a calendar in one language.

    What is said of many events alike is put together once.
    """

    events: Events
    names: Names
    made: Made | None = None
    _names: dict[object, str] = field(default_factory=dict)
    _said: dict[object, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Record]:
        yield from self.ways()
        yield from self.times()
        for group in sorted(self.events.groups):
            yield self.group(group)
        for presentation in self.events.all():
            yield self.event(presentation)

    def ways(self) -> Iterator[Record]:
        """Yield the pages on which readers find their way."""
        gettext = self.names.words.strings.gettext
        title = gettext("Next events, week by week")
        said = gettext("The next events in the order in which they take place.")
        yield self.record(AGENDA, "agenda", title, said, gettext("Next events"))
        title = gettext("Find events by place, audience or topic")
        said = gettext(
            "Each of these pages has its events and a calendar of its own to subscribe to."
        )
        yield self.record(FIND, "find", title, said, gettext("Find events"))
        title = gettext("What changed in the calendar")
        said = gettext("New, moved, postponed and cancelled events, the newest change first.")
        yield self.record(CHANGES, "changes", title, said, gettext("What changed"))

    def times(self) -> Iterator[Record]:
        """Yield the pages of years and months."""
        words, calendar = self.names.words, self.names.calendar
        gettext = words.strings.gettext
        said = gettext("How many events each month of this year has, and how they stand.")
        for year in self.events.years():
            yield self.record(year_page(year), "year", f"{calendar}: {year}", said, year, (year,))
        said = gettext("Every event of this month, as a table of days and as a list by weeks.")
        for key, month in self.events.months.items():
            number = (int(key[:4]), int(key[5:]))
            short = format_month(*number, words.language)
            whole = f"{calendar}: {format_month(*number, words.language, heading=False)}"
            parts = parts_of(len(month.events) + len(month.running))
            for part in range(1, parts + 1):
                title = whole
                if part > 1:
                    title = gettext("%(title)s, part %(part)s", title=whole, part=part)
                page = month_page(key, part)
                yield self.record(page, "month", title, said, short, (key,), part, parts)

    def group(self, group: Group) -> Record:
        """Return the page of a region, a city, an audience, …"""
        names = self.names
        name, kind = names.group(*group), names.kind(group[0])
        said = names.words.strings.gettext(
            "Coming and past events, and a calendar of their own to subscribe to."
        )
        title = f"{names.calendar}: {name}"
        return self.record(
            group_page(*group), "group", title, f"{kind}: {name}. {said}", name, group
        )

    def event(self, presentation: PublicPresentation) -> Record:
        """Return the page of an event."""
        words = self.names.words
        made = self.made and self.made.page(presentation, words.language.tag)
        if made:
            return made
        named = presentation.lesson, presentation.type, presentation.status, presentation.sample
        said = presentation.type, presentation.audiences, presentation.status
        if named not in self._names:
            self._names[named] = words.summary(presentation)
        if said not in self._said:
            self._said[said] = self._sentences(presentation)
        day = words.day(presentation.date)
        place = words.term(words.vocabulary.cities, presentation.city)
        page, about = event_page(presentation.id), (presentation.id,)
        title = f"{self._names[named]}, {place}, {day}"
        return self.record(page, "event", title, self._said[said], f"{day}, {place}", about)

    def _sentences(self, presentation: PublicPresentation) -> str:
        words = self.names.words
        kind = words.term(words.vocabulary.event_types, presentation.type)
        status = words.term(words.vocabulary.event_statuses, presentation.status)
        return f"{kind}: {words.audiences(presentation)}. {status}."

    def record(
        self, record_id: str, kind: Kind, title: str, description: str, nav_title: str,
        about: tuple[str, ...] = (), part: int = 1, parts: int = 1,
    ) -> Record:  # fmt: skip
        """Return a record without a text; its template makes the page."""
        head = Generated(
            title=title, description=description, nav_title=nav_title, needs="calendars",
            about=about, part=part, parts=parts,
        )  # fmt: skip
        seen = digest("\n".join((title, description, nav_title, str(parts))), 24)
        document = Document(f"{record_id} (generated)", None, head_digest=seen)
        return Record(record_id, self.names.words.language.tag, kind, head, document)
