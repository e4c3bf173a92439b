"""Counts: tables of attendance name what stands in their rows."""

from __future__ import annotations

from msgspec.structs import replace

from beacon.build.counts import Counts
from beacon.build.site import Site
from beacon.build.submitted import TOMBSTONE


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


def test_campaign_whose_page_is_gone_has_no_title_of_what_stands_there(serbia: Site) -> None:
    """A calendar names it by its address as well; two that ended would have the same name."""
    counts = Counts(serbia, serbia.languages["en"], sample=True)
    assert counts.key("campaign", "stop-tell") == "Don’t pay. Don’t send. Tell."
    key = ("en", "campaigns/stop-tell")
    route = serbia.routes[key]
    record = replace(route.record, kind=TOMBSTONE)
    gone = replace(route, translation=replace(route.translation, record=record))
    counts = Counts(
        replace(serbia, routes={**serbia.routes, key: gone}), counts.language, sample=True
    )
    assert counts.key("campaign", "stop-tell") == "stop-tell"
