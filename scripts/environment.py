"""Sets up `.venv` from the locked requirements, then runs the script inside it.

Only the standard library is used here, because nothing else is installed yet.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11, 2)


def enter(lock: str = "site") -> None:
    """Return only inside `.venv` with the lock `requirements/<lock>.txt` installed.

    The first call installs and replaces the running process; a later call with
    nothing changed costs one read of the lock files.
    """
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        sys.exit(f"Beacon needs Python {wanted} or newer; this is {sys.version.split()[0]}.")
    # The lock for tests holds everything that the one for sites does.
    enough = (lock,) if lock == "test" else (lock, "test")
    if not PYTHON.exists() or all(_read(_stamp(name)) != _digest(name) for name in enough):
        _install(lock)
        _stamp(lock).write_text(_digest(lock), encoding="ascii")
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(str(PYTHON), [str(PYTHON), *sys.argv])


def centres() -> list[str]:
    """Return the names of all centres of this project, sorted."""
    return sorted(p.parent.name for p in (ROOT / "content" / "centres").glob("*/centre.yml"))


def need(programs: dict[str, str], libraries: dict[str, str]) -> None:
    """Install missing programs and libraries from Debian's packages, or name them and stop.

    Both map a name to the package that has it.
    """
    for then in (_debian_install, _name_missing):
        missing = {pack for program, pack in programs.items() if not shutil.which(program)}
        missing |= {pack for library, pack in libraries.items() if not _has_library(library)}
        if missing:
            then(sorted(missing))


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
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


def _install(lock: str) -> None:
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


def _stamp(lock: str) -> Path:
    return VENV / f".installed-{lock}"


def _digest(lock: str) -> str:
    parts = [ROOT / "requirements" / f"{lock}.txt", ROOT / "pyproject.toml"]
    sha = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for part in parts:
        sha.update(part.read_bytes())
    return sha.hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
