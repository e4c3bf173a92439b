"""Links between texts: where they lead, and whether something is there."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from html import unescape
from typing import Protocol
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.content.addresses import INVALID, OF_TEMPLATES, SCHEMES, split
from beacon.content.library import Library
from beacon.content.prose import outside_fences, prose_lines
from beacon.content.records import Record
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, did_you_mean, nearest
from beacon.slugs import slugify

NO_PAGE = Code("LNK001", "A link leads to a page that does not exist.", "Correct the path.")
NO_ANCHOR = Code(
    "LNK002",
    "A link leads to a place on a page that does not exist.",
    "Correct what follows the #.",
)
NO_PICTURE = Code(
    "LNK003", "A picture is not there.", "Put it beside the text, or correct its name."
)
FOREIGN_PICTURE = Code(
    "LNK004",
    "A picture would be loaded from another host, which tells that host who reads the page.",
    "Put the picture beside the text.",
)
NO_ALTERNATIVE = Code(
    "LNK005", "A picture has no alternative text.", "Say in the brackets what it shows: ![…](…)"
)
ABSOLUTE = Code(
    "LNK006",
    "A link between our pages begins with a slash, which breaks in other languages.",
    "Write it from this file on, such as ../help/index.md.",
)
RESERVED_ID = Code(
    "LNK007",
    "A heading has an id that the page itself uses for another part.",
    "Give the heading another id: {#another-name}.",
)
SECOND_TITLE = Code(
    "LNK008",
    "A text has a heading of the first level, which is the title of the page already.",
    'Begin headings of the text with "##".',
)
BAD_HEADING = Code(
    "LNK009",
    "A heading is empty or skips a level, so that readers who hear the page lose the way.",
    'Below "##" comes "###", and after the signs come words.',
)
TAKEN_OFF = Code(
    "LNK010",
    "A link begins with what nobody may open from a page; the page shows its words alone.",
    "Lead to a page, to another site (https://…), or to a number or an address (tel:, mailto:).",
    Severity.WARNING,
)
CODES = (
    BAD_HEADING,
    SECOND_TITLE,
    RESERVED_ID,
    NO_PAGE,
    NO_ANCHOR,
    NO_PICTURE,
    FOREIGN_PICTURE,
    NO_ALTERNATIVE,
    ABSOLUTE,
    TAKEN_OFF,
)

# A label may break across lines, but not across paragraphs.
_LABEL = r"((?:[^\[\]\n]|\n(?!\s*\n)){0,500})"
# Brackets in pairs belong to an address, as in `/wiki/Title_(film)` and `javascript:x(1)`.
_ADDRESS = r"[^()\s>]{0,2000}(?:\([^()\s>]{0,500}\)[^()\s>]{0,500}){0,9}"
_TARGET = rf"\(\s*<?({_ADDRESS})>?(?:\s+\"[^\"]{{0,500}}\")?\s*\)"
_PICTURE = regex(rf"!\[{_LABEL}\]{_TARGET}")
_PICTURE_REFERENCE = regex(rf"!\[{_LABEL}\](?!\()(?:\[([^\[\]]{{0,200}})\])?")
_LINK = regex(rf"\[{_LABEL}\]{_TARGET}")
_DEFINITION = regex(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:\s*<?(\S{1,2000}?)>?(?:\s|$)", re.MULTILINE
)
# `text.sr.md` is how a submission names its text in one language.
_OF_FOLDER = regex(r"^(?:index|text\.[A-Za-z-]+)\.md$")
# A link or a picture that the patterns above do not read, and HTML that may be one.
_UNREAD = regex(r"\]\(|<(?:a|img)\b", re.IGNORECASE)
_HASHTAG = regex(r"#[^\W_]\w*")
_HEADING = regex(r"^(#{2,6})\s+(\S.*)$")
_EXPLICIT = regex(r"\{:?[^{}#]{0,200}#([\w-]+)[^{}]{0,200}\}\s*$")
_SIMPLE_HEADING = regex(
    r"#{2,6} +[^\s#{}\[\]<>&\\_`*][^{}\[\]<>&\\_`*]*(?:\{:? ?#[\w-]+[^{}]*\} *)?"
)
# Headings that no line of their own begins with, elements with an id, HTML and comments.
_HIDDEN_HEADING = regex(
    r"^[ \t>*+.\d:)-]+#|[^\n]\n(?:=+|-+)[ \t]*$|^ {0,3}<|<h[1-6]\b|\{:", re.MULTILINE
)


def target_of(record_id: str, is_index: bool, link: str) -> str | None:
    """Return the id that a relative `.md` link leads to, or None for any other link.

    A link is written from the file it stands in: `../help/index.md`.
    """
    parts = split(link)
    if parts.scheme or parts.netloc or not parts.path.endswith(".md"):
        return None
    base = record_id if is_index else posixpath.dirname(record_id)
    path = posixpath.normpath(posixpath.join(base, unquote(parts.path)))
    path = path.removesuffix(".md")
    return "" if path == "index" else path.removesuffix("/index")


def is_index(record: Record) -> bool:
    """Tell whether a record's file is the page of its folder: `index.md`, or a submission's."""
    return bool(_OF_FOLDER.match(posixpath.basename(record.path)))


@lru_cache(maxsize=4096)  # a page is made in all its languages, whose links are the same
def relative_url(from_id: str, to_id: str) -> str:
    """Return the relative address from one page of a language to another: `../help/`."""
    if from_id == to_id:
        return "./"
    here = from_id.split("/") if from_id else []
    there = to_id.split("/") if to_id else []
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "".join(f"{part}/" for part in there[shared:])


class Surroundings(Protocol):
    """What the links of a text may lead to; a library, or a reader that notes what it tells."""

    def exists(self, record_id: str) -> bool:
        """Tell whether a page is there, also one whose text has faults."""

    def anchors(self, record_id: str, language: str) -> frozenset[str] | None:
        """Return the ids of the headings of a text, or None where it is not in this language."""

    def has_picture(self, uri: str) -> bool:
        """Tell whether a picture stands there in any language."""

    def ids(self) -> list[str]:
        """Return every id, for hints."""


def check_links(library: Library, exists: Callable[[str], bool]) -> Iterator[Problem]:
    """Tell links and pictures that lead nowhere; `exists` also knows generated pages."""
    around = _Tree(library, exists)
    for record in library.records.values():
        yield from check_links_of(record, around)


def check_links_of(
    record: Record, around: Surroundings, lines: Sequence[tuple[int, str]] | None = None
) -> Iterator[Problem]:
    """Tell the links and pictures of one text that lead nowhere.

    `lines` are those of its prose, where they are known already.
    """
    for link in _links(record, lines):
        if link.picture:
            yield from _check_picture(around, record, link.line, link.label, link.address)
        elif link.in_html:
            said = f'"{link.address}" stands in HTML, where no file becomes a page.'
            yield NO_PAGE.at(record.path, link.line, said, "Write it as [words](path).")
        else:
            yield from _check_link(around, record, link.line, link.address)
    before, level = "", 1
    # Where no code is marked, the lines are those of prose.
    marked = lines is None or "`" in record.body
    for line, text in outside_fences(record) if marked or lines is None else lines:
        sign = text[:1]
        if sign == "#":
            yield from _check_heading(record, line, text, level)
            level = _level(text)
        elif sign == "=" and before.strip() and not text.strip("= "):
            said = f'"{before.strip()[:60]}" is a second title.'
            yield SECOND_TITLE.at(record.path, line - 1, said)
        elif sign == "-" and before.strip() and not text.strip("- "):
            level = max(level, 2)
        before = text
    yield from _check_cards(around, record)


class _Tree(Struct, frozen=True, dict=True):
    """A library as surroundings; `exists` also knows pages that no file stands for."""

    library: Library
    exists: Callable[[str], bool]
    known_anchors: dict[tuple[str, str], frozenset[str] | None] = field(default_factory=dict)

    @cached_property
    def _pictures(self) -> frozenset[str]:
        return frozenset(uri for uri, _ in self.library.media)

    def anchors(self, record_id: str, language: str) -> frozenset[str] | None:
        key = (record_id, language)
        if key not in self.known_anchors:
            record = self.library.get(record_id, language)
            self.known_anchors[key] = anchors(record) if record else None
        return self.known_anchors[key]

    def has_picture(self, uri: str) -> bool:
        return uri in self._pictures

    def ids(self) -> list[str]:
        return self.library.ids()


class _Link(Struct, frozen=True):
    """A link or a picture of a text; `in_html` is one that nobody turns into an address."""

    picture: bool
    line: int
    label: str
    address: str
    in_html: bool = False


def _links(record: Record, lines: Sequence[tuple[int, str]] | None) -> Iterator[_Link]:
    """Yield every link and picture of a text, however written."""
    if not any(sign in record.body for sign in ("](", "]:", "<")):
        return
    found, rest = _common_links(record, tuple(prose_lines(record)) if lines is None else lines)
    yield from found
    if ("](" in rest or "<" in rest) and _UNREAD.search(rest):
        yield from _further_links(record, found)


def _common_links(record: Record, prose: Sequence[tuple[int, str]]) -> tuple[list[_Link], str]:
    """Return the links that are written as most are, and the text without them."""
    first = record.document.body_line
    last = prose[-1][0] if prose else first
    if len(prose) == last - first + 1:  # there is no code among them
        text = "\n".join([line for _, line in prose])
    else:
        lines = dict(prose)
        text = "\n".join(lines.get(number, "") for number in range(first, last + 1))
    found = []

    def add(picture: bool, at: int, label: str, address: str) -> None:
        found.append(_Link(picture, first + text.count("\n", 0, at), label, address))

    if "]:" in text:
        shown = set()
        for match in _PICTURE_REFERENCE.finditer(text):
            shown.add((match.group(2) or match.group(1)).casefold())
        for match in _DEFINITION.finditer(text):
            label = match.group(1)
            add(label.casefold() in shown, match.start(), label, match.group(2))
    if "![" in text:
        for match in _PICTURE.finditer(text):
            add(True, match.start(), match.group(1), match.group(2))
        text = _PICTURE.sub(lambda m: " " * len(m.group()), text)
    rest, end = [], 0
    for match in _LINK.finditer(text):
        add(False, match.start(), match.group(1), match.group(2))
        rest.append(text[end : match.start()])
        end = match.end()
    return found, "".join([*rest, text[end:]])


def _further_links(record: Record, known: Iterable[_Link]) -> Iterator[_Link]:
    """Yield the links that only the page of a text shows, which takes longer to set."""
    from beacon.content.shown import links_shown  # noqa: PLC0415 (slow, and few texts need it)

    left = Counter((link.picture, unescape(link.address)) for link in known)
    lines = [unescape(line) for line in record.body.split("\n")]
    for link in links_shown(record):
        if left[link.picture, link.address]:
            left[link.picture, link.address] -= 1
            continue
        at = next((n for n, line in enumerate(lines) if link.address in line), 0)
        line = record.document.body_line + at
        yield _Link(link.picture, line, link.label, link.address, link.in_html)


def _check_link(around: Surroundings, record: Record, line: int, link: str) -> Iterator[Problem]:
    if link.startswith("/") and not link.startswith("//"):
        yield ABSOLUTE.at(record.path, line, f'"{link}" begins with a slash.')
        return
    fragment = split(link).fragment
    target = target_of(record.id, is_index(record), link) if not link.startswith("#") else record.id
    if target is None:
        yield from _check_other(record, line, link)
        return
    if not around.exists(target):
        near = _meant(around, record, link, target)
        yield NO_PAGE.at(record.path, line, f'No page is at "{link}".', near)
        return
    there = around.anchors(target, record.language) if fragment else None
    if there is not None and not OF_TEMPLATES.match(fragment) and fragment not in there:
        near = did_you_mean(fragment, there)
        yield NO_ANCHOR.at(record.path, line, f'"{link}" names no heading there.', near)


def _meant(around: Surroundings, record: Record, link: str, target: str) -> str:
    """Say how a link may have been meant, as it is written from its file on."""
    if "\\" in link:
        better = link.replace("\\", "/")
        return f'Write it as "{better}".'
    base = record.id if is_index(record) else posixpath.dirname(record.id)
    heading = "".join(link.partition("#")[1:])
    of_all = target_of("", True, _UPWARD.sub("", link))  # as if all links began at one folder
    if of_all is not None and around.exists(of_all):
        return f'Write it as "{_file_of(of_all, base)}{heading}".'
    near = nearest(target, around.ids())
    return f'Did you mean "{_file_of(near, base)}{heading}"?' if near else ""


_UPWARD = regex(r"^(?:\.{1,2}/)+")


def _file_of(record_id: str, base: str = "") -> str:
    """Return a link to the file of a page, from the folder `base` on."""
    return posixpath.relpath(posixpath.join(record_id, "index.md"), base or ".")


def _check_other(record: Record, line: int, link: str) -> Iterator[Problem]:
    """Tell a link that is neither to a text of ours nor to another site."""
    parts = split(link)
    if parts.scheme == INVALID:
        yield NO_PAGE.at(record.path, line, f'"{link}" is no address.')
        return
    if parts.scheme == "file" or len(parts.scheme) == 1:  # a letter is a drive of Windows
        said = f'"{link}" is a file on one computer, which no reader has.'
        yield NO_PAGE.at(record.path, line, said, "Links lead to .md files or other sites.")
        return
    if parts.scheme and parts.scheme not in SCHEMES:
        said = f'"{link}" begins with "{parts.scheme}:", so the page shows its words alone.'
        yield TAKEN_OFF.at(record.path, line, said)
        return
    if parts.scheme or parts.netloc or not parts.path:
        return
    better = f"{parts.path.rstrip('/')}/index.md" if _has_no_suffix(parts.path) else ""
    if link.startswith("www."):
        better = f"https://{link}"
    hint = f'Write it as "{better}".' if better else "Links lead to .md files or other sites."
    problem = NO_PAGE.at(record.path, line, f'No page is at "{link}".', hint)
    yield replace(problem, cause=_beside(record, parts.path))


def _has_no_suffix(path: str) -> bool:
    return "." not in posixpath.basename(path.rstrip("/")).lstrip(".")


def _level(text: str) -> int:
    """Return the level of a heading, 1 to 6."""
    return min(len(text) - len(text.lstrip("#")), 6)


def _check_heading(record: Record, line: int, text: str, above: int) -> Iterator[Problem]:
    """Tell what is wrong with a heading that follows one of the level `above`."""
    level = _level(text)
    if level == 1:
        hashtag = _HASHTAG.match(text)
        hint = f'Write "\\{hashtag.group()}" for a hashtag.' if hashtag else ""
        yield SECOND_TITLE.at(record.path, line, f'"{text[:60]}" is a second title.', hint)
    elif level > above + 1:
        said = f'"{text[:60]}" has level {level} after level {above}.'
        yield BAD_HEADING.at(record.path, line, said)
    if not text.strip("# "):
        yield BAD_HEADING.at(record.path, line, "The heading is empty.")
    match = _HEADING.match(text)
    explicit = _EXPLICIT.search(match.group(2)) if match else None
    if explicit and OF_TEMPLATES.match(explicit.group(1)):
        yield RESERVED_ID.at(record.path, line, f'"{explicit.group(1)}" is taken.')


def _check_picture(
    around: Surroundings, record: Record, line: int, label: str, link: str
) -> Iterator[Problem]:
    if not label.strip():
        yield NO_ALTERNATIVE.at(record.path, line, f'"{link}" has no alternative text.')
    parts = split(link)
    if parts.scheme or parts.netloc:
        yield FOREIGN_PICTURE.at(record.path, line, f'"{link}" is on another host.')
        return
    base = record.id if is_index(record) else record.parent
    uri = posixpath.normpath(posixpath.join(base, unquote(parts.path)))
    if not around.has_picture(uri):
        problem = NO_PICTURE.at(record.path, line, f'No picture is at "{link}".')
        yield replace(problem, cause=_beside(record, parts.path))


def _beside(record: Record, path: str) -> str:
    """Return the file that a link names; one that is there and cannot be used has been told."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(record.path), unquote(path)))


def _check_cards(around: Surroundings, record: Record) -> Iterator[Problem]:
    for index, card in enumerate(getattr(record.head, "cards", ())):
        target = target_of("", True, card.link)
        if target is None or not around.exists(target):
            line = record.document.line(("cards", index, "link"))
            meant = nearest(target or card.link, around.ids())
            near = f'Did you mean "{_file_of(meant)}"?' if meant else ""
            if around.exists(card.link.rstrip("/")):
                near = f'Write it as "{card.link.rstrip("/")}/index.md".'
            yield NO_PAGE.at(record.path, line, f'No page is at "{card.link}".', near)


def anchors(record: Record) -> frozenset[str]:
    """Return the ids of all headings, numbered where they stand twice as Python-Markdown does.

    Of a text with other headings than most have, they are those of its page, which takes longer.
    """
    headings = [text for _, text in outside_fences(record) if text.startswith("#")]
    simple = not _HIDDEN_HEADING.search(record.body)
    if not simple or not all(map(_SIMPLE_HEADING.fullmatch, headings)):
        from beacon.content.shown import ids_shown  # noqa: PLC0415 (as above)

        return ids_shown(record)
    given = [(_EXPLICIT.search(text), text.lstrip("#")) for text in headings]
    seen = {explicit.group(1) for explicit, _ in given if explicit}
    for explicit, title in given:
        anchor = plain = "" if explicit else slugify(title)
        number = 0
        while anchor in seen:
            number += 1
            anchor = f"{plain}_{number}"
        seen.add(anchor)
    return frozenset(seen - {""})
