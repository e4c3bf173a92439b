"""Ways to lessons, as a teacher, a pupil and a parent go them: with a script and without."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from finished import LANGUAGES, Node, content_pages, listed, page_at, serve
from playwright.sync_api import Browser, Page, expect

FOLDERS = [(centre, folder) for centre, folders in LANGUAGES.items() for folder in folders]
IN_EVERY_LANGUAGE = pytest.mark.parametrize(("centre", "folder"), FOLDERS)
# At least what readers choose from; the values are those of the vocabulary.
VALUES = {"age": 4, "for": 12, "topic": 20, "risk": 5, "time": 4, "competence": 21, "format": 3}
PROFESSIONS = (
    "teachers", "pedagogical-counsellors", "school-psychologists", "social-workers",
    "health-mediators", "paediatricians", "other-professionals",
)  # fmt: skip


def ways(sites: Path, centre: str, folder: str, facet: str) -> list[Path]:
    """Return the pages of a facet."""
    return sorted((sites / centre / folder / "lessons" / facet).glob("*/index.html"))


@IN_EVERY_LANGUAGE
def test_every_value_has_a_page_that_leads_on(sites: Path, centre: str, folder: str) -> None:
    empty = []
    for facet, fewest in VALUES.items():
        pages = ways(sites, centre, folder, facet)
        assert len(pages) >= fewest
        for path in pages:
            page = page_at(sites, centre, f"{folder}/lessons/{facet}/{path.parent.name}/")
            main = page.tree.all("main")[0]
            doors = [n for n in main.classed("empty-ways") for _ in n.all("a")]
            shown = main.classed("row") or main.classed("card")
            if not shown and len(doors) < 4:
                empty.append(page.name)
    assert not empty, listed(empty)


@IN_EVERY_LANGUAGE
@pytest.mark.parametrize("profession", PROFESSIONS)
def test_every_profession_has_a_landing_page_with_a_path(
    sites: Path, centre: str, folder: str, profession: str
) -> None:
    page = page_at(sites, centre, f"{folder}/lessons/for/{profession}/")
    links = [page.resolve(n.attributes["href"]) for n in page.tree.all("main")[0].all("a")]
    assert [link for link in links if re.match(rf"{folder}/lessons/paths/[^/]+/$", link)]
    assert f"{folder}/lessons/age/12-14/" in links
    assert f"{folder}/lessons/disclosure-first-response/" in links


@IN_EVERY_LANGUAGE
def test_minutes_of_a_path_are_those_of_its_lessons(sites: Path, centre: str, folder: str) -> None:
    for path in ways(sites, centre, folder, "paths"):
        page = page_at(sites, centre, f"{folder}/lessons/paths/{path.parent.name}/")
        rows = [row.classed("row-facts")[0].text() for row in page.tree.classed("row")]
        minutes = [int(re.findall(r"\d+(?= min| мин)", facts)[0]) for facts in rows]
        said = page.tree.classed("facts")[0].all("dd")[1].text()
        assert int(said.split()[0]) == sum(minutes)


# What belongs to teachers: notes, preparation, expected answers.
TEACHERS = ("safeguarding", "plan-way", "occasions", "chip")


@IN_EVERY_LANGUAGE
def test_pupils_never_see_what_is_for_teachers(sites: Path, centre: str, folder: str) -> None:
    lessons = sorted((sites / centre / folder / "lessons").glob("*/student/index.html"))
    assert len(lessons) == 14
    for path in lessons:
        name = path.parent.parent.name
        plan = page_at(sites, centre, f"{folder}/lessons/{name}/")
        page = page_at(sites, centre, f"{folder}/lessons/{name}/student/")
        assert [sign for sign in TEACHERS if page.tree.classed(sign)] == []
        text = page.tree.text()
        assert note_of(plan.tree) not in text
        for part in ("exit-check", "parents", "adaptations"):
            assert page.tree.all("h2", id=part) == []
        assert page.tree.classed("safety")
        assert page.tree.classed("help-box")


def note_of(plan: Node) -> str:
    """Return the safeguarding note of a lesson."""
    return plan.classed("safeguarding")[0].all("p")[0].text()


@IN_EVERY_LANGUAGE
def test_parents_get_five_ways_to_begin(sites: Path, centre: str, folder: str) -> None:
    folders = sorted((sites / centre / folder / "lessons").glob("*/parents/index.html"))
    pages = [path for path in folders if path.parent.parent.name != "for"]
    assert len(pages) == 15
    for path in pages:
        page = page_at(sites, centre, f"{folder}/lessons/{path.parent.parent.name}/parents/")
        article = page.tree.all("article")[0]
        lists = [n for n in article.all("ol") if not any("safety" in str(u.attributes.get("class"))
                                                         for u in n.up())]  # fmt: skip
        assert [len(n.all("li")) for n in lists] == [5], page.name


def test_metadata_says_what_a_lesson_teaches_in_which_language(sites: Path) -> None:
    found = {}
    for centre, folder in FOLDERS:
        page = page_at(sites, centre, f"{folder}/lessons/sextortion/")
        data = json.loads(page.tree.all("script", type="application/ld+json")[0].children[0])  # type: ignore[arg-type]
        found[centre, folder] = data
        assert data["inLanguage"] == LANGUAGES[centre][folder]
        assert data["typicalAgeRange"] == "15-18"
        assert data["timeRequired"] == "PT45M"
        assert [term["termCode"] for term in data["teaches"]] == ["4.3", "4.2"]
        assert data["license"].startswith("https://creativecommons.org/")
        assert data["isAccessibleForFree"] is True
    serbian, english = found["serbia", "sr"], found["serbia", "en"]
    assert english["workTranslation"] == [{"@id": serbian["url"]}]
    assert serbian["translationOfWork"] == {"@id": english["url"]}
    assert "translationOfWork" not in english
    # What is written in another script alone is no translation.
    assert found["serbia", "sr-Latn"]["translationOfWork"] == {"@id": english["url"]}
    assert [part["@id"] for part in english["hasPart"]] == [
        f"{english['url']}student/", f"{english['url']}parents/",
    ]  # fmt: skip


def test_pages_of_a_lesson_are_told_apart(sites: Path) -> None:
    titles = [p.tree.all("title")[0].text() for p in content_pages(sites, "serbia")
              if re.match(r"en/lessons/(?!grooming|sext|image|disc)[^/]+/(?:student/|parents/)?$",
                          p.uri)]  # fmt: skip
    assert len(titles) == len(set(titles))


# With a script


@pytest.fixture(scope="module")
def view(browser: Browser) -> Iterator[Page]:
    """A window of a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def shown(view: Page) -> list[str]:
    """Return the titles of the lessons that are shown."""
    return view.locator(".cards > li:visible .card-title").all_inner_texts()


@pytest.mark.browser
def test_choices_combine_and_live_in_the_address(view: Page, sites: Path) -> None:
    view.goto(serve(sites / "serbia") + "en/lessons/")
    everything = len(shown(view))
    age, topic = view.locator("select[name=age]"), view.locator("select[name=topic]")
    age.select_option("15-18")
    expect(view.locator(".finder output")).to_have_text(f"Shown: 4 of {everything}")
    # What would leave nothing cannot be chosen; what is left says how many it is.
    sextortion = topic.locator("option[value=sextortion]")
    assert sextortion.inner_text() == "Sextortion (1)"
    assert topic.locator("option[value=passwords-accounts]").is_disabled()
    topic.select_option("sextortion")
    assert shown(view) == ["Sextortion: stop, tell, get help"]
    assert view.url.endswith("/en/lessons/?age=15-18&topic=sextortion")
    view.reload()
    assert shown(view) == ["Sextortion: stop, tell, get help"]
    view.locator(".finder button").click()
    assert len(shown(view)) == everything
    assert view.url.endswith("/en/lessons/")


@pytest.mark.browser
def test_choice_that_stands_folded_is_opened_where_it_is_made(view: Page, sites: Path) -> None:
    view.goto(serve(sites / "serbia") + "sr-Latn/lessons/?format=training&nonsense=1&age=nothing")
    assert view.locator(".finder details").get_attribute("open") is not None
    assert len(shown(view)) == 1


@pytest.mark.browser
def test_choices_work_by_keyboard(view: Page, sites: Path) -> None:
    view.goto(serve(sites / "bulgaria") + "bg/lessons/")
    view.locator("select[name=age]").focus()
    view.keyboard.press("ArrowDown")
    assert "age=6-8" in view.url
    assert len(shown(view)) == 1


@pytest.mark.browser
def test_plan_is_made_changed_and_kept_by_its_address_alone(view: Page, sites: Path) -> None:
    site = serve(sites / "serbia")
    view.goto(site + "en/lessons/sextortion/")
    view.locator(".plan-more a").click()
    assert view.url == f"{site}en/lessons/plan/?plan=sextortion"
    for lesson in ("privacy", "talking-at-home"):
        view.locator("#page-plan-add").select_option(lesson)
        view.get_by_role("button", name="Add a lesson").click()
    assert view.url.endswith("?plan=sextortion,privacy,talking-at-home")
    expect(view.locator(".plan-made output")).to_have_text("Lessons: 3. Time together: 150 min.")
    # Focus stays with the lesson that is moved, so that it can be moved on.
    view.get_by_role("button", name="Earlier: Talking at home").focus()
    view.keyboard.press("Enter")
    view.keyboard.press("Enter")
    assert view.url.endswith("?plan=talking-at-home,sextortion,privacy")
    view.get_by_role("button", name="Take out: Sextortion").click()
    assert view.url.endswith("?plan=talking-at-home,privacy")
    address = view.url
    view.goto("about:blank")
    view.goto(address)
    assert view.locator(".plan-list > li").count() == 2
    assert view.locator("[data-materials] li").count() > 4
    view.goto(f"{site}en/lessons/plan/?plan=nothing,privacy,privacy,<script>")
    assert view.locator(".plan-list > li").count() == 1


@pytest.mark.browser
def test_lesson_of_a_plan_is_chosen_by_arrow_keys_before_it_is_added(
    view: Page, sites: Path
) -> None:
    """A closed list chooses at every arrow key; adding at once would add all on the way."""
    view.goto(serve(sites / "serbia") + "en/lessons/plan/")
    lessons = view.locator(".plan-list > li")
    view.locator("#page-plan-add").focus()
    for _ in range(3):
        view.keyboard.press("ArrowDown")
    assert lessons.count() == 0
    third = view.locator("#page-plan-add").input_value()
    view.keyboard.press("Tab")
    view.keyboard.press("Enter")
    assert lessons.count() == 1
    assert view.url.endswith(f"?plan={third}")
    expect(view.get_by_role("button", name="Add a lesson")).to_be_focused()
    # With nothing chosen the button leads to the list.
    view.keyboard.press("Enter")
    assert lessons.count() == 1
    expect(view.locator("#page-plan-add")).to_be_focused()


@pytest.mark.browser
def test_plan_without_javascript_leads_to_paths(browser: Browser, sites: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(serve(sites / "bulgaria") + "bg/lessons/plan/?plan=privacy")
    expect(view.locator("[data-plain]")).to_be_visible()
    expect(view.locator(".plan-made")).to_be_hidden()
    assert view.locator(".plan-ready .card a").count() > 5
    assert view.locator(".plan-all .row").count() >= 16
    context.close()
