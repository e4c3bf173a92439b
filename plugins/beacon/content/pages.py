"""Pages: everything that is neither a lesson nor a campaign."""

from __future__ import annotations

from typing import Literal

from beacon.content.records import Head
from beacon.models import Model


class Hero(Model):
    """The opening of a home page."""

    title: str
    text: str = ""


class Card(Model):
    """A door to another page; `link` is a path from the root of the language: `help/index.md`."""

    title: str
    text: str = ""
    link: str
    icon: str = ""


class Page(Head):
    """The front matter of a page."""

    layout: Literal["page", "home", "section", "help", "search", "glossary"] = "page"
    quick_exit: bool = False
    topics: tuple[str, ...] = ()
    audience: Literal[
        "",
        "children",
        "young-people",
        "parents",
        "teachers",
        "trainers",
        "professionals",
        "everyone",
    ] = ""
    hero: Hero | None = None
    cards: tuple[Card, ...] = ()
