"""Assembly: safety advice of a stale translation is that of its original, in its language."""

from __future__ import annotations

import re
from pathlib import Path

from beacon.build.assembly import Assembler
from beacon.build.checks import check_site
from beacon.build.searching import Searching
from beacon.build.site import Site
from beacon.content.markdown import Converter


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
