"""Facts: the values that outputs have read, small enough to be compared from build to build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from msgspec import Struct

from beacon.build.index import Index
from beacon.build.memory import Memory
from beacon.build.proof import make_proof
from beacon.build.reading import Key
from beacon.build.routes import Route, card_of
from beacon.build.searched import searched
from beacon.build.site import (
    PATHS_FILE,
    Site,
    source_of_centre,
    source_of_part,
    sources_of_centres,
)
from beacon.build.stamps import fingerprint
from beacon.build.values import Values
from beacon.content.records import Record
from beacon.content.translations import media_for
from beacon.files import digest
from beacon.schedule.publicity import PublicChange, PublicPresentation


class Facts(Struct, dict=True):
    """Finds the value of every fact of a site by the key under which it was read.

    `before` are the values of an earlier build.
    """

    site: Site
    index: Index
    memory: Memory
    before: Values

    def __post_init__(self) -> None:
        self._same: dict[Key, bool] = {}
        library, generated = self.site.library, self.site.generated
        self._known = frozenset((*library.ids(), *library.unreadable, *(i for i, _ in generated)))
        self._lessons = library.lessons()
        self._seen: dict[str, str] = {}
        self._pictures = frozenset(uri for uri, _ in self.site.library.media)

    def values(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """Return the values of many facts."""
        return {key: FACTS[key[0]](self, *key[1:]) for key in keys}

    def same(self, *key: str) -> bool:
        """Tell whether a fact is what it was in the earlier build."""
        if key not in self._same:
            now = FACTS[key[0]](self, *key[1:])
            self._same[key] = key in self.before and self.before[key] == now
        return self._same[key]

    def value(self, name: str) -> str:
        """Return a digest of everything that the value of a room was made from."""
        return digest(repr(self.memory.rooms[name][0]))

    def room(self, name: str, *sources: str) -> str:
        """Return the digest of the files a room is read from."""
        return self.memory.digest(name, sources)

    def vocabulary(self, part: str) -> str:
        """A part of the vocabulary, as its files have it."""
        return self.memory.digest(*source_of_part(part))

    def route(self, tag: str, record_id: str) -> Any:
        """A page as others see it: all but its text."""
        route = self.site.routes.get((tag, record_id))
        return None if route is None else _route(route)

    def named(self, tag: str, record_id: str) -> Any:
        """How other pages name a page."""
        found = self.site.named(tag, record_id)
        return found and found.everything()

    def card(self, tag: str, record_id: str) -> Any:
        """What lists say of a page: all of its front matter."""
        route = self.site.routes.get((tag, record_id))
        if route is None:
            return None
        document = route.record.document
        card = card_of(route)
        return document.path, document.head_digest, card.language, card.latin

    def text(self, record_id: str, tag: str) -> Any:
        """A text, whole."""
        record = self.site.library.get(record_id, tag)
        record = record or self.site.generated.get((record_id, tag))
        return None if record is None else _text(record)

    def sheet(self, sheet_id: str, tag: str) -> Any:
        """A sheet beside a lesson, whole."""
        record = self.site.library.sheet(sheet_id, tag)
        return None if record is None else _text(record)

    def theme(self, path: str) -> str:
        """A file or a folder of the theme that checks look into, by its stamps."""
        return fingerprint(self.memory.stamps_of(f"theme/{path}"))

    def event(self, event_id: str) -> str:
        """An event as it may be published."""
        if event_id not in self._seen:
            self._seen[event_id] = digest(repr(self.site.events.get(event_id)), 24)
        return self._seen[event_id]

    def listed(self, events: Iterable[PublicPresentation]) -> str:
        """Several events in their order."""
        return digest("\n".join(self.event(p.id) for p in events), 24)

    def month(self, key: str) -> Any:
        """What is on in a month, and its neighbours."""
        month = self.site.events.month(key)
        return month.before, self.listed(month.events), self.listed(month.running), month.after

    def changed(self, changes: Iterable[PublicChange]) -> str:
        """What changed, in its order."""
        told = (
            f"{c.on} {c.sequence} {c.kinds} {c.before} {self.event(c.presentation.id)}"
            for c in changes
        )
        return digest("\n".join(told), 24)

    def nearest(self, tag: str, record_id: str) -> Any:
        """The lessons most like one; they are the same as long as all lessons are."""
        before = self.before.get(("nearest", tag, record_id))
        if before is not None and self.same("ages", tag):
            return before
        return self.index.nearest(tag, record_id)

    def related(self, tag: str) -> Any:
        """Ages and topics of all lessons of a language."""
        places = self.index.related(tag).places
        return digest(repr([(key, age, sorted(topics)) for key, (age, topics) in places.items()]))

    def searched(self, tag: str) -> Any:
        """The pages of a language that the search finds, with their texts."""
        return digest(repr([(r.id, _route(r), *_bodies(r)) for r in searched(self.site, tag)]))

    def sitemap(self) -> Any:
        """What the sitemap says of all pages."""
        unlisted = self.site.unlisted
        listed = (r for (_, page), r in self.site.routes.items() if page not in unlisted)
        said = "\n".join([f"{r.uri} {r.id} {r.record.head.reviewed_on}" for r in listed])
        return digest(said.encode(errors="surrogatepass"))

    def routes(self) -> Any:
        """Everything about all pages but their texts."""
        return digest(repr([(key, _route(route)) for key, route in self.site.routes.items()]))

    @cached_property
    def of_centres(self) -> dict[str, tuple[str, ...]]:
        """The files that say who the centres are, and what they have published."""
        return sources_of_centres(self.memory.root)

    def media(self, tag: str, uri: str) -> Any:
        """A picture as a language shows it: its file, and the stamp of that."""
        media = media_for(self.site.library, self.site.languages, uri, tag)
        if media is None:
            return None
        path = media.path.relative_to(self.memory.root).as_posix()
        return path, self.memory.stamps.get(path), media.approved


def _route(route: Route) -> tuple[object, ...]:
    translation = route.translation
    document = route.record.document
    source = translation.source if translation.stale else None
    return (
        document.path,
        document.head_digest,
        translation.text_language,
        str(translation.state),
        source and (source.document.path, source.document.head_digest),
    )


def _bodies(route: Route) -> tuple[str, ...]:
    """Return the digests of the texts that stand on a page."""
    source = route.translation.source if route.translation.stale else None
    return tuple(r.document.body_digest for r in (route.record, source) if r)


def _text(record: Record) -> tuple[str, str, str]:
    document = record.document
    return document.path, document.head_digest, document.body_digest


Fact = Callable[..., Any]

OF_ONE_BODY = frozenset({"text", "sheet"})
"""Facts of what one text, whose id their key names, holds below its front matter."""

OF_BODIES = frozenset({"searched", "routes"})
"""Facts of what many texts hold below their front matter; all others tell no more than that."""

OF_ONE_PAGE = frozenset({"route", "named", "described", "card", "text"})
"""Facts of the page whose id their key ends with (`text`: that it names), and of no other page.

Which pages stand below one is none: many that nobody has written hang on other texts.
"""

OF_EVENTS = frozenset({
    "event", "events", "group", "month", "year", "years", "coming", "upcoming", "of lesson",
    "overview", "samples", "changes", "changes of",
})  # fmt: skip
"""Facts of public events, which change with the schedule or with the day it is, and only so."""

OF_PLACES = frozenset({"page", "children"})
"""Facts of which pages there are in which language, and of nothing that they say."""

LATE = frozenset({"kit", "kits"})
"""Facts that are known only when kits are made, which is after all checks."""

FACTS: dict[str, Fact] = {
    "route": Facts.route,
    "page": lambda facts, *key: key in facts.site.routes,
    "named": Facts.named,
    "described": lambda facts, *key: facts.site.described(*key),
    "card": Facts.card,
    "routes": Facts.routes,
    "text": Facts.text,
    "sheet": Facts.sheet,
    "exists": lambda facts, record_id: record_id in facts._known,
    "lesson": lambda facts, name: name in facts._lessons,
    "unreadable": lambda facts, record_id: record_id in facts.site.library.unreadable,
    "picture": lambda facts, uri: uri in facts._pictures,
    "media": Facts.media,
    "theme": Facts.theme,
    "ids": lambda facts: digest("\n".join(sorted(facts._known))),
    "nearest": Facts.nearest,
    "ages": Facts.related,
    "lessons": lambda facts, tag: tuple(facts.index.lessons(tag)),
    "facet": lambda facts, tag, facet, key: facts.index.facet(tag, facet, key),
    "facets": lambda facts, tag: digest(repr(facts.index.facets(tag))),
    "campaigns": lambda facts, tag: tuple(facts.index.campaigns(tag)),
    "campaigns by standing": lambda facts, tag: facts.index.campaigns_by_standing(tag),
    "campaigns naming": lambda facts, *key: facts.index.campaigns_naming(*key),
    "children": lambda facts, tag, record_id: facts.index.children(tag, record_id),
    "searched": Facts.searched,
    "sitemap": Facts.sitemap,
    "as_of": lambda facts: facts.site.as_of,
    "strings": lambda facts, tag: facts.room("strings", "theme/locales/"),
    "vocabulary": Facts.vocabulary,
    "term": lambda facts, part, term: facts.site.vocabulary.has(part, term),
    "sensitivity": lambda facts, topic: facts.site.vocabulary.sensitivity((topic,)),
    "centre": lambda facts: facts.memory.digest(*source_of_centre(facts.site.folder.id)),
    "centres": lambda facts: facts.room("centres", *facts.of_centres["centres"]),
    "contacts": lambda facts: digest(repr([f.contacts for f in facts.site.centres.values()])),
    "paths": lambda facts: facts.room("paths", PATHS_FILE),
    "figures": lambda facts: facts.room("figures", *facts.of_centres["figures"]),
    "forms": lambda facts: digest(repr(facts.site.forms), 24),
    "glossary": lambda facts: facts.room("glossary", "content/glossary/"),
    "glossary words": lambda facts, folder: digest(repr(facts.site.glossary_words(folder))),
    "schedule": lambda facts: facts.value("schedule"),
    "summaries": lambda facts: facts.value("summaries"),
    "reach": lambda facts, name, sample: digest(repr(facts.site.reach(name, bool(sample)))),
    "proof": lambda facts: digest(repr(make_proof(facts.site))),
    "event": Facts.event,
    "events": lambda facts: facts.listed(facts.site.events.all()),
    "group": lambda facts, kind, key: facts.listed(facts.site.events.group(kind, key)),
    "month": Facts.month,
    "year": lambda facts, key: repr(facts.site.events.year(key)),
    "years": lambda facts: facts.site.events.years(),
    "coming": lambda facts, most: facts.listed(facts.site.events.coming(int(most))),
    "upcoming": lambda facts, most: facts.listed(facts.site.events.upcoming(int(most))),
    "of lesson": lambda facts, lesson, most: facts.listed(
        facts.site.events.of_lesson(lesson, int(most))
    ),
    "overview": lambda facts: digest(repr(facts.site.events.overview()), 24),
    "samples": lambda facts: facts.site.events.has_samples(),
    "changes": lambda facts, most: facts.changed(facts.site.events.changes(int(most))),
    "kit": lambda facts, tag, record_id: facts.site.shelf.digest(tag, record_id),
    "kits": lambda facts, tag: facts.site.shelf.digest_of_all(tag),
    "kit recipe": lambda facts: facts.site.shelf.recipe,
    "changes of": lambda facts, key: facts.changed(facts.site.events.changes_of(key)),
}
"""Every fact by its name. A room whose data pages read has its line here."""
