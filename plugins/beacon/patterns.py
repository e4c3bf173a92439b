"""Patterns: regular expressions that are compiled when they are first used.

Compiling all that the modules of a build hold takes longer than a small edit does, and an edit
uses few of them.
"""

from __future__ import annotations

import re
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
