"""The master of the slides: layouts with placeholders in the product's own look."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu

from beacon.kits.frames import (
    CHIP,
    FOOT,
    HEIGHT,
    HELP,
    INK,
    LIGHT,
    MASTERS,
    MUTED,
    NIGHT,
    NUMBER,
    PAPER,
    RULE,
    WIDTH,
    Frame,
    Master,
)
from beacon.patterns import regex

LAYOUTS = tuple(master.name for master in MASTERS.values())
TITLE, BODY, PICTURE, CHIP_TEXT, FOOTER, PAGE = 0, 1, 13, 14, 11, 12
_EMU = 12700
_FONT = "Arial"
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_COLOURS = {
    "dk1": INK, "lt1": "ffffff", "dk2": NIGHT, "lt2": PAPER, "accent1": NIGHT, "accent2": LIGHT,
    "accent3": HELP, "accent4": "0e6a6c", "accent5": "7a4b8f", "accent6": "5b7a26",
    "hlink": "0a5b5d", "folHlink": "7a4b8f",
}  # fmt: skip


@lru_cache(maxsize=1)
def make_master() -> bytes:
    """Return an empty presentation with our layouts and nothing of the one it starts from."""
    deck: Any = Presentation()
    deck.element.sldSz.attrib.pop("type", None)  # it says 4:3, whatever the size
    deck.slide_width, deck.slide_height = Emu(round(WIDTH * _EMU)), Emu(round(HEIGHT * _EMU))
    _drop_what_is_foreign(deck)
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, master in zip(deck.slide_layouts, MASTERS.values(), strict=True):
        _set_tree(layout, _layout(master), master)
        layout._element.attrib.pop("type", None)
        layout._element.set("userDrawn", "1")
    _set_tree(deck.slide_master, _master(), MASTERS["text"])
    _set_styles(deck.slide_master)
    _set_theme(deck)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _drop_what_is_foreign(deck: Any) -> None:
    """Take away the picture and the printer settings of the template that python-pptx brings."""
    package = deck.part.package
    for part, rels in ((package, package._rels), (deck.part, deck.part.rels)):
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/printerSettings")):
                rels.pop(key)
        assert part is not None


def _set_tree(owner: Any, shapes: Iterator[str], master: Master) -> None:
    """Replace what stands on a layout or on the master, and its ground."""
    common = owner._element.cSld
    tree = common.spTree
    for child in list(tree)[2:]:
        tree.remove(child)
    for shape in shapes:
        tree.append(parse_xml(shape))
    for old in common.findall(f"{{{common.nsmap['p']}}}bg"):
        common.remove(old)
    common.insert(
        0, parse_xml(f"<p:bg {_NAMES}><p:bgPr>{_fill(master.ground)}<a:effectLst/></p:bgPr></p:bg>")
    )
    if owner._element.tag.endswith("sldLayout"):
        common.set("name", master.name)


def _layout(master: Master) -> Iterator[str]:
    yield from _ornaments(master)
    number = iter(range(20, 40))
    dark = master.ground == NIGHT
    quiet = "ffffff" if dark else MUTED
    anchor = "b" if master.name == "Cover" else "ctr"
    yield _place(
        next(number), "Title", "title", TITLE, master.title, master.title_sizes[0],
        master.title_colour, bold=True, anchor=anchor,
    )  # fmt: skip
    yield _place(
        next(number), "Text", "body", BODY, master.body, master.body_sizes[0],
        master.body_colour, anchor="ctr" if master.middle else "t",
    )  # fmt: skip
    if master.picture:
        yield _place(
            next(number), "Picture", "pic", PICTURE, master.picture, 18, master.body_colour
        )
    if master.name not in ("Cover", "End"):
        yield _place(
            next(number), "Minutes", "body", CHIP_TEXT, CHIP, 18, INK, bold=True, anchor="ctr",
            align="ctr", fill=LIGHT,
        )  # fmt: skip
    yield _place(next(number), "Footer", "ftr", FOOTER, FOOT, 12, quiet, anchor="ctr")
    if master.name != "Cover":
        yield _place(
            next(number), "Number", "sldNum", PAGE, NUMBER, 12, quiet, anchor="ctr", align="r"
        )


def _ornaments(master: Master) -> Iterator[str]:
    """Draw what gives a layout its look; screen readers pass over it."""
    if master.name == "Cover":
        yield _shape(2, Frame(0, 0, 16, HEIGHT), LIGHT)
        yield _shape(3, Frame(56, 358, 96, 6), LIGHT)
    elif master.name == "Question":
        yield _shape(2, Frame(0, 0, WIDTH, 12), LIGHT)
        yield _shape(3, Frame(56, 150, 96, 96), LIGHT, form="ellipse", text="?")
    elif master.name == "Statement":
        yield _shape(2, Frame(0, 0, WIDTH, 12), NIGHT)
        yield _shape(3, Frame(56, 150, 8, 314), LIGHT)
    elif master.name == "Help":
        yield _shape(2, Frame(0, 0, WIDTH, 12), HELP)
    elif master.name == "End":
        yield _shape(2, Frame(0, 0, 16, HEIGHT), LIGHT)
    else:
        yield _shape(2, Frame(0, 0, WIDTH, 12), NIGHT)
        yield _shape(3, RULE, LIGHT)


def _master() -> Iterator[str]:
    """Draw the places of the master, from which layouts take what they do not say themselves."""
    text = MASTERS["text"]
    yield _place(2, "Title", "title", None, text.title, 36, NIGHT, bold=True, anchor="ctr")
    yield _place(3, "Text", "body", 1, text.body, 32, INK)
    yield _place(4, "Footer", "ftr", 3, FOOT, 12, MUTED, anchor="ctr")
    yield _place(5, "Number", "sldNum", 4, NUMBER, 12, MUTED, anchor="ctr", align="r")


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.upper()}"/></a:solidFill>'


def _at(frame: Frame) -> str:
    x, y, width, height = (
        round(value * _EMU) for value in (frame.x, frame.y, frame.width, frame.height)
    )
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _shape(number: int, frame: Frame, colour: str, *, form: str = "rect", text: str = "") -> str:
    words = '<a:p><a:endParaRPr lang="en-GB"/></a:p>'
    if text:
        words = (
            f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="en-GB" sz="6000" b="1">{_fill(NIGHT)}'
            f"</a:rPr><a:t>{text}</a:t></a:r></a:p>"
        )
    return (
        f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{number}" name="Ornament {number}"><a:extLst>'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        '</a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_at(frame)}<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{_fill(colour)}'
        '<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="ctr"/><a:lstStyle/>{words}</p:txBody></p:sp>'
    )


def _place(
    number: int,
    name: str,
    kind: str,
    index: int | None,
    frame: Frame,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    anchor: str = "t",
    align: str = "l",
    fill: str = "",
) -> str:
    place = f'<p:ph type="{kind}"' + (f' idx="{index}"' if index else "") + "/>"
    shape = "roundRect" if fill else "rect"
    first = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPct val="{0 if kind == "title" else 40000}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">{_fill(colour)}</a:defRPr></a:lvl1pPr>'
    )
    words = {
        "sldNum": '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>',
        "pic": "",
    }.get(kind, f'<a:r><a:rPr lang="en-GB"/><a:t>{name}</a:t></a:r>')
    return (
        f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:spPr>'
        f'{_at(frame)}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
        f"{_fill(fill) if fill else ''}</p:spPr><p:txBody>"
        f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle>{first}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _set_styles(master: Any) -> None:
    """Let titles and texts of the master take their font and their places from ours."""
    styles = master._element.find(f"{{{master._element.nsmap['p']}}}txStyles")
    for style in styles:
        for level in style:
            level.set("algn", "l")


_SCHEME = regex(rb"<a:clrScheme.*?</a:clrScheme>", re.DOTALL)
_FONTS = regex(rb"<a:fontScheme.*?</a:fontScheme>", re.DOTALL)


def _set_theme(deck: Any) -> None:
    """Give the theme our colours and a font that ordinary computers have."""
    colours = "".join(f'<a:{k}><a:srgbClr val="{v.upper()}"/></a:{k}>' for k, v in _COLOURS.items())
    face = f'<a:latin typeface="{_FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    scheme = f'<a:clrScheme name="Beacon">{colours}</a:clrScheme>'
    fonts = (
        f'<a:fontScheme name="Beacon"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
    )
    for part in deck.part.package.iter_parts():
        if "/theme/" in part.partname:
            data = _SCHEME.sub(scheme.encode(), part.blob, count=1)
            data = _FONTS.sub(fonts.encode(), data, count=1)
            part._blob = data.replace(b'name="Office Theme"', b'name="Beacon"', 1)
