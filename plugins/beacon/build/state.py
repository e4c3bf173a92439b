"""State: what a build leaves for the next one, and how it is kept on disk.

It stands in two files. Most of it is known of single texts, outputs and facts, and one edit
changes a few of many; so all of these are written whole only now and then, and the other file,
which every build writes, holds what has changed since.
"""

from __future__ import annotations

import contextlib
import marshal
import mmap
import os
import pickle
import struct
import zlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.build.listings import NO_FILE, Stamp
from beacon.build.reading import Key
from beacon.build.values import Packed, Values
from beacon.files import write
from beacon.kits.records import KitRecord
from beacon.languages.formats import KNOWN
from beacon.problems import Problem

Trace = bytes
"""The facts that were read for something, as numbers of `State.keys`: four bytes each."""

_FORMAT = b"beacon 7\n"
_SUM_SIZE = 4
_SIZE = struct.Struct("<Q")
_FEW_TEXTS = 32
_FEW = 256
"""So many changed texts, or outputs and facts, are written by every build before all of them are
written anew, and of very many an eighth."""

_BASES = ("base-*", "texts-*")
"""What bases are called, and were called by earlier versions."""

Texts = Mapping[str, Any]
Outputs = dict[str, tuple[Trace, Stamp]]


class Base(Struct):
    """What was last written whole, into the file `name`, whose stamp was `stamp` then."""

    texts: Texts = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    outputs: Outputs = field(default_factory=dict)
    facts: Mapping[str, Packed] = field(default_factory=dict)
    name: str = ""
    stamp: Stamp = NO_FILE


class State(Struct):
    """What a build leaves for the next one.

    `ground` is the fingerprint of what everything depends on, `look` that of templates and
    assets, on which all outputs do; `live` is where the site was published. `memory` are the
    rooms, texts and digests of a `Memory`. `checks` and `outputs` say of each text and each file
    what was read for it, as numbers of `keys`; `more` names the further files that came with an
    output; `kits` says what was read for the kits of a lesson in a language, and what is known of
    them; `said` is what Babel has said.
    `seen` is how many keys there were when they were last looked through for unused ones.
    `standing` is the fingerprint of everything that `facts` were found in; `scheduled` and `places`
    are those of the events among it, and of which pages there are.
    """

    ground: str = ""
    look: str = ""
    live: str = ""
    memory: tuple[Any, ...] = field(default_factory=lambda: ({}, {}, {}))
    keys: list[Key] = field(default_factory=list)
    facts: Values = field(default_factory=Values)
    checks: dict[str, tuple[Trace, tuple[Problem, ...]]] = field(default_factory=dict)
    outputs: Outputs = field(default_factory=dict)
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kits: dict[tuple[str, str], tuple[Trace, tuple[KitRecord, ...]]] = field(default_factory=dict)
    said: dict[tuple[object, ...], Any] = field(default_factory=dict)
    base: Base = field(default_factory=Base)
    seen: int = 0
    standing: str = ""
    scheduled: str = ""
    places: str = ""


class _Changes(Struct, array_like=True):
    """What has changed since a base was written, and what of it is there no longer."""

    texts: Texts
    gone_texts: Collection[str]
    keys: Sequence[Key]
    outputs: Outputs
    gone_outputs: Collection[str]
    facts: Mapping[str, dict[Key, Any]]


def load_state(path: Path, ground: str) -> State:
    """Return what the last build left, if it was one like this; else nothing is known."""
    try:
        state, changes = pickle.loads(_read(path, ground))
        base = _read_base(path.with_name(state.base.name), ground, state.base.stamp)
        texts = {**base.texts, **changes.texts}
        for name in changes.gone_texts:
            del texts[name]
        outputs = {**base.outputs, **changes.outputs}
        for uri in changes.gone_outputs:
            del outputs[uri]
    except Exception:  # what is not there, damaged, or written by other code: the same as none
        return State()
    keys = [*base.keys, *changes.keys]
    rooms, _, digests = state.memory
    KNOWN.update(state.said)
    found: State = replace(
        state, memory=(rooms, texts, digests), base=base, keys=keys, outputs=outputs,
        facts=Values(keys, base.facts, changes.facts),
    )  # fmt: skip
    return found


def save_state(path: Path, state: State) -> None:
    """Write down what a build knows; where little of that has changed, only this.

    Raises OSError; what was there may be gone then.
    """
    rooms, texts, digests = state.memory
    base, changes = state.base, _changes(state)
    if changes is None:
        packed = state.facts.packed(state.keys)
        parts = _of_base(texts, state.keys, state.outputs, packed)
        name = f"base-{_sum(*parts).hex()}"
        _write(path.with_name(name), state.ground, *parts, durable=True)
        base = Base(name=name, stamp=_stamp(path.with_name(name).stat()))
        changes = _Changes({}, (), (), {}, (), {})
    kept = replace(
        state, memory=(rooms, {}, digests), keys=[], outputs={}, facts=Values(),
        base=Base(name=base.name, stamp=base.stamp),
    )  # fmt: skip
    _write(path, state.ground, pickle.dumps((kept, changes), pickle.HIGHEST_PROTOCOL))
    for old in (old for names in _BASES for old in path.parent.glob(names)):
        if old.name != base.name:
            with contextlib.suppress(OSError):
                old.unlink()


def _changes(state: State) -> _Changes | None:
    """Return what has changed since the base was written; None where that is much of it."""
    base, common, texts = state.base, len(state.base.keys), state.memory[1]
    if not base.name or state.keys[:common] != base.keys:
        return None
    changed, gone = _unlike(base.texts, texts)
    made, unmade = _unlike(base.outputs, state.outputs)
    keys, facts = state.keys[common:], state.facts.news()
    if (
        len(changed) + len(gone) > max(_FEW_TEXTS, len(texts) // 8)
        or len(made) + len(unmade) > max(_FEW, len(state.outputs) // 8)
        or len(keys) + sum(map(len, facts.values())) > max(_FEW, common // 8)
    ):
        return None
    return _Changes(changed, gone, keys, made, unmade, facts)


def _unlike(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return what is not the very same as before, and the names of what is no longer there."""
    changed = {name: value for name, value in now.items() if before.get(name) is not value}
    return changed, [name for name in before if name not in now]


def _of_base(
    texts: Texts, keys: list[Key], outputs: Outputs, facts: Mapping[str, Packed]
) -> list[bytes | memoryview]:
    """Return the whole with long parts behind it, so that they need not be copied to be read."""
    buffers: list[pickle.PickleBuffer] = []
    traces = marshal.dumps((keys, outputs))  # quicker for what is no more than texts
    buffer = pickle.PickleBuffer
    packed = {kind: (buffer(numbers), buffer(of)) for kind, (numbers, of) in sorted(facts.items())}
    content = pickle.dumps(
        (texts, buffer(traces), packed), pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append
    )
    raw = [buffer.raw() for buffer in buffers]
    sizes = [len(content), *map(len, raw)]
    return [_SIZE.pack(len(sizes)), *map(_SIZE.pack, sizes), content, *raw]


def _read_base(path: Path, ground: str, stamp: Stamp) -> Base:
    """Return what was written down whole.

    The file is not looked through for damage if nobody has touched it since it was written.
    """
    data = _read(path, ground, stamp)
    (count,) = _SIZE.unpack_from(data)
    sizes = [size for (size,) in _SIZE.iter_unpack(data[_SIZE.size : _SIZE.size * (count + 1)])]
    parts, at = [], _SIZE.size * (count + 1)
    for size in sizes:
        parts.append(data[at : at + size])
        at += size
    content, *buffers = parts
    texts, traces, facts = pickle.loads(content, buffers=buffers)
    keys, outputs = marshal.loads(traces)
    return Base(texts, keys, outputs, facts, path.name, stamp)


def _read(path: Path, ground: str, stamp: Stamp | None = None) -> memoryview:
    """Return what a file holds; raises ValueError for one that is damaged or of another ground."""
    with path.open("rb") as stream:
        same = stamp is not None and _stamp(os.fstat(stream.fileno())) == stamp
        # Little of what nobody has touched is looked at; it is replaced, never changed in place.
        data = memoryview(_mapped(stream) if same else stream.read())
    head = _FORMAT + ground.encode() + b"\n"
    begin = len(head) + _SUM_SIZE
    content = data[begin:]
    if data[: len(head)] != head or not (same or _sum(content) == data[len(head) : begin]):
        raise ValueError(f"{path} is damaged, or of another build")
    return content


def _mapped(stream: BinaryIO) -> mmap.mmap:
    return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def _write(path: Path, ground: str, *parts: bytes | memoryview, durable: bool = False) -> None:
    """Write a file; what is not looked through when it is read has to be `durable`."""
    head = _FORMAT + ground.encode() + b"\n"
    write(path, head, _sum(*parts), *parts, durable=durable)


def _sum(*parts: bytes | memoryview) -> bytes:
    found = 0
    for part in parts:
        found = zlib.crc32(part, found)
    return found.to_bytes(_SUM_SIZE, "little")


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_size
