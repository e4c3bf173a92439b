"""Share images: the title of a page as a picture, in its own language and script."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_NIGHT, _BEAM, _LIGHT, _WHITE, _TOWER = range(5)
_PALETTE = (
    (20, 30, 58),  # the night
    (38, 52, 92),  # the beam on it
    (255, 196, 61),  # the light
    (255, 255, 255),
    (236, 240, 248),
)
_SIZES = (84, 72, 62, 54, 46)
_MOST_LINES = 4


def share_image(title: str, owner: str, font: Path) -> bytes:
    """Return a PNG of 1200 × 630 with a title and the name of the site.

    `font` is a variable font with a weight axis that holds every letter of both texts.
    The same texts and font give the same bytes.
    """
    image = _background().copy()
    draw = ImageDraw.Draw(image)
    face, lines = _fit(title, font)
    height = face.size * 1.18
    top = HEIGHT / 2 - height * len(lines) / 2 - 20
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * height), line, font=face, fill=_WHITE)
    draw.text((_MARGIN, HEIGHT - 100), owner, font=_face(str(font), 34, 600), fill=_LIGHT)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


@lru_cache(maxsize=32)
def _face(font: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


def _fit(title: str, font: Path) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest face in which the title fits on a few lines."""
    face, lines = _face(str(font), _SIZES[-1], 700), [title]
    for size in _SIZES:
        face = _face(str(font), size, 700)
        lines = _wrap(title, face, WIDTH - 2 * _MARGIN - 180)
        if len(lines) <= (3 if size > _SIZES[2] else _MOST_LINES):
            break
    return face, lines[:_MOST_LINES]


def _wrap(text: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=1)
def _background() -> Image.Image:
    """Return the lighthouse and its beam, drawn once."""
    image = Image.new("P", (WIDTH, HEIGHT), _NIGHT)
    image.putpalette([channel for colour in _PALETTE for channel in colour])
    draw = ImageDraw.Draw(image)
    draw.polygon([(1060, 250), (0, 60), (0, 330)], fill=_BEAM)
    draw.polygon([(1030, 290), (1090, 290), (1116, 560), (1004, 560)], fill=_TOWER)
    draw.polygon([(1024, 350), (1096, 350), (1101, 400), (1019, 400)], fill=_LIGHT)
    draw.polygon([(1014, 460), (1106, 460), (1111, 510), (1009, 510)], fill=_LIGHT)
    draw.rectangle([1034, 232, 1086, 290], fill=_LIGHT)
    draw.polygon([(1026, 232), (1094, 232), (1060, 196)], fill=_TOWER)
    draw.rectangle([0, 560, WIDTH, 566], fill=_LIGHT)
    return image
