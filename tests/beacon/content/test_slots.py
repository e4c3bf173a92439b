"""Slots: found with name, argument and line, outside code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beacon.content.records import Record
from beacon.content.slots import NearSlot, Slot, find_slots, near_slots

ReadPage = Callable[..., Record]
BODY = """\
[[cards]]

Посетили смо [[figure:cities]] и [[number: students ]].
  [[help-channels:report]]
[[figures:a, b]] [[lessons]]

`[[attendance]]` и ``[[cases]]``

```
[[calendar]]
```

[[Cards]] [[1st]] [cards] [[ cards ]] [[cards:[x]]]
"""


def test_slots_are_found_with_their_lines(page: ReadPage) -> None:
    assert list(find_slots(page(BODY))) == [
        Slot("cards", "", 6, True),
        Slot("figure", "cities", 8, False),
        Slot("number", "students", 8, False),
        Slot("help-channels", "report", 9, True),
        Slot("figures", "a, b", 10, False),
        Slot("lessons", "", 10, False),
    ]


@pytest.mark.parametrize(
    ("line", "name", "argument"),
    [
        ("[[Help-channels]]", "help-channels", ""),
        ("[[help channels]]", "help-channels", ""),
        ("[[help_channels]]", "help-channels", ""),
        ("[[help\u2011channels]]", "help-channels", ""),
        ("[[ cards ]]", "cards", ""),
        ("[[cards]", "cards", ""),
        ("[[cards", "cards", ""),
        ("[cards]", "cards", ""),
        ("  [cards]]", "cards", ""),
        (r"\[\[cards\]\]", "cards", ""),
        ("[[Help-channels : report]]", "help-channels", "report"),
    ],
)
def test_what_looks_like_a_slot_is_found(line: str, name: str, argument: str) -> None:
    assert list(near_slots([(3, line)])) == [NearSlot(line.strip(), name, argument, 3)]


@pytest.mark.parametrize(
    "line", ["[[cards]]", "Овде [cards] и даље.", "[текст](a.md)", "Број [[1]](a.md).", "[^1]: x"]
)
def test_other_brackets_are_no_slots(line: str) -> None:
    assert [near for near in near_slots([(3, line)]) if near.closed] == []
    assert [near.name for near in near_slots([(3, line)])] in ([], ["1"])


def test_page_without_slots_has_none(page: ReadPage) -> None:
    assert list(find_slots(page("Текст.\n"))) == []
