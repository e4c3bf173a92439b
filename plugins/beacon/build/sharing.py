"""The sitemap and the share images of a site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beacon.build.assembly import Assembler, share_uri
from beacon.build.site import Site
from beacon.build.wording import Wording, route_title
from beacon.languages.marks import unmarked
from beacon.metadata.share import share_image
from beacon.metadata.sitemap import SitemapEntry, sitemap


def site_map(assembler: Assembler) -> bytes:
    """Return the sitemap of a site, with the languages of each page."""
    site = assembler.site
    entries = []
    for route in site.routes.values():
        alternates = tuple((a.tag, a.absolute) for a in assembler.alternates(route))
        default = assembler.site_url + site.routes[site.tags[0], route.id].uri
        entries.append(
            SitemapEntry(
                assembler.site_url + route.uri,
                (*alternates, ("x-default", default)),
                route.record.head.reviewed_on,
            )
        )
    return sitemap(entries)


def share_images(site: Site, font: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (address, PNG) for every page, in the language and script it is shown in."""
    for route in site.routes.values():
        wording = Wording(site, route.language)
        title = route_title(site, route.language, route.id)
        name = unmarked(wording.text(site.centre.short_name))
        yield share_uri(route), share_image(title, name, font)
