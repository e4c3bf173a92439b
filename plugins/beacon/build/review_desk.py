"""The review desk: what an adult of a centre does with submissions, as a script asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from beacon.build.checks import check_record
from beacon.build.deciding import Decider, Refused
from beacon.build.handed_in import Case, Inbox
from beacon.build.memory import Memory
from beacon.build.review_words import ReviewWords, letter
from beacon.build.site import Site, load_site
from beacon.build.speaking import spoken_in
from beacon.languages.registry import Language
from beacon.languages.strings import Strings
from beacon.problems import nearest


class ReviewDesk(Struct, frozen=True, dict=True):
    """The submissions of one centre on a day, told in one of its languages."""

    root: Path
    site: Site
    today: date
    language: Language

    @cached_property
    def inbox(self) -> Inbox:
        """What was handed in to this centre."""
        return Inbox(self.site, check_record, Memory(self.root, {}), self.today)

    @cached_property
    def cases(self) -> dict[str, Case]:
        """The submissions by their names."""
        return {case.slug: case for case in self.inbox.cases()}

    @property
    def strings(self) -> Strings:
        """The words of the desk."""
        return self.site.strings[self.language.tag]

    @property
    def words(self) -> ReviewWords:
        """What is told of submissions."""
        site = self.site
        return ReviewWords(self.language, site.languages, self.strings, site.vocabulary)

    def again(self) -> ReviewDesk:
        """Return the desk with everything read once more."""
        return ReviewDesk(self.root, self.site, self.today, self.language)

    def case(self, slug: str) -> Case:
        """Return a submission. Raises Refused where this centre has none of that name."""
        if slug in self.cases:
            return self.cases[slug]
        told = self.strings.gettext('Nobody has handed in "%(slug)s".', slug=slug)
        near = nearest(slug, self.cases)
        meant = self.strings.gettext('Did you mean "%(slug)s"?', slug=near) if near else ""
        raise Refused(f"{told} {meant}".rstrip())

    def decider(self, role: str) -> Decider:
        """Return the desk as an adult in a role uses it."""
        terms = self.site.vocabulary
        return Decider(
            centre=self.site.folder.id,
            role=role,
            roles={key: terms.reviewers[key] for key in self.inbox.roles if key in terms.reviewers},
            reasons=terms.take_down_reasons,
            today=self.today,
            language=self.language,
            strings=self.strings,
        )

    def letter(self, case: Case, own: str) -> tuple[str, str]:
        """Return the letter to the author of a submission, and the folder of its language."""
        folder = case.submission.spoken(self.site.languages) if case.submission else ""
        language, strings = spoken_in(self.root, self.site, folder)
        return letter(case, strings, own), language.path

    def preview_told(self, address: str, case: Case) -> str:
        """Return where the preview of a page is seen."""
        page = f"{address}{self.language.path}/{case.page}/"
        return self.strings.gettext(
            "Open %(address)s – nobody but you sees it. Ctrl+C ends it.", address=page
        )

    def port_told(self, port: int, why: str) -> str:
        """Return that a preview cannot be shown at a port."""
        return self.strings.gettext(
            "The preview cannot use port %(port)s (%(why)s). Try another one: --port %(next)s",
            port=port, why=why, next=port + 1,
        )  # fmt: skip

    def told(self) -> Iterator[str]:
        """Yield a line for each submission."""
        yield from (self.words.line(case) for case in self.cases.values())
        if not self.cases:
            yield self.strings.gettext("Nobody has handed in anything.")


def open_desk(root: Path, centre: str, today: date, tag: str | None = None) -> ReviewDesk:
    """Return the desk of a centre, in one of its languages or its first.

    Raises ProblemsFound where there is no such centre, Refused where it lacks the language.
    """
    site = load_site(root, centre)
    by_name = {site.languages[t].path: t for t in reversed(site.tags)} | {t: t for t in site.tags}
    if tag is not None and tag not in by_name:
        raise Refused(f"The languages of this centre are {', '.join(site.tags)}.")
    language = site.languages[by_name[tag]] if tag else site.default
    return ReviewDesk(root, site, today, language)
