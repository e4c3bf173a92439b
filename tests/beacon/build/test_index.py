"""The index: lessons, campaigns and pages below a page, and what was asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.build.index import Index
from beacon.build.site import Site
from beacon.content.campaigns import Campaign, Period

ROOT = Path(__file__).parents[3]


@pytest.fixture
def index(serbia: Site) -> Index:
    """The index of the real Serbian site."""
    return Index(serbia)


def test_lessons_are_those_of_the_language_the_youngest_first(index: Index, serbia: Site) -> None:
    found = index.lessons("en")
    routes = serbia.routes.items()
    expected = {key for (tag, key), r in routes if tag == "en" and r.record.kind == "lesson"}
    assert (set(found), len(found)) == (expected, len(expected))
    ages = [serbia.routes["en", key].record.head.age_min for key in found]
    assert ages == sorted(ages)


def test_campaigns_begin_with_the_newest(index: Index, serbia: Site) -> None:
    found = index.campaigns("sr-Latn")
    periods = [serbia.routes["sr-Latn", key].record.head.period for key in found]
    years = [period.year if period else 0 for period in periods]
    assert found
    assert years == sorted(years, reverse=True)


CAMPAIGN = Campaign(
    title="Т", description="О", topics=("x",), licence="", authors=("x",), version="1"
)
YEAR = Period(precision="late-year", year=2023)
HELD = {
    "campaigns/held": replace(CAMPAIGN, period=YEAR),
    "campaigns/month": replace(CAMPAIGN, period=Period(precision="month", year=2026, month=2)),
    "campaigns/open": replace(CAMPAIGN, expires=date(2026, 2, 28)),
    "campaigns/ready": CAMPAIGN,
}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (
            date(2026, 2, 28),
            (("now", "", ("campaigns/month",)),
             ("ready", "", ("campaigns/open", "campaigns/ready")),
             ("ended", "2023", ("campaigns/held",))),
        ),
        (
            date(2026, 3, 1),
            (("ready", "", ("campaigns/ready",)),
             ("ended", "2026", ("campaigns/month", "campaigns/open")),
             ("ended", "2023", ("campaigns/held",))),
        ),
    ],
    ids=["last-day", "day-after"],
)  # fmt: skip
def test_campaign_moves_among_the_ended_by_the_day_alone(
    as_of: date, expected: tuple[object, ...], serbia: Site
) -> None:
    route = serbia.routes["en", "campaigns"]
    routes = {
        ("en", key): replace(
            route,
            id=key,
            translation=replace(route.translation, record=replace(route.record, id=key, head=head)),
        )
        for key, head in HELD.items()
    }
    index = Index(replace(serbia, routes=routes, as_of=as_of))
    assert index.campaigns_by_standing("en") == expected
    assert index.campaigns_by_standing("bg") == ()
    assert ("campaigns by standing", "en") in index.trace.keys


def test_campaigns_that_name_a_lesson_are_found_and_noted_alone(serbia: Site) -> None:
    """A lesson depends on the campaigns that name it, and not on all there are."""
    index = Index(serbia)
    found = index.campaigns_naming("sr-Latn", "grooming-9-11")
    heads = {key: serbia.routes["sr-Latn", key].record.head for key in index.campaigns("sr-Latn")}
    expected = [key for key, head in heads.items() if "grooming-9-11" in head.related_lessons]
    assert expected
    assert list(found) == expected
    assert ("campaigns naming", "sr-Latn", "grooming-9-11") in index.trace.keys
    assert index.campaigns_naming("sr-Latn", "nowhere") == ()


def test_children_are_the_pages_right_below(index: Index) -> None:
    guides = (ROOT / "content" / "commons" / "en" / "guide").glob("*/index.md")
    expected = {f"guide/{path.parent.name}" for path in guides}
    assert {"guide/writing", "guide/reviewing"} <= expected
    assert set(index.children("en", "guide")) == expected
    assert index.children("en", "guide/writing") == ()
    assert index.children("en", "nowhere") == ()
    assert "help" in index.children("en", "")
    assert "" not in index.children("en", "")


def test_nearest_lessons_are_others_of_the_same_language(index: Index, serbia: Site) -> None:
    found = index.nearest("en", "lessons/sextortion")
    assert found
    assert "lessons/sextortion" not in found
    assert all(("en", key) in serbia.routes for key in found)
    assert index.nearest("en", "help") == ()
    assert index.nearest("en", "nowhere") == ()


def test_language_that_is_not_there_has_nothing(index: Index) -> None:
    assert index.lessons("hu") == []
    assert index.campaigns("hu") == []
    assert index.children("hu", "") == ()


def test_steps_of_a_lesson_are_read_once(index: Index, serbia: Site) -> None:
    record = serbia.routes["en", "lessons/sextortion"].record
    first = index.steps(record)
    assert first
    assert index.steps(record) is first


def test_every_question_is_noted(index: Index, serbia: Site) -> None:
    record = serbia.routes["en", "lessons/sextortion"].record
    for ask, key in (
        (lambda: index.lessons("en"), ("lessons", "en")),
        (lambda: index.campaigns("en"), ("campaigns", "en")),
        (lambda: index.children("en", "guide"), ("children", "en", "guide")),
        (lambda: index.steps(record), ("text", record.id, record.language)),
    ):
        for _ in range(2):
            with index.trace.recording() as keys:
                ask()
            assert keys == {key}
    with index.trace.recording() as keys:
        index.nearest("en", record.id)
    assert keys == {("nearest", "en", record.id), ("ages", "en")}
