"""The index: which pages stand below which, and which lessons there are, found once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from beacon.build.reading import Trace
from beacon.build.related import Related, relate
from beacon.build.routes import Route
from beacon.build.searched import searched
from beacon.build.site import Site
from beacon.content.campaigns import Campaign
from beacon.content.facets import values_of
from beacon.content.lessons import Lesson, Step, steps
from beacon.content.records import Record


class Index(Struct, dict=True):
    """Looks through the routes of a site once, so that no page has to do it again.

    What is asked is noted in `trace`: each answer is a fact that pages depend on.
    """

    site: Site
    trace: Trace = field(default_factory=Trace)
    cards: dict[Any, Any] = field(default_factory=dict)
    plans: dict[Any, Any] = field(default_factory=dict)
    words: dict[Any, Any] = field(default_factory=dict)
    choices: dict[Any, Any] = field(default_factory=dict)
    occasions: dict[Any, Any] = field(default_factory=dict)
    _related: dict[str, Related] = field(default_factory=dict)
    _by_facet: dict[str, Mapping[tuple[str, str], tuple[str, ...]]] = field(default_factory=dict)
    _steps: dict[tuple[str, str], list[Step]] = field(default_factory=dict)

    def related(self, tag: str) -> Related:
        """Return the lessons of a language, ready to be asked for the nearest."""
        if tag not in self._related:
            self._related[tag] = relate(self.by_language.get(tag, ()))
        return self._related[tag]

    @cached_property
    def by_language(self) -> Mapping[str, Sequence[Route]]:
        """All routes by the tag of their language."""
        found: defaultdict[str, list[Route]] = defaultdict(list)
        for (tag, _), route in self.site.routes.items():
            found[tag].append(route)
        return dict(found)

    def nearest(self, tag: str, record_id: str) -> tuple[str, ...]:
        """Return the ids of the lessons most like one."""
        self.trace.note("nearest", tag, record_id)
        self.trace.note("ages", tag)
        route = self.site.routes.get((tag, record_id))
        if route is None or not isinstance(route.record.head, Lesson):
            return ()
        return tuple(self.related(tag).nearest(record_id, route.record.head))

    def steps(self, record: Record) -> list[Step]:
        """Return the steps of a lesson."""
        key = (record.id, record.language)
        self.trace.note("text", *key)
        if key not in self._steps:
            self._steps[key] = steps(record)
        return self._steps[key]

    def lessons(self, tag: str) -> list[str]:
        """Return the ids of all lessons of a language, the youngest pupils first."""
        self.trace.note("lessons", tag)
        return self.related(tag).by_age()

    def facet(self, tag: str, facet: str, key: str) -> tuple[str, ...]:
        """Return the ids of the lessons that have a value, the youngest pupils first."""
        self.trace.note("facet", tag, facet, key)
        return self._facets(tag).get((facet, key), ())

    def facets(self, tag: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Return the lessons of every value that has any, by facet and value."""
        self.trace.note("facets", tag)
        return self._facets(tag)

    def _facets(self, tag: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
        if tag not in self._by_facet:
            found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for record_id in self.related(tag).by_age():
                lesson = self.site.routes[tag, record_id].record.head
                assert isinstance(lesson, Lesson)
                for facet, keys in values_of(lesson, self.site.vocabulary).items():
                    for key in keys:
                        found[facet, key].append(record_id)
            self._by_facet[tag] = {key: tuple(ids) for key, ids in found.items()}
        return self._by_facet[tag]

    def campaigns(self, tag: str) -> list[str]:
        """Return the ids of all campaigns of a language; those held come first, newest first."""
        self.trace.note("campaigns", tag)
        return list(self._campaigns.get(tag, ()))

    @cached_property
    def _campaigns(self) -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for (tag, record_id), route in self.site.routes.items():
            head = route.record.head
            if isinstance(head, Campaign) and record_id not in self.site.unlisted:
                found[tag].append((-head.period.year if head.period else 0, record_id))
        return {tag: [record_id for _, record_id in sorted(ids)] for tag, ids in found.items()}

    def campaigns_by_standing(self, tag: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Return the campaigns of a language as (standing, year, ids), those of today first.

        `now` are those with a time that has not passed, `ready` those that any group may hold;
        `ended` ones stand by the year in which they ended, the newest first.
        """
        self.trace.note("campaigns by standing", tag)
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for record_id in self._campaigns.get(tag, ()):
            head = self.site.routes[tag, record_id].record.head
            assert isinstance(head, Campaign)
            if head.has_ended(self.site.as_of):
                found["ended", str(head.last_day)[:4]].append(record_id)
            else:
                found["now" if head.period else "ready", ""].append(record_id)
        years = sorted((key for key in found if key[0] == "ended"), reverse=True)
        keys = [key for key in (("now", ""), ("ready", "")) if key in found]
        return tuple((*key, tuple(found[key])) for key in (*keys, *years))

    def campaigns_naming(self, tag: str, lesson: str) -> tuple[str, ...]:
        """Return the ids of the campaigns of a language that name a lesson, in their order."""
        self.trace.note("campaigns naming", tag, lesson)
        return tuple(self._naming.get((tag, lesson), ()))

    @cached_property
    def _naming(self) -> Mapping[tuple[str, str], Sequence[str]]:
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for tag, ids in self._campaigns.items():
            for record_id in ids:
                head = self.site.routes[tag, record_id].record.head
                for lesson in dict.fromkeys(getattr(head, "related_lessons", ())):
                    found[tag, lesson].append(record_id)
        return dict(found)

    def searched(self, tag: str) -> tuple[Route, ...]:
        """Return the pages of a language that the search finds, with all that is read of them."""
        self.trace.note("searched", tag)
        return searched(self.site, tag)

    def children(self, tag: str, record_id: str) -> tuple[str, ...]:
        """Return the ids of the pages right below a page, in the same language."""
        self.trace.note("children", tag, record_id)
        return tuple(self._children.get((tag, record_id), ()))

    @cached_property
    def _children(self) -> Mapping[tuple[str, str], Sequence[str]]:
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for (tag, record_id), route in self.site.routes.items():
            if record_id and record_id not in self.site.unlisted:
                found[tag, route.record.parent].append(record_id)
        return dict(found)
