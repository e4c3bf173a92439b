"""Serbian Cyrillic written in Serbian Latin: plain text and HTML.

The mapping is the one of Serbian orthography (and BGN/PCGN 2005): one letter for
one letter, except љ lj, њ nj, џ dž. It is never applied to code, addresses, text
in another language or text marked `translate="no"`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from beacon.patterns import regex

_SMALL = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(),
        strict=True,
    )
)
# Vowels with an accent that have a sign of their own; all others carry theirs behind them.
_ACCENTED = dict(zip("ѐѝӣӯ", "èìīū", strict=True))
_LETTERS = {
    letter: latin
    for small, latin_small in {**_SMALL, **_ACCENTED}.items()
    for letter, latin in ((small, latin_small), (small.upper(), latin_small.capitalize()))
}
_TABLE = str.maketrans(_LETTERS)
_PAIRS = tuple(_LETTERS.items())
_FEW = 64
"""Texts up to this length are read letter by letter; longer ones sooner once for each letter."""
_DIGRAPHS = "ЉЊЏ"
_CAPITAL_DIGRAPH = regex(f"[{_DIGRAPHS}]")
# Soft hyphens and accents stand inside a word, and are no letters of it.
_INSIDE = frozenset("\u00ad\u0300\u0301\u0304\u030f\u0311")
# Addresses stay as they are, even if somebody writes them in Cyrillic. Dashes, quotation marks and
# named signs such as `&nbsp;` are no part of one; `&amp;` is.
_PART = r"[^\s<>\"'&—–“”„»«‹›…]*+"
_NAMED = r"&(?!(?!amp;|#38;)#?[A-Za-z0-9]{2,8};)"
_AN_ADDRESS = rf"(?:https?://|www\.){_PART}(?:{_NAMED}{_PART})*|[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+"
_ADDRESS = regex(_AN_ADDRESS)
# Without "www.", an address in Cyrillic is known by its ending.
_SERBIAN_ENDING = ".срб"
_ADDRESS_IN_CYRILLIC = regex(
    rf"{_AN_ADDRESS}|(?<![\w.@-])(?:[\w-]{{1,63}}\.){{1,8}}срб\b(?:/{_PART})?"
)
_CYRILLIC = regex("[а-шА-Шѐ-џЀ-ЏӢӣӮӯ]")

_TOKEN = regex(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|</?[a-zA-Z!](?:"[^"]*"|'[^']*'|[^'">])*>""", re.DOTALL
)
_TAG = regex(r"<(/?)([a-zA-Z][\w:-]*)")
_LANG = regex(r"""\slang=["']?([^"'\s>]*)""")
_MARKED = regex(r"""\stranslate=["']?no\b""")
_READ_ALOUD = regex(r"""(\s(?:alt|title|aria-label|placeholder|data-label)=)("[^"]*"|'[^']*')""")
# Tags of languages are the same in small and in capital letters (BCP 47 §2.1.1).
_SERBIAN = frozenset({"sr", "sr-cyrl", "sr-rs", "sr-cyrl-rs"})
_SAYS_CYRILLIC = regex(r"""(\slang=["']?sr-)Cyrl\b""", re.IGNORECASE)
_SHORT = 200
_LEFT_ALONE = frozenset({"code", "pre", "kbd", "samp", "script", "style"})
# Tags that may stand inside a word.
_WITHIN_WORDS = frozenset("a abbr b bdi del em i ins mark s small span strong u".split())
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def is_latin(text: str) -> bool:
    """Tell whether a text is written in Latin letters.

    A foreign word or two count for nothing, and neither do addresses.
    """
    letters = [sign for sign in _ADDRESS.sub("", text) if sign.isalpha()]
    cyrillic = sum(1 for letter in letters if _CYRILLIC.match(letter))
    return 10 * cyrillic < len(letters)


def to_latin(text: str) -> str:
    """Return plain Serbian text in Latin script; `ЉУБАВ` becomes `LJUBAV`, `Љубав` `Ljubav`."""
    return _known_latin(text) if len(text) <= _SHORT else _to_latin(text)


@lru_cache(maxsize=20_000)
def _known_latin(text: str) -> str:
    """Remember short texts: names of topics, places and languages stand on every page."""
    return _to_latin(text)


def _to_latin(text: str) -> str:
    if not _CYRILLIC.search(text):
        return text
    parts: list[str] = []
    start = 0
    pattern = _ADDRESS_IN_CYRILLIC if _SERBIAN_ENDING in text else _ADDRESS
    for address in pattern.finditer(text):
        parts += [_letters(text[start : address.start()]), address.group()]
        start = address.end()
    return "".join([*parts, _letters(text[start:])])


def html_to_latin(html: str) -> str:
    """Return well-formed Serbian HTML in Latin script, addresses and marked parts unchanged.

    Left alone: code, pre, kbd, samp, script, style, `translate="no"`, and any
    element whose `lang` is not Serbian; an inner `lang="sr-Cyrl"` is translated again.
    A `lang="sr-Cyrl"` that was translated says `sr-Latn` afterwards.
    """
    if _is_plain(html):
        return _letters(html)
    out: list[str] = []
    open_tags: list[tuple[str, bool]] = []
    kept = False
    before = ""
    start = 0
    for token in _TOKEN.finditer(html):
        text = html[start : token.start()]
        out.append(text if kept else _text_between(before, text, html, token.end()))
        before = text[-1:] or before
        start = token.end()
        markup = token.group()
        tag = _TAG.match(markup)
        if tag is None:
            out.append(markup)
            continue
        name = tag.group(2).lower()
        before = before if name in _WITHIN_WORDS else ""
        if tag.group(1):
            kept = _close(open_tags, name, kept)
            out.append(markup)
            continue
        inside = _is_kept(name, markup, kept)
        out.append(markup if inside else _attributes(markup))
        if name not in _VOID and not markup.endswith("/>"):
            open_tags.append((name, kept))
            kept = inside
    rest = html[start:]
    out.append(rest if kept else _text_between(before, rest, "", 0))
    return "".join(out)


# What asks for care: parts that stay as they are, letters in addresses and inside tags, but for
# what is read aloud, and a digraph that ends where a tag begins. Each pattern begins with a fixed
# sign, or is looked for only where there is one: to find that is much quicker.
_IN_TAG = regex("<[^>а-шА-Шѐ-џЀ-ЏӢӣӮӯ]*+[а-шА-Шѐ-џЀ-ЏӢӣӮӯ]")
_KEPT = regex(r"<(?:!|(?i:code|pre|kbd|samp|script|style))")
_KEPT_SIGNS = ("translate=", "lang=")
# Up to the first Cyrillic letter, and never back: long rows of addresses are read once.
_OTHER = _PART.replace("[^", "[^а-шА-Шѐ-џЀ-ЏӢӣӮӯ")
_IN_ADDRESS = tuple(
    (sign, regex(rf"{re.escape(sign)}{rest}[а-шА-Шѐ-џЀ-ЏӢӣӮӯ]"))
    for sign, rest in (
        ("://", rf"{_OTHER}(?:{_NAMED}{_OTHER})*"),
        ("www.", rf"{_OTHER}(?:{_NAMED}{_OTHER})*"),
        ("@", r"[^\s<>\"'а-шА-Шѐ-џЀ-ЏӢӣӮӯ]*+"),
    )
)
_BEFORE_AT = regex(r"[а-шА-Шѐ-џЀ-ЏӢӣӮӯ][\w.+-]*@")
_SPLIT_DIGRAPHS = ("Љ<", "Њ<", "Џ<")
_ALONE_BEHIND_A_TAG = regex(r">[ЉЊЏ](?![^\W\d_])")


def _is_plain(html: str) -> bool:
    """Tell HTML in which every Cyrillic letter is to be written in Latin, letter by letter."""
    small = html.lower()
    if (
        any(sign in small for sign in _KEPT_SIGNS)
        or _SERBIAN_ENDING in html
        or any(sign in html for sign in _SPLIT_DIGRAPHS if sign[0] in html)
        or _ALONE_BEHIND_A_TAG.search(html)
        or _KEPT.search(html)
        or any(sign in small and pattern.search(small) for sign, pattern in _IN_ADDRESS)
        or ("@" in html and _BEFORE_AT.search(html))
    ):
        return False
    return _are_read_aloud(html)


def _are_read_aloud(html: str) -> bool:
    """Tell HTML whose tags have Cyrillic letters only in what is read aloud of them."""
    end = 0
    for found in _IN_TAG.finditer(html):
        if found.start() < end:  # a sign in a value, where no tag begins
            continue
        tag = _TOKEN.match(html, found.start())
        if tag is None or _CYRILLIC.search(_READ_ALOUD.sub("", tag.group())):
            return False
        end = tag.end()
    return True


def _text_between(before: str, text: str, html: str, at: int) -> str:
    """Return a text between two tags in Latin: the letters beyond them count for a digraph.

    `before` is the letter before the first tag, `at` where the second one ends.
    """
    begins, ends = text[:1] in _DIGRAPHS, text[-1:] in _DIGRAPHS
    if not text or not (begins or ends):
        return to_latin(text)
    following = _TOKEN.sub("", html[at : at + 200])[:1] if ends else ""
    left, right = _like(before if begins else ""), _like(following)
    latin = to_latin(f"{left}{text}{right}")
    return latin[len(left) : len(latin) - len(right)]


def _like(letter: str) -> str:
    """Return a letter as large as another one, that is one letter in Latin as well."""
    return "" if not letter.isalpha() else "А" if letter.isupper() else "а"


def _letters(text: str) -> str:
    if any(letter in text for letter in _DIGRAPHS):
        text = _CAPITAL_DIGRAPH.sub(_capital_digraph, text)
    if len(text) <= _FEW:
        return text.translate(_TABLE)
    for letter, latin in _PAIRS:
        text = text.replace(letter, latin)
    return text


def _capital_digraph(match: re.Match[str]) -> str:
    """Write both letters large inside a word in capitals, else only the first."""
    text, first, last = match.string, match.start() - 1, match.end()
    while text[last : last + 1] in _INSIDE:
        last += 1
    while first > 0 and text[first] in _INSIDE:
        first -= 1
    following = text[last : last + 1]
    before = text[first] if first >= 0 else ""
    in_capitals = following.isupper() or (not following.isalpha() and before.isupper())
    latin = _LETTERS[match.group()]
    return latin.upper() if in_capitals else latin


def _close(open_tags: list[tuple[str, bool]], name: str, kept: bool) -> bool:
    for index in range(len(open_tags) - 1, -1, -1):
        if open_tags[index][0] == name:
            before = open_tags[index][1]
            del open_tags[index:]
            return before
    return kept


def _is_kept(name: str, markup: str, kept: bool) -> bool:
    if name in _LEFT_ALONE or _MARKED.search(markup):
        return True
    lang = _LANG.search(markup)
    if lang is None:
        return kept
    return lang.group(1).lower() not in _SERBIAN


def _attributes(markup: str) -> str:
    if not _CYRILLIC.search(markup) and "lang=" not in markup.lower():
        return markup
    latin = _READ_ALOUD.sub(lambda m: m.group(1) + to_latin(m.group(2)), markup)
    return _SAYS_CYRILLIC.sub(r"\1Latn", latin)
