"""Patterns: regular expressions compiled at their first use, and texts looked through at once.

Compiling all that the modules of a build hold takes longer than a small edit does, and an edit
uses few of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, AnyStr, cast


class _Late:
    """Stands for a compiled pattern until one of its methods is asked for."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # asked by what copies or stores a value; a pattern has none
            raise AttributeError(name)
        # Compiled once: `re` remembers the last patterns. The method is found here from now on.
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def regex(text: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled at its first use; see `re.compile`.

    It has the methods of a pattern, and is given to no function of `re`.
    """
    return cast("re.Pattern[AnyStr]", _Late(text, flags))


class Joined:
    """Texts put together, each on a line, so that a pattern looks through all of them at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.whole = "\n".join(texts)
        self._starts = [*accumulate((len(text) + 1 for text in texts), initial=0)]

    def having(self, pattern: re.Pattern[str]) -> set[int]:
        """Return the numbers of at least those texts in which a pattern finds something.

        The pattern may look for the beginning of a line (re.MULTILINE), and what it must not find
        behind its words must not begin with any sign that is no letter: there the next text is.
        """
        found, at = set[int](), 0
        while match := pattern.search(self.whole, at):
            number = bisect_right(self._starts, match.start()) - 1
            found.add(number)
            at = self._starts[number + 1]  # what it found may go on there, and hide something
            if at > len(self.whole):
                break
        return found


UNPRINTABLE = regex(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
"""Signs that no text may hold (YAML 1.1 §4.1), and noncharacters, which programs keep for
themselves (Unicode §23.7), as `languages/marks.py` does."""


def unprintable(text: str) -> re.Match[str] | None:
    """Return where the first of these signs stands in a text.

    Python itself knows most texts to have none, and the pattern takes long to compile.
    """
    plain = text.replace("\n", "").replace("\xa0", "").replace("\u202f", "")
    return None if plain.isprintable() else UNPRINTABLE.search(text)
