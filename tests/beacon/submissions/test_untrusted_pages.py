"""Untrusted pages: attacks in front matter and text, on finished pages and in a browser."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from attacks import attacks
from lxml import html as lxml_html
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, Request, Route
from test_untrusted import converted, written

from beacon.build.assembly import Assembler
from beacon.build.policy import meta_policy
from beacon.build.rendering import Renderer, template_of
from beacon.build.routes import make_routes
from beacon.build.site import Site
from beacon.build.theme import Theme
from beacon.content.library import Library
from beacon.content.markdown import Converter
from beacon.content.records import Record
from beacon.languages.latin import html_to_latin
from beacon.problems import Problem
from beacon.sources import Document, build, parse_yaml
from beacon.submissions.record import SubmissionHead

ROOT = Path(__file__).resolve().parents[3]
HOST = "https://beacon.example"
BODY = "Прва реченица.\n\n## Порука\n\nПоследња реченица.\n"
IN_A_BROWSER = ("body", "heading", "table", "link", "picture", "attribute")
# Every field of front matter that a page may show, with the letters it may have.
FIELDS = {
    "title": 120, "description": 300, "slogan": 160, "warning": 400, "pledge": 240, "source": 300,
    "maker": 80, "alt": 300, "caption": 300,
}  # fmt: skip


def head_with(words: list[str]) -> SubmissionHead | None:
    """Return front matter with these words, read as a file would be; None where it is refused."""
    texts = {name: text[:most] for (name, most), text in zip(FIELDS.items(), words, strict=True)}
    source, maker = texts.pop("source"), texts.pop("maker")
    picture = {"file": "a.jpg", "alt": texts.pop("alt"), "caption": texts.pop("caption")}
    head = {
        **texts, "sources": [source], "made_by": {"role": "peer-educator", "name": maker},
        "pictures": [picture], "centre": "serbia", "written_in": "sr", "licence": "CC-BY-4.0",
        "topics": ["netiquette-empathy"], "audiences": ["pupils"], "expires": "2027-06-30",
    }  # fmt: skip
    problems: list[Problem] = []
    document = parse_yaml(json.dumps(head, ensure_ascii=False), "text.sr.md", problems)
    return build(SubmissionHead, document, problems) if document else None


def record(number: int, head: SubmissionHead) -> Record:
    document = Document("text.sr.md", {}, body=BODY)
    return Record(f"campaigns/napad-{number}", "sr-Cyrl", "campaign", head, document)


def renderer_of(site: Site, heads: list[SubmissionHead]) -> Renderer:
    """Return what renders the real site with these campaigns added, and no checks before it."""
    added = {(r.id, r.language): r for r in (record(n, head) for n, head in enumerate(heads))}
    library = replace(site.library, records={**site.library.records, **added})
    pages = Library({**library.records, **site.generated})
    routes = make_routes(pages, site.languages, site.tags, site.features)
    whole = replace(site, library=library, routes=routes)
    assembler = Assembler(whole, Converter(), f"{HOST}/")
    return Renderer(assembler, Theme(ROOT / "theme"), meta_policy())


def groups_of_attacks() -> Iterator[list[str]]:
    """Yield as many attacks at a time as front matter has fields; each attack once at least."""
    every = [" ".join(attack.split()) for attack in attacks()]
    size = len(FIELDS)
    for start in range(0, len(every), size):
        group = (every + every)[start : start + size]
        turn = (start // size) % size
        yield group[turn:] + group[:turn]


def structure(html: str) -> Counter[tuple[str, ...]]:
    """Return each element of a page with the names of its attributes, and how often it is there."""
    tree = lxml_html.document_fromstring(html.encode())
    return Counter((str(e.tag), *sorted(map(str, e.attrib))) for e in tree.iter())


@pytest.fixture(scope="module")
def hostile(serbia: Site) -> Renderer:
    heads = [head for words in groups_of_attacks() if (head := head_with(words))]
    assert len(heads) > 40
    return renderer_of(serbia, heads)


def test_attack_in_front_matter_changes_no_element_of_any_page(
    serbia: Site, hostile: Renderer
) -> None:
    routes = hostile.assembler.site.routes
    ids = [name for tag, name in routes if name.startswith("campaigns/napad-") and tag == "sr-Cyrl"]
    harmless = renderer_of(serbia, [head_with(list("абвгдђежз"))] * len(ids))  # type: ignore[list-item]
    for tag in ("sr-Cyrl", "sr-Latn", "en"):
        plain = structure(harmless.page(harmless.assembler.site.routes[tag, ids[0]]))
        for name in ids:
            page = hostile.page(routes[tag, name])
            assert structure(page) == plain, name
            data = lxml_html.document_fromstring(page.encode()).xpath("//script[@type]/text()")
            assert all(json.loads(text) for text in data)
        lists = [r.page(r.assembler.site.routes[tag, "campaigns"]) for r in (harmless, hostile)]
        assert structure(lists[0]) == structure(lists[1])


def with_all_attacks(renderer: Renderer, tag: str) -> str:
    """Return one page of a campaign whose text holds every attack in each of these places."""
    route = renderer.assembler.site.routes[tag, "campaigns/napad-0"]
    texts = (converted(written(place, attack)) for attack in attacks() for place in IN_A_BROWSER)
    text = "\n".join([*texts, "<p>Последња реченица.</p>"])
    text = html_to_latin(text) if tag == "sr-Latn" else text
    template = renderer.theme.environment.get_template(template_of(route))
    return template.render(renderer.context(route, text))


LOOK = """() => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    for (const {name} of element.attributes) if (name.startsWith("on")) found.push(name);
  }
  const inside = document.querySelector("main .prose");
  const active = "script,style,iframe,object,embed,form,input,button,svg,math,video,audio,meta";
  for (const element of inside.querySelectorAll(active)) found.push(element.localName);
  for (const link of inside.querySelectorAll("a[href]"))
    if (!["http:", "https:", "mailto:", "tel:"].includes(link.protocol)) found.push(link.href);
  return found;
}"""
RAN = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...words) => { window.ran.push([name, ...words.map(String)]); };
"""


@pytest.mark.browser
@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn"])
def test_nothing_runs_and_nothing_is_loaded_though_no_policy_forbids_it(
    browser: Browser, hostile: Renderer, tag: str
) -> None:
    html = with_all_attacks(hostile, tag)
    folder = "sr" if tag == "sr-Cyrl" else tag
    address = f"{HOST}/{folder}/campaigns/napad-0/"
    assets = dict(hostile.theme.assets.values())
    asked: list[str] = []

    def answer(route: Route, request: Request) -> None:
        asked.append(request.url)
        path = urlsplit(request.url).path.lstrip("/")
        if request.url == address:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif request.url.startswith(f"{HOST}/") and path in assets:
            route.fulfill(path=assets[path])
        else:
            route.abort()

    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    context.route("**/*", answer)
    page.add_init_script(RAN)
    page.goto(address)
    look_around(page)
    assert page.evaluate("window.ran") == []
    assert page.evaluate(LOOK) == []
    assert [url for url in asked if not url.startswith(f"{HOST}/")] == []
    assert page.url == address and len(context.pages) == 1
    last = "Последња реченица." if tag == "sr-Cyrl" else "Poslednja rečenica."
    assert page.get_by_text(last, exact=True).last.is_visible()
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def look_around(page: Page) -> None:
    """Wake what waits for a reader: every element is hovered, focused, clicked and opened."""
    page.evaluate(
        """() => {
          addEventListener("click", (event) => event.preventDefault(), true);
          for (const element of document.querySelectorAll("main .prose *"))
            for (const type of ["mouseover", "focus", "click", "toggle", "animationend", "error"])
              element.dispatchEvent(new Event(type, {bubbles: true, cancelable: true}));
        }"""
    )
    page.wait_for_load_state("networkidle")
