"""Press kits: everything about a campaign in one ZIP, in plain words, the same bytes every time."""

from __future__ import annotations

import hashlib

import pytest
from kit_sources import unpacked
from msgspec.structs import replace

from beacon.build.site import Site
from beacon.kits.blocks import blocks_of
from beacon.kits.outline import Contact
from beacon.kits.plain_text import as_markdown, as_plain
from beacon.kits.press_kit import PressSource, press_kit, texts

HTML = """
<p>Кратка <strong>порука</strong> и <a href="../../help/">помоћ</a>.</p>
<h2 id="plan">План</h2>
<ol><li><p>Прво</p></li><li><p>Друго</p><ul><li>унутра</li></ul></li></ol>
<div class="admonition safety"><p class="admonition-title">Чувај се</p><p>Реци некоме.</p></div>
<table><thead><tr><th>Дан</th><th>Шта</th></tr></thead>
<tbody><tr><td>уторак</td><td>Час | игра</td></tr></tbody></table>
"""
PLACE = "https://example.org/sr/campaigns/stop-tell/"
MARKDOWN = """\
Кратка **порука** и [помоћ](https://example.org/sr/help/).

## План

1. Прво
2. Друго

   - унутра

> **Чувај се**
>
> Реци некоме.

| **Дан** | **Шта** |
|---|---|
| уторак | Час \\| игра |
"""
PLAIN = """\
Кратка порука и помоћ (https://example.org/sr/help/).

План
====

1. Прво
2. Друго

   - унутра

| Чувај се
|
| Реци некоме.

Дан · Шта
уторак · Час | игра
"""
CONTACT = Contact(
    "line", "helpline", "phone", "Линија", "", "19833", "tel:19833", "радним даном", "бесплатно",
    "", True,
)  # fmt: skip


@pytest.fixture
def source(serbia: Site) -> PressSource:
    """What a press kit in Serbian is made from."""
    return PressSource(
        folder="stop-tell-press-kit-sr",
        title="Не плаћај. Не шаљи. Реци.",
        slogan="Реци.",
        description="Кампања младих.",
        warning="Реч је о уценама.",
        pledge="Верујем му.",
        period="крајем 2023.",
        until="",
        maker="Плава екипа (Вршњачки едукатор)",
        notice="",
        blocks=blocks_of(HTML, PLACE),
        contacts=(CONTACT,),
        centre="Национални контакт центар",
        centre_website="https://pametnoibezbedno.gov.rs/",
        centre_email="",
        address=PLACE,
        licence_name="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        authors=("Тим за кампање",),
        sources=("Извор",),
        version="1.1",
        reviewed="25. новембра 2026.",
        funding="",
        strings=serbia.strings["sr-Cyrl"],
    )


def test_text_is_told_as_markdown() -> None:
    assert as_markdown(blocks_of(HTML, PLACE)) == MARKDOWN


def test_text_is_told_without_marks() -> None:
    assert as_plain(blocks_of(HTML, PLACE)) == PLAIN


def test_kit_holds_texts_pictures_and_their_digests(source: PressSource) -> None:
    files = unpacked(press_kit(source, {"square.png": b"PNG", "poster-a4.pdf": b"PDF"}))
    folder = "stop-tell-press-kit-sr/"
    assert [name.removeprefix(folder) for name in files] == [
        "text.md", "text.txt", "contacts.txt", "licence-and-credits.txt", "square.png",
        "poster-a4.pdf", "sha256sums.txt",
    ]  # fmt: skip
    sums = files.pop(f"{folder}sha256sums.txt").decode().splitlines()
    assert sums == [
        f"{hashlib.sha256(data).hexdigest()}  {name.removeprefix(folder)}"
        for name, data in files.items()
    ]


def test_same_source_gives_the_same_kit(source: PressSource) -> None:
    pictures = {"square.png": b"PNG"}
    assert press_kit(source, pictures) == press_kit(replace(source), pictures)


def test_texts_say_what_a_journalist_asks_for(source: PressSource) -> None:
    said = {name: data.decode() for name, data in texts(source).items()}
    text = said["text.md"]
    assert text.startswith("# Не плаћај. Не шаљи. Реци.\n\n**Реци.**\n\nКампања младих.\n")
    assert "> Верујем му." in text
    assert text.index("Реч је о уценама.") < text.index("## План")
    assert "19833 – Линија (радним даном, бесплатно)" in said["contacts.txt"]
    for fact in ("Плава екипа (Вршњачки едукатор)", "Тим за кампање", "CC BY 4.0", PLACE, "1.1"):
        assert fact in said["licence-and-credits.txt"]
    assert "\r\n" in said["text.txt"]
    assert "\r" not in text


def test_what_is_not_known_is_left_out(source: PressSource) -> None:
    bare = replace(source, warning="", pledge="", maker="", reviewed="", sources=(), licence_url="")
    credits = texts(bare)["licence-and-credits.txt"].decode()
    assert all(not line.rstrip().endswith(":") for line in credits.splitlines())
    assert ">" not in texts(replace(bare, blocks=()))["text.md"].decode()
