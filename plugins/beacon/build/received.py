"""Received: a site with what young people have handed in, which most trees have nothing of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from beacon.build.memory import Memory
from beacon.build.site import Site
from beacon.submissions.record import slugs

if TYPE_CHECKING:
    from beacon.build.handed_in import Check


def with_submissions(
    site: Site,
    check: Check,
    *,
    memory: Memory | None = None,
    today: date | None = None,
    preview: str = "",
) -> Site:
    """Return a site with the pages of its submissions that are published, and with tombstones.

    Whatever is wrong with a submission is a note: it is left out, and the site goes on. Time is
    judged by the later one of `today` and `Site.as_of`. With a `preview`, the submission of that
    name is there as well, whatever was decided, and no list leads to it.
    """
    root = site.folder.path.parents[2]
    if not slugs(root / "content"):
        return site
    from beacon.build.submitted import with_pages_of  # noqa: PLC0415 (slow; for few trees)

    memory = memory or Memory(root, {})
    return with_pages_of(site, check, memory, today=today, preview=preview)
