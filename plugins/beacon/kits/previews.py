"""Previews: a slide as a small drawing, for pages that show what is in a kit."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator

from beacon.kits.blocks import Span
from beacon.kits.frames import (
    CHIP,
    HEIGHT,
    HELP,
    INK,
    LIGHT,
    NIGHT,
    RULE,
    WIDTH,
    Frame,
    Laid,
    lay_out_all,
)
from beacon.kits.measure import GAP, LINE, Fitted, Paragraph, Widths, width_of, widths
from beacon.kits.outline import KitSource, Picture
from beacon.markup import escape

_RISE = 0.9
"""How far the foot of the letters is from the top of a line, as a multiple of the size."""
_SMALL = (348, 330)


def previews(source: KitSource) -> list[bytes]:
    """Return every slide of a kit as an SVG that loads nothing."""
    known = widths(source.theme)
    laid = lay_out_all(source, known)
    return [slide_as_svg(slide, source.text_language, known).encode() for slide in laid]


def slide_as_svg(laid: Laid, language: str, known: Widths) -> str:
    """Return one slide as a drawing of 960 by 540 points.

    Every line says how long it is in the fonts that were measured, so that a device with
    neither of them sets it as long in its own.
    """
    master = laid.master
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'lang="{language}" font-family="Arial,Liberation Sans,sans-serif">',
        _box(Frame(0, 0, WIDTH, HEIGHT), master.ground),
        *_ornaments(laid, known),
    ]
    title = [Paragraph((laid.slide.heading,))]
    low = "end" if master.name == "Cover" else "middle"
    parts += _text(title, laid.title, master.title, master.title_colour, low, known, bold=True)
    middle = "middle" if master.middle else "start"
    parts += _text(laid.body_texts, laid.body, master.body, master.body_colour, middle, known)
    if laid.slide.picture is not None and master.picture is not None:
        parts.append(_picture(laid.slide.picture, master.picture))
    return "".join([*parts, "</svg>"])


def _box(frame: Frame, colour: str, radius: float = 0) -> str:
    round_ = f' rx="{radius:g}"' if radius else ""
    place = f'x="{frame.x:g}" y="{frame.y:g}" width="{frame.width:g}" height="{frame.height:g}"'
    return f'<rect {place}{round_} fill="#{colour}"/>'


def _ornaments(laid: Laid, known: Widths) -> Iterator[str]:
    name = laid.master.name
    if name in ("Cover", "End"):
        yield _box(Frame(0, 0, 16, HEIGHT), LIGHT)
        return
    top = {"Question": LIGHT, "Help": HELP}.get(name, NIGHT)
    yield _box(Frame(0, 0, WIDTH, 12), top)
    if name == "Question":
        yield f'<circle cx="104" cy="198" r="48" fill="#{LIGHT}"/>'
        yield _line("?", 85, 220, 60, NIGHT, known, bold=True)
    elif name == "Statement":
        yield _box(Frame(56, 150, 8, 314), LIGHT)
    elif name != "Help":
        yield _box(RULE, LIGHT)
    if laid.slide.minutes:
        yield _box(CHIP, LIGHT, 5)
        minutes = f"{laid.slide.minutes}′"
        spare = CHIP.width - width_of(minutes, 18, known["bold"])
        yield _line(minutes, CHIP.x + spare / 2, CHIP.y + 21, 18, INK, known, bold=True)


def _text(
    texts: tuple[Paragraph, ...] | list[Paragraph],
    fitted: Fitted,
    frame: Frame,
    colour: str,
    anchor: str,
    known: Widths,
    *,
    bold: bool = False,
) -> Iterator[str]:
    spare = frame.height - fitted.height
    y = frame.y + {"start": 0.0, "middle": spare / 2, "end": spare}[anchor]
    size = fitted.size
    for number, (text, lines) in enumerate(zip(texts, fitted.lines, strict=True)):
        y += GAP * size if number else 0
        x = frame.x + text.indent * size
        if text.sign:
            yield _line(text.sign, x - text.hang * size, y + _RISE * size, size, colour, known)
        for line in lines:
            yield _spans(line, x, y + _RISE * size, size, colour, known, bold=bold)
            y += LINE * size


def _line(
    text: str, x: float, y: float, size: float, colour: str, known: Widths, *, bold: bool = False
) -> str:
    return _spans((Span(text),), x, y, size, colour, known, bold=bold)


def _spans(
    spans: tuple[Span, ...],
    x: float,
    y: float,
    size: float,
    colour: str,
    known: Widths,
    *,
    bold: bool,
) -> str:
    parts = [(span.text, bold or span.strong or span.emphasis) for span in spans]
    if parts:  # a blank at the end has no place on the line
        parts[-1] = parts[-1][0].rstrip(" "), parts[-1][1]
    weight = ' font-weight="700"' if bold else ""
    inside = "".join(
        f'<tspan font-weight="700">{escape(text)}</tspan>' if strong and not bold else escape(text)
        for text, strong in parts
    )
    place = f'x="{round(x, 1):g}" y="{round(y, 1):g}" font-size="{size:g}" fill="#{colour}"'
    length = _length(parts, size, known)
    return f'<text xml:space="preserve" {place}{weight}{length}>{inside}</text>'


def _length(parts: list[tuple[str, bool]], size: float, known: Widths) -> str:
    """Return the attributes that say how long a line is; nothing if a letter was not measured.

    A sign that stands alone, such as a bullet, runs over nothing and keeps its shape.
    """
    if sum(len(text) for text, _ in parts) < 2:
        return ""
    used = 0.0
    for text, strong in parts:
        table = known["bold" if strong else "regular"]
        if not all(letter in table for letter in text):
            return ""
        used += width_of(text, size, table)
    return f' textLength="{round(used, 1):g}" lengthAdjust="spacingAndGlyphs"' if used else ""


def _picture(picture: Picture, frame: Frame) -> str:
    place = f'x="{frame.x:g}" y="{frame.y:g}" width="{frame.width:g}" height="{frame.height:g}"'
    data, kind = picture.data, picture.media_type
    if kind != "image/svg+xml":
        data, kind = _thumbnail(picture.data), "image/webp"
    inside = base64.b64encode(data).decode()
    return f'<image {place} href="data:{kind};base64,{inside}"/>'


def _thumbnail(data: bytes) -> bytes:
    from PIL import Image  # noqa: PLC0415 (slow to load, and few slides have photographs)

    stream = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail(_SMALL)
        image.convert("RGB").save(stream, "WEBP", quality=70)
    return stream.getvalue()
