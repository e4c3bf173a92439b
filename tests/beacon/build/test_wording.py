"""Wording: the values of a site in the words of each language, no more precise than known."""

from __future__ import annotations

import re
from datetime import date

import pytest
from msgspec.structs import replace

from beacon.build.booking import booking
from beacon.build.reports import Reports
from beacon.build.site import Site
from beacon.build.statistics import Statistics
from beacon.build.wording import Wording
from beacon.content.campaigns import Period
from beacon.content.centres import Hours
from beacon.languages.latin import to_latin
from beacon.languages.marks import marked, unmarked
from beacon.schedule.publicity import PublicPresentation

WHOLE_DAY = PublicPresentation(
    id="a",
    status="confirmed",
    type="workshop",
    date=date(2026, 12, 3),
    start=None,
    end=None,
    venue="",
    city="rs-nis",
    lesson="",
    audiences=("pupils",),
    sample=False,
    sequence=0,
    updated=date(2026, 11, 16),
)


def words(site: Site) -> list[Wording]:
    """Return the wordings of a site in the order of its languages."""
    return [Wording(site, site.languages[tag]) for tag in site.tags]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (
            Period(precision="late-year", year=2023),
            ["крајем 2023.", "krajem 2023.", "end of 2023"],
        ),
        (Period(precision="year", year=2023), ["2023", "2023", "2023"]),
        (
            Period(precision="month", year=2024, month=4),
            ["Април 2024.", "April 2024.", "April 2024"],
        ),
        (
            Period(precision="day", year=2023, start=date(2023, 12, 1), end=date(2023, 12, 1)),
            ["1. децембар 2023.", "1. decembar 2023.", "1 December 2023"],
        ),
        (
            Period(precision="day", year=2023, start=date(2023, 12, 1), end=date(2023, 12, 9)),
            [
                "1. децембар 2023. – 9. децембар 2023.",
                "1. decembar 2023. – 9. decembar 2023.",
                "1 December 2023 – 9 December 2023",
            ],
        ),
    ],
    ids=["late-year", "year", "month", "day", "days"],
)
def test_period_is_said_as_precisely_as_it_is_known(
    period: Period, expected: list[str], serbia: Site
) -> None:
    assert [wording.period(period) for wording in words(serbia)] == expected


def test_opening_hours_are_said_in_words(serbia: Site) -> None:
    hours = Hours(days="mon-fri", opens="07:30", closes="15:30")
    assert [wording.hours(hours) for wording in words(serbia)] == [
        "од понедељка до петка, 07:30–15:30",
        "od ponedeljka do petka, 07:30–15:30",
        "Monday to Friday, 07:30–15:30",
    ]
    assert [bool(wording.hours("always")) for wording in words(serbia)] == [True] * 3
    assert [wording.hours(None) for wording in words(serbia)] == [""] * 3


def test_helpline_shows_number_hours_and_day_of_checking(serbia: Site) -> None:
    (line,) = (c for c in serbia.folder.channels if c.value == "19833")
    shown = Wording(serbia, serbia.languages["sr-Latn"]).channel(line)
    assert (shown.href, shown.display, shown.confirmed) == ("tel:19833", "19833", False)
    assert shown.hours_text == "od ponedeljka do petka, 07:30–15:30"
    assert (shown.verified_iso, shown.verified_text) == ("2026-11-22", "22. novembra 2026.")


def test_price_that_is_not_known_is_never_said_to_be_free(bulgaria: Site) -> None:
    # Facts §1.2: the price of 124 123 today is unknown.
    costs = {
        channel.value: [wording.channel(channel).cost_text for wording in words(bulgaria)]
        for channel in bulgaria.folder.channels
    }
    assert costs["116111"] == ["Безплатно обаждане", "Free call"]
    assert all(mine != free for mine, free in zip(costs["124123"], costs["116111"], strict=True))


def test_counts_are_grouped_and_have_the_form_that_follows_them(serbia: Site) -> None:
    cyrillic, latin, english = words(serbia)
    assert [cyrillic.lessons(n) for n in (1, 22, 1001, 1011)] == [
        "1 лекција", "22 лекције", "1.001 лекција", "1.011 лекција",
    ]  # fmt: skip
    assert [latin.events(n) for n in (21, 1002)] == ["21 događaj", "1.002 događaja"]
    assert [english.minutes(n) for n in (1, 1035)] == ["1 minute", "1,035 minutes"]
    assert [cyrillic.minutes(n) for n in (1035, 1041)] == ["1.035 минута", "1.041 минут"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            {"sr": "Курир, 2012. (број); Net Patrola", "en": "Kurir, 2012 (number); Net Patrola"},
            [
                "Курир, 2012. (број); Net Patrola",
                "Kurir, 2012. (broj); Net Patrola",
                "Kurir, 2012 (number); Net Patrola",
            ],
        ),
        ({"en": "a letter"}, [marked("a letter", "en"), marked("a letter", "en"), "a letter"]),
        ("INHOPE, 2021", ["INHOPE, 2021"] * 3),
    ],
    ids=["by-language", "in-another", "the-same-in-all"],
)
def test_source_is_said_in_the_language_or_marked_as_that_of_another(
    source: dict[str, str] | str, expected: list[str], serbia: Site
) -> None:
    channel = replace(serbia.folder.channels[0], source=source)
    assert [wording.channel(channel).source for wording in words(serbia)] == expected


def test_source_of_a_figure_is_one_of_the_vocabulary_or_said_as_it_stands(serbia: Site) -> None:
    figure = next(iter(serbia.own_figures.values()))
    assert [wording.figure(figure).source for wording in words(serbia)] == [
        "Better Internet for Kids, профил српског центра, пролеће 2024.",
        "Better Internet for Kids, profil srpskog centra, proleće 2024.",
        "Better Internet for Kids, profile of the Serbian centre, spring 2024",
    ]
    figure = replace(figure, source="INHOPE, 2021")
    assert [wording.figure(figure).source for wording in words(serbia)] == ["INHOPE, 2021"] * 3


def sources(site: Site, tag: str) -> list[str]:
    """Return every source that pages of a language show."""
    wording = Wording(site, site.languages[tag])
    reports = [route for route in site.routes.values() if route.record.kind == "report"]
    shown = [Reports(site, route).page() for route in reports if route.language.tag == tag]
    found = [
        *(wording.channel(channel).source for channel in site.folder.channels),
        *(wording.figure(figure).source for figure in site.figures.values()),
        *(view.source for view in Statistics(site, site.languages[tag]).overview().figures),
        *(source for report in shown if report for source in report.sources),
        booking(site, wording).source,
    ]
    return [source for source in found if source]


def test_sources_of_both_centres_are_in_the_language_of_the_page(
    serbia: Site, bulgaria: Site
) -> None:
    for site, tag in ((serbia, "sr-Cyrl"), (bulgaria, "bg")):
        english = sources(site, "en")
        own = sources(site, tag)
        assert len(own) == len(english) > 20
        assert [s for s in own if s in english or not re.search("[а-я]{3}", s)] == []
        assert [s for s in (*own, *english) if s != unmarked(s)] == []
    assert sources(serbia, "sr-Latn") == [to_latin(s) for s in sources(serbia, "sr-Cyrl")]


def test_place_is_the_city_where_the_school_is_not_public(serbia: Site) -> None:
    assert [wording.place(WHOLE_DAY) for wording in words(serbia)] == ["Ниш", "Niš", "Niš"]
    named = replace(WHOLE_DAY, venue="ОШ „Вук Караџић“")
    assert [wording.place(named) for wording in words(serbia)] == [
        "ОШ „Вук Караџић“, Ниш",
        "OŠ „Vuk Karadžić“, Niš",
        f"{marked('ОШ „Вук Караџић“', 'sr-Cyrl')}, Niš",
    ]


def test_ages_and_minutes_agree_with_their_numbers(serbia: Site) -> None:
    assert [wording.ages(12, 14) for wording in words(serbia)] == [
        "12–14 година",
        "12–14 godina",
        "12–14 years",
    ]
    assert [words(serbia)[0].minutes(number) for number in (1, 2, 5, 21, 45)] == [
        "1 минут",
        "2 минута",
        "5 минута",
        "21 минут",
        "45 минута",
    ]
