"""Installs what scripts need: packages of Python and Node.js by their locks, Debian programs."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from environment import PYTHON, ROOT, VENV

LOCK = ROOT / "pyproject.toml"
"""Held by the process that installs Debian packages: a set-up may do several things at once."""


def need_programs(programs: dict[str, str]) -> None:
    """Install missing programs from Debian's packages, or name them and stop.

    `programs` maps the name of a program or library, or the path of a file, to the package
    that has it.
    """
    if not _missing(programs):
        return
    with _alone(LOCK):
        if missing := _missing(programs):
            _debian_install(missing)
    if missing := _missing(programs):
        _name_missing(missing)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Wait until no other process does what a file stands for."""
    with file.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _missing(programs: dict[str, str]) -> list[str]:
    return sorted({pack for program, pack in programs.items() if not _is_there(program)})


def _is_there(program: str) -> bool:
    if program.startswith("/"):
        return Path(program).is_file()
    if ".so" not in program:
        return bool(shutil.which(program))
    try:
        ctypes.CDLL(program)
    except OSError:
        return False
    return True


def _debian_install(packages: list[str]) -> None:
    """Install Debian packages where this is possible without asking, else do nothing."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing Debian packages: {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *step], check=False, env=environment, stdout=subprocess.DEVNULL)


def _name_missing(packages: list[str]) -> None:
    names = " ".join(packages)
    sys.exit(
        f"These Debian packages are missing: {names}\n"
        f"Install them with: sudo apt-get install {names}"
    )


def install_tools(folder: Path, what: str) -> None:
    """Install programs for Node.js by the lock in their folder, once; `what` says which."""
    with _alone(folder / "package-lock.json"):
        _install_tools(folder, what)


def _install_tools(folder: Path, what: str) -> None:
    lock = folder / "package-lock.json"
    done = folder / "node_modules" / ".installed"
    if done.is_file() and done.read_bytes() == lock.read_bytes():
        return
    print(f"Installing {what} …", flush=True)
    npm = shutil.which("npm") or "npm"
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=folder, check=False).returncode:
        sys.exit(f"Could not install {what}; npm's message stands above.")
    done.write_bytes(lock.read_bytes())


def install(lock: str) -> None:
    """Make `.venv` if there is none, and install a lock into it; stop where that fails."""
    if not _has_pip():
        print("Setting up .venv (once; about a minute) …", flush=True)
        _make_venv()
    for stale in VENV.glob(".installed-*"):
        stale.unlink()
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    requirements = ROOT / "requirements" / f"{lock}.txt"
    steps = [
        [*pip, "--require-hashes", "-r", str(requirements)],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ]
    for step in steps:
        if subprocess.run(step, check=False).returncode:
            sys.exit(
                "The Python packages could not be installed; pip's message stands above.\n"
                "Check the network connection and start again: nothing is left half done."
            )


def _make_venv() -> None:
    if not _has_ensurepip():
        with _alone(LOCK):
            _debian_install(["python3-venv"])
    if not _has_ensurepip():
        _name_missing(["python3-venv"])
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        sys.exit("Python could not make .venv; its message stands above.")


def _has_pip() -> bool:
    """Tell whether `.venv` is whole: a set-up may have been interrupted, Python replaced."""
    if not PYTHON.exists():
        return False
    command = [str(PYTHON), "-m", "pip", "--version"]
    return not subprocess.run(command, check=False, capture_output=True).returncode


def _has_ensurepip() -> bool:
    command = [sys.executable, "-c", "import ensurepip, venv"]
    return not subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode
