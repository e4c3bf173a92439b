"""Lengths: what a pattern takes grows no faster than the text, whatever is repeated in it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from beacon.patterns import regex
from beacon.safeguarding import harmless, identity, nicknames

FORMS = (
    "0", "0 ", "1 000 ", "1.000.", "01.02 ", "01.02.", "01.02.03 ", "01/02/03-", "(0.123",
    "01.02.2010-", "31. 02. ", "3102010 ", "10-", "jmbg ", "jmbg 3 1", "€1 000", "1 000 a ",
    "ISBN 1-", "978-", ";", " ", "\u202f1", "a", "аб ", "lična karta 0.",
    "moj ", "moj instagram ", "instagram mi je ", "zaprati me ", "zaprati me na insti ", "ig: ",
    "na insti ", "na insti sam ", "a.", "a-", "aana", "moj a a a instagram je a", "insta", "i ",
    "моят ", "моят инстаграм ", "инстаграмът ми е ", "последвай ме в ", "пиши ми в инста ", "ен",
    "в инста ", "в инста съм ", "my insta ", "my insta is ", "add me on ", "follow me on insta ",
    "on insta ", "on insta i'm ", "at ", "ed", "insta -> ", "instagram na moje ",
)  # fmt: skip
SIZE = 25_000
_MANY = 9  # four times as much takes four times as long if it grows in a line, else sixteen
_MOMENT = 0.05

Search = Callable[[str], object]


def all_of(module: object) -> dict[str, Search]:
    """Return the patterns of a module, also those that it has for each language."""
    late = type(regex(""))
    found: dict[str, Search] = {}
    for name, value in vars(module).items():
        by_language = value if isinstance(value, dict) else {"": value}
        for language, one in by_language.items():
            many = one if isinstance(one, list) else [one]
            found |= {
                f"{name}-{language}-{number}": pattern.findall
                for number, pattern in enumerate(many)
                if type(pattern) is late
            }
    return found


PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}{name}": search
    for module in (harmless, identity, nicknames)
    for name, search in all_of(module).items()
}


def seconds(search: Search, text: str) -> float:
    taken = []
    for _ in range(3):  # of which the least was disturbed least
        start = time.process_time()
        search(text)
        taken.append(time.process_time() - start)
        if taken[0] < _MOMENT:
            break
    return min(taken)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_takes_no_more_than_the_length_of_a_text(pattern: str) -> None:
    search = PATTERNS[pattern]
    for form in FORMS:
        short, long = ((form * (size // len(form) + 1))[:size] for size in (SIZE, 4 * SIZE))
        taken = seconds(search, long)
        assert taken < _MOMENT or taken < _MANY * seconds(search, short), form
