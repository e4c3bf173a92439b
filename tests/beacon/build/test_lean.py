"""The theme as readers load it: without what only its writers need."""

from __future__ import annotations

from pathlib import Path

from beacon.build.theme import Theme, lean_style


def test_style_loses_comments_and_ends_of_lines_alone() -> None:
    style = b"/* A part,\nexplained */\na{b:c;\nd:e}\n\n/* x */\n@media print{\nf\ng{h:i}\n}\n"
    assert lean_style(style) == b"a{b:c;d:e}@media print{f\ng{h:i}}"


def test_template_loses_its_indentation_and_its_text_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<ul>\n\t  <li>{{ said }}\n</ul>\n", encoding="utf-8")
    template = Theme(tmp_path).environment.get_template("a.html")
    assert template.render(said="one\n    two") == "<ul>\n<li>one\n    two\n</ul>"
