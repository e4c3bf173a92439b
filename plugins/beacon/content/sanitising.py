"""Sanitising: HTML with only what running text needs, so that no script and no dress survives."""

from __future__ import annotations

import re

from beacon.content.addresses import OF_TEMPLATES, SCHEMES, looks_absolute
from beacon.patterns import UNPRINTABLE, regex

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
_OF_THE_CENTRE = regex(r"\b(?:safety|step)\b")
_CLASS = regex(r'(<[a-z][a-z0-9]*\b[^<>]*?\sclass=")([^"]*)"')
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Anchors of footnotes, as Python-Markdown makes them.
_FOOTNOTE = regex(r"fn(?:ref)?\d*:[\w-]+")
# Browsers read an address without blanks and signs that nobody sees, and `\` as `/` (URL Standard
# §4.4); what they only then take for a scheme or a host was not written as one.
_BLANKS = regex(r"[\x00-\x20]")
_BENT = regex(r"[\x00-\x1f\\]")
_WITH_HOST = regex(r"https?://[^/]", re.IGNORECASE)
# Programs keep them for themselves (Unicode §23.7): our marks of languages are such.
_NONCHARACTERS = regex("[\ufdd0-\ufdef]")
# What is left of a picture on another host.
_EMPTY_PICTURE = regex(r"<img(?![^>]*\ssrc=)[^>]*>")


def sanitise(html: str) -> str:
    """Return HTML with only the elements and attributes of running text; no script survives."""
    clean = _clean(_NONCHARACTERS.sub("", html))
    if UNPRINTABLE.search(clean):
        # Written as entities: they go as well, and what they kept apart is looked at anew.
        clean = _clean(UNPRINTABLE.sub("", clean.replace("\f", " ")))
    return _EMPTY_PICTURE.sub("", clean) if "<img" in clean else clean


def _clean(html: str) -> str:
    import nh3  # noqa: PLC0415 (slow to load, and most texts are set without it)

    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_only_ours,
        url_schemes=set(SCHEMES),
        link_rel=None,
        clean_content_tags={"script", "style"},
    )


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
    if name in ("href", "src"):
        return value if _is_plain_address(tag, value) else None
    return value


def _is_plain_address(tag: str, value: str) -> bool:
    """Tell an address that browsers read as it is written; that of a picture names no host."""
    read = _BLANKS.sub("", value).replace("\\", "/")
    if read.startswith("//"):
        return False
    if not looks_absolute(read):
        return True
    scheme = value.partition(":")[0].lower()
    if tag == "img" or scheme not in SCHEMES or _BENT.search(value):
        return False
    return scheme in ("mailto", "tel") or bool(_WITH_HOST.match(value))
