"""Quizzes and stories as their readers meet them: by keyboard, without a script, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from finished import CENTRES, content_pages, listed, page_at, serve
from playwright.sync_api import Browser, Page, expect

QUIZ = "sr/lessons/grooming-9-11/quiz/"
STORY = "bg/lessons/grooming-9-11/story/"
FEWEST_QUIZZES, FEWEST_STORIES = 6, 2


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A window without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def usual(browser: Browser) -> Iterator[Page]:
    """A window with JavaScript."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_quizzes_and_stories_stand_in_every_language(sites: Path) -> None:
    found: dict[tuple[str, str, str], int] = {}
    for page in content_pages(sites):
        kind = re.search(r"/lessons/[^/]+/(quiz|story)/$", page.uri)
        if kind:
            key = (page.centre, page.folder, kind.group(1))
            found[key] = found.get(key, 0) + 1
            language = page.tree.all("h1")[0].language()
            assert language == page.tag, f"{page.uri} is not translated: {language}"
    fewest = {"quiz": FEWEST_QUIZZES, "story": FEWEST_STORIES}
    assert len(found) == 10
    assert [key for key, count in found.items() if count < fewest[key[2]]] == []


def test_every_quiz_says_something_to_every_answer(sites: Path) -> None:
    faults = []
    for page in content_pages(sites):
        for answer in page.tree.classed("answer"):
            feedback = answer.classed("feedback")
            if len(feedback) != 1 or len(feedback[0].text()) < 20:
                faults.append(f"{page.name}: {answer.text()[:60]}")
    assert not faults, listed(faults)


def test_who_says_that_something_happens_is_not_judged(sites: Path) -> None:
    """Help stands there, and the words "Worth another look" do not."""
    beside_help, judged = 0, []
    for page in content_pages(sites):
        for answer in page.tree.classed("answer"):
            if answer.classed("near-help"):
                beside_help += 1
                if "answer-other" in answer.attributes["class"].split() or (
                    answer.classed("verdict")
                    and "answer-right" not in answer.attributes["class"].split()
                ):
                    judged.append(f"{page.name}: {answer.text()[:60]}")
    assert beside_help >= 10
    assert not judged, listed(judged)


def test_lesson_leads_to_its_quiz_and_story_and_they_lead_back(sites: Path) -> None:
    lesson = page_at(sites, "bulgaria", "bg/lessons/grooming-9-11/")
    hrefs = [node.attributes["href"] for node in lesson.tree.all("a")]
    assert ("quiz/" in hrefs, "story/" in hrefs) == (True, True)
    story = page_at(sites, "bulgaria", STORY)
    assert "../" in [node.attributes["href"] for node in story.tree.all("a")]


@pytest.mark.parametrize("centre", CENTRES)
def test_exercises_have_no_form_and_no_points(sites: Path, centre: str) -> None:
    for page in content_pages(sites, centre):
        if page.tree.classed("question") or page.tree.classed("scene"):
            assert page.tree.all("form", "input", "select") == [], page.uri


@pytest.mark.browser
def test_quiz_is_done_by_keyboard_alone(usual: Page, sites: Path) -> None:
    """Every answer can be reached with Tab and opened with Enter; only one stays open at a time."""
    usual.goto(serve(sites / "serbia") + QUIZ)
    answers = usual.locator("details.answer")
    count, questions = answers.count(), usual.locator(".question").count()
    usual.locator(".quiz-how").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    for number in range(count):
        for _ in range(30):
            usual.keyboard.press("Tab")
            here = "e => document.activeElement === e.querySelector('summary')"
            if answers.nth(number).evaluate(here):
                break
        else:
            pytest.fail(f"answer {number} is not reached")
        usual.keyboard.press("Enter")
        expect(answers.nth(number).locator(".feedback")).to_be_visible()
    assert usual.locator("details.answer[open]").count() == questions
    expect(usual.locator("[data-quiz-end] [role=status]")).to_contain_text(str(questions))
    usual.locator("[data-quiz-end] button").press("Enter")
    assert usual.locator("details.answer[open]").count() == 0
    stored = usual.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length")
    assert stored == 0


@pytest.mark.browser
def test_quiz_works_without_a_script_and_help_is_near(plain: Page, sites: Path) -> None:
    plain.goto(serve(sites / "serbia") + QUIZ)
    harm = plain.locator("details.answer:has(.near-help)").first
    expect(harm.locator(".near-help")).to_be_hidden()
    harm.locator("summary").click()
    expect(harm.locator(".near-help a[href^='tel:']").first).to_be_visible()
    expect(plain.locator("[data-quiz-end]")).to_be_hidden()


def _walk(view: Page, start: str) -> set[str]:
    """Follow every choice of a story by keyboard; return the ends that are met."""
    waiting, seen, ends = [start], {start}, set()
    while waiting:
        scene = waiting.pop()
        view.goto(view.url.partition("#")[0] + f"#{scene}")
        shown = [e.get_attribute("id") for e in view.locator(".scene").all() if e.is_visible()]
        assert shown == [scene]
        choices = view.locator(f"#{scene} .story-choices a")
        if not choices.count():
            expect(view.locator(f"#{scene} .near-help")).to_be_visible()
            ends.add(scene)
        for number in range(choices.count()):
            target = choices.nth(number).get_attribute("href").removeprefix("#")
            choices.nth(number).press("Enter")
            expect(view.locator(f"#{target}")).to_be_visible()
            expect(view.locator(f"#{scene}")).to_be_hidden()
            if target not in seen:
                seen.add(target)
                waiting.append(target)
            view.go_back()
    return ends


@pytest.mark.browser
def test_story_is_read_to_every_end_without_a_script(plain: Page, sites: Path) -> None:
    plain.goto(serve(sites / "bulgaria") + STORY)
    visible = [e for e in plain.locator(".scene").all() if e.is_visible()]
    assert [e.get_attribute("id") for e in visible] == ["scene-start"]
    ends = _walk(plain, "scene-start")
    assert ends == {"scene-tell-now", "scene-teacher", "scene-helpline"}


@pytest.mark.browser
def test_scene_takes_the_focus_when_it_is_chosen(usual: Page, sites: Path) -> None:
    usual.goto(serve(sites / "bulgaria") + STORY)
    usual.locator("#scene-start .story-choices a").first.press("Enter")
    assert usual.evaluate("document.activeElement.id") == "scene-play"


@pytest.mark.browser
@pytest.mark.parametrize(("centre", "uri"), [("serbia", QUIZ), ("bulgaria", STORY)])
def test_paper_has_cards_with_a_key_and_a_story_with_numbers(
    usual: Page, sites: Path, centre: str, uri: str
) -> None:
    usual.goto(serve(sites / centre) + uri)
    usual.emulate_media(media="print")
    if centre == "serbia":
        expect(usual.locator(".quiz")).to_be_hidden()
        expect(usual.locator(".paper-card").first).to_be_visible()
        assert usual.locator(".paper-card").count() == usual.locator(".question").count()
        expect(usual.locator(".paper-key")).to_be_visible()
        breaks = usual.locator(".paper-key").evaluate("e => getComputedStyle(e).breakBefore")
        assert breaks == "page"
    else:
        assert all(scene.is_visible() for scene in usual.locator(".scene").all())
        expect(usual.locator(".story-choices .on-paper").first).to_be_visible()
    usual.emulate_media(media="screen")
