"""Kits of a site: what each is made from, read as pages read it, and made when it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from beacon.archives import make_zip
from beacon.build.assembly import Assembler
from beacon.build.chosen import chosen_pages
from beacon.build.data import PageData
from beacon.build.decks import find_picture, in_script, refused_pictures, slides_of
from beacon.build.emblems import emblem_of
from beacon.build.kept_files import KeptFiles
from beacon.build.kit_views import audiences_of_kits
from beacon.build.reading import Key, Trace
from beacon.build.recipe import recipe_of
from beacon.build.routes import Route
from beacon.build.sheets import attendance_writer
from beacon.build.shelf import Shelf
from beacon.build.site import SiteLike
from beacon.build.store import Store
from beacon.build.views import LessonView
from beacon.build.wording import Wording, funding_words
from beacon.content.centres import Channel
from beacon.content.forms import FORMS, form_for
from beacon.content.lessons import Lesson
from beacon.content.records import Record
from beacon.content.translations import State
from beacon.kits.blocks import Block, blocks_of, parts_of, text_of
from beacon.kits.derived import Plan, derived_deck, with_statement
from beacon.kits.formats import WRITERS, Writer
from beacon.kits.hypertext import fonts_inside
from beacon.kits.kit import SMALL, WHOLE, archived, make_archive, make_kit, planned
from beacon.kits.measure import widths
from beacon.kits.outline import (
    Contact,
    Deck,
    KitChange,
    KitForm,
    KitSource,
    Part,
    Picture,
    StepPlan,
    with_revision,
)
from beacon.kits.pictures import standing_alone
from beacon.kits.previews import previews
from beacon.kits.records import KitRecord
from beacon.kits.slides import NOT_SET
from beacon.languages.formats import joined_names
from beacon.languages.latin import html_to_latin, to_latin
from beacon.languages.marks import unmarked
from beacon.languages.strings import Strings
from beacon.problems import Problem, ProblemsFound
from beacon.typesetting.engine import NotSet, compiler
from beacon.typesetting.letters import letters_of


class KitSources(Struct):
    """Makes the sources of kits; whatever they read of the site is noted in its trace."""

    assembler: Assembler
    theme: Path

    def audiences(self, route: Route) -> list[tuple[str, str]]:
        """Return the audiences of a lesson that need kits of their own, with their names."""
        lesson = route.record.head
        assert isinstance(lesson, Lesson)
        groups = audiences_of_kits(lesson, self.assembler.data(route).wording)
        return [
            (group, joined_names([*map(unmarked, names)], route.language))
            for group, names in groups.items()
        ]

    def source(self, route: Route, audience: str, audience_text: str) -> KitSource:
        """Return what the kit of a lesson is made from, for one of its audiences."""
        site, lesson = self.assembler.site, route.record.head
        assert isinstance(lesson, Lesson)
        data = self.assembler.data(route)
        view, wording = data.lesson_plan(route), data.wording
        strings = wording.strings.plain
        ages, minutes, group_size = map(
            unmarked, (view.ages_text, view.minutes_text, view.group_size_text)
        )
        opening, parts = self._parts(route)
        steps = self._steps(route, parts, data)
        parts = tuple(part for part in parts if part.id != "steps")
        plan = Plan(
            title=view.title,
            language=route.translation.text_language,
            minutes=lesson.minutes,
            facts=" · ".join(text for text in (ages, minutes) if text),
            topics=" · ".join(unmarked(topic) for topic in view.topics),
            opening=opening,
            steps=steps,
            parts=parts,
            picture=self._illustration(lesson, wording),
        )
        deck = self._deck(route, plan, strings)
        funding, statement = self.assembler.funding(route), ""
        emblem = _drawn_emblem(emblem_of(funding, self.theme))
        if funding:
            statement, title = funding_words(funding, strings), strings.gettext("Funding")
            deck = with_statement(deck, statement, funding.lang, title, emblem)
        address = f"{self.assembler.site_url}{route.uri}"
        source = KitSource(
            lesson=route.id.rpartition("/")[2],
            language=route.language,
            text_language=route.translation.text_language,
            audience=audience,
            audience_text=audience_text,
            title=view.title,
            description=view.description,
            adults=view.adults,
            sensitivity=view.sensitivity,
            minutes=lesson.minutes,
            minutes_text=minutes,
            ages_text=ages,
            group_size_text=group_size,
            topics=tuple(map(unmarked, view.topics)),
            objectives=tuple(view.objectives),
            key_words=tuple(view.key_words),
            materials=tuple(view.materials),
            preparation=tuple(view.preparation),
            content_warning=view.content_warning,
            safeguarding=view.safeguarding,
            stale=unmarked(self.assembler.stale_text(route)),
            opening=opening,
            steps=steps,
            parts=parts,
            deck=deck,
            handout=self._sheet(route, "handout"),
            notes=self._sheet(route, "notes"),
            contacts=contacts_of(site, wording),
            forms=self._forms(route),
            centre=unmarked(wording.text(site.centre.name)),
            centre_short=unmarked(wording.text(site.centre.short_name)),
            centre_website=site.centre.website or "",
            site_address=self.assembler.site_url,
            address=address,
            licence=lesson.licence,
            licence_name=unmarked(view.licence.title) if view.licence else lesson.licence,
            licence_url=view.licence.href if view.licence else "",
            authors=tuple(view.authors),
            sources=tuple(view.sources),
            version=lesson.version,
            reviewed_on=view.reviewed_iso,
            reviewed_text=view.reviewed_text,
            changes=self._changes(view),
            funding=statement,
            funding_lang=funding.lang if funding else "",
            emblem=emblem,
            strings=wording.strings,
            theme=self.theme,
        )
        return with_revision(source)

    def _deck(self, route: Route, plan: Plan, strings: Strings) -> Deck:
        """Return the slides that are written, or those that follow from the lesson."""
        record = self._written(route, "slides")
        if record is None:
            return derived_deck(plan, strings)
        site, latin = self.assembler.site, route.state is State.TRANSLITERATED
        convert = partial(self._blocks, route, record)
        find = find_picture(site, record, route.language.tag, latin=latin)
        slides = slides_of(record, convert, find, latin=latin)
        return Deck(plan.title, plan.language, plan.minutes, slides, False)

    def refused(self, route: Route, why: str) -> Iterator[Problem]:
        """Tell for which pictures a kit could not be made; `why` is what was said of it."""
        record = self._written(route, "slides")
        site, tag = self.assembler.site, route.language.tag
        found: list[Problem] = []
        if record is not None:
            find = find_picture(site, record, tag, latin=False)
            found += refused_pictures(record, find)
        yield from found or [NOT_SET.at(route.record.path, None, f"It was refused ({why}).")]

    def _sheet(self, route: Route, name: str) -> tuple[Block, ...]:
        """Return a sheet that is written beside the lesson; nothing where there is none."""
        record = self._written(route, name)
        return self._blocks(route, record, record.body) if record else ()

    def _written(self, route: Route, name: str) -> Record | None:
        """Return a sheet in the language of the lesson's text.

        A translation whose original has changed is none: what follows from the lesson itself
        holds the safety advice as it is now.
        """
        texts, languages = self.assembler.site.library, self.assembler.site.languages
        record = texts.sheet(f"{route.id}/{name}", route.record.language)
        if record is None or record.head.translation is None:
            return record
        of = languages.of_path(record.head.translation.of)
        original = texts.sheet(record.id, of.tag) if of else None
        fresh = original is None or original.digest() == record.head.translation.digest
        return record if fresh else None

    def _blocks(self, route: Route, record: Record, text: str) -> tuple[Block, ...]:
        latin = route.state is State.TRANSLITERATED
        resolve = self.assembler.resolver(record)
        base = f"{self.assembler.site_url}{route.language.path}/{record.id}/"
        fill = partial(self.assembler.with_figures, route)
        return in_script(text, self.assembler.converter, resolve, base, fill, latin=latin)

    def _illustration(self, lesson: Lesson, wording: Wording) -> Picture | None:
        """Return the drawing of the theme for the lesson's topic."""
        for name in (*lesson.topics, "lesson"):
            path = self.theme / "illustrations" / f"{name}.svg"
            if path.is_file():
                data = standing_alone(path.read_text("utf-8")).encode()
                said = wording.strings.plain.gettext(
                    "Drawing that stands for the topic of the lesson"
                )
                return Picture(path.name, said, "image/svg+xml", data)
        return None

    def _changes(self, view: LessonView) -> tuple[KitChange, ...]:
        """Return what changed, the newest first; the version of the lesson where nobody says."""
        told = [KitChange(c.version or view.version, c.iso, c.text) for c in view.changes]
        newest_first = sorted(told, key=lambda change: change.on, reverse=True)
        return tuple(newest_first) or (KitChange(view.version, view.reviewed_iso, ""),)

    def _parts(self, route: Route) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
        """Return what stands before the first heading of a lesson, and its parts."""
        blocks = blocks_of(self._html(route), f"{self.assembler.site_url}{route.uri}")
        opening: tuple[Block, ...] = ()
        parts = []
        for heading, inside in parts_of(blocks, 2):
            if heading is None:
                opening = inside
            else:
                parts.append(Part(heading.id, text_of(heading.spans), inside))
        return opening, tuple(parts)

    def _html(self, route: Route) -> str:
        """Return the text of a lesson without what pages add to it; links lead to the site."""
        return self.assembler.plain_content(route)

    def _steps(self, route: Route, parts: Iterable[Part], data: PageData) -> tuple[StepPlan, ...]:
        views = data.lesson_plan(route).steps
        steps = data.index.steps(route.record)
        blocks = [block for part in parts if part.id == "steps" for block in part.blocks]
        texts = _texts_of_steps(blocks, [step.id for step in steps])
        found = []
        for step, view in zip(steps, views, strict=True):
            said = (unmarked(view.minutes_text), unmarked(view.form_text))
            shown = (*said, texts.get(step.id, ()))
            found.append(StepPlan(step.id, view.title, step.minutes, *shown, step.lang))
        return tuple(found)

    def _forms(self, route: Route) -> tuple[KitForm, ...]:
        """Return the letters and forms for a page, in its script."""
        site, tag = self.assembler.site, route.language.tag
        found = []
        for name in FORMS:
            form = form_for(site.forms, site.languages, name, tag)
            if form is not None:
                latin = route.language.transliterated_from == form.language
                title = to_latin(form.title) if latin else form.title
                html = html_to_latin(form.html) if latin else form.html
                found.append(KitForm(name, title, tag if latin else form.language, html))
        return tuple(found)


def _drawn_emblem(svg: str) -> Picture | None:
    return Picture("emblem.svg", "", "image/svg+xml", svg.encode()) if svg else None


def _texts_of_steps(blocks: Iterable[Block], steps: Sequence[str]) -> dict[str, tuple[Block, ...]]:
    """Return the text of each step by its id, and nothing is left out.

    What stands before all steps goes with the first, and what stands below a heading that is
    no step with the step above it: there may be advice in it that keeps somebody safe.
    """
    texts: dict[str, list[Block]] = {step: [] for step in steps}
    before: list[Block] = []
    current = before
    for heading, inside in parts_of(blocks, 3):
        if heading is not None and heading.id in texts:
            current = texts[heading.id]
            current += before
            before = []
        elif heading is not None:
            current.append(heading)
        current += inside
    if before and steps:  # none of the headings is that of a step
        texts[steps[0]] += before
    return {step: tuple(text) for step, text in texts.items()}


def _cost_alone(channel: Channel, said: str, wording: Wording) -> str:
    """Return what a call costs in words that need no heading beside them."""
    known = not said or channel.cost == "free"
    return said if known else wording.strings.gettext("cost of a call not published")


def contacts_of(site: SiteLike, wording: Wording) -> tuple[Contact, ...]:
    """Return the centre's own help channels in words; what is not published stays empty."""
    found, in_bar = [], site.folder.in_bar
    for channel in site.folder.channels:
        view = wording.channel(channel)
        found.append(
            Contact(
                id=channel.id,
                kind=channel.kind,
                type=channel.type,
                name=unmarked(view.name),
                text=unmarked(view.text),
                display=channel.display,
                href=channel.href,
                hours=unmarked(view.hours_text),
                cost=unmarked(_cost_alone(channel, view.cost_text, wording)),
                note=unmarked(view.note),
                first=channel in in_bar,
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _forget_what_was_read(recipe: str) -> None:
    """Read the fonts and masters of a theme again: a preview may see them change."""
    for known in (widths, fonts_inside, letters_of, compiler):
        known.cache_clear()


def make_kits_of(
    assembler: Assembler, theme: Path, store: Store | None, chosen: str
) -> Kits | None:
    """Return what makes the kits of a site, and tell its shelf; None where kits are no feature.

    `chosen` names the lessons and the campaigns that have kits, as `Settings.kits` does.
    """
    site = assembler.site
    if not {"kits", "lessons"} <= site.features:
        return None
    shelf = site.site.shelf
    kits = Kits(KitSources(assembler, theme), shelf, store, (*WRITERS, attendance_writer(site)))
    shelf.recipe = recipe_of(theme)
    _forget_what_was_read(shelf.recipe)
    shelf.lessons = chosen_pages(site.site, chosen, "lesson")
    shelf.campaigns = chosen_pages(site.site, chosen, "campaign")
    shelf.plan = lambda tag, record_id: kits.plan(tag, record_id)[0]
    return kits


class Kits(Struct):
    """Makes the kits of a site; a file that was made before is taken from the `store`."""

    sources: KitSources
    shelf: Shelf
    store: Store | None
    writers: tuple[Writer, ...] = WRITERS
    _read: tuple[tuple[str, str], list[KitSource]] = (("", ""), [])
    _drawn: tuple[str, list[bytes]] = ("", [])

    @property
    def trace(self) -> Trace:
        """Notes what sources read."""
        return self.sources.assembler.site.trace

    def plan(self, tag: str, record_id: str) -> tuple[tuple[KitRecord, ...], set[Key]]:
        """Return what the kits of a lesson will hold, and what was read for that."""
        with self.trace.aside() as keys:  # a plan is looked up as the fact that a kit is
            self.trace.note("kit recipe")
            sources = self._sources(tag, record_id)
            return tuple(planned(source, self.writers) for source in sources), keys

    def make(self, tag: str, record_id: str) -> tuple[KitRecord, ...]:
        """Make all kits of a lesson in one language, as far as the store lacks them.

        Raises ProblemsFound where a picture cannot be drawn.
        """
        self.trace.note("kit recipe")
        sources = self._sources(tag, record_id)
        try:
            return tuple(make_kit(source, self.writers, self._file) for source in sources)
        except NotSet as error:
            route = self.sources.assembler.site.routes[tag, record_id]
            raise ProblemsFound(self.sources.refused(route, str(error))) from None

    def pack(self, tag: str) -> bytes:
        """Return all kits of a language in one ZIP, each in a folder of its own."""
        files: dict[str, bytes] = {}
        for record_id in self.shelf.lessons:
            for record in self.shelf.of(tag, record_id):
                source = self._source(tag, record_id, record.audience)
                files.update(archived(source, self._suited(source), self._file))
        return make_zip(files)

    def make_all(self) -> None:
        """Make the kits of all lessons in all languages, one after the other.

        Raises ProblemsFound with what is wrong in any of them.
        """
        problems: list[Problem] = []
        for tag in self.sources.assembler.site.tags:
            for record_id in self.shelf.lessons:
                try:
                    self.shelf.made[tag, record_id] = self.make(tag, record_id)
                except ProblemsFound as error:
                    problems += error.problems
        if problems:
            raise ProblemsFound(problems)

    def data(self, tag: str, record_id: str, audience: str, name: str) -> bytes:
        """Return one file of a kit, or one of its ZIPs."""
        source = self._source(tag, record_id, audience)
        suited = self._suited(source)
        if name in (WHOLE, SMALL):
            return make_archive(source, suited, self._file, name)
        return self._file(next(writer for writer in suited if writer.id == name), source)

    def preview(self, tag: str, record_id: str, audience: str, number: int) -> bytes:
        """Return the drawing of a slide; the first is 1."""
        source = self._source(tag, record_id, audience)
        if self._drawn[0] != source.digest:
            self._drawn = source.digest, previews(source)
        return self._drawn[1][number - 1]

    def _suited(self, source: KitSource) -> list[Writer]:
        return [writer for writer in self.writers if writer.suits(source)]

    def _source(self, tag: str, record_id: str, audience: str) -> KitSource:
        """Return the source of a kit; that of the kit which was asked for last is remembered."""
        if self._read[0] != (tag, record_id):
            self._read = (tag, record_id), self._sources(tag, record_id)
        return next(source for source in self._read[1] if source.audience == audience)

    def _sources(self, tag: str, record_id: str) -> list[KitSource]:
        routes = self.sources.assembler.site.routes
        if (tag, record_id) not in routes:  # a lesson of the build before that is no more
            return []
        route = routes[tag, record_id]
        return [
            self.sources.source(route, audience, said)
            for audience, said in self.sources.audiences(route)
        ]

    def _file(self, writer: Writer, source: KitSource) -> bytes:
        kept = KeptFiles(self.store, self.shelf.recipe)
        return kept.get(
            writer.id, writer.shown(source), source.strings,
            lambda strings: writer.make(replace(source, strings=strings)),
        )  # fmt: skip
