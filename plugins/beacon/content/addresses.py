"""Addresses of links, taken apart without stumbling over those that are none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

INVALID = "invalid"


def split(link: str) -> SplitResult:
    """Return the parts of an address; one that cannot be read has the scheme `invalid`."""
    try:
        return urlsplit(link)
    except ValueError:
        return SplitResult(INVALID, "", link, "", "")
