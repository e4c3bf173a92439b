"""Values: what a build has found every fact to be, unpacked only as far as it is asked for.

After an edit few kinds of facts are looked at; the others go from build to build as they are.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from beacon.build.reading import Key

Packed = tuple[bytes | memoryview, bytes | memoryview]
"""The facts of one kind: their numbers, four bytes each, and a pickled list of their values."""


class Values:
    """The values of facts by their keys; the first part of a key is the kind of the fact.

    `packed` are the facts of each kind, whose numbers are their places in `keys`; `news` those
    of each kind that have another value by now, or are not among them.
    """

    def __init__(
        self,
        keys: Sequence[Key] = (),
        packed: Mapping[str, Packed] | None = None,
        news: Mapping[str, dict[Key, Any]] | None = None,
    ) -> None:
        self._keys = keys
        self._packed = packed or {}
        self._news = dict(news or {})
        self._open: dict[str, dict[Key, Any]] = {}
        self._shared: set[str] = set()

    def copy(self) -> Values:
        """Return the same values; what is changed in them later does not change these."""
        new = Values(self._keys, self._packed, self._news)
        new._open = dict(self._open)
        self._shared = {*self._open, *self._news}
        new._shared = set(self._shared)
        return new

    def kinds(self) -> set[str]:
        """Return the kinds of facts that there are."""
        return {*self._packed, *self._news}

    def of(self, kind: str) -> Mapping[Key, Any]:
        """Return the facts of one kind."""
        found = self._open.get(kind)
        if found is None:
            found = self._open[kind] = {}
            if kind in self._packed:
                numbers, values = self._packed[kind]
                keys = map(self._keys.__getitem__, memoryview(numbers).cast("I"))
                found.update(zip(keys, pickle.loads(values), strict=True))
            found.update(self._news.get(kind, {}))
        return found

    def update(self, values: Mapping[Key, Any]) -> None:
        """Add facts, or give those that are known already other values."""
        for kind in {key[0] for key in values}:
            known, news = self.of(kind), self._news.get(kind, {})
            if kind in self._shared:
                self._shared.discard(kind)
                self._open[kind], news = dict(known), dict(news)
            self._news[kind] = news
        for key, value in values.items():
            self._open[key[0]][key] = self._news[key[0]][key] = value

    def unlike(self, now: Mapping[Key, Any]) -> set[Key]:
        """Return the keys of the facts that have another value now; all of them are known."""
        known = {kind: self.of(kind) for kind in {key[0] for key in now}}
        return {key for key, value in now.items() if value != known[key[0]][key]}

    def news(self) -> dict[str, dict[Key, Any]]:
        """Return the facts of each kind that are not packed, or have another value there."""
        return self._news

    def packed(self, keys: Sequence[Key]) -> dict[str, Packed]:
        """Return the facts of each kind, packed; those that have no number are left out.

        `keys` begin with those that these values were made with.
        """
        numbers: dict[str, array[int]] = {kind: array("I") for kind in self._news}
        opened = {kind: self.of(kind) for kind in self._news}
        for number, key in enumerate(keys):
            if key[0] in opened and key in opened[key[0]]:
                numbers[key[0]].append(number)
        packed = dict(self._packed)
        for kind, known in opened.items():
            values = [known[keys[number]] for number in numbers[kind]]
            data = pickle.dumps(values, pickle.HIGHEST_PROTOCOL)
            packed[kind] = numbers[kind].tobytes(), data
        return packed

    def get(self, key: Key, default: Any = None) -> Any:
        """Return the value of a fact, or `default` where it is not known."""
        return self.of(key[0]).get(key, default)

    def __getitem__(self, key: Key) -> Any:
        return self.of(key[0])[key]

    def __contains__(self, key: Key) -> bool:
        return key in self.of(key[0])

    def __iter__(self) -> Iterator[Key]:
        for kind in sorted(self.kinds()):
            yield from self.of(kind)

    def __len__(self) -> int:
        return sum(len(self.of(kind)) for kind in self.kinds())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Values) and {k: self[k] for k in self} == {
            k: other[k] for k in other
        }

    __hash__ = None  # type: ignore[assignment]
