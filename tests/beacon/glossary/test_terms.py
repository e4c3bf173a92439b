"""Terms: a definition of nothing, or a word that leads two ways, is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from beacon.glossary.terms import Glossary, load_glossary
from beacon.languages.strings import read_catalogue
from beacon.problems import Problem, in_order

ROOT = Path(__file__).resolve().parents[3]
# The same word of English, said of something else in menus and forms.
OTHERWISE = {
    "filter": "the name of a group of choices, not a button",
    "book_presentation": "teachers are spoken to in the plural",
    "contact": "in lists of risks: somebody approaches a child",
    "time": "in lists of lessons: how long they take",
    "helpline": "that of any country, not the Bulgarian one alone",
}

TERMS = """key,kind,en,sr_cyrl,bg
password,domain,Password,Лозинка,Парола
two_step,domain,Two-step verification,Провера у два корака,Потвърждаване в две стъпки
"""


def loaded(folder: Path, definitions: str = "", terms: str = TERMS) -> tuple[Glossary, list[str]]:
    """Return the glossary of a folder with these files, and what is told of it."""
    (folder / "terms.csv").write_text(terms, encoding="utf-8")
    (folder / "definitions.yml").write_text(definitions, encoding="utf-8")
    problems: list[Problem] = []
    glossary = load_glossary(folder, "glossary", problems)
    return glossary, [str(problem).split(". ")[0] for problem in in_order(problems)]


def test_project_without_a_glossary_has_no_terms(tmp_path: Path) -> None:
    assert load_glossary(tmp_path, "glossary", []) == Glossary()


def test_term_has_its_names_definitions_and_words_by_language(tmp_path: Path) -> None:
    text = 'two_step:\n  text: {en: "Two proofs."}\n  words: {en: [two-step verification]}\n'
    glossary, told = loaded(tmp_path, text)
    assert told == []
    term = glossary.terms["two_step"]
    assert (term.anchor, term.names["sr"]) == ("two-step", "Провера у два корака")
    assert term.definitions == {"en": "Two proofs."}
    assert glossary.words("en") == {"two-step verification": "two-step"}
    assert glossary.words("bg") == {}


def test_term_may_have_a_name_in_every_language_that_is_written(tmp_path: Path) -> None:
    head, password, steps, _ = TERMS.split("\n")
    table = f"{head},mk\n{password},Лозинка\n{steps},\n"
    (tmp_path / "terms.csv").write_text(table, encoding="utf-8")
    problems: list[Problem] = []
    found = load_glossary(tmp_path, "glossary", problems, written=("en", "mk", "sr"))
    assert problems == []
    assert found.terms["password"].names["mk"] == "Лозинка"
    assert sorted(found.terms["two_step"].names) == ["bg", "en", "sr"]  # an empty cell is no name


def test_definition_of_no_term_is_told(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'pasword:\n  text: {en: "A key."}\n')[1] == [
        'glossary/definitions.yml:1: GLO001 There is no term "pasword"'
    ]


def test_definitions_that_are_a_list_are_told(tmp_path: Path) -> None:
    assert loaded(tmp_path, "- password\n")[1] == [
        "glossary/definitions.yml:1: SRC005 The file must hold keys of terms, and no list"
    ]
    assert loaded(tmp_path, "# Nothing yet.\n")[1] == []


def test_word_that_leads_two_ways_is_told(tmp_path: Path) -> None:
    text = (
        'password:\n  text: {en: "A key."}\n  words: {en: [key]}\n'
        'two_step:\n  text: {en: "Two."}\n  words:\n    en:\n      - Key\n'
    )
    assert loaded(tmp_path, text)[1] == [
        'glossary/definitions.yml:8: GLO002 "Key" already leads to "password"'
    ]


def test_term_that_stands_twice_is_told(tmp_path: Path) -> None:
    double = f"{TERMS}password,domain,Password,Лозинка,Парола\n"
    told = loaded(tmp_path, "", double)[1]
    assert told == ['glossary/terms.csv:4: SRC007 The term "password" stands there twice']


@pytest.mark.parametrize("language", ["sr", "bg"])
def test_menus_and_kits_call_a_thing_as_the_glossary_does(language: str) -> None:
    """A teacher who reads of a handout looks for that name among the files of the kit."""
    problems: list[Problem] = []
    glossary = load_glossary(ROOT / "content" / "glossary", "glossary", problems)
    path = ROOT / "theme" / "locales" / language / "LC_MESSAGES" / "beacon.po"
    catalogue = read_catalogue(path, language, problems)
    assert catalogue is not None
    assert problems == []
    said = {
        term.names["en"]: (message.string, term.names[language])
        for key, term in glossary.terms.items()
        if key not in OTHERWISE
        and (message := catalogue.get(term.names["en"]))
        and isinstance(message.string, str)
    }
    assert {"Handout", "Status"} <= said.keys()
    assert {name: words for name, words in said.items() if words[0] != words[1]} == {}
