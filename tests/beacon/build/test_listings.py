"""Listings: folders that hold what they held are not listed again, and every change is seen."""

from __future__ import annotations

import errno
import marshal
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from beacon.build import listings, sights
from beacon.build.listings import NO_FILE, Listings, Stamp, is_followed, kept_listings

PLACES = (
    "index.md", "sr/index.md", "sr/trust/index.md", "sr/trust/слике/a.svg", "sr/trust/two\nlines",
    "en/trust/index.md", ".hidden/file", "en/__pycache__/file",
)  # fmt: skip
TICK = 0.02
"""Seconds after which a folder has another time, where the clock of a disk is slow."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with files at every depth."""
    folder = tmp_path / "content"
    for name in PLACES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name[:4], encoding="utf-8")
    (folder / "sr/empty").mkdir()
    time.sleep(TICK)
    return folder


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what was just made be as good as old."""
    monkeypatch.setattr(listings, "_UNSETTLED", -(10**12))


def listed(folder: Path, known: Listings | None = None) -> tuple[dict[str, Stamp], Listings]:
    """Return the stamps of a folder, with what is known of it or without, and what is found."""
    found = Listings(known.found if known else None)
    return found.stamps_below(folder, "content/"), found


def test_stamps_are_those_of_all_files_that_are_meant(content: Path) -> None:
    (content / "dead").symlink_to(content / "nothing")
    (content / "loop").symlink_to(content)
    stamps, _ = listed(content)
    meant = {f"content/{name}" for name in (*PLACES[:6], "dead", "loop")}
    assert stamps.keys() == meant
    assert stamps["content/dead"] == stamps["content/loop"] == NO_FILE
    stat = (content / "sr/index.md").stat()
    assert stamps["content/sr/index.md"] == (stat.st_mtime_ns, stat.st_size)


def test_other_contents_with_the_same_time_and_size_have_another_stamp(content: Path) -> None:
    """An archive may give all its files one time, and a copy gives each the old one."""
    one, other = content / "sr/index.md", content / "en/trust/index.md"
    for path in (one, other):
        path.write_text("19001", encoding="utf-8")
        os.utime(path, ns=(7, 7))
    before, _ = listed(content)
    time.sleep(TICK)
    one.rename(content / "sr/aside.md")
    other.rename(one)
    after, _ = listed(content)
    assert after["content/sr/index.md"] != before["content/en/trust/index.md"]
    assert after["content/sr/index.md"] != before["content/sr/index.md"]


def test_time_that_has_not_come_yet_counts(content: Path) -> None:
    later = time.time_ns() + 10**15
    os.utime(content / "index.md", ns=(later, later))
    stamps, _ = listed(content)
    assert stamps["content/index.md"][0] == (content / "index.md").stat().st_mtime_ns


def test_links_to_folders_are_followed_as_deep_as_is_asked(content: Path) -> None:
    away = content.rename(content.with_name("away"))
    for name in ("content/centres/north", "content/centres/south/pages"):
        (content.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (content.parent / name).symlink_to(away / "en")
    (away / "en/circle").symlink_to(content)
    (content / "later").symlink_to(content.parent / "not-yet")
    look = Listings()
    stamps = look.stamps_below(content, "content/", links=2)
    north = "content/centres/north"
    assert stamps.keys() == {
        north, f"{north}/trust/index.md", f"{north}/circle", "content/centres/south/pages",
        "content/later",
    }  # fmt: skip
    assert stamps[f"{north}/circle"] == stamps["content/later"] == NO_FILE
    (content.parent / "not-yet").mkdir()
    (content.parent / "not-yet/index.md").write_bytes(b"")
    (away / "en/new.md").write_bytes(b"")
    after = Listings(look.found).stamps_below(content, "content/", links=2).keys()
    assert after - stamps.keys() == {"content/later/index.md", f"{north}/new.md"}


def test_link_that_is_followed_has_the_stamp_of_the_place_it_leads_to(content: Path) -> None:
    """The files behind it may be the very same ones, and yet stand somewhere else."""
    away, link = content.with_name("away"), content / "sr"

    def stamp() -> Stamp:
        return Listings().stamps_below(content, "content/", links=2)["content/sr"]

    link.rename(content / "_sr")
    link.symlink_to("_sr")
    inside = stamp()
    assert is_followed(inside)
    assert stamp() == inside
    (content / "_sr").rename(away)
    link.unlink()
    link.symlink_to(away)
    assert is_followed(stamp())
    assert stamp() != inside
    away.rename(content.with_name("far"))
    away.symlink_to(content.with_name("far"))
    assert stamp() not in (inside, NO_FILE)


def test_folder_that_may_not_be_looked_into_is_no_empty_one(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, scandir, stat = f"{content}/en/trust/", os.scandir, os.stat

    def refuse(path: str) -> None:
        if path.startswith(closed):
            raise PermissionError(errno.EACCES, "Permission denied", path)

    before = listed(content)[0]
    expected = {**before, "content/en/trust/": NO_FILE}
    del expected["content/en/trust/index.md"]
    with monkeypatch.context() as patch:  # as after chmod a-r
        patch.setattr(os, "scandir", lambda path: (refuse(path), scandir(path))[1])
        assert listed(content)[0] == expected
    with monkeypatch.context() as patch:  # as after chmod a-x
        patch.setattr(os, "access", lambda *_: False)
        patch.setattr(os, "stat", lambda path: (path != closed and refuse(path), stat(path))[1])
        assert listed(content)[0] == expected
    assert listed(content)[0] == before


def test_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in ("nothing", "file"):
        assert listed(tmp_path / name)[0] == {}


@pytest.mark.usefixtures("settled")
def test_folders_that_are_known_are_not_listed_again(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps, known = listed(content)
    asked: list[str] = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: (asked.append(path), scandir(path))[1])
    assert listed(content, known)[0] == stamps
    assert asked == []
    (content / "en/trust/new.md").write_bytes(b"")
    assert listed(content, known)[0] == {**stamps, **listed(content)[0]}
    assert asked[0] == f"{content}/en/trust/"
    assert len(asked) == 1 + len(known.found)


def test_folders_that_have_just_changed_are_not_relied_on(content: Path) -> None:
    """Something else may come in the same moment, and leave them the same time."""
    assert listed(content)[1].found == {}


def _adds(content: Path) -> None:
    (content / "sr/trust/new.md").write_bytes(b"")


def _adds_where_nothing_was(content: Path) -> None:
    (content / "sr/empty/new.md").write_bytes(b"")


def _adds_at_the_top(content: Path) -> None:
    (content / "new.md").write_bytes(b"")


def _adds_folders(content: Path) -> None:
    (content / "bg/trust").mkdir(parents=True)
    (content / "bg/trust/index.md").write_bytes(b"")


def _adds_in_secret(content: Path) -> None:
    stat = (content / "sr").stat()
    (content / "sr/new.md").write_bytes(b"")
    os.utime(content / "sr", ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _edits(content: Path) -> None:
    (content / "sr/index.md").write_text("another text", encoding="utf-8")


def _removes(content: Path) -> None:
    (content / "sr/trust/index.md").unlink()


def _removes_a_folder(content: Path) -> None:
    shutil.rmtree(content / "sr/trust")


def _removes_everything(content: Path) -> None:
    shutil.rmtree(content)


def _renames(content: Path) -> None:
    (content / "en/trust").rename(content / "en/doubt")


def _exchanges(content: Path) -> None:
    (content / "en/trust").rename(content / "aside")
    (content / "sr/trust").rename(content / "en/trust")
    (content / "aside").rename(content / "sr/trust")


def _puts_a_folder_in_its_place(content: Path) -> None:
    (content / "sr/index.md").unlink()
    (content / "sr/index.md").mkdir()
    (content / "sr/index.md/file").write_bytes(b"")


def _puts_a_file_in_its_place(content: Path) -> None:
    shutil.rmtree(content / "sr/trust")
    (content / "sr/trust").write_bytes(b"")


def _puts_a_link_in_its_place(content: Path) -> None:
    (content / "sr/trust").rename(content.parent / "away")
    (content / "sr/trust").symlink_to(content.parent / "away")


def _puts_a_copy_in_its_place(content: Path) -> None:
    shutil.copytree(content / "en/trust", content / "en/copy")
    (content / "en/copy/more.md").write_bytes(b"")
    shutil.copystat(content / "en/trust", content / "en/copy")
    (content / "en/trust").rename(content.parent / "away")
    (content / "en/copy").rename(content / "en/trust")


HAPPENINGS = (
    _adds, _adds_where_nothing_was, _adds_at_the_top, _adds_folders, _adds_in_secret, _edits,
    _removes, _removes_a_folder, _removes_everything, _renames, _exchanges,
    _puts_a_folder_in_its_place, _puts_a_file_in_its_place, _puts_a_link_in_its_place,
    _puts_a_copy_in_its_place,
)  # fmt: skip


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("happens", HAPPENINGS)
def test_whatever_happens_is_seen(content: Path, happens: Callable[[Path], None]) -> None:
    before, known = listed(content)
    happens(content)
    after, then = listed(content, known)
    assert after == listed(content)[0] != before
    assert then.found == listed(content)[1].found


@pytest.mark.usefixtures("settled")
def test_what_is_known_is_written_down_and_read_again(content: Path, tmp_path: Path) -> None:
    _, known = listed(content)
    assert known.is_news
    known.keep(tmp_path / "listings")
    assert kept_listings(tmp_path / "listings") == known.found
    assert not listed(content, known)[1].is_news
    (content / "new.md").write_bytes(b"")
    assert listed(content, known)[1].is_news


@pytest.mark.usefixtures("settled")
def test_damaged_listings_are_as_good_as_none(content: Path, tmp_path: Path) -> None:
    path = tmp_path / "listings"
    assert kept_listings(path) == {}
    listed(content)[1].keep(path)
    data = path.read_bytes()
    for damaged in (b"", data[:-1], data[:40] + b"!" + data[41:], data[:4]):
        path.write_bytes(damaged)
        assert kept_listings(path) == {}


@pytest.mark.parametrize("other", [None, 5, ["content/"], {"content/": 5}, ("a", {}), (1, 2, 3)])
def test_listings_of_another_kind_are_as_good_as_none(tmp_path: Path, other: object) -> None:
    sights.keep(tmp_path / "listings", marshal.dumps(other))
    assert kept_listings(tmp_path / "listings") == {}


def test_disk_that_is_full_keeps_nothing(content: Path, tmp_path: Path) -> None:
    listed(content)[1].keep(tmp_path / "no" / "folder")
