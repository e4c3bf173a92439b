"""The recipe: a digest of everything but the texts that decides what stands in a kit."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import beacon
from beacon.files import digest

_ROOMS = ("kits", "typesetting", "languages", "attendance")
_FILES = (
    "archives.py", "markup.py", "content/vocabulary.py", "schedule/blank_sheet.py",
    "build/kept_files.py", "build/kits.py", "build/press_kits.py", "build/sheets.py",
)  # fmt: skip
_THEME = ("kits", "print", "fonts", "illustrations", "icons")
_TOOLS = ("python-pptx", "python-docx", "typst", "pillow", "openpyxl")


def recipe_of(theme: Path) -> str:
    """Return a digest of the writers, their fonts and masters and their programs."""
    fonts = sorted((theme / "assets").glob("*.woff2"))  # slides for a browser carry them inside
    parts = [f"{path.name}\0{_of(path)}" for path in fonts]
    parts += [line for name in _THEME for line in _all_of(theme / name)]
    return digest("\n".join([*_code(), *parts, *_tools()]), 24)


@lru_cache(maxsize=1)
def _code() -> tuple[str, ...]:
    """Return digests of the code; a preview goes on with the code that it began with."""
    code = Path(beacon.__file__).parent
    rooms = [line for name in _ROOMS for line in _all_of(code / name)]
    return (*(_of(code / name) for name in _FILES), *rooms)


def _all_of(folder: Path) -> list[str]:
    """Return each file of a folder with its digest; a hidden one may be included by another."""
    files = sorted(path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())
    return [f"{folder.name}/{path.relative_to(folder)}\0{_of(path)}" for path in files]


def _of(path: Path) -> str:
    return digest(path.read_bytes(), 24)


@lru_cache(maxsize=1)
def _tools() -> tuple[str, ...]:
    from importlib.metadata import version  # noqa: PLC0415 (slow to load)

    return tuple(f"{name} {version(name)}" for name in _TOOLS)
