"""The help card: the centre's own ways to help, to be cut out and carried."""

from __future__ import annotations

from beacon.kits.outline import Contact, KitSource
from beacon.kits.paper import contact_lines, printed, sayer
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
    blocks = (*_cards(source), _all_channels(source))
    said = gettext("Ask, even if you are not sure that it is serious.")
    return printed(source, gettext("Where to find help"), blocks, subtitle=said)


def _cards(source: KitSource) -> Blocks:
    gettext = sayer(source)
    card = Notice(_first(source), gettext("Where to find help"), "help")
    pair = Columns(((card,), (card,)))
    return tuple(Together((pair,)) for _ in range(_CARDS // 2))


def _first(source: KitSource) -> Blocks:
    gettext = sayer(source)
    found: Blocks = (Paragraph(words(gettext("You do not have to solve it alone."))),)
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
