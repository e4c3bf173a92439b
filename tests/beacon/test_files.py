"""Files: no half file and no half site is ever seen."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from beacon import files
from beacon.files import (
    digest,
    folders,
    is_meant,
    listing,
    recover_directory,
    replace_directory,
    walk,
    write,
)


def names(folder: Path) -> dict[str, str]:
    """Return the text of every file below a folder by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """A new site and a live one, side by side."""
    new, live = tmp_path / "new", tmp_path / "live"
    (new / "sr").mkdir(parents=True)
    (new / "sr" / "index.html").write_text("new", encoding="utf-8")
    (live / "en").mkdir(parents=True)
    (live / "en" / "index.html").write_text("old", encoding="utf-8")
    return new, live


def test_digest_is_the_beginning_of_sha_256() -> None:
    whole = hashlib.sha256("Ниш".encode()).hexdigest()
    assert digest("Ниш") == digest("Ниш".encode()) == whole
    assert digest("Ниш", 12) == whole[:12]


def test_walk_yields_files_in_one_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "a/z.md",
        "a/b.svg",
        ".git/x.md",
        "_draft/y.md",
        "a/.hidden.md",
        "a/_n.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    every = [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)]
    assert every == ["a/b.svg", "a/z.md", "b.md"]
    texts = [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path, ".md")]
    assert texts == ["a/z.md", "b.md"]


ASIDE = (
    "index.md~", "#index.md#", "~$handout.docx", "index.md.bak", "index.md.ORIG", "a.swp",
    "Thumbs.db", "desktop.ini", ".DS_Store", ".~lock.a.odt#", "_draft.md", "4913",
)  # fmt: skip


def test_what_programs_lay_beside_a_file_is_passed_over(tmp_path: Path) -> None:
    kept = ("4913.md", "a#b.md", "bak.md", "backup", "c~d.md", "thumbs.db.md")
    for name in (*ASIDE, *kept):
        (tmp_path / name).touch()
    assert [name for name in ASIDE if is_meant(name)] == []
    assert listing(tmp_path) == sorted(kept)


def test_folder_without_a_file_that_is_meant_is_none(tmp_path: Path) -> None:
    for name in ("empty", "deep/er", ".hidden", "_draft", "none", "some/where"):
        (tmp_path / name).mkdir(parents=True)
    for name in (".hidden/a.md", "_draft/a.md", "some/where/a.md", "a.md"):
        (tmp_path / name).touch()
    for name in ASIDE:
        (tmp_path / "none" / name).touch()
    (tmp_path / "linked").symlink_to(tmp_path / "empty")
    assert [path.name for path in folders(tmp_path)] == ["linked", "some"]
    assert folders(tmp_path / "nowhere") == []


def test_walk_below_a_hidden_folder_finds_its_files(tmp_path: Path) -> None:
    root = tmp_path / ".cache"
    root.mkdir()
    (root / "a.md").touch()
    assert list(walk(root)) == [root / "a.md"]


def test_walk_of_a_missing_folder_is_empty(tmp_path: Path) -> None:
    assert list(walk(tmp_path / "none")) == []


def test_write_makes_folders_and_leaves_nothing_beside(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "c.txt", "Ниш".encode())
    assert names(tmp_path) == {"a/b/c.txt": "Ниш"}
    write(tmp_path / "a" / "b" / "c.txt", "София".encode())
    assert names(tmp_path) == {"a/b/c.txt": "София"}


def test_write_that_fails_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write(path, b"old")

    def disk_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert names(tmp_path) == {"a.txt": "old"}


def test_write_over_a_folder_fails_and_leaves_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(OSError):
        write(tmp_path / "a", b"new")
    assert names(tmp_path) == {"a/b.txt": "kept"}


def test_replace_directory_puts_the_whole_new_one_in_place(sites: tuple[Path, Path]) -> None:
    new, live = sites
    replace_directory(new, live)
    assert names(live.parent) == {"live/sr/index.html": "new"}
    assert not new.exists()


def test_replace_directory_where_nothing_was_makes_it(sites: tuple[Path, Path]) -> None:
    new, live = sites
    replace_directory(new, live.parent / "other" / "place")
    assert names(live.parent) == {"other/place/sr/index.html": "new", "live/en/index.html": "old"}


def test_replace_directory_withoutexchange_does_the_same(
    sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A file system that cannot exchange two folders, such as one on a network.
    monkeypatch.setattr(files, "exchange", lambda one, other: False)
    new, live = sites
    replace_directory(new, live)
    assert names(live.parent) == {"live/sr/index.html": "new"}
    assert sorted(path.name for path in live.parent.iterdir()) == ["live"]


def test_recover_directory_puts_back_what_was_moved_aside(
    sites: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "exchange", lambda one, other: False)
    new, live = sites
    rename = Path.rename

    def killed_between_the_steps(path: Path, target: Path) -> Path:
        if path == new:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", killed_between_the_steps)
    with pytest.raises(KeyboardInterrupt):
        replace_directory(new, live)
    assert not live.exists()
    monkeypatch.setattr(Path, "rename", rename)
    recover_directory(live)
    assert names(live) == {"en/index.html": "old"}
    assert sorted(path.name for path in live.parent.iterdir()) == ["live", "new"]


def test_recover_directory_removes_an_old_one_beside_a_whole_live_one(
    sites: tuple[Path, Path],
) -> None:
    new, live = sites
    new.rename(live.with_name(".live.old"))
    recover_directory(live)
    assert names(live.parent) == {"live/en/index.html": "old"}


def test_recover_directory_leaves_a_live_one_alone(sites: tuple[Path, Path]) -> None:
    _, live = sites
    recover_directory(live)
    assert names(live) == {"en/index.html": "old"}
