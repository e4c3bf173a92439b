"""The feeds of a site in each language: the calendar, what changed, and the schedule as data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from beacon.build.data import FEED
from beacon.build.site import Site
from beacon.build.wording import Wording
from beacon.calendars.changes import ChangesFeed, atom, json_feed
from beacon.calendars.export import event_line, schedule_json
from beacon.calendars.feeds import FeedText, FeedWriter
from beacon.calendars.parts import split
from beacon.calendars.words import Words, help_line
from beacon.languages.registry import Language
from beacon.schedule.publicity import PublicPresentation, public, public_changes


def site_feeds(site: Site, site_url: str) -> dict[str, bytes]:
    """Return the `.ics` files of a site by their address."""
    presentations = public(site.schedule)
    writers = {tag: _writer(site, site.languages[tag], site_url) for tag in site.tags}

    def size(presentation: PublicPresentation) -> int:
        return max(len(writer.event(presentation)) for writer in writers.values())

    stem, _, ending = FEED.partition(".")
    parts = split(presentations, size, as_of=site.as_of)
    return {
        f"{site.languages[tag].path}/{stem}{part and '-'}{part}.{ending}": writer.feed(
            held, url=_page(site, site.languages[tag], site_url)
        )
        for tag, writer in writers.items()
        for part, held in parts.items()
    }


def site_changes(site: Site, site_url: str) -> dict[str, bytes]:
    """Return what changed in the schedule as Atom and as JSON Feed, by their address."""
    changes = public_changes(site.schedule)
    found: dict[str, bytes] = {}
    for tag in site.tags:
        language = site.languages[tag]
        words, page = site_words(site, language), _page(site, language, site_url)
        gettext = words.strings.gettext
        name = words.text(site.centre.short_name)
        title = gettext("Changes in the calendar")
        atom_uri, json_uri = f"{language.path}/changes.atom", f"{language.path}/changes.json"
        feed = ChangesFeed(
            title=f"{name}: {title}",
            author=name,
            url=page,
            self_url=f"{site_url}{atom_uri}",
            words=words,
            link=lambda presentation, page=page: _event(page, presentation),  # type: ignore[misc]
        )
        found[atom_uri] = atom(changes, feed, since=site.as_of or date(2026, 1, 1))
        found[json_uri] = json_feed(changes, replace(feed, self_url=f"{site_url}{json_uri}"))
    return found


def site_schedule(site: Site, site_url: str) -> dict[str, bytes]:
    """Return the schedule as JSON in each language, in parts by year where it is long."""
    presentations = public(site.schedule)
    found: dict[str, bytes] = {}
    for tag in site.tags:
        language = site.languages[tag]
        words, page = site_words(site, language), _page(site, language, site_url)
        lines = {p.id: event_line(p, words, _event(page, p)) for p in presentations}
        parts = split(presentations, lambda p: len(lines[p.id].encode()), as_of=site.as_of)  # noqa: B023
        for part, held in parts.items():
            found[f"{language.path}/calendar{part and '-'}{part}.json"] = schedule_json(
                (lines[p.id] for p in held),
                words,
                centre=site.centre.id,
                time_zone=site.centre.time_zone,
            )
    return found


def _event(page: str, presentation: PublicPresentation) -> str:
    return f"{page}#event-{presentation.id}"


def site_words(site: Site, language: Language) -> Words:
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


def _writer(site: Site, language: Language, site_url: str) -> FeedWriter:
    words = site_words(site, language)
    gettext = words.strings.gettext
    calendar, samples = gettext("Calendar of presentations"), gettext("with samples")
    name = f"{words.text(site.centre.short_name)}: {calendar}"
    if any(p.sample for p in public(site.schedule)):
        name = f"{name} ({samples})"
    page = _page(site, language, site_url)
    text = FeedText(
        name=name,
        language=language.tag,
        summary=words.summary,
        place=words.place,
        description=words.description,
        categories=words.categories,
        link=lambda presentation: _event(page, presentation),
        organizer=words.text(site.centre.short_name),
    )
    return FeedWriter(text, site.centre.id, site.centre.time_zone, site.centre.email)


def _page(site: Site, language: Language, site_url: str) -> str:
    return f"{site_url}{language.path}/calendar/"
