"""Gatherings: where and when exactly children will meet, told before they do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.safeguarding.contacts import addresses
from beacon.safeguarding.people import names_a_school
from beacon.safeguarding.sentences import Sentence

_HOUR = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.,][0-5]\d\b(?!\.\d)|\b(?:[01]?\d|2[0-3])\s?(?:h|am|pm|o'clock|ч|часа|"
    r"часова|casova|sati|cas)\b",
    re.IGNORECASE,
)
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "sr": "januar februar mart april maj jun jul avgust septemb oktob novemb decemb",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
}
_DAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday tomorrow today tonight",
    "sr": "ponedelj utor sred cetvrt petak petk subot nedelj sutra danas veceras prekosutra",
    "bg": "понеделник вторник сряда четвъртък петък събота неделя утре днес довечера вдругиден",
}
_PLACES = {
    "en": "school library gym hall club park square street playground stadium theatre station",
    "sr": "skol gimnazij bibliotek sal hol klub park trg ulic igralist stadion pozorist stanic",
    "bg": "училищ гимнази библиотек салон зала клуб парк площад ул. улица стадион театър фоайе дом",
}


def _any(stems: str, after: str = r"\w*") -> str:
    return rf"\b(?:{'|'.join(map(re.escape, stems.split()))}){after}"


_WHEN = {
    language: re.compile(
        rf"\b\d{{1,2}}\.?\s+{_any(months)}|{_any(months)}\s+\d{{1,2}}\b|{_any(_DAYS[language])}|"
        r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4})?",
        re.IGNORECASE,
    )
    for language, months in _MONTHS.items()
}
_WHERE = {language: re.compile(_any(stems), re.IGNORECASE) for language, stems in _PLACES.items()}


def gatherings(sentence: Sentence) -> Iterator[str]:
    """Yield a day, an hour and a place that stand together."""
    text, language = sentence.plain, sentence.language
    hour, day = _HOUR.search(text), _WHEN[language].search(text)
    if not (hour and day) or _overlap(hour, day):
        return
    placed = _WHERE[language].search(text) or names_a_school(sentence)
    if placed or next(addresses(sentence), None):
        yield f"{day.group().strip()} … {hour.group().strip()}"


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
