"""Handed in: the submissions of a centre, each with what stands against it and how it stands."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from html import escape
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.build.allowed import allowed_of
from beacon.build.memory import Memory
from beacon.build.proof import Proof, make_proof
from beacon.build.reading import Reader
from beacon.build.site import Site
from beacon.content.library import Library, Media
from beacon.content.limits import too_deep
from beacon.content.links import NO_ANCHOR, NO_PAGE
from beacon.content.markdown import Converter, TooDeep
from beacon.content.prose import Prose
from beacon.content.records import Record
from beacon.content.slots import SLOT
from beacon.files import digest
from beacon.languages.latin import html_to_latin
from beacon.problems import N_, Code, Problem, Sentence, Severity, in_order
from beacon.safeguarding import findings as safeguarding
from beacon.submissions import record as records
from beacon.submissions.consents import FILE as CONSENTS
from beacon.submissions.consents import Consent, load_consents
from beacon.submissions.findings import Finding, Ground, findings_of, open_findings
from beacon.submissions.record import Submission, read_submission, slugs
from beacon.submissions.reviews import (
    SENSITIVE,
    Answer,
    Reviews,
    Rules,
    Standing,
    Status,
    read_reviews,
    standing_of,
)

CANNOT_BE_READ = Code(
    "REV002",
    "A file of a submission cannot be opened.",
    N_("Look whether the file is still there, and may be read."),
)
SAME_ADDRESS = Code(
    "REV003",
    "A submission has the address of a campaign that is there already.",
    "Give its folder another name; an adult has to review it once more then.",
)
CHANGED_MEANWHILE = Code(
    "REV007",
    "A picture of a submission was changed while the site was built.",
    "Build once more; the submission waits for another review then.",
)
CODES = (CANNOT_BE_READ, SAME_ADDRESS, CHANGED_MEANWHILE)

Check = Callable[[Reader, Record], Iterator[Problem]]
"""Runs every check of a text on one text."""

# What safeguarding tells of submissions, with words that can be answered, is not told twice.
_TOLD_APART = frozenset({"CHK002", "CHK003", *(code.id for code in safeguarding.CODES)})
# A link that leads nowhere is taken away when the page is made.
_HARMLESS = frozenset({NO_PAGE.id, NO_ANCHOR.id})


class Handed(Struct, frozen=True):
    """What the folder of a submission holds; None where its texts have faults.

    `pictures` are the digests of its pictures by their names.
    """

    submission: Submission | None
    reviews: Reviews
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)


class Case(Struct, frozen=True):
    """A submission as the adults of a centre see it.

    `problems` are what has to be mended; `answers` say, by code and words, which findings are
    false alarms.
    """

    slug: str
    folder: Path
    shown: str
    handed: Handed
    standing: Standing
    problems: tuple[Problem, ...] = ()
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)

    @property
    def submission(self) -> Submission | None:
        """The submission, where its texts can be read."""
        return self.handed.submission

    @property
    def reviews(self) -> Reviews:
        """What was decided."""
        return self.handed.reviews

    @property
    def page(self) -> str:
        """The id of the page it becomes, or was."""
        return f"campaigns/{self.slug}"

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that have to be mended, or answered by somebody who may."""
        return open_findings(self.handed.findings, self.answers.keys())

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What has to be mended before anybody can approve it."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def withheld(self) -> tuple[Problem, ...]:
        """Why it is not published although enough adults have approved it."""
        mended = (p for p in self.faults if p.code.id not in _HARMLESS)
        return in_order((*mended, *(finding.problem() for finding in self.open_findings)))

    @property
    def is_published(self) -> bool:
        """Whether these very bytes were approved, the time has not ended, and nothing is found."""
        return self.standing.status is Status.PUBLISHED and not self.withheld


class Inbox(Struct, frozen=True, dict=True):
    """Reads all submissions of a centre; what `memory` still knows is not read again.

    Where only some are `looked_at`, the checks of texts are run on these and on published ones.
    """

    site: Site
    check: Check
    memory: Memory
    today: date | None = None
    looked_at: Collection[str] | None = None

    @property
    def _day(self) -> date:
        """The day; where none is known at all, every consent counts as ended."""
        return self.today or date.max

    @property
    def content(self) -> Path:
        """The folder `content` of the project."""
        return self.site.folder.path.parents[1]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles of adults whose decisions count."""
        known = self.site.vocabulary.reviewers
        return tuple(role for role in self.site.centre.reviewers or known if role in known)

    def cases(self, *wanted: str) -> list[Case]:
        """Return the submissions of this centre in the order of their names, or some of them."""
        names = [slug for slug in slugs(self.content) if not wanted or slug in wanted]
        for name in self.memory.rooms.keys() - {_room(slug) for slug in slugs(self.content)}:
            if name.startswith(_room("")):
                del self.memory.rooms[name]
        found = [(slug, self._handed(slug)) for slug in names]
        ours = [(slug, handed) for slug, handed in found if self._is_ours(handed)]
        return [self._case(slug, handed) for slug, handed in ours]

    def _is_ours(self, handed: Handed) -> bool:
        """Tell what belongs to this centre; what names none that there is belongs to all."""
        taken_down = handed.reviews.taken_down
        named = handed.submission.head.centre if handed.submission else ""
        named = named or (taken_down[0].centre if taken_down else "")
        return named == self.site.folder.id or named not in self.site.centres

    def _handed(self, slug: str) -> Handed:
        folder = f"content/{records.FOLDER}/{slug}/"
        needs = (self._stamps.get(slug), *self._ground)
        read = partial(self._read, slug, folder.rstrip("/"))
        return self.memory.room(_room(slug), (), read, [], needs)

    @cached_property
    def _ground(self) -> tuple[object, ...]:
        """What the reading of every submission depends on, beside its own files."""
        vocabulary = self.memory.digest("vocabulary", ("content/vocabulary/",))
        return vocabulary, digest(repr((self._allowed, self._proof)), 24), self._day, self.consents

    @cached_property
    def _stamps(self) -> Mapping[str, tuple[tuple[str, object], ...]]:
        """The stamps of the files of each submission."""
        before = f"content/{records.FOLDER}/"
        found: defaultdict[str, list[tuple[str, object]]] = defaultdict(list)
        for path, stamp in self.memory.stamps.items():
            if path.startswith(before):
                found[path.removeprefix(before).partition("/")[0]].append((path, stamp))
        return {slug: tuple(sorted(files)) for slug, files in found.items()}

    @cached_property
    def consents(self) -> Mapping[str, Consent]:
        """The consents of this centre, of whatever its file holds that can be read."""
        return load_consents(self.site.folder.path / CONSENTS, CONSENTS, [])

    @cached_property
    def _allowed(self) -> safeguarding.Allowed:
        return allowed_of(folder.contacts for folder in self.site.centres.values())

    def _read(self, slug: str, shown: str, _: list[Problem]) -> Handed:
        folder = self.content / records.FOLDER / slug
        problems: list[Problem] = []
        try:
            reviews = read_reviews(folder, shown, problems)
            submission = read_submission(folder, shown, self.site.languages, problems)
            names = submission.pictures if submission else ()
            pictures = {name: digest((folder / records.PICTURES / name).read_bytes())
                        for name in names}  # fmt: skip
        except OSError as error:
            told = CANNOT_BE_READ.at(shown, None, cannot_be_read(error))
            return Handed(None, Reviews(whole=False), (told,))
        if submission is None:
            return Handed(None, reviews, tuple(problems))
        problems += self._unfit(submission)
        ground = Ground(self.site.vocabulary, self._day, self._allowed, self.consents)
        found = findings_of(submission, ground)
        return Handed(submission, reviews, tuple(problems), found, pictures)

    def _unfit(self, submission: Submission) -> Iterator[Problem]:
        """Tell what nobody could set as a page, and what would stop a page that is finished."""
        for text in submission.texts.values():
            try:
                html = Converter().convert(SLOT.sub("", text.body), lambda link: link)
            except TooDeep:
                yield too_deep(text)
                continue
            texts = Prose(text).texts(bool)  # slots are filled in a text, and in no other place
            told = (SLOT.sub("", w) if isinstance(place, int) else w for place, w in texts)
            words = tuple(dict.fromkeys(told))
            yield from self._proved(f"{''.join(f'<p>{escape(w)}</p>' for w in words)}{html}", text)
            yield from self._proof.feed(json.dumps(words, ensure_ascii=False), text.path)

    def _proved(self, html: str, text: Record) -> Iterator[Problem]:
        for script in dict.fromkeys((html, html_to_latin(html))):
            for problem in self._proof.page(script, text.path):
                yield replace(problem, line=None)

    @cached_property
    def _proof(self) -> Proof:
        return make_proof(self.site)

    def _case(self, slug: str, handed: Handed) -> Case:
        folder, shown = self.content / records.FOLDER / slug, f"content/{records.FOLDER}/{slug}"
        submission = handed.submission
        topics = submission.head.topics if submission else ()
        known = self.site.vocabulary.topics
        sensitive = any(t not in known or known[t].sensitivity >= SENSITIVE for t in topics)
        rules = Rules(self.roles, self.today, sensitive)
        standing = standing_of(submission, handed.reviews, rules)
        is_looked_at = self.looked_at is None or slug in self.looked_at
        told = is_looked_at or standing.status is Status.PUBLISHED
        problems = in_order((*handed.problems, *(self._checked(handed, shown) if told else ())))
        given = (answer for answer in handed.reviews.answers if answer.role in self.roles)
        answers = {(answer.code, answer.words): answer for answer in given}
        return Case(slug, folder, shown, handed, standing, problems, answers)

    def _checked(self, handed: Handed, shown: str) -> Iterator[Problem]:
        """Run the checks of texts on a submission, as if it stood on the site."""
        submission, library = handed.submission, self.site.library
        if submission is None:
            return
        if submission.id in library.ids():
            said = f'There is a campaign "{submission.slug}" already.'
            yield SAME_ADDRESS.at(shown, None, said)
            return
        reader = Reader(replace(self.site, library=with_texts(library, [(handed, None)])))
        for text in submission.texts.values():
            for problem in self.check(reader, as_published(text, None)):
                if problem.code.id not in _TOLD_APART:
                    yield problem


def cannot_be_read(error: OSError) -> Sentence:
    """Say that a file cannot be opened, and why."""
    return Sentence(N_("It cannot be read (%(why)s)."), why=(error.strerror or "",))


def as_published(text: Record, standing: Standing | None) -> Record:
    """Return a text as its page shows it: when adults reviewed it, and until when it stands."""
    head = text.head
    assert isinstance(head, records.SubmissionHead)
    pictures = tuple(replace(p, file=f"{records.PICTURES}/{p.file}") for p in head.pictures)
    more = {} if standing is None else {
        "reviewed_on": standing.reviewed_on, "expires": standing.until or head.expires,
    }  # fmt: skip
    seen = digest(f"{text.document.head_digest} {more}", 24)
    published = replace(head, pictures=pictures, **more)
    return replace(text, head=published, document=text.document.seen_as(seen), known_digest="")


def with_texts(library: Library, published: Iterable[tuple[Handed, Standing | None]]) -> Library:
    """Return a library with the texts of submissions and the pictures that they list."""
    texts: dict[tuple[str, str], Record] = {}
    media: dict[tuple[str, str], Media] = {}
    for handed, standing in published:
        submission = handed.submission
        for text in submission.texts.values() if submission else ():
            texts[text.id, text.language] = as_published(text, standing)
            pictures = _pictures(handed, text.language)
            media.update({(m.uri, m.language): m for m in pictures})
    return replace(
        library,
        records={**library.records, **texts},
        media={**library.media, **media},
        unreadable=library.unreadable - {record_id for record_id, _ in texts},
    )


def _pictures(handed: Handed, language: str) -> Iterator[Media]:
    """Yield the pictures that the front matter lists; no other one is published."""
    submission = handed.submission
    assert submission is not None
    listed = {picture.file for _, _, head in submission.heads() for picture in head.pictures}
    for name in submission.pictures:
        if name in listed:
            uri = f"{submission.id}/{records.PICTURES}/{name}"
            yield Media(uri, language, submission.picture(name), handed.pictures[name])


def _room(slug: str) -> str:
    return f"submission {slug}"
