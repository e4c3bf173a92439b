"""Projects to build in tests: copies that may be broken, the build as its user starts it."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
"""The surroundings in which the project that tests share is built."""
SMALL = Path(__file__).parent / "sites" / "small"
CENTRES = ("serbia", "bulgaria")
CPU_SECONDS = 30
"""A build that needs more counts as hung; CPU time, so that a busy machine does not."""
FEW_EVENTS = 8
"""Sample events of each year that a copy of the real project keeps."""
PATIENCE = 300
"""Seconds after which a build counts as waiting for something that never comes."""

_BUILD = """
import sys
from pathlib import Path
from mkdocs_beacon.commands import build_centre
root, output, centre, *more = sys.argv[1:]
options = {"strict": "--strict" in more, "mkdocs": "--mkdocs" in more}
sys.exit(not build_centre(Path(root), centre, Path(output), **options))
"""
_MESSAGE = re.compile(r"^(\S.*?): ([A-Z]{3}\d{3}) .", re.MULTILINE)

Site = Mapping[str, str]
"""The files of a folder by their path, each as a digest of its bytes."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended, and everything it said; `code` is negative for a signal."""

    code: int
    said: str

    @property
    def hung(self) -> bool:
        """Whether it had to be stopped because it used too much time."""
        return self.code == -signal.SIGXCPU

    @property
    def told(self) -> list[str]:
        """The problems it told, as `path:line CODE`, in the order in which they were told."""
        return told(self.said)


def told(said: str) -> list[str]:
    """Return the problems in a text as `path:line CODE`, in their order."""
    return [f"{place} {code}" for place, code in _MESSAGE.findall(said)]


def real_project(folder: Path) -> Path:
    """Make `folder` a copy of this project's content with its theme, and return it.

    Of the sample events each year keeps the first few: the pages of the others are like theirs,
    and `tests/site` looks at them all.
    """
    shutil.copytree(ROOT / "content", folder / "content")
    for centre in (folder / "content" / "centres").iterdir():
        _keep_few_events(centre)
    return _with_the_rest(folder)


def _keep_few_events(centre: Path) -> None:
    """Take most sample events out of a centre, from every table that names them."""
    ids: set[str] = set()
    for path in (centre / "schedule").glob("presentations-*-samples.csv"):
        _, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        ids.update(row[0] for row in rows[FEW_EVENTS:])
    for path in sorted(centre.rglob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if ids.isdisjoint(next(csv.reader([line])))]
        path.write_text("".join(kept), encoding="utf-8")


def small_project(folder: Path) -> Path:
    """Make `folder` a project of the centres north and south with seven pages, and return it."""
    shutil.copytree(SMALL, folder)
    shutil.copytree(ROOT / "content" / "vocabulary", folder / "content" / "vocabulary")
    return _with_the_rest(folder)


def _with_the_rest(folder: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("theme", "plugins"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def project_with_scripts(folder: Path, make: Callable[[Path], Path] = real_project) -> Path:
    """Make `folder` a copy of this project in which the scripts run, and return it.

    `make` makes the project itself, of which this one is the usual.

    Its `.venv` is the one of this test run, marked as up to date, so that nothing is installed.
    """
    make(folder)
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    without_tools = shutil.ignore_patterns("node_modules")
    shutil.copytree(ROOT / "requirements", folder / "requirements", ignore=without_tools)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    mark = "import environment as e; e._stamp('test').write_text(e._digest('test'))"
    subprocess.run([sys.executable, "-c", mark], cwd=folder / "scripts", check=True)
    return folder


def command(root: Path, output: Path, centre: str, *more: str, before: str = "") -> list[str]:
    """Return the command of a build; `before` is code that runs first in its process."""
    return [sys.executable, "-c", before + _BUILD, str(root), str(output), centre, *more]


def run(
    arguments: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Result:
    """Run a command to its end, or until it has used too much time."""
    ended = subprocess.run(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, **(env or {})},
        cwd=cwd,
        preexec_fn=_limit_time,
    )
    return Result(ended.returncode, ended.stdout.decode(errors="backslashreplace"))


def _limit_time() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))


def build(
    root: Path, output: Path, centre: str, *more: str, env: Mapping[str, str] | None = None
) -> Result:
    """Build one centre's site in a process of its own, as its user does."""
    return run(command(root, output, centre, *more), env=env)


def script(root: Path, name: str, *arguments: str) -> Result:
    """Run a script of a project as its user does; it must not install anything."""
    env = {"PIP_NO_INDEX": "1"}
    return run([sys.executable, str(root / "scripts" / name), *arguments], env=env, cwd=root)


def snapshot(folder: Path) -> Site:
    """Return every file of a folder with a digest; a folder that is not there has none.

    What a project remembers of its builds, in `.cache`, is left out.
    """
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != ".cache"
    }


def restore(folder: Path, kept: Path) -> None:
    """Make a folder what another one is; what looks the same there is left as it is."""
    there = {entry.name: entry for entry in os.scandir(folder)}
    wanted = {entry.name: entry for entry in os.scandir(kept)}
    for name, entry in list(there.items()):
        if name not in wanted or _look(entry) != _look(wanted[name]):
            _remove(entry)
            del there[name]
    for name, entry in wanted.items():
        target = folder / name
        if entry.is_symlink():
            if name not in there:
                target.symlink_to(Path(entry).readlink())
        elif entry.is_dir():
            target.mkdir(exist_ok=True)
            restore(target, Path(entry))
        elif name not in there:
            shutil.copy2(entry, target)


def _look(entry: os.DirEntry[str]) -> tuple[object, ...]:
    """Return what tells a file that was changed, or a thing of another kind, from the old one."""
    stat = entry.stat(follow_symlinks=False)
    if entry.is_symlink():
        return stat.st_mode, Path(entry).readlink()
    return (stat.st_mode,) if entry.is_dir() else (stat.st_mode, stat.st_mtime_ns, stat.st_size)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry)
    else:
        Path(entry).unlink()


def differing(one: Site, other: Site) -> list[str]:
    """Return the files in which two sites differ, sorted; none if they are the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def leftovers(output: Path) -> list[str]:
    """Return the names of what a build has left beside its output folder."""
    return sorted(path.name for path in output.parent.glob(f".{output.name}.*"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must stand in a file exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def without_plugin(root: Path, name: str) -> None:
    """Take the lines of a plugin out of a project's mkdocs.yml."""
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    lines = re.compile(rf"^  - {name}\b.*\n(?:    .*\n)*", re.MULTILINE)
    assert len(lines.findall(text)) == 1
    path.write_text(lines.sub("", text), encoding="utf-8")
