"""Catalogues: what templates and library ask for, brought into what translators write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from beacon.languages.catalogues import extract, update
from beacon.problems import ProblemsFound

Tree = Callable[[Mapping[str, str]], Path]
TEMPLATE = """\
<h1>{{ _("Help") }}</h1>
<p>{{ gettext("Source: %(name)s", name=name) }}</p>
{% trans %}
  Two
  lines
{% endtrans %}
<p>{{ ngettext("%(num)s lesson", "%(num)s lessons", count) }}</p>
<p>{{ pgettext("until month", "May") }}</p>
"""
MODULE = """\
def words(strings):
    gettext = strings.gettext
    return gettext("Free call"), strings.pgettext("until month", "June"), "not a message"
"""


def test_messages_of_templates_and_modules_are_found(tree: Tree) -> None:
    root = tree({"theme/page.html": TEMPLATE, "plugins/words.py": MODULE})
    template = extract([root / "theme", root / "plugins"])
    found = {(message.context, message.id) for message in template if message.id}
    assert found == {
        (None, "Help"),
        (None, "Source: %(name)s"),
        (None, "Two lines"),
        (None, ("%(num)s lesson", "%(num)s lessons")),
        ("until month", "May"),
        (None, "Free call"),
        ("until month", "June"),
    }


def test_update_counts_what_is_missing_and_keeps_what_is_there(tree: Tree) -> None:
    root = tree({"theme/page.html": TEMPLATE})
    path = root / "beacon.po"
    template = extract([root / "theme"])
    assert update(path, template, "sr_Cyrl") == 5
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "Help"\nmsgstr ""', 'msgid "Help"\nmsgstr "Помоћ"'), encoding="utf-8"
    )
    assert update(path, template, "sr_Cyrl") == 4
    with path.open("rb") as stream:
        catalogue = read_po(stream)
    assert catalogue["Help"].string == "Помоћ"


def test_update_counts_a_plural_with_a_form_missing(tree: Tree) -> None:
    root = tree({"theme/page.html": '{{ ngettext("%(num)s day", "%(num)s days", n) }}'})
    path = root / "beacon.po"
    template = extract([root / "theme"])
    assert update(path, template, "sr_Cyrl") == 1
    text = path.read_text(encoding="utf-8")
    for number, form in enumerate(("дан", "дана")):
        text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "%(num)s {form}"')
    path.write_text(text, encoding="utf-8")
    assert update(path, template, "sr_Cyrl") == 1


def test_update_drops_what_is_no_longer_asked_for(tree: Tree) -> None:
    root = tree({"theme/page.html": '{{ _("Help") }}', "less/page.html": "<p></p>"})
    path = root / "beacon.po"
    update(path, extract([root / "theme"]), "bg_BG")
    assert 'msgid "Help"' in path.read_text(encoding="utf-8")
    assert update(path, extract([root / "less"]), "bg_BG") == 0
    assert "Help" not in path.read_text(encoding="utf-8")


def test_update_guesses_nothing(tree: Tree) -> None:
    root = tree(
        {"old/page.html": '{{ _("Opening hours") }}', "new/p.html": '{{ _("Opening hour") }}'}
    )
    path = root / "beacon.po"
    update(path, extract([root / "old"]), "bg_BG")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('hours"\nmsgstr ""', 'hours"\nmsgstr "Часове"'), encoding="utf-8")
    assert update(path, extract([root / "new"]), "bg_BG") == 1
    assert "Часове" not in path.read_text(encoding="utf-8")


def test_update_writes_the_same_bytes_each_time(tree: Tree) -> None:
    root = tree({"theme/page.html": TEMPLATE})
    path = root / "beacon.po"
    template = extract([root / "theme"])
    update(path, template, "sr_Cyrl")
    once = path.read_bytes()
    update(path, extract([root / "theme"]), "sr_Cyrl")
    assert path.read_bytes() == once


def test_catalogue_that_cannot_be_read_keeps_what_stands_in_it(tree: Tree) -> None:
    root = tree({"page.html": TEMPLATE})
    path = root / "beacon.po"
    written = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n<<<<<<< HEAD\n'
        'msgid "Help"\nmsgstr "Помоћ"\n=======\nmsgid "Help"\nmsgstr "Потпора"\n>>>>>>> other\n'
    )
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        update(path, extract([root]), "sr_Cyrl")
    (problem,) = found.value.problems
    assert (problem.code.id, problem.line) == ("LNG002", 5)
    assert path.read_text(encoding="utf-8") == written
