"""Reading: a site as the parts of a page read it, with a note of everything they read.

What an output has read is what it depends on: nobody has to declare it, so nobody can
forget it. A room whose data pages read gets a property here and a line in `FACTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from msgspec import Struct, field

from beacon.attendance.tables import Attendance, Reach
from beacon.build.routes import Card, Named, Route
from beacon.build.site import Site
from beacon.content.centres import Centre, CentreFolder, Contacts
from beacon.content.forms import Forms
from beacon.content.learning_paths import LearningPaths
from beacon.content.library import Library
from beacon.content.links import anchors
from beacon.content.records import Record
from beacon.content.vocabulary import Vocabulary
from beacon.figures.register import Figure
from beacon.glossary.terms import Glossary
from beacon.kits.records import KitRecord
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.schedule.events import MonthEvents, Overview
from beacon.schedule.presentations import Schedule
from beacon.schedule.publicity import PublicChange, PublicPresentation

Key = tuple[str, ...]
"""What was read: the name of a fact, and which one: `("route", "bg", "lessons/grooming")`."""

Made = TypeVar("Made")


class Trace(Struct):
    """Notes what is read while something is made; a key that is noted often is one object."""

    keys: set[Key] = field(default_factory=set)
    _known: dict[Key, Key] = field(default_factory=dict)

    def note(self, *key: str) -> None:
        """Note that a fact was read."""
        self.keys.add(self._known.setdefault(key, key))

    @contextmanager
    def recording(self) -> Iterator[set[Key]]:
        """Note into a set of its own what is read inside; it counts outside as well."""
        outer, self.keys = self.keys, set()
        try:
            yield self.keys
        finally:
            outer |= self.keys
            self.keys = outer

    @contextmanager
    def aside(self) -> Iterator[set[Key]]:
        """Note what is read inside for nothing outside: another fact stands for all of it."""
        outer, self.keys = self.keys, set()
        try:
            yield self.keys
        finally:
            self.keys = outer

    def remember(self, memory: dict[Any, Any], key: Any, make: Callable[[], Made]) -> Made:
        """Return what was made before under this key, with all that was read for it."""
        if key not in memory:
            with self.recording() as keys:
                made = make()
            memory[key] = made, frozenset(keys)
        value, keys_then = memory[key]
        self.keys |= keys_then
        found: Made = value
        return found


class Reader:
    """Reads a site and notes into `trace` what was read; it has the attributes of a `Site`.

    Languages, their order and the features are no facts: where they change, all is made anew.
    Nor is which pages are unlisted: such a page is known by its record.
    """

    def __init__(self, site: Site, trace: Trace | None = None) -> None:
        self.site = site
        self.trace = trace or Trace()
        self.languages: Languages = site.languages
        self.tags: tuple[str, ...] = site.tags
        self.features: frozenset[str] = site.features
        self.unlisted: frozenset[str] = site.unlisted
        self.routes: Mapping[tuple[str, str], Route] = _Routes(site.routes, self.trace)
        self.strings: Mapping[str, Strings] = _Strings(site.strings, self.trace)
        self._vocabulary = cast(Vocabulary, _NotedVocabulary(site.vocabulary, self.trace))
        self.library = Texts(site.library, self.trace, frozenset(key for key, _ in site.generated))

    @property
    def folder(self) -> CentreFolder:
        """The centre whose site this is, with its help channels."""
        self.trace.note("centre")
        return self.site.folder

    @property
    def centre(self) -> Centre:
        """The centre whose site this is."""
        self.trace.note("centre")
        return self.site.centre

    @property
    def centres(self) -> Mapping[str, CentreFolder]:
        """All centres of the tree."""
        self.trace.note("centres")
        return self.site.centres

    @property
    def contacts(self) -> tuple[Contacts, ...]:
        """What all centres publish of the ways to them: texts hang on nothing else of these."""
        self.trace.note("contacts")
        return tuple(folder.contacts for folder in self.site.centres.values())

    @property
    def default(self) -> Language:
        """The language a reader without a choice is led to."""
        return self.site.default

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary; each of its parts that is looked at is noted."""
        return self._vocabulary

    @property
    def paths(self) -> LearningPaths:
        """The learning paths."""
        self.trace.note("paths")
        return self.site.paths

    @property
    def schedule(self) -> Schedule:
        """The schedule of the centre."""
        self.trace.note("schedule")
        return self.site.schedule

    @property
    def events(self) -> PublicEvents:
        """The public events; each that is looked up is noted."""
        return PublicEvents(self.site, self.trace)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The figures of all centres."""
        self.trace.note("figures")
        return self.site.figures

    @property
    def own_figures(self) -> Mapping[str, Figure]:
        """The figures of this centre."""
        self.trace.note("figures")
        return self.site.own_figures

    @property
    def forms(self) -> Forms:
        """The letters and forms of kits."""
        self.trace.note("forms")
        return self.site.forms

    @property
    def summaries(self) -> Attendance:
        """Attendance, small counts hidden."""
        self.trace.note("summaries")
        return self.site.summaries

    def reach(self, campaign: str, sample: bool) -> Reach:
        """Return what was counted at the stops of a campaign: its page hangs on that alone."""
        self.trace.note("reach", campaign, "samples" if sample else "")
        return self.site.reach(campaign, sample)

    @property
    def kits(self) -> NotedKits:
        """What is known of the kits; each that is looked up is noted."""
        return NotedKits(self.site, self.trace)

    @property
    def glossary(self) -> Glossary:
        """The glossary, whole."""
        self.trace.note("glossary")
        return self.site.glossary

    def theme(self, path: str) -> Path:
        """Return a file of the theme, or a folder with a slash at its end, for a check.

        Outputs hang on the whole theme anyway; what a check has found there has to be noted.
        """
        self.trace.note("theme", path)
        return self.site.folder.path.parents[2] / "theme" / path

    def named(self, tag: str, record_id: str) -> Named | None:
        """Return a page as other pages name it: they hang on nothing else of it."""
        self.trace.note("named", tag, record_id)
        return self.site.named(tag, record_id)

    def described(self, tag: str, record_id: str) -> str:
        """Return what a page is about; empty where there is none."""
        self.trace.note("described", tag, record_id)
        return self.site.described(tag, record_id)

    def card(self, tag: str, record_id: str) -> Card | None:
        """Return a page as lists show it: they hang on its front matter alone."""
        self.trace.note("card", tag, record_id)
        return self.site.card(tag, record_id)

    def glossary_words(self, folder: str) -> dict[str, str]:
        """Return the words that are linked in texts of a language, with their places."""
        self.trace.note("glossary words", folder)
        return self.site.glossary_words(folder)

    @property
    def as_of(self) -> date | None:
        """The newest date in the content."""
        self.trace.note("as_of")
        return self.site.as_of


class _NotedVocabulary:
    """A vocabulary whose parts are noted when they are looked at.

    Most texts ask only whether it has their topics and how sensitive these are, and hang on
    nothing else of it.
    """

    def __init__(self, vocabulary: Vocabulary, trace: Trace) -> None:
        self._vocabulary, self._trace = vocabulary, trace

    def __getattr__(self, part: str) -> Any:
        found = getattr(self._vocabulary, part)
        self._trace.note("vocabulary", part)
        return found

    def has(self, part: str, term: str) -> bool:
        """Tell whether a part has a term."""
        self._trace.note("term", part, term)
        return self._vocabulary.has(part, term)

    def sensitivity(self, topics: tuple[str, ...]) -> int:
        """Return the highest sensitivity of these topics."""
        for topic in topics:
            self._trace.note("sensitivity", topic)
        return self._vocabulary.sensitivity(topics)


class PublicEvents(Struct, frozen=True):
    """The public events of a site, each look noted: a page depends on what it shows alone."""

    _site: Site
    trace: Trace

    def get(self, event_id: str) -> PublicPresentation | None:
        """Return an event by its id."""
        self.trace.note("event", event_id)
        return self._site.events.get(event_id)

    def all(self) -> tuple[PublicPresentation, ...]:
        """Return all events in order."""
        self.trace.note("events")
        return self._site.events.all()

    def group(self, kind: str, key: str) -> tuple[PublicPresentation, ...]:
        """Return the events of a group in order."""
        self.trace.note("group", kind, key)
        return self._site.events.group(kind, key)

    def month(self, key: str) -> MonthEvents:
        """Return what is on in a month."""
        self.trace.note("month", key)
        return self._site.events.month(key)

    def year(self, key: str) -> Mapping[str, Mapping[str, int]]:
        """Return how many events of each status begin in each month of a year."""
        self.trace.note("year", key)
        return self._site.events.year(key)

    def years(self) -> tuple[str, ...]:
        """Return every year that has a month."""
        self.trace.note("years")
        return self._site.events.years()

    def coming(self, most: int) -> tuple[PublicPresentation, ...]:
        """Return the next events, also what is cancelled or postponed."""
        self.trace.note("coming", str(most))
        return self._site.events.coming(most)

    def upcoming(self, most: int) -> tuple[PublicPresentation, ...]:
        """Return the next events that are planned or confirmed."""
        self.trace.note("upcoming", str(most))
        return self._site.events.upcoming(most)

    def of_lesson(self, lesson: str, most: int) -> tuple[PublicPresentation, ...]:
        """Return the next events at which a lesson is held."""
        self.trace.note("of lesson", lesson, str(most))
        return self._site.events.of_lesson(lesson, most)

    def overview(self) -> Overview:
        """Return how many events there are, by month and by group."""
        self.trace.note("overview")
        return self._site.events.overview()

    def has_samples(self) -> bool:
        """Tell whether any event is a sample."""
        self.trace.note("samples")
        return self._site.events.has_samples()

    def changes(self, most: int) -> tuple[PublicChange, ...]:
        """Return what changed last, the newest first."""
        self.trace.note("changes", str(most))
        return self._site.events.changes(most)

    def changes_of(self, event_id: str) -> tuple[PublicChange, ...]:
        """Return what changed in one event, the newest first."""
        self.trace.note("changes of", event_id)
        return self._site.events.changes_of(event_id)


class NotedKits(Struct, frozen=True):
    """The kits of a site, each look noted."""

    _site: Site
    trace: Trace

    def has_kit(self, record_id: str) -> bool:
        """Tell whether a lesson has a kit: settings and routes alone decide."""
        return self._site.shelf.has_kit(record_id)

    def has_press(self, record_id: str) -> bool:
        """Tell whether a campaign has a press kit: settings and routes alone decide."""
        return self._site.shelf.has_press(record_id)

    def of(self, tag: str, record_id: str) -> tuple[KitRecord, ...]:
        """Return the kits of a lesson, one for each of its audiences."""
        self.trace.note("kit", tag, record_id)
        return self._site.shelf.of(tag, record_id)

    def all(self, tag: str) -> tuple[KitRecord, ...]:
        """Return all kits of a language in the order of their lessons."""
        self.trace.note("kits", tag)
        return self._site.shelf.all(tag)


class Texts(Struct, frozen=True, dict=True):
    """The library, as checks look into it: which texts there are, and what stands in one."""

    _library: Library
    trace: Trace
    _generated: frozenset[str] = frozenset()
    _anchors: dict[tuple[str, str], frozenset[str] | None] = field(default_factory=dict)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*self._library.ids(), *self._library.unreadable, *self._generated))

    @cached_property
    def _lessons(self) -> frozenset[str]:
        return self._library.lessons()

    @cached_property
    def _pictures(self) -> frozenset[str]:
        return frozenset(uri for uri, _ in self._library.media)

    def get(self, record_id: str, language: str) -> Record | None:
        """Return the record written in this very language."""
        self.trace.note("text", record_id, language)
        return self._library.get(record_id, language)

    def sheet(self, sheet_id: str, language: str) -> Record | None:
        """Return a sheet that stands beside a lesson."""
        self.trace.note("sheet", sheet_id, language)
        return self._library.sheet(sheet_id, language)

    def exists(self, record_id: str) -> bool:
        """Tell whether a page is there, also one whose text has faults."""
        self.trace.note("exists", record_id)
        return record_id in self._known

    def is_lesson(self, name: str) -> bool:
        """Tell whether a lesson is there, also one with faults, by its name."""
        self.trace.note("lesson", name)
        return name in self._lessons

    def lessons(self) -> list[str]:
        """Return the names of all lessons, for hints."""
        self.trace.note("ids")
        return sorted(self._lessons)

    def is_unreadable(self, record_id: str) -> bool:
        """Tell whether a text has faults that are told elsewhere."""
        self.trace.note("unreadable", record_id)
        return record_id in self._library.unreadable

    def anchors(self, record_id: str, language: str) -> frozenset[str] | None:
        """Return the ids of the headings of a text, or None where it is not in this language."""
        key = (record_id, language)
        record = self.get(record_id, language)
        if key not in self._anchors:
            self._anchors[key] = anchors(record) if record else None
        return self._anchors[key]

    def has_picture(self, uri: str) -> bool:
        """Tell whether a picture stands there in any language."""
        self.trace.note("picture", uri)
        return uri in self._pictures

    def ids(self) -> list[str]:
        """Return every id, for hints."""
        self.trace.note("ids")
        return self._library.ids()


@dataclass(frozen=True, slots=True)
class _Routes(Mapping[tuple[str, str], Route]):
    """Routes; each that is looked up is noted, and so is looking through all of them.

    Who asks whether there is a page, as every link to one does, hangs on nothing else of it.
    """

    routes: Mapping[tuple[str, str], Route]
    trace: Trace

    def __getitem__(self, key: tuple[str, str]) -> Route:
        self.trace.note("route", *key)
        return self.routes[key]

    def __contains__(self, key: object) -> bool:
        if isinstance(key, tuple):
            self.trace.note("page", *key)
        return key in self.routes

    def __iter__(self) -> Iterator[tuple[str, str]]:
        self.trace.note("routes")
        return iter(self.routes)

    def __len__(self) -> int:
        self.trace.note("routes")
        return len(self.routes)


@dataclass(frozen=True, slots=True)
class _Strings(Mapping[str, Strings]):
    """Interface strings; the languages that are looked up are noted."""

    strings: Mapping[str, Strings]
    trace: Trace

    def __getitem__(self, tag: str) -> Strings:
        self.trace.note("strings", tag)
        return self.strings[tag]

    def __contains__(self, tag: object) -> bool:
        return tag in self.strings

    def __iter__(self) -> Iterator[str]:
        return iter(self.strings)

    def __len__(self) -> int:
        return len(self.strings)
