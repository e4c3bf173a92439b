"""Sentences: a text cut into what is looked at by itself, each with its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from beacon.languages.latin import to_latin
from beacon.patterns import Joined, regex
from beacon.safeguarding.patterns import CAPITALS, small

# After an abbreviation the sentence goes on: "ul. Ivan Vazov 7", "бул. „Витоша“".
_SHORT = "ul br tel ул бул пл бр тел ап вх бл св ч г No Mr Ms St".split()
_GOES_ON = "".join(rf"(?<!\b{short}[.!?])" for short in _SHORT)
_GOES_ON = rf"(?i:{_GOES_ON})(?<!\d[.!?])(?<!\b[{CAPITALS}]\.)"  # Марко П. Петровић
# The sign comes first, because it is found fast; what stands before it is looked at then.
_END = regex(rf"[.!?]{_GOES_ON}(?<![.!?]{{3}})[.!?]*+[\"“”»)]*\s+(?=[\"„“«(]?[{CAPITALS}])")
_PLAIN = str.maketrans({"č": "c", "ć": "c", "š": "s", "ž": "z", "Č": "C", "Ć": "C", "Š": "S",
                        "Ž": "Z", "đ": "dj", "Đ": "Dj"})  # fmt: skip


MOST_LETTERS = 500
"""No piece is longer, so that no pattern takes more than a moment, whatever it is given."""
_OVERLAP = 100
_MOST_OF_PASSAGE = 4_000
"""Letters after which a passage ends with its sentence."""


class Sentence(Struct, frozen=True, dict=True):
    """A sentence as it was written, in a language folder (`en`, `sr`, `bg`), and its line."""

    text: str
    language: str
    line: int

    @cached_property
    def plain(self) -> str:
        """The sentence for patterns: Serbian in Latin letters without signs above them."""
        return plain(self.text, self.language)

    @cached_property
    def small(self) -> str:
        """The plain sentence in small letters; each stands where it stands there."""
        return small(self.plain)

    def words(self, match: re.Match[str]) -> str:
        """Return what was found in small letters as it is written."""
        return self.plain[match.start() : match.end()].strip()


class Passage(Struct, frozen=True, dict=True):
    """Sentences of one language that are looked through at once for what may be in them.

    To look for something in all of them takes half as long as in one after the other; so only
    those that have a sign of it are looked at by themselves.
    """

    sentences: Sequence[Sentence]

    @property
    def language(self) -> str:
        """The language folder of the sentences."""
        return self.sentences[0].language

    @cached_property
    def text(self) -> Joined:
        """The sentences as they were written."""
        return Joined([sentence.text for sentence in self.sentences])

    @cached_property
    def text_small(self) -> Joined:
        """The sentences as they were written, in small letters."""
        return _lines(small(self.text.whole))

    @cached_property
    def plain(self) -> Joined:
        """The sentences as patterns are written."""
        is_plain = self.language != "sr"
        return self.text if is_plain else _lines(plain(self.text.whole, self.language))

    @cached_property
    def small(self) -> Joined:
        """The plain sentences in small letters."""
        return self.text_small if self.plain is self.text else _lines(small(self.plain.whole))


def _lines(whole: str) -> Joined:
    return Joined(whole.split("\n"))


def passages(found: Sequence[Sentence]) -> Iterator[Passage]:
    """Yield sentences of one language in passages that are not too long.

    A pattern that goes on behind a line must not take more than a moment either.
    """
    first, letters = 0, 0
    for number, sentence in enumerate(found):
        letters += len(sentence.text)
        if letters >= _MOST_OF_PASSAGE:
            yield Passage(found[first : number + 1])
            first, letters = number + 1, 0
    if first < len(found):
        yield Passage(found[first:])


def plain(text: str, language: str) -> str:
    """Return a text as patterns are written: Serbian in Latin letters without signs above them."""
    return to_latin(text).translate(_PLAIN) if language == "sr" else text


# Signs that stand above, below and around other letters; U+20E3 makes a key of a figure.
_ABOVE = regex(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20ff\ufe20-\ufe2f]"
)


def composed(text: str) -> str:
    """Return a text in which a letter with a sign above it is one sign, as patterns have it.

    macOS copies "й" as two. A stress (Ма́рко) belongs to no letter of ours and goes.
    """
    return text if text.isascii() else _ABOVE.sub("", unicodedata.normalize("NFC", text))


# Words whose letters are told one by one: "М а р к о  П е т р о в и ћ", "М.а.р.к.о", "a n a @ …".
_SPELLED = regex(r"(?<!\S)(?:\S {1,2}){4,}\S(?!\S)|(?<!\w)(?:[^\W\d_][.·*_~-]){3,}[^\W\d_](?!\w)")


# Two such letters in a row, without those around them.
_SIGN_OF_SPELLED = regex(r" \S {1,2}\S |[.·*_~-][^\W\d_][.·*_~-]")


def may_be_spelled(passage: Passage) -> set[int]:
    """Return the numbers of sentences with words whose letters may be told one by one."""
    return passage.text.having(_SIGN_OF_SPELLED)


def together(sentence: Sentence) -> Sentence | None:
    """Return a sentence with the letters of its words together; None where they are."""
    if not _SPELLED.search(sentence.text):
        return None
    text = _SPELLED.sub(_put_together, sentence.text)
    return Sentence(text, sentence.language, sentence.line)


def _put_together(match: re.Match[str]) -> str:
    said = match.group()
    if " " not in said:
        return said[::2]
    return said.replace("  ", "\n").replace(" ", "").replace("\n", " ")


def sentences(text: str, language: str, first: int = 1) -> Iterator[Sentence]:
    """Yield the sentences of a text whose first line has the number `first`."""
    for number, line in enumerate(composed(text).splitlines(), first):
        for part in _END.split(line):
            yield from (Sentence(p, language, number) for p in _pieces(part.strip()))


def _pieces(part: str) -> Iterator[str]:
    """Yield a sentence, or pieces of one that is too long; they overlap, so nothing is cut."""
    for start in range(0, max(len(part) - _OVERLAP, 1), MOST_LETTERS - _OVERLAP):
        if piece := part[start : start + MOST_LETTERS].strip():
            yield piece
