"""The sitemap: every page with its other languages, for search engines (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from msgspec import Struct


class SitemapEntry(Struct, frozen=True):
    """A page by its absolute address, with (tag, address) of each language."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    changed: date | None


MOST_BYTES = 900_000
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = f'{_XML}<urlset {_NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


def sitemap(entries: Iterable[SitemapEntry]) -> bytes:
    """Return one sitemap, sorted by address."""
    urls = (_url(entry) for entry in sorted(entries, key=lambda e: e.url))
    return f"{_HEAD}{''.join(urls)}</urlset>\n".encode()


def sitemaps(entries: Iterable[SitemapEntry], site_url: str) -> dict[str, bytes]:
    """Return the sitemap by its name, or an index of several where one would be too large.

    The first is always `sitemap.xml`; an index lists the others (sitemaps.org, "sitemap index").
    """
    parts: list[list[str]] = [[]]
    room = MOST_BYTES
    for entry in sorted(entries, key=lambda e: e.url):
        url = _url(entry)
        room -= len(url.encode())
        if room < 0:
            parts.append([])
            room = MOST_BYTES - len(url.encode())
        parts[-1].append(url)
    files = [f"{_HEAD}{''.join(part)}</urlset>\n".encode() for part in parts]
    if len(files) == 1:
        return {"sitemap.xml": files[0]}
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    listed = "".join(f"<sitemap><loc>{escape(site_url + n)}</loc></sitemap>\n" for n in names)
    index = f"{_XML}<sitemapindex {_NAMESPACE}>\n{listed}</sitemapindex>\n"
    return {"sitemap.xml": index.encode(), **dict(zip(names, files, strict=True))}


def _url(entry: SitemapEntry) -> str:
    changed = f"<lastmod>{entry.changed.isoformat()}</lastmod>" if entry.changed else ""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}"/>'
        for tag, url in entry.alternates
    )
    return f"<url><loc>{escape(entry.url)}</loc>{changed}{links}</url>\n"


def robots(site_url: str) -> bytes:
    """Return `robots.txt`: everything may be read, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()
