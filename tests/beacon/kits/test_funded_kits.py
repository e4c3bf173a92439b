"""Kits of a funded project: its statement stands on everything that leaves the house."""

from __future__ import annotations

import cmath
import dataclasses
import io
import math
from base64 import b64encode
from contextlib import suppress

import docx
import pikepdf
import pytest
from kit_sources import unpacked
from lxml import etree
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
from beacon.kits.outline import KitSource, with_revision, without_pictures
from beacon.typesetting.press import pages_of
from conftest import THEME, sources_of

UNOFFICIAL = "Този превод на изявлението не е официален."


@pytest.fixture(scope="module")
def funded(bulgaria: Site) -> list[KitSource]:
    """The kits of a lesson as they are where the project it belongs to is funded."""
    return sources_of(with_funding_of(bulgaria, "lessons/sextortion"), "sextortion")


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


BLUE = b" 0 0.2 0.6 scn"
"""The blue of the emblem of the European Union (RGB 0/51/153) in a PDF."""


def _unpacked(stream: pikepdf.Stream) -> bytes:
    with suppress(pikepdf.PdfError):  # pictures, which are packed in other ways
        return stream.read_bytes()
    return b""


def emblems_on_paper(pdf: bytes) -> int:
    """Count the emblems in a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        return sum(_unpacked(stream).count(BLUE) for stream in streams)


def emblems_in(writer: Writer, source: KitSource) -> int:
    """Count the emblems in a file of a kit."""
    data = writer.make(source)
    if writer.suffix == "pdf":
        return emblems_on_paper(data)
    if writer.suffix == "docx":
        return len(docx.Document(io.BytesIO(data)).inline_shapes)
    if writer.suffix == "pptx":
        *_, statement, _ = Presentation(io.BytesIO(data)).slides
        return sum(hasattr(shape, "image") for shape in statement.shapes)
    assert source.emblem is not None
    return data.count(b64encode(source.emblem.data))


@pytest.mark.parametrize("writer", WRITERS, ids=[writer.id for writer in WRITERS])
def test_emblem_stands_beside_the_statement_in_the_small_kit_as_well(
    writer: Writer, funded: list[KitSource]
) -> None:
    shows = writer.suffix != "txt"
    for source in filter(writer.suits, funded):
        assert source.emblem is not None
        for whole in (source, without_pictures(source)):
            assert emblems_in(writer, whole) == shows, source.language.tag
        other = dataclasses.replace(source.emblem, data=b"<svg/>")
        assert with_revision(replace(source, emblem=other)).revision != source.revision


def test_emblem_is_drawn_as_the_rules_say() -> None:
    """The interinstitutional style guide, annex A1, gives shares of the height and the colours."""
    height = 36
    svg = etree.fromstring((THEME / "illustrations" / "emblem-eu.svg").read_bytes())
    assert svg.get("viewBox") == f"0 0 {1.5 * height:g} {height}"
    ground, stars = svg.findall("path")
    assert (ground.get("fill"), stars.get("fill")) == ("#039", "#fc0")
    assert ground.get("d") == f"M0 0h{1.5 * height:g}v{height}H0z"
    outer = []
    for star in stars.get("d").split("z")[:-1]:
        points = [complex(*map(float, at.split())) for at in star[1:].split("L")]
        middle = sum(points) / len(points)
        assert [abs(point - middle) for point in points[::2]] == pytest.approx(
            [height / 18] * 5, abs=0.02
        )
        assert (points[0] - middle).imag == pytest.approx(-height / 18, abs=0.02), (
            "it stands upright"
        )
        outer.append(middle - complex(0.75 * height, height / 2))
    hours = [cmath.rect(height / 3, math.radians(30 * hour - 90)) for hour in range(12)]
    assert all(abs(at - hour) < 0.02 for at, hour in zip(outer, hours, strict=True))


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


def with_funding_of(bulgaria: Site, scope: str) -> Site:
    """Return the centre's site where its funding belongs to other pages."""
    centre = bulgaria.centre
    assert centre.funding is not None
    funding = replace(centre.funding, scope=(scope,))
    return replace(
        bulgaria, folder=replace(bulgaria.folder, centre=replace(centre, funding=funding))
    )


def funded_press_kits(bulgaria: Site) -> PressKits:
    site = with_funding_of(bulgaria, "campaigns")
    return PressKits(Assembler(site, Converter(), "https://example.org/"), THEME, Shelf(), None)


def test_press_kit_says_that_a_translation_is_not_official(bulgaria: Site) -> None:
    kits = funded_press_kits(bulgaria)
    said = {}
    for tag in bulgaria.tags:
        files = unpacked(kits.data(tag, "campaigns/stop-tell", "kit"))
        (credits,) = (data for name, data in files.items() if name.endswith("credits.txt"))
        (poster,) = (data for name, data in files.items() if "poster-a4" in name)
        letters = shown(pikepdf.open(io.BytesIO(poster)))
        assert emblems_on_paper(poster) == pages_of(poster) == 1
        said[tag] = (UNOFFICIAL in credits.decode(), UNOFFICIAL.replace(" ", "") in letters)
    assert said == {"bg": (True, True), "en": (False, False)}


def lower_edge_of_emblem(page: pikepdf.Page) -> float:
    """Return how far the emblem is above the lower edge of its page, in points."""
    at, stack = pikepdf.Matrix(), []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "q":
            stack.append(at)
        elif name == "Q":
            at = stack.pop()
        elif name == "cm":
            at = pikepdf.Matrix(*map(float, operands)) @ at
        elif name == "scn" and [round(float(part), 2) for part in operands] == [0, 0.2, 0.6]:
            return float(at.transform((0, 36))[1])
    raise AssertionError("no emblem")


def test_statement_of_a_poster_stands_above_its_foot(bulgaria: Site) -> None:
    """The foot has room for a line; a statement there ran over the edge of the paper."""
    kits = funded_press_kits(bulgaria)
    files = unpacked(kits.data("bg", "campaigns/stop-tell", "kit"))
    (poster,) = (data for name, data in files.items() if "poster-a4" in name)
    with pikepdf.open(io.BytesIO(poster)) as pdf:
        assert lower_edge_of_emblem(pdf.pages[0]) > 54
