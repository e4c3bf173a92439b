"""The calendar feeds of a site: one for each language, and older events by year where need be."""

from __future__ import annotations

from beacon.build.data import FEED
from beacon.build.site import SiteLike
from beacon.build.wording import Wording
from beacon.calendars.feeds import FeedText, FeedWriter
from beacon.calendars.parts import split
from beacon.calendars.words import Words, help_line
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language
from beacon.schedule.publicity import PublicPresentation, public


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
    if any(p.sample for p in site.schedule.presentations.values()):
        name = f"{name} ({unmarked(samples)})"
    page = _page(language, site_url)
    text = FeedText(
        name=name,
        language=language.tag,
        summary=lambda presentation: unmarked(words.summary(presentation)),
        place=lambda presentation: unmarked(words.place(presentation)),
        description=lambda presentation: unmarked(words.description(presentation)),
        categories=lambda presentation: tuple(map(unmarked, words.categories(presentation))),
        link=lambda presentation: f"{page}#event-{presentation.id}",
        organizer=unmarked(words.text(site.centre.short_name)),
    )
    return FeedWriter(text, site.centre.id, site.centre.time_zone, site.centre.email)


def _page(language: Language, site_url: str) -> str:
    return f"{site_url}{language.path}/calendar/"
