"""The recipe: a digest of everything but the texts that decides what stands in a kit."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import beacon
from beacon.files import digest, listing

_ROOMS = ("kits", "typesetting", "languages", "attendance")
_FILES = (
    "archives.py", "markup.py", "schedule/blank_sheet.py",
    "build/kits.py", "build/press_kits.py", "build/sheets.py",
)  # fmt: skip
_THEME = ("kits", "print", "fonts", "illustrations", "icons")
_TOOLS = ("python-pptx", "python-docx", "typst", "pillow", "openpyxl")


def recipe_of(theme: Path) -> str:
    """Return a digest of the writers, their fonts and masters and their programs."""
    code = Path(beacon.__file__).parent
    folders = [code / name for name in _ROOMS] + [theme / name for name in _THEME]
    files = [_of(code / name) for name in _FILES]
    files += [f"{folder.name}/{n}\0{_of(folder / n)}" for folder in folders for n in _names(folder)]
    return digest("\n".join([*files, *_tools()]), 24)


def _names(folder: Path) -> list[str]:
    return [name for name in listing(folder) if not name.endswith(".pyc")]


def _of(path: Path) -> str:
    return digest(path.read_bytes(), 24)


@lru_cache(maxsize=1)
def _tools() -> tuple[str, ...]:
    from importlib.metadata import version  # noqa: PLC0415 (slow to load)

    return tuple(f"{name} {version(name)}" for name in _TOOLS)
