"""The store: what was rendered before, under the digest of all it was made from.

Deleting it loses only time. An entry begins with a digest of its contents: one that is not
whole, because its build was stopped or another build writes it just now, is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from beacon.build.stamps import stamps_below

KINDS = ("kits", "texts", "templates", "settings")
"""What stores are called, some with a hyphen and the state of the code behind it."""

MOST_BYTES = 512 * 1024 * 1024
_DIGEST_SIZE = 16


class Store(Struct, frozen=True):
    """A folder of entries by key; `kind` is a folder of its own inside it, named as in `KINDS`."""

    folder: Path
    kind: str

    def get(self, key: str) -> bytes | None:
        """Return an entry; a damaged or foreign one is as good as none."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        content = data[_DIGEST_SIZE:]
        return content if data[:_DIGEST_SIZE] == _check(key, content) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep an entry; where the disk is full or not ours, it is simply not kept."""
        path = self._path(key)
        data = _check(key, content) + content
        with contextlib.suppress(OSError):
            try:
                path.write_bytes(data)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def _path(self, key: str) -> Path:
        return Path(f"{self.folder}/{self.kind}/{key[0]}/{key[1:]}")


def key_of(*parts: str) -> str:
    """Return the key of an entry that was made from these texts."""
    sha = hashlib.blake2b(digest_size=20)
    for part in parts:
        raw = part.encode(errors="surrogateescape")
        sha.update(len(raw).to_bytes(8, "little"))
        sha.update(raw)
    return sha.hexdigest()


def tidy(folder: Path, most: int = MOST_BYTES) -> int:
    """Remove the entries of stores that were made longest ago until the rest is small enough.

    What is remembered of centres and what editors have written stand beside the stores and are no
    entries. Returns how many were removed.
    """
    entries = sorted(_entries(folder))
    size = sum(entry[1] for entry in entries)
    removed = 0
    for _, bytes_of, path in entries:
        if size <= most:
            break
        with contextlib.suppress(OSError):
            Path(path).unlink()
            removed += 1
        size -= bytes_of
    return removed


def _entries(folder: Path) -> Iterator[tuple[int, int, str]]:
    with contextlib.suppress(OSError):
        for store in sorted(folder.iterdir()):
            if store.name.partition("-")[0] in KINDS:
                for name, (time, size) in stamps_below(store, hidden=True).items():
                    yield time, size, f"{store}/{name}"


def _check(key: str, content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE, key=key.encode()[:64]).digest()
