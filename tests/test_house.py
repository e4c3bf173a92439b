"""The floors of the house hold, and a break of any of them is found."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = "Imports go down the floors of the house, and rooms on one floor stay apart"
NO_GENERATOR = "The library knows no site generator"
APART = "Plugins share only the site"
LOCKED = "Raw counts are read by their summary alone"
UNSEEN = "Pages are made without raw counts"
PUBLIC = "Feeds, exports and metadata know only what is public of a schedule"
NO_CIRCLE = "No module imports itself in a circle"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house, to be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    leave_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "plugins", tmp_path / "plugins", ignore=leave_out)
    return tmp_path


def contracts(house: Path) -> dict[str, bool]:
    """Return for each contract of a house whether it is kept."""
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(house / "plugins"), "COLUMNS": "200"}
    result = subprocess.run(
        [str(program), "--no-cache"],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(.+) (KEPT|BROKEN)$", result.stdout, re.MULTILINE)
    assert found, result.stdout + result.stderr
    kept = {name: word == "KEPT" for name, word in found}
    assert result.returncode == (0 if all(kept.values()) else 1)
    return kept


def broken(house: Path) -> list[str]:
    """Return the names of the contracts that are broken."""
    return [name for name, kept in contracts(house).items() if not kept]


def plant(house: Path, module: str, line: str) -> None:
    """Put a line at the end of a module."""
    path = house / "plugins" / module
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")


def test_all_contracts_are_kept(house: Path) -> None:
    names = [FLOORS, NO_GENERATOR, APART, LOCKED, UNSEEN, PUBLIC, NO_CIRCLE]
    assert contracts(house) == dict.fromkeys(names, True)


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("beacon/build/data.py", "from beacon.attendance import margins", UNSEEN),
        ("beacon/charts/bars.py", "from beacon.content import limits", FLOORS),
        ("beacon/schedule/venues.py", "from beacon.calendars import months", FLOORS),
        ("beacon/metadata/sitemap.py", "import beacon.build", FLOORS),
        ("beacon/calendars/months.py", "from beacon.figures import register", FLOORS),
        ("beacon/languages/latin.py", "from beacon.charts import bars", FLOORS),
        ("beacon/newroom/__init__.py", '"""A room that no floor has."""', FLOORS),
        ("beacon/slugs.py", "import mkdocs", NO_GENERATOR),
        ("beacon/build/site.py", "from mkdocs.config import load_config", NO_GENERATOR),
        ("beacon/content/markdown.py", "import material", NO_GENERATOR),
        ("beacon/build/views.py", "import properdocs", NO_GENERATOR),
        ("beacon/build/index.py", "import mkdocs_beacon", NO_GENERATOR),
        ("mkdocs_beacon/lessons.py", "from mkdocs_beacon import campaigns", APART),
        ("mkdocs_beacon/guide.py", "from mkdocs_beacon.pages import PagesPlugin", APART),
        ("beacon/build/site.py", "from beacon.attendance.ledger import load_ledger", LOCKED),
        ("mkdocs_beacon/attendance.py", "import beacon.attendance.ledger", LOCKED),
        ("beacon/calendars/words.py", "from beacon.schedule.presentations import Schedule", PUBLIC),
        ("beacon/metadata/structured.py", "from beacon.schedule import venues", PUBLIC),
        ("beacon/content/prose.py", "from beacon.content import slots", NO_CIRCLE),
    ],
    ids=[
        "counts-behind-pages", "upward", "upward-by-one", "upward-to-the-roof", "next-room",
        "next-room-below", "room-without-floor", "mkdocs", "part-of-mkdocs", "theme",
        "second-host", "our-plugins",
        "plugin-in-plugin", "plugin-in-pages", "raw-counts", "raw-counts-in-a-plugin",
        "whole-schedule", "venues-in-metadata", "circle",
    ],
)  # fmt: skip
def test_planted_break_is_found(module: str, line: str, contract: str, house: Path) -> None:
    plant(house, module, line)
    assert contract in broken(house)


def test_plugins_may_share_the_site(house: Path) -> None:
    plant(house, "mkdocs_beacon/lessons.py", "from mkdocs_beacon.site import state")
    assert broken(house) == []


def test_no_pattern_takes_a_group_possessively() -> None:
    """Python 3.11.2, which Debian 12 has, finds nothing or too much with such a pattern.

    CPython issue 106052, mended in 3.11.5. A single sign or a set of signs is taken rightly.
    """
    possessive = re.compile(r"\)(?:[*+?]|\{\{?\d*,?\d*\}?\})\+|\(\?>")
    assert possessive.search("(?:a|b)*+")
    assert possessive.search("(?>a)")
    assert not possessive.search("(?:[^>]*+x)*")
    files = [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
    assert len(files) > 200
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if possessive.search(line)
    ]
    assert found == []
