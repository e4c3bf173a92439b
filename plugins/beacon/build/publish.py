"""Publishing: a site is built beside the live one and takes its place in one step."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import uuid
from pathlib import Path
from stat import S_IMODE, S_IRWXU
from typing import IO

from msgspec import Struct

from beacon.files import recover_directory, replace_directory

MARKER = ".beacon-site"
_SOURCES = ("content", "theme", "plugins", "requirements", "scripts")


class NotOurs(Exception):
    """The output holds something else than a site of this centre; it would be lost."""


class Staging(Struct):
    """A folder beside `live` to build in; its lock is held as long as the build runs.

    The lock, not a process number, tells others that the build is alive: builds in
    containers that share a folder may all have the same number.
    """

    path: Path
    live: Path
    centre: str
    lock: IO[str]


def begin(live: Path, centre: str) -> Staging:
    """Return an empty folder beside `live` to build in.

    Mends what an interrupted build left: its half site is removed, and a live site
    that was moved aside is put back. Raises NotOurs where `live` is a file, holds
    files that no build has made, or the site of another centre.
    """
    live.parent.mkdir(parents=True, exist_ok=True)
    tidy_up(live)
    refuse_what_is_not_ours(live, centre)
    path = live.with_name(f".{live.name}.building-{uuid.uuid4().hex[:12]}")
    lock = _lock_of(path).open("w", encoding="ascii")
    fcntl.flock(lock, fcntl.LOCK_EX)
    path.mkdir()
    return Staging(path, live, centre, lock)


def finish(staging: Staging) -> None:
    """Put the finished site in the place of the live one."""
    (staging.path / MARKER).write_text(f"{staging.centre}\n", encoding="utf-8")
    keep_rights(staging.path, staging.live)
    replace_directory(staging.path, staging.live)
    _let_go(staging)


def keep_rights(new: Path, live: Path) -> None:
    """Give the folder of a new site the group and the rights that the live one has, if possible.

    Its owner can always write there, as the next build has to.
    """
    with contextlib.suppress(OSError):
        there = live.stat()
        with contextlib.suppress(OSError):
            os.chown(new, -1, there.st_gid)
        new.chmod(S_IMODE(there.st_mode) | S_IRWXU)


def abandon(staging: Staging) -> None:
    """Remove a site that was not finished; the live one was never touched."""
    shutil.rmtree(staging.path, ignore_errors=True)
    _let_go(staging)


def refuse_what_is_not_ours(live: Path, centre: str) -> None:
    """Raise NotOurs where an output holds something else than a site of this centre."""
    if live.exists() and not live.is_dir():
        raise NotOurs(f"{live} is a file. Choose a folder.")
    if not live.is_dir() or not any(live.iterdir()):
        return
    marker = live / MARKER
    if not marker.is_file():
        raise NotOurs(f"{live} holds files that no build has made. Choose an empty folder.")
    there = marker.read_text(encoding="utf-8").strip()
    if there != centre:
        raise NotOurs(f'{live} holds the site of "{there}". Choose another folder for "{centre}".')


def refuse_sources(live: Path, root: Path) -> None:
    """Raise NotOurs where an output would lie among the sources that sites are made from."""
    for name in _SOURCES:
        if live.resolve().is_relative_to((root / name).resolve()):
            raise NotOurs(f"{live} lies among the sources of the site. Choose another folder.")


def tidy_up(live: Path) -> None:
    """Mend what an interrupted build left beside a site, or half done in its place."""
    recover_directory(live)
    _remove_leftovers(live)


def _remove_leftovers(live: Path) -> None:
    """Remove the folders of builds that have ended without finishing: their lock is free."""
    for lock in live.parent.glob(f".{live.name}.building-*.lock"):
        with lock.open("a", encoding="ascii") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink(missing_ok=True)


def _let_go(staging: Staging) -> None:
    _lock_of(staging.path).unlink(missing_ok=True)
    staging.lock.close()


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")
