"""Kits of a lesson for several audiences: each is told from the others, and has its own files."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from build_projects import ROOT, build, edit, small_project

KITS = {"BEACON_KITS": "kindness"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Serbian pages of a centre whose one lesson is for pupils, teachers and parents."""
    folder = tmp_path_factory.mktemp("several")
    root = small_project(folder / "project")
    for language in ("sr", "bg", "en"):
        texts = root / "content" / "commons" / language
        lesson = texts / "lessons" / "kindness" / "index.md"
        edit(lesson, "audiences: [pupils]", "audiences: [pupils, teachers, parents]")
        shutil.copytree(ROOT / "content" / "commons" / language / "kits", texts / "kits")
    result = build(root, folder / "site", "north", env=KITS)
    assert result.code == 0, result.said
    return folder / "site" / "sr"


def test_page_of_the_lesson_names_whom_each_kit_is_for(site: Path) -> None:
    page = (site / "lessons" / "kindness" / "index.html").read_text(encoding="utf-8")
    for name in ("Ученици", "Наставници", "Родитељи"):
        assert f"комплет · {name}</h2>" in page


def test_list_of_kits_and_versions_tell_them_apart(site: Path) -> None:
    for page in ("kits", "kits/current"):
        text = (site / page / "index.html").read_text(encoding="utf-8")
        for name in ("Ученици", "Наставници", "Родитељи"):
            assert f"Лепе речи</a> · {name}<" in text
    text = (site / "kits" / "index.html").read_text(encoding="utf-8")
    for name in ("Ученици", "Наставници", "Родитељи"):
        assert text.count(f'data-audience="{name}"') == 1
        assert text.count(f">: Лепе речи · {name}</span>") == 2


def test_feed_tells_them_apart(site: Path) -> None:
    feed = ElementTree.parse(site / "kits" / "feed.xml").getroot()
    titles = [str(entry.findtext(f"{ATOM}title")) for entry in feed.iter(f"{ATOM}entry")]
    assert [title.partition(" (")[0] for title in titles] == [
        "Лепе речи · Родитељи", "Лепе речи · Наставници", "Лепе речи · Ученици",
    ]  # fmt: skip
