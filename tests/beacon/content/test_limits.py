"""Limits: what a Markdown reader would choke on is told before it is read."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from beacon.content.limits import check_limits
from beacon.content.markdown import Converter
from beacon.content.records import Record

ReadPage = Callable[..., Record]


def told(record: Record) -> list[tuple[str, int | None]]:
    """Return code and line of what is told of the limits of a record."""
    return [(problem.code.id, problem.line) for problem in check_limits(record)]


@pytest.mark.parametrize(
    "body",
    [
        "*a **b " * 5000,
        "*" * 40_000,
        "[" * 40_000,
        "![" * 2000,
        "<a" * 2000,
        "`a" * 2000,
        "_a" * 2000,
        "> " * 100 + "a",
        ">" * 41 + " a",
        "    " * 41 + "- a",
        "\n".join(f"{' ' * 4 * depth}- a" for depth in range(45)),
        "- " * 2000 + "a",
        "1. " * 2000 + "a",
        "a\n:   b\n" * 101,
        "a\n" + ":   b\n" * 101,
        "|a" * 140 + "\n" + "|-" * 140 + "\n" + "b\n" * 200,
    ],
    ids=[
        "emphasis-of-40-kB", "stars", "brackets", "pictures", "tags", "ticks", "underscores",
        "spaced-quotes", "quotes", "indentation", "lists", "lists-on-a-line", "numbers-on-a-line",
        "definitions", "definitions-of-one-term", "cells",
    ],
)  # fmt: skip
def test_text_that_nobody_could_read_is_told(body: str, page: ReadPage) -> None:
    assert told(page(f"Увод.\n\n{body}\n\nКрај.\n")) == [("LIM001", 8)]


def test_problem_tells_how_many_signs_there_are(page: ReadPage) -> None:
    assert list(map(str, check_limits(page("*" * 500)))) == [
        "about/index.md:6: LIM001 The paragraph has 500 of these signs. "
        "Take the signs out that are not needed."
    ]


@pytest.mark.parametrize("line", ["[" * 20, "[a](b" * 6, "![" * 10, "*a" * 20, "`a" * 20])
def test_many_signs_on_many_lines_are_told_or_set_in_a_moment(line: str, page: ReadPage) -> None:
    body = f"{line}\n" * 300
    if told(page(body)):
        return
    started = time.process_time()
    Converter().convert(body, lambda link: link)
    assert time.process_time() - started < 5


def test_long_ordinary_text_is_no_problem(page: ReadPage) -> None:
    sentence = "**Реци** [одраслој особи](../help/index.md) и *немој* да бришеш `поруке`.\n"
    table = "| *a* | [b](../help/index.md) | `c` |\n|---|---|---|\n" + "| a | b | c |\n" * 100
    quotes = "> > > Цитат у цитату.\n"
    lists = "\n".join(f"{' ' * 4 * depth}- тачка" for depth in range(8))
    assert told(page("\n\n".join([sentence * 50, table, quotes, lists]))) == []


def test_hundred_definitions_in_a_paragraph_can_be_set(page: ReadPage) -> None:
    body = "a\n:   b\n" * 100
    assert told(page(body)) == []
    assert Converter().convert(body, lambda link: link).count("<dd>") == 100


def test_every_paragraph_is_told_at_its_own_line(page: ReadPage) -> None:
    bad = "*" * 500
    assert told(page(f"{bad}\n\n\nДобро.\n\n{bad}\n")) == [("LIM001", 6), ("LIM001", 11)]


def test_whole_content_is_within_limits(serbia: object, bulgaria: object) -> None:
    for site in (serbia, bulgaria):
        records = site.library.records.values()  # type: ignore[attr-defined]
        assert [problem for record in records for problem in check_limits(record)] == []
