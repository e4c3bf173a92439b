"""Intake words: what somebody who hands in a campaign is asked and told, in the own language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from beacon.languages.marks import unmarked
from beacon.languages.strings import Strings
from beacon.problems import Problem, nearest
from beacon.slugs import slugify


class IntakeWords(Struct, frozen=True):
    """Speaks of a campaign that comes in; a word that lacks its translation is English."""

    strings: Strings

    def told(self, messages: Iterable[str]) -> Iterator[str]:
        """Yield what happened to pictures and documents."""
        yield from (unmarked(self.strings.told(message)) for message in messages)

    def problems(self, problems: Iterable[Problem]) -> Iterator[str]:
        """Yield what has to be mended, a line for each."""
        yield from (unmarked(self.strings.problem(problem)) for problem in problems)

    def question(self, asked: str, usual: str = "") -> str:
        """Return a question for what is missing, with the usual answer."""
        question = unmarked(self.strings.gettext(asked))
        return f"{question[0].upper()}{question[1:]}{f' [{usual}]' if usual else ''}: "

    def last_question(self) -> str:
        """Return the question before anything is written."""
        return unmarked(self.strings.gettext("Shall these files be written? Write yes:")) + " "

    def is_yes(self, said: str) -> bool:
        """Understand a yes in the language, in either script."""
        return slugify(said) in {"y", "yes", "d", "da", slugify(self.strings.gettext("yes"))}

    def nothing_written(self) -> str:
        """Return that nothing was written."""
        return unmarked(self.strings.gettext("Nothing was written."))

    def nothing_taken_out(self) -> str:
        """Return that the pictures were right already."""
        return unmarked(self.strings.gettext("Nothing had to be taken out of its pictures."))

    def nobody(self, slug: str, known: Iterable[str]) -> str:
        """Return that there is no such submission, and which may be meant."""
        gettext = self.strings.gettext
        near = nearest(slug, known)
        meant = gettext('Did you mean "%(slug)s"?', slug=near) if near else ""
        told = gettext('Nobody has handed in "%(slug)s".', slug=slug)
        return unmarked(f"{told} {meant}".rstrip())

    def next_steps(self, folder: str, slug: str) -> Iterator[str]:
        """Yield where it stands now, and what adults do next."""
        gettext = self.strings.gettext
        command = f"python3 scripts/review.py show {slug}"
        yield unmarked(
            gettext(
                "It stands in %(folder)s; nothing of it is on the site before adults have read it.",
                folder=folder,
            )
        )
        yield unmarked(gettext("Next: %(command)s", command=command))
