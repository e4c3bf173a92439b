"""Scripts as people run them: whatever they type, they are answered in words and not in code."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from build_projects import Result, project_with_scripts, run, script, small_project, snapshot

ASCII = {"PYTHONIOENCODING": "ascii", "PIP_NO_INDEX": "1"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its scripts."""
    folder = tmp_path_factory.mktemp("scripts") / "project"
    return project_with_scripts(folder, small_project)


@pytest.mark.parametrize(
    "command",
    [
        ("serve.py", "--centre", "north"),
        ("review.py", "--centre", "north", "preview", "nothing"),
    ],
    ids=["serve", "preview"],
)
@pytest.mark.parametrize("port", ["99999", "0", "-1", "8000a", "9" * 5000])
def test_port_that_there_is_not_is_told(command: tuple[str, ...], port: str, root: Path) -> None:
    result = script(root, *command, f"--port={port}")
    assert result.code == 2
    assert f'argument --port: "{port}" is no port; write a number from 1 to 65535' in result.said


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("build.py", "--jobs", "0"), '--jobs: "0" is no number from 1'),
        (("build.py", "--as-of", "2027-02-30"), '--as-of: "2027-02-30" is no day; write it as'),
        (("check.py", "--as-of", "30.6.2027"), '--as-of: "30.6.2027" is no day; write it as'),
    ],
)
def test_wrong_argument_is_told_where_it_was_written(
    command: tuple[str, ...], said: str, root: Path
) -> None:
    result = script(root, *command)
    assert (result.code, said in result.said) == (2, True), result.said


def interrupted(root: Path, *arguments: str, after: float) -> Result:
    """Run a script and press Ctrl+C some seconds after it has begun to load our code."""
    command = [sys.executable, str(root / "scripts" / arguments[0]), *arguments[1:]]
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PIP_NO_INDEX": "1"},
    )  # fmt: skip
    loaded = Path("/proc") / str(process.pid) / "maps"  # the process stays itself in `execv`
    while process.poll() is None and "msgspec" not in loaded.read_text(encoding="utf-8"):
        time.sleep(0.005)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    try:
        said, _ = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return Result(process.returncode, said)


@pytest.mark.parametrize("after", [0, 0.2, 0.5, 1.5])
@pytest.mark.parametrize("name", ["serve.py", "check.py"])
def test_script_that_is_interrupted_ends_in_silence(name: str, after: float, root: Path) -> None:
    port = ("--port", "18123") if name == "serve.py" else ()
    result = interrupted(root, name, "--centre", "north", *port, after=after)
    assert "Traceback" not in result.said
    assert "KeyboardInterrupt" not in result.said


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        ("KeyboardInterrupt", -signal.SIGINT, "\n"),
        ("ValueError('odd')", 1, "Traceback (most recent call last):\n"),
    ],
    ids=["interruption", "fault"],
)
def test_interruption_ends_a_script_as_it_ends_every_program(
    raised: str, code: int, said: str, root: Path
) -> None:
    path = root / "scripts" / "odd.py"
    path.write_text(f"import environment\n\nenvironment.enter()\nraise {raised}\n", "utf-8")
    result = script(root, path.name)
    path.unlink()
    assert result.code == code
    assert result.said.startswith(said)


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["ctrl-c", "ctrl-d"])
def test_question_that_nobody_answers_writes_nothing(key: bytes, root: Path) -> None:
    (root / "text.md").write_text("# Пишемо љубазно\n\nТекст.\n", encoding="utf-8")
    before = snapshot(root / "content")
    keyboard, terminal = pty.openpty()
    command = [sys.executable, str(root / "scripts" / "submit.py"), "text.md", "--centre", "north"]
    process = subprocess.Popen(
        command, cwd=root, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PIP_NO_INDEX": "1"}, start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        asked = process.stdout.read(len("О чему је".encode())).decode()
        assert asked == "О чему је"
        if key == b"\x03":  # the terminal is not the one that controls this process
            process.send_signal(signal.SIGINT)
            # A signal just before the program begins to wait is noticed with the next one.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.send_signal(signal.SIGINT)
        else:
            os.write(keyboard, key)
        said, _ = process.communicate(timeout=60)
    finally:
        process.kill()
        os.close(keyboard)
        os.close(terminal)
    assert said.decode().endswith("Ништа није уписано.\n")
    assert b"Traceback" not in said
    assert (process.returncode, snapshot(root / "content")) == (1, before)


@pytest.mark.parametrize(
    "command",
    [
        ("review.py", "--centre", "north", "list"),
        ("glossary.py", "--centre", "north"),
        ("submit.py", "шта.md", "--centre", "north"),
    ],
    ids=["review", "glossary", "submit"],
)
def test_terminal_without_our_letters_shows_their_numbers(
    command: tuple[str, ...], root: Path
) -> None:
    name, *arguments = command
    result = run([sys.executable, str(root / "scripts" / name), *arguments], env=ASCII, cwd=root)
    assert "UnicodeEncodeError" not in result.said
    assert result.code == (1 if name == "submit.py" else 0), result.said
    assert result.said.isascii()


@pytest.mark.parametrize("name", ["nope", "../vocabulary", ".", "/etc"])
def test_pictures_of_a_submission_that_is_not_there_are_not_looked_for(
    name: str, root: Path
) -> None:
    result = script(root, "submit.py", "--centre", "north", "--clean", name)
    assert (result.code, result.said) == (1, f"Нико није предао „{name}“.\n")


def test_sheet_for_the_schedule_is_written_into_a_folder(root: Path, tmp_path: Path) -> None:
    for output, path in (
        (tmp_path, tmp_path / "schedule-north-sr-Cyrl.xlsx"),
        (tmp_path / "mine.xlsx", tmp_path / "mine.xlsx"),
    ):
        command = ("schedule-sheet", "--centre", "north", "--output", str(output))
        result = script(root, "new.py", *command)
        assert result.code == 0, result.said
        assert f"Wrote {path}." in result.said
        assert path.is_file()


def test_place_that_cannot_be_written_to_is_told(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    output = str(tmp_path / "file" / "sheet.xlsx")
    result = script(root, "new.py", "schedule-sheet", "--centre", "north", "--output", output)
    assert result.code == 1
    assert result.said.startswith("This cannot be written: ")
    assert result.said.count("\n") == 1


def test_sheet_with_a_date_and_a_town_alone_can_be_brought_in(root: Path) -> None:
    (root / "towns.csv").write_text("Date,Town\n2026-12-14,Ниш\n", encoding="utf-8")
    command = ("towns.csv", "--centre", "north", "--as-of", "2026-11-25", "--dry-run")
    result = script(root, "import_schedule.py", *command)
    assert "There are no headings" not in result.said
    assert "2026-12-14-nis" in result.said or "towns.csv:2:" in result.said, result.said


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "command",
    [("check.py", "--explain", "SCH002"), ("translations.py",), ("new.py", "lesson", "A")],
)
def test_script_whose_reader_has_seen_enough_ends_in_silence(
    command: tuple[str, ...], unbuffered: str, root: Path
) -> None:
    """As with `| head`: what is printed then goes nowhere, and that is no fault to be told."""
    name, *arguments = command
    reads, writes = os.pipe()
    os.close(reads)
    try:
        process = subprocess.run(
            [sys.executable, str(root / "scripts" / name), *arguments],
            cwd=root,
            env={**os.environ, "PIP_NO_INDEX": "1", "PYTHONUNBUFFERED": unbuffered},
            stdout=writes,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writes)
    assert process.stderr.decode() == ""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "command", [("check.py", "--explain", "SCH002"), ("new.py", "lesson", "A"), ("serve.py", "-h")]
)
def test_script_whose_output_cannot_be_kept_says_so_in_a_line(
    command: tuple[str, ...], unbuffered: str, root: Path
) -> None:
    """Python itself passes over the help that it cannot print at once, and then says nothing."""
    name, *arguments = command
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, str(root / "scripts" / name), *arguments],
            cwd=root,
            env={**os.environ, "PIP_NO_INDEX": "1", "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = "This cannot be read or written: the disk (No space left on device).\n"
    silent = unbuffered and arguments == ["-h"]
    assert (process.returncode, process.stderr.decode()) == ((0, "") if silent else (1, said))


def test_script_without_a_place_to_print_asks_its_questions_all_the_same(root: Path) -> None:
    """A shell closes it with `>&-`; Python then has no output at all."""
    review = [sys.executable, "scripts/review.py"]
    result = run(["sh", "-c", '"$@" >&- </dev/null', "sh", *review], env={}, cwd=root)
    assert "Traceback" not in result.said


_LOCKED = """
import errno, pathlib, runpy, sys
opened = pathlib.Path.open
def refused(self, mode="r", *more, **named):
    if "w" in mode and "/content/" in str(self):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))
    return opened(self, mode, *more, **named)
pathlib.Path.open = refused
sys.path.insert(0, "scripts")
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("import_attendance.py", "--release", "--centre", "north"), "releases.csv"),
        (("new.py", "centre", "west"), "content/centres/west/help-channels.yml"),
    ],
)
def test_folder_that_is_locked_is_named_by_every_script(
    command: tuple[str, ...], file: str, root: Path
) -> None:
    """Root may write everywhere, so that the system refuses nothing to a test."""
    name, *arguments = command
    result = run(
        [sys.executable, "-c", _LOCKED, f"scripts/{name}", *arguments],
        env={"PIP_NO_INDEX": "1"},
        cwd=root,
    )
    assert result.code == 1
    assert "Traceback" not in result.said
    last = result.said.splitlines()[-1]
    assert last.startswith("This cannot be ") and last.endswith(f"{file} (Permission denied).")


def test_catalogue_of_a_new_language_is_begun_when_it_is_asked_for(root: Path) -> None:
    """Without being asked, the script says how; English and generated scripts have none."""
    theme = root / "theme"
    original = theme.resolve()
    registry = root / "content" / "vocabulary" / "languages.yml"
    before = registry.read_text(encoding="utf-8")
    theme.unlink()
    shutil.copytree(original, theme)
    place = "theme/locales/el/LC_MESSAGES/beacon.po"
    try:
        registry.write_text(
            f"{before}- tag: el\n  path: el\n  name: Ελληνικά\n  script: Grek\n  locale: el_GR\n"
            "  fallbacks: [en]\n",
            encoding="utf-8",
        )
        told = script(root, "translations.py", "--strings")
        how = f"{place}: not begun; python3 scripts/translations.py --strings el"
        assert (told.code, told.said.splitlines()[-1]) == (0, how)
        assert not (root / place).exists()
        begun = script(root, "translations.py", "--strings", "el").said.splitlines()[-1]
        (lacking, all_strings) = re.findall(r"\d+", begun.removeprefix(place))
        assert (begun.startswith(place), lacking) == (True, all_strings)
        assert "nplurals=2" in (root / place).read_text(encoding="utf-8")
        by_tag = script(root, "translations.py", "--strings", "sr-Cyrl")  # its folder is sr
        assert (by_tag.code, by_tag.told) == (0, [])
        for wrong, hint in (("en", "There are: sr, bg, el."), ("ell", 'Did you mean "el"?')):
            refused = script(root, "translations.py", "--strings", wrong)
            assert (refused.code, refused.told) == (1, ["--strings LNG001"])
            assert refused.said.rstrip().endswith(hint)
        assert [p.name for p in sorted((theme / "locales").iterdir())] == ["bg", "el", "sr"]
    finally:
        registry.write_text(before, encoding="utf-8")
        shutil.rmtree(theme)
        theme.symlink_to(original)
