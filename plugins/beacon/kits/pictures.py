"""Pictures of slides: drawings on their own feet, and what programs that know no SVG get."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any

from beacon.kits.outline import Picture
from beacon.patterns import regex

# The colours of the drawings in theme/illustrations, as theme/assets/style.css gives them.
_CLASSES = (
    ".b1{fill:#0d4447}.b2{fill:#3d2a50}.b3{fill:#125f5d}.b4{fill:#74331d}.i1{fill:#082a2d}"
    ".i2{fill:#ffbe2e}.i3{fill:#ffe08a;opacity:.13}.i4{fill:#fff6e3}.i5{fill:#1f7f7a}"
    ".i6{fill:#edb48b}.i7{fill:#9a6242}.i8{fill:#e26f3d}.i9{fill:#bca7dd}"
    ".s1,.s2,.s3,.s4,.s5{fill:none;stroke-width:5;stroke-linecap:round;stroke-linejoin:round}"
    ".s1{stroke:#fff6e3}.s2{stroke:#082a2d}.s3{stroke:#ffbe2e;stroke-width:10}"
    ".s4{stroke:#bca7dd}.s5{stroke:#1f7f7a}.thick{stroke-width:9}"
)
_ROOT = regex(r"<svg\b[^>]*>")
_BOX = regex(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_SHOWN = 1600
"""Pixels of the longer side of a photograph."""
_WIDE = 1200
"""Pixels across a picture on a slide: sharp on a projector of 1920 by 1080."""


def standing_alone(svg: str) -> str:
    """Return a drawing of the theme as a file of its own, with its colours and its size."""
    root = _ROOT.search(svg)
    box = _BOX.search(svg)
    if root is None or box is None:
        return svg
    width, height = box.groups()
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box.group()} width="{width}" '
        f'height="{height}"><style>{_CLASSES}</style>'
    )
    return svg[: root.start()] + opening + svg[root.end() :]


# The elements and attributes that a drawing needs; scripts, links and styles are none of them.
_DRAWN = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan defs use title desc "
    "linearGradient radialGradient stop clipPath mask symbol pattern".split()
)
_LOADS = regex(r"(?:https?:)?//|javascript:|data:|url\(\s*[\"']?(?!#)", re.IGNORECASE)


class UnsafeDrawing(ValueError):
    """A drawing that cannot be read as one."""


def safe_drawing(data: bytes) -> bytes:
    """Return a drawing with nothing but shapes: no script, no handler, no other address.

    Raises UnsafeDrawing where it is no well-formed SVG, or declares entities.
    """
    from lxml import etree  # noqa: PLC0415 (slow to load)

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeDrawing(str(error)) from None
    if root.getroottree().docinfo.doctype or _name(root) != "svg":
        raise UnsafeDrawing("it declares a document type, or is no drawing")
    for element in list(root.iter()):
        above = element.getparent()
        if above is not None and (not isinstance(element.tag, str) or _name(element) not in _DRAWN):
            above.remove(element)
            continue
        for key, value in list(element.attrib.items()):
            if _is_active(_local(key), value):
                del element.attrib[key]
    safe: bytes = etree.tostring(root)
    return safe


def _is_active(name: str, value: str) -> bool:
    """Tell an attribute that runs something, or leads out of the drawing."""
    if name == "href":
        return not value.startswith("#")
    return name.startswith("on") or bool(_LOADS.search(value))


def _name(element: Any) -> str:
    return _local(str(element.tag))


def _local(name: str) -> str:
    """Return a name without its namespace, which lxml writes in braces before it."""
    return name.rpartition("}")[2]


def as_png(picture: Picture) -> bytes:
    """Return a picture as a format that every program shows: PNG or JPEG."""
    return _drawn(picture.data) if picture.media_type == "image/svg+xml" else picture.data


def photograph(data: bytes) -> tuple[bytes, str]:
    """Return a picture as large as a slide can show it, and its media type.

    It is written anew, so that nothing of the camera or of the place is left in it.
    """
    from PIL import Image  # noqa: PLC0415 (slow to load, and few slides have photographs)

    stream = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((_SHOWN, _SHOWN))
        if image.mode in ("RGBA", "LA", "P", "1"):
            image.convert("RGBA").save(stream, "PNG", optimize=True)
            return stream.getvalue(), "image/png"
        image.convert("RGB").save(stream, "JPEG", quality=85, optimize=True)
    return stream.getvalue(), "image/jpeg"


@lru_cache(maxsize=64)
def _drawn(svg: bytes) -> bytes:
    """Return a drawing in pixels, as Typst draws it; nothing is loaded, no script runs."""
    from beacon.typesetting.engine import drawn  # noqa: PLC0415 (slow; most builds draw nothing)

    return _packed(drawn(svg.decode(), _WIDE))


def _packed(png: bytes) -> bytes:
    """Return a drawing with the few colours that it has, which is a third of the bytes."""
    from PIL import Image  # noqa: PLC0415 (slow to load)

    with Image.open(io.BytesIO(png)) as image:
        few = image.convert("RGBA").quantize(128, method=Image.Quantize.FASTOCTREE)
    stream = io.BytesIO()
    few.save(stream, "PNG", optimize=True)
    return stream.getvalue()
