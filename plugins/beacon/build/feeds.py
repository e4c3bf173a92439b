"""The feeds of a site in each language: the calendar, what changed, and the schedule as data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from beacon.build.data import FEED
from beacon.build.site import SiteLike
from beacon.build.wording import Wording
from beacon.calendars.changes import ChangesFeed, atom, json_feed
from beacon.calendars.export import event_line, schedule_json
from beacon.calendars.feeds import FeedText, FeedWriter
from beacon.calendars.parts import split
from beacon.calendars.words import Words, help_line
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language
from beacon.schedule.publicity import PublicPresentation, public, public_changes


def feed_uri(language: Language) -> str:
    """Return where the feed of a language stands, from the root of the site."""
    return f"{language.path}/{FEED}"


def site_feeds(site: SiteLike, site_url: str) -> dict[str, bytes]:
    """Return the `.ics` files of a site by their address."""
    return {
        uri: data for tag in site.tags for uri, data in language_feeds(site, tag, site_url).items()
    }


def language_feeds(site: SiteLike, tag: str, site_url: str) -> dict[str, bytes]:
    """Return the `.ics` files of a language by their address; the first is the whole or the newest.

    All languages are divided alike, so that an address has its counterpart in each.
    """
    presentations = public(site.schedule)
    writers = {other: _writer(site, site.languages[other], site_url) for other in site.tags}

    def size(presentation: PublicPresentation) -> int:
        return max(len(writer.event(presentation)) for writer in writers.values())

    stem, _, ending = FEED.partition(".")
    language = site.languages[tag]
    return {
        f"{language.path}/{stem}{part and '-'}{part}.{ending}": writers[tag].feed(
            held, url=_page(language, site_url)
        )
        for part, held in split(presentations, size, as_of=site.as_of).items()
    }


def site_changes(site: SiteLike, site_url: str) -> dict[str, bytes]:
    """Return what changed in the schedule as Atom and as JSON Feed, by their address."""
    return {
        uri: data
        for tag in site.tags
        for uri, data in language_changes(site, tag, site_url).items()
    }


def language_changes(site: SiteLike, tag: str, site_url: str) -> dict[str, bytes]:
    """Return what changed in the schedule in one language: Atom first, then JSON Feed."""
    changes = public_changes(site.schedule)
    language = site.languages[tag]
    words, page = site_words(site, language), _page(language, site_url)
    gettext = words.strings.gettext
    name, title = words.text(site.centre.short_name), gettext("Changes in the calendar")
    atom_uri, json_uri = changes_uri(language), f"{language.path}/changes.json"
    feed = ChangesFeed(
        title=unmarked(f"{name}: {title}"),
        author=unmarked(name),
        url=page,
        self_url=f"{site_url}{atom_uri}",
        words=words,
        link=lambda presentation: _event(page, presentation),
    )
    return {
        atom_uri: _plain(atom(changes, feed, since=site.as_of or date(2026, 1, 1))),
        json_uri: _plain(json_feed(changes, replace(feed, self_url=f"{site_url}{json_uri}"))),
    }


def site_schedule(site: SiteLike, site_url: str) -> dict[str, bytes]:
    """Return the schedule as JSON in each language, in parts by year where it is long."""
    return {
        uri: data
        for tag in site.tags
        for uri, data in language_schedule(site, tag, site_url).items()
    }


def language_schedule(site: SiteLike, tag: str, site_url: str) -> dict[str, bytes]:
    """Return the schedule as JSON in one language; the first is the whole or the newest."""
    presentations = public(site.schedule)
    language = site.languages[tag]
    words, page = site_words(site, language), _page(language, site_url)
    lines = {p.id: event_line(p, words, _event(page, p)) for p in presentations}
    parts = split(presentations, lambda p: len(lines[p.id].encode()), as_of=site.as_of)
    return {
        f"{language.path}/calendar{part and '-'}{part}.json": _plain(
            schedule_json(
                (lines[p.id] for p in held),
                words,
                centre=site.centre.id,
                time_zone=site.centre.time_zone,
            )
        )
        for part, held in parts.items()
    }


def _plain(data: bytes) -> bytes:
    """Return a file with its words alone: it has no place for the language of each."""
    return unmarked(data.decode()).encode()


def changes_uri(language: Language) -> str:
    """Return where the feed of changes of a language stands, from the root of the site."""
    return f"{language.path}/changes.atom"


def schedule_uri(language: Language) -> str:
    """Return where the schedule of a language stands as data, from the root of the site."""
    return f"{language.path}/calendar.json"


def _event(page: str, presentation: PublicPresentation) -> str:
    return f"{page}#event-{presentation.id}"


def site_words(site: SiteLike, language: Language) -> Words:
    """Return the words for the presentations of a site in a language."""
    wording = Wording(site, language)
    funding = site.centre.funding
    return Words(
        strings=wording.strings,
        language=language,
        languages=site.languages,
        vocabulary=site.vocabulary,
        title=wording.event_title,
        help_line=help_line(site.folder.channels, wording.strings, language, site.languages),
        funding=wording.text(funding.statement) if funding else "",
        funded=frozenset(funding.event_types) if funding else frozenset(),
    )


def _writer(site: SiteLike, language: Language, site_url: str) -> FeedWriter:
    words = site_words(site, language)
    gettext = words.strings.gettext
    calendar, samples = gettext("Calendar of presentations"), gettext("with samples")
    name = unmarked(f"{words.text(site.centre.short_name)}: {calendar}")
    if any(p.sample for p in public(site.schedule)):
        name = f"{name} ({unmarked(samples)})"
    page = _page(language, site_url)
    text = FeedText(
        name=name,
        language=language.tag,
        summary=lambda presentation: unmarked(words.summary(presentation)),
        place=lambda presentation: unmarked(words.place(presentation)),
        description=lambda presentation: unmarked(words.description(presentation)),
        categories=lambda presentation: tuple(map(unmarked, words.categories(presentation))),
        link=lambda presentation: _event(page, presentation),
        organizer=unmarked(words.text(site.centre.short_name)),
    )
    return FeedWriter(text, site.centre.id, site.centre.time_zone, site.centre.email)


def _page(language: Language, site_url: str) -> str:
    return f"{site_url}{language.path}/calendar/"
