"""Kits of a funded project: its statement stands on everything that leaves the house."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest
from kit_sources import unpacked
from msgspec.structs import replace
from paper_in import shown
from pptx import Presentation

from beacon.build.assembly import Assembler
from beacon.build.press_kits import PressKits
from beacon.build.shelf import Shelf
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.kits.formats import WRITERS, Writer
from beacon.kits.frames import lay_out_all
from beacon.kits.measure import widths
from beacon.kits.outline import KitSource
from beacon.typesetting.press import pages_of
from conftest import THEME, sources_of

UNOFFICIAL = "Този превод на изявлението не е официален."


@pytest.fixture(scope="module")
def funded(bulgaria: Site) -> list[KitSource]:
    """The kits of a lesson as they are where the project it belongs to is funded."""
    centre = bulgaria.centre
    assert centre.funding is not None
    funding = replace(centre.funding, scope=("lessons/sextortion",))
    folder = replace(bulgaria.folder, centre=replace(centre, funding=funding))
    return sources_of(replace(bulgaria, folder=folder), "sextortion")


def said_by(writer: Writer, source: KitSource) -> str:
    """Return all words of a file of a kit, without blanks."""
    data = writer.make(source)
    if writer.suffix == "pdf":
        text = shown(pikepdf.open(io.BytesIO(data)))
    elif writer.suffix == "docx":
        text = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    elif writer.suffix == "pptx":
        slides = Presentation(io.BytesIO(data)).slides
        text = "".join(s.text_frame.text for slide in slides for s in slide.shapes
                       if s.has_text_frame)  # fmt: skip
    else:
        text = data.decode()
    return "".join(text.split())


@pytest.mark.parametrize("writer", WRITERS, ids=[writer.id for writer in WRITERS])
def test_statement_stands_in_every_file(writer: Writer, funded: list[KitSource]) -> None:
    for source in filter(writer.suits, funded):
        text = said_by(writer, source)
        for line in source.funding.splitlines():
            assert "".join(line.split()) in text, source.language.tag


def test_statement_that_is_no_official_translation_says_so(funded: list[KitSource]) -> None:
    said = {source.language.tag: source.funding.splitlines()[1:] for source in funded}
    assert said == {"bg": [UNOFFICIAL], "en": []}


def test_slide_of_the_statement_fits_and_leaves_help_for_the_end(funded: list[KitSource]) -> None:
    for source in funded:
        laid = lay_out_all(source, widths(source.theme))
        assert all(slide.fits for slide in laid)
        assert [slide.slide.id for slide in laid][-2:] == ["funding", "help"]
        assert sum(slide.slide.minutes for slide in laid) == source.minutes


def test_certificate_with_the_statement_is_one_page(funded: list[KitSource]) -> None:
    one = [writer for writer in WRITERS if writer.id in ("certificate", "poster", "help-card")]
    assert {pages_of(writer.make(source)) for writer in one for source in funded} == {1}


def test_press_kit_says_that_a_translation_is_not_official(bulgaria: Site) -> None:
    centre = bulgaria.centre
    assert centre.funding is not None
    funding = replace(centre.funding, scope=("campaigns",))
    folder = replace(bulgaria.folder, centre=replace(centre, funding=funding))
    assembler = Assembler(replace(bulgaria, folder=folder), Converter(), "https://example.org/")
    kits = PressKits(assembler, THEME, Shelf(), None)
    said = {}
    for tag in bulgaria.tags:
        files = unpacked(kits.data(tag, "campaigns/stop-tell", "kit"))
        (credits,) = (data for name, data in files.items() if name.endswith("credits.txt"))
        (poster,) = (data for name, data in files.items() if "poster-a4" in name)
        letters = shown(pikepdf.open(io.BytesIO(poster)))
        said[tag] = (UNOFFICIAL in credits.decode(), UNOFFICIAL.replace(" ", "") in letters)
    assert said == {"bg": (True, True), "en": (False, False)}
