"""Previews: slides as drawings that are laid out the same on a device with other fonts."""

from __future__ import annotations

from xml.etree import ElementTree

from beacon.kits.frames import WIDTH
from beacon.kits.measure import width_of, widths
from beacon.kits.outline import KitSource
from beacon.kits.previews import previews

_SVG = "{http://www.w3.org/2000/svg}"


def test_every_line_says_how_long_it_is_and_ends_on_the_slide(four: list[KitSource]) -> None:
    seen = 0
    for source in four:
        known = widths(source.theme)
        for drawing in previews(source):
            for line in ElementTree.fromstring(drawing).iter(f"{_SVG}text"):
                size, bold = float(line.get("font-size", "")), line.get("font-weight") == "700"
                parts = [(line.text or "", bold)]
                for inside in line.iter(f"{_SVG}tspan"):
                    parts += [(inside.text or "", True), (inside.tail or "", bold)]
                table = {strong: known["bold" if strong else "regular"] for strong in (True, False)}
                length = sum(width_of(text, size, table[strong]) for text, strong in parts)
                if sum(len(text) for text, _ in parts) > 1:
                    assert abs(float(line.get("textLength", "")) - length) <= 0.06, parts
                else:
                    assert line.get("textLength") is None
                assert not parts[-1][0].endswith(" ")
                assert float(line.get("x", "")) + length <= WIDTH
                seen += 1
    assert seen > 400
