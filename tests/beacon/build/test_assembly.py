"""Assembly: safety advice of a stale translation is that of its original, in its language."""

from __future__ import annotations

import re
from pathlib import Path

from beacon.build.assembly import Assembler, with_safety_of
from beacon.build.checks import check_site
from beacon.build.searching import Searching
from beacon.build.site import Site
from beacon.content.markdown import Converter


def block(text: str) -> str:
    """Return a safety block as Markdown makes it."""
    return f'<div class="admonition safety">\n<p class="admonition-title">!</p>\n{text}\n</div>'


def in_english(text: str) -> str:
    """Return a safety block marked as English."""
    return block(text).replace("<div ", '<div lang="en" ', 1)


def test_safety_blocks_are_replaced_in_their_order() -> None:
    html = f"<p>а</p>{block('<p>старо 1</p>')}<p>б</p>{block('<p>старо 2</p>')}<p>в</p>"
    source = f"<p>a</p>{block('<p>new 1</p>')}{block('<p>new 2</p>')}"
    assert with_safety_of(html, source, "en") == (
        f"<p>а</p>{in_english('<p>new 1</p>')}<p>б</p>{in_english('<p>new 2</p>')}<p>в</p>"
    )


def test_safety_block_that_the_translation_lacks_stands_first() -> None:
    html = f"<p>а</p>{block('<p>старо</p>')}"
    source = block("<p>new 1</p>") + block("<p>new 2</p>")
    assert with_safety_of(html, source, "en") == (
        f"{in_english('<p>new 2</p>')}<p>а</p>{in_english('<p>new 1</p>')}"
    )


def test_safety_block_that_the_original_no_longer_has_is_taken_out() -> None:
    html = f"<p>а</p>{block('<p>старо 1</p>')}<p>б</p>{block('<p>старо 2</p>')}"
    assert with_safety_of(html, block("<p>new</p>"), "en") == (
        f"<p>а</p>{in_english('<p>new</p>')}<p>б</p>"
    )


def test_safety_block_with_other_blocks_inside_is_replaced_whole() -> None:
    inner = '<div class="admonition note"><div>x</div></div>'
    html = f"{block(inner)}<p>после</p>"
    assert with_safety_of(html, block("<p>new</p>"), "en") == (
        f"{in_english('<p>new</p>')}<p>после</p>"
    )


def test_two_equal_safety_blocks_are_replaced_each_by_its_own() -> None:
    html = f"{block('<p>старо</p>')}<p>а</p>{block('<p>старо</p>')}"
    source = block("<p>new 1</p>") + block("<p>new 2</p>")
    assert with_safety_of(html, source, "en") == (
        f"{in_english('<p>new 1</p>')}<p>а</p>{in_english('<p>new 2</p>')}"
    )


def test_text_without_safety_blocks_stays_as_it_is() -> None:
    html = '<div class="admonition note"><p>а</p></div>'
    assert with_safety_of(html, html, "en") == html


def safety(html: str) -> list[str]:
    """Return the opening tags of the safety blocks in a text."""
    return re.findall(r'<div [^>]*class="admonition safety"[^>]*>', html)


def test_stale_lesson_shows_the_safety_advice_of_its_original_in_both_scripts(
    project: Path,
) -> None:
    commons = project / "content" / "commons"
    original = commons / "en" / "lessons" / "sextortion" / "index.md"
    text = original.read_text(encoding="utf-8")
    assert "!!! safety" in text
    changed = re.sub(r'(!!! safety ".*"\n)', r"\1    This advice is new.\n\n", text)
    original.write_text(changed, encoding="utf-8")
    site = check_site(project, "serbia")
    assembler = Assembler(site, Converter(), "https://example.org/")
    pages = {tag: assembler.content(site.routes[tag, "lessons/sextortion"]) for tag in site.tags}
    assert {tag: "This advice is new." in html for tag, html in pages.items()} == {
        "sr-Cyrl": True,
        "sr-Latn": True,
        "en": True,
    }
    marked = '<div lang="en" class="admonition safety">'
    assert set(safety(pages["sr-Cyrl"])) == set(safety(pages["sr-Latn"])) == {marked}
    assert set(safety(pages["en"])) == {'<div class="admonition safety">'}
    assert "Сексуална" in pages["sr-Cyrl"] and "Seksualna" in pages["sr-Latn"]


def test_text_of_a_page_hangs_on_its_state_also_where_the_search_reads_it(bulgaria: Site) -> None:
    """An original that changes brings its safety advice into the words of its translations."""
    assembler = Assembler(bulgaria, Converter(), "https://example.org/")
    route = bulgaria.routes["bg", "lessons/group-chats"]
    with assembler.site.trace.recording() as keys:
        Searching(assembler).text(route)
    assert ("route", "bg", "lessons/group-chats") in keys
