"""Days on which somebody is said to have read, looked or changed something, and that lie ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from beacon.build import reachable
from beacon.build.site import Site
from beacon.problems import Code, Problem, Severity
from beacon.sources import read_csv, read_yaml

LIES_AHEAD = Code(
    "CHK023",
    "Something is said to have been done on a day that is still to come. The newest day in the "
    "content is the day of the site: campaigns would end and events be over too soon.",
    "Correct the year, the month or the day.",
    Severity.WARNING,
)
CODES = (LIES_AHEAD,)

_NEAR = 31
"""Days ahead that are not told: what is written today may be meant for the day it comes out."""


def check_days(site: Site, today: date) -> Iterator[Problem]:
    """Tell the days of texts, channels, events and releases of attendance that lie far ahead."""
    for record in site.library.records.values():
        day = record.head.reviewed_on
        if day and _is_far(day, today):
            line = record.document.line(("reviewed_on",))
            yield _ahead(record.path, line, f'"reviewed_on" is {day}', today)
    yield from _of_channels(site, today)
    for presentation in site.schedule.presentations.values():
        if _is_far(presentation.updated, today):
            path, line = site.schedule.places[presentation.id]
            yield _ahead(path, line, f'"updated" is {presentation.updated}', today)
    yield from _of_releases(site, today)


def _is_far(day: date, today: date) -> bool:
    return (day - today).days > _NEAR


def _of_channels(site: Site, today: date) -> Iterator[Problem]:
    """The lines of channels are read only where one of them is to be told."""
    ahead = {c.id: c.verified_on for c in site.folder.channels if _is_far(c.verified_on, today)}
    if not ahead:
        return
    shown = reachable.channels_of(site.folder)
    document = read_yaml(site.folder.path / "help-channels.yml", shown, [])
    for number, entry in enumerate(document.data["channels"] if document else ()):
        day = ahead.get(str(entry.get("id")))
        if document and day:
            line = document.line(("channels", number, "verified_on"))
            yield _ahead(shown, line, f'"verified_on" is {day}', today)


def _of_releases(site: Site, today: date) -> Iterator[Problem]:
    """The file is read only where its last day is to be told."""
    last = site.summaries.real.as_of
    if last is None or not _is_far(last, today):
        return
    near = today + timedelta(days=_NEAR)
    shown = f"content/centres/{site.folder.id}/attendance/releases.csv"
    path = site.folder.path / "attendance" / "releases.csv"
    for row in read_csv(path, shown, ("date",), [], optional=("seal", "counted")):
        if row.cells["date"] > str(near):
            yield _ahead(shown, row.line, f'"date" is {row.cells["date"]}', today)


def _ahead(path: str, line: int | None, what: str, today: date) -> Problem:
    return LIES_AHEAD.at(path, line, f"{what}, and today is {today}.")
