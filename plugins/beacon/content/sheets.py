"""Sheets: the slides, the handout and the notes that stand beside a lesson and are no pages."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from beacon.content.records import Head, Strict

NAMES = ("slides", "handout", "notes")


class SheetChange(Strict):
    """What changed in a version of a kit, as a trainer is told it."""

    version: str = Field(min_length=1)
    on: date
    what: str = Field(min_length=1, max_length=300)


class Sheet(Head):
    """The front matter of a sheet; what is left out is the lesson's.

    `changes` are those of the whole kit, the newest first; they stand in `slides.md`.
    """

    title: str = Field(default="", max_length=120)
    description: str = Field(default="", max_length=300)
    changes: tuple[SheetChange, ...] = ()
