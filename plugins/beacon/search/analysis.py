"""Analysis: a text as the terms it is found by.

`theme/assets/search-analysis.js` does the same in the browser; `tests/beacon/search/vectors.json`
holds both to it. Whoever changes one changes the other, and adds a vector.

Letters are folded before stems are cut, so that `škola`, `школа` and `skola` take one way:
a reader who types without diacritics must find what a writer wrote with them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from beacon.patterns import regex
from beacon.search.bulgarian import bulgarian_stem

_SERBIAN = {
    **dict(
        zip(
            "абвгдђежзијклљмнњопрстћуфхцчџш",
            "a b v g d dj e z z i j k l lj m n nj o p r s t c u f h c c dz s".split(),
            strict=True,
        )
    ),
    "đ": "dj",
}
_TABLES = {"sr": str.maketrans(_SERBIAN)}
# All marks but the breve, which makes и the letter й, and the soft hyphen, which parts no word.
_MARKS = regex("[\u0300-\u0305\u0307-\u036f\u00ad]")
_WORD = regex(r"[^\W_]+")
_HYPHENATED = regex(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")
# Our own Serbian rules stand before and behind Snowball's, each for a class of words that it
# leaves apart. Before: it takes the je of -ljem, -njem for Ijekavian (насиљем), and knows
# nouns in -ост by their first case alone (безбедности).
_BEFORE = (
    (regex("([ln])jem$"), r"\1je"),
    (regex("(..)os(?:ti|tima|tiju|cu)$"), r"\1ost"),
)
# Behind: plurals in -ов- (другови), adjectives in -ск- (школски), -ај (садржај), a vowel that is
# left over (младих), and к that became ц (ђаци). What is left has three letters, or four.
_BEHIND = (
    (regex("(.{3})(?:ov|ev|aj|[aeiou])$"), r"\1"),
    (regex("(.{4})sk$"), r"\1"),
    (regex("c$"), "k"),
)
# Plurals of another root, as stems: деца of дете.
_OTHER_ROOTS = {
    "sr": {"dek": "det", "detet": "det"},
    "bg": {"дец": "дет"},
    "en": {"children": "child"},
}
_LONGEST = 40


def fold(text: str, language: str) -> str:
    """Return a text in small letters without marks; Serbian in Latin letters, with `đ` as `dj`.

    `language` is the folder of a language, such as `sr`.
    """
    text = unicodedata.normalize("NFC", text.lower()).translate(_TABLES.get(language, {}))
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def terms(text: str, language: str) -> Iterator[str]:
    """Yield the terms of a text in their order; a hyphenated word is there in one piece as well."""
    folded = fold(text, language)
    for word in _WORD.findall(folded):
        if _counts(word):
            yield stem(word, language)
    for joined in _HYPHENATED.findall(folded):
        word = "".join(_WORD.findall(joined))
        if _counts(word):
            yield stem(word, language)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; in a language without rules, the word itself."""
    rules = _STEMMERS.get(language)
    if rules is None:
        return word
    found = rules(word)
    return _OTHER_ROOTS[language].get(found, found)


def _counts(word: str) -> bool:
    """Tell whether a word is worth finding: a single letter is not, a digit is."""
    return (len(word) > 1 or word.isdecimal()) and len(word) <= _LONGEST


def _serbian_stem(word: str) -> str:
    for ending, instead in _BEFORE:
        word = ending.sub(instead, word)
    word = fold(_snowball("serbian").stemWord(word), "sr")
    for ending, instead in _BEHIND:
        word = ending.sub(instead, word)
    return word


def _english_stem(word: str) -> str:
    stemmed: str = _snowball("english").stemWord(word)
    return stemmed


@cache
def _snowball(name: str) -> Any:
    """Return a stemmer of Snowball in pure Python: the C library may be of another version."""
    module = import_module(f"snowballstemmer.{name}_stemmer")  # only who searches needs it
    return getattr(module, f"{name.capitalize()}Stemmer")()


_STEMMERS: dict[str, Callable[[str], str]] = {
    "sr": _serbian_stem,
    "bg": bulgarian_stem,
    "en": _english_stem,
}
