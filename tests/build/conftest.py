"""What the build is known not to do yet: each case stays, and says so when it is mended."""

from __future__ import annotations

import pytest

SHORTFALLS = {
    "test_english_that_stands_in_is_marked_as_english": "strings without a catalogue",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the known shortfalls; a case that passes after all is reported as such."""
    for item in items:
        reason = SHORTFALLS.get(item.name)
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
