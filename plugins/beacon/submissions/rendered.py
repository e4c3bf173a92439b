"""Rendered: what readers see of a text, whatever entities, signs and tags it was written with."""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from beacon.content.markdown import Converter, TooDeep
from beacon.patterns import regex

_WITHIN_WORDS = regex(
    r"</?(?:a|abbr|b|code|data|del|em|i|ins|kbd|q|s|samp|small|span|strong|time|u|var)\b[^>]*>"
)
_WITHIN_LINES = regex(r"</?(?:br|sub|sup)\b[^>]*>")
_TAG = regex(r"<[^>]*>")
_ADDRESS = regex(r'\shref="([^"]*)"')
_SPOKEN = regex(r'\s(?:alt|title)="([^"]*)"')
_HELP = regex(r'\shref="[^"#]*/help/index\.md[#"]|<data[^>]*\svalue="help-channels\b')
_BETWEEN = "\n"


@lru_cache(maxsize=64)
def _page(body: str) -> str:
    try:
        return Converter().convert(body, lambda link: link)
    except TooDeep:  # told elsewhere; it becomes no page
        return ""


def rendered(body: str) -> str:
    """Return the words of a Markdown text as its page shows them, a block a line.

    `М**ар**ко` and `&#1052;арко` are both Марко. What is read aloud of pictures and the
    addresses of links stand on lines of their own.
    """
    html = _page(body)
    lines = (_ordered(part) for part in _TAG.split(_joined(html)))
    told = [line for line in lines if line]
    told += [_ordered(words) for words in _SPOKEN.findall(html)]
    told += [unquote(unescape(address)) for address in _ADDRESS.findall(html)]
    return _BETWEEN.join(told)


def leads_to_help(body: str) -> bool:
    """Tell whether the page of a text has a link to the page Help, or the list of who helps."""
    return bool(_HELP.search(_page(body)))


def _joined(html: str) -> str:
    return _WITHIN_LINES.sub(" ", _WITHIN_WORDS.sub("", html))


def _ordered(text: str) -> str:
    return " ".join(unescape(text).split())
