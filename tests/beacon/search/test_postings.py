"""The index says of each term on which pages it stands, and how often, field by field."""

from __future__ import annotations

import json

from beacon.search.postings import PageTerms, Worry, from_text, index_script, page_terms, script


def read(text: str, name: str) -> dict[str, object]:
    """Return what a script hands over under this name."""
    start, end = f'beaconSearch.take("{name}",', ");\n"
    assert text.startswith(start)
    assert text.endswith(end)
    value: dict[str, object] = json.loads(text[len(start) : -len(end)])
    return value


def test_terms_of_a_page_are_counted_field_by_field() -> None:
    page = page_terms(("Безбедност", "škola i školе", ""), "sr")
    assert page.fields == ({"bezbedn": 1}, {"skol": 2}, {})


def test_terms_come_back_from_their_text() -> None:
    page = PageTerms(({"bezbedn": 1, "skol": 12}, {}, {"7": 3}))
    assert from_text(page.as_text()) == page


def test_index_shares_beginnings_and_counts_steps() -> None:
    pages = {
        "a": PageTerms(({"skola": 1}, {}, {})),
        "b": PageTerms(({}, {}, {"skola": 40, "skolar": 1})),
        "c": PageTerms(({"skola": 2}, {"alat": 1}, {})),
    }
    index = read(index_script(pages, ["sr"], [Worry((("pomoc",),), ("help",))]), "index")
    assert index == {
        "languages": ["sr"],
        "ids": ["a", "b", "c"],
        "lengths": [[1, 0, 0], [0, 0, 2], [1, 1, 0]],
        "worries": [[["pomoc"], ["help"]]],
        "terms": "0alat  2;0skola 0,2.2  1.14;5r   1",
    }


def test_index_of_no_pages_is_empty() -> None:
    assert read(index_script({}, ["en"], []), "index")["terms"] == ""


def test_script_holds_what_authors_write_as_a_value() -> None:
    text = script("pages", {"x": '"); alert(1); ("'})
    assert read(text, "pages") == {"x": '"); alert(1); ("'}
