"""Edits of a real site in any order: what a build makes of them is what a clean build makes.

The small project of the histories has one page of each kind; here are the texts that people
wrote, with whatever they have. BEACON_SEEDS=20 tries twenty histories instead of one.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from build_projects import CENTRES, command, run, snapshot

SEEDS = range(int(os.environ.get("BEACON_SEEDS", "1")))
WITHOUT_KITS = {"BEACON_KITS": "none"}
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
_NAME = re.compile(r"(?:sr|en|bg): ([^\s\"{},\[\]#:]{4,20})(?=[,}\n])")
_COUNT = re.compile(r",(\d+),(?:counted|estimated)")
_CELLS = ("status", "start", "public", "sequence", "lesson", "updated", "city", "audiences", "type")


class Editor:
    """Makes one edit after another in a copy of the project, each undone where it is refused."""

    def __init__(self, root: Path, output: Path, centre: str, seed: int) -> None:
        self.root, self.output, self.centre = root, output, centre
        self.chance = random.Random(f"{centre} {seed}")
        self.own = root / "content" / "centres" / centre
        self.done: list[str] = []
        self.build()

    def build(self) -> bool:
        """Build the site; tell whether the content had no errors."""
        result = run(command(self.root, self.output, self.centre), env=WITHOUT_KITS)
        assert "Traceback" not in result.said, (self.done, result.said)
        assert result.code in (0, 1), (self.done, result.said)
        return result.code == 0

    def edit(self) -> None:
        """Make an edit of some kind and build."""
        kinds: tuple[Callable[[], Path], ...] = (
            self.row, self.row, self.venue, self.title, self.title, self.body, self.name,
            self.count, self.damage,
        )  # fmt: skip
        kind = self.chance.choice(kinds)
        before = {path: path.read_bytes() for path in self.root.glob("content/**/*.*")}
        path = kind()
        self.done.append(f"{kind.__name__} {path.relative_to(self.root)}")
        if not self.build():
            self.done[-1] += " (refused)"
            path.write_bytes(before[path])
            assert self.build(), self.done

    def _table(self, name: str) -> tuple[Path, list[list[str]]]:
        path = self.chance.choice(sorted((self.own / "schedule").glob(name)))
        with path.open(encoding="utf-8", newline="") as stream:
            return path, list(csv.reader(stream))

    def _put(self, path: Path, rows: list[list[str]]) -> Path:
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows)
        path.write_text(stream.getvalue(), encoding="utf-8")
        return path

    def row(self) -> Path:
        """Give a presentation a cell of another, or the next sequence."""
        path, (head, *rows) = self._table("presentations*.csv")
        if rows:
            at = head.index(self.chance.choice([name for name in _CELLS if name in head]))
            row, other = self.chance.choice(rows), self.chance.choice(rows)
            row[at] = str(int(row[at]) + 1) if head[at] == "sequence" else other[at]
        return self._put(path, [head, *rows])

    def venue(self) -> Path:
        """Rename a venue."""
        path, (head, *rows) = self._table("venues.csv")
        self.chance.choice(rows)[head.index("name")] += " " + self.chance.choice("АБВ")
        return self._put(path, [head, *rows])

    def _text(self) -> Path:
        commons = self.root / "content" / "commons"
        lessons, campaigns = commons.glob("*/lessons/*/index.md"), commons.glob("*/campaigns/*.md")
        return self.chance.choice(sorted([*lessons, *campaigns]))

    def title(self) -> Path:
        """Give a text another title, which makes its translations stale."""
        path, title = self._text(), f"title: Наслов {self.chance.randrange(10**6)}"
        text = path.read_text(encoding="utf-8")
        path.write_text(_TITLE.sub(title, text, count=1), encoding="utf-8")
        return path

    def body(self) -> Path:
        """Add a sentence to a text."""
        path = self._text()
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"\nЈош {self.chance.randrange(10**6)}.\n")
        return path

    def _replaced(self, path: Path, pattern: re.Pattern[str], new: Callable[[str], str]) -> Path:
        text = path.read_text(encoding="utf-8")
        found = self.chance.choice(list(pattern.finditer(text)) or [None])
        if found:
            path.write_text(
                text[: found.start(1)] + new(found[1]) + text[found.end(1) :], encoding="utf-8"
            )
        return path

    def name(self) -> Path:
        """Change the name of a term of the vocabulary."""
        path = self.chance.choice(sorted((self.root / "content/vocabulary").glob("*.yml")))
        return self._replaced(path, _NAME, lambda name: f"{name}х")

    def count(self) -> Path:
        """Change a count of attendance."""
        path = self.chance.choice(sorted((self.own / "attendance").glob("2*.csv")))
        return self._replaced(path, _COUNT, lambda count: str(int(count) + 1))

    def damage(self) -> Path:
        """Take away or change a feed of those that the next build may read, and edit a row."""
        mirror = self.root / ".cache" / "beacon" / "centres" / self.centre / "site"
        path = self.chance.choice(sorted([*mirror.rglob("*.ics"), *mirror.rglob("calendar.json")]))
        data = path.read_bytes()
        path.unlink()
        if self.chance.random() < 0.5:
            path.write_bytes(data.replace(b"SUMMARY", b"SUMMARX").replace(b'"title"', b'"titel"'))
        return self.row()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("centre", CENTRES)
def test_edits_of_a_real_site_give_what_a_clean_build_gives(
    centre: str, seed: int, tmp_path: Path, built_project: Callable[[Path], Path]
) -> None:
    editor = Editor(built_project(tmp_path / "project"), tmp_path / "site", centre, seed)
    for stop in (4, 9):
        while len(editor.done) < stop:
            editor.edit()
        clean = tmp_path / f"clean-{stop}"
        shutil.copytree(editor.root, clean, symlinks=True, ignore=shutil.ignore_patterns(".cache"))
        result = run(command(clean, tmp_path / f"site-{stop}", centre), env=WITHOUT_KITS)
        assert result.code == 0, (editor.done, result.said)
        found, wanted = snapshot(editor.output), snapshot(tmp_path / f"site-{stop}")
        assert [n for n in found | wanted if found.get(n) != wanted.get(n)] == [], editor.done
