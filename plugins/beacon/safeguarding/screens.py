"""Screens: what says that a picture shows somebody's profile or chat.

Advice to keep a screenshot, or not to publish one, is no such thing: a picture has to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.patterns import regex
from beacon.safeguarding.patterns import compiled
from beacon.safeguarding.sentences import Passage, Sentence

_EN = (
    r"screen ?-?shots?|screen ?-?grabs?|screen ?-?caps?|screen ?-?captures?|print ?-?screens?|"
    r"screen ?-?recordings?|(?:photo|picture)s? of (?:the|a|his|her|their|my|"
    r"our) (?:phone )?screen"
)
_SR = (
    r"snim\w+ ekran\w*|ekransk\w+ snim\w+|s[kc]r(?:i|ee)n ?-?s(?:o|ho)t\w*|skrinov\w*|"
    r"skrin\w?\b|pri?nt ?-?s[kc]r(?:i|ee)n\w*|(?:fotografij|slik|snim)\w+ (?:tog |njegovog |"
    r"njenog )?(?:ekrana|telefona)\b|isec\w+ iz (?:ceta|grupe|prepiske)"
)
_BG = (
    r"скр(?:ий|и|ее)н ?-?шот\w*|скрийн\w*|screen ?-?shot\w*|(?:екранн|екранно)\w* (?:снимк|"
    r"изображен|копи)\w*|(?:снимк|фотографи|кадър)\w* (?:на|от) (?:екран|телефон|дисплея)\w*|"
    r"принт ?-?скрийн\w*|изрезк\w+ от чата"
)
_EN_SHOWN = (
    r"profiles?|accounts?|chats?|conversations?|messages|dms?|comments|inbox|group|posts?|"
    r"stories|story|usernames?|user names?|nicknames?|names|wall|feed|timeline|followers"
)
_SR_SHOWN = (
    r"profil\w*|nalog\w*|cet\w?\b|ceta|cetu|cetov\w*|prepisk\w*|poruk\w*|komentar\w*|grup\w+|"
    r"objav\w*|stori\w*|korisnick\w+ im\w+|nadim\w+|imen\w+|imena|pratioc\w*|inbox\w*|"
    r"dopisivanj\w*|razgovor\w*"
)
_BG_SHOWN = (
    r"профил\w*|акаунт\w*|чат\w*|разговор\w*|съобщени\w*|коментар\w*|груп\w+|публикаци\w*|"
    r"стори\w*|потребителск\w+ им\w+|прякор\w*|никове\w*|имена\w*|имената|последовател\w*|"
    r"лични\w* съобщ\w*|преписк\w*|кореспонденци\w*|стена\w* му"
)
_EN_PICTURE = r"(?:pictures?|photos?|images?|pics?|figure)"
_SR_PICTURE = r"(?:sli[kc][aeiou]\w*|fotografij\w*|fotk\w*|foto)"
_BG_PICTURE = r"(?:снимк\w+|фотографи\w+|картинк\w+|изображени\w+|фото\w*)"

# A picture is shown here: "see the screenshot", "we attached a screen capture".
_SHOWN = compiled({
    "en": "|".join((
        rf"(?:here (?:is|are)|here's|below|above|attach\w*|(?<!you )see|look at|look|check out|"
        rf"this is|these are|this|these|scroll\w*|for|on|in|from|we (?:put|add|includ|publish|"
        rf"post|past|us|show|upload)\w*|shows?|shown|"
        rf"zoom in on)\b(?: \w+){{0,4}}? (?:{_EN})\b(?! of the message)(?! (?:is|are|can be|"
        rf"as) (?:evidence|proof|useful))",
        rf"(?:{_EN})\b.{{0,40}}\b(?:below|above|attached|shows?|you (?:can )?see|you can read|"
        rf"is here|are here|next to|on the (?:left|right|next page|poster)|in the (?:gallery|"
        rf"attachment)|on our|(?:is|are|was) from|with (?:his|her|their|everybody's|all) )",
        rf"(?:{_EN_PICTURE}) (?:of|with|from|showing) (?:his|her|their|the|my|our|a|all|"
        rf"somebody's|someone's|everybody's) (?:[\w'’]+ ){{0,3}}?(?:profiles?|accounts?|chats?|"
        rf"conversations?|inbox|messages|dms?|comments|usernames?|nicknames?|names?)\b",
        rf"(?:in|on|see|look at|from) (?:the|this|that|our|a|second|first|next|"
        rf"last)(?: \w+)? {_EN_PICTURE}\b(?! in (?:the|a) (?:chat|group)).{{0,45}}\b(?:profiles?|"
        rf"accounts?|chats?|conversations?|messages|comments|inbox|usernames?|nicknames?|"
        rf"what (?:he|she|they) wrote|who wrote)\b",
        rf"{_EN_PICTURE} ?(?:below|above|beside|here|on the (?:left|right)|"
        rf"attached)?\b ?(?:shows?|is of|reveals?) .{{0,25}}\b(?:profiles?|accounts?|"
        rf"(?:group )?chats?(?! bubble)|conversations?|comments|inbox|usernames?)\b",
        rf"{_EN_PICTURE} (?:no\.? ?)?\d+: .{{0,20}}\b(?:chat|profile|conversation|messages|"
        rf"account)",
        r"(?:this|that) is (?:what|how) (?:his|her|their) (?:profile|account|chat|page|"
        r"inbox) look\w*",
        r"screen ?shotted|(?:we|i) screen ?shot",
        r"(?:swipe|scroll|zoom|look|click|tap)\b.{0,20}(?:to (?:see|read) )?(?:the|his|her|their|"
        r"what) (?:\w+ )?(?:messages?|chats?|comments?|profiles?|conversations?|(?:he|she|"
        r"they) (?:sent|wrote))\b",
        r"(?:put|post|print|publish|hang|hung|past|upload|copi|glu|includ)\w* (?:up |"
        r"out )?(?:the|his|her|their|a|all|our) (?:\w+ ){0,2}?(?:chats?|conversations?|messages|"
        r"dms|profiles?|comments) (?:on|in|to|below|here|for|and)\b",
        r"(?:here (?:is|are)|here's|look at|check out|see) (?:his|her|their|the whole|the entire|"
        r"our group) (?:[\w'’]+ ){0,2}?(?:profiles?|accounts?|chats?|conversations?|messages|"
        r"comments|inbox|posts)\b|(?:photograph|snapp?|captur)\w+ (?:his|her|their|"
        r"the) (?:\w+ )?(?:screen|phone|profile|chat|messages|conversation)",
    )),
    "sr": "|".join((
        rf"(?:evo|ovo je|pogleda\w*|gleda\w*|vidi\w*|vide\w*|u prilogu|prilog\w*|prilaz\w+|"
        rf"prilozi\w+|prilozen\w*|ispod|iznad|dole|na|objavljuj\w+|kacimo|okaci(?:li|la|o)|"
        rf"stavi(?:li|la|o)|postavi(?:li|la|o)|doda(?:li|la|o)|zalepi(?:li|la|o)|prikaz\w+|"
        rf"donosimo|delimo|podeli(?:li|la|o))\b(?: \w+){{0,4}}? (?:{_SR})(?! poruke)",
        rf"(?:{_SR})\b.{{0,40}}\b(?:ispod|iznad|u prilogu|pokaz\w+|prikaz\w+|(?:je|su) iz|"
        rf"se vidi|vidi se|vide se|se vide|gde se|na kojem|na kome|pise|levo|desno|na plakatu|"
        rf"u galeriji|sa (?:svim|njegov|njen|njihov|imen)\w*|s (?:imen|svim)\w*)",
        rf"{_SR_PICTURE} (?:na kojoj (?:je|se vidi|su) |sa |s |iz |od )?(?:svim |celog |cele |"
        rf"nekog |naseg |tog |te |ovog )?(?:njegov\w*|njen\w*|njihov\w*|grupn\w+|celog|cele|mog|"
        rf"mojeg|instagram|fejsbuk|tiktok|tog|te|ovog|svih)? ?(?:\w+ )?(?:profil\w*|nalog\w*|"
        rf"ceta|cetova|prepisk\w+|poruka\b|komentar\w*|inboks\w*|(?:njihov|njegov|njen|"
        rf"svim)\w* imen\w*|imenima)\b(?! ne)",
        rf"(?:na|vidi\w*|pogleda\w*|evo) (?:\w+ ){{0,2}}?{_SR_PICTURE}\b.{{0,45}}\b(?:profil|"
        rf"nalog|prepisk|komentar|poruke|ceta?\b|cet\b|dopisiv|nadim|korisnick|sta je napis|"
        rf"ko je napis)\w*",
        rf"{_SR_PICTURE} (?:pokazuj|prikazuj)\w+ .{{0,25}}\b(?:profil|nalog|cet\b|prepisk|"
        rf"komentar|inboks)\w*",
        r"(?:stavi|okaci|objavi|postavi|zalepi|odstampa|stampa|prenosi|prekopira)\w* (?:smo |"
        r"sam |je |su )?(?:\w+ )?(?:\w+ )?(?:prepisku|cet|razgovor|poruke|profil|komentare|"
        r"dopisivanje) (?:i|na|u|ispod|ovde|iz)\b",
        rf"{_SR_PICTURE} (?:br\. ?)?\d+: .{{0,20}}\b(?:cet\b|profil|prepisk|poruke|nalog)\w*",
        r"ovako (?:je )?izgleda\w* (?:je )?(?:njegov|njen|njihov)\w* (?:profil|nalog|cet|stran)\w*",
        r"skrini(?:li|la|o) (?:smo|je|sam|su)|skrinsotova\w+",
        r"(?:prevuci|prevucite|skroluj|zumiraj|klikni|vidi\w*|procitaj\w*)\b.{0,20}(?:poruke|cet|"
        r"prepisku|komentare|profil) (?:koj\w+|njegov\w*|njen\w*|njihov\w*)\b",
        r"(?:evo|pogledaj\w*|vidi|vidite) (?:\w+ ){0,2}?(?:njegov|njen|njihov|ceo|celu|"
        r"grupn)\w* (?:\w+ )?(?:profil|nalog|cet|prepisk|poruk|komentar|objav|razgovor)\w*|"
        r"(?:slika|uslika|fotografisa|snimi)(?:li|la|o) (?:smo |je |su |sam )?(?:njegov|njen|"
        r"njihov|ceo|grupn)?\w* ?(?:ekran|profil|cet|prepisk|poruk|telefon)\w*",
    )),
    "bg": "|".join((
        rf"(?:ето|това е|виж\w*|погледн\w*|гледа\w*|прилага\w*|прилож\w+|прикач\w+|отдолу|отгоре|"
        rf"долу|горе|на|публикува(?:ме|хме|х)|качва(?:ме)?|качи(?:хме|х)|слага(?:ме)|сложи(?:хме|"
        rf"х)|добави(?:хме|х)|показва\w*|споделя(?:ме)|"
        rf"споделихме)\b,?(?: \w+){{0,4}}? (?:{_BG})(?! на съобщението)",
        rf"(?:{_BG})\b.{{0,40}}\b(?:отдолу|отгоре|по-долу|долу|прилож\w+|прикач\w+|показва\w*|"
        rf"се вижда\w*|вижда\w* се|се чете|личи|е от|са от|вляво|вдясно|на плаката|в галерията|"
        rf"с имен\w+|с всички\w*|с ник\w+|където|на ко(?:ято|йто|ето))",
        rf"{_BG_PICTURE} (?:на|с|от|със|с) (?:\w+ ){{0,2}}?(?:профила?\b|профилите|акаунт\w*|"
        rf"чата?\b|чатове\w*|разговор\w*|преписк\w*|кореспонденц\w*|коментар\w*|съобщения\w*|"
        rf"имената|прякор\w*|никове\w*)",
        rf"(?:на|виж\w*|погледн\w*|ето) (?:\w+ ){{0,2}}?{_BG_PICTURE}\b.{{0,45}}\b(?:имена|"
        rf"профил|акаунт|преписк|коментар|съобщения|чата?\b|разговор|прякор|никове|имената|"
        rf"какво е напис|кой го е напис|потребителско)\w*",
        rf"{_BG_PICTURE} (?:показва|разкрива)\w* .{{0,25}}\b(?:профил|акаунт|чата?\b|преписк|"
        rf"коментар|разговор)\w*",
        r"(?:слож|кач|публикува|залеп|отпечата|разпечата|принтира|постав|копира|"
        r"окачи)\w* (?:\w+ )?(?:разговора|чата|преписката|съобщенията|профила|коментарите)(?: му|"
        r" ѝ| им)? (?:и|на|в|отдолу|тук|от)\b",
        rf"{_BG_PICTURE} (?:№ ?)?\d+: .{{0,20}}\b(?:чат|профил|разговор|преписк|съобщения|"
        rf"акаунт)\w*",
        r"така (?:изглежда\w*) (?:профил|акаунт|чат|страниц)\w*",
        r"(?:плъзн\w*|скрол\w*|увелич\w*|кликн\w*|видиш|прочет\w*)\b.{0,20}(?:съобщенията|чата|"
        r"разговора|коментарите|профила),? (?:ко\w+|му|ѝ|им)\b",
        r"(?:ето|виж\w*|погледн\w*) (?:\w+ ){0,2}?(?:профила|акаунта|чата|разговора|преписката|"
        r"съобщенията|коментарите|публикациите) (?:му|ѝ|й|им|на)\b|(?:сним|щракн|фотографир|"
        r"заснех?)\w* (?:\w+ )?(?:екрана|телефона|профила|чата|преписката|съобщенията) ?(?:му|ѝ|"
        r"й|им)?",
    )),
})  # fmt: skip
_OF_SOMEBODY = compiled({
    "en": rf"(?:{_EN})\b(?: \w+)? (?:of|from|with) [^,;]{{0,35}}\b(?:{_EN_SHOWN})\b",
    "sr": rf"(?:{_SR})\b[^,;]{{0,35}}\b(?:{_SR_SHOWN})",
    "bg": rf"(?:{_BG})\b[^,;]{{0,35}}\b(?:{_BG_SHOWN})",
})  # fmt: skip
# Advice and warnings: "save a screenshot", "do not publish pictures of chats", "before you post".
_ADVICE = compiled({
    "en": r"(?:take|make|save|keep|store|collect|need|help\w*|do not|don't|never|no|nobody|not|"
          r"without|before|instead of|ask|if|why|when|should|must|may|forward\w*|how to|always|"
          r"can|proof|evidence)\b",
    "sr": r"(?:napravi\w*|snimi\w*|sacuva[jt]\w*|cuvaj\w*|cuvati|nemoj\w*|ne|nikad\w*|niko|nije|"
          r"nema\w*|pre|umesto|bez|pitaj\w*|ako|kad\w*|treba\w*|moze\w*|kako|uvek|prijav\w*|"
          r"posalji\w*|zasto|dokaz\w*)\b",
    "bg": r"(?:направи|направете|запаз[ие]\w*|запази|пазете|пази|не|недей\w*|никога|никой|"
          r"няма\w*|преди|вместо|без|питай\w*|ако|когато|трябва\w*|може\w*|как|винаги|"
          r"докладва\w*|прати|защо|доказателств\w*)\b",
})  # fmt: skip


_NOT = regex(r"\b(?:not|never|don't|ne|nije|nikad|не|никога)\b", re.IGNORECASE)
_CLAUSE = regex(r"[,.;!?–]")


def may_show_screens(passage: Passage) -> set[int]:
    """Return the numbers of sentences that speak of such a picture."""
    text, language = passage.small, passage.language
    return text.having(_SHOWN[language]) | text.having(_OF_SOMEBODY[language])


def screenshots(sentence: Sentence) -> Iterator[str]:
    """Yield what says that a picture shows somebody's profile or chat."""
    text, language = sentence.small, sentence.language
    for match in _SHOWN[language].finditer(text):
        clause = _CLAUSE.split(text[: match.start()])[-1]
        if not _ADVICE[language].search(clause) and not _NOT.search(match.group()):
            yield sentence.words(match)
            return
    of_somebody = _OF_SOMEBODY[language].search(text)
    if of_somebody and not _ADVICE[language].search(text[: of_somebody.end()]):
        yield sentence.words(of_somebody)
