"""Python-Markdown with our slots and links: for texts that `plain` does not set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from beacon.content.addresses import split
from beacon.content.plain import Resolve
from beacon.content.slots import SLOT
from beacon.content.swift import Swift
from beacon.patterns import regex

_ALIGN = regex(r"text-align:\s*(left|right|center)")


class FullMarkdown:
    """Converts any text; a `reference` takes every step, also those that do nothing.

    `extensions` and `configs` are those of Python-Markdown.
    """

    def __init__(
        self,
        extensions: Sequence[str | Extension],
        configs: Mapping[str, dict[str, Any]],
        *,
        reference: bool,
    ) -> None:
        self._ours = _Ours()
        swift = [] if reference else [Swift()]
        self._markdown = markdown.Markdown(
            extensions=[*extensions, self._ours, *swift],
            extension_configs=dict(configs),
        )

    def convert(self, text: str, resolve: Resolve) -> str:
        """Return the HTML of a text as it is written, with its links resolved.

        Raises RecursionError for one that is nested too deeply.
        """
        self._ours.links.resolve = resolve
        self._markdown.reset()
        return self._markdown.convert(text)


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
