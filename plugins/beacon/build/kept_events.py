"""Kept events: what the feeds of the last build say of an event, where that still holds.

After a change of one row or one title, a feed of a thousand events differs in a few lines. The
others are taken from the feeds that stand in the mirror instead of being written anew.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from beacon.build.listings import Stamp
from beacon.build.reading import Key
from beacon.build.state import Trace

_BREAK = b"\r\n"
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_FOLDED = b"\r\n "
_ID = '{"id":"'


class KeptEvent(Struct, frozen=True):
    """An event in a language: its VEVENT, its line of JSON, and all that was read for both."""

    vevent: bytes
    line: str
    read: Trace


class KeptEvents:
    """What the last build has written of events; this is what is known where there was none."""

    def of(self, tag: str, event_id: str) -> KeptEvent | None:
        """Return how the last build wrote an event in a language, if that holds."""
        return None

    def keys(self, read: Iterable[Trace]) -> Iterable[Key]:
        """Return all facts that were read for some events."""
        return ()


class Mirrored(KeptEvents, Struct):
    """The events of the feeds in a mirror.

    `feeds` gives for a language the addresses of its calendars and of its exports; `stamp` that
    of a file as it was written, None for one that was not; `read` gives what was read for both
    forms of an event, None where any of that is no longer what it was; `known` are all facts by
    their numbers.
    """

    mirror: Path
    feeds: Callable[[str], Iterable[Iterable[str]]]
    stamp: Callable[[str], Stamp | None]
    read: Callable[[str, str], Trace | None]
    known: Sequence[Key]
    _of: dict[str, tuple[dict[str, bytes], dict[str, str]]] = field(default_factory=dict)

    def of(self, tag: str, event_id: str) -> KeptEvent | None:
        """Return an event as it was written, if all that was read for it is what it was."""
        if tag not in self._of:
            calendars, exports = self.feeds(tag)
            vevents = dict(vevents_in(b"".join(map(self._bytes, calendars))))
            self._of[tag] = vevents, dict(lines_in(b"".join(map(self._bytes, exports)).decode()))
        vevents, lines = self._of[tag]
        if event_id not in vevents or event_id not in lines:
            return None
        read = self.read(tag, event_id)
        return None if read is None else KeptEvent(vevents[event_id], lines[event_id], read)

    def keys(self, read: Iterable[Trace]) -> Iterable[Key]:
        """Return all facts that were read for some events, each once: many hang on the same."""
        return map(self.known.__getitem__, set(array("I", b"".join(read))))

    def _bytes(self, uri: str) -> bytes:
        """Return a file as it was written; nothing where it is another by now."""
        wanted = self.stamp(uri)
        try:
            with (self.mirror / uri).open("rb") as stream:
                stat = os.fstat(stream.fileno())
                return stream.read() if (stat.st_mtime_ns, stat.st_size) == wanted else b""
        except OSError:
            return b""


def vevents_in(feed: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the id and the VEVENT of each event of a feed that Beacon wrote."""
    # Whole lines: a title may end in "END:VEVENT", and a line that goes on begins with a blank.
    for part in (_BREAK + feed).split(_BREAK + _BEGIN)[1:]:
        lines, end, _ = (part + _BREAK).partition(_BREAK + _END)
        uid = lines.partition(b"\r\nDTSTAMP:")[0].replace(_FOLDED, b"").removeprefix(b"UID:")
        if end:
            yield uid.partition(b"@")[0].decode(), _BEGIN + lines + end


def lines_in(export: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the line of each event of an export that Beacon wrote."""
    for line in export.split("\n"):
        if line.startswith(_ID) and line.rstrip(",").endswith("}"):
            yield line[len(_ID) : line.index('"', len(_ID))], line.rstrip(",")
