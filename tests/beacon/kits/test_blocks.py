"""Blocks: HTML of pages as paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beacon.build.safety import with_safety_of
from beacon.content.markdown import Converter
from beacon.kits.blocks import Block, Span, blocks_of, bullets, paragraph, parts_of, text_of


def test_paragraph_keeps_emphasis_and_leads_to_the_site() -> None:
    html = '<p>Call <strong>today</strong> the <a href="../help/">line</a>.</p>'
    (block,) = blocks_of(html, "https://example.org/en/lessons/x/")
    assert block.spans == (
        Span("Call "), Span("today", strong=True), Span(" the "),
        Span("line", href="https://example.org/en/lessons/help/"), Span("."),
    )  # fmt: skip


def test_list_keeps_its_first_number_and_what_is_inside() -> None:
    html = '<ol start="3"><li>One<ul><li>Inner</li></ul></li><li><p>Two</p></li></ol>'
    (block,) = blocks_of(html)
    assert (block.kind, block.level) == ("numbers", 3)
    assert block.blocks[0].blocks == (paragraph("One"), bullets_of("Inner"))
    assert block.blocks[1] == Block("item", blocks=(paragraph("Two"),))


def bullets_of(*texts: str) -> Block:
    """Return a list as it is read: it has no first number."""
    block = bullets(texts)
    return Block("bullets", blocks=block.blocks)


def test_advice_is_marked_and_has_its_title() -> None:
    html = '<div class="admonition safety"><p class="admonition-title">Stop</p><p>Tell.</p></div>'
    (block,) = blocks_of(html)
    assert (block.kind, block.safety, text_of(block.spans)) == ("note", True, "Stop")
    assert block.blocks == (paragraph("Tell."),)


def test_every_word_of_advice_in_another_language_carries_it() -> None:
    """That of a newer original stands in a translation with its language on the box alone."""
    texts = ("Tell **somebody**.", "- Do not *pay*.", "> Not your fault.")
    advice = '!!! safety "Stop"' + "".join(f"\n    {text}\n" for text in texts)
    source = Converter().convert(advice, lambda link: link)
    box, after = blocks_of(with_safety_of("<p>Текст.</p>", source, "en"))
    assert {span.lang for span in spans_in([box])} == {"en"}
    assert [span.lang for span in after.spans] == [""]


def test_words_inside_keep_a_language_of_their_own() -> None:
    quote = '<blockquote lang="en"><p>One <em lang="bg">две</em></p></blockquote>'
    html = f'{quote}<h3 lang="de">Drei</h3>'
    assert [(span.text.strip(), span.lang) for span in spans_in(blocks_of(html))] == [
        ("One", "en"), ("две", "bg"), ("Drei", "de"),
    ]  # fmt: skip


def spans_in(blocks: Iterable[Block]) -> Iterator[Span]:
    """Yield the spans of blocks and of all that stands inside them."""
    for block in blocks:
        yield from block.spans
        yield from spans_in(block.blocks)


def test_table_has_rows_of_cells_and_a_head() -> None:
    html = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    (block,) = blocks_of(html)
    assert [(row.kind, row.head) for row in block.blocks] == [("row", True), ("row", False)]


def test_letters_that_stand_high_are_kept() -> None:
    (block,) = blocks_of("<p>20 m<sup>2</sup>, the 4<sup>th</sup></p>")
    assert text_of(block.spans) == "20 m², the 4th"


def test_footnote_has_its_number_and_no_way_back() -> None:
    """Its line is none to write on, and its arrow leads nowhere on paper."""
    html = (
        '<p>Text.<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
        '<div class="footnote"><hr><ol><li id="fn:1"><p>Source.&#160;<a class="footnote-backref" '
        'href="#fnref:1">&#8617;</a></p></li></ol></div>'
    )
    text, notes = blocks_of(html, "https://example.org/")
    assert text.spans == (Span("Text."), Span("¹"))
    assert (notes.kind, notes.blocks[0].blocks) == ("numbers", (paragraph("Source."),))


def test_scripts_and_slots_are_no_text() -> None:
    assert blocks_of('<p>a<script>b</script><data class="slot" value="x"></data></p>') == (
        paragraph("a"),
    )


def test_cited_figure_is_text() -> None:
    html = '<p>We saw <data class="figure" value="11">11 cities</data>.</p>'
    (block,) = blocks_of(html)
    assert text_of(block.spans) == "We saw 11 cities."


def test_parts_begin_at_headings() -> None:
    first, second = parts_of(blocks_of('<p>a</p><h2 id="x">B</h2><p>c</p>'), 2)
    assert first == (None, (paragraph("a"),))
    assert second[0] is not None
    assert (second[0].id, second[1]) == ("x", (paragraph("c"),))
