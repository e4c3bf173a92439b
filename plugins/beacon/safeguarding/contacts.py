"""Contacts: numbers, addresses and names on other platforms by which a child could be reached."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from beacon.patterns import Joined, regex
from beacon.safeguarding.harmless import without_harmless_figures
from beacon.safeguarding.identity import is_called_so, without_identity_numbers
from beacon.safeguarding.nicknames import may_nickname, nicknames
from beacon.safeguarding.ordinary_words import is_ordinary
from beacon.safeguarding.patterns import CAPITALS, by_language, compiled, small
from beacon.safeguarding.sentences import Passage, Sentence

# Figures with what stands between those of a number, or of several numbers in a row. A sign
# before them makes them a part of something else, but for one after a word, or after another
# sign: "тел.064 …", "зови...064 …". 381 and 359 are Serbia and Bulgaria, written without the plus.
_FIGURES = regex(
    r"(?:(?<![\w/.,+])|(?<=[^\W\d_][/.,])|(?<=[^\w\s][.,])|(?<=/)(?<![\w/]/)|"
    r"(?<=[^\W\d_])(?=\+|0[1-9]|3(?:81|59)))"
    r"(?:\+|\(?0|3(?:81|59)(?=(?:[ /.-]?\d){8,9}(?![\d_])))"
    r"[\d()/.\s+-]{6,}\d(?![\d_A-Fa-f])"  # a to f: sums of files are no numbers to call
)
# Groups with other signs between them, or a word: 064, 123, 4567; 064 па 123 па 4567.
_BETWEEN = r"(?:\s?[^\w\s]{1,3}\s?|\s(?:pa|i|onda|па|и|онда|после|then|and)\s)"
_GROUPS = regex(
    rf"(?<![\w.,+])(?:\+\d{{1,3}}|0[1-9]\d{{1,2}}|00\d{{2,3}})(?:{_BETWEEN}\d{{2,4}}){{2}}"
    rf"(?:{_BETWEEN}(?!0\d)\d{{2,4}}){{0,2}}(?!\w)"
)
# The letter O in the place of a nought.
_ROUND_LETTER = regex(r"(?:(?<!\w)|(?<=\d))[OoОо](?=\d)|(?<=\d)[OoОо](?!\w)")
_NEXT = regex(r"(?<=[\s/.-])(?=0)|(?=\+|\(0)")
_ONE_NUMBER = regex(r"(?:\D*\d){8,15}(?!\d)")
# Digits of any script, and those in circles; the exotic ranges hold other signs as well.
_FIGURE_SIGN = (
    r"[\d\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070-\u2089\u2460-\u24ff\u2776-\u2793"
    r"\U00010a40-\U0001105a\U0001f100-\U0001f10a]"
)
_ANY_FIGURE, _ODD_FIGURE = regex(_FIGURE_SIGN), regex(rf"{_FIGURE_SIGN}(?<![0-9])")
# Figures enough for a number, or some that have round letters beside them.
_SIGN_OF_NUMBER = regex(
    rf"{_FIGURE_SIGN}(?:[^\n]*?{_FIGURE_SIGN}){{7}}|"
    rf"{_FIGURE_SIGN}(?:(?=[OoОо])|(?<=[OoОо].))"
)
# What Word makes of hyphens, and points that stand between figures.
_STROKE = regex(r"[\u2010-\u2015\u2212\u00b7\u2022\u2219]|(?<=\d)_(?=\d)")
_FEWEST_FIGURES, _MOST_FIGURES = 8, 15  # 15: ITU-T E.164
_FEWEST_OF_GLUED, _MOST_OF_GROUPS = 9, 10
_GROUP, _WORD_BEFORE, _WORD_AFTER = regex(r"\d+"), regex(r"[^\W_]+\Z"), regex(r"[^\W_]+")
_CALLED = regex(r"\b(?:tel|sms):([^\s)\"'>]+)", re.IGNORECASE)
_SIGN_OF_CALL = regex(r"(?:tel|sms):", re.IGNORECASE)
# A number as it is said, from its nought on; sentences have no six words of figures in a row.
# Only those that count (nought, one, two, three) are no number. A number ends with its line, or
# each of many lines with such words would be looked at from all those before it.
_SAID_FIGURES = {
    "en": "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|"
    "hundred|double|triple",
    "sr": "nula|jedan|dva|tri|cetiri|pet|sest|sedam|osam|devet|deset|jedanaest|"
    "(?:dva|tri|cetr|pet|ses|sedam|osam|devet)naest|(?:dva|tri|cetr|pe|sez|sedam|osam|deve)deset|"
    "sto|dvesta|dvjesta|trista|(?:cetiri|pet|ses|sest|sedam|osam|devet)sto",
    "bg": "нула|един|едно|една|два|две|три|четири|пет|шест|седем|осем|девет|десет|"
    "(?:еди|два|три|четири|пет|шест|седем|осем|девет)(?:на(?:де|й)сет|десет)|двайсет|трийсет|"
    "четиресет|шейсет|сто|двеста|триста|(?:четири|пет|шест|седем|осем|девет)стотин",
}
_COUNTED = r"(?!\W+(?:one\W+two|jedan\W+dva|едно\W+две)\b)"
_SAID = compiled({
    language: rf"(?:zero|nula|нула)\b{_COUNTED}"
    rf"(?:[^\w\n]{{1,3}}(?:(?:and|i|и)\s)?(?:{words})\b){{5,}}"
    for language, words in _SAID_FIGURES.items()
})  # fmt: skip
# A sample of a password: 0123456789.
_IN_ORDER = "01234567890"
_KEYCAP = regex("[\ufe0f\u20e3]")
_AT = r"(?:@{1,3}|\s@\s|\s?(?:\[(?:at|на|na|et)\]|\((?:at|на|na|et)\)|\{(?:at|на|na|et)\})\s?)"
_SAID_POINT = r"(?:dot|tacka|tačka|тачка|точка)"
_DOT = rf"\s?(?:\.{{1,3}}|\[{_SAID_POINT}\]|\({_SAID_POINT}\)|\{{{_SAID_POINT}\}})\s?"
# Ends in Cyrillic letters, also such as nobody can register; a comma is a slip of the finger.
_OTHER_END = r"\.(?:срб|бг|рф|мкд|укр|бел|ею|ком|цом|орг|нет|рс)\b|,(?:com|net|org|rs|bg|eu)\b"
_MAIL = regex(
    rf"\b[\w.+-]{{1,64}}+(?:\s\.\s\w+)?{_AT}[\w-]+(?:{_DOT}[A-Za-z][\w-]*|{_OTHER_END})+",
    re.IGNORECASE,
)  # 64: RFC 5321 §4.5.3.1.1
_AT_WORD = r"(?:at|et|na|ет|на|кльомба|маймунка|маймунско (?:а|a)|majmun\w*|мајмун\w*|manki|манки)"
_DOT_WORDS = ("dot", "point", "tacka", "tačka", "тачка", "точка")
_DOT_WORD = rf"(?:{'|'.join(_DOT_WORDS)})"
_USUAL_ENDS = ("com", "net", "org", "bg", "rs", "eu", "example")
_SAID_MAIL = regex(
    rf"\b[\w.+-]{{1,64}}+(?:\s{_DOT_WORD}\s[\w-]+)?\s+[\[(]?{_AT_WORD}[\])]?\s+[\w-]+"
    rf"(?:\s+[\[(]?{_DOT_WORD}[\])]?\s+[\w-]{{2,}}|\.(?:com|net|org|bg|rs|eu|example)\b)+",
    re.IGNORECASE,
)
# With its signs in brackets, stars or strokes: "ana[@]gmail[.]com", "ana /at/ gmail /dot/ com".
_AROUND = r"\s?[\[\](){}<>*_\"'„“”/|~-]{1,2}\s?"
_ENDS = "com|net|org|info|bg|rs|eu|me|kom|ком|цом|нет|орг|бг|рс|example"
_WRAPPED_AT = rf"{_AROUND}(?:@|at|et|na|ет|ат|на){_AROUND}"
_WRAPPED_MAIL = regex(
    rf"\b[\w.+-]{{1,64}}?{_WRAPPED_AT}[\w.-]{{1,40}}?(?:{_AROUND}(?:\.|{_DOT_WORD}){_AROUND}|\.|"
    rf"\s{_DOT_WORD}\s)(?:{_ENDS})\b",
    re.IGNORECASE,
)
_MAY_BE_WRAPPED = regex(_WRAPPED_AT, re.IGNORECASE)
_SIGN_OF_WRAPPED = regex(_WRAPPED_AT.removeprefix(r"\s?"), re.IGNORECASE)
# Where everybody has an address, its end is left out: ana@gmail.
_PROVIDERS = (
    "gmail|gmejl|hotmail|outlook|yahoo|icloud|proton(?:mail)?|abv|gmx|yandex|гмејл|гмаил|гмейл|"
    "джимейл|хотмејл|абв"
)
_SHORT_MAIL = regex(rf"\b[\w.+-]{{1,64}}+\s?@\s?(?:{_PROVIDERS})\b", re.IGNORECASE)
# Quick looks: without these none of the patterns that ask for more can be found.
_SAID_DOT = regex(rf"{_DOT_WORD}|\.(?:{'|'.join(_USUAL_ENDS)})\b", re.IGNORECASE)
_SAID_DOTS = (*_DOT_WORDS, *(f".{end}" for end in _USUAL_ENDS))
_SIGN_OF_AT = regex(r"[@\[({]")
_BRACKET_POINT = r"[\[({]\s?\."
_POINT = regex(rf"{_DOT_WORD}|{_BRACKET_POINT}", re.IGNORECASE)
_SIGN_OF_POINT = regex(_BRACKET_POINT)
_WWW = regex(r"www\.", re.IGNORECASE)
_FIGURE = regex(r"[\d_]")
_DOT_OR_STROKES = regex(r"//|\.\w|www\.", re.IGNORECASE)
_SIGN_OF_HANDLE = regex(r"[@#\d_]|\w\.\w")
_SIGN = regex(r"(?<![\w.@])@[A-Za-z0-9_][\w.]{1,}|\b\w{2,}#\d{4}\b")
# Each begins a word, and the short ones end it: a "ник" stands in "ученик", an "инста" in
# "инсталирати".
_PLATFORM = regex(
    r"\b(?:insta(?:gram\w*)?|инста(?:грам\w*)?|inst[iu]|инст[иу]|ig|иг|snap(?:chat\w*)?|sn[ae]p\w?|"
    r"снап\w?|снеп\w?|snepčet\w*|снепчет\w*|снапчат\w*|nick|nik|ник(?:а|у|ом|ове|ът)?|dm|"
    r"steam|стим(?:у|а)?|tt|тт)\b|"
    r"\b(?:discord|дискорд|tik ?tok|тикток|viber|vajber|вайбър|вајбер|nickname|никн[еэ][јй]м|"
    r"whats? ?app|вотсап|ватсап|уотсап|telegram|телеграм|facebook|fejsbuk|фејсбук|фейсбук|roblox|"
    r"роблокс|minecraft|мајнкрафт|майнкрафт|fortnite|фортнајт|фортнайт|twitch|твич|bereal|"
    rf"youtube|jutjub|јутјуб|ютуб|ютюб|(?:{_PROVIDERS})\b|"
    r"(?:follow|add|(?:(?:za)?prati|dodaj|(?:за)?прати|додај|последвай|добави)(?:te|те)?) "
    r"(?:me|ме)\b|"
    r"in the game|u igri|у игри|в играта)",
    re.IGNORECASE,
)
# Figures and strokes make a name of a word; a hashtag with a year to come is nobody's.
_NICKNAME = regex(
    r"\b(?=[A-Za-z][\w.]*(?:\d|_))(?<!#(?=[A-Za-z]{1,60}20[2-9]\d\b))[A-Za-z][A-Za-z0-9_.]{4,}\b|"
    r"\b(?=\w{5})[А-яЀ-џ]+_\w+\b"  # as it is written in Cyrillic: марко_05
)
# A name with a point, right behind its platform: "IG: ana.m", "мој инстаграм је ana.m".
_DOTTED = regex(
    r"\w*\W{1,4}(?:(?:je|је|is|е|name|ник|nick)\W{1,4})?([A-Za-z]\w+(?:\.[A-Za-z]\w*)+)"
    r"(?<!\.(?:com|net|org|png|jpg|pdf))(?![\w.]*/)",
    re.IGNORECASE,
)
_URL = regex(r"(?:https?:)?//[^\s)>\]]+|\bwww\.[^\s)>\]]+", re.IGNORECASE)
_ENDINGS = (
    "com org net info biz me io tv gg ly co eu uk us rs bg ru de app dev link site online shop xyz "
    "club live example test"
).replace(" ", "|")
_HOST = regex(
    rf"(?<![@\w.-])(?:[A-Za-z0-9-]+\.)+(?:{_ENDINGS})(?:/[^\s)>\]]*)?(?![\w@-]|\.\w)", re.IGNORECASE
)
# Any other host, where a path tells that it is none of a sentence: youtu.be/a1B2, 10.0.0.1/chat.
_FILE = "md|py|js|po|htm|css|csv|yml|xml|txt|jpg|png|gif|svg|pdf|doc|xls|ppt|zip"
_HOST_WITH_PATH = regex(
    rf"(?<![@\w./-])(?:[0-9-]*[a-z][a-z0-9-]*\.)+(?!(?:{_FILE})/)"
    r"(?:[a-z]{2,3}|chat|click|games|page|social|space|store|website|world)/[\w#?@][^\s)>\]]*|"
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{2,5}(?:/[^\s)>\]]*)?|/[^\s)>\]]*)",
    re.IGNORECASE,
)
_CYRILLIC_HOST = regex(r"(?<![@\w.-])(?:[\w-]+\.)+(?:срб|бг|мкд|рф|укр)(?:/[^\s)>\]]*)?(?![\w-])")
# "primer tačka com", "primer[.]rs".
_SAID_HOST = regex(
    r"\b(?!(?:the|an?|and|or)\s)[\w-]{2,}"
    rf"(?:\s?[\[({{]\s?(?:\.|{_DOT_WORD})\s?[\])}}]\s?|\s{_DOT_WORD}\s)(?:{_ENDS})\b",
    re.IGNORECASE,
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


def may_phone(passage: Passage) -> set[int]:
    """Return the numbers of sentences that may hold a phone number."""
    shown, letters = passage.text, passage.text_small.whole
    if _KEYCAP.search(shown.whole):
        shown = Joined(_KEYCAP.sub("", shown.whole).split("\n"))
        letters = small(shown.whole)
    found = passage.small.having(_SAID[passage.language]) | shown.having(_SIGN_OF_NUMBER)
    called = "tel:" in letters or "sms:" in letters
    return found | shown.having(_SIGN_OF_CALL) if called else found


def phones(sentence: Sentence, known: Collection[str] = ()) -> Iterator[str]:
    """Yield phone numbers, but those that are `known` (digits alone): the centre's own."""
    for said in _SAID[sentence.language].finditer(sentence.small):
        yield sentence.words(said)
    shown = _KEYCAP.sub("", sentence.text)
    if not (":" in shown or _ANY_FIGURE.search(shown)):
        return
    text = _STROKE.sub("-", _ODD_FIGURE.sub(_digit, shown))
    text = _ROUND_LETTER.sub("0", text)
    others = without_identity_numbers(without_harmless_figures(text), sentence.language)
    for start, end in _numbers(others):
        digits = _digits(text[start:end])
        if digits in known or _IN_ORDER.startswith(digits):
            continue
        if not is_called_so(sentence, digits):  # then it is told as what it is
            yield shown[start:end].strip()
    for match in _CALLED.finditer(text):
        if _digits(unquote(match.group(1))) not in known:
            yield shown[match.start() : match.end()]


def _may_be_mail(text: str) -> bool:
    """Tell whether a text has what stands between the parts of an address."""
    return "@" in text or "[" in text or "(" in text or "{" in text


def _without_mail(text: str) -> str:
    return _MAIL.sub(" ", text) if _may_be_mail(text) else text


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers begin and end; those that stand in a row are taken apart."""
    for match in _GROUPS.finditer(text):
        groups = _GROUP.findall(match.group())
        # 011, 018, 021 are codes of towns; 064/123/4567 is found below.
        if any(group[0] != "0" for group in groups[1:]) and not _FIGURES.search(match.group()):
            most = _MOST_OF_GROUPS + 3 * match.group().startswith("+")
            if _FEWEST_FIGURES <= sum(map(len, groups)) <= most:
                yield match.span()
    for match in _FIGURES.finditer(text):
        start, end = match.span()
        if len(_digits(match.group())) <= _MOST_FIGURES:
            if len(_digits(match.group())) >= _fewest(text, start, end):
                yield start, end
            continue
        yield from _in_a_row(text, start, end)


def _in_a_row(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield numbers one after the other; what makes none with any after it is passed over."""
    places = [start, *(match.start() for match in _NEXT.finditer(text, start + 1, end)), end]
    first = 0
    while first < len(places) - 1:
        # It may go on behind a nought: "064 012 345".
        for last in range(first + 1, min(first + _MOST_FIGURES + 2, len(places))):
            if one := _ONE_NUMBER.match(text, places[first], places[last]):
                yield one.span()
                first = last
                break
        else:
            first += 1


def _fewest(text: str, start: int, end: int) -> int:
    """Return how many figures make a number; one that is glued to a word has to be whole."""
    before, after = _WORD_BEFORE.search(text, 0, start), _WORD_AFTER.match(text, end)
    glued = f"{before.group() if before else ''}{after.group() if after else ''}"
    if not glued:
        return _FEWEST_FIGURES
    # With more figures it is the name of a thing: X12B0641234567.
    return _FEWEST_OF_GLUED if glued.isalpha() else _MOST_FIGURES + 1


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _digit(match: re.Match[str]) -> str:
    """Return a digit of any script, also one in a circle, as a digit of ours."""
    value = unicodedata.digit(match.group(), None)
    return match.group() if value is None else str(value)


def may_email(passage: Passage) -> set[int]:
    """Return the numbers of sentences that may hold an e-mail address."""
    found = passage.text.having(_SIGN_OF_AT) | passage.text.having(_SIGN_OF_WRAPPED)
    said = any(word in passage.text_small.whole for word in _SAID_DOTS)
    return found | passage.text.having(_SAID_DOT) if said else found


def emails(sentence: Sentence, known: Collection[str] = ()) -> Iterator[str]:
    """Yield e-mail addresses, also those written with words, but the `known` ones."""
    text = sentence.text
    for pattern, may_be in (
        (_MAIL, _may_be_mail(text)),
        (_WRAPPED_MAIL, _MAY_BE_WRAPPED.search(text)),
        (_SHORT_MAIL, "@" in text),
    ):
        for match in pattern.finditer(text) if may_be else ():
            if match.group().casefold() not in known:
                yield match.group()
            text = f"{text[: match.start()]}{' ' * len(match.group())}{text[match.end() :]}"
    if not _SAID_DOT.search(sentence.text):
        return
    for match in _SAID_MAIL.finditer(_without_mail(sentence.text)):
        # "on our.example" is a site, "ana na pošta tačka com" an address.
        said = match.group().casefold()
        if re.search(rf"\b{_DOT_WORD}\b", said) or " at " in said:
            yield match.group()


def may_handle(passage: Passage) -> set[int]:
    """Return the numbers of sentences that may hold a name on a platform."""
    return passage.text.having(_SIGN_OF_HANDLE) | may_nickname(passage)


def handles(sentence: Sentence) -> Iterator[str]:
    """Yield names on social platforms and in games."""
    without = _without_mail(sentence.text)
    if "//" in without or _WWW.search(without):
        without = _URL.sub(" ", without)
    signs = "@" in without or "#" in without
    found = [match.group() for match in _SIGN.finditer(without)] if signs else []
    if not found and (_FIGURE.search(without) or "." in without):
        for platform in _PLATFORM.finditer(without):
            found = found or [match.group() for match in _NICKNAME.finditer(without)]
            dotted = _DOTTED.match(without, platform.end())
            if dotted and not is_ordinary(dotted.group(1), sentence):
                found.append(dotted.group(1))
    found = found or list(nicknames(sentence))
    yield from dict.fromkeys(found)


def may_address(passage: Passage) -> set[int]:
    """Return the numbers of sentences with a figure, or with two parts of a house."""
    return passage.plain.having(_GROUP) | passage.plain.having(_HOUSES[passage.language])


def addresses(sentence: Sentence) -> Iterator[str]:
    """Yield postal addresses: a street with a number, or a house with its flat."""
    for patterns in (_ADDRESSES, _HOUSES, _LIVING):
        for match in patterns[sentence.language].finditer(sentence.plain):
            yield match.group().strip()


def may_link(passage: Passage) -> set[int]:
    """Return the numbers of sentences that may hold a link."""
    said = any(word in passage.text_small.whole for word in _DOT_WORDS)
    point = passage.text.having(_POINT if said else _SIGN_OF_POINT)
    return passage.text.having(_DOT_OR_STROKES) | point


def links(sentence: Sentence, allowed: Collection[str] = ()) -> Iterator[str]:
    """Yield links to other hosts, but to those that are `allowed` and their subdomains."""
    spans: list[str] = []
    if _DOT_OR_STROKES.search(sentence.text):
        spans += [match.group() for match in _URL.finditer(sentence.text)]
        others = _without_mail(_URL.sub(" ", sentence.text))
        for pattern in (_HOST, _HOST_WITH_PATH, _CYRILLIC_HOST):
            spans += [match.group() for match in pattern.finditer(others)]
            others = pattern.sub(" ", others)
    # Told as an address of e-mail: "ana na primer tačka com".
    if _POINT.search(sentence.text) and not any(emails(sentence)):
        spans += [match.group() for match in _SAID_HOST.finditer(sentence.text)]
    for link in spans:
        host = host_of(link)
        if not any(host == one or host.endswith(f".{one}") for one in allowed):
            yield link


def host_of(address: str) -> str:
    """Return the host of a web address as a browser takes it, without `www.`.

    It ends at the first `/`, `?`, `#` or `\\`; who the reader claims to be and the port are no
    part of it (WHATWG URL §4.4).
    """
    place = re.split(r"[/?#\\]", re.sub(r"^(?:https?:)?//", "", address.casefold()), maxsplit=1)[0]
    return place.rpartition("@")[2].partition(":")[0].rstrip(".").removeprefix("www.")
