"""The text of a lesson in its kit: nothing is lost, wherever its author has put it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from paper_in import shown
from pptx import Presentation

from beacon.build.assembly import Assembler
from beacon.build.kits import KitSources
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.kits.blocks import words_of
from beacon.kits.guide import write as write_guide
from beacon.kits.handout import write as write_handout
from beacon.kits.hypertext import slides_as_html
from beacon.kits.office_languages import office_language
from beacon.kits.outline import KitSource
from beacon.kits.powerpoint import slides_as_pptx
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


def kit_of(site: Site, folder: Path, *edits: tuple[str, str], tag: str = "en") -> KitSource:
    """Return the kit of a lesson with other words in place of its own."""
    route = site.routes[tag, "lessons/sextortion"]
    text = (ROOT / route.record.path).read_text(encoding="utf-8")
    for own, other in edits:
        assert text.count(own) == 1
        text = text.replace(own, other)
    path = folder / "index.md"
    path.write_text(text, encoding="utf-8")
    document = read_page(path, route.record.path, [])
    assert document is not None
    record = replace(route.record, document=document)
    kits = KitSources(Assembler(site, Converter(), "https://example.org/"), ROOT / "theme")
    translation = replace(route.translation, record=record)
    return kits.source(replace(route, translation=translation), "", "")


@pytest.fixture
def source(serbia: Site, tmp_path: Path) -> KitSource:
    """The kit of a lesson with a text before its steps, and one below a heading that is none."""
    return kit_of(serbia, tmp_path, (FIRST, f"{BEFORE}{FIRST}"), (SECOND, f"{BELOW}{SECOND}"))


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


def test_text_is_there_where_no_heading_is_that_of_a_step(serbia: Site, tmp_path: Path) -> None:
    usual = kit_of(serbia, tmp_path)
    bare = kit_of(serbia, tmp_path, *((f"{{#{s.id} minutes", "{minutes") for s in usual.steps))
    lost = {*words_of(block for step in usual.steps for block in step.blocks)}
    assert lost <= {*words_of(block for step in bare.steps for block in step.blocks)}


def test_advice_outside_of_the_steps_stands_on_derived_sheets(serbia: Site, tmp_path: Path) -> None:
    """That of a newer original, which a translation lacks, stands before all headings."""
    bare = replace(serbia, library=replace(serbia.library, sheets={}))
    first, debrief = "## Good sides and risks {#good-and-bad}", "## Debrief questions {#debrief}"
    box = '!!! safety "{0}"\n    Advice on {0}.\n\n'
    edits = (
        (first, f"{box.format('money')}{first}"),
        (
            debrief,
            f"{debrief}\n\n- A list.\n\n    {box.format('numbers').replace('    ', 8 * ' ')}",
        ),
    )
    source = kit_of(bare, tmp_path, *edits)
    assert source.deck.derived
    slides = [text for slide in source.deck.slides for text in words_of(slide.blocks)]
    handout = shown(pikepdf.open(io.BytesIO(write_handout(source))))
    for advice in ("Advice on money.", "Advice on numbers."):
        assert slides.count(advice) == 1
        assert handout.count(advice.replace(" ", "")) == 1


@pytest.mark.parametrize(
    ("lang", "first"),
    [("bg", ""), ("bg", '<i lang="hr">Nekome</i> '), ("", '<i lang="hr">Nekome</i> ')],
)
def test_advice_of_a_newer_original_keeps_its_language_on_slides(
    serbia: Site, tmp_path: Path, lang: str, first: str
) -> None:
    """One word of a further language is not the language of the rest."""
    bare = replace(serbia, library=replace(serbia.library, sheets={}))
    long = "Tell somebody whom you trust. " * 20
    box = f'<div lang="{lang}" class="admonition safety"><ol><li>{first}{long}</li></ol></div>\n\n'
    source = kit_of(bare, tmp_path, (FIRST, f"{box}{FIRST}"))
    texts = [block for slide in source.deck.slides for block in slide.blocks]
    spans = [
        span
        for text in texts
        for item in (text, *text.blocks, *(inner for part in text.blocks for inner in part.blocks))
        for span in item.spans
        if "whom you trust" in span.text
    ]
    assert len(spans) > 2
    assert {span.lang for span in spans} == {lang}


def test_guide_of_an_older_translation_says_so_as_its_page_does(serbia: Site) -> None:
    assembler = Assembler(serbia, Converter(), "https://example.org/")
    kits, route = KitSources(assembler, ROOT / "theme"), serbia.routes["sr-Cyrl", "lessons/privacy"]
    fresh = kits.source(route, "", "")
    original = serbia.library.get("lessons/privacy", "en")
    stale = replace(route.translation, stale=True, source=original)
    source = kits.source(replace(route, translation=stale), "", "")
    said = "Изворни текст је измењен након што је ова страница преведена.".replace(" ", "")
    assert said in shown(pikepdf.open(io.BytesIO(write_guide(source))))
    assert said not in shown(pikepdf.open(io.BytesIO(write_guide(fresh))))
    assert source.revision != fresh.revision


STEP = "{#step-1 minutes"


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "bg", "en"])
@pytest.mark.parametrize(
    ("lang", "title"), [("bg", "Чуждият ъгъл"), ("ru", "Чужой угол"), ("hr", "Kod kuće")]
)
def test_title_of_a_slide_keeps_the_language_of_its_box_or_step(
    serbia: Site, bulgaria: Site, tmp_path: Path, tag: str, lang: str, title: str
) -> None:
    """The title is in the letters of its language, and so are its box and its step."""
    site = bulgaria if tag == "bg" else serbia
    bare = replace(site, library=replace(site.library, sheets={}))
    path = ROOT / bare.routes[tag, "lessons/sextortion"].record.path
    line = next(line for line in path.read_text(encoding="utf-8").split("\n") if STEP in line)
    other = line.replace(STEP, f"{{#step-1 lang={lang} minutes")
    other = f"### {title} {other[other.index('{') :]}"
    box = f'<div lang="{lang}" class="admonition safety"><p class="admonition-title">{title}!</p>'
    source = kit_of(bare, tmp_path, (line, f"{box}<ol><li>…</li></ol></div>\n\n{other}"), tag=tag)
    titles = {slide.title: slide.title_lang for slide in source.deck.slides}
    assert titles[title] == titles[f"{title}!"] == lang
    assert {said for name, said in titles.items() if title not in name} == {""}
    html = slides_as_html(source).decode()
    assert re.findall(rf'<h2 [^>]*lang="{lang}">(.*?)</h2>', html) == [
        slide.title for slide in source.deck.slides if title in slide.title
    ]
    assert f'<span lang="{lang}">{title}</span>' in html
    deck = Presentation(io.BytesIO(slides_as_pptx(source)))
    runs = [
        run for slide in deck.slides for run in slide.shapes.title.text_frame.paragraphs[0].runs
    ]
    office = {run.text: run._r.rPr.get("lang") for run in runs if title in run.text}
    assert office == dict.fromkeys((title, f"{title}!"), office_language(lang))
    assert (source.steps[0].title, source.steps[0].lang) == (title, lang)


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn"])
def test_title_of_a_written_slide_keeps_the_language_that_it_says(
    serbia: Site, tmp_path: Path, tag: str
) -> None:
    key = ("lessons/sextortion/slides", "sr-Cyrl")
    sheet = serbia.library.sheets[key]
    text = (ROOT / sheet.path).read_text(encoding="utf-8")
    path = tmp_path / "slides.md"
    path.write_text(f"{text}\n## Чуждият ъгъл {{#bg lang=bg}}\n\nЗдраво.\n", encoding="utf-8")
    document = read_page(path, sheet.path, [])
    assert document is not None
    sheets = {**serbia.library.sheets, key: replace(sheet, document=document)}
    site = replace(serbia, library=replace(serbia.library, sheets=sheets))
    *_, last = kit_of(site, tmp_path, tag=tag).deck.slides
    assert (last.title, last.title_lang) == ("Чуждият ъгъл", "bg")
