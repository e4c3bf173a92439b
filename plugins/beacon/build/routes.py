"""Routes: every page of a site, with the text it shows and its address in each language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from beacon.content.library import Library
from beacon.content.records import Head, Record
from beacon.content.translations import State, Translation, translate
from beacon.languages.latin import to_latin
from beacon.languages.registry import Language, Languages

# A feature that is taken out of mkdocs.yml takes these pages with it.
_FEATURE_OF = {"lessons": "lessons", "campaigns": "campaigns"}


class Route(Struct, frozen=True):
    """A page: its place (`language`, `id`) and the text that stands there."""

    id: str
    language: Language
    translation: Translation

    @property
    def record(self) -> Record:
        """The record whose text is shown, in whatever language it is written."""
        return self.translation.record

    @property
    def state(self) -> State:
        """How the text stands to its original."""
        return self.translation.state

    @property
    def folder(self) -> str:
        """The path from the root of the site, without slashes at its ends."""
        return f"{self.language.path}/{self.id}".rstrip("/")

    @property
    def uri(self) -> str:
        """The address from the root of the site: `sr/lessons/sextortion/`."""
        return f"{self.folder}/"


Name = Literal["title", "nav_title"]


class Named(Struct, frozen=True):
    """A page as other pages name it; `language` is the tag of the language of its text.

    What it is about they ask for by itself, so that a menu hangs on names alone.
    """

    head: Head
    language: str
    latin: bool
    kind: str

    def text(self, name: Name) -> str:
        """Return one of its names in the script of its place; an absent one is empty."""
        return self._in_script(getattr(self.head, name, None))

    def everything(self) -> tuple[object, ...]:
        """Return all by which others name it."""
        return self.head.title, self.head.nav_title, self.language, self.latin, self.kind

    def _in_script(self, text: str | None) -> str:
        return to_latin(text or "") if self.latin else text or ""


class Card(Named, frozen=True):
    """A page as lists of pages show it: all of its front matter may stand there."""

    id: str

    def description(self) -> str:
        """Return what the page is about, in the script of its place."""
        return self._in_script(self.head.description)


def card_of(route: Route) -> Card:
    """Return a page as lists show it."""
    latin = route.state is State.TRANSLITERATED
    record = route.record
    return Card(record.head, route.translation.text_language, latin, record.kind, route.id)


def named(route: Route | None) -> Named | None:
    """Return a page as other pages name it, if there is one."""
    return None if route is None else card_of(route)


def features_of(record: Record) -> frozenset[str]:
    """Return the features a record needs; without any it is always there."""
    named = {record.head.needs, _FEATURE_OF.get(record.id.split("/")[0], "")}
    return frozenset(named - {""})


def make_routes(
    library: Library, languages: Languages, tags: Iterable[str], features: frozenset[str]
) -> dict[tuple[str, str], Route]:
    """Return every route by (language tag, id): each page exists in each language.

    A page that needs a feature in one language needs it in all.
    """
    routes = {}
    needed: dict[str, set[str]] = {}
    for (record_id, _), record in library.records.items():
        needed.setdefault(record_id, set()).update(features_of(record))
    shown = [key for key in library.ids() if needed[key] <= features]
    for tag in tags:
        for record_id in shown:
            translation = translate(library, languages, record_id, tag)
            if translation is None:
                continue
            routes[tag, record_id] = Route(record_id, languages[tag], translation)
    return routes
