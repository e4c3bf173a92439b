"""Slides as somebody writes them, and what is told of them; each case is a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.decks import check_deck
from beacon.build.kits import KitSources
from beacon.build.reading import Reader
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.content.records import Record
from beacon.content.sheets import Sheet
from beacon.kits.blocks import words_of
from beacon.kits.slides import written_slides
from beacon.sources import read_page

CASES = Path(__file__).parents[1] / "cases" / "slides"
THEME = Path(__file__).parents[3] / "theme"


def _read(name: str) -> Record:
    problems: list[object] = []
    document = read_page(CASES / name, "slides.md", problems)  # type: ignore[arg-type]
    assert document is not None, problems
    return Record("lessons/sextortion/slides", "en", "slides", Sheet(), document)


def test_slide_has_its_text_its_notes_and_its_picture() -> None:
    cover, step, *_ = written_slides(_read("good.md"))
    assert (cover.layout, cover.picture) == ("cover", "theme:sextortion.svg")
    assert cover.alternative == "A shield beside a phone"
    assert (step.id, step.minutes, step.layout) == ("rules", 45, "statement")
    assert step.text == "Nobody has to say anything about themselves."
    assert step.notes == "Say where pupils can go."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("good.md", []),
        ("overflow.md", ["KIT001 8", "KIT002 8"]),
        ("crowded.md", ["KIT002 8"]),
        ("no-alternative.md", ["KIT003 7"]),
        ("minutes.md", ["KIT004 12"]),
        ("only-cover.md", ["KIT005 None"]),
        ("no-help.md", ["KIT006 8"]),
        ("layout.md", ["KIT007 8"]),
        ("no-picture.md", ["KIT008 7"]),
        ("small.md", ["KIT002 8", "KIT009 8"]),
        ("twice.md", ["KIT010 12"]),
    ],
)
def test_slides_are_told_what_to_mend(serbia: Site, name: str, told: list[str]) -> None:
    lesson = serbia.library.get("lessons/sextortion", "en")
    assert lesson is not None
    problems = check_deck(Reader(serbia), _read(name), lesson)
    assert sorted(f"{p.code.id} {p.line}" for p in problems) == told


def test_deck_of_one_slide_is_told_in_words(serbia: Site) -> None:
    lesson = serbia.library.get("lessons/sextortion", "en")
    assert lesson is not None
    problems = check_deck(Reader(serbia), _read("only-cover.md"), lesson)
    assert [p.message for p in problems] == ["The deck has one slide alone."]


CITED = "\n## Cited {#cited}\n\n[[figure:nkc-2023-campaign-cities]] in all.\n"


@pytest.mark.parametrize(
    ("tag", "said"),
    [("sr-Cyrl", "11 градова in all."), ("sr-Latn", "11 gradova in all."),
     ("en", "11 cities in all.")],
)  # fmt: skip
def test_kit_says_the_figures_that_its_slides_and_its_lesson_cite(
    serbia: Site, tmp_path: Path, tag: str, said: str
) -> None:
    def citing(record: Record) -> Record:
        path = tmp_path / f"{record.kind}.md"
        text = (THEME.parent / record.path).read_text(encoding="utf-8")
        path.write_text(f"{text}{CITED}", encoding="utf-8")
        document = read_page(path, record.path, [])
        assert document is not None
        return replace(record, document=document)

    route = serbia.routes[tag, "lessons/sextortion"]
    key = ("lessons/sextortion/slides", route.record.language)
    sheets = {**serbia.library.sheets, key: citing(serbia.library.sheets[key])}
    site = replace(serbia, library=replace(serbia.library, sheets=sheets))
    route = replace(route, translation=replace(route.translation, record=citing(route.record)))
    kits = KitSources(Assembler(site, Converter(), "https://example.org/"), THEME)
    source = kits.source(route, "", "")
    part = source.part("cited")
    assert part is not None
    assert list(words_of(part.blocks)) == list(words_of(source.deck.slides[-1].blocks)) == [said]


def test_every_case_is_used() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [path.name for path in CASES.iterdir() if f'"{path.name}"' not in text] == []
