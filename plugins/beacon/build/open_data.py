"""Open data: published figures and attendance as packages, real ones and samples apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from beacon.attendance.tables import Row, Standing, Table
from beacon.build.counts import Counts
from beacon.build.feeds import JSON, feed_uri
from beacon.build.generated import CALENDAR
from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.statistics import Statistics
from beacon.build.views import DataFileView, LinkView, OpenDataView
from beacon.build.wording import Wording
from beacon.content.links import relative_url
from beacon.content.vocabulary import Names
from beacon.figures.datapackage import Column, DataTable, Package, Value, package_files
from beacon.figures.register import Figure
from beacon.languages.formats import format_number
from beacon.languages.marks import unmarked

FOLDER = "open-data"
_PRECISIONS = ("day", "month", "year", "late-year", "ambiguous")
_FIGURE = (
    Column("id", "string", "Identifier of the figure; it stays the same for ever.", True),
    Column("value", "integer", "The number.", True),
    Column("unit", "string", "What is counted.", True),
    Column("kind", "string", "Published by the centre, or calculated from published figures.",
           True, ("reported", "derived")),
    Column("period_start", "string", "First day of the period, as exactly as it is known.", True),
    Column("period_end", "string", "Last day of the period, as exactly as it is known.", True),
    Column("period_precision", "string", 'How exactly the period is known. "ambiguous": the '
           'source does not state the last day. "late-year": the end of the year.',
           True, _PRECISIONS),
    Column("service", "string", "Helpline, hotline, awareness or youth."),
    Column("indicator", "string", "What the figure is about."),
    Column("breakdown", "string", "Which part of it."),
    Column("parent", "string", "The figure that this one is a part of."),
    Column("additive", "boolean", "Whether it may be added to the other parts of its parent.",
           True),
    Column("overlap", "string", "Figures that share this word may count the same people or "
           "cases; never add them."),
    Column("definition", "string", "Identifier of the definition on the page of methods."),
    Column("source", "string", "Where the figure was published.", True),
)  # fmt: skip
_COUNT = (
    Column("period", "string", "Year, quarter (2026-Q4) or month (2026-10).", True),
    Column("dimension", "string", 'What the row is told by; "total" is all together.', True),
    Column("key", "string", "Which one; empty where it is not stated."),
    Column("dimension_2", "string", "The second thing the row is told by."),
    Column("key_2", "string", "Which one of these."),
    Column("attendances", "integer", "Attendances: one person at one event. Empty where the "
           "number is hidden or not reported; empty is never zero."),
    Column("standing", "string", "Whether the number is shown, hidden because it is small or "
           "would give away a small one, or was not reported.",
           True, tuple(str(standing) for standing in Standing)),
    Column("presentations", "integer", "Presentations held.", True),
    Column("reported", "integer", "Presentations for which there is a number.", True),
    Column("estimated", "boolean", "Whether some of the number was estimated.", True),
    Column("sample", "boolean", "Whether the row is invented, to show how the data look.", True),
)  # fmt: skip


class OpenData(Struct, frozen=True):
    """Makes the packages of a site. Their words are English, names are in all its languages."""

    site: SiteLike
    site_url: str

    def files(self, *, sample: bool) -> dict[str, bytes]:
        """Return the files of a package by their address; none where it would be empty."""
        tables = [t for t in self._tables(sample=sample) if t.rows]
        if not tables:
            return {}
        folder = f"{FOLDER}/sample" if sample else FOLDER
        files = package_files(self._package(tables, sample=sample))
        return {f"{folder}/{name}": data for name, data in files.items()}

    def view(self, route: Route) -> OpenDataView:
        """Return what there is, with sizes, as links from a page."""
        language, wording = route.language, Wording(self.site, route.language)
        found = []
        for sample in (False, True):
            for uri, data in self.files(sample=sample).items():
                name = uri.rpartition("/")[2]
                found.append(
                    DataFileView(
                        title=self._title(name, wording),
                        format=name,
                        size_text=f"{format_number(-(-len(data) // 1000), language)} kB",
                        href=relative_url(route.folder, uri).rstrip("/"),
                        sample=sample,
                    )
                )
        licence = self.site.vocabulary.licences.get(self.site.centre.data_licence)
        events = ""
        if "calendars" in self.site.features:
            events = relative_url(route.folder, feed_uri(language, CALENDAR, JSON)).rstrip("/")
        return OpenDataView(
            files=found,
            licence=LinkView(wording.text(licence.name), licence.url) if licence else None,
            events_href=events,
        )

    def _title(self, name: str, wording: Wording) -> str:
        gettext = wording.strings.gettext
        return {
            "datapackage": gettext("Description of all columns"),
            "figures": gettext("Published figures"),
            "attendance": gettext("Attendance as counted at presentations"),
        }[name.partition(".")[0]]

    def _package(self, tables: Sequence[DataTable], *, sample: bool) -> Package:
        centre = self.site.centre
        licence = self.site.vocabulary.licences.get(centre.data_licence)
        name = _in_english(centre.name)
        figures = () if sample else self.site.own_figures.values()
        return Package(
            name=f"{centre.id}-figures-sample" if sample else f"{centre.id}-figures",
            title=f"SAMPLE, invented numbers: {name}" if sample else f"{name}: figures",
            description=(
                "Every number is invented and shows how the data look. Never add it to others."
                if sample
                else "Figures that the centre has published, and attendance at its presentations."
            ),
            created=self.site.as_of,
            homepage=self.site_url,
            publisher=name,
            licence=(licence.id, _in_english(licence.name), licence.url) if licence else None,
            sources=tuple(dict.fromkeys(self._source(figure) for figure in figures)),
            tables=tables,
        )

    def _source(self, figure: Figure) -> str:
        """Return where a figure was published, in English if that is known."""
        known = self.site.vocabulary.sources.get(figure.source)
        return _in_english(known.name) if known else figure.source

    def _tables(self, *, sample: bool) -> Iterator[DataTable]:
        if not sample:
            yield self._figures()
        yield self._attendance(sample=sample)

    def _names(self) -> list[Column]:
        return [
            Column(f"label_{tag.replace('-', '_')}", "string", f"Its name in {tag}.")
            for tag in self.site.tags
        ]

    def _figures(self) -> DataTable:
        words = [Statistics(self.site, self.site.languages[tag]) for tag in self.site.tags]
        rows: list[list[Value]] = []
        for figure in self.site.own_figures.values():
            said = replace(figure, source=self._source(figure))
            own = [getattr(said, column.name) for column in _FIGURE]
            rows.append([*own, *(unmarked(each.label(figure)) for each in words)])
        return DataTable(
            "figures", "Published figures", "One row for each figure that was published.",
            (*_FIGURE, *self._names()), rows, ("id",),
        )  # fmt: skip

    def _attendance(self, *, sample: bool) -> DataTable:
        counts = [Counts(self.site, self.site.languages[tag], sample) for tag in self.site.tags]
        rows: list[list[Value]] = []
        for table in counts[0].summary.tables:
            for row in table.rows:
                names = [_label(each, table, row) for each in counts]
                rows.append([table.period, *_place(table, row), *_numbers(row, sample), *names])
            if table.by in (("audience",), ("profession",)):
                dimension = "total" if table.by == ("audience",) else "total of professions"
                place = [table.period, dimension, "", "", ""]
                totals = [unmarked(each.gettext("Total")) for each in counts]
                rows.append([*place, *_numbers(table.total, sample), *totals])
        return DataTable(
            "attendance", "Attendance at presentations",
            "One row for each number of each table. Rows of a topic may count a presentation "
            "more than once.",
            (*_COUNT, *self._names()), rows,
            ("period", "dimension", "key", "dimension_2", "key_2"),
        )  # fmt: skip


def _in_english(names: Names) -> str:
    """Return a name in English, or in the first language that it is known in."""
    return names.get("en") or next(iter(names.values()))


def _place(table: Table, row: Row) -> list[Value]:
    pairs = [*zip(table.by, row.key, strict=True), ("", "")]
    return [part for pair in pairs[:2] for part in pair]


def _numbers(row: Row, sample: bool) -> list[Value]:
    return [row.count, str(row.standing), row.held, row.reported, row.estimated, sample]


def _label(counts: Counts, table: Table, row: Row) -> str:
    names = (counts.key(by, key) for by, key in zip(table.by, row.key, strict=True))
    return unmarked(": ".join(names))
