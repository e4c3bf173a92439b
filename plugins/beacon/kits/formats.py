"""Formats: every file of a kit and who makes it, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from beacon.kits import credits, forms, guide, handout, help_card, letters, readme, slide_notes
from beacon.kits.hypertext import slides_as_html
from beacon.kits.letters import DOCX
from beacon.kits.outline import KitSource
from beacon.languages.strings import Strings

Group = Literal["teach", "give", "organise", "about"]
Suits = Callable[[KitSource], bool]


def always(source: KitSource) -> bool:
    """Say that every kit has it."""
    return True


def has_funding(source: KitSource) -> bool:
    """Say that only kits of a funded project have it."""
    return bool(source.funding)


class Writer(Struct, frozen=True):
    """Makes one file of a kit.

    `name` says in the kit's language what it is. `pictured` ones
    differ in the small kit. What does not stand `alone` is in the ZIP and nowhere else: a page
    of the site obeys the site's content policy, and slides in one file carry their script inside.
    What is not `light` is left out of the small kit.
    The bytes depend on the source alone: no clock, no random numbers. Where they show something
    else, `shown` says all of it but the strings.
    """

    id: str
    suffix: str
    media_type: str
    group: Group
    name: Callable[[Strings], str]
    make: Callable[[KitSource], bytes]
    suits: Suits = always
    pictured: bool = False
    alone: bool = True
    light: bool = True
    shown: Callable[[KitSource], str] = lambda source: source.digest

    def file_name(self, source: KitSource) -> str:
        """Return the name of the file: `sextortion-slides-sr.pptx`.

        It ends in the audience where a lesson has kits for several: all stand in one folder.
        """
        words = (source.lesson, self.id, source.language.path.lower(), source.audience)
        return f"{'-'.join(filter(None, words))}.{self.suffix}"


def slides_as_pptx(source: KitSource) -> bytes:
    """Return the deck of a kit as a presentation."""
    from beacon.kits import powerpoint  # noqa: PLC0415 (python-pptx is slow to load)

    return powerpoint.slides_as_pptx(source)


PDF, TEXT = "application/pdf", "text/plain"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

WRITERS: tuple[Writer, ...] = (
    Writer("readme", "txt", TEXT, "about", readme.name, readme.write, readme.has_readme),
    Writer("guide", "pdf", PDF, "teach", guide.name, guide.write),
    Writer(
        "slides-browser", "html", "text/html", "teach",
        lambda strings: strings.gettext("Slides for any browser, with notes and timer"),
        slides_as_html, pictured=True, alone=False,
    ),
    Writer(
        "slides", "pptx", PPTX, "teach",
        lambda strings: strings.gettext("Slides for PowerPoint and Impress"), slides_as_pptx,
        pictured=True,
    ),
    Writer(
        "slide-notes", "pdf", PDF, "teach", slide_notes.name, slide_notes.write,
        pictured=True, light=False,
    ),
    Writer("handout", "pdf", PDF, "give", handout.name, handout.write),
    Writer("handout-black", "pdf", PDF, "give", handout.name_black, handout.write_black),
    Writer("help-card", "pdf", PDF, "give", help_card.name, help_card.write),
    Writer(
        "certificate", "pdf", PDF, "give",
        forms.certificate_name, forms.write_certificate, forms.has_certificate,
    ),
    Writer(
        "invitation", "docx", DOCX, "organise",
        letters.invitation_name, letters.write_invitation, letters.has_invitation,
    ),
    Writer(
        "consent", "docx", DOCX, "organise",
        letters.consent_name, letters.write_consent, letters.needs_consent,
    ),
    Writer(
        "poster", "pdf", PDF, "organise",
        forms.poster_name, forms.write_poster, forms.has_poster, pictured=True, light=False,
    ),
    Writer(
        "feedback", "pdf", PDF, "organise",
        forms.feedback_name, forms.write_feedback, forms.has_feedback,
    ),
    Writer("credits", "pdf", PDF, "about", credits.name, credits.write),
)  # fmt: skip
"""A writer adds its line here; the order is that of the kit's list of contents."""
