"""Quizzes: the record of questions beside a lesson, with feedback to every answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from beacon.content.records import Head, Strict
from beacon.languages.latin import to_latin

NAME = "quiz.yml"
"""The name of a quiz's file in the folder of its lesson."""

ID = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
"""Ids of questions, answers and scenes: they are anchors, and the same in every language."""


class Answer(Strict):
    """An answer with what a reader is told who chooses it.

    `leads_to_help` is for an answer that hints at harm: help stands right below its feedback.
    """

    id: str = Field(pattern=ID)
    text: str = Field(min_length=1, max_length=300)
    right: bool = False
    feedback: str = Field(min_length=1, max_length=600)
    leads_to_help: bool = False


class Question(Strict):
    """A question; a `reflection` has no right answers, because every one of them is fine."""

    id: str = Field(pattern=ID)
    text: str = Field(min_length=1, max_length=600)
    kind: Literal["choice", "reflection"] = "choice"
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=6)


class Quiz(Head):
    """A quiz; its topics, ages, licence and authors are those of its lesson."""

    needs: str = "quizzes"
    questions: tuple[Question, ...] = Field(min_length=1, max_length=20)


def quiz_in_latin(quiz: Quiz) -> Quiz:
    """Return a Serbian quiz written in Latin letters; ids stay as they are."""
    return quiz.model_copy(
        update={
            "title": to_latin(quiz.title),
            "description": to_latin(quiz.description),
            "questions": tuple(_question_in_latin(question) for question in quiz.questions),
        }
    )


def _question_in_latin(question: Question) -> Question:
    answers = tuple(
        answer.model_copy(
            update={"text": to_latin(answer.text), "feedback": to_latin(answer.feedback)}
        )
        for answer in question.answers
    )
    return question.model_copy(update={"text": to_latin(question.text), "answers": answers})
