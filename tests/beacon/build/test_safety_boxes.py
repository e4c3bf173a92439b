"""Safety: the advice of a stale translation is that of its original, in its language."""

from __future__ import annotations

import re

import pytest

from beacon.build.safety import with_safety_of
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


def test_box_inside_of_another_goes_with_that() -> None:
    source = block(f"<p>new</p>{block('<p>inner</p>')}")
    html = with_safety_of(block("<p>старо</p>"), source, "en")
    assert html == source.replace("<div ", '<div lang="en" ', 1)


TRANSLATIONS = {
    "sr": """\
Текст[^увод] пре.

!!! safety "Савет"
    Не бриши[^закон] ништа.[^увод]

После[^крај] и опет[^крај].

[^увод]: Први.
[^закон]: Стари закон.
[^крај]: Последњи.
""",
    "bg": """\
Текст[^увод] преди.

!!! safety "Съвет"
    Не изтривай[^закон] нищо.[^увод]

След[^край] и пак[^край].

[^увод]: Първи.
[^закон]: Старият закон.
[^край]: Последен.
""",
    "sr-Latn": """\
Tekst[^uvod] pre.

!!! safety "Savet"
    Ne briši[^zakon] ništa.[^uvod]

Posle[^kraj] i opet[^kraj].

[^uvod]: Prvi.
[^zakon]: Stari zakon.
[^kraj]: Poslednji.
""",
}
ORIGINAL = """\
!!! safety "Advice"
    Keep all messages.[^law] Tell an adult.[^how][^none]

Behind.[^law]

[^law]: The *new* law
    ([text](https://example.org/)).
[^how]: As you like:

    1. in words
    2. in writing
"""


@pytest.mark.parametrize("text", TRANSLATIONS.values(), ids=TRANSLATIONS)
def test_footnotes_of_the_advice_come_with_it_and_no_others_stay(text: str) -> None:
    """The old law is gone with the advice that called it, and the last note is the second one."""
    first, old, last = re.findall(r"^\[\^(.*?)\]:", text, re.MULTILINE)
    html, source = (Converter().convert(body, lambda link: link) for body in (text, ORIGINAL))
    page = with_safety_of(html, source, "en")
    box = page[page.index("<div lang=") : page.index("</div>")]
    assert re.sub(r"<[^>]*>", "", box).split("\n")[2:] == [
        "Keep all messages. (The new law (text).) Tell an adult. (As you like: in words in writing)"
        "[^none]",
        "",
    ]
    assert '<a class="external" href="https://example.org/"' in box
    calls = re.findall(r'<sup id="([^"]*)"><a class="footnote-ref" href="#([^"]*)">(.)<', page)
    assert calls == [
        (f"fnref:{first}", f"fn:{first}", "1"),
        (f"fnref:{last}", f"fn:{last}", "2"),
        (f"fnref2:{last}", f"fn:{last}", "2"),
    ]
    assert re.findall(r'<li id="([^"]*)"', page) == [f"fn:{first}", f"fn:{last}"]
    back = re.findall(r'footnote-backref" href="#([^"]*)" title="[^"]*?(\d+)', page)
    assert back == [(f"fnref:{first}", "1"), (f"fnref:{last}", "2"), (f"fnref2:{last}", "2")]
    assert f"fn:{old}" not in page
    assert page.count("<div") == page.count("</div>") and page.count("<ol>") == 1


def test_list_of_footnotes_goes_with_the_last_of_them() -> None:
    text = '!!! safety "Савет"\n    Не бриши.[^1]\n\nПосле.\n\n[^1]: Закон.\n'
    html = Converter().convert(text, lambda link: link)
    assert with_safety_of(html, block("<p>new</p>"), "en").split() == (
        f"{in_english('<p>new</p>')} <p>После.</p>".split()
    )
