"""Campaigns: the front matter of a campaign page, with dates only as precise as known."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from beacon.content.records import Head, Strict


class Period(Strict):
    """When a campaign ran. `late-year` is "the end of 2023" and says nothing finer."""

    precision: Literal["day", "month", "year", "late-year"]
    year: int = Field(ge=1990, le=2100)
    start: date | None = None
    end: date | None = None
    month: int | None = Field(default=None, ge=1, le=12)

    @model_validator(mode="after")
    def _as_precise_as_told(self) -> Period:
        if self.precision == "day" and not (self.start and self.end):
            raise ValueError('precision "day" needs start and end')
        if self.precision == "month" and not self.month:
            raise ValueError('precision "month" needs month')
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"it ends on {self.end}, before it starts on {self.start}")
        if self.start and self.start.year != self.year:
            raise ValueError(f"it starts in {self.start.year}, but the year is {self.year}")
        return self


class Campaign(Head):
    """The front matter of a campaign.

    `cities_declared` is the number a centre published; `cities` lists only those it named.
    `official_wording` is false where the slogan is our translation, to be confirmed. Without
    `centre` and `period` it is one that any group may hold, and that nobody has held yet.
    """

    slogan: str = ""
    topics: tuple[str, ...] = Field(min_length=1)
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
    authors: tuple[str, ...] = Field(min_length=1)
    version: str
    figures: tuple[str, ...] = ()
