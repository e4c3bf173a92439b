"""Related lessons: the nearest in topic and age, found without looking at every lesson."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beacon.build.routes import Route
from beacon.content.lessons import Lesson

_Place = tuple[int, str]
_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Related:
    """Lessons of one language by topic, each list in the order of age and id."""

    by_topic: Mapping[str, tuple[_Place, ...]]
    all: tuple[_Place, ...]
    topics: Mapping[str, frozenset[str]]

    def nearest(self, record_id: str, lesson: Lesson, most: int = 3) -> list[str]:
        """Return the ids of up to `most` other lessons, those with shared topics first."""
        here = (_middle(lesson), record_id)
        found: set[_Place] = set()
        for topic in lesson.topics:
            found |= _around(self.by_topic.get(topic, ()), here)
        if len(found) <= most:
            found |= _around(self.all, here)
        found.discard(here)
        mine = frozenset(lesson.topics)

        def distance(place: _Place) -> tuple[int, int, str]:
            return (-len(mine & self.topics[place[1]]), abs(place[0] - here[0]), place[1])

        return [record_id for _, record_id in sorted(found, key=distance)[:most]]


def relate(routes: Iterable[Route]) -> Related:
    """Return the lessons among the routes of one language, ready to be asked."""
    by_topic: defaultdict[str, list[_Place]] = defaultdict(list)
    topics: dict[str, frozenset[str]] = {}
    places = []
    for route in routes:
        lesson = route.record.head
        if not isinstance(lesson, Lesson):
            continue
        place = (_middle(lesson), route.id)
        places.append(place)
        topics[route.id] = frozenset(lesson.topics)
        for topic in lesson.topics:
            by_topic[topic].append(place)
    ordered = {topic: tuple(sorted(found)) for topic, found in by_topic.items()}
    return Related(ordered, tuple(sorted(places)), topics)


def _around(places: tuple[_Place, ...], here: _Place) -> set[_Place]:
    at = bisect_left(places, here)
    return set(places[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1])


def _middle(lesson: Lesson) -> int:
    return lesson.age_min + lesson.age_max
