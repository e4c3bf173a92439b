"""Plain: the common forms of Markdown set at once; everything else is left to Python-Markdown.

Headings, paragraphs, flat lists, quotes, simple tables, emphasis, links and pictures make up
most texts. Set line by line they cost a fraction of what the tree of Python-Markdown does.
A text with any sign of another form is not set here at all, so that Python-Markdown, whose
HTML this is letter by letter, remains the judge of everything that could be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from beacon.content.addresses import OF_TEMPLATES, SCHEMES, looks_absolute, split
from beacon.patterns import regex
from beacon.slugs import slugify

Resolve = Callable[[str], str | None]

# Code, escapes, HTML, entities, underscores, attributes with a colon, footnotes, references,
# abbreviations, forced line breaks, signs that nobody sees.
_OTHER_SIGN = regex(
    r"[`\\<&_~\t\r\f\v\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]"
)
_OTHER_SIGNS = ("{:", "[^", "]:", "*[", "???", "[TOC]", " \n")
_HEADING = regex(
    r"(#{2,6}) ([^\s#{}*\[\]!|>][^#{}*\[\]!|>\n]*?)(?: \{#([\w-]+)((?: [\w-]+=[\w-]+)*)\})?"
)
_ITEM = regex(r"- (\S.*)")
_NUMBERED = regex(r"(\d{1,9})\. (\S.*)")
# How a line of a paragraph or of an item may not begin, because it could be another form.
_BEGINNING = regex(r"[ #>+=|:{\-]|!!!|\d+[.)](?: |$)|\*(?:[ *]{2}|[ ]|$)")
_ROW = regex(r"\|(?:[^|\n]*\|)+")
_RULE = regex(r"\|(?:[ ]?:?-{3,}:?[ ]?\|)+")
_MARKED = regex(r'!!! (note|tip|important|warning|safety) "([^"\n]+)"')
_LINK = r"\[([^\[\]*!{}\n]*)\]\(([^\s()<>\"'{}*\[\]]+)\)"
# Each form begins with a fixed sign: so they are found many times as fast.
_SPAN = regex(
    rf"\[\[([a-z][a-z-]*)(?::([\w ,.-]*))?\]\]|{_LINK}|!{_LINK}"
    r"|\*(?<![\w*]\*)(\*?)([^\s*\[\]!](?:[^*\[\]!]*[^\s*\[\]!])?)\*\7(?![\w*])"
)
# Addresses that name a host without its scheme, or a scheme without a host.
_BENT = regex(r"//|https?:(?!//[^/])", re.IGNORECASE)
_STEPS = ("form", "minutes")


class _NotPlain(Exception):
    """The text has a form that is not set here."""


def set_plain(text: str, resolve: Resolve, *, trusted: bool) -> str | None:
    """Return the HTML of a text, or None where it has any form that is not set here.

    It is what Python-Markdown with our extensions makes of it, and after that the sanitiser
    where a text is not `trusted`.
    """
    text = text.strip("\n")
    if _has_other_forms(text):
        return None
    try:
        html = "\n".join(_Setter(resolve, trusted).blocks(text))
    except _NotPlain:
        return None
    return html if trusted else html.replace("\u00a0", "&nbsp;")


def _has_other_forms(text: str) -> bool:
    # One pattern of all these takes ten times as long.
    if any(sign in text for sign in _OTHER_SIGNS) or text.endswith(" "):
        return True
    return _OTHER_SIGN.search(text) is not None


class _Setter(Struct):
    resolve: Resolve
    trusted: bool
    ids: set[str] = field(default_factory=set)

    def blocks(self, text: str, *, inside: bool = False) -> Iterator[str]:
        waiting = [block for block in re.split(r"\n\n+", text) if block][::-1]
        before = ""
        while waiting:
            block = waiting.pop()
            sign = block[0]
            if sign == "#":
                line, _, rest = block.partition("\n")
                if inside:
                    raise _NotPlain
                yield self.heading(line)
                if rest:
                    waiting.append(rest)
            elif sign == ">":
                if before == ">" or inside:
                    raise _NotPlain
                yield self.quote(block)
            elif block.startswith("!!!"):
                yield self.marked(block, waiting)
            elif sign == "|":
                yield self.table(block)
            elif _ITEM.match(block) or _NUMBERED.match(block):
                sign = "-" if sign == "-" else "1"
                # A list behind a list of its kind would be one with it.
                if before == sign:
                    raise _NotPlain
                yield self.bullets(block)
            else:
                sign = "p"
                yield f"<p>{self.paragraph(block)}</p>"
            before = sign

    def heading(self, line: str) -> str:
        match = _HEADING.fullmatch(line)
        if match is None or match.group(2)[-1:].isspace():
            raise _NotPlain
        tag = f"h{len(match.group(1))}"
        text, anchor, more = match.group(2), match.group(3), match.group(4) or ""
        given = dict(word.split("=") for word in more.split())
        if len(given) != len(more.split()) or not set(given) <= set(_STEPS):
            raise _NotPlain
        if given and (tag not in ("h2", "h3", "h4") or (tag != "h3" and not self.trusted)):
            raise _NotPlain
        if anchor is None:
            anchor = slugify(" ".join(text.split()))
        if anchor in self.ids or OF_TEMPLATES.match(anchor):
            raise _NotPlain
        self.ids.add(anchor)
        steps = [f'data-{name}="{given[name]}"' for name in _STEPS if name in given]
        # Attributes stand in the order of the alphabet, as Python-Markdown writes them.
        opening = " ".join([tag, *['class="step"'][: len(steps)], *steps, f'id="{anchor}"'])
        return f"<{opening}>{text}</{tag}>"

    def paragraph(self, block: str) -> str:
        if any(_BEGINNING.match(line) for line in block.split("\n")):
            raise _NotPlain
        return self.inline(block)

    def bullets(self, block: str) -> str:
        lines = block.split("\n")
        first = _NUMBERED.match(lines[0])
        pattern = _NUMBERED if first else _ITEM
        items = []
        for line in lines:
            match = pattern.fullmatch(line)
            if match is None:
                raise _NotPlain
            items.append(f"<li>{self.paragraph(match.groups()[-1])}</li>")
        tag, start = "ul", ""
        if first:
            tag, start = "ol", "" if first.group(1) == "1" else f' start="{first.group(1)}"'
        return "\n".join([f"<{tag}{start}>", *items, f"</{tag}>"])

    def quote(self, block: str) -> str:
        lines = []
        for line in block.split("\n"):
            if line[0] != ">":  # it goes on with the paragraph above, its sign left out
                lines.append(line)
                continue
            if line != ">" and (line[:2] != "> " or line[2:3] == " "):
                raise _NotPlain
            lines.append(line[2:])
        inner = "\n".join(lines).strip("\n")
        if not inner:
            raise _NotPlain
        return "\n".join(["<blockquote>", *self.blocks(inner, inside=True), "</blockquote>"])

    def marked(self, block: str, waiting: list[str]) -> str:
        """Set a marked paragraph with what is indented below it, also behind empty lines."""
        title, *lines = block.split("\n")
        match = _MARKED.fullmatch(title)
        if match is None or "*" in match.group(2):
            raise _NotPlain
        inner = ["\n".join(map(_dedented, lines))]
        while waiting and waiting[-1].startswith(" "):
            inner.append("\n".join(map(_dedented, waiting.pop().split("\n"))))
        if not inner[0]:
            raise _NotPlain
        return "\n".join(
            [
                f'<div class="admonition {match.group(1)}">',
                f'<p class="admonition-title">{self.inline(match.group(2))}</p>',
                *self.blocks("\n\n".join(inner), inside=True),
                "</div>",
            ]
        )

    def table(self, block: str) -> str:
        lines = block.split("\n")
        if len(lines) < 3 or not all(map(_ROW.fullmatch, lines)) or not _RULE.fullmatch(lines[1]):
            raise _NotPlain
        head, rule, *rows = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines)
        if any(len(row) != len(head) for row in (rule, *rows)) or len(head) < 2:
            raise _NotPlain
        align = [_ALIGNMENTS[cell[0] == ":", cell[-1] == ":"] for cell in rule]
        parts = ["<table>", "<thead>", *self.row("th", head, align), "</thead>", "<tbody>"]
        for row in rows:
            parts += self.row("td", row, align)
        return "\n".join([*parts, "</tbody>", "</table>"])

    def row(self, tag: str, cells: list[str], align: list[str]) -> list[str]:
        inner = [
            f"<{tag}{where}>{self.inline(cell)}</{tag}>"
            for cell, where in zip(cells, align, strict=True)
        ]
        return ["<tr>", *inner, "</tr>"]

    def inline(self, text: str) -> str:
        if "{" in text or "}" in text or ">" in text:
            raise _NotPlain
        if "*" not in text and "[" not in text and "]" not in text:
            return text
        spans, parts, at = list(_SPAN.finditer(text)), [], 0
        for span in spans:
            parts.append(text[at : span.start()])
            at = span.end()
        parts.append(text[at:])
        if any("*" in part or "[" in part or "]" in part for part in parts):
            raise _NotPlain
        set_spans = (*map(self.span, spans), "")
        return "".join(part for pair in zip(parts, set_spans, strict=True) for part in pair)

    def span(self, match: re.Match[str]) -> str:
        slot, argument, label, link, shown, picture, star, words = match.groups()
        if slot:
            value = f"{slot}:{argument.strip()}" if (argument or "").strip() else slot
            return f'<data class="slot" value="{value}"></data>'
        if words:
            tag = "strong" if star else "em"
            return f"<{tag}>{words}</{tag}>"
        if picture:
            return self.picture(shown, picture)
        if not label:
            raise _NotPlain
        return self.link(label, link)

    def link(self, label: str, link: str) -> str:
        if link.startswith("#"):
            return f'<a href="{link}">{label}</a>'
        target = self.resolve(link)
        if target is None:
            return f"<span>{label}</span>"
        scheme = split(target).scheme
        if (scheme not in SCHEMES and looks_absolute(target)) or _BENT.match(target):
            raise _NotPlain
        if scheme in ("http", "https"):
            return f'<a class="external" href="{target}" rel="noreferrer noopener">{label}</a>'
        return f'<a href="{target}">{label}</a>'

    def picture(self, label: str, link: str) -> str:
        parts = split(link)
        if parts.scheme or link.startswith("//") or '"' in label or looks_absolute(link):
            raise _NotPlain
        end = " />" if self.trusted else ">"
        source = self.resolve(link) or ""
        return f'<img alt="{label}" decoding="async" loading="lazy" src="{source}"{end}'


def _dedented(line: str) -> str:
    if line[:4] != "    " or line[4:5] in ("", " "):
        raise _NotPlain
    return line[4:]


_ALIGNMENTS = {
    (False, False): "",
    (True, False): ' class="align-left"',
    (False, True): ' class="align-right"',
    (True, True): ' class="align-center"',
}
