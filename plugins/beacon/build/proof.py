"""The proof: what must never stand in a finished page is looked for in every one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from beacon.build.site import Site
from beacon.content.centres import CentreFolder
from beacon.problems import Code, Problem

OTHER_CENTRE = Code(
    "PRF001",
    "A page shows a help number, an address, a funding statement or a law of another centre.",
    "Find the text it comes from and take that out.",
)
INLINE = Code(
    "PRF002",
    "A page holds an inline script, a style or an event handler, which the content policy refuses.",
    "Find the template or text it comes from and take it out.",
)
FOREIGN_LOAD = Code(
    "PRF003",
    "A page loads something from another host, which would tell that host who reads it.",
    "Put the file into the theme or beside the text.",
)
OPEN_SLOT = Code(
    "PRF004", "A slot was left unfilled in a page.", "Check the name between [[ and ]]."
)
CODES = (OTHER_CENTRE, INLINE, FOREIGN_LOAD, OPEN_SLOT)

_INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/ld\+json\")[^>]*>|<style\b|"
    r"<[a-z][^>]*?\s(?:style|on[a-z]+)\s*=\s*[\"']",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"<(?:script|img|source|iframe|video|audio|embed|object|track)\b[^>]*?"
    r"\s(?:src|srcset|data|poster)\s*=\s*[\"'](?:https?:)?//[^\"']*|"
    r"<link\b(?=[^>]*\brel=[\"'](?:stylesheet|icon|preload|modulepreload|manifest|prefetch|preconnect|dns-prefetch)\b)"
    r"[^>]*?\shref=[\"'](?:https?:)?//[^\"']*",
    re.IGNORECASE,
)
_SLOT = re.compile(r'<data[^>]*class="slot"')
# Counted things are marked up as data, time or cells: 112 pupils are no emergency number.
_COUNTED = re.compile(r"<(data|time|td|title)\b[^>]*>.*?</\1>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_GAP = r"[\s\u00a0\u202f./-]{0,2}"


@dataclass(frozen=True, slots=True)
class Proof:
    """Looks through finished files; `foreign` finds whatever belongs to another centre."""

    foreign: re.Pattern[str] | None
    short_numbers: re.Pattern[str] | None

    def page(self, html: str, uri: str) -> Iterator[Problem]:
        """Tell what must not stand in an HTML page."""
        for pattern, code, said in (
            (_INLINE, INLINE, "The page holds"),
            (_LOADS, FOREIGN_LOAD, "The page loads"),
            (_SLOT, OPEN_SLOT, "The page has an empty"),
        ):
            match = pattern.search(html)
            if match:
                yield code.at(uri, _line(html, match.start()), f"{said} {match.group()[:80]}.")
        yield from self.text(unescape(html), uri)
        if self.short_numbers:
            prose = unescape(_TAGS.sub(" ", _COUNTED.sub(" ", html)))
            match = self.short_numbers.search(prose)
            if match:
                yield OTHER_CENTRE.at(uri, None, f'The page shows "{match.group()}".')

    def text(self, text: str, uri: str) -> Iterator[Problem]:
        """Tell what must not stand in any file: HTML, feeds, data."""
        match = self.foreign.search(text) if self.foreign else None
        if match:
            yield OTHER_CENTRE.at(
                uri, _line(text, match.start()), f'Here stands "{match.group()}".'
            )


def make_proof(site: Site) -> Proof:
    """Return the proof of a site: everything that only other centres may show."""
    own = list(_belongings(site.folder))
    patterns: dict[str, None] = {}
    short: dict[str, None] = {}
    for name, folder in site.centres.items():
        if name == site.folder.id:
            continue
        own_numbers = {c.value for c in site.folder.channels if c.type == "phone"}
        for channel in folder.channels:
            if channel.type != "phone" or channel.value in own_numbers:
                continue
            if len(channel.value) > 3:
                digits = _GAP.join(re.escape(d) for d in channel.value.lstrip("+"))
                patterns[rf"(?<![\w#])\+?{digits}(?![\d%])"] = None
            else:
                short[rf"(?<![\d.,:/-]){channel.value}(?![\d%]|[.,:/-]\d)"] = None
                patterns[f"tel:{channel.value}(?!\\d)"] = None
        for text in _belongings(folder):
            if not any(text in mine or mine in text for mine in own):
                patterns[re.escape(text)] = None
    return Proof(_any_of(patterns), _any_of(short))


def _belongings(folder: CentreFolder) -> Iterator[str]:
    """Yield the texts that belong to one centre: addresses, statements, names of laws."""
    for channel in folder.channels:
        if channel.type != "phone":
            yield channel.value.removeprefix("https://").removeprefix("http://").rstrip("/")
    centre = folder.centre
    if centre.email:
        yield centre.email
    if centre.funding:
        yield from (statement.strip() for statement in centre.funding.statement.values())
    yield from centre.legal_terms


def _any_of(patterns: dict[str, None]) -> re.Pattern[str] | None:
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
