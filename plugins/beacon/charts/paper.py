"""Paper: a chart as a drawing that stands alone, with its own size, letters and colours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import escape

from beacon.patterns import regex

_WIDTH = 480
_IN_A_ROW = 2
_ROW = 22
_OPENING = regex(r'<svg class="chart ([\w-]+)" width="100%" height="(\d+)"')
_HATCH = regex(r'<pattern id="([^"]+)"')
_STYLE = (
    "text{font-family:'Source Sans 3';font-size:14px;fill:#000}"
    ".value,.flow-number,.tile-value,.tile-name{font-weight:700}"
    ".word,.tile-word{fill:#333}.tile-word,.tile-value,.tile-name{font-size:11px}"
    ".narrow{display:none}.turned{overflow:visible}"
    ".c1{fill:#0e6a6c}.c2{fill:#b87500}.c3{fill:#7a4b8f}.c4{fill:#5b7a26}.c5{fill:#b03a2e}.c6{fill:#3b5ba5}"
    ".axis,.way{stroke:#555;stroke-width:2;fill:none}"
    ".hatch rect{fill:#fff}.hatch line{stroke:#333;stroke-width:3}.hidden{stroke:#333}"
    ".unknown{fill:#fff;stroke:#333;stroke-dasharray:4 3}.nothing{fill:#fff;stroke:#bbb}"
    ".q0{fill:#fff;stroke:#0e6a6c}.q1{fill:#d5e9e6}.q2{fill:#9fcfc9}.q3{fill:#5aa7a2}"
    ".q4{fill:#0e6a6c}.t-q4 text{fill:#fff}"
    ".box{fill:#fff;stroke-width:3}.box.c1{stroke:#0e6a6c}.box.c2{stroke:#b87500}"
    ".box.c3{stroke:#7a4b8f}.box.c4{stroke:#5b7a26}.flow-number{font-size:22px}"
)


def on_paper(svg: str, legend: Sequence[tuple[str, str]] = ()) -> str:
    """Return the drawing with a width in pixels, and the colours it has on paper.

    `legend` names what is drawn by its class; it stands below the drawing. Raises ValueError
    for what is no chart.
    """
    opening = _OPENING.match(str(svg))
    if opening is None:
        raise ValueError("this is no chart")
    kind, height = opening.group(1), int(opening.group(2))
    whole = height + -(-len(legend) // _IN_A_ROW) * _ROW + (8 if legend else 0)
    size = f'width="{_WIDTH}" height="{whole}" viewBox="0 0 {_WIDTH} {whole}"'
    drawn = str(svg)[opening.end() :].replace("<defs>", f"<style>{_STYLE}</style><defs>", 1)
    hatch = _HATCH.search(str(svg))
    signs = (_sign(sign, place, height + 8, hatch) for place, sign in enumerate(legend))
    return (
        f'<svg class="chart {kind}" {size}'
        + drawn.removesuffix("</svg>")
        + "".join(signs)
        + "</svg>"
    )


def _sign(sign: tuple[str, str], place: int, top: int, hatch: re.Match[str] | None) -> str:
    kind, text = sign
    x, y = place % _IN_A_ROW * (_WIDTH // _IN_A_ROW), top + place // _IN_A_ROW * _ROW
    paint = f' fill="url(#{hatch.group(1)})"' if kind == "hidden" and hatch else ""
    box = f'<rect class="{kind}"{paint} x="{x}" y="{y}" width="22" height="14"/>'
    return f'{box}<text x="{x + 30}" y="{y + 12}">{escape(text)}</text>'
