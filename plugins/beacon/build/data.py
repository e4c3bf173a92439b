"""Data: the views that blocks, lesson pages and campaign pages are made from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from beacon.build.booking import booking
from beacon.build.campaign_pages import CampaignPages
from beacon.build.counts import Counts
from beacon.build.coverage import coverage_view
from beacon.build.finding import Finding
from beacon.build.glossary import glossary_view
from beacon.build.index import Index
from beacon.build.kit_views import kit_list
from beacon.build.occasions import Occasions
from beacon.build.open_data import OpenData
from beacon.build.readers import PARENTS, STUDENT, reader_page
from beacon.build.reports import Reports
from beacon.build.routes import Card, Route, card_of
from beacon.build.searched import index_tag, index_uri, pages_uri
from beacon.build.site import SiteLike
from beacon.build.statistics import Statistics
from beacon.build.views import (
    CampaignView,
    EventView,
    FigureView,
    LessonChangeView,
    LessonView,
    LinkView,
    SearchView,
    StatisticsView,
    StepView,
)
from beacon.build.ways import PLAN
from beacon.build.wording import Wording, page_named, route_title
from beacon.content.facets import values_of
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.links import relative_url
from beacon.content.pages import Page
from beacon.content.translations import State
from beacon.figures.register import Figure, pick
from beacon.languages.formats import (
    compare_key,
    format_date,
    joined_names,
)
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked

_UPCOMING = 4
_ON_HOME = 6
_EVENTS_OF_LESSON = 2
MOST_CARDS = 40
"""Lessons up to which a list shows them as cards; more are rows, which say less."""


class PageData(Struct, dict=True):
    """Makes the data of one page; everything is in the page's language, links start from it."""

    site: SiteLike
    route: Route
    site_url: str
    index: Index

    @cached_property
    def wording(self) -> Wording:
        """The words of the page's language."""
        return Wording(self.site, self.route.language)

    @property
    def quick_exit(self) -> bool:
        """Whether the page could put a child at risk if somebody saw it open."""
        route = self.route
        if route.record.kind in ("quiz", "story"):  # as sensitive as their lesson
            route = self.site.routes.get((route.language.tag, route.record.parent), route)
        head = route.record.head
        if isinstance(head, Page):
            return head.quick_exit
        return self.site.vocabulary.sensitivity(getattr(head, "topics", ())) == 2

    def inline(self, name: str, figure_id: str) -> Markup:
        """Return a cited figure; `number` leaves its noun out."""
        figure = self.site.figures.get(figure_id.strip())
        if figure is None:
            return Markup("")
        language = self._text_language()
        view = Wording(self.site, language).figure(figure)
        text = view.number if name == "number" else view.text
        return Markup('<data class="figure" value="{}">{}</data>').format(view.value, text)

    def block(self, name: str, argument: str) -> dict[str, Any]:
        """Return the values that the template of a block needs beside those of its page."""
        return _PROVIDERS[name](self, argument) if name in _PROVIDERS else {}

    def _text_language(self) -> Any:
        """The language of the text itself, so that its numbers and nouns agree with it."""
        tag = self.route.translation.text_language
        return self.site.languages[tag] if tag in self.site.strings else self.route.language

    # Search

    def search(self) -> SearchView:
        """Return what the page of the search loads, and the topics that lessons are about."""
        language, strings = self.route.language, self.wording.strings
        source = self.site.languages[index_tag(self.site, language.tag)]

        def gettext(text: str) -> str:
            return unmarked(strings.gettext(text))  # a script reads these words

        root = "../" * len(self.route.folder.split("/"))
        return SearchView(
            language=source.path,
            root_href=f"{root}{language.path}/",
            index_href=f"{root}{index_uri(source)}",
            pages_href=f"{root}{pages_uri(language)}",
            types=(
                ("help", gettext("Help"), gettext("Help")),
                ("lesson", gettext("Lessons"), gettext("Lesson")),
                ("quiz", gettext("Quizzes and stories"), gettext("Quiz or story")),
                ("campaign", gettext("Campaigns"), gettext("Campaign")),
                ("term", gettext("Glossary"), gettext("Glossary")),
                ("event", gettext("Events"), gettext("Calendar")),
                ("page", gettext("Pages"), gettext("Page")),
            ),
            topics=self._lessons_by_topic(),
        )

    def _lessons_by_topic(self) -> list[tuple[str, list[LinkView]]]:
        language, terms = self.route.language, self.site.vocabulary.topics
        found: dict[str, list[LinkView]] = {}
        for record_id in self.index.lessons(language.tag):
            card = self.site.card(language.tag, record_id)
            assert card is not None
            title = route_title(self.site, language, record_id)
            href = relative_url(self.route.id, record_id)
            link = LinkView(title, href, lang=card.language)
            for topic in getattr(card.head, "topics", ()):
                found.setdefault(topic, []).append(link)
        return [(self.wording.term(terms, t), found[t]) for t in terms if t in found]

    # Lessons

    def lessons(self) -> list[LessonView]:
        """Return all lessons as cards, by age and then by title; the home page shows a few."""
        tag, language = self.route.language.tag, self.route.language
        ids = self.index.lessons(tag)
        found = [self.site.card(tag, name) for name in (ids if self.route.id else ids[:_ON_HOME])]
        make = self._row if len(ids) > MOST_CARDS and self.route.id else self._lesson
        cards = [(_youngest(card), make(card)) for card in found if card is not None]
        ordered = sorted(cards, key=lambda c: (c[0], compare_key(c[1].title, language)))
        return [card for _, card in ordered]

    def _row(self, card: Card) -> LessonView:
        """Return what a long list shows of a lesson."""
        lesson, wording, terms = card.head, self.wording, self.site.vocabulary
        assert isinstance(lesson, Lesson)
        adults = is_for_adults(lesson, terms)
        return LessonView(
            title=to_latin(lesson.title) if card.latin else lesson.title,
            description="",
            href=relative_url(self.route.id, card.id),
            lang=card.language,
            minutes=lesson.minutes,
            minutes_text=wording.minutes(lesson.minutes),
            adults=adults,
            ages_text="" if adults else wording.ages(lesson.age_min, lesson.age_max),
            stages_text="",
            audiences_text="",
            topics=wording.terms(terms.topics, lesson.topics),
            topic_ids=lesson.topics,
            sensitivity=terms.sensitivity(lesson.topics),
            choices=self._choices(lesson),
        )

    def _lesson(self, card: Card, **more: Any) -> LessonView:
        lesson, wording, terms = card.head, self.wording, self.site.vocabulary
        assert isinstance(lesson, Lesson)
        latin = card.latin
        return replace(
            self._row(card),
            description=to_latin(lesson.description) if latin else lesson.description,
            stages_text=self._joined(wording.terms(terms.stages, lesson.stages)),
            audiences_text=self._joined(wording.terms(terms.audiences, lesson.audiences)),
            name=card.id.rpartition("/")[2],
            ages=(lesson.age_min, lesson.age_max),
            materials=[to_latin(text) if latin else text for text in lesson.materials],
            **more,
        )

    def _choices(self, lesson: Lesson) -> dict[str, tuple[str, ...]]:
        """Return the values of a lesson in each facet: the same ones in all its languages."""
        ages = (lesson.age_min, lesson.age_max)
        key = (ages, lesson.minutes, lesson.audiences, lesson.topics, lesson.competences)

        def make() -> dict[str, tuple[str, ...]]:
            return {str(facet): of for facet, of in values_of(lesson, self.site.vocabulary).items()}

        return self.index.trace.remember(self.index.choices, key, make)

    def lesson_page(self, route: Route) -> LessonView:
        """Return everything the page of a lesson shows: the plan, and what stands around it."""
        return replace(
            self.lesson_plan(route),
            related=self._related(route),
            plan_href=self._plan_href(route),
            campaigns=self._campaigns_of(route),
            events=self._events_of(route),
        )

    def lesson_plan(self, route: Route) -> LessonView:
        """Return the plan of a lesson; its own page and those cut from it show the same."""
        plan = self.index.trace.remember(
            self.index.plans, (route.language.tag, route.id), lambda: self._plan(route)
        )
        href = relative_url(self.route.id, route.id)
        return replace(plan, href=href, readers=self._readers(route))

    def _plan(self, route: Route) -> LessonView:
        lesson, wording = route.record.head, self.wording
        assert isinstance(lesson, Lesson)
        latin = route.state is State.TRANSLITERATED

        def own(text: str) -> str:
            return to_latin(text) if latin else text

        def each(texts: Iterable[str]) -> list[str]:
            return [own(text) for text in texts]

        # The safety of a child hangs on these two: a stale translation shows the original's.
        translation = route.translation
        safe, safe_lang = lesson, translation.text_language
        if translation.stale and translation.source:
            assert isinstance(translation.source.head, Lesson)
            safe, safe_lang = translation.source.head, translation.source.language

        def safe_text(text: str) -> str:
            return own(text) if safe is lesson else text

        licence = self.site.vocabulary.licences.get(lesson.licence)
        size = lesson.group_size
        reviewed = lesson.reviewed_on
        return self._lesson(
            card_of(route),
            group_size_text=wording.pupils(size.min, size.max) if size else "",
            objectives=each(lesson.objectives),
            key_words=each(lesson.key_words),
            preparation=each(lesson.preparation),
            content_warning=safe_text(safe.content_warning),
            safeguarding=safe_text(safe.safeguarding),
            safety_lang=safe_lang,
            competences=[
                f"{key.partition('/')[2]} {wording.term(self.site.vocabulary.competences, key)}"
                for key in lesson.competences
            ],
            licence=LinkView(wording.text(licence.name), licence.url) if licence else None,
            authors=each(lesson.authors),
            version=lesson.version,
            reviewed_iso=reviewed.isoformat() if reviewed else "",
            reviewed_text=format_date(reviewed, route.language, "sentence") if reviewed else "",
            reviewed_by=own(lesson.reviewed_by),
            sources=each(lesson.sources),
            steps=[
                StepView(
                    step.title if step.lang else own(step.title),
                    f"#{step.id}",
                    wording.minutes(step.minutes),
                    wording.form(step.form, adults=is_for_adults(lesson, self.site.vocabulary)),
                    step.lang,
                )
                for step in self.index.steps(route.record)
            ],
            changes=[
                LessonChangeView(
                    change.date.isoformat(),
                    format_date(change.date, route.language, "sentence"),
                    change.version,
                    own(change.text),
                )
                for change in lesson.changes
            ],
        )

    def for_readers(self, route: Route) -> LessonView:
        """Return what pupils or parents see of a lesson: nothing that is a teacher's alone."""
        lesson = self.lesson_plan(route)
        return replace(lesson, safeguarding="", preparation=(), materials=(), sources=())

    def _readers(self, route: Route) -> list[LinkView]:
        """Return the pages of a lesson for teachers, pupils and parents, if it has several."""
        gettext, tag, lesson = self.wording.strings.gettext, self.route.language.tag, route.id
        names = {
            lesson: gettext("For teachers"),
            reader_page(lesson, STUDENT): gettext("For pupils"),
            reader_page(lesson, PARENTS): gettext("For parents"),
        }
        links = [
            LinkView(name, relative_url(self.route.id, page), page == self.route.id)
            for page, name in names.items()
            if (tag, page) in self.site.routes
        ]
        return links if len(links) > 1 else []

    def _plan_href(self, route: Route) -> str:
        if (route.language.tag, PLAN) not in self.site.routes:
            return ""
        return f"{relative_url(self.route.id, PLAN)}?plan={route.id.rpartition('/')[2]}"

    def _campaigns_of(self, route: Route) -> list[LinkView]:
        """Return the campaigns that name a lesson."""
        tag, name = route.language.tag, route.id.rpartition("/")[2]
        found = []
        for campaign_id in self.index.campaigns_naming(tag, name):
            title = route_title(self.site, route.language, campaign_id)
            href = relative_url(self.route.id, campaign_id)
            lang = page_named(self.site, route.language, campaign_id).language
            found.append(LinkView(title, href, lang=lang))
        return found

    def _events_of(self, route: Route) -> list[EventView]:
        """Return the next public events at which a lesson is held."""
        if "calendars" not in self.site.features:
            return []
        name = route.id.rpartition("/")[2]
        coming = self.site.events.of_lesson(name, _EVENTS_OF_LESSON)
        return [self.occasions.event(event) for event in coming]

    @cached_property
    def finding(self) -> Finding:
        """Whatever leads to lessons."""
        tag = self.route.language.tag
        card = partial(self._card, tag)
        return Finding(self.site, self.route, self.index, self.wording, card)

    def _related(self, route: Route) -> list[LessonView]:
        """Return up to three other lessons: those nearest in topic first, then in age."""
        tag = route.language.tag
        return [self._card(tag, other) for other in self.index.nearest(tag, route.id)]

    def _card(self, tag: str, record_id: str) -> LessonView:
        """Return a lesson as a card; it looks the same from all pages of a folder."""
        key = (tag, record_id, self.route.record.parent)

        def make() -> LessonView:
            card = self.site.card(tag, record_id)
            assert card is not None
            return self._lesson(card)

        return self.index.trace.remember(self.index.cards, key, make)

    # Campaigns

    @cached_property
    def campaign_pages(self) -> CampaignPages:
        """Whatever shows campaigns."""
        return CampaignPages(
            self.site, self.route, self.index, self.wording, self.occasions, self._lesson
        )

    def campaigns(self) -> list[CampaignView]:
        """Return all campaigns as cards, the newest first."""
        return self.campaign_pages.all()

    def campaign_page(self, route: Route) -> CampaignView:
        """Return everything the page of a campaign shows."""
        return self.campaign_pages.page(route)

    # Schedule

    @cached_property
    def occasions(self) -> Occasions:
        """Whatever shows presentations."""
        return Occasions(self.site, self.route, self.site_url, self.index)

    # Figures

    def _figures(self, figures: Iterable[Figure]) -> list[FigureView]:
        return [self.wording.figure(figure) for figure in figures]

    @cached_property
    def statistics(self) -> Statistics:
        """The figures that the centre has published."""
        return Statistics(self.site, self.route.language)

    def counts(self, *, sample: bool = False) -> Counts:
        """Return what was counted at presentations, or at samples."""
        return Counts(self.site, self.route.language, sample)

    def attendance(self) -> dict[str, Any]:
        """Return the published attendance, and below it what was counted."""
        views = [self.statistics.attendance(), self.counts().year()]
        shown = [view for view in views if view.figures]
        if not shown:
            shown = [StatisticsView(empty_text=self.statistics.nothing_published())]
        return {"views": shown}

    @cached_property
    def reports(self) -> Reports:
        """The reports of all years."""
        return Reports(self.site, self.route)

    def _joined(self, words: list[str]) -> str:
        return joined_names(words, self.route.language)


def _youngest(card: Card) -> int:
    lesson = card.head
    assert isinstance(lesson, Lesson)
    return lesson.age_min


def _channels(data: PageData, argument: str) -> dict[str, Any]:
    channels = data.site.folder.channels
    wanted = [c for c in channels if c.report or argument != "report"]
    return {"channels": [data.wording.channel(c) for c in wanted]}


def _named_figures(data: PageData, argument: str) -> dict[str, Any]:
    """Only the centre's own figures: a page all centres share shows each its own."""
    ids = [part.strip() for part in argument.split(",")]
    return {"figures": data._figures(pick(data.site.own_figures, ids))}


def _upcoming(data: PageData, argument: str) -> dict[str, Any]:
    return {
        "events": data.occasions.upcoming(_UPCOMING),
        "calendar_href": relative_url(data.route.id, "calendar"),
    }


def _programme(data: PageData, argument: str) -> dict[str, Any]:
    audiences = data.site.vocabulary.audiences
    ids = tuple(a.id for a in audiences.values() if a.parent == "professionals")
    return {
        "audiences": data.wording.terms(
            audiences, ("teachers", *ids) if "teachers" not in ids else ids
        )
    }


def _partners(data: PageData, argument: str) -> dict[str, Any]:
    return {"partners": [data.wording.partner(p) for p in data.site.centre.partners]}


def _reports(data: PageData, argument: str) -> dict[str, Any]:
    return {
        "reports": data.reports.links(sample=False),
        "samples": data.reports.links(sample=True),
    }


def _lessons(data: PageData, argument: str) -> dict[str, Any]:
    lessons = data.lessons()
    rows = len(lessons) > MOST_CARDS
    return {"lessons": lessons, "rows": rows, "ways": data.finding.library()}


_PROVIDERS = {
    "help-channels": _channels,
    "kits": lambda data, argument: kit_list(data.site, data.route),
    "kit-versions": lambda data, argument: kit_list(data.site, data.route),
    "lessons": _lessons,
    "glossary": lambda data, argument: {"glossary": glossary_view(data.site, data.wording)},
    "campaigns": lambda data, argument: data.campaign_pages.block(),
    "upcoming": _upcoming,
    "calendar": lambda data, argument: {"calendar": data.occasions.overview()},
    "feeds": lambda data, argument: {"calendar": data.occasions.subscriptions()},
    "booking": lambda data, argument: {"booking": booking(data.site, data.wording)},
    "headlines": lambda data, argument: {"views": [data.statistics.overview()]},
    "attendance": lambda data, argument: data.attendance(),
    "coverage": lambda data, argument: {"views": [coverage_view(data.counts())]},
    "contacts": lambda data, argument: {"views": [data.statistics.contacts()]},
    "cases": lambda data, argument: {"views": [data.statistics.cases()]},
    "campaign-figures": lambda data, argument: {"views": [data.statistics.campaigns()]},
    "definitions": lambda data, argument: data.statistics.register(),
    "reports": _reports,
    "open-data": lambda data, argument: {
        "data": OpenData(data.site, data.site_url).view(data.route)
    },
    "figures": _named_figures,
    "partners": _partners,
    "programme": _programme,
}
