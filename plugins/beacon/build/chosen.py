"""Chosen: the lessons whose kits are made, as the settings name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beacon.build.settings import EVERY, KITS
from beacon.build.site import Site
from beacon.problems import Code, Problem, did_you_mean

NONE = "none"
UNKNOWN_LESSON = Code(
    "KIT011",
    "Kits are asked for of a lesson that there is not.",
    "Correct the name: it is that of the lesson's folder.",
)
CODES = (UNKNOWN_LESSON,)
_SETTINGS = "mkdocs.yml"


def lessons_of(site: Site) -> frozenset[str]:
    """Return the ids of all lessons that the site shows: `lessons/sextortion`."""
    tag = site.tags[0]
    routes = site.routes.values()
    return frozenset(r.id for r in routes if r.language.tag == tag and r.record.kind == "lesson")


def chosen_lessons(site: Site, chosen: str) -> tuple[str, ...]:
    """Return the ids of the lessons that have kits; `chosen` is what `Settings.kits` says."""
    lessons = lessons_of(site)
    named = {f"lessons/{name}" for name in _names(chosen)}
    return tuple(sorted(lessons if chosen == EVERY else lessons & named))


def check_chosen(site: Site, root: Path, chosen: str) -> Iterator[Problem]:
    """Tell names of lessons that there are not; they stand in `mkdocs.yml` or in a variable."""
    if chosen in (EVERY, NONE) or not {"kits", "lessons"} <= site.features:
        return
    ids = {*lessons_of(site), *site.library.unreadable}
    known = {name.removeprefix("lessons/") for name in ids if name.startswith("lessons/")}
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
