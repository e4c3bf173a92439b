"""Charts: well-formed drawings that say what they show, and hide what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from beacon.charts.bars import Stack, bar_chart, stacked_chart
from beacon.charts.columns import Column, column_chart
from beacon.charts.drawing import Frame, Mark, Standing
from beacon.charts.flows import Step, flow_chart
from beacon.charts.paper import on_paper
from beacon.charts.tiles import Tile, step, tile_map

SVG = "{http://www.w3.org/2000/svg}"
FRAME = Frame("page-chart-x", "Наслов", "Опис: 7.803.")
MARKS = (
    Mark("Ученици", 7803, "7.803"),
    Mark("Родитељи", 1097, "1.097", 2),
    Mark("Нико", 0, "0", 3),
    Mark("Мало", None, "скривено", 4, Standing.HIDDEN),
    Mark("Непознато", None, "нема података", 1, Standing.UNKNOWN),
)
Drawn = Callable[..., Markup]


def bars(*marks: Mark) -> Markup:
    """Return a bar chart."""
    return bar_chart(marks, FRAME)


def stacks(*marks: Mark) -> Markup:
    """Return one stacked bar of these parts."""
    return stacked_chart([Stack("Збир", marks, "скривено")], FRAME)


def columns(*marks: Mark) -> Markup:
    """Return a column for each."""
    return column_chart([Column(mark, "1") for mark in marks], FRAME)


def tiles(*marks: Mark) -> Markup:
    """Return a row of tiles."""
    return tile_map([Tile(place, 0, "НС", mark) for place, mark in enumerate(marks)], FRAME)


def flow(*marks: Mark) -> Markup:
    """Return a flow from the first to all others."""
    first, *then = [Step(mark.label, mark.text, mark.series) for mark in marks] or [Step("", "")]
    return flow_chart(Step(first.label, first.text, 1, tuple(then)), FRAME)


ALL: tuple[Drawn, ...] = (bars, stacks, columns, tiles, flow)
WITH_HIDDEN: tuple[Drawn, ...] = (bars, stacks, columns, tiles)


def drawing(svg: Markup) -> ElementTree.Element:
    """Return a chart as XML."""
    return ElementTree.fromstring(svg)


def painted(svg: Markup, kind: str) -> list[dict[str, str]]:
    """Return the attributes of the rectangles of a class."""
    return [dict(r.attrib) for r in drawing(svg).iter(f"{SVG}rect") if r.get("class") == kind]


@pytest.mark.parametrize("draw", ALL)
def test_chart_is_one_picture_with_title_and_description(draw: Drawn) -> None:
    chart = drawing(draw(*MARKS))
    title, description = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
    assert title is not None and description is not None
    assert (title.text, description.text) == ("Наслов", "Опис: 7.803.")
    named = (chart.get("role"), chart.get("aria-labelledby"), title.get("id"))
    assert named == ("img", "page-chart-x-title page-chart-x-desc", "page-chart-x-title")


@pytest.mark.parametrize("draw", ALL)
def test_chart_has_nothing_that_a_content_policy_refuses(draw: Drawn) -> None:
    for element in drawing(draw(*MARKS)).iter():
        assert element.tag.removeprefix(SVG) in {
            "svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "text",
        }  # fmt: skip
        assert not {"style", "href", "onload"} & set(element.keys())


@pytest.mark.parametrize("draw", [bars, columns, tiles, flow])
@pytest.mark.parametrize("text", ['<script>alert(1)</script>"', "' onload='x", "A & B <b>"])
def test_labels_are_text_whatever_they_hold(text: str, draw: Drawn) -> None:
    chart = drawing(draw(Mark(text, 1, text), Mark(text, 2, text)))
    assert text in {t.text for t in chart.iter(f"{SVG}text")}
    assert not [e for e in chart.iter() if e.tag.removeprefix(SVG) in ("script", "b")]


@pytest.mark.parametrize("draw", [bars, columns, tiles])
def test_hidden_mark_is_drawn_alike_whatever_stands_beside_it(draw: Drawn) -> None:
    hidden = Mark("Мало", None, "скривено", 1, Standing.HIDDEN)
    seen = [
        painted(draw(hidden, Mark("Друго", value, str(value))), "hidden") for value in (5, 500_000)
    ]
    assert seen[0] == seen[1]
    assert len(seen[0]) == 1
    assert "скривено" in draw(hidden)


@pytest.mark.parametrize("draw", WITH_HIDDEN)
def test_hidden_marks_do_not_move_the_scale(draw: Drawn) -> None:
    """Whatever is hidden has no value here: only its standing can be drawn."""
    with_one = draw(Mark("А", 100, "100"), Mark("Б", None, "скривено", 1, Standing.HIDDEN))
    assert painted(with_one, "hidden")[0]["fill"] == "url(#page-chart-x-hatch)"
    assert 'id="page-chart-x-hatch"' in with_one


def test_unknown_is_a_word_and_no_length() -> None:
    unknown = Mark("Ко зна", None, "нема података", 1, Standing.UNKNOWN)
    for draw in (bars, columns):
        assert "нема података" in draw(unknown)
        assert not painted(draw(unknown), "c1")


def test_true_zero_is_a_thin_line_with_its_number() -> None:
    (rect,) = painted(bars(Mark("А", 0, "0", 3)), "c3")
    assert rect["width"] == "0.6%"
    (rect,) = painted(columns(Mark("А", 0, "0", 3)), "c3")
    assert rect["height"] == "2"


def test_bars_share_one_scale_from_zero() -> None:
    chart = bars(Mark("a", 200, "200"), Mark("b", 100, "100"))
    assert [rect["width"] for rect in painted(chart, "c1")] == ["74%", "37%"]


def test_parts_of_a_stack_stand_one_after_the_other() -> None:
    chart = stacks(Mark("a", 30, "30"), Mark("b", 10, "10", 2))
    assert [(r["x"], r["width"]) for r in painted(chart, "c1")] == [("0%", "55.5%")]
    assert [(r["x"], r["width"]) for r in painted(chart, "c2")] == [("55.5%", "18.5%")]


def test_all_that_is_hidden_of_a_stack_is_one_part_of_one_length() -> None:
    hidden = [Mark(name, None, "скривено", 1, Standing.HIDDEN) for name in "абв"]
    one, three = painted(stacks(hidden[0]), "hidden"), painted(stacks(*hidden), "hidden")
    assert one == three


def test_long_label_stands_in_lines_above_its_bar() -> None:
    label = "od toga tužilaštvu (visokotehnološki kriminal u celoj zemlji)"
    texts = [t.text for t in drawing(bars(Mark(label, 2, "2"))).iter(f"{SVG}text")]
    assert texts == [
        "od toga tužilaštvu",
        "(visokotehnološki kriminal u",
        "celoj zemlji)",
        "2",
    ]


@pytest.mark.parametrize(
    ("value", "shade"), [(0, 0), (1, 1), (25, 1), (26, 2), (50, 2), (75, 3), (76, 4), (100, 4)]
)
def test_shade_of_a_tile_is_its_share_of_the_largest(value: int, shade: int) -> None:
    assert step(value, 100) == shade


def test_tile_names_its_region_where_the_pointer_rests() -> None:
    chart = drawing(tiles(Mark("Јужнобачки округ", 12, "12")))
    assert [t.text for t in chart.iter(f"{SVG}title")][1:] == ["Јужнобачки округ: 12"]


def test_boxes_of_a_flow_stand_below_what_they_come_from() -> None:
    case = Step("Предмети", "361", 2, (Step("Савет", "344"), Step("Даље", "17", 3, (
        Step("Полиција", "15"), Step("Тужилаштво", "2")))))  # fmt: skip
    boxes = [
        (r.get("x"), r.get("width"), r.get("y"))
        for r in drawing(flow_chart(case, FRAME)).iter(f"{SVG}rect")
        if "box" in r.get("class", "")
    ]
    assert boxes == [
        ("0%", "100%", "0"),
        ("0%", "30.33%", "112"),
        ("33.33%", "63.67%", "112"),
        ("33.33%", "30.33%", "224"),
        ("66.67%", "30.33%", "224"),
    ]


@pytest.mark.parametrize("draw", ALL)
def test_chart_on_paper_stands_alone(draw: Drawn) -> None:
    paper = ElementTree.fromstring(on_paper(draw(*MARKS)))
    assert paper.get("width") == "480"
    assert (paper.get("viewBox") or "").split()[2:] == ["480", paper.get("height")]
    assert paper.find(f"{SVG}style") is not None


def test_other_drawings_are_no_charts() -> None:
    with pytest.raises(ValueError, match="no chart"):
        on_paper("<svg/>")


LETTERS = st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn"))
MARK = st.builds(Mark, st.text(LETTERS), st.integers(0, 10**9), st.text(LETTERS))


@given(st.lists(MARK, max_size=6))
def test_any_numbers_make_well_formed_charts_within_their_frame(marks: list[Mark]) -> None:
    for draw in ALL:
        for rect in drawing(draw(*marks)).iter(f"{SVG}rect"):
            if rect.get("x"):
                ends = sum(float(rect.get(side, "").rstrip("%")) for side in ("x", "width"))
                assert ends <= 100.01
