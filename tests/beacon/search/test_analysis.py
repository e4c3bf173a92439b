"""Words come to the same terms whatever their form, script and diacritics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beacon.search.analysis import fold, terms

VECTORS: Any = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))


def cases(kind: str) -> list[tuple[str, list[str]]]:
    return [(language, case) for language, all_cases in VECTORS[kind].items() for case in all_cases]


@pytest.mark.parametrize(("language", "forms"), cases("same"))
def test_forms_of_a_word_have_the_same_term(language: str, forms: list[str]) -> None:
    found = {next(terms(form, language)) for form in forms}
    assert len(found) == 1, found


@pytest.mark.parametrize(("language", "words"), cases("apart"))
def test_other_words_stay_apart(language: str, words: list[str]) -> None:
    found = [next(terms(word, language)) for word in words]
    assert len(set(found)) == len(words)


@pytest.mark.parametrize(("language", "case"), cases("terms"))
def test_text_has_these_terms_in_this_order(language: str, case: list[Any]) -> None:
    text, expected = case
    assert list(terms(text, language)) == expected


def test_fold_brings_both_scripts_to_one() -> None:
    assert fold("Ђорђе, Џон и Њњ", "sr") == fold("Đorđe, Džon i Njnj", "sr")


def test_word_that_nobody_types_is_left_out() -> None:
    assert list(terms("x" * 41, "en")) == []
