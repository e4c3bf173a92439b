"""What a page fetches, weighs and stores, and that it works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from finished import EVERY_TYPE, LANGUAGES, content_pages, page_at, serve
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

pytestmark = pytest.mark.browser

LESSONS = ("disclosure-first-response", "sextortion")
PACKED = (".woff2", ".png")
# Told by the page itself: what the content policy refused.
WATCH_POLICY = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
STORED = """async () => ({
  cookie: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((database) => database.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
# A click of a mouse would wait for each to stand still; that they can be clicked, others test.
CLICK_ALL = """[...document.querySelectorAll("summary")]
  .filter((e) => e.checkVisibility({visibilityProperty: true})).forEach((e) => e.click())"""
NOTHING = {
    "cookie": "",
    "local": [],
    "session": [],
    "databases": [],
    "caches": [],
    "workers": 0,
}


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """Open a page in a fresh, empty profile."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize(
    ("centre", "folder"), [(c, folder) for c, folders in LANGUAGES.items() for folder in folders]
)
def test_first_view_of_a_lesson_is_light(
    browser: Browser, sites: Path, base_url: str, centre: str, folder: str, lesson: str
) -> None:
    uri = f"{folder}/lessons/{lesson}/"
    asked: list[str] = []
    with opened(browser, viewport={"width": 360, "height": 740}) as view:
        view.on("request", lambda request: asked.append(request.url))
        view.goto(f"{base_url}/{centre}/{uri}")
        view.evaluate("document.fonts.ready.then(() => true)")
    # A browser without a window fetches no icon; a reader's does.
    page = page_at(sites, centre, uri)
    icons = [page.resolve(n.attributes["href"]) for n in page.tree.all("link", rel="icon")]
    addresses = {*asked, *(f"{base_url}/{centre}/{icon}" for icon in icons)}
    assert [url for url in addresses if not url.startswith(f"{base_url}/")] == []
    assert len(addresses) <= 12, sorted(addresses)
    files = {url: sites / urlsplit(url).path.lstrip("/") for url in addresses}
    weights = {url: weight(path) for url, path in files.items()}
    assert len(weights) >= 5
    assert sum(weights.values()) <= 45_000, weights


@pytest.mark.parametrize("centre", LANGUAGES)
def test_every_lesson_is_light(sites: Path, centre: str) -> None:
    heavy = {}
    for page in content_pages(sites, centre):
        if kind_of(page.place) == "lesson":
            links = page.tree.all("link", rel="stylesheet") + page.tree.all("link", rel="icon")
            loaded = [n.attributes["href"] for n in links]
            loaded += [
                n.attributes["src"] for n in page.tree.all("script") if "src" in n.attributes
            ]
            files = [sites / centre / page.resolve(uri) for uri in loaded]
            files += [sites / centre / page.uri, *fonts_of(sites / centre, page.tag)]
            heavy[page.name] = sum(map(weight, files))
    assert len(heavy) >= 16
    assert {name: weight for name, weight in heavy.items() if weight > 45_000} == {}


def fonts_of(site: Path, tag: str) -> list[Path]:
    """Return the fonts that a page in a language fetches."""
    cyrillic = {"sr-Cyrl": ["serbian"], "bg": ["bulgarian"]}.get(tag, [])
    return [site / f"assets/beacon-sans-{name}.woff2" for name in ("latin", *cyrillic)]


def weight(path: Path) -> int:
    """Return the bytes of a file as a server sends them: text in brotli, fonts and pictures raw.

    Quality 5 is what servers use that compress while they answer; a prepared file is smaller.
    """
    file = path / "index.html" if path.is_dir() else path
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(brotli.compress(content, quality=5))


@dataclass
class Watched:
    """A window that tells what goes wrong in it; what a page stores would stay for the next."""

    view: Page
    said: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.view.add_init_script(WATCH_POLICY)
        self.view.on("console", self._note)
        self.view.on("pageerror", lambda error: self.said.append(str(error)))
        self.view.on("request", lambda request: self.asked.append(request.url))
        self.view.on("response", lambda r: self.failed.append(r.url) if r.status >= 400 else None)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def leave(self) -> None:
        """Leave the page; what it still says counts for none."""
        self.view.goto("about:blank")
        for told in (self.said, self.failed, self.asked):
            told.clear()


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    """One window for every page."""
    with opened(browser) as view:
        yield Watched(view)


@EVERY_TYPE
def test_page_has_no_error_and_stores_nothing(
    watched: Watched, sites: Path, centre: str, uri: str
) -> None:
    site, view = serve(sites / centre), watched.view
    watched.leave()
    view.goto(site + uri)
    view.evaluate("document.fonts.ready.then(() => true)")
    view.evaluate(CLICK_ALL)
    refused = view.evaluate("window.refused")
    stored = view.evaluate(STORED)
    foreign = [url for url in watched.asked if not url.startswith((site, "about:"))]
    assert (watched.said, watched.failed, foreign, refused) == ([], [], [], [])
    assert stored == NOTHING
    assert view.context.cookies() == []


def test_content_policy_is_in_force(browser: Browser, sites: Path) -> None:
    with opened(browser) as view:
        view.add_init_script(WATCH_POLICY)
        view.goto(serve(sites / "serbia") + "sr/")
        view.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.planted = 1";
              document.body.append(script);
              document.body.setAttribute("style", "color: red");
            }"""
        )
        assert view.evaluate("window.planted") is None
        # Both the header and the page say the policy, so each refusal is told twice.
        refused = {line.split()[0] for line in view.evaluate("window.refused")}
        assert refused == {"script-src-elem", "style-src-attr"}


@pytest.mark.parametrize(("centre", "uri"), [("serbia", "sr-Latn/"), ("bulgaria", "bg/help/")])
def test_switch_stores_the_colour_scheme_and_nothing_else(
    browser: Browser, sites: Path, centre: str, uri: str
) -> None:
    site = serve(sites / centre)
    with opened(browser, color_scheme="light") as view:
        view.goto(site + uri)
        switch = view.locator("[data-scheme-switch]")
        expect(switch).to_be_visible()
        paper = view.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        seen = []
        for _ in range(3):
            switch.click()
            stored = view.evaluate(STORED)
            assert stored == {**NOTHING, "local": stored["local"]}
            seen.append((stored["local"], view.evaluate('localStorage.getItem("beacon-scheme")')))
        assert sorted(seen, key=str) == [
            (["beacon-scheme"], "dark"),
            (["beacon-scheme"], "light"),
            ([], None),
        ]
        while view.evaluate('localStorage.getItem("beacon-scheme")') != "dark":
            switch.click()
        view.goto(f"{site}{uri.split('/', maxsplit=1)[0]}/lessons/")
        night = view.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert night != paper, "The choice holds on the next page."
        assert view.context.cookies() == []


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Two windows: one with JavaScript, one without."""
    with opened(browser) as usual, opened(browser, java_script_enabled=False) as plain:
        yield usual, plain


@EVERY_TYPE
def test_page_shows_its_content_without_javascript(
    windows: tuple[Page, Page], sites: Path, centre: str, uri: str
) -> None:
    shown = []
    for view in windows:
        view.goto(serve(sites / centre) + uri)
        expect(view.locator("h1")).to_be_visible()
        # Filters, plans, the search, and how far one has come in a quiz, are what JavaScript
        # adds; what it puts aside is marked as plain.
        added = view.locator(
            "[data-filters], [data-search], [data-quiz-end], .kits-choice, .kits-ask, [data-plain]"
        ).all()
        text = "".join(view.locator("main").inner_text().split())
        for more in (part.inner_text() for part in added if part.is_visible()):
            text = text.replace("".join(more.split()), "", 1)
        shown.append(text)
    assert shown[0] == shown[1]
    assert len(shown[1]) > 40
    _, plain = windows
    assert not [e for e in plain.locator("[data-scheme-switch]").all() if e.is_visible()]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("centre", "uri", "other"),
    [
        ("serbia", "sr/lessons/sextortion/", "sr-Latn/lessons/sextortion/"),
        ("bulgaria", "en/calendar/", "bg/calendar/"),
    ],
)
def test_menu_and_languages_work_without_javascript(
    browser: Browser, sites: Path, centre: str, uri: str, other: str, width: int
) -> None:
    site = serve(sites / centre)
    with opened(
        browser, java_script_enabled=False, viewport={"width": width, "height": 740}
    ) as view:
        view.goto(site + uri)
        menu = view.locator(".nav-small > summary")
        if menu.is_visible():
            expect(view.locator(".nav-small nav")).to_be_hidden()
            menu.click()
        view.locator(".site-header nav a:visible[href$='/schools/']").click()
        assert view.url == f"{site}{uri.split('/', maxsplit=1)[0]}/schools/"
        view.goto(site + uri)
        tag = LANGUAGES[centre][other.split("/", maxsplit=1)[0]]
        view.locator(f".languages a[hreflang={tag}]").click()
        assert view.url == site + other
        assert view.locator("html").get_attribute("lang") == tag


@pytest.mark.parametrize(
    "place",
    [
        "lessons/plan/?plan=sextortion,privacy",
        "lessons/?age=12-14",
        "calendar/2026-12/?audience=pupils",
        "lessons/cyberbullying/story/#scene-private",
        "help/",
    ],
)
def test_another_language_goes_on_with_the_same_choices_at_the_same_place(
    browser: Browser, sites: Path, place: str
) -> None:
    site = serve(sites / "serbia")
    with opened(browser) as view:
        view.goto(f"{site}sr/{place}")
        view.locator(".languages a[hreflang=sr-Latn]").click()
        assert view.url == f"{site}sr-Latn/{place}"
        view.locator(".languages a[hreflang=en]").focus()
        view.keyboard.press("Enter")
        expect(view.locator("html")).to_have_attribute("lang", "en")
        assert view.url == f"{site}en/{place}"


@pytest.mark.parametrize("centre", LANGUAGES)
def test_missing_page_is_whole_at_any_address(browser: Browser, sites: Path, centre: str) -> None:
    failed: list[str] = []
    with opened(browser) as view:
        view.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
        address = f"{serve(sites / centre)}en/nothing/here/at/all/"
        view.goto(address)
        expect(view.locator("h1")).to_be_visible()
        assert failed == [address]
        view.locator("a[href='/en/']").click()
        expect(view.locator("html")).to_have_attribute("lang", "en")
        assert view.url == f"{serve(sites / centre)}en/"


def test_quick_exit_is_a_link_without_javascript(browser: Browser, sites: Path) -> None:
    with opened(browser, java_script_enabled=False) as view:
        view.route("https://www.wikipedia.org/**", lambda r: r.fulfill(body="elsewhere"))
        view.goto(serve(sites / "serbia") + "sr/lessons/sextortion/")
        view.locator(".quick-exit").click()
        view.wait_for_url("https://www.wikipedia.org/")
        assert view.content().count("elsewhere") == 1


def test_every_page_loads_the_styles_and_scripts_of_its_kind_alone(sites: Path) -> None:
    found: dict[str, set[str]] = {}
    for page in content_pages(sites, "serbia"):
        for tag, name in (("script", "src"), ("link", "href")):
            for node in page.tree.all(tag):
                loads = tag == "script" or node.attributes["rel"] == "stylesheet"
                if name in node.attributes and loads:
                    uri = page.resolve(node.attributes[name])
                    file = Path(uri).name.partition(".")[0] + Path(uri).suffix
                    found.setdefault(kind_of(page.place), set()).add(file)
    always = {"scheme.js", "site.js", "style.css"}
    assert found == {
        "search": always | {"more.css", "search-analysis.js", "search.css", "search.js"},
        "lesson": always | {"kits.css"},
        "reader": always,
        "exercise": always | {"more.css", "exercises.js", "exercises.css"},
        "library": always | {"more.css", "ways.js", "ways.css"},
        "ways": always | {"more.css", "ways.js", "ways.css"},
        "calendar": always | {"more.css", "calendar.js", "calendar.css"},
        "campaigns": always | {"more.css", "campaigns.css", "campaigns.js", "figures.css"},
        "kits": always | {"more.css", "kits.js", "kits.css"},
        "glossary": always | {"more.css", "glossary.css"},
        "": always | {"more.css", "figures.css"},
    }


# Kinds of pages that have styles of their own, by their place; the first that fits counts.
KINDS = {
    r"calendar/": "calendar",
    r"search/": "search",
    r"campaigns/": "campaigns",
    r"kits/": "kits",
    r"glossary/": "glossary",
    r"lessons/$": "library",
    r"lessons/(?:age|for|topic|risk|time|competence|format|find|paths|plan)/": "ways",
    r"lessons/[^/]+/(?:student|parents)/": "reader",
    r"lessons/[^/]+/(?:quiz|story)/": "exercise",
    r"lessons/[^/]+/$": "lesson",
}


def kind_of(place: str) -> str:
    """Return the kind of a page by its place."""
    return next((kind for sign, kind in KINDS.items() if re.match(sign, place)), "")
