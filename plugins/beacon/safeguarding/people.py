"""People: words by which one child could be found, a full name or a class of a school."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from beacon.patterns import regex
from beacon.safeguarding.given_names import is_given_name
from beacon.safeguarding.patterns import CAPITALS, SMALL, by_language, small
from beacon.safeguarding.public_figures import is_public_figure
from beacon.safeguarding.sentences import Passage, Sentence
from beacon.slugs import slugify

_WORD = (
    rf"(?:[{CAPITALS}][{SMALL}’']+(?:[A-Z][a-z]+)?(?:-[{CAPITALS}][{SMALL}]+)?|"
    rf"[{CAPITALS}]{{2,}}(?:-[{CAPITALS}]{{2,}})?)"
)
_PAIR = regex(rf"(?<![\w-])({_WORD})\s+(?=([{CAPITALS}]\.\s*)?((?:[{CAPITALS}]’|[A-Z]')?{_WORD}))")
# With a sign between, or nothing: Марко-Петровић, #МаркоПетровић, Марко.Петровић, Марко❤Петровић.
_JOINED = regex(
    rf"(?<![\w-])([{CAPITALS}][{SMALL}]+)(?:[^\w\s,|/(]{{0,3}}|_{{1,3}})([{CAPITALS}][{SMALL}]+)(?![\w-])"
)
# As in a register and in the cells of a table: "Петровић, Марко", "| Марко | Петровић |".
_APART = regex(rf"(?<![\w-])({_WORD})(?:\s?[,|/(—–]\s*|\s-\s)(?=({_WORD})(?!\w))")
# A nickname or an age: Марко (Маки) Петровић.
_IN_BRACKETS = regex(r"\s\([^()]{1,20}\)(?=\s)")
# Common endings of family names, in the forms in which they stand in a sentence.
_FAMILY = regex(r".{2,}(?:ић|ића|ићу|ићем|ić|ića|iću|ićem|[ое]вић\w{0,2}|ова|ева|ов|ев|ovic|evic)$")
# Those by which the order of a register is known, Петровић Марко; "Одговорићу Марку" is no name.
_FAMILY_FIRST = regex(r".{2,}(?:ић|ić|ова|ева|ов|ев|ovic|evic|ova|eva|ov|ev)")
# In small letters only those that hardly a word has: "марко петровић", "ivan.petrov". Serbian has
# too many words in -ов; of the others without signs above them only -ović is sure.
_ENDS = {
    "en": (("[а-я]+", "ић|ов|ев"), ("[a-z]*", "[oe]vi[cć]|ić|ov|ev|[oe]va")),
    "sr": (
        ("[а-яђјљњћџ]+", "ић(?:а|у|ем)?"),
        ("[a-zčšžđ]+", "ić(?:a|u|em)?|[oe]vic(?:a|u|em)?|ic"),
    ),
    "bg": (("[а-я]+", "ов|ев|[ое]ва|ић"), ("[a-z]+", "ov|ev|[oe]va|[oe]vi[cć]")),
}
_SMALL_PAIRS = by_language(
    {
        language: rf"(?<![\w@-])([{SMALL}]{{3,}})(?:\s+|[._-])(?=((?:"
        rf"{'|'.join(f'{letters}(?:{end})' for letters, end in ends)})(?![\w@-])))"
        for language, ends in _ENDS.items()
    }
)
_SIGN_OF_SMALL_PAIR = by_language(
    {
        language: rf"(?:{'|'.join(end for _, end in ends)})(?![\w@-])"
        for language, ends in _ENDS.items()
    }
)
# Two capitals with nothing but signs between their words, or what may hold or part a name.
_SIGN_OF_NAME = regex(rf"[{CAPITALS}][\w’']*[^\w\n]*[{CAPITALS}]|[„“\"«(]")
_AS_NAMES_ARE = regex(rf"{_WORD}\W+{_WORD}")
_CASE_OF_IC = regex(r"ic(?:a|u|em)\Z")
# Names that are words, and words that end like family names.
_WORDS = frozenset(
    """vera nada zora luka vuk mila iva jasen yasen yavor javor plamen nadezhda radost lyubov svetla
    vesela iskra kalina raya zlata violeta sava tara""".split()
)
_NO_FAMILY_SMALL = frozenset(
    """mladic listic oblacic kolacic bozic prutic nozic vetric kraljic momcic princic cvetic zecic
    gradic brodic vozic zubic leptiric misic nosic potocic puzic stocic kljucic decacic prstic
    koncic tanjiric papiric tockic mostic otkric pic public music basic topic traffic magic logic
    gotov nov nova surov kragov cifrov igrov casov zvukov mrezov grupov testov negov takov kolkov
    osnova obnova otrova olova slova snova supernova gotova surova cifrova igrova casova zvukova
    mrezova grupova testova negova takova kolkova zatova kragova dev""".split()
)
# Whoever is called so has a name, whatever it is.
_CALLED = regex(
    r"(?:\b(?:my|his|her) (?:full )?name is|\bi am called|\b(?:ja )?se (?:zovem|prezivam)|"
    r"\bzovem se|\bime (?:mi|mu|joj) je|\bзовем се|\bја се зовем|\bиме (?:ми|му|јој) је|"
    r"\bказвам се|\bимето (?:ми|му|ѝ|й) е|"
    r"\b(?:devojčic|dečak|drug|učeni|дјевојчиц|девојчиц|дечак|друг|учени|момич|момч|приятел)\w*\s"
    r"(?:koj[ai] |који |која )?(?:se zove|zove se|се зове|зове се|се казва|по имену|po imenu))"
    r":?\s+$",
    re.IGNORECASE,
)
# Of Hungarians in Serbia, who say it first: Szabó Péter, Сабо Петер.
_HUNGARIAN = frozenset(
    """nagy kovacs toth szabo horvath varga molnar nemeth farkas balogh papp takacs juhasz lakatos
    meszaros olah racz fekete szilagyi torok feher szucs kocsis pinter fodor szalai sipos lukacs
    gulyas kiraly katona fazekas voros kiss nadj kovac sabo horvat nemet farkas balog takac juhas
    lakatos mesaros olah siladji feher kocis sipos lukac guljas veres""".split()
)
# Words that end like one: Божић, and the towns in "из Краљева", "Киев".
_NO_FAMILY_NAME = frozenset(
    """bozic bozica bozicu bozicem kraljeva panceva valjeva smedereva sarajeva kosova tetova
    kumanova kiev kijev lavov krakov harkov rostov""".split()
)
# In front of a given name more words are likely to be none: "Одговор Марку", "Затова Мария".
_NO_FAMILY_FIRST = _NO_FAMILY_NAME | frozenset(
    """mladic listic oblacic kolacic izazov naslov zahtev osnova obnova gotov gotova njegov
    njegova njihov njihova negov negova zatova tolkova takova kolkova drugova grupov grupova
    cifrova""".split()
)
_FAMILY_IN_ADDRESS = regex(r"[a-z]{2,}(?:ic(?:a|u|em|eva)?|ov|ev|ova|eva|ski|ska)")
_QUOTED = regex(r"[„“\"«][^“”\"»]{1,60}[“”\"»]")
# A street, a school or a prize is called after somebody who is no child of today.
_NAMESAKE = regex(
    r"(?:\b(?:ул|бул|пл|ul|bul)\.|\b(?:улиц\w+|ulic\w+|булевар\w*|bulevar\w*|трг\w*|trg\w*|"
    r"площад\w*|школ\w+|škol\w+|училище\w*|гимнази\w+|gimnazij\w+|school|street|square))\s*$",
    re.IGNORECASE,
)
_SCHOOL = r"ОШ|ОУ|СШ|СУ|НУ|СОУ|ПГ|МГ|ПМГ|ЕГ|OŠ|SŠ"
_SHORT_NAMESAKE = regex(rf"\b(?:{_SCHOOL})\s*$")
_CALLED_AFTER = regex(
    r"\s+(?:Primary |Secondary |Grammar |High )?(?:school|street|square|gymnasium)", re.IGNORECASE
)
# What bears a name in quotes: a school, a prize, a club, a book.
_BEARS_A_NAME = regex(
    rf"\b(?:{_SCHOOL})\b|(?i:\b(?:(?:ул|бул|пл|ul|bul)\.|улиц|ulic|"
    r"булевар|bulevar|трг|trg|площад|школ|škol|училищ|гимнази|gimnazij|school|street|square|"
    r"библиоте|bibliote|librar|читалищ|театър|позоришт|pozorišt|theat|наград|nagrad|prize|award|"
    r"конкурс|konkurs|contest|стадион|stadi|клуб|klub|club|друштв|društv|удружењ|udruženj|фонд|"
    r"fond|foundation|центар|център|centar|cent(?:re|er)\b|вртић|vrtić|градин|дом\b|dom\b|"
    r"споменик|spomenik|паметник|песм|pesm|песен|poem|song|прич[аеиуо]\b|prič[aeiuo]\b|приказк|"
    r"разказ|story\b|роман|roman|novel|књиг|knjig|книг|book|филм|film|movie|представ|predstav|"
    r"пиес|play\b))"
)
# Towns: Нови Београд, Стара Пазова, Велико Търново, New Belgrade.
_OLD_OR_NEW = regex(
    r"(?:Нов|Стар|Велик|Мал|Горњ|Доњ|Горн|Долн|Nov|Star|Velik|Mal|Gornj|Donj|Gorn|Doln|Бел|Bel|"
    r"Црвен|Crven|Черн|Червен)(?:а|и|о|е|ог|ом|ој|у|a|i|o|e|og|om|oj|u)|New|Old|Great|Upper|Lower"
)
_NO_FAMILY = frozenset(
    """And Or The Of From With At In On Day Week School Street Road Avenue Square Park Primary
    Secondary Grammar High Ministry Club Team И Или Школа Гимназија Улица Дан Недеља Училище
    Гимназия Улица Ден Седмица Први Првог Првом Prvi Prvog Prvom Първи Втори Велики
    Победоносец""".split()
)


def may_name(passage: Passage) -> set[int]:
    """Return the numbers of sentences that may hold a full name."""
    small_pair = _SIGN_OF_SMALL_PAIR[passage.language]
    return passage.text.having(_SIGN_OF_NAME) | passage.text_small.having(small_pair)


def full_names(sentence: Sentence) -> Iterator[str]:
    """Yield what is likely the full name of a person: a given and a family name side by side."""
    text = _QUOTED.sub(lambda m: " " * len(m.group()), sentence.text)
    until, told = 0, set[int]()
    for match in _PAIR.finditer(text):
        first, second = _titled(match.group(1)), _titled(match.group(3))
        if match.start() < until or second in _NO_FAMILY or _OLD_OR_NEW.fullmatch(first):
            continue
        if _is_figure(first, second):
            continue
        # Much stands in capitals, and a sentence may end with a letter: there both have to fit.
        called = _CALLED.search(text, 0, match.start())
        doubtful = match.group(2) or match.group(1).isupper() or match.group(3).isupper()
        fit = _fit(first, second) if doubtful else _may_fit(first, second)
        if not (fit or called):
            continue
        until = match.end(3)
        if not _is_namesake(text, match.start(), until):
            told.update(range(match.start(), until))
            yield text[match.start() : until]
    for quoted in _QUOTED.finditer(sentence.text):
        yield from _names_in_quotes(sentence.text, *quoted.span())
    for match in _JOINED.finditer(text):
        if _fit(*match.groups()) and not is_public_figure(*match.groups()):
            yield match.group()
    yield from _names_apart(text, told)
    if "(" in text:
        yield from _names_around_brackets(text)
    yield from _names_in_small_letters(text, sentence.language)


def _names_around_brackets(text: str) -> Iterator[str]:
    """Yield names with something in brackets between their parts."""
    without = _IN_BRACKETS.sub(lambda m: " " * len(m.group()), text)
    for match in _PAIR.finditer(without) if without != text else ():
        first, second = _titled(match.group(1)), _titled(match.group(3))
        whole = text[match.start() : match.end(3)]
        if "(" in whole and _fit(first, second) and not _is_figure(first, second):
            yield whole


def _names_in_small_letters(text: str, language: str) -> Iterator[str]:
    """Yield names without their capitals, or with others; both parts are hardly anything else."""
    for match in _SMALL_PAIRS[language].finditer(small(text)):
        whole = text[match.start() : match.end(2)]
        first, second = match.groups()
        # With both capitals it is looked at above.
        if _AS_NAMES_ARE.fullmatch(whole):
            continue
        family = _CASE_OF_IC.sub("ic", slugify(second))
        if family in _NO_FAMILY_SMALL or family in _NO_FAMILY_NAME or _is_figure(first, second):
            continue
        if is_given_name(first) and (family.endswith("ic") or slugify(first) not in _WORDS):
            yield whole


def _names_apart(text: str, told: Container[int]) -> Iterator[str]:
    """Yield names whose parts stand apart; what was `told` ends or begins a list of names."""
    for match in _APART.finditer(text):
        first, second = _titled(match.group(1)), _titled(match.group(2))
        both_given = is_given_name(first) and is_given_name(second)  # Мария, Яков
        if match.start() in told or match.start(2) in told or both_given:
            continue
        if text[: match.start()].endswith("- ") and text[match.end(1) :].startswith(" - "):
            continue  # two items of a list, of which the lines were put together
        if slugify(second) in _NO_FAMILY_NAME:
            continue
        if _fit(first, second) and not _is_figure(first, second):
            yield text[match.start() : match.end(2)]


def _names_in_quotes(text: str, start: int, end: int) -> Iterator[str]:
    """Yield names in quotes, where both parts fit and nothing is said that would bear the name."""
    for match in _PAIR.finditer(text, start + 1, end):
        first, second = _titled(match.group(1)), _titled(match.group(3))
        if not _fit(first, second) or _BEARS_A_NAME.search(text[:start]):
            continue
        if _is_figure(first, second):
            continue
        if not _CALLED_AFTER.match(text, end):
            yield text[match.start() : match.end(3)]


def _is_namesake(text: str, start: int, end: int) -> bool:
    """Tell a name after which a street or a school is called.

    In capitals "СУ" may be a Serbian verb as well as a Bulgarian school.
    """
    before = text[:start]
    if _NAMESAKE.search(before) or _CALLED_AFTER.match(text, end):
        return True
    return bool(_SHORT_NAMESAKE.search(before)) and not text[start:end].isupper()


def _is_figure(first: str, second: str) -> bool:
    return is_public_figure(first, second) or is_public_figure(second, first)


def _titled(word: str) -> str:
    return word.title() if word.isupper() else word


def _may_fit(first: str, second: str) -> bool:
    """Tell whether one of two words that begin with capitals is surely a part of a name."""
    if is_given_name(first) or is_given_name(first.partition("-")[0]):  # Emma-Jane
        return True
    family = _FAMILY.match(second) and slugify(second) not in _NO_FAMILY_NAME
    if family and not _FAMILY.match(first):
        return True
    return _family_first(first) and is_given_name(second)


def _fit(first: str, second: str) -> bool:
    """Tell whether two words are a given and a family name, in either order."""
    family = _FAMILY.match(second) or _FAMILY_FIRST.fullmatch(second)
    return bool(family and is_given_name(first)) or (_family_first(first) and is_given_name(second))


def _family_first(word: str) -> bool:
    if slugify(word) in _HUNGARIAN:
        return True
    return bool(_FAMILY_FIRST.fullmatch(word)) and slugify(word) not in _NO_FAMILY_FIRST


def names_in_address(address: str) -> Iterator[str]:
    """Yield full names in a part of an address, such as `ana-markovic` in `kampanja-ana-markovic`.

    Only a given name before a usual ending of family names counts: addresses have no capitals.
    """
    words = address.split("-")
    for first, second in pairwise(words):
        if len(first) > 2 and is_given_name(first) and _FAMILY_IN_ADDRESS.fullmatch(second):
            yield f"{first}-{second}"


_SR_ORDINALS = r"(?:prv|drug|trec|cetvrt|pet|sest|sedm|osm)(?:ome?|oga?|oj|em|eg|i[mh]?|[oaiueh])"
_BG_ORDINALS = (
    r"(?:първи|втори|трети|четвърти|пети|шести|седми|осми|девети|десети|единадесети|единайсети|"
    r"дванадесети|дванайсети)(?:я|ят)?"
)
_CLASSES = by_language(
    {
        "en": (
            r"\b(?:class|form|grade|year)\s+(?:[IVX]+|\d{1,2}|one|two|three|four|five|six|seven|"
            r"eight|nine|"
            r"ten|eleven|twelve)(?:[-/ ]?(?:\d|[a-h]\b)|\s(?:[A-Z]\w+)(?!\s+School))?|"
            r"\b\d{1,2}[- ]?[a-h]\b|\bclass(?:es)?\s+of\s+\d|"
            r"\b[IVX]{1,4}\s?[-/]\s?(?:\d{1,2}|[a-h])\b|"
            r"\b\d{1,2}\s?[-/]\s?\d\b|"
            r"\b(?:[1-9]|1[0-2])(?:st|nd|rd|th)[- ](?:grade|year|form|class|[a-h]\b)|"
            r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
            r"twelfth)[- ]"
            r"(?:grade|year|form|class|[a-h]\b)"
        ),
        "sr": (
            r"\b(?:[IVX]{1,4}|[1-8])\s?[-/]\s?(?:\d{1,2}|[a-e])\b|\b[IVX]{1,4}\s?\d\b|"
            r"\b[IVX]{1,4}[a-e]\b|\bodeljenj\w+\s*(?:[IVX]|\d|[„\"“])|"
            r"\b[1-8]\s?(?:[„\"“][a-eg-z][“\"”]|[abvgd]\b(?<!\s[av]))|"
            rf"\b{_SR_ORDINALS}\s+razred\w*|\b[1-8]\.\s*(?:razred\w*|[a-e]\b)|"
            rf"\b{_SR_ORDINALS}[ -](?:[„\"“][a-z][“\"”]|jedan|dva|tri|cetiri|pet|sest|sedam|osam|"
            rf"[1-9]|[bgd]\b)"
        ),
        "bg": (
            r"\b(?:\d{1,2}|[IVX]{1,4})\.?\s*[-–]?\s*[„\"“]?[а-ж]?[“\"”]?\s+клас\w*|"
            r"\b(?:\d{1,2}|[IVX]{1,4})(?:\s?-\s?)?[а-ж]\b|\b(?:\d{1,2}|[IVX]{1,4})\.?(?:-?(?:ми|ви|"
            r"ти|ри))?\s*-?\s*[„\"“][а-ж][“\"”]|"
            r"\b[IVX]{1,4}\s?[-/]\s?\d\b|"
            rf"\b{_BG_ORDINALS}\s*-?\s*(?:[„\"“][а-ж][“\"”]|[абгд]\b|"
            rf"(?:[„\"“]?[а-ж]?[“\"”]?\s+клас\w*))"
        ),
    },
    re.IGNORECASE,
)
_NAMED = rf"[{CAPITALS}][\w’'.]+"
_SCHOOLS = by_language(
    {
        "en": (
            rf"(?:{_NAMED}\s+){{1,4}}(?:[Ss]chool|[Cc]ollege|[Aa]cademy|[Gg]ymnasium|Secondary|Primary|"
            rf"Grammar|Comprehensive|Elementary|High)\b(?!s)|"
            rf"\b[Ss]chool\s+(?:[„\"“‘']\w|(?:No\.?|number)\s*\d|(?:of|in) {_NAMED}|{_NAMED})"
        ),
        "sr": (
            r"\b(?:OS|SS|ETS|MS|(?:osnovn|srednj)\w+\s+skol\w+|skol\w+|gimnazij\w+)\s*[„\"“]|"
            r"(?<!^)\b[A-Z]\w+(?:\s+\w+)?\s+(?:skol\w+|gimnazij\w+)|"
            r"\b(?:skol|gimnazij)\w+\s+(?:u|iz)\s+[A-Z]|\b(?:OS|SS|ETS|MS)\s+[A-Z]|"
            r"\b(?:[Ss]kol|[Gg]imnazij)\w+\s+[A-Z]\w+"
        ),
        "bg": (
            r"\b(?:ОУ|СУ|НУ|СОУ|ПГ\w*|ПМГ|МГ|ЕГ|ГПЧЕ)\s*[„\"“«]|"
            r"\b\d{1,3}\.?(?:-?(?:о|то|ро|во|ма|та|ва))?\s*(?:ОУ|СУ|НУ|СОУ|училище|гимназия)|"
            r"[А-Я]\w+(?:та|а)?\s+гимнази\w+|[Гг]имнази\w+\s*[„\"“«]|[Уу]чилище\w*\s*[„\"“«]|"
            r"\b(?:ОУ|СУ|НУ|СОУ|ПГ\w*|ПМГ|МГ|ЕГ|ГПЧЕ|НПМГ)\s+[А-Я]|(?:[Гг]имнази\w+|"
            r"[Уу]чилище\w*)\s+[А-Я]\w+|"
            r"\b(?:[Гг]имнази\w+|[Уу]чилище\w*)\s+(?:в|във)\s+[А-Я]"
        ),
    }
)


def may_name_a_class(passage: Passage) -> set[int]:
    """Return the numbers of sentences that name a school."""
    return passage.plain.having(_SCHOOLS[passage.language])


def school_classes(sentence: Sentence) -> Iterator[str]:
    """Yield a class that is named together with its school."""
    school = _SCHOOLS[sentence.language].search(sentence.plain)
    group = school and _CLASSES[sentence.language].search(sentence.plain)
    if school and group:
        yield f"{group.group().strip()} … {school.group().strip()}"


def names_a_school(sentence: Sentence) -> bool:
    """Tell whether a sentence names a school by its own name."""
    return bool(_SCHOOLS[sentence.language].search(sentence.plain))
