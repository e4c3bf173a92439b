"""Stories: the record of a branching story beside a lesson, told in scenes."""

from __future__ import annotations

from msgspec.structs import replace

from beacon.content.quizzes import ID
from beacon.content.records import Head
from beacon.languages.latin import to_latin
from beacon.models import Model, rule

NAME = "story.yml"
"""The name of a story's file in the folder of its lesson."""


class Choice(Model):
    """What a reader can do in a scene; `to` is the id of the scene that follows."""

    text: str = rule(min_length=1, max_length=300)
    to: str = rule(pattern=ID)


class Scene(Model):
    """A part of the story; blank lines part its paragraphs.

    A scene with an `ending`, a few words on how it ended, is an end and has no choices.
    """

    id: str = rule(pattern=ID)
    text: str = rule(min_length=1, max_length=2000)
    choices: tuple[Choice, ...] = rule(default=(), max_length=4)
    ending: str = rule(default="", max_length=120)
    leads_to_help: bool = False


class Story(Head):
    """A story; it begins with its first scene."""

    needs: str = "quizzes"
    scenes: tuple[Scene, ...] = rule(min_length=3, max_length=60)


def story_in_latin(story: Story) -> Story:
    """Return a Serbian story written in Latin letters; ids stay as they are."""
    return replace(
        story,
        title=to_latin(story.title),
        description=to_latin(story.description),
        scenes=tuple(_scene_in_latin(scene) for scene in story.scenes),
    )


def _scene_in_latin(scene: Scene) -> Scene:
    choices = tuple(replace(choice, text=to_latin(choice.text)) for choice in scene.choices)
    texts = {"text": to_latin(scene.text), "ending": to_latin(scene.ending)}
    return replace(scene, **texts, choices=choices)
