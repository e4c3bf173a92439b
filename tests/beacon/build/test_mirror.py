"""The mirror: files are written beside the live site and change places with it in one step."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from beacon.build import mirror
from beacon.build.listings import Stamp
from beacon.build.publish import MARKER, NotOurs
from beacon.build.stamps import Stamps, stamps_below

FILES = {MARKER: b"north\n", "index.html": b"root", "en/help/index.html": b"help"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with an empty mirror."""
    (tmp_path / "mirror").mkdir()
    return tmp_path


def put(folder: Path, files: Mapping[str, bytes]) -> dict[str, Stamp]:
    """Write files into a mirror; return the stamps of all that stands in it."""
    for uri, data in files.items():
        mirror.put(folder, uri, data)
    return stamps_below(folder, hidden=True)


def texts(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files of a folder."""
    return {name: (folder / name).read_bytes() for name in stamps_below(folder, hidden=True)}


def test_file_is_put_with_the_folders_it_needs(desk: Path) -> None:
    stamp = mirror.put(desk / "mirror", "en/a/b/index.html", b"text", new=True)
    assert texts(desk / "mirror") == {"en/a/b/index.html": b"text"}
    assert stamps_below(desk / "mirror") == {"en/a/b/index.html": stamp}


def test_file_is_never_changed_in_place(desk: Path) -> None:
    """Who reads the old file, or shares it, keeps the old one whole."""
    mirror.put(desk / "mirror", "index.html", b"old")
    shared = desk / "shared.html"
    shared.hardlink_to(desk / "mirror" / "index.html")
    mirror.put(desk / "mirror", "index.html", b"new")
    assert (shared.read_bytes(), texts(desk / "mirror")) == (b"old", {"index.html": b"new"})


def test_large_and_empty_files_are_written_whole(desk: Path) -> None:
    large = bytes(range(256)) * 20_000
    files = {"large.png": large, "empty.html": b""}
    put(desk / "mirror", files)
    assert texts(desk / "mirror") == files


@pytest.mark.parametrize("new", [True, False])
def test_folder_in_the_place_of_a_file_gives_way(desk: Path, new: bool) -> None:
    (desk / "mirror/robots.txt/deep").mkdir(parents=True)
    mirror.put(desk / "mirror", "robots.txt", b"text", new=new)
    assert texts(desk / "mirror") == {"robots.txt": b"text"}


@pytest.mark.parametrize("new", [True, False])
@pytest.mark.parametrize("target", ["text.txt", "missing.txt", "."])
def test_link_gives_way_and_its_target_stays(desk: Path, target: str, new: bool) -> None:
    other = desk / "other"
    other.mkdir()
    (other / "text.txt").write_bytes(b"other")
    (desk / "mirror/index.html").symlink_to(other / target)
    mirror.put(desk / "mirror", "index.html", b"text", new=new)
    assert texts(desk / "mirror") == {"index.html": b"text"}
    assert texts(other) == {"text.txt": b"other"}


def test_folders_that_are_empty_then_are_removed_with_their_files(desk: Path) -> None:
    put(desk / "mirror", {"en/a/index.html": b"", "en/b/index.html": b"", "sr/index.html": b""})
    mirror.remove(desk / "mirror", ["en/a/index.html", "sr/index.html", "not/there.html"])
    folders = [path.name for path in sorted((desk / "mirror").rglob("*")) if path.is_dir()]
    assert (texts(desk / "mirror"), folders) == ({"en/b/index.html": b""}, ["en", "b"])
    (desk / "mirror/bg/empty").mkdir(parents=True)
    mirror.remove(desk / "mirror", ["en/b/index.html"], [str(desk / "mirror/bg/empty")])
    assert list((desk / "mirror").iterdir()) == []


def test_file_whose_folder_has_given_way_is_gone_already(desk: Path) -> None:
    put(desk / "mirror", {"en/index.html": b"page"})
    mirror.remove(desk / "mirror", ["en/index.html/stray"])
    assert texts(desk / "mirror") == {"en/index.html": b"page"}


def publish(*arguments: Any) -> Stamps:
    """Publish what the mirror holds, and level it."""
    with mirror.published(*arguments) as stamps:
        return stamps


def test_first_site_is_published_and_stands_in_the_mirror_too(desk: Path) -> None:
    stamps = put(desk / "mirror", FILES)
    live = desk / "deep/site"
    assert publish(desk / "mirror", live, "north", stamps) == stamps
    assert texts(live) == texts(desk / "mirror") == FILES
    assert (live / "index.html").samefile(desk / "mirror/index.html")


def test_next_site_takes_the_place_and_the_mirror_is_levelled(desk: Path) -> None:
    live = desk / "site"
    publish(desk / "mirror", live, "north", put(desk / "mirror", FILES))
    mirror.remove(desk / "mirror", ["en/help/index.html"])
    stamps = put(desk / "mirror", {"index.html": b"new root", "bg/index.html": b"home"})
    assert texts(live) == FILES

    assert publish(desk / "mirror", live, "north", stamps) == stamps
    now = {MARKER: b"north\n", "index.html": b"new root", "bg/index.html": b"home"}
    assert texts(live) == texts(desk / "mirror") == now
    assert stamps_below(live, hidden=True) == stamps_below(desk / "mirror", hidden=True) == stamps
    assert not (live / "en").exists()
    assert not (desk / "mirror/en").exists()


@pytest.mark.parametrize("shares", [True, False])
def test_folder_of_a_site_keeps_the_rights_it_was_given(
    desk: Path, shares: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site and the mirror change places, so the rights would come and go."""
    monkeypatch.setattr(mirror, "_same_disk", lambda *_: shares)
    live = desk / "site"
    live.mkdir()
    live.chmod(0o2750)
    for text in (b"one", b"two", b"three"):
        publish(desk / "mirror", live, "north", put(desk / "mirror", {**FILES, "text": text}))
        assert stat.S_IMODE(live.stat().st_mode) == 0o2750
    live.chmod(0o2555)
    publish(desk / "mirror", live, "north", put(desk / "mirror", {**FILES, "text": b"four"}))
    assert stat.S_IMODE(live.stat().st_mode) == 0o2755


@pytest.mark.parametrize("theirs", [{"mine.txt": b"mine"}, {MARKER: b"south\n"}])
def test_what_has_come_into_the_empty_place_meanwhile_stays(
    desk: Path, theirs: Mapping[str, bytes]
) -> None:
    """The place was looked at when the build began, and the mirror keeps nothing of others."""
    live = desk / "site"
    live.mkdir()
    put(live, theirs)
    stamps = put(desk / "mirror", FILES)
    with pytest.raises(NotOurs):
        publish(desk / "mirror", live, "north", stamps)
    assert texts(live) == theirs
    assert texts(desk / "mirror") == FILES


def test_files_and_folders_that_take_each_others_place_are_levelled(desk: Path) -> None:
    live, old = desk / "site", {MARKER: b"north\n", "a": b"file", "b/index.html": b"page"}
    publish(desk / "mirror", live, "north", put(desk / "mirror", old))
    mirror.remove(desk / "mirror", ["a", "b/index.html"])
    stamps = put(desk / "mirror", {"a/index.html": b"page", "b": b"file", MARKER: b"north\n"})
    changed = {"a", "a/index.html", "b", "b/index.html", MARKER}
    assert publish(desk / "mirror", live, "north", stamps, changed) == stamps
    now = {MARKER: b"north\n", "a/index.html": b"page", "b": b"file"}
    assert texts(live) == texts(desk / "mirror") == now
    assert stamps_below(desk / "mirror", hidden=True) == stamps


def test_what_was_done_to_the_live_site_by_hand_is_gone_after_the_next(desk: Path) -> None:
    live, files = desk / "site", {**FILES, "feed.ics": b"feed"}
    stamps = put(desk / "mirror", files)
    publish(desk / "mirror", live, "north", stamps)
    for name in ("index.html", "feed.ics"):
        (live / name).unlink()
    (live / "notes").mkdir()
    (live / "notes/mine.txt").write_bytes(b"mine")
    (live / "feed.ics/deep").mkdir(parents=True)
    shutil.rmtree(live / "en")
    (live / "en").write_bytes(b"a file")
    for _ in range(2):
        publish(desk / "mirror", live, "north", stamps)
        assert texts(live) == texts(desk / "mirror") == files


def test_empty_folder_may_become_a_site(desk: Path) -> None:
    (desk / "site").mkdir()
    publish(desk / "mirror", desk / "site", "north", put(desk / "mirror", FILES))
    assert texts(desk / "site") == texts(desk / "mirror") == FILES


@pytest.fixture
def disks_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two places that can neither exchange folders nor share files."""
    monkeypatch.setattr(mirror, "exchange", lambda one, other: False)


@pytest.mark.usefixtures("disks_apart")
def test_site_on_another_disk_is_a_copy(desk: Path) -> None:
    live = desk / "site"
    for files in (FILES, {**FILES, "index.html": b"new"}):
        found = publish(desk / "mirror", live, "north", put(desk / "mirror", files))
        assert texts(live) == texts(desk / "mirror") == files
        assert found == stamps_below(live, hidden=True)
        assert not (live / "index.html").samefile(desk / "mirror/index.html")
    assert sorted(path.name for path in desk.iterdir()) == ["mirror", "site"]


@pytest.mark.usefixtures("disks_apart")
def test_copy_that_fails_leaves_the_site_and_nothing_beside_it(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = desk / "site"
    publish(desk / "mirror", live, "north", put(desk / "mirror", FILES))

    def full(*arguments: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(OSError, match="No space left"):
        publish(desk / "mirror", live, "north", put(desk / "mirror", {"index.html": b"x"}))
    assert texts(live) == FILES
    assert sorted(path.name for path in desk.iterdir()) == ["mirror", "site"]
