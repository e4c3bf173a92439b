"""Drawing: what all charts share, so that they read alike on paper, on phones and in the dark.

Lengths across are shares of the width and lengths down are pixels: text keeps its size
at any width, and nothing needs a script or an inline style. Colours come from the style
sheet by class. What is hidden is hatched and has one size, whatever its count.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from markupsafe import Markup
from msgspec import Struct


class Standing(StrEnum):
    """Whether a value is shown, is hidden because it is small, or is not known."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


class Mark(Struct, frozen=True):
    """One value of a chart: `text` is what people read, a number or a word for its standing.

    `value` is None unless the standing is SHOWN; `series` 1 to 6 is its colour.
    """

    label: str
    value: int | None
    text: str
    series: int = 1
    standing: Standing = Standing.SHOWN


class Frame(Struct, frozen=True):
    """The name of a chart on its page, and what assistive technology reads instead of it."""

    id: str
    title: str
    description: str

    @property
    def hatch(self) -> str:
        """The paint of what is hidden."""
        return f"url(#{self.id}-hatch)"


def picture(frame: Frame, kind: str, height: int, parts: Iterable[Markup]) -> Markup:
    """Return the SVG of a chart: one picture with a title and a description."""
    opening = Markup(
        '<svg class="chart chart-{kind}" width="100%" height="{height}" role="img" '
        'aria-labelledby="{id}-title {id}-desc" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>'
        '<defs><pattern id="{id}-hatch" class="hatch" width="8" height="8" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="8" height="8"/><line x1="0" y1="0" x2="0" y2="8"/></pattern></defs>'
    ).format(kind=kind, height=height, id=frame.id, title=frame.title,
             description=frame.description)  # fmt: skip
    return Markup("").join([opening, *parts, Markup("</svg>")])


def share(value: float) -> str:
    """Return a share of the width as SVG writes it: `12.5%`."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def most(marks: Iterable[Mark]) -> int:
    """Return the largest value that is shown; hidden ones have no part in the scale."""
    return max((mark.value or 0 for mark in marks), default=0) or 1
