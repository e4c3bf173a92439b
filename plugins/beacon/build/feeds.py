"""The calendar feeds of a site, one for each language."""

from __future__ import annotations

from beacon.build.data import FEED
from beacon.build.site import SiteLike
from beacon.build.wording import Wording
from beacon.calendars.feeds import FeedText, calendar_feed
from beacon.languages.formats import joined_names
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language
from beacon.schedule.publicity import PublicPresentation, public


def feed_uri(language: Language) -> str:
    """Return where the feed of a language stands, from the root of the site."""
    return f"{language.path}/{FEED}"


def site_feeds(site: SiteLike, site_url: str) -> dict[str, bytes]:
    """Return the `.ics` files of a site by their address."""
    languages = [site.languages[tag] for tag in site.tags]
    return {feed_uri(language): site_feed(site, language, site_url) for language in languages}


def site_feed(site: SiteLike, language: Language, site_url: str) -> bytes:
    """Return the `.ics` file of a language."""
    return calendar_feed(
        public(site.schedule),
        _text(site, language),
        centre=site.centre.id,
        time_zone=site.centre.time_zone,
        email=site.centre.email,
        url=f"{site_url}{language.path}/calendar/",
    )


def _text(site: SiteLike, language: Language) -> FeedText:
    wording = Wording(site, language)
    gettext = wording.strings.gettext

    def summary(presentation: PublicPresentation) -> str:
        title = wording.event_title(presentation)
        return unmarked(f"[{sample}] {title}" if presentation.sample else title)

    def description(presentation: PublicPresentation) -> str:
        terms = site.vocabulary
        lines = [
            wording.term(terms.event_types, presentation.type),
            wording.term(terms.event_statuses, presentation.status),
            joined_names(wording.terms(terms.audiences, presentation.audiences), language),
        ]
        if presentation.sample:
            lines.append(gettext("This is a sample, not a real presentation."))
        return unmarked("\n".join(line for line in lines if line))

    sample = gettext("Sample")
    name = gettext("Calendar of presentations")
    return FeedText(
        name=unmarked(f"{wording.text(site.centre.short_name)}: {name}"),
        language=language.tag,
        summary=summary,
        place=lambda presentation: unmarked(wording.place(presentation)),
        description=description,
    )
