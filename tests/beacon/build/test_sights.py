"""Sights: a site that looks as it did is known again, and whatever happened to it is seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from beacon.build import sights, stamps
from beacon.build.sights import Look, Sight, keep_sight, kept_sight
from beacon.build.stamps import (
    Desk,
    is_up_to_date,
    search,
    site_print,
    stamps_below,
    standing_of,
)
from beacon.files import write
from processes import own_children

PLACES = (
    "index.html", "sr/index.html", "sr/lessons/index.html", "sr/lessons/trust/index.html",
    "en/lessons/trust/a/b/notes.txt", ".well-known/file", "assets/two\nlines/\udcff/file",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with files at every depth, written a while ago."""
    folder = tmp_path / "site"
    for name in PLACES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name[:4], encoding="utf-8")
    (folder / "sr/empty").mkdir()
    for path in (*folder.rglob("*"), folder):
        os.utime(path, ns=(10**18, 10**18))
    return folder


def sight_of(site: Path, others: int = 0) -> Sight:
    """Return how the site looks."""
    stamps, times = search(site)
    path = site.parent / "seen"
    keep_sight(path, site_print(stamps), times, stamps, others)
    found = kept_sight(path, site_print(stamps))
    assert found is not None
    return found


def is_same(site: Path, sight: Sight) -> bool:
    """Look at the site once more."""
    look = Look(site, sight)
    with look.begun():
        return look.is_same()


def _is_edited(site: Path) -> None:
    (site / "sr/lessons/index.html").write_text("else", encoding="utf-8")


def _is_cut(site: Path) -> None:
    time = (site / "sr/index.html").stat().st_mtime_ns
    (site / "sr/index.html").write_bytes(b"")
    os.utime(site / "sr/index.html", ns=(time, time))


def _is_gone(site: Path) -> None:
    (site / "sr/lessons/trust/index.html").unlink()


def _is_renamed(site: Path) -> None:
    (site / ".well-known/file").rename(site / ".well-known/other")


def _has_another_file(site: Path) -> None:
    (site / "en/lessons/stray.html").write_bytes(b"")


def _has_another_folder(site: Path) -> None:
    (site / "en/lessons/trust/a/b/c").mkdir()


def _has_a_file_where_nothing_was(site: Path) -> None:
    (site / "sr/empty/stray.html").write_bytes(b"")


def _has_a_file_that_its_folder_hides(site: Path) -> None:
    time = (site / "sr").stat().st_mtime_ns
    (site / "sr/stray.html").write_bytes(b"")
    os.utime(site / "sr", ns=(time, time))


def _is_of_the_far_future(site: Path) -> None:
    os.utime(site / "sr/index.html", ns=(10 * 10**18, 10 * 10**18))


def _has_a_file_at_the_root(site: Path) -> None:
    (site / "stray.html").write_bytes(b"")


def _has_a_link_instead(site: Path) -> None:
    (site / "sr/lessons/trust").rename(site.parent / "away")
    (site / "sr/lessons/trust").symlink_to(site.parent / "away")


def _is_gone_altogether(site: Path) -> None:
    shutil.rmtree(site)


HAPPENINGS = (
    _is_edited, _is_cut, _is_gone, _is_renamed, _has_another_file, _has_another_folder,
    _has_a_file_where_nothing_was, _has_a_file_that_its_folder_hides, _is_of_the_far_future,
    _has_a_file_at_the_root, _has_a_link_instead, _is_gone_altogether,
)  # fmt: skip


@pytest.mark.parametrize("others", [0, 3, 100])
@pytest.mark.parametrize("happens", HAPPENINGS)
def test_whatever_happens_to_a_site_is_seen(
    site: Path, happens: Callable[[Path], None], others: int
) -> None:
    """Also where one process, or the other, looks at most of it."""
    sight = sight_of(site, others)
    assert is_same(site, sight)
    happens(site)
    assert not is_same(site, sight)


def test_site_is_looked_at_without_a_second_process(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    sight = sight_of(site)
    assert is_same(site, sight)
    _is_edited(site)
    assert not is_same(site, sight)


def test_process_that_fails_has_seen_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sight = sight_of(site, 1)
    monkeypatch.setattr(sights.os, "chdir", lambda _: os._exit(1))
    assert not is_same(site, sight)


def test_no_process_is_left_behind(site: Path) -> None:
    def opened() -> list[str]:
        return sorted(os.listdir("/proc/self/fd"))  # noqa: PTH208

    before, children = opened(), own_children()
    with Look(site, sight_of(site)).begun():
        pass  # its answer is not waited for
    assert opened() == before
    assert own_children() == children


def test_sight_is_kept_for_the_same_site(site: Path, tmp_path: Path) -> None:
    sight, path = sight_of(site, 7), tmp_path / "seen"
    assert sight.others == 7
    assert kept_sight(path, "another") is None
    assert kept_sight(tmp_path / "nowhere", sight.print) is None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["seen", "site"]


def test_damaged_sight_is_as_good_as_none(site: Path, tmp_path: Path) -> None:
    sight, path = sight_of(site), tmp_path / "seen"
    data = path.read_bytes()
    for damaged in (b"", data[:3], data[:-1], data[:40] + b"\0" + data[41:], b"x" * 100):
        path.write_bytes(damaged)
        assert kept_sight(path, sight.print) is None
    path.unlink()
    path.mkdir()
    assert kept_sight(path, sight.print) is None
    keep_sight(path, sight.print, {}, {}, 0)  # it can't, and says nothing


def test_what_changes_while_it_is_searched_is_seen_later(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of a folder is taken before its names are."""
    scandir = os.scandir

    def scanned(path: str) -> list[os.DirEntry[str]]:
        found = list(scandir(path))
        if path == str(site / "sr/lessons") and not (site / "sr/lessons/new").exists():
            (site / "sr/lessons/new").write_bytes(b"")
        return found

    monkeypatch.setattr(os, "scandir", scanned)
    monkeypatch.delattr(os, "fork")
    sight = sight_of(site)
    assert "sr/lessons/new" not in sight.names
    assert not is_same(site, sight)


def test_time_that_no_number_holds_keeps_no_sight(site: Path, tmp_path: Path) -> None:
    os.utime(site / "index.html", ns=(10 * 10**18, 10 * 10**18))
    stamps, times = search(site)
    if max(stamps["index.html"]) < 2**63:
        pytest.skip("this disk knows no such time")
    keep_sight(tmp_path / "seen", "print", times, stamps, 0)
    assert not (tmp_path / "seen").exists()


@pytest.fixture
def root(site: Path, tmp_path: Path) -> Path:
    """A project whose site has been built."""
    text = tmp_path / "content/commons/en/index.md"
    text.parent.mkdir(parents=True)
    text.write_text("text", encoding="utf-8")
    found = stamps_below(site, hidden=True)
    note = "\n".join(standing_of(stamps.input_stamps(tmp_path), found, tmp_path, []))
    write(Desk(tmp_path, "north").note(site), f"{note}\n".encode())
    return tmp_path


def test_site_is_searched_only_where_it_does_not_look_as_it_did(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = []
    monkeypatch.setattr(
        stamps, "search", lambda folder: (searched.append(folder), search(folder))[1]
    )
    assert is_up_to_date(root, "north", site, [])
    assert len(searched) == 1
    assert is_up_to_date(root, "north", site, [])
    assert len(searched) == 1
    (site / "sr/lessons/.note").write_bytes(b"")
    (site / "sr/lessons/.note").unlink()
    assert is_up_to_date(root, "north", site, [])  # its folder has another time, and that is all
    assert len(searched) == 2
    assert is_up_to_date(root, "north", site, [])
    assert len(searched) == 2
    _is_edited(site)
    assert not is_up_to_date(root, "north", site, [])


def test_text_that_was_edited_is_seen_while_the_site_is_looked_at(root: Path, site: Path) -> None:
    assert is_up_to_date(root, "north", site, [])
    (root / "content/commons/en/index.md").write_text("edited", encoding="utf-8")
    assert not is_up_to_date(root, "north", site, [])


def has_a_sight_that_was_not_searched(root: Path, site: Path) -> bool:
    """Tell whether a site that was just made is known without looking for its files."""
    desk, found = Desk(root, "north"), stamps_below(site, hidden=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "search", lambda folder: ({}, {}))
        stamps.keep_how_it_was_made(desk, site, site_print(found), found, 5)
    return kept_sight(desk.sight(site), site_print(found)) is not None


def test_site_that_was_just_made_is_not_searched(root: Path, site: Path) -> None:
    (site / "sr/empty").rmdir()
    for path in (*site.rglob("*"), site):
        os.utime(path, ns=(10**18, 10**18))
    assert has_a_sight_that_was_not_searched(root, site)
    sight = kept_sight(Desk(root, "north").sight(site), site_print(stamps_below(site, hidden=True)))
    assert sight is not None
    assert sorted(sight.names[: sight.count]) == sorted(search(site)[1])
    assert is_same(site, sight)
    _is_edited(site)
    assert not is_same(site, sight)


@pytest.mark.parametrize("folder", ["", "sr", "sr/lessons/trust", "en/lessons/trust/a/b"])
def test_what_somebody_put_beside_it_is_searched_for(root: Path, site: Path, folder: str) -> None:
    found = stamps_below(site, hidden=True)
    (site / folder / "stray").write_bytes(b"")
    desk = Desk(root, "north")
    stamps.keep_how_it_was_made(desk, site, site_print(found), found, 5)
    assert kept_sight(desk.sight(site), site_print(found)) is None
