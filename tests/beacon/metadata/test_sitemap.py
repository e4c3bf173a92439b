"""The sitemap: well-formed, in one order, every page with all its languages."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from beacon.metadata.sitemap import SitemapEntry, robots, sitemap, sitemaps

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SR, EN = "https://example.org/sr/", "https://example.org/en/?a=1&b=<2>\"'"
ALTERNATES = (("sr-Cyrl", SR), ("en", EN), ("x-default", SR))


def test_every_page_is_listed_with_its_languages() -> None:
    entries = [
        SitemapEntry(SR, ALTERNATES, date(2026, 11, 22)),
        SitemapEntry(EN, ALTERNATES, None),
    ]
    found = [
        (
            page.findtext(f"{MAP}loc"),
            page.findtext(f"{MAP}lastmod"),
            tuple((link.get("hreflang"), link.get("href")) for link in page.iter(LINK)),
            {link.get("rel") for link in page.iter(LINK)},
        )
        for page in ElementTree.fromstring(sitemap(entries))
    ]
    assert found == [
        (EN, None, ALTERNATES, {"alternate"}),
        (SR, "2026-11-22", ALTERNATES, {"alternate"}),
    ]


def test_sitemap_is_the_same_whatever_order_pages_come_in() -> None:
    entries = [SitemapEntry(url, (), None) for url in (SR, EN, "https://example.org/bg/")]
    assert sitemap(entries) == sitemap(entries[::-1])


def test_sitemap_without_pages_is_well_formed() -> None:
    root = ElementTree.fromstring(sitemap([]))
    assert (root.tag, len(root)) == (f"{MAP}urlset", 0)
    assert sitemap([]).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    assert robots("https://example.org/") == (
        b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    )


def test_sitemap_that_would_be_too_large_is_divided() -> None:
    root = "https://example.org/"
    few = [SitemapEntry(f"{root}{n}/", ALTERNATES, None) for n in range(3)]
    assert sitemaps(few, root) == {"sitemap.xml": sitemap(few)}
    many = [SitemapEntry(f"{root}{n:05}/", ALTERNATES, None) for n in range(5000)]
    files = sitemaps(many, root)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert max(map(len, files.values())) < 1_000_000
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert index.tag == f"{MAP}sitemapindex"
    assert [part.findtext(f"{MAP}loc") for part in index] == [f"{root}{n}" for n in [*files][1:]]
    pages = [p for name in [*files][1:] for p in ElementTree.fromstring(files[name])]
    assert [p.findtext(f"{MAP}loc") for p in pages] == [entry.url for entry in many]
