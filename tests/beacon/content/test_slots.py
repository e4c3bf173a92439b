"""Slots: found with name, argument and line, outside code."""

from __future__ import annotations

from collections.abc import Callable

from beacon.content.records import Record
from beacon.content.slots import Slot, find_slots

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


def test_page_without_slots_has_none(page: ReadPage) -> None:
    assert list(find_slots(page("Текст.\n"))) == []
