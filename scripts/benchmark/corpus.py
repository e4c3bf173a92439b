"""Synthetic texts: the same lessons, campaigns and pages for every generator, from a fixed seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from benchmark.words import PHRASES, WORDS

LANGUAGES = ("sr", "en", "bg")
"""The languages that are written; Serbian is the original, and its Latin form is generated."""
NEWEST = date(2026, 11, 25)
"""The newest date in the texts, which is "today" for the schedule."""
PICTURES = 10
TOPICS = ("passwords-accounts", "privacy-personal-data", "netiquette-empathy", "gaming-balance",
          "disinformation", "cyberbullying", "ai-chatbots", "online-fraud-phishing")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One Markdown text; `id` is its folder, empty for the home page of a language.

    Lines of the body that begin with `[[` call a block of Beacon; others leave them out.
    """

    id: str
    language: str
    head: Mapping[str, object]
    body: str

    def markdown(self, **more: object) -> str:
        """Return the whole file: front matter, with more keys where they are given, and body."""
        keys = {**self.head, **more}
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
        return f"---\n{''.join(lines)}---\n\n{self.body}"


def lesson_id(number: int) -> str:
    """Return the folder of a lesson; they are counted from 1."""
    return f"lessons/lesson-{number:04}"


def texts(size: int) -> Iterator[Text]:
    """Yield every text of a site of `size` lessons in the languages that are written."""
    for language in LANGUAGES:
        yield from pages(language)
        for number in range(1, size + 1):
            yield lesson(language, number, size)
        for number in range(1, size // 10 + 1):
            yield campaign(language, number, size)


def lesson(language: str, number: int, size: int) -> Text:
    """Return a lesson of some 600 words with every part that a lesson must have."""
    say, write = PHRASES[language], Writer(language, f"lesson {number}")
    title = f"{say['lesson']} {number}: {write.words(4)}"
    head = {
        "title": title,
        "description": write.sentence(10),
        "topics": [TOPICS[number % 8], TOPICS[number * 3 % 8]][: 1 + (number * 2 % 8 > 0)],
        "audiences": ["pupils", "parents"][: 1 + number % 2],
        "stages": ["primary" if number % 3 else "secondary"],
        "age_min": 6 + number % 6,
        "age_max": 9 + number % 6,
        "minutes": 45,
        "objectives": [write.words(8), write.words(8)],
        "key_words": write.words(3).split(),
        "materials": [write.words(5), write.words(5)],
        "safeguarding": write.paragraph(20),
        "licence": "CC-BY-4.0",
        "authors": ["Benchmark"],
        "version": "1.0",
        "reviewed_on": f"2026-{1 + number % 10:02}-{1 + number % 28:02}",
    }
    parts = [
        write.paragraph(45),
        f"![{write.words(4)}](../pictures/picture-{number % PICTURES}.svg)",
        f"## {say['good-and-bad']} {{#good-and-bad}}", write.paragraph(45), write.list(4, "-"),
        f"## {say['steps']} {{#steps}}",
    ]  # fmt: skip
    for step in range(1, 6):
        parts += [f"### {say['step']} {step} {{#step-{step} minutes=9 form=class}}"]
        parts += [write.paragraph(24)]
    parts += [f"> **{say['remember']}.** {write.paragraph(25)}"]
    parts += [f"## {say['plan']} {{#plan}}", write.table(5, "minutes", "activity", "material")]
    for part in ("debrief", "exit-check", "take-home"):
        parts += [f"## {say[part]} {{#{part}}}", write.paragraph(30)]
    parts += [f"## {say['parents']} {{#parents}}", write.paragraph(25), write.list(5, "1.")]
    parts += [f"## {say['adaptations']} {{#adaptations}}"]
    for part in ("low-tech", "inclusion"):
        parts += [f"### {say[part]} {{#{part}}}", write.paragraph(25)]
    parts += [f"## {say['more']} {{#more}}", write.links(size, 3)]
    return _text(lesson_id(number), language, head, parts)


def campaign(language: str, number: int, size: int) -> Text:
    """Return a campaign of some 250 words."""
    say, write = PHRASES[language], Writer(language, f"campaign {number}")
    head = {
        "title": f"{say['campaign']} {number}: {write.words(3)}",
        "description": write.sentence(10),
        "slogan": write.words(4),
        "topics": [TOPICS[number % 8]],
        "centre": "bench",
        "period": {"precision": "year", "year": 2020 + number % 7},
        "audiences": ["pupils"],
        "licence": "CC-BY-4.0",
        "authors": ["Benchmark"],
        "version": "1.0",
    }
    parts = [
        write.paragraph(100),
        f"![{write.words(4)}](../../lessons/pictures/picture-{number % PICTURES}.svg)",
        f"## {say['plan']} {{#plan}}", write.paragraph(100),
        f"## {say['more']} {{#more}}", write.links(size, 5),
    ]  # fmt: skip
    return _text(f"campaigns/campaign-{number:03}", language, head, parts)


def pages(language: str) -> Iterator[Text]:
    """Yield the few pages that every site has: home, lists, help."""
    for name, layout, blocks in (
        ("home", "home", ("campaigns", "upcoming")),
        ("lessons", "section", ("lessons",)),
        ("campaigns", "section", ("campaigns",)),
        ("calendar", "page", ("calendar",)),
        ("attendance", "page", ("attendance",)),
        ("help", "help", ("help-channels",)),
        ("report", "page", ()),
        ("privacy", "page", ()),
    ):
        write = Writer(language, name)
        head = {"title": PHRASES[language][name], "description": write.sentence(8),
                "layout": layout, "reviewed_on": NEWEST.isoformat()}  # fmt: skip
        parts = [write.paragraph(60), *(f"[[{block}]]" for block in blocks), write.paragraph(40)]
        yield _text("" if name == "home" else name, language, head, parts)


def _text(name: str, language: str, head: Mapping[str, object], parts: Sequence[str]) -> Text:
    if language != LANGUAGES[0]:
        head = {**head, "translation": {"of": LANGUAGES[0]}}
    return Text(name, language, head, "\n\n".join(parts) + "\n")


def picture(number: int) -> str:
    """Return a drawing of forty circles as SVG."""
    chance = random.Random(f"picture {number}")
    circles = "\n".join(
        f'<circle cx="{chance.randrange(640)}" cy="{chance.randrange(360)}" '
        f'r="{chance.randrange(8, 60)}" fill="#{chance.randrange(1 << 24):06x}" opacity=".6"/>'
        for _ in range(40)
    )
    box = 'xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360"'
    return f"<svg {box}>\n{circles}\n</svg>\n"


class Writer:
    """Writes Markdown of random words; the same subject always gives the same text."""

    def __init__(self, language: str, subject: str) -> None:
        self.language = language
        self.chance = random.Random(f"{language} {subject}")

    def words(self, count: int) -> str:
        """Return words without marks."""
        return " ".join(self.chance.choices(WORDS[self.language], k=count))

    def sentence(self, count: int) -> str:
        """Return a sentence without marks."""
        return f"{self.words(count).capitalize()}."

    def paragraph(self, count: int) -> str:
        """Return sentences, one a line, some with emphasis, of at least so many words."""
        sentences = []
        while count > 0:
            words = self.words(length := self.chance.randint(7, 14)).capitalize().split()
            mark = self.chance.choice(("", "", "**", "*"))
            words[length // 2] = f"{mark}{words[length // 2]}{mark}"
            sentences.append(" ".join(words) + self.chance.choice(".?!"))
            count -= length
        return "\n".join(sentences)

    def list(self, count: int, mark: str) -> str:
        """Return a list; the items of a numbered one are counted."""
        marks = [mark if mark == "-" else f"{n}." for n in range(1, count + 1)]
        return "\n".join(f"{mark} {self.sentence(self.chance.randint(5, 9))}" for mark in marks)

    def table(self, count: int, *columns: str) -> str:
        """Return a table, the first column being numbers."""
        names = " | ".join(PHRASES[self.language][column] for column in columns)
        rows = [f"| {9 * n} | {self.words(4)} | {self.words(3)} |" for n in range(1, count + 1)]
        return "\n".join((f"| {names} |", "|---:|---|---|", *rows))

    def links(self, size: int, count: int) -> str:
        """Return a list of links to lessons, from a text that stands two folders deep."""
        numbers = [self.chance.randint(1, size) for _ in range(count)]
        return "\n".join(f"- [{self.words(4)}](../../{lesson_id(n)}/index.md)" for n in numbers)
