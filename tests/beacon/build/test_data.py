"""Data: what blocks and pages are given, in the words of their language."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.build.data import PageData
from beacon.build.index import Index
from beacon.build.site import Site, load_site


def data(site: Site, tag: str, record_id: str) -> PageData:
    """Return the data of a page."""
    return PageData(site, site.routes[tag, record_id], "https://example.org/", Index(site))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("sr-Cyrl", "Београд, Ниш и Сомбор"),
        ("sr-Latn", "Beograd, Niš i Sombor"),
        ("en", "Belgrade, Niš and Sombor"),
    ],
)
def test_cities_of_a_campaign_keep_their_capitals(tag: str, expected: str, project: Path) -> None:
    for path in (project / "content" / "commons").glob("*/campaigns/show-respect/index.md"):
        text = path.read_text(encoding="utf-8")
        named = "cities: [rs-beograd, rs-nis, rs-sombor]"
        path.write_text(re.sub(r"(?m)^cities: .*$", named, text), encoding="utf-8")
    site = load_site(project, "serbia")
    route = site.routes[tag, "campaigns/show-respect"]
    assert data(site, tag, route.id).campaign_page(route).cities_text == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("sr-Cyrl", '<data class="figure" value="7803">7.803 ученика</data>'),
        ("sr-Latn", '<data class="figure" value="7803">7.803 učenika</data>'),
        ("en", '<data class="figure" value="7803">7,803 students</data>'),
    ],
)
def test_cited_figure_is_marked_as_counted(tag: str, expected: str, serbia: Site) -> None:
    assert data(serbia, tag, "").inline("figure", "nkc-2023-students") == expected


def test_cited_number_leaves_its_noun_out(serbia: Site) -> None:
    here = data(serbia, "sr-Cyrl", "")
    assert here.inline("number", " nkc-2023-students ") == (
        '<data class="figure" value="7803">7.803</data>'
    )
    assert here.inline("figure", "unknown") == ""


def test_sensitive_pages_have_a_quick_exit(serbia: Site) -> None:
    found = {
        record_id: data(serbia, "sr-Cyrl", record_id).quick_exit
        for record_id in ("", "help", "lessons/sextortion", "lessons/fraud-and-phishing")
    }
    assert found == {
        "": False,
        "help": True,
        "lessons/sextortion": True,
        "lessons/fraud-and-phishing": False,
    }


def test_totals_of_charts_are_those_of_their_parts(serbia: Site) -> None:
    here = data(serbia, "sr-Cyrl", "figures").statistics
    (attendance,), (cases,) = here.attendance().charts, here.cases().charts
    assert [row[1] for row in attendance.table.rows] == ["7.803", "1.097", "302"]
    assert attendance.table.foot[1] == "9.202"
    # Police and prosecution are parts of the forwarded ones: the path says so, and adds nothing.
    assert [row[1] for row in cases.table.rows] == ["2.079", "361", "344", "17", "15", "2"]
    assert cases.table.foot == ()


def test_path_of_a_case_is_told_in_words(serbia: Site) -> None:
    assert data(serbia, "sr-Latn", "figures").statistics.cases().sentences == [
        "Komunikacije: 2.079. Od toga telefonom: 1.683; imejlom: 396.",
        "Predmeti: 361. Od toga dat savet: 344; prosleđeno: 17.",
        "Prosleđeno: 17. Od toga policiji: 15; tužilaštvu: 2.",
    ]


def test_centre_without_figures_says_so_and_shows_no_zero(bulgaria: Site) -> None:
    here = data(bulgaria, "bg", "figures")
    for view in (here.statistics.contacts(), here.statistics.cases(), *here.attendance()["views"]):
        assert (view.figures, view.charts) == ((), ())
        assert view.empty_text == (
            "Центърът още не е публикувал никакви числа. Нищо не се показва, защото неизвестното "
            "не е нула."
        )


def test_headlines_are_the_figures_that_are_no_part_of_others(serbia: Site) -> None:
    view = data(serbia, "en", "figures").statistics.overview()
    assert [(figure.text, figure.label) for figure in view.figures] == [
        ("120 presentations", "Presentations held"),
        ("7,803 students", ""),
        ("1,097 parents", ""),
        ("302 teachers", ""),
        ("11 cities", "Cities of the campaign"),
        ("2,940 students", "Students in the campaign"),
        ("2,079 contacts", ""),
        ("361 cases", ""),
    ]


def test_centre_without_figures_of_campaigns_says_so(serbia: Site, bulgaria: Site) -> None:
    view = data(bulgaria, "bg", "figures").statistics.campaigns()
    assert view.empty_text == "Центърът още не е публикувал числа за кампании."
    assert data(bulgaria, "bg", "figures").statistics.campaigns("2024").empty_text == ""
    assert data(serbia, "en", "figures").statistics.campaigns().figures


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "ready to use"),
        ("sr-Cyrl", "спремна за коришћење"),
        ("sr-Latn", "spremna za korišćenje"),
    ],
)
def test_campaign_that_nobody_has_held_says_that_it_is_ready(
    tag: str, said: str, serbia: Site
) -> None:
    here = data(serbia, tag, "campaigns")
    ready = {c.period_text for c in here.campaigns() if not c.centre_name}
    assert ready == {said}
    assert here.campaigns()[0].centre_name  # those that were held come first


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "en"])
def test_rows_of_a_long_list_say_what_its_cards_say(
    tag: str, serbia: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = data(serbia, tag, "lessons").block("lessons", "")
    monkeypatch.setattr("beacon.build.data.MOST_CARDS", 3)
    long = data(serbia, tag, "lessons").block("lessons", "")
    assert not cards["rows"]
    assert long["rows"]
    rows = [
        replace(
            row, description=card.description, stages_text=card.stages_text,
            audiences_text=card.audiences_text, name=card.name, ages=card.ages,
            materials=card.materials,
        )
        for row, card in zip(long["lessons"], cards["lessons"], strict=True)
    ]  # fmt: skip
    assert rows == cards["lessons"]
    assert all(row.title and row.minutes_text and row.topics for row in rows)
    home = data(serbia, tag, "").block("lessons", "")["lessons"]  # a few, and all that is known
    assert all(card.description and card.audiences_text for card in home)


def test_newest_day_of_the_content_may_be_a_release(project: Path) -> None:
    releases = project / "content" / "centres" / "serbia" / "attendance" / "releases.csv"
    releases.write_text(f"{releases.read_text()}2026-12-30\n", encoding="utf-8")
    # Otherwise open data would be older than the numbers in them.
    assert load_site(project, "serbia").as_of == date(2026, 12, 30)
