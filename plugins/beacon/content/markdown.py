"""Markdown into HTML that is safe to publish, the same in every place it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from beacon.content.addresses import OF_TEMPLATES, looks_absolute, split
from beacon.content.plain import set_plain
from beacon.content.slots import SLOT
from beacon.content.swift import Swift
from beacon.slugs import slugify

DEFAULT_EXTENSIONS = (
    "tables", "admonition", "attr_list", "footnotes", "def_list", "abbr", "fenced_code", "toc",
    "sane_lists",
)  # fmt: skip
DEFAULT_CONFIGS: Mapping[str, Mapping[str, Any]] = {"toc": {"slugify": slugify}}

Resolve = Callable[[str], str | None]
"""Turns the address of a link into the one that is published; None takes the link away."""

_TAGS = frozenset(
    (
        "a abbr b blockquote br caption code data dd del details div dl dt em figcaption figure "
        "h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp section small span strong sub "
        "summary sup table tbody td tfoot th thead time tr u ul var"
    ).split()
)
_EVERYWHERE = {"id", "class", "lang", "dir", "title", "translate"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "hreflang", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "data": {"value"},
    "time": {"datetime"},
    "details": {"open"},
    "h3": {"data-minutes", "data-form"},
}
# Classes that our own Markdown makes; others could dress a text up as a part of the site.
_CLASSES = frozenset(
    (
        "admonition admonition-title note tip important warning safety external slot step "
        "align-left align-right align-center footnote footnote-ref footnote-backref"
    ).split()
)
# Safety advice and the steps of a lesson are the centre's own words.
_OF_THE_CENTRE = re.compile(r"\b(?:safety|step)\b")
_CLASS = re.compile(r'(<[a-z][a-z0-9]*\b[^<>]*?\sclass=")([^"]*)"')
_SCHEMES = {"http", "https", "mailto", "tel"}
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Anchors of footnotes, as Python-Markdown makes them.
_FOOTNOTE = re.compile(r"fn(?:ref)?\d*:[\w-]+")
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
# Programs keep them for themselves (Unicode §23.7): our marks of languages are such.
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
# What is left of a picture on another host.
_EMPTY_PICTURE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_ALIGN = re.compile(r"text-align:\s*(left|right|center)")


class TooDeep(Exception):
    """A text is nested more deeply than Markdown can be read."""


class Converter:
    """Turns Markdown into HTML; one converter serves a whole build.

    `extensions` and `configs` are those of Python-Markdown, as mkdocs.yml gives them.
    A `reference` converter takes every step of Python-Markdown, also those that do nothing.
    """

    def __init__(
        self,
        extensions: Sequence[str | Extension] = DEFAULT_EXTENSIONS,
        configs: Mapping[str, Mapping[str, Any]] = DEFAULT_CONFIGS,
        *,
        reference: bool = False,
    ) -> None:
        self._ours = _Ours()
        self._reference = reference or not _are_usual(extensions)
        swift = [] if reference else [Swift()]
        self._extensions = [*extensions, self._ours, *swift]
        self._configs = {k: dict(v) for k, v in configs.items()}

    @cached_property
    def _markdown(self) -> markdown.Markdown:
        """The converter of Python-Markdown, made when the first text needs it."""
        return markdown.Markdown(extensions=self._extensions, extension_configs=self._configs)

    def convert_plain(self, text: str, resolve: Resolve, *, trusted: bool = False) -> str | None:
        """Return the HTML of a text of common forms alone, set at once; None for any other."""
        return None if self._reference else set_plain(text, resolve, trusted=trusted)

    def convert(self, text: str, resolve: Resolve, *, trusted: bool = False) -> str:
        """Return the HTML of a text; what is not `trusted` is sanitised.

        Raises TooDeep for a text that no reader of Markdown could take.
        """
        plain = self.convert_plain(text, resolve, trusted=trusted)
        if plain is not None:
            return plain
        self._ours.links.resolve = resolve
        self._markdown.reset()
        try:
            html = self._markdown.convert(text)
        except RecursionError:
            raise TooDeep from None
        return html if trusted else sanitise(html)


def _are_usual(extensions: Sequence[str | Extension]) -> bool:
    """Tell extensions of which none gives a meaning to what common texts hold."""
    return all(isinstance(name, str) and name in DEFAULT_EXTENSIONS for name in extensions)


def sanitise(html: str) -> str:
    """Return HTML with only the elements and attributes of running text; no script survives."""
    clean = nh3.clean(
        _NONCHARACTERS.sub("", html),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_only_ours,
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return _EMPTY_PICTURE.sub("", clean) if "<img" in clean else clean


def undressed(html: str) -> str:
    """Return sanitised HTML of a stranger without the boxes in which only the centre advises."""
    return _CLASS.sub(_undressed, html) if _OF_THE_CENTRE.search(html) else html


def _undressed(match: re.Match[str]) -> str:
    words = ("note" if word == "safety" else word for word in match.group(2).split())
    return f'{match.group(1)}{" ".join(word for word in words if word != "step")}"'


def _only_ours(tag: str, name: str, value: str) -> str | None:
    """Keep what our Markdown makes: no address, class, id or role by which a text could act.

    An id is a heading's or a footnote's, and never one that a template uses.
    """
    if name == "class":
        return " ".join(word for word in value.split() if word in _CLASSES) or None
    if name == "id":
        ours = tag in _HEADINGS and not OF_TEMPLATES.match(value) and " " not in value
        return value if ours or _FOOTNOTE.fullmatch(value) else None
    if name == "href" and looks_absolute(value):
        return value if value.partition(":")[0].lower() in _SCHEMES else None
    if tag == "img" and name == "src" and (_ELSEWHERE.match(value) or looks_absolute(value)):
        return None
    return value


class _Slot(InlineProcessor):
    """Keeps a slot as an empty element, so that no other rule touches its argument."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the name is Markdown's)
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("data", {"class": "slot"})
        argument = (m.group(2) or "").strip()
        element.set("value", f"{m.group(1)}:{argument}" if argument else m.group(1))
        return element, m.start(0), m.end(0)


class _Links(Treeprocessor):
    """Resolves links, marks those that leave the site, and takes styles out of tables."""

    resolve: Resolve = staticmethod(lambda link: link)

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            tag = element.tag
            if tag == "a":
                self._link(element)
            elif tag == "img":
                self._picture(element)
            elif tag in ("td", "th"):
                align = _ALIGN.search(element.attrib.pop("style", ""))
                if align:
                    element.set("class", f"align-{align.group(1)}")
            elif tag in ("h2", "h3", "h4"):
                _step(element)

    def _link(self, element: ElementTree.Element) -> None:
        href = element.get("href", "")
        if href.startswith("#"):
            return
        target = self.resolve(href)
        if target is None:
            element.tag = "span"
            element.attrib.pop("href", None)
            return
        element.set("href", target)
        if split(target).scheme in ("http", "https"):
            element.set("rel", "noreferrer noopener")
            element.set("class", f"{element.get('class', '')} external".strip())

    def _picture(self, element: ElementTree.Element) -> None:
        parts = split(element.get("src", ""))
        if parts.scheme or parts.netloc:
            element.tag = "span"
            element.text = element.get("alt")
            element.attrib.clear()
            return
        element.set("src", self.resolve(element.get("src", "")) or "")
        element.set("loading", "lazy")
        element.set("decoding", "async")


def _step(element: ElementTree.Element) -> None:
    """Turn `minutes=5 form=class` of a lesson step into attributes that HTML allows."""
    for name in ("minutes", "form"):
        value = element.attrib.pop(name, None)
        if value is not None:
            element.set(f"data-{name}", value)
            element.set("class", "step")


class _Ours(Extension):
    """Our slots and links, as an extension of Python-Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.links = _Links()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (name is Markdown's)
        md.inlinePatterns.register(_Slot(SLOT.pattern, md), "beacon-slot", 185)
        # After attr_list (8) and before toc (5), which reads the finished headings.
        md.treeprocessors.register(self.links, "beacon-links", 6)
