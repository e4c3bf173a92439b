"""Kept files of kits: each comes back only where all that it says is what it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beacon.build.kept_files import KeptFiles
from beacon.build.store import Store, key_of
from beacon.languages.registry import Languages
from beacon.languages.strings import Strings, load_strings

_PO = """msgid ""
msgstr ""
"Language: sr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 ||"
" n%100>=20) ? 1 : 2);\\n"

msgid "Sources"
msgstr "Извори"

msgid "Topics"
msgstr "Теме"

msgctxt "month"
msgid "May"
msgstr "мај"

msgid "%(num)s pupil in %(place)s"
msgid_plural "%(num)s pupils in %(place)s"
msgstr[0] "%(num)s ученик у месту %(place)s"
msgstr[1] "%(num)s ученика у месту %(place)s"
msgstr[2] "%(num)s ученика у месту %(place)s"
"""

Catalogue = Callable[..., Strings]


@pytest.fixture
def catalogue(tmp_path: Path, languages: Languages) -> Catalogue:
    """Gives the Serbian strings, with words replaced: `catalogue(("Извори", "Изворник"))`."""

    def strings(*edits: tuple[str, str], tag: str = "sr-Cyrl") -> Strings:
        text = _PO
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "locales" / "sr" / "LC_MESSAGES" / "beacon.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return load_strings(tmp_path / "locales", languages, (tag,), [])[tag]

    return strings


class Sheets:
    """Makes sheets and counts them."""

    def __init__(self, folder: Path, recipe: str = "one") -> None:
        self.kept = KeptFiles(Store(folder, "kits"), recipe)
        self.made = 0

    def sheet(self, strings: Strings, seen: str = "text", name: str = "guide") -> str:
        return self.kept.get(name, seen, strings, self._make).decode()

    def _make(self, strings: Strings) -> bytes:
        self.made += 1
        pupils = strings.ngettext(
            "%(num)s pupil in %(place)s", "%(num)s pupils in %(place)s", 2, place="Ниш"
        )
        return "; ".join(
            (strings.gettext("Sources"), strings.pgettext("month", "May"), pupils)
        ).encode()


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    """Sheets kept in an empty store."""
    return Sheets(tmp_path / "cache")


def test_file_is_made_once(sheets: Sheets, catalogue: Catalogue) -> None:
    first = sheets.sheet(catalogue())
    assert first == "Извори; мај; 2 ученика у месту Ниш"
    assert sheets.sheet(catalogue()) == first
    assert sheets.made == 1


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("Извори", "Изворник"), "Изворник; мај; 2 ученика у месту Ниш"),
        (("мај", "Мај"), "Извори; Мај; 2 ученика у месту Ниш"),
        (('[1] "%(num)s ученика', '[1] "%(num)s ђака'), "Извори; мај; 2 ђака у месту Ниш"),
        (('msgid "Sources"', 'msgid "Others"'), None),
    ],
    ids=["string", "in-a-context", "plural-form", "lost"],
)
def test_file_is_made_anew_where_a_string_that_it_shows_has_changed(
    sheets: Sheets, catalogue: Catalogue, edit: tuple[str, str], expected: str | None
) -> None:
    before = sheets.sheet(catalogue())
    after = sheets.sheet(catalogue(edit))
    assert sheets.made == 2
    assert after != before
    assert expected is None or after == expected
    assert sheets.sheet(catalogue()) == before


@pytest.mark.parametrize(
    "edit", [("Теме", "Предмети"), ('[0] "%(num)s ученик', '[0] "%(num)s ђак')]
)
def test_file_stays_where_only_other_strings_have_changed(
    sheets: Sheets, catalogue: Catalogue, edit: tuple[str, str]
) -> None:
    before = sheets.sheet(catalogue())
    assert sheets.sheet(catalogue(edit)) == before
    assert sheets.made == 1


def test_file_is_made_for_each_name_text_and_recipe(
    sheets: Sheets, catalogue: Catalogue, tmp_path: Path
) -> None:
    strings, later = catalogue(), Sheets(tmp_path / "cache", "another")
    sheets.sheet(strings)
    sheets.sheet(strings, seen="another text")
    sheets.sheet(strings, name="handout")
    later.sheet(strings)
    assert (sheets.made, later.made) == (3, 1)


def test_damaged_file_is_made_anew(sheets: Sheets, catalogue: Catalogue, tmp_path: Path) -> None:
    before = sheets.sheet(catalogue())
    [path] = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    path.write_bytes(path.read_bytes()[:40])
    assert sheets.sheet(catalogue()) == before
    assert sheets.made == 2


@pytest.mark.parametrize("entry", [b"", b"PK\x03\x04", b'\0\0\0\x0d[[["no"],"a"]]'])
def test_entry_of_another_form_is_as_good_as_none(
    sheets: Sheets, catalogue: Catalogue, entry: bytes
) -> None:
    store = sheets.kept.store
    assert store is not None
    store.put(key_of("one", "guide", "text"), entry)
    assert sheets.sheet(catalogue()) == "Извори; мај; 2 ученика у месту Ниш"
    assert sheets.made == 1


def test_without_a_store_a_file_is_made_whenever_it_is_asked_for(catalogue: Catalogue) -> None:
    kept, made = KeptFiles(None, "one"), []

    def make(strings: Strings) -> bytes:
        made.append(strings)
        return strings.gettext("Sources").encode()

    assert {kept.get("guide", "text", catalogue(), make).decode() for _ in range(2)} == {"Извори"}
    assert len(made) == 2
