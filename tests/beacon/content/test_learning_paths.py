"""Learning paths: what is written wrong is told with its line, and the rest is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from beacon.content.learning_paths import LearningPaths, check_paths, load_paths
from beacon.content.vocabulary import Vocabulary
from beacon.problems import Problem

GOOD = """\
- id: first-steps
  audiences: [pupils, teachers]
  name: {en: First steps}
  summary: {en: Begin here.}
  lessons: [privacy, grooming]
"""


def load(tmp_path: Path, text: str) -> tuple[LearningPaths, list[str]]:
    """Return the paths of a file, and the problems that it has."""
    file = tmp_path / "paths.yml"
    file.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return load_paths(file, "content/paths.yml", problems), [str(p) for p in problems]


def test_project_without_paths_has_none(tmp_path: Path) -> None:
    problems: list[Problem] = []
    found = load_paths(tmp_path / "paths.yml", "content/paths.yml", problems)
    assert (dict(found.by_id), problems) == ({}, [])


def test_path_is_found_by_its_audiences(tmp_path: Path) -> None:
    paths, problems = load(tmp_path, GOOD)
    assert problems == []
    assert [path.lessons for path in paths.of("teachers")] == [("privacy", "grooming")]
    assert paths.of("parents") == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("first-steps", "First Steps", "content/paths.yml:1"),
        ("[privacy, grooming]", "[]", "content/paths.yml:5"),
        ("summary: {en: Begin here.}\n", "", "content/paths.yml:4"),
        ("[pupils, teachers]", "[]", "content/paths.yml:2"),
    ],
)
def test_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    paths, problems = load(tmp_path, GOOD.replace(old, new))
    assert [problem.rpartition(": ")[0].split(": ")[0] for problem in problems] == [told]
    assert dict(paths.by_id) == {}


def test_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    paths, problems = load(tmp_path, GOOD + GOOD)
    assert len(problems) == 1
    assert problems[0].startswith("content/paths.yml:6: ")
    assert list(paths.by_id) == ["first-steps"]


def test_lesson_and_audience_that_do_not_exist_are_told(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    paths, _ = load(tmp_path, GOOD.replace("grooming", "groming").replace("pupils", "cats"))
    found = [str(p) for p in check_paths(paths, ["privacy", "grooming"], vocabulary)]
    assert len(found) == 2
    assert all(problem.startswith("content/paths.yml:1: VOC001") for problem in found)
    assert '"groming"' in found[0]
    assert "grooming" in found[0].split('"groming"')[1]
    assert '"cats"' in found[1]
