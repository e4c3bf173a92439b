"""Changes: what changed in a schedule, as Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from typing import Any

from msgspec import Struct

from beacon.calendars.words import Words
from beacon.patterns import regex
from beacon.schedule.publicity import PublicChange, PublicPresentation

MOST = 200
"""Entries of a feed; readers come by at least once in the time that so many changes take."""
# XML 1.0 §2.2: what a document may not hold, however it is escaped.
_NOT_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ChangesFeed(Struct, frozen=True):
    """A feed of changes in one language: `url` is its page, `self_url` its own address.

    `link` is the address of an event's page, `author` the name of the centre.
    """

    title: str
    author: str
    url: str
    self_url: str
    words: Words
    link: Callable[[PublicPresentation], str]


def atom(changes: Iterable[PublicChange], feed: ChangesFeed, *, since: date) -> bytes:
    """Return the newest changes as Atom; `since` is the day of a feed without any.

    The same changes give the same bytes: times are those of the ledger.
    """
    newest = tuple(changes)[:MOST]
    language = quoteattr(feed.words.language.tag)
    updated = max((change.on for change in newest), default=since)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={language}>',
        f"<title>{_xml(feed.title)}</title>",
        f"<id>{_xml(feed.self_url)}</id>",
        f"<link rel={quoteattr('self')} href={quoteattr(feed.self_url)}/>",
        f"<link href={quoteattr(feed.url)}/>",
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{_xml(feed.author)}</name></author>",
    ]
    for change in newest:
        summary = _xml(summary_of(change, feed.words))
        lines += [
            "<entry>",
            f"<title>{_xml(title_of(change, feed.words))}</title>",
            f"<id>{_xml(entry_id(change, feed))}</id>",
            f"<link href={quoteattr(feed.link(change.presentation))}/>",
            f"<updated>{_moment(change.on)}</updated>",
            *(f"<category term={quoteattr(kind)}/>" for kind in change.kinds),
            f"<summary>{summary}</summary>",
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def json_feed(changes: Iterable[PublicChange], feed: ChangesFeed) -> bytes:
    """Return the newest changes as JSON Feed 1.1."""
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "language": feed.words.language.tag,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry_id(change, feed),
                "url": feed.link(change.presentation),
                "title": title_of(change, feed.words),
                "content_text": summary_of(change, feed.words),
                "date_published": _moment(change.on),
                "tags": list(change.kinds),
            }
            for change in tuple(changes)[:MOST]
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def entry_id(change: PublicChange, feed: ChangesFeed) -> str:
    """Return an id that no other change of any event has, and that never changes."""
    return f"{feed.url}#{change.presentation.id}-{change.on}-{change.sequence}"


def title_of(change: PublicChange, words: Words) -> str:
    """Return what changed and for which event: `Moved from 5 March 2026: Grooming, Niš`."""
    presentation = change.presentation
    said = f"{words.change(change)}: {words.name(presentation)}, {words.place(presentation)}"
    return words.marked(said, presentation)


def summary_of(change: PublicChange, words: Words) -> str:
    """Return when and where the event is now, and why it changed."""
    presentation = change.presentation
    days, hours = words.days(presentation), words.hours(presentation)
    reason = presentation.reason
    parts = (
        f"{days}, {hours}" if hours else days,
        words.place(presentation),
        words.term(words.vocabulary.change_reasons, reason) if reason else "",
    )
    return "; ".join(part for part in parts if part)


def _moment(day: date) -> str:
    return f"{day}T00:00:00Z"


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def quoteattr(text: str) -> str:
    """Return a text as the value of an attribute, in quotes."""
    return f'"{escape(text)}"'
