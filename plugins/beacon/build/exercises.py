"""Exercises: the views of quizzes and stories, and the links from a lesson to them."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.views import (
    AnswerView,
    ChoiceView,
    ExerciseLinkView,
    QuestionView,
    QuizView,
    SceneView,
    StoryView,
)
from beacon.build.wording import page_named, plain
from beacon.content.links import relative_url
from beacon.content.quizzes import Question, Quiz, quiz_in_latin
from beacon.content.stories import Story, story_in_latin
from beacon.content.translations import State
from beacon.languages.formats import alphabet
from beacon.languages.registry import Language
from beacon.patterns import regex

_BLANK = regex(r"\n\s*\n")


def quiz_view(quiz: Quiz, language: Language) -> QuizView:
    """Return the questions of a quiz, numbered, with the letters of a language for answers."""
    letters = alphabet(language) if language.script == "Cyrl" else ascii_uppercase
    return QuizView([_question(n, q, letters) for n, q in enumerate(quiz.questions, 1)])


def _question(number: int, question: Question, letters: Sequence[str]) -> QuestionView:
    reflection = question.kind == "reflection"

    def verdict(right: bool) -> str:
        return "open" if reflection else ("right" if right else "other")

    answers = [
        AnswerView(
            id=f"{question.id}-{answer.id}",
            letter=letter,
            text=answer.text,
            feedback=answer.feedback,
            verdict=verdict(answer.right),
            leads_to_help=answer.leads_to_help,
        )
        for letter, answer in zip(letters, question.answers, strict=False)
    ]
    right = [answer.letter for answer in answers if answer.verdict == "right"]
    return QuestionView(question.id, number, question.text, reflection, answers, right)


def story_view(story: Story) -> StoryView:
    """Return the scenes of a story, numbered as they are on paper."""
    numbers = {scene.id: number for number, scene in enumerate(story.scenes, 1)}
    return StoryView(
        [
            SceneView(
                anchor=f"scene-{scene.id}",
                number=numbers[scene.id],
                paragraphs=[" ".join(part.split()) for part in _BLANK.split(scene.text)],
                choices=[
                    ChoiceView(choice.text, f"#scene-{choice.to}", numbers[choice.to])
                    for choice in scene.choices
                ],
                ending=scene.ending,
                leads_to_help=scene.leads_to_help,
            )
            for scene in story.scenes
        ]
    )


def quiz_of(route: Route) -> Quiz:
    """Return the quiz of a page in the script of its place."""
    head = route.record.head
    assert isinstance(head, Quiz)
    return quiz_in_latin(head) if route.state is State.TRANSLITERATED else head


def packages_of(site: SiteLike, route: Route) -> list[tuple[str, str]]:
    """Return (version, file name) of each package of a lesson or a quiz.

    What is not translated has none: its page says so, a package could not.
    """
    kind = route.record.kind
    if "packages" not in site.features or route.state is State.FALLBACK:
        return []
    if kind == "quiz":
        return [("2.1", f"{route.record.parent.rpartition('/')[2]}-quiz-qti-2.1.zip")]
    if kind == "lesson":
        name = route.id.rpartition("/")[2]
        return [("1.3", f"{name}-1.3.imscc"), ("1.1", f"{name}-1.1.imscc")]
    return []


def exercise_of(route: Route) -> QuizView | StoryView | None:
    """Return what the page of a quiz or a story shows, in the script of its place."""
    head, latin = route.record.head, route.state is State.TRANSLITERATED
    if isinstance(head, Quiz):
        return quiz_view(quiz_of(route), route.language)
    if isinstance(head, Story):
        return story_view(story_in_latin(head) if latin else head)
    return None


def exercises_beside(site: SiteLike, route: Route, lesson: str) -> list[ExerciseLinkView]:
    """Return the quiz and the story of a lesson, where it has them; links start from a page."""
    found = []
    for kind in ("quiz", "story"):
        key = (route.language.tag, f"{lesson}/{kind}")
        if key not in site.routes:
            continue
        lang = page_named(site, route.language, key[1]).language
        title = plain(site, route.language, key[1], "title")
        said = site.described(*key)
        found.append(ExerciseLinkView(kind, title, said, relative_url(route.id, key[1]), lang))
    return found
