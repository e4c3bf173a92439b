"""Flow figures: what becomes of a number from step to step, each a part of the one above."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from beacon.charts.drawing import Frame, picture, share

_BOX = 74
_WAY = 38
_GAP = 3.0  # of the width


class Step(Struct, frozen=True):
    """One box: its number in words and what it counts, and what comes of it below.

    `series` 1 to 4 is its colour.
    """

    label: str
    text: str
    series: int = 1
    then: tuple[Step, ...] = ()


def flow_chart(first: Step, frame: Frame) -> Markup:
    """Return the flow from top to bottom; boxes of one level share the width by what they hold."""
    drawn = _Drawing(frame)
    parts = list(drawn.step(first, 0, 100, 0))
    height = _depth(first) * (_BOX + _WAY) - _WAY
    return picture(frame, "flow", height, [*drawn.ways, *parts])


class _Drawing:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.ways: list[Markup] = []

    def step(self, step: Step, at: float, room: float, top: int) -> Iterator[Markup]:
        """Yield a box and all below it; `at` and `room` are shares of the width."""
        wide = room - _GAP if room < 100 else room
        yield Markup(
            '<rect class="box c{}" x="{}" y="{}" width="{}" height="{}" rx="8"/>'
        ).format(step.series, share(at), top, share(wide), _BOX)  # fmt: skip
        middle = at + wide / 2
        text = '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>'
        yield Markup(text).format("flow-number", share(middle), top + 32, step.text)
        yield Markup(text).format("flow-label", share(middle), top + 57, step.label)
        below, left = top + _BOX + _WAY, at
        total = sum(map(_leaves, step.then))
        for part in step.then:
            width = room * _leaves(part) / total
            self._way(middle, left + (width - _GAP if width < 100 else width) / 2, top + _BOX)
            yield from self.step(part, left, width, below)
            left += width

    def _way(self, start: float, end: float, top: int) -> None:
        """Lead from a box to one below: down, across, down, because only lines take shares."""
        half = top + _WAY // 2
        line = '<line class="way" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        a, b = share(start), share(end)
        self.ways += [
            Markup(line).format(a, top, a, half),
            Markup(line).format(a, half, b, half),
            Markup(line).format(b, half, b, top + _WAY),
        ]


def _leaves(step: Step) -> int:
    return sum(map(_leaves, step.then)) or 1


def _depth(step: Step) -> int:
    return 1 + max(map(_depth, step.then), default=0)
