"""Kits of a funded project: its statement stands on everything that leaves the house."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest
from msgspec.structs import replace
from paper_in import shown
from pptx import Presentation

from beacon.build.site import Site
from beacon.kits.formats import WRITERS, Writer
from beacon.kits.frames import lay_out_all
from beacon.kits.measure import widths
from beacon.kits.outline import KitSource
from beacon.typesetting.press import pages_of
from conftest import sources_of

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
