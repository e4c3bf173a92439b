"""Assembly: a page's rendered text and the site's data, put into the values a template sees."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup, escape

from beacon.build.blocks import BLOCKS, CHARTS
from beacon.build.campaign_pages import CAMPAIGNS
from beacon.build.data import PageData
from beacon.build.exercises import exercise_of, exercises_beside, packages_of
from beacon.build.generated import CALENDAR, Generated
from beacon.build.glossary import GLOSSARY
from beacon.build.index import Index
from beacon.build.kit_views import KIT_FOLDER, is_about_kits, kit_feeds, kit_views
from beacon.build.readers import READERS, STUDENT, excerpt, reader_page
from beacon.build.reading import Reader
from beacon.build.routes import Route
from beacon.build.safety import with_headings, with_safety_of
from beacon.build.searched import SEARCH
from beacon.build.sections import sections
from beacon.build.site import Site, SiteLike
from beacon.build.store import Store, key_of
from beacon.build.views import (
    AlternateView,
    CalendarView,
    CardView,
    CentreView,
    ExerciseLinkView,
    FeedView,
    FundingView,
    KitView,
    LessonView,
    LinkView,
    NoticeView,
    PageView,
)
from beacon.build.ways import KINDS, LESSONS
from beacon.build.wording import Wording, funding_view, page_named, plain, route_title
from beacon.content.addresses import split
from beacon.content.centres import PLATFORMS, Centre
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.links import is_index, relative_url, target_of
from beacon.content.markdown import Converter
from beacon.content.pages import Page
from beacon.content.records import Record
from beacon.content.sanitising import undressed
from beacon.content.translations import State
from beacon.files import digest
from beacon.glossary.linking import link_words
from beacon.languages.formats import format_date, format_number
from beacon.languages.latin import html_to_latin, to_latin
from beacon.languages.marks import marks_as_html, unmarked
from beacon.languages.registry import Language
from beacon.metadata.structured import Resource, as_json_ld, learning_resource, organization
from beacon.patterns import regex
from beacon.submissions.record import SubmissionHead

RenderBlock = Callable[[str, Mapping[str, Any]], str]
_SLOT = regex(
    r'(<p>\s*)?<data (?:class="slot" value="([^"]*)"|value="([^"]*)" class="slot")></data>'
    r"(\s*</p>)?"
)
# The same slots, found by their fixed letters: looking for a paragraph around them takes long.
_CALLED = regex(r'(?<=<data class="slot" value=")[^"]*(?="></data>)|'
                     r'(?<=<data value=")[^"]*(?=" class="slot"></data>)')  # fmt: skip
_STEP = regex(r'(<h3\b[^>]*\bdata-minutes="(\d+)"[^>]*>)(.*?)(</h3>)', re.DOTALL)
_FORM = regex(r'data-form="([a-z]+)"')
_TABLE = regex(r"<table>.*?</table>", re.DOTALL)
# A table of the text scrolls on narrow windows, and can be reached by keyboard.
_FRAME = '<div class="table-scroll" role="group" tabindex="0" aria-label="{}">{}</div>'
_EXTERNAL = regex(r"^(?:https?|mailto|tel):")
# The pages for pupils and parents are made beside their lesson, of the same text.
_in_latin = lru_cache(maxsize=2)(html_to_latin)
# Kinds of pages that do without the styles of `more.css`, unless a block stands in their text.
_LIGHT = frozenset({"lesson", *READERS})


@dataclass
class Assembler:
    """Makes the context of every page of a site; what pages share is made once.

    Whatever a page reads is noted in `site.trace`.
    """

    of: InitVar[Site]
    converter: Converter
    site_url: str
    store: Store | None = None
    site: Reader = field(init=False)
    index: Index = field(init=False)
    _html: dict[Any, Any] = field(default_factory=dict)
    _shared: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self, of: Site) -> None:
        self.site = Reader(of)
        self.index = Index(of, self.site.trace)

    def content(self, route: Route) -> str:
        """Return the HTML of a page's text in the script of its place, slots still empty."""
        # Where the original has changed, its safety advice stands in the page as well.
        self.site.trace.note("route", route.language.tag, route.id)
        head = route.record.head
        if route.record.kind in READERS and isinstance(head, Generated):
            return excerpt(self.content(self._lesson_of(route)), route.record.kind)
        translation = route.translation
        html = self._record_html(translation.record)
        if translation.stale and translation.source:
            source = self.site.languages[translation.source.language]
            html = with_safety_of(html, self._record_html(translation.source), source.tag)
        if translation.state is State.TRANSLITERATED:
            html = _in_latin(html)
        return html

    def _with_links(self, route: Route, html: str) -> str:
        """Link the first use of each word of the glossary in a lesson."""
        key = (route.language.tag, GLOSSARY)
        if not isinstance(route.record.head, Lesson) or key not in self.site.routes:
            return html
        folder = self.site.languages.source(route.translation.text_language).path
        words = self.site.glossary_words(folder)
        own = self.site.languages.source(route.language.tag).path
        if own != folder:  # the glossary of this language explains what it has words for
            there = set(self.site.glossary_words(own).values())
            words = {word: anchor for word, anchor in words.items() if anchor in there}
        if route.state is State.TRANSLITERATED:
            words = {to_latin(word): anchor for word, anchor in words.items()}
        return link_words(html, words, relative_url(route.id, GLOSSARY))

    def plain_content(self, route: Route) -> str:
        """Return the HTML of a page's text with its figures, and without its blocks."""
        return self.with_figures(route, self.content(route))

    def with_figures(self, route: Route, html: str) -> str:
        """Return a text that goes with a page: figures it cites are said, blocks left out.

        Words that stand in for a language are elements with theirs, as in a finished page.
        """
        data = self.data(route)

        def fill(match: re.Match[str]) -> str:
            name, _, argument = (match.group(2) or match.group(3)).partition(":")
            if name not in ("figure", "number"):
                return ""
            return f"{match.group(1) or ''}{data.inline(name, argument)}{match.group(4) or ''}"

        return marks_as_html(_SLOT.sub(fill, html))

    def _lesson_of(self, route: Route) -> Route:
        """Return the lesson whose page for pupils or parents this is."""
        assert isinstance(route.record.head, Generated)
        return self.site.routes[route.language.tag, route.record.head.about[0]]

    def context(self, route: Route, html: str, render_block: RenderBlock) -> dict[str, Any]:
        """Return everything the template of a page sees; `render_block` renders a partial."""
        data = self.data(route)
        shared, blocks = self._chrome(route.language), _blocks_in(html)
        context: dict[str, Any] = {
            **shared,
            "page": self._page(route, data, blocks),
            "nav": self._links(route, self.site.centre.navigation),
            "footer_nav": self._links(route, self.site.centre.footer),
            "home_href": relative_url(route.id, ""),
            "help_href": relative_url(route.id, "help"),
            "report_href": relative_url(route.id, "report"),
            "search_href": self._search_href(route),
            "root_href": _to_root(route),
            "json_ld": self._json_ld(route, data),
        }
        if "<table>" in html:
            label = escape(Wording(self.site, route.language).strings.gettext("Table"))
            html = _TABLE.sub(lambda m: _FRAME.format(label, m.group()), html)
        html = with_headings(self._with_links(route, html))
        content = self._fill(route, data, html, context, render_block)
        context["content"], context["sections"] = Markup(content), sections(html, content)
        context["light"] = route.record.kind in _LIGHT and blocks.isdisjoint(BLOCKS)
        page = context["page"]
        counted = page.campaign is not None and bool(page.campaign.reach)
        context["charts"] = route.record.kind == "report" or counted or bool(blocks & CHARTS)
        listed = route.id == CAMPAIGNS and "campaigns" in blocks
        context["campaigning"] = page.campaign is not None or listed
        return context

    def resolver(self, record: Record) -> Callable[[str], str | None]:
        """Return what turns the links of a text into those that are published."""
        return _Resolver(self.site, record)

    def data(self, route: Route) -> PageData:
        """Return the views a page's blocks are made from."""
        return PageData(self.site, route, self.site_url, self.index)

    def shared(self, language: Language) -> dict[str, Any]:
        """Return what every page of a language shares, for pages that have no route."""
        return self._chrome(language)

    def alternates(self, route: Route) -> list[AlternateView]:
        """Return the page in every language of the site, itself included."""
        found, to_root = [], _to_root(route)
        for tag in self.site.tags:
            other, current = self.site.routes[tag, route.id], tag == route.language.tag
            uri = other.uri
            found.append(
                AlternateView(
                    tag=tag,
                    title=other.language.name,
                    href="./" if current else to_root + uri,
                    absolute=self.site_url + uri,
                    current=current,
                    text_tag=other.translation.text_language,
                )
            )
        return found

    def _record_html(self, record: Record) -> str:
        key = (record.id, record.language)
        return self.site.trace.remember(self._html, key, lambda: self._rendered(record))

    def _rendered(self, record: Record) -> str:
        self.site.trace.note("text", record.id, record.language)
        resolve = _Resolver(self.site, record)
        html = self.converter.convert_plain(record.body, resolve, trusted=record.trusted)
        if html is None:  # what is set at once is set faster than it is read back
            html = self._from_store(record)
        if html is None:
            resolve = _Resolver(self.site, record)
            html = self.converter.convert(record.body, resolve, trusted=record.trusted)
            if self.store is not None:
                entry = json.dumps([html, resolve.asked], ensure_ascii=False)
                self.store.put(_text_key(record), entry.encode())
        if isinstance(record.head, SubmissionHead):
            html = undressed(html)
        return self._with_chips(record, html)

    def _from_store(self, record: Record) -> str | None:
        """Return the HTML of a text as it was rendered before, if its links lead to as much."""
        entry = self.store.get(_text_key(record)) if self.store is not None else None
        if entry is None:
            return None
        html, asked = json.loads(entry)
        default = self.site.tags[0]
        if any(((default, target) in self.site.routes) != there for target, there in asked.items()):
            return None
        found: str = html
        return found

    def _with_chips(self, record: Record, html: str) -> str:
        """Show the minutes and the form of work beside the heading of each lesson step."""
        if not isinstance(record.head, Lesson):
            return html
        wording, adults = self._any_wording(record.language), self._are_adults(record.head)

        def chips(match: re.Match[str]) -> str:
            opening, minutes, title, closing = match.groups()
            form = _FORM.search(opening)
            shown = [wording.minutes(int(minutes))]
            if form:
                shown.append(wording.form(form.group(1), adults=adults))
            spans = "".join(f' <span class="chip">{escape(text)}</span>' for text in shown)
            return f"{opening}{title}{spans}{closing}"

        return _STEP.sub(chips, html)

    def _are_adults(self, lesson: Lesson) -> bool:
        return is_for_adults(lesson, self.site.vocabulary)

    def beside_text(self, record: Record) -> tuple[str, ...]:
        """Return what the HTML of a lesson is made of beside its text: the chips say it."""
        if not isinstance(record.head, Lesson):
            return ()
        tag = self._any_wording(record.language).language.tag
        strings = self.site.strings[tag]
        said = self.site.trace.remember(
            self._shared, ("chips", tag), lambda: digest(strings.compiled)
        )
        return said, "adults" if self._are_adults(record.head) else ""

    def _any_wording(self, tag: str) -> Wording:
        """Return the words of a language, or of the site's default where it lacks that language."""
        language = self.site.languages[tag if tag in self.site.strings else self.site.tags[0]]
        return Wording(self.site, language)

    def _chrome(self, language: Language) -> dict[str, Any]:
        def make() -> dict[str, Any]:
            wording = Wording(self.site, language)
            strings = wording.strings
            return {
                "language": language,
                "centre": _centre_view(self.site, wording),
                "features": self.site.features,
                "_": strings.gettext,
                "gettext": strings.gettext,
                "ngettext": strings.ngettext,
                "pgettext": strings.pgettext,
                "direction_of": self._direction,
                "format_number": lambda value: format_number(value, language),
            }

        return self.site.trace.remember(self._shared, language.tag, make)

    def _direction(self, tag: str) -> str:
        """Return how a language is written, ltr or rtl; one that is not known as most are."""
        return self.site.languages[tag].direction if tag in self.site.languages else "ltr"

    def _page(self, route: Route, data: PageData, blocks: Collection[str]) -> PageView:
        head = route.record.head
        title = self._plain(route, head.title)
        quick_exit = data.quick_exit
        strings = data.wording.strings
        short = data.wording.text(self.site.centre.short_name)
        information = strings.gettext("Information")
        neutral = f"{information} · {short}"
        shown = title
        if route.record.kind in READERS:  # two pages of one site are told apart by their titles
            shown = f"{title} · {nav_title(self.site, route.language, route.id)}"
        hero = head.hero if isinstance(head, Page) else None
        reviewed = head.reviewed_on
        until = head.expires if isinstance(head, SubmissionHead) else None
        in_calendar = self._in_calendar(route)
        calendar = data.occasions.page() if in_calendar else None
        lists_children = _layout(head) == "section" or "children" in blocks
        return PageView(
            kind=route.record.kind if route.record.kind != "page" else _layout(head),
            title=title,
            browser_title=neutral
            if quick_exit
            else (shown if shown == short else f"{shown} · {short}"),
            description=self._plain(route, head.description),
            canonical=self.site_url + route.uri,
            text_lang=route.translation.text_language,
            breadcrumbs=self._breadcrumbs(route),
            alternates=self.alternates(route),
            default_href=self.site_url + self.site.routes[self.site.tags[0], route.id].uri,
            quick_exit=quick_exit,
            share_image=self._share_image(route),
            unlisted=route.id in self.site.unlisted,
            notice=self._notice(route),
            hero_title=self._plain(route, hero.title) if hero else "",
            hero_text=self._plain(route, hero.text) if hero else "",
            cards=self._cards(route),
            children=self._children(route) if lists_children else (),
            lesson=self._lesson(route, data),
            lists_kits=is_about_kits(route.id) and "kits" in self.site.features,
            kits=self._kits(route, data) if isinstance(head, Lesson) else (),
            campaign=data.campaign_page(route) if route.record.kind == "campaign" else None,
            exercise=exercise_of(route),
            exercises=self._exercises(route),
            packages=packages_of(self.site, route),
            calendar=calendar,
            report=data.reports.page() if route.record.kind == "report" else None,
            in_calendar=in_calendar,
            ways=data.finding.page(),
            in_ways=route.record.kind in KINDS or self._is_library(route),
            feeds=self._feeds(route, data, calendar),
            search=data.search() if route.id == SEARCH else None,
            funding=self.funding(route),
            reviewed_iso=reviewed.isoformat() if reviewed else "",
            reviewed_text=format_date(reviewed, route.language, "sentence") if reviewed else "",
            until_iso=until.isoformat() if until else "",
            until_text=format_date(until, route.language, "sentence") if until else "",
            sources=[self._plain(route, text) for text in head.sources],
        )

    def _search_href(self, route: Route) -> str:
        """Return the way to the search, where the site has one."""
        there = (route.language.tag, SEARCH) in self.site.routes
        return relative_url(route.id, SEARCH) if there else ""

    def _lesson(self, route: Route, data: PageData) -> LessonView | None:
        if isinstance(route.record.head, Lesson):
            return data.lesson_page(route)
        if route.record.kind in READERS:
            return data.for_readers(self._lesson_of(route))
        return None

    def _exercises(self, route: Route) -> Sequence[ExerciseLinkView]:
        """Return the exercises that a page leads to: those of its lesson, for all but parents."""
        if isinstance(route.record.head, Lesson):
            return exercises_beside(self.site, route, route.id)
        if route.record.kind == STUDENT:
            return exercises_beside(self.site, route, self._lesson_of(route).id)
        return ()

    def _is_library(self, route: Route) -> bool:
        return route.id == LESSONS and "ways" in self.site.features

    def _kits(self, route: Route, data: PageData) -> Sequence[KitView]:
        """Return the kits of a lesson; there are none where the feature is off."""
        if "kits" not in self.site.features:
            return ()
        records = self.site.kits.of(route.language.tag, route.id)
        return kit_views(records, data.wording, KIT_FOLDER)

    def _in_calendar(self, route: Route) -> bool:
        inside = route.id == CALENDAR or route.id.startswith(f"{CALENDAR}/")
        return inside and "calendars" in self.site.features

    def _feeds(
        self, route: Route, data: PageData, calendar: CalendarView | None
    ) -> Sequence[FeedView]:
        """Return the feeds that a program finds by itself: on pages of the calendar and of kits."""
        if calendar is not None:
            return calendar.feeds
        if self._in_calendar(route):
            return data.occasions.feeds()
        return kit_feeds(self.site, route, self.site_url)

    def funding(self, route: Route) -> FundingView | None:
        """Return the funding statement of a page, if it stands in the scope of one."""
        funding = self.site.centre.funding
        if funding is None or not (_in_scope(route.id, funding.scope) or self._is_funded(route)):
            return None
        return funding_view(self.site, route.language)

    def _is_funded(self, route: Route) -> bool:
        """Tell whether a page is about events whose kinds a funding statement belongs to."""
        head, funding = route.record.head, self.site.centre.funding
        if funding is None or not isinstance(head, Generated):
            return False
        if route.record.kind == "report":
            return bool(funding.event_types)
        if route.record.kind != "event":
            return False
        event = self.site.events.get(head.about[0])
        return event is not None and event.type in funding.event_types

    def _plain(self, route: Route, text: str) -> str:
        return to_latin(text) if route.state is State.TRANSLITERATED else text

    def _share_image(self, route: Route) -> str:
        if "metadata" not in self.site.features or route.id in self.site.unlisted:
            return ""
        return self.site_url + share_uri(route)

    def _notice(self, route: Route) -> NoticeView | None:
        translation = route.translation
        gettext = Wording(self.site, route.language).strings.gettext
        if route.id in self.site.unlisted and route.record.kind == "campaign":
            return NoticeView("preview", gettext("Preview: nobody but you sees this page."))
        if translation.state is State.FALLBACK:
            name = self.site.languages[translation.record.language].name
            text = gettext(
                "This page has not been translated yet. You see the text in: %(language)s.",
                language=name,
            )
            text = " ".join(filter(None, (text, self.stale_text(route))))
            return NoticeView("fallback", text)
        stale = self.stale_text(route)
        if stale and translation.source:
            source = translation.source.language
            link = None
            if source in self.site.tags:
                href = relative_url(route.folder, self.site.routes[source, route.id].folder)
                link = LinkView(self.site.languages[source].name, href)
            return NoticeView("stale", stale, link)
        return None

    def stale_text(self, route: Route) -> str:
        """Return what has to be said of a translation whose original has changed, or nothing."""
        if not route.translation.stale:
            return ""
        return Wording(self.site, route.language).strings.gettext(
            "The original has changed since this page was translated. "
            "Safety advice is shown in the language of the original."
        )

    def _links(self, route: Route, ids: tuple[str, ...]) -> tuple[LinkView, ...]:
        """Return the links of a menu; pages of one section on one level have the same."""
        first, _, rest = route.id.partition("/")
        deep = rest and not any("/" in record_id for record_id in ids)
        place = (first, rest.count("/")) if deep else route.id
        key = ("menu", route.language.tag, place, ids)
        make = partial(self._new_links, route, ids)
        return self.site.trace.remember(self._shared, key, make)

    def _new_links(self, route: Route, ids: tuple[str, ...]) -> tuple[LinkView, ...]:
        links = []
        for record_id in ids:
            if (route.language.tag, record_id) not in self.site.routes:
                continue
            current = route.id == record_id or route.id.startswith(f"{record_id}/")
            title = nav_title(self.site, route.language, record_id)
            lang = page_named(self.site, route.language, record_id).language
            links.append(LinkView(title, relative_url(route.id, record_id), current, lang))
        return tuple(links)

    def _breadcrumbs(self, route: Route) -> list[LinkView]:
        """Return the way to a page; pages below the same one have the way to that in common."""
        if not route.id:
            return []
        key = ("way", route.language.tag, route.id.rpartition("/")[0])
        above = self.site.trace.remember(self._shared, key, lambda: self._way_to(route))
        return [*above, *self._crumb(route, route.id)]

    def _way_to(self, route: Route) -> list[LinkView]:
        parts = route.id.split("/")[:-1]
        ids = ["", *("/".join(parts[: number + 1]) for number in range(len(parts)))]
        return [crumb for record_id in ids for crumb in self._crumb(route, record_id)]

    def _crumb(self, route: Route, record_id: str) -> Iterator[LinkView]:
        """Yield a link to a page on the way to another, if it is there; home always is."""
        if record_id and (route.language.tag, record_id) not in self.site.routes:
            return
        title = nav_title(self.site, route.language, record_id)
        there = page_named(self.site, route.language, record_id)
        # The names of pages for pupils and parents are the interface's own.
        lang = route.language.tag if there.kind in READERS else there.language
        yield LinkView(title, relative_url(route.id, record_id), record_id == route.id, lang)

    def _cards(self, route: Route) -> list[CardView]:
        head = route.record.head
        if not isinstance(head, Page):
            return []
        cards = []
        for card in head.cards:
            target = target_of("", True, card.link)
            if target is None or (route.language.tag, target) not in self.site.routes:
                continue
            title, text = self._plain(route, card.title), self._plain(route, card.text)
            lang = route.translation.text_language
            href = relative_url(route.id, target)
            cards.append(CardView(title, text, href, card.icon, lang))
        return cards

    def _children(self, route: Route) -> list[CardView]:
        site, language = self.site, route.language
        children = self.index.children(language.tag, route.id) if route.id else ()
        return [
            CardView(
                route_title(site, language, other),
                site.described(language.tag, other),
                relative_url(route.id, other),
                lang=page_named(site, language, other).language,
            )
            for other in children
        ]

    def _json_ld(self, route: Route, data: PageData) -> str:
        head, site = route.record.head, self.site
        event = data.occasions.json_ld() if self._in_calendar(route) else None
        if event is not None:
            return as_json_ld(event)
        url = self.site_url + route.uri
        if isinstance(head, Lesson):
            return as_json_ld(learning_resource(head, self._resource(route, head), site.vocabulary))
        if not route.id:
            name = Wording(site, route.language).text(site.centre.name)
            return as_json_ld(organization(site.centre, name, site.centre.website or url))
        return ""

    def _resource(self, route: Route, lesson: Lesson) -> Resource:
        """Return a lesson as its metadata describes it; a page that stands in for a missing
        translation is no translation."""
        site, tag = self.site, route.translation.text_language
        wording = self._any_wording(tag)
        written = {t: site.routes[t, route.id] for t in site.tags}
        own = {
            t: other
            for t, other in written.items()
            if other.state in (State.ORIGINAL, State.CURRENT, State.STALE)
        }
        source = route.translation.source
        original = own.get(source.language) if source else None
        ours = route.state is State.ORIGINAL
        pages = [reader_page(route.id, reader) for reader in READERS]
        return Resource(
            title=self._plain(route, route.record.head.title),
            description=self._plain(route, route.record.head.description),
            tag=tag,
            url=self.site_url + route.uri,
            names=lambda names: unmarked(wording.text(names)),
            original=self.site_url + original.uri if original else "",
            translations=[self.site_url + r.uri for r in own.values() if r is not route]
            if ours
            else [],
            parts=[
                self.site_url + site.routes[route.language.tag, page].uri
                for page in pages
                if (route.language.tag, page) in site.routes
            ],
            image=self._share_image(route),
            authors=[self._plain(route, name) for name in lesson.authors],
        )

    def _fill(
        self,
        route: Route,
        data: PageData,
        html: str,
        context: dict[str, Any],
        render_block: RenderBlock,
    ) -> str:
        """Put figures and blocks into the slots of a text."""

        def fill(match: re.Match[str]) -> str:
            value = match.group(2) or match.group(3)
            name, _, argument = value.partition(":")
            if name in ("figure", "number"):
                inline = data.inline(name, argument)
                return f"{match.group(1) or ''}{inline}{match.group(4) or ''}"
            feature = BLOCKS.get(name, "")
            if name not in BLOCKS or (feature and feature not in self.site.features):
                return ""
            values = data.block(name, argument)
            if name == "funding":
                values = {"funding": self.funding(route)}
            headed = "<h2" in html[: match.start()]
            return render_block(name, {**context, **values, "argument": argument, "headed": headed})

        return _SLOT.sub(fill, html) if "<data " in html else html


@dataclass(frozen=True)
class _Resolver:
    """Resolves the links of a record; a link to a page of a feature that is off is taken away."""

    site: SiteLike
    record: Record
    asked: dict[str, bool] = field(default_factory=dict)

    def __call__(self, link: str) -> str | None:
        if _EXTERNAL.match(link):
            return link
        target = target_of(self.record.id, is_index(self.record), link)
        if target is None:
            # The page of `x.md` stands one folder deeper than its file.
            here = link.startswith("#") or is_index(self.record)
            return link if here else f"../{link}"
        self.asked[target] = (self.site.tags[0], target) in self.site.routes
        if not self.asked[target]:
            return None
        fragment = split(link).fragment
        return relative_url(self.record.id, target) + (f"#{fragment}" if fragment else "")


def _text_key(record: Record) -> str:
    """Return the key of a rendered text: all that it depends on but the pages it links to."""
    return key_of(record.id, record.path, str(record.trusted), record.body)


def _blocks_in(html: str) -> set[str]:
    """Return the names of the blocks that a text calls, which may need styles of their own."""
    called = _CALLED.findall(html) if "<data " in html else ()
    return {slot.partition(":")[0] for slot in called}


def nav_title(site: SiteLike, language: Language, record_id: str) -> str:
    """Return the short name of a page for menus and breadcrumbs."""
    kind = page_named(site, language, record_id).kind
    if kind in READERS:
        gettext = site.strings[language.tag].gettext
        return gettext("For pupils") if kind == STUDENT else gettext("For parents")
    return plain(site, language, record_id, "nav_title") or route_title(site, language, record_id)


def share_uri(route: Route) -> str:
    """Return where the share image of a page stands, from the root of the site.

    Events are many, and their titles say little: they share the picture of the home page. Ways to
    lessons share that of the library, and pages for pupils and parents that of the lesson.
    """
    folder, kind = route.folder, route.record.kind
    if kind == "event":
        folder = route.language.path
    elif kind in KINDS:
        folder = f"{route.language.path}/{LESSONS}"
    elif kind in READERS:
        folder = folder.rpartition("/")[0]
    return f"share/{folder}.png"


def has_share_image(route: Route) -> bool:
    """Tell whether a page has a share image of its own."""
    return share_uri(route) == f"share/{route.folder}.png"


def _layout(head: object) -> str:
    return head.layout if isinstance(head, Page) else "page"


def _in_scope(record_id: str, scope: tuple[str, ...]) -> bool:
    return any(record_id == path or record_id.startswith(f"{path}/") for path in scope)


def _to_root(route: Route) -> str:
    return "../" * len(route.folder.split("/"))


def _centre_view(site: SiteLike, wording: Wording) -> CentreView:
    centre: Centre = site.centre
    social = [
        LinkView(PLATFORMS[key][0], PLATFORMS[key][1].format(account))
        for key, account in centre.social.items()
    ]
    return CentreView(
        id=centre.id,
        name=wording.text(centre.name),
        short_name=wording.text(centre.short_name),
        website=centre.website or "",
        email=centre.email or "",
        parent_organisation=wording.text(centre.parent_organisation),
        part_of=wording.text(centre.part_of),
        programme=wording.text(centre.programme),
        city=wording.term(site.vocabulary.cities, centre.city) if centre.city else "",
        founded=str(centre.founded or ""),
        help_bar=[wording.channel(channel) for channel in site.folder.in_bar],
        social=social,
        quick_exit_url=centre.quick_exit_url,
    )
