"""Postings: which term stands on which page how often, written as a script the browser reads.

A script and no JSON, because pages opened as files may load scripts and nothing else.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from beacon.search.analysis import terms

FIELDS = ("title", "words", "body")
"""What a page is found by: its title; its description, headings and key words; its text."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class PageTerms(Struct, frozen=True):
    """The terms of one page with their counts, one mapping for each of `FIELDS`."""

    fields: tuple[Mapping[str, int], ...]

    def as_text(self) -> str:
        """Return the terms as a text that `from_text` reads back."""
        return "\n".join(" ".join(f"{t} {n}" for t, n in field.items()) for field in self.fields)


def page_terms(texts: Sequence[str], language: str) -> PageTerms:
    """Return the terms of a page from its texts, one for each of `FIELDS`."""
    return PageTerms(tuple(Counter(terms(text, language)) for text in texts))


def from_text(text: str) -> PageTerms:
    """Return the terms that `PageTerms.as_text` has written."""
    lines = (line.split() for line in text.split("\n"))
    return PageTerms(tuple(dict(zip(w[::2], map(int, w[1::2]), strict=True)) for w in lines))


class Worry(Struct, frozen=True):
    """Words by which a reader in trouble may search, as terms, and the pages that answer them."""

    phrases: tuple[tuple[str, ...], ...]
    pages: tuple[str, ...]


def index_script(
    pages: Mapping[str, PageTerms], languages: Iterable[str], worries: Iterable[Worry]
) -> str:
    """Return the index of one language as a script.

    `pages` are in the order of their ids; `languages` are the folders of the languages whose
    rules made the terms. Terms stand in order, each as the number of letters it shares with
    the one before and the rest, then its pages in each field as steps from one to the next,
    all in base 36: `3ost 2.3,1 a` is on page 2 three times and on page 3 once in the first
    field, and on page 10 once in the second.
    """
    found: defaultdict[str, list[list[str]]] = defaultdict(lambda: [[] for _ in FIELDS])
    last: dict[tuple[str, int], int] = {}
    for number, page in enumerate(pages.values()):
        for place, field in enumerate(page.fields):
            for term, count in field.items():
                step = number - last.get((term, place), 0)
                last[term, place] = number
                often = f".{_base36(count)}" if count > 1 else ""
                found[term][place].append(f"{_base36(step)}{often}")
    index = {
        "languages": list(languages),
        "ids": list(pages),
        "lengths": [[len(field) for field in page.fields] for page in pages.values()],
        "worries": [[[" ".join(p) for p in w.phrases], list(w.pages)] for w in worries],
        "terms": ";".join(_front_coded(found)),
    }
    return script("index", index)


def script(name: str, value: object) -> str:
    """Return a script that hands a value to the search page under a name."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"beaconSearch.take({json.dumps(name)},{text});\n"


def _front_coded(found: Mapping[str, list[list[str]]]) -> Iterable[str]:
    before = ""
    for term in sorted(found):
        shared = _shared(before, term)
        fields = " ".join(",".join(steps) for steps in found[term]).rstrip()
        yield f"{_DIGITS[shared]}{term[shared:]} {fields}"
        before = term


def _shared(one: str, other: str) -> int:
    most = min(len(one), len(other), len(_DIGITS) - 1)
    return next((i for i in range(most) if one[i] != other[i]), most)


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits
