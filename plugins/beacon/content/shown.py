"""Shown: the links, the pictures and the ids that the page of a text has, however written.

To set a whole text takes long: `links.py` asks for it where a text has forms that few texts have.
"""

from __future__ import annotations

from contextlib import suppress
from html.parser import HTMLParser

from msgspec import Struct

from beacon.content.addresses import split
from beacon.content.markdown import Converter, TooDeep
from beacon.content.records import Record

# What stands before an address that Markdown gives to be resolved: a private letter.
_MARK = "\ue000"


class ShownLink(Struct, frozen=True):
    """A link or a picture; `in_html` is a link to a file that nobody turns into an address."""

    picture: bool
    label: str
    address: str
    in_html: bool = False


def links_shown(record: Record) -> list[ShownLink]:
    """Return what the page of a text links and shows, in their order."""
    return _read(record).links


def ids_shown(record: Record) -> frozenset[str]:
    """Return the ids that a link may lead to."""
    return frozenset(_read(record).ids)


def _read(record: Record) -> _Reader:
    reader = _Reader()
    with suppress(TooDeep):  # told elsewhere; it has no page
        reader.feed(Converter().convert(record.body, _marked, trusted=record.trusted))
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[ShownLink] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            href = given["href"]
            in_html = not href.startswith(_MARK) and _is_path(href)
            self.links.append(ShownLink(False, "", href.removeprefix(_MARK), in_html))
        elif tag == "img":
            source = given.get("src", "").removeprefix(_MARK)
            self.links.append(ShownLink(True, given.get("alt", ""), source))
        if "id" in given:
            self.ids.add(given["id"])


def _marked(link: str) -> str:
    return f"{_MARK}{link}" if _is_path(link) else link


def _is_path(link: str) -> bool:
    parts = split(link)
    return bool(parts.path) and not parts.scheme and not link.startswith("/")
