"""Readers: pages for pupils and parents hold what is written for them, and nothing else."""

from __future__ import annotations

import pytest

from beacon.build.readers import PARENTS, STUDENT, excerpt, reader_page, readers_of
from beacon.build.safety import with_safety_of
from beacon.build.site import Site
from beacon.content.lessons import Lesson
from beacon.content.markdown import Converter

PLAN = """\
<h2 id="steps">Steps</h2>
<p>The teacher's secret.</p>
<div class="admonition safety"><p>Tell an adult. <a href="../../help/">Help</a></p>
<div><p>inside</p></div></div>
<p>More for the teacher.</p>
<h2 id="exit-check">Exit check</h2><p>Expected: the answer.</p>
<h2 id="take-home">Take-home</h2><p>Three people. <a href="#steps">Steps</a></p>
<h2 id="parents">For parents</h2><ol><li>One</li></ol><p><a href="https://x.example/">x</a></p>
<h2 id="adaptations">Adaptations</h2><p>Rest.</p>"""
SAFETY = (
    '<div class="admonition safety"><p>Tell an adult. <a href="../../../help/">Help</a></p>\n'
    "<div><p>inside</p></div></div>"
)


@pytest.mark.parametrize("reader", [STUDENT, PARENTS])
def test_advice_of_a_newer_original_stands_on_these_pages_as_well(reader: str) -> None:
    newer = '<div class="admonition safety"><p>Call.</p></div>'
    html = with_safety_of(PLAN, newer + newer.replace("Call", "Tell"), "en")
    advice = [newer.replace("<div", '<div lang="en"'), ">Tell.<", "inside"]
    found = excerpt(html, reader)
    assert [text in found for text in advice] == [True, True, False]


def test_pupils_get_safety_and_what_to_take_home() -> None:
    found = excerpt(PLAN, STUDENT)
    assert found == f'{SAFETY}<p>Three people. <a href="../#steps">Steps</a></p>\n'


def test_parents_get_safety_and_what_to_talk_about() -> None:
    found = excerpt(PLAN, PARENTS)
    link = '<p><a href="https://x.example/">x</a></p>\n'
    assert found == f"{SAFETY}<ol><li>One</li></ol>{link}"


@pytest.mark.parametrize("part", ["steps", "take-home"])
def test_advice_stands_there_once_wherever_it_is(part: str) -> None:
    inner = '    !!! safety "Inner"\n        Call.\n\n'
    plan = (
        f'## Part {{#{part}}}\n\n!!! safety "Outer"\n    Tell.\n\n{inner}## Rest {{#rest}}\n\nRest.'
    )
    found = excerpt(Converter().convert(plan, lambda link: link), STUDENT)
    assert [found.count(word) for word in ("Outer", "Tell", "Inner", "Call")] == [1] * 4


def test_lesson_without_that_part_has_nothing_of_it() -> None:
    assert excerpt("<p>a</p>", STUDENT) == ""


@pytest.mark.parametrize("anchor", ["take-home", "parents"])
def test_footnotes_of_the_plan_stay_with_the_plan(anchor: str) -> None:
    plan = (
        "## Кораци {#steps}\n\nРеците ученицима.[^1]\n\n"
        f"## За њих {{#{anchor}}}\n\nДраги сви.[^2]\n\n"
        "[^1]: Само за наставника.\n[^2]: Извор."
    )
    reader = STUDENT if anchor == "take-home" else PARENTS
    for trusted in (True, False):
        found = excerpt(Converter().convert(plan, lambda link: link, trusted=trusted), reader)
        assert found.strip() == (
            '<p>Драги сви.<sup id="fnref:2"><a class="footnote-ref" href="../#fn:2">2</a></sup></p>'
        )


def lessons(site: Site) -> dict[str, Lesson]:
    """Return the lessons of a site in its first language by their ids."""
    found = {key: r.record.head for (tag, key), r in site.routes.items() if tag == site.tags[0]}
    return {key: head for key, head in found.items() if isinstance(head, Lesson)}


def test_every_lesson_has_the_pages_of_its_readers_in_every_language(serbia: Site) -> None:
    for lesson_id, lesson in lessons(serbia).items():
        for reader in (STUDENT, PARENTS):
            there = [(tag, reader_page(lesson_id, reader)) in serbia.routes for tag in serbia.tags]
            assert there == [reader in readers_of(lesson, serbia.vocabulary)] * len(serbia.tags)


@pytest.mark.parametrize("reader", [STUDENT, PARENTS])
def test_page_stands_to_its_original_as_its_lesson_does(serbia: Site, reader: str) -> None:
    for tag in serbia.tags:
        for lesson_id in lessons(serbia):
            page = serbia.routes.get((tag, reader_page(lesson_id, reader)))
            lesson = serbia.routes[tag, lesson_id]
            if page is not None:
                assert (page.state, page.translation.stale, page.translation.text_language) == (
                    lesson.state, lesson.translation.stale, lesson.translation.text_language,
                )  # fmt: skip


def test_training_has_no_page_for_pupils(serbia: Site) -> None:
    found, known = lessons(serbia), serbia.vocabulary
    assert readers_of(found["lessons/disclosure-first-response"], known) == ()
    assert readers_of(found["lessons/talking-at-home"], known) == (PARENTS,)
    assert readers_of(found["lessons/sextortion"], known) == (STUDENT, PARENTS)
