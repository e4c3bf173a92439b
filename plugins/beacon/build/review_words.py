"""Review words: what adults are told of submissions, and the letter that goes back to authors."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from beacon.build.deciding import PICTURES, as_reviewed
from beacon.build.handed_in import Case
from beacon.content.vocabulary import Vocabulary, text_in
from beacon.languages.formats import format_date, language_name
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.problems import seen
from beacon.submissions.findings import Weight
from beacon.submissions.record import REVIEWED, SHORT
from beacon.submissions.reviews import Status

_AROUND = 1
"""Lines of what stayed the same that are shown around a change."""


class ReviewWords(Struct, frozen=True):
    """Tells adults of submissions in one language; whatever a stranger wrote is one plain line."""

    language: Language
    languages: Languages
    strings: Strings
    vocabulary: Vocabulary

    def status(self, case: Case) -> str:
        """Return how a submission stands."""
        gettext = self.strings.gettext
        standing = case.standing
        if standing.status is Status.PUBLISHED and not case.is_published:
            return gettext("approved, but not published: something was found in it")
        if standing.status in (Status.PUBLISHED, Status.EXPIRED) and standing.until:
            day = format_date(standing.until, self.language, "sentence")
            if standing.status is Status.PUBLISHED:
                return gettext("published until %(day)s", day=day)
            return gettext("ended on %(day)s", day=day)
        return {
            Status.DRAFT: gettext("cannot be read yet"),
            Status.WAITING: gettext("waits for review"),
            Status.NEEDS_SECOND: gettext("waits for a second adult, in another role"),
            Status.SENT_BACK: gettext("was sent back to the authors"),
            Status.EDITED: gettext("edited after its review, so taken back; waits for review"),
            Status.TAKEN_DOWN: gettext("taken down"),
        }[standing.status]

    def line(self, case: Case) -> str:
        """Return a submission as one line of a list."""
        title = seen(case.submission.head.title) if case.submission else ""
        count = len(case.open_findings) + len(case.faults)
        more = self.strings.ngettext(
            "%(num)s thing to look at", "%(num)s things to look at", count
        ) if count and case.standing.status is not Status.TAKEN_DOWN else ""  # fmt: skip
        return " · ".join(filter(None, (case.slug, title, self.status(case), more)))

    def whole(self, case: Case) -> Iterator[str]:
        """Yield everything an adult should know before deciding, paragraph by paragraph."""
        yield self.line(case)
        yield "\n".join(f"  {line}" for line in self.particulars(case))
        for title, lines in (
            (self.strings.gettext("What changed since it was last reviewed"), self.changes(case)),
            (self.strings.gettext("To mend"), [*map(self.strings.problem, case.problems)]),
            (self.strings.gettext("To mend, or to answer if it is a false alarm"),
             self.findings(case)),
            (self.strings.gettext("What was decided"), self.decisions(case)),
        ):  # fmt: skip
            if lines:
                yield "\n".join([title, *(f"  {line}" for line in lines)])

    def particulars(self, case: Case) -> Iterator[str]:
        """Yield who made it, about what, and in which version it is."""
        gettext, submission = self.strings.gettext, case.submission
        if submission is None:
            return
        head, terms = submission.head, self.vocabulary
        role = self._name(terms.roles, head.made_by.role)
        makers = ", ".join(filter(None, (role, seen(head.made_by.name))))
        topics = ", ".join(self._name(terms.topics, topic) for topic in head.topics)
        yield gettext("Made by: %(names)s", names=makers)
        yield gettext("Topics: %(names)s", names=topics)
        languages = [language_name(t.language, self.language) for _, t, _ in submission.heads()]
        yield gettext("Languages: %(names)s", names=", ".join(languages))
        yield gettext("Version: %(version)s", version=submission.short_digest)
        if case.standing.needed > 1:
            yield gettext("The topic is sensitive: two adults decide, each in another role.")
        for role in case.standing.roles:
            yield gettext("Approved by: %(role)s", role=self._name(terms.reviewers, role))

    def findings(self, case: Case) -> list[str]:
        """Return what was found, in plain words, with the answers that were given."""
        told, gettext = [], self.strings.gettext
        for finding in case.handed.findings:
            lines = finding.told(self.strings).split("\n")
            answer = case.answers.get((finding.code.id, finding.words))
            if answer is not None and finding.weight is Weight.ANSWER:
                said = gettext("Answered: %(reason)s", reason=answer.reason)
                lines.append(f"    {said}")
            else:
                lines.append(f"    {self._asked(finding.weight)}")
            told += [seen(line) for line in lines]
        return told

    def _asked(self, weight: Weight) -> str:
        """Return what a finding asks for."""
        gettext = self.strings.gettext
        return {
            Weight.MEND: gettext("It has to be mended."),
            Weight.ANSWER: gettext("It is mended, or answered if it is a false alarm."),
            Weight.LOOK: gettext("Only to be looked at."),
        }[weight]

    def changes(self, case: Case) -> list[str]:
        """Return what changed since the version that an adult last read: - before, + now."""
        gettext, submission = self.strings.gettext, case.submission
        kept = case.folder / REVIEWED
        if submission is None:
            return []
        if not kept.is_dir():
            return [gettext("Nobody has read it yet: read it whole, in the preview.")]
        now = {name: _lines(data) for name, data in as_reviewed(submission).items()}
        before = {path.name: _lines(path.read_bytes()) for path in kept.glob("*")}
        found: list[str] = []
        for name in sorted(now.keys() | before.keys()):
            lines = list(_difference(before.get(name, ()), now.get(name, ())))
            shown = gettext("pictures, with their fingerprints") if name == PICTURES else name
            found += [f"{shown}:", *lines] if lines else []
        return found or [gettext("Nothing.")]

    def decisions(self, case: Case) -> list[str]:
        """Return all decisions, the oldest first."""
        gettext = self.strings.gettext
        said = {"approve": gettext("approved"), "send-back": gettext("sent back")}
        told = []
        for d in case.reviews.decisions:
            day = format_date(d.on, self.language, "sentence")
            role = self._name(self.vocabulary.reviewers, d.role)
            told.append(f"{day}: {said[d.decision]}, {role} ({d.digest[:SHORT]})")
            told += [f"    {seen(line)}" for line in d.message.split("\n") if line]
        for down in case.reviews.taken_down:
            day = format_date(down.on, self.language, "sentence")
            role = self._name(self.vocabulary.reviewers, down.role)
            reason = self._name(self.vocabulary.take_down_reasons, down.reason)
            told.append(f"{day}: {gettext('taken down')}, {role} ({reason})")
        return told

    def _name(self, terms: object, key: str) -> str:
        assert hasattr(terms, "get")
        term = terms.get(key)
        return unmarked(text_in(term.name, self.language, self.languages)) if term else seen(key)


def letter(case: Case, strings: Strings, own: str) -> str:
    """Return the letter with which a campaign goes back, in the language of its author.

    It thanks, says what to change and why, and never blames; `own` are the adult's own words.
    """
    gettext, submission = strings.gettext, case.submission
    title = seen(submission.head.title) if submission else case.slug
    parts = [
        gettext("Hello! Thank you for the campaign “%(title)s”.", title=title),
        gettext(
            "We have read it with care. Before it can stand on the site, "
            "something in it has to be changed."
        ),
    ]
    points = list(dict.fromkeys(_points(case, strings)))
    if points:
        parts.append("\n".join([gettext("Please look at this:"), *points]))
    if own.strip():
        parts.append("\n".join(map(seen, own.strip().splitlines())))
    parts += [
        gettext(
            "Nobody did anything wrong: we look for whatever could hurt somebody, "
            "you or others, and it is easy to overlook."
        ),
        gettext(
            "When it is changed, hand it in once more, and we read it again. "
            "If something is not clear, ask the adult who helps you."
        ),
        gettext(
            "And if something like that is happening to you or a friend, you do not have to solve "
            "it alone: the page Help says who listens."
        ),
    ]
    return unmarked("\n\n".join(parts))


def _points(case: Case, strings: Strings) -> Iterator[str]:
    for finding in case.open_findings:
        remedy = strings.gettext(finding.code.remedy)
        yield f"- {seen(finding.words)}: {remedy}"


def _lines(data: bytes) -> Sequence[str]:
    return data.decode("utf-8", "replace").splitlines()


def _difference(before: Iterable[str], now: Iterable[str]) -> Iterator[str]:
    """Yield the lines that went (-) and came (+), with a little of what is around them."""
    lines = difflib.unified_diff(list(before), list(now), n=_AROUND, lineterm="")
    for number, line in enumerate(lines):
        if number < 2:  # the names of the two files
            continue
        yield "…" if line.startswith("@@") else f"{line[:1]} {seen(line[1:])}"
