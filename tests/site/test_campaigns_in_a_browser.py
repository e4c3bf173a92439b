"""Campaigns as young people meet them: taken along, read at a glance, ended by the day."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pikepdf
import pytest
from finished import LANGUAGES, page_at
from playwright.sync_api import Browser, Page, Route

FORMS = [(c, folder) for c, folders in LANGUAGES.items() for folder in folders]
TELL = "campaigns/stop-tell"
LIGHT = 45_000
CARD = '<li class="card card-campaign"'
SPANS = """\
<p><span data-open>open until 30 June 2027</span>
<span data-ended hidden>ended on 30 June 2027</span></p>
"""
STANDING = """\
<div class="campaign-standing" data-ends="2027-06-30">
<p data-open>open until 30 June 2027</p><p data-ended hidden>ended on 30 June 2027</p></div>
"""


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """Open a page in a fresh, empty profile."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def chunks(png: bytes) -> list[str]:
    """Return the kinds of chunks of a PNG (ISO/IEC 15948 §5)."""
    at, found = 8, []
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        found.append(kind.decode())
        at += length + 12
    return found


@pytest.mark.parametrize(("centre", "folder"), FORMS)
def test_page_leads_to_every_file_that_can_be_taken(sites: Path, centre: str, folder: str) -> None:
    page = page_at(sites, centre, f"{folder}/{TELL}/")
    place = sites / centre / folder / TELL / "press"
    files = {file.name: file.read_bytes() for file in place.iterdir()}
    linked = [n.attributes["href"] for n in page.tree.all("a") if "download" in n.attributes]
    assert sorted(linked) == sorted(f"press/{name}" for name in files)
    assert page.tree.classed("press")[0].all("img") == []
    for name, data in files.items():
        if name.endswith(".png"):
            # Nothing but the picture: no text, no time, no place.
            assert set(chunks(data)) <= {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "pHYs", "sRGB"}
        elif name.endswith(".pdf"):
            pdf = pikepdf.open(io.BytesIO(data))
            assert str(pdf.Root.Lang) == LANGUAGES[centre][folder]
            assert len(pdf.pages) == 1


def test_cards_of_each_language_and_script_are_their_own(sites: Path) -> None:
    cards = [
        (sites / c / f / TELL / "press" / f"stop-tell-square-{f.lower()}.png").read_bytes()
        for c, f in FORMS
    ]
    assert len(set(cards)) == len(cards)


def test_campaigns_without_a_kit_offer_none(sites: Path) -> None:
    page = page_at(sites, "serbia", "sr/campaigns/ten-seconds/")
    assert page.tree.classed("press") == []
    assert not (sites / "serbia" / "sr" / "campaigns" / "ten-seconds" / "press").exists()


@pytest.mark.parametrize(("centre", "folder"), FORMS)
def test_warning_stands_before_the_text_and_the_promise_after_it(
    sites: Path, centre: str, folder: str
) -> None:
    main = page_at(sites, centre, f"{folder}/{TELL}/").tree.all("main")[0]
    nodes = list(main.walk())
    warning, prose, pledge = (
        nodes.index(main.classed(name)[0]) for name in ("content-warning", "prose", "pledge")
    )
    assert warning < prose < pledge
    assert main.classed("pledge")[0].all("input", "button", "form") == []


@pytest.mark.parametrize(("centre", "folder"), FORMS)
def test_stops_and_their_feed_are_there(sites: Path, centre: str, folder: str) -> None:
    """The schedule of Serbia holds sample stops of this campaign, that of Bulgaria none."""
    page = page_at(sites, centre, f"{folder}/campaigns/show-respect/")
    feeds = [n.attributes["href"] for n in page.tree.all("a", type="text/calendar")]
    assert len(feeds) == (1 if centre == "serbia" else 0)
    for feed in feeds:
        calendar = (sites / centre / page.resolve(feed)).read_text(encoding="utf-8")
        events = page.tree.classed("event")
        assert 0 < len(events) == calendar.count("BEGIN:VEVENT")
        assert len(page.tree.classed("sample")) == len(events)


@pytest.mark.parametrize(("centre", "folder"), FORMS)
@pytest.mark.browser
def test_first_view_of_a_campaign_is_light(
    browser: Browser, sites: Path, base_url: str, centre: str, folder: str
) -> None:
    asked: list[str] = []
    with opened(browser, viewport={"width": 360, "height": 740}) as view:
        view.on("request", lambda request: asked.append(request.url))
        view.goto(f"{base_url}/{centre}/{folder}/{TELL}/")
        view.evaluate("document.fonts.ready.then(() => true)")
    assert [url for url in asked if not url.startswith(f"{base_url}/")] == []
    assert [url for url in asked if "/press/" in url] == []
    weights = {url: _weight(sites / urlsplit(url).path.lstrip("/")) for url in asked}
    assert sum(weights.values()) <= LIGHT, weights


def _weight(path: Path) -> int:
    data = (path / "index.html" if path.is_dir() else path).read_bytes()
    return len(data) if path.suffix == ".woff2" else len(brotli.compress(data, quality=5))


@pytest.mark.parametrize(
    ("today", "ended"), [("2027-06-30T22:00:00", False), ("2027-07-01T01:00:00", True)]
)
@pytest.mark.browser
def test_campaign_that_ends_moves_to_its_year_without_a_build(
    browser: Browser, base_url: str, today: str, ended: bool
) -> None:
    def until(route: Route) -> None:
        """Let a campaign end on 30 June 2027, before all others."""
        card = f'{CARD} data-ends="2027-06-30">{SPANS}</li>{CARD}'
        page = route.fetch().text().replace(CARD, card, 1)
        route.fulfill(body=page, content_type="text/html")

    def standing(route: Route) -> None:
        page = route.fetch().text().replace("<h1", f"{STANDING}<h1", 1)
        route.fulfill(body=page, content_type="text/html")

    with opened(browser, timezone_id="Europe/Belgrade") as view:
        view.clock.set_fixed_time(f"{today}+02:00")
        view.route("**/en/campaigns/", until)
        view.goto(f"{base_url}/serbia/en/campaigns/")
        card = view.locator("li[data-ends='2027-06-30']")
        assert card.locator("xpath=ancestor::section[@data-ended]").count() == ended
        said = "ended on 30 June 2027" if ended else "open until 30 June 2027"
        assert card.locator("span:visible").all_inner_texts() == [said]
        years = view.locator("section[data-ended] h3").all_inner_texts()
        assert years == (["2027", "2023"] if ended else ["2023"])
        view.route(f"**/en/{TELL}/", standing)
        view.goto(f"{base_url}/serbia/en/{TELL}/")
        shown = "[data-ended]" if ended else "[data-open]"
        assert view.locator(f".campaign-standing {shown}").is_visible()
        assert view.locator(".campaign-standing p:visible").count() == 1
