"""Wording: what a reader would trip over in any language, looked for in the texts themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# What the steps of a week need, as a word begins in each language.
THINGS = {
    "en": ("tape", "dice", "sticker", "chair", "clock"),
    "sr": ("трак", "коцкиц", "налепниц", "столиц", "сат са"),
    "bg": ("тиксо", "лент", r"зар(?:а|ове)?\b", "лепенк", "стол", "часовник"),
}
NEEDED = re.compile(r"^(?:You need|Потребни су вам|Нужни са ви|Трябват ви).*$", re.MULTILINE)
WEEK = re.compile(r"\{#week-plan\}(.*?)^## ", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("language", sorted(THINGS))
def test_campaigns_name_what_their_week_needs(language: str) -> None:
    missing = []
    for path in (ROOT / "content" / "commons" / language / "campaigns").glob("*/index.md"):
        week = WEEK.search(path.read_text("utf-8"))
        assert week, path
        needed = NEEDED.search(week[1])
        assert needed, path
        steps = week[1].replace(needed[0], "")
        missing += [
            f"{path.parent.name}: {thing}"
            for thing in THINGS[language]
            if re.search(rf"\b{thing}", steps) and not re.search(rf"\b{thing}", needed[0])
        ]
    assert missing == []
