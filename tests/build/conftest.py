"""What tests of builds share: the real project, built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from build_projects import CENTRES, HERE, build, real_project


@pytest.fixture(scope="session")
def few_events(shared: Callable[..., Path]) -> Path:
    """A folder with the real `project` and few events, and in `sites` those of both centres."""

    def make(folder: Path) -> None:
        root = real_project(folder / "project")
        for centre in CENTRES:
            result = build(root, folder / "sites" / centre, centre, env=HERE)
            assert result.code == 0, result.said

    return shared("few-events", make)


@pytest.fixture(scope="session")
def built_project(few_events: Path) -> Callable[[Path], Path]:
    """Makes a folder the real project with few events, with what its first build remembered.

    After an edit a build makes only what changed; that this is what a clean build makes is
    the business of other tests.
    """

    def project(folder: Path) -> Path:
        shutil.copytree(few_events / "project", folder, symlinks=True)
        return folder

    return project
