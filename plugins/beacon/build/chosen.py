"""Chosen: the lessons and campaigns whose kits are made, as the settings name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beacon.build.settings import EVERY, KITS
from beacon.build.site import Site
from beacon.problems import Code, Problem, did_you_mean

NONE = "none"
UNKNOWN_LESSON = Code(
    "KIT011",
    "Kits are asked for of a lesson or campaign that there is not.",
    "Correct the name: it is that of its folder.",
)
CODES = (UNKNOWN_LESSON,)
_SETTINGS = "mkdocs.yml"


def pages_of(site: Site, kind: str) -> frozenset[str]:
    """Return the ids of all lessons or campaigns that the site shows: `lessons/sextortion`.

    A page that only its reviewers look at is none of them.
    """
    tag = site.tags[0]
    routes = site.routes.values()
    found = frozenset(r.id for r in routes if r.language.tag == tag and r.record.kind == kind)
    return found - site.unlisted


def chosen_pages(site: Site, chosen: str, kind: str) -> tuple[str, ...]:
    """Return the ids of the lessons or campaigns that have kits.

    `chosen` is what `Settings.kits` says.
    """
    pages, named = pages_of(site, kind), set(_names(chosen))
    return tuple(sorted(p for p in pages if chosen == EVERY or p.rpartition("/")[2] in named))


def check_chosen(site: Site, root: Path, chosen: str) -> Iterator[Problem]:
    """Tell names that no lesson or campaign has; they stand in `mkdocs.yml` or in a variable."""
    if chosen in (EVERY, NONE) or not {"kits", "lessons"} <= site.features:
        return
    ids = {*pages_of(site, "lesson"), *pages_of(site, "campaign"), *site.library.unreadable}
    found = (record_id.partition("/") for record_id in ids)
    known = {name for folder, _, name in found if folder in ("lessons", "campaigns") and name}
    for name in _names(chosen):
        if name not in known:
            said = f'The option "lessons" of {KITS} (or BEACON_KITS) names "{name}".'
            near = did_you_mean(name, known)
            hint = near or f"There are: {', '.join((EVERY, NONE, *sorted(known)))}."
            yield UNKNOWN_LESSON.at(_SETTINGS, _line(root / _SETTINGS), said, hint)


def _names(chosen: str) -> list[str]:
    return [name.strip() for name in chosen.split(",") if name.strip()]


def _line(settings: Path) -> int | None:
    """Return the line of the option in the settings."""
    below = False
    for number, line in enumerate(settings.read_text(encoding="utf-8").splitlines(), 1):
        words = line.strip()
        if words.startswith("- "):
            below = words.startswith(f"- {KITS}")
        elif below and words.startswith("lessons:"):
            return number
    return None
