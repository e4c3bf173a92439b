"""Data: the views that blocks, lesson pages and campaign pages are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from beacon.attendance.tables import Standing, Table
from beacon.build.booking import booking
from beacon.build.index import Index
from beacon.build.occasions import Occasions
from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.views import (
    CampaignView,
    ChartView,
    FigureView,
    LessonView,
    LinkView,
    StepView,
    TableView,
)
from beacon.build.wording import Wording
from beacon.charts.bars import Bar, bar_chart
from beacon.content.campaigns import Campaign
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.links import relative_url
from beacon.content.pages import Page
from beacon.content.translations import State
from beacon.figures.register import Figure, pick
from beacon.languages.formats import (
    compare_key,
    format_date,
    format_list,
    format_number,
    joined_names,
)
from beacon.languages.latin import to_latin

_UPCOMING = 4
_ON_HOME = 6
_ATTRIBUTES = re.compile(r"[*_`]")


@dataclass
class PageData:
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

    # Lessons

    def lessons(self) -> list[LessonView]:
        """Return all lessons as cards, by age and then by title; the home page shows a few."""
        tag, language = self.route.language.tag, self.route.language
        routes = [self.site.routes[tag, record_id] for record_id in self.index.lessons(tag)]
        if not self.route.id:
            routes = routes[:_ON_HOME]
        cards = [(_youngest(route), self._lesson(route)) for route in routes]
        ordered = sorted(cards, key=lambda c: (c[0], compare_key(c[1].title, language)))
        return [card for _, card in ordered]

    def _lesson(self, route: Route, **more: Any) -> LessonView:
        lesson, wording, terms = route.record.head, self.wording, self.site.vocabulary
        assert isinstance(lesson, Lesson)
        latin = route.state is State.TRANSLITERATED
        return LessonView(
            title=to_latin(lesson.title) if latin else lesson.title,
            description=to_latin(lesson.description) if latin else lesson.description,
            href=relative_url(self.route.id, route.id),
            lang=route.translation.text_language,
            minutes=lesson.minutes,
            minutes_text=wording.minutes(lesson.minutes),
            adults=is_for_adults(lesson),
            ages_text="" if is_for_adults(lesson) else wording.ages(lesson.age_min, lesson.age_max),
            stages_text=self._joined(wording.terms(terms.stages, lesson.stages)),
            audiences_text=self._joined(wording.terms(terms.audiences, lesson.audiences)),
            topics=wording.terms(terms.topics, lesson.topics),
            topic_ids=lesson.topics,
            sensitivity=terms.sensitivity(lesson.topics),
            **more,
        )

    def lesson_page(self, route: Route) -> LessonView:
        """Return everything the page of a lesson shows."""
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
            route,
            group_size_text=wording.pupils(size.min, size.max) if size else "",
            objectives=each(lesson.objectives),
            key_words=each(lesson.key_words),
            materials=each(lesson.materials),
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
                    own(_ATTRIBUTES.sub("", step.title)),
                    f"#{step.id}",
                    wording.minutes(step.minutes),
                    wording.form(step.form, adults=is_for_adults(lesson)),
                )
                for step in self.index.steps(route.record)
            ],
            related=self._related(route),
        )

    def _related(self, route: Route) -> list[LessonView]:
        """Return up to three other lessons: those nearest in topic first, then in age."""
        tag = route.language.tag
        return [self._card(tag, other) for other in self.index.nearest(tag, route.id)]

    def _card(self, tag: str, record_id: str) -> LessonView:
        """Return a lesson as a card; it looks the same from all pages of a folder."""
        key = (tag, record_id, self.route.record.parent)
        return self.index.trace.remember(
            self.index.cards, key, lambda: self._lesson(self.site.routes[tag, record_id])
        )

    # Campaigns

    def campaigns(self) -> list[CampaignView]:
        """Return all campaigns as cards, the newest first."""
        tag = self.route.language.tag
        ids = self.index.campaigns(tag)
        return [self._campaign(self.site.routes[tag, record_id]) for record_id in ids]

    def _campaign(self, route: Route, **more: Any) -> CampaignView:
        campaign, wording = route.record.head, self.wording
        assert isinstance(campaign, Campaign)
        latin = route.state is State.TRANSLITERATED
        centre = self.site.centres.get(campaign.centre)
        return CampaignView(
            title=to_latin(campaign.title) if latin else campaign.title,
            description=to_latin(campaign.description) if latin else campaign.description,
            slogan=to_latin(campaign.slogan) if latin else campaign.slogan,
            href=relative_url(self.route.id, route.id),
            lang=route.translation.text_language,
            period_text=wording.period(campaign.period),
            topics=wording.terms(self.site.vocabulary.topics, campaign.topics),
            centre_name=wording.text(centre.centre.name) if centre else "",
            official_wording=campaign.official_wording,
            **more,
        )

    def campaign_page(self, route: Route) -> CampaignView:
        """Return everything the page of a campaign shows."""
        campaign, wording, terms = route.record.head, self.wording, self.site.vocabulary
        assert isinstance(campaign, Campaign)
        licence = terms.licences.get(campaign.licence)
        reviewed = campaign.reviewed_on
        latin = route.state is State.TRANSLITERATED
        lessons = (f"lessons/{name}" for name in campaign.related_lessons)
        return self._campaign(
            route,
            educators=wording.terms(terms.roles, campaign.educators),
            audiences_text=self._joined(wording.terms(terms.audiences, campaign.audiences)),
            cities_text=format_list(wording.terms(terms.cities, campaign.cities), route.language),
            cities_published=bool(campaign.cities) or campaign.cities_declared is None,
            figures=self._figures(pick(self.site.figures, campaign.figures)),
            related_lessons=[
                self._lesson(self.site.routes[route.language.tag, lesson])
                for lesson in lessons
                if (route.language.tag, lesson) in self.site.routes
            ],
            licence=LinkView(wording.text(licence.name), licence.url) if licence else None,
            authors=[to_latin(name) if latin else name for name in campaign.authors],
            version=campaign.version,
            reviewed_iso=reviewed.isoformat() if reviewed else "",
            reviewed_text=format_date(reviewed, route.language, "sentence") if reviewed else "",
            sources=[to_latin(text) if latin else text for text in campaign.sources],
        )

    # Schedule

    @cached_property
    def occasions(self) -> Occasions:
        """Whatever shows presentations."""
        return Occasions(self.site, self.route, self.site_url, self.index)

    # Figures

    def _figures(self, figures: Iterable[Figure]) -> list[FigureView]:
        return [self.wording.figure(figure) for figure in figures]

    def attendance(self) -> dict[str, Any]:
        """Return the published attendance of the centre's latest year, with its chart."""
        real = self.site.summaries.real
        tables = (real.table(year, "audience") for year in real.years)
        summaries = [self._summary(t) for t in tables if t and t.total.reported]
        total = self._latest("attendance_total")
        if total is None:
            return {"figures": [], "chart": None, "summaries": summaries}
        parts = [f for f in self.site.own_figures.values() if f.parent == total.id]
        held = [
            f
            for f in self.site.own_figures.values()
            if f.indicator == "presentations_held" and f.period_start == total.period_start
        ]
        views = self._figures([*held, *parts])
        gettext = self.wording.strings.gettext
        year = self.wording.figure(total).period_text
        title = gettext("Attendance at presentations, %(year)s", year=year)
        note = gettext(
            "Attendances, not different people: anyone who came twice is counted twice. "
            "The total is calculated, it was not published."
        )
        chart = self._chart("attendance", title, parts, total, note)
        return {"figures": views, "chart": chart, "summaries": summaries}

    def _summary(self, table: Table) -> TableView:
        """Return the attendance the centre has counted in a year, small counts hidden."""
        gettext, language = self.wording.strings.gettext, self.route.language
        caption = gettext(
            "Attendance counted in %(year)s (reported for %(reported)s of %(held)s presentations)",
            year=table.period,
            reported=format_number(table.total.reported, language),
            held=format_number(table.total.held, language),
        )
        hidden = gettext("Not published (small number)")
        audiences = self.site.vocabulary.audiences
        rows = [
            (
                self.wording.term(audiences, row.key[0]),
                hidden if row.count is None else format_number(row.count, language),
            )
            for row in table.rows
            if row.standing is not Standing.UNREPORTED
        ]
        return TableView(caption, (gettext("Group"), gettext("Number")), rows)

    def cases(self) -> dict[str, Any]:
        """Return the cases of the centre and where they went, each set counted once."""
        total = self._latest("cases_total")
        if total is None:
            return {"figures": [], "chart": None}
        gettext = self.wording.strings.gettext
        parts = [f for f in self.site.own_figures.values() if f.parent == total.id]
        forwarded = [f for p in parts for f in self.site.own_figures.values() if f.parent == p.id]
        period = self.wording.figure(total).period_text
        title = gettext("Cases, %(period)s", period=period)
        note = gettext(
            "The source prints the same cases under helpline and hotline; they are one set."
        )
        chart = self._chart("cases", title, [*parts, *forwarded], total, note)
        views = [replace(self.wording.figure(f), label=self._label(f)) for f in parts]
        return {"figures": [self.wording.figure(total), *views], "chart": chart}

    def _latest(self, kind: str) -> Figure | None:
        wanted = {
            "attendance_total": ("attendance", "total"),
            "cases_total": ("cases", "total"),
        }[kind]
        found = [f for f in self.site.own_figures.values() if (f.indicator, f.breakdown) == wanted]
        return max(found, key=lambda f: f.period_start, default=None)

    def _chart(
        self, chart_id: str, title: str, parts: list[Figure], total: Figure, note: str
    ) -> ChartView:
        language, gettext = self.route.language, self.wording.strings.gettext
        labels = {f.id: self._label(f) for f in [*parts, total]}
        bars = [
            Bar(labels[f.id], f.value, format_number(f.value, language), number % 4 + 1)
            for number, f in enumerate(parts)
        ]
        spoken = format_list(
            [f"{labels[f.id]}: {format_number(f.value, language)}" for f in parts], language
        )
        rows = [(labels[f.id], format_number(f.value, language)) for f in parts]
        name = gettext("Total")
        if total.kind == "derived":
            name = gettext("Total (calculated)")
        table = TableView(
            caption=title,
            head=(gettext("Group"), gettext("Number")),
            rows=rows,
            foot=(name, format_number(total.value, language)),
        )
        svg = bar_chart(bars, title=title, description=spoken)
        return ChartView(chart_id, title, svg, table, note)

    def _label(self, figure: Figure) -> str:
        """Return the name of a part of a figure in words."""
        gettext = self.wording.strings.gettext
        return {
            "students": gettext("Students"),
            "parents": gettext("Parents"),
            "teachers": gettext("Teachers"),
            "advisory": gettext("Advisory cases"),
            "forwarded": gettext("Cases forwarded to institutions"),
            "forwarded to police": gettext("of these to the police (high-tech crime)"),
            "forwarded to prosecutor": gettext("of these to the prosecutor (high-tech crime)"),
        }.get(figure.breakdown, figure.breakdown)

    def _joined(self, words: list[str]) -> str:
        return joined_names(words, self.route.language)


def _youngest(route: Route) -> int:
    lesson = route.record.head
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


_PROVIDERS = {
    "help-channels": _channels,
    "lessons": lambda data, argument: {"lessons": data.lessons()},
    "campaigns": lambda data, argument: {"campaigns": data.campaigns()},
    "upcoming": _upcoming,
    "calendar": lambda data, argument: {"calendar": data.occasions.overview()},
    "feeds": lambda data, argument: {"calendar": data.occasions.subscriptions()},
    "booking": lambda data, argument: {"booking": booking(data.site, data.wording)},
    "attendance": lambda data, argument: data.attendance(),
    "cases": lambda data, argument: data.cases(),
    "figures": _named_figures,
    "partners": _partners,
    "programme": _programme,
}
