"""The names of the blocks that a text may call with `[[name]]`, and the feature each needs."""

from __future__ import annotations

BLOCKS = {
    "cards": "",
    "help-channels": "",
    "children": "",
    "partners": "",
    "funding": "",
    "programme": "",
    "figures": "",
    "cases": "attendance",
    "attendance": "attendance",
    "lessons": "lessons",
    "kits": "kits",
    "kit-versions": "kits",
    "campaigns": "campaigns",
    "upcoming": "calendars",
    "calendar": "calendars",
    "feeds": "calendars",
    "booking": "",
}
INLINE = frozenset({"figure", "number"})
