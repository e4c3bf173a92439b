"""Letters and forms are read with their faults, and a centre's own stand before the shared ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beacon.content.forms import FORMS, Forms, form_for, load_forms
from beacon.languages.registry import Languages
from beacon.problems import Problem

NESTED = "\n".join("    " * level + "- x" for level in range(400))
Tree = Callable[..., Path]


def anew(path: str, read: Callable[[list[Problem]], object], problems: list[Problem]) -> object:
    return read(problems)


def loaded(root: Path, languages: Languages) -> tuple[Forms, list[str]]:
    """Return the forms of the centre `north` in a tree, and what is told about them."""
    problems: list[Problem] = []
    centre = root / "centres" / "north"
    forms = load_forms(root, "content", centre, languages, problems, anew)
    return forms, [f"{p.path}:{p.line} {p.code.id} {p.hint}" for p in problems]


def form(title: str, body: str) -> str:
    return f"---\ntitle: {title}\n---\n\n{body}\n"


def test_every_form_is_written_in_every_language(content: Path, languages: Languages) -> None:
    problems: list[Problem] = []
    forms = load_forms(content, "content", content / "none", languages, problems, anew)
    assert problems == []
    assert set(forms) == {(name, tag) for name in FORMS for tag in ("sr-Cyrl", "bg", "en")}


def test_form_of_a_centre_stands_before_the_shared_one(tree: Tree, languages: Languages) -> None:
    root = tree(
        {
            "forms/en/poster.md": form("Shared", "Text."),
            "forms/sr/poster.md": form("Заједнички", "Текст."),
            "centres/north/forms/en/poster.md": form("Own", "Our text."),
        }
    )
    forms, told = loaded(root, languages)
    assert told == []
    found = [form_for(forms, languages, "poster", tag) for tag in ("en", "bg", "sr-Latn")]
    assert [one.title for one in found if one] == ["Own", "Own", "Заједнички"]
    assert form_for(forms, languages, "consent", "en") is None


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("en/certficate.md", form("T", ""),
         'en/certficate.md:None FRM001 Did you mean "certificate"?'),
        ("en/poster.txt", "", "en/poster.txt:None FRM001"),
        ("xx/poster.md", form("T", ""), "xx:None LNG001"),
        ("en/poster.md", form("T", "One.\n\n[[leson]]"),
         'en/poster.md:7 FRM002 Did you mean "lesson"?'),
        ("en/poster.md", form("T", "[[blank: many]]"), "en/poster.md:5 FRM002 Write a number"),
        ("en/poster.md", form("T", "[[lines: 61]]"), "en/poster.md:5 FRM002 Write a number"),
        ("en/poster.md", "No front matter.", "en/poster.md:1"),
        ("en/poster.md", form("T", "x").replace("title", "name"), "en/poster.md:2"),
        ("en/poster.md", form("T", NESTED), "en/poster.md:None FRM003"),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_place(
    name: str, text: str, expected: str, tree: Tree, languages: Languages
) -> None:
    forms, told = loaded(tree({f"forms/{name}": text}), languages)
    assert not forms
    assert any(f"content/forms/{expected}" in line for line in told), told


def test_script_in_a_form_is_taken_out(tree: Tree, languages: Languages) -> None:
    text = form("T", "<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    forms, _ = loaded(tree({"forms/en/poster.md": text}), languages)
    assert "alert(1)</script" not in forms["poster", "en"].html
    assert "javascript:" not in forms["poster", "en"].html
