"""The sitemap and the share images of a site."""

from __future__ import annotations

from pathlib import Path

from beacon.build.assembly import Assembler, has_share_image, share_uri
from beacon.build.site import SiteLike
from beacon.build.wording import Wording, route_title
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language
from beacon.metadata.sitemap import SitemapEntry, sitemaps

__all__ = ["has_share_image", "share_picture", "share_uri", "site_map"]


def site_map(assembler: Assembler) -> dict[str, bytes]:
    """Return the sitemap of a site by its name, with the languages of each page."""
    assembler.site.trace.note("sitemap")
    assembler.site.trace.note("centre")  # its address
    site, root = assembler.site.site, assembler.site_url
    languages: dict[str, tuple[tuple[str, str], ...]] = {}
    entries = []
    for (_, record_id), route in site.routes.items():
        if record_id in site.unlisted:
            continue
        if record_id not in languages:
            alternates = [(tag, root + site.routes[tag, record_id].uri) for tag in site.tags]
            default = (("x-default", alternates[0][1]),)
            languages[record_id] = (*alternates, *default)
        changed = route.record.head.reviewed_on
        entries.append(SitemapEntry(root + route.uri, languages[record_id], changed))
    return sitemaps(entries, root)


def share_picture(site: SiteLike, language: Language, record_id: str, fonts: Path) -> bytes:
    """Return the share image (PNG) of a page, in the language and script it is shown in."""
    from beacon.metadata.share import share_image  # noqa: PLC0415 (slow; titles seldom change)

    wording = Wording(site, language)
    title = unmarked(route_title(site, language, record_id))
    name = unmarked(wording.text(site.centre.short_name))
    return share_image(title, name, fonts)
