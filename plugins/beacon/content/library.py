"""The library: all records of one centre, its own pages standing before the commons."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.content import quizzes, sheets, stories
from beacon.content.campaigns import Campaign
from beacon.content.lessons import Lesson
from beacon.content.limits import check_limits
from beacon.content.pages import Page
from beacon.content.records import Head, Record
from beacon.files import digest, listing
from beacon.files import folders as folders_of
from beacon.languages.registry import UNKNOWN_LANGUAGE, Language, Languages
from beacon.patterns import regex
from beacon.problems import Code, Problem, did_you_mean
from beacon.slugs import slugify
from beacon.sources import TWICE, Document, build, parse_yaml, read_page, read_text

BAD_NAME = Code(
    "LIB001",
    "A file or folder name cannot be an address.",
    "Use small Latin letters, digits and hyphens.",
)
BAD_MEDIA = Code(
    "LIB002",
    "A file beside a text is of a kind that is not published.",
    "Use .svg, .png, .jpg or .webp for pictures; take other files away.",
)
ACTIVE_PICTURE = Code(
    "LIB003",
    "A drawing holds a script, an event handler or an address on another host.",
    "Export it again as plain SVG.",
)
HIDDEN_DATA = Code(
    "LIB004",
    "A picture holds hidden data, such as the place where it was taken.",
    "Export it again without metadata.",
)
BROKEN_PICTURE = Code("LIB005", "A picture cannot be read.", "Export it again.")
TOO_LARGE = Code(
    "LIB006",
    "A picture has so many pixels that phones and old computers cannot show it.",
    "Make it smaller: 2000 pixels on the longer side are enough.",
)
CODES = (BAD_NAME, BAD_MEDIA, ACTIVE_PICTURE, HIDDEN_DATA, BROKEN_PICTURE, TOO_LARGE)

MOST_PIXELS = 24_000_000
PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})
_OF_TEXTS = ("txt", "markdown", "md.txt", "yml", "yaml", "yml.txt", "yaml.txt")
_SHEETS = frozenset(f"{name}.md" for name in sheets.NAMES)
_NAME = regex(r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")
_ACTIVE = regex(
    rb"<(?:\w+:)?script|<(?:\w+:)?foreignobject|\son[a-z]+\s*=|javascript:|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpe?g|webp);)|<!entity|@import|url\(\s*[\"']?(?:https?:)?//",
    re.IGNORECASE,
)
_SVG = "http://www.w3.org/2000/svg"
_HIDDEN = {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"}
_KINDS: dict[str, tuple[str, type[Head]]] = {
    "lessons": ("lesson", Lesson),
    "campaigns": ("campaign", Campaign),
}
# Records beside a lesson that are data from the first line to the last.
_BESIDE_LESSONS: dict[str, tuple[str, type[Head]]] = {
    quizzes.NAME: ("quiz", quizzes.Quiz),
    stories.NAME: ("story", stories.Story),
}


class Media(Struct, frozen=True):
    """A picture beside a text: `uri` is its path below the language, such as `lessons/x/a.svg`.

    `approved` is the digest of its bytes where no others may be published.
    """

    uri: str
    language: str
    path: Path
    approved: str = ""


class Library(Struct, frozen=True):
    """Records by (id, language tag), and pictures by (uri, language tag).

    `unreadable` are the ids of texts with faults, so that links to them are not told as well;
    `sheets` are the slides, handouts and notes beside lessons, which are no pages;
    `broken` are those whose front matter alone has faults, so that the rest is told with them.
    """

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    media: Mapping[tuple[str, str], Media] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    broken: tuple[Record, ...] = ()
    sheets: Mapping[tuple[str, str], Record] = field(default_factory=dict)

    def sheet(self, sheet_id: str, language: str) -> Record | None:
        """Return a sheet that stands beside a lesson: `lessons/sextortion/slides`."""
        return self.sheets.get((sheet_id, language))

    def texts(self) -> list[Record]:
        """Return all that people have written: pages, and the sheets beside lessons."""
        return [*self.records.values(), *self.sheets.values()]

    def ids(self) -> list[str]:
        """Return every id once, sorted."""
        return sorted({record_id for record_id, _ in self.records})

    def get(self, record_id: str, language: str) -> Record | None:
        """Return the record written in this very language."""
        return self.records.get((record_id, language))

    def lessons(self) -> frozenset[str]:
        """Return the names of all lessons, also of those with faults; a quiz of one is none."""
        ids = {key[0] for key, record in self.records.items() if record.kind == "lesson"}
        ids |= {record_id for record_id in self.unreadable if record_id.startswith("lessons/")}
        return frozenset(record_id.removeprefix("lessons/") for record_id in ids)

    def is_unreadable(self, record_id: str) -> bool:
        """Tell whether a text has faults that are told elsewhere."""
        return record_id in self.unreadable


Read = Callable[[list[Problem]], "_Found | None"]


class Known(Protocol):
    """What is known of files from an earlier build; see `build/memory.py`."""

    def listing(self, folder: Path, shown: str, /) -> list[str]:
        """Return the paths of the files below a folder, as `listing` in `files.py` does."""

    def text(self, path: str, read: Read, problems: list[Problem], /) -> Any:
        """Return what is found in a file, which is read where that is not known."""

    def ahead(self, files: list[tuple[str, Read]], /) -> None:
        """Hear which files will be read, with what reads each, so that many are read at once."""

    def before(self, path: str, /) -> Any:
        """Return what was found in a file when it was last read, if nothing was wrong with it."""


class _Nothing:
    """Knows nothing; every file is read."""

    def listing(self, folder: Path, shown: str, /) -> list[str]:
        return listing(folder)

    def text(self, path: str, read: Read, problems: list[Problem], /) -> Any:
        return read(problems)

    def ahead(self, files: list[tuple[str, Read]], /) -> None:
        pass

    def before(self, path: str, /) -> Any:
        return None


_NOTHING = _Nothing()


class _Found(Struct, frozen=True):
    """What one file holds: a text, a text with faults (none, or a broken one), or a picture."""

    record: Record | None = None
    broken: Record | None = None
    media: Media | None = None
    sheet: Record | None = None


def edited(before: object, now: object) -> tuple[Record, Record] | None:
    """Return the text that a file held and holds, if it is another state of the same one.

    Both are what `Known` keeps of a file.
    """
    if not isinstance(before, _Found) or not isinstance(now, _Found):
        return None
    old, new = before.record or before.sheet, now.record or now.sheet
    if old is None or new is None:
        return None
    return (old, new) if _but_for_text(before) == _but_for_text(now) else None


def _but_for_text(found: _Found) -> list[object]:
    texts = (found.record, found.broken, found.sheet)
    return [*(t and (t.id, t.language, t.kind, t.trusted) for t in texts), found.media]


def same_head(before: Record, now: Record) -> bool:
    """Tell whether two states of a text have the same front matter."""
    digests = before.document.head_digest, now.document.head_digest
    return digests[0] == digests[1] and before.head == now.head


def load_commons(
    content: Path,
    shown: str,
    languages: Languages,
    problems: list[Problem],
    known: Known = _NOTHING,
) -> Library:
    """Read the texts that all centres share, also those that a centre has replaced by its own."""
    place = _Place(content / "commons", f"{shown}/commons", False)
    return _read_tree(place, languages, problems, known)


def load_library(
    content: Path,
    shown: str,
    centre: Path,
    languages: Languages,
    problems: list[Problem],
    known: Known = _NOTHING,
) -> Library:
    """Read the commons and a centre's pages.

    A path that the centre has in any language is the centre's own in all of them:
    a general text in one language and the centre's in another would contradict each other.
    """
    place = _Place(centre / "pages", f"{shown}/centres/{centre.name}/pages", True)
    own = _read_tree(place, languages, problems, known)
    commons = load_commons(content, shown, languages, problems, known)
    ids = {record_id for record_id, _ in own.records}
    records = {key: record for key, record in commons.records.items() if key[0] not in ids}
    unreadable = own.unreadable | commons.unreadable
    media = {**commons.media, **own.media}
    beside = {
        key: sheet for key, sheet in commons.sheets.items() if key[0].rpartition("/")[0] not in ids
    }
    return Library(
        {**records, **own.records},
        media,
        unreadable,
        own.broken + commons.broken,
        {**beside, **own.sheets},
    )


class _Place(Struct, frozen=True):
    """A folder of texts by language, and whether they are the centre's own."""

    root: Path
    shown: str
    trusted: bool


def _read_tree(
    place: _Place,
    languages: Languages,
    problems: list[Problem],
    known: Known,
) -> Library:
    records: dict[tuple[str, str], Record] = {}
    media: dict[tuple[str, str], Media] = {}
    unreadable: set[str] = set()
    drafts: set[str] = set()
    broken: list[Record] = []
    beside: dict[tuple[str, str], Record] = {}
    folders: list[tuple[Language, Known, list[tuple[str, str, Read]]]] = []
    for folder in folders_of(place.root):
        language = languages.of_path(folder.name)
        shown = f"{place.shown}/{folder.name}"
        if language is None:
            said = f'"{folder.name}" is no language of the registry.'
            hint = languages.hint(folder.name)
            problems.append(UNKNOWN_LANGUAGE.at(shown, None, said, hint))
            continue
        linked = folder.is_symlink()
        reading = partial(_read_file, place, folder.name, linked, language.tag, known)
        names = known.listing(folder, shown)
        files: list[tuple[str, str, Read]] = [
            (name, f"{shown}/{name}", partial(reading, name)) for name in names
        ]
        # What is told of a link hangs on the place it leads to, which no file in it says.
        folders.append((language, _NOTHING if linked else known, files))
    known.ahead(
        [(path, read) for _, of, files in folders for _, path, read in files if of is known]
    )
    for language, of, files in folders:
        for name, path, read in files:
            found = of.text(path, read, problems)
            if found is None:
                continue
            if found.media is not None:
                media[name, language.tag] = found.media
                continue
            key = (_id_of(name), language.tag)
            if found.sheet is not None:
                beside[key] = found.sheet
                continue
            record = found.record
            if record is None:
                unreadable.add(key[0])
                broken += [found.broken] if found.broken else []
            elif key in records:
                said = f'"{records[key].path}" is at the same address.'
                problems.append(TWICE.at(record.path, None, said))
            elif record.head.status == "published":
                records[key] = record
            else:
                drafts.add(record.id)
    there = {record_id for record_id, _ in records} | unreadable
    media = {
        key: picture
        for key, picture in media.items()
        if text_of(key[0], there | drafts) not in drafts - there
    }
    return Library(records, media, frozenset(unreadable), tuple(broken), beside)


def text_of(uri: str, ids: Collection[str]) -> str:
    """Return the id of the text that a picture belongs to: the nearest one above it."""
    folder = uri.rpartition("/")[0]
    while folder and folder not in ids:
        folder = folder.rpartition("/")[0]
    return folder


def _read_file(
    place: _Place,
    folder: str,
    linked: bool,
    language: str,
    known: Known,
    name: str,
    problems: list[Problem],
) -> _Found | None:
    path, relative = place.root / folder / name, PurePosixPath(name)
    shown = f"{place.shown}/{folder}/{name}"
    names = list(_check_names(relative, shown))
    problems.extend(names)
    if (linked or path.is_symlink()) and not _is_inside(path, place.root):
        said = "The file is a link to a place outside of this folder."
        problems.append(BAD_NAME.at(shown, None, said, "Copy the file here."))
        return None
    if path.suffix == ".md":
        if _is_kit_source(relative):
            return _read_sheet(path, relative, shown, language, place.trusted, problems)
        found = known.before(shown)
        before = found.record if isinstance(found, _Found) else None
        return _read_record(path, relative, shown, language, place.trusted, before, problems)
    if path.suffix in PICTURES:
        problems.extend(_check_picture(path, shown))
        return _Found(media=Media(name, language, path))
    if _is_beside_lesson(relative) and relative.name in _BESIDE_LESSONS:
        return _read_data(path, relative, shown, language, place.trusted, problems)
    # With the name that is told already, it may be of a kind that is read.
    if not names or not _is_read(PurePosixPath(name.lower())):
        said = f'"{path.name}" is not published.'
        problems.append(BAD_MEDIA.at(shown, None, said, _meant(relative)))
    return None


def _is_read(relative: PurePosixPath) -> bool:
    """Tell a path that a text, a picture, a quiz or a story may have."""
    beside = _is_beside_lesson(relative) and relative.name in _BESIDE_LESSONS
    return beside or relative.suffix in (".md", *PICTURES)


def _meant(relative: PurePosixPath) -> str:
    """Say how a text, a quiz or a story is called whose name is only nearly right."""
    if relative.name in _BESIDE_LESSONS:
        return "Put it into the folder of a lesson."
    names = ["index.md"]
    if _is_beside_lesson(relative):
        names += [*sorted(_SHEETS), *_BESIDE_LESSONS]
    name = relative.name.lower()
    return did_you_mean(name, names) if name.partition(".")[2] in _OF_TEXTS else ""


def _is_inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _is_kit_source(relative: PurePosixPath) -> bool:
    """Tell the sources of a lesson's kit (slides, handout, notes), which are no pages."""
    return _is_beside_lesson(relative) and relative.name in _SHEETS


def _is_beside_lesson(relative: PurePosixPath) -> bool:
    return relative.parts[0] == "lessons" and len(relative.parts) > 2


def _check_names(relative: PurePosixPath, shown: str) -> Iterator[Problem]:
    for part in relative.parts:
        if not _NAME.match(part):
            stem, dot, suffix = part.rpartition(".")
            better = slugify(stem if dot else part) + (f".{suffix.lower()}" if dot else "")
            yield BAD_NAME.at(shown, None, f'The name "{part}" is no address.', f'Try "{better}".')


def _check_picture(path: Path, shown: str) -> Iterator[Problem]:
    if path.suffix != ".svg":
        yield from _check_photograph(path, shown)
        return
    raw = path.read_bytes()
    if b"\0" in raw:
        yield BROKEN_PICTURE.at(shown, None, "The drawing is not UTF-8 text.", "Save it as UTF-8.")
        return
    found = _ACTIVE.search(raw)
    if found:
        line = raw[: found.start()].count(b"\n") + 1
        yield ACTIVE_PICTURE.at(shown, line, "The drawing is active or loads something.")
        return
    yield from _check_drawing(raw, shown)


def _check_drawing(raw: bytes, shown: str) -> Iterator[Problem]:
    """Tell a drawing that no browser would show; it declares no entities, or it was told before."""
    from xml.parsers import expat  # noqa: PLC0415 (few texts have drawings)

    names: list[str] = []
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = lambda name, attributes: names.append(name)
    try:
        raw.decode()
        parser.Parse(raw, True)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        yield BROKEN_PICTURE.at(shown, line, "The drawing is not UTF-8 text.", "Save it as UTF-8.")
    except expat.ExpatError as error:
        said = (
            f"It is no whole drawing: {expat.errors.messages.get(error.code, 'not well-formed')}."
        )
        yield BROKEN_PICTURE.at(shown, error.lineno, said)
    else:
        if names[0] != f"{_SVG} svg":
            said = "It is no drawing: its first element is no <svg> of the namespace of SVG."
            hint = f'Export it again, or begin it with <svg xmlns="{_SVG}" …>.'
            yield BROKEN_PICTURE.at(shown, None, said, hint)


def _check_photograph(path: Path, shown: str) -> Iterator[Problem]:
    """Tell data that a reader does not see but a program does: place, time, camera, comments."""
    from PIL import Image  # noqa: PLC0415 (slow to load, and few texts have photographs)

    try:
        with Image.open(path) as image:
            if image.width * image.height > MOST_PIXELS:
                said = f"It has {image.width} by {image.height} pixels."
                yield TOO_LARGE.at(shown, None, said)
                return
            image.load()
            hidden = bool(image.getexif()) or bool(_HIDDEN & image.info.keys())
            hidden = hidden or bool(getattr(image, "text", None))
    except (OSError, ValueError, Image.DecompressionBombError):
        yield BROKEN_PICTURE.at(shown, None, "It is damaged, far too large, or no picture.")
        return
    if hidden:
        yield HIDDEN_DATA.at(shown, None, "It still holds data of the camera or of a program.")


def _id_of(name: str) -> str:
    """Return the id of a text by its path below the folder of its language."""
    folder, _, last = name.rpartition("/")
    if last == "index.md":
        return folder
    stem, _, suffix = last.rpartition(".")
    last = stem if stem and suffix else last
    return f"{folder}/{last}" if folder else last


def _read_record(
    path: Path,
    relative: PurePosixPath,
    shown: str,
    language: str,
    trusted: bool,
    before: Record | None,
    problems: list[Problem],
) -> _Found:
    document = read_page(path, shown, problems, before.document if before else None)
    if document is None:
        return _Found()
    record_id = _id_of(str(relative))
    kind, model = "page", Page
    if "/" in record_id:
        kind, model = _KINDS.get(record_id.split("/")[0], (kind, model))  # type: ignore[assignment]
    if before and before.document.head_digest == document.head_digest:
        head: Head | None = before.head
    else:
        head = build(model, document, problems)
    whole = head is not None
    if head is None:
        kind, head = "page", Page(title="?", description="?")
    record = Record(record_id, language, kind, head, document, trusted)
    faults = list(check_limits(record))
    problems.extend(faults)
    if faults:
        return _Found()
    return _Found(_digested(record)) if whole else _Found(broken=record)


def _digested(record: Record) -> Record:
    """Return a record that remembers its digest, which others ask for in every build."""
    return replace(record, known_digest=record.digest())


def _read_sheet(
    path: Path,
    relative: PurePosixPath,
    shown: str,
    language: str,
    trusted: bool,
    problems: list[Problem],
) -> _Found | None:
    """Read a sheet; one with faults is none, and is told."""
    document = _read_loose(path, shown, problems)
    head = build(sheets.Sheet, document, problems) if document else None
    if document is None or head is None:
        return None
    record = Record(_id_of(str(relative)), language, relative.stem, head, document, trusted)
    faults = list(check_limits(record))
    problems.extend(faults)
    return None if faults or head.status == "draft" else _Found(sheet=_digested(record))


def _read_loose(path: Path, shown: str, problems: list[Problem]) -> Document | None:
    """Read a text that may do without front matter."""
    text = read_text(path, shown, problems)
    if text is None or text.startswith("---"):
        return None if text is None else read_page(path, shown, problems)
    return Document(shown, {}, {}, text.strip("\n") + "\n", 1, digest("", 24), digest(text, 24))


def _read_data(
    path: Path,
    relative: PurePosixPath,
    shown: str,
    language: str,
    trusted: bool,
    problems: list[Problem],
) -> _Found:
    """Read a record that has no text below its data, such as a quiz."""
    text = read_text(path, shown, problems)
    document = None if text is None else parse_yaml(text, shown, problems)
    if text is None or document is None:
        return _Found()
    kind, model = _BESIDE_LESSONS[relative.name]
    head = build(model, document, problems)
    if head is None:
        return _Found()
    whole = document.seen_as(digest(text, 24))
    return _Found(_digested(Record(_id_of(str(relative)), language, kind, head, whole, trusted)))
