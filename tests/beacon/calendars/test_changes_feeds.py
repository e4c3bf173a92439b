"""Changes: feed readers find what changed, each entry once and for ever under its id."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from words_in import EVENT, PROTECTED, words_in

from beacon.calendars.changes import MOST, ChangesFeed, atom, json_feed
from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.schedule.publicity import PublicChange

ATOM = "{http://www.w3.org/2005/Atom}"
CHANGES = (
    PublicChange(date(2026, 11, 20), EVENT, 2, ("moved", "confirmed"), date(2026, 11, 5)),
    PublicChange(date(2026, 11, 2), PROTECTED, 0, ("added",)),
)


@pytest.fixture
def feed(languages: Languages, vocabulary: Vocabulary) -> ChangesFeed:
    """The English feed of a centre."""
    return ChangesFeed(
        title="What changed & why",
        author="NKC",
        url="https://example.org/en/changes/",
        self_url="https://example.org/en/changes.atom",
        words=words_in("en", languages, vocabulary),
        link=lambda presentation: f"https://example.org/en/calendar/#event-{presentation.id}",
    )


def entries(data: bytes) -> list[dict[str, str]]:
    """Return the entries of an Atom feed by the names of their elements."""
    return [
        {part.tag.removeprefix(ATOM): part.text or part.get("href", "") for part in entry}
        for entry in ET.fromstring(data).iter(f"{ATOM}entry")
    ]


def test_atom_has_an_entry_for_each_change(feed: ChangesFeed) -> None:
    data = atom(CHANGES, feed, since=date(2026, 1, 1))
    root = ET.fromstring(data)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root.findtext(f"{ATOM}title") == "What changed & why"
    assert root.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "NKC"
    first, second = entries(data)
    assert first == {
        "title": "Moved from 5 November 2026; Confirmed: Presentation, Гимназија, Niš",
        "id": "https://example.org/en/changes/#2026-12-03-nis-2026-11-20-2",
        "link": "https://example.org/en/calendar/#event-2026-12-03-nis",
        "updated": "2026-11-20T00:00:00Z",
        "category": "",
        "summary": "3 December 2026, 10:00–10:45; Гимназија, Niš",
    }
    assert second["title"] == "New event: Presentation, Niš"
    assert second["summary"] == "3 December 2026; Niš"


def test_json_feed_says_the_same(feed: ChangesFeed) -> None:
    data = json.loads(json_feed(CHANGES, feed))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert (data["language"], data["authors"]) == ("en", [{"name": "NKC"}])
    told = [
        {k: item[k] for k in ("id", "title", "content_text", "url", "date_published")}
        for item in data["items"]
    ]
    names = {"content_text": "summary", "url": "link", "date_published": "updated"}
    expected = [
        {key: entry[names.get(key, key)] for key in told[0]}
        for entry in entries(atom(CHANGES, feed, since=date(2026, 1, 1)))
    ]
    assert told == expected
    assert [item["tags"] for item in data["items"]] == [["moved", "confirmed"], ["added"]]


def test_what_is_off_is_said_once(feed: ChangesFeed) -> None:
    off = replace(EVENT, status="cancelled", sample=True)
    (entry,) = entries(
        atom([PublicChange(date(2026, 11, 20), off, 3, ("cancelled",))], feed, since=date.min)
    )
    assert entry["title"] == "[Sample] Cancelled: Presentation, Гимназија, Niš"


def test_feed_without_changes_is_still_a_feed(feed: ChangesFeed) -> None:
    root = ET.fromstring(atom((), feed, since=date(2026, 1, 1)))
    assert root.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"
    assert json.loads(json_feed((), feed))["items"] == []


def test_feed_ends_with_the_newest_two_hundred_and_no_id_comes_twice(feed: ChangesFeed) -> None:
    many = [
        PublicChange(date(2026, 11, 20) - timedelta(n), EVENT, n % 2, ("hour",))
        for n in range(MOST + 50)
    ]
    ids = [entry["id"] for entry in entries(atom(many, feed, since=date(2026, 1, 1)))]
    assert len(ids) == len(set(ids)) == MOST
    assert "2026-11-20-0" in ids[0]


def test_markup_and_signs_that_xml_forbids_stay_text(feed: ChangesFeed) -> None:
    event = replace(EVENT, venue='<script>alert("1")</script>\x0b\ufffe&')
    data = atom([PublicChange(date(2026, 11, 20), event, 1, ("place",))], feed, since=date.min)
    assert entries(data)[0]["summary"].endswith('<script>alert("1")</script>&, Niš')
    assert b"<script" not in data
