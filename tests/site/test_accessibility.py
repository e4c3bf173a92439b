"""Every type of page for every reader: axe-core, keyboard, small windows, large text, colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from finished import (
    CENTRES,
    EVERY_TYPE,
    PLACES,
    TOOLS,
    Node,
    content_pages,
    listed,
    pages,
    serve,
    varied,
)
from playwright.sync_api import Browser, Page

from headless import launched

AXE = TOOLS / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# The controls of a page, in order; those in closed menus are not there for anybody.
CONTROLS = """
window.controls = [...document.querySelectorAll(
  "a[href], button, summary, input, select, textarea, [tabindex]")]
  .filter((e) => e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}));
window.called = (e) =>
  `<${e.localName}> ${(e.innerText || "").trim().replace(/\\s+/g, " ").slice(0, 50)}`;
"""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all tests; axe and foreign styles may enter it, which test_network forbids."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def view(window: Page) -> Page:
    """A window of usual size with what most readers have set, and nothing that moves."""
    window.set_viewport_size({"width": 1280, "height": 800})
    window.emulate_media(color_scheme="light", reduced_motion="reduce", forced_colors="none")
    return window


def visit(view: Page, sites: Path, centre: str, uri: str) -> None:
    """Open a page of a site, with its fonts and the names of its controls."""
    view.goto(serve(sites / centre) + uri)
    view.evaluate("document.fonts.ready.then(() => true)")
    view.evaluate(f"() => {{ {CONTROLS} }}")


def open_details(view: Page) -> None:
    """Open everything that can be folded."""
    view.evaluate("document.querySelectorAll('details').forEach((e) => e.open = true)")
    view.evaluate(f"() => {{ {CONTROLS} }}")


# axe-core


@pytest.mark.browser
@EVERY_TYPE
def test_axe_finds_nothing_targets_are_large_and_wide_text_loses_nothing(
    view: Page, sites: Path, centre: str, uri: str
) -> None:
    """In one visit, with everything open; the text is spaced out last (WCAG 2.1, 1.4.12)."""
    found = []
    visit(view, sites, centre, uri)
    view.add_script_tag(path=AXE)
    open_details(view)
    for width in WIDTHS:
        view.set_viewport_size({"width": width, "height": 800})
        view.evaluate(f"() => {{ {CONTROLS} }}")
        found += [f"{width} small: {line}" for line in view.evaluate(SMALL)]
        for scheme in SCHEMES:
            view.emulate_media(color_scheme=scheme)
            # All else is the same in both schemes.
            rules = {} if scheme == "light" else {"type": "rule", "values": COLOURS}
            found += [f"{width} {scheme} {line}" for line in violations(view, **rules)]
    view.emulate_media(color_scheme="light")
    view.add_style_tag(content=SPACING)
    for width in WIDTHS:
        view.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} spaced: {line}" for line in view.evaluate(LOST)]
    assert not found, listed(found)


def violations(view: Page, **rules: object) -> list[str]:
    """Return what axe-core says against a page, one line for each element."""
    result = view.evaluate(
        """async (rules) => {
          const options = {runOnly: rules, resultTypes: ["violations"]};
          return (await axe.run(document, options)).violations;
        }""",
        rules or {"type": "tag", "values": RULES},
    )
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in result
        for node in rule["nodes"]
    ]


@pytest.mark.browser
def test_axe_finds_planted_faults(view: Page, sites: Path) -> None:
    visit(view, sites, "serbia", "sr/")
    view.add_script_tag(path=AXE)
    view.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
          '<p style="color:#999;background:#fff">faint</p><img src="x.png"><h5>deep</h5>')"""
    )
    found = {line.split(":")[0] for line in violations(view)}
    assert found == {"color-contrast", "image-alt", "heading-order"}


@pytest.mark.browser
def test_switch_gives_the_same_dark_colours_as_the_preference(view: Page, sites: Path) -> None:
    colours = """() => [...document.querySelectorAll("html, body, main, a, button, h1, aside, p")]
      .map((e) => getComputedStyle(e)).map((s) => [s.color, s.backgroundColor, s.borderColor])"""
    seen = {}
    for preference in SCHEMES:
        view.emulate_media(color_scheme=preference)
        for choice in ("", *SCHEMES):
            visit(view, sites, "serbia", "sr/help/")
            view.evaluate("(choice) => document.documentElement.dataset.scheme = choice", choice)
            seen[preference, choice] = view.evaluate(colours)
    light, dark = seen["light", ""], seen["dark", ""]
    assert light != dark
    assert seen["dark", "dark"] == seen["light", "dark"] == dark
    assert seen["dark", "light"] == seen["light", "light"] == light


# How much the text of a tile of a map stands out from each shade: axe does not look into pictures.
SHADES = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const light = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  };
  const pairs = [1, 2, 3].map((shade) => ["--q-ink", `--q${shade}`]);
  return [...pairs, ["--q4-ink", "--q4"]].map((pair) => {
    const [low, high] = pair.map(light).sort((a, b) => a - b);
    return (high + .05) / (low + .05);
  });
}"""


@pytest.mark.browser
def test_text_is_readable_on_every_shade_of_a_map(view: Page, sites: Path) -> None:
    visit(view, sites, "serbia", "sr/figures/reports/2026-sample/")
    shades = {}
    for scheme in SCHEMES:
        view.emulate_media(color_scheme=scheme)
        shades[scheme] = view.evaluate(SHADES)
    view.emulate_media(color_scheme="light")
    view.evaluate("document.documentElement.dataset.scheme = 'dark'")
    assert view.evaluate(SHADES) == shades["dark"]
    view.emulate_media(media="print")
    shades["paper"] = view.evaluate(SHADES)
    view.emulate_media(media="screen")
    faint = [(where, shade) for where, all in shades.items() for shade in all if shade < 4.5]
    assert not faint


@pytest.mark.browser
def test_no_button_is_white_on_white_paper_and_no_field_is_printed(view: Page, sites: Path) -> None:
    """Browsers leave out the grounds of what they print, and light words would stand on nothing."""
    printed = {}
    for uri in ("", "sr/kits/", "sr/kits/current/", "sr/schools/", "sr/lessons/plan/", "sr/help/"):
        visit(view, sites, "serbia", uri)
        view.emulate_media(media="print")
        printed[uri] = view.evaluate(
            """() => [...document.querySelectorAll(".button, input, select")]
              .filter((e) => e.checkVisibility())
              .map((e) => [e.localName, getComputedStyle(e).color])"""
        )
        view.emulate_media(media="screen")
    assert printed[""]
    assert not [
        (uri, what) for uri, all in printed.items() for what in all if what != ["a", "rgb(0, 0, 0)"]
    ]


@pytest.mark.browser
def test_paper_is_white_for_who_has_chosen_dark_colours(view: Page, sites: Path) -> None:
    """To its edges, which a browser fills in the scheme of the page."""
    visit(view, sites, "serbia", "sr/help/")
    view.evaluate("document.documentElement.dataset.scheme = 'dark'")
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert view.evaluate(scheme) == "dark"
    view.emulate_media(media="print")
    assert view.evaluate(scheme) == "light"
    view.emulate_media(media="screen")


# Headings


def _level(node: Node) -> int:
    """Return the level of a heading, or 0."""
    if node.attributes.get("role") == "heading":
        return int(node.attributes["aria-level"])
    return int(node.tag[1]) if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 0


def test_services_and_safety_advice_are_found_by_their_headings(sites: Path) -> None:
    seen, wrong = 0, []
    for page in content_pages(sites):
        titles = page.tree.classed("channel-name")
        for box in page.tree.classed("safety"):
            titles += box.classed("admonition-title")
        seen += len(titles)
        wrong += [f"{page.name}: {node.text()}" for node in titles if not _level(node)]
    assert seen > 100
    assert not wrong, listed(wrong)


def test_headings_are_in_order(sites: Path) -> None:
    wrong = []
    for page in pages(sites):
        headings = [node for node in page.tree.walk() if _level(node)]
        levels = [_level(node) for node in headings]
        if levels.count(1) != 1 or levels[0] != 1:
            wrong.append(f"{page.name}: h1 stands there {levels.count(1)} times")
        wrong += [
            f"{page.name}: <{after.tag}> {after.text()[:50]} follows <{before.tag}>"
            for before, after in pairwise(headings)
            if _level(after) > _level(before) + 1
        ]
        wrong += [f"{page.name}: an empty <{n.tag}>" for n in headings if not n.text()]
    assert not wrong, listed(wrong)


def test_every_page_has_its_landmarks(sites: Path) -> None:
    wrong = []
    for page in content_pages(sites):
        (body,) = page.tree.all("body")
        first = next(node for node in body.walk() if node.tag == "a")
        (main,) = page.tree.all("main")
        if first.attributes["href"] != f"#{main.attributes['id']}":
            wrong.append(f"{page.name}: the first link does not skip to the content")
        wrong += [
            f"{page.name}: a <{node.tag}> without a name"
            for node in page.tree.all("nav", "aside")
            if not {"aria-label", "aria-labelledby"} & node.attributes.keys()
        ]
    assert not wrong, listed(wrong)


def _landmark(node: Node, ids: dict[str, Node]) -> tuple[str, str]:
    """Return what a reader who goes from landmark to landmark hears of one."""
    named = node.attributes.get("aria-labelledby", "")
    name = node.attributes.get("aria-label") or " ".join(ids[i].text() for i in named.split())
    return node.tag, name


def test_no_two_landmarks_sound_alike_and_they_are_few(sites: Path) -> None:
    """One for each week of a list would be no way through a page but another list."""
    wrong = []
    for page in content_pages(sites):
        ids = {node.attributes["id"]: node for node in page.tree.all() if "id" in node.attributes}
        found = [
            _landmark(node, ids)
            for node in page.tree.all("nav", "aside", "section")
            if "nav-small" not in (node.parent or node).attributes.get("class", "")
        ]
        named = [(tag, name) for tag, name in found if name]
        wrong += [f"{page.name}: {one} twice" for one in named if named.count(one) > 1]
        if len(named) > 20:
            wrong.append(f"{page.name}: {len(named)} landmarks")
    assert not wrong, listed(wrong)


# Keyboard


# Where the focus is, whether it is seen, and whether something that sticks lies over it.
FOCUS = """() => {
  const e = document.activeElement;
  const rgba = (colour) => {
    const parts = colour.match(/[\\d.]+/g).map(Number);
    return parts.length > 3 ? parts : [...parts, 1];
  };
  const light = (colour) => rgba(colour).slice(0, 3)
    .map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + .05) / (low + .05);
  };
  // The ring stands outside the control, on the first filled surface around it.
  const ground = (at) => {
    for (; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgba(colour)[3] === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const ring = [null, "::before", "::after"].some((part) => {
    const style = getComputedStyle(e, part);
    return style.content !== "none" && style.outlineStyle !== "none"
      && parseFloat(style.outlineWidth) >= 2 && rgba(style.outlineColor)[3] > 0
      && contrast(style.outlineColor, ground(e.parentElement)) >= 3;
  });
  const boxes = [...e.getClientRects()].filter((b) => b.width > 0 && b.height > 0);
  const covering = (x, y) => {
    for (let at = document.elementFromPoint(x, y); at; at = at.parentElement) {
      if (at.contains(e)) return null;
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return called(at);
    }
    return null;
  };
  let cover = null;
  let outside = boxes.length === 0;
  for (const b of boxes) {
    if (b.right <= 0 || b.bottom <= 0 || b.left >= innerWidth || b.top >= innerHeight)
      outside = true;
    // A region that is taller than what the sticky bars leave begins below them.
    const padding = getComputedStyle(document.documentElement).scrollPaddingTop;
    const free = innerHeight - (parseFloat(padding) || 0);
    if (b.height <= free && (b.top < -1 || b.bottom > innerHeight + 1)) outside = true;
    for (const x of [b.left + 2, (b.left + b.right) / 2, b.right - 2])
      for (const y of [b.top + 2, (b.top + b.bottom) / 2, b.bottom - 2])
        cover ??= covering(x, y);
  }
  return {
    index: controls.indexOf(e), body: e === document.body || e === document.documentElement,
    name: called(e), ring, shadow: getComputedStyle(e).boxShadow, outside, cover,
  };
}"""


@pytest.mark.browser
@EVERY_TYPE
def test_tab_reaches_every_control_in_sight(view: Page, sites: Path, centre: str, uri: str) -> None:
    width = WIDTHS[PLACES.index((centre, uri)) % 2]  # each width meets every template
    view.set_viewport_size({"width": width, "height": 740})
    visit(view, sites, centre, uri)
    names = view.evaluate("controls.map(called)")
    resting = view.evaluate("controls.map((e) => getComputedStyle(e).boxShadow)")
    assert len(names) >= 3
    wrong = []
    # Backwards, what sticks to the upper edge can hide the focus.
    sticks = view.evaluate(
        """[...document.querySelectorAll("*")]
          .some((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position))"""
    )
    for backwards in (False, True) if sticks else (False,):
        reached: list[int] = []
        for focus in walk(view, len(names), backwards=backwards):
            reached.append(focus["index"])
            if not focus["ring"] and focus["shadow"] == resting[focus["index"]]:
                wrong.append(f"{focus['name']} has no visible focus")
            if focus["outside"]:
                wrong.append(f"{focus['name']} is outside the window")
            if focus["cover"]:
                wrong.append(f"{focus['name']} lies under {focus['cover']}")
        wrong += [f"{names[i]} is not reached" for i in set(range(len(names))) - set(reached)]
        if reached != sorted(reached, reverse=backwards):
            wrong.append(f"the order is {reached}")
    assert not wrong, listed(wrong)


def walk(view: Page, controls: int, *, backwards: bool) -> Iterator[dict[str, Any]]:
    """Press Tab through a whole page; yield what FOCUS tells of each control on the way."""
    view.evaluate("document.activeElement.blur()")
    keyboard = view.context.new_cdp_session(view)
    key = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    first = None
    for _ in range(controls + 20):
        keyboard.send("Input.dispatchKeyEvent", {**key, "modifiers": 8 if backwards else 0})
        focus = view.evaluate(FOCUS)
        if focus["index"] >= 0:
            if focus["index"] == first:
                break
            first = focus["index"] if first is None else first
            yield focus
        elif focus["body"] and first is not None:
            break
    keyboard.detach()


@pytest.mark.browser
def test_walk_finds_planted_faults(view: Page, sites: Path) -> None:
    visit(view, sites, "serbia", "sr/")
    view.add_style_tag(
        content="""#a {outline: 0} #b {outline-color: #fefefe} #c {position: fixed; top: -50px}
          #over {position: fixed; inset: 0 0 50% 0; z-index: 9}"""
    )
    view.evaluate(
        """() => document.body.innerHTML =
          '<a id="a" href="#">a</a> <a id="b" href="#">b</a> <a id="c" href="#">c</a>' +
          '<a id="d" href="#">d</a><p id="over">over</p><a href="#" tabindex="-1">e</a>'"""
    )
    view.evaluate(f"() => {{ {CONTROLS} }}")
    found = list(walk(view, 4, backwards=False))
    assert [(f["name"], f["ring"], f["outside"], f["cover"]) for f in found] == [
        ("<a> a", False, False, "<p> over"),
        ("<a> b", False, False, "<p> over"),
        ("<a> c", True, True, None),
        ("<a> d", True, False, "<p> over"),
    ]


@pytest.mark.browser
def test_menu_of_narrow_windows_works_by_keyboard(view: Page, sites: Path) -> None:
    view.set_viewport_size({"width": 360, "height": 740})
    visit(view, sites, "serbia", "sr/")
    menu = view.locator(".nav-small")
    view.locator(".nav-small > summary").focus()
    view.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement === document.querySelector('.nav-small a')")
    view.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert view.evaluate("document.activeElement.localName") == "summary"


@pytest.mark.browser
def test_skip_link_goes_to_the_content(view: Page, sites: Path) -> None:
    visit(view, sites, "bulgaria", "bg/help/")
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.localName") == "main"
    view.keyboard.press("Tab")
    assert view.evaluate("document.querySelector('main').contains(document.activeElement)")


# Targets: WCAG 2.2, 2.5.8; links inside a sentence are exempt.
SMALL = """() => {
  const inSentence = (e) => {
    if (getComputedStyle(e).display !== "inline") return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return block.innerText.trim().length > e.innerText.trim().length;
  };
  return controls.filter((e) => !inSentence(e) && e.localName !== "main").flatMap((e) => {
    const boxes = [...e.getClientRects()];
    const width = Math.max(...boxes.map((b) => b.width));
    const height = Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
    return width < 23.9 || height < 23.9
      ? [`${called(e)} ${width.toFixed(0)} × ${height.toFixed(0)}`] : [];
  });
}"""


# Small windows, large text


@pytest.mark.browser
@pytest.mark.parametrize("centre", CENTRES)
def test_no_page_scrolls_sideways_in_a_narrow_window(view: Page, sites: Path, centre: str) -> None:
    wrong = []
    view.set_viewport_size({"width": 320, "height": 640})
    for page in varied(pages(sites, centre)):
        view.goto(serve(sites / centre) + page.uri, wait_until="domcontentloaded")
        width = view.evaluate(
            """async () => {
              document.querySelectorAll("details").forEach((e) => e.open = true);
              await document.fonts.ready;
              return document.scrollingElement.scrollWidth;
            }"""
        )
        if width > 320:
            wrong.append(f"{page.name}: {width} px")
    assert not wrong, listed(wrong)


# Text that is cut off, or that leaves the box of its control.
LOST = """() => {
  const clipped = (e) => e && (getComputedStyle(e).clipPath.startsWith("inset")
    || clipped(e.parentElement));
  const hidden = (e) => e.closest(".hide, svg") || clipped(e);
  const cut = (overflow) => ["hidden", "clip"].includes(overflow);
  const boxed = "a, button, summary, td, th, .chip, .status, .sample, .tags li";
  const lost = [];
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.checkVisibility({visibilityProperty: true}) || hidden(e)) continue;
    if (!e.innerText?.trim()) continue;
    const style = getComputedStyle(e);
    if (cut(style.overflowX) && e.scrollWidth > e.clientWidth + 1
      || cut(style.overflowY) && e.scrollHeight > e.clientHeight + 1)
      lost.push(`cut off: ${called(e)}`);
    const edged = parseFloat(style.borderTopWidth) || !/, 0\\)$/.test(style.backgroundColor);
    if (!edged || !e.matches(boxed) || style.display === "inline") continue;
    const box = e.getBoundingClientRect();
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const outside = (r) => r.width > 0 && (r.left < box.left - 2 || r.right > box.right + 2
      || r.top < box.top - 4 || r.bottom > box.bottom + 4);
    while (walker.nextNode()) {
      if (!walker.currentNode.data.trim() || hidden(walker.currentNode.parentElement)) continue;
      range.selectNodeContents(walker.currentNode);
      if ([...range.getClientRects()].some(outside)) {
        lost.push(`leaves its box: ${called(e)}`);
        break;
      }
    }
  }
  if (document.scrollingElement.scrollWidth > innerWidth)
    lost.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} px`);
  return lost;
}"""
# WCAG 2.1, 1.4.12.
SPACING = """* {line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important}
  p {margin-bottom: 2em !important}"""


@pytest.mark.browser
def test_lost_text_is_found(view: Page, sites: Path) -> None:
    visit(view, sites, "serbia", "sr/")
    view.add_style_tag(
        content="""#a {overflow: hidden; height: 1em; line-height: 3} .button {height: 9px}
          #b {width: 2000px} #c {font-size: 12px; min-height: 0; padding: 0; width: 3em}"""
    )
    view.evaluate(
        """() => document.body.innerHTML = '<p id="a">a</p><p id="b">b</p>' +
          '<a class="button" id="c" href="#">cccccccccc</a>'"""
    )
    view.evaluate(f"() => {{ {CONTROLS} }}")
    found = [line.split(" px")[0] for line in view.evaluate(LOST)]
    assert found == ["cut off: <p> a", "leaves its box: <a> cccccccccc", "scrolls sideways: 2000"]


@pytest.mark.browser
@pytest.mark.parametrize(
    "uri",
    ["bg/lessons/disinformation/quiz/", "bg/lessons/grooming-9-11/quiz/", "bg/figures/open-data/"],
)
def test_the_longest_words_lose_nothing_and_links_to_files_are_large(
    view: Page, sites: Path, uri: str
) -> None:
    """On pages whose words are longer than those of the other pages of their kind."""
    view.set_viewport_size({"width": 320, "height": 800})
    visit(view, sites, "bulgaria", uri)
    open_details(view)
    found = view.evaluate(SMALL)
    view.add_style_tag(content=SPACING)
    found += view.evaluate(LOST)
    assert not found, listed(found)


@pytest.fixture(scope="module")
def large_print(browser: Browser) -> Iterator[Page]:
    """A window of a reader whose browser writes everything twice as large (WCAG 1.4.4)."""
    larger = launched(browser.browser_type, "--blink-settings=defaultFontSize=32")
    yield larger.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    larger.close()


@pytest.mark.browser
@EVERY_TYPE
def test_text_twice_as_large_loses_nothing(
    large_print: Page, sites: Path, centre: str, uri: str
) -> None:
    visit(large_print, sites, centre, uri)
    size = large_print.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert size == "32px"
    open_details(large_print)
    wrong = large_print.evaluate(LOST)
    assert not wrong, listed(wrong)


@pytest.mark.browser
@pytest.mark.parametrize("centre", CENTRES)
def test_text_twice_as_large_makes_no_page_wider_than_a_phone(
    large_print: Page, sites: Path, centre: str
) -> None:
    large_print.set_viewport_size({"width": 360, "height": 640})
    wide = []
    for uri in [uri for of, uri in PLACES if of == centre]:
        visit(large_print, sites, centre, uri)
        open_details(large_print)
        width = large_print.evaluate("document.scrollingElement.scrollWidth")
        if width > 360:
            wide.append(f"{centre}/{uri}: {width} px")
    large_print.set_viewport_size({"width": 1280, "height": 800})
    assert not wide, listed(wide)


# What readers have set for all pages


# A filled surface is gone with forced colours; a border or an underline is left.
BARE = """() => [...document.querySelectorAll(
  ".button, .call, .reach, .quick-exit, .nav-small > summary")]
  .filter((e) => e.checkVisibility())
  .filter((e) => {
    const style = getComputedStyle(e);
    const border = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth);
    return !border && !style.textDecorationLine.includes("underline");
  }).map((e) => `${e.className}: ${called(e)}`)"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("centre", "uri"), [("serbia", "sr/"), ("bulgaria", "bg/lessons/sextortion/")]
)
def test_forced_colours_keep_controls_and_focus(
    view: Page, sites: Path, centre: str, uri: str
) -> None:
    view.emulate_media(forced_colors="active")
    visit(view, sites, centre, uri)
    assert view.evaluate("matchMedia('(forced-colors: active)').matches")
    wrong = [f"{name} has no edge" for name in view.evaluate(BARE)]
    controls = view.evaluate("controls.length")
    wrong += [
        f"{focus['name']} has no visible focus"
        for focus in walk(view, controls, backwards=False)
        if not focus["ring"]
    ]
    assert not wrong, listed(wrong)


# The edges of the links and buttons of a group: of the one that is current, and of all others.
EDGES = """(group) => {
  const edges = (e) => {
    const style = getComputedStyle(e);
    return ["Top", "Bottom", "Left"].flatMap((side) =>
      ["Color", "Style", "Width"].map((part) => style[`border${side}${part}`])).join(" ");
  };
  const marked = "[aria-current], [aria-pressed=true], .today a";
  const all = [...document.querySelectorAll(group)].filter((e) => e.checkVisibility());
  return {
    current: all.filter((e) => e.matches(marked)).map(edges),
    others: all.filter((e) => !e.matches(marked)).map(edges),
    ringed: all.filter((e) => getComputedStyle(e).outlineStyle !== "none").length,
  };
}"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("uri", "width", "group"),
    [
        ("sr/lessons/sextortion/", 1280, ".nav-wide a"),
        ("sr/lessons/sextortion/", 1280, ".readers a"),
        ("sr/lessons/sextortion/", 360, ".nav-small nav a"),
        ("sr/calendar/agenda/", 360, ".ways a"),
        ("sr/calendar/2026-10/", 360, ".busy a"),
        ("sr/search/?q=слика", 360, ".search-types button"),
    ],
)
def test_forced_colours_show_where_the_reader_is(
    view: Page, sites: Path, uri: str, width: int, group: str
) -> None:
    """By an edge of its own, for a ring is what shows where the keyboard is."""
    view.set_viewport_size({"width": width, "height": 800})
    view.emulate_media(forced_colors="active")
    visit(view, sites, "serbia", uri)
    open_details(view)
    view.wait_for_selector(group)
    view.evaluate("document.querySelector('.busy')?.classList.add('today')")
    found = view.evaluate(EDGES, group)
    assert len(found["current"]) == 1
    assert found["others"]
    assert found["current"][0] not in found["others"]
    assert found["ringed"] == 0


MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  const lasting = (list) => list.split(",").some((time) => parseFloat(time) > 0.01);
  return style.animationName !== "none" && lasting(style.animationDuration)
    || lasting(style.transitionDuration) || style.scrollBehavior === "smooth";
}).map((e) => e.localName)"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("centre", "uri"), [("serbia", "sr/"), ("bulgaria", "bg/lessons/"), ("serbia", "en/help/")]
)
def test_nothing_moves_for_who_asked_for_that(
    view: Page, sites: Path, centre: str, uri: str
) -> None:
    visit(view, sites, centre, uri)
    assert view.evaluate(MOVING) == []
    view.emulate_media(reduced_motion="no-preference")
    assert view.evaluate(MOVING) != [], "Then this test would see nothing at all."
