"""What stands where: the bar with the quick exit, and the way through a longer text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from finished import LANGUAGES, Node, listed, pages, serve
from playwright.sync_api import Browser, Page

PLACES = [(centre, folder) for centre, folders in LANGUAGES.items() for folder in folders]
ONE_LINE = 60
"""The height in pixels of a bar whose controls, 44 pixels high, stand beside each other."""


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    """One window for all tests."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("centre", "folder"), PLACES)
def test_bar_that_stays_in_sight_is_one_line(
    view: Page, sites: Path, centre: str, folder: str
) -> None:
    """From the width of a common phone on; it would hide too much of the text otherwise."""
    view.goto(f"{serve(sites / centre)}{folder}/if-it-happens/sextortion/")
    heights = {}
    for width in (360, 768, 1024, 1280, 1920):
        view.set_viewport_size({"width": width, "height": 800})
        heights[width] = view.evaluate("document.querySelector('.help-bar').offsetHeight")
    assert {w: height for w, height in heights.items() if height > ONE_LINE} == {}


def _sections(tree: Node) -> list[tuple[str, str]]:
    links = [link for nav in tree.classed("sections") for link in nav.all("a")]
    return [(link.attributes["href"], link.text()) for link in links]


def test_longer_texts_have_a_way_through_them(sites: Path) -> None:
    """Each link has the words of the heading that it leads to, in the same order."""
    seen, wrong = 0, []
    for page in pages(sites):
        links = _sections(page.tree)
        if not links:
            continue
        seen += 1
        text = page.tree.classed("prose")[0]
        headings = {h.attributes.get("id", ""): h.text() for h in text.all("h2")}
        expected = [(f"#{i}", headings[i]) for i in headings if f"#{i}" in dict(links)]
        if links != expected or len(links) < 3:
            wrong.append(page.name)
    assert seen > 50
    assert not wrong, listed(wrong)


@pytest.mark.browser
def test_way_through_a_text_stands_beside_it_or_not_at_all(view: Page, sites: Path) -> None:
    view.goto(f"{serve(sites / 'serbia')}sr/schools/")
    places = """() => [".sections", ".prose > p"]
      .map((name) => document.querySelector(name).getBoundingClientRect())
      .map((box) => [box.left, box.right])"""
    view.set_viewport_size({"width": 1119, "height": 800})
    assert not view.locator(".sections").is_visible()
    for width in (1120, 1280, 1920):
        view.set_viewport_size({"width": width, "height": 800})
        assert view.locator(".sections").is_visible()
        (left, right), (_, end) = view.evaluate(places)
        assert end < left < right <= width
    view.emulate_media(media="print")
    assert not view.locator(".sections").is_visible()
    view.emulate_media(media="screen")
