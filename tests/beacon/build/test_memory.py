"""Memory: what was read is read again when its file is another, and only then."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from beacon.build.listings import NO_FILE, Listings
from beacon.build.memory import Memory
from beacon.build.stamps import stamps_below
from beacon.files import listing
from beacon.problems import Code, Problem

ODD = Code("TST001", "Something is odd.", "Make it even.")


class Desk:
    """A folder, the memory of it, and how often something was read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.left: tuple[Any, ...] = ({}, {}, {})
        self.count = 0
        self.problems: list[Problem] = []

    def put(self, name: str, text: str, time: int = 1) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(time, time))

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def memory(self) -> Memory:
        """Begin a build with what the last one has left."""
        self.problems = []
        return Memory(self.root, stamps_below(self.root), *self.left)

    def reads(self, name: str) -> Callable[[list[Problem]], str]:
        def read(told: list[Problem]) -> str:
            self.count += 1
            told.append(ODD.at(name, None, "It is odd."))
            return (self.root / name).read_text(encoding="utf-8")

        return read


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.put("texts/a.md", "one")
    return desk


def test_text_is_read_once_and_its_problems_are_told_each_time(desk: Desk) -> None:
    for _ in range(3):
        memory = desk.memory()
        assert memory.text("texts/a.md", desk.reads("texts/a.md"), desk.problems) == "one"
        assert [problem.path for problem in desk.problems] == ["texts/a.md"]
    assert desk.count == 1


@pytest.mark.parametrize(("text", "time"), [("two!", 1), ("two", 2)])
def test_text_is_read_again_when_its_size_or_time_is_another(
    desk: Desk, text: str, time: int
) -> None:
    desk.memory().text("texts/a.md", desk.reads("texts/a.md"), desk.problems)
    desk.put("texts/a.md", text, time)
    assert desk.memory().text("texts/a.md", desk.reads("texts/a.md"), desk.problems) == text


def test_text_without_a_stamp_is_always_read(desk: Desk) -> None:
    memory = Memory(desk.root, {})
    for _ in range(2):
        memory.text("texts/a.md", desk.reads("texts/a.md"), desk.problems)
    assert desk.count == 2


def test_text_that_nobody_asked_for_is_forgotten(desk: Desk) -> None:
    desk.put("texts/b.md", "b")
    memory = desk.memory()
    for name in ("texts/a.md", "texts/b.md"):
        memory.text(name, desk.reads(name), desk.problems)
    memory.forget_others()
    assert set(desk.left[1]) == {"texts/a.md", "texts/b.md"}
    memory = desk.memory()
    memory.text("texts/a.md", desk.reads("texts/a.md"), desk.problems)
    memory.forget_others()
    assert set(desk.left[1]) == {"texts/a.md"}


def _room(desk: Desk, needs: Any = None) -> str:
    memory = desk.memory()
    return memory.room("room", ("texts/",), desk.reads("texts/a.csv"), desk.problems, needs)


def test_room_is_made_again_for_another_text_file_or_need_but_not_for_another_time(
    desk: Desk,
) -> None:
    desk.put("texts/a.csv", "one")
    counts = []
    for change in (
        lambda: None,
        lambda: desk.put("texts/a.csv", "one", 2),
        lambda: desk.put("texts/a.csv", "two", 3),
        lambda: desk.put("texts/deep/b.csv", "b"),
        lambda: desk.remove("texts/deep/b.csv"),
        lambda: desk.put("other.csv", "c"),
        lambda: desk.put("texts/text.md", "read by itself"),
    ):
        change()
        _room(desk)
        assert [problem.path for problem in desk.problems] == ["texts/a.csv"]
        counts.append(desk.count)
    assert counts == [1, 1, 2, 3, 4, 4, 4]
    _room(desk, ("another",))
    _room(desk, ("another",))
    assert desk.count == 5


def test_digest_tells_names_and_contents_apart(desk: Desk) -> None:
    desk.put("texts/a.csv", "one")
    digests = [desk.memory().digest("d", ("texts/",))]
    desk.put("texts/a.csv", "two")
    os.utime(desk.root / "texts/a.csv", ns=(2, 2))
    digests.append(desk.memory().digest("d", ("texts/",)))
    (desk.root / "texts/a.csv").rename(desk.root / "texts/b.csv")
    digests.append(desk.memory().digest("d", ("texts/",)))
    (desk.root / "texts/b.csv").unlink()
    digests.append(desk.memory().digest("d", ("texts/",)))
    assert len(set(digests)) == 4


def test_files_that_were_looked_at_are_listed_as_the_folder_lists_them(tmp_path: Path) -> None:
    folder = tmp_path / "content/commons/sr"
    names = (
        "a/index.md",
        "a.b/c.svg",
        "a-b/index.md",
        "_draft/x.md",
        "z/_x.md",
        ".y/z.md",
        "index.md",
    )
    aside = ("a/index.md~", "#x#", "z/Thumbs.db", "~$x.docx", "index.md.bak")
    for name in (*names, *aside, "z/.hidden", ".y/z.md", "__pycache__/x.pyc"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.md").touch()
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "nowhere.md").symlink_to(tmp_path / "not there")
    (folder / "file.md").symlink_to(tmp_path / "elsewhere/x.md")
    (tmp_path / "content/commons/bg").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "pipe.md")
    followed = Listings().stamps_below(tmp_path / "content", "content/", links=4)
    assert "content/commons/sr/linked/x.md" in followed
    for stamps in (stamps_below(tmp_path / "content", "content/"), followed):
        memory = Memory(tmp_path, stamps)
        for tag in ("sr", "bg", "en"):
            shown = f"content/commons/{tag}"
            assert memory.listing(tmp_path / shown, shown) == listing(tmp_path / shown), tag
    assert memory.listing(folder, "content/commons/sr")[:3] == [
        "a/index.md",
        "a-b/index.md",
        "a.b/c.svg",
    ]


def test_folder_that_may_not_be_looked_into_is_not_taken_for_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "content/commons/sr"
    (folder / "help").mkdir(parents=True)
    (folder / "index.md").touch()
    stamps = {"content/commons/sr/index.md": (1, 2), "content/commons/sr/help/": NO_FILE}
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith("/help"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        Memory(tmp_path, stamps).listing(folder, "content/commons/sr")
