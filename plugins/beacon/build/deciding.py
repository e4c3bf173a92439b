"""Deciding: what an adult may decide of a submission, and how that is written beside its texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from beacon.build.handed_in import CANNOT_BE_READ, Case, cannot_be_read
from beacon.content.vocabulary import Term
from beacon.files import digest, write_together
from beacon.languages.formats import format_date
from beacon.languages.registry import Language
from beacon.languages.strings import Strings
from beacon.problems import N_, Problem, in_order, seen
from beacon.submissions.findings import Finding, Weight
from beacon.submissions.record import REVIEWED, REVIEWS, SHORT, TAKEN_DOWN, Submission
from beacon.submissions.record import digest as digest_of
from beacon.submissions.reviews import (
    MOST_MONTHS,
    Answer,
    Decision,
    Reviews,
    Status,
    TakenDown,
    months_after,
    read_reviews,
    reviews_file,
    taken_down_file,
    usual_until,
)

PICTURES = "pictures.txt"
"""What is kept of pictures that were reviewed: their names with the digests of their bytes."""
_CHANGED = N_("Somebody has changed it since you read it. Look at it once more.")


class Refused(Exception):
    """A decision that cannot be taken, with everything that stands in its way."""

    def __init__(self, *told: str) -> None:
        self.told = told
        super().__init__("\n".join(told))


class Decider(Struct, frozen=True):
    """An adult at the desk of a centre: the role, the day, and the words to speak in."""

    centre: str
    role: str
    roles: Mapping[str, Term]
    reasons: Mapping[str, Term]
    today: date
    language: Language
    strings: Strings

    def approve(self, case: Case, *, until: date | None = None, version: str = "") -> date:
        """Approve what was handed in as it is now; return until when that holds.

        A `version`, as it is shown, makes sure that nobody has edited it meanwhile.
        """
        submission = self._ready(case)
        self._same(submission, version)
        self._refuse(self._in_the_way(case))
        if self.role in case.standing.roles:
            raise Refused(self.gettext(
                "You have approved this version already, in this role. "
                "Another adult, in another role, decides next."
            ))  # fmt: skip
        last = self._last_day(submission, until)
        decision = Decision(
            digest=submission.digest, decision="approve", role=self.role, on=self.today, until=last
        )
        self._write(case, submission, case.reviews.with_decision(decision))
        return last

    def send_back(self, case: Case, message: str, language: str) -> None:
        """Send a submission back to its author with a message in a language folder."""
        submission = self._ready(case)
        self._same(submission)
        decision = Decision(
            digest=submission.digest, decision="send-back", role=self.role, on=self.today,
            message=message, language=language,
        )  # fmt: skip
        self._write(case, submission, case.reviews.with_decision(decision))

    def answer(self, case: Case, code: str, words: str, reason: str) -> Finding:
        """Record why a finding is a false alarm. Without `words`, it must be the only one."""
        submission = self._ready(case)
        if not reason.strip():
            raise Refused(self.gettext("Say in a sentence why this is no danger."))
        found = self._meant(case, code.upper(), words)
        answer = Answer(
            code=found.code.id, words=found.words, reason=seen(reason.strip()), role=self.role,
            on=self.today,
        )  # fmt: skip
        self._write(case, submission, case.reviews.with_answer(answer), read=False)
        return found

    def take_down(self, case: Case, reason: str, *, erase: bool = False) -> None:
        """Take a page down; with `erase`, its texts and pictures are removed as well.

        What decisions and answers quote of it goes too; who decided what, and when, stays. So
        do the earlier reasons where the page was taken down before.
        """
        self._known()
        decided = self._decided(case, erase=erase)
        if reason not in self.reasons:
            told = self.gettext("Name the reason by one of these words: %(words)s.",
                            words=", ".join(self.reasons))  # fmt: skip
            raise Refused(told)
        note = TakenDown(centre=self.centre, reason=reason, role=self.role, on=self.today)
        files = {case.folder / TAKEN_DOWN: taken_down_file(*decided.taken_down, note)}
        if erase and (case.folder / REVIEWS).exists():
            bare = tuple(replace(d, message="", language="") for d in decided.decisions)
            files[case.folder / REVIEWS] = reviews_file(Reviews(bare))
        write_together(files)
        for path in sorted(case.folder.iterdir()) if erase else ():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in (TAKEN_DOWN, REVIEWS):
                path.unlink()

    def gettext(self, text: str, **values: Any) -> str:
        """Return a message in the language of the desk."""
        return self.strings.gettext(text, **values)

    def day(self, day: date) -> str:
        """Return a day as people write it."""
        return format_date(day, self.language, "sentence")

    def _known(self) -> None:
        if self.role not in self.roles:
            told = self.gettext("Name your role by one of these words: %(words)s.",
                            words=", ".join(self.roles))  # fmt: skip
            raise Refused(told)

    def _ready(self, case: Case) -> Submission:
        """Return the submission if anything can be decided of it at all."""
        self._known()
        if case.standing.status is Status.TAKEN_DOWN:
            raise Refused(self.gettext("This page was taken down; nothing more is decided of it."))
        if case.submission is None or not case.reviews.whole:
            told = map(self.strings.problem, case.problems)
            raise Refused(self.gettext("It cannot be read yet. Please mend this first:"), *told)
        return case.submission

    def _same(self, submission: Submission, version: str = "") -> None:
        """Refuse what is no longer as it was read: its text would be kept as one that was."""
        now = digest_of(submission.folder)
        if now != submission.digest or (version and not now.startswith(version)):
            raise Refused(self.gettext(_CHANGED))

    def _decided(self, case: Case, *, erase: bool = True) -> Reviews:
        """Return what was decided until now; refuse where it would be lost by what is written.

        Between reading a page and deciding of it somebody may have edited a file by hand, or
        brought in one that two adults have changed.
        """
        problems: list[Problem] = []
        try:
            decided = read_reviews(case.folder, case.shown, problems)
        except OSError as error:
            decided = Reviews()
            problems = [CANNOT_BE_READ.at(case.shown, None, cannot_be_read(error))]
        kept = f"{case.shown}/{REVIEWS}"
        told = [problem for problem in in_order(problems) if erase or problem.path != kept]
        if told:
            first = self.gettext(
                "Nothing was written: what was decided before cannot be read, and would be lost. "
                "Please mend this first:"
            )
            raise Refused(first, *map(self.strings.problem, told))
        return decided

    def _in_the_way(self, case: Case) -> Iterable[str]:
        yield from map(self.strings.problem, case.faults)
        for finding in case.open_findings:
            yield "\n".join(map(seen, finding.told(self.strings).split("\n")))

    def _refuse(self, in_the_way: Iterable[str]) -> None:
        told = tuple(in_the_way)
        if told:
            raise Refused(
                self.gettext("It cannot be approved as long as this stands there:"), *told
            )

    def _last_day(self, submission: Submission, until: date | None) -> date:
        expires = submission.head.expires
        latest = months_after(self.today, MOST_MONTHS)
        last = until or usual_until(self.today, expires)
        if last < self.today:
            raise Refused(
                self.gettext(
                    "The last day of the page, %(day)s, is over. Ask the authors for a new one.",
                    day=self.day(last),
                )
            )
        most = min(latest, expires or latest)
        if last > most:
            raise Refused(
                self.gettext(
                    "The page can stand until %(day)s at most: name an earlier day.",
                    day=self.day(most),
                )
            )
        return last

    def _meant(self, case: Case, code: str, words: str) -> Finding:
        """Return the finding that is meant, if it is one that can be answered."""
        findings = case.handed.findings
        found = {f.words: f for f in findings if f.code.id == code and words in ("", f.words)}
        if not findings:
            raise Refused(self.gettext("Nothing was found in it, so there is nothing to answer."))
        if len(found) != 1:
            told = self.gettext("Name a finding by its code and the words as they stand there:")
            raise Refused(told, *(f'{f.code.id} "{seen(f.words)}"' for f in findings))
        finding = next(iter(found.values()))
        unseen = seen(finding.words) != finding.words or not finding.words.isprintable()
        if finding.weight is Weight.MEND or unseen:  # what nobody sees, nobody can answer for
            remedy = self.gettext(finding.code.remedy)
            raise Refused(
                self.gettext(
                    "This cannot be answered, it has to be mended: %(remedy)s", remedy=remedy
                )
            )
        return finding

    def _write(
        self, case: Case, submission: Submission, reviews: Reviews, *, read: bool = True
    ) -> None:
        """Write decisions, and keep what was read for the next comparison, all or nothing."""
        if self._decided(case) != case.reviews:  # else the decision of somebody else would be gone
            raise Refused(self.gettext(_CHANGED))
        files = {case.folder / REVIEWS: reviews_file(reviews)}
        kept = case.folder / REVIEWED
        if read:
            files |= {kept / name: data for name, data in as_reviewed(submission).items()}
        write_together(files)
        for path in sorted(kept.glob("*")) if read else ():
            if path not in files:
                path.unlink()


def as_reviewed(submission: Submission) -> dict[str, bytes]:
    """Return what is kept of a submission once an adult has read it: texts, and digests."""
    texts = sorted(submission.folder.glob("text.*.md"))
    kept = {path.name: path.read_bytes() for path in texts}
    pictures = submission.folder / "pictures"
    digests = (f"{name} {_digest_of(pictures / name)}\n" for name in submission.pictures)
    return {**kept, PICTURES: "".join(digests).encode()}


def _digest_of(path: Path) -> str:
    return digest(path.read_bytes(), SHORT)
