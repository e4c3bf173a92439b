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
    [(None, ""), ("", ""), ("https://trial.example/", "https://trial.example/"), ("'5'", "5")],
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
        (changed("beacon-guide  #", "beacon-guide: {a: 1}  #"), ("options of beacon-guide",)),
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
    assert [problem.code.id for problem in problems] == ["SRC002", "SRC002"]


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
    name = "!!python/name:beacon.slugs.slugify"
    assert name in WHOLE
    path.write_text(WHOLE.replace(name, "!!python/name:beacon.slugs.A_SIGN"), encoding="utf-8")
    for sign in ("a", "b"):
        monkeypatch.setattr("beacon.slugs.A_SIGN", sign, raising=False)
        settings = load_settings(path, [], store)
        assert settings == load_settings(path, [])
        assert settings is not None
        assert settings.configs["toc"]["slugify"] == sign
