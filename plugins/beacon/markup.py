"""Markup: texts and values of attributes as XML and HTML have them."""

from __future__ import annotations

from html import escape as _escaped


def escape(text: str) -> str:
    """Return a text in which nothing is markup."""
    return _escaped(text, quote=False)


def quoteattr(value: str) -> str:
    """Return a value of an attribute with its quotation marks."""
    whole = _escaped(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{whole}"'
