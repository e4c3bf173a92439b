"""Kept files: a file of a kit as it was made before, where all that it says is what it was.

A file is kept under what decides it but the interface's strings: of these it holds a few of
hundreds. Which ones they were, and what they said, is kept with it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct

from beacon.build.store import Store, key_of
from beacon.languages.strings import NotedStrings, Strings

_SIZE = 4
_ASKED = msgspec.json.Decoder(list[tuple[tuple[str | int, ...], str]])


class KeptFiles(Struct, frozen=True):
    """The files of kits in a `store`; without one they are made whenever they are asked for.

    `recipe` is a digest of all that makes kits, as `recipe_of` gives it. The store is
    content-addressed, so two builds may write it at once.
    """

    store: Store | None
    recipe: str

    def get(
        self, name: str, seen: str, strings: Strings, make: Callable[[Strings], bytes]
    ) -> bytes:
        """Return a file; `make` is called with plain strings where none is kept that fits.

        `name` says which file it is, `seen` is all it shows, or a digest of that.
        """
        strings = strings.plain
        if self.store is None:
            return make(strings)
        key = key_of(self.recipe, name, seen)
        kept = _fitting(self.store.get(key), strings)
        if kept is not None:
            return kept
        noted = NotedStrings(strings.compiled, strings.latin, strings.english)
        data = make(noted)
        asked = msgspec.json.encode(list(noted.asked.items()))
        self.store.put(key, len(asked).to_bytes(_SIZE, "big") + asked + data)
        return data


def _fitting(entry: bytes | None, strings: Strings) -> bytes | None:
    """Return the file of an entry if each string that it asked for still says the same.

    An entry of another form is as good as none.
    """
    if entry is None:
        return None
    end = _SIZE + int.from_bytes(entry[:_SIZE], "big")
    try:
        asked = _ASKED.decode(entry[_SIZE:end])
        same = all(strings.said(question) == answer for question, answer in asked)
    except (msgspec.MsgspecError, AttributeError, TypeError):
        return None
    return entry[end:] if same else None
