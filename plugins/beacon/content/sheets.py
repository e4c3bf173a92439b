"""Sheets: the slides, the handout and the notes that stand beside a lesson and are no pages."""

from __future__ import annotations

from beacon.content.records import Head
from beacon.models import rule

NAMES = ("slides", "handout", "notes")


class Sheet(Head):
    """The front matter of a sheet; its title, version and changes are the lesson's."""

    title: str = rule(default="", max_length=120)
    description: str = rule(default="", max_length=300)
