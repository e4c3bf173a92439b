"""Bar charts: well-formed drawings that say what they show, with nothing for a policy to refuse."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beacon.charts.bars import Bar, bar_chart

SVG = "{http://www.w3.org/2000/svg}"
BARS = [Bar("Ученици", 7803, "7.803"), Bar("Родитељи", 1097, "1.097", 2), Bar("Нико", 0, "0", 3)]


def drawing(bars: list[Bar]) -> ElementTree.Element:
    """Return the chart of these bars as XML."""
    return ElementTree.fromstring(bar_chart(bars, title="Наслов", description="Опис"))


def widths(bars: list[Bar]) -> list[int]:
    """Return the width of each bar."""
    return [int(rect.get("width", "")) for rect in drawing(bars).iter(f"{SVG}rect")]


def test_chart_shows_each_bar_with_label_and_value() -> None:
    chart = drawing(BARS)
    texts = [(text.get("class"), text.text) for text in chart.iter(f"{SVG}text")]
    assert texts == [
        ("label", "Ученици"),
        ("value", "7.803"),
        ("label", "Родитељи"),
        ("value", "1.097"),
        ("label", "Нико"),
        ("value", "0"),
    ]
    assert [rect.get("class") for rect in chart.iter(f"{SVG}rect")] == ["c1", "c2", "c3"]


def test_long_label_stands_in_lines_above_its_bar() -> None:
    label = "od toga tužilaštvu (visokotehnološki kriminal u celoj zemlji)"
    chart = drawing([Bar("a", 1, "1"), Bar(label, 2, "2")])
    lines = [text for text in chart.iter(f"{SVG}text") if text.get("class") == "label"]
    assert [line.text for line in lines] == [
        "a",
        "od toga tužilaštvu (visokotehnološki",
        "kriminal u celoj zemlji)",
    ]
    tops = [int(line.get("y", "")) for line in lines]
    bar = list(chart.iter(f"{SVG}rect"))[1]
    assert [after - before for before, after in itertools.pairwise(tops)][1:] == [24]
    assert tops[-1] < int(bar.get("y", ""))


def test_chart_is_one_picture_with_a_name() -> None:
    chart = drawing(BARS)
    assert (chart.tag, chart.get("role"), chart.get("aria-label")) == (
        f"{SVG}svg",
        "img",
        "Наслов. Опис",
    )


def test_bars_share_one_scale_from_zero() -> None:
    longest, half, none = widths([Bar("a", 200, ""), Bar("b", 100, ""), Bar("c", 0, "")])
    assert (longest, half, none) == (344, 172, 2)


@pytest.mark.parametrize("bars", [[], [Bar("a", 0, "0")]], ids=["no-bars", "only-zero"])
def test_chart_without_numbers_is_still_drawn(bars: list[Bar]) -> None:
    assert len(widths(bars)) == len(bars)


def test_chart_stays_within_its_frame() -> None:
    chart = drawing(BARS)
    _, _, width, height = map(int, chart.get("viewBox", "").split())
    for rect in chart.iter(f"{SVG}rect"):
        assert int(rect.get("x", "")) + int(rect.get("width", "")) <= width
        assert int(rect.get("y", "")) + int(rect.get("height", "")) <= height


def test_chart_has_no_style_script_or_address() -> None:
    for element in drawing(BARS).iter():
        assert element.tag.removeprefix(SVG) in {"svg", "text", "rect"}
        assert not {"style", "href", "onload"} & set(element.keys())


@pytest.mark.parametrize("text", ['<script>alert(1)</script>"', "' onload='x", "A & B <b>", "]]>"])
def test_labels_are_text_whatever_they_hold(text: str) -> None:
    chart = ElementTree.fromstring(bar_chart([Bar(text, 1, text)], title=text, description=text))
    assert [t.text for t in chart.iter(f"{SVG}text")] == [text, text]
    assert chart.get("aria-label") == f"{text}. {text}"
    assert {element.tag for element in chart.iter()} == {f"{SVG}svg", f"{SVG}text", f"{SVG}rect"}


LETTERS = st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn"))


@given(st.lists(st.builds(Bar, st.text(LETTERS), st.integers(0, 10**9), st.text(LETTERS))))
def test_any_numbers_make_a_well_formed_chart(bars: list[Bar]) -> None:
    lengths = widths(bars)
    assert all(2 <= length <= 344 for length in lengths)
    by_value = sorted(zip([bar.value for bar in bars], lengths, strict=True))
    assert [length for _, length in by_value] == sorted(lengths)
