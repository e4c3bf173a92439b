"""Makes the small fonts of the theme from the unmodified originals in theme/fonts.

    python3 scripts/fonts.py            writes theme/assets/beacon-*.woff2
    python3 scripts/fonts.py --check    says whether they are what this script makes

The originals carry the reserved name "Source" (SIL Open Font License, clause 3);
therefore a changed font is called "Beacon Sans".
"""

from __future__ import annotations

import environment

environment.enter("test")

import argparse  # noqa: E402
import hashlib  # noqa: E402
import io  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from fontTools.subset import Options, Subsetter  # noqa: E402
from fontTools.ttLib import TTFont  # noqa: E402
from fontTools.ttLib.tables.TupleVariation import TupleVariation  # noqa: E402
from fontTools.varLib import instancer  # noqa: E402
from fontTools.varLib.iup import iup_delta_optimize  # noqa: E402

THEME = Path(__file__).resolve().parent.parent / "theme"
ORIGINALS = THEME / "fonts"
FAMILY = "Beacon Sans"
WEIGHTS = (400, 800)

# Signs of code are left out: code is set in the reader's own fixed-width font.
ASCII = "".join(sign for sign in map(chr, range(0x20, 0x7F)) if sign not in "\\^`{|}~")
SERBIAN_LATIN = "ŠĐČĆŽšđčćž"
NEIGHBOURS = "äéöü"
PUNCTUATION = "„“”‚‘’–—…•·«»×→−§©°€№\u00a0\u202f\u2011"
SERBIAN = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш"
BULGARIAN = "АБВГДЕЖЗИЍЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯабвгдежзиѝйклмнопрстуфхцчшщъьюя"

# No "mark": every letter here stands as one sign, accents included. No "locl": each cut has
# the letterforms of its language and no others, which halves it.
FEATURES = ["kern"]


@dataclass(frozen=True)
class Cut:
    """One derived font: its file, the letters in it, and the OpenType language of their forms."""

    file: str
    letters: str
    language: str = ""


CUTS = (
    Cut("beacon-sans-latin.woff2", ASCII + SERBIAN_LATIN + NEIGHBOURS + PUNCTUATION),
    Cut("beacon-sans-serbian.woff2", SERBIAN, "SRB "),
    Cut("beacon-sans-bulgarian.woff2", BULGARIAN, "BGR "),
)


def original() -> TTFont:
    """The font all cuts are made from, compared with the digest in vendor.json."""
    for entry in json.loads((ORIGINALS / "vendor.json").read_text("utf-8")):
        data = (ORIGINALS / entry["file"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise SystemExit(f"theme/fonts/{entry['file']} is not the file named in vendor.json.")
        if entry["file"].endswith(".woff2"):
            return TTFont(io.BytesIO(data), recalcTimestamp=False)
    raise SystemExit("theme/fonts/vendor.json names no font.")


def localise(font: TTFont, language: str) -> None:
    """Puts the letterforms of a Cyrillic language (OpenType "locl") in the place of the common."""
    table = font["GSUB"].table
    script = next(s for s in table.ScriptList.ScriptRecord if s.ScriptTag == "cyrl").Script
    system = next(s for s in script.LangSysRecord if s.LangSysTag == language).LangSys
    features = [table.FeatureList.FeatureRecord[index] for index in system.FeatureIndex]
    forms: dict[str, str] = {}
    for feature in features:
        if feature.FeatureTag == "locl":
            for index in feature.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    forms |= getattr(subtable, "ExtSubTable", subtable).mapping
    for letters in font["cmap"].tables:
        if letters.isUnicode() and hasattr(letters, "cmap"):
            letters.cmap = {code: forms.get(name, name) for code, name in letters.cmap.items()}


def cut(source: TTFont, letters: str) -> TTFont:
    """The letters of a font in the weights the theme uses."""
    options = Options()
    options.layout_features = FEATURES
    options.layout_scripts = ["DFLT", "latn", "cyrl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.glyph_names = False
    # Widths at each weight are in gvar too; HVAR only repeats them.
    options.drop_tables += ["BASE", "HVAR", "MVAR", "STAT", "GlyphOrder"]
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(source)
    return reopened(at_weights(source, WEIGHTS))


def at_weights(font: TTFont, weights: tuple[int, int] | int) -> TTFont:
    return instancer.instantiateVariableFont(font, {"wght": weights}, updateFontNames=False)


def reopened(font: TTFont) -> TTFont:
    """The font as a reader finds it in its file: glyph names are gone there."""
    file = io.BytesIO()
    font.save(file)
    return TTFont(io.BytesIO(file.getvalue()), recalcTimestamp=False)


def straighten(font: TTFont) -> None:
    """Leaves one step between the lightest and the boldest outline.

    The originals bend the way at two weights in between, by a hundredth of the letter height
    at most; without the bends the font is a fifth smaller.
    """
    light, bold = (at_weights(reopened(font), weight) for weight in WEIGHTS)
    font["gvar"].variations = {name: step(name, light, bold) for name in font.getGlyphOrder()}


def step(name: str, light: TTFont, bold: TTFont) -> list[TupleVariation]:
    """How each point of a glyph moves from the light outline to the bold one."""
    start, controls = light["glyf"]._getCoordinatesAndControls(name, light["hmtx"].metrics)
    end, _ = bold["glyf"]._getCoordinatesAndControls(name, bold["hmtx"].metrics)
    moves = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip(start, end, strict=True)]
    if not any(move != (0, 0) for move in moves):
        return []
    moves = iup_delta_optimize(moves, list(start), controls.endPts, tolerance=1.0)
    return [TupleVariation({"wght": (0.0, 1.0, 1.0)}, moves)]


def fix_kerning(font: TTFont) -> None:
    """Keeps the kerning of the regular weight for all weights: half its size, looks the same."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = getattr(subtable, "ExtSubTable", subtable)
            for value in pair_values(table):
                if hasattr(value, "XAdvDevice"):
                    del value.XAdvDevice
            table.ValueFormat1 &= 0x0F
            table.ValueFormat2 &= 0x0F
    font["GDEF"].table.VarStore = None
    font["GDEF"].table.Version = 0x00010000


def pair_values(table: Any) -> Iterator[Any]:
    """Every value record of a pair adjustment table (OpenType GPOS, lookup type 2)."""
    if table.Format == 1:
        records = [record for pairs in table.PairSet for record in pairs.PairValueRecord]
    else:
        records = [record for row in table.Class1Record for record in row.Class2Record]
    for record in records:
        yield from filter(None, (record.Value1, record.Value2))


def rename(font: TTFont) -> None:
    """Takes the reserved name out of the name table; copyright and licence stay."""
    names = font["name"]
    copyright_, version, licence_url = (names.getDebugName(id_) or "" for id_ in (0, 5, 14))
    font["fvar"].instances = []
    font["fvar"].axes[0].axisNameID = 256
    names.names = []
    texts = {
        0: copyright_,
        1: FAMILY,
        2: "Regular",
        4: FAMILY,
        5: version.split(";")[0],
        6: FAMILY.replace(" ", ""),
        14: licence_url,
        256: "Weight",
    }
    for id_, text in texts.items():
        names.setName(text, id_, 3, 1, 0x409)


def woff2(font: TTFont) -> bytes:
    """The same bytes for the same font: no time of writing in it."""
    font.flavor = "woff2"
    font.recalcTimestamp = False
    target = io.BytesIO()
    font.save(target, reorderTables=False)
    return target.getvalue()


def make(item: Cut) -> bytes:
    """The bytes of one derived font."""
    source = original()
    if item.language:
        localise(source, item.language)
    font = cut(source, item.letters)
    straighten(font)
    fix_kerning(font)
    rename(font)
    return woff2(font)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    arguments = parser.parse_args()
    different = 0
    for item in CUTS:
        target = THEME / "assets" / item.file
        data = make(item)
        if not arguments.check:
            target.write_bytes(data)
        elif not target.exists() or target.read_bytes() != data:
            different += 1
            print(f"theme/assets/{item.file} is not what scripts/fonts.py makes.")
        print(f"{item.file}: {len(data)} bytes")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
