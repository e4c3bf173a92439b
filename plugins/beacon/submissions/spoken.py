"""The language, and the letters, that somebody writes in and is answered in."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from pathlib import Path

from beacon.languages.latin import is_latin
from beacon.languages.registry import Languages
from beacon.patterns import regex
from beacon.submissions.record import MOST_TEXT

TEXTS = (".md", ".markdown", ".txt")
"""How the names of plain texts end."""

_ADDRESS = regex(r"\]\([^()\n]{1,500}[()]|\[\[[^\[\]\n]*\]\]|https?://\S+")
# Small words that only one of the two languages has.
_ENGLISH = frozenset(
    "the and is are was of for with this that we they you he she it our your not what who how can "
    "in at if an be have has will from".split()
)
_SERBIAN = frozenset(
    "je su smo ste nije nisu na se da ne za od kod koji koja koje kako ali ili sve svi kad kada "
    "ovo ova taj ta ono sta sto ko mi ti vi oni nas vas".split()
)


def guess_language(text: str) -> str:
    """Return the language folder of a text by its letters; empty where they do not tell.

    Many write Serbian without its diacritics, so letters alone make no text English. The name of
    a picture may be in another language.
    """
    small = _ADDRESS.sub(" ", text).casefold()
    letters = set(small)
    if letters & set("ђјљњћџ"):
        return "sr"
    if letters & set("щъьюяй"):
        return "bg"
    if re.search("[а-я]", small) or letters & set("čćšžđ"):
        return ""
    return "en" if _more_english(small) > 0 else ""


def _more_english(text: str) -> int:
    """Return how many more small words are English than Serbian."""
    words = re.findall("[a-z]+", text)
    return sum((word in _ENGLISH) - (word in _SERBIAN) for word in words)


def answered_in(language: str, text: str, languages: Languages) -> str:
    """Return the folder of the language, and of the letters, in which somebody is answered.

    To be answered in a language, a text need not be certain enough to be published in it.
    """
    small = text.casefold()
    folder = language if languages.of_path(language) else guess_language(text)
    if not folder and is_latin(text):
        more = _more_english(small)
        is_serbian = more < 0 or bool(set(small) & set("čćšžđ"))
        folder = "sr" if is_serbian else "en" if more else ""
    return languages.as_written(folder, text)


def as_it_is(document: Path) -> str:
    """Return what can be read of a text that was not taken, to tell its language."""
    raw = b""
    if document.suffix.lower() in TEXTS and document.is_file():
        with suppress(OSError):
            raw = document.read_bytes()[:MOST_TEXT]
    text = raw.decode(
        "utf-16" if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8", "replace"
    )
    is_older = 2 * text.count("\ufffd") > len(text)  # as Windows has kept Cyrillic letters
    return raw.decode("cp1251", "replace") if is_older else text
