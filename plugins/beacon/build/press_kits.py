"""Press kits of a site: the cards, posters and ZIP of each campaign, made when they are needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from beacon.build.assembly import Assembler
from beacon.build.campaign_pages import standing_of
from beacon.build.emblems import emblem_of
from beacon.build.kept_files import KeptFiles
from beacon.build.kit_views import PRESS_FOLDER, press_names
from beacon.build.kits import contacts_of
from beacon.build.reading import Trace
from beacon.build.routes import Route
from beacon.build.shelf import Shelf
from beacon.build.store import Store
from beacon.build.wording import Wording, funding_words
from beacon.content.campaigns import Campaign
from beacon.content.translations import State
from beacon.kits.blocks import blocks_of
from beacon.kits.outline import Contact
from beacon.kits.pictures import standing_alone
from beacon.kits.press_kit import PressSource, press_kit
from beacon.languages.formats import format_date
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from beacon.languages.strings import Strings
from beacon.patterns import regex
from beacon.typesetting.placard import SIZES, HelpLine, Placard, card, poster

_LONGEST_ABOVE = 48
_WORDS = regex(r"\w+")


class PressKits(Struct):
    """Makes what is taken along of campaigns; what was made before is taken from the store.

    Cards and posters depend on the front matter and on who helps, the ZIP on the text as well:
    whatever is read of the site is noted in its trace.
    """

    assembler: Assembler
    theme: Path
    shelf: Shelf
    store: Store | None

    @property
    def trace(self) -> Trace:
        """Notes what is read."""
        return self.assembler.site.trace

    def data(self, tag: str, record_id: str, name: str) -> bytes:
        """Return a file by its name in `press_names`."""
        self.trace.note("kit recipe")
        route = self.assembler.site.routes[tag, record_id]
        return self._kit(route) if name == "kit" else self._picture(route, name)

    def _kit(self, route: Route) -> bytes:
        source = self._source(route)
        names = press_names(route)
        pictures = {
            names[name].removeprefix(PRESS_FOLDER): self._picture(route, name)
            for name in names
            if name != "kit"
        }
        return press_kit(source, pictures)

    def _picture(self, route: Route, name: str) -> bytes:
        placard = self._placard(route)

        def make(strings: Strings) -> bytes:  # a placard holds all its words already
            if name in SIZES:
                return card(placard, self.theme, "story" if name == "story" else "square")
            return poster(placard, self.theme, "a3" if name == "a3" else "a4")

        kept = KeptFiles(self.store, self.shelf.recipe)
        return kept.get(name, repr(placard), self._wording(route).strings, make)

    def _placard(self, route: Route) -> Placard:
        site, campaign, wording = self.assembler.site, _head(route), self._wording(route)
        own, gettext = _script(route), wording.strings.gettext
        contacts = contacts_of(site, wording)
        first = [contact for contact in contacts if contact.first and contact.display]
        lines = sorted(first, key=lambda contact: contact.kind != "helpline")
        slogan = own(campaign.slogan or campaign.title)
        title = own(campaign.title)
        licence = site.vocabulary.licences.get(campaign.licence)
        said = [
            unmarked(wording.text(site.centre.short_name)),
            _maker(route, wording),
            unmarked(wording.text(licence.name)) if licence else campaign.licence,
        ]
        # It stands on all material of a project.
        funding = self.assembler.funding(route)
        statement = funding_words(funding, wording.strings.plain) if funding else ""
        address = f"{self.assembler.site_url}{route.uri}"
        return Placard(
            title=title,
            language=route.translation.text_language,
            slogan=slogan,
            picture=self._drawing(route),
            sender=unmarked(wording.text(site.centre.name)),
            short=unmarked(wording.text(site.centre.short_name)),
            help_title=unmarked(gettext("Where to find help")),
            help=tuple(map(_line, lines)),
            above="" if _is_said(title, slogan) or len(title) > _LONGEST_ABOVE else title,
            text=own(campaign.description),
            pledge=own(campaign.pledge),
            pledge_label=unmarked(gettext("A promise you can make")),
            footer=" · ".join(text for text in said if text),
            address=re.sub(r"^https?://", "", address).rstrip("/"),
            statement=statement.replace("\n", " "),
            emblem=emblem_of(funding, self.theme),
        )

    def _drawing(self, route: Route) -> str:
        """Return the drawing of a campaign, or the one that stands for all."""
        for name in (route.id.rpartition("/")[2], "campaign"):
            path = self.theme / "illustrations" / f"{name}.svg"
            if path.is_file():
                return standing_alone(path.read_text("utf-8"))
        return ""

    def _source(self, route: Route) -> PressSource:
        site, campaign, wording = self.assembler.site, _head(route), self._wording(route)
        own, gettext = _script(route), wording.strings.gettext
        warning, _ = self.assembler.data(route).campaign_pages.warning(route)
        licence = site.vocabulary.licences.get(campaign.licence)
        reviewed = campaign.reviewed_on
        address = f"{self.assembler.site_url}{route.uri}"
        html = self.assembler.plain_content(route)
        funding = self.assembler.funding(route)
        name = route.id.rpartition("/")[2]
        unofficial = gettext(
            "The name in this language is our translation; the centre has not confirmed it yet."
        )
        return PressSource(
            folder=f"{name}-press-kit-{route.language.path.lower()}",
            title=own(campaign.title),
            slogan=own(campaign.slogan),
            description=own(campaign.description),
            warning=warning,
            pledge=own(campaign.pledge),
            period=unmarked(wording.period(campaign.period)),
            until=unmarked(standing_of(campaign, site, wording).text),
            maker=_maker(route, wording),
            notice="" if campaign.official_wording else unmarked(unofficial),
            blocks=blocks_of(html, address),
            contacts=contacts_of(site, wording),
            centre=unmarked(wording.text(site.centre.name)),
            centre_website=site.centre.website or "",
            centre_email=site.centre.email or "",
            address=address,
            licence_name=unmarked(wording.text(licence.name)) if licence else campaign.licence,
            licence_url=licence.url if licence else "",
            authors=tuple(map(own, campaign.authors)),
            sources=tuple(map(own, campaign.sources)),
            version=campaign.version,
            reviewed=format_date(reviewed, wording.language, "sentence") if reviewed else "",
            funding=funding_words(funding, wording.strings.plain) if funding else "",
            strings=wording.strings,
        )

    def _wording(self, route: Route) -> Wording:
        """Return the words of the language of the text, so that a sheet speaks one language."""
        site, tag = self.assembler.site, route.translation.text_language
        return Wording(site, site.languages[tag] if tag in site.strings else route.language)


def _head(route: Route) -> Campaign:
    campaign = route.record.head
    assert isinstance(campaign, Campaign)
    return campaign


def _script(route: Route) -> Callable[[str], str]:
    return to_latin if route.state is State.TRANSLITERATED else str


def _maker(route: Route, wording: Wording) -> str:
    """Return who made a campaign: the name of a group or a pseudonym, and the role."""
    maker = _head(route).made_by
    if maker is None:
        return ""
    role = unmarked(wording.term(wording.site.vocabulary.roles, maker.role))
    return f"{_script(route)(maker.name)} ({role})" if maker.name else role


def _line(contact: Contact) -> HelpLine:
    return HelpLine(contact.display, contact.name, contact.hours, contact.href)


def _is_said(title: str, slogan: str) -> bool:
    """Tell whether a slogan says a title already, whatever stands between its words."""
    said, words = (_WORDS.findall(text.casefold()) for text in (slogan, title))
    return any(said[at : at + len(words)] == words for at in range(len(said)))
