"""A site is published whole or not at all: killed, failed, out of disk, two at once."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE

import pytest
from build_projects import (
    PATIENCE,
    Result,
    Site,
    build,
    command,
    differing,
    edit,
    leftovers,
    project_with_scripts,
    run,
    script,
    small_project,
    snapshot,
)

KILLS = 12
# Audit events by which a Python process touches the file system (sys.addaudithook, PEP 578);
# "ctypes.dlsym" is the look-up of the call that exchanges two folders.
_KILL_AT = """
import os, signal, sys
_events = "open os.mkdir os.rename os.remove os.rmdir os.link shutil.rmtree ctypes.dlsym".split()
_left = int(os.environ["KILL_AFTER"])
_seen = [0]
def _hook(event, arguments):
    if event not in _events or not _armed:
        return
    _seen[0] += 1
    if _seen[0] > _left:
        os.kill(os.getpid(), signal.SIGKILL)
_armed = False
sys.addaudithook(_hook)
import contextlib
import beacon.build.mirror as _mirror
_published = _mirror.published
@contextlib.contextmanager
def _armed_published(*arguments, **named):
    global _armed
    _armed = True
    with _published(*arguments, **named) as stamps:
        yield stamps
    print("events", _seen[0])
    _armed = False
_mirror.published = _armed_published
"""
_NO_LARGE_FILES = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
"""


@dataclass(frozen=True, slots=True)
class Versions:
    """Two projects whose sites differ in every page, those sites, and the time a build takes."""

    roots: tuple[Path, Path]
    sites: tuple[Path, Path]
    whole: tuple[Site, Site]
    seconds: float

    def of(self, live: Path) -> int | None:
        """Return which version stands in a folder whole, or None if neither does."""
        found = snapshot(live)
        return next((n for n in (0, 1) if not differing(found, self.whole[n])), None)

    def put(self, number: int, live: Path) -> None:
        """Put a version in a folder that is not there yet."""
        shutil.copytree(self.sites[number], live)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    folder = tmp_path_factory.mktemp("versions")
    roots, sites, seconds = [], [], 0.0
    for number in (0, 1):
        root, site = small_project(folder / f"project-{number}"), folder / f"site-{number}"
        centre = root / "content/centres/north/centre.yml"
        edit(centre, "{sr: СЦ, en: NC}", f"{{sr: СЦ{number}, en: NC{number}}}")
        start = time.monotonic()
        result = build(root, site, "north")
        seconds = max(seconds, time.monotonic() - start)
        assert result.code == 0, result.said
        roots.append(root)
        sites.append(site)
    whole = snapshot(sites[0]), snapshot(sites[1])
    pages = [name for name in whole[0] if name.endswith("index.html") and name != "index.html"]
    assert len(pages) == 315
    assert set(pages) <= set(differing(*whole))
    return Versions((roots[0], roots[1]), (sites[0], sites[1]), whole, seconds)


def test_killed_at_random_moments_leaves_a_whole_site(versions: Versions, tmp_path: Path) -> None:
    """Twelve builds are killed, at moments spread over the time that a build takes."""
    live, chance, seconds = tmp_path / "site", random.Random(2), versions.seconds
    versions.put(0, live)
    stands, killed, started = 0, 0, 0
    while killed < KILLS:
        started += 1
        assert started < 3 * KILLS, "too many builds ended before they were killed"
        following = 1 - stands
        moment = seconds * (killed + chance.random()) / KILLS
        arguments = command(versions.roots[following], live, "north")
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        process.kill()
        if process.wait(PATIENCE) == -signal.SIGKILL:
            killed += 1
        else:  # this machine has become faster since the first builds
            seconds *= 0.9
        found = versions.of(live)
        assert found in (stands, following), f"torn by a kill after {moment:.3f} s"
        stands = found

    assert build(versions.roots[1 - stands], live, "north").code == 0
    assert versions.of(live) == 1 - stands
    assert leftovers(live) == []


def test_killed_at_every_step_of_the_swap_leaves_a_whole_site(
    versions: Versions, tmp_path: Path
) -> None:
    """The swap itself is too short to be met by chance, so it is killed at each of its steps."""
    live = tmp_path / "site"
    versions.put(0, live)
    arguments = command(versions.roots[1], live, "north", before=_KILL_AT)
    whole = run(arguments, env={"KILL_AFTER": "1000000"})
    assert whole.code == 0, whole.said
    steps = int(whole.said.split("events ")[1].split()[0])
    assert steps > 3
    # The first steps one by one; of the many files that are removed afterwards only some.
    # A swap that comes after a killed one may have fewer steps, and then ends well.
    stands, seen, killed = 1, set(), 0
    for step in sorted({*range(6), steps // 2, steps - 1}):
        arguments = command(versions.roots[1 - stands], live, "north", before=_KILL_AT)
        result = run(arguments, env={"KILL_AFTER": str(step)})
        assert result.code in (0, -signal.SIGKILL), result.said
        killed += result.code != 0
        found = versions.of(live)
        assert found is not None, f"torn by a kill at step {step} of {steps}"
        seen.add(found == stands)
        stands = found
    assert killed >= 6
    assert seen == {True, False}, "the kills came only before the swap, or only after it"


def test_first_build_killed_leaves_no_half_site(versions: Versions, tmp_path: Path) -> None:
    live = tmp_path / "site"
    process = subprocess.Popen(command(versions.roots[0], live, "north"))
    time.sleep(versions.seconds * 0.8)
    process.kill()
    process.wait(PATIENCE)
    assert not live.exists() or versions.of(live) == 0


def test_interrupted_build_leaves_the_old_site_and_nothing_beside_it(
    versions: Versions, tmp_path: Path
) -> None:
    """Ctrl+C is no fault of the program: no traceback, and the half site is cleared away."""
    live = tmp_path / "site"
    versions.put(0, live)
    root = small_project(tmp_path / "project")  # where nothing is remembered
    # The signal may come a moment later; nothing else is to go wrong meanwhile.
    stop = "import os, signal, time\nimport beacon.metadata.share as s\n" + (
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job may ignore it
        "s._fit = lambda *a: (os.kill(os.getpid(), signal.SIGINT), time.sleep(60))\n"
    )
    result = run(command(root, live, "north", before=stop))
    assert result.code not in (0, None)
    assert versions.of(live) == 0
    assert "Traceback" not in result.said
    assert leftovers(live) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/commons/en/help/index.md", "quick_exit: true", "quick_exit: perhaps"),
        # A law of the other centre, which is looked for in the finished pages alone.
        (
            "content/commons/en/lessons/kindness/index.md",
            "## Debrief",
            "Southern Act\n\n## Debrief",
        ),
    ],
    ids=["before-the-pages", "after-the-pages"],
)
def test_failed_build_leaves_the_old_site(
    versions: Versions, tmp_path: Path, path: str, old: str, new: str
) -> None:
    root, live = tmp_path / "project", tmp_path / "site"
    shutil.copytree(versions.roots[1], root, symlinks=True)
    versions.put(0, live)
    edit(root / path, old, new)
    result = build(root, live, "north")
    assert result.code == 1
    assert len(result.told) >= 1
    assert result.said.endswith("north: not built; the site that was there stays as it is.\n")
    assert "Traceback" not in result.said
    assert versions.of(live) == 0
    assert leftovers(live) == []


def test_strict_build_with_a_warning_leaves_the_old_site(
    versions: Versions, tmp_path: Path
) -> None:
    root, live = tmp_path / "project", tmp_path / "site"
    shutil.copytree(versions.roots[1], root, symlinks=True)
    versions.put(0, live)
    page = root / "content/commons/sr/help/index.md"
    edit(page, "quick_exit: true", "quick_exit: true\ntranslation: {of: en}")
    result = build(root, live, "north", "--strict")
    assert (result.code, result.told) == (1, ["content/commons/sr/help/index.md:6 TRA002"])
    assert versions.of(live) == 0
    assert leftovers(live) == []
    assert build(root, live, "north").code == 0
    assert versions.of(live) != 0


def test_folder_with_other_files_is_refused(versions: Versions, tmp_path: Path) -> None:
    output = tmp_path / "documents"
    output.mkdir()
    (output / "thesis.txt").write_text("years of work", encoding="utf-8")
    before = snapshot(output)
    result = build(versions.roots[0], output, "north")
    assert result.code == 1
    assert str(output) in result.said
    assert "Traceback" not in result.said
    assert snapshot(output) == before
    assert leftovers(output) == []


def test_file_in_place_of_the_folder_is_refused(versions: Versions, tmp_path: Path) -> None:
    output = tmp_path / "thesis.txt"
    output.write_text("years of work", encoding="utf-8")
    result = build(versions.roots[0], output, "north")
    assert result.code == 1
    assert "Traceback" not in result.said
    assert output.is_file()
    assert output.read_text(encoding="utf-8") == "years of work"
    assert leftovers(output) == []


def test_folder_that_cannot_be_made_is_told(versions: Versions, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = build(versions.roots[0], tmp_path / "file" / "site", "north")
    assert result.code == 1
    assert str(tmp_path / "file") in result.said
    assert "Traceback" not in result.said


def test_empty_folder_and_missing_parents_are_accepted(versions: Versions, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for output in (tmp_path / "empty", tmp_path / "not" / "yet" / "there"):
        assert build(versions.roots[0], output, "north").code == 0
        assert versions.of(output) == 0
        assert leftovers(output) == []


def test_link_to_a_folder_leads_to_the_new_site(versions: Versions, tmp_path: Path) -> None:
    """Web servers are often given a link; it stays one, and behind it stands the new site."""
    versions.put(0, tmp_path / "real")
    (tmp_path / "site").symlink_to(tmp_path / "real")
    result = build(versions.roots[1], tmp_path / "site", "north")
    assert result.code == 0, result.said
    assert (tmp_path / "site").is_symlink()
    assert versions.of(tmp_path / "site") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["real", "site"]


def test_two_builds_at_once_end_well(versions: Versions, tmp_path: Path) -> None:
    """The folder holds one of the two sites whole, whether a site was there before or not."""
    for live in (tmp_path / "new", tmp_path / "old"):
        if live.name == "old":
            versions.put(0, live)
        processes = [
            subprocess.Popen(
                command(root, live, "north"),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for root in versions.roots
        ]
        said = [process.communicate(timeout=PATIENCE)[0] for process in processes]
        assert [process.returncode for process in processes] == [0, 0], said
        assert versions.of(live) in (0, 1)
        assert leftovers(live) == []


def _started(root: Path, live: Path) -> subprocess.Popen[bytes]:
    """Start a build and return it as soon as it has a folder beside the live site.

    The folder is made once the lock is held; what others left is cleared away before.
    """

    def folders() -> set[str]:
        return {name for name in leftovers(live) if not name.endswith(".lock")}

    before = folders()
    arguments = command(root, live, "north", "--mkdocs")
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    limit = time.monotonic() + PATIENCE
    while folders() <= before and process.poll() is None:
        assert time.monotonic() < limit
        time.sleep(0.002)
    return process


def test_leftovers_of_dead_builds_are_removed_and_those_of_living_ones_kept(
    versions: Versions, tmp_path: Path
) -> None:
    """One build is killed, one sleeps; a third clears up after the first and not the second.

    MkDocs alone builds beside the live site, and so does a build onto another disk.
    """
    live = tmp_path / "site"
    dead = _started(versions.roots[0], live)
    dead.kill()
    dead.wait(PATIENCE)
    of_the_dead = leftovers(live)
    assert of_the_dead
    asleep = _started(versions.roots[1], live)
    asleep.send_signal(signal.SIGSTOP)
    try:
        assert build(versions.roots[0], live, "north").code == 0
        assert versions.of(live) == 0
        assert leftovers(live)
        assert not set(leftovers(live)) & set(of_the_dead)
    finally:
        asleep.send_signal(signal.SIGCONT)
    assert asleep.wait(PATIENCE) == 0
    assert versions.of(live) == 1
    assert leftovers(live) == []


def test_site_of_another_centre_is_refused(versions: Versions, tmp_path: Path) -> None:
    live = tmp_path / "site"
    versions.put(0, live)
    result = build(versions.roots[1], live, "south")
    assert result.code == 1
    assert str(live) in result.said
    assert "north" in result.said
    assert versions.of(live) == 0
    assert leftovers(live) == []


def test_site_moved_aside_by_a_killed_build_comes_back(versions: Versions, tmp_path: Path) -> None:
    """Where folders cannot be exchanged in one step, a kill between two steps is mended."""
    live = tmp_path / "site"
    versions.put(0, tmp_path / ".site.old")
    root = shutil.copytree(versions.roots[1], tmp_path / "project", symlinks=True)
    page = root / "content/commons/en/lessons/kindness/index.md"
    edit(page, "## Debrief", "Southern Act\n\n## Debrief")
    result = build(root, live, "north")
    assert (result.code, {problem.split()[-1] for problem in result.told}) == (1, {"PRF001"})
    assert versions.of(live) == 0
    assert leftovers(live) == []


def test_folders_that_cannot_be_exchanged_are_swapped_in_two_steps(
    versions: Versions, tmp_path: Path
) -> None:
    versions.put(0, tmp_path / "site")
    unable = "import beacon.files as f\nf.exchange = lambda one, other: False\n"
    result = run(command(versions.roots[1], tmp_path / "site", "north", before=unable))
    assert result.code == 0, result.said
    assert versions.of(tmp_path / "site") == 1
    assert leftovers(tmp_path / "site") == []


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """Mount a disk of this size; yield False where that is not permitted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _assert_clean_failure(result: Result, versions: Versions, live: Path) -> None:
    assert result.code == 1, result.said
    assert result.said.startswith("north: not built (") or "\nnorth: not built (" in result.said
    assert "the site that was there stays as it is" in result.said
    assert "Traceback" not in result.said
    assert versions.of(live) == 0
    assert leftovers(live) == []


def test_full_disk_leaves_the_old_site(versions: Versions, tmp_path: Path) -> None:
    """A disk with room for one site and a half."""
    pages = sum(-(-path.stat().st_size // 4096) for path in versions.sites[0].rglob("*"))
    with _small_disk(tmp_path / "disk", pages * 4 * 3 // 2) as mounted:
        if not mounted:
            pytest.skip("no disk can be mounted here; the test of the largest file stands in")
        live = tmp_path / "disk" / "site"
        versions.put(0, live)
        result = build(versions.roots[1], live, "north")
        assert "No space left on device" in result.said
        _assert_clean_failure(result, versions, live)


def test_file_that_cannot_be_written_leaves_the_old_site(
    versions: Versions, tmp_path: Path
) -> None:
    """A limit on the size of files stops a build in its middle, as a full disk does."""
    live = tmp_path / "site"
    versions.put(0, live)
    assert resource.RLIM_INFINITY in resource.getrlimit(resource.RLIMIT_FSIZE)
    root = small_project(tmp_path / "project")  # where nothing is remembered
    arguments = command(root, live, "north", before=_NO_LARGE_FILES)
    _assert_clean_failure(run(arguments), versions, live)


def test_script_publishes_nothing_of_a_broken_centre(tmp_path: Path) -> None:
    root = project_with_scripts(tmp_path / "project")
    edit(root / "content/centres/bulgaria/centre.yml", "id: bulgaria", "id: bulgaria\nbudget: 1")
    result = script(root, "build.py", "--all", "--output", str(tmp_path / "out"))
    assert result.code == 1
    assert "content/centres/bulgaria/centre.yml:3 SRC004" in result.told
    assert "bulgaria: not built; the site that was there stays as it is." in result.said
    assert "Traceback" not in result.said
    assert not (tmp_path / "out" / "bulgaria").exists()


def test_published_site_brings_the_policy_for_every_web_server(versions: Versions) -> None:
    """`_headers` for static hosts, `.htaccess` for Apache, a snippet for nginx."""
    policy = "default-src 'none'"
    for name in ("_headers", ".htaccess", "nginx-headers.conf"):
        path = versions.sites[0] / name
        assert path.is_file(), f"{name} is not in the site"
        assert policy in path.read_text(encoding="utf-8")


def _rights(site: Path) -> set[tuple[bool, int]]:
    """Return the rights of the folders and of the files below a site."""
    return {(path.is_dir(), S_IMODE(path.stat().st_mode)) for path in site.rglob("*")}


def test_site_has_the_rights_that_new_files_have_now(tmp_path: Path) -> None:
    """What a careful account built must not stay closed to the web server when another builds."""
    root, site = small_project(tmp_path / "project"), tmp_path / "site"
    page = root / "content/commons/en/report/index.md"
    before = os.umask(0o077)
    try:
        assert build(root, site, "north").code == 0
        assert _rights(site) == {(True, 0o700), (False, 0o600)}
        os.umask(0o022)
        for title in ("Report", "Report it"):
            edit(page, "title: Report", f"title: {title}")
            assert build(root, site, "north").code == 0
            assert _rights(site) == {(True, 0o755), (False, 0o644)}
    finally:
        os.umask(before)


def test_build_with_nothing_to_do_sees_other_rights_of_new_files(tmp_path: Path) -> None:
    root = project_with_scripts(tmp_path / "project", small_project)
    asked = ("build.py", "--centre", "north", "--output", str(tmp_path / "site"))
    before = os.umask(0o022)
    try:
        said = [script(root, *asked).said, script(root, *asked).said]
        os.umask(0o027)
        said.append(script(root, *asked).said)
    finally:
        os.umask(before)
    assert ["nothing has changed" in words for words in said] == [False, True, False]
