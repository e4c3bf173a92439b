"""Rendered: what readers see of a text, whatever entities, signs and tags it was written with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import groupby
from urllib.parse import unquote

from beacon.content.links import target_of
from beacon.content.markdown import Converter, TooDeep
from beacon.content.plain import Resolve
from beacon.files import digest
from beacon.patterns import regex

HELP = "help"
"""The id of the page Help."""

_WITHIN_WORDS = regex(
    r"</?(?:a|abbr|b|code|data|del|em|i|ins|kbd|q|s|samp|small|span|strong|time|u|var)\b[^>]*>"
)
_WITHIN_LINES = regex(r"</?(?:br|sub|sup)\b[^>]*>")
# Letters above and below the line are read with their word, or as a note beside it.
_RAISED = regex(r"</?su[bp]\b[^>]*>")
_TAG = regex(r"<[^>]*>")
_ADDRESS = regex(r'\s(?:href|src)="([^"]*)"')
_PICTURE = regex(r"<img\b[^>]*>")
_VALUE = regex(r'\s(alt|src)="([^"]*)"')
# Whatever else stands in a tag: some of it is read aloud, and all of it can be read in the source.
_KEPT = regex(r'\s(?!(?:href|src|class|id|loading|decoding)=)[a-z-]+="([^"]*)"')
_LINK = regex(r'<a [^>]*?\bhref="([^"#]*)[^>]*>(.*?)</a>', re.DOTALL)
# As a page fills it: see `build/assembly.py`.
_HELPERS = regex(
    r'<data (?:class="slot" value="help-channels"|value="help-channels" class="slot")></data>'
)
_BETWEEN = "\n"
_WORD, _FIGURES = regex(r"[^\W\d_][\w’'-]*"), regex(r"[\d\s.()/+-]*\d[\d\s.()/+-]*")


@lru_cache(maxsize=64)
def _page(body: str) -> str:
    return _converted(body, lambda link: link)


def _converted(body: str, resolve: Resolve) -> str:
    try:
        return Converter().convert(body, resolve)
    except TooDeep:  # told elsewhere; it becomes no page
        return ""


def rendered(body: str) -> str:
    """Return the words of a Markdown text as its page shows them, a block a line.

    `М**ар**ко` and `&#1052;арко` are both Марко. What tags hold, such as the words of pictures and
    the addresses of links, stands on lines of its own; so do lines with `<sub>` or `<sup>` once
    more, with these joined to their words.
    """
    html = _page(body)
    lines = (_ordered(part) for part in _TAG.split(_joined(html)))
    told = [line for line in lines if line]
    if _RAISED.search(html):
        lines = (_ordered(part) for part in _TAG.split(_joined(_RAISED.sub("", html))))
        known = {"", *told}
        told += [line for line in lines if line not in known]
    told += [_ordered(words) for words in _KEPT.findall(html)]
    told += [unquote(unescape(address)) for address in _ADDRESS.findall(html)]
    return _BETWEEN.join(told)


def side_by_side(body: str) -> str:
    """Return what stands in blocks of one word, or of figures, that follow each other, as lists.

    A name or a number that a list or a table takes apart is whole there: `Марко, Петровић`.
    """
    lines = rendered(body).split(_BETWEEN)
    words = [line for line in lines if not _FIGURES.fullmatch(line)]
    runs = [*_runs(words, _WORD), *_runs(lines, _FIGURES)]
    return _BETWEEN.join(", ".join(run) for run in runs if len(run) > 1)


def _runs(lines: Iterable[str], pattern: re.Pattern[str]) -> Iterator[list[str]]:
    """Yield the lines of a kind that follow each other."""
    for fits, run in groupby(lines, lambda line: pattern.fullmatch(line) is not None):
        if fits:
            yield list(run)


def pictures_shown(body: str) -> list[tuple[str, str]]:
    """Return (address, words) of the pictures that the page of a text shows, in their order."""
    found = (dict(_VALUE.findall(picture)) for picture in _PICTURE.findall(_page(body)))
    return [(unescape(one.get("src", "")), _ordered(one.get("alt", ""))) for one in found]


def leads_to_help(record_id: str, body: str) -> bool:
    """Tell whether the page of a text has a link to the page Help, or the list of who helps.

    A link counts where it is one on the page as well, and has words to tap.
    """
    # No text holds its own digest, so none can pass a link of its own off as one that was found.
    mark = digest(f"{record_id} {body}")

    def resolve(link: str) -> str:
        return mark if target_of(record_id, True, link) == HELP else link

    html = _converted(body, resolve)
    tapped = (words for address, words in _LINK.findall(html) if address == mark)
    return bool(_HELPERS.search(html)) or any(
        any(map(str.isalnum, unescape(_TAG.sub("", words)))) for words in tapped
    )


def _joined(html: str) -> str:
    return _WITHIN_LINES.sub(" ", _WITHIN_WORDS.sub("", html))


def _ordered(text: str) -> str:
    return " ".join(unescape(text).split())
