"""Documents: what they name is there, and what a script or a text can take is named in them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from beacon.build.blocks import BLOCKS, INLINE
from beacon.build.codes import ALL_CODES
from beacon.content.lessons import PARTS

ROOT = Path(__file__).resolve().parent.parent
README, CONTENT = ROOT / "README.md", ROOT / "content" / "README.md"
OF_HOUSE = (README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", CONTENT)
GUIDES = {
    language: tuple(sorted((ROOT / "content/commons" / language / "guide").rglob("*.md")))
    for language in ("en", "sr", "bg")
}
DOCUMENTS = (*OF_HOUSE, *(path for guide in GUIDES.values() for path in guide))


def text_of(*paths: Path) -> str:
    """Return the text of documents."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_codes_and_scripts_that_a_document_names_are_there(path: Path) -> None:
    text = text_of(path)
    assert set(re.findall(r"\b[A-Z]{3}\d{3}\b", text)) - ALL_CODES.keys() == set()
    scripts = set(re.findall(r"scripts/(\w+\.py)", text))
    assert {name for name in scripts if not (ROOT / "scripts" / name).is_file()} == set()


def test_every_option_of_a_script_is_named() -> None:
    text = text_of(*OF_HOUSE, *GUIDES["en"])
    taken = {
        (path.name, option)
        for path in (ROOT / "scripts").glob("*.py")
        for option, more in re.findall(
            r'add_argument\(\s*"(--[a-z-]+)"([^)]*)', path.read_text(encoding="utf-8")
        )
        if "SUPPRESS" not in more
    }
    assert len(taken) > 50
    assert {one for one in taken if not re.search(rf"{one[1]}(?![\w-])", text)} == set()


@pytest.mark.parametrize("language", GUIDES)
def test_guides_give_the_same_commands_in_every_language(language: str) -> None:
    found = re.findall(r"scripts/(\w+\.py)([^`\n]*)", text_of(*GUIDES[language]))
    english = re.findall(r"scripts/(\w+\.py)([^`\n]*)", text_of(*GUIDES["en"]))
    asked = [[(name, re.findall(r"--[a-z-]+", words)) for name, words in one]
             for one in (found, english)]  # fmt: skip
    assert asked[0] == asked[1]


@pytest.mark.parametrize("language", GUIDES)
def test_parts_that_a_lesson_must_have_are_named(language: str) -> None:
    for text in (text_of(CONTENT), text_of(*GUIDES[language])):
        assert {part for part in PARTS if f"`{part}`" not in text} == set()


def test_every_block_is_named() -> None:
    text = text_of(CONTENT)
    assert {name for name in (*BLOCKS, *INLINE) if f"[[{name}" not in text} == set()


@pytest.mark.parametrize("name", ["fonts.py", "slide_metrics.py"])
def test_script_for_maintainers_finds_its_packages_by_itself(name: str) -> None:
    command = [sys.executable, "-S", str(ROOT / "scripts" / name), "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_house_is_drawn_as_its_floors_are() -> None:
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if "exhaustive" in contract)
    house = text_of(ROOT / "CONTRIBUTING.md").split("```")[1]
    drawn = re.findall(r"^[0-6 ]  (\w+(?: \| \w+)*)(?:  |$)", house, re.MULTILINE)
    assert drawn[1:] == [re.sub(r"[()]", "", layer) for layer in layers]
