"""Coverage: the views of the regions and audiences that were reached, and of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from beacon.build.counts import Counts
from beacon.build.views import ChartView, StatisticsView, TableView
from beacon.charts.drawing import Frame, Mark, Standing
from beacon.charts.tiles import STEPS
from beacon.languages.formats import compare_key, format_date, format_list
from beacon.languages.marks import unmarked
from beacon.schedule.coverage import Coverage, Reached, coverage


def coverage_view(counts: Counts) -> StatisticsView:
    """Return the map and the lists of the last twelve months before the newest day known."""
    site, gettext = counts.site, counts.gettext
    until = site.as_of
    found = until and coverage(site.events.all(), until=until, samples=counts.sample)
    if not found or not found.held:
        text = gettext(
            "No presentation of the last twelve months has been entered, so nothing can be said "
            "about where presentations are missing."
        )
        return StatisticsView(sample=counts.sample, empty_text=text)
    return StatisticsView(
        sentences=[*_sentences(counts, found)],
        charts=[_regions(counts, found), *_audiences(counts, found)],
        sample=counts.sample,
    )


def _sentences(counts: Counts, found: Coverage) -> Iterable[str]:
    gettext, language = counts.gettext, counts.language
    yield gettext(
        "Presentations held between %(first)s and %(last)s.",
        first=format_date(found.since + timedelta(days=1), language, "sentence"),
        last=format_date(found.until, language, "sentence"),
    )
    missing = sorted(
        (unmarked(counts.key("region", key)) for key in _regions_of(counts)
         if key not in found.regions),
        key=lambda name: compare_key(name, language),
    )  # fmt: skip
    if missing:
        yield gettext("Without a presentation: %(names)s.", names=format_list(missing, language))


def _regions_of(counts: Counts) -> list[str]:
    terms, country = counts.site.vocabulary, counts.site.centre.country
    return [key for key in terms.tiles if key in terms.regions
            and terms.regions[key].country == country]  # fmt: skip


def _regions(counts: Counts, found: Coverage) -> ChartView:
    gettext = counts.gettext
    title = counts.title(gettext("Regions reached in the last twelve months"))
    names = {key: unmarked(counts.key("region", key)) for key in _regions_of(counts)}
    marks = {
        key: Mark(name, found.regions[key].held, counts.number(found.regions[key].held))
        if key in found.regions
        else Mark(name, None, "", 1, Standing.UNKNOWN)
        for key, name in names.items()
    }
    spoken = format_list([f"{m.label}: {m.text or '0'}" for m in marks.values()], counts.language)
    frame = Frame(counts.id("coverage-regions"), title, f"{spoken}.")
    in_order = sorted(names.items(), key=lambda pair: compare_key(pair[1], counts.language))
    table = _table(counts, title, gettext("Region"), dict(in_order), found.regions)
    legend = [
        ("q1", gettext("few")), (f"q{STEPS}", gettext("many")),
        ("nothing", gettext("no presentation")),
    ]  # fmt: skip
    return ChartView(frame.id, title, counts.map(marks, frame), table, legend=legend)


def _audiences(counts: Counts, found: Coverage) -> Iterable[ChartView]:
    gettext = counts.gettext
    title = counts.title(gettext("Audiences reached in the last twelve months"))
    # In the order of the vocabulary, as in every other table of audiences.
    names = {key: unmarked(counts.key("audience", key)) for key in counts.site.vocabulary.audiences}
    marks = [
        Mark(name, held, counts.number(held))
        for key, name in names.items()
        for held in [found.audiences[key].held if key in found.audiences else 0]
    ]
    frame, svg = counts.bars("coverage-audiences", title, marks)
    table = _table(counts, title, gettext("Audience"), names, found.audiences)
    yield ChartView(frame.id, title, svg, table)


def _table(
    counts: Counts, title: str, first: str, names: Mapping[str, str], found: Mapping[str, Reached]
) -> TableView:
    """Return every name with its number of presentations and the day of the last one."""
    gettext, language = counts.gettext, counts.language
    rows = []
    for key, name in names.items():
        reached = found.get(key)
        last = format_date(reached.last, language, "short") if reached else "–"
        whole = last.replace(" ", "\u00a0")  # in a narrow column a day would stand on two lines
        rows.append((name, counts.number(reached.held if reached else 0), whole))
    return TableView(title, (first, gettext("Presentations"), gettext("Last one")), rows)
