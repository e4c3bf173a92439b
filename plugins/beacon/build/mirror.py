"""The mirror: a second copy of the published site, in which the next one is prepared.

The two copies share their files as hard links, so that the mirror needs no room, and a
build writes only what has changed. Files are never changed in place: a new one takes the
place of the old, which stays as it is in the site that readers see.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from stat import S_IMODE

from beacon.build.listings import Stamp
from beacon.build.publish import abandon, begin, finish, keep_rights, refuse_what_is_not_ours
from beacon.build.stamps import Stamps, stamps_below
from beacon.build.workers import beside
from beacon.files import exchange


def put(folder: Path, uri: str, data: bytes, *, new: bool = False) -> Stamp:
    """Write a file into a mirror and return its stamp; a `new` one is not there yet."""
    path = f"{folder}/{uri}"
    if not new:
        _clear(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        handle = os.open(path, flags, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))  # noqa: PTH120 (here and below: for thousands of files)
        handle = os.open(path, flags, 0o666)
    except FileExistsError:
        _clear(path)
        handle = os.open(path, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        stat = os.fstat(handle)
    finally:
        os.close(handle)
    return stat.st_mtime_ns, stat.st_size


def _clear(path: str) -> None:
    """Remove a file, or the folder that somebody has put into its place."""
    try:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        pass
    except OSError:
        if not os.path.isdir(path):  # noqa: PTH112
            raise
        shutil.rmtree(path)


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))  # noqa: PTH120
        _make_folder(path)
    except FileExistsError:
        pass


def remove(folder: Path, uris: Collection[str], empty: Collection[str] = ()) -> None:
    """Remove files from a mirror, and the folders that are `empty` already, or then."""
    folders = set(empty)
    for uri in uris:
        path = f"{folder}/{uri}"
        # Its folder may have given way to a page that another process has made by now.
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(path)  # noqa: PTH108
        folders.add(os.path.dirname(path))  # noqa: PTH120
    for path in sorted(folders, key=len, reverse=True):
        _remove_empty(path, str(folder))


def _remove_empty(path: str, top: str) -> None:
    while len(path) > len(top):
        try:
            os.rmdir(path)  # noqa: PTH106
        except OSError:
            return
        path = os.path.dirname(path)  # noqa: PTH120


def renew_rights(folder: Path) -> None:
    """Give all folders of a mirror the rights that a new one gets now."""
    new = folder / ".new"
    _clear(str(new))
    new.mkdir()
    wanted = new.stat().st_mode
    new.rmdir()
    for path, names, _ in os.walk(folder):
        for name in names:
            _give_rights(wanted, f"{path}/{name}")


@contextlib.contextmanager
def published(
    mirror: Path,
    live: Path,
    centre: str,
    stamps: Stamps,
    changed: Collection[str] | None = None,
    *,
    jobs: int = 1,
) -> Iterator[Stamps]:
    """Put the site that stands in the mirror in the place of the live one, in one step.

    `stamps` are those of the mirror; `changed` are the files in which the two differ, where
    that is known. Yields the stamps of the live site, which are others only where the two
    cannot share their files. At the end the mirror holds the same again. Raises NotOurs where
    something else than a site of this centre has come there.
    """
    if not _same_disk(mirror, live):
        yield _publish_copy(mirror, live, centre)
        return
    keep_rights(mirror, live)
    try:
        mirror.rename(live)  # where nothing stands, or an empty folder
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        # Somebody may have put something there since the build began.
        refuse_what_is_not_ours(live, centre)
        exchange(mirror, live)
    else:
        mirror.mkdir()
    # The site is published; where the mirror cannot be levelled, the next build does so.
    if changed is None:
        with beside(partial(_level, mirror, live, stamps), jobs=jobs):
            yield stamps
    else:
        with contextlib.suppress(OSError):
            _level_some(mirror, live, changed)
        yield stamps


def _level_some(mirror: Path, live: Path, changed: Collection[str]) -> None:
    """Give the mirror the files of the live site again, looking only at these.

    Where the live site was changed by hand, the mirror now holds that; the next build sees it.
    """
    there = {uri for uri in changed if os.path.isfile(f"{live}/{uri}")}  # noqa: PTH113
    # First what is gone: a file or a folder of the others may stand in its place now.
    remove(mirror, set(changed) - there)
    for uri in there:
        _clear(f"{mirror}/{uri}")
        with contextlib.suppress(FileNotFoundError):
            _link(f"{live}/{uri}", f"{mirror}/{uri}")


def _level(mirror: Path, live: Path, stamps: Stamps) -> None:
    """Give the mirror the files of the live site again."""
    before = stamps_below(mirror, hidden=True)
    remove(mirror, before.keys() - stamps.keys())
    folders: set[str] = set()
    for uri, stamp in stamps.items():
        if before.get(uri) != stamp:
            target = f"{mirror}/{uri}"
            if uri in before:
                _clear(target)
            elif (folder := target.rpartition("/")[0]) not in folders:
                _make_folder(folder)
                folders.add(folder)
            _link(f"{live}/{uri}", target)
    # Folders of an earlier site may have other rights than those that were made now.
    for path, names, _ in os.walk(live) if before else ():
        for name in names:
            folder = f"{path}/{name}"
            wanted = os.stat(folder).st_mode  # noqa: PTH116
            _give_rights(wanted, f"{mirror}{folder.removeprefix(str(live))}")


def _give_rights(wanted: int, folder: str) -> None:
    with contextlib.suppress(OSError):
        if os.stat(folder).st_mode != wanted:  # noqa: PTH116
            os.chmod(folder, S_IMODE(wanted))  # noqa: PTH101


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        _clear(target)
        os.link(source, target)
    except FileNotFoundError:
        if not os.path.exists(source):  # noqa: PTH110
            raise
        _make_folder(os.path.dirname(target))  # noqa: PTH120
        os.link(source, target)


def _publish_copy(mirror: Path, live: Path, centre: str) -> Stamps:
    """Publish to another disk, or to one that knows no exchange or links."""
    staging = begin(live, centre)
    try:
        shutil.copytree(mirror, staging.path, dirs_exist_ok=True)
        finish(staging)
    except BaseException:
        abandon(staging)
        raise
    return stamps_below(live, hidden=True)


def _same_disk(mirror: Path, live: Path) -> bool:
    """Try on files of no importance whether the two places can exchange and share files."""
    live.parent.mkdir(parents=True, exist_ok=True)
    if mirror.stat().st_dev != (live if live.exists() else live.parent).stat().st_dev:
        return False
    one, other = mirror.with_name("try-one"), mirror.with_name("try-other")
    try:
        for folder in (one, other):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        if not exchange(one, other):
            return False
        (one / "file").write_bytes(b"")
        os.link(one / "file", other / "file")
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS):
            raise
        return False
    finally:
        shutil.rmtree(one, ignore_errors=True)
        shutil.rmtree(other, ignore_errors=True)
    return True
