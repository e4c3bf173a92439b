#!/usr/bin/env python3
"""Measures how long the preview takes for each kind of edit: python3 scripts/measure_preview.py.

The site is that of a centre of this project, with everything it has, or with --size N that of
`scripts/bench.py`: N lessons in four languages with a schedule. A page stays open; what is
measured is the time from looking at the files to the finished page.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import gc  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections import defaultdict  # noqa: E402
from collections.abc import Callable  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.build.preview import Preview  # noqa: E402
from benchmark.projects import Beacon  # noqa: E402

Change = Callable[[str, int], str]
"""Returns a text as it is after an edit, each number another one."""


@dataclass(frozen=True)
class Edit:
    """One kind of edit: the file, what is done to it, and the page that is open."""

    kind: str
    path: Path
    change: Change
    page: str


def main() -> int:
    """Print the milliseconds of each kind of edit; 1 where a page could not be made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--centre", default="serbia", help="whose site (default: serbia)")
    parser.add_argument("--language", default="sr", help="folder of its texts (default: sr)")
    parser.add_argument("--size", type=int, default=0, metavar="N", help="synthetic lessons")
    parser.add_argument("--runs", type=int, default=5, help="medians of so many (default: 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        centre = "bench" if options.size else options.centre
        if options.size:
            Beacon(root, options.size, scheduled=True).make()
            (root / "theme").unlink()
        else:
            shutil.copytree(environment.ROOT / "content", root / "content")
            shutil.copy(environment.ROOT / "mkdocs.yml", root)
        shutil.copytree(environment.ROOT / "theme", root / "theme")
        return measure(root, centre, options.language, options.runs)


def measure(root: Path, centre: str, language: str, runs: int) -> int:
    """Print a line for each kind of edit."""
    preview = Preview(root, centre, "http://127.0.0.1:8000/")
    start = time.perf_counter()
    preview.refresh()
    print(f"{centre}: started in {time.perf_counter() - start:.1f} s")
    print("edit of          told in ms   page in ms")
    gc.disable()  # as the preview does, which collects when nobody waits
    took: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    edits = edits_of(root, centre, language)
    for run in range(runs):
        for edit in edits:
            if preview.file(edit.page) is None:
                print(f"There is no {edit.page}: {'; '.join(map(str, preview.problems))}")
                return 1
            before = edit.path.read_text(encoding="utf-8")
            after = edit.change(before, run)
            assert after != before, edit.path
            edit.path.write_text(after, encoding="utf-8")
            gc.collect()
            start = time.perf_counter()
            preview.refresh()
            told = time.perf_counter()
            preview.file(edit.page)
            took[edit.kind].append((told - start, time.perf_counter() - told))
            if preview.problems:
                print(f"{edit.kind}: {preview.problems[0]}")
                return 1
            edit.path.write_text(before, encoding="utf-8")
            preview.refresh()
    for kind, times in took.items():
        told, page = (1000 * statistics.median(part) for part in zip(*times, strict=True))
        print(f"{kind:16} {told:10.0f} {page:12.0f}")
    return 0


def edits_of(root: Path, centre: str, language: str) -> list[Edit]:
    """Return one edit of each kind, on a lesson of the commons and on the schedule."""
    texts = sorted((root / f"content/commons/{language}/lessons").glob("*/index.md"))
    text = texts[len(texts) // 2]
    lesson = f"{language}/lessons/{text.parent.name}/index.html"
    events = sorted((root / f"content/centres/{centre}/schedule").glob("presentations-*.csv"))
    topic = re.search(r'^topics: \["?([\w-]+)|^topics:\n  - ([\w-]+)', text.read_text(), re.M)
    assert topic is not None, text
    named = rf'(- id: {topic.group(1) or topic.group(2)}\n  name: {{[^}}]*{language}: "?)'
    vocabulary, style = root / "content/vocabulary/topics.yml", root / "theme/assets"
    strings = root / f"theme/locales/{language}/LC_MESSAGES/beacon.po"
    return [
        Edit("a text", text, lambda t, run: f"{t}\nЈош једна реченица {run}.\n", lesson),
        Edit("a title", text, _put(r'(^title: "?)', "Ново о томе {}: "), lesson),
        Edit("a template", root / "theme/lesson.html", lambda t, n: f"{t}{{# {n} #}}\n", lesson),
        Edit(
            "a style", next(style.glob("*.css")), lambda t, n: f"{t}\n.x{n} {{ top: 0 }}\n", lesson
        ),
        Edit("a string", strings, _put(r'(\nmsgid "Lessons"\nmsgstr ")', "Нове {} "), lesson),
        Edit("vocabulary", vocabulary, _put(named, "Ново {} "), lesson),
        Edit("a schedule row", events[-1], _later, f"{language}/calendar/index.html"),
    ]


def _put(before: str, new: str) -> Change:
    """Put words behind the first place that a pattern finds."""

    def change(text: str, run: int) -> str:
        said = new.format(run)
        return re.sub(before, lambda m: m.group(1) + said, text, count=1, flags=re.M)

    return change


def _later(text: str, run: int) -> str:
    """Move the last event of a table that has hours by a few minutes."""
    rows = text.splitlines(keepends=True)
    hours = re.compile(r",(\d\d):(\d\d),")
    number = max(n for n, row in enumerate(rows) if hours.search(row))
    rows[number] = hours.sub(
        lambda m: f",{m.group(1)}:{(int(m.group(2)) + 1 + run) % 60:02},", rows[number], count=1
    )
    return "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
