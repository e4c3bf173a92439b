"""Counts: tables of attendance name what stands in their rows."""

from __future__ import annotations

from beacon.build.counts import Counts
from beacon.build.site import Site


def test_first_column_of_a_table_says_what_stands_in_it(serbia: Site) -> None:
    """A month, a region and a city are no groups of people."""
    view = Counts(serbia, serbia.languages["en"], sample=True).year("2026")
    charts = {chart.id.rpartition("-")[2]: chart.table.head[0] for chart in view.charts}
    assert charts == {
        "months": "Month", "quarters": "Group", "audience": "Group", "regions": "Region",
        "topic": "Topic", "generation": "Group",
    }  # fmt: skip
    assert [table.head[0] for table in view.tables] == [
        "Group", "City", "Kind of event", "Language", "Campaign",
    ]  # fmt: skip
