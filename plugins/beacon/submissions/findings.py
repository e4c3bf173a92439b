"""Findings: what in a submission could hurt a child, told in plain words before it is published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from beacon.content.prose import head_texts
from beacon.content.vocabulary import Vocabulary
from beacon.languages.strings import Strings
from beacon.problems import Code, Problem, Severity, seen
from beacon.safeguarding import findings as of_texts
from beacon.safeguarding.contacts import phones
from beacon.safeguarding.findings import LANGUAGES, Allowed
from beacon.safeguarding.people import names_in_address
from beacon.safeguarding.sentences import Sentence
from beacon.submissions import codes, galleries
from beacon.submissions.consents import Consent
from beacon.submissions.record import SHARED, SHARED_OF_PICTURE, Submission, SubmissionHead
from beacon.submissions.rendered import leads_to_help, rendered, side_by_side


class Weight(StrEnum):
    """What a finding asks for: to be mended; mended or answered with a reason; looked at."""

    MEND = "mend"
    ANSWER = "answer"
    LOOK = "look"


class Ground(Struct, frozen=True):
    """What findings rest on: what the centre names itself, its consents, and a day.

    `as_of` is given, never asked of a clock: the same submission has the same findings.
    """

    vocabulary: Vocabulary
    as_of: date
    allowed: Allowed = field(default_factory=Allowed)
    consents: Mapping[str, Consent] = field(default_factory=dict)


class Finding(Struct, frozen=True):
    """One thing a reviewer looks at, in a file of the submission.

    `words` are those that stand there, or that name what is wrong; an answer to a false alarm
    holds as long as the same words stand.
    """

    path: str
    line: int | None
    code: Code
    words: str

    @property
    def weight(self) -> Weight:
        """What it asks for."""
        if self.code in _ONLY_LOOKED_AT:
            return Weight.LOOK
        return Weight.MEND if self.code.severity is Severity.ERROR else Weight.ANSWER

    def problem(self) -> Problem:
        """Return it as a problem, for lists of problems."""
        return self.code.at(self.path, self.line, f'Here stands "{self.words}".')

    def told(self, strings: Strings) -> str:
        """Return it in a language, in plain words: what stands where, why it matters, what to do.

        A catalogue without the language gives English.
        """
        place = f"{self.path}:{self.line}" if self.line else self.path
        reason, remedy = (strings.gettext(text) for text in (self.code.meaning, self.code.remedy))
        return f'{place}: {self.code.id} "{seen(self.said(strings))}"\n    {reason}\n    {remedy}'

    def said(self, strings: Strings) -> str:
        """Return the words in a language: those that stand there as they are, ours translated."""
        name, sign, hidden = self.words.partition(": ")
        if self.code is not codes.HIDDEN_IN_PICTURE:
            return self.words
        return f"{name}{sign}{strings.gettext(hidden)}"


_ONLY_LOOKED_AT = frozenset({codes.CONSENT_ENDS, codes.PROFILE, codes.PEOPLE_UNSAID, codes.UNREAD})
Look = Callable[[Submission, Ground], Iterable[Finding]]
# Front matter that is no text of the author: names of files and papers.
_NO_WORDS = frozenset({"file", "consent", "expires", "licence", "centre"})
_MOST_DAYS = 2 * 366 + 31
"""Two years from the review, and a month in which it is reviewed."""


def findings_of(submission: Submission, ground: Ground) -> tuple[Finding, ...]:
    """Return everything to be looked at in a submission, in the order of its files and lines."""
    found = (finding for check in CHECKS for finding in check(submission, ground))
    order = {name: n for n, (name, _, _) in enumerate(submission.heads())}
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda f: (
                order.get(f.path.split(".")[-2:][0], -1),
                f.line or 0,
                f.code.id,
                f.words,
            ),
        )
    )


def open_findings(
    found: Iterable[Finding], answered: Collection[tuple[str, str]]
) -> tuple[Finding, ...]:
    """Return what stands in the way of publishing: to be mended, or without an answer.

    `answered` holds (code, words) of the false alarms that somebody has given a reason for.
    """
    return tuple(
        finding
        for finding in found
        if finding.weight is Weight.MEND
        or (finding.weight is Weight.ANSWER and (finding.code.id, finding.words) not in answered)
    )


def texts(submission: Submission, ground: Ground) -> Iterator[Finding]:
    """Look at every sentence, in front matter, running text and code alike."""
    for folder, text, _ in submission.heads():
        if folder not in LANGUAGES:
            yield Finding(text.path, None, codes.UNREAD, folder)
            continue
        parts = [
            (words, text.document.line(where) or 1)
            for where, words in head_texts(text)
            if where[-1] not in _NO_WORDS
        ]
        parts.append((text.body, text.document.body_line))
        for words, line in parts:
            as_written = [*of_texts.findings(words, folder, ground.allowed, line)]
            only_shown = _only_rendered(words, line, as_written, folder, ground)
            for found in (*as_written, *only_shown):
                yield Finding(text.path, found.line, found.code, found.words)
        # What one field begins another may end.
        fields = "\n\n".join(words for words, _ in parts[:-1])
        for found in _taken_apart(fields, folder, ground):
            yield Finding(text.path, 1, found.code, found.words)


def _only_rendered(
    words: str,
    line: int,
    as_written: Iterable[of_texts.Finding],
    folder: str,
    ground: Ground,
) -> Iterator[of_texts.Finding]:
    """Yield what only the page shows: entities, tags within words, names cut by a line or cell."""
    known = {(found.code, _letters(found.words)) for found in as_written}
    shown = [*of_texts.findings(rendered(words), folder, ground.allowed)]
    for found in (*shown, *_taken_apart(words, folder, ground)):
        letters = _letters(found.words)
        if not any(code == found.code and letters in words for code, words in known):
            yield replace(found, line=line)


def _taken_apart(words: str, folder: str, ground: Ground) -> Iterator[of_texts.Finding]:
    """Yield names and numbers of which a list or a table has the parts."""
    of = {of_texts.FULL_NAME, of_texts.PHONE}
    yield from of_texts.findings(side_by_side(words), folder, ground.allowed, of=of)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)) or words


_FEWER = 8
"""With so many figures a part of an address may number something: slika-01-02-03-04."""


def addresses(submission: Submission, ground: Ground) -> Iterator[Finding]:
    """Look at what becomes part of an address: the names of the folder and of its pictures."""
    for name in (submission.slug, *(name.rpartition(".")[0] for name in submission.pictures)):
        for words in names_in_address(name):
            yield Finding(submission.shown, None, of_texts.FULL_NAME, words)
        for words in phones(Sentence(name, "en", 1)):
            if sum(map(str.isdigit, words)) > _FEWER:
                yield Finding(submission.shown, None, of_texts.PHONE, words)


def gallery(submission: Submission, ground: Ground) -> Iterator[Finding]:
    """Look at every picture that a text names: its consent and its words."""
    for folder, text, head in submission.heads():
        language = folder if folder in LANGUAGES else "en"
        for number, picture in enumerate(head.pictures):
            line = text.document.line(("pictures", number))
            told = [*galleries.about_words(picture, language)]
            told += galleries.about_consent(picture, submission.slug, ground.consents, ground.as_of)
            if picture.file not in submission.pictures:
                told.append((codes.UNLISTED, picture.file))
            yield from (Finding(text.path, line, code, words) for code, words in told)


def files(submission: Submission, ground: Ground) -> Iterator[Finding]:
    """Look at every picture in the folder, whether a text names it or not."""
    listed = [{picture.file for picture in head.pictures} for _, _, head in submission.heads()]
    for name in submission.pictures:
        path = f"{submission.shown}/pictures/{name}"
        if not all(name in names for names in listed):
            yield Finding(path, None, codes.UNLISTED, name)
        data = submission.picture(name).read_bytes()
        for code, words in galleries.about_bytes(data, name):
            yield Finding(path, None, code, words)


def sensitive(submission: Submission, ground: Ground) -> Iterator[Finding]:
    """Look at texts about sensitive topics: help, and a warning before the text."""
    for _, text, head in submission.heads():
        sensitivity = ground.vocabulary.sensitivity(head.topics)
        line = text.document.line(("topics",))
        words = ", ".join(head.topics)
        if sensitivity and not leads_to_help(text.id, text.body):
            yield Finding(text.path, line, codes.NO_HELP, words)
        if sensitivity == 2 and not head.warning:
            yield Finding(text.path, line, codes.NO_WARNING, words)


def alike(submission: Submission, ground: Ground) -> Iterator[Finding]:
    """Look at the fields that all languages have alike."""
    first = submission.original
    if submission.head.written_in not in submission.texts:
        line = first.document.line(("written_in",))
        words = f"written_in: {submission.head.written_in}"
        yield Finding(first.path, line, codes.LANGUAGES_DIFFER, words)
    for _, text, head in submission.heads():
        for key in (*SHARED, "pictures"):
            if _alike(head, key) != _alike(submission.head, key):
                line = text.document.line((key,))
                yield Finding(text.path, line, codes.LANGUAGES_DIFFER, key)


def _alike(head: SubmissionHead, key: str) -> object:
    if key != "pictures":
        return getattr(head, key)
    return [[getattr(one, name) for name in SHARED_OF_PICTURE] for one in head.pictures]


def last_day(submission: Submission, ground: Ground) -> Iterator[Finding]:
    """Look at the last day of the page."""
    text, day = submission.original, submission.head.expires
    if day is None or (day - ground.as_of).days > _MOST_DAYS:
        line = text.document.line(("expires",))
        yield Finding(text.path, line, codes.NO_LAST_DAY, f"expires: {day or ''}".strip())


CHECKS: tuple[Look, ...] = (texts, addresses, gallery, files, sensitive, alike, last_day)
"""Every check of a submission. A new one is a function and its line here."""
