"""The proof: what must never stand in a finished page is looked for in every one of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape

from msgspec import Struct

from beacon.build import blocks
from beacon.build.site import Site
from beacon.content.centres import CentreFolder
from beacon.languages.latin import to_latin
from beacon.patterns import regex
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

# A tag is read attribute by attribute as a browser does (HTML §13.2.5.32 ff.): what only looks
# like a handler stands inside a value, and what a value seems to end too early does not.
_TAG = regex(r"<[a-z][^\s/>]*", re.IGNORECASE)
_BETWEEN = regex(r"[\s/]*")
_ATTRIBUTE = regex(r"=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?")
_ACTIVE = regex(
    r"(?:style|on[a-z]+)\s*+=|"
    r"(?:(?:xlink:)?href|src|action|formaction|data)\s*+=\s*+[\"']?\s*+javascript:",
    re.IGNORECASE,
)
_INLINE = regex(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']?application/ld\+json)[^>]*>|<style\b",
    re.IGNORECASE,
)
_LOADER = regex(
    r"<(?:script|img|source|iframe|video|audio|embed|object|track|image|use|link)\b[^>]*",
    re.IGNORECASE,
)
_FETCHING = regex(
    r"\brel=[\"']?(?:stylesheet|icon|preload|modulepreload|manifest|prefetch|"
    r"preconnect|dns-prefetch|apple-touch-icon)\b",
    re.IGNORECASE,
)
_VALUE = regex(r"(?<![^\s=/>\"'])([^\s=/>\"']+)\s*=\s*[\"']?((?<=\")[^\"]*|(?<=')[^']*|[^\s>\"']*)")
_LOADED = frozenset({"src", "srcset", "data", "poster", "href", "xlink:href"})
_LISTED = frozenset({"srcset", "imagesrcset"})
# Browsers leave these out of an address and read `\` as `/` (URL Standard §4.4).
_UNSEEN = bytes(range(33))
_NOT_SEEN = dict.fromkeys(_UNSEEN)
# Quick looks at a page as bytes in small letters. Whatever the two above find is found by these,
# which begin with fixed letters and so are many times as fast where nothing is.
_MAY_BE_INLINE = (
    regex(rb"script(?:(?<=javascript):|(?<=<script)(?![^>]*\bsrc=)(?![^>]*ld\+json))"),
    regex(rb"style(?:\s*=|(?<=<style)\b)"),
    regex(rb"on(?<=[\s\"'/]on)[a-z]+\s*="),
)
_LOADING = regex(
    rb"<(?:script|img|source|iframe|video|audio|embed|object|track|image|use|link)\b[^>]*"
)
_ELSEWHERE = regex(rb"=[\"']?(?:https?:|[/\\]{2})")
_NAMING = (b'<link rel="alternate" ', b'<link rel="canonical" ')
"""How links begin that only name another address; nothing is loaded from there."""
_SLOT = regex(r'<data[^>]*class="slot"')
# A slot that was written wrongly stands in a page as a text, with any sign between its words.
_NAMES = "|".join(name.replace("-", ".") for name in (*blocks.BLOCKS, *sorted(blocks.INLINE)))
_LEFT_OVER = regex(rf"\[\[\W{{0,9}}(?:{_NAMES})\b", re.IGNORECASE)
_AS_WRITTEN = regex(r"<(code|pre|script|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# Counted things are marked up as data or time, or stand in tables and charts of our own
# (which carry a class): 112 pupils are no emergency number. Tables that authors write are searched.
_COUNTED = regex(
    r"<(data|time)\b[^>]*>.*?</\1>|<table class=.*?</table>|<svg class=\"chart[ \"].*?</svg>",
    re.DOTALL,
)
# Linked data is read as its texts: a number in it is a count, as a number of places is.
_LINKED_DATA = regex(
    r"<script type=[\"']?application/ld\+json[\"']?>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_READ_ALOUD = regex(r'\s(?:alt|title|aria-label|content)="([^"]*)"')
# The version of a kit ends in six signs of a digest: 1.0-c194e4 tells nobody to call 194.
_REVISION = regex(r"-(?<=\d-)[0-9a-f]{6}\b")
_TAGS = regex(r"<[^>]*>")
# Emphasis may stand inside a number: 124 <b>123</b>.
_WITHIN_WORDS = regex(r"</?(?:b|strong|em|i|u|s|small|mark|span)\b[^>]*>")
_GAP = r"[\s\u00a0\u202f./()–-]{0,3}"
_FOLD = regex(r"\r?\n[ \t]")
_SPOKEN = regex(r"^(?:SUMMARY|LOCATION|DESCRIPTION)[^:]*:(.*)$", re.MULTILINE)


class Finder(Struct, frozen=True):
    """Finds words in small letters, and patterns that begin with a fixed sign: both are fast."""

    words: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.patterns)

    def search(self, text: str) -> tuple[int, str] | None:
        """Return the place and the words of something that is found, large or small."""
        small = text.lower()
        for word in self.words:
            at = small.find(word)
            if at >= 0:
                return at, text[at : at + len(word)]
        for pattern in self.patterns:
            match = pattern.search(small)
            if match:
                return match.start(), text[match.start() : match.end()]
        return None


class Proof(Struct, frozen=True):
    """Looks through finished files; `foreign` finds whatever belongs to another centre.

    `names` are those of venues, schools and events that hold a short number of another centre,
    the longest first: "192. СУ" is a school in Sofia, where nobody calls 192.
    """

    foreign: Finder
    statements: Finder
    short_numbers: Finder
    names: tuple[str, ...] = ()

    def page(self, html: str, uri: str, data: bytes = b"") -> Iterator[Problem]:
        """Tell what must not stand in an HTML page; `data` is the same in UTF-8, where it is."""
        raw = (data or html.encode(errors="replace")).lower()
        looks = (
            (_may_be_inline, _inline, INLINE, "The page holds"),
            (_may_load, _load, FOREIGN_LOAD, "The page loads"),
            (_may_be_open, _open_slot, OPEN_SLOT, "The page has an empty"),
            (_may_be_left_over, _left_over, OPEN_SLOT, "The page shows"),
        )
        for may_be, look, code, said in looks:
            found = look(html) if may_be(raw) else None
            if found:
                at, words = found
                yield code.at(uri, _line(html, at), f"{said} {words[:80]}.")
        if self.foreign:
            yield from self._foreign(unescape(_WITHIN_WORDS.sub("", html)), uri)
        if self.statements:
            yield from self._statements(unescape(_TAGS.sub(" ", html)), uri)
        if self.short_numbers:
            prose = _COUNTED.sub(" ", _LINKED_DATA.sub(_texts_of, html))
            aloud = " ".join(_READ_ALOUD.findall(prose))
            spoken = unescape(f"{_TAGS.sub(' ', prose)} {aloud}")
            yield from self._short(spoken, uri)

    def feed(self, text: str, uri: str) -> Iterator[Problem]:
        """Tell what must not stand in a feed; folds and escapes of iCalendar are undone first."""
        unfolded = _FOLD.sub("", text).replace("\\n", " ")
        plain = unfolded.replace("\\", "")
        apart = unfolded.replace("\\,", " ")
        # Without a line: only what is new of a feed is looked through, in another form.
        yield from self._foreign(f"{plain}\n{apart}", uri, lines=False)
        yield from self._statements(plain, uri)
        yield from self._short(_spoken(text, plain), uri)

    def _foreign(self, text: str, uri: str, *, lines: bool = True) -> Iterator[Problem]:
        found = self.foreign.search(text)
        if found:
            at, words = found
            line = _line(text, at) if lines else None
            yield OTHER_CENTRE.at(uri, line, f'Here stands "{words}".')

    def _short(self, text: str, uri: str) -> Iterator[Problem]:
        text = _REVISION.sub(" ", text)
        for name in self.names:
            text = text.replace(name, " ")
        found = self.short_numbers.search(text)
        if found:
            yield OTHER_CENTRE.at(uri, None, f'The page shows "{found[1]}".')

    def _statements(self, text: str, uri: str) -> Iterator[Problem]:
        """Statements and names of laws are found whatever line breaks and markup they contain."""
        found = self.statements.search(_normal(text)) if self.statements else None
        if found:
            yield OTHER_CENTRE.at(uri, None, f'The page shows "{found[1][:80]}".')


def _spoken(text: str, plain: str) -> str:
    """Return what people read of a feed: iCalendar, whose `plain` form is given, JSON or Atom."""
    if text.startswith(("{", "[")):
        return "\n".join(_values(json.loads(text)))
    if text.startswith("<?xml"):
        for _ in range(2):  # the text of an entry is HTML inside XML
            text = unescape(_TAGS.sub(" ", text))
        return text
    return " ".join(_SPOKEN.findall(plain))


def _texts_of(linked: re.Match[str]) -> str:
    """Return the texts of linked data as an HTML text."""
    try:
        return f" {escape(' '.join(_values(json.loads(linked.group(1)))))} "
    except ValueError:
        return linked.group()


def _values(data: object) -> Iterator[str]:
    """Yield every text of a JSON value."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _values(value)


def _open_slot(html: str) -> tuple[int, str] | None:
    """Return the place and the words of a slot that nobody filled."""
    match = _SLOT.search(html)
    return (match.start(), match.group()) if match else None


def _load(html: str) -> tuple[int, str] | None:
    """Return the place and the words of an element that loads something from another host."""
    for tag in _LOADER.finditer(html):
        if tag.group()[:5].lower() == "<link" and not _FETCHING.search(tag.group()):
            continue
        for attribute in _VALUE.finditer(tag.group()):
            name, value = attribute.group(1).lower(), attribute.group(2)
            if name in _LOADED or name in _LISTED:
                address = unescape(value).translate(_NOT_SEEN).replace("\\", "/").lower()
                listed = name in _LISTED and "//" in address
                if listed or address.startswith(("//", "http:", "https:")):
                    return tag.start(), tag.group()[: attribute.end()]
    return None


def _inline(html: str) -> tuple[int, str] | None:
    """Return the place and the words of a script, a style or a handler that stands in a page."""
    harmless: set[int] = set()
    at = html.find("<")
    while at >= 0:
        found = _INLINE.match(html, at)
        end = found.end() if found else _end_of_active(html, at, harmless)
        if end:
            return at, html[at:end]
        at = html.find("<", at + 1)
    return None


def _end_of_active(html: str, at: int, harmless: set[int]) -> int:
    """Return where the name of a handler in a tag ends, or the beginning of a script's address.

    It is 0 where there is none, or no tag. `harmless` are the places of attributes from which
    nothing was found before, so that a page takes no longer than its length. One pattern could
    say all this, but Python before 3.11.5 reads possessive groups wrongly (CPython issue 106052)
    and would find nothing.
    """
    part = _TAG.match(html, at)
    while part:
        between = _BETWEEN.match(html, part.end())
        assert between is not None
        place = between.end()
        if place in harmless:
            break
        if active := _ACTIVE.match(html, place):
            return active.end()
        harmless.add(place)
        part = _ATTRIBUTE.match(html, place)
    return 0


def _may_be_inline(page: bytes) -> bool:
    return any(p.search(page) for p in _MAY_BE_INLINE)


def _may_load(page: bytes) -> bool:
    """Tell whether an element that loads something names another host, or may do so."""
    return any(
        b"srcset" in tag or (not tag.startswith(_NAMING) and _may_name_a_host(tag))
        for tag in _LOADING.findall(page)
    )


def _may_name_a_host(tag: bytes) -> bool:
    bare = tag.translate(None, _UNSEEN)
    if b"&" in bare:
        # In small letters these two are names of no signs any more.
        named = bare.replace(b"&tab;", b"").replace(b"&newline;", b"")
        bare = unescape(named.decode(errors="replace")).encode().translate(None, _UNSEEN)
    may = b"//" in bare or b"\\" in bare or b"http" in bare
    return may and bool(_ELSEWHERE.search(bare))


def _may_be_open(page: bytes) -> bool:
    return b'class="slot"' in page


def _may_be_left_over(page: bytes) -> bool:
    # Two signs are looked for more slowly than what stands between single ones.
    return b"" in page.split(b"[")[1:-1]


def _left_over(html: str) -> tuple[int, str] | None:
    """Return the place and the words of a slot that stands in a page as it was written.

    What stands in code or in data is shown on purpose, or to nobody; its lines still count.
    """
    text = _AS_WRITTEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), html)
    match = _LEFT_OVER.search(text)
    return (match.start(), match.group()) if match else None


def make_proof(site: Site) -> Proof:
    """Return the proof of a site: everything that only other centres may show."""
    words: dict[str, None] = {}
    numbers: dict[str, None] = {}
    statements: dict[str, None] = {}
    short: dict[str, None] = {}
    own_addresses = list(_addresses(site.folder))
    own_statements = [_normal(text) for text in _statements(site.folder)]
    own_numbers = {c.value for c in site.folder.channels if c.type == "phone"}
    for name, folder in site.centres.items():
        if name == site.folder.id:
            continue
        for channel in folder.channels:
            if channel.type != "phone" or channel.value in own_numbers:
                continue
            if len(channel.value) > 3:
                numbers[_spaced(channel.value.lstrip("+"))] = None
            else:
                short[_alone(channel.value)] = None
                numbers[f"tel:{channel.value}(?!\\d)"] = None
        for text in _addresses(folder):
            if not any(text in mine for mine in own_addresses):
                words[text.lower()] = None
        for text in map(_normal, _statements(folder)):
            if not any(text in mine for mine in own_statements):
                statements[text.lower()] = None
    finder = _finder({}, short)
    names = tuple(_names(site, finder))
    return Proof(_finder(words, numbers), _finder(statements, {}), finder, names)


def _names(site: Site, short_numbers: Finder) -> list[str]:
    """Return the names of venues and ids of events that hold a short number, longest first.

    One that is nothing but the number would hide it wherever it stands, so it stays a fault.
    """
    schedule = site.schedule
    names = {*(venue.name for venue in schedule.venues.values()), *schedule.presentations}
    found = {n for n in names if short_numbers.search(n) and any(map(str.isalpha, n))}
    return sorted(found | set(map(to_latin, found)), key=lambda name: (-len(name), name))


def _spaced(digits: str) -> str:
    """Match a number however its digits are grouped, but not inside a longer one."""
    first, *rest = map(re.escape, digits)
    return rf"{first}(?<![\w#]{first}){_GAP}{_GAP.join(rest)}(?![\d%])"


def _alone(number: str) -> str:
    """Match a short number that stands for itself: no part of a larger one, a share, an address."""
    before = rf"(?:(?<![\d.,:/-]{number})|(?<=\d/{number}))"
    return rf"{number}{before}(?![\d%]|[ \u00a0]%|[.,:-]\d|/\d{{4}})"


def _finder(words: dict[str, None], patterns: dict[str, None]) -> Finder:
    longest_first = tuple(sorted(words, key=len, reverse=True))
    return Finder(longest_first, tuple(map(re.compile, sorted(patterns, key=len, reverse=True))))


def _addresses(folder: CentreFolder) -> Iterator[str]:
    """Yield the web and e-mail addresses at which one centre's readers find help."""
    for channel in folder.channels:
        if channel.type != "phone":
            yield channel.value.removeprefix("https://").removeprefix("http://").rstrip("/")
    if folder.centre.email:
        yield folder.centre.email


def _statements(folder: CentreFolder) -> Iterator[str]:
    """Yield the statements and names of laws that belong to one centre."""
    if folder.centre.funding:
        yield from folder.centre.funding.statement.values()
    yield from folder.centre.legal_terms


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
