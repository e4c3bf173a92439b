"""Quizzes: what leaves a child alone, or puts one to shame, is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.content.quizzes import Quiz, quiz_in_latin
from beacon.content.records import Record
from beacon.problems import Problem, in_order
from beacon.quizzes.questions import check_feedback, check_quiz, check_same_ids
from beacon.sources import build, read_yaml

CASES = Path(__file__).resolve().parent.parent / "cases" / "quizzes"


def quiz(path: Path, problems: list[Problem] | None = None) -> Record | None:
    """Return the quiz of a file, or nothing and its problems."""
    told: list[Problem] = [] if problems is None else problems
    document = read_yaml(path, "quiz.yml", told)
    assert document is not None
    head = build(Quiz, document, told)
    return head and Record("lessons/pause/quiz", "en", "quiz", head, document)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_quiz_is_told_with_every_fault_and_its_line(case: Path) -> None:
    problems: list[Problem] = []
    record = quiz(case, problems)
    if record is not None:
        problems += [*check_quiz(record, 2), *check_feedback(record, "en")]
    lines = "".join(f"{problem}\n" for problem in in_order(problems))
    assert lines == case.with_suffix(".txt").read_text(encoding="utf-8")


def test_only_a_sensitive_topic_needs_an_answer_that_leads_to_help() -> None:
    record = quiz(CASES / "QUI003-no-help.yml")
    assert record is not None
    assert list(check_quiz(record, 1)) == []


@pytest.mark.parametrize(
    ("folder", "latin", "text", "found"),
    [
        ("en", False, "It is never your fault.", ""),
        ("en", False, "That is your own fault.", "your own fault"),
        ("sr", False, "Ниси сам крив за то.", ""),
        ("sr", False, "Нетачно.", "Нетачно"),
        ("sr", True, "Netačno.", "Netačno"),
        ("bg", False, "Вината не е твоя.", ""),
        ("bg", False, "Грешно, наивно е.", "Грешно"),
        ("hu", False, "Rossz.", ""),
    ],
)
def test_feedback_comforts_and_never_shames(
    folder: str, latin: bool, text: str, found: str
) -> None:
    record = quiz(CASES / "whole.yml")
    assert record is not None and isinstance(record.head, Quiz)
    first, *others = record.head.questions
    answer = replace(first.answers[0], feedback=text)
    question = replace(first, answers=(answer, *first.answers[1:]))
    head = replace(record.head, questions=(question, *others))
    told = [p.message for p in check_feedback(replace(record, head=head), folder, latin=latin)]
    assert told == ([f'Here stands "{found}".'] if found else [])


def test_translation_has_the_ids_and_marks_of_its_original() -> None:
    original = quiz(CASES / "whole.yml")
    other = quiz(CASES / "QUI001-no-right-answer.yml")
    assert original is not None and other is not None
    assert list(check_same_ids(original, original)) == []
    assert [str(p) for p in check_same_ids(other, original)] == [
        'quiz.yml:7: QUI002 Here is "rest", in the original "rest" (marked). Give it the same '
        "ids in the same order, with the same marks; only texts are translated."
    ]


def test_quiz_in_latin_changes_texts_and_no_ids() -> None:
    record = quiz(CASES / "whole.yml")
    assert record is not None and isinstance(record.head, Quiz)
    first = record.head.questions[0]
    serbian = replace(record.head, title="Пауза", questions=(replace(first, text="Шта помаже?"),))
    latin = quiz_in_latin(serbian)
    assert (latin.title, latin.questions[0].text) == ("Pauza", "Šta pomaže?")
    assert latin.questions[0].answers == first.answers
