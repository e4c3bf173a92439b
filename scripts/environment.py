"""Sets up `.venv` from the locked requirements, then lets the script run with its packages.

Only the standard library is used here, because nothing else is installed yet, and as little
of it as can be: this runs before every build.
"""

from __future__ import annotations

import atexit
import errno
import io
import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
AS_OF = "BEACON_AS_OF"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11, 2)
_NOT_OURS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}
"""What a system refuses in a folder that is locked or full."""


def enter(lock: str = "site") -> None:
    """Return only with the lock `requirements/<lock>.txt` installed in `.venv` and on the path.

    The first call installs; a later call with nothing changed costs a look at the lock files.
    Where the running Python is the one `.venv` was made from, its packages are put on the path;
    otherwise, and for tests, the Python of `.venv` takes the place of this process.
    """
    _speak_plainly()
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        sys.exit(f"Beacon needs Python {wanted} or newer; this is {sys.version.split()[0]}.")
    # The lock for tests holds everything that the one for sites does.
    enough = (lock,) if lock == "test" else (lock, "test")
    if not PYTHON.exists() or not any(map(_is_installed, enough)):
        import installing  # noqa: PLC0415 (slow to load, and seldom needed)

        installing.install(lock)
        _mark(lock)
    # Compiling it anew would be half of a short build; git ignores the folders, as it does .venv.
    sys.dont_write_bytecode = False
    # Pydantic would look through every installed package for plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    packages = VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    if lock != "test" and _is_of_this_python() and packages.is_dir():
        sys.path[1:1] = [str(ROOT / "plugins"), str(packages)]
        return
    os.environ["PYTHONHASHSEED"] = "0"
    os.execv(str(PYTHON), [str(PYTHON), *sys.argv])


def _speak_plainly() -> None:
    """Let no script end in a list of its code for what is no fault of it.

    Letters that a terminal lacks are shown by their numbers. Ctrl+C ends in silence, and so does
    a script whose reader has seen enough, such as `head`. A locked folder or a full disk is named.
    """
    # Where nobody gave us a place to print, Python has none, and asking a question would fail.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.excepthook = _ended
    atexit.register(_say_the_rest)


def _ended(kind: type[BaseException], error: BaseException, trace: object) -> None:
    if issubclass(kind, KeyboardInterrupt):
        print(file=sys.stderr)
    elif isinstance(error, OSError) and error.errno in _NOT_OURS:
        _tell_refused(error)
        _throw_away_what_cannot_be_said()
    elif not (issubclass(kind, BrokenPipeError) and _is_no_longer_read()):
        sys.__excepthook__(kind, error, error.__traceback__)


def refused(error: OSError) -> str:
    """Return what the system has refused, and why; a file is written under another name first."""
    name = str(error.filename or "the disk")
    folder, file = os.path.split(name)
    real, _, digits = file.removeprefix(".").rpartition(".")
    if file.startswith(".") and real and len(digits) == 32:
        name = os.path.join(folder, real)  # noqa: PTH118
    return f"{name} ({error.strerror})"


def _tell_refused(error: OSError) -> None:
    print(f"This cannot be read or written: {refused(error)}.", file=sys.stderr)


def _say_the_rest() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _is_no_longer_read()
    except OSError as error:
        if error.errno not in _NOT_OURS:
            raise
        # Whoever keeps the output in a file has not got it, and Python has its answer already.
        _tell_refused(error)
        sys.stderr.flush()
        os._exit(1)


def _throw_away_what_cannot_be_said() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _throw_away()


def _throw_away() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_no_longer_read() -> bool:
    """Tell whether nobody reads what we print; what is still to be printed is thrown away."""
    import select  # noqa: PLC0415 (seldom needed)

    out = select.poll()
    out.register(sys.stdout.fileno(), 0)
    if not out.poll(0):
        return False
    _throw_away()
    return True


def port(text: str) -> int:
    """Return the port of this computer that an argument of a script names."""
    if text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) < 65536:
        return int(text)
    import argparse  # noqa: PLC0415 (most scripts have no port)

    raise argparse.ArgumentTypeError(f'"{text}" is no port; write a number from 1 to 65535')


def day(text: str) -> date:
    """Return the day that an argument of a script names, which may be `today`."""
    try:
        return date.today() if text == "today" else date.fromisoformat(text)
    except ValueError:
        import argparse  # noqa: PLC0415 (only where it is wrong)

        said = f'"{text}" is no day; write it as 2027-06-30, or today'
        raise argparse.ArgumentTypeError(said) from None


def declare_day(given: date | None = None) -> str:
    """Let builds declare a day, or what `BEACON_AS_OF` says; there it may be `today` as well."""
    said = given or os.environ.get(AS_OF, "")
    os.environ[AS_OF] = str(date.today()) if said == "today" else str(said)
    return os.environ[AS_OF]


def number(text: str) -> int:
    """Return the number from 1 that an argument of a script is."""
    if text.isascii() and text.isdigit() and len(text) < 6 and int(text) > 0:
        return int(text)
    import argparse  # noqa: PLC0415 (as above)

    raise argparse.ArgumentTypeError(f'"{text}" is no number from 1')


def centres() -> list[str]:
    """Return the names of all centres of this project, sorted."""
    found = (p.parent.name for p in (ROOT / "content" / "centres").glob("*/centre.yml"))
    return sorted(name for name in found if not name.startswith((".", "_")))


def need_programs(programs: dict[str, str]) -> None:
    """Install missing programs from Debian's packages, or name them and stop.

    `programs` maps a program's name, or the path of a file, to the package that has it.
    """
    import installing  # noqa: PLC0415

    installing.need_programs(programs)


def _is_of_this_python() -> bool:
    """Tell whether `.venv` was made from the Python that is running."""
    home = next(
        (line for line in _read(VENV / "pyvenv.cfg").splitlines() if line.startswith("home")), ""
    )
    here = os.path.dirname(os.path.realpath(sys.executable))  # noqa: PTH120
    return os.path.realpath(home.partition("=")[2].strip() or ".") == here


def _is_installed(lock: str) -> bool:
    """Tell whether a lock is installed as it is now; read only if it was touched since."""
    digest, _, looks = _read(_stamp(lock)).strip().partition("\n")
    if looks and looks == _looks(lock):
        return True
    if not digest or digest != _digest(lock):
        return False
    _mark(lock)
    return True


def _mark(lock: str) -> None:
    _stamp(lock).write_text(f"{_digest(lock)}\n{_looks(lock)}\n", encoding="ascii")


def _looks(lock: str) -> str:
    """Return when the files that say what is installed were changed, how large and where."""
    stats = [(path, path.stat()) for path in _parts(lock)]
    return " ".join(f"{str(p)!a} {s.st_mtime_ns} {s.st_size}" for p, s in stats)


def _parts(lock: str) -> list[Path]:
    return [ROOT / "requirements" / f"{lock}.txt", ROOT / "pyproject.toml"]


def _stamp(lock: str) -> Path:
    return VENV / f".installed-{lock}"


def _digest(lock: str) -> str:
    import hashlib  # noqa: PLC0415 (slow to load)

    sha = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for part in _parts(lock):
        sha.update(part.read_bytes())
    return sha.hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
