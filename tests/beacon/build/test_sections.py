"""Sections: a longer text has a list of links to its headings."""

from __future__ import annotations

from beacon.build.sections import sections

TEXT = """<h2 id="a">One</h2><p>x</p>
<h2 class="b" id="b">Two <data class="slot" value="number:x"></data></h2>
<h3 id="c">Not this one</h3>
<h2 id="d">Three</h2>"""


def links(text: str, page: str) -> list[tuple[str, str]]:
    """Return (address, HTML of the title) of every section."""
    return [(section.href, str(section.title)) for section in sections(text, page)]


def test_second_headings_are_links_with_the_words_of_the_finished_page() -> None:
    page = TEXT.replace('<data class="slot" value="number:x"></data>', '<data value="2">2</data>')
    assert links(TEXT, page) == [
        ("#a", "One"),
        ("#b", 'Two <data value="2">2</data>'),
        ("#d", "Three"),
    ]


def test_headings_of_blocks_are_not_those_of_the_text() -> None:
    page = f'{TEXT}<section><h2 id="m2026-01">January</h2></section>'
    assert [href for href, _ in links(TEXT, page)] == ["#a", "#b", "#d"]


def test_text_with_two_headings_needs_no_list() -> None:
    text = '<h2 id="a">One</h2><h2 id="b">Two</h2>'
    assert links(text, text) == []


def test_title_keeps_its_language_and_loses_links_notes_and_identifiers() -> None:
    heading = (
        '<h2 id="a">\n<span lang="en" id="x">Digital</span> <a href="y">deca</a>'
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></h2>'
    )
    page = heading + '<h2 id="b">B</h2><h2 id="c">C</h2>'
    assert links(page, page)[0] == ("#a", '<span lang="en">Digital</span> deca')


def test_element_that_is_never_closed_stays_in_its_heading() -> None:
    page = '<h2 id="a">A <em>b</h2><h2 id="b">B</h2><h2 id="c">C</h2>'
    assert links(page, page)[0] == ("#a", "A b")


def test_sign_stays_escaped() -> None:
    page = '<h2 id="a">A &lt; B &amp; C</h2><h2 id="b">B</h2><h2 id="c">C</h2>'
    assert links(page, page)[0] == ("#a", "A &lt; B &amp; C")
