"""Sights: what a published site looked like, to see quickly that it still does.

Whoever adds, renames or removes a file changes the time of its folder. So it is enough to ask for
the times of the folders and files that were there, without looking for others.
Only the standard library is imported here, because a build with nothing to do needs no more.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

_SUM_SIZE = 4
_DEAR = 4
"""A file that is looked for costs so much more than one that is only asked for its time."""


class Sight:
    """The print of a site, its folders and files, and their times and sizes in this order.

    `others` is how many files the process that asks looks for meanwhile.
    """

    def __init__(self, of_site: str, names: list[str], seen: bytes, others: int) -> None:
        self.print, self.names, self.seen, self.others = of_site, names, seen, others


def take_sight(folder: Path, site: Iterable[str], of_site: str, others: int) -> Sight:
    """Return how a site looks now; raises OSError where some of it cannot be seen.

    `site` are the paths of its files, `of_site` is its print.
    """
    files = list(site)
    folders = {"."}
    for name in files:
        above = name.rpartition("/")[0]
        while above and above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    names = sorted(folders) + files
    return Sight(of_site, names, _looks(folder, names), others)


def keep_sight(path: Path, sight: Sight) -> None:
    """Write down how a site looks; where this fails, it is looked through the next time."""
    content = marshal.dumps((sight.print, sight.names, sight.seen, sight.others))
    beside = f"{path}.{os.getpid()}"
    with contextlib.suppress(OSError):
        try:
            with open(beside, "wb") as stream:  # noqa: PTH123 (as in all of this module)
                stream.write(_sum(content) + content)
            os.replace(beside, path)  # noqa: PTH105
        finally:
            with contextlib.suppress(OSError):
                os.unlink(beside)  # noqa: PTH108


def kept_sight(path: Path, of_site: str) -> Sight | None:
    """Return how a site with this print looked; None where that is not known."""
    try:
        data = path.read_bytes()
        content = memoryview(data)[_SUM_SIZE:]
        sight = Sight(*marshal.loads(content)) if _sum(content) == data[:_SUM_SIZE] else None
    except (OSError, EOFError, TypeError, ValueError):
        return None
    return sight if sight is not None and sight.print == of_site else None


class Look:
    """Looks at a site while this process does something else, and at the rest of it afterwards."""

    def __init__(self, folder: Path, sight: Sight) -> None:
        self._folder, self._sight = folder, sight
        whole = len(sight.names)
        share = min(whole, (whole + _DEAR * sight.others) // 2) if hasattr(os, "fork") else 0
        self._ours, self._theirs = sight.names[share:], sight.names[:share]

    @contextlib.contextmanager
    def begun(self) -> Iterator[None]:
        """Look at a part of the site in a process of its own, which ends before this does."""
        self._child = self._answer = 0
        if self._theirs:
            self._answer, reply = os.pipe()
            self._child = os.fork()
            if not self._child:
                try:
                    os.close(self._answer)
                    with os.fdopen(reply, "wb") as stream:
                        os.chdir(self._folder)  # quicker than a folder that is given each time
                        stream.write(_times(map(os.stat, self._theirs)))
                finally:
                    os._exit(0)
            os.close(reply)
        try:
            yield
        finally:
            if self._child:
                os.close(self._answer)
                with contextlib.suppress(OSError):
                    os.kill(self._child, signal.SIGKILL)
                    os.waitpid(self._child, 0)

    def is_same(self) -> bool:
        """Tell whether the site looks as it did."""
        try:
            ours = _looks(self._folder, self._ours)
        except OSError:
            return False
        if not self._sight.seen.endswith(ours):
            return False
        theirs = bytearray()
        while self._child and (data := os.read(self._answer, 1 << 20)):
            theirs += data
        return self._sight.seen == theirs + ours


def _looks(folder: Path, names: Iterable[str]) -> bytes:
    """Return the times and sizes of files and folders."""
    place = os.open(folder, os.O_RDONLY)
    try:
        return _times(map(partial(os.stat, dir_fd=place), names))
    finally:
        os.close(place)


def _times(stats: Iterable[os.stat_result]) -> bytes:
    return array("q", [n for s in stats for n in (s.st_mtime_ns, s.st_size)]).tobytes()


def _sum(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM_SIZE, "little")
