"""Campaign pages: the views of campaigns, as cards, by their standing, and each as a whole page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from msgspec import Struct

from beacon.build import generated
from beacon.build.counts import Counts
from beacon.build.index import Index
from beacon.build.kit_views import press_names
from beacon.build.occasions import Occasions
from beacon.build.routes import Card, Route
from beacon.build.site import SiteLike
from beacon.build.views import (
    CampaignPictureView,
    CampaignsView,
    CampaignView,
    LessonView,
    LinkView,
    PressView,
    StatisticsView,
    StopsView,
)
from beacon.build.wording import Wording
from beacon.content.campaigns import Campaign
from beacon.content.links import relative_url
from beacon.content.translations import State
from beacon.figures.register import pick
from beacon.languages.formats import format_date, format_list, joined_names
from beacon.languages.latin import to_latin
from beacon.schedule.publicity import PublicPresentation

CAMPAIGNS = "campaigns"
"""The page above all campaigns."""
_MOST_STOPS = 6


class Standing(NamedTuple):
    """Until when a campaign is open and when it has ended, in words, and which of them is true."""

    until: str = ""
    ended: str = ""
    has_ended: bool = False

    @property
    def text(self) -> str:
        """What is true; empty where the campaign has no last day."""
        return self.ended if self.has_ended else self.until


def standing_of(campaign: Campaign, site: SiteLike, wording: Wording) -> Standing:
    """Return until when a campaign is open: its page, its cards and its press kit say the same."""
    last = campaign.last_day
    if campaign.expires is None or last is None:
        return Standing()
    gettext, day = wording.strings.gettext, format_date(last, wording.language, "sentence")
    until, ended = gettext("open until %(day)s", day=day), gettext("ended on %(day)s", day=day)
    return Standing(until, ended, campaign.has_ended(site.as_of))


class CampaignPages(Struct, frozen=True):
    """Makes the views of campaigns for one page; links start from it.

    `lesson` makes the card of a lesson.
    """

    site: SiteLike
    route: Route
    index: Index
    wording: Wording
    occasions: Occasions
    lesson: Callable[[Card], LessonView]

    # Cards

    def all(self) -> list[CampaignView]:
        """Return all campaigns as cards, the newest first."""
        return self._cards(self.index.campaigns(self.route.language.tag))

    def block(self) -> dict[str, Any]:
        """Return what a list of campaigns shows: on their own page they stand by their standing."""
        if self.route.id != CAMPAIGNS:
            return {"campaigns": self.all(), "standing": None}
        shelves = self.index.campaigns_by_standing(self.route.language.tag)
        cards = {(kind, year): self._cards(ids) for kind, year, ids in shelves}
        ended = [(year, found) for (kind, year), found in cards.items() if kind == "ended"]
        standing = CampaignsView(cards.get(("now", ""), []), cards.get(("ready", ""), []), ended)
        return {"campaigns": [card for found in cards.values() for card in found],
                "standing": standing}  # fmt: skip

    def _cards(self, ids: Sequence[str]) -> list[CampaignView]:
        tag = self.route.language.tag
        return [self._campaign(self.site.routes[tag, record_id]) for record_id in ids]

    def _campaign(self, route: Route, **more: Any) -> CampaignView:
        campaign, wording = _head(route), self.wording
        own = _script(route)
        centre = self.site.centres.get(campaign.centre)
        last = campaign.last_day
        said = standing_of(campaign, self.site, wording)
        return CampaignView(
            title=own(campaign.title),
            description=own(campaign.description),
            slogan=own(campaign.slogan),
            href=relative_url(self.route.id, route.id),
            lang=route.translation.text_language,
            period_text=wording.period(campaign.period),
            ends_iso=last.isoformat() if last else "",
            until_text=said.until,
            ended_text=said.ended,
            has_ended=said.has_ended,
            topics=wording.terms(self.site.vocabulary.topics, campaign.topics),
            centre_name=wording.text(centre.centre.name) if centre else "",
            official_wording=campaign.official_wording,
            **more,
        )

    # A page

    def page(self, route: Route) -> CampaignView:
        """Return everything the page of a campaign shows."""
        campaign, wording, terms = _head(route), self.wording, self.site.vocabulary
        own, language = _script(route), route.language
        licence = terms.licences.get(campaign.licence)
        reviewed, maker = campaign.reviewed_on, campaign.made_by
        warning, safety_lang = self.warning(route)
        lessons = self._lessons(route)
        return self._campaign(
            route,
            educators=wording.terms(terms.roles, campaign.educators),
            audiences_text=joined_names(wording.terms(terms.audiences, campaign.audiences),
                                        language),
            cities_text=format_list(wording.terms(terms.cities, campaign.cities), language),
            cities_published=bool(campaign.cities) or campaign.cities_declared is None,
            maker_name=own(maker.name) if maker else "",
            maker_role=wording.term(terms.roles, maker.role) if maker else "",
            warning=warning,
            safety_lang=safety_lang,
            pledge=own(campaign.pledge),
            pictures=[
                CampaignPictureView(quote(picture.file), own(picture.alt), own(picture.caption))
                for picture in campaign.pictures
            ],
            stops=list(self._stops(route)),
            reach=list(self._reach(route)),
            press=self._press(route),
            kits=[LinkView(lesson.title, f"{lesson.href}#kit-1", lang=lesson.lang)
                  for place, lesson in lessons if self.site.kits.has_kit(place.id)],
            figures=[wording.figure(f) for f in pick(self.site.figures, campaign.figures)],
            related_lessons=[lesson for _, lesson in lessons],
            licence=LinkView(wording.text(licence.name), licence.url) if licence else None,
            authors=[own(name) for name in campaign.authors],
            version=campaign.version,
            reviewed_iso=reviewed.isoformat() if reviewed else "",
            reviewed_text=format_date(reviewed, language, "sentence") if reviewed else "",
            sources=[own(text) for text in campaign.sources],
        )  # fmt: skip

    def warning(self, route: Route) -> tuple[str, str]:
        """Return the warning and its language; a stale translation shows the original's."""
        translation, campaign = route.translation, _head(route)
        if translation.stale and translation.source:
            source = translation.source.head
            assert isinstance(source, Campaign)
            return source.warning, translation.source.language
        return _script(route)(campaign.warning), translation.text_language

    def _lessons(self, route: Route) -> list[tuple[Card, LessonView]]:
        names = _head(route).related_lessons
        found = (self.site.card(route.language.tag, f"lessons/{name}") for name in names)
        return [(card, self.lesson(card)) for card in found if card is not None]

    def _stops(self, route: Route) -> Iterator[StopsView]:
        """Yield the stops in the schedule, as far as they are public: real ones, then samples."""
        if "calendars" not in self.site.features:
            return
        group = ("campaign", route.id.rpartition("/")[2])
        events = self.site.events.group(*group)
        for sample in (False, True):
            shown = [event for event in events if event.sample is sample]
            if shown:
                yield self._stops_of(shown, generated.group_page(*group), sample=sample)

    def _stops_of(
        self, events: Sequence[PublicPresentation], page: str, *, sample: bool
    ) -> StopsView:
        as_of = self.site.as_of
        past = [event for event in events if event.status == "held"]
        coming = [
            event
            for event in events
            if event.status != "held" and (as_of is None or event.over >= as_of)
        ]
        ngettext, tag = self.wording.strings.ngettext, self.route.language.tag
        calendar = feed = None
        if (tag, page) in self.site.routes:
            count = len(events)
            said = ngettext("%(num)s stop in the calendar", "%(num)s stops in the calendar", count)
            calendar = LinkView(said, relative_url(self.route.id, page))
            feed = self.occasions.feeds(page)[0]
        held = len(past)
        return StopsView(
            coming=[self.occasions.event(event) for event in coming[:_MOST_STOPS]],
            past=[self.occasions.event(event) for event in past[::-1][:_MOST_STOPS]],
            sample=sample,
            count_text=ngettext("%(num)s stop held so far", "%(num)s stops held so far", held)
            if held
            else "",
            calendar=calendar,
            feed=feed,
        )

    def _reach(self, route: Route) -> Iterator[StatisticsView]:
        """Yield how many people the campaign has reached, as counted: real, then samples."""
        if "attendance" not in self.site.features:
            return
        name = route.id.rpartition("/")[2]
        for sample in (False, True):
            view = Counts(self.site, self.route.language, sample).of_campaign(name)
            if view is not None:
                yield view

    def _press(self, route: Route) -> PressView | None:
        if not self.site.kits.has_press(route.id):
            return None
        names = press_names(route)
        return PressView(
            square_href=names["square"],
            story_href=names["story"],
            poster_href=names["a4"],
            large_poster_href=names["a3"],
            kit_href=names["kit"],
        )


def _head(route: Route) -> Campaign:
    campaign = route.record.head
    assert isinstance(campaign, Campaign)
    return campaign


def _script(route: Route) -> Callable[[str], str]:
    """Return what puts a text of a page's front matter into the script of the page."""
    return to_latin if route.state is State.TRANSLITERATED else str
