"""Sights: a site that looks as it did is known again, and whatever happened to it is seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from beacon.build import sights, stamps
from beacon.build.sights import Look, Sight, keep_sight, kept_sight, take_sight
from beacon.build.stamps import Desk, is_up_to_date, site_print, stamps_below, standing_of
from beacon.files import write

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
    for path in (*folder.rglob("*"), folder):
        os.utime(path, ns=(10**18, 10**18))
    return folder


def sight_of(site: Path, others: int = 0) -> Sight:
    """Return how the site looks."""
    found = stamps_below(site, hidden=True)
    return take_sight(site, found, site_print(found), others)


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


def _has_a_file_at_the_root(site: Path) -> None:
    (site / "stray.html").write_bytes(b"")


def _has_a_link_instead(site: Path) -> None:
    (site / "sr/lessons/trust").rename(site.parent / "away")
    (site / "sr/lessons/trust").symlink_to(site.parent / "away")


def _is_gone_altogether(site: Path) -> None:
    shutil.rmtree(site)


HAPPENINGS = (
    _is_edited, _is_cut, _is_gone, _is_renamed, _has_another_file, _has_another_folder,
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

    before = opened()
    with Look(site, sight_of(site)).begun():
        pass  # its answer is not waited for
    assert opened() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_sight_is_kept_for_the_same_site(site: Path, tmp_path: Path) -> None:
    sight, path = sight_of(site, 7), tmp_path / "seen"
    keep_sight(path, sight)
    kept = kept_sight(path, sight.print)
    assert kept is not None
    assert (kept.names, kept.seen, kept.others) == (sight.names, sight.seen, 7)
    assert kept_sight(path, "another") is None
    assert kept_sight(tmp_path / "nowhere", sight.print) is None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["seen", "site"]


def test_damaged_sight_is_as_good_as_none(site: Path, tmp_path: Path) -> None:
    sight, path = sight_of(site), tmp_path / "seen"
    keep_sight(path, sight)
    data = path.read_bytes()
    for damaged in (b"", data[:3], data[:-1], data[:40] + b"\0" + data[41:], b"x" * 100):
        path.write_bytes(damaged)
        assert kept_sight(path, sight.print) is None
    path.unlink()
    path.mkdir()
    assert kept_sight(path, sight.print) is None
    keep_sight(path, sight)  # it can't, and says nothing


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
    search = stamps.site_print_of
    monkeypatch.setattr(
        stamps, "site_print_of", lambda folder: (searched.append(folder), search(folder))[1]
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
