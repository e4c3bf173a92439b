"""Phrases: words that hurt, tell how to hurt oneself, or lay blame on whom it happened to.

The patterns of each language are written for its plain form (`Sentence.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from beacon.safeguarding.avoided import plain_pattern
from beacon.safeguarding.sentences import Sentence

_METHODS = {
    "en": r"how many pills|pills? .{0,20}\b(?:taken|took|swallow\w*)|overdos\w*|"
    r"(?:cut|slit)\w* (?:your|her|his|their|my|the)?\s?(?:wrists?|veins?|arms?)|"
    r"razor(?: ?blades?)?|bridge .{0,25}jump|"
    r"jump\w* (?:off|from) (?:a|the) (?:bridge|roof|building)|"
    r"(?:rope|noose|belt)\b.{0,30}(?:bathroom|neck|hang|ceiling)|"
    r"hang(?:ed|ing)? (?:him|her|your|my)sel\w+|medicines?.{0,40}never wake|"
    r"chok\w+ (?:your|him|her|my)sel\w+|starv\w+ (?:your|him|her|my)sel\w+|starv\w+ to \d|"
    r"\b\d+ kilos\b",
    "sr": r"koliko (?:je )?(?:tablet|pilul)\w*|(?:tablet|pilul|lek)\w* .{0,20}popi\w+|"
    r"predozir\w*|(?:ise[ck]|se[ck]|prere[zž]|rez)\w* .{0,10}ven[aeu]|zilet\w*|"
    r"most\w* .{0,25}skac\w*|skoci\w* sa (?:mosta|krova|zgrade)|"
    r"(?:konop|omc|kais)\w*.{0,25}(?:kupatil|vrat|plafon)\w*|obesi\w*|"
    r"lek(?:a|ova)\b.{0,25}ne budi\w*|"
    r"(?:davi\w*|gusi\w*) .{0,20}(?:onesvest\w*|nesvest\w*)|gladu\w+ do \d|"
    r"\b\d+ kilogram\w*",
    "bg": r"колко (?:хапчета|таблетки)|(?:хапчета|таблетки|лекарства) .{0,20}изпи\w*|"
    r"предозир\w*|реж\w+ .{0,10}вени\w*|вени\w* .{0,10}реж\w+|бръснарск\w+|"
    r"ножче за бръснене|мост\w*,? .{0,25}скач\w*|скоч\w+ от (?:мост|покрив|сград)\w*|"
    r"(?:въже|примка|колан)\w*.{0,25}(?:бан|врат|таван)\w*|обес\w*|"
    r"лекарства .{0,25}не се събужд\w*|(?:душиш|давиш|задуш)\w*\W.{0,20}припадн\w*|"
    r"гладува\w* до \d|\b\d+ килограма\b",
}
_BLAME = {
    "en": r"\b(?:your|her|his|their) own fault|asked for it|so naive|"
    r"only (?:them|your|her|him)sel\w+ to blame|stupid enough|provoked (?:him|her|them)|"
    r"too naive|it'?s (?:your|her|his) fault",
    "sr": r"\bsam\w? (?:je |si |su )?kriv\w*|trazi\w+ (?:je |si )?to|(?:tako|previse) naiv\w*|"
    r"dovoljno glup\w*|izaziva\w+ (?:ga|je|ih)|kriva je (?:jer|sto)",
    "bg": r"\bсам\w*,? си (?:си )?(?:е |са )?виновн\w*|сам\w* са си виновн\w*|си го прос\w+|"
    r"(?:толкова|прекалено) наив\w*|достатъчно глупав\w*|провокир\w+ с|виновна е, че",
}
# What should not have been done, or was to be expected: its "not" is part of the blame.
_REPROACH = {
    "en": r"\b(?:she|he|they|you) should (?:not|never) have|shouldn't have|"
    r"what did (?:she|he|they|you) expect|"
    r"if (?:she|he|they|you) (?:had not|hadn't|were not|weren't) (?:been )?so naive",
    "sr": r"nije trebalo da|nisi treba\w* da|nisu treba\w* da|sta (?:je|si|su) ocekiva\w+|"
    r"da (?:nisi|nije|nisu) (?:bi\w+ )?(?:tako|toliko) naiv\w*",
    "bg": r"не трябваше да|какво (?:е )?(?:си )?очаква(?:ше|л\w*)|"
    r"ако не (?:беше|бе) толкова наив\w*",
}
_NOT = {
    "en": r"\b(?:not|never|nobody|no one|isn't|wasn't|wrong|untrue|don't|doesn't)\b",
    "sr": r"\b(?:nije|nisi|nisu|niko|nikad\w*|nikog\w*|netacno|pogresno|ne)\b",
    "bg": r"\b(?:не|никой|никога|никого|невярно|погрешно|нито)\b",
}
_SCREENS = {
    "en": r"(?:here is|see|look at|on) (?:a |the |our |his |her )?screenshots?(?! of the message)|"
    r"screenshot of (?:the |his |her |a )?[\w ]*profile|"
    r"(?:picture|photo)s? with (?:their|his|her) names?|"
    r"(?:photo|picture) of (?:his|her|their) profile",
    "sr": r"(?:evo|na|vidi|pogledaj)\w* (?:snim\w+ ekrana|skrinsot\w*)|skrinsot \w* ?profil\w*|"
    r"skrinsot .{0,20}profil\w*|snim\w+ ekrana .{0,20}profil\w*|"
    r"slik\w+ sa (?:njihov|njegov|njen)\w* imen\w*|"
    r"(?:fotografij|slik)\w+ (?:njegov|njen|njihov)\w* profil\w*",
    "bg": r"(?:ето|на|виж\w*) екранна\w* снимка|скрийншот .{0,20}профил\w*|"
    r"екранна\w* снимка .{0,20}профил\w*|снимка\w* с имената|снимката на профила",
}


def _compiled(patterns: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(
            rf"\b(?:{pattern})" if pattern[:2] != r"\b" else pattern, re.IGNORECASE
        )
        for language, pattern in patterns.items()
    }


_PATTERNS = {
    name: _compiled(patterns)
    for name, patterns in {
        "methods": _METHODS, "blame": _BLAME, "reproach": _REPROACH, "not": _NOT,
        "screens": _SCREENS,
    }.items()
}  # fmt: skip


def _found(name: str, sentence: Sentence) -> Iterator[str]:
    yield from (m.group() for m in _PATTERNS[name][sentence.language].finditer(sentence.plain))


def avoided_words(sentence: Sentence) -> Iterator[str]:
    """Yield words that new content does not use."""
    found = plain_pattern(sentence.language).finditer(sentence.plain)
    yield from (match.group() for match in found)


def methods(sentence: Sentence) -> Iterator[str]:
    """Yield what tells how somebody hurt themselves, or could."""
    yield from _found("methods", sentence)


def blame(sentence: Sentence) -> Iterator[str]:
    """Yield what lays the fault on whom it happened to; a sentence that denies it does not."""
    yield from _found("reproach", sentence)
    if not next(_found("not", sentence), None):
        yield from _found("blame", sentence)


def screenshots(sentence: Sentence) -> Iterator[str]:
    """Yield what says that a picture shows somebody's profile or chat."""
    yield from _found("screens", sentence)
