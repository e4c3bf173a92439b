"""The glossary of the finished sites: in each alphabet's own order, and where lessons lead."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from finished import LANGUAGES, content_pages, listed, page_at

from beacon.languages.latin import to_latin

ALPHABETS = {
    "sr": "А Б В Г Д Ђ Е Ж З И Ј К Л Љ М Н Њ О П Р С Т Ћ У Ф Х Ц Ч Џ Ш",
    "sr-Latn": "A B C Č Ć D Dž Đ E F G H I J K L Lj M N Nj O P R S Š T U V Z Ž",
    "bg": "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ь Ю Я",
    "en": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
}
PLACES = [(centre, folder) for centre, folders in LANGUAGES.items() for folder in folders]


@pytest.mark.parametrize(("centre", "folder"), PLACES)
def test_letters_lead_to_terms_in_the_order_of_the_alphabet(
    sites: Path, centre: str, folder: str
) -> None:
    page = page_at(sites, centre, f"{folder}/glossary/")
    letters = page.tree.classed("glossary-letters")[0].all("a")
    names = [node.text() for node in letters]
    order = ALPHABETS[folder].split()
    assert names == sorted(names, key=order.index)
    headings = {n.attributes["id"]: n.text() for n in page.tree.all("h2") if "id" in n.attributes}
    assert [headings[n.attributes["href"].removeprefix("#")] for n in letters] == names
    terms = page.tree.classed("terms")
    assert sum(len(group.all("dt")) for group in terms) >= 80
    for group, letter in zip(terms, names, strict=True):
        assert all(node.text().startswith((letter, letter.upper())) for node in group.all("dt"))


def test_latin_terms_and_definitions_are_the_cyrillic_ones_transliterated(sites: Path) -> None:
    told = {}
    for folder in ("sr", "sr-Latn"):
        page = page_at(sites, "serbia", f"{folder}/glossary/")
        entries = [node for group in page.tree.classed("terms") for node in group.all("div")]
        told[folder] = {n.attributes["id"]: n.all("dd")[0].text() for n in entries}
    assert {key: to_latin(text) for key, text in told["sr"].items()} == told["sr-Latn"]


def test_words_of_lessons_lead_to_terms_that_are_there_and_to_each_once(sites: Path) -> None:
    faults, count = [], 0
    for page in content_pages(sites):
        found = []
        for node in page.tree.all("a"):
            parts = urlsplit(node.attributes.get("href", ""))
            if parts.path.endswith("/glossary/") and parts.fragment:
                found.append(parts.fragment)
                if any("safety" in around.attributes.get("class", "") for around in node.up()):
                    faults.append(f"{page.name}: a link inside advice on safety")
        count += len(found)
        if len(found) != len(set(found)):
            faults.append(f"{page.name}: {sorted(found)}")
        glossary = page_at(sites, page.centre, f"{page.folder}/glossary/")
        there = {node.attributes.get("id") for node in glossary.tree.walk()}
        faults += [f"{page.name}: #{name}" for name in found if name not in there]
    assert not faults, listed(faults)
    assert count > 100
