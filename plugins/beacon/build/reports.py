"""Reports: all numbers of a year on one page, and the same as a document to print."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from beacon.build.counts import Counts
from beacon.build.coverage import coverage_view
from beacon.build.generated import Generated
from beacon.build.report_pages import report_page, report_years
from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.statistics import Statistics
from beacon.build.views import (
    FigureView,
    FundingView,
    LinkView,
    ReportView,
    StatisticsView,
    TableView,
)
from beacon.build.wording import Wording, route_title
from beacon.charts.paper import on_paper
from beacon.content.links import relative_url
from beacon.languages.formats import format_date
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language
from beacon.typesetting.document import (
    Block,
    Document,
    Foreign,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Spans,
    Table,
    Together,
    bullets,
    paragraphs,
    row,
    with_emblem,
    words,
)


class Reports(Struct, frozen=True):
    """Makes the report of one page, and the list of all reports."""

    site: SiteLike
    route: Route

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.route.language

    def links(self, *, sample: bool) -> list[LinkView]:
        """Return links to all reports of one kind, the newest first."""
        found = []
        for year, of_samples in report_years(self.site.own_figures, self.site.summaries):
            page = report_page(year, sample=of_samples)
            if of_samples is sample and (self.language.tag, page) in self.site.routes:
                title = route_title(self.site, self.language, page)
                href = relative_url(self.route.id, page)
                found.append(LinkView(title, href, current=page == self.route.id))
        return found

    def page(self) -> ReportView | None:
        """Return the report of a generated page."""
        head = self.route.record.head
        if not isinstance(head, Generated) or self.route.record.kind != "report":
            return None
        year, kind = head.about
        sample = bool(kind)
        return ReportView(
            year=year,
            sample=sample,
            parts=[*self._parts(year, sample=sample)],
            href=report_file(self.site, self.route).rpartition("/")[2],
            sources=[] if sample else self._sources(year),
            links=[link for link in self.links(sample=sample) if not link.current],
        )

    def _parts(self, year: str, *, sample: bool) -> Iterator[tuple[str, StatisticsView]]:
        gettext = Wording(self.site, self.language).strings.gettext
        counts = Counts(self.site, self.language, sample)
        if not sample:
            published = Statistics(self.site, self.language)
            for title, view in (
                (gettext("Presentations and attendance"), published.attendance(year)),
                (gettext("Campaigns"), published.campaigns(year)),
                (gettext("Contacts with the helpline"), published.contacts(year)),
                (gettext("The path of a case"), published.cases(year)),
            ):
                if view.figures or view.charts:
                    yield title, view
        counted = counts.year(year)
        if counted.figures:
            yield gettext("Attendance as counted at presentations"), counted
        if sample:
            yield gettext("Where presentations are missing"), coverage_view(counts)

    def _sources(self, year: str) -> list[str]:
        figures = self.site.own_figures.values()
        ids = dict.fromkeys(f.source for f in figures if f.period_start[:4] == year)
        return Wording(self.site, self.language).terms(self.site.vocabulary.sources, tuple(ids))


def report_file(site: SiteLike, route: Route) -> str:
    """Return where the printed report of a page stands, from the root of the site."""
    name = route.id.rpartition("/")[2]
    return f"{route.uri}{site.folder.id}-{name}.pdf"


def report_document(
    site: SiteLike, route: Route, funding: FundingView | None, emblem: str = ""
) -> Document:
    """Return a report as a document to print, with the funding statement it has to carry.

    `emblem` is the drawing beside the statement (SVG), or empty.
    """
    report = Reports(site, route).page()
    assert report is not None
    wording = Wording(site, route.language)
    gettext = wording.strings.plain.gettext
    blocks: list[Block] = []
    if report.sample:
        said = gettext("Every number in this report is invented. It shows how a report looks.")
        blocks.append(Notice(paragraphs([said]), gettext("Sample"), "note"))
    for title, view in report.parts:
        blocks += [Heading(1, words(unmarked(title))), *_part(view, gettext("calculated"))]
    if report.sources:
        blocks.append(Heading(1, words(gettext("Sources"))))
        blocks.append(bullets([unmarked(source) for source in report.sources]))
    unofficial = gettext("This translation of the statement is not official.")
    blocks += _statement(funding, route.language.tag, unofficial, emblem)
    summary = site.summaries.samples if report.sample else site.summaries.real
    footer = [gettext("Sample")] if report.sample else []
    # What was published elsewhere has its own days, which the sources say.
    if summary.as_of and report.year in summary.years:
        day = format_date(summary.as_of, route.language, "sentence")
        footer.append(gettext("Numbers as of %(day)s", day=day))
    return Document(
        title=unmarked(route_title(site, route.language, route.id)),
        language=route.language.tag,
        blocks=tuple(blocks),
        subtitle=unmarked(wording.text(site.centre.name)),
        sender=unmarked(wording.text(site.centre.short_name)),
        footer=" · ".join(footer),
    )


def _part(view: StatisticsView, calculated: str) -> Iterator[Block]:
    if view.figures:
        yield Table(
            tuple(
                row(unmarked(figure.text), unmarked(figure.label), _period(figure, calculated))
                for figure in view.figures
            ),
            row_heads=True,
            widths=(4, 4, 5),
        )
    yield from paragraphs([*map(unmarked, (*view.sentences, view.empty_text))])
    for chart in view.charts:
        legend = [(kind, unmarked(text)) for kind, text in chart.legend]
        drawn = on_paper(unmarked(str(chart.svg)), legend)
        picture = Picture(drawn, _alternative(str(chart.svg)), width=0.75, chart=True)
        yield Together((Heading(2, words(unmarked(chart.title))), picture))
        yield _table(chart.table, captioned=False)
        if chart.note:
            yield Paragraph(words(unmarked(chart.note)), "small")
    for table in view.tables:
        yield _table(table)


def _period(figure: FigureView, calculated: str) -> str:
    """Return of which time a figure is, and that nobody published it where it was calculated."""
    said = (figure.period_text, calculated if figure.derived else "")
    return unmarked(" · ".join(text for text in said if text))


def _table(table: TableView, *, captioned: bool = True) -> Table:
    rows = [row(*map(unmarked, cells)) for cells in table.rows]
    if table.foot:
        rows.append(row(*map(unmarked, table.foot)))
    return Table(
        rows=tuple(rows),
        head=(row(*map(unmarked, table.head)),),
        caption=unmarked(table.caption) if captioned else "",
        row_heads=True,
        numbers=tuple(range(1, len(table.head))),
        widths=(4, *(2.0 for _ in table.head[1:])),
    )


def _alternative(svg: str) -> str:
    """Return the description of a chart, which stands in the drawing itself."""
    from_title = svg.partition("<desc ")[2].partition(">")[2].partition("</desc>")[0]
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'")):
        from_title = from_title.replace(sign, letter)
    return unmarked(from_title.replace("&amp;", "&"))


def _statement(
    funding: FundingView | None, tag: str, unofficial: str, emblem: str
) -> Iterator[Block]:
    if funding is None:
        return
    text: Spans = words(funding.statement)
    if funding.lang != tag:
        text = (Foreign(funding.lang, text),)
    more = () if funding.official else (Paragraph(words(unofficial), "small"),)
    yield Notice(with_emblem(emblem, (Paragraph(text), *more)))
