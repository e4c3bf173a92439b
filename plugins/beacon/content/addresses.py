"""Addresses of links, taken apart without stumbling over those that are none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from beacon.markup import BEGINNINGS
from beacon.patterns import regex

INVALID = "invalid"

SCHEMES = frozenset(beginning.partition(":")[0] for beginning in BEGINNINGS)
"""The schemes of addresses that a page may lead to."""

OF_TEMPLATES = regex(
    r"^(?:content$|by-topic$|plan-|page-|event-|channel-|help-box|kit-\d+$|question-|m\d{4}-|"
    r"search-(?:field|first)$|bare-|missing-)"
)
"""Anchors that templates use: a text must not take one, and a link may lead to one."""
_SCHEME = regex(r"[^/?#]*?:")
_SITE = regex(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?(?:/[^\s\"<>?#]*)?")


def is_site(address: str) -> bool:
    """Tell an address below which pages can stand: a web address without "?" and "#"."""
    return bool(_SITE.fullmatch(address))


def looks_absolute(link: str) -> bool:
    """Tell an address that begins with a scheme, or with what could be read as one.

    Letters of any script count: `јавасцрипт:` would be one in Latin letters.
    """
    return bool(_SCHEME.match(link))


def split(link: str) -> SplitResult:
    """Return the parts of an address; one that cannot be read has the scheme `invalid`."""
    try:
        return urlsplit(link)
    except ValueError:
        return SplitResult(INVALID, "", link, "", "")
