"""Stamps: what a build depends on is seen without reading it, and told apart."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from beacon.build import listings
from beacon.build.listings import NO_FILE
from beacon.build.stamps import (
    Desk,
    fingerprint,
    input_stamps,
    is_up_to_date,
    search,
    site_print,
    stamps_below,
    standing_of,
)
from beacon.files import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file above and a file below."""
    (tmp_path / "site/en").mkdir(parents=True)
    for name, text in {"index.html": "root", "en/index.html": "home"}.items():
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / "site" / name, ns=(7, 1_000_000_007))
    return tmp_path / "site"


def test_stamp_is_time_and_size(folder: Path) -> None:
    stamp = (1_000_000_007, 4)
    assert stamps_below(folder) == {"index.html": stamp, "en/index.html": stamp}
    assert set(stamps_below(folder, "site/")) == {"site/index.html", "site/en/index.html"}


def test_folder_that_is_not_there_has_no_stamps(tmp_path: Path) -> None:
    assert stamps_below(tmp_path / "nothing") == {}
    (tmp_path / "file").write_bytes(b"")
    assert stamps_below(tmp_path / "file") == {}


def test_hidden_files_count_only_where_they_are_asked_for(folder: Path) -> None:
    (folder / ".beacon-site").write_bytes(b"")
    (folder / ".hidden").mkdir()
    (folder / ".hidden/file").write_bytes(b"")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/file").write_bytes(b"")
    assert set(stamps_below(folder)) == {"index.html", "en/index.html"}
    hidden = {".beacon-site", ".hidden/file"}
    assert set(stamps_below(folder, hidden=True)) == {"index.html", "en/index.html"} | hidden


def test_links_to_folders_are_not_followed_and_dead_links_are_seen(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "dead").symlink_to(folder / "nothing")
    found = stamps_below(folder)
    assert set(found) == {"index.html", "en/index.html", "loop", "dead"}
    assert found["dead"] == NO_FILE


def test_empty_folders_are_named(folder: Path) -> None:
    (folder / "a/b").mkdir(parents=True)
    empty: list[str] = []
    stamps_below(folder, empty=empty)
    assert empty == [str(folder / "a/b")]


def test_fingerprint_knows_every_part_and_no_order() -> None:
    one, other = {"a": (1, 2), "b": (3, 4)}, {"b": (3, 4), "a": (1, 2)}
    assert fingerprint(one, ["x"]) == fingerprint(other, ["x"])
    prints = [
        fingerprint(one, ["x"]),
        fingerprint(one, ["y"]),
        fingerprint(one, []),
        fingerprint(one),
        fingerprint({}, one),
        fingerprint({"a": (1, 2)}),
        fingerprint({"a": (1, 3), "b": (3, 4)}),
        fingerprint(["x", "y"]),
        fingerprint(["x"], ["y"]),
    ]
    assert len(set(prints)) == len(prints)


def test_fingerprint_takes_names_that_are_no_text() -> None:
    name = os.fsdecode(b"\xff.md")
    assert fingerprint({name: (1, 2)}) != fingerprint({"other.md": (1, 2)})


PLACES = (
    "index.html", "sr/index.html", "sr/lessons/index.html", "sr/lessons/trust/index.html",
    "sr/help/index.html", "en/lessons/trust/index.html", "en/lessons/trust/a/b/notes.txt",
    "assets/style.css", ".well-known/deep/er/file", "assets/two\nlines/\udcff/file",
)  # fmt: skip


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A site with files at every depth, and folders that hold nothing."""
    for name in PLACES:
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name[:4], encoding="utf-8")
    for name in ("nothing", "sr/nothing", "sr/lessons/nothing"):
        (tmp_path / "site" / name).mkdir()
    return tmp_path / "site"


def print_of(folder: Path) -> str:
    """Return the print of what stands in a folder."""
    return site_print(search(folder)[0])


def test_times_are_those_of_all_folders(published: Path) -> None:
    """Also of those that hold nothing yet."""
    stamps, times = search(published)
    assert stamps == stamps_below(published, hidden=True)
    folders = [path for path in published.rglob("*") if path.is_dir()]
    assert set(times) == {".", *(path.relative_to(published).as_posix() for path in folders)}
    assert all((published / n).stat().st_ctime_ns == time for n, time in times.items())


def test_print_of_a_folder_is_that_of_its_stamps(published: Path) -> None:
    stamps = stamps_below(published, hidden=True)
    assert set(stamps) == set(PLACES)
    assert print_of(published) == site_print(stamps) != site_print({})
    assert print_of(published / "nowhere") == site_print({})


def test_print_needs_no_second_process(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = print_of(published)
    with monkeypatch.context() as patch:
        patch.delattr(os, "fork")
        assert print_of(published) == together
    # One that fails is made up for.
    monkeypatch.setattr("beacon.build.stamps.marshal.dumps", lambda _: b"")
    assert print_of(published) == together


@pytest.mark.parametrize("place", PLACES)
def test_every_file_is_part_of_the_print(published: Path, place: str) -> None:
    before, time = print_of(published), (published / place).stat().st_mtime_ns
    (published / place).write_text("other", encoding="utf-8")
    os.utime(published / place, ns=(time, time))  # only the size is another
    other = print_of(published)
    (published / place).unlink()
    assert len({before, other, print_of(published)}) == 3


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one text, and a site made from it."""
    root = tmp_path / "project"
    for name in ("content/commons/en/index.md", "theme/base.html", "mkdocs.yml", "notes.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    (root / "out").mkdir()
    (root / "out/index.html").write_text("page", encoding="utf-8")
    return root


def test_inputs_are_content_theme_settings_and_code(root: Path) -> None:
    found = input_stamps(root)
    theirs = {name for name in found if not name.startswith("code/")}
    assert theirs == {"content/commons/en/index.md", "theme/base.html", "mkdocs.yml"}
    assert {"code/beacon/build/stamps.py", "code/mkdocs_beacon/pages.py"} <= found.keys()


def _note(root: Path, words: list[str]) -> None:
    site = stamps_below(root / "out", hidden=True)
    note = "\n".join(standing_of(input_stamps(root), site, root, words))
    write(Desk(root, "north").note(root / "out"), f"{note}\n".encode())


@pytest.mark.parametrize(
    "name", ["content/commons/en/index.md", "theme/base.html", "mkdocs.yml", "out/index.html"]
)
def test_site_is_up_to_date_until_something_changes(root: Path, name: str) -> None:
    assert not is_up_to_date(root, "north", root / "out", ["a"])
    _note(root, ["a"])
    assert is_up_to_date(root, "north", root / "out", ["a"])
    assert not is_up_to_date(root, "north", root / "out", ["b"])
    assert not is_up_to_date(root, "north", root / "other", ["a"])
    assert not is_up_to_date(root, "south", root / "out", ["a"])
    (root / name).write_text("changed", encoding="utf-8")
    assert not is_up_to_date(root, "north", root / "out", ["a"])


@pytest.mark.parametrize("name", ["content/centres/north", "content/commons/en", "theme"])
def test_folder_that_is_a_link_is_looked_into(root: Path, name: str) -> None:
    away = root.parent / "away"
    (root / name).mkdir(parents=True, exist_ok=True)
    (root / name).rename(away)
    (root / name).symlink_to(away)
    (away / "centre.yml").write_text("id: north", encoding="utf-8")
    _note(root, [])
    assert is_up_to_date(root, "north", root / "out", [])
    (away / "centre.yml").write_text("id: another", encoding="utf-8")
    assert not is_up_to_date(root, "north", root / "out", [])


@pytest.mark.parametrize("unsettled", [listings._UNSETTLED, -(10**12)], ids=["new", "old"])
@pytest.mark.parametrize("name", ["content/new.md", "content/commons/en/new.md", "out/new.html"])
def test_new_file_and_removed_file_are_changes(
    root: Path, name: str, unsettled: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "_UNSETTLED", unsettled)
    _note(root, [])
    assert is_up_to_date(root, "north", root / "out", [])
    assert Desk(root, "north").listings.exists()  # of the code, which nobody has just changed
    assert is_up_to_date(root, "north", root / "out", [])
    time.sleep(0.02)  # a folder has another time then, where the clock of a disk is slow
    (root / name).write_bytes(b"")
    assert not is_up_to_date(root, "north", root / "out", [])
    (root / name).unlink()
    assert is_up_to_date(root, "north", root / "out", [])
    (root / "out/index.html").unlink()
    assert not is_up_to_date(root, "north", root / "out", [])
