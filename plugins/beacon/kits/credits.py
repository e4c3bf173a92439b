"""Credits: who made a kit, from what, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator

from beacon.kits.outline import KitSource
from beacon.kits.paper import funding_blocks, printed, sayer
from beacon.languages.strings import Strings
from beacon.typesetting.document import (
    Block,
    Heading,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    bullets,
    words,
)


def name(strings: Strings) -> str:
    """Return what the sheet is called."""
    return strings.gettext("Licence and credits")


def write(source: KitSource) -> bytes:
    """Return the sheet as PDF."""
    return printed(source, source.title, tuple(_blocks(source)), subtitle=name(source.strings))


def _blocks(source: KitSource) -> Iterator[Block]:
    gettext = sayer(source)
    yield Table(tuple(_facts(source)), row_heads=True, widths=(1, 3))
    if source.sources:
        yield Heading(1, words(gettext("Sources")))
        yield bullets(source.sources)
    yield Heading(1, words(gettext("Letters")))
    yield Paragraph(
        (Text(gettext("Set in Source Sans 3 by Adobe, under the SIL Open Font License 1.1.")),)
    )
    yield from funding_blocks(source)


def _facts(source: KitSource) -> Iterator[Row]:
    gettext = sayer(source)
    yield words(gettext("Lesson")), words(source.title)
    yield words(gettext("Published by")), words(source.centre)
    if source.authors:
        yield words(gettext("Written by")), words(", ".join(source.authors))
    licence = (Link(source.licence_url, words(source.licence_name)),)
    yield words(gettext("Licence")), licence
    yield words(gettext("Version")), words(source.revision)
    if source.reviewed_text:
        yield words(gettext("Reviewed")), words(source.reviewed_text)
    yield words(gettext("On the internet")), (Link(source.address, words(source.address)),)
