"""Bar charts, horizontal: readable on a phone and in black and white."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_WIDTH = 440  # near the width it is shown in, so that its words keep their size
_LINE = 24
_BAR = 22
_GAP = 16
_VALUE_ROOM = 96
_LETTERS = 36  # in one line of a label


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
    parts, top = [], 0
    for bar in bars:
        for line in textwrap.wrap(bar.label, _LETTERS) or [bar.label]:
            top += _LINE
            parts.append(Markup('<text class="label" x="0" y="{}">{}</text>').format(top - 6, line))
        length = max(round((_WIDTH - _VALUE_ROOM) * bar.value / most), 2)
        parts.append(
            Markup(
                '<rect class="c{}" x="0" y="{}" width="{}" height="{}" rx="4"/>'
                '<text class="value" x="{}" y="{}">{}</text>'
            ).format(bar.series, top, length, _BAR, length + 8, top + 17, bar.text)
        )
        top += _BAR + _GAP
    opening = Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}" '
        'xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="xMinYMin meet">'
    ).format(_WIDTH, max(top - _GAP, 1), f"{title}. {description}")
    return Markup("").join([opening, *parts, Markup("</svg>")])
