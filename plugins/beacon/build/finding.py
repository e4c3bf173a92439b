"""Finding: the views of the pages on which readers find lessons, and of the plans they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from beacon.build import ways
from beacon.build.generated import BOOK, Generated
from beacon.build.index import Index
from beacon.build.readers import PARENTS, STUDENT, reader_page
from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.views import (
    CountedLinkView,
    FilterView,
    LessonView,
    LinkListView,
    LinkView,
    PathView,
    WaysView,
)
from beacon.build.ways import FIND, LESSONS, PATHS, PLAN, facet_page, path_page
from beacon.build.wording import Wording, plain
from beacon.content.facets import Facet, offered
from beacon.content.learning_paths import LearningPath
from beacon.content.links import relative_url
from beacon.languages.formats import joined_names

MOST_WITH_TEXT = 60
"""Lessons of a list that shows their descriptions; a longer one has titles and facts alone."""

_SHOWN: tuple[Facet, ...] = ("age", "topic", "time", "for")
"""Choices that stand open; the others can be unfolded."""

_ADULTS_WHO_TEACH = ("teachers", "professionals", "peer-educators")


class Finding(Struct, frozen=True):
    """Makes the views of one page; links start from it.

    `card` returns a lesson as a card by its id.
    """

    site: SiteLike
    route: Route
    index: Index
    wording: Wording
    card: Callable[[str], LessonView]

    @property
    def _tag(self) -> str:
        return self.route.language.tag

    def page(self) -> WaysView | None:
        """Return what a page of the ways shows; nothing on other pages."""
        head, kind = self.route.record.head, self.route.record.kind
        if kind not in ways.KINDS or not isinstance(head, Generated):
            return None
        if kind == "facet":
            facet, key = head.about
            return self.value(facet, key)  # type: ignore[arg-type]
        if kind == "path":
            return self.path(self.site.paths.by_id[head.about[0]])
        return {"ways": self.overview, "paths": self.paths, "plan": self.plan}[kind]()

    def library(self) -> WaysView | None:
        """Return the ways as they stand above the list of all lessons."""
        if not self._is_there(FIND) or self.route.id != LESSONS:
            return None
        facets = [self._values(facet) for facet in ("age", "for")]
        return self._view(lists=facets, filters=self._filters())

    def overview(self) -> WaysView:
        """Return all facets with all their values."""
        return self._view(lists=[self._values(facet) for facet in get_args(Facet)])

    def value(self, facet: Facet, key: str) -> WaysView:
        """Return the lessons of one value, and what stands beside it."""
        found = self._found(facet, key)
        paths = self.site.paths.of(key) if facet == "for" else ()
        return self._view(
            lessons=[self._for(facet, key, record_id) for record_id in found],
            about=(facet, key),
            combine_href=f"{self._href(LESSONS)}?{facet}={key}",
            lists=[*self._beside(facet, key), self._values(facet, but=key)],
            paths=[self._path(path) for path in paths],
            parents=self._for_parents() if (facet, key) == ("for", "parents") else (),
        )

    def _found(self, facet: Facet, key: str) -> list[str]:
        """Return the lessons of a value; of an age those first that are made for just that age."""
        found = list(self.index.facet(self._tag, facet, key))
        band = self.site.vocabulary.age_bands.get(key) if facet == "age" else None
        if band is None:
            return found
        middle = band.age_min + band.age_max

        def distance(record_id: str) -> int:
            return abs(sum(self.card(record_id).ages) - middle)

        return sorted(found, key=distance)

    def _beside(self, facet: Facet, key: str) -> Iterable[LinkListView]:
        """Yield what an adult who teaches, or a parent, looks for next: children of an age."""
        audience = self.site.vocabulary.audiences.get(key)
        teaches = audience is not None and {key, audience.parent} & set(_ADULTS_WHO_TEACH)
        if facet == "for" and teaches:
            gettext = self.wording.strings.gettext
            yield self._values("age", title=gettext("Lessons to hold with children"), name="hold")

    def _for(self, facet: Facet, key: str, record_id: str) -> LessonView:
        """Return a lesson as a card; pupils are led to their own page of it."""
        card = self.card(record_id)
        page = reader_page(record_id, STUDENT)
        if (facet, key) == ("for", "pupils") and self._is_there(page):
            return replace(card, href=self._href(page))
        return card

    def _for_parents(self) -> list[LessonView]:
        """Return the lessons of children that have a page for their parents."""
        found = []
        for record_id in self.index.facet(self._tag, "for", "pupils"):
            page = reader_page(record_id, PARENTS)
            if self._is_there(page):
                found.append(replace(self.card(record_id), href=self._href(page)))
        return found

    def paths(self) -> WaysView:
        """Return all learning paths."""
        return self._view(paths=[self._path(path) for path in self.site.paths.by_id.values()])

    def path(self, path: LearningPath) -> WaysView:
        """Return one learning path with its lessons."""
        view = self._path(path)
        others = [p for p in self.site.paths.by_id.values() if p.id != path.id]
        near = [p for p in others if set(p.audiences) & set(path.audiences)]
        return self._view(path=view, lessons=view.lessons, paths=[self._path(p) for p in near[:3]])

    def plan(self) -> WaysView:
        """Return all lessons with what they need, and ready paths."""
        ids = self.index.lessons(self._tag)
        paths = [self._path(path) for path in self.site.paths.by_id.values()]
        return self._view(lessons=[self.card(record_id) for record_id in ids], paths=paths)

    def _path(self, path: LearningPath) -> PathView:
        ids = [f"{LESSONS}/{name}" for name in path.lessons]
        lessons = [self.card(record_id) for record_id in ids if self._is_there(record_id)]
        minutes = sum(lesson.minutes for lesson in lessons)
        terms = self.site.vocabulary.audiences
        count = self.wording.lessons(len(lessons))
        names = ",".join(name for name in path.lessons if self._is_there(f"{LESSONS}/{name}"))
        return PathView(
            title=self.wording.text(path.name),
            text=self.wording.text(path.summary),
            href=self._href(path_page(path.id)),
            count_text=count,
            minutes_text=self.wording.minutes(minutes),
            audiences_text=joined_names(
                self.wording.terms(terms, path.audiences), self.route.language
            ),
            lessons=lessons,
            plan_href=f"{self._href(PLAN)}?plan={names}",
        )

    # Facets

    def _values(
        self, facet: Facet, *, but: str = "", title: str = "", name: str = ""
    ) -> LinkListView:
        """Return the values of a facet as links with their numbers; those that have any first."""
        found = self.index.facets(self._tag)
        keys = [key for key in offered(self.site.vocabulary)[facet] if key != but]
        links = [self._counted(facet, key, len(found.get((facet, key), ()))) for key in keys]
        some, none = [v for v in links if v.count], [v for v in links if not v.count]
        return LinkListView(f"page-{name or facet}", title or self._name(facet), [*some, *none])

    def _counted(self, facet: Facet, key: str, count: int) -> CountedLinkView:
        page = facet_page(facet, key)
        said = self.wording.lessons(count)
        return CountedLinkView(self._title(page), self._href(page), count, said)

    def _filters(self) -> list[FilterView]:
        """Return a choice for each facet in which lessons differ; some stand folded."""
        found = self.index.facets(self._tag)
        order = [*_SHOWN, *(f for f in get_args(Facet) if f not in _SHOWN)]
        views = []
        for facet in order:
            keys = [k for k in offered(self.site.vocabulary)[facet] if (facet, k) in found]
            options = [(key, self._title(facet_page(facet, key))) for key in keys]
            views.append(FilterView(facet, self._name(facet), options, facet not in _SHOWN))
        return views

    def _name(self, facet: Facet) -> str:
        names = ways.FacetNames(self.wording.strings, self.site.vocabulary, self.wording.text)
        return names.facet(facet)

    def _title(self, page: str) -> str:
        return plain(self.site, self.route.language, page, "nav_title")

    # Pages

    def _view(self, **more: object) -> WaysView:
        lessons = more.get("lessons", ())
        assert isinstance(lessons, Sequence)
        count = len(lessons)
        said = self.wording.lessons(count)
        links = [self._link(page) for page in (FIND, PATHS, PLAN)]
        return WaysView(
            all_href=self._href(LESSONS),
            ways=[link for link in links if link is not None],
            plan_href=self._href(PLAN),
            book_href=self._href(BOOK) if self._is_there(BOOK) else "",
            count_text=said,
            short=count > MOST_WITH_TEXT,
            **more,  # type: ignore[arg-type]
        )

    def _link(self, page: str) -> LinkView | None:
        if not self._is_there(page):
            return None
        return LinkView(self._title(page), self._href(page), page == self.route.id)

    def _is_there(self, page: str) -> bool:
        return (self._tag, page) in self.site.routes

    def _href(self, page: str) -> str:
        return relative_url(self.route.id, page)
