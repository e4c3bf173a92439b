"""A theme that lacks a folder or a file: it is told once, and the site that was there stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from build_projects import ROOT, build, small_project, snapshot

from beacon.build.theme_folders import FOLDERS, check_theme

STAYS = "north: not built; the site that was there stays as it is."


def _told(name: str) -> str:
    back = f'Take it back with "git checkout -- {name}", or copy it from another copy of Beacon.'
    return f"{name}: CHK021 This folder is missing. {back}"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a theme of its own, built once."""
    folder = small_project(tmp_path_factory.mktemp("theme") / "project")
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    first = build(folder, folder / "site", "north")
    assert first.code == 0, first.said
    return folder


@pytest.fixture
def without(whole: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    """The project without something of its theme, which is taken back afterwards."""
    name = str(request.param)
    aside = whole / "aside"
    (whole / name).rename(aside)
    yield whole, name
    aside.rename(whole / name)


@pytest.mark.parametrize("without", sorted(FOLDERS), indirect=True)
def test_missing_folder_is_told_once_and_the_site_stays(without: tuple[Path, str]) -> None:
    root, name = without
    before = snapshot(root / "site")
    again = build(root, root / "site", "north")
    assert again.code == 1
    assert again.said.splitlines() == ["The content has problems:", _told(name), STAYS]
    assert snapshot(root / "site") == before


@pytest.mark.parametrize(
    "without", ["theme/assets/style.css", "theme/icons/help.svg"], indirect=True
)
def test_missing_file_that_pages_need_is_told(without: tuple[Path, str]) -> None:
    root, name = without
    before = snapshot(root / "site")
    again = build(root, root / "site", "north")
    assert again.code == 1
    assert f"{name} is missing. Take it back" in again.said
    assert "Traceback" not in again.said
    assert snapshot(root / "site") == before


def test_folders_in_a_missing_one_are_not_told(tmp_path: Path) -> None:
    assert list(map(str, check_theme(tmp_path))) == [_told("theme")]
