"""Paper: the blocks of a kit as those of a printed document, and what all sheets share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import replace

from beacon.kits.blocks import Block, Span, text_of
from beacon.kits.outline import Contact, KitSource, Picture
from beacon.languages.marks import unmarked
from beacon.typesetting import document as paper
from beacon.typesetting.document import Blocks, Document, Notice, Paragraph, Spans, Table, words
from beacon.typesetting.press import Press, pages_of

BOX = "☐ "
"""How an item begins that is ticked by pen."""
_NARROW, _BROAD = 8, 40  # letters
_LINE = 90.0
"""How many letters of middling width stand side by side in a table over the whole page."""
_WIDER, _EDGES = 1.3, 3.0
"""How much wider the letters of a word may be, in bold for instance; the edges of a cell."""
_ABREAST = 3  # contacts in one row


def printed(source: KitSource, title: str, blocks: Blocks, **more: Any) -> bytes:
    """Return a sheet of a kit as PDF, with the centre at its head and the revision at its foot."""
    document = Document(
        title=title,
        language=source.text_language,
        blocks=blocks,
        sender=source.centre,
        footer=footer_of(source),
    )
    return _press(source.theme).pdf(replace(document, **more))


def printed_closely(source: KitSource, title: str, blocks: Blocks, **more: Any) -> bytes:
    """Return a sheet, set more closely where that saves a page: it is copied for everybody."""
    usual = printed(source, title, blocks, **more)
    if pages_of(usual) == 1:
        return usual
    close = printed(source, title, blocks, close=True, **more)
    return close if pages_of(close) < pages_of(usual) else usual


@cache
def _press(theme: Path) -> Press:
    return Press(theme)


def sayer(source: KitSource) -> Callable[..., str]:
    """Return what gives a string in the language of the kit, as plain words."""
    return lambda message, **values: unmarked(source.strings.gettext(message, **values))


def footer_of(source: KitSource) -> str:
    """Return what stands at the foot of every sheet: who made it, for what, in which revision."""
    gettext = sayer(source)
    version = gettext("Version %(version)s", version=source.revision)
    licence = source.licence.replace("-", " ", 1).replace("-4.0", " 4.0")
    return " · ".join((source.centre_short, source.title, version, licence))


def on_paper(blocks: Iterable[Block], raised: int = 1) -> Blocks:
    """Return the blocks of a text for print; headings rise by `raised` levels."""
    return tuple(part for block in blocks for part in _part(block, raised))


def _part(block: Block, raised: int) -> Iterator[paper.Block]:
    spans = spans_of(block.spans)
    if block.kind == "heading":
        yield paper.Heading(max(1, min(4, block.level - raised)), spans)
    elif block.kind == "paragraph":
        yield Paragraph(spans)
    elif block.kind in ("bullets", "numbers"):
        yield _list(block, raised)
    elif block.kind == "quote":
        yield paper.Quotation(on_paper(block.blocks, raised))
    elif block.kind == "note":
        kind: Literal["safety", "note"] = "safety" if block.safety else "note"
        yield Notice(on_paper(block.blocks, raised), text_of(block.spans), kind)
    elif block.kind == "table":
        yield _table(block)
    elif block.kind == "picture" and spans:
        yield Paragraph((paper.Emphasis(spans),))
    elif block.kind == "rule":
        yield paper.Blanks(1)


def on_sheet(picture: Picture, height: float) -> paper.Picture:
    """Return a picture of a slide for print, `height` mm high."""
    svg = picture.media_type == "image/svg+xml"
    data = picture.data.decode() if svg else picture.data
    return paper.Picture(data, picture.alt, height=height)


def spans_of(spans: Sequence[Span]) -> Spans:
    """Return the spans of a text for print."""
    return tuple(part for span in spans for part in _span(span))


def _span(span: Span) -> Iterator[paper.Span]:
    lines = span.text.split("\n")
    found: Spans = words(lines[0])
    for line in lines[1:]:
        found = (*found, paper.Break(), *words(line))
    if span.emphasis:
        found = (paper.Emphasis(found),)
    if span.strong:
        found = (paper.Strong(found),)
    if span.href:
        found = (paper.Link(span.href, found),)
    if span.lang:
        found = (paper.Foreign(span.lang, found),)
    yield from found


def _list(block: Block, raised: int) -> paper.List:
    if block.kind == "numbers":
        items = tuple(on_paper(item.blocks, raised) for item in block.blocks)
        return paper.List(items, "numbers", max(block.level, 1))
    boxes = all(_starts_with_box(item) for item in block.blocks)
    inside = map(_without_box, block.blocks) if boxes else block.blocks
    return paper.List(
        tuple(on_paper(item.blocks, raised) for item in inside), "boxes" if boxes else "dots"
    )


def _starts_with_box(item: Block) -> bool:
    return bool(item.blocks) and text_of(item.blocks[0].spans).startswith(BOX)


def _without_box(item: Block) -> Block:
    first, *rest = item.blocks
    span, *others = first.spans
    first = replace(first, spans=(replace(span, text=span.text[len(BOX) :]), *others))
    return replace(item, blocks=(first, *rest))


def _table(block: Block) -> Table:
    rows = [row for row in block.blocks if row.kind == "row"]
    width = max((len(row.blocks) for row in rows), default=0)
    lines = [_cells(row, width) for row in rows]
    head = tuple(line for line, row in zip(lines, rows, strict=True) if row.head and any(line))
    rest = tuple(line for line, row in zip(lines, rows, strict=True) if not row.head)
    return Table(rest, head, widths=_widths(lines, width))


def _widths(lines: Sequence[tuple[Spans, ...]], width: int) -> tuple[float, ...]:
    """Return shares for columns after their longest texts, none too narrow for its words."""
    longest = [max(len(_text(line[n])) for line in lines) for n in range(width)]
    shares = [float(min(max(length, _NARROW), _BROAD)) for length in longest]
    unbroken = [max(_longest_word(line[n]) for line in lines) for n in range(width)]
    return _with_room(shares, [min(n * _WIDER + _EDGES, _LINE / 2) for n in unbroken])


def _with_room(shares: Sequence[float], needed: Sequence[float]) -> tuple[float, ...]:
    """Return shares of which each has the letters its longest word needs, where a page has them.

    No word is broken: one without room would run over the column beside it.
    """
    if sum(needed) > _LINE:
        return tuple(needed)
    given: dict[int, float] = {}
    while True:
        free = [n for n in range(len(shares)) if n not in given]
        one = (_LINE - sum(given.values())) / (sum(shares[n] for n in free) or 1)
        tight = [n for n in free if shares[n] * one < needed[n]]
        if not tight:
            break
        given |= {n: needed[n] for n in tight}
    if not given:
        return tuple(shares)
    return tuple(round(given.get(n, shares[n] * one), 2) for n in range(len(shares)))


def _longest_word(spans: Spans) -> int:
    """Return how many letters the longest word of a cell has."""
    return max((len(word) for word in _text(spans).split()), default=0)


def _text(spans: Spans) -> str:
    return "".join(
        span.text if isinstance(span, paper.Text | paper.Code)
        else " " if isinstance(span, paper.Break)
        else _text(span.spans)
        for span in spans
    )  # fmt: skip


def _cells(row: Block, width: int) -> tuple[Spans, ...]:
    cells = [tuple(part for inner in cell.blocks for part in spans_of(inner.spans))
             for cell in row.blocks]  # fmt: skip
    return (*cells, *([()] * (width - len(cells))))


def comfort(source: KitSource, *, adults: bool) -> str:
    """Return that nobody is alone with it, as one says it to children or to adults."""
    if adults:
        said = source.strings.pgettext("to adults", "You do not have to solve it alone.")
    else:
        said = source.strings.gettext("You do not have to solve it alone.")
    return unmarked(said)


def all_ways(source: KitSource, *, adults: bool) -> str:
    """Return what leads to the page of help, as one says it to children or to adults."""
    if adults:
        return unmarked(source.strings.pgettext("to adults", "All ways to get help"))
    return unmarked(source.strings.gettext("All ways to get help"))


def help_notice(source: KitSource, *, adults: bool | None = None) -> Notice:
    """Return the box of help that stands on every sheet: the centre's own first numbers.

    It speaks to those whom the kit is for, or to `adults` where only these read the sheet.
    """
    gettext = sayer(source)
    adults = not for_children(source) if adults is None else adults
    said = Paragraph(words(comfort(source, adults=adults)))
    contacts = [contact_blocks(contact) for contact in source.first_contacts()]
    rows = [contacts[at : at + _ABREAST] for at in range(0, len(contacts), _ABREAST)]
    found: list[paper.Block] = [said]
    found += [paper.Columns((*row, *([()] * (_ABREAST - len(row))))) for row in rows]
    if source.site_address:
        address = help_address(source)
        link = paper.Link(address, words(_readable(address)))
        said_more = words(f"{all_ways(source, adults=adults)}: ")
        found.append(Paragraph((*said_more, link), "small"))
    return Notice(tuple(found), gettext("Where to find help"), "help")


def contact_blocks(contact: Contact) -> Blocks:
    """Return how to reach help, and what is known about it: name, hours, cost."""
    number: Spans = (paper.Strong(words(contact.display)),)
    if contact.href:
        number = (paper.Link(contact.href, number),)
    return (
        Paragraph(number, "large"),
        Paragraph((paper.Strong(words(contact.name)),), "small"),
        *(Paragraph(words(text), "small") for text in (contact.hours, contact.cost) if text),
    )


def contact_lines(contact: Contact) -> Blocks:
    """Return the same in two lines, for a card."""
    number: Spans = (paper.Strong(words(contact.display)),)
    facts = " · ".join(text for text in (contact.hours, contact.cost) if text)
    name = Paragraph((*number, *words(f"  {contact.name}")))
    return (name, Paragraph(words(facts), "small")) if facts else (name,)


def help_address(source: KitSource) -> str:
    """Return the address of the page of help in the language of the kit."""
    return f"{source.site_address}{source.language.path}/help/"


def _readable(address: str) -> str:
    """Return an address as people type it."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def funding_blocks(source: KitSource) -> Blocks:
    """Return the statement of a funded project, word for word, beside its emblem.

    Nothing for other kits.
    """
    lines: Iterable[Spans] = map(words, source.funding.splitlines())
    if source.funding_lang:
        lines = ((paper.Foreign(source.funding_lang, said),) for said in lines)
    said = tuple(Paragraph(line, "small") for line in lines)
    return paper.with_emblem(source.emblem.data.decode() if source.emblem else "", said)


def for_children(source: KitSource) -> bool:
    """Tell a kit that is used with children."""
    return not source.adults and source.audience in ("", "pupils")


def facts_of(source: KitSource) -> str:
    """Return the facts of a lesson in one line."""
    texts = (source.audience_text, source.ages_text, source.minutes_text, source.group_size_text)
    return " · ".join(text for text in texts if text)
