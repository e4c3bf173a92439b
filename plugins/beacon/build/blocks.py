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
    "headlines": "attendance",
    "attendance": "attendance",
    "coverage": "attendance",
    "contacts": "attendance",
    "cases": "attendance",
    "campaign-figures": "attendance",
    "definitions": "attendance",
    "reports": "attendance",
    "open-data": "attendance",
    "lessons": "lessons",
    "kits": "kits",
    "kit-versions": "kits",
    "glossary": "glossary",
    "campaigns": "campaigns",
    "upcoming": "calendars",
    "calendar": "calendars",
    "feeds": "calendars",
    "booking": "",
}
CHARTS = frozenset(
    {
        "headlines", "attendance", "coverage", "contacts", "cases", "campaign-figures",
        "definitions", "reports", "open-data",
    }
)  # fmt: skip
"""The blocks that need the styles of charts."""
INLINE = frozenset({"figure", "number"})
WITH_FIGURES = INLINE | {"figures"}
"""What takes ids of the register after its colon."""
ARGUMENTS = {"help-channels": ("report",)}
"""The words that a block takes after its colon; blocks that are not here take none."""
