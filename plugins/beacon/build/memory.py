"""Memory: what was read and checked in an earlier build, as long as its files are the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from beacon.build.listings import NO_FILE, Stamp, is_followed
from beacon.build.stamps import Stamps
from beacon.build.workers import work
from beacon.files import digest, is_meant, listing
from beacon.problems import Problem

Found = TypeVar("Found")
Make = Callable[[list[Problem]], Found]
Text = tuple[Stamp | None, Any, tuple[Problem, ...]]
"""The stamp of a file when it was read, what was made of it, and what was told."""


class Memory(Struct, dict=True):
    """Remembers what was made of files, with the problems that were told about them.

    `stamps` are those of the files as they are now, by their path from `root`; `rooms` and
    `texts` are what an earlier build has left, and what this one leaves for the next. `jobs`
    processes read. `replaced` is what was known of the texts that had to be read again.
    """

    root: Path
    stamps: Stamps
    rooms: dict[str, tuple[Any, Any, tuple[Problem, ...]]] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    digests: dict[str, tuple[Any, str]] = field(default_factory=dict)
    jobs: int = 1
    read: set[str] = field(default_factory=set)
    replaced: dict[str, Text | None] = field(default_factory=dict)
    _fresh: set[str] = field(default_factory=set)
    _now: dict[str, str] = field(default_factory=dict)

    def room(self, name: str, sources: tuple[str, ...], make: Make[Found],
             problems: list[Problem], needs: Any = None) -> Found:  # fmt: skip
        """Return what `make` gives, or gave when its sources and needs were the same.

        `sources` are paths of files, or of folders with a slash at their end.
        """
        now = (self.digest(name, sources), needs)
        if name not in self.rooms or self.rooms[name][0] != now:
            told: list[Problem] = []
            self.rooms[name] = now, make(told), tuple(told)
        _, found, said = self.rooms[name]
        problems.extend(said)
        result: Found = found
        return result

    def earlier(self, name: str, needs: Any) -> Any:
        """Return what a room held that was made with the same needs, of whatever sources."""
        known = self.rooms.get(name)
        return known[1] if known is not None and known[0][1] == needs else None

    def text(self, path: str, make: Make[Found], problems: list[Problem]) -> Found:
        """Return what `make` gives for one file, or gave when the file was the same."""
        known = self.texts.get(path)
        if known is None or not self._knows(path):
            told: list[Problem] = []
            known = self._keep(path, make(told), tuple(told))
        self.read.add(path)
        problems.extend(known[2])
        result: Found = known[1]
        return result

    def listing(self, folder: Path, shown: str) -> list[str]:
        """Return the paths of the files below a folder, in the order of `walk`.

        Its files have been looked at already; links to folders in it, which `walk` passes over,
        have been followed. Raises OSError where a folder may not be looked into: what it holds
        must not be taken for gone.
        """
        start = len(shown) + 1
        below = f"{shown}/"
        paths = [path for path in self.stamps if path.startswith(below)]
        found = [path[start:].split("/") for path in paths if self.stamps[path] != NO_FILE]
        if not found or any(path[-1] == "/" or is_followed(self.stamps[path]) for path in paths):
            return listing(folder)
        return [
            "/".join(parts)
            for parts in sorted(found)
            if not any(p[0] == "_" for p in parts) and is_meant(parts[-1])
        ]

    def before(self, path: str) -> Any:
        """Return what was made of a file, also of another state of it, if nothing was wrong."""
        known = self.texts.get(path)
        return known[1] if known is not None and not known[2] else None

    def ahead(self, files: list[tuple[str, Make[Any]]]) -> None:
        """Read all files that are not remembered, on all cores."""
        waiting = [(path, make) for path, make in files if not self._knows(path)]

        def read(file: tuple[str, Make[Any]]) -> tuple[Any, tuple[Problem, ...]]:
            told: list[Problem] = []
            found = file[1](told)
            return found, tuple(told)

        for (path, _), (found, told) in zip(
            waiting, work(waiting, read, jobs=self.jobs), strict=True
        ):
            self._keep(path, found, told)
            self._fresh.add(path)

    def _keep(self, path: str, found: Any, told: tuple[Problem, ...]) -> Text:
        self.replaced.setdefault(path, self.texts.get(path))
        self.texts[path] = text = self.stamps.get(path), found, told
        return text

    def _knows(self, path: str) -> bool:
        stamp, known = self.stamps.get(path), self.texts.get(path)
        return path in self._fresh or (
            known is not None and stamp is not None and known[0] == stamp
        )

    def forget_others(self) -> None:
        """Forget the texts that were not asked for: their files are gone."""
        for path in self.texts.keys() - self.read:
            del self.texts[path]

    def digest(self, name: str, sources: tuple[str, ...]) -> str:
        """Return a digest of the contents of files, remembered under a name."""
        if name not in self._now:
            self._now[name] = self._digest_now(name, sources)
        return self._now[name]

    @cached_property
    def _few(self) -> list[str]:
        """The paths of everything but the texts, which are by far the most, in order."""
        return sorted(path for path in self.stamps if not path.endswith(".md"))

    def _below(self, sources: tuple[str, ...]) -> Iterator[str]:
        for source in sources:
            for number in range(bisect_left(self._few, source), len(self._few)):
                if not self._few[number].startswith(source):
                    break
                yield self._few[number]

    def stamps_of(self, *sources: str) -> dict[str, Stamp]:
        """Return the stamps of the files of these sources; texts are not among them."""
        return {path: self.stamps[path] for path in self._below(sources)}

    def _digest_now(self, name: str, sources: tuple[str, ...]) -> str:
        stamps = self.stamps_of(*sources)
        known = self.digests.get(name)
        if known is None or known[0] != stamps:
            parts = (f"{path}\0{self._digest_of(path)}" for path in sorted(stamps))
            known = self.digests[name] = stamps, digest("\n".join(parts), 24)
        return known[1]

    def _digest_of(self, path: str) -> str:
        try:
            return digest((self.root / path).read_bytes())
        except OSError:
            return ""
