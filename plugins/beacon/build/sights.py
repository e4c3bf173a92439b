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
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

_SUM_SIZE = 4
_DEAR = 2
"""A file that is looked for costs so much more than one that is only asked for its time."""


class Sight:
    """The print of a site, its folders and files, and their times and sizes in this order.

    The first `count` names are folders; `others` is how many files the process that asks looks
    for meanwhile.
    """

    def __init__(
        self, of_site: str, count: int, names: list[str], seen: bytes, others: int
    ) -> None:
        self.print, self.count, self.names = of_site, count, names
        self.seen, self.others = seen, others


def keep_sight(
    path: Path,
    of_site: str,
    folders: Mapping[str, int],
    files: Mapping[str, tuple[int, int]],
    others: int,
) -> None:
    """Write down how a site with this print looks; where this fails, it is searched the next time.

    The times of folders are those at which names last came or went, taken before they were
    searched for files: whatever comes later gives them another one.
    """
    with contextlib.suppress(OSError, OverflowError):  # some disks know times after 2262
        seen = array("q", [*folders.values(), *(n for stamp in files.values() for n in stamp)])
        names = [*folders, *files]
        keep(path, marshal.dumps((of_site, len(folders), names, seen.tobytes(), others)))


def kept_sight(path: Path, of_site: str) -> Sight | None:
    """Return how a site with this print looked; None where that is not known."""
    try:
        sight = Sight(*marshal.loads(kept(path)))
    except (OSError, EOFError, TypeError, ValueError):
        return None
    return sight if sight.print == of_site else None


class Look:
    """Looks at a site while this process does something else, and at the rest of it afterwards."""

    def __init__(self, folder: Path, sight: Sight) -> None:
        self._folder, self._sight = folder, sight
        whole = len(sight.names)
        share = min(whole, (whole + _DEAR * sight.others) // 2) if hasattr(os, "fork") else 0
        self._ours, self._theirs = slice(share, whole), slice(0, share)

    @contextlib.contextmanager
    def begun(self) -> Iterator[None]:
        """Look at a part of the site in a process of its own, which ends before this does."""
        self._child = self._answer = 0
        if self._theirs.stop:
            self._answer, reply = os.pipe()
            self._child = os.fork()
            if not self._child:
                try:
                    os.close(self._answer)
                    with os.fdopen(reply, "wb") as stream:
                        os.chdir(self._folder)  # quicker than a folder that is given each time
                        stream.write(self._times(self._theirs, os.stat))
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
            place = os.open(self._folder, os.O_RDONLY)
            try:
                ours = self._times(self._ours, partial(os.stat, dir_fd=place))
            finally:
                os.close(place)
        except (OSError, OverflowError):
            return False
        if not self._sight.seen.endswith(ours):
            return False
        theirs = bytearray()
        while self._child and (data := os.read(self._answer, 1 << 20)):
            theirs += data
        return self._sight.seen == theirs + ours

    def _times(self, which: slice, stat: Callable[[str], os.stat_result]) -> bytes:
        """Return the times of some of the folders, and the times and sizes of the files."""
        names, count = self._sight.names[which], max(0, self._sight.count - which.start)
        found = array("q", [s.st_ctime_ns for s in map(stat, names[:count])])
        found.extend([n for s in map(stat, names[count:]) for n in (s.st_mtime_ns, s.st_size)])
        return found.tobytes()


def keep(path: Path, content: bytes) -> None:
    """Write something down with its sum, so that no half of it is ever taken for the whole."""
    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "wb") as stream:  # noqa: PTH123 (as in all of this module)
            stream.write(_sum(content) + content)
        os.replace(beside, path)  # noqa: PTH105
    finally:
        with contextlib.suppress(OSError):
            os.unlink(beside)  # noqa: PTH108


def kept(path: Path) -> memoryview:
    """Return what was written down. Raises ValueError where it is damaged, and OSError."""
    data = path.read_bytes()
    content = memoryview(data)[_SUM_SIZE:]
    if _sum(content) != data[:_SUM_SIZE]:
        raise ValueError(f"{path} is damaged.")
    return content


def _sum(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM_SIZE, "little")
