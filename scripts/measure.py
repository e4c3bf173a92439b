#!/usr/bin/env python3
"""Measures how long a build takes and how it grows: python3 scripts/measure.py [N …].

Makes sites of N synthetic lessons in four languages (some 600 words a lesson), builds each
several times in a process of its own, and prints the median time, time per page and memory.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import math  # noqa: E402
import os  # noqa: E402
import random  # noqa: E402
import resource  # noqa: E402
import shutil  # noqa: E402
import statistics  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

_LANGUAGES = ("en", "sr", "bg")
_CENTRE = """\
id: bench
country: RS
name: {{sr: Пример, en: Example}}
short_name: {{sr: Пример, en: Example}}
time_zone: Europe/Belgrade
languages: [sr-Cyrl, sr-Latn, bg, en]
quick_exit_url: https://www.wikipedia.org/
navigation: [help, lessons]
footer: [privacy]
"""
_LESSON = """\
---
title: "{title}"
description: "{description}"
topics: [privacy-personal-data]
audiences: [pupils]
stages: [primary]
age_min: {age}
age_max: {older}
minutes: 45
objectives: ["{words}", "{words}"]
safeguarding: "{words}"
licence: CC-BY-4.0
authors: [Measure]
version: "1.0"
reviewed_on: 2026-01-01
---
{body}
"""


def main() -> int:
    """Print one line for each size, then the exponent by which time grows with pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[250, 1250], metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="builds of each size (default: 3)")
    options = parser.parse_args()
    points = []
    print("lessons  pages  median s  ms/page  peak MB")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            make_project(root, size)
            seconds, memory, pages = build(root, options.runs)
        points.append((pages, seconds))
        each = 1000 * seconds / pages
        print(f"{size:7} {pages:6} {seconds:9.2f} {each:8.2f} {memory:8.0f}", flush=True)
    if len(points) > 1:
        (few, short), (many, long) = points[0], points[-1]
        exponent = math.log(long / short) / math.log(many / few)
        print(f"growth exponent from {few} to {many} pages: {exponent:.2f}")
    return 0


def make_project(root: Path, size: int) -> None:
    """Write a project with `size` lessons in three written languages; the fourth is generated."""
    source = environment.ROOT
    shutil.copy(source / "mkdocs.yml", root)
    (root / "theme").symlink_to(source / "theme")
    (root / "plugins").symlink_to(source / "plugins")
    shutil.copytree(source / "content" / "vocabulary", root / "content" / "vocabulary")
    commons = root / "content" / "commons"
    shutil.copytree(
        source / "content" / "commons", commons, ignore=lambda folder, names: _lessons(folder)
    )
    centre = root / "content" / "centres" / "bench"
    centre.mkdir(parents=True)
    (centre / "centre.yml").write_text(_CENTRE.replace("{{", "{").replace("}}", "}"))
    (centre / "help-channels.yml").write_text("channels: []\n")
    for language in _LANGUAGES:
        words = _words(source / "content" / "commons" / language)
        for number in range(size):
            _write_lesson(commons / language, number, words, size)


def build(root: Path, runs: int) -> tuple[float, float, int]:
    """Return the median seconds, the peak megabytes and the number of pages of a cold build."""
    times = []
    env = {
        **os.environ,
        "BEACON_CENTRE": "bench",
        "BEACON_SITE_DIR": str(root / "site"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    for _ in range(runs):
        shutil.rmtree(root / "site", ignore_errors=True)
        start = time.perf_counter()
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")]
        subprocess.run(command, check=True, env=env)
        times.append(time.perf_counter() - start)
    pages = sum(1 for _ in (root / "site").rglob("index.html")) - 1
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return statistics.median(times), memory, pages


def _lessons(folder: str) -> list[str]:
    """Leave the real lessons and campaigns out of the copy, but keep the pages that list them."""
    path = Path(folder)
    if path.name in ("lessons", "campaigns"):
        return [p.name for p in path.iterdir() if p.is_dir()]
    # The page of figures cites a register that this project does not have.
    return ["figures"]


def _words(folder: Path) -> list[str]:
    text = "".join(p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.md")))
    return sorted({word for word in text.split() if word.isalpha() and len(word) > 2})


def _write_lesson(folder: Path, number: int, words: list[str], size: int) -> None:
    chance = random.Random(f"{folder.name} {number}")

    def text(count: int) -> str:
        return " ".join(chance.choice(words) for _ in range(count))

    parts = [text(60)]
    for part in ("good-and-bad", "debrief", "exit-check", "take-home", "adaptations"):
        parts += [f"## {text(3)} {{#{part}}}", text(50), f"**{text(2)}** {text(20)}."]
    parts += [f"### {text(2)} {{#low-tech}}", text(20), f"### {text(2)} {{#inclusion}}", text(20)]
    parts += [f"## {text(2)} {{#steps}}"]
    for step in range(1, 6):
        parts += [f"### {text(3)} {{#step-{step} minutes=9 form=class}}", text(30)]
    parts += [f"## {text(2)} {{#parents}}", "\n".join(f"{n}. {text(8)}?" for n in range(1, 6))]
    others = [chance.randrange(size) for _ in range(3)]
    parts += ["\n".join(f"- [{text(3)}](../lesson-{n:04}/index.md)" for n in others)]
    parts += ["| A | B |\n|---|---:|\n" + "\n".join(f"| {text(4)} | {text(2)} |" for _ in range(5))]
    lesson = _LESSON.format(
        title=f"{text(4)} {number}",
        description=text(10),
        words=text(6),
        age=6 + number % 6,
        older=9 + number % 6,
        body="\n\n".join(parts),
    )
    path = folder / "lessons" / f"lesson-{number:04}" / "index.md"
    path.parent.mkdir(parents=True)
    path.write_text(lesson, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
