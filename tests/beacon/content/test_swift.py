"""Swift: the same HTML as Python-Markdown's own steps, over all content and what nobody wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beacon.build.settings import load_settings
from beacon.content.markdown import Converter
from beacon.problems import Problem

ROOT = Path(__file__).resolve().parents[3]


def _converters() -> tuple[Converter, Converter]:
    """Return the converter of the project, and its reference."""
    problems: list[Problem] = []
    found = load_settings(ROOT / "mkdocs.yml", problems)
    assert found is not None, problems
    return (
        Converter(found.extensions, found.configs),
        Converter(found.extensions, found.configs, reference=True),
    )


SWIFT, REFERENCE = _converters()


def differs(text: str) -> bool:
    """Tell whether the two give other HTML, sanitised or not."""
    return any(
        SWIFT.convert(text, resolve, trusted=trusted)
        != REFERENCE.convert(text, resolve, trusted=trusted)
        for trusted in (True, False)
        for resolve in (lambda link: link, lambda link: None)
    )


def test_all_content_of_the_project_gives_the_same_html() -> None:
    texts = sorted((ROOT / "content").rglob("*.md"))
    assert len(texts) > 100
    assert [str(path) for path in texts if differs(path.read_text(encoding="utf-8"))] == []


def test_converter_takes_the_swift_steps_and_the_reference_does_not() -> None:
    """Otherwise the comparison would be of a thing with itself."""
    steps = [
        {type(step).__module__ for step in converter._full._markdown.treeprocessors}
        for converter in (SWIFT, REFERENCE)
    ]
    assert ["beacon.content.swift" in modules for modules in steps] == [True, False]


CASES = (
    "*a* **b** ***c*** _d_ __e__ ___f___ a_b_c 2*3*4 * alone _ alone **open",
    "[a](b) [a](b \"t\") [a](<b c>) ![a](b.png) ![a](b.png 't') [](x) [a]() [a [b](c)](d)",
    "[a][b] [a] [a][] [c][missing] ![a][b] ![a][]\n\n[b]: http://x.example/ \"T\"\n[a]: ./y",
    "A[^1] B[^two] C[^1] [^none]\n\n[^1]: One.\n[^two]: Two\n    more *em*.\n\n    Second.",
    "HTML and CSS in `HTML`, a [HTML](x) link\n\n*[HTML]: Hyper Text\n*[CSS]: Style",
    "<b>a</b> <script>x</script> <!-- c --> <div>b</div>\n\n<div markdown=\"1\">\n*c*\n</div>",
    "<span lang=\"bg\">я</span> a < b > c <http://x.example/> <a@b.example> <br> <br/>",
    "&amp; &lt; &copy; &#169; &#xA9; & &nope; AT&T \\& \\&amp;",
    "\\*a\\* \\_b\\_ \\`c\\` \\[d\\] \\\\ \\# \\! \\< line  \nbreak\\\nbreak",
    "`a` ``b ` c`` ` d ` `e``\n\n    code <b>&amp;\n\n```python\nx = [1](2) & <b>\n```\n"
    "~~~\n*a*\n~~~",
    "| a | *b* |\n|:--|--:|\n| c `|` | [d](e) |\n| \\| | & |\n",
    "- a\n- *b*\n    - c\n\n        code\n\n1. d\n2. e\n\n5) f\n* g\n+ h\n\ntext\n- no list",
    "Term\n:   Definition *one*\n\n    more\n:   two [a](b)\n",
    '!!! note "A *title*"\n    Text [a](b).\n\n    - item\n\n'
    '!!! safety\n    x\n\n!!! tip ""\n    y',
    "## A {#own}\n\n## A\n\n## A\n\n### B *em* `code`\n\n### <b>x</b> & y {.c}\n\n"
    "Setext\n---\n\nTop\n===",
    "## a\n\n## a {#a}\n\n## a_1\n\n## a\n\n## !\n\n## ?\n\n## Ж\n\n## Ж {data-toc-label='L'}",
    "## [a](b)\n\n## a\\*b\n\n## &amp;\n\n## ![i](j.png)\n\n## A[^1]\n\n[^1]: F.\n\n"
    "## [[figure:x]]",
    "[TOC]\n\n## A\n\n### B\n\n## A\n\n# C",
    " [TOC] \n\n## A *b* <i>c</i>\n\ntext [TOC] inside\n\n> [TOC]",
    "# t {#same}\n\n## t {#same}\n\n<h2 id=\"same\">x</h2>\n\n<h2>y</h2>",
    "[[figure:nkc|*x*]] and [[cards]] [a [[number:b]] c](d)\n\n[[cards]]\n\n`[[no]]`",
    "### Step {#step-1 minutes=20 form=class}\n\nText {.x #y}\n{: .z}\n\n*a*{.b} [c](d){.e}",
    "a\x02b\x03c \x02klzzwxh:0000\x03 \x02amp\x03 &\x02",
    "> quote\nlazy\n> > deep *em*\n\n***\n\n---\n\n* * *",
    "> **quote** one\ngoes on\n> and on\n\n> another\n1. no list\n\n> - item\nof a list\n\n>\nx",
    "a \n b  \n  c\t\td\r\ne\rf\n\n\n\n",
    "HTML\n\n*[HTML]: a \"quoted\" & <b>\n\n## HTML\n\n[HTML]: x",
    "",
    "   ",
)  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_construct_gives_the_same_html(text: str) -> None:
    assert not differs(text)


@pytest.mark.parametrize("text", CASES)
def test_construct_after_another_gives_the_same_html(text: str) -> None:
    """Nothing of a text stays in the converter for the next one."""
    for other in CASES[:6]:
        SWIFT.convert(other, lambda link: link)
        assert not differs(text)


_WORDS = st.sampled_from(
    "a b HTML Помоћ x_y 12 * ** *** _ __ ` `` [ ] ( ) ![ ](x) [a](b) [a][b] [^1] < > <b> </b> "
    "<!-- --> & &amp; &#1; \\ \\* \\[ [[cards]] [[figure:x]] {#i} {.c} : | ~ ! # http://a.example "
    "<http://a.example> <a@b.example> [TOC] * - + 1. \x02 \x03".split(" ")
)
_LINES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "", "## ", "### ", "> ", "- ", "1. ", "    ", ":   ", "| ",
                         "[^1]: ", "*[HTML]: ", "[b]: ", '!!! note "T"\n    ', "```\n", "<div>"]),
        st.lists(_WORDS, max_size=6).map(" ".join),
        st.sampled_from(["", "", "  ", " {#own}", " |", "\n---", "\n==="]),
    ),
)  # fmt: skip
_TEXTS = st.lists(st.tuples(_LINES, st.sampled_from(["\n", "\n\n"])).map("".join), max_size=8)


@settings(max_examples=250)
@example(["## a\n\n", "## a\n\n", "## a {#a_1}\n\n", "## a\n\n"])
@example(["*[HTML]: x\n\n", "## HTML\n\n", "## HTML\n"])
@given(_TEXTS)
def test_any_mixture_of_constructs_gives_the_same_html(parts: list[str]) -> None:
    assert not differs("".join(parts))


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_gives_the_same_html(text: str) -> None:
    assert not differs(text)
