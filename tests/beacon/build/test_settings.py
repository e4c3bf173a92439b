"""Settings: mkdocs.yml as Beacon reads it, what is left to MkDocs, and what cannot be read."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest
import yaml

from beacon.build.settings import Settings, load_settings
from beacon.build.site import ALL_FEATURES
from beacon.build.store import Store
from beacon.problems import Problem
from beacon.slugs import slugify

ROOT = Path(__file__).resolve().parents[3]
WHOLE = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BEACON_SITE_URL", "BEACON_CENTRE", "BEACON_SITE_DIR"):
        monkeypatch.delenv(name, raising=False)


def settings_of(folder: Path, text: str) -> Settings:
    """Return the settings of a text that can be read."""
    problems: list[Problem] = []
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings = load_settings(folder / "mkdocs.yml", problems)
    assert settings is not None, problems
    return settings


def changed(old: str, new: str) -> str:
    """Return the settings of the project with a text in the place of another."""
    assert WHOLE.count(old) == 1
    return WHOLE.replace(old, new)


def test_settings_of_this_project_are_beacons_own(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, WHOLE)
    assert settings.features == ALL_FEATURES | {"site", "publish"}
    assert (settings.site_url, settings.foreign) == ("", ())
    assert settings.extensions == (
        "toc", "tables", "fenced_code", "admonition", "attr_list", "footnotes", "def_list",
        "abbr", "sane_lists",
    )  # fmt: skip
    assert settings.configs == {
        "footnotes": {"BACKLINK_TITLE": "↩ {}"},
        "toc": {"slugify": slugify},
    }


def test_line_that_is_taken_out_is_a_feature_that_is_gone(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, changed("  - beacon-guide  #", "  #"))
    assert settings.features == (ALL_FEATURES - {"guide"}) | {"site", "publish"}
    assert settings.foreign == ()


@pytest.mark.parametrize(
    ("value", "url"),
    [(None, ""), ("", ""), ("https://trial.example/", "https://trial.example/")],
)
def test_variable_stands_for_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None, url: str
) -> None:
    if value is not None:
        monkeypatch.setenv("BEACON_SITE_URL", value)
    assert settings_of(tmp_path, WHOLE).site_url == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("!ENV [ONE, TWO, 'https://default.example/']", "https://two.example/"),
        ("!ENV [ONE, 'https://default.example/']", "https://default.example/"),
        ("!ENV TWO", "https://two.example/"),
        ("!ENV ONE", ""),
    ],
)
def test_first_variable_that_is_set_counts_or_else_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, url: str
) -> None:
    monkeypatch.delenv("ONE", raising=False)
    monkeypatch.setenv("TWO", "https://two.example/")
    assert settings_of(tmp_path, changed('!ENV [BEACON_SITE_URL, ""]', text)).site_url == url


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        (changed("  - beacon-guide", "  - search\n  - beacon-guide"), ("plugin search",)),
        (changed("  - beacon-guide", "  - 5\n  - beacon-guide"), ("plugin 5",)),
        (changed("  - beacon-guide", "  -\n  - beacon-guide"), ("plugin None",)),
        (WHOLE + "extra: {a: 1}\n", ("setting extra",)),
        (changed("content/commons", "docs"), ("setting docs_dir",)),
        (changed("use_directory_urls: true", "use_directory_urls: false"),
         ("setting use_directory_urls",)),
        (changed("name: material", "name: readthedocs"), ("another theme",)),
        (changed("beacon-guide  #", "beacon-guide: {enabled: false}  #"),
         ("options of beacon-guide",)),
        (changed("  - beacon-guide", "  - beacon-publish\n  - beacon-guide")
         .replace("  - beacon-publish  #", "  #"), ("another order of plugins",)),
        ("site_name: Beacon\n", ("another theme", "another order of plugins")),
        ("plugins: 5\ntheme: {name: material, custom_dir: theme}\n",
         ("plugin 5", "another order of plugins")),
    ],
)  # fmt: skip
def test_what_is_not_beacons_own_is_named(
    tmp_path: Path, text: str, foreign: tuple[str, ...]
) -> None:
    assert settings_of(tmp_path, text).foreign == foreign


def test_whatever_changes_the_site_changes_the_words(tmp_path: Path) -> None:
    texts = [
        WHOLE,
        changed("  - beacon-guide  #", "  #"),
        changed('!ENV [BEACON_SITE_URL, ""]', "https://trial.example/"),
        changed("  - def_list\n", ""),
        changed("↩ {}", "back {}"),
        changed("beacon.slugs.slugify", "beacon.languages.latin.to_latin"),
    ]
    words = [settings_of(tmp_path, text).words() for text in texts]
    assert len({tuple(one) for one in words}) == len(texts)
    assert settings_of(tmp_path, f"{WHOLE}\n# A comment.\n").words() == words[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plugins: [\n", "mkdocs.yml:2: SRC002 "),
        ("a: b\nc: !ENV []\n", "mkdocs.yml:2: SRC002 "),
        ("a: b\nc: !ENV {d: e}\n", "mkdocs.yml:2: SRC002 "),
        ("a: !!python/name:beacon.nowhere.x\n", "mkdocs.yml:1: SRC002 "),
        ("a: !!python/name:beacon.slugs.nothing\n", "mkdocs.yml:1: SRC002 "),
        ("a: !!python/name:slugify\n", "mkdocs.yml:1: SRC002 "),
        ("a: !!python/object/apply:os.getcwd []\n", "mkdocs.yml:1: SRC002 "),
        ("", "mkdocs.yml:1: SRC002 "),
        ("- a\n", "mkdocs.yml:1: SRC002 "),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    problems: list[Problem] = []
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path / "mkdocs.yml", problems) is None
    assert [str(problem)[: len(told)] for problem in problems] == [told]


def test_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert load_settings(tmp_path / "mkdocs.yml", problems) is None
    (tmp_path / "mkdocs.yml").write_bytes(b"a: \xff\n")
    assert load_settings(tmp_path / "mkdocs.yml", problems) is None
    assert [problem.code.id for problem in problems] == ["SRC006", "SRC002"]


def test_settings_are_read_once_until_something_of_them_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = tmp_path / "mkdocs.yml", Store(tmp_path / "cache", "settings")
    path.write_bytes((ROOT / "mkdocs.yml").read_bytes())
    problems: list[Problem] = []
    read = Mock(side_effect=yaml.load)
    monkeypatch.setattr(yaml, "load", read)
    monkeypatch.delenv("BEACON_KITS", raising=False)

    def is_read() -> bool:
        known = load_settings(path, problems, store)
        found = read.called
        assert known == load_settings(path, problems)
        read.reset_mock()
        return found

    assert [is_read(), is_read()] == [True, False]
    monkeypatch.setenv("BEACON_KITS", "none")
    assert [is_read(), is_read()] == [True, False]
    path.write_text(path.read_text(encoding="utf-8") + "# More.\n", encoding="utf-8")
    assert [is_read(), is_read()] == [True, False]
    for entry in (tmp_path / "cache").rglob("*"):
        if entry.is_file():
            entry.write_bytes(b"foreign")
    assert [is_read(), is_read()] == [True, False]
    assert problems == []


def test_settings_that_cannot_be_read_are_told_every_time(tmp_path: Path) -> None:
    path, store = tmp_path / "mkdocs.yml", Store(tmp_path / "cache", "settings")
    path.write_text("plugins: [\n", encoding="utf-8")
    problems: list[Problem] = []
    assert [load_settings(path, problems, store) for _ in range(2)] == [None, None]
    assert len(problems) == 2


@pytest.mark.parametrize("name", ["S", "_SITE", "SITE-URL", "SITE.URL", "BEACON_X"])
def test_every_variable_that_is_asked_for_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, store = tmp_path / "mkdocs.yml", Store(tmp_path / "cache", "settings")
    own = WHOLE.replace("!ENV [BEACON_SITE_URL, ", f"!ENV [{name!r}, ")
    assert own != WHOLE
    path.write_text(own, encoding="utf-8")
    monkeypatch.delenv(name, raising=False)
    for value in ("", "https://a.example/", "https://b.example/"):
        if value:
            monkeypatch.setenv(name, value)
        for _ in range(2):
            settings = load_settings(path, [], store)
            assert settings == load_settings(path, [])
            assert settings is not None
            assert settings.site_url == value


def test_value_of_an_object_of_python_is_looked_up_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = tmp_path / "mkdocs.yml", Store(tmp_path / "cache", "settings")
    name = "slugify: !!python/name:beacon.slugs.slugify"
    sign = "separator: !!python/name:beacon.slugs.A_SIGN"
    path.write_text(changed(name, sign), encoding="utf-8")
    for sign in ("a", "b"):
        monkeypatch.setattr("beacon.slugs.A_SIGN", sign, raising=False)
        settings = load_settings(path, [], store)
        assert settings == load_settings(path, [])
        assert settings is not None
        assert settings.configs["toc"]["separator"] == sign


def line_of(text: str, words: str) -> int:
    """Return the line in which words stand for the first time."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


SITE_URL = '!ENV [BEACON_SITE_URL, ""]'
AS_OF = '!ENV [BEACON_AS_OF, ""]'
BEACON_SITE = WHOLE[WHOLE.index("beacon-site:") : WHOLE.index("  - beacon-lessons")]
BEACON_KITS = WHOLE[WHOLE.index("beacon-kits:") : WHOLE.index("  - beacon-metadata")]
FOOTNOTES = WHOLE[WHOLE.index("footnotes:") : WHOLE.index("  - def_list")]


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        (BEACON_SITE, "beacon-site: serbia\n", "beacon-site",
         'SRC005 "beacon-site" must hold named keys. Write below it: "centre: serbia".'),
        (BEACON_KITS, "beacon-kits: none\n", "beacon-kits",
         'SRC005 "beacon-kits" must hold named keys. Write below it: "lessons: none".'),
        ("!ENV [BEACON_KITS, all]", "[sextortion]", "lessons: [",
         'SRC005 "lessons" of beacon-kits, or BEACON_KITS, cannot be'),
        ("!ENV [BEACON_KITS, all]", "no", "lessons: no",
         'SRC005 "lessons" of beacon-kits, or BEACON_KITS, cannot be "no". Write all, none'),
        (FOOTNOTES, "footnotes: [a]\n", "footnotes",
         'SRC005 "footnotes" must hold named keys. Write its options below it'),
        ("  - footnotes:", "  - footnote:", "footnote:",
         'SRC005 No extension of Markdown is called "footnote". Did you mean "footnotes"?'),
        ("BACKLINK_TITLE", "BACKLINK_TITEL", "TITEL",
         'SRC004 The option "BACKLINK_TITEL" of "footnotes" is not known. '
         'Did you mean "BACKLINK_TITLE"?'),
        ('"↩ {}"', "5", "- footnotes", 'SRC005 "footnotes" cannot be used as it is here'),
        ("!!python/name:beacon.slugs.slugify", "5", "- toc",
         'SRC005 "toc" cannot be used as it is here'),
        ("  - sane_lists", "  - os", "- os", 'SRC005 No extension of Markdown is called "os".'),
        ("beacon-calendars", "beacon-calendar", "beacon-calendar ",
         'SRC004 No plugin of Beacon is called "beacon-calendar". '
         'Did you mean "beacon-calendars"?'),
        ("beacon-quizzes", "beacon-quizes", "beacon-quizes",
         'SRC004 No plugin of Beacon is called "beacon-quizes". Did you mean "beacon-quizzes"?'),
        ("      as_of:", "      asof:", "asof",
         'SRC004 The option "asof" of beacon-site is not known. Did you mean "as_of"?'),
        ("      lessons:", "      lesson:", "lesson:",
         'SRC004 The option "lesson" of beacon-kits is not known. Did you mean "lessons"?'),
        ("beacon-guide  #", "beacon-guide: {a: 1}  #", "beacon-guide",
         'SRC004 The option "a" of beacon-guide is not known.'),
        (AS_OF, "2026-12-31 10:00:00", "as_of",
         'SRC005 The day "2026-12-31 10:00:00" of as_of, or of BEACON_AS_OF, is none. '
         "Write it as 2027-06-30."),
        (AS_OF, "2026-02-30", "as_of", 'SRC005 The day "2026-02-30" of as_of'),
        (AS_OF, "soon", "as_of", 'SRC005 The day "soon" of as_of'),
        (SITE_URL, "www.north.example", "site_url",
         'SRC005 The address "www.north.example" of site_url, or of BEACON_SITE_URL, is none. '
         "Write it as https://www.example.org/"),
        (SITE_URL, "123", "site_url", 'SRC005 The address "123" of site_url'),
        (SITE_URL, "https://x/?a=1#b", "site_url",
         'SRC005 The address "https://x/?a=1#b" of site_url'),
    ],
)  # fmt: skip
def test_setting_that_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, place: str, told: str
) -> None:
    text = changed(old, new)
    problems: list[Problem] = []
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path / "mkdocs.yml", problems) is None
    wanted = f"mkdocs.yml:{line_of(text, place)}: {told}"
    assert [str(problem)[: len(wanted)] for problem in problems] == [wanted]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("BEACON_AS_OF", "2026-02-30", 'The day "2026-02-30"'),
        ("BEACON_AS_OF", "2026-12-31 10:00", 'The day "2026-12-31 10:00"'),
        ("BEACON_SITE_URL", "www.x.example", 'The address "www.x.example"'),
        ("BEACON_SITE_URL", "[", 'The address "["'),
        ("BEACON_KITS", "no", '"lessons" of beacon-kits'),
    ],
)
def test_variable_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    problems: list[Problem] = []
    (tmp_path / "mkdocs.yml").write_text(WHOLE, encoding="utf-8")
    assert load_settings(tmp_path / "mkdocs.yml", problems) is None
    assert [problem.message[: len(told)] for problem in problems] == [told]
    assert problems[0].line == line_of(WHOLE, name)


def test_all_that_is_wrong_in_settings_is_told_at_once(tmp_path: Path) -> None:
    text = changed("beacon-quizzes", "beacon-quizes").replace(AS_OF, "soon")
    text = text.replace("  - footnotes:", "  - footnote:").replace(SITE_URL, "123")
    problems: list[Problem] = []
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path / "mkdocs.yml", problems) is None
    assert len(problems) == 4


def test_key_that_stands_there_twice_is_told_with_its_line(tmp_path: Path) -> None:
    """YAML would take the last one: a second list of plugins takes every feature away."""
    text = changed(
        "      slugify:", "      permalink: false\n      permalink: true\n      slugify:"
    )
    (tmp_path / "mkdocs.yml").write_text(f"{text}plugins:\n  - beacon-site\n", encoding="utf-8")
    problems: list[Problem] = []
    assert load_settings(tmp_path / "mkdocs.yml", problems) is None
    lines = text.splitlines()
    assert list(map(str, problems)) == [
        f'mkdocs.yml:{line}: SRC007 The key "{key}" stands there twice. Keep one of the two.'
        for key, line in (
            ("plugins", len(lines) + 1),
            ("permalink", lines.index("      permalink: true") + 1),
        )
    ]


def test_extension_that_somebody_else_has_made_may_be_used(tmp_path: Path) -> None:
    text = changed("  - sane_lists\n", "  - pymdownx.tilde: {subscript: false}\n")
    assert "pymdownx.tilde" in settings_of(tmp_path, text).extensions
