"""Phone numbers and e-mail addresses that are typed into a text instead of called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from beacon.content.centres import Contacts
from beacon.content.prose import Prose
from beacon.patterns import regex
from beacon.problems import Code, Problem

HELP_IN_PROSE = Code(
    "CHK002",
    "A phone number or e-mail address stands in a text, where nobody keeps it up to date.",
    "Take it out; help channels come from help-channels.yml through [[help-channels]].",
)

# What stands between figures; Word makes dashes of hyphens. A point may as well be one of a date
# or of thousands, so it counts only in numbers that are too long for either; behind a 0 alone it
# makes a fraction. Letters of authorities are numbered as in 011-00-123/2026-01.
_BETWEEN, _POINT = r"[ \u00a0/\u2010-\u2015-]", "[.\u00b7]"
# Nobody's known number, but written as one: with a leading plus or 0 and nine digits or more.
_PHONE = regex(
    rf"(?<![\w.,:/#-])(?!0{_POINT}|0\d\d-\d\d-\d{{1,6}}/20\d\d(?!\d))(?:\+\d|0)\d{{0,3}}(?:{_BETWEEN}?\d{{2,4}}|{_POINT}\d{{3,4}}){{2,5}}"
    r"(?![\w%:/-]|[.,]\d)"
)
# Four digits in a row, which every number we look for has.
_DIGITS = regex(rf"[+\d](?:(?:{_BETWEEN}|{_POINT})?\d){{3}}")
_MAIL = regex(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def check_contacts(text: Prose, centres: Iterable[Contacts]) -> Iterator[Problem]:
    """Tell phone numbers and addresses in a text; short ones where a centre's channel has them."""
    phones = (phone for of in centres for phone in of.values("phone"))
    known = _known_numbers(tuple(phone for phone in phones if len(phone) > 3))

    def found(words: str) -> list[str]:
        if "@" not in words and not _DIGITS.search(words):
            return []
        mails = [m.group() for m in _MAIL.finditer(words) if ".example" not in m.group()]
        ours = [match.group() for match in known.finditer(words)] if known else []
        phones = (match.group() for match in _PHONE.finditer(words))
        return [*mails, *ours, *(p for p in phones if len(re.sub(r"[^\d+]", "", p)) >= 9)]

    for place, words in text.texts(bool) if "@" in text.whole else text.with_figures:
        for word in dict.fromkeys(found(words)):
            said = f'"{word}" stands in the text.'
            yield HELP_IN_PROSE.at(text.record.path, text.line(place), said)


@lru_cache(maxsize=16)
def _known_numbers(values: tuple[str, ...]) -> re.Pattern[str] | None:
    numbers = {_with_signs(value) for value in values}
    longest_first = "|".join(sorted(numbers, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<![\w.,-])(?:{longest_first})(?![\w-]|[.,]\d)") if numbers else None


def _with_signs(number: str) -> str:
    """Return a pattern of a known number, with the signs that may stand between its digits."""
    between = rf"(?:{_BETWEEN}|{_POINT})?" if len(number) >= 8 else rf"{_BETWEEN}?"
    return between.join(map(re.escape, number))
