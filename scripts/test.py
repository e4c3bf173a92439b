#!/usr/bin/env python3
"""Sets up everything and runs all tests: python3 scripts/test.py [pytest options]."""

from __future__ import annotations

import environment

environment.enter("test")

import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = environment.ROOT
TOOLS = ROOT / "tests" / "tools"
PROGRAMS = {
    "chromium": "chromium",  # the browser of the browser tests
    "java": "default-jre-headless",  # runs the Nu HTML checker
    "npm": "npm",  # fetches the Nu HTML checker, axe-core and ical.js by their lock
    "node": "nodejs",  # runs ical.js, the calendar reader of Thunderbird and Nextcloud
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
    install_tools()
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


def install_tools() -> None:
    """Install the tests' own JavaScript tools by their lock, once."""
    lock = TOOLS / "package-lock.json"
    done = TOOLS / "node_modules" / ".installed"
    if done.is_file() and done.read_bytes() == lock.read_bytes():
        return
    print("Installing test tools …", flush=True)
    npm = shutil.which("npm") or "npm"
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=TOOLS, check=False, env={**os.environ}).returncode:
        sys.exit("The test tools could not be installed; npm's message stands above.")
    done.write_bytes(lock.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
