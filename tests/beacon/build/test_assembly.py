"""Assembly: safety advice of a stale translation is that of its original, in its language."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.checks import check_site
from beacon.build.reports import report_document
from beacon.build.searching import Searching
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.languages.marks import marked, unmarked
from beacon.languages.strings import Strings


def safety(html: str) -> list[str]:
    """Return the opening tags of the safety blocks in a text."""
    return re.findall(r'<div [^>]*class="admonition safety"[^>]*>', html)


def test_stale_lesson_shows_the_safety_advice_of_its_original_in_both_scripts(
    project: Path,
) -> None:
    commons = project / "content" / "commons"
    original = commons / "en" / "lessons" / "sextortion" / "index.md"
    text = original.read_text(encoding="utf-8")
    assert "!!! safety" in text
    changed = re.sub(r'(!!! safety ".*"\n)', r"\1    This advice is new.\n\n", text)
    original.write_text(changed, encoding="utf-8")
    site = check_site(project, "serbia")
    assembler = Assembler(site, Converter(), "https://example.org/")
    pages = {tag: assembler.content(site.routes[tag, "lessons/sextortion"]) for tag in site.tags}
    assert {tag: "This advice is new." in html for tag, html in pages.items()} == {
        "sr-Cyrl": True,
        "sr-Latn": True,
        "en": True,
    }
    marked = '<div lang="en" class="admonition safety">'
    assert set(safety(pages["sr-Cyrl"])) == set(safety(pages["sr-Latn"])) == {marked}
    assert set(safety(pages["en"])) == {'<div class="admonition safety">'}
    assert "Сексуална" in pages["sr-Cyrl"] and "Seksualna" in pages["sr-Latn"]


def test_text_of_a_page_hangs_on_its_state_also_where_the_search_reads_it(bulgaria: Site) -> None:
    """An original that changes brings its safety advice into the words of its translations."""
    assembler = Assembler(bulgaria, Converter(), "https://example.org/")
    route = bulgaria.routes["bg", "lessons/group-chats"]
    with assembler.site.trace.recording() as keys:
        Searching(assembler).text(route)
    assert ("route", "bg", "lessons/group-chats") in keys


def lacking(site: Site) -> Assembler:
    """Return what makes the pages of a site whose catalogues are empty."""
    bare = dict.fromkeys(site.tags, Strings())
    return Assembler(replace(site, strings=bare), Converter(), "https://example.org/")


def test_text_that_goes_with_a_page_tells_another_language_as_pages_do(serbia: Site) -> None:
    assembler = lacking(serbia)
    route = serbia.routes["sr-Latn", "lessons/privacy"]
    assert marked("5 minutes", "en") in assembler.content(route)
    html = assembler.plain_content(route)
    assert '<span class="chip"><bdi lang="en">5 minutes</bdi></span>' in html
    assert html == unmarked(html)


def test_search_shows_words_alone(serbia: Site) -> None:
    text = Searching(lacking(serbia)).text(serbia.routes["sr-Latn", "lessons/privacy"]).decode()
    assert " 5 minutes Whole class" in text
    assert text == unmarked(text)


def test_printed_report_has_words_alone(serbia: Site) -> None:
    site = replace(serbia, strings=dict.fromkeys(serbia.tags, Strings()))
    for route in site.routes.values():
        if route.record.kind == "report":
            assert unmarked(found := repr(report_document(site, route, None))) == found
            assert "ufdd" not in found
