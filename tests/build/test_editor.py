"""A campaign on its way: written in the browser, read by adults, published, changed, taken down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from build_projects import project_with_scripts, script, small_project
from editor_desk import Desk, desk_of, photograph
from playwright.sync_api import Browser, expect

from beacon.languages.registry import load_languages
from beacon.problems import Problem
from beacon.submissions.inspection import COLOURS, inspect
from beacon.submissions.record import SHARED, read_submission

SLUG = "nisam-tvoj-mim-djurdjo"
PAGES = tuple(f"{folder}/campaigns/{SLUG}/index.html" for folder in ("sr", "sr-Latn"))
TEXT = """\
---
title: Нисам твој мим, Ђурђо
slogan: Питај пре него што пошаљеш.
description: Кампања о туђим сликама.
warning: Ова страница говори о ругању.
pledge: Не прослеђујем туђу слику.
topics:
  - cyberbullying
audiences:
  - pupils
period:
  precision: month
  year: 2026
  month: 12
expires: 2027-06-30
made_by:
  role: peer-educator
  name: Плава екипа
pictures:
  - people: false
    file: plakat-1.jpg
    alt: Зелени плакат без речи
licence: CC-BY-4.0
centre: north
written_in: sr
---
Туђа слика није шала. Зови ме на 0641234567.
"""
FIELDS = {
    "Наслов": "Нисам твој мим, Ђурђо",
    "Слоган": "Питај пре него што пошаљеш.",
    "У једној или две реченице": "Кампања о туђим сликама.",
    "Упозорење пре текста": "Ова страница говори о ругању.",
    "Обећање или изазов": "Не прослеђујем туђу слику.",
    "Година": "2026",
    "Последњи дан странице": "2027-06-30",
    "Име ваше групе или псеудоним": "Плава екипа",
}


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """The editing page of a small project of its own, in which the scripts run."""
    root = project_with_scripts(tmp_path / "project", small_project)
    with desk_of(root, "north", browser) as desk:
        desk.open()
        yield desk
        # Whatever was done, the policy of the page allowed it, and no other host was asked.
        assert desk.told == []
        assert desk.asked == {desk.address.split("/")[2]}


def fill_in(desk: Desk) -> None:
    """Begin a campaign and fill in what it must have."""
    desk.start()
    desk.fill(FIELDS)
    desk.choose("О чему је реч", "Дигитално насиље")
    desk.choose("За кога", "Ученици")
    desk.choose("Месец", "Децембар")


def review(desk: Desk, *words: str, code: int = 0) -> str:
    """Run the script of the reviewers and return what it says."""
    centre = ("--centre", "north", "--language", "en", "--as-of", "2026-11-26")
    done = script(desk.root, "review.py", *centre, *words)
    assert done.code == code, done.said
    return done.said


def approve(desk: Desk, *roles: str) -> None:
    """Let adults approve what was handed in, each in a role of its own."""
    for role in roles:
        review(desk, "approve", SLUG, "--role", role)


def shown(desk: Desk) -> list[str]:
    """Return what a reader finds at the address of the campaign, in both scripts."""
    desk.preview.refresh()
    return [(desk.preview.file(page) or b"").decode() for page in PAGES]


@pytest.mark.browser
def test_campaign_goes_from_the_browser_to_the_site_and_away(desk: Desk) -> None:
    fill_in(desk)
    desk.write("Туђа слика није шала. Зови ме на 0641234567.")
    desk.add_picture("Плакат_1.JPEG", photograph(), "Зелени плакат без речи")
    desk.save()
    folder = desk.folder(SLUG)
    assert not folder.exists()
    desk.set_ready()
    desk.hand_in()
    text, picture = folder / "text.sr.md", folder / "pictures" / "plakat-1.jpg"
    assert text.read_text(encoding="utf-8") == TEXT
    assert sorted(p for p in folder.rglob("*") if p.is_file()) == [picture, text]
    inspected = inspect(picture.read_bytes())
    assert inspected is not None
    # Browsers write a profile of colours, which says nothing of who took it where.
    assert (inspected.size, set(inspected.hidden) - {COLOURS}) == ((320, 240), set())
    assert shown(desk) == ["", ""]

    # What gives somebody away is found; the draft that mends it changes nothing by itself.
    assert "waits for review" in review(desk, "list")
    told = review(desk, "approve", SLUG, "--role", "teacher", code=1)
    assert "SAF003" in told
    desk.entry(SLUG)
    desk.write("Туђа слика није шала. Питај пре него што пошаљеш.")
    desk.insert_help()
    desk.save()
    assert text.read_text(encoding="utf-8") == TEXT
    desk.set_ready()
    desk.hand_in()
    assert "0641234567" not in text.read_text(encoding="utf-8")

    # What leaves the browser is made anew on our side as well.
    assert "SAF021" in review(desk, "show", SLUG)
    assert script(desk.root, "submit.py", "--centre", "north", "--clean", SLUG).code == 0
    # A sensitive topic needs two adults.
    approve(desk, "teacher")
    assert shown(desk) == ["", ""]
    approve(desk, "school-psychologist")
    cyrillic, latin = shown(desk)
    assert ("Нисам твој мим, Ђурђо" in cyrillic, "Nisam tvoj mim, Đurđo" in latin) == (True, True)

    # An edit takes it back until it is read again.
    desk.entry(SLUG)
    desk.fill({"Слоган": "Прво питај."})
    desk.save()
    desk.set_ready()
    assert shown(desk) == [cyrillic, latin]
    desk.hand_in()
    assert text.read_text(encoding="utf-8").endswith("пошаљеш.\n\n[[help-channels]]\n")
    assert shown(desk) == ["", ""]
    approve(desk, "teacher", "school-psychologist")
    assert "Прво питај." in shown(desk)[0]

    review(desk, "take-down", SLUG, "--role", "teacher", "--reason-code", "privacy", "--no-build")
    for page in shown(desk):
        assert "noindex" in page
        assert not any(
            word in page for word in ("Прво питај", "Prvo pitaj", "Нисам твој", "Nisam tvoj")
        )


@pytest.mark.browser
def test_all_languages_are_one_draft_and_nothing_stays_in_the_browser(desk: Desk) -> None:
    fill_in(desk)
    desk.fill({"Адреса странице": "nisam-mim"})
    desk.write("Туђа слика није шала.")
    desk.language("SR", "EN")
    desk.take_over("SR")
    desk.fill({"Наслов": "Not your meme", "Слоган": "Ask before you send."})
    desk.save()
    desk.set_ready()
    desk.hand_in()
    problems: list[Problem] = []
    registry = load_languages(desk.root / "content/vocabulary/languages.yml", "there", problems)
    submission = read_submission(desk.folder("nisam-mim"), "there", registry, problems)
    assert (problems, submission is None) == ([], False)
    assert submission is not None
    titles = {folder: head.title for folder, _, head in submission.heads()}
    assert titles == {"sr": "Нисам твој мим, Ђурђо", "en": "Not your meme"}
    alike = [{name: getattr(h, name) for name in SHARED} for _, _, h in submission.heads()]
    assert alike[0] == alike[1]
    assert alike[0]["topics"] == ("cyberbullying",)

    desk.entry("nisam-mim")
    desk.fill({"Слоган": "Ово није сачувано."})
    desk.keeps("Ово није сачувано.")
    assert "decap-cms-user" in desk.kept()
    desk.leave()
    assert "decap-cms-user" not in desk.kept()
    assert "Ово није сачувано." not in desk.kept()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1000, 360, 320])
def test_whoever_practises_is_told_on_a_phone_too(desk: Desk, width: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": 640})
    said = desk.page.get_by_text("Ово је за вежбу: оно што напишеш остаје на овом рачунару.")
    expect(said).to_be_visible()
    fonts = "(line) => [line, line.closest('.desk')].map((e) => getComputedStyle(e).fontFamily)"
    own, around = said.evaluate(fonts)
    assert own == around
    assert desk.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
def test_buttons_say_what_they_do_in_signs_that_every_device_has(desk: Desk) -> None:
    new = desk.page.locator('a[href$="/collections/campaigns/new"]')
    expect(new).to_have_text("+ Кампања")
    desk.start()
    expect(desk.page.get_by_test_id("now-button")).to_have_text("Постави данашњи дан")
