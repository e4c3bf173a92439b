"""Memory: what was read and checked in an earlier build, as long as its files are the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from beacon.build.stamps import Stamp, Stamps
from beacon.files import digest
from beacon.problems import Problem

Found = TypeVar("Found")
Make = Callable[[list[Problem]], Found]


class Memory(Struct, dict=True):
    """Remembers what was made of files, with the problems that were told about them.

    `stamps` are those of the files as they are now, by their path from `root`; `rooms` and
    `texts` are what an earlier build has left, and what this one leaves for the next.
    """

    root: Path
    stamps: Stamps
    rooms: dict[str, tuple[Any, Any, tuple[Problem, ...]]] = field(default_factory=dict)
    texts: dict[str, tuple[Stamp | None, Any, tuple[Problem, ...]]] = field(default_factory=dict)
    digests: dict[str, tuple[Any, str]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
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

    def text(self, path: str, make: Make[Found], problems: list[Problem]) -> Found:
        """Return what `make` gives for one file, or gave when the file was the same."""
        stamp = self.stamps.get(path)
        known = self.texts.get(path)
        if known is None or stamp is None or known[0] != stamp:
            told: list[Problem] = []
            known = self.texts[path] = stamp, make(told), tuple(told)
        self.read.add(path)
        problems.extend(known[2])
        result: Found = known[1]
        return result

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
    def _few(self) -> Stamps:
        """The stamps of everything but the texts, which are by far the most."""
        return {path: stamp for path, stamp in self.stamps.items() if not path.endswith(".md")}

    def _digest_now(self, name: str, sources: tuple[str, ...]) -> str:
        stamps = {path: stamp for path, stamp in self._few.items() if path.startswith(sources)}
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
