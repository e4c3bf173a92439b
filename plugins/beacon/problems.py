"""Problems: what an author wrote that needs mending, told once with place and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from beacon.patterns import regex

# Signs that would steer a terminal, or turn the order of what is read there (UTR #36 §3).
_STEERING = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def N_(message: str) -> str:  # noqa: N802 (the name that tools for catalogues look for)
    """Mark a string that is translated where it is shown, and return it as it is."""
    return message


class Severity(StrEnum):
    """An error stops the build; a warning is shown, and stops a strict build.

    A note is shown and stops nothing: it is about a submission, which is left out. No stranger
    can stop the site of a centre by handing something in.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(Struct, frozen=True):
    """A kind of problem: its number, why it matters, and how it is mended."""

    id: str
    meaning: str
    remedy: str
    severity: Severity = Severity.ERROR

    def at(self, path: str, line: int | None, message: str, hint: str = "") -> Problem:
        """Return a problem of this kind. `line` counts from 1; None means the whole file."""
        return Problem(self, path, line, message, hint or self.remedy)


class Sentence(str):
    """A message in English that other languages can say as well: with its values, and without.

    A value that is a tuple is a list of words of ours, which are translated too; any other
    stays as somebody has written it.
    """

    message: str
    values: dict[str, object]

    def __new__(cls, message: str, **values: object) -> Self:
        """Fill in the `%(name)s` of a message."""
        shown = {key: _listed(value) for key, value in values.items()}
        said = super().__new__(cls, message % shown if values else message)
        said.message, said.values = message, values
        return said


def _listed(value: object) -> object:
    return ", ".join(value) if isinstance(value, tuple) else value


class Problem(Struct, frozen=True):
    """One thing to mend in one place of one file.

    `cause` is a file that may explain it: as long as that has an error of its own, this is not
    told, since it may be gone with it.
    """

    code: Code
    path: str
    line: int | None
    message: str
    hint: str
    cause: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.code.severity

    def __str__(self) -> str:
        return self.said(self.message, self.hint)

    def said(self, message: str, hint: str) -> str:
        """Return it in one line, with its message and hint in these words."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return seen(f"{place}: {self.code.id} {message} {hint}".rstrip())

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sorts problems by file, line, code and text."""
        return (self.path, self.line or 0, self.code.id, self.message)


class ProblemsFound(Exception):
    """Raised where a result cannot be given because the input has errors."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems once each, sorted by place, without those that only follow from others.

    One slip in a file of the vocabulary makes every text wrong that uses a word of it.
    """
    once = dict.fromkeys(problems)
    causes = {problem.cause for problem in once} - {""}
    broken = causes and {p.path for p in once if p.severity is Severity.ERROR}
    told = (p for p in once if not p.cause or p.cause == p.path or p.cause not in broken)
    return tuple(sorted(told, key=lambda problem: problem.order))


def how_many(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its English noun: `1 word`, `2 words`, or another plural in `nouns`."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"


def more_to_mend(warnings: int) -> str:
    """Return the line about what stops no build."""
    are, them = ("is", "it") if warnings == 1 else ("are", "them")
    told = how_many(warnings, "warning")
    return f"Besides, there {are} {told}: python3 scripts/check.py lists {them}."


def seen(text: str) -> str:
    """Return a text as one line, with a visible sign for each that nobody sees."""
    return _STEERING.sub("\ufffd", " ".join(text.split("\n")))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return only the problems that stop a build."""
    return tuple(p for p in problems if p.severity is Severity.ERROR)


def as_note(problem: Problem) -> Problem:
    """Return a problem that stops nothing, because what it is about is left out."""
    return replace(problem, code=replace(problem.code, severity=Severity.NOTE))


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return `Did you mean "…"?` for the nearest choice, or an empty text."""
    near = nearest(word, choices)
    return Sentence(N_('Did you mean "%(slug)s"?'), slug=near) if near else ""


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the choice that a mistyped word may have meant, or an empty text."""
    ordered = sorted(choices)
    near = [choice for choice in ordered if choice.casefold() == word.casefold()]
    if not near:
        import difflib  # noqa: PLC0415 (seldom needed)

    near = near or difflib.get_close_matches(word, ordered, n=1, cutoff=0.6)
    near = near or [choice for choice in ordered if len(word) > 3 and choice.startswith(word)]
    return near[0] if near else ""
