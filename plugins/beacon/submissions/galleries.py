"""Galleries: what the pictures of a submission show, hide, and by which consent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from beacon.content.campaigns import CampaignPicture
from beacon.patterns import regex
from beacon.problems import Code
from beacon.safeguarding.given_names import is_given_name
from beacon.safeguarding.people import full_names
from beacon.safeguarding.screens import screenshots
from beacon.safeguarding.sentences import sentences
from beacon.submissions.codes import (
    BAD_PICTURE,
    CONSENT_ENDED,
    CONSENT_ENDS,
    FACE_AND_NAME,
    HIDDEN_IN_PICTURE,
    NO_CONSENT,
    PEOPLE_UNSAID,
    PROFILE,
    UNKNOWN_CONSENT,
)  # fmt: skip
from beacon.submissions.consents import Consent
from beacon.submissions.inspection import inspect
from beacon.submissions.record import LONGEST_SIDE, MOST_PICTURE_BYTES

SOON = timedelta(days=30)
_ALL = "all"
_SCREEN_NAMES = regex(
    r"screen-?shot|screen-?cap|snimak-ekrana|skrinsot|ekranna|skriyn|profil|(?:^|-)chat|(?:^|-)cet-"
)
_SCREEN_WORDS = regex(
    r"screenshot|screen (?:shot|capture)|profile\b|\bchats?\b|followers?\b|скриншот|скрийншот|"
    r"профил|\bчет(?:а|у|ови|ом)?\b|\bчат(?:а|ът)?\b|пратила?ц|снимак екрана|екранна снимка|"
    r"последовател|skrinšot|profil|pratila?c|snimak ekrana",
    re.IGNORECASE,
)
# Screens of phones are about twice as high as wide; photographs are not (4:3, 3:2, 16:9).
_LOWEST_SCREEN, _HIGHEST_SCREEN = 1.9, 2.4
_PEOPLE = regex(
    r"\b(?:people|persons?|girls?|boys?|child(?:ren)?|kids?|pupils?|students?|friends?|faces?|"
    r"selfie|team|"
    r"људи|особ\w+|девој\w+|дечак\w*|деца|деце|дете|учени\w+|друг\w*|лиц[ае]|екип\w+|"
    r"ljudi|osob\w+|devoj\w+|dečak\w*|deca|dece|dete|učeni\w+|drug\w*|lic[ae]|ekip\w+|selfi|"
    r"селфи|хора|момич\w+|момч\w+|деца|дете|приятел\w*|лица)\b",
    re.IGNORECASE,
)


def about_consent(
    picture: CampaignPicture, slug: str, consents: Mapping[str, Consent], as_of: date
) -> Iterator[tuple[Code, str]]:
    """Yield what is wrong with the consent of a picture on a day, with the words it is told by."""
    if not picture.consent:
        if picture.people:
            yield NO_CONSENT, picture.file
        return
    consent = consents.get(picture.consent)
    words = f"{picture.file}: {picture.consent}"
    if consent is None or not consent.covers & {slug, _ALL}:
        yield UNKNOWN_CONSENT, words
    elif consent.withdrawn and consent.withdrawn <= as_of:
        yield CONSENT_ENDED, f"{words}, {consent.withdrawn}"
    elif consent.until < as_of:
        yield CONSENT_ENDED, f"{words}, {consent.until}"
    elif consent.until - as_of <= SOON:
        yield CONSENT_ENDS, f"{words}, {consent.until}"


def about_words(picture: CampaignPicture, language: str) -> Iterator[tuple[Code, str]]:
    """Yield what the words and the name of a picture give away; `language` is a language folder."""
    told = (picture.alt, picture.caption)
    stem = picture.file.rpartition(".")[0]
    if picture.people:
        named = [part for part in stem.split("-") if is_given_name(part) and len(part) > 2]
        named += [name for text in told for name in _names(text, language)]
        yield from ((FACE_AND_NAME, name) for name in dict.fromkeys(named))
    elif not picture.consent:
        people = (_PEOPLE.search(text) for text in told)
        yield from ((PEOPLE_UNSAID, f"{picture.file}: {m.group()}") for m in people if m)
    screen = _SCREEN_NAMES.search(stem) or next(filter(None, map(_SCREEN_WORDS.search, told)), None)
    said = [words for text in told for s in sentences(text, language) for words in screenshots(s)]
    if screen or said:
        yield PROFILE, f"{picture.file}: {screen.group() if screen else said[0]}"


def _names(text: str, language: str) -> Iterator[str]:
    """Yield full names, and given names that do not merely begin a sentence."""
    for sentence in sentences(text, language):
        full = list(full_names(sentence))
        yield from full
        for word in re.findall(r"\w[\w’'-]+", sentence.text):
            if word[0].isupper() and is_given_name(word) and not any(word in f for f in full):
                yield word


def about_bytes(data: bytes, name: str) -> Iterator[tuple[Code, str]]:
    """Yield what the bytes of a picture hide, and whether they are a picture as we make them."""
    found = inspect(data)
    if found is None or found.kind != name.rpartition(".")[2]:
        yield BAD_PICTURE, name
        return
    if max(found.size) > LONGEST_SIDE or len(data) > MOST_PICTURE_BYTES:
        width, height = found.size
        yield BAD_PICTURE, f"{name}: {width} × {height}, {len(data) // 1000} kB"
    yield from ((HIDDEN_IN_PICTURE, f"{name}: {hidden}") for hidden in found.hidden)
    width, height = found.size
    if _LOWEST_SCREEN <= height / width <= _HIGHEST_SCREEN:
        yield PROFILE, f"{name}: {width} × {height}"
