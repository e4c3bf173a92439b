"""Marks: words in another language are set apart in text, and leave no trace anywhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beacon.languages.marks import marked, marks_as_html, unmarked

HELP, SPAN = marked("Help", "en"), '<bdi lang="en">Help</bdi>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{HELP}</p>", f"<p>{SPAN}</p>"),
        (f"<p>{HELP}, {HELP}</p>", f"<p>{SPAN}, {SPAN}</p>"),
        (f'<nav aria-label="{HELP}">a</nav>', '<nav aria-label="Help">a</nav>'),
        (f'<a title="1 > {HELP}">a</a>', '<a title="1 > Help">a</a>'),
        (f"<title>{HELP}</title>", "<title>Help</title>"),
        (f"<svg><title>{HELP}</title><text>{HELP}</text></svg>",
         "<svg><title>Help</title><text>Help</text></svg>"),
        (f'<script type="application/ld+json">{{"name": "{HELP}"}}</script>',
         '<script type="application/ld+json">{"name": "Help"}</script>'),
        ("<p>Помоћ</p>", "<p>Помоћ</p>"),
        (f"<!-- don't --><p>{HELP}</p><time d='x'>", f"<!-- don't --><p>{SPAN}</p><time d='x'>"),
        (f'<p title="{HELP}">{HELP}</p>{HELP}', f'<p title="Help">{SPAN}</p>{SPAN}'),
        (f'<svg><a href="a">{HELP}</a></svg><span>{HELP}</span>',
         f'<svg><a href="a">Help</a></svg><span>{SPAN}</span>'),
        (f"<select><option>{HELP}</option></select><li>{HELP}",
         f"<select><option>Help</option></select><li>{SPAN}"),
    ],
    ids=[
        "text", "twice", "attribute", "attribute-with-a-sign", "title", "drawing", "data", "none",
        "behind-an-odd-quote", "attribute-and-text", "link-in-a-drawing", "choice-and-text",
    ],
)  # fmt: skip
def test_marked_words_in_a_page(html: str, expected: str) -> None:
    assert marks_as_html(html) == expected


def test_marked_value_inside_a_marked_sentence() -> None:
    sentence = marked(f"Run by {marked('Център', 'bg')}.", "en")
    assert marks_as_html(f"<p>{sentence}</p>") == (
        '<p><bdi lang="en">Run by <bdi lang="bg">Център</bdi>.</bdi></p>'
    )


def test_nothing_is_not_marked() -> None:
    assert marked("", "en") == ""


@pytest.mark.parametrize(
    "text",
    [
        f'<p>{HELP[0]}x" onclick="a{HELP[3]}b</p>',
        f"<p>{HELP[:-1]}</p><p>b{HELP[-1]}</p>",
        f"<p>{HELP[-1]}{HELP[:4]}</p>",
        f"<b>{HELP[:4]}<i>b</b>{HELP[-1]}",
    ],
    ids=["attribute", "across", "upside-down", "around-a-tag"],
)
def test_marks_written_by_an_author_change_no_element(text: str) -> None:
    assert marks_as_html(text) == unmarked(text)


@given(st.text(alphabet=[*HELP, "<", ">", '"', " ", "a"]))
def test_no_mark_is_left(text: str) -> None:
    assert not set(marks_as_html(text)) & set(HELP[0] + HELP[3] + HELP[-1])
    assert not set(unmarked(HELP + text)) & set(HELP[0] + HELP[3] + HELP[-1])
