"""Values: only what is asked for is unpacked, and what changes leaves copies as they were."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock, patch

from beacon.build.reading import Key
from beacon.build.values import Values

FACTS: dict[Key, Any] = {
    ("text", "help", "bg"): ("path", "head", "body"),
    ("route", "bg", "help"): None,
    ("exists", "help"): True,
    ("text", "home", "bg"): ("path", "head", "other"),
}
KEYS = list(FACTS)


def packed() -> Values:
    """Return values as a later build has them."""
    values = Values()
    values.update(FACTS)
    return Values(KEYS, values.packed(KEYS))


def test_values_are_the_same_in_a_later_build() -> None:
    values = packed()
    assert {key: values[key] for key in values} == FACTS
    assert len(values) == len(FACTS)
    assert values.kinds() == {"exists", "route", "text"}
    assert values.get(("route", "bg", "home"), "none") == "none"
    assert ("exists", "nowhere") not in values


def test_kinds_that_nobody_asks_for_stay_packed() -> None:
    values = packed()
    with patch("pickle.loads", Mock(side_effect=AssertionError)):
        values.copy().packed(KEYS)
    assert values[KEYS[0]] == FACTS[KEYS[0]]
    assert values.packed(KEYS) == packed().packed(KEYS)


def test_what_changes_leaves_copies_as_they_were() -> None:
    before = packed()
    assert before[KEYS[0]]
    after = before.copy()
    after.update({KEYS[0]: "new", ("text", "added", "bg"): "added"})
    assert before == packed()
    assert after[KEYS[0]] == "new"
    before.update({KEYS[3]: "another"})
    assert after[KEYS[3]] == FACTS[KEYS[3]]
    keys = [*KEYS, ("text", "added", "bg")]
    later = Values(keys, after.packed(keys))
    assert later == after
    assert later != before
    assert later.unlike({**FACTS, ("text", "added", "bg"): "added"}) == {KEYS[0]}


def test_what_is_new_is_known_beside_what_is_packed() -> None:
    """A build that knows little more than the last one writes down only that."""
    first = packed()
    after = first.copy()
    after.update({KEYS[0]: "new", ("added", "x"): 1})
    assert after.news() == {"text": {KEYS[0]: "new"}, "added": {("added", "x"): 1}}
    assert first.news() == {}
    later = Values(KEYS, packed().packed(KEYS), after.news())
    assert later == after
    assert later.kinds() == {"added", "exists", "route", "text"}
    copy = later.copy()
    copy.update({KEYS[0]: "newer", KEYS[3]: "other"})
    assert later == after
    assert copy.news()["text"] == {KEYS[0]: "newer", KEYS[3]: "other"}


def test_facts_without_a_number_are_not_kept() -> None:
    values = packed()
    values.update({("text", "served", "bg"): "read for nothing that could be stale"})
    assert Values(KEYS, values.packed(KEYS)) == packed()
