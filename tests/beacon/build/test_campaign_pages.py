"""Campaign pages: their stops, their reach and what can be taken, no more than may be public."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from kit_sources import unpacked
from msgspec.structs import replace
from PIL import Image

from beacon.attendance.tables import Attendance, AttendanceSummary, Row, Table
from beacon.build.assembly import Assembler
from beacon.build.data import PageData
from beacon.build.index import Index
from beacon.build.kit_views import press_names
from beacon.build.policy import meta_policy
from beacon.build.press_kits import PressKits
from beacon.build.rendering import Renderer
from beacon.build.site import Site
from beacon.build.store import Store
from beacon.build.theme import Theme
from beacon.build.views import CampaignView
from beacon.content.campaigns import CampaignPicture, Maker, Period
from beacon.content.markdown import Converter

THEME = Path(__file__).resolve().parents[3] / "theme"
RESPECT = "campaigns/show-respect"
TELL = "campaigns/stop-tell"


def with_head(site: Site, tag: str, record_id: str, **head: Any) -> Site:
    """Return a site in which the front matter of a text is changed."""
    route = site.routes[tag, record_id]
    record = replace(route.record, head=replace(route.record.head, **head))
    changed = replace(route, translation=replace(route.translation, record=record))
    return replace(site, routes={**site.routes, (tag, record_id): changed})


def page(site: Site, tag: str, record_id: str, **head: Any) -> CampaignView:
    """Return what the page of a campaign shows, its front matter changed."""
    site = with_head(site, tag, record_id, **head)
    changed = site.routes[tag, record_id]
    return PageData(site, changed, "https://example.org/", Index(site)).campaign_page(changed)


def test_stops_are_those_of_the_schedule_that_name_the_campaign(serbia: Site) -> None:
    events = serbia.events.group("campaign", "show-respect")
    (stops,) = page(serbia, "en", RESPECT).stops
    assert stops.sample
    assert {e.id for e in (*stops.coming, *stops.past)} == {event.id for event in events}
    assert [event.iso_start for event in stops.past] == ["2026-11-03", "2026-10-06"]
    assert all(event.status == "held" for event in stops.past)
    assert [event.iso_start for event in stops.coming] == [
        "2026-12-08", "2027-03-09", "2027-04-20",
    ]  # fmt: skip
    assert stops.calendar is not None
    assert stops.calendar.href == "../../calendar/campaign/show-respect/"
    assert stops.feed is not None
    assert stops.feed.href == "../../../en/calendar/campaign/show-respect.ics"
    assert page(serbia, "en", TELL).stops == []


def test_stops_to_come_say_no_hour_and_no_school(serbia: Site) -> None:
    """The schedule knows both; where children are expected they stay in it (publicity)."""
    inside = serbia.schedule.presentations
    (stops,) = page(serbia, "sr-Cyrl", RESPECT).stops
    assert stops.coming
    for event in stops.coming:
        assert inside[event.id].start is not None
        assert event.time_text == ""
        assert event.place_text in {"Сомбор", "Зајечар", "Краљево"}


def row(key: str, count: int | None, held: int, reported: int) -> Row:
    """Return a row of a campaign."""
    return Row((key,), count, held, reported)


def counted(site: Site, real: tuple[Row, ...], samples: tuple[Row, ...]) -> Site:
    """Return the site with these rows as the attendance of 2026 by campaign."""
    both = [
        AttendanceSummary(
            is_sample, 5,
            (Table("2026", ("campaign",), rows, row("", None, 0, 0)),) if rows else (),
            date(2026, 11, 24),
        )
        for is_sample, rows in ((False, real), (True, samples))
    ]  # fmt: skip
    return replace(site, summaries=Attendance(*both))


def test_reach_says_for_how_many_stops_it_was_counted(serbia: Site) -> None:
    site = counted(serbia, (row("show-respect", 180, 3, 2), row("other", 999, 9, 9)), ())
    (reach,) = page(site, "en", RESPECT).reach
    assert not reach.sample
    (figure,) = reach.figures
    assert (figure.value, figure.text, figure.period_text) == (180, "180 attendances", "2026")
    assert figure.label == "Presentations with numbers: 2 of 3"
    assert reach.sentences == ["Numbers as of 24 November 2026"]


def test_hidden_reach_shows_no_number_and_says_why(serbia: Site) -> None:
    site = counted(serbia, (row("show-respect", None, 1, 1),), ())
    (reach,) = page(site, "en", RESPECT).reach
    (figure,) = reach.figures
    assert (figure.value, figure.number) == (None, "hidden")
    assert any("It is not zero." in sentence for sentence in reach.sentences)


def test_samples_stand_apart_after_what_is_real(serbia: Site) -> None:
    real, samples = row("show-respect", 180, 3, 2), row("show-respect", 365, 2, 2)
    reach = page(counted(serbia, (real,), (samples,)), "en", RESPECT).reach
    assert [(view.sample, [f.value for f in view.figures]) for view in reach] == [
        (False, [180]), (True, [365]),
    ]  # fmt: skip
    assert page(counted(serbia, (), ()), "en", RESPECT).reach == []


def test_makers_are_a_role_and_a_name_in_the_script_of_the_page(serbia: Site) -> None:
    maker = Maker(role="peer-educator", name="Плава екипа")
    pictures = (CampaignPicture(file="a.jpg", alt="Плакат на вратима", caption="Наш плакат"),)
    view = page(
        serbia, "sr-Latn", TELL, made_by=maker, pledge="Верујем му.", pictures=pictures,
        expires=date(2027, 6, 30),
    )  # fmt: skip
    assert (view.maker_name, view.maker_role) == ("Plava ekipa", "Vršnjački edukator")
    assert view.pledge == "Verujem mu."
    assert [(p.href, p.alt, p.caption) for p in view.pictures] == [
        ("a.jpg", "Plakat na vratima", "Naš plakat")
    ]
    assert (view.ends_iso, view.until_text) == ("2027-06-30", "otvorena do 30. juna 2027.")
    assert not view.has_ended
    assert page(serbia, "en", TELL, expires=date(2026, 1, 1)).has_ended


def test_campaign_says_the_day_on_which_it_moves_to_those_that_ended(serbia: Site) -> None:
    month = Period(precision="month", year=2026, month=12)
    view = page(serbia, "en", TELL, period=month, expires=date(2027, 6, 30))
    assert (view.ends_iso, view.until_text) == ("2026-12-31", "open until 31 December 2026")
    assert view.ended_text == "ended on 31 December 2026"


@pytest.mark.parametrize(
    ("as_of", "said", "hidden"),
    [
        (date(2026, 12, 31), "open until 31 December 2026", "ended on 31 December 2026"),
        (date(2027, 1, 1), "ended on 31 December 2026", "open until 31 December 2026"),
    ],
)
def test_card_and_press_kit_say_what_the_page_of_a_campaign_says(
    serbia: Site, tmp_path: Path, as_of: date, said: str, hidden: str
) -> None:
    month = Period(precision="month", year=2026, month=12)
    ends = {"period": month, "expires": date(2027, 6, 30)}
    site = replace(with_head(serbia, "en", TELL, **ends), as_of=as_of)
    renderer = Renderer(
        Assembler(site, Converter(), "https://example.org/"), Theme(THEME), meta_policy()
    )
    for record_id in (TELL, "campaigns"):
        html = renderer.page(site.routes["en", record_id])
        assert re.search(rf"(?<! hidden)>(<[^>]*>)*{said}", html), record_id
        assert re.search(rf" hidden>(<[^>]*>)*(.*</svg><time[^>]*>)?{hidden}", html), record_id
    made = PressKits(renderer.assembler, THEME, site.shelf, Store(tmp_path, "kits"))
    files = unpacked(made.data("en", TELL, "kit"))
    text = files["stop-tell-press-kit-en/text.txt"].decode()
    assert (f"December 2026 · {said}" in text, hidden in text) == (True, False)


def test_card_of_a_campaign_without_a_time_says_its_last_day(serbia: Site) -> None:
    site = with_head(serbia, "en", TELL, period=None, expires=date(2027, 6, 30))
    renderer = Renderer(
        Assembler(site, Converter(), "https://example.org/"), Theme(THEME), meta_policy()
    )
    assert ">open until 30 June 2027<" in renderer.page(site.routes["en", "campaigns"])


def test_stale_translation_warns_in_the_words_of_its_original(serbia: Site) -> None:
    route = serbia.routes["sr-Latn", TELL]
    original = serbia.library.get(TELL, "en")
    fresh = page(serbia, "sr-Latn", TELL)
    assert (fresh.warning[:15], fresh.safety_lang) == ("Ova stranica go", "sr-Latn")
    stale = replace(route.translation, stale=True, source=original)
    site = replace(
        serbia, routes={**serbia.routes, ("sr-Latn", TELL): replace(route, translation=stale)}
    )
    view = page(site, "sr-Latn", TELL)
    assert (view.warning[:15], view.safety_lang) == ("This page speak", "en")


# What can be taken along


@pytest.fixture
def press(serbia: Site, tmp_path: Path) -> Iterator[PressKits]:
    """Makes the press kits of the Serbian site."""
    yield PressKits(
        Assembler(serbia, Converter(), "https://example.org/"), THEME, serbia.shelf,
        Store(tmp_path, "kits"),
    )  # fmt: skip


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "en"])
def test_press_kit_of_a_language_speaks_it(tag: str, serbia: Site, press: PressKits) -> None:
    route = serbia.routes[tag, TELL]
    files = unpacked(press.data(tag, TELL, "kit"))
    names = press_names(route)
    folder = f"stop-tell-press-kit-{route.language.path.lower()}"
    assert list(files) == [
        f"{folder}/{name}"
        for name in (
            "text.md", "text.txt", "contacts.txt", "licence-and-credits.txt",
            *(names[kind].removeprefix("press/") for kind in ("square", "story", "a4", "a3")),
            "sha256sums.txt",
        )
    ]  # fmt: skip
    text = files[f"{folder}/text.md"].decode()
    pledge = {"sr-Cyrl": "верујем му", "sr-Latn": "verujem mu", "en": "I believe them"}[tag]
    assert pledge in text
    assert any("\u0400" <= letter <= "\u04ff" for letter in text) is (tag == "sr-Cyrl")
    assert "19833" in files[f"{folder}/contacts.txt"].decode()
    poster = pikepdf.open(io.BytesIO(files[f"{folder}/{names['a4'].removeprefix('press/')}"]))
    assert str(poster.Root.Lang) == tag
    card = Image.open(io.BytesIO(files[f"{folder}/{names['square'].removeprefix('press/')}"]))
    assert card.size == (1080, 1080)


@pytest.mark.parametrize(
    ("tag", "said"), [("sr-Cyrl", "11 градова"), ("sr-Latn", "11 gradova"), ("en", "11 cities")]
)
def test_press_kit_says_the_figures_that_its_campaign_cites(
    tag: str, said: str, press: PressKits
) -> None:
    files = unpacked(press.data(tag, "campaigns/show-respect", "kit"))
    for name in ("text.md", "text.txt"):
        (text,) = (data.decode() for path, data in files.items() if path.endswith(name))
        assert said in text


def test_kit_holds_the_very_files_of_the_page(press: PressKits, serbia: Site) -> None:
    files = unpacked(press.data("en", TELL, "kit"))
    names = press_names(serbia.routes["en", TELL])
    for kind in ("square", "story", "a4", "a3"):
        name = names[kind].removeprefix("press/")
        assert files[f"stop-tell-press-kit-en/{name}"] == press.data("en", TELL, kind)


def test_what_was_made_before_is_the_same_as_what_is_made_anew(
    serbia: Site, press: PressKits, tmp_path: Path
) -> None:
    again = replace(press, store=None)
    for kind in ("square", "a4", "kit"):
        assert press.data("sr-Latn", TELL, kind) == again.data("sr-Latn", TELL, kind)


def test_card_and_poster_do_not_depend_on_the_text(press: PressKits) -> None:
    """A word that is mended in the text makes the ZIP anew, and no picture."""
    trace = press.trace
    for kind in ("square", "a4"):
        with trace.recording() as keys:
            press.data("en", TELL, kind)
        assert not {key for key in keys if key[0] == "text"}
    with trace.recording() as keys:
        press.data("en", TELL, "kit")
    assert ("text", TELL, "en") in keys
