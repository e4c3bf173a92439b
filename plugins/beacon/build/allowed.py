"""Allowed: what the texts of a site may name, because a centre has published it itself."""

from __future__ import annotations

from collections.abc import Iterable

from beacon.content.centres import CentreFolder
from beacon.safeguarding.findings import Allowed, hosts_of


def allowed_of(folders: Iterable[CentreFolder]) -> Allowed:
    """Return the numbers, addresses and sites of these centres, their channels and partners."""
    centres = tuple(folders)
    channels = [channel for folder in centres for channel in folder.channels]
    web = [c.value for c in channels if c.type == "web"]
    web += [p.url for folder in centres for p in folder.centre.partners if p.url]
    web += [folder.centre.website for folder in centres if folder.centre.website]
    mails = {c.value for c in channels if c.type == "email"}
    mails |= {folder.centre.email for folder in centres if folder.centre.email}
    return Allowed(
        phones=frozenset(c.value.lstrip("+") for c in channels if c.type == "phone"),
        emails=frozenset(mail.casefold() for mail in mails),
        hosts=hosts_of(web),
    )
