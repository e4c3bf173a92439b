"""Reads feeds as Radicale and its clients do, by the rules of time inside each feed."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import vobject


def moment(value: date) -> str:
    """Return a day as `2026-12-03`, a moment as `2026-12-03T09:00:00Z`."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat()


for path in sys.argv[1:]:
    for zone in set(vobject.icalendar.__tzidMap) - {"UTC"}:
        del vobject.icalendar.__tzidMap[zone]
    calendar = vobject.readOne(Path(path).read_bytes().decode())
    for event in calendar.contents.get("vevent", []):
        first = event.dtstart.value
        last = event.dtend.value if "dtend" in event.contents else first
        starts = event.getrruleset() if "rrule" in event.contents else [first]
        for start in starts:
            more = (event.status.value, event.sequence.value)
            print(event.uid.value, moment(start), moment(start + (last - first)), *more, sep="\t")
