"""Kits of a site: what each is made from, read as pages read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beacon.build.assembly import Assembler
from beacon.build.data import PageData
from beacon.build.routes import Route
from beacon.build.views import LessonView
from beacon.build.wording import Wording
from beacon.content.lessons import Lesson
from beacon.content.translations import State
from beacon.kits.blocks import Block, blocks_of, parts_of, text_of
from beacon.kits.derived import Plan, derived_deck
from beacon.kits.outline import Contact, KitChange, KitSource, Part, StepPlan, with_revision
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked

_CHIPS = ' <span class="chip">'


@dataclass
class KitSources:
    """Makes the sources of kits; whatever they read of the site is noted in its trace."""

    assembler: Assembler

    def source(self, route: Route, audience: str) -> KitSource:
        """Return what the kit of a lesson is made from, for one of its audiences."""
        site, lesson = self.assembler.site, route.record.head
        assert isinstance(lesson, Lesson)
        data = self.assembler.data(route)
        view, wording = data.lesson_page(route), data.wording
        opening, parts = self._parts(route)
        steps = self._steps(route, parts, data)
        parts = tuple(part for part in parts if part.id != "steps")
        plan = Plan(
            title=view.title,
            language=route.translation.text_language,
            minutes=lesson.minutes,
            facts=" · ".join(text for text in (view.ages_text, view.minutes_text) if text),
            topics=" · ".join(unmarked(topic) for topic in view.topics),
            steps=steps,
            parts=parts,
            picture=None,
        )
        funding = self.assembler.funding(route)
        address = f"{self.assembler.site_url}{route.uri}"
        source = KitSource(
            lesson=route.id.rpartition("/")[2],
            language=route.language,
            text_language=route.translation.text_language,
            audience=audience,
            audience_text=unmarked(wording.term(site.vocabulary.audiences, audience)),
            title=view.title,
            description=view.description,
            adults=view.adults,
            sensitivity=view.sensitivity,
            minutes=lesson.minutes,
            minutes_text=view.minutes_text,
            ages_text=view.ages_text,
            group_size_text=view.group_size_text,
            topics=tuple(map(unmarked, view.topics)),
            objectives=tuple(view.objectives),
            key_words=tuple(view.key_words),
            materials=tuple(view.materials),
            preparation=tuple(view.preparation),
            content_warning=view.content_warning,
            safeguarding=view.safeguarding,
            opening=opening,
            steps=steps,
            parts=parts,
            deck=derived_deck(plan, wording.strings),
            handout=(),
            notes=(),
            contacts=self._contacts(wording),
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
            funding=funding.statement if funding else "",
            funding_lang=funding.lang if funding else "",
            strings=wording.strings,
        )
        return with_revision(source)

    def _changes(self, view: LessonView) -> tuple[KitChange, ...]:
        return (KitChange(view.version, view.reviewed_iso, ""),)

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
        return self.assembler.content(route)

    def _steps(self, route: Route, parts: Iterable[Part], data: PageData) -> tuple[StepPlan, ...]:
        texts = {
            heading.id: inside
            for part in parts
            if part.id == "steps"
            for heading, inside in parts_of(part.blocks, 3)
            if heading is not None
        }
        lesson = route.record.head
        assert isinstance(lesson, Lesson)
        latin = route.state is State.TRANSLITERATED
        found = []
        views = data.lesson_page(route).steps
        for step, view in zip(data.index.steps(route.record), views, strict=True):
            title = to_latin(step.title) if latin else step.title
            shown = (view.minutes_text, view.form_text, texts.get(step.id, ()))
            found.append(StepPlan(step.id, title, step.minutes, *shown))
        return tuple(found)

    def _contacts(self, wording: Wording) -> tuple[Contact, ...]:
        """Return the centre's own help channels in words; what is not published stays empty."""
        found = []
        for channel in self.assembler.site.folder.channels:
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
                    cost=unmarked(view.cost_text),
                    note=unmarked(view.note),
                    first=channel.help_bar,
                )
            )
        return tuple(found)
