"""State: after an edit little is written; what is damaged or of other code is the same as none."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch

import pytest

from beacon.build.state import State, load_state, save_state
from beacon.build.values import Values
from beacon.sources import parse_yaml

GROUND = "a-ground"
MANY = {f"content/{number}.md": (("stamp", number), "text " * 50, ()) for number in range(400)}


def left(path: Path, texts: dict[str, Any], before: State | None = None) -> State:
    """Write a state with these texts, as the build after another one does; return what is read."""
    before = before or State()
    rooms, digests = {"rooms": ("now", [1, 2], ())}, {"help": ("stamps", "digest")}
    facts = Values()
    facts.update({("centre",): "value"})
    memory = rooms, texts, digests
    state = State(GROUND, memory=memory, facts=facts, keys=[("centre",)], base=before.base)
    save_state(path, state)
    read = load_state(path, GROUND)
    assert read.memory == (rooms, texts, digests)
    assert (read.facts, read.keys, read.ground) == (state.facts, state.keys, GROUND)
    return read


def bases(path: Path) -> list[Path]:
    """Return the files that hold everything as it was once."""
    return sorted(path.parent.glob("base-*"))


def test_texts_are_written_whole_once_and_then_only_what_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "state"
    first = left(path, MANY)
    (base,) = bases(path)
    about, small = base.stat().st_mtime_ns, path.stat().st_size
    assert small < base.stat().st_size / 10
    texts = {**first.memory[1], "content/7.md": ("new", "edited", ())}
    del texts["content/8.md"]
    second = left(path, texts, first)
    third = left(path, {**second.memory[1], "content/new.md": ("new", "added", ())}, second)
    assert bases(path) == [base]
    assert base.stat().st_mtime_ns == about
    assert len(third.memory[1]) == len(MANY)
    assert path.stat().st_size < small + 1_000


def test_texts_are_written_anew_where_many_have_changed(tmp_path: Path) -> None:
    path = tmp_path / "state"
    state, (old,) = left(path, MANY), bases(path)
    for number in range(60):
        name = f"content/{number}.md"
        state = left(path, {**state.memory[1], name: ("new", f"edited {number}", ())}, state)
    (new,) = bases(path)
    assert new != old


def of_many(before: State | None = None) -> State:
    """Return the state of a site with many outputs; `before` is what the last build left."""
    before = before or State()
    return State(
        GROUND, memory=before.memory, keys=list(before.keys), facts=before.facts.copy(),
        outputs=dict(before.outputs), base=before.base,
    )  # fmt: skip


def test_outputs_and_facts_are_written_whole_once_and_then_only_what_has_changed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "state"
    state = of_many()
    state.keys = [("text", f"page-{number}", "bg") for number in range(3_000)]
    state.facts.update({key: ("path", key[1]) for key in state.keys})
    state.outputs = {f"{key[1]}.html": (b"\0\0\0\0", (1, 2)) for key in state.keys}
    save_state(path, state)
    small = path.stat().st_size
    for number in range(3):
        state = of_many(load_state(path, GROUND))
        new = ("route", "bg", f"new-{number}")
        state.keys.append(new)
        state.facts.update({state.keys[number]: "edited", new: "new"})
        state.outputs[f"page-{number}.html"] = b"\1\0\0\0", (2, number)
        del state.outputs[f"page-{100 + number}.html"]
        save_state(path, state)
        read = load_state(path, GROUND)
        assert (read.keys, read.outputs) == (state.keys, state.outputs)
        assert read.facts == state.facts
    assert len(read.outputs) == 2_997
    (base,) = bases(path)
    assert path.stat().st_size < small + 1_000 < base.stat().st_size / 10
    state = of_many(read)
    state.outputs = {uri: (trace, (3, 3)) for uri, (trace, _) in state.outputs.items()}
    save_state(path, state)
    assert bases(path) != [base]
    assert load_state(path, GROUND).outputs == state.outputs
    assert load_state(path, GROUND).facts == state.facts


def test_facts_that_got_other_numbers_are_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "state"
    state = of_many()
    state.keys = [("exists", "one"), ("exists", "two")]
    state.facts.update(dict.fromkeys(state.keys, True))
    save_state(path, state)
    state = of_many(load_state(path, GROUND))
    state.keys = [("exists", "two")]
    state.facts = Values()
    state.facts.update({("exists", "two"): False})
    save_state(path, state)
    read = load_state(path, GROUND)
    assert read.keys == [("exists", "two")]
    assert {key: read.facts[key] for key in read.facts} == {("exists", "two"): False}


@pytest.mark.parametrize("name", ["state", "base"])
@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "foreign", "folder"])
def test_what_is_damaged_is_the_same_as_nothing(name: str, damage: str, tmp_path: Path) -> None:
    path = tmp_path / "state"
    left(path, MANY)
    file = path if name == "state" else bases(path)[0]
    data = file.read_bytes()
    file.unlink()
    if damage == "folder":
        file.mkdir()
    elif damage != "gone":
        middle = len(data) // 2
        changed = data[:middle] + b"\0\1\2" + data[middle + 3 :]
        file.write_bytes({"cut": data[:middle], "changed": changed, "foreign": b"x"}[damage])
    assert load_state(path, GROUND) == State()


def test_state_of_another_ground_is_the_same_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / "state"
    left(path, MANY)
    assert load_state(path, "another") == State()


def test_texts_of_an_older_state_are_not_taken_for_those_of_this_one(tmp_path: Path) -> None:
    """A backup gives back the one file and not the other."""
    path = tmp_path / "state"
    left(path, MANY)
    older = path.read_bytes()
    left(path, {"content/1.md": ("new", "another", ())})
    path.write_bytes(older)
    assert load_state(path, GROUND) == State()


def test_what_was_copied_is_read_as_well(tmp_path: Path) -> None:
    """A copy has other times, so it is looked through for damage, and there is none."""
    path = tmp_path / "state"
    left(path, MANY)
    for file in (path, *bases(path)):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    assert load_state(path, GROUND).memory[1] == MANY


def test_documents_are_opened_after_any_number_of_builds(tmp_path: Path) -> None:
    path, text = tmp_path / "state", "title: Ђак\ntopics:\n  - one\n"
    document = parse_yaml(text, "x.yml", [])
    assert document is not None
    texts = {**MANY, "x.yml": ("stamp", document, ())}
    state = left(path, texts)
    for number in range(3):
        news = {f"content/{n}.md": ("new", f"{number}", ()) for n in range(60 * (number % 2))}
        state = left(path, {**state.memory[1], **news}, state)
        read = state.memory[1]["x.yml"][1]
        assert read.data == {"title": "Ђак", "topics": ["one"]}
        assert read.line(("topics", 0)) == 3
    assert len(bases(path)) == 1


def test_lines_that_were_found_are_not_looked_for_again(tmp_path: Path) -> None:
    document = parse_yaml("title: x\ncity: y\n", "centre.yml", [])
    assert document is not None
    assert document.line(("city",)) == 2
    path = tmp_path / "state"
    rooms = {"centres": ("now", document, ())}
    save_state(path, State(GROUND, memory=(rooms, MANY, {})))
    read = load_state(path, GROUND).memory[0]["centres"][1]
    with patch("beacon.yaml_text.lines", Mock(side_effect=AssertionError)):
        assert read.line(("city",)) == 2
