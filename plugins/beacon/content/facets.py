"""Facets: the ways in which a lesson is looked for, and the values it has in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.vocabulary import Vocabulary

Facet = Literal["age", "for", "topic", "risk", "time", "competence", "format"]

RISKS = ("content", "contact", "conduct", "contract", "cross-cutting")
"""CO:RE 4Cs (Livingstone & Stoilova 2021), and what cuts across them."""

TIMES: Mapping[str, range] = {
    "1-30": range(1, 31),
    "31-45": range(31, 46),
    "46-60": range(46, 61),
    "61-480": range(61, 481),
}
"""How long a lesson takes, in minutes; most schools have periods of 40 or 45."""

FORMATS = ("lesson", "evening", "training")
"""A lesson with a class, an evening for parents, a training for adults who work with children."""


def values_of(lesson: Lesson, vocabulary: Vocabulary) -> dict[Facet, tuple[str, ...]]:
    """Return the values of a lesson in every facet, in the order of the vocabulary."""
    return {facet: tuple(find(lesson, vocabulary)) for facet, find in FACETS.items()}


def offered(vocabulary: Vocabulary) -> dict[Facet, tuple[str, ...]]:
    """Return every value that readers can choose, also those that no lesson has yet."""
    return {
        "age": tuple(vocabulary.age_bands),
        "for": tuple(vocabulary.audiences),
        "topic": tuple(vocabulary.topics),
        "risk": RISKS,
        "time": tuple(TIMES),
        "competence": tuple(vocabulary.competences),
        "format": FORMATS,
    }


def format_of(lesson: Lesson, vocabulary: Vocabulary) -> str:
    """Return what kind of meeting a lesson is planned for."""
    if not is_for_adults(lesson, vocabulary):
        return "lesson"
    return "evening" if "parents" in lesson.audiences else "training"


def _ages(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the bands of the pupils' ages; adults have none."""
    if is_for_adults(lesson, vocabulary):
        return
    for band in vocabulary.age_bands.values():
        if band.age_min <= lesson.age_max and lesson.age_min <= band.age_max:
            yield band.id


def _audiences(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the audiences; a profession belongs to the professionals as well."""
    known = vocabulary.audiences
    named = {*lesson.audiences, *(known[key].parent for key in lesson.audiences if key in known)}
    yield from (key for key in known if key in named)


def _topics(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[str]:
    yield from (topic for topic in vocabulary.topics if topic in lesson.topics)


def _risks(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[str]:
    topics = (vocabulary.topics[key] for key in lesson.topics if key in vocabulary.topics)
    named = {risk for topic in topics for risk in topic.four_c}
    yield from (risk for risk in RISKS if risk in named)


def _times(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[str]:
    yield from (key for key, minutes in TIMES.items() if lesson.minutes in minutes)


def _competences(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[str]:
    yield from (key for key in vocabulary.competences if key in lesson.competences)


def _formats(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[str]:
    yield format_of(lesson, vocabulary)


FACETS: dict[Facet, Callable[[Lesson, Vocabulary], Iterator[str]]] = {
    "age": _ages,
    "for": _audiences,
    "topic": _topics,
    "risk": _risks,
    "time": _times,
    "competence": _competences,
    "format": _formats,
}
"""Every facet, in the order in which readers are offered them."""
