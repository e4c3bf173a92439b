"""The registry of languages: one block in `content/vocabulary/languages.yml` is one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from beacon.languages.latin import is_latin
from beacon.models import Model, checks, rule
from beacon.problems import N_, Code, Problem, Sentence, did_you_mean
from beacon.sources import MISSING_KEY, TWICE, Document, build, entries, read_yaml

UNKNOWN_LANGUAGE = Code(
    "LNG001",
    "A language is named that the registry does not have.",
    N_("Add a block for it to content/vocabulary/languages.yml."),
)
CODES = (UNKNOWN_LANGUAGE,)


# BCP 47, a language with an optional script or region; also safe as the name of a folder.
_TAG = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$"


class Language(Model):
    """A language in one script.

    `tag` is the BCP 47 tag for `lang` attributes, `path` the folder and address prefix,
    `fallbacks` the tags whose text may stand in, `grouping_from` the first number that
    gets a thousands separator (CLDR minimumGroupingDigits), `territory` the country whose
    usage it follows, for programs that ask for one (Open Graph).
    """

    tag: str = rule(pattern=_TAG)
    path: str = rule(pattern=_TAG)
    name: str
    script: str
    direction: Literal["ltr", "rtl"] = "ltr"
    locale: str
    fallbacks: tuple[str, ...] = ()
    transliterated_from: str | None = None
    grouping_from: int = 1000
    territory: str = rule(default="", pattern=r"^(?:[A-Z]{2})?$")

    @property
    def with_territory(self) -> str:
        """The language as Open Graph names it, such as `sr_RS`; nothing without a territory."""
        return f"{self.tag.partition('-')[0]}_{self.territory}" if self.territory else ""

    @checks("locale")
    @staticmethod
    def _known_to_cldr(value: str) -> str:
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (slow; seldom changes)

        try:
            Locale.parse(value)
        except (UnknownLocaleError, ValueError):
            raise ValueError(f'CLDR has no locale "{value}"; try one such as sr_Cyrl') from None
        return value


class Languages(Struct, frozen=True):
    """All languages by tag, in the order of the registry."""

    by_tag: Mapping[str, Language]

    def __getitem__(self, tag: str) -> Language:
        return self.by_tag[tag]

    def __contains__(self, tag: object) -> bool:
        return tag in self.by_tag

    def of_path(self, path: str) -> Language | None:
        """Return the language whose folder and address prefix is `path`."""
        return next((lang for lang in self.by_tag.values() if lang.path == path), None)

    def source(self, tag: str) -> Language:
        """Return the language that people write: itself, or what it is transliterated from."""
        language = self.by_tag[tag]
        if language.transliterated_from:
            return self.by_tag[language.transliterated_from]
        return language

    def as_written(self, path: str, text: str) -> str:
        """Return the folder of a language in the letters of a text.

        Of Serbian in Latin letters it is `sr-Latn`, although people write in `sr`.
        """
        written = self.of_path(path)
        tag = written.tag if written and is_latin(text) else None
        others = (o.path for o in self.by_tag.values() if tag and o.transliterated_from == tag)
        return next(others, path)

    def hint(self, word: str) -> str:
        """Return `Did you mean …?` for a tag that is not known, also where a folder was written."""
        folder = self.of_path(word)
        if folder is not None:
            return Sentence(N_('Did you mean "%(slug)s"?'), slug=folder.tag)
        return did_you_mean(word, [*self.by_tag, *(lang.path for lang in self.by_tag.values())])


def load_languages(path: Path, shown: str, problems: list[Problem]) -> Languages:
    """Read the registry; a language with a fault is left out and told."""
    if not path.is_file():
        problems.append(MISSING_KEY.at(shown, None, "The file is missing."))
        return Languages({})
    document = read_yaml(path, shown, problems)
    if document is not None and not document.data:
        problems.append(MISSING_KEY.at(shown, None, "The file names no language."))
        return Languages({})
    found: dict[str, Language] = {}
    for index in entries(document, problems):
        assert document is not None
        language = build(Language, document, problems, at=(index,))
        if language is None:
            continue
        if language.tag in found:
            line = document.line((index,))
            problems.append(TWICE.at(shown, line, f'"{language.tag}" stands there twice.'))
        taken = {other.path for tag, other in found.items() if tag != language.tag}
        if language.path in taken:
            line = document.line((index, "path"))
            problems.append(TWICE.at(shown, line, f'The path "{language.path}" is taken.'))
            continue
        if language.transliterated_from == language.tag:
            line = document.line((index, "transliterated_from"))
            said = f'"{language.tag}" cannot be made from itself.'
            problems.append(UNKNOWN_LANGUAGE.at(shown, line, said))
            continue
        found[language.tag] = language
    if document is not None and isinstance(document.data, list):
        problems.extend(_check_references(found, document))
    known = {tag: lang for tag, lang in found.items() if _written_in(lang) in found}
    return Languages(known)


def _written_in(language: Language) -> str:
    return language.transliterated_from or language.tag


def _check_references(found: Mapping[str, Language], document: Document) -> Iterator[Problem]:
    """Tell the languages that have no block; one whose block has a fault was told already."""
    blocks = {str(block.get("tag")) for block in document.data if isinstance(block, dict)}
    for index, block in enumerate(document.data or []):
        language = found.get(str(block.get("tag"))) if isinstance(block, dict) else None
        if language is None:
            continue
        named = [("fallbacks", tag) for tag in language.fallbacks]
        named.append(("transliterated_from", _written_in(language)))
        for key, tag in named:
            if tag not in blocks:
                line = document.line((index, key))
                said = f'The language "{tag}" is not in the registry.'
                yield UNKNOWN_LANGUAGE.at(document.path, line, said, did_you_mean(tag, found))
