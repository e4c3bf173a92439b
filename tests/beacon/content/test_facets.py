"""Facets: every way in which a lesson is looked for finds it, and none finds it by mistake."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from beacon.content.facets import FACETS, format_of, offered, values_of
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.vocabulary import Vocabulary
from beacon.models import validated


def lesson(**more: object) -> Lesson:
    """Return a lesson for pupils of 12 to 14, of 45 minutes, on luring."""
    given: dict[str, object] = {
        "title": "Lesson",
        "description": "Description.",
        "topics": ("grooming",),
        "audiences": ("pupils",),
        "age_min": 12,
        "age_max": 14,
        "minutes": 45,
        "competences": ("digcomp-2.2/4.3",),
        "objectives": ("a", "b"),
        "safeguarding": "Care.",
        "licence": "CC-BY-4.0",
        "authors": ("Team",),
        "version": "1.0",
        "reviewed_on": None,
    }
    return validated(Lesson, {**given, **more})


def test_lesson_is_found_by_every_facet(vocabulary: Vocabulary) -> None:
    assert values_of(lesson(), vocabulary) == {
        "age": ("12-14",),
        "for": ("pupils",),
        "topic": ("grooming",),
        "risk": ("contact",),
        "time": ("31-45",),
        "competence": ("digcomp-2.2/4.3",),
        "format": ("lesson",),
    }


@pytest.mark.parametrize(
    ("ages", "bands"),
    [
        ((6, 8), ["6-8"]),
        ((8, 9), ["6-8", "9-11"]),
        ((11, 14), ["9-11", "12-14"]),
        ((12, 18), ["12-14", "15-18"]),
        ((6, 18), ["6-8", "9-11", "12-14", "15-18"]),
    ],
)
def test_lesson_stands_in_every_band_that_it_touches(
    vocabulary: Vocabulary, ages: tuple[int, int], bands: list[str]
) -> None:
    found = values_of(lesson(age_min=ages[0], age_max=ages[1]), vocabulary)
    assert list(found["age"]) == bands


def test_training_has_no_age_of_pupils(vocabulary: Vocabulary) -> None:
    training = lesson(audiences=("teachers",), age_min=18, age_max=99)
    assert values_of(training, vocabulary)["age"] == ()


def test_profession_belongs_to_the_professionals(vocabulary: Vocabulary) -> None:
    found = values_of(lesson(audiences=("social-workers",)), vocabulary)
    assert found["for"] == ("professionals", "social-workers")


@pytest.mark.parametrize(
    ("minutes", "value"), [(5, "1-30"), (30, "1-30"), (31, "31-45"), (46, "46-60"), (480, "61-480")]
)
def test_every_length_has_its_value(vocabulary: Vocabulary, minutes: int, value: str) -> None:
    assert values_of(lesson(minutes=minutes), vocabulary)["time"] == (value,)


@pytest.mark.parametrize(
    ("audiences", "format"),
    [
        (("pupils", "teachers"), "lesson"),
        (("peer-educators",), "lesson"),
        (("parents", "teachers"), "evening"),
        (("paediatricians",), "training"),
        (("citizens",), "lesson"),
        (("nobody-knows",), "lesson"),
    ],
)
def test_format_is_what_the_audience_sits_in(
    audiences: tuple[str, ...], format: str, vocabulary: Vocabulary
) -> None:
    assert format_of(lesson(audiences=audiences), vocabulary) == format


def test_every_value_of_a_lesson_is_offered_to_readers(vocabulary: Vocabulary) -> None:
    everything = lesson(
        topics=tuple(vocabulary.topics),
        audiences=tuple(vocabulary.audiences),
        age_min=3,
        age_max=99,
        competences=tuple(vocabulary.competences),
    )
    choices = offered(vocabulary)
    assert tuple(choices) == tuple(FACETS)
    for facet, keys in values_of(everything, vocabulary).items():
        assert set(keys) <= set(choices[facet])
        assert facet in ("time", "format") or keys == choices[facet]


def test_vocabulary_alone_says_which_audiences_are_adults(vocabulary: Vocabulary) -> None:
    """A new audience of children is protected before anybody has heard of it."""
    for key, audience in vocabulary.audiences.items():
        assert is_for_adults(lesson(audiences=(key,)), vocabulary) is audience.adults
    changed = replace(vocabulary.audiences["parents"], adults=False)
    other = replace(vocabulary, audiences={**vocabulary.audiences, "parents": changed})
    assert not is_for_adults(lesson(audiences=("parents",)), other)
