"""Booking: how a school asks for a presentation, on paper and as a message to the centre."""

from __future__ import annotations

from urllib.parse import quote

from beacon.build.site import SiteLike
from beacon.build.views import BookingView
from beacon.build.wording import Wording
from beacon.languages.marks import unmarked


def booking(site: SiteLike, wording: Wording) -> BookingView:
    """Return what a request needs; what the centre has not published stays empty."""
    known, email = site.centre.booking, site.centre.email or ""
    fields = _fields(wording)
    return BookingView(
        who_text=wording.text(known.who) if known else "",
        lead_time_text=wording.text(known.lead_time) if known else "",
        source=wording.source(known.source) if known else "",
        email=email,
        mail_href=_message(email, wording, fields) if email else "",
        fields=fields,
    )


def _fields(wording: Wording) -> list[tuple[str, str]]:
    gettext = wording.strings.gettext
    return [
        (gettext("School or organisation, and town"), ""),
        (
            gettext("Contact at the school"),
            gettext("Name of the adult who answers, and how to reach that person"),
        ),
        (gettext("Days that would suit you"), gettext("Two or three, and in which shift")),
        (gettext("For whom"), gettext("Pupils, parents, teachers or others")),
        (gettext("Grades"), ""),
        (gettext("How many people"), gettext("Numbers are enough, no names")),
        (gettext("Topic, and why now"), gettext("Without names and stories of pupils")),
        (gettext("Language of the class"), ""),
        (gettext("Room and equipment"), gettext("Number of seats, projector, sound, internet")),
        (gettext("What we should know"), gettext("Such as access for wheelchairs")),
    ]


def _message(email: str, wording: Wording, fields: list[tuple[str, str]]) -> str:
    """Return a mailto address (RFC 6068) whose lines end in CRLF, as §5 asks."""
    gettext = wording.strings.gettext
    lines = [
        gettext("Good day,"),
        "",
        gettext("we would like to book a presentation."),
        "",
        *(f"{label}: " for label, _ in fields),
        "",
        gettext("Kind regards"),
    ]
    subject = quote(unmarked(gettext("Request for a presentation")))
    body = quote(unmarked("\r\n".join(lines)))
    return f"mailto:{email}?subject={subject}&body={body}"
