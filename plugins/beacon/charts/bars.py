"""Bar charts, horizontal: readable on a phone and in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_WIDTH = 640
_ROW = 56
_BAR = 22
_LABEL_ROOM = 96


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `text` is its value as people read it, `series` 1 to 4 its colour."""

    label: str
    value: int
    text: str
    series: int = 1


def bar_chart(bars: Sequence[Bar], *, title: str, description: str) -> Markup:
    """Return an SVG of bars that share one scale from 0; colours come from the style sheet.

    The drawing is one picture to assistive technology; its table stands beside it.
    """
    most = max((bar.value for bar in bars), default=0) or 1
    height = _ROW * len(bars) + 8
    parts = [
        Markup(
            '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" '
            'xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="xMinYMin meet">'
        ).format(_WIDTH, height, f"{title}. {description}")
    ]
    for row, bar in enumerate(bars):
        top = row * _ROW
        length = round((_WIDTH - _LABEL_ROOM) * bar.value / most)
        parts.append(
            Markup(
                '<text class="label" x="0" y="{}">{}</text>'
                '<rect class="c{}" x="0" y="{}" width="{}" height="{}" rx="4"/>'
                '<text class="value" x="{}" y="{}">{}</text>'
            ).format(
                top + 18,
                bar.label,
                bar.series,
                top + 26,
                max(length, 2),
                _BAR,
                max(length, 2) + 8,
                top + 43,
                bar.text,
            )
        )
    parts.append(Markup("</svg>"))
    return Markup("").join(escape(part) for part in parts)
