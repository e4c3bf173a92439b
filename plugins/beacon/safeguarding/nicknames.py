"""Nicknames: words that are somebody's name on a platform, told by what is said around them.

"Moj instagram je markopet" is built like "moj instagram je zaključan". What is commonly said of an
account is listed in `ordinary_words`; any other word leans to the alarm.
"""

from __future__ import annotations

from collections.abc import Iterator

from beacon.patterns import regex
from beacon.safeguarding.ordinary_words import is_ordinary
from beacon.safeguarding.patterns import compiled, small
from beacon.safeguarding.sentences import Passage, Sentence, plain

LANGUAGES = ("en", "sr", "bg")
# Platforms by the stems of their names, in the plain form of a language; short ones are whole.
_LATIN = (
    r"insta(?:gram\w*)?|ig|snap(?:chat\w*)?|tik ?tok\w*|tt|fb|facebook\w*|discord\w*|dc|viber\w*|"
    r"telegram\w*|whats ?app\w*|messenger\w*|roblox\w*|minecraft\w*|fortnite|twitch|yt|"
    r"steam\w{0,2}|youtube\w*|bereal|twitter\w*|reddit\w*|pinterest\w*|threads|kik"
)
_PLATFORMS = {
    "en": _LATIN,
    "sr": rf"{_LATIN}|inst[aiue]|snap\w{{0,2}}|sn[ae]pcet\w*|snep\w{{0,2}}|diskord\w*|vajber\w*|"
    r"v[oa]tsap\w*|fejs(?:a|u|om|buk\w*)?|robloks\w*|majnkraft\w*|fortnajt\w*|stim(?:u|a)?|"
    r"tvic\w*|jutjub\w*|tviter\w*|mesindzer\w*",
    "bg": rf"{_LATIN}|инст(?:а|ата|аграм\w*)|иг|снап(?:а|ът|чат\w*)?|тик ?ток\w*|тт|дискорд\w*|"
    r"вайбър\w*|телеграм\w*|[уво]+тсап\w*|фейс(?:а|бук\w*)?|роблокс\w*|майнкрафт\w*|фортнайт\w*|"
    r"стийм\w*|туич|ют[ую]б\w*|туитър\w*|месинджър\w*",
}
_NICKS = {
    "en": r"nick(?:name)?|user ?name|gamertag",
    "sr": r"nik|nick|nikn?ejm\w*|nickname|juzernejm|username|korisnicko ime",
    "bg": r"ник(?:а|ът|нейм\w*)?|nick(?:name)?|потребителско(?:то)?(?: ми)? име",
}
_ACCOUNTS = {
    "en": "account|profile|handle|channel|page",
    "sr": "profil|nalog|kanal",
    "bg": "профил(?:а|ът)?|акаунт(?:а|ът)?|канал(?:а|ът)?",
}
# What everybody knows by two letters is a contact where a name stands behind it.
_SHORT = r"(?:insta|инста|ig|иг|snap|снап|tt|тт|dc|fb|yt|nick|nik|ник|username)"
_SIGN = compiled(
    {k: rf"(?:{_PLATFORMS[k]}|{_NICKS[k]}|{_ACCOUNTS[k]}|{_SHORT})\b" for k in LANGUAGES}
)

# The word itself; the sentence, or this part of it, ends behind it.
_WORD = r"[„“”\"'«»]?(?P<word>[^\W\d][\w.-]{2,28}\w)(?![\w@])"
_WITH_POINT = r"(?P<word>[^\W\d]\w{1,28}(?:\.\w{1,28}){1,5})(?![\w@])"
_END = r"(?=[”“\"'»«]?(?:\s*(?:$|[^\w\s.]|\.(?!\w))|\s+(?:GOES_ON)\b))"
_GOES_ON = {
    "en": "and|or|so|but|if|add|follow|text|dm|message|pls|please|there|lol|xd",
    "sr": r"pa|i|a|ali|ako|dodaj\w*|pis[ei]\w*|prati\w*|zaprati\w*|javi\w*|nadji\w*|hvala|kad|tamo",
    "bg": r"и|а|но|ако|пиши\w*|пишете|добави\w*|последвай\w*|намери\w*|там",
}
_COLON = r"(?:\s?[:=(]\s?|\s[\u2010-\u2015-]{1,2}\s|\s?(?:[>→]|->){1,2}\s?)"
_APART = r"[^\w#]{1,3}"
_FEW, _GAP = r"(?: [^\W\d]\w{0,20}){0,3}?", r"[^.!?:]{0,40}?"

_OURS = {
    "en": "(?:my|our|his|her|their)",
    "sr": "(?:moj[aei]?|nas[ae]?|njegov[ao]?|njen[ao]?)",
    "bg": "(?:моя(?:т|та)?|моето|нашия(?:т)?|нашият|нашата|нашето|неговия(?:т)?|нейния(?:т)?)",
}
_OF_OURS = {
    "en": _OURS["en"],
    "sr": "(?:mo(?:je|ga?)|nase(?:g|ga)?|njegov(?:e|og|oga)|njen(?:e|og|oga))",
    "bg": _OURS["bg"],
}
_IS = {
    "en": "(?:['’]s| is| is called| name is)",
    "sr": "(?: je| se zove| zove se| glasi)",
    "bg": "(?: е| се казва| казва се| се нарича| нарича се)",
}
_IS_TO_ME = {
    "sr": rf"(?: mi| nam| mu| joj| im){_FEW}(?: je| se zove| zove se| glasi)",
    "bg": rf"(?: ми| ни| му| ѝ| им){_FEW}(?: е| се казва)",
}
# Who asks to be followed, found or written to.
_INVITES = {
    "en": "(?:dm|hmu|(?:follow|add|find|message|text|hit|write|catch|reach|look|search|check|talk|"
    "contact|subscribe|chat|pm|tag|join|play)(?: to| up| out| for| with)? (?:me|us|my|our))",
    "sr": r"(?:zaprati\w*|dodaj\w*|dodas|lajkuj\w*|folo\w*uj\w*|VERBS (?:ME)|(?:ME) VERBS)",
    "bg": r"(?:последвай\w*|добав\w*|харесай\w*|VERBS (?:ME)|(?:ME) VERBS)",
}
_VERBS = {
    "sr": "(?:prati(?:te|s)?|nadji(?:te)?|nadjes|nadjete|naci|(?:po)?trazi(?:te)?|"
    r"pis(?:i|ite|es|ete|ati)|javi(?:te)?|javljaj\w*|kontaktiraj\w*|cim(?:ni|ajte|aj)|dopisuj\w*)",
    "bg": r"(?:следва\w*|намер\w*|(?:по)?търс\w*|пиш(?:и|ете|еш)|драсн\w*|свърж\w*)",
}
_ME = {"sr": r"me|mi|nas|nam|moj\w*|nas\w*|se", "bg": r"ме|ми|ни|мен|нас|моя\w*|наш\w*|се"}
_CALLED = {
    "en": r"(?:as|under|by|called|named|it['’ ]?s|it is|i['’ ]?m(?: called)?|i am|we['’ ]?re|"
    r"we are|(?:my |the )?(?:user|nick)?name(?:['’]s| is)|at)",
    "sr": "(?:kao|pod imenom|pod nikom|po imenu|ime(?: mi| nam)? je|zovem se|zovemo se|se zovem|"
    "se zovemo|(?:ja |tamo )?sam|(?:mi |tamo )?smo|nik(?: mi)? je|zove se)",
    "bg": "(?:като|под името|с името|с ник|(?:аз |там )?съм|(?:ние |там )?сме|казвам се|"
    "казваме се|се казвам|се казваме|името(?: ми)? е|ник(?:ът|а)?(?: ми)? е)",
}
# Without the words that compare: on a platform somebody may feel "as an outsider".
_SELF = {
    "en": r"(?:i['’ ]?m(?: called)?|i am(?: called)?|we['’ ]?re|we are|i go by|they call me|"
    r"there as|(?:my |the )?(?:user|nick)?name is)",
    "sr": "(?:zovem se|zovemo se|se zovem|se zovemo|(?:ja |tamo )?sam|smo|me zovu|tamo sam kao|"
    "vodim se kao|me (?:ima|imas|imate|imaju|znaju) (?:kao|pod imenom)|"
    "(?:mi |nam )?je (?:ime|nik)|(?:ime|nik) mi je)",
    "bg": "(?:(?:аз |там )?съм|сме|казвам се|се казвам|се казваме|името ми е|ми е името|"
    "там съм като|се (?:подвизавам|водя) като|ме (?:има|имат|знаят) (?:като|с името))",
}
# Behind an account of anybody's: "profil na Instagramu koji se zove …".
_NAMED = {
    "en": "(?:(?:(?:that|which) (?:is|was) |it['’]?s )?(?:called|named)|"
    "(?:my |our |the )(?:user|nick)?name(?: there)? is)",
    "sr": "(?:(?:koj[ia]|sto) se zove|zove se|pod imenom|(?:ime|nik)(?: mi| nam)?(?: tamo)? je)",
    "bg": "(?:(?:който|която|което) се казва|казва се|нарича се|с името|под името|"
    "името(?: ми| ни)?(?: там)? е)",
}
_I_AM_CALLED = {
    "en": "(?:i['’]?m called|they call me)",
    "sr": "(?:zove(?:m|mo) se|(?:ime|nik) mi je)",
    "bg": "(?:казва(?:м|ме) се|(?:името|ника|никът) ми е)",
}
_I_AM = {"en": "(?:i['’]?m|i am|we['’]?re|we are)", "sr": "(?:sam|smo)", "bg": "(?:съм|сме)"}
_AS = {
    "en": "(?:as|called|under|named)",
    "sr": "(?:kao|pod imenom|pod nikom)",
    "bg": "(?:като|с името|под името|с ник)",
}
_ON = {"en": "(?:on|in|at|via)", "sr": "(?:na|preko|u)", "bg": "(?:в|във|на|по|през)"}


def _forms(language: str) -> list[str]:
    """Return what is said of a name in a language, each with its `word`."""
    word = _WORD + _END.replace("GOES_ON", _GOES_ON[language])
    platform, nick = _PLATFORMS[language], rf"(?:{_PLATFORMS[language]}|{_NICKS[language]})"
    any_of_them = rf"(?:{_PLATFORMS[language]}|{_NICKS[language]}|{_ACCOUNTS[language]})"
    on, ours, me = _ON[language], _OURS[language], _ME.get(language, "")
    invites = _INVITES[language].replace("VERBS", _VERBS.get(language, "")).replace("ME", me)
    asked = rf"{invites}\b{_GAP}(?<!\w)(?:{platform})\b(?: (?:{_ACCOUNTS[language]})\b)?"
    forms = [
        # "moj instagram je …", "moj profil na instagramu se zove …"
        rf"{ours}{_FEW} {any_of_them}\b{_FEW}{_IS[language]}{_APART}{word}",
        # "instagram naše ekipe je …"
        rf"{any_of_them}\b(?: of| na| на)? {_OF_OURS[language]}{_FEW}{_IS[language]}{_APART}{word}",
        # "my snap: …"
        rf"{ours}{_FEW} {nick}{_COLON}{word}",
        # "zapratite me na tiktoku: …", "… on snap as …", "… na tiktoku …"
        rf"{asked}(?:{_COLON}|[,;]? {_CALLED[language]}{_APART}|\s){word}",
        # "na tiktoku sam …", "on discord I'm …"
        rf"{on} (?:{platform})\b{_FEW},? {_SELF[language]}{_APART}{word}",
        # "profil na Instagramu koji se zove …", "zovem se na diskordu …"
        rf"{any_of_them}\b{_FEW},? {_NAMED[language]}{_APART}{word}",
        rf"{_I_AM_CALLED[language]} {on} (?:{platform}){_APART}{word}",
        # "I'm on insta as …", "nađi me kao … na tiktoku"
        rf"{_I_AM[language]} {on} (?:{platform}),? {_AS[language]}{_APART}{word}",
        rf"{invites}\b{_FEW} {_AS[language]}{_APART}{_WORD}(?= {on} (?:{platform})\b)",
        # "tiktok: mala.sova", "ig: …"
        rf"{nick}(?: me| mi)?{_COLON}{_WITH_POINT}",
        rf"{_SHORT}{_COLON}{word}",
    ]
    if language in _IS_TO_ME:  # "insta mi je …"
        forms.append(rf"{any_of_them}\b{_FEW}{_IS_TO_ME[language]}{_APART}{word}")
    return forms


_FORMS = {
    language: [regex(rf"(?<!\w)(?:{form})") for form in _forms(language)] for language in LANGUAGES
}
# Behind a platform in small letters a name stands, behind one with a capital often a topic:
# "discord: …", "TikTok: …"; but "na discordu: …" goes on with what was there.
_IN_SMALL_LETTERS = compiled(
    {
        k: r"(?<!\bna )(?<!\bu )(?<!\bon )(?<!\bв )(?<!\bвъв )(?<!\bна )"
        rf"(?:{_PLATFORMS[k]}|{_NICKS[k]}){_COLON}{_WORD}{_END.replace('GOES_ON', _GOES_ON[k])}"
        for k in LANGUAGES
    }
)
_WRITTEN = regex(r"[^\W\d][\w.-]*\w")


def may_nickname(passage: Passage) -> set[int]:
    """Return the numbers of sentences that name a platform or an account."""
    return passage.small.having(_SIGN[passage.language])


def nicknames(sentence: Sentence) -> Iterator[str]:
    """Yield the words that are told as names, as they are written."""
    if not _SIGN[sentence.language].search(sentence.small):
        return
    said = [m["word"] for form in _FORMS[sentence.language] for m in form.finditer(sentence.small)]
    in_small_letters = _IN_SMALL_LETTERS[sentence.language].finditer(sentence.plain)
    said += [small(match["word"]) for match in in_small_letters]
    for one in said:
        word = _as_written(one, sentence)
        if not (_is_platform(one) or is_ordinary(word, sentence)):
            yield word


def _as_written(word: str, sentence: Sentence) -> str:
    """Return a word of a plain sentence as it stands in the text."""
    written = (match.group() for match in _WRITTEN.finditer(sentence.text))
    return next((one for one in written if small(plain(one, sentence.language)) == word), word)


def _is_platform(word: str) -> bool:
    return any(sign.fullmatch(word) for sign in _SIGN.values())
