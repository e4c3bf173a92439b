"""Share images: the title of a page as a picture, in its own language and script."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_TEXT_WIDTH = 850
_GROUND = 552
# RFC 1950 §2.2: deflate with a window of 32 KiB, made fast.
_ZLIB_HEAD = b"\x78\x01"
_EDGE = 2
"""Pixels left of the picture: packed, they are the byte before each line that says "as it is"."""
_LINE = (_EDGE + WIDTH) // 2
"""Bytes of a packed line of the picture."""

# Night and beam come in four steps each towards white, so that letters have smooth edges
# in a picture of ten colours: what is drawn is added to what lies below it.
_NIGHT, _BEAM, _LIGHT, _TOWER = 0, 4, 8, 9
_STEPS = 3
_NIGHT_COLOUR, _BEAM_COLOUR = (13, 68, 71), (52, 97, 86)
_SIZES = (84, 72, 62, 54, 46)
_MOST_LINES = 4


def share_image(title: str, owner: str, font: Path) -> bytes:
    """Return a PNG of 1200 × 630 with a title and the name of the site.

    `font` is a variable font with a weight axis that holds every letter of both texts.
    The same texts and font give the same bytes.
    """
    face, lines = _fit(title, font)
    height = face.size * 1.18
    top = (_GROUND - height * len(lines)) / 2
    # Only the lines that the title covers are drawn and packed; the others always look the same.
    first, last = int(top) - 8, int(top + height * len(lines)) + 24
    ground = _ground(owner, str(font))
    letters = Image.new("L", (_EDGE + WIDTH, last - first), 0)
    for number, line in enumerate(lines):
        _write(letters, line, face, round(top + number * height) - first)
    band = _packed(ImageChops.add_modulo(_cut(ground, first, last), letters))
    above, squeeze, check = _squeezed_above(owner, str(font), first)
    squeeze = squeeze.copy()
    middle = squeeze.compress(band) + squeeze.flush(zlib.Z_FULL_FLUSH)
    below, rest = _squeezed_below(owner, str(font), last)
    check = zlib.adler32(rest, zlib.adler32(band, check))
    return _png(above + middle + below + check.to_bytes(4, "big"))


def _cut(image: Image.Image, first: int, last: int) -> Image.Image:
    return image.crop((0, first, _EDGE + WIDTH, last))


@lru_cache(maxsize=8)
def _ground(owner: str, font: str) -> Image.Image:
    """Return the background with the name of the site, drawn once."""
    image = _background().copy()
    letters = Image.new("L", (_EDGE + WIDTH, HEIGHT - _GROUND), 0)
    _write(letters, owner, _face(font, 34, 600), 16)
    below = ImageChops.add_modulo(_cut(image, _GROUND, HEIGHT), letters)
    image.paste(below, (0, _GROUND))
    return image


@lru_cache(maxsize=8)
def _packed_ground(owner: str, font: str) -> bytes:
    return _packed(_ground(owner, font))


@lru_cache(maxsize=64)
def _squeezed_above(owner: str, font: str, first: int) -> tuple[bytes, Any, int]:
    """Return the compressed lines above a title, the compressor to go on with, and their sum."""
    lines = _packed_ground(owner, font)[: first * _LINE]
    squeeze = _compressor()
    return _ZLIB_HEAD + squeeze.compress(lines), squeeze, zlib.adler32(lines)


@lru_cache(maxsize=64)
def _squeezed_below(owner: str, font: str, last: int) -> tuple[bytes, bytes]:
    """Return the lines below a title, compressed to the end of the data, and as they are."""
    lines = _packed_ground(owner, font)[last * _LINE :]
    squeeze = _compressor()
    return squeeze.compress(lines) + squeeze.flush(), lines


def _compressor() -> Any:
    """Return a compressor of bare deflate data (RFC 1951), for flat colours."""
    return zlib.compressobj(1, zlib.DEFLATED, -15, 9, zlib.Z_RLE)


def _packed(image: Image.Image) -> bytes:
    """Return lines of four bits a pixel, each behind the byte that says "as it is"."""
    image.putpalette(_palette())
    packed: bytes = image.tobytes("raw", "P;4")
    return packed


def _png(data: bytes) -> bytes:
    """Return compressed lines as a PNG of four bits a pixel (ISO/IEC 15948).

    Pillow's own writer tries every filter on every line, which takes five times as long.
    """
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", bytes(_palette())), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + check.to_bytes(4, "big")


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
    space, used = _length(face, " "), 0.0
    for word in text.split():
        length = _length(face, word)
        if lines and used + space + length <= width:
            lines[-1] += f" {word}"
            used += space + length
        else:
            lines.append(word)
            used = length
    return lines


def _write(image: Image.Image, line: str, face: ImageFont.FreeTypeFont, top: int) -> None:
    """Write a line word by word, in steps above 0: many titles have the same words."""
    pen = float(_EDGE + _MARGIN)
    for word in line.split():
        drawn = _drawn(face, word)
        if drawn is not None:
            mask, left, below = drawn
            image.paste(_STEPS, (round(pen) + left, top + below), mask)
        pen += _length(face, word) + _advance(face, " ")


@lru_cache(maxsize=8192)
def _length(face: ImageFont.FreeTypeFont, text: str) -> float:
    return sum(_advance(face, letter) for letter in text)


@lru_cache(maxsize=8192)
def _advance(face: ImageFont.FreeTypeFont, letter: str) -> float:
    return face.getlength(letter)


@lru_cache(maxsize=4096)
def _drawn(face: ImageFont.FreeTypeFont, word: str) -> tuple[Image.Image, int, int] | None:
    """Return a word as a mask, and where it begins from the pen; None where nothing is seen."""
    left, top, right, bottom = (int(edge) for edge in face.getbbox(word))
    if right <= left or bottom <= top:
        return None
    mask = Image.new("L", (right - left, bottom - top), 0)
    ImageDraw.Draw(mask).text((-left, -top), word, font=face, fill=255)
    return mask, left, top


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
    with_edge = Image.new("L", (_EDGE + WIDTH, HEIGHT), 0)
    with_edge.paste(image, (_EDGE, 0))
    return with_edge
