"""Contacts: numbers, addresses and names on other platforms by which a child could be reached."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from beacon.patterns import regex
from beacon.safeguarding.patterns import CAPITALS, by_language
from beacon.safeguarding.sentences import Sentence

_PHONE = regex(r"(?<![\w/.,])(?:\+|\(?0)[\d()/.\s-]{6,24}\d(?!\w)")
_CALLED = regex(r"\b(?:tel|sms):([^\s)\"'>]+)", re.IGNORECASE)
_KEYCAP = regex("[\ufe0f\u20e3]")
_DATE = regex(r"\(?0?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_AT = r"(?:@|\s@\s|\s?(?:\[at\]|\(at\)|\[на\]|\(на\)|\[et\]|\(et\))\s?)"
_DOT = r"\s?(?:\.|\[dot\]|\(dot\)|\[tacka\]|\[tačka\]|\[тачка\]|\[точка\]|\(точка\))\s?"
_MAIL = regex(
    rf"\b[\w.+-]{{1,64}}+(?:\s\.\s\w+)?{_AT}[\w-]+(?:{_DOT}[A-Za-z][\w-]*)+", re.IGNORECASE
)  # 64: RFC 5321 §4.5.3.1.1
_AT_WORD = r"(?:at|et|na|ет|на|кльомба|маймунско (?:а|a)|majmun\w*|мајмун\w*|manki|манки)"
_DOT_WORD = r"(?:dot|point|tacka|tačka|тачка|точка)"
_SAID_MAIL = regex(
    rf"\b[\w.+-]{{1,64}}+(?:\s{_DOT_WORD}\s[\w-]+)?\s+[\[(]?{_AT_WORD}[\])]?\s+[\w-]+"
    rf"(?:\s+[\[(]?{_DOT_WORD}[\])]?\s+[\w-]{{2,}}|\.(?:com|net|org|bg|rs|eu|example)\b)+",
    re.IGNORECASE,
)
# Quick looks: without these none of the patterns that ask for more can be found.
_SAID_DOT = regex(rf"{_DOT_WORD}|\.(?:com|net|org|bg|rs|eu|example)\b", re.IGNORECASE)
_WWW = regex(r"www\.", re.IGNORECASE)
_FIGURE = regex(r"[\d_]")
_DOT_OR_STROKES = regex(r"//|\.\w|www\.", re.IGNORECASE)
_SIGN = regex(r"(?<![\w.@])@[A-Za-z0-9_][\w.]{1,}|\b\w{2,}#\d{4}\b")
_PLATFORM = regex(
    r"insta|snap|discord|tik ?tok|viber|nick|ник\w*|снап|снеп|дискорд|тикток|инста|вайбър|вајбер|"
    r"\bdm\b|in the game|у игри|в играта",
    re.IGNORECASE,
)
_NICKNAME = regex(r"\b(?=[A-Za-z][\w.]*(?:\d|_))[A-Za-z][A-Za-z0-9_.]{4,}\b")
_URL = regex(r"(?:https?:)?//[^\s)>\]]+|\bwww\.[^\s)>\]]+", re.IGNORECASE)
_ENDINGS = (
    "com org net info biz me io tv gg ly co eu uk us rs bg ru de app dev link site online shop xyz "
    "club live example test"
).replace(" ", "|")
_HOST = regex(
    rf"(?<![@\w.-])(?:[A-Za-z0-9-]+\.)+(?:{_ENDINGS})(?:/[^\s)>\]]*)?(?![\w@-]|\.\w)", re.IGNORECASE
)
_UP = rf"[{CAPITALS}][\w’'.-]*"
_ADDRESSES = by_language(
    {
        "en": (
            rf"\b\d{{1,4}}[a-z]?,?\s+(?:{_UP}\s+){{1,3}}(?:Street|Road|Avenue|Lane|Boulevard|Square|"
            rf"Drive|Close|Way)\b|(?:{_UP}\s+){{1,3}}(?:Street|Boulevard|Road|Avenue|Square)"
            rf"(?:\s+No\.?)?\s+\d{{1,4}}|(?:{_UP}\s+){{2,3}}\d{{1,3}}[a-z]?,\s+[A-Z]"
        ),
        "sr": (
            rf"\b(?:[Uu]lic\w+|[Uu]l\.|[Bb]ulevar\w*|[Tt]rg\w*|[Nn]aselj\w+)\s+(?:\w+[ .]+){{0,5}}?"
            rf"(?:br\.?\s*)?\d{{1,4}}\b|(?:{_UP}\s+){{2,3}}\d{{1,3}}[a-z]?,\s+(?:\d{{5}}\s+)?[A-Z]"
        ),
        "bg": (
            r"(?i)(?:\b(?:ул|бул|пл|кв)\.|\b(?:улица|булевард|площад|квартал)\b|\bж\.\s?к\.)\s*"
            r"[„\"“«]?[\w .-]+[“\"”»]?,?\s*(?:№|номер|бл\.|блок)?\s*\d{1,4}"
        ),
    }
)

# A house without a street: two of block, entrance, staircase, floor, flat.
_NUMBER = (
    r"(?:No\.?\s*|br\.?\s*|broj\s+|№\s*|номер\s+)?[„\"“]?(?:\d{1,4}[a-zа-я]?|[A-ZА-Я]|"
    r"[IVX]{1,4})[“\"”]?(?!\w)"
)
_PARTS = {
    "en": r"(?i:\b(?:block|building|entrance|staircase|flat|apartment|apt\.?|house|door|floor))",
    "sr": r"(?i:\b(?:blok\w*|ulaz\w*|stan\w?|zgrad\w+|lamel\w+|soliter\w*|sprat\w*|interfon\w*))",
    "bg": r"(?i:\b(?:блок\w*|бл\.|вход\w*|вх\.|етаж\w*|ет\.|апартамент\w*|ап\.))",
}
_HOUSES = by_language(
    {
        language: rf"{part}\s*{_NUMBER}(?:\W+(?:\w+\W+){{0,2}}?){part}\s*{_NUMBER}"
        for language, part in _PARTS.items()
    }
)
# A street that is not called so, where the words around tell that somebody is found there.
_LIVING = by_language(
    {
        "en": (
            rf"(?i:\b(?:liv(?:e|es|ed|ing)|my address|our address|address is|home is|house is))\W+"
            rf"(?:[a-z]+ ){{0,3}}(?:\d{{1,4}}[a-z]?,? (?:(?:in|on) )?(?:{_UP}\s?){{1,3}}|"
            rf"(?:{_UP}\s+){{1,3}}\d{{1,4}}\b)"
        ),
        "sr": (
            rf"(?i:\b(?:ziv\w+|stanuj\w+|adres\w+|kod mene|kod nas|dodj\w+|kuc\w+ je|"
            rf"svrati\w*))\W+(?:[a-z]+ ){{0,3}}"
            rf"(?:{_UP}\s+){{1,3}}(?:br\.?\s*)?\d{{1,4}}[a-z]?\b(?!\.|\s*(?:h|c|sat|:))|"
            rf"(?:{_UP}\s+){{1,3}}\d{{1,4}}[a-z]?\s*[,/]\s*(?:u\s+)?(?:\w+\.?\s+)?(?:sprat|stan|ulaz|"
            rf"interfon|lamel)\w*"
        ),
        "bg": (
            rf"(?i:\b(?:живе\w+|адрес\w*|у нас|у дома|вкъщи|елате|къщата е))\W+(?:[а-я]+ ){{0,3}}"
            rf"[„\"“]?(?:{_UP}[“\"”]?,?\s+){{1,3}}(?:№\s*)?\d{{1,4}}\b(?!\.|\s*(?:ч|:|клас|г))|"
            rf"(?:{_UP}\s+){{1,3}}(?:№\s*)?\d{{1,4}},?\s*(?:бл|вх|ет|ап)\.|"
            r"\b(?:бл|блок)\.?\s*\d{1,3}\b(?=.{0,30}\b(?:вх|ап|ет|вход|апартамент|етаж))"
        ),
    }
)


def phones(sentence: Sentence, known: Collection[str] = ()) -> Iterator[str]:
    """Yield phone numbers, but those that are `known` (digits alone): the centre's own."""
    shown = _KEYCAP.sub("", sentence.text)
    if not (":" in shown or any(map(str.isdigit, shown))):
        return
    text = "".join(map(_digit, shown))
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 8 <= len(digits) <= 15 and digits not in known and not _DATE.match(match.group()):
            yield shown[match.start() : match.end()].strip()
    for match in _CALLED.finditer(text):
        if re.sub(r"\D", "", unquote(match.group(1))) not in known:
            yield shown[match.start() : match.end()]


def _may_be_mail(text: str) -> bool:
    """Tell whether a text has what stands between the parts of an address."""
    return "@" in text or "[" in text or "(" in text


def _without_mail(text: str) -> str:
    return _MAIL.sub(" ", text) if _may_be_mail(text) else text


def _digit(sign: str) -> str:
    """Return a digit of any script, also one in a circle, as a digit of ours."""
    if sign.isascii():
        return sign
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)


def emails(sentence: Sentence, known: Collection[str] = ()) -> Iterator[str]:
    """Yield e-mail addresses, also those written with words, but the `known` ones."""
    for match in _MAIL.finditer(sentence.text) if _may_be_mail(sentence.text) else ():
        if match.group().casefold() not in known:
            yield match.group()
    if not _SAID_DOT.search(sentence.text):
        return
    for match in _SAID_MAIL.finditer(_without_mail(sentence.text)):
        # "on our.example" is a site, "ana na pošta tačka com" an address.
        if re.search(rf"\b{_DOT_WORD}\b", match.group(), re.IGNORECASE) or " at " in match.group():
            yield match.group()


def handles(sentence: Sentence) -> Iterator[str]:
    """Yield names on social platforms and in games."""
    without = _without_mail(sentence.text)
    if "//" in without or _WWW.search(without):
        without = _URL.sub(" ", without)
    signs = "@" in without or "#" in without
    found = [match.group() for match in _SIGN.finditer(without)] if signs else []
    if not found and _FIGURE.search(without) and _PLATFORM.search(without):
        found = [match.group() for match in _NICKNAME.finditer(without)]
    yield from found


def addresses(sentence: Sentence) -> Iterator[str]:
    """Yield postal addresses: a street with a number, or a house with its flat."""
    for patterns in (_ADDRESSES, _HOUSES, _LIVING):
        for match in patterns[sentence.language].finditer(sentence.plain):
            yield match.group().strip()


def links(sentence: Sentence, allowed: Collection[str] = ()) -> Iterator[str]:
    """Yield links to other hosts, but to those that are `allowed` and their subdomains."""
    if not _DOT_OR_STROKES.search(sentence.text):
        return
    text = _without_mail(sentence.text)
    spans = [match.group() for match in _URL.finditer(text)]
    spans += [match.group() for match in _HOST.finditer(_URL.sub(" ", text))]
    for link in spans:
        host = (
            re.sub(r"^(?:https?:)?//", "", link.casefold()).partition("/")[0].removeprefix("www.")
        )
        if not any(host == one or host.endswith(f".{one}") for one in allowed):
            yield link
