"""Column charts: one column for each month, quarter or year, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from beacon.charts.drawing import Frame, Mark, Standing, most, picture, share

_HEAD = 30  # for the number above the highest column
_HEAD_TURNED = 58
_HIGHEST = 150
_FOOT = 26
_HIDDEN = 92
_FILLED = 0.72  # of the room that a column has
_MANY = 6  # columns beside which numbers have no room on a phone


class Column(Struct, frozen=True):
    """A column; `short` is its label where the window is narrow."""

    mark: Mark
    short: str = ""


def column_chart(columns: Sequence[Column], frame: Frame) -> Markup:
    """Return columns on one scale from 0; with many of them, numbers are turned on a phone."""
    largest = most(column.mark for column in columns)
    many = len(columns) > _MANY
    head = _HEAD_TURNED if many else _HEAD
    ground = head + _HIGHEST
    room = 100 / max(len(columns), 1)
    parts = [
        Markup('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(ground),
    ]
    for place, column in enumerate(columns):
        height = round(_HIGHEST * (column.mark.value or 0) / largest)
        at = place * room
        parts += _column(column.mark, frame, (at, room), ground, height, many=many)
        parts += _below(column, share(at + room / 2), ground)
    return picture(frame, "columns", ground + _FOOT, parts)


def _column(
    mark: Mark, frame: Frame, across: tuple[float, float], ground: int, height: int, *, many: bool
) -> Iterator[Markup]:
    at, room = across
    middle = share(at + room / 2)
    left, width = share(at + room * (1 - _FILLED) / 2), share(room * _FILLED)
    if mark.standing is Standing.UNKNOWN:
        yield _turned(mark.text, middle, ground - 8, "word")
        return
    if mark.standing is Standing.HIDDEN:
        hatched = '<rect class="hidden" fill="{}" x="{}" y="{}" width="{}" height="{}"/>'
        yield Markup(hatched).format(frame.hatch, left, ground - _HIDDEN, width, _HIDDEN)
        yield _turned(mark.text, middle, ground - 8, "word")
        return
    tall = max(height, 2)
    drawn = '<rect class="c{}" x="{}" y="{}" width="{}" height="{}"/>'
    yield Markup(drawn).format(mark.series, left, ground - tall, width, tall)
    above = ground - tall - 8
    yield Markup('<text class="value{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        " roomy" if many else "", middle, above, mark.text
    )
    if many:
        yield _turned(mark.text, middle, above, "value narrow")


def _turned(text: str, middle: str, bottom: int, kind: str) -> Markup:
    """Return a text that runs upwards: an inner picture, because only that can turn at a share."""
    drawn = (
        '<svg x="{}" y="{}" class="turned" aria-hidden="true">'
        '<text class="{}" transform="rotate(-90)" y="5">{}</text></svg>'
    )
    return Markup(drawn).format(middle, bottom, kind, text)


def _below(column: Column, middle: str, ground: int) -> Iterator[Markup]:
    drawn = '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>'
    roomy = "label roomy" if column.short else "label"
    yield Markup(drawn).format(roomy, middle, ground + 19, column.mark.label)
    if column.short:
        yield Markup(drawn).format("label narrow", middle, ground + 19, column.short)
