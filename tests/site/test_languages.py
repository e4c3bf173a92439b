"""Every page in every language: links between languages, addresses, script, interface, numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from babel.messages.pofile import read_po
from finished import (
    ADDRESSES,
    CENTRES,
    LANGUAGES,
    Node,
    Page,
    content_pages,
    is_external,
    links,
    listed,
    page_at,
    pages,
)
from icalendar import Calendar

ROOT = Path(__file__).resolve().parent.parent.parent
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
NAMES = {
    "sr-Cyrl": "Српски (ћирилица)",
    "sr-Latn": "Srpski (latinica)",
    "bg": "Български",
    "en": "English",
}
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN_WORD = re.compile(r"[A-Za-zŠĐČĆŽšđčćž]{2,}")
EVERY_CENTRE = pytest.mark.parametrize("centre", CENTRES)


# Links between languages


def alternates(page: Page) -> dict[str, str]:
    """Return what the page's head says of its other languages, as (tag, address)."""
    found = [n for n in page.tree.all("link", rel="alternate") if "hreflang" in n.attributes]
    tags = [node.attributes["hreflang"] for node in found]
    assert len(tags) == len(set(tags)), f"{page.name} names a language twice"
    return {node.attributes["hreflang"]: node.attributes["href"] for node in found}


@EVERY_CENTRE
def test_hreflang_is_complete_and_names_the_page_itself(sites: Path, centre: str) -> None:
    default = next(iter(LANGUAGES[centre]))
    wrong = []
    for page in content_pages(sites, centre):
        expected = {
            tag: f"{ADDRESSES[centre]}{folder}/{page.place}"
            for folder, tag in LANGUAGES[centre].items()
        }
        expected["x-default"] = f"{ADDRESSES[centre]}{default}/{page.place}"
        if alternates(page) != expected or page.address != expected[page.tag]:
            wrong.append(f"{page.name}: {alternates(page)}")
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_hreflang_is_reciprocal(sites: Path, centre: str) -> None:
    by_address = {page.address: page for page in pages(sites, centre)}
    wrong = [
        f"{page.name} names {address}, which does not name it"
        for page in by_address.values()
        for address in alternates(page).values()
        if address not in by_address or page.address not in alternates(by_address[address]).values()
    ]
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_language_switch_stays_on_the_page(sites: Path, centre: str) -> None:
    uris = {page.uri for page in pages(sites, centre)}
    wrong = []
    for page in content_pages(sites, centre):
        (switch,) = page.tree.classed("languages")
        shown = [
            (page.resolve(a.attributes["href"]), a.attributes["hreflang"], a.language(), a.text())
            for a in switch.all("a")
        ]
        expected = [
            (f"{folder}/{page.place}", tag, tag, NAMES[tag])
            for folder, tag in LANGUAGES[centre].items()
        ]
        current = [a.attributes["hreflang"] for a in switch.all("a", **{"aria-current": "true"})]
        if shown != expected or current != [page.tag]:
            wrong.append(f"{page.name}: {shown}, current {current}")
        wrong += [f"{page.name}: no page {uri}" for uri, *_ in shown if uri not in uris]
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_root_page_leads_to_every_language(sites: Path, centre: str) -> None:
    root = page_at(sites, centre, "")
    found = [
        (root.resolve(a.attributes["href"]), a.attributes["hreflang"], a.language(), a.text())
        for a in root.tree.all("a")
        if "hreflang" in a.attributes
    ]
    expected = [(f"{folder}/", tag, tag, NAMES[tag]) for folder, tag in LANGUAGES[centre].items()]
    assert found == expected
    help_pages = [
        (root.resolve(a.attributes["href"]), a.language()) for a in root.tree.classed("button-help")
    ]
    assert help_pages == [(f"{folder}/help/", tag) for folder, tag in LANGUAGES[centre].items()]
    assert root.tree.all("meta", **{"http-equiv": "refresh"}) == []


@EVERY_CENTRE
def test_missing_page_speaks_every_language(sites: Path, centre: str) -> None:
    missing = page_at(sites, centre, "404.html")
    told = {
        section.language(): (
            [heading.text() for heading in section.all("h1", "h2")],
            [urlsplit(a.attributes["href"]).path for a in section.all("a")],
        )
        for section in missing.tree.all("section")
    }
    said = {
        "sr-Cyrl": "Страница није пронађена",
        "sr-Latn": "Stranica nije pronađena",
        "bg": "Страницата не е намерена",
        "en": "Page not found",
    }
    expected = {
        tag: ([said[tag]], [f"/{folder}/", f"/{folder}/help/"])
        for folder, tag in LANGUAGES[centre].items()
    }
    assert told == expected
    relative = [
        link
        for _, link in links(missing)
        if not is_external(link) and not link.startswith(("/", "#"))
    ]
    assert relative == [], "The page is shown at any address, so its links start at the root."


# Addresses


@EVERY_CENTRE
def test_canonical_is_the_page_itself(sites: Path, centre: str) -> None:
    wrong = [
        f"{page.name}: {[n.attributes['href'] for n in page.tree.all('link', rel='canonical')]}"
        for page in content_pages(sites, centre)
        if [n.attributes["href"] for n in page.tree.all("link", rel="canonical")] != [page.address]
        or [n.attributes["content"] for n in page.tree.all("meta", property="og:url")]
        != [page.address]
    ]
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_sitemap_lists_every_page_with_its_languages(sites: Path, centre: str) -> None:
    tree = ElementTree.parse(sites / centre / "sitemap.xml")
    listed_pages = {
        url.findtext("s:loc", "", SITEMAP): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)
        }
        for url in tree.getroot().findall("s:url", SITEMAP)
    }
    assert len(tree.getroot()) == len(listed_pages)
    assert listed_pages == {
        page.address: dict(alternates(page)) for page in content_pages(sites, centre)
    }
    robots = (sites / centre / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {ADDRESSES[centre]}sitemap.xml\n" in robots


@EVERY_CENTRE
def test_every_link_leads_somewhere(sites: Path, centre: str) -> None:
    ids = {
        page.uri: {n.attributes["id"] for n in page.tree.walk() if "id" in n.attributes}
        for page in pages(sites, centre)
    }
    # A channel may live at the same address as the site, beside it.
    source = ROOT / "content" / "centres" / centre / "help-channels.yml"
    channels = {c["value"] for c in yaml.safe_load(source.read_bytes())["channels"]}
    wrong = []
    for page in pages(sites, centre):
        for node, link in links(page):
            target = page.resolve(link)
            if is_external(target) or link in channels:
                continue
            path, _, fragment = target.lstrip("/").partition("#")
            path = unquote(path.partition("?")[0])
            if path in ids:
                if fragment and unquote(fragment) not in ids[path]:
                    wrong.append(f"{page.name}: <{node.tag}> {link}: no such anchor")
            elif not (sites / centre / path).is_file():
                wrong.append(f"{page.name}: <{node.tag}> {link}: no such file")
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_every_share_image_is_a_file(sites: Path, centre: str) -> None:
    wrong = []
    for page in content_pages(sites, centre):
        found = [n.attributes["content"] for n in page.tree.all("meta", property="og:image")]
        if len(found) != 1 or not (sites / centre / page.resolve(found[0])).is_file():
            wrong.append(f"{page.name}: {found}")
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_every_address_in_a_style_sheet_is_a_file(sites: Path, centre: str) -> None:
    found = [
        (sheet.parent / match.strip("\"'")).is_file()
        for sheet in (sites / centre).rglob("*.css")
        for match in re.findall(r"url\(([^)]*)\)", sheet.read_text(encoding="utf-8"))
    ]
    assert found == [True] * len(found)
    assert len(found) >= 2


@EVERY_CENTRE
def test_breadcrumbs_name_the_way_from_the_home_page(sites: Path, centre: str) -> None:
    uris = {page.uri for page in pages(sites, centre)}
    wrong = []
    for page in content_pages(sites, centre):
        parts = page.place.strip("/").split("/") if page.place else []
        way = [
            f"{page.folder}/" + "".join(f"{part}/" for part in parts[:depth])
            for depth in range(len(parts))
        ]
        crumbs = page.tree.classed("breadcrumbs")
        found = [page.resolve(a.attributes["href"]) for nav in crumbs for a in nav.all("a")]
        current = [n for nav in crumbs for n in nav.all("span", **{"aria-current": "page"})]
        if found != [uri for uri in way if uri in uris] or len(current) != bool(parts):
            wrong.append(f"{page.name}: {found}")
        wrong += [
            f"{page.name}: an empty crumb" for nav in crumbs for n in nav.all("li") if not n.text()
        ]
    assert not wrong, listed(wrong)


def test_both_serbian_scripts_have_the_same_addresses_and_anchors(sites: Path) -> None:
    def anchors(page: Page) -> list[str]:
        found = []
        for node in page.tree.walk():
            if "id" in node.attributes:
                found.append(f"#{node.attributes['id']}")
            if node.tag == "a" and "hreflang" not in node.attributes:
                target = page.resolve(node.attributes.get("href", ""))
                if target.startswith("webcal:"):
                    target = target.partition(f"/{page.folder}/")[2]
                target = re.sub(r"\?(?:subject|q)=.*", "", target)  # words of a message or a search
                target = re.sub(r"-sr(?:-latn)?(?=[.-])", "-sr", target)  # a kit in its script
                found.append(target.removeprefix(f"{page.folder}/"))
        return found

    for_script: dict[str, dict[str, list[str]]] = {"sr": {}, "sr-Latn": {}}
    for page in content_pages(sites, "serbia"):
        if page.folder in for_script:
            for_script[page.folder][page.place] = anchors(page)
    assert for_script["sr"].keys() == for_script["sr-Latn"].keys()
    # What is sorted by the alphabet may stand in another order.
    wrong = [
        f"{place}: {set(found) ^ set(for_script['sr-Latn'][place])}"
        for place, found in for_script["sr"].items()
        if sorted(found) != sorted(for_script["sr-Latn"][place])
    ]
    assert not wrong, listed(wrong)
    not_ascii = [a for found in for_script["sr"].values() for a in found if not a.isascii()]
    assert not_ascii == []


# Script and interface


def said(page: Page) -> Iterator[tuple[str, Node]]:
    """Yield every text of a page that people see or hear, with its element."""
    yield from page.tree.texts()
    for node in page.tree.walk():
        for name in ("aria-label", "title", "alt", "placeholder", "aria-description"):
            if node.attributes.get(name, "").strip():
                yield node.attributes[name].strip(), node
        for name, value in node.attributes.items():
            if name in ("data-auto", "data-light", "data-dark"):
                yield value, node
        if node.tag == "meta" and ("name" in node.attributes or "property" in node.attributes):
            yield node.attributes["content"], node
        if node.tag == "script" and node.attributes.get("type") == "application/ld+json":
            data = json.loads("".join(map(str, node.children)))
            yield from ((data[key], node) for key in ("name", "description") if key in data)


def is_marked(node: Node) -> bool:
    """Tell whether a text is left as it is: code, a name, something marked."""
    return node.inside("code", "pre", "kbd", "samp") or any(
        n.attributes.get("translate") == "no" for n in node.up()
    )


def test_latin_pages_hold_no_cyrillic(sites: Path) -> None:
    wrong = [
        f"{page.name}: <{node.tag}> {text[:80]}"
        for page in content_pages(sites, "serbia")
        if page.folder == "sr-Latn"
        for text, node in said(page)
        if CYRILLIC.search(text) and node.language() == "sr-Latn" and not is_marked(node)
    ]
    assert not wrong, listed(wrong)
    feed = (sites / "serbia" / "sr-Latn" / "calendar.ics").read_text(encoding="utf-8")
    assert not CYRILLIC.search(feed)


def test_no_page_holds_letters_of_another_cyrillic(sites: Path) -> None:
    # Letters that Bulgarian lacks, and letters that Serbian lacks.
    foreign = {"bg": re.compile("[ђјљњћџЂЈЉЊЋЏ]"), "sr-Cyrl": re.compile("[йщъьюяыэЙЩЪЬЮЯЫЭ]")}
    wrong = [
        f"{page.name}: <{node.tag}> {text[:80]}"
        for page in content_pages(sites)
        for text, node in said(page)
        if page.tag in foreign
        and (node.language() or page.tag) in foreign
        and foreign[node.language() or page.tag].search(text)
    ]
    assert not wrong, listed(wrong)


SAME_IN_LATIN = {"Статус"}


def catalogue(folder: str) -> list[re.Pattern[str]]:
    """Return the English strings of the interface that a language writes differently.

    Not those that are the same in Serbian Latin.
    """
    path = ROOT / "theme" / "locales" / folder / "LC_MESSAGES" / "beacon.po"
    with path.open("rb") as stream:
        messages = list(read_po(stream))
    forms = [
        form
        for message in messages
        if message.id and message.string != message.id and message.string not in SAME_IN_LATIN
        for form in ([message.id] if isinstance(message.id, str) else message.id)
    ]
    assert len(forms) > 100
    return [
        re.compile(re.sub(r"%\\?\(\w+\\?\)s", ".+", re.escape(form).replace("%%", "%")))
        for form in forms
    ]


@pytest.mark.parametrize("folder", ["sr", "sr-Latn", "bg"])
def test_no_interface_string_is_left_in_english(sites: Path, folder: str) -> None:
    english = catalogue("bg" if folder == "bg" else "sr")
    any_of = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in english))
    wrong = [
        f"{page.name}: <{node.tag}> {text[:80]}"
        for page in content_pages(sites)
        if page.folder == folder
        for text, node in said(page)
        if node.tag != "code"  # what stands in a file is the same in every language
        and node.language() != "en"
        and any_of.fullmatch(text.strip(" :"))
    ]
    assert not wrong, listed(wrong)


# Names that every language writes with Latin letters. Other Latin text needs its own `lang`.
BRANDS = {
    "Beacon",
    "Digital Children",
    "Facebook",
    "GitHub",
    "GitLab",
    "Frictionless Data",
    "INHOPE",
    "Insafe",
    "Instagram",
    "Net Patrola",
    "SIC+",
    "TikTok",
    "decap-cms",
    "safenet.bg",
}
FORMAT = re.compile(
    r"(?:Atom|DOCX|HTML|JSON Feed|PDF|PNG|PPTX|TXT|XLSX|ZIP)(?:, (?:A[34]|\d+ × \d+))?(?: ·)?"
)
CODES_OF_PROBLEMS = re.compile(r"[A-Z]{3}\d{3}(?:, [A-Z]{3}\d{3})*")
SIZE = re.compile(r"\d[\d.,\u00a0]*[ \u00a0][kM]B")
HOST_OR_MAIL = re.compile(r"[\w.+-]+@[\w.-]+|(?:https?://)?[\w-]+(?:\.[\w-]+)+\S*")


@EVERY_CENTRE
def test_sources_are_said_in_the_language_of_the_page(sites: Path, centre: str) -> None:
    found = [
        (page, node)
        for page in content_pages(sites, centre)
        for name in ("channel-source", "figures-source", "figure-source")
        for block in page.tree.classed(name)
        for _, node in block.texts()
    ]
    wrong = [
        f"{page.name}: {node.text()[:80]}" for page, node in found if node.language() != page.tag
    ]
    assert not wrong, listed(wrong)
    assert {page.tag for page, _ in found} == set(LANGUAGES[centre].values())


@pytest.mark.parametrize("folder", ["sr", "bg"])
def test_cyrillic_pages_hold_only_names_in_latin(sites: Path, folder: str) -> None:
    wrong = [
        f"{page.name}: <{node.tag}> {part[:100]}"
        for page in content_pages(sites)
        if page.folder == folder
        for text, node in said(page)
        if node.language() == page.tag
        and not is_marked(node)
        and node.tag not in ("meta", "script")
        for part in text.split(" · ")
        if LATIN_WORD.search(part)
        and not CYRILLIC.search(part)
        and part.strip("(). ") not in BRANDS
        and not CODES_OF_PROBLEMS.fullmatch(part)
        and not HOST_OR_MAIL.fullmatch(part)
        and not SIZE.fullmatch(part)
        and not FORMAT.fullmatch(part)
    ]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("folder", ["sr", "bg"])
def test_feeds_speak_the_language_of_their_place(sites: Path, folder: str) -> None:
    centre = "bulgaria" if folder == "bg" else "serbia"
    calendar = Calendar.from_ical((sites / centre / folder / "calendar.ics").read_bytes())
    texts = [str(calendar["name"]), str(calendar["x-wr-calname"])]
    texts += [str(e[k]) for e in calendar.events for k in ("summary", "description", "location")]
    wrong = [
        line
        for text in texts
        for line in text.splitlines()
        for words in [re.sub(r"safenet\.bg|HaDEA|\[|\]", "", line).strip(": ")]
        if LATIN_WORD.search(words)
    ]
    assert not wrong, listed(wrong)


# Numbers


NUMBERS = (
    ("serbia", "sr/schools/", "7.803 ученика"),
    ("serbia", "sr-Latn/schools/", "7.803 učenika"),
    ("serbia", "en/schools/", "7,803 students"),
    ("serbia", "sr/figures/", "7.803 ученика"),
    ("serbia", "sr-Latn/figures/", "7.803 učenika"),
    ("serbia", "en/figures/", "7,803 students"),
    ("serbia", "sr/figures/", "120 презентација"),
    ("serbia", "sr/figures/", "1.097 родитеља"),
    ("serbia", "sr/figures/", "302 наставника"),
    ("serbia", "sr/figures/", "361 предмет "),
    ("serbia", "sr/campaigns/show-respect/", "2.940 ученика"),
    ("serbia", "sr/campaigns/show-respect/", "11 градова"),
    ("serbia", "sr-Latn/campaigns/show-respect/", "2.940 učenika"),
    ("bulgaria", "bg/campaigns/show-respect/", "2940 ученици"),
    ("bulgaria", "bg/campaigns/show-respect/", "11 града"),
    ("bulgaria", "en/campaigns/show-respect/", "2,940 students"),
)


@pytest.mark.parametrize(("centre", "uri", "number"), NUMBERS)
def test_number_is_written_as_its_language_does(
    sites: Path, centre: str, uri: str, number: str
) -> None:
    assert number in f"{page_at(sites, centre, uri).tree.text()} "


# Every published figure from 1000 on, as other languages would write it.
_FIGURES = ("7803", "2940", "1097", "2079", "1683", "9202")
ELSEWHERE = {
    "sr": ("", ",", " ", "\u00a0", "\u202f"),
    "sr-Latn": ("", ",", " ", "\u00a0", "\u202f"),
    "bg": (".", ",", " ", "\u00a0", "\u202f"),
    "en": ("", ".", " ", "\u00a0", "\u202f"),
}


def test_no_figure_is_written_as_another_language_does(sites: Path) -> None:
    wrong = []
    for page in content_pages(sites):
        text = page.tree.text()
        forms = [f"{n[0]}{gap}{n[1:]}" for n in _FIGURES for gap in ELSEWHERE[page.folder]]
        found = re.findall(rf"(?<![\d.,])(?:{'|'.join(map(re.escape, forms))})(?![\d])", text)
        wrong += [f"{page.name}: {number}" for number in found]
    assert not wrong, listed(wrong)


def test_bulgarian_site_does_not_show_serbian_attendance(sites: Path) -> None:
    wrong = [
        f"{page.name}: {number}"
        for page in content_pages(sites, "bulgaria")
        for number in re.findall(r"7[.,]?803|9[.,]?202|1[.,]?097", page.tree.text())
    ]
    assert not wrong, listed(wrong)
