"""Limits: texts that no person wrote so, and that a Markdown reader would choke on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.content.records import Record
from beacon.patterns import regex
from beacon.problems import N_, Code, Problem, Sentence

TOO_DEEP = Code(
    "LIM001",
    "A paragraph holds far too many signs such as *, _, [, > or : so that it cannot be set.",
    N_("Take the signs out that are not needed."),
)
CODES = (TOO_DEEP,)

_MOST_MARKS = 2_500
_MOST_MARKS_A_LINE = 300
_MOST_DEPTH = 40
# Python-Markdown reads each definition of a paragraph inside the one before.
_MOST_DEFINITIONS = 100
# Python-Markdown looks at all that follow a heading again, and numbers those that are alike.
_MOST_HEADINGS = 400
# For each tag that is not closed, the parser of HTML reads the rest of the text once more.
_MOST_OPEN_TAGS = 100
# A table fills each of its rows up to the width of the first, however short they are.
_MOST_CELLS = 20_000
_OPEN_TAG = regex(r"<[A-Za-z/!?][^<>]*+(?!>)")
_HEADING = regex(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_LONGEST_LINE = 20_000
_MARKS = regex(r"[*_~\[\](`<>!|#]")
# A list that begins with a list that begins with a list, all on one line.
_NESTED = regex(r"^(?:\s*(?:[-+*]|\d{1,9}[.)])\s)+")
_DEFINITION = regex(r"^ {0,3}: ", re.MULTILINE)
_QUOTES = regex(r"^(?:\s*>)+")
_BLANK = regex(r"\n[ \t]*\n")


def check_limits(record: Record) -> Iterator[Problem]:
    """Tell paragraphs with more marks, or deeper quotes and lists, than any reader could follow."""
    if _is_harmless(record.body):
        return
    line = record.document.body_line
    if _has_too_many_headings(record.body):
        said = N_("The text has far too many headings.")
        yield TOO_DEEP.at(record.path, line, said, N_("Write fewer headings."))
    told = list(_of_paragraphs(record))
    if not told and len(_OPEN_TAG.findall(record.body)) > _MOST_OPEN_TAGS:
        said = N_('The text has far too many signs "<" without a ">".')
        told = [TOO_DEEP.at(record.path, line, said)]
    yield from told


def _of_paragraphs(record: Record) -> Iterator[Problem]:
    line = record.document.body_line
    for paragraph in _split(record.body):
        text, height = paragraph
        marks = len(_MARKS.findall(text))
        longest = max(text.split("\n"), key=len)
        if marks > _MOST_MARKS or len(_MARKS.findall(longest)) > _MOST_MARKS_A_LINE:
            said: str = Sentence(N_("The paragraph has %(marks)s of these signs."), marks=marks)
            yield TOO_DEEP.at(record.path, line, said)
        elif len(_DEFINITION.findall(text)) > _MOST_DEFINITIONS:
            said = N_("The paragraph has far too many definitions.")
            hint = N_("Leave a blank line between a definition and the next term.")
            yield TOO_DEEP.at(record.path, line, said, hint)
        elif _cells(text) > _MOST_CELLS:
            said = N_("The table has far too many cells.")
            yield TOO_DEEP.at(record.path, line, said, N_("Make several tables of it."))
        elif _depth(text) > _MOST_DEPTH or len(longest) > _LONGEST_LINE:
            yield TOO_DEEP.at(record.path, line, N_("The paragraph is far too deep or too long."))
        line += height


# What could be deep: a long beginning of a line without any letter.
_DEEP = regex(rf"\n[ \t>+*.)\d-]{{{_MOST_DEPTH},}}")


def _is_harmless(body: str) -> bool:
    """Tell a text that as a whole stays within the limits of a single line, which most do."""
    return (
        len(body) <= _LONGEST_LINE
        and sum(map(body.count, "*_~[](`<>!|#")) <= _MOST_MARKS_A_LINE
        and body.count(": ") <= _MOST_DEFINITIONS
        and _cells(body) <= _MOST_CELLS
        and not _DEEP.search(f"\n{body}")
        and not _has_too_many_headings(body)
    )


def _cells(text: str) -> int:
    """Return how many cells the tables of a text have at most, were all its lines rows of one."""
    if "|" not in text:
        return 0
    return (max(line.count("|") for line in text.split("\n")) + 1) * text.count("\n")


def _has_too_many_headings(body: str) -> bool:
    return body.count("\n") > _MOST_HEADINGS and len(_HEADING.findall(body)) > _MOST_HEADINGS


def too_deep(record: Record) -> Problem:
    """Return what is told of a text that no paragraph gives away, but that cannot be set."""
    said = N_("The text is nested too deeply to be set.")
    return TOO_DEEP.at(record.path, record.document.body_line, said)


def _split(body: str) -> Iterator[tuple[str, int]]:
    """Yield (paragraph, lines up to the next one)."""
    start = 0
    for gap in _BLANK.finditer(body):
        yield body[start : gap.start()], body.count("\n", start, gap.end())
        start = gap.end()
    yield body[start:], body.count("\n", start) + 1


def _depth(text: str) -> int:
    deepest = 0
    for line in text.split("\n"):
        nested = _NESTED.match(line)
        if nested:
            deepest = max(deepest, len(nested.group().split()))
        quotes = _QUOTES.match(line)
        if quotes:
            deepest = max(deepest, quotes.group().count(">"))
        deepest = max(deepest, (len(line) - len(line.lstrip(" "))) // 4)
    return deepest
