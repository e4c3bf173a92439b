"""The text of a lesson in its kit: nothing is lost, wherever its author has put it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.kits import KitSources
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.kits.blocks import words_of
from beacon.kits.outline import KitSource
from beacon.sources import read_page

ROOT = Path(__file__).resolve().parents[3]
FIRST, SECOND = "### Ground rules {#step-1", "### What we already think {#step-2"
BEFORE = """You need two rooms.

!!! safety "Before you begin"
    Nobody stays alone.

"""
BELOW = """### A game if there is time

Throw a ball.

"""


@pytest.fixture
def source(serbia: Site, tmp_path: Path) -> KitSource:
    """The kit of a lesson with a text before its steps, and one below a heading that is none."""
    route = serbia.routes["en", "lessons/sextortion"]
    text = (ROOT / route.record.path).read_text(encoding="utf-8")
    assert text.count(FIRST) == text.count(SECOND) == 1
    text = text.replace(FIRST, f"{BEFORE}{FIRST}").replace(SECOND, f"{BELOW}{SECOND}")
    path = tmp_path / "index.md"
    path.write_text(text, encoding="utf-8")
    document = read_page(path, route.record.path, [])
    assert document is not None
    record = replace(route.record, document=document)
    kits = KitSources(Assembler(serbia, Converter(), "https://example.org/"), ROOT / "theme")
    route = replace(route, translation=replace(route.translation, record=record))
    return kits.source(route, "", "")


def test_text_before_the_steps_goes_with_the_first(source: KitSource) -> None:
    blocks = source.steps[0].blocks
    assert list(words_of(blocks))[:3] == [
        "You need two rooms.", "Before you begin", "Nobody stays alone.",
    ]  # fmt: skip
    assert [block.safety for block in blocks][:2] == [False, True]


def test_text_below_a_heading_that_is_no_step_goes_with_the_step_above(source: KitSource) -> None:
    assert list(words_of(source.steps[0].blocks))[-2:] == [
        "A game if there is time", "Throw a ball.",
    ]  # fmt: skip
    assert "Throw a ball." not in words_of(source.steps[1].blocks)
