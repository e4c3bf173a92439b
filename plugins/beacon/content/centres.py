"""Centres: who runs a site, in which languages, and how it can be reached for help."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Struct

from beacon.content.addresses import is_site
from beacon.content.editing import Editing
from beacon.content.vocabulary import Said
from beacon.files import folders
from beacon.languages.registry import UNKNOWN_LANGUAGE, Languages
from beacon.models import Checked, Model, checks, checks_all, reads, rule
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, did_you_mean
from beacon.sources import MISSING_KEY, TWICE, Document, Location, build, read_yaml

UNKNOWN_CENTRE = Code(
    "CEN001",
    "No centre has this name.",
    "Look under content/centres, or make it with scripts/new.py.",
)
OTHER_NAME = Code(
    "CEN002", "The id of a centre is not the name of its folder.", "Make them the same."
)
NO_WEBSITE = Code(
    "CEN003",
    "The address under which the site is published is not known; its pages name an example.",
    "Fill in website in centre.yml.",
    Severity.WARNING,
)
CODES = (UNKNOWN_CENTRE, OTHER_NAME, NO_WEBSITE)

_URL = r"://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?(?:/[^\s\"<>]*)?"
_COUNTRY = regex(r"[A-Z]{2}")
_EMAIL = r"[^@\s]+@[^@\s]+\.[a-z]{2,}"
_CLOCK = regex(r"^([01]\d|2[0-3]):[0-5]\d$")


def _address(value: str, scheme: str = "https?") -> str:
    """Return an address as it is; raises ValueError where it is none."""
    if not re.fullmatch(scheme + _URL, value):
        said = f'write an address such as https://www.centre.example/, not "{value}"'
        raise ValueError(said)
    return value


def _named(value: dict[str, str]) -> dict[str, str]:
    if not value:
        raise ValueError("give it in at least one language")
    return value


Names = Annotated[dict[str, str], Checked(_named)]
"""A text by language folder, in one language at least."""


class Hours(Model):
    """Opening hours in the centre's own time."""

    days: Literal["mon-fri", "mon-sat", "every-day"]
    opens: str
    closes: str

    @checks("opens", "closes")
    @staticmethod
    def _on_the_clock(value: str) -> str:
        if not _CLOCK.match(value):
            raise ValueError(f'write the time as "07:30", not "{value}"')
        return value

    @checks_all
    def _opens_before_it_closes(self) -> None:
        if self.closes <= self.opens:
            raise ValueError(f"it closes at {self.closes}, before it opens at {self.opens}")


PLATFORMS = {
    "facebook": ("Facebook", "https://www.facebook.com/{}"),
    "instagram": ("Instagram", "https://www.instagram.com/{}"),
    "tiktok": ("TikTok", "https://www.tiktok.com/{}"),
    "x": ("X", "https://x.com/{}"),
}
"""The platforms on which a centre may have an account: their names, and addresses of accounts."""


class Channel(Model):
    """One way to reach help. What the centre has not published stays null or unknown.

    `value` is what is dialled or opened: digits, an e-mail address, an https address.
    `source` says where this was read, `verified_on` is the day it was last read there.
    """

    id: str
    kind: Literal["emergency", "helpline", "hotline", "police", "partner"]
    type: Literal["phone", "email", "web", "chat"]
    name: Names
    aliases: tuple[str, ...] = ()
    text: Names | None = None
    value: str
    display: str
    hours: Hours | Literal["always"] | None
    cost: Literal["free", "unknown"]
    anonymous: bool | None
    report: bool = False
    help_bar: bool = False
    source: Said
    verified_on: date
    confirmed_by_centre: bool = False
    note: Names | None = None

    @reads("hours")
    @staticmethod
    def _known_or_not(value: object) -> object:
        if isinstance(value, str) and value != "always":
            said = 'write null, always, or {days: mon-fri, opens: "09:00", closes: "17:00"}'
            raise ValueError(f'{said}, not "{value}"')
        return value

    @checks_all
    def _can_be_reached(self) -> None:
        rules = {
            "phone": (r"\+?\d{3,15}", "digits only, such as 116111"),
            "email": (_EMAIL, "an e-mail address"),
            "web": (r"https?://\S+", "an address that begins with https://"),
            "chat": (r"https?://\S+", "an address that begins with https://"),
        }
        pattern, wanted = rules[self.type]
        if not re.fullmatch(pattern, self.value):
            raise ValueError(f'value "{self.value}" of type {self.type} must be {wanted}')
        if self.type == "phone" and re.sub(r"\D", "", self.display) != re.sub(
            r"\D", "", self.value
        ):
            raise ValueError(f'display "{self.display}" shows other digits than "{self.value}"')

    @property
    def href(self) -> str:
        """The address of a link to it."""
        return {"phone": "tel:", "email": "mailto:"}.get(self.type, "") + self.value


class Partner(Model):
    """An organisation a centre works with."""

    id: str
    role: str
    name: Names
    text: Names | None = None
    url: str | None = None

    @checks("url")
    @staticmethod
    def _can_be_opened(value: str | None) -> str | None:
        return value if value is None else _address(value)


class Funding(Model):
    """A funding statement, word for word, and the paths of the pages it belongs to.

    `event_types` are those of the events it belongs to in calendar feeds. `emblem` is shown beside
    the statement: `eu` is that of the European Union, which its funding asks for.
    """

    scope: tuple[str, ...]
    event_types: tuple[str, ...] = ()
    statement: Names
    verified: dict[str, bool] = rule(default_factory=dict)
    emblem: Literal["eu"] | None = None


class Booking(Model):
    """How presentations are booked; what the centre has not published is left out.

    `lead_time` says how long before the wished day, `source` where both stand.
    """

    who: Names | None = None
    lead_time: Names | None = None
    source: Said | None = None


class Centre(Model):
    """A national Safer Internet Centre; the first of its languages is the default.

    `data_licence` is that of the open data; `samples` shows sample presentations; `presenters`
    says by role how many people can be away at the same time, one team where it does not;
    `reviewers` are the roles that may review submissions, all where none is named.
    `editor` is the git host of the editing page; without it there is none.
    """

    id: str
    country: str
    name: Names
    short_name: Names
    aliases: tuple[str, ...] = ()
    city: str | None = None
    time_zone: str
    languages: tuple[str, ...] = rule(min_length=1)
    website: str | None = None
    email: str | None = None
    founded: int | None = None
    part_of: Names | None = None
    parent_organisation: Names | None = None
    programme: Names | None = None
    core_activities: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    funding: Funding | None = None
    booking: Booking | None = None
    quick_exit_url: str
    social: dict[str, str] = rule(default_factory=dict)
    partners: tuple[Partner, ...] = ()
    threshold: int = rule(default=5, ge=3)
    data_licence: str = ""
    samples: bool = False
    presenters: dict[str, int] = rule(default_factory=dict)
    reviewers: tuple[str, ...] = ()
    legal_terms: tuple[str, ...] = ()
    editor: Editing | None = None

    @checks("social")
    @staticmethod
    def _known_platforms(value: dict[str, str]) -> dict[str, str]:
        if unknown := [f'"{name}"' for name in value if name not in PLATFORMS]:
            raise ValueError(f"{', '.join(unknown)}: there are {', '.join(PLATFORMS)} alone")
        return value

    @checks("country")
    @staticmethod
    def _known_by_two_letters(value: str) -> str:
        if not _COUNTRY.fullmatch(value):
            raise ValueError(f'write the two letters of the country, such as HR, not "{value}"')
        return value

    @checks("quick_exit_url")
    @staticmethod
    def _nobody_reads_along(value: str) -> str:
        return _address(value, "https")

    @checks("website")
    @staticmethod
    def _pages_stand_below(value: str | None) -> str | None:
        if value is None:
            return None
        if not is_site(_address(value)):
            raise ValueError(f'write the address of the site without "?" and "#", not "{value}"')
        return value

    @checks("email")
    @staticmethod
    def _can_be_written_to(value: str | None) -> str | None:
        if value is not None and not re.fullmatch(_EMAIL, value):
            raise ValueError(f'write an e-mail address, such as info@centre.example, not "{value}"')
        return value

    @checks("time_zone")
    @staticmethod
    def _known_zone(value: str) -> str:
        from zoneinfo import available_timezones  # noqa: PLC0415 (seldom needed)

        if value not in available_timezones():
            hint = did_you_mean(value, available_timezones())
            raise ValueError(f'no time zone is called "{value}". {hint}'.rstrip(". "))
        return value


class _ChannelList(Model):
    channels: tuple[dict[str, object], ...]


class Contacts(Struct, frozen=True):
    """What a centre publishes of the ways to it and to others; texts are held to that.

    `channels` are the type and the value of each help channel, `sites` the addresses of its own
    website and of its partners'.
    """

    channels: tuple[tuple[str, str], ...]
    sites: tuple[str, ...]
    email: str

    def values(self, kind: str) -> list[str]:
        """Return the values of the channels of one type."""
        return [value for of, value in self.channels if of == kind]


MOST_IN_BAR = 3
"""How many help channels the bar of every page, and every sheet, has places for."""


class CentreFolder(Struct, frozen=True):
    """A centre with its help channels; `path` is its folder."""

    centre: Centre
    channels: tuple[Channel, ...]
    path: Path
    document: Document

    @property
    def id(self) -> str:
        """The name of the folder and of the centre."""
        return self.centre.id

    @property
    def in_bar(self) -> tuple[Channel, ...]:
        """The channels of the help bar: the first of those that belong there."""
        return tuple(channel for channel in self.channels if channel.help_bar)[:MOST_IN_BAR]

    @property
    def contacts(self) -> Contacts:
        """What it publishes of the ways to it and to others."""
        sites = (*(partner.url for partner in self.centre.partners), self.centre.website)
        return Contacts(
            tuple((channel.type, channel.value) for channel in self.channels),
            tuple(filter(None, sites)),
            self.centre.email or "",
        )


def load_centres(
    root: Path, shown: str, languages: Languages, problems: list[Problem]
) -> dict[str, CentreFolder]:
    """Read every centre under `content/centres`, sorted by name."""
    found = {}
    for folder in folders(root):
        centre = _load_centre(folder, f"{shown}/{folder.name}", languages, problems)
        if centre is not None:
            found[folder.name] = centre
    return found


def pick_centre(
    centres: Mapping[str, CentreFolder],
    names: Collection[str],
    name: str,
    shown: str,
    problems: list[Problem],
) -> CentreFolder | None:
    """Return a centre by name, or tell that there is none.

    `names` are those of all folders of centres: what is wrong in one of them is told already.
    """
    if name in names:
        return centres.get(name)
    hint = did_you_mean(name, names)
    problems.append(UNKNOWN_CENTRE.at(shown, None, f'No centre is called "{name}".', hint))
    return None


def _load_centre(
    folder: Path, shown: str, languages: Languages, problems: list[Problem]
) -> CentreFolder | None:
    path = folder / "centre.yml"
    if not path.is_file():
        problems.append(MISSING_KEY.at(f"{shown}/centre.yml", None, "The file is missing."))
        return None
    document = read_yaml(path, f"{shown}/centre.yml", problems)
    centre = build(Centre, document, problems) if document else None
    if centre is None or document is None:
        return None
    if centre.id != folder.name:
        said = f'The id is "{centre.id}", the folder "{folder.name}".'
        problems.append(OTHER_NAME.at(document.path, document.line(("id",)), said))
        return None
    faults = list(_language_faults(centre.languages, languages, document))
    problems.extend(faults)
    if faults:
        return None
    if centre.booking:
        source = centre.booking.source
        problems.extend(_folder_faults(source, ("booking", "source"), languages, document))
    channels = tuple(_load_channels(folder, shown, languages, problems))
    return CentreFolder(centre, channels, folder, document)


def _language_faults(
    tags: tuple[str, ...], languages: Languages, document: Document
) -> Iterator[Problem]:
    for index, tag in enumerate(tags):
        line = document.line(("languages", index))
        if tag not in languages:
            said = f'The language "{tag}" is not in the registry.'
            yield UNKNOWN_LANGUAGE.at(document.path, line, said, languages.hint(tag))
        elif tag in tags[:index]:
            yield TWICE.at(document.path, line, f'The language "{tag}" stands there twice.')


def _folder_faults(
    texts: Mapping[str, str] | str | None, at: Location, languages: Languages, document: Document
) -> Iterator[Problem]:
    """Tell each text that nobody would see: no language that people write has its folder."""
    written = {lang.path for lang in languages.by_tag.values() if not lang.transliterated_from}
    for path in texts if isinstance(texts, Mapping) else ():
        if path not in written:
            own = languages.source(path).path if path in languages else ""
            hint = f'Did you mean "{own}"?' if own else did_you_mean(path, written)
            said = f'No language that people write has the folder "{path}".'
            yield UNKNOWN_LANGUAGE.at(document.path, document.line((*at, path)), said, hint)


def _load_channels(
    folder: Path, shown: str, languages: Languages, problems: list[Problem]
) -> Iterator[Channel]:
    path, name = folder / "help-channels.yml", f"{shown}/help-channels.yml"
    if not path.is_file():
        problems.append(MISSING_KEY.at(name, None, "The file is missing."))
        return
    document = read_yaml(path, name, problems)
    if document is None or build(_ChannelList, document, problems) is None:
        return
    seen: set[str] = set()
    for index in range(len(document.data["channels"])):
        channel = build(Channel, document, problems, at=("channels", index))
        if channel is None:
            continue
        if channel.id in seen:
            line = document.line(("channels", index))
            problems.append(TWICE.at(name, line, f'The id "{channel.id}" stands there twice.'))
        for key in ("name", "text", "source", "note"):
            at = ("channels", index, key)
            problems.extend(_folder_faults(getattr(channel, key), at, languages, document))
        seen.add(channel.id)
        yield channel
