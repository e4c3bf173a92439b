"""Swift: steps of Python-Markdown that have nothing to do in a text are left out; same HTML.

Most running text has no sign that Markdown gives a meaning to, yet Python-Markdown looks
for each of them in each piece of text. Here a step is entered only where the signs are that
it needs. Python-Markdown 3.11 stays the reference: `Converter(reference=True)` works without
this module, and the tests compare the two over all content.
"""

from __future__ import annotations

from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.inlinepatterns import Pattern
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString

from beacon.patterns import regex

# By the name of an inline pattern: the signs without which it cannot match.
_SIGNS = {
    "backtick": "`",
    "beacon-slot": "[[",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
_ANY_SIGN = regex(r"[`\\\[<&*_]|  \n")


class Swift(Extension):
    """Puts the swift steps in the place of their originals, after all other extensions."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (name is Markdown's)
        md.registerExtension(self)
        md.treeprocessors.register(_SwiftInline(md), "inline", 20)
        md.preprocessors.register(_SwiftHtmlBlocks(md), "html_block", 20)
        if "toc" in md.treeprocessors:
            toc = md.treeprocessors["toc"]
            if isinstance(toc, TocTreeprocessor) and _only_gives_ids(toc):
                md.treeprocessors.register(_SwiftIds(md, toc), "toc", 5)


def _only_gives_ids(toc: TocTreeprocessor) -> bool:
    return not (toc.use_anchors or toc.use_permalinks or toc.base_level)


class _SwiftInline(InlineProcessor):
    """Leaves out inline patterns whose signs a text does not have."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._steps: list[tuple[Pattern, str]] | None = None
        self._known = True

    def _prepare(self) -> list[tuple[Pattern, str]]:
        """Pair each pattern with its sign; one that is not known is always tried."""
        patterns = self.md.inlinePatterns
        names = {id(patterns[name]): sign for name, sign in _SIGNS.items() if name in patterns}
        delimiters = id(patterns["em_strong"]) if "em_strong" in patterns else 0
        steps = [(pattern, names.get(id(pattern), "")) for pattern in patterns]
        self._known = all(sign or id(pattern) == delimiters for pattern, sign in steps)
        return steps

    # Python-Markdown keeps this step private; its name is spelled out here.
    def _InlineProcessor__handleInline(  # noqa: N802
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803 (name is Markdown's)
    ) -> str:
        if isinstance(data, AtomicString):
            return data
        if self._steps is None:
            self._steps = self._prepare()
        if self._known and not _ANY_SIGN.search(data):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._steps)):
            pattern, sign = self._steps[index]
            start, matched = 0, not sign or sign in data
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data


class _SwiftHtmlBlocks(HtmlBlockPreprocessor):
    """Looks for HTML only in texts that have a sign of it."""

    def run(self, lines: list[str]) -> list[str]:
        if not any("<" in line or "&" in line for line in lines):
            return lines
        return super().run(lines)


class _SwiftIds(TocTreeprocessor):
    """Gives headings their ids, and makes no table of contents where none is asked for."""

    def __init__(self, md: markdown.Markdown, toc: TocTreeprocessor) -> None:
        self.__dict__.update(toc.__dict__)
        self._toc = toc

    def run(self, doc: ElementTree.Element) -> None:
        headings: list[ElementTree.Element] = []
        used: set[str] = set()
        for element in doc.iter():
            if "id" in element.attrib:
                used.add(element.attrib["id"])
            tag = element.tag
            if isinstance(tag, str) and self.header_rgx.match(tag):
                headings.append(element)
            elif tag == "p" and element.text and element.text.strip() == self.marker:
                return self._toc.run(doc)
        if not all(_is_simple(element) for element in headings):
            return self._toc.run(doc)
        counters: dict[str, int] = {}
        for element in headings:
            if "id" not in element.attrib:
                name = " ".join((element.text or "").split())
                element.attrib["id"] = unique(  # type: ignore[call-arg]
                    self.slugify(name, self.sep), used, counters
                )
        return None


def _is_simple(heading: ElementTree.Element) -> bool:
    """Tell a heading that has its id, or whose text is no more than letters."""
    if "data-toc-label" in heading.attrib:
        return False
    text = heading.text or ""
    return "id" in heading.attrib or (
        not len(heading) and STX not in text and not any(sign in text for sign in "&<>")
    )
