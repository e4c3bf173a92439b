#!/usr/bin/env python3
"""Sets up everything and runs all tests: python3 scripts/test.py [pytest options]."""

from __future__ import annotations

import environment

environment.enter("test")

import subprocess  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from installing import install_tools  # noqa: E402

ROOT = environment.ROOT
TOOLS = ROOT / "tests" / "tools"
EDITOR = ROOT / "requirements" / "editor"
PROGRAMS = {
    "chromium": "chromium",  # the browser of the browser tests
    "java": "default-jre-headless",  # runs the Nu HTML checker
    "npm": "npm",  # fetches the Nu HTML checker, axe-core, ical.js and decap-server by locks
    "node": "nodejs",  # runs ical.js, the reader of Thunderbird and Nextcloud, and decap-server
    "cc": "gcc",  # compiles a reader around libical, which Evolution and KDE use
    "/usr/include/stdio.h": "libc6-dev",
    "/usr/include/libical/ical.h": "libical-dev",
    "uconv": "icu-devtools",  # an independent transliteration to compare ours with
    "brotli": "brotli",  # weighs a page as a server would send it
    "git": "git",  # the tests build from a clone
    "libatomic.so.1": "libatomic1",  # the part of Playwright that runs on Node.js needs it
}
STEPS = (
    ("Lint", ["ruff", "check", "--quiet", "plugins", "scripts", "tests"]),
    ("Format", ["ruff", "format", "--quiet", "--check", "plugins", "scripts", "tests"]),
    ("Types", ["mypy"]),
    ("Floors of the house", ["lint-imports", "--no-cache"]),
)


def main() -> int:
    """Run linters, then all tests; 0 only if everything passes."""
    environment.need_programs(PROGRAMS)
    install_tools(TOOLS, "test tools")
    install_tools(EDITOR, "the server behind the editing page")
    programs = Path(sys.executable).parent
    failed = [
        name for name, step in STEPS if not passes(name, [str(programs / step[0]), *step[1:]])
    ]
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *sys.argv[1:]]
    tests = subprocess.run(command, cwd=ROOT, check=False).returncode
    for name in failed:
        print(f"{name}: failed, see above.")
    return 1 if failed or tests else 0


def passes(name: str, command: list[str]) -> bool:
    """Run one linter; print what it says only if it fails."""
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    print(f"{name}: {'failed' if result.returncode else 'passed'}", flush=True)
    if result.returncode:
        print(result.stdout + result.stderr)
    return not result.returncode


if __name__ == "__main__":
    sys.exit(main())
