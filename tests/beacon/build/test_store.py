"""The store: what was put comes back whole, and anything else is as good as none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from beacon.build.store import Store, key_of, tidy

KEY = key_of("a text", "its settings")
CONTENT = "Помоћ је ту.".encode() * 50


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one entry."""
    store = Store(tmp_path / "cache", "texts")
    store.put(KEY, CONTENT)
    return store


def entry(store: Store) -> Path:
    """Return the file of the entry."""
    [path] = [path for path in store.folder.rglob("*") if path.is_file()]
    return path


def test_entry_comes_back_as_it_was_put(store: Store) -> None:
    assert store.get(KEY) == CONTENT
    store.put(KEY, b"")
    assert store.get(KEY) == b""


def test_other_keys_and_kinds_have_no_entry(store: Store) -> None:
    assert store.get(key_of("another text")) is None
    assert Store(store.folder, "others").get(KEY) is None


@pytest.mark.parametrize("at", [0, 15, 16, 100, -1])
def test_changed_byte_makes_an_entry_none(store: Store, at: int) -> None:
    data = bytearray(entry(store).read_bytes())
    data[at] ^= 1
    entry(store).write_bytes(data)
    assert store.get(KEY) is None


@pytest.mark.parametrize("length", [0, 1, 16, 17, 500])
def test_truncated_entry_is_none(store: Store, length: int) -> None:
    entry(store).write_bytes(entry(store).read_bytes()[:length])
    assert store.get(KEY) is None


def test_longer_entry_is_none(store: Store) -> None:
    entry(store).write_bytes(entry(store).read_bytes() + b"\n")
    assert store.get(KEY) is None


def test_entry_under_the_name_of_another_is_none(store: Store) -> None:
    """Whoever renames files in the cache changes nothing of the site."""
    other = key_of("another text")
    path = store.folder / store.kind / other[0] / other[1:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(entry(store).read_bytes())
    assert store.get(other) is None


def test_folder_in_the_place_of_an_entry_is_none_and_stays(store: Store) -> None:
    path = entry(store)
    path.unlink()
    path.mkdir()
    store.put(KEY, CONTENT)
    assert store.get(KEY) is None


def test_file_in_the_place_of_the_store_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"")
    store = Store(tmp_path / "cache", "texts")
    store.put(KEY, CONTENT)
    assert store.get(KEY) is None


def test_damaged_entry_is_mended_by_the_next_one(store: Store) -> None:
    entry(store).write_bytes(b"x")
    store.put(KEY, CONTENT)
    assert store.get(KEY) == CONTENT


def test_key_tells_apart_where_one_text_ends() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert key_of("ab") != key_of("ab", "")
    assert key_of("ab", "c") == key_of("ab", "c")


def _three_entries(folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    paths = [folder / name for name in ("oldest", "older", "newest")]
    for age, path in enumerate(paths):
        path.write_bytes(bytes(100))
        os.utime(path, ns=(age, age))
    return paths


@pytest.mark.parametrize(
    ("most", "left"),
    [(300, ["newest", "older", "oldest"]), (299, ["newest", "older"]), (100, ["newest"]), (0, [])],
)
def test_oldest_entries_are_removed_until_the_rest_fits(
    tmp_path: Path, most: int, left: list[str]
) -> None:
    store, *others = (
        tmp_path / "cache" / name for name in ("kits/a", "centres/north/site", "editor/north")
    )
    for folder in (store, *others):
        _three_entries(folder)
    assert tidy(tmp_path / "cache", most) == 3 - len(left)
    assert sorted(path.name for path in store.iterdir()) == left
    assert [len(list(folder.iterdir())) for folder in others] == [3, 3]


def test_folder_that_is_not_there_is_tidy(tmp_path: Path) -> None:
    assert tidy(tmp_path / "nothing") == 0
