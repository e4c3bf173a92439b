"""Slugs: one address for both Serbian scripts, and never an empty one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beacon.languages.latin import to_latin
from beacon.slugs import slugify

SERBIAN = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШЀЍӢӮабвгдђежзијклљмнњопрстћуфхцчџшѐѝӣӯ"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Сѐло, кӣша и гӯња", "selo-kisa-i-gunja"),
        ("Шта се не зна", "sta-se-ne-zna"),
        ("Šta se ne zna", "sta-se-ne-zna"),
        ("Ђаци, њива и џеп", "djaci-njiva-i-dzep"),
        ("Đaci, njiva i džep", "djaci-njiva-i-dzep"),
        ("Ћутање 24/7 – „не“!", "cutanje-24-7-ne"),
        ("България", "balgariya"),
        ("Защо щъркелът е тук", "zashto-shtarkelat-e-tuk"),
        ("Йовковци и Гьол", "yovkovci-i-gyol"),
        ("Ѝ каза", "i-kaza"),
        ("Straße à la carte", "strasse-a-la-carte"),
        ("  A & B  ", "a-b"),
        ("1.683 позива", "1-683-poziva"),
    ],
)
def test_text_becomes_latin_words_with_hyphens(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["", "   ", "!?…", "–", "漢字", "😀"])
def test_text_without_letters_becomes_section(text: str) -> None:
    assert slugify(text) == "section"


def test_separator_may_be_another() -> None:
    assert slugify("Шта се не зна", "_") == "sta_se_ne_zna"


@given(st.text(alphabet=SERBIAN + " -.,„“1"))
def test_both_serbian_scripts_have_the_same_slug(text: str) -> None:
    assert slugify(text) == slugify(to_latin(text))


@given(st.text())
def test_any_text_becomes_an_address(text: str) -> None:
    slug = slugify(text)
    assert slug == slugify(slug)
    assert slug.strip("-") == slug
    assert slug.replace("-", "").isalnum() and slug.isascii() and slug.lower() == slug
