"""Campaigns: the front matter of a campaign page, with dates only as precise as known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

from beacon.content.records import Head
from beacon.models import Model, checks, checks_all, rule
from beacon.problems import N_, Sentence


class Period(Model):
    """When a campaign ran. `late-year` is "the end of 2023" and says nothing finer."""

    precision: Literal["day", "month", "year", "late-year"]
    year: int = rule(ge=1990, le=2100)
    start: date | None = None
    end: date | None = None
    month: int | None = rule(default=None, ge=1, le=12)

    @checks_all
    def _as_precise_as_told(self) -> None:
        if self.precision == "day" and not (self.start and self.end):
            raise ValueError(N_('precision "day" needs start and end'))
        if self.precision == "month" and not self.month:
            raise ValueError(N_('precision "month" needs month'))
        if self.start and self.end and self.start > self.end:
            said = N_("it ends on %(end)s, before it starts on %(start)s")
            raise ValueError(Sentence(said, end=self.end, start=self.start))
        if self.start and self.start.year != self.year:
            said = N_("it starts in %(start)s, but the year is %(year)s")
            raise ValueError(Sentence(said, start=self.start.year, year=self.year))

    @property
    def last_day(self) -> date:
        """The last day on which it can have been: of a month or a year that is its end."""
        if self.precision == "day" and self.end:
            return self.end
        month = self.month if self.precision == "month" and self.month else 12
        return date(self.year, month, monthrange(self.year, month)[1])


class CampaignPicture(Model):
    """A picture of the gallery: `file` stands beside the text, `alt` says what is seen.

    Where `people` can be recognised, `consent` names the paper in the centre's cabinet that
    allows the picture.
    """

    file: str = rule(min_length=1, max_length=100)
    alt: str = rule(min_length=1, max_length=300)
    caption: str = rule(default="", max_length=300)
    people: bool = False
    consent: str = ""

    @checks("file")
    @staticmethod
    def _beside_the_text(file: str) -> str:
        if "/" in file or "\\" in file:
            said = N_('write the name of the file alone, not "%(file)s"')
            raise ValueError(Sentence(said, file=file))
        return file


class Maker(Model):
    """Who made a campaign: a role of the vocabulary, and the name of a group or a pseudonym."""

    role: str = rule(min_length=1)
    name: str = rule(default="", max_length=80)


class Campaign(Head):
    """The front matter of a campaign.

    `cities_declared` is the number a centre published; `cities` lists only those it named.
    `official_wording` is false where the slogan is our translation, to be confirmed. Without
    `centre` and `period` it is one that any group may hold, and that nobody has held yet.
    `warning` stands before the text; `pledge` is one sentence that a reader can promise;
    `expires` is the last day on which the page calls to take part.
    """

    slogan: str = rule(default="", max_length=160)
    warning: str = rule(default="", max_length=400)
    pledge: str = rule(default="", max_length=240)
    made_by: Maker | None = None
    expires: date | None = None
    pictures: tuple[CampaignPicture, ...] = ()
    topics: tuple[str, ...] = rule(min_length=1)
    centre: str = ""
    period: Period | None = None
    cities_declared: int | None = None
    cities: tuple[str, ...] = ()
    educators: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    related_lessons: tuple[str, ...] = ()
    official_wording: bool = True
    licence: str
    authors: tuple[str, ...] = rule(min_length=1)
    version: str
    figures: tuple[str, ...] = ()

    @property
    def last_day(self) -> date | None:
        """The day after which it has ended; None for one that may be held at any time."""
        days = (self.period.last_day if self.period else None, self.expires)
        return min((day for day in days if day), default=None)

    def has_ended(self, as_of: date | None) -> bool:
        """Tell whether it is over on a day."""
        last = self.last_day
        return last is not None and as_of is not None and last < as_of
