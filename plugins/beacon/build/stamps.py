"""Stamps: what can be told of files without reading them, so that what is unchanged stays unread.

Besides `sights`, only the standard library is imported here, because a build with nothing to do
needs no more.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG

from beacon.build.listings import NO_FILE, Listings, Stamp, kept_listings, stamp_of_source
from beacon.build.sights import Look, keep_sight, kept_sight

try:  # the same as hashlib's, without loading the cryptography library
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

VARIABLES = ("BEACON_KITS", "BEACON_SITE_URL")
"""The variables of the environment that `mkdocs.yml` may name, in order."""


def _umask() -> str:
    mask = os.umask(0o077)
    os.umask(mask)
    return f"umask {mask:03o}"


UMASK = _umask()
"""Which rights new files and folders do not get, asked for once: a process may have threads later.

A site is made anew where it is another, because what is kept would keep its rights.
"""

Stamps = Mapping[str, Stamp]
"""The stamps of files by their path, with slashes."""

INPUTS = ("content", "theme", "mkdocs.yml", "requirements/site.txt")
"""What a build reads of a project, besides the code of Beacon itself."""

_LINKS = 4
"""Slashes in the path above a folder that may be a link: the deepest that is read through one is
that of a language among the pages of a centre."""


def stamps_below(
    folder: str | Path, prefix: str = "", *, hidden: bool = False,
    empty: list[str] | None = None, deep: list[str] | None = None,
    times: dict[str, int] | None = None,
) -> dict[str, Stamp]:  # fmt: skip
    """Return the stamps of all files below a folder; one that is not there has none.

    Paths begin with `prefix`. Names that begin with a dot are passed over unless `hidden`,
    and links to folders are not followed. The paths of folders that hold nothing are added
    to `empty`. Where `deep` is given, folders in folders are added to it and not looked into.
    To `times` are added those at which folders were last changed, before they are looked into.
    """
    found: dict[str, Stamp] = {}
    waiting = [(os.fspath(folder), prefix)]
    while waiting:
        path, before = waiting.pop()
        try:
            if times is not None:
                # Not the time that a copy gives back to a folder, whatever it put there.
                times[before[:-1] or "."] = os.stat(path).st_ctime_ns  # noqa: PTH116
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
                if deep is None or before == prefix:
                    waiting.append((entry.path, f"{before}{name}/"))
                else:
                    deep.append(before + name)
                continue
            try:
                stat = entry.stat()
            except OSError:  # a link that leads nowhere
                found[before + name] = NO_FILE
                continue
            regular = S_ISREG(stat.st_mode)
            found[before + name] = (stat.st_mtime_ns, stat.st_size) if regular else NO_FILE
    return found


def input_stamps(root: Path, listings: Listings | None = None) -> dict[str, Stamp]:
    """Return the stamps of everything that a build of a project depends on.

    What its folders hold is added to `listings`, and those that are known are not listed again.
    """
    look = listings or Listings()
    found: dict[str, Stamp] = {}
    for name in INPUTS:
        path = root / name
        if path.is_dir():
            found.update(look.stamps_below(path, f"{name}/", links=_LINKS))
        else:
            found.update(_stamp_of(path, name))
    code = Path(__file__).resolve().parents[2]
    for package in ("beacon", "mkdocs_beacon"):
        found.update(look.stamps_below(code / package, f"code/{package}/"))
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
    return {name: stamp_of_source(stat)}


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


def site_print(site: Stamps) -> str:
    """Return a digest of the stamps of a site."""
    return _joined(_prints(site))


Found = tuple[dict[str, Stamp], dict[str, int]]


def search(folder: Path) -> Found:
    """Return the stamps of all files below a folder, and the times of all folders.

    Nothing else that is looked at has as many files, so two processes look at them.
    """
    deep: list[str] = []
    times: dict[str, int] = {}
    stamps = stamps_below(folder, hidden=True, deep=deep, times=times)
    # Ordered by what they hold: each process gets half of the languages of a large section.
    deep.sort(key=lambda name: name.split("/")[::-1])
    if len(deep) < 2 or not hasattr(os, "fork"):
        return _with((stamps, times), _search(folder, deep))
    ours, theirs = deep[::2], deep[1::2]
    answer, reply = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(answer)
            with os.fdopen(reply, "wb") as stream:
                stream.write(marshal.dumps(_search(folder, theirs)))
        finally:
            os._exit(0)
    os.close(reply)
    found = _with((stamps, times), _search(folder, ours))
    with os.fdopen(answer, "rb") as stream:
        data = stream.read()
    os.waitpid(child, 0)
    try:
        return _with(found, marshal.loads(data))
    except (EOFError, ValueError, TypeError):  # it was stopped
        return _with(found, _search(folder, theirs))


def _search(folder: Path, names: Sequence[str]) -> Found:
    stamps: dict[str, Stamp] = {}
    times: dict[str, int] = {}
    for name in names:
        stamps |= stamps_below(f"{folder}/{name}", f"{name}/", hidden=True, times=times)
    return stamps, times


def _with(one: Found, other: Found) -> Found:
    return one[0] | other[0], one[1] | other[1]


def _prints(site: Stamps) -> dict[str, str]:
    """Return a digest of the stamps of each part of a site, by its one or two folders."""
    parts: defaultdict[str, dict[str, Stamp]] = defaultdict(dict)
    for uri, stamp in site.items():
        parts["/".join(uri.split("/", 2)[:-1])][uri] = stamp
    return {name: fingerprint(part) for name, part in parts.items()}


def _joined(prints: Mapping[str, str]) -> str:
    return fingerprint(sorted(f"{name}\0{digest}" for name, digest in prints.items()))


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
        self.listings = self.folder / "listings"
        self.lock = self.folder / "lock"

    def note(self, output: Path) -> Path:
        """Return the file that says in which state the site at `output` was published."""
        return self.folder / f"published-{_name_of(output)}"

    def sight(self, output: Path) -> Path:
        """Return the file that says how the site at `output` looked."""
        return self.folder / f"seen-{_name_of(output)}"


def _name_of(output: Path) -> str:
    return blake2b(os.fsencode(output), digest_size=8).hexdigest()


def standing_of(inputs: Stamps, site: Stamps, root: Path, words: Iterable[str]) -> tuple[str, str]:
    """Return fingerprints of a project and how it is asked for, and of the site made from it.

    While both stay the same, nothing has to be done.
    """
    return fingerprint(inputs, [sys.version, os.fspath(root), UMASK, *words]), site_print(site)


_looked: dict[Path, tuple[Stamps, Listings]] = {}


def is_up_to_date(root: Path, centre: str, output: Path, words: Iterable[str]) -> bool:
    """Tell whether the site at `output` is what a build would make now."""
    desk = Desk(root, centre)
    try:
        project, site = desk.note(output).read_text(encoding="ascii").split("\n")[:2]
    except (OSError, ValueError):
        return False
    sight = kept_sight(desk.sight(output), site)
    look = Look(output, sight) if sight is not None else None
    with look.begun() if look is not None else contextlib.nullcontext():
        listings = Listings(kept_listings(desk.listings))
        inputs = input_stamps(root, listings)
        _looked[root] = inputs, listings
        now, _ = standing_of(inputs, {}, root, words)
        if project != now:
            return False
        if listings.is_news:
            listings.keep(desk.listings)
        if look is not None and look.is_same():
            return True
    return keep_how_it_looks(desk, output, site, len(inputs))


def keep_how_it_looks(desk: Desk, output: Path, of_site: str, others: int) -> bool:
    """Tell whether the site at `output` has this print; if so, write down how it looks."""
    stamps, times = search(output)
    if site_print(stamps) != of_site:
        return False
    keep_sight(desk.sight(output), of_site, times, stamps, others)
    return True


def keep_how_it_was_made(
    desk: Desk, output: Path, of_site: str, stamps: Stamps, others: int
) -> None:
    """Write down how a site looks of which every file was just made; it need not be searched.

    No folder was changed after the last of its own files was written, or somebody else has put
    something there: then the site is searched.
    """
    newest: defaultdict[str, int] = defaultdict(int)
    for uri, (time, _) in stamps.items():
        folder = uri
        while folder:
            folder = folder.rpartition("/")[0]
            newest[folder] = max(newest[folder], time)
    times = {}
    for folder, time in newest.items():
        stat = os.stat(f"{output}/{folder}")  # noqa: PTH116
        if stat.st_mtime_ns > time:
            keep_how_it_looks(desk, output, of_site, others)
            return
        times[folder or "."] = stat.st_ctime_ns
    keep_sight(desk.sight(output), of_site, times, stamps, others)


def stamps_just_taken(root: Path) -> tuple[Stamps, Listings]:
    """Return the stamps that `is_up_to_date` took, once, or new ones, and what folders hold.

    What was written since then has another stamp in the next build.
    """
    if taken := _looked.pop(root, None):
        return taken
    listings = Listings()
    return input_stamps(root, listings), listings
