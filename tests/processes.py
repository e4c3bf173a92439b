"""Processes: what a test leaves behind."""

from __future__ import annotations

from pathlib import Path


def own_children() -> set[int]:
    """Return the processes that this one has started and not waited for, a browser among them."""
    of_threads = Path("/proc/self/task").glob("*/children")
    return {int(number) for path in of_threads for number in path.read_text("ascii").split()}
