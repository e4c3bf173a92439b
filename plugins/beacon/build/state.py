"""State: what a build leaves for the next one, and how it is kept on disk.

It stands in two files. What was made of texts is most of it, and one edit changes one of many;
so these are written whole only now and then, and the other file, which every build writes, holds
what has changed since.
"""

from __future__ import annotations

import contextlib
import pickle
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.build.reading import Key
from beacon.build.stamps import Stamp
from beacon.files import write
from beacon.kits.kit import KitRecord
from beacon.languages.formats import KNOWN
from beacon.problems import Problem

Trace = bytes
"""The facts that were read for something, as numbers of `State.keys`: four bytes each."""

_FORMAT = b"beacon 2\n"
_SUM_SIZE = 4
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
    `base` are the texts as they were last written whole, into a file of the name `of_base`.
    """

    ground: str = ""
    look: str = ""
    live: str = ""
    memory: tuple[Any, ...] = field(default_factory=lambda: ({}, {}, {}))
    keys: list[Key] = field(default_factory=list)
    facts: dict[Key, Any] = field(default_factory=dict)
    checks: dict[str, tuple[Trace, tuple[Problem, ...]]] = field(default_factory=dict)
    outputs: dict[str, tuple[Trace, Stamp]] = field(default_factory=dict)
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kits: dict[tuple[str, str], tuple[Trace, tuple[KitRecord, ...]]] = field(default_factory=dict)
    said: dict[tuple[object, ...], Any] = field(default_factory=dict)
    base: Texts = field(default_factory=dict)
    of_base: str = ""


def load_state(path: Path, ground: str) -> State:
    """Return what the last build left, if it was one like this; else nothing is known."""
    kept = _read(path, ground)
    if not isinstance(kept, tuple):
        return State()
    state, changed, gone = kept
    base = _read(path.with_name(state.of_base), ground) if state.of_base else {}
    if not isinstance(base, dict):
        return State()
    texts = {**base, **changed}
    for name in gone:
        del texts[name]
    rooms, _, digests = state.memory
    KNOWN.update(state.said)
    found: State = replace(state, memory=(rooms, texts, digests), base=base)
    return found


def save_state(path: Path, state: State) -> None:
    """Write down what a build knows; where only few texts have changed, only those of all texts.

    Raises OSError; what was there may be gone then.
    """
    rooms, texts, digests = state.memory
    base, name = state.base, state.of_base
    changed = {key: text for key, text in texts.items() if base.get(key) is not text}
    gone = [key for key in base if key not in texts]
    if not name or len(changed) + len(gone) > max(_FEW, len(texts) // 8):
        content = pickle.dumps(texts, pickle.HIGHEST_PROTOCOL)
        name = f"texts-{_sum(content).hex()}"
        _write(path.with_name(name), state.ground, content)
        changed, gone = {}, []
    kept = replace(state, memory=(rooms, {}, digests), base={}, of_base=name)
    _write(path, state.ground, pickle.dumps((kept, changed, gone), pickle.HIGHEST_PROTOCOL))
    for old in path.parent.glob("texts-*"):
        if old.name != name:
            with contextlib.suppress(OSError):
                old.unlink()


def _read(path: Path, ground: str) -> Any:
    """Return what a file holds; None for one that is not there, damaged, or of another ground."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head = _FORMAT + ground.encode() + b"\n"
    begin = len(head) + _SUM_SIZE
    content = memoryview(data)[begin:]
    if not data.startswith(head) or _sum(content) != data[len(head) : begin]:
        return None
    try:
        return pickle.loads(content)
    except Exception:  # what other code has written: the same as none
        return None


def _write(path: Path, ground: str, content: bytes) -> None:
    head = _FORMAT + ground.encode() + b"\n"
    write(path, head + _sum(content) + content, durable=False)


def _sum(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM_SIZE, "little")
