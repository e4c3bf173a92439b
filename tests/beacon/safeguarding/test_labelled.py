"""The labelled sentences: what each check finds of them, and what it misses, is held here.

Their identity numbers belong to nobody: of days to come, of 31 February, or with a wrong control.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from beacon.safeguarding import findings as checks
from beacon.safeguarding.findings import Allowed, findings

HERE = Path(__file__).resolve().parent / "labelled"
LABELS = {
    "name": checks.FULL_NAME, "class": checks.SCHOOL_CLASS, "phone": checks.PHONE,
    "address": checks.ADDRESS, "email": checks.EMAIL, "handle": checks.HANDLE,
    "when": checks.GATHERING, "link": checks.LINK, "word": checks.WORD, "method": checks.METHOD,
    "blame": checks.BLAME, "screenshot": checks.SCREENSHOT, "identity": checks.IDENTITY,
}  # fmt: skip
LANGUAGES = ("en", "sr", "bg")
HARMLESS = ("ok", "none")


def labelled(language: str, folder: Path = HERE) -> Iterator[tuple[frozenset[str], str]]:
    """Yield the codes a sentence must have, and the sentence."""
    for line in (folder / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        labels, sentence = line.split("\t")
        wanted = (LABELS[label].id for label in labels.split(";") if label not in HARMLESS)
        yield frozenset(wanted), sentence


def found_in(sentence: str, language: str) -> frozenset[str]:
    return frozenset(finding.code.id for finding in findings(sentence, language, Allowed()))


# What is known to be missed; whoever mends one takes it out here.
MISSED: dict[tuple[str, str], list[str]] = {}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_check_finds_its_sentences_but_those_known_to_be_missed(language: str, label: str) -> None:
    code = LABELS[label].id
    having = [text for wanted, text in labelled(language) if code in wanted]
    missed = [text for text in having if code not in found_in(text, language)]
    assert len(having) >= 5
    assert missed == MISSED.get((language, code), [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_that_is_not_there(language: str) -> None:
    alarms = [
        (text, sorted(found_in(text, language) - wanted))
        for wanted, text in labelled(language)
        if found_in(text, language) - wanted
    ]
    assert alarms == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_set_is_large_and_half_of_it_harmless(language: str) -> None:
    wanted = [codes for codes, _ in labelled(language)]
    assert len(wanted) >= 150
    assert 0.4 < sum(not codes for codes in wanted) / len(wanted) < 0.6
