"""Filling: the slots of a form get what its lesson knows, and become blocks as any text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from beacon.kits.blocks import Block, blocks_of
from beacon.kits.outline import KitSource
from beacon.kits.paper import BOX
from beacon.patterns import regex

_SLOT = regex(r'(<p>)?<data class="slot" value="([a-z-]+)(?::(\d+))?"></data>(</p>)?')
_BLANK = 24  # letters, where a form names no number


def filled(source: KitSource, html: str) -> tuple[Block, ...]:
    """Return the blocks of a form for a lesson; a slot alone in a paragraph may become a list."""
    lists, words = _lists(source), _words(source)

    def fill(match: re.Match[str]) -> str:
        name, number = match.group(2), int(match.group(3) or 0)
        alone = match.group(1) and match.group(4)
        if name in lists and alone:
            return _list(lists[name])
        if name == "lines":
            return "<hr>" * (number or 1)
        if name == "blank":
            said = "_" * (number or _BLANK)
        else:
            said = "; ".join(lists[name]) if name in lists else words[name]
        return f"{match.group(1) or ''}{escape(said)}{match.group(4) or ''}"

    return blocks_of(_SLOT.sub(fill, html), source.address)


def _words(source: KitSource) -> Mapping[str, str]:
    return {
        "lesson": source.title,
        "description": source.description,
        "minutes": source.minutes_text,
        "audience": " · ".join(filter(None, (source.audience_text, source.ages_text))),
        "topics": ", ".join(source.topics),
        "centre": source.centre,
        "website": source.centre_website,
        "address": source.address,
        "version": source.revision,
        "licence": source.licence_name,
        "box": BOX.strip(),
    }


def _lists(source: KitSource) -> Mapping[str, tuple[str, ...]]:
    """Return what is a list, or a row within other words: aims, and the centre's numbers."""
    return {"objectives": source.objectives, "contacts": tuple(_numbers(source))}


def _list(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def _numbers(source: KitSource) -> Iterable[str]:
    for contact in source.first_contacts():
        facts = f" ({contact.facts})" if contact.facts else ""
        yield f"{contact.display} – {contact.name}{facts}"
