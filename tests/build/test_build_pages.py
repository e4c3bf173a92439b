"""The reader of these tests finds what it is asked for, so that they can fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_pages import broken_links, faults, read

ADDRESS = "https://north.example/"
_PAGE = """<!doctype html>
<html lang="bg"><head><title>A</title></head>
<body><main id="top"><p>Текст <span lang="en">text</span></p>{}</main></body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages that lead to each other."""
    for name in ("bg", "bg/help"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(_PAGE.format(""), encoding="utf-8")
    return tmp_path


def _put(site: Path, html: str) -> None:
    (site / "bg" / "index.html").write_text(_PAGE.format(html), encoding="utf-8")


@pytest.mark.parametrize(
    "html",
    [
        "<script>a()</script>",
        "<p onclick=a()>a</p>",
        "<p style=color:red>a</p>",
        "<style>a</style>",
        "<a href='java\tscript:a()'>a</a>",
        "<a href=' data:text/html,a'>a</a>",
        "<iframe src=a></iframe>",
        "<form action=a></form>",
        "<base href=a>",
        "<meta http-equiv=refresh content=0>",
        "<p>\x1b</p>",
    ],
)
def test_active_part_is_a_fault(site: Path, html: str) -> None:
    assert faults(site) == []
    _put(site, html)
    assert len(faults(site)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<a href='nowhere/'>a</a>",
        "<a href='help/#nowhere'>a</a>",
        "<a href='#nowhere'>a</a>",
        "<a href='../../outside'>a</a>",
        "<img src='a.png' alt=a>",
        "<link rel=alternate href='https://north.example/en/'>",
        "<meta property='og:image' content='https://north.example/share/a.png'>",
    ],
)
def test_address_that_leads_nowhere_is_found(site: Path, html: str) -> None:
    _put(site, "<a href='help/#top'>a</a><a href='./'>b</a><link href='https://else.example/'>")
    assert broken_links(site, ADDRESS) == []
    _put(site, html)
    assert len(broken_links(site, ADDRESS)) == 1


def test_text_has_the_language_of_the_nearest_element(site: Path) -> None:
    texts = read(site / "bg" / "index.html").inside("main")
    assert [(text.text, text.lang) for text in texts] == [("Текст", "bg"), ("text", "en")]
