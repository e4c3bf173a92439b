"""Frames: where on a slide each thing stands, and how large its text is.

Every format takes its places from here, so that what was measured once holds in all of them.
A slide is 960 by 540 points, which is 16:9.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from beacon.kits.blocks import Block, Span
from beacon.kits.measure import Fitted, Paragraph, Widths, fit, paragraphs
from beacon.kits.outline import Contact, KitSource, Slide

WIDTH, HEIGHT = 960.0, 540.0
SMALLEST = 20.0
"""What is smaller cannot be read from the last row (a room of 8 m and a picture of 2 m)."""
_PAD = 2.0
"""Room for what programs round differently."""

NIGHT, LIGHT, HELP, INK, PAPER, TINT = "0d4447", "ffbe2e", "ae1446", "10292c", "fdfcf8", "eef4f1"
MUTED, WHITE, LINE_COLOUR = "48605f", "ffffff", "d3deda"


class Frame(Struct, frozen=True):
    """A place on a slide, in points from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Master(Struct, frozen=True):
    """The look of a layout: its places, its sizes from the largest, and its colours."""

    name: str
    title: Frame
    body: Frame
    picture: Frame | None
    title_sizes: tuple[float, ...]
    body_sizes: tuple[float, ...]
    ground: str
    title_colour: str
    body_colour: str
    middle: bool = False


_TITLES = (36.0, 32.0, 28.0, 26.0)
_TEXTS = (36.0, 32.0, 28.0, 26.0, 24.0, 22.0, SMALLEST)
_LARGE = (40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, SMALLEST)
_TITLE = Frame(56, 28, 760, 86)
_BODY = Frame(56, 142, 848, 330)
_HALF = Frame(56, 142, 470, 330)
_SIDE = Frame(556, 142, 348, 330)

MASTERS: Mapping[str, Master] = {
    "cover": Master(
        "Cover", Frame(56, 150, 500, 200), Frame(56, 372, 500, 76), Frame(600, 90, 304, 360),
        (48.0, 44.0, 40.0, 36.0, 32.0, 28.0), (24.0, 22.0, SMALLEST), NIGHT, WHITE, WHITE,
    ),
    "text": Master("Text", _TITLE, _BODY, None, _TITLES, _TEXTS, PAPER, NIGHT, INK),
    "picture": Master("Text and picture", _TITLE, _HALF, _SIDE, _TITLES, _TEXTS, PAPER, NIGHT, INK),
    "question": Master(
        "Question", _TITLE, Frame(176, 142, 728, 330), None, _TITLES, _LARGE, TINT, NIGHT, INK, True
    ),
    "statement": Master(
        "Statement", _TITLE, Frame(88, 142, 784, 330), None, _TITLES, _LARGE, PAPER, NIGHT, INK,
        True,
    ),
    "help": Master(
        "Help", _TITLE, _BODY, None, _TITLES, _LARGE[2:], "fdedf1", "9c1040", INK, True
    ),
    "end": Master("End", _TITLE, _BODY, None, _TITLES, _TEXTS, NIGHT, WHITE, WHITE, True),
}  # fmt: skip
FOOT = Frame(56, 496, 640, 24)
NUMBER = Frame(824, 496, 80, 24)
CHIP = Frame(824, 52, 80, 30)
RULE = Frame(56, 130, 96, 5)
"""The short line below a title; one of two lines at 36 points fills its frame and stays clear."""


class Laid(Struct, frozen=True):
    """A slide with every text at its size; `title` and `body` are None where there is none."""

    slide: Slide
    master: Master
    title: Fitted
    body_texts: tuple[Paragraph, ...]
    body: Fitted

    @property
    def fits(self) -> bool:
        """Whether all text stands within its frames."""
        return self.title.fits and self.body.fits


def master_of(slide: Slide) -> Master:
    """Return the layout of a slide; one with a picture beside its text has room for both."""
    if slide.picture is not None and slide.layout in ("text", "statement", "question", "picture"):
        return MASTERS["picture"]
    return MASTERS["text" if slide.layout == "picture" else slide.layout]


def lay_out(slide: Slide, source: KitSource, known: Widths) -> Laid:
    """Return a slide of a kit with its texts fitted into their frames."""
    return _laid(slide, body_of(slide, source), known)


def lay_out_alone(slide: Slide, known: Widths) -> Laid:
    """Return a slide as it is written, without what a kit adds to it."""
    return _laid(slide, slide.blocks, known)


def _laid(slide: Slide, blocks: tuple[Block, ...], known: Widths) -> Laid:
    master = master_of(slide)
    texts = tuple(paragraphs(blocks))
    title = fit(
        [Paragraph((slide.heading,))], master.title.width - _PAD, master.title.height,
        master.title_sizes, known, bold=True,
    )  # fmt: skip
    body = fit(texts, master.body.width - _PAD, master.body.height, master.body_sizes, known)
    return Laid(slide, master, title, texts, body)


def body_of(slide: Slide, source: KitSource) -> tuple[Block, ...]:
    """Return what stands below the title; a help slide says the centre's own ways to reach help."""
    if slide.layout != "help":
        return slide.blocks
    return (*slide.blocks, *map(_contact, source.first_contacts()))


def _contact(contact: Contact) -> Block:
    said = " · ".join(text for text in (contact.name, contact.hours, contact.cost) if text)
    number = Span(contact.display, True, href=contact.href)
    return Block("paragraph", (number, Span(f"  {said}")))


def lay_out_all(source: KitSource, known: Widths) -> tuple[Laid, ...]:
    """Return all slides of a kit, laid out."""
    return tuple(lay_out(slide, source, known) for slide in source.deck.slides)
