"""Write how wide letters are in the font that slides are set in, as theme/kits/widths.json.

Slides name Arial, which PowerPoint has; Impress puts Liberation Sans in its place, which has the
same widths by design. Text is measured with them, so that no slide runs over on either.

    python3 scripts/slide_metrics.py /usr/share/fonts/truetype/liberation
"""

from __future__ import annotations

import environment

environment.enter("test")

import argparse  # noqa: E402
import json  # noqa: E402
from pathlib import Path  # noqa: E402

from fontTools.ttLib import TTFont  # noqa: E402

TARGET = Path(__file__).resolve().parent.parent / "theme" / "kits" / "widths.json"
FILES = {"regular": "LiberationSans-Regular.ttf", "bold": "LiberationSans-Bold.ttf"}
RANGES = ((0x20, 0x7F), (0xA0, 0x180), (0x400, 0x530), (0x2000, 0x2070), (0x20A0, 0x2200))


def widths_of(path: Path) -> dict[str, int]:
    """Return the width of each letter in thousandths of the size of the font, rounded up."""
    font = TTFont(path)
    glyphs, metrics, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    letters = (code for first, end in RANGES for code in range(first, end) if code in glyphs)
    return {chr(code): -(-metrics[glyphs[code]][0] * 1000 // unit) for code in letters}


def main() -> None:
    """Read the fonts in a folder and write their widths."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with the files of Liberation Sans")
    folder = parser.parse_args().folder
    found = {weight: widths_of(folder / name) for weight, name in FILES.items()}
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, indent=0, separators=(",", ":"))
    TARGET.write_text(text.replace(",\n", ", ").replace("{\n", "{").replace("\n}", "}") + "\n")
    print(f"{TARGET}: {sum(map(len, found.values()))} widths")


if __name__ == "__main__":
    main()
