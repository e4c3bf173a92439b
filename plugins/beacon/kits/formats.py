"""Formats: every file of a kit and who makes it, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from beacon.kits.outline import KitSource
from beacon.languages.strings import Strings
from beacon.slugs import slugify

Group = Literal["teach", "give", "organise", "about"]
Suits = Callable[[KitSource], bool]


def always(source: KitSource) -> bool:
    """Say that every kit has it."""
    return True


def has_funding(source: KitSource) -> bool:
    """Say that only kits of a funded project have it."""
    return bool(source.funding)


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes one file of a kit.

    `name` says in the kit's language what it is; the file is called after it. `pictured` ones
    differ in the small kit. The bytes depend on the source alone: no clock, no random numbers.
    """

    id: str
    suffix: str
    media_type: str
    group: Group
    name: Callable[[Strings], str]
    make: Callable[[KitSource], bytes]
    suits: Suits = always
    pictured: bool = False

    def file_name(self, source: KitSource) -> str:
        """Return the name of the file: `sextortion-slides.pptx`, in the kit's language."""
        return f"{source.lesson}-{slugify(self.name(source.strings))}.{self.suffix}"


WRITERS: tuple[Writer, ...] = ()
"""A writer adds its line here; the order is that of the kit's list of contents."""
