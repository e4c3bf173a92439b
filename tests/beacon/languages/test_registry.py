"""The registry: the four languages of the project, and what is told of a block with a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from beacon.languages.registry import Language, Languages, load_languages
from beacon.problems import Problem

Tree = Callable[[Mapping[str, str]], Path]
ENGLISH = "- tag: en\n  path: en\n  name: English\n  script: Latn\n  locale: en_GB\n"


def load(tree: Tree, text: str) -> tuple[list[str], list[str]]:
    """Return the tags of a registry and what is told of it."""
    problems: list[Problem] = []
    root = tree({"languages.yml": text})
    found = load_languages(root / "languages.yml", "languages.yml", problems)
    return list(found.by_tag), list(map(str, problems))


def test_project_speaks_serbian_in_both_scripts_bulgarian_and_english(
    languages: Languages,
) -> None:
    assert list(languages.by_tag) == ["sr-Cyrl", "sr-Latn", "bg", "en"]
    assert languages["sr-Latn"] == Language(
        tag="sr-Latn",
        path="sr-Latn",
        name="Srpski (latinica)",
        script="Latn",
        locale="sr_Latn",
        transliterated_from="sr-Cyrl",
        territory="RS",
    )
    assert [one.with_territory for one in languages.by_tag.values()] == [
        "sr_RS", "sr_RS", "bg_BG", "en_GB",
    ]  # fmt: skip


def test_language_is_found_by_its_folder(languages: Languages) -> None:
    assert languages.of_path("sr") == languages["sr-Cyrl"]
    assert languages.of_path("sr-Cyrl") is None


def test_source_of_serbian_latin_is_cyrillic(languages: Languages) -> None:
    assert languages.source("sr-Latn") == languages["sr-Cyrl"]
    assert languages.source("bg") == languages["bg"]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("sr-Cyr", 'Did you mean "sr-Cyrl"?'),
        ("sr_Latn", 'Did you mean "sr-Latn"?'),
        ("enn", 'Did you mean "en"?'),
        ("mk", ""),
    ],
)
def test_nearest_language_is_offered(word: str, told: str, languages: Languages) -> None:
    assert languages.hint(word) == told


def test_language_without_locale_in_cldr_is_told_and_left_out(tree: Tree) -> None:
    wrong = ENGLISH.replace("en_GB", "xx_YY").replace("tag: en", "tag: xx")
    tags, told = load(tree, ENGLISH + wrong)
    assert tags == ["en"]
    assert told == [
        'languages.yml:10: SRC005 "locale": CLDR has no locale "xx_YY"; try one such as sr_Cyrl. '
        "Correct the value."
    ]


def test_language_that_stands_there_twice_is_told(tree: Tree) -> None:
    tags, told = load(tree, ENGLISH + ENGLISH)
    assert tags == ["en"]
    assert told == ['languages.yml:6: SRC007 "en" stands there twice. Keep one of the two.']


def test_language_with_a_slip_in_a_key_is_told(tree: Tree) -> None:
    tags, told = load(tree, ENGLISH.replace("script: Latn", "scirpt: Latn"))
    assert tags == []
    assert told == [
        'languages.yml:4: SRC004 The key "scirpt" is not known here. Did you mean "script"?',
    ]


@pytest.mark.parametrize("text", ["", "[]\n"])
def test_empty_registry_is_told_and_has_no_languages(text: str, tree: Tree) -> None:
    """Everything else would be told otherwise, and not the one thing that is to be mended."""
    told = ["languages.yml: SRC006 The file names no language. Add it."]
    assert load(tree, text) == ([], told)


def test_language_that_names_one_with_a_fault_is_not_told_as_well(tree: Tree) -> None:
    wrong = ENGLISH.replace("en_GB", "xx_YY").replace(": en\n", ": xx\n")
    _, told = load(tree, f"{ENGLISH}  fallbacks: [xx]\n{wrong}")
    assert [line.split(" ")[:2] for line in told] == [["languages.yml:11:", "SRC005"]]


def test_broken_registry_is_told_and_has_no_languages(tree: Tree) -> None:
    tags, told = load(tree, "- tag: [en\n")
    assert tags == []
    assert len(told) == 1


def test_registry_that_is_no_list_is_told(tree: Tree) -> None:
    tags, told = load(tree, "tag: en\npath: en\n")
    assert tags == []
    assert told == [
        "languages.yml:1: SRC005 The file must be a list: each entry begins with a hyphen. "
        "Correct the value."
    ]


@pytest.mark.parametrize("key", ["transliterated_from: sr-Cyrk", "fallbacks: [sr-Cyrk]"])
def test_language_that_names_one_that_is_not_there_is_told(key: str, tree: Tree) -> None:
    _, told = load(tree, f"{ENGLISH}  {key}\n")
    assert [line.split(" ")[:2] for line in told] == [["languages.yml:6:", "LNG001"]]
