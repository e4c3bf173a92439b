"""The console: what a build says of itself, on a terminal and elsewhere."""

from __future__ import annotations

import errno
import io
import re
import shutil
from pathlib import Path

import pytest

from beacon.build import console
from beacon.build.console import Progress, summary, timed, told, why
from beacon.build.engine import Outcome
from beacon.build.stamps import VARIABLES
from beacon.problems import Code, Problem, Severity


def problem(line: int, severity: Severity) -> Problem:
    """Return a problem of a text."""
    return Code("TST001", "Odd.", "Make it even.", severity).at("content/a.md", line, "It is odd.")


ERROR, WARNING = problem(2, Severity.ERROR), problem(1, Severity.WARNING)


def test_summary_says_what_was_done_in_one_sentence() -> None:
    outcome = Outcome(made={"index.html": (("new",),)}, kept=3)
    said = summary("north", Path("site/north"), outcome, 1.234)
    assert said == "north: published in site/north (1 file made, 3 as they were; 1.23 s)"
    outcome = Outcome((WARNING,), True, {}, 4)
    assert "0 files made, 4 as they were, 1 warning (python3 scripts/check.py lists it);" in (
        summary("north", Path("site"), outcome, 0.1)
    )
    outcome = Outcome((WARNING, WARNING), True, {}, 4, ("a.html",))
    assert summary("north", Path("site"), outcome, 0.1) == (
        "north: published in site (0 files made, 4 as they were, 1 removed, "
        "2 warnings (python3 scripts/check.py lists them); 0.10 s)"
    )


def test_errors_are_told_and_warnings_counted() -> None:
    assert told([WARNING, ERROR]).splitlines() == [
        "The content has problems:",
        str(ERROR),
        "Besides, there is 1 warning: python3 scripts/check.py lists it.",
    ]
    strict = told([ERROR, WARNING], strict=True).splitlines()
    assert strict == ["The content has problems:", str(WARNING), str(ERROR)]


def test_disk_that_is_full_is_told_in_one_line(tmp_path: Path) -> None:
    """shutil tells of each file that it could not copy: hundreds, with their paths twice."""
    assert why(OSError(28, "No space left on device", "a.html")) == (
        "No space left on device: 'a.html'"
    )
    for name in ("a", "b", "c"):
        (tmp_path / "from" / name).mkdir(parents=True)
        (tmp_path / "from" / name / "index.html").symlink_to(tmp_path / "nowhere")
    with pytest.raises(shutil.Error) as failed:
        shutil.copytree(tmp_path / "from", tmp_path / "to")
    said = why(failed.value)
    assert said.startswith("No such file or directory: ")
    assert said.endswith(", and so for 2 more")
    assert said.count("index.html") == 1


@pytest.mark.parametrize("names", [("/mirror", None, "/out"), ("/out",)])
def test_mount_point_is_told_with_what_to_do(names: tuple[str | None, ...]) -> None:
    error = OSError(errno.EBUSY, "Device or resource busy", *names)
    said = "/out is a mount point, which cannot be exchanged; choose a folder inside it"
    assert why(error) == said


def test_stages_are_timed_in_their_order() -> None:
    outcome = Outcome(seconds={"read": 0.0123, "make": 1.5})
    assert timed(outcome) == "      12.3 ms  read\n    1500.0 ms  make"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(console.time, "perf_counter", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    """A clock that stands still until it is set."""
    return _Clock(monkeypatch)


@pytest.mark.parametrize("stream", [io.StringIO(), _Terminal()])
def test_short_build_says_nothing_of_its_progress(clock: _Clock, stream: io.StringIO) -> None:
    progress = Progress("north", stream, clock.now)
    for count in range(10):
        clock.now += 0.09
        progress("Making", count, 10)
    progress.end()
    assert stream.getvalue() == ""


def test_terminal_has_one_line_that_is_written_over(clock: _Clock) -> None:
    stream = _Terminal()
    progress = Progress("north", stream, clock.now)
    progress("Making", 0, 40)
    for count, now in ((10, 102.0), (11, 102.05), (20, 104.0)):
        clock.now = now
        progress("Making", count, 40)
    progress.end()
    assert stream.getvalue().split("\r\x1b[K") == [
        "",
        "north: Making 10 of 40, about 6 s left",
        "north: Making 20 of 40, about 4 s left",
        "",
    ]


def test_elsewhere_there_is_a_plain_line_now_and_then(clock: _Clock) -> None:
    stream = io.StringIO()
    progress = Progress("north", stream, clock.now)
    progress("Checking", 0, 40)
    for count, now in ((10, 102.0), (20, 104.0), (30, 107.5)):
        clock.now = now
        progress("Checking", count, 40)
    progress.end()
    assert stream.getvalue().splitlines() == [
        "north: Checking 10 of 40, about 6 s left",
        "north: Checking 30 of 40, about 2 s left",
    ]


def test_waiting_for_another_build_is_said_at_once(clock: _Clock) -> None:
    stream = io.StringIO()
    Progress("north", stream, clock.now)("Waiting for another build of this centre", 0, 0)
    assert stream.getvalue() == "north: Waiting for another build of this centre\n"


@pytest.mark.parametrize("value", [None, "https://trial.example/"])
def test_words_of_the_environment_are_those_that_settings_name(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    monkeypatch.delenv("BEACON_KITS", raising=False)
    monkeypatch.delenv("BEACON_SITE_URL", raising=False)
    if value:
        monkeypatch.setenv("BEACON_SITE_URL", value)
    expected = (f"BEACON_SITE_URL={value}",) if value else ()
    assert console.environment_words() == expected


def test_variables_that_the_settings_name_are_told_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The script of a build looks at the same ones before it says that nothing has changed."""
    monkeypatch.setenv("BEACON_SITE_URL", "https://example.org/")
    monkeypatch.setenv("BEACON_KITS", "none")
    monkeypatch.setenv("BEACON_OTHER", "x")
    assert console.environment_words() == (
        "BEACON_KITS=none", "BEACON_SITE_URL=https://example.org/",
    )  # fmt: skip
    settings = (Path(__file__).resolve().parents[3] / "mkdocs.yml").read_text(encoding="utf-8")
    told_apart = {"BEACON_CENTRE", "BEACON_SITE_DIR", "BEACON_AS_OF"}
    assert set(re.findall(r"!ENV \[(\w+)", settings)) - told_apart == set(VARIABLES)
