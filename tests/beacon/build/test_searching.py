"""Searching: everything that a reader can read on a page is found there."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.searching import Searching
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.content.quizzes import Quiz
from beacon.content.stories import Story
from beacon.search.analysis import terms


def found_on(site: Site, tag: str, record_id: str) -> set[str]:
    """Return the terms that the index of a language has of one page."""
    site = replace(site, routes={(tag, record_id): site.routes[tag, record_id]})
    searching = Searching(Assembler(site, Converter(), "https://example.org/"))
    index = json.loads(searching.index(tag).decode().partition(",")[2].removesuffix(");\n"))
    found, before = set(), ""
    for coded in index["terms"].split(";"):
        word = coded.split()[0]
        before = before[: int(word[0], 36)] + word[1:]
        found.add(before)
    return found


def texts_of(head: Quiz | Story) -> Iterator[str]:
    """Yield all that the page of a quiz or a story says."""
    if isinstance(head, Quiz):
        for question in head.questions:
            yield question.text
            yield from (f"{answer.text} {answer.feedback}" for answer in question.answers)
    else:
        for scene in head.scenes:
            yield from (scene.text, scene.ending, *(choice.text for choice in scene.choices))


@pytest.mark.parametrize("name", ["lessons/sextortion/quiz", "lessons/cyberbullying/story"])
@pytest.mark.parametrize(
    ("centre", "tag"), [("serbia", "sr-Cyrl"), ("bulgaria", "bg"), ("serbia", "en")]
)
def test_quiz_is_found_by_its_feedback_and_a_story_by_its_endings(
    centre: str, tag: str, name: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(centre)
    route = site.routes[tag, name]
    head = route.record.head
    assert isinstance(head, Quiz | Story)
    said = {word for text in texts_of(head) for word in terms(text, route.language.path)}
    assert said - found_on(site, tag, name) == set()
