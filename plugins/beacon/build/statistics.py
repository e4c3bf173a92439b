"""Statistics: the views of the figures a centre has published, each set counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from beacon.build.site import SiteLike
from beacon.build.views import (
    ChartView,
    DefinitionView,
    FigureView,
    StatisticsView,
    TableView,
)
from beacon.build.wording import Wording
from beacon.charts.bars import bar_chart
from beacon.charts.drawing import Frame, Mark
from beacon.charts.flows import Step, flow_chart
from beacon.figures.register import Figure, noun_id
from beacon.languages.formats import format_date, format_list, format_number
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language

_SERIES = 4
_STEM = 5  # letters by which two words are taken for forms of one


class Statistics(Struct, frozen=True):
    """Makes the views of numbers in one language; what has not been published is never shown."""

    site: SiteLike
    language: Language

    @property
    def wording(self) -> Wording:
        """The words of the language."""
        return Wording(self.site, self.language)

    @property
    def gettext(self) -> Callable[..., str]:
        """Translates what the interface says."""
        return self.wording.strings.gettext

    def number(self, value: int) -> str:
        """Return a whole number as readers write it."""
        return format_number(value, self.language)

    # Published figures

    def overview(self) -> StatisticsView:
        """Return the headline numbers of the centre: those that are no part of another."""
        figures = [f for f in self.site.own_figures.values() if _is_headline(f)]
        latest = [f for f in figures if not _is_older(f, figures)]
        views = [self.figure(f) for f in latest]
        return StatisticsView(figures=views, empty_text=self.nothing_published())

    def figure(self, figure: Figure) -> FigureView:
        """Return a figure with its name, unless its noun says as much."""
        view, label = self.wording.figure(figure), self.label(figure)
        same = " " not in label and label.casefold()[:_STEM] == view.noun.casefold()[:_STEM]
        return replace(view, label="" if same else label)

    def label(self, figure: Figure) -> str:
        """Return what a figure counts, as its definition names it."""
        definition = self.site.vocabulary.definitions.get(figure.definition)
        return self.wording.text(definition.name) if definition else figure.breakdown

    def nothing_published(self) -> str:
        """Return what stands where the centre has published nothing."""
        return self.gettext(
            "The centre has not published any numbers yet. Nothing is shown, because what is "
            "not known is not zero."
        )

    def register(self) -> dict[str, object]:
        """Return the whole register: every definition with its figures, and what may not be added.

        Figures without a definition stand under a nameless one.
        """
        by_definition: dict[str, list[Figure]] = {}
        overlaps: dict[str, list[Figure]] = {}
        for figure in self.site.own_figures.values():
            by_definition.setdefault(figure.definition, []).append(figure)
            if figure.overlap:
                overlaps.setdefault(figure.overlap, []).append(figure)
        terms = self.site.vocabulary.definitions
        definitions = [
            DefinitionView(
                self.wording.term(terms, key) if key else "",
                self.wording.text(terms[key].text) if key in terms else "",
                [self.figure(f) for f in figures],
            )
            for key, figures in by_definition.items()
        ]
        apart = [[self.figure(f) for f in group] for group in overlaps.values() if len(group) > 1]
        return {"definitions": definitions, "apart": apart, "corrections": [*self._corrections()]}

    def _corrections(self) -> Iterator[tuple[FigureView, str, str]]:
        """Yield each corrected figure with the values it had, and the day of the last one."""
        for figure in self.site.own_figures.values():
            if figure.before and figure.corrected_on:
                before = format_list([self.number(value) for value in figure.before], self.language)
                day = format_date(figure.corrected_on, self.language, "sentence")
                yield self.figure(figure), before, day

    def _parts(self, figure: Figure) -> list[Figure]:
        return [f for f in self.site.own_figures.values() if f.parent == figure.id]

    def attendance(self, year: str = "") -> StatisticsView:
        """Return the attendance that the centre itself has published, of a year or the latest."""
        total = self._latest("attendance", year)
        if total is None:
            return StatisticsView()
        held = [
            f
            for f in self.site.own_figures.values()
            if f.indicator == "presentations_held" and f.period == total.period
        ]
        parts = self._parts(total)
        period = self.wording.figure(total).period_text
        title = self.gettext("Attendance at presentations, %(year)s", year=period)
        note = self.gettext(
            "Attendances, not different people: anyone who came twice is counted twice. "
            "The total is calculated, it was not published."
        )
        if total.kind != "derived":
            note = self.gettext(
                "Attendances, not different people: anyone who came twice is counted twice."
            )
        chart = self._figures_chart("attendance", title, parts, total, note)
        return StatisticsView(
            figures=[self.figure(f) for f in (*held, *parts)],
            charts=[chart],
        )

    def contacts(self, year: str = "") -> StatisticsView:
        """Return the contacts of the helpline by the way in which people got in touch."""
        total = self._latest("communications", year)
        if total is None:
            return StatisticsView(empty_text=self.nothing_published())
        parts = self._parts(total)
        period = self.wording.figure(total).period_text
        title = self.gettext("Contacts with the helpline, %(period)s", period=period)
        chart = self._figures_chart("contacts", title, parts, total, "")
        views = [self.figure(f) for f in (total, *parts)]
        return StatisticsView(figures=views, charts=[chart] if parts else [])

    def campaigns(self, year: str = "") -> StatisticsView:
        """Return figures of campaigns; they stand apart, because they may overlap with others."""
        found = [
            f for f in self.site.own_figures.values() if f.service == "youth" and _in_year(f, year)
        ]
        if not found and not year:
            nothing = self.gettext("The centre has not published any numbers of campaigns yet.")
            return StatisticsView(empty_text=nothing)
        return StatisticsView(figures=[self.figure(f) for f in found])

    def cases(self, year: str = "") -> StatisticsView:
        """Return the path of a case: from contacts to cases, advice and institutions."""
        total = self._latest("cases", year)
        if total is None:
            return StatisticsView(empty_text=self.nothing_published())
        contacts = self._contacts_of(total)
        period = self.wording.figure(total).period_text
        title = self.gettext("The path of a case, %(period)s", period=period)
        path = [*([contacts] if contacts else []), *self._down(total)]
        sentences = self._path_in_words(total, contacts)
        first = self._step(total, 2)
        if contacts:
            first = Step(self._short(contacts), self.number(contacts.value), 1, (first,))
        frame = Frame("page-chart-cases", title, " ".join(sentences))
        note = self.gettext(
            "Not every contact becomes a case. The source prints the same cases under helpline "
            "and hotline; they are one set and are counted once."
        )
        chart = ChartView(
            frame.id, title, flow_chart(first, frame), self._figures_table(title, path), note
        )
        return StatisticsView(charts=[chart], sentences=sentences)

    def _contacts_of(self, cases: Figure) -> Figure | None:
        found = (
            f
            for f in self.site.own_figures.values()
            if f.indicator == "communications" and not f.parent and f.period == cases.period
        )
        return next(found, None)

    def _down(self, figure: Figure) -> Iterator[Figure]:
        yield figure
        for part in self._parts(figure):
            yield from self._down(part)

    def _step(self, figure: Figure, series: int) -> Step:
        parts = tuple(self._step(part, 3 if part.parent == figure.id and self._parts(part) else 4)
                      for part in self._parts(figure))  # fmt: skip
        return Step(self._short(figure), self.number(figure.value), series, parts)

    def _short(self, figure: Figure) -> str:
        return unmarked(self.label(figure))

    def _path_in_words(self, total: Figure, contacts: Figure | None) -> list[str]:
        """Say the path in sentences, each with the numbers of the register."""
        steps = [*(self._down(contacts) if contacts else ()), *self._down(total)]
        return [self._made_up(step, parts) for step in steps if (parts := self._parts(step))]

    def _made_up(self, whole: Figure, parts: Iterable[Figure]) -> str:
        named = ((self._short(part), self.number(part.value)) for part in parts)
        return self.gettext(
            "%(whole)s: %(number)s. Of these %(parts)s.",
            whole=self._short(whole),
            number=self.number(whole.value),
            parts="; ".join(f"{name[:1].lower()}{name[1:]}: {number}" for name, number in named),
        )

    def _latest(self, indicator: str, year: str = "") -> Figure | None:
        found = [
            f
            for f in self.site.own_figures.values()
            if (f.indicator, f.breakdown) == (indicator, "total") and _in_year(f, year)
        ]
        return max(found, key=lambda f: f.period_start, default=None)

    def _figures_chart(
        self, chart_id: str, title: str, parts: Sequence[Figure], total: Figure, note: str
    ) -> ChartView:
        marks = [
            Mark(self._short(f), f.value, self.number(f.value), place % _SERIES + 1)
            for place, f in enumerate(parts)
        ]
        frame = Frame(f"page-chart-{chart_id}", title, self._spoken(marks))
        table = self._figures_table(title, parts, total)
        return ChartView(frame.id, title, bar_chart(marks, frame), table, note)

    def _figures_table(
        self, title: str, figures: Iterable[Figure], total: Figure | None = None
    ) -> TableView:
        rows = [(self.label(f), self.number(f.value)) for f in figures]
        foot: tuple[str, ...] = ()
        if total is not None:
            derived = total.kind == "derived"
            name = self.gettext("Total (calculated)") if derived else self.gettext("Total")
            foot = (name, self.number(total.value))
        return TableView(title, (self.gettext("Group"), self.gettext("Number")), rows, foot)

    def _spoken(self, marks: Iterable[Mark]) -> str:
        return format_list([f"{m.label}: {m.text}" for m in marks], self.language) + "."


def _in_year(figure: Figure, year: str) -> bool:
    return not year or figure.period_start[:4] == year


def _is_headline(figure: Figure) -> bool:
    return figure.kind == "reported" and (
        not figure.parent or noun_id(figure) in ("student", "parent", "teacher")
    )


def _is_older(figure: Figure, figures: Iterable[Figure]) -> bool:
    """Tell whether there is a newer figure of the same."""
    same = (figure.service, figure.indicator, figure.breakdown)
    return any(
        (f.service, f.indicator, f.breakdown) == same and f.period_start > figure.period_start
        for f in figures
    )
