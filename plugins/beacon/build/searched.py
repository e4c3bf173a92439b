"""Searched: which pages of a site its search finds."""

from __future__ import annotations

from beacon.build.generated import Generated
from beacon.build.routes import Route
from beacon.build.site import Site, SiteLike
from beacon.languages.registry import Language

SEARCH = "search"
"""The id of the page on which readers search; it is a written one."""

_FOR_WRITERS = "guide"
_GENERATED = frozenset({"event", "group", "path", "paths", "plan"})


def index_tag(site: SiteLike, tag: str) -> str:
    """Return the language whose index a language is searched with: that of its other script."""
    source = site.languages.source(tag).tag
    return source if source in site.tags else tag


def index_uri(language: Language) -> str:
    """Return where the index of a language stands, from the root of the site."""
    return f"{language.path}/{SEARCH}/index.js"


def pages_uri(language: Language) -> str:
    """Return where titles and descriptions stand in the script of a language."""
    return f"{language.path}/{SEARCH}/pages.js"


def searched(site: Site, tag: str) -> tuple[Route, ...]:
    """Return the pages of a language that can be found, in the order of their ids."""
    found = (route for (other, _), route in site.routes.items() if other == tag)
    return tuple(sorted((r for r in found if _is_searched(site, r)), key=lambda r: r.id))


def _is_searched(site: Site, route: Route) -> bool:
    """Tell whether a page can be found: events only until they are held, nothing for writers.

    Of the ways to lessons these are the learning paths, the planner and the page of an audience;
    whoever asks for a topic finds its lessons themselves.
    """
    record_id = route.id
    if record_id in site.unlisted:
        return False
    if record_id == SEARCH or record_id.split("/")[0] == _FOR_WRITERS:
        return False
    head = route.record.head
    if not isinstance(head, Generated):
        return True
    if route.record.kind == "facet":
        return head.about[0] == "for"
    if route.record.kind != "event":
        return route.record.kind in _GENERATED
    event = site.events.get(head.about[0])
    return event is not None and event.status != "held"
