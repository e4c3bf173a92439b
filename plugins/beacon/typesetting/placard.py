"""The placard of a campaign: its message and its help line, as poster and as pictures to share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from beacon.markup import BEGINNINGS
from beacon.patterns import regex
from beacon.typesetting.engine import run
from beacon.typesetting.letters import legible, letters_of
from beacon.typesetting.press import in_script

Paper = Literal["a4", "a3"]
Shape = Literal["square", "story"]

SIZES: dict[Shape, tuple[int, int]] = {"square": (1080, 1080), "story": (1080, 1920)}
"""Width and height of a card in pixels."""
_ROOT = regex(r"<svg\b[^>]*>")
_BOX = regex(r'viewBox="([\d.-]+) ([\d.-]+) ([\d.]+) ([\d.]+)"')
# Where the drawing lies on a picture of its own: (share of the width, from the left, from above),
# measured by the whole card.
_PLACES: dict[str, tuple[float, float, float]] = {
    "square": (0.56, 0.42, 0.02),
    "story": (0.76, 0.12, 0.3),
    "poster": (0.54, 0.23, 0.035),
}
_POSTER_BOX = (511, 262)
_BREAK = regex(r"(?<=[.!?…]) (?=\S)|(?<= [–—]) (?=\S)")
_DASH = regex(r" (?=[–—](?:\s|$))")
_MOST_LINES = 3


class HelpLine(Struct, frozen=True):
    """A way to reach help: its number or address, whose it is, when somebody answers."""

    display: str
    name: str
    hours: str = ""
    url: str = ""


class Placard(Struct, frozen=True):
    """All that a placard shows, in the words and the script of `language` (BCP 47).

    `above` stands over the slogan in small letters; `picture` is an SVG that stands alone, and so
    is `emblem`, which stands on a poster beside the `statement` of a funded project. Every text is
    data: no sign in it has a meaning to the typesetter.
    """

    title: str
    language: str
    slogan: str
    picture: str
    sender: str
    short: str
    help_title: str
    help: tuple[HelpLine, ...] = ()
    above: str = ""
    text: str = ""
    pledge: str = ""
    pledge_label: str = ""
    footer: str = ""
    address: str = ""
    statement: str = ""
    emblem: str = ""


def poster(placard: Placard, theme: Path, paper: Paper) -> bytes:
    """Return a poster of one page as tagged PDF, the same bytes every time.

    Raises NotSet for a picture that cannot be read.
    """
    width, height = _POSTER_BOX
    drawn = replace(placard, picture=framed(placard.picture, "poster", width, height))
    pdf = run(theme / "print" / "placard.typ", *_inputs(drawn, theme, paper))
    return in_script(pdf, placard.language)


def card(placard: Placard, theme: Path, shape: Shape) -> bytes:
    """Return a picture to share as PNG, the same bytes every time.

    Raises NotSet for a picture that cannot be read.
    """
    drawn = replace(placard, picture=framed(placard.picture, shape, *SIZES[shape]))
    return run(theme / "print" / "placard.typ", *_inputs(drawn, theme, shape), picture=True)


def framed(svg: str, place: str, width: int, height: int) -> str:
    """Return a drawing on a canvas of these sides, so that its beams of light reach the edges."""
    root, box = _ROOT.search(svg), _BOX.search(svg)
    if root is None or box is None:
        return svg
    left, top, wide, _ = map(float, box.groups())
    share, from_left, from_above = _PLACES[place]
    scale = wide / (width * share)
    x, y = left - from_left * width * scale, top - from_above * width * scale
    view = f'viewBox="{x:.2f} {y:.2f} {width * scale:.2f} {height * scale:.2f}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {view} width="{width}" height="{height}">'
    return svg[: root.start()] + opening + svg[root.end() :]


_DRAWINGS = ("picture", "emblem")


def lines_of(slogan: str) -> list[str]:
    """Return a slogan in the lines in which it is said: one sentence each, broken after a dash."""
    lines = _BREAK.sub("\n", slogan).split("\n")
    lines = lines if len(lines) <= _MOST_LINES else [slogan]
    return [_DASH.sub("\u00a0", line) for line in lines]  # a dash never begins a line


def _inputs(placard: Placard, theme: Path, shape: str) -> tuple[Path, dict[str, str]]:
    fonts = theme / "fonts" / "print"
    letters = letters_of(fonts)
    values = {
        name.replace("_", "-"): legible(text, letters) if name not in _DRAWINGS else text
        for name, text in asdict(placard).items()
        if isinstance(text, str)
    }
    values["language"] = placard.language.split("-")[0].lower()
    data: dict[str, object] = {**values}
    data["help"] = [_line(line, letters) for line in placard.help]
    data["lines"] = lines_of(values["slogan"])
    return fonts, {"placard": json.dumps(data, ensure_ascii=False), "shape": shape}


def _line(line: HelpLine, letters: frozenset[int]) -> dict[str, str | None]:
    words = {name: legible(text, letters) for name, text in asdict(line).items()}
    return words | {"url": line.url if line.url.startswith(BEGINNINGS) else None}
