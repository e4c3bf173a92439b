"""What the tests of submissions share: a folder of a submission, written field by field."""

from __future__ import annotations

from pathlib import Path

import pytest
from handed_in import Hand, Read, text

from beacon.languages.registry import Languages
from beacon.problems import Problem
from beacon.submissions.record import Submission, read_submission


@pytest.fixture
def hand_in(tmp_path: Path) -> Hand:
    """Writes a submission: `text.sr.md` unless told otherwise, and files by their names."""

    def write(slug: str = "nasa-kampanja", **files: str | bytes) -> Path:
        folder = tmp_path / "content" / "submissions" / slug
        for name, data in {"text.sr.md": text(), **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        return folder

    return write


@pytest.fixture
def read(languages: Languages) -> Read:
    """Reads a submission and what is told of it."""

    def read_it(folder: Path) -> tuple[Submission | None, list[Problem]]:
        problems: list[Problem] = []
        found = read_submission(folder, f"content/submissions/{folder.name}", languages, problems)
        return found, problems

    return read_it
