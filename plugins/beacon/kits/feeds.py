"""Feeds of new and changed kits: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import Struct

from beacon.kits.records import KitRecord
from beacon.markup import escape, quoteattr

_SINCE = "2000-01-01"


class KitFeed(Struct, frozen=True):
    """What a feed says of itself; `link` leads to its page, `place` to the lessons' pages.

    `place` is the address of a lesson's page with `{}` for its name.
    """

    title: str
    author: str
    language: str
    link: str
    place: str

    def address(self, record: KitRecord) -> str:
        """Return the address of the page of a kit."""
        return self.place.format(record.lesson)


def newest_first(records: Iterable[KitRecord]) -> list[KitRecord]:
    """Return kits in the order in which they changed."""
    by_name = sorted(records, key=lambda record: (record.lesson, record.audience))
    return sorted(by_name, key=lambda record: record.changed_on, reverse=True)


def kits_as_atom(records: Iterable[KitRecord], feed: KitFeed, address: str) -> bytes:
    """Return the kits as Atom; the same kits give the same bytes."""
    newest = newest_first(records)
    updated = max((record.changed_on for record in newest), default="") or _SINCE
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.language)}>',
        f"<title>{escape(feed.title)}</title>",
        f"<id>{escape(address)}</id>",
        f'<link rel="self" href={quoteattr(address)}/>',
        f"<link href={quoteattr(feed.link)}/>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{escape(feed.author)}</name></author>",
    ]
    for record in newest:
        link = feed.address(record)
        lines += [
            "<entry>",
            f"<title>{escape(_title(record))}</title>",
            f"<id>{escape(_id(record, link))}</id>",
            f"<link href={quoteattr(link)}/>",
            f"<updated>{record.changed_on or _SINCE}T00:00:00Z</updated>",
            f"<summary>{escape(record.change or record.title)}</summary>",
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def kits_as_json(records: Iterable[KitRecord], feed: KitFeed, address: str) -> bytes:
    """Return the kits as JSON Feed, each with its ZIP as an attachment."""
    items = []
    for record in newest_first(records):
        link, whole = feed.address(record), record.whole
        items.append(
            {
                "id": _id(record, link),
                "url": link,
                "title": _title(record),
                "content_text": record.change or record.title,
                "date_published": f"{record.changed_on or _SINCE}T00:00:00Z",
                "attachments": [
                    {
                        "url": f"{link}kit/{whole.file}",
                        "mime_type": whole.media_type,
                        "size_in_bytes": whole.size or 0,
                    }
                ],
            }
        )
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.link,
        "feed_url": address,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": items,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _title(record: KitRecord) -> str:
    """Return a title that tells a kit from those of other audiences and versions."""
    title = " · ".join(filter(None, (record.title, record.for_whom)))
    return f"{title} ({record.revision})"


def _id(record: KitRecord, link: str) -> str:
    """Return an id that changes with what stands in the kit, and with nothing else."""
    return f"{link}#{record.audience or 'kit'}-{record.revision}"
