"""Findings: what the checks tell of a text, each with its line and its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from msgspec import Struct

from beacon.languages.strings import N_
from beacon.problems import Code, Severity
from beacon.safeguarding import contacts, disguise
from beacon.safeguarding.blame import blame
from beacon.safeguarding.gatherings import gatherings
from beacon.safeguarding.identity import identity_numbers
from beacon.safeguarding.methods import methods
from beacon.safeguarding.people import full_names, school_classes
from beacon.safeguarding.phrases import avoided_words
from beacon.safeguarding.screens import screenshots
from beacon.safeguarding.sentences import Sentence, sentences, together


def _code(number: int, meaning: str, hint: str) -> Code:
    return Code(f"SAF{number:03}", meaning, hint, Severity.WARNING)


FULL_NAME = _code(
    1,
    N_(
        "A text may name a child by the full name; whoever searches for the child finds it "
        "for years."
    ),
    N_("Write a first name that is not the real one, or a role: one of the peer educators."),
)
SCHOOL_CLASS = _code(
    2,
    N_("A text names a class and its school: together they point at some twenty children."),
    N_("Leave out the class or the school."),
)
PHONE = _code(
    3,
    N_("A text holds a phone number that is none of the centre's."),
    N_("Take it out; help numbers come from the centre's list."),
)
ADDRESS = _code(
    4,
    N_("A text holds a postal address: it says where to find somebody."),
    N_("Name the town alone."),
)
EMAIL = _code(5, N_("A text holds an e-mail address."), N_("Write: tell your centre."))
HANDLE = _code(
    6,
    N_("A text holds a name on a social platform or in a game: strangers can write to it."),
    N_("Take it out."),
)
GATHERING = _code(
    7,
    N_("A text says where and when exactly children will meet."),
    N_("Name the town and the day alone; the calendar shows the rest afterwards."),
)
LINK = _code(
    8,
    N_("A text leads to a site that is not on the list of the centre."),
    N_("Take the link out, or ask the centre to put the site on its list."),
)
WORD = _code(
    9,
    N_("A text holds a word that hurts whom it happened to."),
    N_("Say what happened, and who did it."),
)
METHOD = _code(
    10,
    N_("A text tells how somebody hurt themselves, or could; that alone puts others at risk."),
    N_("Leave out the way; say who helps."),
)
BLAME = _code(
    11,
    N_("A text seems to lay blame on whom it happened to."),
    N_("Say that the fault is with whoever did it."),
)
SCREENSHOT = _code(
    12,
    N_("A picture seems to show somebody's profile or chat."),
    N_("Draw the scene instead; a person can be found by a profile."),
)
HIDDEN = _code(13, N_("A text holds what readers do not see."), N_("Write it out, or take it out."))
BIDI = _code(
    14, N_("A text holds marks that turn the direction of writing."), N_("Copy it as plain text.")
)
LOOK_ALIKE = _code(
    15,
    N_(
        "A word mixes letters of two alphabets, or has letters that imitate others or that no "
        "check reads."
    ),
    N_("Write the word anew in one alphabet."),
)
IDENTITY = _code(
    31,
    N_(
        "A text holds the identity number of a person (JMBG, EGN); with it somebody else could "
        "pretend to be that person."
    ),
    N_("Take it out."),
)
CODES = (
    FULL_NAME, SCHOOL_CLASS, PHONE, ADDRESS, EMAIL, HANDLE, GATHERING, LINK, WORD, METHOD, BLAME,
    SCREENSHOT, HIDDEN, BIDI, LOOK_ALIKE, IDENTITY,
)  # fmt: skip


class Allowed(Struct, frozen=True):
    """What a text may name: phone numbers as digits, e-mail addresses and hosts, all in small."""

    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing a reviewer looks at: the words as they stand there, and their line."""

    line: int
    code: Code = field(compare=False)
    words: str = ""


LANGUAGES = ("en", "sr", "bg")
"""The language folders whose texts the checks understand."""

Look = Callable[[Sentence, Allowed], Iterable[str]]

CHECKS: tuple[tuple[Code, Look], ...] = (
    (FULL_NAME, lambda sentence, _: full_names(sentence)),
    (SCHOOL_CLASS, lambda sentence, _: school_classes(sentence)),
    (PHONE, lambda sentence, allowed: contacts.phones(sentence, allowed.phones)),
    (ADDRESS, lambda sentence, _: contacts.addresses(sentence)),
    (EMAIL, lambda sentence, allowed: contacts.emails(sentence, allowed.emails)),
    (HANDLE, lambda sentence, _: contacts.handles(sentence)),
    (GATHERING, lambda sentence, _: gatherings(sentence)),
    (LINK, lambda sentence, allowed: contacts.links(sentence, allowed.hosts)),
    (WORD, lambda sentence, _: avoided_words(sentence)),
    (METHOD, lambda sentence, _: methods(sentence)),
    (BLAME, lambda sentence, _: blame(sentence)),
    (SCREENSHOT, lambda sentence, _: screenshots(sentence)),
    (IDENTITY, lambda sentence, allowed: identity_numbers(sentence, allowed.phones)),
)
"""Every check of a sentence. A new one is a function and its line here."""
_OF_LINES: tuple[tuple[Code, Callable[[str], Iterable[str]]], ...] = (
    (HIDDEN, disguise.hidden_text),
    (BIDI, disguise.bidi_marks),
    (LOOK_ALIKE, disguise.look_alikes),
)


def findings(
    text: str,
    language: str,
    allowed: Allowed,
    first: int = 1,
    of: Collection[Code] = frozenset(CODES),
) -> Iterator[Finding]:
    """Yield what is to be looked at in a text of a language folder (`en`, `sr`, `bg`).

    `first` is the number of its first line. The order is that of the text. Checks that are not
    among `of` are not made.
    """
    of_lines = [check for check in _OF_LINES if check[0] in of]
    for number, line in enumerate(normalize("NFC", text).splitlines() if of_lines else (), first):
        for code, look_at in of_lines:
            yield from (Finding(number, code, words) for words in look_at(line))
    checks = [check for check in CHECKS if check[0] in of]
    for sentence in sentences(text, language, first):
        for code, look in checks:
            for words in dict.fromkeys(look(sentence, allowed)):
                yield Finding(sentence.line, code, words)
        if spelled := together(sentence):
            for code, look in checks:
                found = look(spelled, allowed) if code in _ALSO_SPELLED else ()
                for words in dict.fromkeys(found):
                    if words not in sentence.text:
                        yield Finding(sentence.line, code, words)


_ALSO_SPELLED = (FULL_NAME, EMAIL, HANDLE)
"""What somebody may hide by telling its letters one by one."""


def hosts_of(addresses: Collection[str]) -> frozenset[str]:
    """Return the hosts of web addresses, as links are compared with them."""
    return frozenset(filter(None, map(contacts.host_of, addresses)))
