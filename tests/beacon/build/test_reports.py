"""Reports: what is printed says the same as the page it was printed from."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from beacon.build.reports import report_document
from beacon.build.site import Site
from beacon.build.statistics import Statistics
from beacon.typesetting.document import Table


def test_day_at_the_foot_is_that_of_what_was_counted(serbia: Site) -> None:
    """A build may declare a later day, on which nobody has counted anything."""
    site = replace(serbia, as_of=date(2027, 6, 30))
    counted = site.summaries.samples.as_of
    assert counted == date(2026, 11, 24)
    sample = report_document(site, site.routes["en", "figures/reports/2026-sample"], None)
    assert sample.footer == "Sample · Numbers as of 24 November 2026"
    published = report_document(site, site.routes["en", "figures/reports/2024"], None)
    assert published.footer == ""


def test_figure_that_was_calculated_says_so_on_paper_as_well(serbia: Site) -> None:
    site = replace(
        serbia,
        own_figures={
            key: replace(figure, kind="derived") for key, figure in serbia.own_figures.items()
        },
    )
    assert all(
        figure.derived for figure in Statistics(site, site.languages["en"]).contacts().figures
    )
    document = report_document(site, site.routes["en", "figures/reports/2024"], None)
    (figures, *_) = (block for block in document.blocks if isinstance(block, Table))
    assert all(line[2][0].text.endswith(" · calculated") for line in figures.rows)
