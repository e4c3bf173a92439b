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
    "Kits are asked for of a lesson or a campaign that there is not.",
    "Correct the name: it is that of its folder.",
)
CODES = (UNKNOWN_LESSON,)
_SETTINGS = "mkdocs.yml"
_FOLDERS = ("lessons", "campaigns")


def chosen_lessons(site: Site, chosen: str) -> tuple[str, ...]:
    """Return the ids of the lessons that have kits; `chosen` is what `Settings.kits` says."""
    return _chosen(_of_kind(site, "lesson"), chosen)


def chosen_campaigns(site: Site, chosen: str) -> tuple[str, ...]:
    """Return the ids of the campaigns that have a press kit, chosen in the same way."""
    return _chosen(_of_kind(site, "campaign"), chosen)


def _chosen(ids: frozenset[str], chosen: str) -> tuple[str, ...]:
    names = set(_names(chosen))
    return tuple(sorted(i for i in ids if chosen == EVERY or i.rpartition("/")[2] in names))


def _of_kind(site: Site, kind: str) -> frozenset[str]:
    """Return the ids of all lessons, or all campaigns, that the site shows and lists."""
    tag = site.tags[0]
    routes = (r for r in site.routes.values() if r.id not in site.unlisted)
    return frozenset(r.id for r in routes if r.language.tag == tag and r.record.kind == kind)


def check_chosen(site: Site, root: Path, chosen: str) -> Iterator[Problem]:
    """Tell names that nothing has; they stand in `mkdocs.yml` or in a variable."""
    if chosen in (EVERY, NONE) or not {"kits", "lessons"} <= site.features:
        return
    ids = {*_of_kind(site, "lesson"), *_of_kind(site, "campaign"), *site.library.unreadable}
    parts = (name.split("/") for name in ids)
    known = {rest[0] for first, *rest in parts if first in _FOLDERS and len(rest) == 1}
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
