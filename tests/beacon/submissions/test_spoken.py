"""Spoken: a language is told by letters and small words, and left open where they do not tell."""

from __future__ import annotations

import pytest

from beacon.submissions.spoken import guess_language


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Љубазно.", "sr"), ("Šta je to?", ""), ("Обичаме игри и щурци.", "bg"), ("We are.", "en"),
        ("Мама и тата.", ""), ("Ovo je tekst na srpskom jeziku", ""),
        ("Kampanja protiv nasilja", ""),
        ("Nasa kampanja: we are kind, jer svi smo na istoj strani i nije sve za salu", ""),
        ("Our plan for one week.", "en"),
    ],
)  # fmt: skip
def test_language_is_guessed_only_where_the_letters_tell(words: str, language: str) -> None:
    assert guess_language(words) == language


def test_name_of_a_picture_makes_no_text_serbian() -> None:
    text = "This is for you and for all of your friends. "
    assert guess_language(f"{text}![](ђак.png) [[ђак]] https://пример.срб/ђак") == "en"
    assert guess_language(f"{text}Ђак.") == "sr"
