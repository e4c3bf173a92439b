"""How these tests are shared out: those that read every page stand in one process."""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let all that need no browser run in the same process, so that pages are read once."""
    for item in items:
        if item.path.parent.name == "site" and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("pages"))
