"""Problems: told in one order, once each, with place and remedy."""

from __future__ import annotations

import pickle

import pytest
from msgspec.structs import replace

from beacon.problems import (
    Code,
    ProblemsFound,
    Sentence,
    Severity,
    did_you_mean,
    errors,
    how_many,
    in_order,
    more_to_mend,
)

WRONG = Code("ABC001", "Something is wrong.", "Mend it.")
DOUBTFUL = Code("ABC002", "Something is doubtful.", "Look at it.", Severity.WARNING)


def test_problem_is_told_with_place_code_and_remedy() -> None:
    problem = WRONG.at("schedule/venues.csv", 14, 'No city "nish".', 'Did you mean "nis"?')
    assert str(problem) == 'schedule/venues.csv:14: ABC001 No city "nish". Did you mean "nis"?'


def test_problem_without_hint_tells_the_remedy_of_its_code() -> None:
    assert str(WRONG.at("venues.csv", 14, "No city.")) == "venues.csv:14: ABC001 No city. Mend it."


def test_problem_of_a_whole_file_has_no_line() -> None:
    assert str(WRONG.at("venues.csv", None, "Gone.")) == "venues.csv: ABC001 Gone. Mend it."


@pytest.mark.parametrize("sign", ["\x1b", "\0", "\x9b", "\u202e", "\r"])
def test_sign_that_steers_a_terminal_is_shown_in_its_place(sign: str) -> None:
    assert str(WRONG.at("a.csv", 1, f'No city "{sign}[31m".')) == (
        'a.csv:1: ABC001 No city "\ufffd[31m". Mend it.'
    )


def test_value_of_two_lines_cannot_pass_for_two_problems() -> None:
    told = str(WRONG.at("a.csv", 1, 'No city "x\nb.csv:1: ABC002 Fine".'))
    assert told == 'a.csv:1: ABC001 No city "x b.csv:1: ABC002 Fine". Mend it.'


def test_problems_are_told_once_each_by_file_line_and_code() -> None:
    first = WRONG.at("a.md", None, "Whole file.")
    second = WRONG.at("a.md", 2, "Second.")
    third = WRONG.at("a.md", 10, "Tenth.")
    fourth = DOUBTFUL.at("a.md", 10, "Tenth.")
    last = WRONG.at("b.md", 1, "Other file.")
    assert in_order([last, third, fourth, second, first, third]) == (
        first,
        second,
        third,
        fourth,
        last,
    )


def test_problem_that_follows_from_an_error_elsewhere_waits_until_that_is_mended() -> None:
    error = WRONG.at("topics.yml", 3, "No list.")
    doubt = DOUBTFUL.at("topics.yml", 3, "No list.")
    follows = replace(WRONG.at("a.md", 2, '"grooming" is not there.'), cause="topics.yml")
    itself = replace(WRONG.at("topics.yml", 9, '"grooming" is not there.'), cause="topics.yml")
    assert in_order([follows, error]) == (error,)
    assert in_order([follows, doubt]) == (follows, doubt)
    assert in_order([itself, error]) == (error, itself)
    assert in_order([follows]) == (follows,)


def test_warnings_are_no_errors() -> None:
    error, warning = WRONG.at("a.md", 1, "Wrong."), DOUBTFUL.at("a.md", 1, "Doubtful.")
    assert errors([warning, error]) == (error,)
    assert warning.severity is Severity.WARNING


def test_exception_says_every_problem_on_a_line() -> None:
    first, second = WRONG.at("a.md", 1, "One."), WRONG.at("a.md", 2, "Two.")
    with pytest.raises(ProblemsFound) as caught:
        raise ProblemsFound([second, first])
    assert caught.value.problems == (first, second)
    assert str(caught.value) == f"{first}\n{second}"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("serbai", 'Did you mean "serbia"?'),
        ("Bulgaria", 'Did you mean "bulgaria"?'),
        ("BULGARIA", 'Did you mean "bulgaria"?'),
        ("france", ""),
        ("", ""),
    ],
)
def test_nearest_word_is_offered_if_it_is_near(word: str, told: str) -> None:
    assert did_you_mean(word, ["serbia", "bulgaria"]) == told


def test_sentence_that_a_build_remembers_can_still_be_told_in_another_language() -> None:
    sentence = Sentence('"%(word)s" is %(share)s %%.', word="a", share=5)
    again = pickle.loads(pickle.dumps(sentence))
    assert again == sentence == '"a" is 5 %.'
    assert (again.message, again.values) == (sentence.message, {"word": "a", "share": 5})


def test_number_is_told_with_the_noun_that_it_asks_for() -> None:
    assert [how_many(n, "word") for n in (0, 1, 2, 21)] == [
        "0 words",
        "1 word",
        "2 words",
        "21 words",
    ]
    assert [how_many(n, "city", "cities") for n in (1, 2)] == ["1 city", "2 cities"]
    assert [more_to_mend(n) for n in (1, 2)] == [
        "Besides, there is 1 warning: python3 scripts/check.py lists it.",
        "Besides, there are 2 warnings: python3 scripts/check.py lists them.",
    ]
