"""Reads feeds as Python programs do; the hours of a zone are those of the tz database."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from dateutil.rrule import rrulestr
from icalendar import Calendar


def moment(value: date) -> str:
    """Return a day as `2026-12-03`, a moment as `2026-12-03T09:00:00Z`."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat()


for path in sys.argv[1:]:
    for event in Calendar.from_ical(Path(path).read_bytes()).events:
        first, last = event["dtstart"].dt, event.get("dtend", event["dtstart"]).dt
        pairs = [(first, last)]
        if "rrule" in event:
            rule = event["rrule"].to_ical().decode()
            pairs = [
                (start.replace(tzinfo=first.tzinfo), end.replace(tzinfo=first.tzinfo))
                for start, end in zip(
                    rrulestr(rule, dtstart=first.replace(tzinfo=None)),
                    rrulestr(rule, dtstart=last.replace(tzinfo=None)),
                    strict=True,
                )
            ]
        more = (event["status"], event["sequence"])
        for start, end in pairs:
            print(event["uid"], moment(start), moment(end), *more, sep="\t")
