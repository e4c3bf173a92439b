"""Pages of a built site as a browser reads them: addresses, languages of texts, active parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from markup import Attributes, Reader

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_ADDRESSES = ("href", "src", "srcset", "data", "poster", "action", "formaction", "xlink:href")
_ACTIVE_TAGS = frozenset("style iframe object embed form base frame frameset applet".split())
_ACTIVE_SCHEMES = frozenset({"javascript", "data", "vbscript", "file", "blob"})
# What a browser passes over before and inside the scheme of an address (URL Standard §4.4).
_PASSED_OVER = re.compile(r"[\x00-\x20]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_URL_PROPERTIES = frozenset({"og:url", "og:image"})


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text with the language that a screen reader would speak it in."""

    text: str
    lang: str
    within: tuple[str, ...]
    """The tags and classes around it, such as `("html", "body", "aside.notice", "p")`."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What the start of an element says, wherever it stands."""

    name: str
    lang: str | None
    anchor: str | None
    addresses: tuple[tuple[str, str, str], ...]
    faults: tuple[str, ...]


_Within = tuple[str, ...]


@dataclass
class Page(Reader):
    """A page that has been read: `addresses` are (tag, attribute, value)."""

    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    texts: list[Text] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _open: list[tuple[str, str, _Within]] = field(default_factory=lambda: [("", "", ())])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        start = _start(tag, tuple(attrs))
        if tag not in _VOID:
            _, outer, within = self._open[-1]
            lang = outer if start.lang is None else start.lang
            self._open.append((tag, lang, (*within, start.name)))
        if start.anchor is not None:
            self.anchors.add(start.anchor)
        self.addresses += start.addresses
        self.faults += start.faults

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        tag, lang, within = self._open[-1]
        if tag != "script":
            self.texts.append(Text(" ".join(data.split()), lang, within))

    def prose(self, within: str = "body") -> str:
        """Return all text inside the elements whose tag or class is `within`."""
        return "\n".join(text.text for text in self.inside(within))

    def inside(self, within: str) -> list[Text]:
        """Return the texts inside the elements whose tag or class is `within`."""
        return [t for t in self.texts if any(within in name.split(".") for name in t.within)]


@lru_cache(maxsize=100_000)
def _start(tag: str, attrs: tuple[tuple[str, str | None], ...]) -> _Start:
    values = {name: value or "" for name, value in attrs}
    addresses = [(tag, key, values[key]) for key in _ADDRESSES if key in values]
    if tag == "meta" and values.get("property") in _URL_PROPERTIES:
        addresses.append((tag, "content", values.get("content", "")))
    return _Start(
        ".".join([tag, *values.get("class", "").split()]),
        values.get("lang"),
        values.get("id"),
        tuple(addresses),
        tuple(_faults_of(tag, values)),
    )


def _faults_of(tag: str, values: dict[str, str]) -> Iterator[str]:
    if tag in _ACTIVE_TAGS:
        yield f"<{tag}>"
    data = values.get("type") == "application/ld+json"
    if tag == "script" and not values.get("src") and not data:
        yield "<script> without an address"
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        yield "a page that leaves by itself"
    for name, value in values.items():
        if name.startswith("on") or name == "style":
            yield f"<{tag} {name}>"
        scheme = _PASSED_OVER.sub("", value).partition(":")[0].lower()
        if name in _ADDRESSES and scheme in _ACTIVE_SCHEMES:
            yield f"<{tag} {name}={value!r}>"


@lru_cache(maxsize=2048)  # more than a site has: each question goes through all of them
def _read(path: Path, _stamp: tuple[int, int]) -> Page:
    return _page(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=2048)  # a site that is built again has most of its pages as they were
def _page(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    if _CONTROL.search(html):
        page.faults.append("a control character")
    return page


def read(path: Path) -> Page:
    """Read an HTML file; read once as long as it does not change."""
    info = path.stat()
    return _read(path, (info.st_mtime_ns, info.st_ino))


def html_files(site: Path) -> list[Path]:
    """Return all pages of a site, sorted."""
    return sorted(site.rglob("*.html"))


def faults(site: Path) -> list[str]:
    """Return what no page may hold: scripts, styles, handlers, active addresses, odd characters."""
    found = [(path, fault) for path in html_files(site) for fault in read(path).faults]
    return [f"{path.relative_to(site)}: {fault}" for path, fault in found]


def broken_links(site: Path, address: str) -> list[str]:
    """Return every address of the site itself that leads nowhere.

    These are all relative ones, and in the head of a page those under `address`; links in
    a text that begin with a host may lead to what else the centre has there.
    A page is asked for by its folder, as on a web server; an anchor must be there too.
    """
    return sorted(
        f"{path.relative_to(site)}: {value}"
        for path in html_files(site)
        for tag, value in dict.fromkeys((tag, value) for tag, _, value in read(path).addresses)
        if not (tag == "a" and urlsplit(value).scheme)
        if not _leads_somewhere(site, address, path, value)
    )


def _leads_somewhere(site: Path, address: str, path: Path, value: str) -> bool:
    relative = path.relative_to(site).as_posix().removesuffix("index.html")
    # 404.html is shown at any address: its links begin at the root of the host.
    target = urlsplit(urljoin(address + relative, value))
    home = urlsplit(address)
    if (target.scheme, target.netloc) != (home.scheme, home.netloc):
        return True
    if not target.path.startswith(home.path):
        return False
    inside = unquote(target.path[len(home.path) :])
    file = site / inside / "index.html" if inside.endswith("/") or not inside else site / inside
    if not file.is_file():
        return False
    return not target.fragment or file.suffix != ".html" or target.fragment in read(file).anchors


def addresses(site: Path) -> Iterator[str]:
    """Yield every address that any page of a site names."""
    for path in html_files(site):
        yield from (value for _, _, value in read(path).addresses)
