"""Typst runs in every process, also in one that is forked from a process in which it has run."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from beacon.build.workers import work
from beacon.typesetting.document import Document, paragraphs
from beacon.typesetting.engine import NotSet, drawn
from beacon.typesetting.press import Press

THEME = Path(__file__).resolve().parents[3] / "theme"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'


def test_forked_processes_make_the_same() -> None:
    press = Press(THEME)
    document = Document("Наслов", "sr-Cyrl", paragraphs(("Текст.",)))
    makers = [lambda: press.pdf(document), lambda: drawn(SQUARE, 40)]
    here = [make() for make in makers]
    assert work(makers, lambda make: make(), jobs=2, apart=True) == here


def test_python_without_our_packages_makes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts run with the Python of the machine, and put the packages on the path themselves."""
    here = drawn(SQUARE, 40)
    bare = Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    assert bare.is_file()
    monkeypatch.setattr(sys, "executable", str(bare))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert work([SQUARE], lambda svg: drawn(svg, 40), jobs=2, apart=True) == [here]


def test_what_cannot_be_set_is_told_from_every_process() -> None:
    def told(svg: str) -> str:
        with pytest.raises(NotSet) as found:
            drawn(svg, 40)
        return str(found.value)

    here = told("<svg")
    assert here
    assert work(["<svg", "<svg"], told, jobs=2, apart=True) == [here, here]


def test_drawing_has_the_width_that_is_asked_for() -> None:
    with Image.open(io.BytesIO(drawn(SQUARE, 40))) as image:
        assert image.size == (40, 40)
