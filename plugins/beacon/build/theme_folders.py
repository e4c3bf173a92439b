"""The folders that every site is made with: told where the theme lacks one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beacon.problems import Code, Problem

MISSING = Code(
    "CHK021",
    "A folder of the theme is missing; pages made without it would lack a part.",
    "Take it back with git, or copy it from another copy of Beacon.",
)
CODES = (MISSING,)

FOLDERS = (
    "theme",
    *(
        f"theme/{name}"
        for name in (
            "assets", "blocks", "fonts", "fonts/print", "icons", "illustrations", "kits",
            "locales", "partials", "print",
        )
    ),
)  # fmt: skip


def check_theme(root: Path) -> Iterator[Problem]:
    """Tell the folders that the theme of a project lacks; what lay inside them is not told."""
    missing: set[Path] = set()
    for folder in map(Path, FOLDERS):
        if not (root / folder).is_dir() and missing.isdisjoint(folder.parents):
            missing.add(folder)
            name = folder.as_posix()
            yield MISSING.at(name, None, "This folder is missing.", remedy(name))


def remedy(name: str) -> str:
    """Return how a file or a folder of the theme is got back."""
    return f'Take it back with "git checkout -- {name}", or copy it from another copy of Beacon.'
