"""Wording: places, times, channels and partners put into the words of one language."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from beacon.build.routes import Name, Named
from beacon.build.site import SiteLike
from beacon.build.views import ChannelView, FigureView, FundingView, PartnerView
from beacon.content.campaigns import Period
from beacon.content.centres import Channel, Hours, Partner
from beacon.content.vocabulary import Names, Said, text_in
from beacon.figures.register import Figure, in_words, noun, period_in_words
from beacon.languages.formats import format_date, format_month, format_number, format_range
from beacon.languages.registry import Language
from beacon.languages.strings import Strings
from beacon.schedule.publicity import PublicPresentation


class Wording(Struct, frozen=True):
    """Puts the values of a site into words of one language."""

    site: SiteLike
    language: Language

    @property
    def strings(self) -> Strings:
        """The interface strings of this language."""
        return self.site.strings[self.language.tag]

    def text(self, names: Names | None) -> str:
        """Return a text given by language folder, or nothing."""
        return text_in(names, self.language, self.site.languages) if names else ""

    def source(self, said: Said | None) -> str:
        """Return where something was read; plain words are the same in every language."""
        return said if isinstance(said, str) else self.text(said)

    def term(self, terms: Mapping[str, object], term_id: str) -> str:
        """Return the name of a term, or its id where the vocabulary lacks it."""
        term = terms.get(term_id)
        return self.text(getattr(term, "name", None)) or term_id

    def terms(self, terms: Mapping[str, object], ids: tuple[str, ...]) -> list[str]:
        """Return the names of several terms."""
        return [self.term(terms, term_id) for term_id in ids]

    def ages(self, youngest: int, oldest: int) -> str:
        """Return `12–14 years`."""
        ages = format_range(youngest, oldest)
        return self.strings.ngettext("%(ages)s year", "%(ages)s years", oldest, ages=ages)

    def ages_as_known(self, youngest: int | None, oldest: int | None) -> str:
        """Return `12–14 years`, one end of it, or nothing, as far as the ages are known."""
        if youngest is not None and oldest is not None:
            return self.ages(youngest, oldest)
        ngettext = self.strings.ngettext
        if youngest is not None:
            return ngettext("%(num)s year or older", "%(num)s years or older", youngest)
        if oldest is not None:
            return ngettext("up to %(num)s year", "up to %(num)s years", oldest)
        return ""

    def minutes(self, minutes: int) -> str:
        """Return `45 minutes`."""
        num = format_number(minutes, self.language)
        return self.strings.ngettext("%(num)s minute", "%(num)s minutes", minutes, num=num)

    def lessons(self, count: int) -> str:
        """Return `16 lessons`."""
        num = format_number(count, self.language)
        return self.strings.ngettext("%(num)s lesson", "%(num)s lessons", count, num=num)

    def events(self, count: int) -> str:
        """Return `16 events`."""
        num = format_number(count, self.language)
        return self.strings.ngettext("%(num)s event", "%(num)s events", count, num=num)

    def pupils(self, fewest: int, most: int) -> str:
        """Return `8–30 pupils`."""
        size = format_range(fewest, most)
        return self.strings.ngettext("%(size)s pupil", "%(size)s pupils", most, size=size)

    def form(self, form: str, *, adults: bool = False) -> str:
        """Return how pupils, or the adults of a training, work in a step."""
        gettext = self.strings.gettext
        return {
            "class": gettext("Whole group") if adults else gettext("Whole class"),
            "pairs": gettext("Pairs"),
            "groups": gettext("Groups"),
            "individual": gettext("Individual"),
        }.get(form, form)

    def channel(self, channel: Channel) -> ChannelView:
        """Return a help channel; what is not known stays empty."""
        gettext = self.strings.gettext
        anonymous = {True: gettext("You can stay anonymous"), False: gettext("Not anonymous")}
        return ChannelView(
            id=channel.id,
            kind=channel.kind,
            kind_text=self._kind(channel.kind),
            type=channel.type,
            name=self.text(channel.name),
            text=self.text(channel.text),
            href=channel.href,
            display=channel.display,
            hours_text=self._hours_of(channel),
            always=channel.hours == "always",
            cost_text=self._cost_of(channel),
            anonymous_text=anonymous.get(channel.anonymous, "")
            if channel.anonymous is not None
            else "",
            note=self.text(channel.note),
            source=self.source(channel.source),
            verified_iso=channel.verified_on.isoformat(),
            verified_text=format_date(channel.verified_on, self.language, "sentence"),
            confirmed=channel.confirmed_by_centre,
        )

    def _kind(self, kind: str) -> str:
        gettext = self.strings.gettext
        return {
            "emergency": gettext("Emergency"),
            "helpline": gettext("Helpline"),
            "hotline": gettext("Hotline"),
            "police": gettext("Police and prosecution"),
            "partner": gettext("Other services"),
        }[kind]

    def _cost_of(self, channel: Channel) -> str:
        """Return what a call costs; an emergency number says nothing where that is not known."""
        if channel.type != "phone":
            return ""
        if channel.cost == "free":
            return self.strings.gettext("Free call")
        return "" if channel.kind == "emergency" else self.strings.gettext("not published")

    def _hours_of(self, channel: Channel) -> str:
        """Return opening hours; a helpline says if it has not published them, a form needs none."""
        if channel.hours is None and channel.type == "phone" and channel.kind != "emergency":
            return self.strings.gettext("hours not published")
        return self.hours(channel.hours)

    def hours(self, hours: Hours | str | None) -> str:
        """Return opening hours in words, or nothing where there are none."""
        gettext = self.strings.gettext
        if isinstance(hours, Hours):
            between = format_range(hours.opens, hours.closes)
            days = {
                "mon-fri": gettext("Monday to Friday"),
                "mon-sat": gettext("Monday to Saturday"),
                "every-day": gettext("every day"),
            }[hours.days]
            return f"{days}, {between}"
        return gettext("24 hours a day, every day") if hours == "always" else ""

    def partner(self, partner: Partner) -> PartnerView:
        """Return a partner with its role in words."""
        gettext = self.strings.gettext
        role = {
            "coordinator": gettext("Coordinator"),
            "partner": gettext("Partner"),
            "network": gettext("Network"),
            "authority": gettext("Institution"),
            "owner": gettext("Responsible ministry"),
            "case-recipient": gettext("Receives forwarded cases"),
            "cooperation": gettext("Cooperation"),
            "programme": gettext("Programme"),
            "hotline": gettext("Hotline"),
        }.get(partner.role, "")
        return PartnerView(
            self.text(partner.name), role, self.text(partner.text), partner.url or ""
        )

    def figure(self, figure: Figure) -> FigureView:
        """Return a published figure in words."""
        vocabulary, languages = self.site.vocabulary, self.site.languages
        word = noun(figure, vocabulary, self.language, languages)
        return FigureView(
            id=figure.id,
            value=figure.value,
            number=format_number(figure.value, self.language),
            noun=word,
            text=in_words(figure, vocabulary, self.language, languages),
            label="",
            period_text=period_in_words(figure, self.language, self.strings),
            source=self.term(vocabulary.sources, figure.source),
            derived=figure.kind == "derived",
        )

    def period(self, period: Period | None) -> str:
        """Return a campaign's period, no more precise than it is known, or that it is ready."""
        if period is None:
            return self.strings.gettext("ready to use")
        if period.precision == "late-year":
            return self.strings.gettext("end of %(year)s", year=period.year)
        if period.precision == "month" and period.month:
            return format_month(period.year, period.month, self.language)
        if period.precision == "day" and period.start and period.end:
            first = format_date(period.start, self.language)
            last = format_date(period.end, self.language)
            return first if first == last else f"{first} – {last}"
        return str(period.year)

    def venue(self, name: str) -> str:
        """Return the name of a venue or school: it is in the centre's first language."""
        own = self.site.languages.source(self.site.default.tag).path
        return self.text({own: name}) if name else ""

    def place(self, presentation: PublicPresentation) -> str:
        """Return where a presentation is held, as far as that is public."""
        city = self.term(self.site.vocabulary.cities, presentation.city)
        venue = self.venue(presentation.venue)
        return f"{venue}, {city}" if venue else city

    def organiser(self, presentation: PublicPresentation) -> tuple[str, str]:
        """Return who organises an event, as far as that is public, and the address it has.

        It is the centre, one of its partners, or a school.
        """
        centre = self.site.centre
        if presentation.of_centre:
            return self.text(centre.name), centre.website or ""
        for partner in centre.partners:
            if partner.id == presentation.organiser:
                return self.text(partner.name), partner.url or ""
        return self.venue(presentation.organising_venue), ""

    def event_title(self, presentation: PublicPresentation) -> str:
        """Return the lesson's title, or the kind of event."""
        record_id = f"lessons/{presentation.lesson}"
        page = self.site.named(self.language.tag, record_id) if presentation.lesson else None
        if page is not None:
            return page.text("title")
        return self.term(self.site.vocabulary.event_types, presentation.type)


def funding_view(site: SiteLike, language: Language) -> FundingView | None:
    """Return the centre's funding statement as readers of a language see it, if there is one."""
    funding = site.centre.funding
    if funding is None:
        return None
    folder = site.languages.source(language.tag).path
    path = folder if folder in funding.statement else next(iter(funding.statement))
    own = site.languages.of_path(path)
    tag = own.tag if own else language.tag
    emblem = f"emblem-{funding.emblem}" if funding.emblem else ""
    return FundingView(funding.statement[path], tag, funding.verified.get(path, True), emblem)


def funding_words(funding: FundingView, strings: Strings) -> str:
    """Return the statement of a funded project and, on a line of its own, what is not official."""
    if funding.official:
        return funding.statement
    unofficial = strings.gettext("This translation of the statement is not official.")
    return f"{funding.statement}\n{unofficial}"


def route_title(site: SiteLike, language: Language, record_id: str) -> str:
    """Return the title of a page as readers of a language see it."""
    return plain(site, language, record_id, "title")


def plain(site: SiteLike, language: Language, record_id: str, name: Name) -> str:
    """Return a name of a page in the script the reader sees.

    Raises KeyError where there is no such page.
    """
    return page_named(site, language, record_id).text(name)


def page_named(site: SiteLike, language: Language, record_id: str) -> Named:
    """Return a page as other pages name it; raises KeyError where there is none."""
    page = site.named(language.tag, record_id)
    if page is None:
        raise KeyError((language.tag, record_id))
    return page
