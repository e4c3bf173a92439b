"""The search in a browser: found in any form and script, without a network, by keyboard alone."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from finished import LANGUAGES, TOOLS, serve
from playwright.sync_api import Browser, Locator, Page, expect

from beacon.build.site import load_site
from beacon.search.analysis import terms

VECTORS: Any = json.loads(
    (Path(__file__).parents[1] / "beacon" / "search" / "vectors.json").read_text(encoding="utf-8")
)
ROOT = Path(__file__).parents[2]
RECALL = ROOT / "tests" / "beacon" / "search" / "recall"
CENTRE_OF = {"sr": "serbia", "sr-Latn": "serbia", "bg": "bulgaria", "en": "bulgaria"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    """A window without a network, in which any error of a script or a refused one fails the test.

    Pages are opened as files: what works there works everywhere.
    """
    context = browser.new_context(offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    # Between files no browser shows the transition that pages of a server have, and says so in
    # words of its own: "ViewTransition …", "Transition was aborted …".
    assert [fault for fault in faults if "Transition" not in fault] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0, 0, "",
    ]  # fmt: skip
    context.close()


def search(view: Page, sites: Path, folder: str, query: str = "") -> None:
    """Open the search of a language as a file, and wait for what it finds."""
    page = sites / CENTRE_OF[folder] / folder / "search" / "index.html"
    view.goto(f"{page.as_uri()}{query and '?'}{query}")
    if query:
        expect(view.locator("[data-said]")).not_to_be_empty()


def ids(found: Locator) -> list[str]:
    """Return the ids of the pages that results lead to."""
    hrefs: list[str] = found.locator("h3 a").evaluate_all("all => all.map((a) => a.pathname)")
    return [
        re.sub(r"^.*?/(?:sr-Latn|sr|bg|en)/(?:(.*)/)?index.html$", r"\1", path) for path in hrefs
    ]


def results(view: Page) -> list[str]:
    return ids(view.locator("[data-list]"))


def test_browser_makes_the_same_terms_as_the_build(view: Page, sites: Path) -> None:
    search(view, sites, "sr")
    view.evaluate("beaconSearch.ready()")
    for language in VECTORS["terms"]:
        words = [w for group in VECTORS["same"].get(language, ()) for w in group]
        words += [w for group in VECTORS["apart"].get(language, ()) for w in group]
        texts = [*words, *(text for text, _ in VECTORS["terms"][language])]
        found = view.evaluate(
            "([all, language]) => all.map((text) => beaconSearch.terms(text, language))",
            [texts, language],
        )
        assert found == [list(terms(text, language)) for text in texts]


@pytest.mark.parametrize("folder", ["sr", "sr-Latn", "bg", "en"])
def test_every_text_of_the_site_has_the_same_terms_in_both(
    view: Page, sites: Path, folder: str
) -> None:
    search(view, sites, folder)
    view.evaluate("beaconSearch.ready()")
    language = folder.removesuffix("-Latn")
    files = sorted((sites / CENTRE_OF[folder] / folder).rglob("text.js"))
    words = sorted({w for f in files for w in re.findall(r"\w+", f.read_text(encoding="utf-8"))})
    assert len(words) > 2_000
    found = view.evaluate(
        "([all, language]) => all.map((text) => beaconSearch.terms(text, language))",
        [words, language],
    )
    ours = [list(terms(word, language)) for word in words]
    assert [(w, a, b) for w, a, b in zip(words, found, ours, strict=True) if a != b] == []


@pytest.mark.parametrize("folder", ["sr", "sr-Latn"])
@pytest.mark.parametrize(
    "forms",
    [
        ("bezbednost", "безбедност", "bezbednosti", "безбедношћу"),
        ("skola", "škola", "школа"),
        ("djak", "đak", "ђак"),
        ("насиље", "насиља", "насиљем", "nasilje"),
    ],
)
def test_all_forms_in_both_scripts_find_the_same(
    view: Page, sites: Path, folder: str, forms: tuple[str, ...]
) -> None:
    found = []
    for form in forms:
        search(view, sites, folder, f"q={form}")
        found.append(results(view))
    assert found[0]
    assert found == [found[0]] * len(forms)


@pytest.mark.parametrize(
    ("folder", "query", "page"),
    [
        ("sr", "насиљем", "lessons/cyberbullying"),
        ("sr", "лозинкма", "lessons/passwords-accounts"),
        ("sr-Latn", "dezinformacja", "lessons/disinformation"),
        ("bg", "насилието", "lessons/image-abuse-deepfakes"),
        ("bg", "парола", "lessons/passwords-accounts"),
        ("bg", "учениците", "schools"),
        ("bg", "уроци", "lessons"),
        ("bg", "паролта", "lessons/passwords-accounts"),
        ("en", "pasword", "lessons/passwords-accounts"),
        ("en", "cyber bullying", "lessons/cyberbullying"),
    ],
)
def test_query_finds_its_page(view: Page, sites: Path, folder: str, query: str, page: str) -> None:
    search(view, sites, folder, f"q={query}")
    assert page in results(view)


@pytest.mark.parametrize(
    ("folder", "query", "first"),
    [
        ("sr", "помоћ", "help"),
        ("sr", "уцењује ме", "if-it-happens/sextortion"),
        ("sr-Latn", "ucenjuju me", "if-it-happens/sextortion"),
        ("sr", "nudes", "if-it-happens/sextortion"),
        ("bg", "изнудват ме", "if-it-happens/sextortion"),
        ("bg", "помощ", "help"),
        ("en", "help", "help"),
        ("en", "he wants pictures", "if-it-happens/sextortion"),
        ("en", "suicide", "help"),
    ],
)
def test_words_of_distress_bring_help_first(
    view: Page, sites: Path, folder: str, query: str, first: str
) -> None:
    search(view, sites, folder, f"q={query}")
    assert ids(view.locator("main .results"))[0] == first
    assert "help" in ids(view.locator("[data-first]"))
    expect(view.locator("[data-first]")).to_be_visible()


def test_search_works_by_keyboard_and_says_what_it_does(view: Page, sites: Path) -> None:
    search(view, sites, "sr")
    field = view.get_by_role("searchbox", name="Шта тражиш?")
    field.focus()
    view.keyboard.type("сликама")
    view.keyboard.press("Enter")
    said = view.get_by_role("status")
    expect(said).to_have_text(re.compile(r"^Пронађено: \d+$"))
    assert "?q=%D1%81" in view.url
    view.keyboard.press("Tab")
    view.keyboard.press("Tab")
    assert view.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    before = int(said.inner_text().split()[1])
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.value") in view.url
    expect(said).not_to_have_text(f"Пронађено: {before}")
    assert len(results(view)) == int(said.inner_text().split()[1])
    while view.evaluate("document.activeElement.localName") != "a":
        view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    view.wait_for_url("**/index.html")


def test_search_that_is_asked_again_is_answered_aloud_again(view: Page, sites: Path) -> None:
    """Even where it finds as much as before: a text that does not change is not read out."""
    search(view, sites, "sr", "q=слика")
    said = view.locator("[data-said]")
    view.evaluate(
        """() => {
          const said = document.querySelector("[data-said]");
          window.heard = [];
          const hear = () => heard.push(said.textContent.trim());
          new MutationObserver(hear).observe(said, {childList: true});
        }"""
    )
    field = view.get_by_role("searchbox")
    for times in (1, 2):
        field.press("Enter")
        view.wait_for_function("(times) => heard.length === times", arg=times)
    assert view.evaluate("heard") == [said.inner_text()] * 2
    view.get_by_role("button", name="Прикажи још").click()
    assert view.evaluate("heard.length") == 2


@pytest.mark.parametrize(
    ("folder", "query", "said"),
    [
        ("sr", "силовање", "Помоћ је први резултат."),
        ("bg", "самоубийство", "Помощта е първият резултат."),
        ("en", "suicide", "Help is the first result."),
    ],
)
def test_nobody_in_need_is_told_that_nothing_was_found(
    view: Page, sites: Path, folder: str, query: str, said: str
) -> None:
    """Where help is the only result."""
    search(view, sites, folder, f"q={query}")
    assert results(view) == []
    assert view.locator("[data-first] li").count() > 0
    assert view.locator("[data-said]").inner_text() == said


def test_excerpt_shows_the_words_that_were_found(view: Page, sites: Path) -> None:
    search(view, sites, "sr-Latn", "q=просторија")
    marks = view.locator("[data-list] .found-text mark")
    expect(marks.first).to_be_visible()
    assert all(terms_of(text) == ["prostorij"] for text in marks.all_inner_texts())


def terms_of(text: str) -> list[str]:
    return list(terms(text, "sr"))


def test_query_and_kind_live_in_the_address(view: Page, sites: Path) -> None:
    search(view, sites, "en", "q=password&type=lesson")
    chosen = view.locator("[data-types] [aria-pressed=true]")
    expect(chosen).to_contain_text("Lessons")
    assert all(page.startswith("lessons/") for page in results(view))
    chosen.press("Shift+Tab")
    view.get_by_role("button", name=re.compile("^All")).click()
    assert view.url.endswith("?q=password")


def test_words_of_distress_do_not_stay_in_the_address(view: Page, sites: Path) -> None:
    search(view, sites, "en", "q=he+wants+pictures")
    expect(view.locator("[data-first]")).to_be_visible()
    assert view.url.endswith("/search/index.html")
    field = view.get_by_role("searchbox")
    field.press_sequentially(" password")
    field.press("Enter")
    expect(view.locator("[data-first]")).to_be_visible()
    assert view.url.endswith("/search/index.html")
    field.fill("password")
    assert "password" not in view.url, "Words that are being typed are not whole yet."
    field.blur()
    view.wait_for_url("**/search/index.html?q=password")


def test_kind_that_is_none_leaves_nothing_out(view: Page, sites: Path) -> None:
    search(view, sites, "en", "q=password&type=constructor")
    expect(view.locator("[data-types] [aria-pressed=true]")).to_contain_text("All")
    assert results(view)


def test_nothing_found_leads_to_topics_and_help(view: Page, sites: Path) -> None:
    search(view, sites, "bg", "q=zxqwvkj")
    expect(view.get_by_role("status")).to_have_text("Нищо не е намерено.")
    none = view.locator("[data-none]")
    assert none.locator("a[href*='help']").is_visible()
    none.locator(".search-topics a").first.click()
    expect(view.locator("[data-list] .found").first).to_be_visible()


def test_what_is_asked_is_never_markup(view: Page, sites: Path) -> None:
    search(view, sites, "en", "q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+password")
    assert view.locator("main img").count() == 0
    assert view.get_by_role("searchbox").input_value() == "<img src=x onerror=alert(1)> password"


def test_index_is_loaded_only_when_somebody_searches(view: Page, sites: Path) -> None:
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    search(view, sites, "en")
    assert "index.js" not in asked
    assert not any(name.startswith("minisearch") for name in asked)
    view.get_by_role("searchbox").focus()
    expect(view.locator("head script[src$='index.js']")).to_have_count(1)


def test_without_javascript_the_page_leads_everywhere(browser: Browser, sites: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{serve(sites / 'serbia')}sr/search/")
    assert plain.get_by_text("За претрагу је потребан JavaScript").is_visible()
    assert not plain.locator("[data-search]").is_visible()
    for link in ("../help/", "../lessons/", "../lessons/cyberbullying/"):
        assert plain.locator(f"main article a[href='{link}']").first.is_visible()
    context.close()


@pytest.mark.parametrize("centre", ["serbia", "bulgaria"])
def test_no_result_names_a_venue_that_is_not_public(sites: Path, centre: str) -> None:
    site = load_site(ROOT, centre)
    hidden = 0
    for event in site.events.all():
        venue = site.schedule.venues.get(site.schedule.presentations[event.id].venue)
        if event.venue or venue is None:
            continue
        for folder in LANGUAGES[centre]:
            text = (sites / centre / folder / "search" / "pages.js").read_text(encoding="utf-8")
            shown = json.loads(text[text.index(",") + 1 : -3]).get(f"calendar/events/{event.id}")
            if shown:
                hidden += 1
                assert venue.name not in " ".join(shown)
                assert shown[4] == ""
                assert not (
                    sites / centre / folder / f"calendar/events/{event.id}/text.js"
                ).exists()
    assert hidden > 10


@pytest.mark.parametrize("language", ["sr", "bg", "en"])
def test_nearly_all_questions_find_their_page(view: Page, sites: Path, language: str) -> None:
    """The questions were written before there were rules; `measure_search.py` names the missed."""
    search(view, sites, language)
    view.evaluate("beaconSearch.ready()")
    with (RECALL / f"{language}.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    found = view.evaluate(
        "(all) => all.map((q) => [...beaconSearch.answers(q),"
        " ...beaconSearch.find(q).map((result) => result.id).slice(0, 10)])",
        [row["query"] for row in rows],
    )
    wanted = [{"" if p == "home" else p for p in row["pages"].split()} for row in rows]
    hits = sum(bool(pages & set(ids)) for pages, ids in zip(wanted, found, strict=True))
    assert len(rows) >= 60
    assert hits / len(rows) > 0.93


def test_chosen_kind_stays_readable_below_the_pointer_that_has_chosen_it(
    browser: Browser, sites: Path
) -> None:
    view = browser.new_page(reduced_motion="reduce")
    view.goto(f"{serve(sites / 'bulgaria')}en/search/?q=password")
    chosen = view.locator("[data-types] [aria-pressed=true]")
    colours = (
        "(button) => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor]"
    )
    for scheme in ("light", "dark"):
        view.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        view.mouse.move(0, 0)
        resting = chosen.evaluate(colours)
        chosen.hover()
        assert chosen.evaluate(colours) == resting
    view.close()


@pytest.mark.parametrize("query", ["q=password", "q=nudes", "q=zxqwvkj"])
def test_axe_finds_nothing_in_results(browser: Browser, sites: Path, query: str) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    view = context.new_page()
    view.goto(f"{serve(sites / 'bulgaria')}en/search/?{query}")
    expect(view.locator("[data-said]")).not_to_be_empty()
    view.add_script_tag(path=TOOLS / "axe-core" / "axe.min.js")
    found = []
    for width in (360, 1280):
        view.set_viewport_size({"width": width, "height": 800})
        assert view.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            view.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            result = view.evaluate(
                "async (rules) => (await axe.run({runOnly: {type: 'tag', values: rules}}))"
                ".violations.flatMap((v) => v.nodes.map((n) => `${v.id} ${n.html}`))",
                RULES,
            )
            found += [f"{width} {scheme} {line}" for line in result]
    assert found == []
    context.close()
