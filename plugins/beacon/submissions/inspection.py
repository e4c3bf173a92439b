"""Inspection: what the bytes of a JPEG or PNG hold besides the picture, read without decoding it.

Sources: ITU-T T.81 (JPEG), JFIF 1.02, Exif 2.32 §4.6, PNG (third edition, 2025).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import Struct

from beacon.patterns import regex
from beacon.problems import N_

PLACE = N_("the place where it was taken")
CAMERA = N_("data of the camera, such as its name and the time")
COMMENT = N_("comments")
COLOURS = N_("a profile of colours")
PREVIEW = N_("a small copy of the picture as it was before")
FRAMES = N_("further pictures behind the first")
UNKNOWN = N_("data of a program")
BEHIND = N_("data behind its end")

_PNG = b"\x89PNG\r\n\x1a\n"
# Chunks that only say how the pixels are to be drawn, and how long they can be (§11).
_DRAWN = {
    b"IHDR": 13, b"PLTE": 768, b"IDAT": 2**31, b"IEND": 0, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32,
    b"sRGB": 1, b"pHYs": 9, b"bKGD": 6, b"sBIT": 4, b"hIST": 512,
}  # fmt: skip
_CHUNKS = {
    b"eXIf": CAMERA, b"tEXt": COMMENT, b"zTXt": COMMENT, b"iTXt": COMMENT, b"tIME": CAMERA,
    b"iCCP": COLOURS, b"acTL": FRAMES, b"fcTL": FRAMES, b"fdAT": FRAMES,
}  # fmt: skip
_NEXT_MARKER = regex(rb"\xff+[^\x00\xff\xd0-\xd7]")
_FRAMES_OF_JPEG = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA
# Tables, and where lines begin again; every other segment is of a program.
_OF_DRAWING = _FRAMES_OF_JPEG | {0xC4, 0xCC, _SCAN, 0xDB, 0xDC, 0xDD}
_LONGEST_JFIF, _LONGEST_ADOBE = 14, 12
_GPS = 0x8825


class Inspected(Struct, frozen=True):
    """A picture: `kind` is `jpg` or `png`, `size` width and height, `hidden` what else it holds."""

    kind: str
    size: tuple[int, int]
    hidden: tuple[str, ...]


def inspect(data: bytes) -> Inspected | None:
    """Return what a picture holds; None for what is neither JPEG nor PNG, or is damaged."""
    try:
        if data.startswith(_PNG):
            return _inspect_png(data)
        if data.startswith(b"\xff\xd8\xff"):
            return _inspect_jpeg(data)
    except (struct.error, IndexError):
        return None
    return None


def _inspect_png(data: bytes) -> Inspected | None:
    hidden: list[str] = []
    place, size = len(_PNG), (0, 0)
    while True:
        length, kind = struct.unpack_from(">I4s", data, place)
        if kind == b"IHDR":
            size = struct.unpack_from(">II", data, place + 8)
        if length > _DRAWN.get(kind, -1):
            inside = data[place + 8 : place + 8 + length]
            hidden += _of_exif(inside) if kind == b"eXIf" else [_CHUNKS.get(kind, UNKNOWN)]
        place += length + 12
        if kind == b"IEND":
            break
    hidden += [BEHIND] if len(data) > place else []
    return Inspected("png", size, tuple(dict.fromkeys(hidden))) if 0 not in size else None


def _inspect_jpeg(data: bytes) -> Inspected | None:
    hidden: list[str] = []
    place, size, kind = 2, (0, 0), 0
    while True:
        marker = _NEXT_MARKER.search(data, place)
        if marker is None:
            return None
        if kind != _SCAN and marker.start() != place:
            hidden.append(UNKNOWN)  # only a scan has no length
        kind, place = data[marker.end() - 1], marker.end()
        if kind == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, place)
        inside = data[place + 2 : place + length]
        if kind in _FRAMES_OF_JPEG:
            height, width = struct.unpack_from(">HH", inside, 1)
            size = (width, height)
        hidden += _of_segment(kind, inside)
        place += length
    hidden += [BEHIND] if len(data) > place else []
    return Inspected("jpg", size, tuple(dict.fromkeys(hidden))) if 0 not in size else None


def _of_segment(kind: int, inside: bytes) -> Iterator[str]:
    """Yield what a segment of a JPEG hides; those that tell how to draw it hide nothing."""
    if kind == 0xFE:
        yield COMMENT
    elif kind == 0xE0 and inside.startswith(b"JFIF\0"):
        if inside[12:14] != b"\0\0":
            yield PREVIEW
        elif len(inside) > _LONGEST_JFIF:
            yield UNKNOWN
    elif kind == 0xE1 and inside.startswith(b"Exif\0"):
        yield from _of_exif(inside[6:])
    elif kind == 0xE1:
        yield COMMENT
    elif kind == 0xE2:
        yield FRAMES if inside.startswith(b"MPF\0") else COLOURS
    elif kind == 0xEE and inside.startswith(b"Adobe"):
        if len(inside) > _LONGEST_ADOBE:
            yield UNKNOWN
    elif kind not in _OF_DRAWING:
        yield UNKNOWN


def _of_exif(tiff: bytes) -> Iterator[str]:
    yield CAMERA
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    tags = [struct.unpack_from(f"{order}H", tiff, first + 2 + 12 * n)[0] for n in range(count)]
    if _GPS in tags:
        yield PLACE
    (following,) = struct.unpack_from(f"{order}I", tiff, first + 2 + 12 * count)
    if following:
        yield PREVIEW
