"""The calendar feeds of a site: one for each language, and older events by year where need be."""

from __future__ import annotations

from beacon.build.data import FEED
from beacon.build.site import Site
from beacon.build.wording import Wording
from beacon.calendars.feeds import FeedText, FeedWriter
from beacon.calendars.parts import split
from beacon.calendars.words import Words, help_line
from beacon.languages.registry import Language
from beacon.schedule.publicity import PublicPresentation, public


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
    if any(p.sample for p in site.schedule.presentations.values()):
        name = f"{name} ({samples})"
    page = _page(site, language, site_url)
    text = FeedText(
        name=name,
        language=language.tag,
        summary=words.summary,
        place=words.place,
        description=words.description,
        categories=words.categories,
        link=lambda presentation: f"{page}#event-{presentation.id}",
        organizer=words.text(site.centre.short_name),
    )
    return FeedWriter(text, site.centre.id, site.centre.time_zone, site.centre.email)


def _page(site: Site, language: Language, site_url: str) -> str:
    return f"{site_url}{language.path}/calendar/"
