"""Prose: what stands in code is no text of ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beacon.content.prose import prose_lines
from beacon.content.records import Record

ReadPage = Callable[..., Record]


def test_lines_are_numbered_as_in_the_file(page: ReadPage) -> None:
    assert list(prose_lines(page("Први ред.\n\nДруги ред.\n"))) == [
        (6, "Први ред."),
        (7, ""),
        (8, "Други ред."),
    ]


def test_lines_are_numbered_behind_longer_front_matter(page: ReadPage) -> None:
    record = page("Први ред.\n", head="layout: help\nquick_exit: true\n")
    assert list(prose_lines(record)) == [(8, "Први ред.")]


@pytest.mark.parametrize(
    "code",
    [
        "```\nкод\n```",
        "```yaml\nкод\n```",
        "~~~\nкод\n```\nкод\n~~~",
        "````\n```\nкод\n```\n````",
        "   ```\n   код\n   ```",
        "```\nкод\n``` и још код\n```",
    ],
    ids=["fence", "language", "waves", "longer", "indented-fence", "text-after"],
)
def test_blocks_of_code_are_left_out(code: str, page: ReadPage) -> None:
    lines = [text for _, text in prose_lines(page(f"Пре.\n\n{code}\n\nПосле.\n")) if text.strip()]
    assert lines == ["Пре.", "После."]


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("Пре `код` после", "Пре       после"),
        ("Пре ``код ` код`` после", "Пре               после"),
        ("`а` и `б`", "    и    "),
        ("Један ` сам", "Један ` сам"),
    ],
)
def test_spans_of_code_are_blanked(line: str, prose: str, page: ReadPage) -> None:
    assert list(prose_lines(page(f"{line}\n"))) == [(6, prose)]


def test_fence_that_is_never_closed_hides_the_rest(page: ReadPage) -> None:
    assert list(prose_lines(page("Пре.\n\n```\nкод\nкод\n"))) == [(6, "Пре."), (7, "")]
