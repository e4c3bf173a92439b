"""Outline: what a kit is made from, the same for every format.

A `KitSource` holds all that any sheet of a kit shows, in the words, language and script of its
readers, so that a writer knows one format and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from beacon.files import digest
from beacon.kits.blocks import Block, Span
from beacon.languages.formats import continued
from beacon.languages.registry import Language
from beacon.languages.strings import Strings

Layout = Literal["cover", "text", "question", "statement", "picture", "help", "end"]
MARK_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a slide: `data` is SVG, PNG, JPEG or WebP, `alt` says what it shows."""

    name: str
    alt: str
    media_type: str
    data: bytes = field(repr=False)


class Slide(Struct, frozen=True):
    """One slide: what the room sees (`title`, `blocks`, `picture`) and what is said (`notes`).

    `minutes` is how long it stays; 0 where it belongs to the time of the one before.
    `title_lang` is the language of the title where that is not the text's.
    """

    id: str
    title: str
    layout: Layout
    blocks: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    minutes: int = 0
    picture: Picture | None = None
    line: int = 0
    title_lang: str = ""

    @property
    def heading(self) -> Span:
        """The title as a run of text that knows its language."""
        return Span(self.title, lang=self.title_lang)


class Deck(Struct, frozen=True):
    """The slides of a lesson; `derived` ones were made from the lesson, nobody wrote them."""

    title: str
    language: str
    minutes: int
    slides: tuple[Slide, ...]
    derived: bool


class Contact(Struct, frozen=True):
    """A way to reach help: `display` is read, `href` is followed; what is unknown is empty."""

    id: str
    kind: Literal["emergency", "helpline", "hotline", "police", "partner"]
    type: Literal["phone", "email", "web", "chat"]
    name: str
    text: str
    display: str
    href: str
    hours: str
    cost: str
    note: str
    first: bool
    """Whether it belongs to the few that stand on every page and every sheet."""

    @property
    def facts(self) -> str:
        """Hours and cost as they stand in a sentence, as far as they are known."""
        said = [text for text in (self.hours, self.cost) if text]
        return ", ".join([*said[:1], *map(continued, said[1:])])


class StepPlan(Struct, frozen=True):
    """A step of the lesson with its whole text; `lang` is that of its title where it is another."""

    id: str
    title: str
    minutes: int
    minutes_text: str
    form_text: str
    blocks: tuple[Block, ...]
    lang: str = ""

    @property
    def heading(self) -> Span:
        """The title as a run of text that knows its language."""
        return Span(self.title, lang=self.lang)


class Part(Struct, frozen=True):
    """A part of the lesson plan by its id: good-and-bad, debrief, exit-check, take-home …"""

    id: str
    title: str
    blocks: tuple[Block, ...]


class KitChange(Struct, frozen=True):
    """What changed in a version of a kit; `on` is a day as ISO 8601 writes it."""

    version: str
    on: str
    text: str


class KitForm(Struct, frozen=True):
    """A letter or form as the centre words it; the slots in `html` are still to be filled."""

    name: str
    title: str
    language: str
    html: str


_NOT_SHOWN = ("strings", "theme")


class KitSource(Struct, frozen=True, dict=True):
    """Everything a kit of one lesson is made from, in one language and script.

    `adults` tells a lesson that no children sit in. `funding` is the statement that must stand
    on material of a funded project, line by line, empty elsewhere. `address` is the address of
    the lesson's page. `text_language` is the tag of the texts where they stand in for a
    translation. `theme` is the folder of fonts, masters and styles. `pictures` is false for the
    small kit.
    `emblem` stands beside the funding statement, in the small kit as well.
    `stale` is what the page says of a translation that is older than its original, else empty.
    `revision` is what every sheet prints: the version of the lesson, and a mark that changes
    with anything a sheet may show.
    """

    lesson: str
    language: Language
    text_language: str
    audience: str
    audience_text: str
    title: str
    description: str
    adults: bool
    sensitivity: int
    minutes: int
    minutes_text: str
    ages_text: str
    group_size_text: str
    topics: tuple[str, ...]
    objectives: tuple[str, ...]
    key_words: tuple[str, ...]
    materials: tuple[str, ...]
    preparation: tuple[str, ...]
    content_warning: str
    safeguarding: str
    opening: tuple[Block, ...]
    steps: tuple[StepPlan, ...]
    parts: tuple[Part, ...]
    deck: Deck
    handout: tuple[Block, ...]
    notes: tuple[Block, ...]
    contacts: tuple[Contact, ...]
    forms: tuple[KitForm, ...]
    centre: str
    centre_short: str
    centre_website: str
    site_address: str
    address: str
    licence: str
    licence_name: str
    licence_url: str
    authors: tuple[str, ...]
    sources: tuple[str, ...]
    version: str
    reviewed_on: str
    reviewed_text: str
    changes: tuple[KitChange, ...]
    funding: str
    funding_lang: str
    strings: Strings
    theme: Path
    pictures: bool = True
    revision: str = ""
    stale: str = ""
    emblem: Picture | None = None

    def part(self, part_id: str) -> Part | None:
        """Return a part of the plan by its id."""
        return next((part for part in self.parts if part.id == part_id), None)

    def form(self, name: str) -> KitForm | None:
        """Return a letter or form by its name."""
        return next((form for form in self.forms if form.name == name), None)

    def first_contacts(self) -> tuple[Contact, ...]:
        """Return the few contacts that stand on every sheet."""
        return tuple(contact for contact in self.contacts if contact.first)

    @cached_property
    def digest(self) -> str:
        """A digest of all that a sheet may show."""
        values = [value for name, value in asdict(self).items() if name not in _NOT_SHOWN]
        shown = (*(slide.picture for slide in self.deck.slides), self.emblem)
        pictures = [picture for picture in shown if picture]
        return digest(repr([values, [digest(picture.data) for picture in pictures]]), 40)


def with_revision(source: KitSource) -> KitSource:
    """Return a source that says its revision: `1.0-3f9a1c`."""
    mark = replace(source, revision="").digest[:MARK_LENGTH]
    return replace(source, revision=f"{source.version}-{mark}")


def without_pictures(source: KitSource) -> KitSource:
    """Return the source of the small kit; it has the revision of the whole one."""
    slides = tuple(
        slide if slide.picture is source.emblem else replace(slide, picture=None)
        for slide in source.deck.slides
    )
    return replace(source, deck=replace(source.deck, slides=slides), pictures=False)
