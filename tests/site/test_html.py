"""Every HTML file of both sites is valid, and says in which language each text is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from finished import LANGUAGES, TOOLS, Page, content_pages, listed, pages, published, varied

CHECKER = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(*paths: Path) -> list[str]:
    """Return what the Nu HTML checker finds in files and folders, in one process of Java."""
    java = shutil.which("java")
    assert java, "The Nu HTML checker needs Java."
    command = [java, "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--skip-non-html"]
    result = subprocess.run(
        [*command, *map(str, paths)], capture_output=True, text=True, check=False
    )
    messages = json.loads(result.stderr)["messages"]
    return [
        f"{m.get('url')}:{m.get('lastLine')}: {m['message']}"
        for m in messages
        if m["type"] != "info"
    ]


def test_checker_finds_a_planted_error(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p id=a><p id=a><blink>x')
    found = errors(page)
    assert any("Duplicate ID" in line for line in found)
    assert any("blink" in line for line in found)


def test_nu_checker_finds_no_error(sites: Path) -> None:
    """In all pages but those of the calendar that hold nothing which another one does not."""
    every = pages(sites)
    judged = [page for page in every if not page.place.startswith("calendar/")]
    judged += varied(page for page in every if page.place.startswith("calendar/"))
    wrong = errors(*(sites / page.centre / page.file for page in judged))
    assert not wrong, listed(wrong)


def test_ids_are_unique(sites: Path) -> None:
    twice = [
        f"{page.name}: #{name} stands there {count} times"
        for page in pages(sites)
        for name, count in Counter(
            node.attributes["id"] for node in page.tree.walk() if "id" in node.attributes
        ).items()
        if count > 1
    ]
    assert not twice, listed(twice)


def test_html_has_the_language_of_its_place(sites: Path) -> None:
    wrong = [
        f"{page.name}: {html.attributes.get('lang')}"
        for page in pages(sites)
        for html in page.tree.all("html")
        if html.attributes.get("lang") != (page.tag or next(iter(LANGUAGES[page.centre].values())))
        or html.attributes.get("dir", "ltr") != "ltr"
    ]
    assert not wrong, listed(wrong)


def test_every_lang_is_a_language_of_the_registry(sites: Path) -> None:
    known = {"sr-Cyrl", "sr-Latn", "bg", "en"}
    found = {
        (node.attributes["lang"])
        for page in pages(sites)
        for node in page.tree.walk()
        if "lang" in node.attributes
    }
    assert found <= known


@pytest.fixture(scope="module")
def behind(shared: Callable[..., Path], copy_project: Callable[[Path], Path]) -> Path:
    """The Bulgarian site when two pages are not yet translated and one translation is stale."""

    def make(folder: Path) -> None:
        project = copy_project(folder / "project")
        leave_behind(project)
        published(project, "bulgaria")

    return shared("behind", make) / "sites"


def leave_behind(project: Path) -> None:
    """Take two translations away, and make one stale."""
    commons = project / "content" / "commons"
    for name in ("guide/writing", "lessons/grooming"):
        (commons / "bg" / name / "index.md").unlink()
    stale = commons / "bg" / "lessons" / "sextortion" / "index.md"
    text = stale.read_text(encoding="utf-8")
    text, changed = re.subn(r'(digest: )"?[0-9a-f]+"?', r'\1"000000000000"', text)
    assert changed == 1
    stale.write_text(text, encoding="utf-8")


def test_fallback_and_stale_pages_say_their_language(behind: Path) -> None:
    found = {page.uri: page for page in content_pages(behind, "bulgaria")}
    for uri in ("bg/guide/writing/", "bg/lessons/grooming/"):
        page = found[uri]
        english = found[uri.replace("bg/", "en/", 1)]
        heading, theirs = page.tree.all("h1")[0], english.tree.all("h1")[0]
        assert heading.text() == theirs.text()
        assert heading.language() == "en"
        assert [n.language() for n in page.tree.classed("prose")] == ["en"]
        notice = page.tree.classed("notice")
        assert [n.language() for n in notice] == ["bg"]
        assert "English" in notice[0].text()
        assert "не е преведена" in notice[0].text()
    stale = found["bg/lessons/sextortion/"]
    assert [n.language() for n in stale.tree.classed("notice")] == ["bg"]
    original = found["en/lessons/sextortion/"].tree.classed("safety")
    shown = stale.tree.classed("safety")
    assert original
    assert [n.text() for n in shown] == [n.text() for n in original]
    assert {n.language() for n in shown} == {"en"}
    wrong = errors(behind / "bulgaria" / "bg" / "guide", behind / "bulgaria" / "bg" / "lessons")
    assert not wrong, listed(wrong)


def test_titles_that_fell_back_carry_their_language_wherever_they_stand(behind: Path) -> None:
    found = content_pages(behind, "bulgaria")
    english = {page.uri: page for page in found if page.folder == "en"}
    titles = {
        text
        for name in ("guide/writing", "lessons/grooming")
        for text in _said_by(english[f"en/{name}/"])
    }
    wrong = {
        f"{page.name}: <{node.tag}> {text[:60]}"
        for page in found
        if page.folder == "bg"
        for text, node in page.tree.all("body")[0].texts()
        if text in titles and node.language() != "en"
    }
    assert not wrong, listed(wrong)


def _said_by(page: Page) -> set[str]:
    """Return the title, the short title and the description of a page."""
    crumbs = page.tree.all("nav", **{"class": "breadcrumbs"})
    last = [node.text() for nav in crumbs for node in nav.all("span")]
    described = [node.attributes["content"] for node in page.tree.all("meta", name="description")]
    return {page.tree.all("h1")[0].text(), *last, *described}
