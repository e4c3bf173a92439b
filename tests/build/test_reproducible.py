"""The same content is the same site, byte for byte, wherever and whenever it is built."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from build_projects import (
    CENTRES,
    HERE,
    Result,
    build,
    command,
    differing,
    edit,
    leftovers,
    real_project,
    run,
    snapshot,
)

# Together, so that the sites they share are built once.
pytestmark = pytest.mark.xdist_group("reproducible")
# Puts the clock of a process forward by a hundred days: every road by which Python asks for the
# time. The types of datetime are written in C and locked, so their dictionaries are reached
# through the garbage collector; `faketime` would do the same, and is not everywhere.
_LATER = """
import ctypes, datetime, gc, time
_gap = 100 * 86400
_now, _now_ns, _text = time.time, time.time_ns, time.strftime
_local, _utc = time.localtime, time.gmtime
time.time = lambda: _now() + _gap
time.time_ns = lambda: _now_ns() + _gap * 10**9
time.localtime = lambda moment=None: _local(time.time() if moment is None else moment)
time.gmtime = lambda moment=None: _utc(time.time() if moment is None else moment)
time.strftime = lambda shape, moment=None: _text(shape, moment or time.localtime())
def _put(cls, name, function):
    gc.get_referents(cls.__dict__)[0][name] = classmethod(function)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))
_put(datetime.date, "today", lambda cls: cls.fromtimestamp(time.time()))
_put(datetime.datetime, "today", lambda cls: cls.fromtimestamp(time.time()))
_put(datetime.datetime, "now", lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
_put(datetime.datetime, "utcnow", lambda cls: cls.utcfromtimestamp(time.time()))
"""
_THERE = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "123"}


def _locale() -> str:
    """Return a Bulgarian locale if this machine has one, else that of no country in UTF-8."""
    try:
        known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    except OSError:
        known = ""
    return next((name for name in known.split() if name.startswith("bg_BG")), "C.UTF-8")


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same from a copy in another folder, time zone, locale, order and on another day."""
    folder = tmp_path_factory.mktemp("elsewhere") / "a folder с размацима"
    folder.mkdir()
    root = real_project(folder / "another project")
    env = {**_THERE, "LANG": _locale(), "LC_ALL": _locale()}
    for centre in CENTRES:
        arguments = command(root, folder / "sites" / centre, centre, before=_LATER)
        _published(run(arguments, env=env))
    return folder


def _published(result: Result) -> None:
    assert result.code == 0, result.said


def test_the_other_day_is_another_day() -> None:
    """The clock of the second build is really put forward, by each road to the time."""
    asked = (
        "import time\nfrom datetime import UTC, date, datetime\n"
        "print(date.today(), datetime.now(UTC).date(), datetime.now().date(),"
        " datetime.fromtimestamp(time.time(), UTC).date(), time.strftime('%Y-%m-%d'))"
    )
    [arguments, dash, code, *_] = command(Path(), Path(), "", before=_LATER)
    later = code[: len(_LATER)] + asked
    days = run([arguments, dash, later], env={"TZ": "UTC"}).said.split()
    assert len(days) == 5
    today = datetime.now(UTC).date()
    assert {(date.fromisoformat(day) - today).days for day in days} <= {99, 100, 101}


@pytest.mark.parametrize("centre", CENTRES)
def test_two_builds_are_the_same_bytes(few_events: Path, there: Path, centre: str) -> None:
    one, other = snapshot(few_events / "sites" / centre), snapshot(there / "sites" / centre)
    assert len(one) > 100
    assert differing(one, other) == []


@pytest.mark.parametrize("centre", CENTRES)
def test_no_file_tells_where_it_was_built(few_events: Path, centre: str) -> None:
    site = few_events / "sites" / centre
    place = str(few_events).encode()
    assert [name for name in snapshot(site) if place in (site / name).read_bytes()] == []


def test_building_over_an_existing_site_equals_a_clean_build(
    few_events: Path, tmp_path: Path
) -> None:
    """An older site with pages that are no more, and with a changed file, leaves no trace."""
    root, output = tmp_path / "project", tmp_path / "site"
    for folder in (root, tmp_path / "as-it-was"):
        shutil.copytree(few_events / "project", folder, symlinks=True)
    extra = root / "content" / "commons" / "en" / "old-page.md"
    extra.write_text("---\ntitle: Old\ndescription: Old.\n---\n\nOld.\n", encoding="utf-8")
    edit(root / "content" / "centres" / "serbia" / "centre.yml", "en: NKC}", "en: OLD}")
    _published(build(root, output, "serbia", env=HERE))
    assert (output / "en" / "old-page" / "index.html").is_file()
    (output / "en" / "index.html").write_text("changed by hand", encoding="utf-8")

    _published(build(tmp_path / "as-it-was", output, "serbia", env=HERE))
    assert differing(snapshot(output), snapshot(few_events / "sites" / "serbia")) == []
    assert leftovers(output) == []


def test_build_changes_nothing_in_the_project(few_events: Path, tmp_path: Path) -> None:
    root = shutil.copytree(few_events / "project", tmp_path / "p", symlinks=True)
    before = snapshot(root)
    _published(build(root, tmp_path / "site", "bulgaria", env=HERE))
    assert differing(snapshot(root), before) == []
