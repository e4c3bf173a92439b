"""Exercises: what stands on the pages of quizzes and stories."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.policy import meta_policy
from beacon.build.rendering import Renderer
from beacon.build.site import Site
from beacon.build.theme import Theme
from beacon.content.markdown import Converter
from beacon.content.stories import Story

THEME = Path(__file__).resolve().parents[3] / "theme"
STORY = "lessons/cyberbullying/story"


def test_help_stands_in_every_scene_that_leads_to_it(serbia: Site) -> None:
    """Also in the middle of a story, as below any answer of a quiz."""
    route = serbia.routes["en", STORY]
    story = route.record.head
    assert isinstance(story, Story)
    for leads in (True, False):
        scenes = tuple(replace(scene, leads_to_help=leads) for scene in story.scenes)
        record = replace(route.record, head=replace(story, scenes=scenes))
        seen = replace(route, translation=replace(route.translation, record=record))
        site = replace(serbia, routes={**serbia.routes, ("en", STORY): seen})
        assembler = Assembler(site, Converter(), "https://example.org/")
        html = Renderer(assembler, Theme(THEME), meta_policy()).page(seen)
        assert html.count('class="near-help"') == (len(scenes) if leads else 0)
