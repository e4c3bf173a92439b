"""Pictures of submissions: made anew from their pixels, so that nothing else of them is kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath

from msgspec import Struct
from PIL import Image, ImageCms

from beacon.patterns import regex
from beacon.problems import N_, Problem, Sentence
from beacon.slugs import slugify
from beacon.submissions.inspection import (
    CAMERA,
    COLOURS,
    COMMENT,
    FRAMES,
    PLACE,
    inspect,
)
from beacon.submissions.record import (
    LONGEST_SIDE,
    MOST_PICTURE_BYTES,
    MOST_PICTURES,
    UNUSABLE_PICTURE,
)

MOST_BYTES_TAKEN = 10_000_000
MOST_PIXELS_TAKEN = 40_000_000

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITIES = (85, 75, 65, 55)
_GPS, _ORIENTATION = 0x8825, 0x0112  # Exif 2.32 §4.6
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Hours, days and numbers that phones put into names.
_DIGITS = regex(
    r"\d{4}(?:[-_.]\d{1,2}){2}|\d{4,}|\b\d{1,2}\.\d{2}(?:\.\d{2})?\b|\bwa\d+", re.IGNORECASE
)
_NO_NAMES = frozenset("section img dsc dscn dcim image photo pxl pic file foto slika".split())
_NOT_TAKEN = {
    b"<svg": N_("A drawing in SVG is a program as well."),
    b"<?xm": N_("A drawing in SVG is a program as well."),
    b"gif8": N_("A moving picture (GIF) is not taken."),
    b"%pdf": N_("This is a PDF, and no picture."),
}
# Windows Metafile with and without its place on a page ([MS-WMF] §2.3.2), BMP, TIFF 6.0.
_WMF = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
_UNPACKED = (b"BM", b"II*\x00", b"MM\x00*")
_OF_PHONES = tuple(f"ftyp{brand}".encode() for brand in "heic heix hevc mif1 msf1 avif".split())


class Prepared(Struct, frozen=True):
    """A picture that may be published: its safe name, its bytes, and what was taken out."""

    name: str
    data: bytes
    size: tuple[int, int]
    taken_out: tuple[str, ...]


@lru_cache(maxsize=MOST_PICTURES)  # a photograph takes a second, and all is read after each answer
def prepare(data: bytes, name: str, shown: str) -> Prepared | Problem:
    """Return a picture made anew, or why it is not taken; `shown` is its place in a problem.

    The same bytes give the same picture. It stands upright, has no more than 1600 pixels on its
    longer side and 400 kB, and holds its pixels alone: no place, camera, time, comment, preview,
    profile of colours, second picture, or data behind its end.
    """
    if len(data) > MOST_BYTES_TAKEN:
        large = f"{len(data) / 1_000_000:.1f}"
        said = Sentence(N_("The picture has %(size)s MB."), size=large)
        return UNUSABLE_PICTURE.at(shown, None, said)
    no_picture = _NOT_TAKEN.get(data.lstrip(b"\xef\xbb\xbf \t\r\n")[:4].lower(), "")
    if no_picture:
        return UNUSABLE_PICTURE.at(shown, None, no_picture)
    if data[40:44] == b" EMF" or data.startswith(_WMF):
        drawing = N_("The picture is a drawing of Office (EMF or WMF).")
        hint = N_("Copy it in Word, and paste it again as a picture (PNG).")
        return UNUSABLE_PICTURE.at(shown, None, drawing, hint)
    if data.startswith(_UNPACKED):
        return UNUSABLE_PICTURE.at(shown, None, N_("The picture is a BMP or TIFF file."))
    if data[4:12] in _OF_PHONES:
        of_phone = N_("The picture is a HEIC or AVIF file, as some phones keep them.")
        return UNUSABLE_PICTURE.at(shown, None, of_phone, N_("Share it from the phone as JPEG."))
    inspected = inspect(data)
    if inspected and (too_many := _too_many_pixels(inspected.size, shown)):
        return too_many
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if too_many := _too_many_pixels(image.size, shown):
                return too_many
            taken_out = tuple(dict.fromkeys(_hidden(image, data)))
            lossless = image.format == "PNG"
            pixels = _pixels(_upright(image))
    except Exception:  # Pillow raises whatever its readers stumble over: TypeError, struct.error …
        return UNUSABLE_PICTURE.at(shown, None, N_("The picture is damaged, or no picture."))
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    ending, written, size = _written(pixels, lossless)
    return Prepared(f"{safe_name(name)}.{ending}", written, size, taken_out)


def _too_many_pixels(size: tuple[int, int], shown: str) -> Problem | None:
    width, height = size
    if width * height <= MOST_PIXELS_TAKEN:
        return None
    said = Sentence(
        N_("The picture has %(width)s by %(height)s pixels."), width=width, height=height
    )
    hint = N_("Make it smaller: 2000 pixels on the longer side are enough.")
    return UNUSABLE_PICTURE.at(shown, None, said, hint)


def safe_name(name: str) -> str:
    """Return the name of a picture without its ending: an address, and no hour it was taken."""
    stem = PurePath(name.replace("\\", "/")).stem[:200]
    safe = slugify(_DIGITS.sub(" ", stem))[:40].strip("-")
    return "picture" if safe in _NO_NAMES else safe


def _hidden(image: Image.Image, data: bytes) -> Iterator[str]:
    """Yield in words what a picture holds besides what is seen of it."""
    inspected = inspect(data)
    if inspected:
        yield from inspected.hidden
        return
    exif = image.getexif()
    if set(exif) - {_GPS, _ORIENTATION}:
        yield CAMERA
    if exif.get_ifd(_GPS):
        yield PLACE
    if "xmp" in image.info:
        yield COMMENT
    if "icc_profile" in image.info:
        yield COLOURS
    if getattr(image, "n_frames", 1) > 1:
        yield FRAMES


def _upright(image: Image.Image) -> Image.Image:
    """Return a picture turned as its camera data say.

    Pillow's own `exif_transpose` writes the data again, and fails where something else in them is
    damaged; here nothing of them is kept.
    """
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    return image if turn is None else image.transpose(turn)


def _pixels(image: Image.Image) -> Image.Image:
    """Return the pixels alone, in sRGB, as a picture that knows nothing of the old one."""
    profile = image.info.get("icc_profile")
    if profile and image.mode == "RGB":
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB")) or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # of a damaged profile nothing is lost but a shade
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _written(image: Image.Image, lossless: bool) -> tuple[str, bytes, tuple[int, int]]:
    """Return the ending, bytes and size of the finished picture."""
    clear = image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255)
    if lossless or clear:
        for picture in (image, image.quantize(256, Image.Quantize.FASTOCTREE)):
            data = _saved(picture, "PNG", optimize=True)
            if len(data) <= MOST_PICTURE_BYTES:
                return "png", data, picture.size
    if clear:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    image = image.convert("RGB")
    while True:
        for quality in _QUALITIES:
            data = _saved(image, "JPEG", quality=quality, optimize=True)
            if len(data) <= MOST_PICTURE_BYTES:
                return "jpg", data, image.size
        image = image.resize((max(image.width * 3 // 4, 1), max(image.height * 3 // 4, 1)))


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()
