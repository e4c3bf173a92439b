"""Counts: the views of counted attendance, every number shown, hidden or not reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from beacon.attendance.tables import GENERATIONS, AttendanceSummary, Row, Table
from beacon.attendance.tables import Standing as Told
from beacon.build.site import SiteLike
from beacon.build.views import ChartView, FigureView, StatisticsView, TableView
from beacon.build.wording import Wording, route_title
from beacon.charts.bars import Stack, bar_chart, stacked_chart
from beacon.charts.columns import Column, column_chart
from beacon.charts.drawing import Frame, Mark, Standing
from beacon.charts.tiles import STEPS, Tile, tile_map
from beacon.figures.register import noun_of
from beacon.languages.formats import (
    compare_key,
    format_date,
    format_list,
    format_month,
    format_number,
    format_short_month,
    language_name,
)
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language

_SERIES = 6
_STANDINGS = {
    Told.SHOWN: Standing.SHOWN,
    Told.HIDDEN: Standing.HIDDEN,
    Told.UNREPORTED: Standing.UNKNOWN,
}
Order = Callable[[Row], Any]


class Counts(Struct, frozen=True):
    """Makes the views of one summary, of real presentations or of samples, in one language."""

    site: SiteLike
    language: Language
    sample: bool = False

    @property
    def wording(self) -> Wording:
        """The words of the language."""
        return Wording(self.site, self.language)

    @property
    def gettext(self) -> Callable[..., str]:
        """Translates what the interface says."""
        return self.wording.strings.gettext

    @property
    def summary(self) -> AttendanceSummary:
        """What was counted at real presentations, or at samples."""
        return self.site.summaries.samples if self.sample else self.site.summaries.real

    def number(self, value: int) -> str:
        """Return a whole number as readers write it."""
        return format_number(value, self.language)

    def year(self, year: str = "") -> StatisticsView:
        """Return the counted attendance of a year, or of the latest one."""
        year = year or max(self.summary.years, default="")
        table = self.summary.table(year, "audience") if year else None
        if table is None:
            return StatisticsView(sample=self.sample)
        return StatisticsView(
            figures=self._headlines(table),
            sentences=self._rests_on(table),
            charts=[chart for make in _CHARTS for chart in make(self, year)],
            tables=list(self._tables(year)),
            sample=self.sample,
        )

    def of_campaign(self, name: str) -> StatisticsView | None:
        """Return the counted attendance of a campaign by year, or None where it had no stops."""
        reach = self.site.reach(name, self.sample)
        if not reach.rows:
            return None
        rows = [row for _, row in reach.rows]
        figures = [
            replace(
                self._headline("attendance", row.count, self.row_text(row), year),
                label=self.gettext("Presentations with numbers") + f": {self._cells(row)[1]}",
            )
            for year, row in reach.rows
        ]
        said = self._standing_of(rows, reach.as_of)
        if any(row.standing is Told.HIDDEN for row in rows):
            said.append(self._why_hidden())
        return StatisticsView(figures=figures, sentences=said, sample=self.sample)

    # Numbers in words

    def row_text(self, row: Row) -> str:
        """Return the number of a row in words: a number, `hidden`, or `not reported`."""
        if row.standing is Told.UNREPORTED:
            return self.gettext("not reported")
        if row.count is None:
            return self.gettext("hidden")
        return f"{self.number(row.count)}*" if row.estimated else self.number(row.count)

    def _headlines(self, table: Table) -> list[FigureView]:
        total = table.total
        shown = total.count if total.count is not None else None
        return [
            self._headline("presentation", total.held, self.number(total.held), table.period),
            self._headline("attendance", shown, self.row_text(total), table.period),
        ]

    def _headline(self, unit: str, value: int | None, text: str, period: str) -> FigureView:
        forms = self.site.vocabulary.units[unit]
        noun = noun_of(value or 0, forms, self.language, self.site.languages)
        return FigureView(
            id=unit, value=value, number=text, noun=noun, text=f"{text} {noun}", label="",
            period_text=period, source="", derived=False,
        )  # fmt: skip

    def _rests_on(self, table: Table) -> list[str]:
        """Say for how many presentations there are numbers, and how good these are."""
        total = table.total
        said = [
            self.gettext(
                "Presentations with numbers: %(reported)s of %(held)s.",
                reported=self.number(total.reported),
                held=self.number(total.held),
            )
        ]
        return [*said, *self._standing_of((*table.rows, total), self.summary.as_of)]

    def _standing_of(self, rows: Iterable[Row], as_of: date | None) -> list[str]:
        """Say of which day numbers are, and whether any of them was estimated."""
        said = []
        if as_of:
            day = format_date(as_of, self.language, "sentence")
            said.append(self.gettext("Numbers as of %(day)s", day=day))
        if any(row.estimated for row in rows):
            said.append(self.gettext("Numbers marked * are partly estimated."))
        return said

    def _why_hidden(self) -> str:
        return self.gettext(
            "Hidden: a number so small that people might be recognised, or one from "
            "which such a number could be worked out. It is not zero."
        )

    def key(self, dimension: str, key: str) -> str:
        """Return the name of a key of a dimension: a topic, a region, a month, …"""
        terms = self.site.vocabulary
        if not key:
            return self.gettext("not stated")
        if dimension == "month":
            return format_month(int(key[:4]), int(key[5:7]), self.language)
        if dimension == "language":
            name = language_name(key, self.language)
            return f"{name[:1].upper()}{name[1:]}"
        named = {"quarter": self._quarter, "generation": self._generation,
                 "campaign": self._campaign}  # fmt: skip
        if dimension in named:
            return named[dimension](key)
        of = {
            "audience": terms.audiences, "profession": terms.audiences, "region": terms.regions,
            "city": terms.cities, "topic": terms.topics, "type": terms.event_types,
        }  # fmt: skip
        return self.wording.term(of[dimension], key)

    def _heading(self, dimension: str) -> str:
        """Return what stands above the names of a dimension; audiences and the like are groups."""
        gettext = self.gettext
        return {
            "month": gettext("Month"), "region": gettext("Region"), "city": gettext("City"),
            "topic": gettext("Topic"), "type": gettext("Kind of event"),
            "language": gettext("Language"), "campaign": gettext("Campaign"),
        }.get(dimension, gettext("Group"))  # fmt: skip

    def _quarter(self, key: str) -> str:
        gettext = self.gettext
        return {
            "1": gettext("1st quarter"), "2": gettext("2nd quarter"),
            "3": gettext("3rd quarter"), "4": gettext("4th quarter"),
        }[key[-1]]  # fmt: skip

    def _generation(self, key: str) -> str:
        gettext = self.gettext
        return {
            "trainers": gettext("Trainers who were trained"),
            "peer-educators": gettext("Peer educators whom trainers taught"),
            "pupils": gettext("Pupils whom peer educators taught"),
            "direct": gettext("All other presentations"),
        }[key]

    def _campaign(self, key: str) -> str:
        """Return the title of a campaign; where its page is gone, what stands there names none."""
        record_id = f"campaigns/{key}"
        page = self.site.named(self.language.tag, record_id)
        if page is None or page.kind != "campaign":
            return key
        return route_title(self.site, self.language, record_id)

    # Charts: each yields one, or none where it would say nothing

    def by_month(self, year: str) -> Iterator[ChartView]:
        """One column for each month between the first and the last with a presentation."""
        table = self.summary.table(year, "month")
        if table is None or len(table.rows) < 2:
            return
        first, last = (int(table.rows[place].key[0][5:]) for place in (0, -1))
        columns = []
        for month in range(first, last + 1):
            row = table.row(f"{year}-{month:02}")
            label = format_short_month(month, self.language)
            mark = self._mark(row, label) if row else Mark(label, None, "–", 1, Standing.UNKNOWN)
            columns.append(Column(mark, str(month)))
        title = self.gettext("Attendance by month, %(year)s", year=year)
        frame = self._frame("months", title, (column.mark for column in columns))
        yield self._chart("months", title, column_chart(columns, frame), table)

    def by_quarter(self, year: str) -> Iterator[ChartView]:
        """A bar for each quarter, made up of its audiences."""
        table = self.summary.table(year, "quarter", "audience")
        quarters = self.summary.table(year, "quarter")
        if table is None or quarters is None or not table.rows:
            return
        audiences = sorted({row.key[1] for row in table.rows}, key=self._place_of_audience)
        series = {key: place % _SERIES + 1 for place, key in enumerate(audiences)}
        stacks = [
            Stack(
                self._quarter(whole.key[0]),
                [self._mark(r, self.key("audience", r.key[1]), series[r.key[1]])
                 for r in (table.row(whole.key[0], key) for key in audiences) if r],
                self.row_text(whole),
            )
            for whole in quarters.rows
        ]  # fmt: skip
        title = self.gettext("Attendance by quarter and audience, %(year)s", year=year)
        spoken = " ".join(f"{stack.label}: {self._spoken(stack.parts)}" for stack in stacks)
        drawn = stacked_chart(stacks, Frame(self.id("quarters"), self.title(title), spoken))
        legend = [(f"c{series[key]}", unmarked(self.key("audience", key))) for key in audiences]
        note = self.gettext("What is hidden of a bar is always drawn in the same length.")
        hidden = any(row.standing is Told.HIDDEN for row in table.rows)
        chart = self._chart(
            "quarters", title, drawn, table, legend=legend, note=note if hidden else ""
        )
        yield replace(chart, table=self._crossed(chart.title, table, quarters, audiences))

    def _crossed(
        self, title: str, table: Table, quarters: Table, audiences: Sequence[str]
    ) -> TableView:
        """Return a table of audiences by quarters; a dash is where there was no presentation."""
        periods = [row.key[0] for row in quarters.rows]
        rows = []
        for key in audiences:
            found = [table.row(period, key) for period in periods]
            texts = [self.row_text(row) if row else "–" for row in found]
            rows.append((self.key("audience", key), *texts))
        head = (self.gettext("Group"), *map(self._quarter, periods))
        foot = (self.gettext("Total"), *(self.row_text(row) for row in quarters.rows))
        return TableView(title, head, rows, foot)

    def by_audience(self, year: str) -> Iterator[ChartView]:
        """A bar for each audience, in the order of the vocabulary."""
        title = self.gettext("Attendance by audience, %(year)s", year=year)
        yield from self._bars(
            "audience", title, year, lambda row: self._place_of_audience(row.key[0])
        )

    def by_topic(self, year: str) -> Iterator[ChartView]:
        """A bar for each topic, in the order of the alphabet."""
        title = self.gettext("Attendance by topic, %(year)s", year=year)
        note = self.gettext(
            "A presentation may have several topics, so these numbers are more than the total."
        )
        yield from self._bars("topic", title, year, self._by_name("topic"), note)

    def by_generation(self, year: str) -> Iterator[ChartView]:
        """From trainers to peer educators to pupils, where anybody was trained to teach others."""
        table = self.summary.table(year, "generation")
        if table is None or {row.key[0] for row in table.rows} <= {"direct"}:
            return
        title = self.gettext("From trainers to pupils, %(year)s", year=year)
        yield from self._bars(
            "generation", title, year, lambda row: GENERATIONS.index(row.key[0])
        )  # fmt: skip

    def by_region(self, year: str) -> Iterator[ChartView]:
        """A map with a tile for each region of the country."""
        table = self.summary.table(year, "region")
        if table is None or not any(row.key[0] for row in table.rows):
            return
        title = self.gettext("Attendance by region, %(year)s", year=year)
        marks = {r.key[0]: self._mark(r, self.key("region", r.key[0])) for r in table.rows}
        frame = self._frame("regions", title, marks.values())
        legend = [
            ("q1", self.gettext("few")), (f"q{STEPS}", self.gettext("many")),
            ("nothing", self.gettext("no presentation")),
        ]  # fmt: skip
        if any(mark.standing is Standing.UNKNOWN for mark in marks.values()):
            legend.append(("unknown", self.gettext("not reported")))
        drawn = self.map(marks, frame)
        rows = sorted(table.rows, key=self._by_name("region"))
        yield self._chart("regions", title, drawn, table, rows=rows, legend=legend)

    def map(self, marks: dict[str, Mark], frame: Frame) -> Markup:
        """Return the map of the centre's country; regions without a mark are empty."""
        terms, tiles = self.site.vocabulary, []
        for region, place in terms.tiles.items():
            if (
                region in terms.regions
                and terms.regions[region].country == self.site.centre.country
            ):
                empty = Mark(unmarked(self.key("region", region)), None, "", 1, Standing.UNKNOWN)
                short = unmarked(self.wording.text(place.short))
                tiles.append(Tile(place.column, place.row, short, marks.get(region, empty)))
        return tile_map(tiles, frame)

    def _bars(
        self, dimension: str, title: str, year: str, order: Order, note: str = ""
    ) -> Iterator[ChartView]:
        table = self.summary.table(year, dimension)
        if table is None or not table.rows:
            return
        rows = sorted(table.rows, key=order)
        marks = [self._mark(row, self.key(dimension, row.key[0])) for row in rows]
        drawn = bar_chart(marks, self._frame(dimension, title, marks))
        yield self._chart(dimension, title, drawn, table, rows=rows, note=note)

    def _tables(self, year: str) -> Iterator[TableView]:
        """Yield what is told without a chart."""
        gettext = self.gettext
        for dimension, title in (
            ("profession", gettext("By profession, %(year)s", year=year)),
            ("city", gettext("By city, %(year)s", year=year)),
            ("type", gettext("By kind of event, %(year)s", year=year)),
            ("language", gettext("By language, %(year)s", year=year)),
            ("campaign", gettext("By campaign, %(year)s", year=year)),
        ):
            table = self.summary.table(year, dimension)
            if table and any(row.key[0] for row in table.rows):
                rows = sorted(table.rows, key=self._by_name(dimension))
                yield self._table(table, self.title(title), rows)

    # Parts of charts

    def bars(self, name: str, title: str, marks: Sequence[Mark]) -> tuple[Frame, Markup]:
        """Return a bar chart with the frame that names it."""
        frame = Frame(self.id(name), title, self._spoken(marks))
        return frame, bar_chart(marks, frame)

    def _mark(self, row: Row, label: str, series: int = 1) -> Mark:
        standing = _STANDINGS[row.standing]
        return Mark(unmarked(label), row.count, self.row_text(row), series, standing)

    def id(self, name: str) -> str:
        """Return the name of a chart on its page; samples have names of their own."""
        return f"page-chart-{'sample-' if self.sample else ''}{name}"

    def title(self, title: str) -> str:
        """Return a title; that of a sample says so."""
        return self.gettext("Sample: %(title)s", title=title) if self.sample else title

    def _frame(self, name: str, title: str, marks: Iterable[Mark]) -> Frame:
        return Frame(self.id(name), self.title(title), self._spoken(marks))

    def _spoken(self, marks: Iterable[Mark]) -> str:
        return format_list([f"{m.label}: {m.text}" for m in marks], self.language) + "."

    def _chart(
        self, name: str, title: str, svg: Markup, table: Table, *,
        rows: Sequence[Row] | None = None, note: str = "",
        legend: Sequence[tuple[str, str]] = (),
    ) -> ChartView:  # fmt: skip
        """Return a chart with its table, its note, and what its signs mean."""
        title, notes, signs = self.title(title), [note], list(legend)
        if any(row.standing is Told.HIDDEN for row in table.rows):
            signs.append(("hidden", self.gettext("hidden")))
            notes.append(self._why_hidden())
        data = self._table(table, title, rows)
        return ChartView(self.id(name), title, svg, data, " ".join(filter(None, notes)), signs)

    def _table(self, table: Table, caption: str, rows: Sequence[Row] | None = None) -> TableView:
        """Return the counts with what each rests on: how many presentations have a number."""
        gettext = self.gettext
        head = (
            self._heading(table.by[-1]),
            gettext("Attendances"),
            gettext("Presentations with numbers"),
        )
        cells = [
            (self.key(table.by[-1], row.key[-1]), *self._cells(row)) for row in rows or table.rows
        ]
        foot = (gettext("Total"), *self._cells(table.total)) if table.additive else ()
        return TableView(caption, head, cells, foot)

    def _cells(self, row: Row) -> tuple[str, str]:
        reported = self.gettext(
            "%(reported)s of %(held)s",
            reported=self.number(row.reported),
            held=self.number(row.held),
        )
        return self.row_text(row), reported

    def _place_of_audience(self, key: str) -> tuple[int, str]:
        order = list(self.site.vocabulary.audiences)
        return (order.index(key) if key in order else len(order)), key

    def _by_name(self, dimension: str) -> Order:
        def place(row: Row) -> tuple[bool, object]:
            name = unmarked(self.key(dimension, row.key[0]))
            return not row.key[0], compare_key(name, self.language)

        return place


_CHARTS: tuple[Callable[[Counts, str], Iterator[ChartView]], ...] = (
    Counts.by_month,
    Counts.by_quarter,
    Counts.by_audience,
    Counts.by_region,
    Counts.by_topic,
    Counts.by_generation,
)
"""The charts of a year, in the order in which they stand on its page."""
