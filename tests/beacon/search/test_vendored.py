"""Scripts of others are what their packages hold, and come with their licences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parents[3] / "theme"


@pytest.mark.parametrize("folder", ["assets/vendor", "editor/vendor"])
def test_vendored_scripts_are_unmodified_and_have_their_licence(folder: str) -> None:
    vendor = THEME / folder
    entries = json.loads((vendor / "vendor.json").read_text(encoding="utf-8"))
    digests = {e["file"]: e["sha256"] for e in entries}
    files = sorted(p for p in vendor.iterdir() if p.name != "vendor.json")
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files} == digests
    licences = {p.name.removesuffix("-LICENSE.txt") for p in files if "-LICENSE" in p.name}
    assert {p.stem for p in files if p.suffix == ".js"} == licences
