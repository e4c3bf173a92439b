"""A campaign on its way: written in the browser, read by adults, published, changed, taken down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from build_projects import small_project
from editor_desk import Desk, desk_of, photograph
from playwright.sync_api import Browser

from beacon.submissions.inspection import COLOURS, inspect

SLUG = "nisam-tvoj-mim-djurdjo"
TEXT = """\
---
title: Нисам твој мим, Ђурђо
slogan: Питај пре него што пошаљеш.
description: Кампања о туђим сликама.
pledge: Не прослеђујем туђу слику.
topics:
  - netiquette-empathy
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
Туђа слика није шала. Питај пре него што пошаљеш.
"""


@pytest.fixture
def desk(tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """The editing page of a small project of its own."""
    with desk_of(small_project(tmp_path / "project"), "north", browser) as desk:
        desk.open()
        yield desk


@pytest.mark.browser
def test_campaign_goes_from_the_browser_to_the_site_and_away(desk: Desk) -> None:
    desk.start()
    desk.fill(
        {
            "Наслов": "Нисам твој мим, Ђурђо",
            "Слоган": "Питај пре него што пошаљеш.",
            "У једној или две реченице": "Кампања о туђим сликама.",
            "Обећање или изазов": "Не прослеђујем туђу слику.",
            "Година": "2026",
            "Последњи дан странице": "2027-06-30",
            "Име ваше групе или псеудоним": "Плава екипа",
        }
    )
    desk.choose("О чему је реч", "Пристојност и емпатија")
    desk.choose("За кога", "Ученици")
    desk.choose("Месец", "Децембар")
    desk.write("Туђа слика није шала. Питај пре него што пошаљеш.")
    desk.add_picture("Плакат_1.JPEG", photograph(), "Зелени плакат без речи")
    desk.save()
    folder = desk.folder(SLUG)
    assert not folder.exists()
    desk.set_ready()
    desk.hand_in()
    assert (folder / "text.sr.md").read_text(encoding="utf-8") == TEXT
    assert sorted(p.name for p in folder.rglob("*") if p.is_file()) == [
        "plakat-1.jpg",
        "text.sr.md",
    ]
    picture = inspect((folder / "pictures" / "plakat-1.jpg").read_bytes())
    assert picture is not None
    # Browsers write a profile of colours, which says nothing of who took it where.
    assert (picture.size, set(picture.hidden) - {COLOURS}) == ((320, 240), set())
