"""Measure: the room that text takes, compared with what is known of the font."""

from __future__ import annotations

import pytest

from beacon.kits.blocks import Span, blocks_of, text_of
from beacon.kits.measure import Paragraph, fit, lines_of, paragraphs, width_of, widths
from conftest import THEME

KNOWN = widths(THEME)


def test_width_is_the_sum_of_the_letters() -> None:
    """In Arial a space is 278 thousandths wide, a digit 556 (rounded up: 557)."""
    assert width_of("1 1", 100, KNOWN["regular"]) == pytest.approx(139.2)


def test_every_letter_of_our_languages_is_known() -> None:
    letters = "абвгдђежзијклљмнњопрстћуфхцчџшйщъьюяѝabcčćdžđefghijklmnopqrsštuvwxyz–—„“”’…·•′"
    for table in KNOWN.values():
        assert [letter for letter in letters + letters.upper() if letter not in table] == []


def test_line_breaks_where_the_next_word_has_no_room() -> None:
    room = width_of("one two", 20, KNOWN["regular"])
    lines, whole = lines_of((Span("one two three"),), 20, room, KNOWN)
    assert [line[0].text for line in lines] == ["one two ", "three"]
    assert whole


def test_word_that_is_too_long_is_told() -> None:
    _, whole = lines_of((Span("a" * 90),), 30, 400, KNOWN)
    assert not whole


def test_bold_takes_more_room() -> None:
    text = "безбедност на интернету"
    assert width_of(text, 20, KNOWN["bold"]) > width_of(text, 20, KNOWN["regular"])


def test_largest_size_that_fits_is_taken() -> None:
    texts = [Paragraph((Span("слово " * 40),))]
    large = fit(texts, 800, 300, (40, 30, 20), KNOWN)
    small = fit(texts, 800, 100, (40, 30, 20), KNOWN)
    assert (large.size, large.fits) == (30, True)
    assert (small.size, small.fits) == (20, True)
    assert not fit(texts, 800, 20, (40, 30, 20), KNOWN).fits


def test_items_of_a_list_have_signs_numbers_and_indents() -> None:
    found = paragraphs(blocks_of('<ol start="4"><li>a<ul><li>b</li></ul></li></ol><p>c</p>'))
    assert [(p.sign, p.level, p.number) for p in found] == [("4.", 0, 4), ("•", 1, 0), ("", 0, 0)]
    assert found[0].indent > 0
    assert found[2].indent == 0


def test_number_of_two_figures_has_room_before_its_text() -> None:
    """A list that begins at 6 and has five items ends with 10."""
    items = "".join(f"<li>{n}</li>" for n in range(5))
    to_nine, to_ten = (paragraphs(blocks_of(f'<ol start="{n}">{items}</ol>')) for n in (5, 6))
    assert to_ten[-1].sign == "10."
    assert to_ten[-1].indent > width_of("10. ", 1, KNOWN["bold"])
    assert {text.indent for text in to_ten} == {to_ten[-1].indent}
    assert to_ten[0].indent > to_nine[0].indent


def test_row_of_a_table_is_one_item() -> None:
    """The browser shows it so as well, and a cell alone says nothing."""
    html = "<table><tr><th>Age</th><th>Rule</th></tr><tr><td>6–8</td><td>Ask.</td></tr></table>"
    texts = paragraphs(blocks_of(html))
    assert [(text.sign, text_of(text.spans)) for text in texts] == [
        ("•", "Age · Rule"), ("•", "6–8 · Ask."),
    ]  # fmt: skip
