"""Markup: XML written element by element, the same bytes from the same values."""

from __future__ import annotations

from collections.abc import Mapping

from beacon.markup import escape, quoteattr
from beacon.patterns import regex

_NO_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(name: str, attributes: Mapping[str, str] | None = None, *content: str) -> str:
    """Return an element; its content is markup already: texts go through `text`."""
    pairs = (attributes or {}).items()
    given = "".join(f" {key}={quoteattr(_NO_XML.sub('', value))}" for key, value in pairs)
    inner = "".join(content)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def text(words: str) -> str:
    """Return a text as markup, without the signs that XML 1.0 §2.2 forbids."""
    return escape(_NO_XML.sub("", words))


def document(root: str) -> bytes:
    """Return a whole document."""
    return f"{_HEADER}{root}\n".encode()
