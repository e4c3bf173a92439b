"""Paths: the ways through a branching story, none of which may end nowhere or never."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from beacon.content.records import Record
from beacon.content.stories import Scene, Story
from beacon.problems import Code, Problem, did_you_mean
from beacon.quizzes.questions import twice

NO_SCENE = Code(
    "STO001", "A choice leads to a scene that does not exist.", "Correct the id after to:."
)
UNREACHED = Code("STO002", "No choice ever leads to a scene.", "Lead to it, or take it out.")
DEAD_END = Code(
    "STO003",
    "A scene has neither choices nor an ending, or it has both.",
    'Give it choices, or say how the story ended: "ending: …".',
)
NO_WAY_OUT = Code(
    "STO004",
    "From a scene readers can only go round in circles.",
    "Let one of the choices lead on to an ending.",
)
END_WITHOUT_HELP = Code(
    "STO005",
    "An ending of a story on a sensitive topic does not lead to help.",
    'Add "leads_to_help: true" to it.',
)
CODES = (NO_SCENE, UNREACHED, DEAD_END, NO_WAY_OUT, END_WITHOUT_HELP)


def check_story(record: Record, sensitivity: int) -> Iterator[Problem]:
    """Tell what is wrong with the ways of a story; `sensitivity` is that of its lesson."""
    story = record.head
    assert isinstance(story, Story)
    scenes = {scene.id: scene for scene in story.scenes}
    lines = {
        scene.id: record.document.line(("scenes", number))
        for number, scene in enumerate(story.scenes)
    }
    same = list(twice(record, "scenes", [scene.id for scene in story.scenes]))
    if same:  # which of the two a choice means, and where the ways lead, is not known
        yield from same
        return
    yield from _check_choices(record, story, scenes)
    for scene in story.scenes:
        if bool(scene.choices) == bool(scene.ending):
            what = "both choices and an ending" if scene.choices else "no choices and no ending"
            yield DEAD_END.at(record.path, lines[scene.id], f'"{scene.id}" has {what}.')
        elif scene.ending and sensitivity == 2 and not scene.leads_to_help:
            yield END_WITHOUT_HELP.at(record.path, lines[scene.id], f'"{scene.id}" does not.')
    reached = reachable(scenes, story.scenes[0].id)
    ending = _leading_to_an_end(scenes)
    for name, scene in scenes.items():
        if name not in reached:
            yield UNREACHED.at(record.path, lines[name], f'Nothing leads to "{name}".')
        elif name not in ending and scene.choices:
            yield NO_WAY_OUT.at(record.path, lines[name], f'No ending follows "{name}".')


def _check_choices(record: Record, story: Story, scenes: Mapping[str, Scene]) -> Iterator[Problem]:
    for number, scene in enumerate(story.scenes):
        for place, choice in enumerate(scene.choices):
            if choice.to not in scenes:
                line = record.document.line(("scenes", number, "choices", place, "to"))
                near = did_you_mean(choice.to, scenes)
                yield NO_SCENE.at(record.path, line, f'There is no scene "{choice.to}".', near)


def reachable(scenes: Mapping[str, Scene], start: str) -> set[str]:
    """Return the ids of the scenes that readers can come to from one of them."""
    onward = {name: [choice.to for choice in scene.choices] for name, scene in scenes.items()}
    return _spread([start], onward)


def _leading_to_an_end(scenes: Mapping[str, Scene]) -> set[str]:
    back: dict[str, list[str]] = {}
    for name, scene in scenes.items():
        for choice in scene.choices:
            back.setdefault(choice.to, []).append(name)
    return _spread([name for name, scene in scenes.items() if scene.ending], back)


def _spread(begin: Iterable[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    found = set(begin)
    waiting = deque(found)
    while waiting:
        for following in onward.get(waiting.popleft(), ()):
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found
