"""Submitted: the pages of a site that adults have approved, and what is left of ended ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from beacon.build.generated import Generated
from beacon.build.handed_in import SAME_ADDRESS, Case, Check, Inbox, with_texts
from beacon.build.memory import Memory
from beacon.build.site import Site, with_pages
from beacon.content.library import Library
from beacon.content.limits import TOO_DEEP
from beacon.content.records import Record
from beacon.files import digest
from beacon.problems import Code, Problem, Severity, as_note, in_order
from beacon.sources import Document
from beacon.submissions.reviews import Status

WITHHELD = Code(
    "REV004",
    "A submission was approved, but something was found in it since, so it is not published.",
    "Look at it with scripts/review.py show; mend it, or answer what is a false alarm.",
    Severity.NOTE,
)
EDITED = Code(
    "REV005",
    "A submission was edited after its review, so it is not published until it is reviewed again.",
    "Look at what changed with scripts/review.py show, and decide once more.",
    Severity.NOTE,
)
ENDED = Code(
    "REV006",
    "The time of a submission has ended; its page says so, and no list leads to it.",
    "Nothing has to be done; a new approval lets it stand again.",
    Severity.NOTE,
)
CODES = (WITHHELD, EDITED, ENDED)

# What stands in the way of even a preview.
_NO_PAGE = frozenset({TOO_DEEP.id, SAME_ADDRESS.id})
TOMBSTONE = "page"
"""The kind of a page that says that another stood there: a page like others, in no list."""


def with_pages_of(
    site: Site, check: Check, memory: Memory, *, today: date | None, preview: str
) -> Site:
    """Return a site with the pages of its submissions, as `received.with_submissions` says."""
    day = max(filter(None, (site.as_of, today)), default=None)
    looked_at = None if today else (preview,)
    cases = Inbox(site, check, memory, day, looked_at).cases()
    notes = in_order((*site.problems, *(note for case in cases for note in _notes(case))))
    shown = [case for case in cases if case.is_published or _is_looked_at(case, preview)]
    site = replace(site, problems=notes, submitted=frozenset(case.page for case in shown))
    standings = ((c.handed, c.standing if c.is_published else None) for c in shown)
    library = with_texts(site.library, standings)
    made = dict(_tombstones(site, cases, library))
    if not site.submitted and not made:
        return site
    previewed = (case.page for case in shown if _is_looked_at(case, preview))
    unlisted = frozenset((*(key for key, _ in made), *previewed))
    return replace(with_pages(site, library, made), unlisted=unlisted)


def _is_looked_at(case: Case, preview: str) -> bool:
    """Tell the submission that a preview shows, if it can be set as a page at all."""
    broken = any(problem.code.id in _NO_PAGE for problem in case.problems)
    return case.slug == preview and case.submission is not None and not broken


def _notes(case: Case) -> Iterator[Problem]:
    """Tell how a submission stands, where the adults of a centre should know it."""
    status = case.standing.status
    if status is Status.TAKEN_DOWN:
        return
    if status is Status.EXPIRED:
        yield ENDED.at(case.shown, None, f"It stood until {case.standing.until}.")
        return
    yield from map(as_note, case.problems)
    yield from (as_note(finding.problem()) for finding in case.open_findings)
    if status is Status.EDITED:
        yield EDITED.at(case.shown, None, "It was edited after its review.")
    elif status is Status.PUBLISHED and not case.is_published:
        yield WITHHELD.at(case.shown, None, "It is not published.")


def _tombstones(
    site: Site, cases: Iterable[Case], library: Library
) -> Iterator[tuple[tuple[str, str], Record]]:
    """Yield, by (id, language tag), what is left of pages that stood here once."""
    sources = dict.fromkeys(site.languages.source(tag).tag for tag in site.tags)
    tags = dict.fromkeys(tag if tag in site.strings else site.tags[0] for tag in sources)
    for case in cases:
        ended = case.standing.status is Status.EXPIRED
        gone = case.standing.status is Status.TAKEN_DOWN and case.reviews.was_approved
        if (ended or gone) and case.page not in library.ids():
            for tag in tags:
                yield (case.page, tag), _tombstone(site, case.page, tag, ended)


def _tombstone(site: Site, page: str, tag: str, ended: bool) -> Record:
    gettext = site.strings[tag].gettext
    if ended:
        title = gettext("This campaign has ended")
        said = gettext("Campaigns by young people stand here for a limited time.")
    else:
        title = gettext("This page is no longer here")
        said = gettext("It was taken down. That says nothing bad about those who made it.")
    help_first = gettext("If you came because something worries you, you are not alone.")
    link = gettext("All ways to get help")
    others = gettext("Other campaigns")
    campaigns = f"## {others}\n\n[[campaigns]]\n"
    body = f"{help_first} [{link}](../help/index.md)\n\n{campaigns}"
    head = Generated(title=title, description=said, needs="campaigns")
    seen = digest(f"{title}\n{said}", 24)
    document = Document(f"{page} (generated)", None, {}, body, 1, seen, digest(body, 24))
    return Record(page, tag, TOMBSTONE, head, document, trusted=True)
