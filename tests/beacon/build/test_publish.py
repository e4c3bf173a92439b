"""Publishing: a site is built beside the live one, and foreign files are never lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from beacon.build.publish import MARKER, NotOurs, abandon, begin, finish, refuse_sources


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A live site that a build has made."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("old", encoding="utf-8")
    (folder / MARKER).write_text("serbia\n", encoding="utf-8")
    return folder


def names(folder: Path) -> list[str]:
    """Return the names in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())


def dead_build(live: Path) -> None:
    """Leave behind what a build leaves that is killed while it works."""
    code = (
        "import os, sys; from pathlib import Path; from beacon.build.publish import begin;"
        "staging = begin(Path(sys.argv[1]), 'serbia'); (staging.path / 'index.html').touch();"
        "os._exit(9)"
    )
    result = subprocess.run([sys.executable, "-c", code, str(live)], check=False)
    assert result.returncode == 9


def test_site_is_built_beside_the_live_one_and_takes_its_place(live: Path) -> None:
    staging = begin(live, "serbia")
    assert staging.path.parent == live.parent and list(staging.path.iterdir()) == []
    (staging.path / "index.html").write_text("new", encoding="utf-8")
    assert (live / "index.html").read_text(encoding="utf-8") == "old"
    finish(staging)
    assert (live / "index.html").read_text(encoding="utf-8") == "new"
    assert names(live) == [MARKER, "index.html"]
    assert names(live.parent) == ["site"]


def test_first_site_is_made_with_its_folders(tmp_path: Path) -> None:
    live = tmp_path / "sites" / "serbia"
    staging = begin(live, "serbia")
    (staging.path / "index.html").touch()
    finish(staging)
    assert names(live) == [MARKER, "index.html"]
    assert names(live.parent) == ["serbia"]


def test_abandoned_build_leaves_the_live_site_as_it_was(live: Path) -> None:
    staging = begin(live, "serbia")
    (staging.path / "index.html").write_text("half", encoding="utf-8")
    abandon(staging)
    assert names(live.parent) == ["site"]
    assert (live / "index.html").read_text(encoding="utf-8") == "old"


def test_folder_with_files_of_somebody_else_is_refused(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "a.jpg").write_text("precious", encoding="utf-8")
    with pytest.raises(NotOurs, match="holds files that no build has made"):
        begin(photos, "serbia")
    assert names(tmp_path) == ["photos"]
    assert (photos / "a.jpg").read_text(encoding="utf-8") == "precious"


def test_site_of_another_centre_is_refused(live: Path) -> None:
    with pytest.raises(NotOurs, match='holds the site of "serbia"'):
        begin(live, "bulgaria")
    assert names(live.parent) == ["site"]
    assert (live / "index.html").read_text(encoding="utf-8") == "old"


def test_file_where_the_site_should_stand_is_refused(tmp_path: Path) -> None:
    (tmp_path / "serbia").write_text("precious", encoding="utf-8")
    with pytest.raises(NotOurs, match="is a file"):
        begin(tmp_path / "serbia", "serbia")
    assert names(tmp_path) == ["serbia"]
    assert (tmp_path / "serbia").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("name", ["content", "content/centres/new", "theme/x", "plugins/beacon"])
def test_folder_among_the_sources_is_refused(name: str, tmp_path: Path) -> None:
    """The next build would read a site that stands there as a part of its content."""
    with pytest.raises(NotOurs, match="lies among the sources of the site"):
        refuse_sources(tmp_path / name, tmp_path)
    (tmp_path / "by-another-way").symlink_to(tmp_path)
    with pytest.raises(NotOurs):
        refuse_sources(tmp_path / "by-another-way" / name, tmp_path)
    refuse_sources(tmp_path / "site" / name, tmp_path)
    refuse_sources(tmp_path / "contents", tmp_path)


def test_empty_folder_may_become_a_site(tmp_path: Path) -> None:
    (tmp_path / "serbia").mkdir()
    finish(begin(tmp_path / "serbia", "serbia"))
    assert names(tmp_path / "serbia") == [MARKER]


def test_half_site_of_a_build_that_was_killed_is_removed(live: Path) -> None:
    dead_build(live)
    assert len(names(live.parent)) == 3  # the site, the half one and its lock
    abandon(begin(live, "serbia"))
    assert names(live.parent) == ["site"]
    assert (live / "index.html").read_text(encoding="utf-8") == "old"


def test_half_site_of_a_build_that_still_runs_is_left_alone(live: Path) -> None:
    running = begin(live, "serbia")
    (running.path / "index.html").write_text("half", encoding="utf-8")
    abandon(begin(live, "serbia"))
    assert (running.path / "index.html").read_text(encoding="utf-8") == "half"
    finish(running)
    assert (live / "index.html").read_text(encoding="utf-8") == "half"
    assert names(live.parent) == ["site"]


def test_two_builds_at_once_have_each_a_folder_of_their_own(live: Path) -> None:
    one, other = begin(live, "serbia"), begin(live, "serbia")
    assert one.path != other.path
    abandon(one)
    finish(other)
    assert names(live.parent) == ["site"]


def test_half_site_of_another_folder_is_left_alone(live: Path) -> None:
    dead_build(live.with_name("other"))
    abandon(begin(live, "serbia"))
    assert len(names(live.parent)) == 3


def test_live_site_that_was_moved_aside_is_put_back(live: Path) -> None:
    live.rename(live.with_name(".site.old"))
    abandon(begin(live, "serbia"))
    assert names(live.parent) == ["site"]
    assert (live / "index.html").read_text(encoding="utf-8") == "old"
