"""State: what a build leaves for the next one, and how it is kept on disk.

It stands in two files. What was made of texts is most of it, and one edit changes one of many;
so these are written whole only now and then, and the other file, which every build writes, holds
what has changed since.
"""

from __future__ import annotations

import contextlib
import marshal
import mmap
import os
import pickle
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.build.reading import Key
from beacon.build.stamps import NO_FILE, Stamp
from beacon.build.values import Values
from beacon.files import write
from beacon.kits.records import KitRecord
from beacon.languages.formats import KNOWN
from beacon.problems import Problem

Trace = bytes
"""The facts that were read for something, as numbers of `State.keys`: four bytes each."""

_FORMAT = b"beacon 6\n"
_SUM_SIZE = 4
_SIZE = struct.Struct("<Q")
_FEW = 32
"""So many changed texts are written by every build before all are written anew."""

Texts = Mapping[str, Any]


class State(Struct):
    """What a build leaves for the next one.

    `ground` is the fingerprint of what everything depends on, `look` that of templates and
    assets, on which all outputs do; `live` is where the site was published. `memory` are the
    rooms, texts and digests of a `Memory`. `checks` and `outputs` say of each text and each file
    what was read for it, as numbers of `keys`; `more` names the further files that came with an
    output; `kits` says what was read for the kits of a lesson in a language, and what is known of
    them; `said` is what Babel has said.
    `seen` is how many keys there were when they were last looked through for unused ones.
    `base` are the texts as they were last written whole, into a file of the name `of_base`.
    `standing` is the fingerprint of everything that `facts` were found in.
    """

    ground: str = ""
    look: str = ""
    live: str = ""
    memory: tuple[Any, ...] = field(default_factory=lambda: ({}, {}, {}))
    keys: list[Key] = field(default_factory=list)
    facts: Values = field(default_factory=Values)
    checks: dict[str, tuple[Trace, tuple[Problem, ...]]] = field(default_factory=dict)
    outputs: dict[str, tuple[Trace, Stamp]] = field(default_factory=dict)
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kits: dict[tuple[str, str], tuple[Trace, tuple[KitRecord, ...]]] = field(default_factory=dict)
    said: dict[tuple[object, ...], Any] = field(default_factory=dict)
    base: Texts = field(default_factory=dict)
    of_base: str = ""
    stamp_of_base: Stamp = NO_FILE
    seen: int = 0
    standing: str = ""


def load_state(path: Path, ground: str) -> State:
    """Return what the last build left, if it was one like this; else nothing is known."""
    try:
        state, packed, facts, changed, gone = pickle.loads(_read(path, ground))
        keys, outputs = marshal.loads(packed)
        base = _read_texts(path.with_name(state.of_base), ground, state.stamp_of_base)
        texts = {**base, **changed}
        for name in gone:
            del texts[name]
    except Exception:  # what is not there, damaged, or written by other code: the same as none
        return State()
    rooms, _, digests = state.memory
    KNOWN.update(state.said)
    found: State = replace(
        state, memory=(rooms, texts, digests), base=base, keys=keys, outputs=outputs,
        facts=Values(keys, facts),
    )  # fmt: skip
    return found


def save_state(path: Path, state: State) -> None:
    """Write down what a build knows; where only few texts have changed, only those of all texts.

    Raises OSError; what was there may be gone then.
    """
    rooms, texts, digests = state.memory
    base, name, stamp = state.base, state.of_base, state.stamp_of_base
    changed = {key: text for key, text in texts.items() if base.get(key) is not text}
    gone = [key for key in base if key not in texts]
    if not name or len(changed) + len(gone) > max(_FEW, len(texts) // 8):
        content = _of_texts(texts)
        name = f"texts-{_sum(content).hex()}"
        _write(path.with_name(name), state.ground, content, durable=True)
        stamp = _stamp(path.with_name(name).stat())
        changed, gone = {}, []
    kept = replace(
        state, memory=(rooms, {}, digests), keys=[], outputs={}, facts=Values(), base={},
        of_base=name, stamp_of_base=stamp,
    )  # fmt: skip
    packed = marshal.dumps((state.keys, state.outputs))  # quicker for what is no more than texts
    parts = kept, packed, state.facts.packed(state.keys), changed, gone
    _write(path, state.ground, pickle.dumps(parts, pickle.HIGHEST_PROTOCOL))
    for old in path.parent.glob("texts-*"):
        if old.name != name:
            with contextlib.suppress(OSError):
                old.unlink()


def _of_texts(texts: Texts) -> bytes:
    """Return texts with what they hold behind them, so that it need not be copied to be read."""
    buffers: list[pickle.PickleBuffer] = []
    content = pickle.dumps(texts, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    raw = [buffer.raw() for buffer in buffers]
    sizes = [len(content), *map(len, raw)]
    return b"".join([_SIZE.pack(len(sizes)), *map(_SIZE.pack, sizes), content, *raw])


def _read_texts(path: Path, ground: str, stamp: Stamp) -> Texts:
    """Return all texts as they were written down.

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
    found: Texts = pickle.loads(content, buffers=buffers)
    return found


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


def _write(path: Path, ground: str, content: bytes, *, durable: bool = False) -> None:
    """Write a file; what is not looked through when it is read has to be `durable`."""
    head = _FORMAT + ground.encode() + b"\n"
    write(path, head + _sum(content) + content, durable=durable)


def _sum(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM_SIZE, "little")


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_mtime_ns, stat.st_size
