"""The sitemap: every page with its other languages, for search engines (sitemaps.org 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page by its absolute address, with (tag, address) of each language."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    changed: date | None


def sitemap(entries: Iterable[SitemapEntry]) -> bytes:
    """Return `sitemap.xml`, sorted by address."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    ]
    for entry in sorted(entries, key=lambda e: e.url):
        parts.append(f"<url><loc>{escape(entry.url)}</loc>")
        if entry.changed:
            parts.append(f"<lastmod>{entry.changed.isoformat()}</lastmod>")
        for tag, url in entry.alternates:
            parts.append(
                f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}"/>'
            )
        parts.append("</url>\n")
    parts.append("</urlset>\n")
    return "".join(parts).encode()


def robots(site_url: str) -> bytes:
    """Return `robots.txt`: everything may be read, and here is the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()
