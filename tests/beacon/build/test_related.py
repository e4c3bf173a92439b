"""Related lessons: the very ones that looking at every lesson would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beacon.build.related import relate
from beacon.build.routes import Route
from beacon.content.lessons import Lesson
from beacon.content.pages import Page
from beacon.content.records import Head, Record
from beacon.content.translations import State, Translation
from beacon.languages.registry import Language
from beacon.sources import Document

ENGLISH = Language(tag="en", path="en", name="English", script="Latn", locale="en_GB")


def lesson(topics: tuple[str, ...], age_min: int, age_max: int) -> Lesson:
    """Return a lesson of these topics for these ages."""
    return Lesson(
        title="Lesson",
        description="Description.",
        topics=topics,
        audiences=("pupils",),
        age_min=age_min,
        age_max=age_max,
        minutes=45,
        objectives=("a", "b"),
        safeguarding="Care.",
        licence="CC-BY-4.0",
        authors=("Team",),
        version="1.0",
        reviewed_on=None,
    )


def route(record_id: str, head: Head) -> Route:
    """Return the route of a record in English."""
    record = Record(record_id, "en", "lesson", head, Document(f"{record_id}/index.md", {}))
    return Route(record_id, ENGLISH, Translation(record, "en", State.ORIGINAL))


def by_looking_at_all(lessons: dict[str, Lesson], record_id: str, most: int) -> list[str]:
    """Return the nearest lessons: most shared topics, then nearest in age, then by id."""
    mine = lessons[record_id]

    def distance(other: str) -> tuple[int, int, str]:
        shared = len(set(mine.topics) & set(lessons[other].topics))
        ages = lessons[other].age_min + lessons[other].age_max - mine.age_min - mine.age_max
        return (-shared, abs(ages), other)

    return sorted(set(lessons) - {record_id}, key=distance)[:most]


def nearest(lessons: dict[str, Lesson], record_id: str, most: int = 3) -> list[str]:
    """Return the nearest lessons as a page shows them."""
    related = relate(route(name, head) for name, head in lessons.items())
    return related.nearest(record_id, lessons[record_id], most)


TOPICS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=3, unique=True).map(tuple)
LESSONS = st.lists(
    st.builds(
        lambda topics, age, span: lesson(topics, age, age + span),
        TOPICS,
        st.integers(6, 15),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=25,
)


@given(LESSONS, st.integers(1, 4))
def test_nearest_lessons_are_those_that_looking_at_all_would_find(
    heads: list[Lesson], most: int
) -> None:
    lessons = {f"lessons/{number:02}": head for number, head in enumerate(heads)}
    for record_id in lessons:
        assert nearest(lessons, record_id, most) == by_looking_at_all(lessons, record_id, most)


def test_shared_topics_come_before_near_ages() -> None:
    lessons = {
        "a": lesson(("x", "y"), 9, 11),
        "near": lesson(("z",), 9, 11),
        "one": lesson(("x",), 15, 18),
        "two": lesson(("x", "y"), 15, 18),
    }
    assert nearest(lessons, "a") == ["two", "one", "near"]


def test_lesson_is_never_related_to_itself() -> None:
    assert nearest({"a": lesson(("x",), 9, 11)}, "a") == []


def test_pages_are_no_lessons() -> None:
    lessons = {"a": lesson(("x",), 9, 11), "b": lesson(("x",), 9, 11)}
    page = route("help", Page(title="Help", description="Help."))
    related = relate([page, *(route(name, head) for name, head in lessons.items())])
    assert related.nearest("a", lessons["a"]) == ["b"]
    assert related.by_age() == ["a", "b"]
