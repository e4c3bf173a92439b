"""Paper: a chart as a drawing that stands alone, with its own size, letters and colours."""

from __future__ import annotations

import re

_WIDTH = 480
_OPENING = re.compile(r'<svg class="chart ([\w-]+)" width="100%" height="(\d+)"')
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


def on_paper(svg: str) -> str:
    """Return the drawing with a width in pixels, and the colours it has on paper."""
    opening = (
        rf'<svg class="chart \1" width="{_WIDTH}" height="\2" viewBox="0 0 {_WIDTH} \2"'
    )  # fmt: skip
    sized, times = _OPENING.subn(opening, str(svg), count=1)
    if not times:
        raise ValueError("this is no chart")
    return sized.replace("<defs>", f"<style>{_STYLE}</style><defs>", 1)
