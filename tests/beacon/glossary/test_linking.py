"""Linking: the right word, once, and nothing where a link would do harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beacon.glossary.linking import link_words
from beacon.glossary.terms import Glossary, load_glossary
from beacon.languages.latin import to_latin
from beacon.problems import Problem
from beacon.sources import read_csv

WORDS = {"лозинка": "password", "лозинку": "password", "говор мржње": "hate-speech"}


def linked(html: str) -> str:
    return link_words(html, WORDS, "../glossary/")


def test_first_use_alone_is_linked_in_the_form_in_which_it_stands() -> None:
    assert linked("<p>Кажи лозинку. Лозинка је твоја.</p>") == (
        '<p>Кажи <a href="../glossary/#password">лозинку</a>. Лозинка је твоја.</p>'
    )


def test_word_at_the_beginning_of_a_sentence_is_linked() -> None:
    assert '<a href="../glossary/#hate-speech">Говор мржње</a> је' in linked(
        "<p>Говор мржње је …</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>Лозинком, лозинкама, прелозинка, лозинка-код.</p>",
        "<h2>Лозинка</h2>",
        '<p><a href="x/">Лозинка</a></p>',
        "<p><code>лозинка</code></p>",
        "<pre>лозинка</pre>",
        '<p><span lang="bg">лозинка</span></p>',
        '<div class="admonition safety"><p>Промени лозинку.</p><div><p>лозинка</p></div></div>',
        '<p><img alt="лозинка" src="a.png"></p>',
        "<details><summary>Лозинка</summary></details>",
        "<p>ЛОЗИНКА</p>",
    ],
)
def test_other_words_and_closed_places_stay_as_they_are(html: str) -> None:
    assert linked(html) == html


def test_text_after_a_closed_place_is_linked_again() -> None:
    html = '<div class="admonition safety"><p>лозинка<br></p></div><h2>A</h2><p>лозинка</p>'
    assert linked(html).endswith('<p><a href="../glossary/#password">лозинка</a></p>')


def test_longest_word_is_linked_whole() -> None:
    words = {"врбовање": "grooming", "врбовање деце": "grooming"}
    assert link_words("<p>врбовање деце</p>", words, "g/") == (
        '<p><a href="g/#grooming">врбовање деце</a></p>'
    )


@given(st.lists(st.sampled_from(["лозинка", "говор мржње", "<b>", "</b>", "<h2>", "</h2>", " "])))
def test_linking_adds_links_and_changes_nothing_else(parts: list[str]) -> None:
    html = "".join(parts)
    assert re.sub(r"<a [^>]*>|</a>", "", linked(html)) == html


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    """The real glossary."""
    folder = Path(__file__).resolve().parents[3] / "content" / "glossary"
    problems: list[Problem] = []
    found = load_glossary(folder, "glossary", problems)
    assert problems == []
    return found


def test_every_term_is_defined_in_all_languages_or_in_none(glossary: Glossary) -> None:
    defined = [term for term in glossary.terms.values() if term.definitions]
    assert (len(glossary.terms), len(defined) >= 80) == (172, True)
    assert [t.key for t in defined if t.definitions.keys() != {"en", "sr", "bg"}] == []
    domain = [t.key for t in glossary.terms.values() if t.kind == "domain" and not t.definitions]
    assert domain == []


def test_definitions_are_short(glossary: Glossary) -> None:
    texts = [text for term in glossary.terms.values() for text in term.definitions.values()]
    assert max(len(text.split()) for text in texts) <= 35


def test_latin_names_of_the_given_data_are_those_we_derive() -> None:
    """The four written forms of the file agree with the transliteration of the site."""
    path = Path(__file__).resolve().parents[3] / "content" / "glossary" / "terms.csv"
    columns = ("key", "sr_cyrl", "sr_latn", "sr_cyrl_plural", "sr_latn_plural")
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    rows = read_csv(path, "terms.csv", columns, [], optional=set(header) - set(columns))
    pairs = [(r.cells["sr_cyrl"], r.cells["sr_latn"]) for r in rows]
    pairs += [(r.cells["sr_cyrl_plural"], r.cells["sr_latn_plural"]) for r in rows]
    assert [pair for pair in pairs if to_latin(pair[0]) != pair[1]] == []
