"""Terms: the glossary in every language, with definitions that a child may read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from beacon.content.name_columns import further_columns, further_languages, further_names
from beacon.models import Model, rule
from beacon.problems import Code, Problem, did_you_mean
from beacon.sources import BAD_VALUE, TWICE, Document, build, read_csv, read_yaml

NO_TERM = Code(
    "GLO001",
    "A definition is given for a term that the glossary does not have.",
    "Correct the key, or add the term to content/glossary/terms.csv.",
)
SAME_WORD = Code(
    "GLO002",
    "One word would lead to two terms of the glossary.",
    "Take it out of the words of one of them.",
)
CODES = (NO_TERM, SAME_WORD)

TERMS, DEFINITIONS = "terms.csv", "definitions.yml"
# The columns of the first three languages by their folders; that of another one is its folder.
_COLUMNS = {"en": "en", "sr": "sr_cyrl", "bg": "bg"}
_FORMS = (
    "en_one en_other sr_cyrl_one sr_cyrl_few sr_cyrl_other sr_cyrl_plural sr_latn sr_latn_one "
    "sr_latn_few sr_latn_other sr_latn_plural bg_one bg_other bg_plural note"
).split()


class Definition(Model):
    """What a term means, by language folder, and the words that lead to it.

    `words` are written as they stand in texts, in each form that may be linked; a term
    without them is never linked.
    """

    text: Mapping[str, str] = rule(min_length=1)
    words: Mapping[str, tuple[str, ...]] = rule(default_factory=dict)


class Term(Struct, frozen=True):
    """A term: `names`, `definitions` and `words` are by language folder.

    `kind` is domain (a word of the field), countable or ui (a word of this site).
    """

    key: str
    kind: str
    names: Mapping[str, str]
    definitions: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Its place on the page: the same in every language."""
        return self.key.replace("_", "-")


class Glossary(Struct, frozen=True):
    """All terms by key, in the order of their file."""

    terms: Mapping[str, Term] = field(default_factory=dict)

    def words(self, folder: str) -> dict[str, str]:
        """Return the words of a language that may be linked, each with the anchor it leads to."""
        return {
            word: term.anchor for term in self.terms.values() for word in term.words.get(folder, ())
        }


def load_glossary(
    folder: Path, shown: str, problems: list[Problem], *, written: Collection[str] = ()
) -> Glossary:
    """Read the glossary; a project without one has no terms.

    `written` are the folders of the languages that people write: each may have a column of names.
    """
    if not (folder / TERMS).is_file():
        return Glossary()
    columns = ("key", "kind", *_COLUMNS.values())
    more = further_languages(written)
    optional = (*_FORMS, *further_columns("", more))
    rows = read_csv(folder / TERMS, f"{shown}/{TERMS}", columns, problems, optional=optional)
    defined = dict(_definitions(folder, shown, {row.cells["key"] for row in rows}, problems))
    terms: dict[str, Term] = {}
    for row in rows:
        key = row.cells["key"]
        if key in terms:
            said = f'The term "{key}" stands there twice.'
            problems.append(TWICE.at(f"{shown}/{TERMS}", row.line, said))
            continue
        names = {path: row.cells[column] for path, column in _COLUMNS.items()}
        names |= further_names("", more, row.cells)
        known = defined.get(key)
        text, words = (known.text, known.words) if known else ({}, {})
        terms[key] = Term(key, row.cells["kind"], names, text, words)
    return Glossary(terms)


def _definitions(
    folder: Path, shown: str, known: set[str], problems: list[Problem]
) -> Iterator[tuple[str, Definition]]:
    if not (folder / DEFINITIONS).is_file():
        return
    document = read_yaml(folder / DEFINITIONS, f"{shown}/{DEFINITIONS}", problems)
    if document is None or document.data is None:
        return
    if not isinstance(document.data, dict):
        said = "The file must hold keys of terms, and no list."
        problems.append(BAD_VALUE.at(document.path, 1, said))
        return
    seen: dict[tuple[str, str], str] = {}
    for key in document.data:
        if key not in known:
            said, near = f'There is no term "{key}".', did_you_mean(key, known)
            problems.append(NO_TERM.at(document.path, document.line((key,)), said, near))
            continue
        definition = build(Definition, document, problems, at=(key,))
        if definition is not None:
            problems.extend(_same_words(key, definition, document, seen))
            yield key, definition


def _same_words(
    key: str, definition: Definition, document: Document, seen: dict[tuple[str, str], str]
) -> Iterator[Problem]:
    for path, words in definition.words.items():
        for number, word in enumerate(words):
            other = seen.setdefault((path, word.casefold()), key)
            if other != key:
                line = document.line((key, "words", path, number))
                said = f'"{word}" already leads to "{other}".'
                yield SAME_WORD.at(document.path, line, said)
