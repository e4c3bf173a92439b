"""Decisions of adults: what counts, how a submission stands by it, and how it is written down."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from handed_in import HEAD, Hand, Read, text

from beacon.models import validated
from beacon.problems import Problem
from beacon.submissions.record import Submission
from beacon.submissions.reviews import (
    Answer,
    Decision,
    Reviews,
    Rules,
    Standing,
    Status,
    TakenDown,
    months_after,
    read_reviews,
    reviews_file,
    standing_of,
    taken_down_file,
    usual_until,
)

ROLES = ("teacher", "school-psychologist", "centre-editor")
DAY = date(2026, 11, 26)
OTHER = "0" * 64


@pytest.fixture
def submission(hand_in: Hand, read: Read) -> Submission:
    found, problems = read(hand_in())
    assert found is not None, problems
    return found


def decision(digest: str, role: str = "teacher", on: date = DAY, **more: object) -> Decision:
    given: dict[str, object] = {"digest": digest, "decision": "approve", "role": role, "on": on}
    return validated(Decision, given | more)


def standing(
    submission: Submission | None,
    *decisions: Decision,
    sensitive: bool = True,
    as_of: date | None = DAY,
) -> Standing:
    return standing_of(submission, Reviews(decisions), Rules(ROLES, as_of, sensitive))


def status(submission: Submission | None, *decisions: Decision, **more: bool) -> Status:
    return standing(submission, *decisions, **more).status


def test_sensitive_topic_needs_two_adults_in_two_roles(submission: Submission) -> None:
    one, same = decision(submission.digest), decision(submission.digest)
    two = decision(submission.digest, "school-psychologist")
    assert status(submission) is Status.WAITING
    assert status(submission, one) is Status.NEEDS_SECOND
    assert status(submission, one, same) is Status.NEEDS_SECOND
    assert status(submission, one, two) is Status.PUBLISHED
    assert status(submission, one, sensitive=False) is Status.PUBLISHED


@pytest.mark.parametrize("role", ["peer-educator", "Teacher", "director"])
def test_role_that_is_no_reviewing_adult_does_not_count(submission: Submission, role: str) -> None:
    assert status(submission, decision(submission.digest, role), sensitive=False) is Status.WAITING


def test_any_edit_takes_a_page_back(hand_in: Hand, read: Read, submission: Submission) -> None:
    both = [decision(submission.digest, role) for role in ROLES[:2]]
    edited, _ = read(hand_in(**{"text.sr.md": text(body="Једна реч више.\n")}))
    assert edited is not None
    assert status(edited, *both) is Status.EDITED
    assert status(edited, both[0]) is Status.WAITING
    again = [decision(edited.digest, role) for role in ROLES[:2]]
    assert status(edited, *both, again[0]) is Status.NEEDS_SECOND
    assert status(edited, *both, *again) is Status.PUBLISHED
    # And put back as it was, it is what was approved.
    assert status(submission, *both, *again) is Status.PUBLISHED


def test_sending_back_undoes_the_approvals_before_it(submission: Submission) -> None:
    one, two = (decision(submission.digest, role) for role in ROLES[:2])
    back = decision(submission.digest, decision="send-back", message="Без имена, молимо.")
    assert status(submission, one, back) is Status.SENT_BACK
    assert status(submission, one, two, back) is Status.SENT_BACK
    assert status(submission, one, back, two) is Status.NEEDS_SECOND
    assert status(submission, decision(OTHER, decision="send-back")) is Status.WAITING


def test_page_stands_until_the_earliest_day_that_anybody_named(submission: Submission) -> None:
    one = decision(submission.digest, until=date(2027, 3, 1))
    two = decision(submission.digest, ROLES[1], until=date(2027, 5, 1))
    assert standing(submission, one, two).until == date(2027, 3, 1)
    last = standing(submission, one, two, as_of=date(2027, 3, 1))
    after = standing(submission, one, two, as_of=date(2027, 3, 2))
    assert (last.status, after.status) == (Status.PUBLISHED, Status.EXPIRED)
    # The text itself names 2027-06-30.
    unnamed = [decision(submission.digest, role) for role in ROLES[:2]]
    assert standing(submission, *unnamed).until == date(2027, 6, 30)


def test_no_page_stands_longer_than_two_years(hand_in: Hand, read: Read) -> None:
    far = HEAD.replace("2027-06-30", "2099-01-01")
    found, _ = read(hand_in(**{"text.sr.md": text(far)}))
    assert found is not None
    approval = decision(found.digest, until=date(2099, 1, 1))
    now = standing(found, approval, sensitive=False)
    assert now.until == date(2028, 11, 26)


def test_time_is_judged_by_the_newest_day_that_is_known(submission: Submission) -> None:
    short = decision(submission.digest, until=date(2026, 12, 1))
    late = decision(OTHER, on=date(2026, 12, 2))
    assert standing(submission, short, sensitive=False, as_of=None).status is Status.PUBLISHED
    assert standing(submission, short, late, sensitive=False, as_of=None).status is Status.EXPIRED


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 26), 12, date(2027, 11, 26)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 24, date(2028, 1, 31)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_twelve_months_are_usual_and_the_text_s_own_day_goes_before() -> None:
    assert usual_until(DAY, None) == date(2027, 11, 26)
    assert usual_until(DAY, date(2027, 6, 30)) == date(2027, 6, 30)
    assert usual_until(DAY, date(2099, 1, 1)) == date(2028, 11, 26)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    back = Decision(digest=OTHER, decision="send-back", role="teacher", on=DAY,
                    message='Драги, "молимо": без имена.\nХвала!', language="sr")  # fmt: skip
    answer = Answer(code="SAF004", words="Трг # 1", reason="Јавни трг.", role="teacher", on=DAY)
    reviews = Reviews((decision(OTHER, until=DAY), back), (answer,))
    (tmp_path / "reviews.yml").write_bytes(reviews_file(reviews))
    taken_down = TakenDown(centre="serbia", reason="privacy", role="teacher", on=DAY)
    problems: list[Problem] = []
    assert read_reviews(tmp_path, "s", problems) == reviews
    (tmp_path / "taken-down.yml").write_bytes(taken_down_file(taken_down))
    found = read_reviews(tmp_path, "s", problems)
    assert problems == []
    assert (found.decisions, found.taken_down) == (reviews.decisions, (taken_down,))
    assert found.is_taken_down


def test_every_time_that_a_page_was_taken_down_is_read_again(tmp_path: Path) -> None:
    first, second, third = (
        TakenDown(centre="serbia", reason=reason, role="teacher", on=on)
        for reason, on in (
            ("wrong", DAY), ("privacy", DAY + timedelta(1)), ("consent-withdrawn", DAY),
        )
    )  # fmt: skip
    (tmp_path / "taken-down.yml").write_bytes(taken_down_file(first, second, third))
    problems: list[Problem] = []
    assert read_reviews(tmp_path, "s", problems).taken_down == (first, second, third)
    assert problems == []


@pytest.mark.parametrize(
    "written",
    [
        "decisions: [",
        "decisions: {}\n",
        "- approve\n",
        "decisions:\n- {digest: abc, decision: approve, role: teacher, on: 2026-11-26}\n",
        "decisions:\n- approve\n",
        "decisions: []\nmore: 1\n",
        "\ufffe",
    ],
)
def test_decisions_with_any_fault_count_for_nothing(
    submission: Submission, tmp_path: Path, written: str
) -> None:
    (tmp_path / "reviews.yml").write_text(
        written, encoding="utf-16" if "\ufffe" in written else "utf-8"
    )
    problems: list[Problem] = []
    reviews = read_reviews(tmp_path, "content/submissions/x", problems)
    assert not reviews.whole
    assert "REV001" in {p.code.id for p in problems}
    assert standing_of(submission, reviews, Rules(ROLES)).status is Status.WAITING


@pytest.mark.parametrize("written", ["", "{", "reason: privacy\n"])
def test_page_is_down_as_soon_as_the_file_is_there(
    submission: Submission, tmp_path: Path, written: str
) -> None:
    (tmp_path / "taken-down.yml").write_text(written)
    reviews = read_reviews(tmp_path, "s", [])
    assert standing_of(submission, reviews, Rules(ROLES)).status is Status.TAKEN_DOWN
    assert standing_of(None, reviews, Rules(ROLES)).status is Status.TAKEN_DOWN


def test_text_that_cannot_be_read_is_a_draft() -> None:
    assert standing_of(None, Reviews(), Rules(ROLES)).status is Status.DRAFT


@pytest.mark.parametrize("on", [date(9998, 1, 1), date(9999, 12, 31)])
def test_year_that_was_mistyped_stops_nothing(submission: Submission, on: date) -> None:
    found = standing(submission, decision(submission.digest, on=on), sensitive=False)
    assert found.status is Status.EXPIRED
    assert months_after(on, 24) == date.max


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_whatever_is_called_taken_down_takes_down(hand_in: Hand, kind: str) -> None:
    folder = hand_in()
    note = folder / "taken-down.yml"
    if kind == "link":
        note.symlink_to("nowhere")
    else:
        note.mkdir()
    assert read_reviews(folder, "shown", []).is_taken_down
