"""Words to avoid: what new content does not say of children, and what it says instead.

They follow the Luxembourg Guidelines (second edition, 2025).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from beacon.languages.latin import to_latin
from beacon.patterns import regex
from beacon.safeguarding.sentences import plain


class Avoided(Struct, frozen=True):
    """A word to avoid: `part` stands in small letters in whatever the pattern `stems` matches.

    `everywhere` is false for words that have a good meaning as well, so that only what is handed
    in is looked through for them.
    """

    part: str
    stems: str
    better: str
    everywhere: bool = True


AVOIDED: dict[str, tuple[Avoided, ...]] = {
    "en": (
        Avoided("porn", r"child(?:ren'?s)? porn\w*|kiddie porn\w*", "child sexual abuse material"),
        Avoided("prostitut", r"child prostitut\w*", "sexual exploitation of children"),
        Avoided("porn", r"revenge porn\w*", "sharing intimate images without consent"),
        Avoided("dophil", r"pa?edophil\w*", "offender"),
        Avoided("predator", r"predators?", "offender"),
        Avoided("monster", r"monsters?", "offender"),
        Avoided("suicide", r"commit\w* suicide|successful suicide", "died by suicide"),
        Avoided(
            "suicide", r"un?successful suicide|failed suicide\w*", "tried to end their life", False
        ),
        Avoided("addict", r"addict(?:ed|ion|s)?\b", "excessive use", False),
        Avoided(
            "", r"(?:damaged|ruined|broken) (?:girl|boy|child|kid)\w*",
            "a child who experienced abuse", False,
        ),
        Avoided("", r"(?:perverts?|maniacs?|psychos?|sickos?)\b", "offender", False),
        Avoided(
            "", r"(?:kill(?:ed|ing)?|end(?:ed)? it all) (?:him|her|them)sel\w+|took (?:his|"
                r"her) own life",
            "died by suicide", False,
        ),
        Avoided("scandal", r"sex scandal", "what was done, and who did it", False),
    ),
    "sr": (
        Avoided("порн", r"де(?:ч|чи)ј\w* порн\w*", "материјал сексуалног злостављања деце"),
        Avoided("проституц", r"де(?:ч|чи)ј\w* проституц\w*", "сексуално искоришћавање деце"),
        Avoided("порн", r"осветничк\w* порн\w*", "дељење интимних снимака без пристанка"),
        Avoided("педофил", r"педофил\w*", "починилац"),
        Avoided("предатор", r"предатор\w*", "починилац"),
        Avoided("монструм", r"монструм\w*", "починилац"),
        Avoided("самоубиств", r"изврш\w* (?:(?:је|си|су) )?самоубиств\w*", "одузео себи живот"),
        Avoided(
            "самоубиств", r"неуспел\w+ (?:покушај\w+ )?самоубиств\w*",
            "покушао да одузме себи живот", False,
        ),
        Avoided(
            "", r"(?:чудовишт|манијак|манијац|перверз|изопачен|психопат)\w*", "починилац", False
        ),
        Avoided("", r"се уби(?:о|ла|ли)|уби(?:о|ла|ли) (?:је |су )?се\b",
        "одузео себи живот", False),
        Avoided("завис", r"завис(?:ан|на|ни|ност\w*|ник\w*)\b", "прекомерна употреба", False),
        Avoided(
            "", r"(?:уништен|упропашћен)\w* (?:девој|дечак|дет)\w*",
            "дете које је доживело злостављање", False,
        ),
    ),
    "bg": (
        Avoided("порн", r"детск\w* порн\w*", "материали, съдържащи сексуално насилие над деца"),
        Avoided("проституц", r"детск\w* проституц\w*", "сексуална експлоатация на деца"),
        Avoided(
            "порно", r"порно\w*\s+(?:за )?отмъщени\w*",
            "споделяне на интимни изображения без съгласие",
        ),
        Avoided("педофил", r"педофил\w*", "извършител"),
        Avoided("чудовищ", r"чудовищ\w*", "извършител"),
        Avoided("самоуби", r"се самоуби\w*", "отне живота си"),
        Avoided("самоубийств", r"извърш\w+ самоубийств\w*", "отне живота си", False),
        Avoided(
            "самоубийств", r"(?:не)?успешн\w+ самоубийств\w*", "опит да отнеме живота си", False
        ),
        Avoided("", r"(?:маниак|перверзни|извратен|психопат)\w*", "извършител", False),
        Avoided("", r"самоуби(?:л|ла|ли|ва\w*)? се\b", "отне живота си", False),
        Avoided("хищник", r"хищник\w*", "извършител", False),
        Avoided(
            "", r"пристрастен\w*|зависим(?:ост\w*)?\b", "прекомерна употреба", False
        ),
        Avoided(
            "", r"съсипан\w+ (?:момич|момч|дет)\w*", "дете, преживяло насилие", False
        ),
    ),
}  # fmt: skip
"""By language folder; Serbian in Cyrillic letters, from which its other forms are made."""


class Rule(Struct, frozen=True):
    """A word to avoid as it is looked for in one script."""

    part: str
    pattern: re.Pattern[str]
    better: str


@lru_cache(maxsize=64)
def rules(folder: str, latin: bool = False) -> tuple[Rule, ...]:
    """Return the words that no text of a language folder uses, as it is written."""
    script: Callable[[str], str] = to_latin if latin else str
    return tuple(
        Rule(script(word.part), _compiled(script(word.stems)), script(word.better))
        for word in AVOIDED.get(folder, ())
        if word.everywhere
    )


@lru_cache(maxsize=8)
def plain_pattern(folder: str) -> re.Pattern[str]:
    """Return one pattern of all words to avoid, for plain sentences in small letters."""
    stems = plain("|".join(word.stems for word in AVOIDED[folder]), folder)
    return re.compile(rf"\b(?:{stems})")


def _compiled(stems: str) -> re.Pattern[str]:
    return regex(rf"\b(?:{stems})", re.IGNORECASE)
