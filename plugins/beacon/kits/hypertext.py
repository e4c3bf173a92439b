"""The slides as one HTML file that needs nothing else: no network, no program but a browser."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct

from beacon.kits.blocks import Block, Span
from beacon.kits.frames import HEIGHT, WIDTH, Frame, Laid, body_of, lay_out_all
from beacon.kits.measure import widths
from beacon.kits.outline import KitSource, Picture, Slide
from beacon.languages.marks import unmarked

_LETTERS = {"sr-Cyrl": "serbian", "bg": "bulgarian"}
_SAFE = ("https://", "http://", "tel:", "mailto:")


class _Shown(Struct, frozen=True):
    """A slide as the template sees it."""

    slide: Slide
    kind: str
    title_style: str
    body_style: str
    picture_style: str
    body: Markup
    notes: Markup
    picture: str
    minutes_text: str


def slides_as_html(source: KitSource) -> bytes:
    """Return the deck as a single file; without its script it is a readable document."""
    folder = source.theme / "kits"
    page = _environment(folder).get_template("deck.html")
    laid = lay_out_all(source, widths(source.theme))
    html = page.render(
        source=source,
        lang=source.text_language,
        slides=[_shown(slide, source) for slide in laid],
        fonts=Markup(fonts_inside(source.theme, source.text_language)),
        style=Markup((folder / "deck.css").read_text("utf-8").replace("\n", "")),
        script=Markup((folder / "deck.js").read_text("utf-8")),
        _=lambda message: unmarked(source.strings.gettext(message)),
    )
    return html.encode()


@lru_cache(maxsize=2)
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@lru_cache(maxsize=8)
def fonts_inside(theme: Path, language: str) -> str:
    """Return our letters inside the style: Latin ones, and the Cyrillic of the language."""
    cuts = [("latin", "U+0-2FF,U+2000-2BFF")]
    if language in _LETTERS:
        cuts.append((_LETTERS[language], "U+400-4FF"))
    return "".join(
        '@font-face{font-family:"Beacon Sans";font-weight:400 800;'
        f"unicode-range:{letters};src:url(data:font/woff2;base64,"
        f"{_packed((theme / 'assets' / f'beacon-sans-{name}.woff2').read_bytes())})"
        ' format("woff2")}'
        for name, letters in cuts
    )


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _shown(laid: Laid, source: KitSource) -> _Shown:
    slide, master = laid.slide, laid.master
    picture = slide.picture if master.picture is not None else None
    minutes = source.strings.ngettext("%(num)s minute", "%(num)s minutes", slide.minutes)
    return _Shown(
        slide=slide,
        kind=f"{'picture' if master.picture and slide.layout != 'cover' else slide.layout}-slide",
        title_style=_style(master.title, laid.title.size),
        body_style=_style(master.body, laid.body.size),
        picture_style=_style(master.picture, 0) if master.picture else "",
        body=as_html(body_of(slide, source)),
        notes=as_html(slide.notes),
        picture=_address(picture) if picture else "",
        minutes_text=minutes,
    )


def _style(frame: Frame, size: float) -> str:
    """Return a place in shares of the slide, and a size in shares of its width."""
    shares = {
        "left": frame.x / WIDTH, "top": frame.y / HEIGHT,
        "width": frame.width / WIDTH, "height": frame.height / HEIGHT,
    }  # fmt: skip
    places = ";".join(f"{name}:{round(share * 100, 3):g}%" for name, share in shares.items())
    return f"{places};font-size:{round(size / WIDTH * 100, 3):g}cqw" if size else places


def _address(picture: Picture) -> str:
    return f"data:{picture.media_type};base64,{_packed(picture.data)}"


def as_html(blocks: Iterable[Block]) -> Markup:
    """Return blocks as HTML with nothing but the elements of running text."""
    return Markup("").join(map(_block, blocks))


def _block(block: Block) -> Markup:
    inside = as_html(block.blocks)
    words = _words(block.spans)
    if block.kind in ("bullets", "numbers"):
        name = "ol" if block.kind == "numbers" else "ul"
        first = Markup(' start="{}"').format(block.level) if block.level > 1 else Markup("")
        return Markup("<{0}{1}>{2}</{0}>").format(name, first, inside)
    if block.kind == "item":
        return Markup("<li>{}{}</li>").format(words, inside)
    if block.kind == "quote":
        return Markup("<blockquote>{}</blockquote>").format(inside)
    if block.kind in ("heading", "note"):
        title = Markup("<p><strong>{}</strong></p>").format(words) if words else Markup("")
        return title + inside
    if block.kind == "table":
        return Markup("<ul>{}</ul>").format(inside)
    if block.kind == "row":
        cells = Markup(" · ").join(_cell(cell) for cell in block.blocks)
        return Markup("<li>{}</li>").format(cells)
    return Markup("<p>{}</p>").format(words) + inside if words else inside


def _cell(cell: Block) -> Markup:
    return Markup(" ").join(_words(block.spans) for block in cell.blocks)


def _words(spans: Iterable[Span]) -> Markup:
    found = Markup("")
    for span in spans:
        text = escape(span.text).replace("\n", Markup("<br>"))
        if span.strong or span.emphasis:
            text = Markup("<strong>{}</strong>").format(text)
        if span.href.startswith(_SAFE):
            text = Markup('<a href="{}">{}</a>').format(span.href, text)
        if span.lang:
            text = Markup('<span lang="{}">{}</span>').format(span.lang, text)
        found += text
    return found
