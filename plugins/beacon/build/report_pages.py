"""Report pages: a record for the report of every year that has numbers, real or sample."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from beacon.attendance.tables import Attendance
from beacon.build.generated import Generated
from beacon.content.library import Library
from beacon.content.records import Record
from beacon.figures.register import Figure
from beacon.files import digest
from beacon.languages.registry import Languages
from beacon.languages.strings import Strings
from beacon.sources import Document

FIGURES = "figures"
"""The written page above all that shows numbers."""

SAMPLE = "sample"


def report_page(year: str, *, sample: bool) -> str:
    """Return the id of the page of a year's report; that of samples stands apart."""
    return f"{FIGURES}/reports/{year}-{SAMPLE}" if sample else f"{FIGURES}/reports/{year}"


def report_years(
    figures: Mapping[str, Figure], attendance: Attendance
) -> Iterator[tuple[str, bool]]:
    """Yield (year, whether it is of samples), the newest first, real ones before samples."""
    published = {figure.period_start[:4] for figure in figures.values()}
    for year in sorted({*published, *attendance.real.years}, reverse=True):
        yield year, False
    for year in sorted(attendance.samples.years, reverse=True):
        yield year, True


def report_records(
    figures: Mapping[str, Figure],
    attendance: Attendance,
    library: Library,
    languages: Languages,
    tags: Iterable[str],
    strings: Mapping[str, Strings],
) -> dict[tuple[str, str], Record]:
    """Return the records of all reports by (id, language tag), as `generated_records` does."""
    written = {*library.ids(), *library.unreadable}
    if FIGURES not in written:
        return {}
    offered = tuple(tags)
    sources = (languages.source(tag).tag for tag in offered)
    found: dict[tuple[str, str], Record] = {}
    for tag in dict.fromkeys(s if s in strings else offered[0] for s in sources):
        for year, sample in report_years(figures, attendance):
            record = _record(year, strings[tag], tag, sample=sample)
            if record.id not in written:
                found[record.id, tag] = record
    return found


def _record(year: str, strings: Strings, tag: str, *, sample: bool) -> Record:
    gettext = strings.gettext
    title = gettext("Report for %(year)s", year=year)
    said = gettext("The numbers of the year with their sources, to read and to print.")
    if sample:
        title = gettext("Sample report for %(year)s", year=year)
        said = gettext("Invented numbers that show how a report looks. No real event is in it.")
    record_id = report_page(year, sample=sample)
    head = Generated(
        title=title, description=said, nav_title=title, needs="attendance",
        about=(year, SAMPLE if sample else ""),
    )  # fmt: skip
    seen = digest("\n".join((title, said)), 24)
    document = Document(f"{record_id} (generated)", None, head_digest=seen)
    return Record(record_id, tag, "report", head, document)
