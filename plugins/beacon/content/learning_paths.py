"""Learning paths: lessons that belong together, in the order in which they are held."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from beacon.content.vocabulary import Term, Vocabulary, unknown
from beacon.models import rule
from beacon.problems import Problem
from beacon.sources import TWICE, build, entries, read_yaml


class LearningPath(Term):
    """A path: for whom it is, why in this order, and its lessons by the names of their folders."""

    id: str = rule(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    summary: dict[str, str]
    audiences: tuple[str, ...] = rule(min_length=1)
    lessons: tuple[str, ...] = rule(min_length=1)


class LearningPaths(Struct, frozen=True):
    """The paths by their ids in the order of the file, with the line of each in it."""

    by_id: Mapping[str, LearningPath]
    lines: Mapping[str, int | None]
    shown: str

    def of(self, audience: str) -> tuple[LearningPath, ...]:
        """Return the paths of an audience."""
        return tuple(path for path in self.by_id.values() if audience in path.audiences)


def load_paths(file: Path, shown: str, problems: list[Problem]) -> LearningPaths:
    """Read `content/paths.yml`; a project without one has no paths."""
    found: dict[str, LearningPath] = {}
    lines: dict[str, int | None] = {}
    document = read_yaml(file, shown, problems) if file.is_file() else None
    for index in entries(document, problems) if document is not None else ():
        assert document is not None
        line = document.line((index,))
        path = build(LearningPath, document, problems, at=(index,))
        if path is None:
            continue
        if path.id in found:
            problems.append(TWICE.at(shown, line, f'The id "{path.id}" stands there twice.'))
        found[path.id], lines[path.id] = path, line
    return LearningPaths(found, lines, shown)


def check_paths(
    paths: LearningPaths, lessons: Collection[str], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Tell lessons and audiences of paths that do not exist; `lessons` are names of folders."""
    known = dict.fromkeys(lessons)
    for path in paths.by_id.values():
        line = paths.lines[path.id]
        yield from unknown(path.lessons, known, "the lessons", paths.shown, line)
        where = "vocabulary/audiences.yml"
        yield from unknown(path.audiences, vocabulary.audiences, where, paths.shown, line)
