"""Campaigns: a period is as precise as it is known, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from beacon.content.campaigns import Campaign, CampaignPicture, Maker, Period
from beacon.models import validated
from beacon.problems import Problem, in_order
from beacon.sources import Document, build, parse_yaml

HEAD = """\
title: Покажи поштовање
description: Кампања против мржње.
topics: [hate-speech]
centre: serbia
licence: CC-BY-4.0
authors: [Тим за кампање]
version: "1.0"
"""


def read(period: str) -> tuple[Campaign | None, list[str]]:
    """Return a campaign with this period, and what is told of it."""
    problems: list[Problem] = []
    document = parse_yaml(HEAD + f"period: {period}\n", "campaign.md", problems)
    assert isinstance(document, Document)
    campaign = build(Campaign, document, problems)
    return campaign, list(map(str, in_order(problems)))


@pytest.mark.parametrize(
    "period",
    [
        "{precision: late-year, year: 2023}",
        "{precision: year, year: 2023}",
        "{precision: month, year: 2024, month: 4}",
        "{precision: day, year: 2023, start: 2023-12-01, end: 2023-12-01}",
        "{precision: day, year: 2023, start: 2023-12-11, end: 2024-01-20}",
    ],
)
def test_period_is_read_as_it_is_told(period: str) -> None:
    campaign, told = read(period)
    assert told == []
    assert campaign is not None
    document = parse_yaml(period, "period.yml", [])
    assert document is not None
    assert campaign.period == validated(Period, document.data)


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("{precision: day, year: 2023}", 'precision "day" needs start and end'),
        (
            "{precision: day, year: 2023, start: 2023-12-01}",
            'precision "day" needs start and end',
        ),
        ("{precision: month, year: 2023}", 'precision "month" needs month'),
    ],
)
def test_period_that_lacks_what_it_promises_is_told(period: str, told: str) -> None:
    assert read(period)[1] == [f'campaign.md:8: SRC005 "period": {told}. Correct the value.']


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("{precision: week, year: 2023}", "period.precision"),
        ("{precision: month, year: 2023, month: 13}", "period.month"),
        ("{precision: year, year: 202}", "period.year"),
    ],
)
def test_period_of_an_unknown_kind_is_told(period: str, told: str) -> None:
    assert [line.split(" ")[:3] for line in read(period)[1]] == [
        ["campaign.md:8:", "SRC005", f'"{told}"']
    ]


@pytest.mark.parametrize(
    "period",
    [
        "{precision: day, year: 2023, start: 2023-12-11, end: 2023-12-01}",
        "{precision: day, year: 2022, start: 2023-12-01, end: 2023-12-11}",
    ],
    ids=["ends-before-it-starts", "another-year"],
)
def test_period_that_contradicts_itself_is_told(period: str) -> None:
    assert [line.split(" ")[:2] for line in read(period)[1]] == [["campaign.md:8:", "SRC005"]]


def test_campaign_without_topics_and_authors_is_told_with_both() -> None:
    problems: list[Problem] = []
    text = HEAD.replace("[hate-speech]", "[]").replace("[Тим за кампање]", "[]")
    document = parse_yaml(f"{text}period: {{precision: year, year: 2023}}\n", "c.md", problems)
    assert document is not None
    assert build(Campaign, document, problems) is None
    assert list(map(str, in_order(problems))) == [
        'c.md:3: SRC005 "topics" must not be empty. Correct the value.',
        'c.md:6: SRC005 "authors" must not be empty. Correct the value.',
    ]


MORE = """\
period: {precision: month, year: 2026, month: 12}
warning: У тексту је реч о уценама.
pledge: Нећу прослеђивати.
made_by: {role: peer-educator, name: Плава екипа}
expires: 2027-06-30
pictures:
  - {file: plakat.jpg, alt: Плакат на вратима учионице, people: false}
"""


def test_campaign_tells_who_made_it_and_until_when_it_calls() -> None:
    problems: list[Problem] = []
    document = parse_yaml(HEAD + MORE, "c.md", problems)
    assert document is not None
    campaign = build(Campaign, document, problems)
    assert problems == []
    assert campaign is not None
    assert campaign.made_by == Maker(role="peer-educator", name="Плава екипа")
    assert campaign.expires == date(2027, 6, 30)
    assert campaign.pictures == (
        CampaignPicture(file="plakat.jpg", alt="Плакат на вратима учионице"),
    )


def test_picture_without_words_and_from_elsewhere_is_told() -> None:
    problems: list[Problem] = []
    text = f"{HEAD}pictures:\n  - {{file: ../a.jpg, alt: Слика}}\n  - {{file: b.jpg}}\n"
    document = parse_yaml(text, "c.md", problems)
    assert document is not None
    assert build(Campaign, document, problems) is None
    assert list(map(str, in_order(problems))) == [
        'c.md:9: SRC005 "pictures.1.file": write the name of the file alone, not "../a.jpg". '
        "Correct the value.",
        'c.md:10: SRC006 The key "pictures.2.alt" is missing. Add it.',
    ]


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ({"precision": "late-year", "year": 2023}, date(2023, 12, 31)),
        ({"precision": "year", "year": 2023}, date(2023, 12, 31)),
        ({"precision": "month", "year": 2024, "month": 2}, date(2024, 2, 29)),
        (
            {"precision": "day", "year": 2023, "start": "2023-12-11", "end": "2024-01-20"},
            date(2024, 1, 20),
        ),
    ],
)
def test_period_ends_on_the_last_day_it_can_mean(period: dict[str, object], last: date) -> None:
    assert validated(Period, period).last_day == last


def test_campaign_ends_after_its_last_day_and_one_without_a_time_never() -> None:
    always = Campaign(
        title="Т", description="О", topics=("x",), licence="", authors=("x",), version="1"
    )
    assert always.last_day is None
    assert not always.has_ended(date(2999, 1, 1))
    february = Period(precision="month", year=2026, month=2)
    campaign = replace(always, period=february, expires=date(2026, 2, 10))
    assert campaign.last_day == date(2026, 2, 10)
    assert not campaign.has_ended(date(2026, 2, 10))
    assert campaign.has_ended(date(2026, 2, 11))
    assert not campaign.has_ended(None)
