"""Boxes: a marked paragraph that Markdown would not take for one, or not whole, is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beacon.content.boxes import INDENT, KINDS, check_boxes
from beacon.content.markdown import Converter
from beacon.content.records import Record

ReadPage = Callable[..., Record]


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        (
            "!!! safety „Титл“\n    Текст.",
            6,
            '"„Титл“" is no title in straight quotes. Write it as !!! safety "Title".',
        ),
        (
            "!!! safety «Титл»\n    Текст.",
            6,
            '"«Титл»" is no title in straight quotes. Write it as !!! safety "Title".',
        ),
        (
            "!!! safety Титл: сам\n    Текст.",
            6,
            '"Титл: сам" is no title in straight quotes. Write it as !!! safety "Title".',
        ),
        (
            '!!! safety "Титл" Текст.\n    Текст.',
            6,
            '""Титл" Текст." is no title in straight quotes. Write it as !!! safety "Title".',
        ),
        (
            '!!! warning safety "Титл"\n    Текст.',
            6,
            '"safety "Титл"" is no title in straight quotes. Write it as !!! warning "Title".',
        ),
        (
            '!!! safty "Титл"\n    Текст.',
            6,
            'No box is called "safty". Did you mean "safety"?',
        ),
        (
            '!!! опасност "Титл"\n    Текст.',
            6,
            'No box is called "опасност". The kinds are safety, warning, important, tip, note.',
        ),
        (
            '!!! "Титл"\n    Текст.',
            6,
            'No kind of box stands after "!!!", but ""Титл"". Write !!! safety "Title" on a '
            "line and indent everything below it by four spaces.",
        ),
        (
            '  !!! safety "Титл"\n    Текст.',
            6,
            '"!!!" is indented by 2 spaces. '
            "Begin the line with it; inside a list, indent it by four spaces.",
        ),
        (
            '!!! safety "Титл"\n  Текст.',
            7,
            "The line is indented by 2 spaces, so it stands outside of the box. "
            "Indent it by four spaces.",
        ),
        (
            '!!! safety "Титл"\nТекст.',
            7,
            "The line is indented by no space, so it stands outside of the box. "
            "Indent it by four spaces.",
        ),
        (
            '!!! safety "Титл"\n\nТекст.',
            8,
            "The line is indented by no space, so it stands outside of the box. "
            "Indent it by four spaces.",
        ),
        (
            '!!! safety "Титл"\n    Текст.\nДаље.',
            8,
            "The line is indented by no space, so it stands outside of the box. "
            "Indent it by four spaces, or put an empty line before it.",
        ),
        (
            '!!! safety "Титл"\n    Текст.\n\n   Даље.',
            9,
            "The line is indented by 3 spaces, so it stands outside of the box. "
            "Indent it by four spaces.",
        ),
        (
            '!!! safety "Титл"',
            6,
            "Nothing stands in the box. "
            'Write !!! safety "Title" on a line and indent everything below it by four spaces.',
        ),
        (
            '!! safety "Титл"\n    Текст.',
            6,
            '"!! safety" begins no box. Write !!! safety "Title".',
        ),
        (
            "!!!!Tip „Титл“\n    Текст.",
            6,
            '"!!!!Tip" begins no box. Write !!! tip "Title".',
        ),
        ("::: note\nТекст.\n:::", 6, '"::: note" begins no box. Write !!! note "Title".'),
        (
            '1. Једно\n\n    !!! safety "Титл"\n    Текст.',
            9,
            "The line is indented by four spaces, so it stands outside of the box. "
            "Indent it by 8 spaces.",
        ),
    ],
)
def test_paragraph_that_becomes_no_box_is_told(
    body: str, line: int, said: str, page: ReadPage
) -> None:
    found = list(map(str, check_boxes(page(f"{body}\n"))))
    assert found == [f"about/index.md:{line}: CHK012 {said}"]


@pytest.mark.parametrize(
    "body",
    [
        '!!! safety "Титл"\n    Текст.\n    Даље.\n\n    - једно\n\nНапољу.',
        '!!! Note "Титл"\n\tТекст.',
        '!!! note "Каже „да“ и "не""\n    Текст.',
        '!!! tip ""\n\n    Текст.',
        '!!! note "Титл"\n    Текст.\n## Наслов',
        '1. Једно\n\n    !!! safety "Титл"\n        Текст.\n\n    Даље.',
        '!!! note "Титл"\n    Текст.\n\n    ```\n    код\n    ```\n\nНапољу.',
        "```\n!!! safty „Титл“\n```",
        "Пази!!! Сада.\n!! Пази на ово\n!! safety first",
    ],
)
def test_paragraph_that_becomes_a_box_is_no_problem(body: str, page: ReadPage) -> None:
    assert list(map(str, check_boxes(page(f"{body}\n")))) == []
    if "```" not in body and "Пази" not in body:
        html = Converter().convert(body, lambda link: link)
        assert 'class="admonition ' in html and "!!!" not in html


def test_every_kind_becomes_a_box() -> None:
    for kind in KINDS:
        text = f'!!! {kind} "T"\n{" " * INDENT}Text.'
        assert f'<div class="admonition {kind}">' in Converter().convert(text, lambda link: link)
