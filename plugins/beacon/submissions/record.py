"""Submissions: what one of their folders holds, and the digest of exactly these bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from beacon.content.campaigns import Campaign, CampaignPicture, Maker
from beacon.content.limits import check_limits
from beacon.content.records import Record
from beacon.files import digest as digest_of
from beacon.files import folders, listing
from beacon.languages.registry import UNKNOWN_LANGUAGE, Languages
from beacon.models import checks, reads, reads_all, rule
from beacon.patterns import regex
from beacon.problems import N_, Code, Problem, Sentence
from beacon.slugs import names_a_device, slugify
from beacon.sources import build, read_page

BAD_SLUG = Code(
    "SUB001",
    "The folder of a submission cannot be an address.",
    N_("Use small Latin letters, digits and hyphens."),
)
FOREIGN_FILE = Code(
    "SUB002",
    "A file does not belong into a submission, or has a name that cannot be an address.",
    N_("Texts are text.sr.md, text.bg.md or text.en.md; pictures are .jpg or .png, in pictures."),
)
NO_TEXT = Code(
    "SUB003", "A submission has no text.", N_("Write text.sr.md, text.bg.md or text.en.md.")
)
TOO_LARGE = Code(
    "SUB004",
    "A submission is larger than a page that is read on a phone.",
    N_("Make the text shorter, or take pictures out."),
)
UNUSABLE_PICTURE = Code(
    "SUB005",
    "A picture is of a kind, or of a size, that is not taken.",
    N_("Save it as JPEG or PNG, at most 10 MB."),
)
UNUSABLE_DOCUMENT = Code(
    "SUB006",
    "A document is of a kind, or of a size, that is not taken.",
    N_("Save it in Word as .docx, or write it as Markdown (.md)."),
)
NOT_TOLD = Code(
    "SUB007",
    "A campaign lacks something that every page needs.",
    N_("Tell it with --field, or write it into the front matter."),
)
TAKEN = Code(
    "SUB008",
    "There is a submission of this name, or a text in this language, already.",
    N_("Choose another --slug, or say --replace if the new text is to stand in its place."),
)
CODES = (
    BAD_SLUG, FOREIGN_FILE, NO_TEXT, TOO_LARGE, UNUSABLE_PICTURE, UNUSABLE_DOCUMENT, NOT_TOLD,
    TAKEN,
)  # fmt: skip

FOLDER = "submissions"
"""The folder below `content`; nothing in it is published as a file."""
PICTURES = "pictures"
REVIEWS = "reviews.yml"
TAKEN_DOWN = "taken-down.yml"
REVIEWED = "reviewed"
"""What reviewers keep beside the texts: their decisions, and the texts they have read."""
MOST_TEXT = 60_000
"""Bytes of a text in one language, front matter included."""
MOST_PICTURES = 12
LONGEST_SIDE = 1600
"""Pixels of the longer side of a picture."""
MOST_PICTURE_BYTES = 400_000
INDEX = "index"
"""The name of the page of a folder, which no page in it can have."""
MOST_OF_SLUG = 60
"""Letters of the address of a page."""
SHORT = 12
"""How many digits of a digest are shown to people."""

TAKE_PICTURES_OUT = N_("Take pictures out.")

_SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_TEXT = regex(r"^text\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md\Z")
_PICTURE = regex(rf"^{PICTURES}/[a-z0-9]+(?:-[a-z0-9]+)*\.(?:jpg|png)\Z")
# What only the centre says of a text: a stranger could claim a review that never was.
_NOT_THEIRS = (
    "authors", "cities_declared", "educators", "figures", "needs", "official_wording",
    "reviewed_by", "reviewed_on", "status", "translation", "version",
)  # fmt: skip


class SubmissionHead(Campaign):
    """The front matter of one language of a submission.

    `SHARED` are the fields that all its languages have alike; an empty field is one that
    nobody has filled in.
    """

    centre: str = rule(min_length=1)
    written_in: str
    made_by: Maker
    pictures: tuple[CampaignPicture, ...] = rule(default=(), max_length=MOST_PICTURES)
    authors: tuple[str, ...] = ()
    version: str = "1.0"

    @reads_all
    @staticmethod
    def _filled_in(data: Any) -> Any:
        return _without_blanks(data)

    @checks("pictures")
    @staticmethod
    def _each_once(pictures: tuple[CampaignPicture, ...]) -> tuple[CampaignPicture, ...]:
        files = [picture.file for picture in pictures]
        twice = next((file for file in files if files.count(file) > 1), "")
        if twice:  # two entries could say two things of the people in it
            said = N_('"%(file)s" stands there twice; describe each picture once')
            raise ValueError(Sentence(said, file=twice))
        return pictures

    @reads(*_NOT_THEIRS)
    @staticmethod
    def _said_by_the_centre(value: Any) -> Any:
        raise ValueError(N_("this is for the centre to say; take the line out"))


SHARED = (
    "centre", "written_in", "made_by", "topics", "audiences", "stages", "period", "expires",
    "related_lessons", "licence",
)  # fmt: skip
"""Fields that are the same in all languages of a submission; of `pictures`, `SHARED_OF_PICTURE`."""
SHARED_OF_PICTURE = ("file", "people", "consent")


def _without_blanks(value: Any) -> Any:
    """Leave out the keys that a form has left empty."""
    if isinstance(value, dict):
        kept = ((key, _without_blanks(inner)) for key, inner in value.items())
        return {key: inner for key, inner in kept if inner not in (None, "", {})}
    if isinstance(value, list):
        return [inner for inner in map(_without_blanks, value) if inner not in (None, "", {})]
    return value


class Submission(Struct, frozen=True):
    """A campaign that somebody has handed in.

    `texts` are its records by language folder (`sr`, `bg`, `en`), with the id `campaigns/<slug>`
    and never trusted; `pictures` the names in its folder `pictures`; `digest` that of exactly
    these texts and pictures, 64 hexadecimal digits. `shown` is its folder as problems name it.
    """

    slug: str
    folder: Path
    shown: str
    texts: Mapping[str, Record]
    pictures: tuple[str, ...]
    digest: str

    @property
    def id(self) -> str:
        """The id of the page it becomes."""
        return f"campaigns/{self.slug}"

    @property
    def original(self) -> Record:
        """The text in the language of the author, else the first there is."""
        first = next(iter(self.texts.values()))
        return self.texts.get(_head(first).written_in, first)

    @property
    def head(self) -> SubmissionHead:
        """The front matter of the original."""
        return _head(self.original)

    def heads(self) -> Iterator[tuple[str, Record, SubmissionHead]]:
        """Yield (language folder, text, its front matter), the original first."""
        first = self.original
        for folder, text in sorted(self.texts.items(), key=lambda item: item[1] is not first):
            yield folder, text, _head(text)

    def spoken(self, languages: Languages) -> str:
        """Return the folder of the language, and of the letters, in which its author writes."""
        text = f"{self.head.title} {self.original.body}"
        return languages.as_written(self.head.written_in, text)

    @property
    def short_digest(self) -> str:
        """The digest as people are shown it."""
        return self.digest[:SHORT]

    def picture(self, name: str) -> Path:
        """Return the path of one of its pictures."""
        return self.folder / PICTURES / name


def _head(record: Record) -> SubmissionHead:
    assert isinstance(record.head, SubmissionHead)
    return record.head


def read_submissions(
    content: Path, shown: str, languages: Languages, problems: list[Problem]
) -> dict[str, Submission]:
    """Read all submissions below a folder `content`, by slug; what has faults is left out."""
    found: dict[str, Submission] = {}
    for slug in slugs(content):
        folder = content / FOLDER / slug
        submission = read_submission(folder, f"{shown}/{FOLDER}/{slug}", languages, problems)
        if submission is not None:
            found[slug] = submission
    return found


def slugs(content: Path) -> list[str]:
    """Return the names of the folders of all submissions, also of those with faults."""
    return [path.name for path in folders(content / FOLDER)]


def read_submission(
    folder: Path, shown: str, languages: Languages, problems: list[Problem]
) -> Submission | None:
    """Read one submission whole; with any fault it is None, and every fault is told."""
    faults = list(_check_folder(folder, shown))
    names = _bytes_of(folder)
    texts: dict[str, Record] = {}
    for name in names:
        match = _TEXT.match(name)
        text = match and _read_text(folder, name, match.group(1), shown, languages, faults)
        if match and text:
            texts[match.group(1)] = text
    if not any(_TEXT.match(name) for name in names):
        faults.append(NO_TEXT.at(shown, None, N_("There is no text in any language.")))
    problems.extend(faults)
    if faults:
        return None
    pictures = tuple(n.removeprefix(f"{PICTURES}/") for n in names if n.startswith(PICTURES))
    return Submission(folder.name, folder, shown, texts, pictures, digest(folder))


def digest(folder: Path) -> str:
    """Return the digest of the texts and pictures of a submission, 64 hexadecimal digits.

    The name of the folder is part of it: it becomes the address of the page, and an approval
    that is copied elsewhere is none. It is the same for both ways to end a line, so that a copy
    by git or by mail keeps it.
    """
    told = [f"{folder.name}\n"]
    for name in _bytes_of(folder):
        raw = (folder / name).read_bytes()
        if _TEXT.match(name):
            raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        told.append(f"{name}\n{digest_of(raw)}\n")
    return digest_of("".join(told))


def _bytes_of(folder: Path) -> list[str]:
    """Return the names of all that is reviewed: the texts, and whatever stands in `pictures`."""
    inside = listing(folder)
    return [name for name in inside if _TEXT.match(name) or name.startswith(f"{PICTURES}/")]


def is_slug(name: str) -> bool:
    """Tell whether a name can be the address of a submission, and its folder on any computer."""
    return bool(_SLUG.match(name)) and len(name) <= MOST_OF_SLUG and not _cannot_be(name)


def _cannot_be(name: str) -> bool:
    return name == INDEX or names_a_device(name)


def address_of(text: str) -> str:
    """Return the address of a submission that is made from its title, or from a wrong address."""
    address = slugify(text)[:MOST_OF_SLUG].strip("-")
    return f"{address}-campaign" if _cannot_be(address) else address


def is_picture_name(name: str) -> bool:
    """Tell whether a file in `pictures` has a name and a kind that are published."""
    return bool(_PICTURE.match(f"{PICTURES}/{name}"))


def _check_folder(folder: Path, shown: str) -> Iterator[Problem]:
    if not is_slug(folder.name):
        said = Sentence(N_('"%(slug)s" is no address.'), slug=folder.name)
        hint = Sentence(N_('Try "%(slug)s".'), slug=address_of(folder.name))
        yield BAD_SLUG.at(shown, None, said, hint)
    names = listing(folder)
    for name in names:
        if (folder / name).is_symlink() or (folder / name).parent.is_symlink():
            said = Sentence(N_('"%(name)s" is a link to another place.'), name=name)
            yield FOREIGN_FILE.at(shown, None, said, N_("Copy the file here."))
        elif not _belongs(name):
            said = Sentence(N_('"%(name)s" does not belong here.'), name=name)
            yield FOREIGN_FILE.at(shown, None, said)
    yield from _too_much(folder, shown, names)


def _belongs(name: str) -> bool:
    beside = name in (REVIEWS, TAKEN_DOWN) or name.startswith(f"{REVIEWED}/")
    return beside or bool(_TEXT.match(name) or _PICTURE.match(name))


def too_many_pictures(number: int) -> Sentence:
    """Say how many pictures there are, and how many there may be."""
    said = N_("It has %(num)s pictures; %(most)s are allowed.")
    return Sentence(said, num=number, most=MOST_PICTURES)


def _too_much(folder: Path, shown: str, names: Iterable[str]) -> Iterator[Problem]:
    pictures = sum(name.startswith(f"{PICTURES}/") for name in names)
    if pictures > MOST_PICTURES:
        yield TOO_LARGE.at(shown, None, too_many_pictures(pictures), TAKE_PICTURES_OUT)
    for name in names:
        size = (folder / name).stat().st_size if _TEXT.match(name) else 0
        if size > MOST_TEXT:
            said = Sentence(
                N_("The text has %(size)s kB; %(most)s are allowed."),
                size=size // 1000, most=MOST_TEXT // 1000,
            )  # fmt: skip
            yield TOO_LARGE.at(f"{shown}/{name}", None, said, N_("Make the text shorter."))


def _read_text(
    folder: Path, name: str, path: str, shown: str, languages: Languages, faults: list[Problem]
) -> Record | None:
    language, where = languages.of_path(path), f"{shown}/{name}"
    if language is None or language.transliterated_from:
        said = Sentence(N_('"%(path)s" is no language that people write in here.'), path=path)
        hint = N_("Serbian is written in text.sr.md.")
        hint = languages.hint(path) if language is None else hint
        faults.append(UNKNOWN_LANGUAGE.at(where, None, said, hint))
        return None
    if (folder / name).stat().st_size > MOST_TEXT:
        return None
    document = read_page(folder / name, where, faults)
    head = build(SubmissionHead, document, faults) if document else None
    if document is None or head is None:
        return None
    record = Record(f"campaigns/{folder.name}", language.tag, "campaign", head, document)
    faults.extend(check_limits(record))
    return record
