"""What readers of each language get when originals change, translations lack, languages come."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from build_pages import Page, broken_links, read
from build_projects import build, edit, small_project
from playwright.sync_api import Browser

from beacon.languages.marks import marked

# Together, so that the sites they share are built once.
pytestmark = pytest.mark.xdist_group("languages")
BuiltProject = Callable[[Path], Path]
LESSON = "lessons/sextortion"
OTHER = "lessons/grooming"
ADDED = "This sentence was added to the original."
_CYRILLIC = re.compile("[А-Яа-яЂ-џ]")
NOTICE_STALE = {
    "sr": "Изворни текст је промењен",
    "sr-Latn": "Izvorni tekst je promenjen",
}


def _site(root: Path, centre: str) -> Path:
    output = root.parent / centre
    result = build(root, output, centre)
    assert result.code == 0, result.said
    return output


def _page(site: Path, language: str, record: str) -> Page:
    return read(site / language / record / "index.html")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, built_project: BuiltProject) -> Path:
    """Both sites after the English original of a lesson has changed in its safety block."""
    folder = tmp_path_factory.mktemp("changed")
    root = built_project(folder / "project")
    page = root / "content/commons/en" / LESSON / "index.md"
    edit(page, "    1. Stop: do not reply any more.", f"    1. Stop. {ADDED}")
    for centre in ("serbia", "bulgaria"):
        _site(root, centre)
    return folder


STALE = [("serbia", "sr", "sr-Cyrl"), ("serbia", "sr-Latn", "sr-Latn"), ("bulgaria", "bg", "bg")]


@pytest.mark.parametrize(("centre", "language", "tag"), STALE)
def test_stale_page_says_so_in_its_own_language(
    changed: Path, centre: str, language: str, tag: str
) -> None:
    page = _page(changed / centre, language, LESSON)
    notice = page.inside("notice-stale")
    assert notice
    assert {text.lang for text in notice} <= {tag, "en"}
    said = " ".join(text.text for text in notice if text.lang == tag)
    assert len(said) > 40
    assert bool(_CYRILLIC.search(said)) == (language != "sr-Latn")
    assert not re.search(r"\b(?:the|original|translated)\b", said)
    hrefs = [value for tag_, _, value in page.addresses if tag_ == "a"]
    assert f"../../../en/{LESSON}/" in hrefs


@pytest.mark.parametrize(("centre", "language", "tag"), STALE)
def test_safety_block_of_a_stale_page_is_that_of_the_original(
    changed: Path, centre: str, language: str, tag: str
) -> None:
    page = _page(changed / centre, language, LESSON)
    block = page.inside("safety")
    assert any(ADDED in text.text for text in block)
    assert {text.lang for text in block} == {"en"}
    assert not any(_CYRILLIC.search(text.text) for text in block)
    original = _page(changed / centre, "en", LESSON).inside("safety")
    assert [text.text for text in block] == [text.text for text in original]


@pytest.mark.parametrize(("centre", "language", "tag"), STALE)
def test_rest_of_a_stale_page_stays_translated(
    changed: Path, centre: str, language: str, tag: str
) -> None:
    page = _page(changed / centre, language, LESSON)
    safety = page.inside("safety")
    rest = [text for text in page.inside("prose") if text not in safety]
    assert len(rest) > 50
    assert {text.lang for text in rest} == {tag}
    assert ADDED not in "\n".join(text.text for text in rest)


@pytest.mark.parametrize(("centre", "language", "tag"), STALE)
def test_other_pages_carry_no_notice(changed: Path, centre: str, language: str, tag: str) -> None:
    for page in (_page(changed / centre, language, OTHER), _page(changed / centre, "en", LESSON)):
        assert page.inside("notice") == []
    block = _page(changed / centre, language, OTHER).inside("safety")
    assert {text.lang for text in block} == {tag}


def test_change_that_no_translator_reads_makes_nothing_stale(
    tmp_path: Path, built_project: BuiltProject
) -> None:
    root = built_project(tmp_path / "project")
    page = root / "content/commons/en" / LESSON / "index.md"
    edit(page, 'version: "1.0"', 'version: "1.1"')
    site = _site(root, "bulgaria")
    assert _page(site, "bg", LESSON).inside("notice") == []


@pytest.fixture(scope="module")
def deleted(tmp_path_factory: pytest.TempPathFactory, built_project: BuiltProject) -> Path:
    """The Bulgarian site after a Bulgarian lesson was deleted."""
    root = built_project(tmp_path_factory.mktemp("deleted") / "project")
    shutil.rmtree(root / "content/commons/bg" / LESSON)
    return _site(root, "bulgaria")


def test_missing_translation_is_told_in_the_language_of_the_page(deleted: Path) -> None:
    page = _page(deleted, "bg", LESSON)
    assert {text.lang for text in page.inside("header")} <= {"bg", "en"}
    notice = page.inside("notice-fallback")
    assert {text.lang for text in notice} == {"bg"}
    said = " ".join(text.text for text in notice)
    assert "English" in said
    assert _CYRILLIC.search(said)
    assert "not been translated" not in said


def test_fallback_text_carries_its_own_language(deleted: Path) -> None:
    page, original = _page(deleted, "bg", LESSON), _page(deleted, "en", LESSON)
    ours = "Опитай и провери"  # the heading above the quiz is the site's own, and Bulgarian
    assert {t.lang for t in page.inside("prose") if t.text != ours} == {"en"}
    assert {text.lang for text in page.inside("h1")} == {"en"}
    assert {text.lang for text in page.inside("safety")} == {"en"}
    theirs = [text.text for text in original.inside("prose")]
    assert [t.text for t in page.inside("prose") if t.text in theirs] == [
        text for text in theirs if text in {t.text for t in page.inside("prose")}
    ]
    bulgarian = [text for text in page.inside("main") if _CYRILLIC.search(text.text)]
    assert bulgarian
    assert {text.lang for text in bulgarian} == {"bg"}


def test_english_in_a_bulgarian_page_is_marked_as_english(deleted: Path) -> None:
    """Every longer text without a Cyrillic letter, wherever in the page it stands."""
    for record in (LESSON, "lessons"):
        page = _page(deleted, "bg", record)
        words = re.compile(r"\b(?:the|and|to|what|is|of|help)\b", re.IGNORECASE)
        english = [t for t in page.inside("main") if len(words.findall(t.text)) > 1]
        assert english
        assert {text.lang for text in english if not _CYRILLIC.search(text.text)} == {"en"}


def test_fallback_page_keeps_its_place_among_the_languages(deleted: Path) -> None:
    page = _page(deleted, "bg", LESSON)
    hrefs = [value for tag, _, value in page.addresses if tag == "link"]
    assert any(value.endswith(f"/bg/{LESSON}/") for value in hrefs)
    assert any(value.endswith(f"/en/{LESSON}/") for value in hrefs)
    assert broken_links(deleted, "https://safenet.bg/") == []


def test_picture_of_the_original_stands_in_on_a_fallback_page(
    tmp_path: Path, built_project: BuiltProject
) -> None:
    root = built_project(tmp_path / "project")
    shutil.rmtree(root / "content/commons/bg" / LESSON)
    folder = root / "content/commons/en" / LESSON
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
    (folder / "plan.svg").write_text(drawing, encoding="utf-8")
    edit(folder / "index.md", "## Debrief questions", "![The plan](plan.svg)\n\n## Debrief it")
    site = _site(root, "bulgaria")
    for language in ("bg", "en"):
        assert (site / language / LESSON / "plan.svg").read_text(encoding="utf-8") == drawing
    assert broken_links(site, "https://safenet.bg/") == []


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory, built_project: BuiltProject) -> Path:
    """The Serbian site with two pages in Latin script written by hand."""
    root = built_project(tmp_path_factory.mktemp("by-hand") / "project")
    text = "---\ntitle: Napisano rukom\ndescription: Ručni opis.\n---\n\nOvo je pisao čovek.\n"
    for place in ("centres/serbia/pages/sr-Latn/parents", "commons/sr-Latn/if-it-happens"):
        folder = root / "content" / place
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(text, encoding="utf-8")
    return _site(root, "serbia")


@pytest.mark.parametrize("record", ["parents", "if-it-happens"])
def test_latin_text_written_by_hand_wins(by_hand: Path, record: str) -> None:
    latin, cyrillic = _page(by_hand, "sr-Latn", record), _page(by_hand, "sr", record)
    assert latin.prose("h1") == "Napisano rukom"
    assert "Ovo je pisao čovek." in latin.prose("prose")
    assert {text.lang for text in latin.inside("prose")} == {"sr-Latn"}
    assert latin.inside("notice") == []
    assert "Napisano rukom" not in cyrillic.prose("main")
    assert _CYRILLIC.search(cyrillic.prose("h1"))


def test_latin_text_without_a_hand_is_generated(by_hand: Path) -> None:
    latin, cyrillic = _page(by_hand, "sr-Latn", LESSON), _page(by_hand, "sr", LESSON)
    assert _CYRILLIC.search(cyrillic.prose("prose"))
    assert not _CYRILLIC.search(latin.prose("prose"))
    assert latin.anchors == cyrillic.anchors


@pytest.fixture(scope="module")
def hungarian(tmp_path_factory: pytest.TempPathFactory, built_project: BuiltProject) -> Path:
    """The Bulgarian site with a new language that has no catalogue and one page."""
    root = built_project(tmp_path_factory.mktemp("hungarian") / "project")
    with (root / "content/vocabulary/languages.yml").open("a", encoding="utf-8") as registry:
        registry.write(
            "- tag: hu\n  path: hu\n  name: Magyar\n  script: Latn\n  locale: hu_HU\n"
            "  fallbacks: [en]\n"
        )
    centre = root / "content/centres/bulgaria/centre.yml"
    text = centre.read_text(encoding="utf-8")
    found = re.search(r"^languages: \[(.*?)\]", text, re.MULTILINE)
    assert found is not None
    edit(centre, found.group(), f"languages: [{found.group(1)}, hu]")
    page = root / "content/commons/hu/if-it-happens/index.md"
    page.parent.mkdir(parents=True)
    head = "---\ntitle: Segítség\ndescription: Rövid.\n---\n"
    page.write_text(f"{head}\nNem vagy egyedül.\n", encoding="utf-8")
    return _site(root, "bulgaria")


def test_new_language_has_every_page(hungarian: Path) -> None:
    def pages(language: str) -> set[str]:
        folder = hungarian / language
        return {path.relative_to(folder).as_posix() for path in folder.rglob("index.html")}

    assert pages("hu") == pages("en") == pages("bg")
    assert (hungarian / "hu" / "calendar.ics").is_file()
    assert broken_links(hungarian, "https://safenet.bg/") == []


def test_new_language_shows_its_own_text_as_its_own(hungarian: Path) -> None:
    page = _page(hungarian, "hu", "if-it-happens")
    assert page.prose("h1") == "Segítség"
    assert {text.lang for text in page.inside("prose")} == {"hu"}
    assert page.inside("notice") == []
    html = (hungarian / "hu/if-it-happens/index.html").read_text(encoding="utf-8")
    assert '<html lang="hu"' in html


@pytest.mark.parametrize("record", [LESSON, "help", "funding"])
def test_new_language_falls_back_with_the_right_language(hungarian: Path, record: str) -> None:
    page = _page(hungarian, "hu", record)
    assert {text.lang for text in page.inside("h1")} == {"en"}
    blocks = page.inside("channels")
    prose = [text for text in page.inside("prose") if text not in blocks]
    assert prose
    assert {text.lang for text in prose} == {"en"}
    assert page.inside("notice-fallback")


def test_english_that_stands_in_is_marked_as_english(hungarian: Path) -> None:
    """Text in another language carries its own: strings without a catalogue, names of channels."""
    page = _page(hungarian, "hu", "help")
    for beginning in ("Skip to content", "For advice and support when a child"):
        found = [text for text in page.texts if text.text.startswith(beginning)]
        assert {text.lang for text in found} == {"en"}, beginning


def test_nothing_of_how_english_is_marked_is_left_in_any_file(hungarian: Path) -> None:
    """Feeds and share images have no place for it; titles and labels only for the words."""
    assert "Calendar of presentations" in (hungarian / "hu/calendar.ics").read_text("utf-8")
    files = [path for path in hungarian.rglob("*") if path.is_file()]
    marks = [sign.encode() for sign in marked("", "en") + marked("a", "en") if sign > "\ufdcf"]
    assert len(marks) == 3
    marks.append(b"\\ufdd")
    found = [path for path in files if any(mark in path.read_bytes() for mark in marks)]
    assert [path for path in found if path.suffix not in (".png", ".woff2")] == []


def test_new_language_stands_in_every_choice_of_language(hungarian: Path) -> None:
    for language in ("bg", "en", "hu"):
        page = _page(hungarian, language, LESSON)
        links = [value for tag, key, value in page.addresses if (tag, key) == ("link", "href")]
        for other in ("bg", "en", "hu"):
            assert sum(value.endswith(f"/{other}/{LESSON}/") for value in links) >= 1
        switch = [value for tag, key, value in page.addresses if (tag, key) == ("a", "href")]
        assert any(value.endswith(f"hu/{LESSON}/") for value in switch) or language == "hu"
    for name in ("index.html", "404.html"):
        assert "Magyar" in read(hungarian / name).prose()


def test_text_that_runs_the_other_way_says_so(tmp_path: Path) -> None:
    """Where a language written from right to left falls back, the text keeps its own direction."""
    root = small_project(tmp_path / "project")
    with (root / "content/vocabulary/languages.yml").open("a", encoding="utf-8") as registry:
        registry.write(
            "- tag: ar\n  path: ar\n  name: العربية\n  script: Arab\n  direction: rtl\n"
            "  locale: ar\n  fallbacks: [en]\n"
        )
    edit(root / "content/centres/north/centre.yml", "sr-Latn, en]", "sr-Latn, en, ar]")
    result = build(root, tmp_path / "north", "north")
    assert result.code == 0, result.said
    html = (tmp_path / "north/ar/lessons/kindness/index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in html
    assert '<h1 lang="en" dir="ltr">' in html
    assert '<article class="prose" lang="en" dir="ltr">' in html
    assert '<a class="skip" href="#content"><bdi lang="en">Skip to content</bdi></a>' in html
    english = (tmp_path / "north/en/lessons/kindness/index.html").read_text(encoding="utf-8")
    assert english.count(" dir=") == 1


@pytest.mark.browser
def test_language_that_nobody_has_translated_yet_fits_the_smallest_phone(
    tmp_path: Path, built_project: BuiltProject, browser: Browser
) -> None:
    """From right to left, English names one after another wrap, and bullets stay on the page."""
    root = built_project(tmp_path / "project")
    with (root / "content/vocabulary/languages.yml").open("a", encoding="utf-8") as registry:
        registry.write(
            "- tag: ar\n  path: ar\n  name: العربية\n  script: Arab\n  direction: rtl\n"
            "  locale: ar\n  fallbacks: [en]\n"
        )
    centre = root / "content/centres/bulgaria/centre.yml"
    edit(centre, "languages: [bg, ", "languages: [ar, bg, ")
    site = _site(root, "bulgaria")
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = {}
    for place in ("", "lessons", "lessons/privacy", "lessons/privacy/student", "campaigns"):
        page.goto((site / "ar" / place / "index.html").as_uri())
        wide[place] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {place: width for place, width in wide.items() if width > 320} == {}
