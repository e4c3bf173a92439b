"""Name columns: names in a table, in the first three languages and in whatever comes after them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

FIRST = ("en", "sr", "bg")
"""The folders of the languages of which every table has a column."""


def further_languages(written: Collection[str]) -> tuple[str, ...]:
    """Return the folders, of those of languages that people write, that need not have a column."""
    return tuple(sorted({*written} - {*FIRST}))


def further_columns(what: str, more: tuple[str, ...]) -> list[str]:
    """Return the columns that a table may have for further languages: `name_mk`."""
    return [f"{what}{path}" for path in more]


def further_names(what: str, more: tuple[str, ...], cells: Mapping[str, str]) -> dict[str, str]:
    """Return the names in further languages; where a cell is empty, another language stands in."""
    return {path: name for path in more if (name := cells.get(f"{what}{path}"))}
