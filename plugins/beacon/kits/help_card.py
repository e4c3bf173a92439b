"""The help card: the centre's own ways to help, to be cut out and carried."""

from __future__ import annotations

from beacon.kits.outline import Contact, KitSource
from beacon.kits.paper import (
    comfort,
    contact_lines,
    for_children,
    funding_blocks,
    printed_closely,
    sayer,
)
from beacon.languages.marks import unmarked
from beacon.languages.strings import Strings
from beacon.typesetting.document import (
    Blocks,
    Columns,
    Notice,
    Paragraph,
    Row,
    Table,
    Together,
    row,
    words,
)

_CARDS = 4  # on a sheet, two beside each other


def name(strings: Strings) -> str:
    """Return what the card is called."""
    return strings.gettext("Helpline card")


def write(source: KitSource) -> bytes:
    """Return cards to cut out, and below them all channels with hours and cost."""
    gettext = sayer(source)
    blocks = (*_cards(source), _all_channels(source), *funding_blocks(source))
    return printed_closely(
        source, gettext("Where to find help"), blocks, subtitle=_encouraged(source)
    )


def _encouraged(source: KitSource) -> str:
    if for_children(source):
        said = source.strings.gettext("Ask, even if you are not sure that it is serious.")
    else:
        said = source.strings.pgettext(
            "to adults", "Ask, even if you are not sure that it is serious."
        )
    return unmarked(said)


def _cards(source: KitSource) -> Blocks:
    gettext = sayer(source)
    card = Notice(_first(source), gettext("Where to find help"), "help")
    pair = Columns(((card,), (card,)))
    return tuple(Together((pair,)) for _ in range(_CARDS // 2))


def _first(source: KitSource) -> Blocks:
    found: Blocks = (Paragraph(words(comfort(source, adults=not for_children(source)))),)
    for contact in source.first_contacts():
        found = (*found, *contact_lines(contact))
    return found


def _all_channels(source: KitSource) -> Table:
    gettext = sayer(source)
    head = row(gettext("Service"), gettext("Contact"), gettext("Opening hours"), gettext("Cost"))
    lines = tuple(map(_line, source.contacts))
    return Table(lines, (head,), row_heads=True, widths=(5, 4, 4, 3))


def _line(contact: Contact) -> Row:
    return row(contact.name, contact.display, contact.hours, contact.cost)
