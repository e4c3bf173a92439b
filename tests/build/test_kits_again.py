"""Kits that were made before: after any edit they are those of a clean build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from build_projects import ROOT, build, differing, edit, small_project, snapshot

from beacon.build.preview import Preview

KITS = {"BEACON_KITS": "kindness"}
CATALOGUE = "theme/locales/sr/LC_MESSAGES/beacon.po"
TERMS = "content/vocabulary"
FONT = "theme/assets/beacon-sans-latin.woff2"
GUIDE = "-guide-sr.pdf"
SHEET = "-attendance-sr.xlsx"


def _project(folder: Path) -> Path:
    """Make a small project whose theme may be changed."""
    small_project(folder)
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a `project` that was built, and its `site`."""
    folder = tmp_path_factory.mktemp("kits")
    result = build(_project(folder / "project"), folder / "site", "north", env=KITS)
    assert result.code == 0, result.said
    return folder


@pytest.mark.parametrize(
    ("path", "old", "new", "anew", "same"),
    [
        (CATALOGUE, 'msgstr "На крају часа ученици могу да:"', 'msgstr "После:"', GUIDE, SHEET),
        (CATALOGUE, 'msgstr "Евиденциони лист"', 'msgstr "Лист за бројеве"', SHEET, GUIDE),
        (f"{TERMS}/attendance-columns.yml", "sr: Ко је дошао", "sr: Ко је био", SHEET, GUIDE),
        (f"{TERMS}/topics.yml", 'sr: "Говор мржње', 'sr: "Ружан говор', GUIDE, SHEET),
        (f"{TERMS}/audiences.yml", "sr: Родитељи,", "sr: Мајке и очеви,", SHEET, GUIDE),
    ],
    ids=["string-of-a-guide", "string-of-a-sheet", "column", "topics", "audiences"],
)  # fmt: skip
def test_kits_after_an_edit_are_those_of_a_clean_build(
    built: Path, tmp_path: Path, path: str, old: str, new: str, anew: str, same: str
) -> None:
    root, site = tmp_path / "project", tmp_path / "site"
    shutil.copytree(built / "project", root, symlinks=True)
    before = snapshot(built / "site")
    edit(root / path, old, new)
    result = build(root, site, "north", env=KITS)
    assert result.code == 0, result.said
    after = snapshot(site)
    shutil.rmtree(root / ".cache")
    assert build(root, tmp_path / "clean", "north", env=KITS).code == 0
    assert differing(after, snapshot(tmp_path / "clean")) == []
    changed = [name for name in before | after if before.get(name) != after.get(name)]
    assert [name for name in changed if name.endswith(anew)]
    assert not [name for name in changed if name.endswith(same)]


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("content/commons/en/lessons/kindness/index.md", ""),
        ("content/commons/en/help/index.md", "\n[[kits]]\n"),
    ],
    ids=["lesson", "page-that-told-of-none"],
)
def test_page_that_tells_of_kits_is_made_after_them(
    built: Path, tmp_path: Path, path: str, more: str
) -> None:
    root, site = tmp_path / "project", tmp_path / "site"
    shutil.copytree(built / "project", root, symlinks=True)
    assert build(root, site, "north", env=KITS).code == 0
    text = (root / path).read_text(encoding="utf-8").replace("title: ", "title: New ", 1)
    (root / path).write_text(text + more, encoding="utf-8")
    result = build(root, site, "north", env=KITS)
    assert result.code == 0, result.said
    shutil.rmtree(root / ".cache")
    assert build(root, tmp_path / "clean", "north", env=KITS).code == 0
    assert differing(snapshot(site), snapshot(tmp_path / "clean")) == []
    page = site / "en" / path.removeprefix("content/commons/en/")
    assert ".zip" in page.with_suffix(".html").read_text(encoding="utf-8")


def test_font_inside_slides_is_that_of_the_theme(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(built / "project", root, symlinks=True)
    (root / FONT).write_bytes((root / FONT).read_bytes() + b"\0")
    assert build(root, tmp_path / "site", "north", env=KITS).code == 0
    after = snapshot(tmp_path / "site")
    shutil.rmtree(root / ".cache")
    assert build(root, tmp_path / "clean", "north", env=KITS).code == 0
    assert differing(after, snapshot(tmp_path / "clean")) == []
    kits = [name for name in differing(after, snapshot(built / "site")) if name.endswith(".zip")]
    assert kits


def test_preview_shows_kits_as_a_new_one_does(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEACON_KITS", KITS["BEACON_KITS"])
    root = tmp_path / "project"
    shutil.copytree(built / "project", root, symlinks=True)
    place = "sr/lessons/kindness/kit/kindness"
    files = [f"{place}{end}" for end in (GUIDE, SHEET, "-sr.zip")]

    def shown(preview: Preview) -> list[bytes | None]:
        return [preview.file(name) for name in files]

    preview = Preview(root, "north", "http://127.0.0.1/")
    preview.refresh()
    before = shown(preview)
    assert None not in before
    changes = (
        (CATALOGUE, 'msgstr "На крају часа ученици могу да:"', 'msgstr "После:"', (0, 2)),
        (f"{TERMS}/attendance-columns.yml", "sr: Ко је дошао", "sr: Ко је био", (1, 2)),
    )
    for path, old, new, anew in changes:
        edit(root / path, old, new)
        assert preview.refresh()
        after = shown(preview)
        assert tuple(n for n, _ in enumerate(files) if after[n] != before[n]) == anew
        fresh = Preview(root, "north", "http://127.0.0.1/")
        fresh.refresh()
        assert shown(fresh) == after
        before = after
