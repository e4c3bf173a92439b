"""Questions: what a quiz needs so that every answer leads on and none puts a child to shame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from beacon.content.quizzes import Quiz
from beacon.content.records import Record
from beacon.content.stories import Story
from beacon.languages.latin import to_latin
from beacon.problems import Code, Problem, how_many
from beacon.sources import TWICE, Location

RIGHT = Code(
    "QUI001",
    "A question has no right answer, or one whose answers are all fine names a right one.",
    'Mark an answer with "right: true", or make it "kind: reflection" and mark none.',
)
OTHER_IDS = Code(
    "QUI002",
    "A translated quiz or story does not have the questions, answers or scenes of its original.",
    "Give it the same ids in the same order, with the same marks; only texts are translated.",
)
NO_HELP = Code(
    "QUI003",
    "A quiz on a sensitive topic has no answer that leads to help.",
    'Mark an answer that hints at harm with "leads_to_help: true".',
)
SHAMING = Code(
    "QUI004",
    "Feedback puts the reader to shame or says no more than that the answer is wrong.",
    "Say what is good to know, kindly; a child who has done this very thing reads it too.",
)
NO_LESSON = Code(
    "QUI005", "A quiz or a story stands beside no lesson.", "Put it into the folder of its lesson."
)
CODES = (RIGHT, OTHER_IDS, NO_HELP, SHAMING, NO_LESSON)

# By language folder: what makes a child feel stupid or guilty.
_SHAMING: dict[str, tuple[str, ...]] = {
    "en": (
        r"wrong\b", r"stupid\w*", r"silly", r"foolish\w*", r"naive", r"your (?:own )?fault",
        r"you should have known", r"shame on",
    ),
    "sr": (
        r"погрешно\b", r"нетачно\b", r"глуп\w*", r"наивн\w*", r"сам\w? (?:си )?крив\w*",
        r"требало је да знаш", r"срам\w*",
    ),
    "bg": (
        r"грешно\b", r"невярно\b", r"глупав\w*", r"наивн\w*", r"сам\w? си (?:си )?винов\w*",
        r"трябваше да знаеш", r"срам\w*",
    ),
}  # fmt: skip
# The sentence that every child should hear is no shaming: "it is not your fault".
_COMFORT = {
    "en": r"(?:not|never|isn't|nothing)\s+(?:\w+\s+){0,2}",
    "sr": r"(?:није|нисмо|ниси|ниј\w+|нема|не)\s+(?:\w+\s+){0,2}",
    "bg": r"(?:не|няма|никога)\s+(?:\w+\s+){0,2}",
}


def check_quiz(record: Record, sensitivity: int) -> Iterator[Problem]:
    """Tell what is wrong with a quiz in itself; `sensitivity` is that of its lesson, 0 to 2."""
    quiz = record.head
    assert isinstance(quiz, Quiz)
    yield from twice(record, "questions", [question.id for question in quiz.questions])
    for number, question in enumerate(quiz.questions):
        here: Location = ("questions", number)
        line = record.document.line(here)
        ids = [answer.id for answer in question.answers]
        yield from twice(record, (*here, "answers"), ids)
        right = sum(answer.right for answer in question.answers)
        if (question.kind == "choice") != (right > 0):
            has = how_many(right, "right answer")
            said = f'The question "{question.id}" ({question.kind}) has {has}.'
            yield RIGHT.at(record.path, line, said)
        if question.kind == "choice" and right == len(ids):
            said = f'All answers to "{question.id}" are right.'
            yield RIGHT.at(record.path, line, said)
    answers = [answer for question in quiz.questions for answer in question.answers]
    if sensitivity == 2 and not any(answer.leads_to_help for answer in answers):
        said = "The topic is sensitive, and no answer leads to help."
        yield NO_HELP.at(record.path, record.document.line(("questions",)), said)


def check_feedback(record: Record, folder: str, *, latin: bool = False) -> Iterator[Problem]:
    """Tell words in feedback that put to shame; `folder` is that of the language."""
    quiz = record.head
    pattern = _shaming(folder, latin)
    if pattern is None or not isinstance(quiz, Quiz):
        return
    for number, question in enumerate(quiz.questions):
        for place, answer in enumerate(question.answers):
            matches = pattern.finditer(answer.feedback)
            match = next((found for found in matches if found.group("word")), None)
            if match:
                where = ("questions", number, "answers", place, "feedback")
                line = record.document.line(where)
                yield SHAMING.at(record.path, line, f'Here stands "{match.group("word")}".')


@lru_cache(maxsize=8)
def _shaming(folder: str, latin: bool) -> re.Pattern[str] | None:
    if folder not in _SHAMING:
        return None
    script = to_latin if latin else str
    words = "|".join(script(word) for word in _SHAMING[folder])
    comfort = script(_COMFORT[folder])
    return re.compile(rf"(?:\b{comfort}(?:{words}))|\b(?P<word>{words})", re.IGNORECASE)


def check_same_ids(record: Record, original: Record) -> Iterator[Problem]:
    """Tell whether a translation that says it fits its original has other ids or marks."""
    mine, theirs = _marks(record.head), _marks(original.head)
    for one, other in zip(mine, theirs, strict=False):
        if one[1:] != other[1:]:
            line = record.document.line(one[0])
            said = f"Here is {_named(one[1:])}, in the original {_named(other[1:])}."
            yield OTHER_IDS.at(record.path, line, said)
            return
    if len(mine) != len(theirs):
        said = f"It has {how_many(len(mine), 'part')}, its original {len(theirs)}."
        yield OTHER_IDS.at(record.path, 1, said)


def _marks(head: object) -> list[tuple[Location, str, str, bool, bool]]:
    """Return (place, id, kind or target, right or end, leads to help) of every part."""
    found: list[tuple[Location, str, str, bool, bool]] = []
    if isinstance(head, Quiz):
        for n, question in enumerate(head.questions):
            found.append((("questions", n), question.id, question.kind, False, False))
            for m, answer in enumerate(question.answers):
                where = ("questions", n, "answers", m)
                found.append((where, answer.id, "", answer.right, answer.leads_to_help))
    elif isinstance(head, Story):
        for n, scene in enumerate(head.scenes):
            end = bool(scene.ending)
            found.append((("scenes", n), scene.id, "", end, scene.leads_to_help))
            for m, choice in enumerate(scene.choices):
                found.append((("scenes", n, "choices", m), choice.to, "choice", False, False))
    return found


def _named(mark: tuple[str, str, bool, bool]) -> str:
    name, kind, first, helps = mark
    more = [word for word, on in ((kind, bool(kind)), ("marked", first), ("help", helps)) if on]
    return f'"{name}"' + (f" ({', '.join(more)})" if more else "")


def twice(record: Record, at: str | Location, ids: Iterable[str]) -> Iterator[Problem]:
    """Tell ids of a list that stand there twice, with their lines."""
    where: Location = (at,) if isinstance(at, str) else at
    seen: set[str] = set()
    for number, name in enumerate(ids):
        if name in seen:
            line = record.document.line((*where, number, "id"))
            yield TWICE.at(record.path, line, f'The id "{name}" stands there twice.')
        seen.add(name)
