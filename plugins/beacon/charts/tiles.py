"""Tile maps: a grid with one tile for each region, about where it lies; no borders are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from beacon.charts.drawing import Frame, Mark, Standing, most, picture, share

_HEIGHT = 50
_GAP = 4
_GAP_ACROSS = 1.0  # of the width
STEPS = 4
"""The shades of a map, from the smallest numbers to the largest."""


class Tile(Struct, frozen=True):
    """A region: its place in the grid, counted from 0, and its short form for the tile.

    The mark's label is its whole name. A region that nothing is known to have happened in is
    UNKNOWN with an empty text.
    """

    column: int
    row: int
    short: str
    mark: Mark


def tile_map(tiles: Sequence[Tile], frame: Frame) -> Markup:
    """Return the map; the darker a tile, the larger its number. 0 has a tile of its own kind."""
    across = max((tile.column for tile in tiles), default=0) + 1
    down = max((tile.row for tile in tiles), default=0) + 1
    largest = most(tile.mark for tile in tiles)
    ordered = sorted(tiles, key=lambda tile: (tile.row, tile.column))
    parts = [part for tile in ordered for part in _tile(tile, frame, 100 / across, largest)]
    return picture(frame, "tiles", down * (_HEIGHT + _GAP) - _GAP, parts)


def step(value: int, largest: int) -> int:
    """Return the shade of a number: 0 for none, then 1 to `STEPS` by its share of the largest."""
    return 0 if value <= 0 else min(-(-value * STEPS // largest), STEPS)


def _tile(tile: Tile, frame: Frame, room: float, largest: int) -> Iterator[Markup]:
    mark, top = tile.mark, tile.row * (_HEIGHT + _GAP)
    at = tile.column * room
    paint: Markup | str = ""
    if mark.standing is Standing.HIDDEN:
        kind, paint = "hidden", Markup(' fill="{}"').format(frame.hatch)
    elif mark.standing is Standing.UNKNOWN:
        kind = "unknown" if mark.text else "nothing"
    else:
        kind = f"q{step(mark.value or 0, largest)}"
    yield Markup(
        '<g class="tile t-{}"><title>{}</title>'
        '<rect class="{}"{} x="{}" y="{}" width="{}" height="{}" rx="4"/>'
    ).format(kind, f"{mark.label}: {mark.text}" if mark.text else mark.label, kind, paint,
             share(at), top, share(room - _GAP_ACROSS), _HEIGHT)  # fmt: skip
    middle = share(at + (room - _GAP_ACROSS) / 2)
    drawn = '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>'
    yield Markup(drawn).format("tile-name", middle, top + 20, tile.short)
    if mark.standing is Standing.SHOWN:
        yield Markup(drawn).format("tile-value", middle, top + 39, mark.text)
    elif mark.text:
        yield Markup(drawn).format("tile-word", middle, top + 38, mark.text)
    yield Markup("</g>")
