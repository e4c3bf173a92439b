"""Kits that were made before: after any edit they are those of a clean build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from build_projects import ROOT, build, differing, edit, small_project, snapshot

KITS = {"BEACON_KITS": "kindness"}
CATALOGUE = "theme/locales/sr/LC_MESSAGES/beacon.po"
TERMS = "content/vocabulary"
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
