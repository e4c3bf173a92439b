"""Files on disk: reading them whole, listing them in one order, replacing them at once."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
import uuid
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2), Linux 3.15
_COPIES = ("~", ".bak", ".orig", ".swp")
_OF_PROGRAMS = frozenset({"thumbs.db", "desktop.ini", "4913"})
"""What Windows lays beside files, and Vim for a moment, to see whether it may write there."""


def digest(data: bytes | str, length: int = 64) -> str:
    """Return the first `length` hexadecimal digits of the SHA-256 of `data`."""
    raw = data.encode() if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()[:length]


def walk(root: Path, *suffixes: str) -> Iterator[Path]:
    """Yield the files under `root` with one of the suffixes, sorted by their path.

    Names that begin with a dot or an underscore are passed over, and files that nobody means;
    a missing root has no files.
    """
    for name in listing(root):
        path = root / name
        if not suffixes or path.suffix in suffixes:
            yield path


def listing(root: Path) -> list[str]:
    """Return the paths of the files under `root`, with slashes, in the order of `walk`."""
    return ["/".join(parts) for parts in sorted(_files_below(root))]


def folders(root: Path) -> list[Path]:
    """Return the folders in `root` that hold a file which `listing` finds, sorted.

    Which they are follows from their files alone. A folder that is a link counts as it stands.
    """
    found = (p for p in root.glob("*") if not p.name.startswith((".", "_")) and p.is_dir())
    return sorted(p for p in found if p.is_symlink() or next(_files_below(p), None))


@cache
def is_meant(name: str) -> bool:
    """Tell a file that people mean from what a program or a system lays beside it.

    Hidden files, drafts that begin with an underscore, and copies and locks of editors and office
    programs are none.
    """
    low = name.casefold()
    return not (
        low.startswith((".", "_", "~$"))
        or low.endswith(_COPIES)
        or (low[0] == "#" and low[-1] == "#")
        or low in _OF_PROGRAMS
    )


def _files_below(root: Path) -> Iterator[tuple[str, ...]]:
    """Yield the parts of the paths of the files under `root`, in any order."""
    waiting: list[tuple[str, tuple[str, ...]]] = [(os.fspath(root), ())]
    while waiting:
        folder, parts = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            if entry.name.startswith((".", "_")):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, (*parts, entry.name)))
            elif is_meant(entry.name) and entry.is_file():
                yield (*parts, entry.name)


def write(path: Path, *data: bytes | memoryview, durable: bool = True) -> None:
    """Write the file beside its place and move it there, so that no half file is ever seen.

    It may come in parts, so that a large one need not be put together in memory.
    What is not `durable` may be lost, but not halved, when the machine stops at once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with beside.open("wb") as stream:
            stream.writelines(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files: all of them beside their places first, then each into its place.

    A disk that is full, or a folder that cannot be written, leaves every file as it was.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path] = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
            with beside[path].open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)


def replace_directory(new: Path, live: Path) -> None:
    """Put the directory `new` where `live` is, and remove what was there.

    On Linux and macOS the two are exchanged in one step, so that a reader, or a
    kill at any moment, finds either the old directory whole or the new one.
    Elsewhere, or on a file system that cannot exchange, the old one is renamed
    aside first; `recover_directory` puts it back if the second step never came.
    """
    live.parent.mkdir(parents=True, exist_ok=True)
    if not live.exists():
        new.rename(live)
        return
    if exchange(new, live):
        shutil.rmtree(new)
        return
    aside = _aside(live)
    live.rename(aside)
    new.rename(live)
    shutil.rmtree(aside)


def recover_directory(live: Path) -> None:
    """Put back a directory that an interrupted `replace_directory` had moved aside."""
    aside = _aside(live)
    if not aside.is_dir():
        return
    if live.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(live)


def _aside(live: Path) -> Path:
    return live.with_name(f".{live.name}.old")


def exchange(one: Path, other: Path) -> bool:
    """Exchange two directories in one step; False where the system cannot."""
    import ctypes  # noqa: PLC0415 (slow to load, and needed only when a site is published)

    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _RENAME_EXCHANGE)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
