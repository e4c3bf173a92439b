"""Terms: a definition of nothing, or a word that leads two ways, is told with its line."""

from __future__ import annotations

from pathlib import Path

from beacon.glossary.terms import Glossary, load_glossary
from beacon.problems import Problem, in_order

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
