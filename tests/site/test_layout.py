"""What stands where: the bar with the quick exit, and the way through a longer text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from finished import LANGUAGES, Node, listed, pages, serve
from playwright.sync_api import Browser, Page

PLACES = [(centre, folder) for centre, folders in LANGUAGES.items() for folder in folders]
PHONES = (320, 360, 390, 576, 768, 991)
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
    """From the width of the smallest phone on; it would hide too much of the text otherwise."""
    heights = {}
    for place, widths in (("", PHONES), ("if-it-happens/sextortion/", (*PHONES, 1280, 1920))):
        view.goto(f"{serve(sites / centre)}{folder}/{place}")
        for width in widths:
            view.set_viewport_size({"width": width, "height": 800})
            height = view.evaluate("document.querySelector('.help-bar').offsetHeight")
            heights[place, width] = height
    assert {where: height for where, height in heights.items() if height > ONE_LINE} == {}


@pytest.mark.browser
@pytest.mark.parametrize(("centre", "folder"), PLACES)
def test_languages_begin_beside_search_and_colours_however_many_rows_they_take(
    view: Page, sites: Path, centre: str, folder: str
) -> None:
    middles = """() => [".languages a", ".find", ".scheme"].map((name) => {
      const box = document.querySelector(name).getBoundingClientRect();
      return box.top + box.height / 2;
    })"""
    view.goto(f"{serve(sites / centre)}{folder}/")
    apart = {}
    for width in (320, 344, 359, 360, 390):
        view.set_viewport_size({"width": width, "height": 640})
        languages, *signs = view.evaluate(middles)
        apart[width] = max(abs(languages - sign) for sign in signs)
    assert {width: by for width, by in apart.items() if by > 2} == {}


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 768])
def test_link_to_help_is_in_sight_wherever_a_phone_has_scrolled(
    view: Page, sites: Path, width: int
) -> None:
    """On a page of every kind, large enough for a finger and covered by nothing."""
    view.set_viewport_size({"width": width, "height": 640})
    kinds, missing = set(), []
    for page in pages(sites, "bulgaria"):
        kind = (page.tree.all("body") or [page.tree])[0].attributes.get("class")
        if not page.folder or kind in kinds:
            continue
        kinds.add(kind)
        view.goto(f"{serve(sites / 'bulgaria')}{page.uri}")
        view.evaluate("scrollTo({top: 1e6, behavior: 'instant'})")
        seen = view.evaluate(
            """() => {
              const link = document.querySelector(".help-bar-title a");
              const box = link.getBoundingClientRect();
              const top = document.elementFromPoint(box.left + box.width / 2, box.top + 12);
              return box.width >= 24 && box.height >= 24 && link.contains(top);
            }"""
        )
        if not seen:
            missing.append(page.name)
    assert len(kinds) > 15
    assert not missing, listed(missing)


@pytest.mark.browser
def test_bar_does_not_stay_where_large_letters_leave_no_room(view: Page, sites: Path) -> None:
    view.set_viewport_size({"width": 360, "height": 640})
    for place in ("", "if-it-happens/sextortion/"):
        view.goto(f"{serve(sites / 'serbia')}sr/{place}")
        view.evaluate("document.documentElement.style.fontSize = '200%'")
        view.evaluate("scrollTo({top: 1000, behavior: 'instant'})")
        bottom, wide = view.evaluate(
            """[document.querySelector(".help-bar").getBoundingClientRect().bottom,
              document.documentElement.scrollWidth]"""
        )
        assert bottom < 0
        assert wide == 360


KEPT_FREE = 80
"""The height in pixels that style.css keeps free above what a link or the keyboard leads to."""


@pytest.mark.browser
def test_letters_further_apart_leave_the_bar_that_stays_no_higher_than_what_is_kept_free(
    browser: Browser, sites: Path
) -> None:
    context = browser.new_context(bypass_csp=True)
    view, high = context.new_page(), []
    for centre, folder in PLACES:
        for place in ("", "help/"):
            view.goto(f"{serve(sites / centre)}{folder}/{place}")
            view.add_style_tag(content=SPACED)
            for width in (*PHONES, 414, 481, 600, 641):
                view.set_viewport_size({"width": width, "height": 640})
                height = view.evaluate("document.querySelector('.help-bar').offsetHeight")
                if height > KEPT_FREE:
                    high.append(f"{centre}/{folder}/{place} at {width}: {height}")
    context.close()
    assert not high, listed(high)


@pytest.mark.browser
@pytest.mark.parametrize(("letters", "stays"), [("100%", True), ("200%", False)])
def test_more_is_kept_free_below_a_bar_of_two_lines_that_stays(
    browser: Browser, sites: Path, letters: str, stays: bool
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, bypass_csp=True)
    view = context.new_page()
    view.goto(f"{serve(sites / 'serbia')}sr/help/")
    view.add_style_tag(content=".help-bar .call-number {letter-spacing: .6em}")
    view.evaluate("(size) => document.documentElement.style.fontSize = size", letters)
    view.evaluate("new Promise((after) => setTimeout(after, 100))")
    height, free = view.evaluate(
        """[document.querySelector(".help-bar").offsetHeight,
          parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)]"""
    )
    context.close()
    assert height > KEPT_FREE
    assert (free > height) == stays


@pytest.mark.browser
def test_without_javascript_the_bar_hides_nothing_on_the_narrowest_phones_either(
    browser: Browser, sites: Path
) -> None:
    """Where it just still stays, and spaced out letters give it a second line."""
    context = browser.new_context(bypass_csp=True)
    context.route("**/site*.js", lambda route: route.abort())
    view, hidden = context.new_page(), []
    for centre, folder in PLACES:
        for place in ("", "help/"):
            view.goto(f"{serve(sites / centre)}{folder}/{place}")
            for spaced in (False, True):
                if spaced:
                    view.add_style_tag(content=SPACED)
                for width in (280, 281, 290, 300, 311, 320):
                    view.set_viewport_size({"width": width, "height": 640})
                    top, height, free = view.evaluate(
                        """[...["top", "height"].map((name) =>
                            getComputedStyle(document.querySelector(".help-bar"))[name]),
                          getComputedStyle(document.documentElement).scrollPaddingTop].map(parseFloat)"""
                    )
                    if top == 0 and height > free:
                        hidden.append(f"{centre}/{folder}/{place} at {width}: {height} > {free}")
    context.close()
    assert not hidden, listed(hidden)


SPACED = """* {line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important} p {margin-bottom: 2em !important}"""
"""The distances that WCAG 1.4.12 lets a reader set."""


@pytest.mark.browser
def test_letters_further_apart_leave_no_page_wider_than_the_smallest_phone(
    browser: Browser, sites: Path
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    view, wide = context.new_page(), []
    for centre, folder in PLACES:
        for place in ("", "help/", "calendar/2026-10/", "lessons/sextortion/"):
            view.goto(f"{serve(sites / centre)}{folder}/{place}")
            view.add_style_tag(content=SPACED)
            if (found := view.evaluate("document.documentElement.scrollWidth")) > 320:
                wide.append(f"{centre}/{folder}/{place}: {found}")
    context.close()
    assert not wide, listed(wide)


@pytest.mark.browser
def test_open_menu_begins_below_the_name_however_high_that_is(
    browser: Browser, sites: Path
) -> None:
    """Letters further apart give the name of a centre lines that the menu would lie over."""
    context = browser.new_context(bypass_csp=True)
    view, over = context.new_page(), []
    for centre, folder in PLACES:
        view.goto(f"{serve(sites / centre)}{folder}/")
        view.locator(".nav-small").evaluate("(menu) => { menu.open = true; }")
        for spaced in (False, True):
            if spaced:
                view.add_style_tag(content=SPACED)
            for width in (*PHONES, 414, 481, 768):
                view.set_viewport_size({"width": width, "height": 640})
                name, menu, languages = view.evaluate(
                    """() => [".brand-text", ".nav-small nav", ".settings"]
                      .map((part) => document.querySelector(part).getBoundingClientRect())
                      .map(({top, bottom}) => ({top, bottom}))"""
                )
                if name["bottom"] > menu["top"] + 1 or menu["bottom"] > languages["top"] + 1:
                    over.append(f"{centre}/{folder} at {width}, spaced: {spaced}")
    context.close()
    assert not over, listed(over)


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


# Words that do not fit on a line and break where no syllable ends.
TORN = r"""(parts) => [...document.querySelectorAll(parts)].flatMap((part) => {
  const torn = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.parentElement.checkVisibility() || text.parentElement.closest(".hide")) continue;
    for (const { 0: word, index } of text.data.matchAll(/\p{L}{4,}/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = [...range.getClientRects()];
      if (lines.length > 1 && lines.at(-1).top - lines[0].top > 4) torn.push(word);
    }
  }
  return torn;
})"""


@pytest.mark.browser
def test_no_word_is_torn_where_little_room_is_left(view: Page, sites: Path) -> None:
    """Between the arrows to the months beside, and in the two columns of facts of a lesson."""
    view.set_viewport_size({"width": 320, "height": 640})
    torn = {}
    months = [f"calendar/2026-{month}/" for month in ("09", "10", "11")]
    for centre, folder in PLACES:
        for place in (*months, "lessons/ai-chatbots/"):
            view.goto(f"{serve(sites / centre)}{folder}/{place}")
            view.evaluate("document.fonts.ready.then(() => true)")
            if words := view.evaluate(TORN, ".steps, .facts"):
                torn[centre, folder, place] = words
    assert torn == {}
