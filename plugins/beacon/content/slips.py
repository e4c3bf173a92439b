"""Slips: what Markdown takes for something else than its writer meant, seen line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from beacon.content.prose import Prose, opens_code
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, did_you_mean, nearest

BAD_ID = Code(
    "CHK014",
    "The id of a heading is not read as it is written, so that links lead elsewhere.",
    "Write it at the end of the line, as one word: ## Heading {#a-word}.",
)
EMPTY_LINK = Code(
    "CHK015", "A link leads nowhere.", "Write the address between the round brackets."
)
NO_FOOTNOTE = Code(
    "CHK016",
    "A footnote is called that the text does not have; readers see its signs.",
    "Write it on a line of its own, at the end of the text: [^1]: The footnote.",
)
RUN_TOGETHER = Code(
    "CHK017",
    "A list or a table is shown as one paragraph, with all its signs.",
    "Put an empty line before it.",
    Severity.WARNING,
)
OPEN_CODE = Code(
    "CHK018",
    "A block of code begins and does not end; readers see its signs, and all below as text.",
    "End it with a line of the same signs alone, and leave no line empty in code that is indented.",
    Severity.WARNING,
)
NO_MARKDOWN = Code(
    "CHK019",
    "Something is nearly written as Markdown; readers see its signs, or do not see all of it.",
    "Write it as is said here.",
    Severity.WARNING,
)
UNUSED_FOOTNOTE = Code(
    "CHK024",
    "A footnote is never called; it stands below the text, and nothing leads to it.",
    "Call it where it belongs, or take it out.",
    Severity.WARNING,
)
CURLY_QUOTES = Code(
    "CHK025",
    "A value stands in curly quotes, which are a part of it; readers see them.",
    'Write straight quotes, as in "1.2", or none.',
    Severity.WARNING,
)
CODES = (
    BAD_ID, EMPTY_LINK, NO_FOOTNOTE, RUN_TOGETHER, OPEN_CODE, NO_MARKDOWN, UNUSED_FOOTNOTE,
    CURLY_QUOTES,
)  # fmt: skip

Line = tuple[int, str]
Found = tuple[Code, int, str, str]

_HEADING = regex(r"#{2,6}\s")
_ID = regex(r"\{:? *#([\w-]+)(?: +(?:[\w-]+=[^\s{}]+|[.#][\w-]+))* *\} *#*$")
_WORD = regex(r"\{ *([\w-]+) *\} *#*$")
_INDENTED_HEADING = regex(r" {1,3}#{1,6} +\S")
# A space between the brackets of a link, and brackets that are the wrong way round.
_APART = regex(
    r"\[([^\[\]\n]{1,200})\][ \u00a0]+\(((?:\.{1,2}/|https?://)[^\s()]{1,500}|[\w./-]{1,200}\.md)\)"
)
_SWAPPED = regex(r"\(([^()\n]{1,200})\)\[((?:\.{1,2}/|https?://)[^\s\[\]]{1,500})\]")
_BULLET = regex(r"\s*[•·▪●‣◦]\s*\S")
_FIRST, _SECOND = regex(r"\s*1\)\s+\S"), regex(r"\s*2\)\s+\S")
# A quick look: most texts have no such line.
_BENT_LINE = regex(r"\n(?: {1,3}#|[ \t]*(?:1\)|[•·▪●‣◦]))")
_EMPTY = regex(r"\[([^\[\]\n]{0,200})\]\(\s*(?:<\s*>)?\s*\)")
_CALL = regex(r"\[\^([^\[\]\n]{1,200})\](:?)")
_ITEM = regex(r"\s*[-*+]\s+\S")
_NUMBERED = regex(r"\s*(\d{1,3})\.\s+\S")
_RULE = regex(r"\s*(?:-{3,}|={3,}|\*{3,})\s*$")
# A quick look: an item below a line that is none. Most texts have no such line.
_BELOW_TEXT = regex(
    r"\n(?![ \t]*(?:[-*+][ \t]|#|!!!|\d+\.[ \t]))[^\n]+\n[ \t]*(?:[-*+]|\d+\.)[ \t]"
)
_DEFINED = regex(r"\[[^\[\]\n]{1,200}\]:")
# Where a "_" can only begin emphasis; accounts, addresses and names of files have letters before.
_OPENS = regex(r"(?<![\w\\@/#.:=<-])_{1,2}(?=[^\W_])")
# What is no text, or shows the signs that it has: escapes, addresses, tags, attributes, blocks.
_NO_TEXT = regex(r"\\.|(?<=\])\([^()\n]*\)|https?://\S+|<[^<>\n]*>|\{[^{}\n]*\}|\[\[[^\[\]\n]*\]\]")
# Signs between spaces are none of Markdown.
_ALONE = regex(r"(?<!\S)(?:\*{1,3}|_{1,3})(?!\S)")
_STRONG = regex(r"\*\*.+?\*\*", re.DOTALL)
# Nobody stresses a thousand letters, and a row of signs must not be read to its end from each.
_EMPHASIS = regex(r"(?<!\w)(_{1,2})(?!_).{1,1000}?(?<!_)\1(?!\w)", re.DOTALL)
_APART_FROM_ABOVE = regex(r"\s*(?:[-*+]\s|\d{1,3}\.\s|\[\^?[^\[\]]+\]:|: |!!!|#)")
_OPENING_QUOTES, _CLOSING_QUOTES = "“„”«‘‚", "”“»’"
_IN_QUOTES = ("title", "nav_title", "description", "version", "reviewed_by", "authors")
_DASHES = regex(r"\|?[ :|-]*-[ :|-]*\|?$")


def slips(text: Prose) -> Iterator[Problem]:
    """Tell what readers would see in another way than it was meant."""
    body, lines = text.record.body, text.lines
    in_lines = f"\n{body}"  # a fixed sign is found faster than the beginning of a line
    found: list[Found] = list(_curly_quotes(text))
    if _may_be_open(body):
        found += _open_marks(lines)
    if "{" in body:
        found += _ids(lines)
    if "](" in body:
        found += _empty_links(lines)
    if "]" in body and ("(" in body or "[" in body):
        found += _bent_links(lines)
    if _BENT_LINE.search(in_lines):
        found += _bent_lines(lines)
    if "[^" in body:
        found += _footnotes(lines)
    if "```" in body or "~~~" in body:
        found += _open_code(lines)
    if "|" in body or _BELOW_TEXT.search(in_lines):
        for block in _blocks(lines):
            found += _block(block)
    for code, line, said, hint in found:
        yield code.at(text.record.path, line, said, hint)


def _ids(lines: Sequence[Line]) -> Iterator[Found]:
    """Find ids of headings that are no single word, or stand twice."""
    seen: dict[str, int] = {}
    for number, line in lines:
        if "{" not in line or not _HEADING.match(line):
            continue
        at = line.find("{#")
        match = _ID.search(line)
        if match is None:
            if at >= 0:
                yield BAD_ID, number, f'"{line[at:].strip()[:60]}" is no id.', ""
            elif word := _WORD.search(line):
                hint = f'Write it as "{{#{word.group(1)}}}", or without curly brackets.'
                yield BAD_ID, number, f'"{word.group().strip()}" is no id and is not shown.', hint
        elif match.group(1) in seen:
            first = seen[match.group(1)]
            said = f'The heading in line {first} has the id "{match.group(1)}" as well.'
            yield BAD_ID, number, said, "Give one of them another id."
        else:
            seen[match.group(1)] = number


def _empty_links(lines: Iterable[Line]) -> Iterator[Found]:
    for number, line in lines:
        if "](" not in line:
            continue
        for match in _EMPTY.finditer(line):
            yield EMPTY_LINK, number, f'"{match.group()[:60]}" has no address.', ""


def _bent_links(lines: Iterable[Line]) -> Iterator[Found]:
    """Find links whose brackets stand apart, or the wrong way round."""
    for number, line in lines:
        if "]" not in line:
            continue
        for pattern in (_APART, _SWAPPED):
            for match in pattern.finditer(line):
                said = f'"{match.group()[:60]}" is no link.'
                yield NO_MARKDOWN, number, said, f"Write [{match.group(1)}]({match.group(2)})."


def _bent_lines(lines: Sequence[Line]) -> Iterator[Found]:
    """Find headings behind spaces, and lists with the signs of Word and of handwriting."""
    above, before = 0, ""
    for number, line in lines:
        # Two spaces at the end of a line keep what follows apart.
        before = before if number == above + 1 and not before.endswith("  ") else ""
        if _INDENTED_HEADING.match(line):
            said = f'"{line.strip()[:60]}" is no heading.'
            yield NO_MARKDOWN, number, said, "Begin the line with its signs, without a space."
        elif _FIRST.match(before) and _SECOND.match(line):
            hint = 'Write "1." and "2.", with an empty line before the list.'
            yield NO_MARKDOWN, above, "A list is numbered with brackets.", hint
        elif _BULLET.match(before) and _BULLET.match(line):
            hint = 'Begin each item with "- ", and put an empty line before the list.'
            yield NO_MARKDOWN, above, "A list has signs that Markdown does not know.", hint
            return
        above, before = number, line


def _footnotes(lines: Iterable[Line]) -> Iterator[Found]:
    """Find the first call of every footnote that is not there, and footnotes that none calls."""
    calls: dict[str, int] = {}
    notes: dict[str, int] = {}
    for number, line in lines:
        for match in _CALL.finditer(line) if "[^" in line else ():
            if match.group(2) and not line[: match.start()].strip():
                notes.setdefault(match.group(1), number)
            else:
                calls.setdefault(match.group(1), number)
    meant = set(calls)
    for name, number in calls.items():
        if name not in notes:
            meant.add(nearest(name, notes))
            near = did_you_mean(name, notes)
            yield NO_FOOTNOTE, number, f'There is no footnote "[^{name}]:".', near
    for name, number in notes.items():
        if name not in meant:
            hint = f"Write [^{name}] where it belongs, or take it out."
            yield UNUSED_FOOTNOTE, number, f'Nothing calls the footnote "[^{name}]:".', hint


def _curly_quotes(text: Prose) -> Iterator[Found]:
    """Find values that are in curly quotes as a whole, which YAML does not know."""
    document = text.record.document
    for key in _IN_QUOTES:
        value = document.data.get(key)
        for said in value if isinstance(value, list) else [value]:
            if not isinstance(said, str) or said[:1] not in _OPENING_QUOTES or len(said) < 3:
                continue
            inside = said[1:-1]
            if said[-1] in _CLOSING_QUOTES and not any(sign in inside for sign in _CLOSING_QUOTES):
                line = document.line((key,)) or 1
                hint = f'Write it in straight quotes: "{inside[:60]}".'
                yield CURLY_QUOTES, line, f'"{key}" has curly quotes: {said[:60]}.', hint


def _open_marks(lines: Sequence[Line]) -> Iterator[Found]:
    """Find the first sign of emphasis in each paragraph, item and cell that is never closed."""
    for number, words in _runs(lines):
        plain = _ALONE.sub(_blank, _NO_TEXT.sub(_blank, words))
        plain = _EMPHASIS.sub(_blank, _STRONG.sub(_blank, plain))
        at = plain.find("**")
        if at < 0:
            opened = _OPENS.search(plain)
            at = opened.start() if opened else -1
        if at >= 0:
            sign = "**" if plain[at] == "*" else opened.group() if opened else ""
            line = number + words.count("\n", 0, at)
            there = " ".join(words[at : at + 40].split())
            escaped = sign.replace(sign[0], f"\\{sign[0]}")
            hint = f"Close it with {sign}, or write {escaped} where the sign itself is meant."
            yield NO_MARKDOWN, line, f'The "{sign}" at "{there}" is not closed.', hint


def _may_be_open(body: str) -> bool:
    """Take a quick look: nearly all emphasis is closed on its line, and in its cell."""
    if "_" in body and _OPENS.search(body):
        return True
    within = body.split("**")
    return len(within) % 2 == 0 or any("\n" in part or "|" in part for part in within[1::2])


def _blank(match: re.Match[str]) -> str:
    """Return as many signs that mean nothing, on as many lines."""
    return "\n".join("." * len(part) for part in match.group().split("\n"))


def _runs(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the texts in which emphasis may begin and end, each with its first line."""
    first, last, run = 0, 0, ""
    for number, line in lines:
        row = line.lstrip().startswith("|")
        if run and (number != last + 1 or row or not line.strip() or _APART_FROM_ABOVE.match(line)):
            yield first, run
            run = ""
        if row:
            yield from ((number, cell) for cell in line.replace("\\|", "..").split("|"))
            continue
        first, run = (first, f"{run}\n{line}") if run else (number, line)
        last = number
        if line.startswith("#"):
            yield first, run
            run = ""
    if run:
        yield first, run


def _open_code(lines: Iterable[Line]) -> Iterator[Found]:
    """Find the first block of code without an end; what follows may be meant as the end."""
    for number, line in lines:
        if opens_code(line):
            yield OPEN_CODE, number, f'No line ends the code that "{line.strip()[:60]}" begins.', ""
            return


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield what stands between empty lines, headings, rules and code."""
    block: list[Line] = []
    for number, line in lines:
        if block and number != block[-1][0] + 1:
            yield block
            block = []
        text = line.lstrip()
        if not text or text.startswith(("#", "!!!")) or _RULE.match(line):
            if block:
                yield block
            block = []
        else:
            block.append((number, line))
    if block:
        yield block


def _block(block: list[Line]) -> Iterator[Found]:
    """Find a list or a table that is one paragraph with the text around it."""
    if len(block) < 2:
        return
    first = block[0][1].lstrip()
    if first[0] == "|":
        yield from _table(block)
    elif first[0] not in "<>:" and not _DEFINED.match(first) and not _starts_list(block[0][1]):
        yield from _after_text(block)


def _starts_list(line: str) -> bool:
    return bool(_ITEM.match(line) or _NUMBERED.match(line))


def _after_text(block: list[Line]) -> Iterator[Found]:
    """Find the first row or item below a line of text.

    A line may begin with a day, "14. December", so numbers are a list where they count on.
    """
    before = 0
    for number, line in block[1:]:
        text = line.strip()
        if text[0] == ":":  # what is above is a word, and its explanation may hold a list
            return
        if text[0] == "|" and text[-1] == "|" and text.count("|") > 2:
            yield RUN_TOGETHER, number, "A table begins right below a line of text.", ""
            return
        counted = _NUMBERED.match(line)
        if _ITEM.match(line) or (counted and before and int(counted.group(1)) == before + 1):
            yield RUN_TOGETHER, number, "A list begins right below a line of text.", ""
            return
        before = int(counted.group(1)) if counted else 0


def _table(block: list[Line]) -> Iterator[Found]:
    """Find a table without its line of dashes, or with one of other columns."""
    rows = [(number, line.strip().replace("\\|", "")) for number, line in block]
    number, head = rows[0]
    if head[-1] != "|" or head.count("|") < 3:
        return
    below = rows[1][1]
    if not _DASHES.match(below):
        columns = head.count("|") - 1
        hint = f"Put a line below it: |{'---|' * columns}"
        yield RUN_TOGETHER, number, "No line of dashes stands below the head of this table.", hint
    elif below.count("|") != head.count("|"):
        said = f"The head has {_columns(head)} columns and the line of dashes {_columns(below)}."
        yield RUN_TOGETHER, rows[1][0], said, "Give both as many."
    else:
        yield from _cells(_columns(head), rows[2:])


def _cells(columns: int, rows: Iterable[Line]) -> Iterator[Found]:
    """Find rows with words in more cells than the head has; Markdown leaves these out."""
    for number, row in rows:
        cells = row.removeprefix("|").removesuffix("|").split("|")
        if any(map(str.strip, cells[columns:])):
            said = f"The row has {len(cells)} cells and the head {columns}; the rest is not shown."
            yield (
                NO_MARKDOWN,
                number,
                said,
                "Give the head as many, or write \\| where the sign is meant.",
            )


def _columns(row: str) -> int:
    return row.strip("|").count("|") + 1
