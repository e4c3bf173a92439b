"""Submissions of small projects: handed in, approved, taken down, and looked for in a site."""

from __future__ import annotations

import os
import struct
import zlib
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from beacon.build.engine import Order, Outcome, build_site
from beacon.build.settings import load_settings
from beacon.languages.latin import to_latin
from beacon.submissions.record import digest
from beacon.submissions.reviews import (
    Decision,
    TakenDown,
    read_reviews,
    reviews_file,
    taken_down_file,
)

WORD = "Зврндов"
"""A word that stands in no text of ours, in Cyrillic; it is looked for in both scripts."""
SLUG = "zvrndov-dan"
DAY = date(2026, 11, 26)

TEXT = """\
---
title: {word} дан
description: {word}, дан кад нико не пише ружно.
slogan: {word}. Код нас се пише лепо.
warning: "Реч је о ружним речима ({word})."
pledge: "Пишем лепо ({word})."
centre: north
written_in: sr
made_by: {{role: peer-educator, name: "Зврндов екипа"}}
topics: [{topic}]
audiences: [pupils]
stages: [secondary]
period: {{precision: month, year: 2026, month: 12}}
expires: 2027-06-30
related_lessons: [kindness]
pictures:
  - {{file: zvrndov.png, alt: "{word} плакат", people: false}}
licence: CC-BY-4.0
---

{body}

## {word}, шта радимо

![{word} плакат](pictures/zvrndov.png)

Договорили смо се да нико не остаје сам: [помоћ](../../help/index.md).
"""


def picture(grey: int = 128) -> bytes:
    """Return a small grey PNG without any data but its pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([grey]) * 40) * 30
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def hand_in(
    root: Path, slug: str = SLUG, *, body: str = f"{WORD}.", topic: str = "netiquette-empathy"
) -> Path:
    """Write a submission of the centre north in Serbian and in English, and return its folder."""
    folder = root / "content" / "submissions" / slug
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    (folder / "pictures" / "zvrndov.png").write_bytes(picture())
    text = TEXT.format(word=WORD, body=body, topic=topic)
    (folder / "text.sr.md").write_text(text, encoding="utf-8")
    english = TEXT.format(word=to_latin(WORD), body="We all agreed.", topic=topic)
    (folder / "text.en.md").write_text(english, encoding="utf-8")
    return folder


def approve(folder: Path, *roles: str, on: date = DAY, until: date | None = None) -> None:
    """Approve a submission as it is now, in these roles."""
    for role in roles or ("teacher",):
        decision = Decision(
            digest=digest(folder), decision="approve", role=role, on=on, until=until
        )
        reviews = read_reviews(folder, folder.name, []).with_decision(decision)
        (folder / "reviews.yml").write_bytes(reviews_file(reviews))


def take_down(folder: Path) -> None:
    """Take a submission down."""
    note = TakenDown(centre="north", reason="privacy", role="teacher", on=DAY)
    (folder / "taken-down.yml").write_bytes(taken_down_file(note))


def build(root: Path, output: Path, *, as_of: date | None = None, strict: bool = False) -> Outcome:
    """Build the site of the centre north, which must be published."""
    settings = load_settings(root / "mkdocs.yml", [])
    assert settings is not None
    order = Order(root, "north", output, replace(settings, as_of=as_of), strict)
    outcome = build_site(order)
    assert outcome.published, outcome.problems
    return outcome


def holding(site: Path, word: str = WORD) -> list[str]:
    """Return the files of a site that hold a word in any script, or have it in their name."""
    forms = {to_latin(word).casefold(), word.casefold()}
    escaped = {form.encode("ascii", "backslashreplace").decode() for form in forms}
    return [
        name
        for path in sorted(site.rglob("*"))
        if path.is_file()
        for name in [path.relative_to(site).as_posix()]
        if any(
            form in name.casefold() or form in path.read_bytes().decode(errors="replace").casefold()
            for form in forms | escaped
        )
    ]


def without_kits() -> None:
    """Build without kits from now on."""
    os.environ["BEACON_KITS"] = "none"
