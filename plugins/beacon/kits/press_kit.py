"""The press kit of a campaign: its text, pictures, posters, contacts and credits in one ZIP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from beacon.archives import make_zip
from beacon.kits.blocks import Block, Span, bullets, paragraph
from beacon.kits.kit import MANIFEST, manifest
from beacon.kits.outline import Contact
from beacon.kits.plain_text import as_markdown, as_plain, heading
from beacon.languages.marks import unmarked
from beacon.languages.strings import Strings


class PressSource(Struct, frozen=True):
    """Everything a press kit says, in the words and the script of its readers.

    `folder` is the name of the folder in the ZIP. `maker` is a role and the name of a group,
    never a person; `notice` says what of the wording is not official. What is unknown is empty.
    """

    folder: str
    title: str
    slogan: str
    description: str
    warning: str
    pledge: str
    period: str
    until: str
    maker: str
    notice: str
    blocks: tuple[Block, ...]
    contacts: tuple[Contact, ...]
    centre: str
    centre_website: str
    centre_email: str
    address: str
    licence_name: str
    licence_url: str
    authors: tuple[str, ...]
    sources: tuple[str, ...]
    version: str
    reviewed: str
    funding: str
    strings: Strings

    @property
    def gettext(self) -> Callable[..., str]:
        """Gives a string in the language of the kit, as plain words."""
        return lambda message, **values: unmarked(self.strings.gettext(message, **values))


def press_kit(source: PressSource, pictures: Mapping[str, bytes]) -> bytes:
    """Return the ZIP: a folder with every text, the `pictures` by name, and their digests.

    The same source and pictures give the same bytes.
    """
    files = {**texts(source), **pictures}
    files[MANIFEST] = manifest(files)
    return make_zip({f"{source.folder}/{name}": data for name, data in files.items()})


def texts(source: PressSource) -> dict[str, bytes]:
    """Return the texts of a press kit by the name of their file, in UTF-8."""
    text, contacts, credits = (tuple(make(source)) for make in (_text, _contacts, _credits))
    return {
        "text.md": as_markdown(text).encode(),
        "text.txt": _lines(as_plain(text)),
        "contacts.txt": _lines(as_plain(contacts)),
        "licence-and-credits.txt": _lines(as_plain(credits)),
    }


def _lines(text: str) -> bytes:
    """Return a text with the line ends that old programs need as well."""
    return text.replace("\n", "\r\n").encode()


def _text(source: PressSource) -> Iterator[Block]:
    gettext = source.gettext
    yield heading(source.title, 1)
    if source.slogan and source.slogan != source.title:
        yield paragraph(source.slogan, strong=True)
    yield paragraph(source.description)
    told = [text for text in (source.period, source.until, source.maker) if text]
    if told:
        yield paragraph(" · ".join(told))
    if source.notice:
        yield paragraph(source.notice)
    if source.warning:
        warned = (paragraph(source.warning),)
        yield Block("note", (Span(gettext("Content warning")),), warned)
    yield from source.blocks
    if source.pledge:
        yield heading(gettext("A promise you can make"))
        yield Block("quote", blocks=(paragraph(source.pledge),))
    yield heading(gettext("Where to find help"))
    yield bullets(map(_contact, source.contacts))


def _contacts(source: PressSource) -> Iterator[Block]:
    gettext = source.gettext
    yield heading(source.centre, 1)
    known = (source.centre_website, source.centre_email)
    if any(known):
        yield bullets(text for text in known if text)
    yield heading(gettext("Where to find help"))
    yield bullets(map(_contact, source.contacts))


def _contact(contact: Contact) -> str:
    said = f"{contact.display} – {contact.name}" if contact.display else contact.name
    return f"{said} ({contact.facts})" if contact.facts else said


def _credits(source: PressSource) -> Iterator[Block]:
    gettext = source.gettext
    yield heading(gettext("Licence and credits"), 1)
    licence = " – ".join(text for text in (source.licence_name, source.licence_url) if text)
    facts = (
        (gettext("Campaign"), source.title),
        (gettext("Published by"), source.centre),
        (gettext("Made by"), source.maker),
        (gettext("Written by"), ", ".join(source.authors)),
        (gettext("Licence"), licence),
        (gettext("Version"), source.version),
        (gettext("Reviewed"), source.reviewed),
        (gettext("On the internet"), source.address),
    )
    yield bullets(f"{name}: {text}" for name, text in facts if text)
    if source.sources:
        yield heading(gettext("Sources"))
        yield bullets(source.sources)
    yield heading(gettext("Letters"))
    yield paragraph(gettext("Set in Source Sans 3 by Adobe, under the SIL Open Font License 1.1."))
    if source.funding:
        yield paragraph(source.funding)
