"""Quizzes: the record of questions beside a lesson, with feedback to every answer."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from beacon.content.records import Head
from beacon.languages.latin import to_latin
from beacon.models import Model, rule

NAME = "quiz.yml"
"""The name of a quiz's file in the folder of its lesson."""

ID = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
"""Ids of questions, answers and scenes: they are anchors, and the same in every language."""


class Answer(Model):
    """An answer with what a reader is told who chooses it.

    `leads_to_help` is for an answer that hints at harm: help stands right below its feedback.
    """

    id: str = rule(pattern=ID)
    text: str = rule(min_length=1, max_length=300)
    right: bool = False
    feedback: str = rule(min_length=1, max_length=600)
    leads_to_help: bool = False


class Question(Model):
    """A question; a `reflection` has no right answers, because every one of them is fine."""

    id: str = rule(pattern=ID)
    text: str = rule(min_length=1, max_length=600)
    kind: Literal["choice", "reflection"] = "choice"
    answers: tuple[Answer, ...] = rule(min_length=2, max_length=6)


class Quiz(Head):
    """A quiz; its topics, ages, licence and authors are those of its lesson."""

    needs: str = "quizzes"
    questions: tuple[Question, ...] = rule(min_length=1, max_length=20)


def quiz_in_latin(quiz: Quiz) -> Quiz:
    """Return a Serbian quiz written in Latin letters; ids stay as they are."""
    return replace(
        quiz,
        title=to_latin(quiz.title),
        description=to_latin(quiz.description),
        questions=tuple(_question_in_latin(question) for question in quiz.questions),
    )


def _question_in_latin(question: Question) -> Question:
    answers = tuple(
        replace(answer, text=to_latin(answer.text), feedback=to_latin(answer.feedback))
        for answer in question.answers
    )
    return replace(question, text=to_latin(question.text), answers=answers)
