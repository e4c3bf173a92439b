"""Share images: the title of a page as a picture, in its own language and script."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
BOLD, SEMIBOLD = "SourceSans3-Bold.otf", "SourceSans3-Semibold.otf"
"""The faces of titles, and of the name of a site."""
_MARGIN = 80
_TEXT_WIDTH = 850
_GROUND = 552
# RFC 1950 §2.2: deflate with a window of 32 KiB, made fast.
_ZLIB_HEAD = b"\x78\x01"
_END = zlib.compress(b"", wbits=-15)
"""The last block of the data, which is empty."""
_ADLER = 65_521
_EDGE = 2
"""Pixels left of the picture: packed, they are the byte before each line that says "as it is"."""
_LINE = (_EDGE + WIDTH) // 2
"""Bytes of a packed line of the picture."""

# Each colour comes in four steps towards white, so that letters have smooth edges in a picture
# of sixteen colours: what is drawn is added to what lies below it.
_NIGHT, _BEAM, _LIGHT, _TOWER = 0, 4, 8, 12
_STEPS = 3
_COLOURS = ((13, 68, 71), (52, 97, 86), (255, 190, 46), (253, 252, 248))
_PALETTE = bytes(
    round(part + (255 - part) * step / _STEPS)
    for colour in _COLOURS
    for step in range(_STEPS + 1)
    for part in colour
)
_SIZES = (84, 72, 62, 54, 46)
_MOST_LINES = 4


def share_image(title: str, owner: str, fonts: Path) -> bytes:
    """Return a PNG of 1200 × 630 with a title and the name of the site.

    `fonts` is the folder of the static faces (`BOLD`, `SEMIBOLD`), which hold every letter of
    both texts. To take them from the variable font takes 8 ms a size, and longer for each word.
    The same texts and fonts give the same bytes.
    """
    face, lines = _fit(title, fonts)
    height = face.size * 1.18
    top = (_GROUND - height * len(lines)) / 2
    words = [
        word
        for number, line in enumerate(lines)
        for word in _placed(line, face, round(top + number * height))
    ]
    pieces, squeeze, done = [], _compressor(), 0
    # Only the lines with letters are drawn and packed; the others are always the same.
    for first, last in _bands(words):
        band = _packed(_drawn_on(_ground(owner, str(fonts)), first, last, words))
        pieces += [_piece_of_ground(owner, str(fonts), done, first), _squeezed(squeeze, band)]
        done = last
    pieces.append(_piece_of_ground(owner, str(fonts), done, HEIGHT))
    check = reduce(_joined, pieces, 1).to_bytes(4, "big")
    return _png(b"".join((_ZLIB_HEAD, *(piece.data for piece in pieces), _END, check)))


def forget_fonts() -> None:
    """Read the fonts again for the next picture: a preview may see them change."""
    for known in (_face, _ground, _packed_ground, _piece_of_ground, _length, _advance, _drawn):
        known.cache_clear()


class _Piece(NamedTuple):
    """Lines compressed by themselves, and of what they were the Adler-32 sum and the bytes."""

    data: bytes
    check: int
    size: int


class _Word(NamedTuple):
    """A word as a mask, and where it stands in the picture with its edge."""

    mask: Image.Image
    left: int
    top: int

    @property
    def bottom(self) -> int:
        return self.top + self.mask.height


def _bands(words: Sequence[_Word]) -> list[tuple[int, int]]:
    """Return the lines of the picture that words cover, from above, as (first, behind the last)."""
    found: list[tuple[int, int]] = []
    for first, last in sorted((max(w.top, 0), min(w.bottom, HEIGHT)) for w in words):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _drawn_on(ground: Image.Image, first: int, last: int, words: Sequence[_Word]) -> Image.Image:
    """Return lines of the ground with the words that stand on them."""
    letters = Image.new("L", (_EDGE + WIDTH, last - first), 0)
    for word in words:
        if word.top < last and word.bottom > first:
            letters.paste(_STEPS, (word.left, word.top - first), word.mask)
    return ImageChops.add_modulo(ground.crop((0, first, _EDGE + WIDTH, last)), letters)


def _joined(check: int, piece: _Piece) -> int:
    """Return the Adler-32 sum of data that another piece follows (RFC 1950 §8.2)."""
    low = check & 0xFFFF
    whole = (low + (piece.check & 0xFFFF) - 1) % _ADLER
    high = ((check >> 16) + (piece.check >> 16) + piece.size * (low - 1)) % _ADLER
    return high << 16 | whole


@lru_cache(maxsize=1024)
def _piece_of_ground(owner: str, fonts: str, first: int, last: int) -> _Piece:
    """Return lines of the picture without a title."""
    lines = _packed_ground(owner, fonts)[first * _LINE : last * _LINE]
    return _squeezed(_compressor(), lines)


def _squeezed(squeeze: Any, lines: bytes) -> _Piece:
    data = squeeze.compress(lines) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return _Piece(data, zlib.adler32(lines), len(lines))


@lru_cache(maxsize=8)
def _ground(owner: str, fonts: str) -> Image.Image:
    """Return the background with the name of the site, drawn once."""
    image = _background().copy()
    words = list(_placed(owner, _face(fonts, SEMIBOLD, 34), _GROUND + 16))
    for first, last in _bands(words):
        image.paste(_drawn_on(image, first, last, words), (0, first))
    return image


@lru_cache(maxsize=8)
def _packed_ground(owner: str, fonts: str) -> bytes:
    return _packed(_ground(owner, fonts))


def _compressor() -> Any:
    """Return a compressor of bare deflate data (RFC 1951), for flat colours."""
    return zlib.compressobj(1, zlib.DEFLATED, -15, 9, zlib.Z_RLE)


def _packed(image: Image.Image) -> bytes:
    """Return lines of four bits a pixel, each behind the byte that says "as it is"."""
    image.putpalette(_PALETTE)
    packed: bytes = image.tobytes("raw", "P;4")
    return packed


def _png(data: bytes) -> bytes:
    """Return compressed lines as a PNG of four bits a pixel (ISO/IEC 15948).

    Pillow's own writer tries every filter on every line, which takes five times as long.
    """
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", _PALETTE), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + check.to_bytes(4, "big")


@lru_cache(maxsize=32)
def _face(fonts: str, name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"{fonts}/{name}", size, layout_engine=ImageFont.Layout.BASIC)


def _fit(title: str, fonts: Path) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest face in which the title fits on a few lines beside the lighthouse."""
    face, lines = _face(str(fonts), BOLD, _SIZES[-1]), [title]
    for size in _SIZES:
        face = _face(str(fonts), BOLD, size)
        lines = _wrap(title, face, _TEXT_WIDTH)
        few = len(lines) <= (3 if size > _SIZES[2] else _MOST_LINES)
        if few and max((_length(face, line) for line in lines), default=0) <= _TEXT_WIDTH:
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


def _placed(line: str, face: ImageFont.FreeTypeFont, top: int) -> Iterator[_Word]:
    """Yield the words of a line that can be seen; many titles have the same words."""
    pen = float(_EDGE + _MARGIN)
    for word in line.split():
        drawn = _drawn(face, word)
        if drawn is not None:
            mask, left, below = drawn
            yield _Word(mask, round(pen) + left, top + below)
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
    around = round(face.size)
    room = (int(_length(face, word)) + 2 * around, 3 * around)
    mask = Image.new("L", room, 0)
    ImageDraw.Draw(mask).text((around, around), word, font=face, fill=255)
    box = mask.getbbox()
    if box is None:
        return None
    return mask.crop(box), box[0] - around, box[1] - around


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
