"""Passages: what is looked through at once is what would be found in one sentence after the other.

Sentences that nobody wrote for this hide each other, end in each other's signs, or begin with them.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest

from beacon.safeguarding import findings as checks
from beacon.safeguarding.blame import may_blame
from beacon.safeguarding.contacts import may_phone
from beacon.safeguarding.findings import CHECKS, CODES, Allowed, Finding, findings, findings_in
from beacon.safeguarding.sentences import Passage, Sentence, passages, sentences, together

FOLDERS = ("labelled", "held_out")
LANGUAGES = ("en", "sr", "bg")
BETWEEN = (
    "", " ", ". ", "\n", " - ", "(", "„", "\ufe0f\u20e3", "ſms:", " О6О ", "\u200b", "<a ", "@",
)  # fmt: skip


def known(language: str) -> list[str]:
    """Return all sentences that the checks are held to, in a language."""
    return [
        line.split("\t")[1]
        for folder in FOLDERS
        for line in (Path(__file__).parent / folder / f"{language}.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    ]


def one_by_one(text: str, language: str) -> list[Finding]:
    """Return what is found where every check looks at every sentence by itself."""
    found = [
        Finding(number, check.code, words)
        for number, line in enumerate(normalize("NFC", text).splitlines(), 1)
        for check in checks._OF_LINES
        for words in check.look(Sentence(line, language, number), Allowed())
    ]
    for sentence in sentences(text, language, 1):
        spelled = together(sentence)
        found += (
            Finding(sentence.line, check.code, words)
            for check in CHECKS
            for words in dict.fromkeys(check.look(sentence, Allowed()))
        )
        found += (
            Finding(sentence.line, check.code, words)
            for check in CHECKS
            if spelled and check.code in checks._ALSO_SPELLED
            for words in dict.fromkeys(check.look(spelled, Allowed()))
            if words not in sentence.text
        )
    return found


def told(found: list[Finding]) -> list[tuple[int, str, str]]:
    return [(one.line, one.code.id, one.words) for one in found]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missed_in_a_passage(language: str, seed: int) -> None:
    random = Random(seed)
    of_all = {name: known(name) for name in LANGUAGES}
    text = ""
    for _ in range(300):
        text += random.choice(of_all[random.choice((language, language, *LANGUAGES))])
        text += random.choice(BETWEEN) + random.choice(("\n", " "))
    found = findings(text, language, Allowed())
    assert len({one.code for one in found}) > 12
    assert told(found) == told(one_by_one(text, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_texts_are_looked_at_as_one_after_the_other(language: str) -> None:
    texts = known(language)[:300]
    found = findings_in(texts, language, Allowed(), 3)
    assert [told(of) for of in found] == [told(findings(t, language, Allowed(), 3)) for t in texts]
    assert findings_in([], language, Allowed()) == []


def test_a_check_that_is_not_asked_for_is_not_made() -> None:
    text = "Марко Петровић, 064 123 4567, marko@posta.example"
    asked = frozenset(CODES) - {checks.PHONE}
    assert {one.code for one in findings(text, "sr", Allowed(), of=asked)} == {
        checks.FULL_NAME, checks.EMAIL,
    }  # fmt: skip


def test_passages_end_before_they_are_long() -> None:
    cut = [Sentence("а" * 400, "sr", number) for number in range(30)]
    parts = list(passages(cut))
    assert [sentence for part in parts for sentence in part.sentences] == cut
    assert {len(part.sentences) for part in parts} == {10}


def test_a_pattern_that_goes_on_behind_its_line_hides_nothing_there() -> None:
    texts = ("Call (", "at)at) me", "", "Nobody (at)")
    passage = Passage([Sentence(text, "en", 1) for text in texts])
    assert passage.text.having(checks.contacts._SIGN_OF_WRAPPED) == {0, 1, 3}


def test_a_sentence_does_not_begin_with_the_signs_of_the_lines_before_it() -> None:
    texts = ("-", "(", "- Da nisi slala slike, ništa se ne bi desilo", "Neka joj", "-", "(")
    passage = Passage([Sentence(text, "sr", 1) for text in texts])
    assert may_blame(passage) == {2, 3}


def test_a_number_that_is_said_ends_with_its_line() -> None:
    texts = ("zero", "six", "four", "one", "zero six four one two three", "five", "zero", "seven")
    passage = Passage([Sentence(text, "en", 1) for text in texts])
    assert may_phone(passage) == {4}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (checks.FULL_NAME, "Марко (маки) Петровић је ту"),
        (checks.FULL_NAME, "Марко „маки“ Петровић је ту"),
        (checks.FULL_NAME, "после је марко петровић дошао"),
        (checks.FULL_NAME, "М а р к о  П е т р о в и ћ"),
        (checks.PHONE, "О6О 12О 34О"),
        (checks.PHONE, "t\ufe0fel:064"),
        (checks.PHONE, "ſm\ufe0fſ:064"),
        (checks.BLAME, "Да ниси слала слике, ништа се не би десило"),
    ],
)
def test_signs_are_seen_in_any_line(code: checks.Code, text: str) -> None:
    assert code in {one.code for one in findings(text, "sr", Allowed())}
    assert (2, code) in {(f.line, f.code) for f in findings(f"а\n{text}\nб", "sr", Allowed())}
