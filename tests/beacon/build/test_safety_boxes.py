"""Safety: the advice of a stale translation is that of its original, in its language."""

from __future__ import annotations

from beacon.build.safety import with_safety_of


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


def test_box_inside_of_another_goes_with_that() -> None:
    source = block(f"<p>new</p>{block('<p>inner</p>')}")
    html = with_safety_of(block("<p>старо</p>"), source, "en")
    assert html == source.replace("<div ", '<div lang="en" ', 1)
