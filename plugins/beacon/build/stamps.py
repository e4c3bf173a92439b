"""Stamps: what can be told of files without reading them, so that what is unchanged stays unread.

Only the standard library is imported here, because a build with nothing to do needs no more.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISREG

try:  # the same as hashlib's, without loading the cryptography library
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

VARIABLES = ("BEACON_KITS", "BEACON_SITE_URL")
"""The variables of the environment that `mkdocs.yml` may name, in order."""

Stamp = tuple[int, int]
"""When a file was last changed (in nanoseconds) and its size in bytes."""

Stamps = Mapping[str, Stamp]
"""The stamps of files by their path, with slashes."""

NO_FILE: Stamp = (-1, -1)
"""The stamp of what has no contents that could be read: a link to a folder, or to nothing."""

INPUTS = ("content", "theme", "mkdocs.yml", "requirements/site.txt")
"""What a build reads of a project, besides the code of Beacon itself."""


def stamps_below(
    folder: str | Path, prefix: str = "", *, hidden: bool = False, empty: list[str] | None = None
) -> dict[str, Stamp]:
    """Return the stamps of all files below a folder; one that is not there has none.

    Paths begin with `prefix`. Names that begin with a dot are passed over unless `hidden`,
    and links to folders are not followed. The paths of folders that hold nothing are added
    to `empty`.
    """
    found: dict[str, Stamp] = {}
    waiting = [(os.fspath(folder), prefix)]
    while waiting:
        path, before = waiting.pop()
        try:
            entries = list(os.scandir(path))
        except OSError:
            continue
        if empty is not None and not entries:
            empty.append(path)
        for entry in entries:
            name = entry.name
            if (name[0] == "." and not hidden) or name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{before}{name}/"))
                continue
            try:
                stat = entry.stat()
            except OSError:  # a link that leads nowhere
                found[before + name] = NO_FILE
                continue
            regular = S_ISREG(stat.st_mode)
            found[before + name] = (stat.st_mtime_ns, stat.st_size) if regular else NO_FILE
    return found


def input_stamps(root: Path) -> dict[str, Stamp]:
    """Return the stamps of everything that a build of a project depends on."""
    found: dict[str, Stamp] = {}
    for name in INPUTS:
        path = root / name
        if path.is_dir():
            found.update(stamps_below(path, f"{name}/"))
        else:
            found.update(_stamp_of(path, name))
    code = Path(__file__).resolve().parents[2]
    for package in ("beacon", "mkdocs_beacon"):
        found.update(stamps_below(code / package, f"code/{package}/"))
    # A package that was installed, renewed or taken out changes the folder it stands in.
    packages = next((p for p in sys.path if os.path.isdir(f"{p}/jinja2")), None)  # noqa: PTH112
    if packages is not None:
        found.update(_stamp_of(Path(packages), "code/packages"))
    return found


def _stamp_of(path: Path, name: str) -> dict[str, Stamp]:
    try:
        stat = path.stat()
    except OSError:
        return {}
    return {name: (stat.st_mtime_ns, stat.st_size)}


def fingerprint(*parts: Stamps | Iterable[str]) -> str:
    """Return a digest of stamps and words; the order of files does not matter."""
    sha = blake2b(digest_size=20)
    for part in parts:
        words = (
            sorted(f"{path}\0{time}\0{size}" for path, (time, size) in part.items())
            if isinstance(part, Mapping)
            else part
        )
        sha.update("\n".join(words).encode(errors="surrogateescape"))
        sha.update(b"\0\0")
    return sha.hexdigest()


def cache_of(root: Path) -> Path:
    """Return the folder of what a project remembers; git ignores it."""
    return root / ".cache" / "beacon"


class Desk:
    """Where a project keeps what it remembers of one centre: `.cache/beacon/<centre>`."""

    def __init__(self, root: Path, centre: str) -> None:
        self.cache = cache_of(root)
        self.folder = self.cache / "centres" / centre
        self.mirror = self.folder / "site"
        self.state = self.folder / "state"
        self.lock = self.folder / "lock"

    def note(self, output: Path) -> Path:
        """Return the file that says in which state the site at `output` was published."""
        name = blake2b(os.fsencode(output), digest_size=8).hexdigest()
        return self.folder / f"published-{name}"


def standing_of(inputs: Stamps, site: Stamps, root: Path, words: Iterable[str]) -> tuple[str, str]:
    """Return fingerprints of a project and how it is asked for, and of the site made from it.

    While both stay the same, nothing has to be done.
    """
    return fingerprint(inputs, [sys.version, os.fspath(root), *words]), fingerprint(site)


_looked: dict[Path, Stamps] = {}


def is_up_to_date(root: Path, centre: str, output: Path, words: Iterable[str]) -> bool:
    """Tell whether the site at `output` is what a build would make now."""
    inputs = _looked[root] = input_stamps(root)
    note = Desk(root, centre).note(output)
    try:
        project, site = note.read_text(encoding="ascii").split("\n")[:2]
    except (OSError, ValueError):
        return False
    now, _ = standing_of(inputs, {}, root, words)
    return project == now and site == fingerprint(stamps_below(output, hidden=True))


def stamps_just_taken(root: Path) -> Stamps:
    """Return the stamps that `is_up_to_date` took, once, or new ones.

    What was written since then has another stamp in the next build.
    """
    return _looked.pop(root, None) or input_stamps(root)
