"""Compiling: templates give what Jinja alone makes of them, also where they include each other."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError

from beacon.build.compiling import DirectCode, FlatEnvironment

TEMPLATES = {
    "base.html": (
        "{% import 'macros.html' as ui with context %}<p>{{ title }}</p>\n"
        "{% include 'part.html' %}{% block main %}none{% endblock %}{% include 'end.html' %}"
    ),
    "page.html": (
        "{% extends 'base.html' %}{% set outer = 'o' %}left out{% block main %}"
        "{% set inner = 1 %}{% include 'outer.html' %}"
        "{% for item in items %}{% include 'item.html' %}{% else %}nothing{% endfor %}"
        "{{ inner }}{{ super() }}{% endblock %}"
    ),
    "part.html": "[{{ title }}|{{ ui.bold(title) }}]{% if items %} pieces.append({% endif %}",
    "item.html": "<i>{{ item }}</i>pieces.extend(({{ title }}",
    "end.html": "{% set later = title %}{{ later }}{% if more is defined %}{{ more }}{% endif %}",
    "macros.html": (
        "{% macro bold(text) %}<b>{% include 'in-macro.html' %}{{ text }}</b>{% endmacro %}"
    ),
    "in-macro.html": "{{ title }}-",
    "chosen.html": "{% include name %}{% include ['absent.html', 'end.html'] %}",
    "outer.html": "{{ outer }}{{ inner }}",
    "late.html": "{% if items %}{% set title = 'm' %}{% endif %}{% include 'late-part.html' %}",
    "early.html": "{% include 'late-part.html' %}{% set title = 'n' %}{{ title }}",
    "late-part.html": "{{ title }}",
    "wrong.html": "one\n{% include 'wrong-part.html' %}",
    "wrong-part.html": "two\n\n{{ title }}\n{{ nobody }}",
}
VALUES = {"title": "A <& \u201eB\u201c", "items": ["x", "<y>"], "name": "end.html"}


def environment(*, direct: bool) -> Environment:
    """Return an environment with our code, or with that of Jinja."""
    kind = FlatEnvironment if direct else Environment
    made = kind(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    if direct:
        made.code_generator_class = DirectCode
    return made


@pytest.mark.parametrize("items", [["x", "<y>"], []])
@pytest.mark.parametrize(
    "name", ["base.html", "page.html", "chosen.html", "late.html", "early.html"]
)
def test_templates_give_what_jinja_makes_of_them(name: str, items: list[str]) -> None:
    ours, of_jinja = (
        environment(direct=direct).get_template(name).render({**VALUES, "items": items})
        for direct in (True, False)
    )
    assert ours == of_jinja
    assert "<y>" not in ours


def test_fault_is_told_with_the_line_of_the_included_template() -> None:
    with pytest.raises(UndefinedError, match="nobody") as caught:
        environment(direct=True).get_template("wrong.html").render(VALUES)
    lines = [entry.lineno + 1 for entry in caught.traceback if "template code" in entry.name]
    assert lines == [2, 4]
