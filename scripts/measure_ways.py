#!/usr/bin/env python3
"""Weighs the ways to N lessons: python3 scripts/measure_ways.py 200.

The texts are the synthetic ones of `scripts/bench.py`, in four languages. What is weighed is the
first view of a page: the page itself, its styles, scripts, icon and fonts, text in brotli.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import re  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from collections import defaultdict  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from pathlib import Path  # noqa: E402

import brotli  # noqa: E402

from benchmark.projects import Beacon  # noqa: E402

_LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*(?:href|src)="([^"]+)"')
_FONTS = {"sr": ("latin", "serbian"), "bg": ("latin", "bulgarian")}
_WAY = re.compile(
    r"lessons(?:/(?:(?:age|for|topic|risk|time|competence|format)/[^/]+|find|paths|plan))?$"
)
_HEAVY = ("kits", "quizzes")
"""Features that weigh nothing here, and take long to make."""


def main() -> int:
    """Print the heaviest page of each kind in each language."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("size", nargs="?", type=int, default=200, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Beacon(Path(folder) / "project", options.size)
        project.make()
        _without(project.folder / "mkdocs.yml", *_HEAVY)
        subprocess.run(project.command(), check=True, stdout=subprocess.DEVNULL)
        print(f"{options.size} lessons; bytes of a first view, brotli at quality 11 and 5")
        for (language, kind), pages in sorted(_by_kind(project.output).items()):
            page = max(pages, key=lambda p: _weight(project.output, p, 11))
            light, fast = (_weight(project.output, page, quality) for quality in (11, 5))
            name = page.parent.relative_to(project.output).as_posix()
            print(f"{language:8} {kind:12} {light:7} {fast:7}  {name}")
    return 0


def _without(file: Path, *features: str) -> None:
    """Take lines of features out of mkdocs.yml, with their options."""
    names = "|".join(features)
    entry = re.compile(rf"^  - beacon-(?:{names})\b.*\n(?: {{4,}}.*\n)*", re.MULTILINE)
    file.write_text(entry.sub("", file.read_text("utf-8")), "utf-8")


def _by_kind(site: Path) -> dict[tuple[str, str], list[Path]]:
    """Return the pages of the ways by language and by kind."""
    found: defaultdict[tuple[str, str], list[Path]] = defaultdict(list)
    for page in _ways(site):
        language, *place = page.parent.relative_to(site).parts
        found[language, place[1] if len(place) > 1 else "library"].append(page)
    return found


def _ways(site: Path) -> Iterator[Path]:
    for page in site.rglob("index.html"):
        _, _, place = page.parent.relative_to(site).as_posix().partition("/")
        if _WAY.match(place):
            yield page


def _weight(site: Path, page: Path, quality: int) -> int:
    """Return the bytes of everything that the first view of a page loads."""
    loaded = _LOADED.findall(page.read_text("utf-8"))
    files = [page, *((page.parent / uri).resolve() for uri in loaded)]
    fonts = _FONTS.get(page.relative_to(site).parts[0], ("latin",))
    files += [site / f"assets/beacon-sans-{name}.woff2" for name in fonts]
    return sum(_sent(file, quality) for file in files)


def _sent(file: Path, quality: int) -> int:
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(brotli.compress(data, quality=quality))


if __name__ == "__main__":
    sys.exit(main())
