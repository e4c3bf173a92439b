"""Searching: what the search of a site knows of its pages, as scripts that the browser loads.

The index of a language serves all its scripts; titles and texts are in the script of their page.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from beacon.build.assembly import Assembler
from beacon.build.glossary import GLOSSARY, glossary_view
from beacon.build.routes import Route
from beacon.build.store import key_of
from beacon.build.views import TermView
from beacon.build.wording import Wording, route_title
from beacon.content.campaigns import Campaign
from beacon.content.lessons import Lesson
from beacon.content.pages import Page
from beacon.content.quizzes import Quiz
from beacon.content.records import Head
from beacon.content.stories import Story
from beacon.languages.marks import unmarked
from beacon.search.analysis import terms
from beacon.search.postings import PageTerms, Worry, from_text, index_script, page_terms, script
from beacon.search.texts import page_text

_OF_HELP = ("help", "report", "what-happens", "if-it-happens")


def text_uri(route: Route) -> str:
    """Return where the words of a page stand."""
    return f"{route.uri}text.js"


def has_text(route: Route) -> bool:
    """Tell whether a page has words of its own beside those of its head."""
    return bool(route.record.body.strip())


class Searching(Struct, frozen=True):
    """Makes the files of the search; whatever it reads is noted by the assembler's reader."""

    assembler: Assembler

    def index(self, tag: str) -> bytes:
        """Return the terms of all pages in a language."""
        site = self.assembler.site
        path = site.languages[tag].path
        pages = {r.id: self._terms(r) for r in self.assembler.index.searched(tag)}
        for term in self._glossary(tag):
            names = " ".join(name for _, name in term.also)
            pages[f"{GLOSSARY}#{term.anchor}"] = page_terms(
                (term.name, names, term.definition), path
            )
        folders = {self._folder(r) for r in self.assembler.index.searched(tag)} | {path}
        others = sorted(folders - {path})
        return index_script(pages, [path, *others], self._worries(path)).encode()

    def pages(self, tag: str) -> bytes:
        """Return what a result shows of each page."""
        site = self.assembler.site
        wording = Wording(site, site.languages[tag])
        shown = {r.id: self._shown(r, wording) for r in self.assembler.index.searched(tag)}
        for term in self._glossary(tag):
            about = unmarked(term.definition)
            shown[f"{GLOSSARY}#{term.anchor}"] = ["term", unmarked(term.name), about, "", "", ""]
        return script("pages", shown).encode()

    def text(self, route: Route) -> bytes:
        """Return the words of a page, block by block."""
        blocks = page_text(unmarked(self.assembler.content(route))).blocks
        return script(f"text {route.id}", blocks).encode()

    def _glossary(self, tag: str) -> list[TermView]:
        """Return the explained words, which are found one by one."""
        site = self.assembler.site
        if (tag, GLOSSARY) not in site.routes:
            return []
        view = glossary_view(site, Wording(site, site.languages[tag]))
        return [term for letter in view.letters for term in letter.terms]

    def _shown(self, route: Route, wording: Wording) -> list[str]:
        """Return type, title, description, particulars, and the language where it is another."""
        site, tag = self.assembler.site, route.language.tag
        title = unmarked(route_title(site, route.language, route.id))
        description = unmarked(site.described(route.language.tag, route.id))
        text_tag = route.translation.text_language
        more = "text" if has_text(route) else ""
        return [
            type_of(route), title, description, unmarked(_particulars(route, wording)), more,
            "" if text_tag == tag else text_tag,
        ]  # fmt: skip

    def _folder(self, route: Route) -> str:
        """Return the folder of the language in which the text of a page is written."""
        languages = self.assembler.site.languages
        return languages.source(route.record.language).path

    def _terms(self, route: Route) -> PageTerms:
        document, source = route.record.document, route.translation.source
        stale = source.document if route.translation.stale and source else None
        title, words = unmarked(route.record.head.title), " ".join(self._words(route))
        asked = "\n".join(_exercise(route.record.head))
        store = self.assembler.store
        folder = self._folder(route)
        key = key_of(
            "terms", folder, document.path, document.body_digest, title, words, asked,
            stale.path if stale else "", stale.body_digest if stale else "",
            *self.assembler.beside_text(route.record),
        )  # fmt: skip
        known = store.get(key) if store else None
        if known is not None:
            return from_text(known.decode())
        with self.assembler.site.trace.aside():  # "searched" stands for all texts
            text = page_text(unmarked(self.assembler.content(route)))
        body = "\n".join((*text.blocks, asked))
        found = page_terms((title, " ".join((words, *text.headings)), body), folder)
        if store:
            store.put(key, found.as_text().encode())
        return found

    def _words(self, route: Route) -> Iterator[str]:
        """Yield what the head of a page says beside its title."""
        head, wording = route.record.head, Wording(self.assembler.site, route.language)
        vocabulary = self.assembler.site.vocabulary
        yield unmarked(head.description)
        yield unmarked(head.nav_title)
        topics: tuple[str, ...] = getattr(head, "topics", ())
        yield from map(unmarked, wording.terms(vocabulary.topics, topics))
        if isinstance(head, Lesson):
            yield from (*head.key_words, *head.objectives)
        if isinstance(head, Campaign):
            yield head.slogan

    def _worries(self, path: str) -> Iterator[Worry]:
        """Yield the words of readers in trouble in a language."""
        for worry in self.assembler.site.vocabulary.worries.values():
            phrases = (tuple(terms(words, path)) for words in worry.words.get(path, ()))
            yield Worry(tuple(dict.fromkeys(filter(None, phrases))), worry.pages)


def type_of(route: Route) -> str:
    """Return what kind of result a page is: help, lesson, campaign, event or page."""
    head = route.record.head
    if isinstance(head, Lesson):
        return "lesson"
    if isinstance(head, Campaign):
        return "campaign"
    if route.record.kind in ("event", "group"):
        return "event"
    if route.record.kind in ("quiz", "story"):
        return "quiz"
    is_help = route.id.split("/")[0] in _OF_HELP or (
        isinstance(head, Page) and head.layout == "help"
    )
    return "help" if is_help else "page"


def _exercise(head: Head) -> Iterator[str]:
    """Yield what a quiz asks and says to each answer, and what a story tells to its ends."""
    if isinstance(head, Quiz):
        for question in head.questions:
            yield question.text
            for answer in question.answers:
                yield from (answer.text, answer.feedback)
    if isinstance(head, Story):
        for scene in head.scenes:
            yield from (scene.text, scene.ending)
            yield from (choice.text for choice in scene.choices)


def _particulars(route: Route, wording: Wording) -> str:
    head = route.record.head
    if isinstance(head, Lesson):
        return f"{wording.ages(head.age_min, head.age_max)}, {wording.minutes(head.minutes)}"
    return wording.period(head.period) if isinstance(head, Campaign) else ""
