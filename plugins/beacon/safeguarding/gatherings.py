"""Gatherings: where and when exactly children will meet, told before they do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.patterns import regex
from beacon.safeguarding.contacts import addresses
from beacon.safeguarding.patterns import by_language
from beacon.safeguarding.people import names_a_school
from beacon.safeguarding.sentences import Passage, Sentence

_HOUR = regex(
    r"\b(?:[01]?\d|2[0-3])[:.,][0-5]\d\b(?!\.\d)|\b(?:[01]?\d|2[0-3])\s?(?:h|am|pm|a\.m|p\.m|"
    r"o'clock|o’clock|ч|часа|часа|часът|часова|casova|casa|sati|sata|cas)\b|"
    r"\b(?:half past|quarter (?:past|to)) \w+|\b\w+ o['’]clock|\b(?:at|by) (?:noon|midnight)\b|"
    r"\b(?:u|od|oko) (?:pola \w+|podne|\w+ (?:sati|sata|casova|casa|i po|i trideset|i petnaest))\b|"
    r"\b(?:в|от|към) (?:\w+ (?:часа|и половина|и петнайсет|и трийсет)|обяд)\b",
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
    "en": "school library gym hall club park square street playground stadium theatre station "
    "mall cafe café cinema stop beach pool house home flat church river fountain centre center "
    "court",
    "sr": "skol gimnazij bibliotek sal hol klub park trg ulic igralist stadion pozorist stanic "
    "kafic kafe bioskop kuc crkv plaz bazen kej fontan centr teren dvorist sportsk mol trzn",
    "bg": "училищ гимнази библиотек салон зала клуб парк площад ул. улица стадион театър фоайе дом "
    "кафе кино мол спирк гар басейн плаж църкв фонтан център игрищ двор вкъщи площадк",
}


def _any(stems: str, after: str = r"\w*") -> str:
    return rf"\b(?:{'|'.join(map(re.escape, stems.split()))}){after}"


_WHEN = by_language(
    {
        language: (
            rf"\b\d{{1,2}}\.?\s+{_any(months)}|{_any(months)}\s+\d{{1,2}}\b|{_any(_DAYS[language])}|"
            rf"\b\d{{1,2}}(?:st|nd|rd|th|-?(?:ти|ви|ри|ми|og|i))\s+(?:of\s+)?{_any(months)}|"
            r"\b\d{1,2}\.\s?(?:\d{1,2}|[IVX]{1,4})\.(?:\s?\d{2,4})?|\b\d{1,2}\.\d{1,2}\b|"
            r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{1,2}[-.]\d{1,2}[-.]\d{4}\b|\b\d{4}-\d\d-\d\d\b|"
            r"\b\d{1,2}(?:st|nd|rd|th)\b"
        )
        for language, months in _MONTHS.items()
    },
    re.IGNORECASE,
)
_WHERE = by_language({language: _any(stems) for language, stems in _PLACES.items()}, re.IGNORECASE)


def may_gather(passage: Passage) -> set[int]:
    """Return the numbers of sentences that tell an hour."""
    return passage.plain.having(_HOUR)


def gatherings(sentence: Sentence) -> Iterator[str]:
    """Yield a day, an hour and a place that stand together."""
    text, language = sentence.plain, sentence.language
    hours = list(_HOUR.finditer(text))
    days = list(_WHEN[language].finditer(text)) if hours else []
    pairs = ((d, h) for h in hours for d in days if not _overlap(h, d))
    # The same figures may be a day or an hour: "5.12. at 13:15", "13.15".
    day, hour = next(pairs, (None, None))
    if day is None or hour is None:
        return
    placed = _WHERE[language].search(text) or names_a_school(sentence)
    if placed or next(addresses(sentence), None):
        yield f"{day.group().strip()} … {hour.group().strip()}"


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
