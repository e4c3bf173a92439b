"""The shelf: what is known of every kit of a site, for the pages that speak of kits."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from beacon.files import digest
from beacon.kits.records import KitRecord

Planner = Callable[[str, str], tuple[KitRecord, ...]]
"""Tells what the kits of a lesson will hold: `(language tag, record id)`."""


def _none(tag: str, record_id: str) -> tuple[KitRecord, ...]:
    return ()


class Shelf(Struct):
    """The records of kits by (language tag, record id); those that are not made are planned.

    `recipe` is a digest of all that makes kits: writers, fonts, masters. `lessons` are the ids
    of the lessons that have kits, `campaigns` those of the campaigns that have a press kit; there
    are none where the feature is off.
    """

    recipe: str = ""
    lessons: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    plan: Planner = _none
    made: dict[tuple[str, str], tuple[KitRecord, ...]] = field(default_factory=dict)
    _planned: dict[tuple[str, str], tuple[KitRecord, ...]] = field(default_factory=dict)

    def has_kit(self, record_id: str) -> bool:
        """Tell whether a lesson has a kit."""
        return record_id in self.lessons

    def has_press(self, record_id: str) -> bool:
        """Tell whether a campaign has cards to share, posters and a press kit."""
        return record_id in self.campaigns

    def of(self, tag: str, record_id: str) -> tuple[KitRecord, ...]:
        """Return the kits of a lesson, one for each of its audiences; a lesson may have none."""
        if not self.has_kit(record_id):
            return ()
        key = (tag, record_id)
        if key in self.made:
            return self.made[key]
        if key not in self._planned:
            self._planned[key] = self.plan(tag, record_id)
        return self._planned[key]

    def all(self, tag: str) -> tuple[KitRecord, ...]:
        """Return all kits of a language in the order of their lessons."""
        return tuple(record for name in self.lessons for record in self.of(tag, name))

    def digest(self, tag: str, record_id: str) -> str:
        """Return a digest of all that is known of the kits of a lesson."""
        return digest(repr(self.of(tag, record_id)), 24)

    def digest_of_all(self, tag: str) -> str:
        """Return a digest of all that is known of the kits of a language."""
        return digest(repr(self.all(tag)), 24)
