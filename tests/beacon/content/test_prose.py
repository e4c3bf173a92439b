"""Prose: what stands in code is no text of ours."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from beacon.content.markdown import Converter
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


@pytest.mark.parametrize(
    "text",
    [
        "```\nред",
        "```\nред\n````",
        "~~~\nред\n ~~~",
        "~~~ Поздрав свима ~~~\nред\n~~~",
        "```реч``` и још\nред\n```",
        "- ставка\n\n    ```\n    ред\n\n    ред\n    ```",
        "- ставка\n\n    ~~~\n    ред\n    ~~~",
    ],
    ids=["open", "longer", "indented-end", "decoration", "span", "empty-line", "waves-in-list"],
)
def test_what_no_line_closes_is_shown_and_so_it_is_prose(text: str, page: ReadPage) -> None:
    record = page(f"{text}\n")
    assert "ред" in [line.strip() for _, line in prose_lines(record)]
    html = Converter().convert(record.body, lambda link: link)
    assert "ред" in re.sub(r"(?s)<code>.*?</code>", "", html)


def test_ends_of_code_are_found_in_one_go(page: ReadPage) -> None:
    fences = "".join(f"```a{number}\n" for number in range(100_000))
    assert len(list(prose_lines(page(f"{fences}~~~\n")))) == 100_001
