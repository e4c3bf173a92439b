"""Wording: what a reader would trip over in any language, looked for in the texts themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# Both ways of writing an ending for men and women with a stroke: "сам/а", "говорио/ла".
STROKE = re.compile(r"[а-яјљњђћџѝ]{2,}/(?:[а-яјљњђћџ]{1,3}|\w+[лн]а)\b")
# Both endings in words: "рекао или рекла", "сигуран или сигурна", "сам или сама".
TWO_ENDINGS = re.compile(r"\b(\w+?)(?:а?о|ан|ен|ъ?л|)\b или \1(?:ла|на|а)\b", re.IGNORECASE)
# А–Г are four cards; the same letters in Latin are A–G, which are seven.
LETTER_RANGE = re.compile(r"\b[А-ЯЂЈЉЊЋЏ]–[А-ЯЂЈЉЊЋЏ]\b")
# A straight apostrophe in a word: "don't", "the child's", "the pupils' phones".
STRAIGHT = re.compile(r"(?<=[A-Za-z])'(?=[a-z])|(?<=s)'(?= [a-z])")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"“[^”]*”")
# What the steps of a week need, as a word begins in each language.
THINGS = {
    "en": ("tape", "dice", "sticker", "chair", "clock"),
    "sr": ("трак", "коцкиц", "налепниц", "столиц", "сат са"),
    "bg": ("тиксо", "лент", r"зар(?:а|ове)?\b", "лепенк", "стол", "часовник"),
}
NEEDED = re.compile(r"^(?:You need|Потребни су вам|Нужни са ви|Трябват ви).*$", re.MULTILINE)
WEEK = re.compile(r"\{#week-plan\}(.*?)^## ", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^(?=#{2,4} )", re.MULTILINE)
IDENTIFIER = re.compile(r"\{#([\w-]+)")
# What is counted in a section: points, rows, boxes and pictures, and every number of two figures
# (small ones are words in some languages: "step 4" is "у четвртом кораку").
COUNTED = {
    "points": re.compile(r"^\s*(?:-|\d+\.) ", re.MULTILINE),
    "rows": re.compile(r"^\|", re.MULTILINE),
    "boxes": re.compile(r"^!!! ", re.MULTILINE),
    "pictures": re.compile(r"^!\[", re.MULTILINE),
}
NUMBER = re.compile(r"\d{2,}")
NO_WORDS = re.compile(r"\{#[^}]*\}|\]\([^)]*\)|`[^`]*`")


def texts(*languages: str) -> list[Path]:
    """Return every text that people read in these languages: catalogues, quizzes, what is begun."""
    folders = [ROOT / "content" / "commons", ROOT / "content" / "forms"]
    folders += (ROOT / "content" / "centres").glob("*/pages")
    found = [
        path
        for folder in folders
        for language in languages
        for path in (folder / language).rglob("*")
        if path.suffix in {".md", ".yml"}
    ]
    scaffolds = ROOT / "plugins" / "beacon" / "build" / "scaffolds"
    for language in languages:
        found += (ROOT / "theme" / "locales" / language).rglob("*.po")
        found += scaffolds.glob(f"*.{language}.*")
    return found


def found(pattern: re.Pattern[str], *languages: str) -> list[str]:
    """Return where a pattern stands: the file, the line and the words."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in texts(*languages)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def test_no_ending_stands_behind_a_stroke() -> None:
    assert found(STROKE, "sr", "bg") == []


def test_nobody_is_asked_to_choose_an_ending() -> None:
    """Three words more in each sentence, and still a choice that a child may not want to make."""
    assert found(TWO_ENDINGS, "sr", "bg") == []


def test_serbian_ranges_hold_in_both_scripts() -> None:
    """А, Б and В are A, B and V in Latin: a range of them would seem to hold twenty letters."""
    assert found(LETTER_RANGE, "sr") == []


def test_english_has_one_kind_of_quotation_marks_and_apostrophes() -> None:
    """A class that has two lessons from one site should not meet two ways of writing."""
    other = []
    for path in texts("en"):
        text = CODE.sub("", path.read_text("utf-8"))
        other += [f"{path.relative_to(ROOT)}: {match[0]}" for match in STRAIGHT.finditer(text)]
        if "‘" in QUOTED.sub("", text):
            other.append(f"{path.relative_to(ROOT)}: ‘ outside of “”")
    assert other == []


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


def sections(path: Path) -> dict[str, dict[str, object]]:
    """Return what each section of a text holds, by the name in curly brackets."""
    body = path.read_text("utf-8").split("\n---\n", 1)[1]
    held: dict[str, dict[str, object]] = {}
    for part in HEADING.split(body):
        name = IDENTIFIER.search(part.split("\n", 1)[0])
        key = name[1] if name else f"after {next(reversed(held), 'the title')}"
        held[key] = {what: len(found.findall(part)) for what, found in COUNTED.items()}
        if path.name != "slides.md":
            held[key]["numbers"] = sorted(NUMBER.findall(NO_WORDS.sub("", part)))
    return held


def test_translations_hold_what_their_original_holds() -> None:
    """A point, a row, a box or an age that one language has and another has not is an oversight."""
    pairs = [("commons/en", "commons/sr"), ("commons/en", "commons/bg")]
    pairs += [("forms/en", "forms/sr"), ("forms/en", "forms/bg")]
    pairs += [("centres/serbia/pages/sr", "centres/serbia/pages/en")]
    pairs += [("centres/bulgaria/pages/bg", "centres/bulgaria/pages/en")]
    other = []
    for one, two in pairs:
        for path in (ROOT / "content" / one).rglob("*.md"):
            translation = ROOT / "content" / two / path.relative_to(ROOT / "content" / one)
            if translation.exists() and (here := sections(path)) != (
                there := sections(translation)
            ):
                keys = [key for key in {**here, **there} if here.get(key) != there.get(key)]
                other.append(f"{translation.relative_to(ROOT)}: {', '.join(keys)}")
    assert other == []
