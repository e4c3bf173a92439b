"""Share images: the title of a page as a picture, in its own language and script."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_TEXT_WIDTH = 850
_GROUND = 552

# Night and beam come in four steps each towards white, so that letters have smooth edges
# in a picture of ten colours: what is drawn is added to what lies below it.
_NIGHT, _BEAM, _LIGHT, _TOWER = 0, 4, 8, 9
_STEPS = 3
_NIGHT_COLOUR, _BEAM_COLOUR = (13, 68, 71), (52, 97, 86)
_SIZES = (84, 72, 62, 54, 46)
_MOST_LINES = 4
_RUN_LENGTHS = 3  # the zlib strategy Z_RLE: flat colours, a third of the time


def share_image(title: str, owner: str, font: Path) -> bytes:
    """Return a PNG of 1200 × 630 with a title and the name of the site.

    `font` is a variable font with a weight axis that holds every letter of both texts.
    The same texts and font give the same bytes.
    """
    letters = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(letters)
    face, lines = _fit(title, font)
    height = face.size * 1.18
    top = (_GROUND - height * len(lines)) / 2
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * height), line, font=face, fill=255)
    draw.text((_MARGIN, _GROUND + 16), owner, font=_face(str(font), 34, 600), fill=255)
    steps = letters.point([round(value * _STEPS / 255) for value in range(256)])
    image = ImageChops.add(_background(), steps)
    image.putpalette(_palette())
    out = io.BytesIO()
    image.save(out, "PNG", compress_type=_RUN_LENGTHS)
    return out.getvalue()


def _palette() -> list[int]:
    steps = [
        round(part + (255 - part) * step / _STEPS)
        for colour in (_NIGHT_COLOUR, _BEAM_COLOUR)
        for step in range(_STEPS + 1)
        for part in colour
    ]
    return [*steps, 255, 190, 46, 253, 252, 248]


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
        lines = _wrap(title, face, _TEXT_WIDTH)
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
    """Return the lighthouse and its beam as places in the palette, drawn once."""
    image = Image.new("L", (WIDTH, HEIGHT), _NIGHT)
    draw = ImageDraw.Draw(image)
    draw.polygon([(1060, 250), (0, 60), (0, 330)], fill=_BEAM)
    draw.polygon([(1030, 290), (1090, 290), (1116, _GROUND), (1004, _GROUND)], fill=_TOWER)
    draw.polygon([(1024, 350), (1096, 350), (1101, 400), (1019, 400)], fill=_LIGHT)
    draw.polygon([(1014, 460), (1106, 460), (1111, 510), (1009, 510)], fill=_LIGHT)
    draw.rectangle([1034, 232, 1086, 290], fill=_LIGHT)
    draw.polygon([(1026, 232), (1094, 232), (1060, 196)], fill=_TOWER)
    draw.rectangle([0, _GROUND, WIDTH, _GROUND + 5], fill=_LIGHT)
    return image
