"""Allowed: what the texts of a site may name, because a centre has published it itself."""

from __future__ import annotations

from collections.abc import Iterable

from beacon.content.centres import Contacts
from beacon.safeguarding.findings import Allowed, hosts_of


def allowed_of(centres: Iterable[Contacts]) -> Allowed:
    """Return the numbers, addresses and sites of these centres, their channels and partners."""
    contacts = tuple(centres)
    phones = [phone for of in contacts for phone in of.values("phone")]
    mails = [mail for of in contacts for mail in (*of.values("email"), of.email) if mail]
    return Allowed(
        phones=frozenset(phone.lstrip("+") for phone in phones),
        emails=frozenset(mail.casefold() for mail in mails),
        hosts=hosts_of([site for of in contacts for site in (*of.values("web"), *of.sites)]),
    )
