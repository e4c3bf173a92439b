#!/usr/bin/env python3
"""Sets up everything and runs all tests: python3 scripts/test.py [pytest options]."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import environment
from installing import install_tools

ROOT = environment.ROOT
TOOLS = ROOT / "tests" / "tools"
EDITOR = ROOT / "requirements" / "editor"
PROGRAMS = {
    "chromium-headless-shell": "chromium-headless-shell",  # opens a page in half the time
    "java": "default-jre-headless",  # runs the Nu HTML checker
    "npm": "npm",  # fetches the Nu HTML checker, axe-core, ical.js and decap-server by locks
    "node": "nodejs",  # runs ical.js, the reader of Thunderbird and Nextcloud, and decap-server
    "cc": "gcc",  # compiles a reader around libical, which Evolution and KDE use
    "/usr/include/stdio.h": "libc6-dev",
    "/usr/include/libical/ical.h": "libical-dev",
    "uconv": "icu-devtools",  # an independent transliteration to compare ours with
    "pdftotext": "poppler-utils",  # says what a reader finds in a finished PDF
    "brotli": "brotli",  # weighs a page as a server would send it
    "git": "git",  # the tests build from a clone
    "libatomic.so.1": "libatomic1",  # the part of Playwright that runs on Node.js needs it
}
STEPS = {
    "Lint": ("ruff", "check", "--quiet", "plugins", "scripts", "tests"),
    "Format": ("ruff", "format", "--quiet", "--check", "plugins", "scripts", "tests"),
    "Types": ("mypy",),
    "Floors of the house": ("lint-imports", "--no-cache"),
}

PROCESSES = 3
"""One more than the cores of a small machine: some tests wait for a browser or a clock."""


def main() -> int:
    """Run all tests, and the linters beside them; 0 only if everything passes."""
    if Path(sys.prefix).resolve() != environment.VENV.resolve():
        _install_programs_beside()
    environment.enter("test")  # goes on in the Python of .venv, from the beginning
    _install_programs()
    # Builds of the tests have processes of their own; each would compile all of the code anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    linters = {name: _started(*step) for name, step in STEPS.items()}
    tests = _run_tests(sys.argv[1:])
    failed = [name for name, linter in linters.items() if not _passes(name, linter)]
    return 1 if failed or tests else 0


def _install_programs_beside() -> None:
    """Install programs in another process while pip works; the next to install waits for it."""
    if os.fork() == 0:
        with contextlib.suppress(SystemExit):  # told when they are missed
            _install_programs()
        os._exit(0)


def _install_programs() -> None:
    environment.need_programs(PROGRAMS)
    install_tools(TOOLS, "test tools")
    install_tools(EDITOR, "the server behind the editing page")


def _run_tests(options: list[str]) -> int:
    spread = ["-n", str(PROCESSES), "--dist", "loadgroup"]
    command = [sys.executable, "-m", "pytest", *spread, *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _started(program: str, *arguments: str) -> subprocess.Popen[str]:
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    piped = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=piped, stderr=subprocess.STDOUT, text=True)


def _passes(name: str, linter: subprocess.Popen[str]) -> bool:
    """Wait for a linter; print what it says only if it fails."""
    said, _ = linter.communicate()
    print(f"{name}: {'failed' if linter.returncode else 'passed'}", flush=True)
    if linter.returncode:
        print(said)
    return not linter.returncode


if __name__ == "__main__":
    sys.exit(main())
