"""Literals: a number typed into a text is recognised in every language's form."""

from __future__ import annotations

import pytest

from beacon.build.site import Site
from beacon.content.vocabulary import Vocabulary
from beacon.figures.literals import Literals


def found(text: str, tag: str, serbia: Site, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return the code and the figure of every number that is told."""
    languages = serbia.languages
    literals = Literals(serbia.figures, vocabulary, languages, languages[tag])
    return [(each.code.id, each.figure.id) for each in literals.find(text)]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "In all, 7,803 students came."),
        ("en", "In all, 7803 pupils came."),
        ("sr-Cyrl", "Дошло је 7.803 ученика."),
        ("sr-Cyrl", "Дошло је 7\u202f803 ученика из целе Србије."),
        ("sr-Latn", "Došlo je 7.803 učenika."),
        ("sr-Latn", "Došlo je 7 803 đaka."),
        ("bg", "Дойдоха 7803 ученици."),
        ("bg", "Дойдоха 7 803 млади ученици."),
        ("en", "In all, **7,803** students came."),
        ("en", "In all, 7,803&nbsp;students came."),
        ("en", "| Students | 7,803 |"),
        ("sr-Cyrl", "Дошло је **7.803** ученика."),
        ("sr-Latn", "Učenici: 7.803"),
        ("bg", "Учениците бяха 7803."),
    ],
)
def test_published_number_is_recognised(
    tag: str, text: str, serbia: Site, vocabulary: Vocabulary
) -> None:
    assert found(text, tag, serbia, vocabulary) == [("FIG006", "nkc-2023-students")]


@pytest.mark.parametrize(
    ("tag", "text", "figure"),
    [
        ("en", "In 2023, 7,830 students came.", "nkc-2023-students"),
        ("sr-Cyrl", "Током 2023. године одржано је 121 презентација.", "nkc-2023-presentations"),
        ("sr-Latn", "Tokom 2024. zabeleženo je 2.097 komunikacija.", "nkc-2024a-communications"),
        ("bg", "През 2023 г. имаше 1079 родители.", "nkc-2023-parents"),
        ("en", "Students in 2023: 7,830", "nkc-2023-students"),
        ("en", "In 2023 the campaign reached 12 cities.", "nkc-2023-campaign-cities"),
        ("en", "In 2024 the centre forwarded 16 cases.", "nkc-2024a-cases"),
        ("sr-Cyrl", "Ученика је било 7.830 (2023).", "nkc-2023-students"),
        ("sr-Latn", "Broj prezentacija: 121 (2023)", "nkc-2023-presentations"),
        ("bg", "През 2023 г. учениците бяха 7830.", "nkc-2023-students"),
    ],
)
def test_another_number_of_the_same_year_contradicts(
    tag: str, text: str, figure: str, serbia: Site, vocabulary: Vocabulary
) -> None:
    assert found(text, tag, serbia, vocabulary) == [("FIG007", figure)]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "In 2023, [[figure:nkc-2023-students]] came."),
        ("en", "In 2023 students came."),
        ("en", "Groups of 25 students are best."),
        ("en", "In 2019, 7,830 students came."),
        ("en", "About 7,803 people came, and the students stayed."),
        ("en", "Version 1.302 teachers liked"),
        ("en", "7,803. Students came."),
        ("sr-Cyrl", "Током 2023. ученици су дошли."),
        ("sr-Cyrl", "Радионица за 30 ученика траје 45 минута."),
        ("sr-Cyrl", "Позови 19833, ученици знају зашто."),
        ("bg", "През 2023 г. учениците дойдоха 120 пъти."),
        ("en", "In 2023 groups of 25 students worked."),
        ("en", "Lesson 12 – students: 2023"),
        ("en", "For students: 120 minutes, in 2023"),
    ],
)
def test_other_numbers_are_left_alone(
    tag: str, text: str, serbia: Site, vocabulary: Vocabulary
) -> None:
    assert found(text, tag, serbia, vocabulary) == []


def test_sentence_without_a_year_is_about_the_year_of_the_one_before_it(
    serbia: Site, vocabulary: Vocabulary
) -> None:
    english = Literals(serbia.figures, vocabulary, serbia.languages, serbia.languages["en"])
    text = "It held 121 presentations."
    assert [each.code.id for each in english.find(text, "In 2023 much was done.")] == ["FIG007"]
    assert [*english.find(text, "In 2019 much was done.")] == []
    assert [*english.find(f"In 2019 that was else. {text}", "In 2023 much was done.")] == []


def test_number_of_a_year_is_one_only_where_the_register_has_it(
    serbia: Site, vocabulary: Vocabulary
) -> None:
    # 2079 looks like a year, and is the number of contacts.
    text = "Имаше 2079 контакта."
    assert found(text, "bg", serbia, vocabulary) == [("FIG006", "nkc-2024a-communications")]
    assert found("През 2024 контакта", "bg", serbia, vocabulary) == []
