"""Related lessons: the nearest in topic and age, found without looking at every lesson."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations

from msgspec import Struct

from beacon.build.routes import Route
from beacon.content.lessons import Lesson

_MOST_TOPICS = 4

Topics = frozenset[str]
Group = Mapping[int, list[str]]
"""Ids of lessons, sorted, by the middle of their ages (doubled, so that it is whole)."""


class Related(Struct, frozen=True, dict=True):
    """Lessons of one language: the middle of their ages, and their topics, by sorted ids."""

    places: Mapping[str, tuple[int, Topics]]

    @cached_property
    def _groups(self) -> Mapping[Topics, Group]:
        """The lessons by every set of topics that they have together."""
        groups: defaultdict[Topics, defaultdict[int, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for record_id, (middle, mine) in self.places.items():
            for size in range(len(mine) + 1):
                for topics in combinations(sorted(mine), size):
                    groups[frozenset(topics)][middle].append(record_id)
        return groups

    def nearest(self, record_id: str, lesson: Lesson, most: int = 3) -> list[str]:
        """Return the ids of up to `most` other lessons: most shared topics, then nearest in age."""
        middle, mine = _middle(lesson), _topics(lesson)
        found: set[str] = set()
        for size in range(len(mine), -1, -1):
            for topics in combinations(sorted(mine), size):
                found |= set(_around(self._groups.get(frozenset(topics), {}), middle, most + 1))
            if len(found - {record_id}) >= most:
                break

        def distance(other: str) -> tuple[int, int, str]:
            there, topics = self.places[other]
            return (-len(mine & topics), abs(there - middle), other)

        return sorted(found - {record_id}, key=distance)[:most]

    def by_age(self) -> list[str]:
        """Return all ids, the youngest pupils first."""
        return sorted(self.places, key=lambda record_id: (self.places[record_id][0], record_id))


def relate(routes: Iterable[Route]) -> Related:
    """Return the lessons among the routes of one language, ready to be asked."""
    ordered = sorted(routes, key=lambda r: r.id)
    heads = ((route.id, route.record.head) for route in ordered)
    return Related({i: (_middle(h), _topics(h)) for i, h in heads if isinstance(h, Lesson)})


def _around(group: Group, middle: int, count: int) -> Iterator[str]:
    """Yield the first `count` ids of the nearest ages, until there are enough."""
    given, last = 0, -1
    for there in sorted(group, key=lambda place: (abs(place - middle), place)):
        if given >= count and abs(there - middle) > last:
            return
        last = abs(there - middle)
        given += len(group[there][:count])
        yield from group[there][:count]


def _topics(lesson: Lesson) -> Topics:
    return frozenset(lesson.topics[:_MOST_TOPICS])


def _middle(lesson: Lesson) -> int:
    return lesson.age_min + lesson.age_max
