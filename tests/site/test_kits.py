"""Kits as trainers meet them: unpacked from the site, opened without a network, by keyboard."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pikepdf
import pytest
from finished import TOOLS, serve
from playwright.sync_api import Browser, Page, expect

AXE = TOOLS / "axe-core" / "axe.min.js"
FORMS = (("serbia", "sr"), ("serbia", "sr-Latn"), ("serbia", "en"), ("bulgaria", "bg"))
WHOLE, SMALL = 5_000_000, 400_000
# How many texts run over; the room that a font keeps below its letters is none of them.
OVER = """() => [...document.querySelectorAll('.now .text, .now .title')].filter((e) => {
  const spare = 0.15 * parseFloat(getComputedStyle(e).fontSize);
  return e.scrollHeight > e.clientHeight + spare || e.scrollWidth > e.clientWidth + 1;
}).length"""


def kit(sites: Path, centre: str, path: str, small: str = "") -> bytes:
    """Return the ZIP of a kit as it is downloaded."""
    name = f"sextortion-{path.lower()}{small}.zip"
    return (sites / centre / path / "lessons" / "sextortion" / "kit" / name).read_bytes()


@pytest.mark.parametrize(("centre", "path"), FORMS)
def test_kit_is_whole_safe_and_small_enough(sites: Path, centre: str, path: str) -> None:
    for most, small in ((WHOLE, ""), (SMALL, "-small")):
        data = kit(sites, centre, path, small)
        assert len(data) <= most
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        folder = f"sextortion-{path.lower()}/"
        assert all(name.startswith(folder) and ".." not in name for name in files)
        listed = dict(
            line.split("  ")[::-1]
            for line in files.pop(f"{folder}sha256sums.txt").decode().splitlines()
        )
        assert listed == {
            name.removeprefix(folder): hashlib.sha256(file).hexdigest()
            for name, file in files.items()
        }


def test_small_kit_leaves_out_what_its_box_says(sites: Path) -> None:
    names = []
    for small in ("", "-small"):
        with zipfile.ZipFile(io.BytesIO(kit(sites, "serbia", "en", small))) as archive:
            names.append({name.partition("/")[2] for name in archive.namelist()})
            deck = next(n for n in archive.namelist() if n.endswith("browser-en.html"))
            assert (b"<img" in archive.read(deck)) == (not small)
    assert names[0] - names[1] == {"sextortion-slide-notes-en.pdf", "sextortion-poster-en.pdf"}
    page = sites / "serbia" / "en" / "lessons" / "sextortion" / "index.html"
    assert "without pictures, poster and slides as PDF" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(("centre", "path"), FORMS)
def test_box_of_the_lesson_leads_to_every_file_and_shows_its_version(
    sites: Path, centre: str, path: str
) -> None:
    folder = sites / centre / path / "lessons" / "sextortion"
    page = (folder / "index.html").read_text(encoding="utf-8")
    files = sorted(file.name for file in (folder / "kit").iterdir())
    assert [name for name in files if f"kit/{name}" not in page] == []
    assert not [name for name in files if name.endswith(".html")]
    table = (sites / centre / path / "kits" / "current" / "index.html").read_text(encoding="utf-8")
    revision = table.split("<code>")[1].split("</code>")[0]
    assert revision in page


@pytest.mark.parametrize(("centre", "path"), FORMS)
def test_box_says_how_many_pages_there_are_to_print(sites: Path, centre: str, path: str) -> None:
    folder = sites / centre / path / "lessons" / "sextortion"
    page = (folder / "index.html").read_text(encoding="utf-8")
    said = re.findall(r'href="(kit/[^"]*\.pdf)" download>[^<]*</a> <span>PDF · (\d+) ', page)
    assert len(said) > 5
    for name, number in said:
        with pikepdf.open(folder / name) as pdf:
            assert (name, len(pdf.pages)) == (name, int(number))


@pytest.mark.parametrize(("centre", "path"), FORMS)
def test_programs_find_the_feeds_of_kits(sites: Path, centre: str, path: str) -> None:
    for name in ("kits", "kits/current"):
        place = sites / centre / path / name
        page = (place / "index.html").read_text(encoding="utf-8")
        found = re.findall(
            r'<link rel="alternate" type="([^"]*)" title="[^"]+" href="([^"]*)">', page
        )
        assert [kind for kind, _ in found] == ["application/atom+xml", "application/feed+json"]
        assert all((place / href).is_file() for _, href in found)


def test_feeds_tell_of_the_kit(sites: Path) -> None:
    folder = sites / "bulgaria" / "bg" / "kits"
    data = json.loads((folder / "feed.json").read_text(encoding="utf-8"))
    (item,) = data["items"]
    file = item["attachments"][0]
    assert file["size_in_bytes"] == len(kit(sites, "bulgaria", "bg"))
    assert file["url"].endswith("/bg/lessons/sextortion/kit/sextortion-bg.zip")
    entries = (
        ElementTree.parse(folder / "feed.xml")
        .getroot()
        .findall("{http://www.w3.org/2005/Atom}entry")
    )
    assert len(entries) == 1


@pytest.mark.browser
def test_choice_of_kits_says_how_many_are_shown_also_to_who_comes_back(
    sites: Path, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(serve(sites / "serbia") + "en/kits/")
    said = page.locator("[data-found]")
    expect(said).to_have_text("Shown: 1 of 1")
    page.get_by_role("searchbox", name="Search").fill("nothing of this kind")
    expect(said).to_have_text("Nothing was found.")
    page.get_by_role("searchbox", name="Search").fill("")
    page.get_by_label("Topic").select_option("Sextortion")
    page.locator(".kits-title a").click()
    page.go_back()
    # A browser brings the choices back without telling the page.
    expect(page.get_by_label("Topic")).to_have_value("Sextortion")
    expect(said).to_have_text("Shown: 1 of 1")
    page.close()


# How much the example in a field stands out from the ground of the field.
EXAMPLE = """(field) => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const example = getComputedStyle(field, "::placeholder");
  const [low, high] = [example.color, getComputedStyle(field).backgroundColor]
    .map(light).sort((a, b) => a - b);
  return (high + .05) / (low + .05);
}"""


@pytest.mark.browser
def test_example_of_a_version_is_readable_in_both_schemes(sites: Path, browser: Browser) -> None:
    """It tells what to type (WCAG 1.4.3); the grey of browsers is too dark on dark."""
    page = browser.new_page()
    page.goto(serve(sites / "bulgaria") + "bg/kits/current/")
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert page.locator("[data-typed]").evaluate(EXAMPLE) >= 4.5
    page.close()


@pytest.fixture(params=FORMS, ids=["sr", "sr-Latn", "en", "bg"])
def deck(
    request: pytest.FixtureRequest, sites: Path, tmp_path: Path, browser: Browser
) -> Iterator[Page]:
    """The slides of a kit, opened from a folder with the network off."""
    centre, path = request.param
    with zipfile.ZipFile(io.BytesIO(kit(sites, centre, path))) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".html"))
        archive.extract(name, tmp_path)
    context = browser.new_context(offline=True, bypass_csp=True)
    page = context.new_page()
    page.goto((tmp_path / name).as_uri())
    yield page
    context.close()


def _title(page: Page) -> str:
    return page.locator(".page.now .title").inner_text()


@pytest.mark.browser
def test_deck_is_led_by_keyboard_and_holds_all_its_text(deck: Page) -> None:
    count = deck.locator(".page").count()
    assert count > 10
    for _ in range(count - 1):
        over = deck.evaluate(OVER)
        assert over == 0, _title(deck)
        deck.keyboard.press("ArrowRight")
    last = _title(deck)
    deck.keyboard.press("Home")
    assert _title(deck) != last
    deck.keyboard.press("End")
    assert _title(deck) == last
    deck.keyboard.press("Home")
    deck.keyboard.press("PageDown")
    assert deck.locator(".presenter").is_hidden()
    deck.keyboard.press("p")
    assert deck.locator(".presenter [data-notes]").inner_text()


@pytest.mark.browser
def test_letters_work_on_keyboards_of_other_alphabets_and_can_be_turned_off(deck: Page) -> None:
    """P is "п" on Serbian keyboards, "з" on Bulgarian ones; speech types letters (WCAG 2.1.4)."""
    notes = deck.locator(".presenter")
    keyboard = deck.context.new_cdp_session(deck)
    for letter, shown in (("п", True), ("з", False), ("p", True)):
        key = {"type": "rawKeyDown", "key": letter, "code": "KeyP"}
        keyboard.send("Input.dispatchKeyEvent", key)
        expect(notes).to_be_visible(visible=shown)
    # Dvorak has another Latin letter there, and that one is meant.
    dvorak = {"type": "rawKeyDown", "key": "l", "code": "KeyP"}
    keyboard.send("Input.dispatchKeyEvent", dvorak)
    expect(notes).to_be_visible()
    turn_off = deck.locator("[data-do=letters]")
    for pressed, shown in (("true", True), ("false", False)):
        turn_off.click()
        expect(turn_off).to_have_attribute("aria-pressed", pressed)
        deck.keyboard.press("p")
        expect(notes).to_be_visible(visible=shown)


@pytest.mark.browser
def test_letters_are_turned_off_in_the_second_window_as_well(deck: Page) -> None:
    deck.locator("[data-do=letters]").click()
    with deck.expect_popup() as opened:
        deck.locator("[data-do=window]").click()
    wall = opened.value
    # A browser without a window fills no screen: it is told that it was asked to.
    wall.evaluate(
        "() => { window.asked = 0; document.documentElement.requestFullscreen = () => asked++; }"
    )
    for number, asked in ((2, 0), (3, 1), (4, 1)):
        if number > 2:
            deck.locator("[data-do=letters]").click()
        # A slide that is turned is told after the letters.
        deck.keyboard.press("ArrowRight")
        expect(wall.locator(".page.now .number")).to_have_text(str(number))
        wall.keyboard.press("f")
        assert wall.evaluate("asked") == asked


# The least that the ring stands out from the ground around a control, of all in sight.
RINGS = """() => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = (at) => {
    const colour = getComputedStyle(at).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" ? ground(at.parentElement) : colour;
  };
  return Math.min(...[...document.querySelectorAll("button, a[href], [tabindex='0']")]
    .filter((e) => e.checkVisibility())
    .map((e) => {
      e.focus({focusVisible: true});
      const [low, high] = [getComputedStyle(e).outlineColor, ground(e.parentElement)]
        .map(light).sort((a, b) => a - b);
      return (high + .05) / (low + .05);
    }));
}"""


@pytest.mark.browser
def test_focus_is_seen_on_every_ground_of_the_deck(deck: Page) -> None:
    deck.locator("[data-do=notes]").click()
    faint = {}
    for _ in range(deck.locator(".page").count()):
        if (least := deck.evaluate(RINGS)) < 3:
            faint[_title(deck)] = least
        deck.keyboard.press("PageDown")
    assert faint == {}


@pytest.mark.browser
def test_every_part_of_a_text_has_room_above_it(deck: Page) -> None:
    assert deck.locator(".text > div > :is(ul, ol) + p").count() > 0
    close = """(all) => all.filter((e) => getComputedStyle(e).marginTop === "0px")
      .map((e) => e.textContent)"""
    assert deck.locator(".text > div > * + *").evaluate_all(close) == []


@pytest.mark.browser
def test_title_of_two_lines_has_no_short_word_alone_on_the_second(deck: Page) -> None:
    shares = """(title) => {
      const range = document.createRange();
      range.selectNodeContents(title);
      const lines = {};
      for (const { top, width } of range.getClientRects()) {
        lines[Math.round(top)] = (lines[Math.round(top)] || 0) + width;
      }
      const widths = Object.values(lines);
      return widths.length > 1 ? widths.at(-1) / Math.max(...widths) : 1;
    }"""
    short = []
    for _ in range(deck.locator(".page").count()):
        if deck.locator(".page.now .title").evaluate(shares) < 0.4:
            short.append(_title(deck))
        deck.keyboard.press("ArrowRight")
    assert short == []


@pytest.mark.browser
def test_second_window_shows_the_slide_alone_and_both_turn_together(deck: Page) -> None:
    with deck.expect_popup() as opened:
        deck.locator("[data-do=window]").click()
    wall = opened.value
    wall.locator(".page.now").wait_for()
    deck.keyboard.press("ArrowRight")
    deck.keyboard.press("ArrowRight")
    expect(wall.locator(".page.now .title")).to_have_text(_title(deck))
    wall.keyboard.press("p")
    assert wall.locator(".bar, .notes, .presenter").filter(visible=True).count() == 0
    box = wall.locator(".page.now .slide").bounding_box()
    assert box is not None
    assert wall.viewport_size is not None
    assert box["height"] > 0.95 * wall.viewport_size["height"]
    wall.keyboard.press("ArrowRight")
    expect(deck.locator(".page.now .title")).to_have_text(_title(wall))
    assert deck.locator(".page.now .number").text_content() == "4"
    deck.locator("[data-do=window]").click()
    deck.keyboard.press("Home")
    expect(wall.locator(".page.now .number")).to_have_text("1")
    assert len(deck.context.pages) == 2


@pytest.mark.browser
def test_presenter_sees_notes_time_and_what_comes_next(deck: Page) -> None:
    deck.clock.install(time=datetime(2026, 12, 3, 9, 0))
    deck.clock.pause_at(datetime(2026, 12, 3, 9, 1))  # a busy machine would count along
    deck.locator("[data-do=notes]").click()
    deck.keyboard.press("PageDown")  # a remote control sends it while the button has the focus
    assert deck.locator(".page.now .number").text_content() == "2"
    coming = deck.locator("[data-next]").inner_text()
    deck.clock.run_for(61_000)
    expect(deck.locator("[data-clock]")).to_have_text("1:01")
    deck.locator("[data-do=clock]").click()
    deck.clock.run_for(5_000)
    expect(deck.locator("[data-clock]")).to_have_text("1:01")
    deck.locator("[data-do=reset]").click()
    expect(deck.locator("[data-clock]")).to_have_text("0:00")
    deck.keyboard.press("ArrowRight")
    assert _title(deck) == coming
    deck.keyboard.press("End")
    expect(deck.locator("[data-next]")).to_have_text("–")


@pytest.mark.browser
def test_deck_prints_every_slide_with_its_notes_and_stands_still_for_who_asks(deck: Page) -> None:
    moves = "() => getComputedStyle(document.querySelector('.now .slide')).animationName"
    assert deck.evaluate(moves) == "in"
    deck.emulate_media(reduced_motion="reduce")
    assert deck.evaluate(moves) == "none"
    deck.keyboard.press("p")
    deck.emulate_media(media="print", reduced_motion="no-preference")
    assert deck.evaluate(moves) == "none"
    wide = "(all) => [...new Set(all.map((e) => Math.round(e.getBoundingClientRect().width)))]"
    assert deck.locator(".slide").evaluate_all(wide) == [680]  # 180 mm
    assert deck.locator(".page > .notes").count() > 5
    assert all(notes.is_visible() for notes in deck.locator(".page > .notes").all())
    assert deck.locator(".bar, .presenter").filter(visible=True).count() == 0


@pytest.mark.browser
def test_axe_finds_nothing_in_the_deck(deck: Page) -> None:
    deck.add_script_tag(path=AXE)
    for press in ("", "ArrowRight", "p", "End"):
        if press:
            deck.keyboard.press(press)
        deck.wait_for_timeout(250)
        found = deck.evaluate("async () => (await axe.run()).violations.map((v) => v.id)")
        assert found == []


@pytest.mark.browser
def test_deck_is_readable_without_its_script(sites: Path, tmp_path: Path, browser: Browser) -> None:
    with zipfile.ZipFile(io.BytesIO(kit(sites, "serbia", "en"))) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".html"))
        archive.extract(name, tmp_path)
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / name).as_uri())
    assert all(page.locator(".title").nth(n).is_visible() for n in range(5))
    assert page.locator("button, .keys, .where").filter(visible=True).count() == 0
    context.close()
