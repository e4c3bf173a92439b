"""The readme: what to know first about a kit, as plain text that any program opens."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from beacon.kits.blocks import Block, text_of
from beacon.kits.filling import filled
from beacon.kits.outline import KitSource
from beacon.kits.plain_text import plain_words
from beacon.languages.strings import Strings

_WIDTH = 78


def name(strings: Strings) -> str:
    """Return what the file is called."""
    return strings.gettext("Read this first")


def has_readme(source: KitSource) -> bool:
    """Tell whether a readme has been written."""
    return source.form("readme") is not None


def write(source: KitSource) -> bytes:
    """Return the text in UTF-8, with the line ends that old programs need as well."""
    form = source.form("readme")
    assert form is not None
    lines = [form.title, "=" * len(form.title), "", *_lines(filled(source, form.html))]
    lines += source.funding.splitlines()
    return "\r\n".join(lines).rstrip().encode() + b"\r\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "heading":
            yield from ("", text_of(block.spans), "-" * len(text_of(block.spans)), "")
        elif block.kind in ("bullets", "numbers"):
            for number, item in enumerate(block.blocks, block.level):
                sign = "-" if block.kind == "bullets" else f"{number}."
                yield from _wrapped(" ".join(_words(item)), f"{sign} ")
            yield ""
        else:
            yield from (*_wrapped(" ".join(_words(block)), ""), "")


def _words(block: Block) -> Iterator[str]:
    if block.spans:
        yield plain_words(block.spans)
    for inner in block.blocks:
        yield from _words(inner)


def _wrapped(text: str, sign: str) -> list[str]:
    """Return a text in lines; addresses are never broken."""
    return textwrap.wrap(
        text, _WIDTH, initial_indent=sign, subsequent_indent=" " * len(sign),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
