"""Comparison: the published numbers of a year against those counted at its presentations."""

from __future__ import annotations

from collections.abc import Iterator

from beacon.attendance.tables import AttendanceSummary
from beacon.build.site import Site
from beacon.figures.register import Figure
from beacon.problems import Code, Problem, Severity

DIFFERS = Code(
    "FIG008",
    "A published number of a year does not fit the presentations that the schedule has of it.",
    "Find out which of them is right: correct the row of figures.csv, or the schedule.",
    Severity.WARNING,
)
CODES = (DIFFERS,)

_AUDIENCES = {"students": "pupils", "parents": "parents", "teachers": "teachers"}


def compare(site: Site) -> Iterator[Problem]:
    """Tell every published number of a whole year that differs from the counted one.

    Fewer counted than published is told only where all presentations have a number, and none
    is internal. What is hidden is compared with nothing, so that no message can tell it.
    """
    real = site.summaries.real
    internal = {p.date.year for p in site.schedule.presentations.values() if p.public == "internal"}
    for figure in site.own_figures.values():
        year = figure.period_start[:4]
        if figure.period_precision != "year" or figure.period_end[:4] != year:
            continue
        counted = _counted(figure, real, year)
        if counted is None:
            continue
        number, complete = counted
        complete = complete and int(year) not in internal
        if number > figure.value or (complete and number != figure.value):
            path = f"content/centres/{site.folder.id}/figures.csv"
            were = "was" if number == 1 else "were"
            said = f'"{figure.id}" is {figure.value}, but {number} {were} counted in {year}.'
            yield DIFFERS.at(path, None, said)


def _counted(figure: Figure, real: AttendanceSummary, year: str) -> tuple[int, bool] | None:
    """Return the counted number, and whether all presentations have one; None without either."""
    table = real.table(year, "audience")
    if table is None or figure.service != "awareness":
        return None
    if figure.indicator == "presentations_held":
        return table.total.held, True
    if figure.indicator != "attendance":
        return None
    key = _AUDIENCES.get(figure.breakdown, "")
    row = table.row(key) if key else table.total
    if row is None or row.count is None or (not key and figure.breakdown != "total"):
        return None
    return row.count, table.total.reported == table.total.held
