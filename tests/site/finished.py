"""The finished sites as these tests read them: every file, and every page as a tree."""

from __future__ import annotations

import functools
import gc
import http.server
import re
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from markup import Attributes, Reader

TOOLS = Path(__file__).resolve().parent.parent / "tools" / "node_modules"
CENTRES = ("serbia", "bulgaria")
ADDRESSES = {"serbia": "https://pametnoibezbedno.gov.rs/", "bulgaria": "https://safenet.bg/"}
# The folder of each language with its tag; the first is the default of the site.
LANGUAGES = {
    "serbia": {"sr": "sr-Cyrl", "sr-Latn": "sr-Latn", "en": "en"},
    "bulgaria": {"bg": "bg", "en": "en"},
}
# One page of every type, in languages spread over the types of both sites.
PLACES = (
    ("serbia", ""),
    ("serbia", "404.html"),
    ("serbia", "sr/"),
    ("serbia", "sr-Latn/lessons/"),
    ("serbia", "en/schools/"),
    ("serbia", "sr/help/"),
    ("serbia", "sr-Latn/lessons/sextortion/"),
    ("serbia", "sr/campaigns/show-respect/"),
    ("serbia", "sr/calendar/"),
    ("serbia", "sr-Latn/figures/"),
    ("serbia", "en/if-it-happens/sextortion/"),
    ("serbia", "sr/guide/writing/"),
    ("bulgaria", ""),
    ("bulgaria", "404.html"),
    ("bulgaria", "en/"),
    ("bulgaria", "bg/lessons/"),
    ("bulgaria", "bg/trainers/"),
    ("bulgaria", "en/help/"),
    ("bulgaria", "bg/lessons/sextortion/"),
    ("bulgaria", "en/campaigns/show-respect/"),
    ("bulgaria", "bg/calendar/"),
    ("bulgaria", "bg/figures/"),
    ("bulgaria", "bg/if-it-happens/sextortion/"),
    ("bulgaria", "en/guide/writing/"),
    ("bulgaria", "bg/projects/digital-children/training/"),
    ("serbia", "sr/calendar/2026-12/"),
    ("serbia", "en/calendar/2027/"),
    ("serbia", "sr-Latn/calendar/events/sample-2026-12-04-cacak/"),
    ("serbia", "en/calendar/region/rs-20/"),
    ("serbia", "sr/calendar/find/"),
    ("serbia", "sr/schools/book/"),
    ("bulgaria", "bg/calendar/agenda/"),
    ("bulgaria", "en/calendar/what-changed/"),
    ("bulgaria", "bg/calendar/subscribe/"),
    ("serbia", "sr/search/"),
    ("bulgaria", "bg/search/"),
    ("serbia", "sr/lessons/age/12-14/"),
    ("serbia", "sr-Latn/lessons/sextortion/student/"),
    ("bulgaria", "bg/lessons/grooming/parents/"),
    ("bulgaria", "en/lessons/find/"),
    ("serbia", "en/lessons/for/school-psychologists/"),
    ("bulgaria", "bg/lessons/topic/gambling/"),
    ("serbia", "sr-Latn/lessons/paths/"),
    ("bulgaria", "bg/lessons/paths/year-12-14/"),
    ("serbia", "sr/lessons/plan/"),
    ("serbia", "sr-Latn/lessons/grooming-9-11/quiz/"),
    ("bulgaria", "bg/lessons/sextortion/quiz/"),
    ("serbia", "sr/lessons/cyberbullying/story/"),
    ("serbia", "sr-Latn/glossary/"),
    ("bulgaria", "bg/glossary/"),
    ("bulgaria", "en/lessons/grooming-9-11/story/"),
    ("serbia", "sr/kits/"),
    ("bulgaria", "bg/kits/current/"),
    ("serbia", "sr-Latn/figures/reports/2026-sample/"),
    ("serbia", "en/figures/reports/2024/"),
    ("bulgaria", "bg/figures/open-data/"),
    ("bulgaria", "en/campaigns/stop-tell/"),
)
EVERY_TYPE = pytest.mark.parametrize(("centre", "uri"), PLACES)

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_INLINE = frozenset(
    "a abbr b cite code data dfn em i kbd mark q s samp span strong sub sup time u var".split()
)
_BLANKS = re.compile(r"[ \t\r\n]+")


def published(project: Path, centre: str) -> Path:
    """Build the site of a changed project; return the folder with its `<centre>`."""
    code = (
        "import sys; from pathlib import Path; from mkdocs_beacon.commands import build_centre;"
        "sys.exit(0 if build_centre(Path(sys.argv[1]), sys.argv[3], Path(sys.argv[2])) else 1)"
    )
    sites = project.parent / "sites"
    command = [sys.executable, "-c", code, str(project), str(sites / centre), centre]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return sites


@dataclass(slots=True)
class Node:
    """An element; `children` are elements and texts in their order."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def all(self, *tags: str, **attributes: str) -> list[Node]:
        """Return the elements below with one of the tags (any, if none) and these attributes."""
        return [
            node
            for node in self.walk()
            if (not tags or node.tag in tags)
            and all(node.attributes.get(name) == value for name, value in attributes.items())
        ]

    def classed(self, name: str) -> list[Node]:
        """Return the elements below that have a class."""
        return [node for node in self.walk() if name in node.attributes.get("class", "").split()]

    def texts(self) -> Iterator[tuple[str, Node]]:
        """Yield each text that is not code of a machine, with the element it stands in."""
        for child in self.children:
            if isinstance(child, str):
                if child.strip():
                    yield child.strip(), self
            elif child.tag not in ("script", "style"):
                yield from child.texts()

    def text(self) -> str:
        """Return all text as one line; only spaces and line ends are folded, never U+00A0."""
        return _BLANKS.sub(" ", "".join(self._pieces())).strip()

    def up(self) -> Iterator[Node]:
        """Yield this element and those around it, from the inside out."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def language(self) -> str:
        """Return the `lang` that holds for this element."""
        return next((n.attributes["lang"] for n in self.up() if "lang" in n.attributes), "")

    def inside(self, *tags: str) -> bool:
        """Tell whether this element is one of the tags or stands in one."""
        return any(node.tag in tags for node in self.up())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("script", "style"):
                gap = "" if child.tag in _INLINE else " "
                yield gap
                yield from child._pieces()
                yield gap


class _Builder(Reader):
    """Builds the tree of a page whose elements are all closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {})

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        node = self._add(tag, attrs)
        if tag not in _VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}> at {self.getpos()}"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)

    def _add(self, tag: str, attrs: Attributes) -> Node:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        return node


@dataclass(frozen=True)
class Page:
    """One HTML file of a site; `uri` is its address from the root: "", "404.html", "sr/help/"."""

    centre: str
    uri: str
    html: str
    tree: Node

    @property
    def name(self) -> str:
        """What a failed test says."""
        return f"{self.centre}/{self.uri}"

    @property
    def file(self) -> str:
        """Where the page stands in its site."""
        return f"{self.uri}index.html" if not self.uri or self.uri.endswith("/") else self.uri

    @property
    def folder(self) -> str:
        """The folder of the page's language; empty for the root and the missing page."""
        return self.uri.split("/")[0] if self.uri.endswith("/") else ""

    @property
    def place(self) -> str:
        """The address without the language: "help/"."""
        return self.uri.partition("/")[2]

    @property
    def tag(self) -> str:
        """The language tag of the place where the page stands."""
        return LANGUAGES[self.centre].get(self.folder, "")

    @property
    def address(self) -> str:
        """The address as it is published."""
        return ADDRESSES[self.centre] + self.uri

    def resolve(self, link: str) -> str:
        """Return an address from the root of the site, or the whole address of another host."""
        whole = urljoin(self.address, link)
        return whole.removeprefix(ADDRESSES[self.centre])


def parse(html: str) -> Node:
    """Return the tree of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def read_page(sites: Path, centre: str, path: Path) -> Page:
    """Read one HTML file of a site."""
    uri = path.relative_to(sites / centre).as_posix()
    uri = uri.removesuffix("index.html") if path.name == "index.html" else uri
    html = path.read_text(encoding="utf-8")
    return Page(centre, uri, html, parse(html))


def pages(sites: Path, *centres: str) -> tuple[Page, ...]:
    """Return every page of both sites, or of the named ones; each file is read once."""
    return tuple(page for centre in centres or CENTRES for page in _pages_of(sites, centre))


@functools.cache
def _pages_of(sites: Path, centre: str) -> tuple[Page, ...]:
    paths = sorted((sites / centre).rglob("*.html"))
    gc.disable()  # the trees of all pages stay to the end: nothing is to be collected among them
    found = tuple(read_page(sites, centre, path) for path in paths)
    gc.freeze()
    gc.enable()
    return found


def content_pages(sites: Path, *centres: str) -> list[Page]:
    """Return the pages that stand in a language: all but the root and the missing page."""
    return [page for page in pages(sites, *centres) if page.folder]


Sign = tuple[str, ...]
LONG = 6


def varied(found: Iterable[Page]) -> Iterator[Page]:
    """Yield pages that together hold all that the others of their site do.

    A page is yielded if an element with its classes stands in it, inside of another, as in no
    page before it; and so are, in each language, those with the longest words in their text,
    and those with the longest in their headings.
    """
    held = tuple(found)
    long = {page.name for page in (*_longest(held, ""), *_longest(held, "h1", "h2", "h3"))}
    seen: set[Sign] = set()
    for page in held:
        signs = set(_signs(page))
        if not signs <= seen or page.name in long:
            seen |= signs
            yield page


def _longest(found: Iterable[Page], *tags: str) -> Iterator[Page]:
    """Yield the few pages of each language with the longest words in these elements."""
    sized: defaultdict[Sign, list[tuple[int, str, Page]]] = defaultdict(list)
    for page in found:
        nodes = page.tree.all(*tags) if tags[0] else [page.tree]
        words = [word for node in nodes for word in _BLANKS.split(node.text())]
        size = max(map(len, words), default=0)
        sized[page.centre, page.folder].append((-size, page.uri, page))
    for pages_of_language in sized.values():
        yield from (page for *_, page in sorted(pages_of_language, key=lambda one: one[:2])[:LONG])


def _signs(page: Page) -> Iterator[Sign]:
    """Yield every element of a page as what style sheets know of it, and of the one around it."""
    for node in page.tree.walk():
        around = node.parent or node
        shape = (around.tag, around.attributes.get("class", ""))
        yield page.centre, *shape, node.tag, node.attributes.get("class", "")


def page_at(sites: Path, centre: str, uri: str) -> Page:
    """Return the page at an address, read alone."""
    return _page_at(sites, centre, uri)


@functools.cache
def _page_at(sites: Path, centre: str, uri: str) -> Page:
    name = f"{uri}index.html" if not uri or uri.endswith("/") else uri
    return read_page(sites, centre, sites / centre / name)


def links(page: Page) -> Iterator[tuple[Node, str]]:
    """Yield every address that a page names in an attribute, with its element."""
    for node in page.tree.walk():
        for name in ("href", "src", "poster", "data", "action"):
            if name in node.attributes:
                yield node, node.attributes[name]


def listed(faults: Iterable[str]) -> str:
    """Return what a test says when it fails: every fault once, one a line."""
    return "\n".join(["", *sorted(set(faults))])


def is_external(link: str) -> bool:
    """Tell whether an address leads away from the site, or is no page at all."""
    return urlsplit(link).scheme != ""


@functools.cache
def serve(folder: Path) -> str:
    """Serve a site as a static host does, with its `_headers` and its 404 page."""
    handler = type("Host", (_Host,), {"site": folder})
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves before a file is whole is no error."""


class _Host(http.server.SimpleHTTPRequestHandler):
    site: Path
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        for line in (self.site / "_headers").read_text(encoding="utf-8").splitlines()[1:]:
            if not line.strip():
                break
            name, _, value = line.strip().partition(": ")
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (self.site / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
