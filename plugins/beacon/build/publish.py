"""Publishing: a site is built beside the live one and takes its place in one step."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from beacon.files import recover_directory, replace_directory

MARKER = ".beacon-site"
_STAGING = re.compile(r"^\.(?P<name>.+)\.building-(?P<pid>\d+)$")


class NotOurs(Exception):
    """The output folder holds files that are no site of ours; they would be lost."""


def begin(live: Path) -> Path:
    """Return an empty folder beside `live` to build in.

    Mends what an interrupted build left: its half site is removed, and a live site
    that was moved aside is put back. Raises NotOurs where `live` holds other files.
    """
    recover_directory(live)
    if live.is_dir() and any(live.iterdir()) and not (live / MARKER).exists():
        raise NotOurs(f"{live} holds files that no build has made. Choose an empty folder.")
    live.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(live)
    staging = live.with_name(f".{live.name}.building-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    return staging


def finish(staging: Path, live: Path) -> None:
    """Put the finished site in the place of the live one."""
    (staging / MARKER).write_text("This folder is made anew by every build.\n", encoding="utf-8")
    replace_directory(staging, live)


def abandon(staging: Path) -> None:
    """Remove a site that was not finished; the live one was never touched."""
    shutil.rmtree(staging, ignore_errors=True)


def _remove_leftovers(live: Path) -> None:
    for path in live.parent.glob(f".{live.name}.building-*"):
        match = _STAGING.match(path.name)
        if match and not _is_running(int(match.group("pid"))):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
