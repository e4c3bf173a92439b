"""Pictures of slides: drawings that would run or load something are made harmless."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from beacon.kits.outline import Picture
from beacon.kits.pictures import (
    UnsafeDrawing,
    as_png,
    photograph,
    safe_drawing,
    standing_alone,
)
from conftest import ROOT, THEME

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24">%s</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>",
        b'<rect onload="alert(1)" width="4" height="4"/>',
        b'<a href="javascript:alert(1)"><rect/></a>',
        b'<image href="https://evil.example/x.png"/>',
        b'<use href="https://evil.example/x.svg#a"/>',
        b"<foreignObject><p>x</p></foreignObject>",
        b"<style>@import url(https://evil.example/x.css)</style>",
        b'<rect fill="url(https://evil.example/x#a)"/>',
        b'<rect style="background:url(//evil.example)"/>',
        b'<animate attributeName="href" to="javascript:alert(1)"/>',
        b'<image href="data:text/html,evil"/>',
    ],
)
def test_active_drawing_is_made_harmless(inside: bytes) -> None:
    safe = safe_drawing(SVG % inside).lower()
    assert not [
        word for word in (b"script", b"evil", b"onload", b"foreign", b"import") if word in safe
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"\x89PNG",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>',
    ],
)
def test_what_is_no_plain_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(UnsafeDrawing):
        safe_drawing(data)


def test_shapes_and_their_gradients_stay() -> None:
    inside = b'<linearGradient id="a"/><path d="M0 0h4" fill="url(#a)"/><use href="#b"/>'
    safe = safe_drawing(SVG % inside)
    assert b'fill="url(#a)"' in safe
    assert b'href="#b"' in safe


def _photograph(size: tuple[int, int], kind: str, **more: Any) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "#c84").save(stream, kind, **more)
    return stream.getvalue()


def test_photograph_is_made_small_and_forgets_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (44.8, 20.4, 0.0)
    data, media_type = photograph(_photograph((3200, 1000), "JPEG", exif=exif))
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1600, 500)
        assert not image.getexif()
    assert media_type == "image/jpeg"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_picture_of_another_kind_becomes_one_that_every_program_shows(kind: str) -> None:
    data, media_type = photograph(_photograph((40, 30), kind))
    assert media_type in ("image/png", "image/jpeg")
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (40, 30)


DRAWINGS = (
    *sorted((THEME / "illustrations").glob("*.svg")),
    *sorted((ROOT / "content" / "commons").glob("*/lessons/*/*.svg")),
)


def test_every_drawing_can_stand_on_a_slide() -> None:
    for path in DRAWINGS:
        svg = standing_alone(safe_drawing(path.read_bytes()).decode())
        png = as_png(Picture(path.name, "x", "image/svg+xml", svg.encode()))
        with Image.open(io.BytesIO(png)) as image:
            assert image.width == 1200
            colours = image.convert("RGB").getcolors(1 << 24)
        assert colours is not None
        assert len(colours) > 3, path.name
