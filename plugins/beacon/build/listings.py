"""Listings: the names that folders held, so that they need not be listed again.

Whoever adds, renames or removes a file changes the time of its folder. So a folder whose time is
the same holds the same names, and to ask for its time costs a fifth of what listing it takes.
Only the standard library is imported here, because a build with nothing to do needs no more.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import time
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from beacon.build.sights import keep, kept

try:  # the same as hashlib's, without loading the cryptography library
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

Stamp = tuple[int, int]
"""When a file was last changed (in nanoseconds) and its size in bytes."""

NO_FILE: Stamp = (-1, -1)
"""The stamp of what has no contents that could be read: a link to a folder, or to nothing."""
_NO_TIME = -1

Listing = tuple[int, int, tuple[str, ...], tuple[str, ...]]
"""The number of a folder, when its names last changed (in nanoseconds), its files and folders."""

_KIND = "listings of folders: number, time, files, folders"
"""Stands beside what is written down; what another Beacon wrote there is not taken for ours."""

_UNSETTLED = 3_000_000_000
"""Nanoseconds after a change in which another may give a folder the same time: FAT counts in
steps of two seconds, others in milliseconds."""


def stamp_of_source(stat: os.stat_result) -> Stamp:
    """Return the stamp of a file that people write.

    Copies and archives give files another time than that of the change, and may give the same
    to all of them; so the later of that and of the one that nobody can set counts.
    """
    return max(stat.st_mtime_ns, stat.st_ctime_ns), stat.st_size


def stamp_of_link(path: str) -> Stamp:
    """Return the stamp of a link to a folder that is followed: it tells where that really is.

    What stands there may be the same as before, and yet not be read where it is somewhere else.
    """
    place = os.fsencode(os.path.realpath(path))
    return _NO_TIME, int.from_bytes(blake2b(place, digest_size=7).digest(), "big")


def is_followed(stamp: Stamp) -> bool:
    """Tell whether a stamp is that of a link to a folder that is followed."""
    return stamp[0] == _NO_TIME and stamp != NO_FILE


class Listings:
    """What folders hold, by their path with a slash at the end; `known` are those of before."""

    def __init__(self, known: Mapping[str, Listing] | None = None) -> None:
        self._known = known or {}
        self._settled = time.time_ns() - _UNSETTLED
        self.found: dict[str, Listing] = {}

    def stamps_below(
        self, folder: str | Path, prefix: str = "", *, links: int = 0
    ) -> dict[str, Stamp]:
        """Return the stamps of all files below a folder; one that is not there has none.

        Paths begin with `prefix`. Names that begin with a dot are passed over.
        Links to folders are followed in paths of up to `links` slashes, and no deeper; those that
        are have a stamp as well.
        A folder that may not be looked into is `NO_FILE`, with a slash at the end of its path.
        """
        found: dict[str, Stamp] = {}
        known, stat, settled = self._known, os.stat, self._settled
        waiting = [(f"{os.fspath(folder)}/", prefix)]
        while waiting:
            path, before = waiting.pop()
            listing = known.get(before)
            try:
                of_folder = stat(path)
                # Not the time that a copy gives back to a folder, whatever it put there.
                number, changed = of_folder.st_ino, of_folder.st_ctime_ns
                if listing is None or listing[0] != number or listing[1] != changed:
                    listing = (number, changed, *_listed(path))
            except PermissionError:
                found[before] = NO_FILE
                continue
            except OSError:
                continue
            if changed < settled:
                self.found[before] = listing
            for name in listing[2]:
                try:
                    of_file = stat(path + name)
                except OSError:  # a link that leads nowhere
                    if not os.access(path, os.X_OK):
                        found[before] = NO_FILE
                        break
                    found[before + name] = NO_FILE
                    continue
                if S_ISREG(of_file.st_mode):
                    found[before + name] = stamp_of_source(of_file)
                elif S_ISDIR(of_file.st_mode) and before.count("/") <= links:
                    found[before + name] = stamp_of_link(path + name)
                    waiting.append((f"{path}{name}/", f"{before}{name}/"))
                else:
                    found[before + name] = NO_FILE
            for name in listing[3]:
                waiting.append((f"{path}{name}/", f"{before}{name}/"))
        return found

    @property
    def is_news(self) -> bool:
        """Tell whether there is something that is not known from before."""
        return not self.found.items() <= self._known.items()

    def keep(self, path: Path) -> None:
        """Write down what is known for the next time; where this fails, folders are listed."""
        with contextlib.suppress(OSError, ValueError):  # some disks know times after 2262
            keep(path, marshal.dumps((_KIND, self.found)))


def kept_listings(path: Path) -> dict[str, Listing]:
    """Return the listings that were written down; none where they are damaged, or others."""
    found: dict[str, Listing]
    try:
        kind, found = marshal.loads(kept(path))
    except (OSError, EOFError, TypeError, ValueError):
        return {}
    return found if kind == _KIND else {}


def _listed(path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(path) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == "." or name == "__pycache__":
                continue
            (folders if entry.is_dir(follow_symlinks=False) else files).append(name)
    return tuple(files), tuple(folders)
