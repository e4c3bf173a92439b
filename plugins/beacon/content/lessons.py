"""Lessons: the front matter and anatomy of a lesson plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from beacon.content.prose import outside_fences, prose_lines
from beacon.content.records import Head, Record
from beacon.content.vocabulary import Vocabulary
from beacon.models import Model, checks_all, rule
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, how_many

MINUTES = Code(
    "LES001",
    "The minutes of the steps do not add up to the minutes of the lesson.",
    "Correct a step or the total.",
)
MISSING_PART = Code(
    "LES002",
    "A part of the lesson plan is missing.",
    'Add the heading with its id, such as "## Debrief {#debrief}".',
)
STEP_WITHOUT_TIME = Code(
    "LES003",
    "A step does not say how long it takes or how pupils work.",
    'Write it behind the heading: "{#step-1 minutes=5 form=class}".',
)
STARTERS = Code(
    "LES004",
    "The parents' note needs exactly five conversation starters as a numbered list.",
    "Add or take out a starter.",
)
NO_WARNING = Code(
    "LES005",
    "A lesson on a sensitive topic has no content warning.",
    'Add "content_warning:" to the front matter: what follows, for whom, where help is.',
)
EMPTY_PART = Code(
    "LES006",
    "A part of the lesson plan has a heading and no text.",
    "Write it, however short: a teacher has to know what to do.",
    Severity.WARNING,
)
ONE_SIDED = Code(
    "LES007",
    "What is good and what is a risk are not in balance.",
    "Give each side a paragraph of its own, the good one first, of about the same length.",
    Severity.WARNING,
)
STEP_WITHOUT_ID = Code(
    "LES008",
    "A step has no id: nothing could lead to it, and a kit would not find its text.",
    'Write it before the minutes: "{#step-1 minutes=5 form=class}".',
)
CODES = (
    MINUTES, MISSING_PART, STEP_WITHOUT_TIME, STARTERS, NO_WARNING, EMPTY_PART, ONE_SIDED,
    STEP_WITHOUT_ID,
)  # fmt: skip

PARTS = (
    "good-and-bad", "steps", "debrief", "exit-check", "take-home", "parents", "adaptations",
    "low-tech", "inclusion",
)  # fmt: skip
_BELOW_ANOTHER = frozenset({"low-tech", "inclusion"})
"""Parts of `adaptations`, which would be empty if they stood beside it."""
_LIGHTEST = 0.2
"""The part of the words about good sides and risks that the shorter side has at least."""
FORMS = ("class", "pairs", "groups", "individual")
_HEADING = regex(r"^(#{2,4})[ \t]")
_MARKS = regex(r"[*_`]")
_STARTER = regex(r"^\d+[.)]\s")


class GroupSize(Model):
    """How many pupils a lesson suits."""

    min: int = rule(ge=1)
    max: int = rule(le=500)

    @checks_all
    def _in_order(self) -> None:
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is above max ({self.max})")


class Change(Model):
    """What a teacher who knows a lesson has to know of its new version, the newest first."""

    date: date
    version: str = ""
    text: str = rule(min_length=1, max_length=300)


class Lesson(Head):
    """The front matter of a lesson; `minutes` is its whole length, ages are whole years."""

    topics: tuple[str, ...] = rule(min_length=1)
    audiences: tuple[str, ...] = rule(min_length=1)
    stages: tuple[str, ...] = ()
    age_min: int = rule(ge=3, le=99)
    age_max: int = rule(ge=3, le=99)
    minutes: int = rule(ge=5, le=480)
    group_size: GroupSize | None = None
    competences: tuple[str, ...] = ()
    objectives: tuple[str, ...] = rule(min_length=2, max_length=4)
    key_words: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    preparation: tuple[str, ...] = ()
    content_warning: str = ""
    safeguarding: str = rule(min_length=1)
    licence: str
    authors: tuple[str, ...] = rule(min_length=1)
    version: str
    reviewed_on: date | None
    changes: tuple[Change, ...] = ()

    @checks_all
    def _ages_in_order(self) -> None:
        if self.age_min > self.age_max:
            raise ValueError(f"age_min ({self.age_min}) is above age_max ({self.age_max})")


def is_for_adults(lesson: Lesson, vocabulary: Vocabulary) -> bool:
    """Tell a lesson that no children sit in: an evening for parents, a training.

    Which audiences are adults the vocabulary says; any other may hold children.
    """
    adults = {key for key, audience in vocabulary.audiences.items() if audience.adults}
    return bool(lesson.audiences) and adults.issuperset(lesson.audiences)


class Step(Struct, frozen=True):
    """One step of a lesson as its heading gives it; `line` counts from 1 in the file.

    `id` is that of its heading, and empty where it has none; `title` is without marks. `lang` is
    the language that its heading says it has.
    """

    id: str
    title: str
    minutes: int
    form: Literal["class", "pairs", "groups", "individual"]
    line: int
    lang: str = ""


class _Heading(Struct, frozen=True):
    level: int
    title: str
    id: str
    attributes: dict[str, str]
    line: int


def steps(record: Record) -> list[Step]:
    """Return the steps of a lesson whose headings give minutes and form."""
    lines = _heading_lines(record)
    return _timed(_headings((number, line) for number, line in lines if "minutes=" in line))


def _timed(headings: Iterable[_Heading]) -> list[Step]:
    found = []
    for heading in headings:
        minutes, form = heading.attributes.get("minutes", ""), heading.attributes.get("form", "")
        if heading.level == 3 and minutes.isdigit() and form in FORMS:
            lang = heading.attributes.get("lang", "").strip("\"'")
            named = (heading.id, _plain(heading.title), int(minutes))
            found.append(Step(*named, form, heading.line, lang))  # type: ignore[arg-type]
    return found


def check_anatomy(
    record: Record, sensitivity: int, lines: Iterable[tuple[int, str]] | None = None
) -> Iterator[Problem]:
    """Tell what is missing from the plan of one lesson (facts §3.4).

    `sensitivity` is the highest of its topics, 0 to 2; `lines` are those of its prose,
    where they are known already.
    """
    lesson = record.head
    assert isinstance(lesson, Lesson)
    prose = prose_lines(record) if lines is None else lines
    headings = list(_headings((n, line) for n, line in prose if line[:1] == "#"))
    ids = {heading.id: heading for heading in headings}
    plan = _Plan(headings, record.document.body_line, record.body.splitlines())
    for part in PARTS:
        if part not in ids:
            said = f'The part "{part}" is missing.'
            level = "###" if part in _BELOW_ANOTHER else "##"
            remedy = f'Add its heading with this id: "{level} … {{#{part}}}".'
            yield MISSING_PART.at(record.path, None, said, remedy)
        elif not plan.text_of(ids[part]):
            yield EMPTY_PART.at(record.path, ids[part].line, f'The part "{part}" is empty.')
    if {"good-and-bad", "steps"} <= ids.keys():  # the one ends where the other begins
        yield from _check_balance(record, ids["good-and-bad"], plan)
    yield from _check_steps(record, lesson, headings)
    if "parents" in ids:
        starters = _starters(record, ids["parents"].line)
        if starters != 5:
            said = f"The parents' note has {how_many(starters, 'numbered starter')}."
            yield STARTERS.at(record.path, ids["parents"].line, said)
    if sensitivity == 2 and not lesson.content_warning:
        yield NO_WARNING.at(record.path, 1, "The topic is sensitive, and no warning stands first.")


class _Plan(Struct, frozen=True):
    """The headings and the lines of a lesson, of which the first has the number `first`."""

    headings: list[_Heading]
    first: int
    lines: list[str]

    def text_of(self, part: _Heading) -> str:
        """Return the text of a part with that of the parts below it."""
        after = (h.line for h in self.headings if h.line > part.line and h.level <= part.level)
        end = next(after, self.first + len(self.lines))
        return "\n".join(self.lines[part.line - self.first + 1 : end - self.first]).strip()


def _check_balance(record: Record, part: _Heading, plan: _Plan) -> Iterator[Problem]:
    """Tell a lesson that speaks of one side alone: the first paragraph is about what is good."""
    good, _, risks = plan.text_of(part).partition("\n\n")
    counts = (len(good.split()), len(risks.split()))
    if good and min(counts) < _LIGHTEST * sum(counts):
        said = f"The good sides have {how_many(counts[0], 'word')}, the risks {counts[1]}."
        yield ONE_SIDED.at(record.path, part.line, said)


def _check_steps(record: Record, lesson: Lesson, headings: list[_Heading]) -> Iterator[Problem]:
    timed = _timed(headings)
    lines = {step.line for step in timed}
    for heading in headings:
        if heading.level == 3 and heading.id.startswith("step-") and heading.line not in lines:
            said = f'The step "{heading.title}" lacks minutes or form ({", ".join(FORMS)}).'
            yield STEP_WITHOUT_TIME.at(record.path, heading.line, said)
    for step in timed:
        if not step.id:
            said = f'The step "{step.title}" has no id.'
            yield STEP_WITHOUT_ID.at(record.path, step.line, said)
    total = sum(step.minutes for step in timed)
    if total != lesson.minutes:
        sums = " + ".join(str(step.minutes) for step in timed) or "nothing"
        taken = how_many(total, "minute")
        said = f"The steps take {sums} = {taken}, the lesson says {lesson.minutes}."
        yield MINUTES.at(record.path, record.document.line(("minutes",)), said)


def _starters(record: Record, heading_line: int) -> int:
    count = 0
    lines = record.body.splitlines()[heading_line - record.document.body_line + 1 :]
    for line in lines:
        if line.startswith("## "):
            break
        count += bool(_STARTER.match(line))
    return count


def _heading_lines(record: Record) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in outside_fences(record) if line[:1] == "#")


def _plain(title: str) -> str:
    return _MARKS.sub("", title)


def _headings(lines: Iterable[tuple[int, str]]) -> Iterator[_Heading]:
    for number, line in lines:
        match = _HEADING.match(line)
        title, brace, attributes_text = line.rstrip().rpartition("{")
        if not match or not brace or not attributes_text.endswith("}"):
            continue
        words = attributes_text.removesuffix("}").removeprefix(":").split()
        attributes = dict(word.split("=", 1) for word in words if "=" in word)
        anchor = next((word[1:] for word in words if word.startswith("#")), "")
        name = title.lstrip("#").strip()
        yield _Heading(len(match.group(1)), name, anchor, attributes, number)
