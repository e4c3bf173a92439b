"""Reviews: what adults have decided of a submission, and how it stands by that."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import MAXYEAR, date
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from msgspec import Struct
from msgspec.structs import asdict, fields, replace

from beacon.models import Model, rule
from beacon.problems import N_, Code, Problem
from beacon.sources import BAD_VALUE, Document, build, read_yaml
from beacon.submissions.record import REVIEWS, TAKEN_DOWN, Submission

UNREADABLE = Code(
    "REV001",
    "The decisions of a submission cannot be read, so it is published nowhere.",
    N_("Put the file back as scripts/review.py wrote it; nothing else writes it."),
)
CODES = (UNREADABLE,)

MOST_MONTHS = 24
"""No page stands longer than this after its review; then adults read it again."""
USUAL_MONTHS = 12
SENSITIVE = 1
"""From this sensitivity of its topics on, a submission needs two adults (facts §4.2)."""

_NOTE = "# Written by scripts/review.py, and by nothing else. Decisions are only ever added.\n"


class Status(StrEnum):
    """How a submission stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    NEEDS_SECOND = "needs-second"
    SENT_BACK = "sent-back"
    PUBLISHED = "published"
    EDITED = "edited-after-review"
    EXPIRED = "expired"
    TAKEN_DOWN = "taken-down"


class Decision(Model):
    """What one adult decided of exactly the bytes with this digest.

    An approval holds until the day `until`, included; a message to the author has the
    `language` in which it was written.
    """

    digest: str = rule(pattern=r"^[0-9a-f]{64}$")
    decision: Literal["approve", "send-back"]
    role: str = rule(min_length=1)
    on: date
    until: date | None = None
    message: str = ""
    language: str = ""


class Answer(Model):
    """Why a finding is none: it is answered as long as these very words stand there."""

    code: str
    words: str
    reason: str = rule(min_length=1)
    role: str = rule(min_length=1)
    on: date


class TakenDown(Model):
    """That a page was taken down, when, and why: an id of `take-down-reasons.yml`."""

    centre: str
    reason: str
    role: str
    on: date


class _Note(TakenDown):
    again: tuple[dict[str, Any], ...] = ()


class _File(Model):
    decisions: tuple[dict[str, Any], ...] = ()
    answers: tuple[dict[str, Any], ...] = ()


class Reviews(Struct, frozen=True):
    """All decisions in the order in which they were taken, and all answers to findings.

    `whole` is false where a file has faults: nothing is published then. `taken_down` is more
    than one where a page that is down was taken down again. `is_taken_down` is true as soon as
    there is a file that says so, whatever stands in it.
    """

    decisions: tuple[Decision, ...] = ()
    answers: tuple[Answer, ...] = ()
    taken_down: tuple[TakenDown, ...] = ()
    is_taken_down: bool = False
    whole: bool = True

    @property
    def was_approved(self) -> bool:
        """Whether any adult has approved any state of it."""
        return any(d.decision == "approve" for d in self.decisions)

    @property
    def last(self) -> Decision | None:
        """The last decision, of whatever state."""
        return self.decisions[-1] if self.decisions else None

    def with_decision(self, decision: Decision) -> Reviews:
        """Return the reviews with one more decision."""
        return replace(self, decisions=(*self.decisions, decision))

    def with_answer(self, answer: Answer) -> Reviews:
        """Return the reviews with one more answer to a finding."""
        return replace(self, answers=(*self.answers, answer))


class Standing(Struct, frozen=True):
    """How a submission stands, since when, and until when its page does.

    `roles` are those whose approval counts for these bytes; `needed` is how many there must be.
    """

    status: Status
    roles: tuple[str, ...] = ()
    needed: int = 1
    reviewed_on: date | None = None
    until: date | None = None


T = TypeVar("T", bound=Model)


def read_reviews(folder: Path, shown: str, problems: list[Problem]) -> Reviews:
    """Read what was decided of the submission in `folder`; every fault is told."""
    found = Reviews()
    path = folder / REVIEWS
    if path.is_file():
        faults: list[Problem] = []
        found = _read(path, f"{shown}/{REVIEWS}", faults)
        if faults:
            problems.extend(faults)
            said = N_("The file cannot be read, so nothing that it says counts.")
            problems.append(UNREADABLE.at(f"{shown}/{REVIEWS}", None, said))
            found = Reviews(whole=False)
    note = folder / TAKEN_DOWN
    if not (note.exists() or note.is_symlink()):
        return found
    taken_down = tuple(_taken_down(note, f"{shown}/{TAKEN_DOWN}", problems))
    return replace(found, taken_down=taken_down, is_taken_down=True)


def _taken_down(path: Path, shown: str, problems: list[Problem]) -> Iterator[TakenDown]:
    """Yield each time that a page was taken down, the first one first."""
    if not path.is_file():  # a folder, or a link that leads nowhere, takes it down as well
        problems.append(UNREADABLE.at(shown, None, N_("This is no file."), N_("Take it out.")))
        return
    document = read_yaml(path, shown, problems)
    if document is None or document.data is None:  # an empty file takes it down as well
        return
    note = build(_Note, document, problems)
    if note is not None:
        yield TakenDown(centre=note.centre, reason=note.reason, role=note.role, on=note.on)
        yield from _entries(document, "again", TakenDown, problems)


def _read(path: Path, shown: str, faults: list[Problem]) -> Reviews:
    document = read_yaml(path, shown, faults)
    if document is None or build(_File, document, faults) is None:
        return Reviews()
    decisions = tuple(_entries(document, "decisions", Decision, faults))
    return Reviews(decisions, tuple(_entries(document, "answers", Answer, faults)))


def _entries(document: Document, key: str, model: type[T], faults: list[Problem]) -> Iterator[T]:
    for index in range(len(document.data.get(key) or ())):
        entry = build(model, document, faults, at=(key, index))
        if entry is not None:
            yield entry
        elif not faults:
            faults.append(
                BAD_VALUE.at(
                    document.path, document.line((key, index)), N_("The entry cannot be read.")
                )
            )


def reviews_file(reviews: Reviews) -> bytes:
    """Return `reviews.yml` as it is written."""
    data = {
        "decisions": [_plain(decision) for decision in reviews.decisions],
        "answers": [_plain(answer) for answer in reviews.answers],
    }
    return (_NOTE + _yaml(data)).encode()


def taken_down_file(first: TakenDown, *again: TakenDown) -> bytes:
    """Return `taken-down.yml` as it is written: what took the page down, and what came after."""
    more = {"again": [_plain(note) for note in again]} if again else {}
    return _yaml(_plain(first) | more).encode()


def _plain(record: Model) -> dict[str, Any]:
    """Return what was said in a record, without what holds where nothing is said."""
    given = asdict(record)
    unsaid = {field.name: field.default for field in fields(record)}
    return {key: value for key, value in given.items() if value not in (None, unsaid[key])}


class _Writer(yaml.SafeDumper):
    """Writes every value out, because anchors and aliases are not read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=1000)


class Rules(Struct, frozen=True):
    """By what decisions count: the roles of adults, and the day by which it is judged.

    Without a day, the last decision is the newest that is known.
    """

    roles: Collection[str]
    as_of: date | None = None
    sensitive: bool = True

    @property
    def needed(self) -> int:
        """How many adults, each in another role, must have approved."""
        return 2 if self.sensitive else 1


def standing_of(submission: Submission | None, reviews: Reviews, rules: Rules) -> Standing:
    """Return how a submission stands; one whose texts have faults is None, and a draft."""
    if reviews.is_taken_down:
        return Standing(Status.TAKEN_DOWN, needed=rules.needed)
    if submission is None:
        return Standing(Status.DRAFT, needed=rules.needed)
    approvals = _approvals(reviews.decisions, submission.digest, rules.roles)
    if approvals is None:
        return Standing(Status.SENT_BACK, needed=rules.needed)
    standing = Standing(_unapproved(submission, reviews, rules), tuple(approvals), rules.needed)
    if len(approvals) < rules.needed or not reviews.whole:
        return standing
    until = min(_until(approval, submission.head.expires) for approval in approvals.values())
    reviewed_on = max(approval.on for approval in approvals.values())
    today = max(filter(None, (rules.as_of, *(d.on for d in reviews.decisions))))
    status = Status.EXPIRED if today > until else Status.PUBLISHED
    return replace(standing, status=status, reviewed_on=reviewed_on, until=until)


def _approvals(
    decisions: Collection[Decision], digest: str, roles: Collection[str]
) -> dict[str, Decision] | None:
    """Return the approvals of these bytes that count, by role; None where they were sent back."""
    found: dict[str, Decision] | None = {}
    for decision in decisions:
        if decision.digest != digest:
            continue
        if decision.decision == "send-back":
            found = None
        elif decision.role in roles:
            found = {**(found or {}), decision.role: decision}
    return found


def _unapproved(submission: Submission, reviews: Reviews, rules: Rules) -> Status:
    """Return how bytes stand that not enough adults have approved."""
    if _approvals(reviews.decisions, submission.digest, rules.roles):
        return Status.NEEDS_SECOND
    others = {d.digest for d in reviews.decisions} - {submission.digest}
    approved = (_approvals(reviews.decisions, digest, rules.roles) for digest in others)
    was_published = any(len(approvals or ()) >= rules.needed for approvals in approved)
    return Status.EDITED if was_published else Status.WAITING


def _until(approval: Decision, expires: date | None) -> date:
    """Return the last day on which an approval holds, whatever a text or a file may say."""
    last = months_after(approval.on, MOST_MONTHS)
    return min(filter(None, (last, approval.until, expires)))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:  # somebody mistyped the year; no calendar goes further
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def usual_until(on: date, expires: date | None) -> date:
    """Return until when an approval of that day holds where nobody says otherwise."""
    usual = months_after(on, MOST_MONTHS if expires else USUAL_MONTHS)
    return min(filter(None, (usual, expires)))
