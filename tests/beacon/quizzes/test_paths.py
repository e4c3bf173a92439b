"""Stories: every way leads to an end, and every end of a hard story to help."""

from __future__ import annotations

from pathlib import Path

import pytest

from beacon.content.records import Record
from beacon.content.stories import Story
from beacon.problems import Problem, in_order
from beacon.quizzes.paths import check_story, reachable
from beacon.quizzes.questions import check_same_ids
from beacon.sources import build, read_yaml

CASES = Path(__file__).resolve().parent.parent / "cases" / "stories"


def story(path: Path) -> Record:
    """Return the story of a file."""
    problems: list[Problem] = []
    document = read_yaml(path, "story.yml", problems)
    assert document is not None
    head = build(Story, document, problems)
    assert head is not None, problems
    return Record("lessons/chat/story", "en", "story", head, document)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_story_is_told_with_every_fault_and_its_line(case: Path) -> None:
    problems = in_order(check_story(story(case), 2))
    lines = "".join(f"{problem}\n" for problem in problems)
    assert lines == case.with_suffix(".txt").read_text(encoding="utf-8")


def test_only_a_sensitive_story_must_end_at_help() -> None:
    assert list(check_story(story(CASES / "STO005-end-without-help.yml"), 1)) == []


def test_scenes_that_can_be_reached_are_found_from_any_scene() -> None:
    record = story(CASES / "whole.yml")
    assert isinstance(record.head, Story)
    scenes = {scene.id: scene for scene in record.head.scenes}
    assert reachable(scenes, "start") == {"start", "silence", "ana"}
    assert reachable(scenes, "ana") == {"ana"}


def test_translation_leads_where_its_original_leads() -> None:
    whole, other = story(CASES / "whole.yml"), story(CASES / "STO002-unreached.yml")
    assert list(check_same_ids(whole, whole)) == []
    assert [p.message for p in check_same_ids(other, whole)] == [
        'Here is "ana" (choice), in the original "silence" (choice).'
    ]
