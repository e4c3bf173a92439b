"""Venues: a hall nobody can find is told, and a sample is never taken for a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from beacon.content.vocabulary import Vocabulary
from beacon.problems import Problem
from beacon.schedule.venues import Venue, load_venues

HEADER = "id,name,kind,city,sample\n"


def load(text: str, folder: Path, vocabulary: Vocabulary) -> tuple[dict[str, Venue], list[str]]:
    """Return the venues of a text, and what is told of them."""
    path = folder / "venues.csv"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    found = load_venues(path, "venues.csv", vocabulary, problems)
    return dict(found), list(map(str, problems))


def test_venues_are_read_with_their_own_names(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = HEADER + 'a,"ОШ „Вук“, Ниш",school,rs-nis,no\nb,Пример,hall,bg-sofia,yes\n'
    assert load(text, tmp_path, vocabulary) == (
        {
            "a": Venue("a", "ОШ „Вук“, Ниш", "school", "rs-nis", False),
            "b": Venue("b", "Пример", "hall", "bg-sofia", True),
        },
        [],
    )


def test_centre_without_venues_has_none(tmp_path: Path, vocabulary: Vocabulary) -> None:
    problems: list[Problem] = []
    assert load_venues(tmp_path / "venues.csv", "venues.csv", vocabulary, problems) == {}
    assert problems == []


def test_venue_in_an_unknown_city_is_told_and_left_out(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    text = HEADER + "a,A,school,rs-nish,no\nb,B,school,rs-nis,no\n"
    found, told = load(text, tmp_path, vocabulary)
    assert list(found) == ["b"]
    assert told == [
        'venues.csv:2: VOC001 "rs-nish" is not in vocabulary/cities.csv. Did you mean "rs-nis"?'
    ]


def test_all_that_is_wrong_in_a_row_is_told_at_once(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = HEADER + "a,=A,school,rs-nish,\na,B,school,rs-nis,no\n"
    found, told = load(text, tmp_path, vocabulary)
    assert list(found) == ["a"]
    assert told == [
        'venues.csv:2: SRC005 "sample" must be yes or no, not "". Correct the value.',
        'venues.csv:2: VOC001 "rs-nish" is not in vocabulary/cities.csv. Did you mean "rs-nis"?',
        'venues.csv:2: SRC005 A name does not begin with "=", "+", "-" or "@": '
        "sheets would calculate it. Correct the value.",
        'venues.csv:3: SRC007 The id "a" stands there twice. Keep one of the two.',
    ]


def test_venue_that_stands_there_twice_is_told(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = HEADER + "a,A,school,rs-nis,no\na,B,school,rs-nis,no\n"
    assert load(text, tmp_path, vocabulary)[1] == [
        'venues.csv:3: SRC007 The id "a" stands there twice. Keep one of the two.'
    ]


@pytest.mark.parametrize("column", ["id", "name", "kind", "city", "sample"])
def test_missing_column_is_told_and_breaks_nothing(
    column: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    place = HEADER.strip().split(",").index(column)
    lines = [HEADER.strip(), "a,A,school,rs-nis,no"]
    text = "\n".join(
        ",".join(c for n, c in enumerate(line.split(",")) if n != place) for line in lines
    )
    assert load(text, tmp_path, vocabulary)[1] == [
        f'venues.csv:1: SRC006 The column "{column}" is missing. Add it.'
    ]


@pytest.mark.parametrize("word", ["true", "да", "Yes!", ""])
def test_word_under_sample_that_is_neither_yes_nor_no_is_told(
    word: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    # A sample that is read as a real school would be published as one.
    found, told = load(f"{HEADER}a,A,school,rs-nis,{word}\n", tmp_path, vocabulary)
    assert told or found["a"].sample is True


@pytest.mark.parametrize("name", ["ж" * 10_000, "ОШ \u202eкуВ", "ОШ\x07"])
def test_name_that_floods_or_hides_is_told_and_left_out(
    name: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    found, told = load(f"{HEADER}a,{name},school,rs-nis,no\n", tmp_path, vocabulary)
    assert found == {}
    assert told == [
        "venues.csv:2: SRC005 A name has 200 letters at the most, and no signs that nobody sees. "
        "Correct the value."
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_name_that_a_sheet_would_take_for_a_formula_is_told(
    sign: str, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    found, told = load(f"{HEADER}a,{sign}HYPERLINK(1),hall,rs-nis,no\n", tmp_path, vocabulary)
    assert (found, len(told)) == ({}, 1)
    assert told[0].startswith("venues.csv:2: SRC005 A name does not begin with")
