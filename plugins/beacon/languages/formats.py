"""Dates, times, numbers, lists and plural forms, as readers of each language write them.

CLDR through Babel, mended where usage differs: Serbian months stand in the genitive
inside a sentence, Bulgarian groups digits only from 10 000 on (which Babel 2.18 does
not know), and the year of a Bulgarian date is followed by a narrow space and „г.“.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, cast
from unicodedata import normalize

from beacon.languages.latin import to_latin
from beacon.languages.registry import Language

if TYPE_CHECKING:
    from babel import Locale

Plurals = Mapping[str, str]
"""The forms of a counted noun by CLDR category: one, few, other."""

_SERBIAN_GENITIVE = (
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра"
).split()
_NARROW = "\u202f"
_EN_DASH = "–"


KNOWN: dict[tuple[object, ...], Any] = {}
"""What Babel and icalendar have said so far, to be kept for the next build: loading them takes
longer than that.

It is true for one version of each.
"""
_Asked = TypeVar("_Asked", bound=Callable[..., Any])


def remembered(ask: _Asked) -> _Asked:
    """Let a function that depends on its arguments alone be asked only for what is not `KNOWN`."""

    def known(*of: object) -> Any:
        key = (ask.__name__, *of)
        if key not in KNOWN:
            KNOWN[key] = ask(*of)
        return KNOWN[key]

    return cast(_Asked, known)


@lru_cache(maxsize=64)
def _locale(identifier: str) -> Locale:
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(identifier)


@remembered
def _month_names(identifier: str, context: Literal["format", "stand-alone"]) -> Mapping[int, str]:
    from babel.dates import get_month_names  # noqa: PLC0415

    return dict(get_month_names("wide", context=context, locale=_locale(identifier)))


@remembered
def _day_names(identifier: str, width: Literal["abbreviated", "wide"]) -> Mapping[int, str]:
    from babel.dates import get_day_names  # noqa: PLC0415

    return dict(get_day_names(width, context="stand-alone", locale=_locale(identifier)))


def _name(language: Language) -> str:
    """Return the language alone, without its script: `sr` of `sr_Cyrl`."""
    return language.locale.replace("-", "_").split("_")[0].lower()


def _is_serbian(language: Language) -> bool:
    return _name(language) == "sr"


def _in_script(language: Language, text: str) -> str:
    return to_latin(text) if language.transliterated_from else text


def format_number(value: int, language: Language) -> str:
    """Return a whole number: `7.803` in Serbian, `7803` in Bulgarian, `7,803` in English."""
    if abs(value) < language.grouping_from:
        return str(value)
    return _decimal(value, language.locale)


@remembered
def _decimal(value: int, identifier: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale=_locale(identifier))


@remembered
def _decimal_point(identifier: str) -> str:
    return str(_locale(identifier).number_symbols["latn"]["decimal"])


@remembered
def _plural_form(value: int, identifier: str) -> str:
    return str(_locale(identifier).plural_form(value))


def format_size(size: int, language: Language) -> str:
    """Return the size of a file: `84 kB`, `1,2 MB`; 1 kB is 1000 bytes, as IEC 80000-13 says."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))}\u00a0kB"
    whole, tenths = f"{size / 1_000_000:.1f}".split(".")
    point = _decimal_point(language.locale)
    return f"{format_number(int(whole), language)}{point}{tenths}\u00a0MB"


def plural_category(value: int, language: Language) -> str:
    """Return the CLDR plural category of a whole number: one, few, many or other."""
    return _plural_form(value, language.locale)


def counted(value: int, forms: Plurals, language: Language) -> str:
    """Return the form of the noun that follows the number, in the language's script."""
    form = forms.get(plural_category(value, language), forms["other"])
    return _in_script(language, form)


def format_date(
    day: date, language: Language, style: Literal["long", "sentence", "short"] = "long"
) -> str:
    """Return a date: `9. фебруар 2027.`, in a sentence `9. фебруара 2027.`, or `9. 2. 2027.`"""
    if _is_serbian(language):
        return _serbian_date(day, language, style)
    name = _name(language)
    if name == "bg":
        text = _bulgarian_date(day, language, style)
        return f"{text}{_NARROW}г."
    return _known_date(day, "short" if style == "short" else "long", language.locale)


@remembered
def _known_date(day: date, style: Literal["short", "long"], identifier: str) -> str:
    from babel.dates import format_date as babel_date  # noqa: PLC0415

    return babel_date(day, style, locale=_locale(identifier))


def _serbian_date(day: date, language: Language, style: str) -> str:
    if style == "short":
        return f"{day.day}. {day.month}. {day.year}."
    if style == "sentence":
        name = _SERBIAN_GENITIVE[day.month - 1]
    else:
        name = _month_names("sr_Cyrl", "format")[day.month]
    return _in_script(language, f"{day.day}. {name} {day.year}.")


def _bulgarian_date(day: date, language: Language, style: str) -> str:
    if style == "short":
        return f"{day.day}.{day.month:02}.{day.year}"
    months = _month_names(language.locale, "format")
    return f"{day.day} {months[day.month]} {day.year}"


def month_names(language: Language) -> list[str]:
    """Return the names of the months, January first, to choose from: `Фебруар`, `Февруари`."""
    names = [_month_name(month, language) for month in range(1, 13)]
    return [f"{name[0].upper()}{name[1:]}" for name in names]


def _month_name(month: int, language: Language) -> str:
    if _is_serbian(language):
        return _in_script(language, _month_names("sr_Cyrl", "format")[month])
    return _month_names(language.locale, "stand-alone")[month]


def format_month(year: int, month: int, language: Language, *, heading: bool = True) -> str:
    """Return a month with its year: `Фебруар 2027.`, `Февруари 2027 г.`

    Inside a line, where it is no `heading`, its first letter is as the language has it.
    """
    name = _month_name(month, language)
    if heading:
        name = f"{name[0].upper()}{name[1:]}"
    if _is_serbian(language):
        return f"{name} {year}."
    return f"{name} {year}{_NARROW}г." if _name(language) == "bg" else f"{name} {year}"


def format_short_month(month: int, language: Language) -> str:
    """Return the short name of a month: `Oct`, `окт`, `окт.`"""
    identifier = "sr_Cyrl" if _is_serbian(language) else language.locale
    return _in_script(language, _short_month_names(identifier)[month])


@remembered
def _short_month_names(identifier: str) -> Mapping[int, str]:
    from babel.dates import get_month_names  # noqa: PLC0415

    return dict(get_month_names("abbreviated", context="format", locale=_locale(identifier)))


def format_days(first: date, last: date, language: Language) -> str:
    """Return several days: `7–13 December 2026`; both in full where their months differ."""
    begin, end = format_date(first, language), format_date(last, language)
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and end.startswith(str(last.day)):
        return f"{first.day}{_EN_DASH}{end}"
    return f"{begin} {_EN_DASH} {end}"


def language_name(tag: str, language: Language) -> str:
    """Return the name of any language as CLDR has it: `Hungarian`, `српски (ћирилица)`."""
    name = _display_name(tag, "sr_Cyrl" if _is_serbian(language) else language.locale)
    return _in_script(language, name) if name else tag


@remembered
def _display_name(tag: str, identifier: str) -> str:
    from babel import UnknownLocaleError  # noqa: PLC0415

    try:
        return _locale(tag.replace("-", "_")).get_display_name(_locale(identifier)) or ""
    except (UnknownLocaleError, ValueError):
        return ""


def weekdays(language: Language) -> tuple[tuple[str, str], ...]:
    """Return (short, full) names of the seven days, Monday first as in all our languages."""
    locale = "sr_Cyrl" if _is_serbian(language) else language.locale
    short, full = _day_names(locale, "abbreviated"), _day_names(locale, "wide")
    return tuple(
        (_in_script(language, short[day]), _in_script(language, full[day])) for day in range(7)
    )


def format_time(moment: time) -> str:
    """Return a time on the 24-hour clock: `13:05`."""
    return f"{moment.hour:02}:{moment.minute:02}"  # strftime takes ten times as long


def format_range(first: object, last: object) -> str:
    """Return two ends joined by an en dash: `9–11`; one end alone where they are equal."""
    return f"{first}" if first == last else f"{first}{_EN_DASH}{last}"


def format_list(items: Sequence[str], language: Language) -> str:
    """Return items joined as in a sentence, without a comma before the last: `a, b и c`."""
    conjunction = {"sr": "и", "bg": "и", "en": "and"}.get(_name(language))
    if len(items) < 2:
        return "".join(items)
    if conjunction is None:
        return ", ".join(items)
    last = _in_script(language, conjunction)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def joined_names(names: Sequence[str], language: Language) -> str:
    """Return names from a vocabulary as one list: only the first keeps its capital.

    A name in capitals or with a capital inside, such as an acronym, is left as it is.
    """
    return format_list([*names[:1], *map(continued, names[1:])], language)


def continued(text: str) -> str:
    """Return a text as it goes on in a sentence, unless it has capitals inside as acronyms do."""
    return text[:1].lower() + text[1:] if text[1:] == text[1:].lower() else text


def compare_key(text: str, language: Language) -> tuple[str, str]:
    """Return a key that sorts text by the alphabet of its language, not by code points.

    As in the root of CLDR, signs stand before digits and these before letters, and letters
    that the alphabet lacks where their base letter stands.
    """
    folded = text.casefold()
    order = _ALPHABETS.get((_name(language), language.script), _LATIN)
    for pair, sign in order.pairs:
        folded = folded.replace(pair, sign)
    return folded.translate(order.places), text


def alphabet(language: Language) -> tuple[str, ...]:
    """Return the capital letters of a language in their order: A to Z where we know no other."""
    order = _ALPHABETS.get((_name(language), language.script))
    return tuple(letter.capitalize() for letter in (order.letters if order else ascii_lowercase))


def first_letter(text: str, language: Language) -> str:
    """Return the capital letter of a language's alphabet that a text begins with: `Dž` too."""
    order = _ALPHABETS.get((_name(language), language.script))
    pair = text[:2].casefold()
    is_letter = order is not None and len(pair) == 2 and pair in order.letters
    return (pair if is_letter else text[:1]).capitalize()


class _Places(dict[int, str]):
    """The sign by which a letter is sorted, by its code; behind these are all other letters."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        base = ord(normalize("NFD", sign)[0])
        place = self[ord(_SIGN)] if not sign.isalnum() else chr(min(code + 256, sys.maxunicode))
        self[code] = self[base] if base != code else place
        return self[code]


class _Alphabet(NamedTuple):
    """The letters of a language in their order, the signs that stand for those of two signs."""

    letters: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    places: _Places


_SIGN = "-"


def _alphabet(text: str, foreign: Mapping[str, str] | None = None) -> _Alphabet:
    """Return an alphabet; the letters of names from elsewhere are sorted behind one of its own."""
    letters = tuple(text.split())
    double = [letter for letter in letters if len(letter) == 2]
    # Noncharacters, which no text holds and Unicode keeps for use inside a program (§23.7).
    pairs = {letter: chr(0xFDD8 + number) for number, letter in enumerate(double)}
    ordered = [" ", _SIGN, *digits]
    for letter in letters:
        ordered += [pairs.get(letter, letter), *(foreign or {}).get(letter, "")]
    places = _Places({ord(sign): chr(place) for place, sign in enumerate(ordered)})
    return _Alphabet(letters, tuple(pairs.items()), places)


_ALPHABETS = {
    ("sr", "Cyrl"): _alphabet("а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш"),
    ("sr", "Latn"): _alphabet(
        "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž", {"p": "q", "v": "wxy"}
    ),
    ("bg", "Cyrl"): _alphabet("а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я"),
}
_LATIN = _alphabet(" ".join(ascii_lowercase))
