"""Findings: what the checks tell of a text, each with its line and its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from unicodedata import normalize

from msgspec import Struct

from beacon.problems import N_, Code, Severity
from beacon.safeguarding import contacts, disguise, people
from beacon.safeguarding.blame import blame, may_blame
from beacon.safeguarding.gatherings import gatherings, may_gather
from beacon.safeguarding.identity import identity_numbers, may_identify
from beacon.safeguarding.methods import may_tell_methods, methods
from beacon.safeguarding.phrases import avoided_words, may_be_avoided
from beacon.safeguarding.screens import may_show_screens, screenshots
from beacon.safeguarding.sentences import (
    Passage,
    Sentence,
    may_be_spelled,
    passages,
    sentences,
    together,
)


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
May = Callable[[Passage], Set[int]]


class Check(Struct, frozen=True):
    """How a sentence is looked at, and which sentences of a passage are worth it, at least."""

    code: Code
    may: May
    look: Look


CHECKS = (
    Check(FULL_NAME, people.may_name, lambda s, _: people.full_names(s)),
    Check(SCHOOL_CLASS, people.may_name_a_class, lambda s, _: people.school_classes(s)),
    Check(PHONE, contacts.may_phone, lambda s, allowed: contacts.phones(s, allowed.phones)),
    Check(ADDRESS, contacts.may_address, lambda s, _: contacts.addresses(s)),
    Check(EMAIL, contacts.may_email, lambda s, allowed: contacts.emails(s, allowed.emails)),
    Check(HANDLE, contacts.may_handle, lambda s, _: contacts.handles(s)),
    Check(GATHERING, may_gather, lambda s, _: gatherings(s)),
    Check(LINK, contacts.may_link, lambda s, allowed: contacts.links(s, allowed.hosts)),
    Check(WORD, may_be_avoided, lambda s, _: avoided_words(s)),
    Check(METHOD, may_tell_methods, lambda s, _: methods(s)),
    Check(BLAME, may_blame, lambda s, _: blame(s)),
    Check(SCREENSHOT, may_show_screens, lambda s, _: screenshots(s)),
    Check(IDENTITY, may_identify, lambda s, allowed: identity_numbers(s, allowed.phones)),
)
"""Every check of a sentence. A new one is two functions and its line here."""
_OF_LINES = (
    Check(HIDDEN, disguise.may_hide, lambda line, _: disguise.hidden_text(line.text)),
    Check(BIDI, disguise.may_turn, lambda line, _: disguise.bidi_marks(line.text)),
    Check(LOOK_ALIKE, disguise.may_imitate, lambda line, _: disguise.look_alikes(line.text)),
)


def findings(
    text: str,
    language: str,
    allowed: Allowed,
    first: int = 1,
    of: Collection[Code] = frozenset(CODES),
) -> list[Finding]:
    """Return what is to be looked at in a text of a language folder (`en`, `sr`, `bg`).

    `first` is the number of its first line. The order is that of the text. Checks that are not
    among `of` are not made.
    """
    return findings_in([text], language, allowed, first, of)[0]


def findings_in(
    texts: Sequence[str],
    language: str,
    allowed: Allowed,
    first: int = 1,
    of: Collection[Code] = frozenset(CODES),
) -> list[list[Finding]]:
    """Return what is to be looked at in each of many texts: quicker than in one after the other."""
    found: list[list[Finding]] = [[] for _ in texts]
    if of_lines := [check for check in _OF_LINES if check.code in of]:
        lines = [
            (place, Sentence(line, language, number))
            for place, text in enumerate(texts)
            for number, line in enumerate(normalize("NFC", text).splitlines(), first)
        ]
        for place, line, worth in _worth_a_look(lines, [check.may for check in of_lines]):
            for check in (of_lines[number] for number in worth):
                words = check.look(line, allowed)
                found[place] += (Finding(line.line, check.code, one) for one in words)
    checks = [check for check in CHECKS if check.code in of]
    spelled = [check for check in checks if check.code in _ALSO_SPELLED]
    cut = [(n, s) for n, text in enumerate(texts) for s in sentences(text, language, first)]
    mays = [*(check.may for check in checks), may_be_spelled]
    for place, sentence, worth in _worth_a_look(cut, mays):
        for number in worth:
            if number < len(checks):
                found[place] += _found(checks[number], sentence, allowed)
            elif put_together := together(sentence):
                for check in spelled:
                    more = _found(check, put_together, allowed)
                    found[place] += (one for one in more if one.words not in sentence.text)
    return found


def _worth_a_look(
    places: Sequence[tuple[int, Sentence]], mays: Sequence[May]
) -> Iterator[tuple[int, Sentence, list[int]]]:
    """Yield sentences with the numbers of those of these checks that may find something there."""
    done = 0
    for passage in passages([sentence for _, sentence in places]):
        worth = [may(passage) for may in mays]
        for number in sorted(set().union(*worth)):
            of = [n for n, numbers in enumerate(worth) if number in numbers]
            yield *places[done + number], of
        done += len(passage.sentences)


def _found(check: Check, sentence: Sentence, allowed: Allowed) -> Iterator[Finding]:
    words = dict.fromkeys(check.look(sentence, allowed))
    return (Finding(sentence.line, check.code, one) for one in words)


_ALSO_SPELLED = (FULL_NAME, EMAIL, HANDLE)
"""What somebody may hide by telling its letters one by one."""


def hosts_of(addresses: Collection[str]) -> frozenset[str]:
    """Return the hosts of web addresses, as links are compared with them."""
    return frozenset(filter(None, map(contacts.host_of, addresses)))
