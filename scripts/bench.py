#!/usr/bin/env python3
"""Compares how long builds take, side by side with other generators, as a Markdown table.

python3 scripts/bench.py [N …] makes projects of N synthetic lessons in four languages with
campaigns, once without and once with a schedule and attendance, and builds them as their users
do; CONTRIBUTING.md says more.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import contextlib  # noqa: E402
import filecmp  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import os  # noqa: E402
import platform  # noqa: E402
import pstats  # noqa: E402
import shutil  # noqa: E402
import statistics  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from collections import defaultdict  # noqa: E402
from collections.abc import Iterator, Sequence  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from itertools import product  # noqa: E402
from pathlib import Path  # noqa: E402

from benchmark.projects import FEATURES, GENERATORS, GONE, Beacon, Generator, Unavailable  # noqa: E402

STEPS = {
    "cold": "cold",
    "unchanged": "unchanged",
    "body": "one body edited",
    "title": "one title edited",
    "schedule": "one row of the schedule",
}
TABLES = {
    "texts": "the same texts for all, no schedule",
    "schedule": "the same texts, and a page for each event, month and group in each language",
}
MEASURES = {
    "seconds": ("s", 1.0, "{:.2f}"),
    "processor": ("CPU s", 1.0, "{:.2f}"),
    "memory": ("peak MB", 1e-6, "{:.0f}"),
    "pages": ("pages", 1.0, "{:.0f}"),
    "files": ("files written", 1.0, "{:.0f}"),
    "bytes": ("MB written", 1e-6, "{:.2f}"),
}
"""The name, the factor and the format of each measure that stopwatch.py takes."""

Figures = dict[str, float]
Results = dict[tuple[str, int, str, str], Figures]
"""The medians by table, size, step and generator."""


class Failed(Exception):
    """A build ended with an error, or its site is not the right one."""


def main() -> int:
    """Print tables of all sizes, then how time grows; 1 where a build failed or is not equal."""
    options = _options()
    generators = list(_ready((Beacon, *options.against)))
    try:
        with _folder(options.folder) as folder:
            if options.profile:
                for name in options.tables:
                    for size in options.sizes:
                        place = folder / f"{name}-beacon-{size}"
                        profile(Beacon(place, size, name == "schedule", options.features))
                return 0
            print(circumstances([said for _, said in generators]), flush=True)
            print(f"Features of Beacon: {', '.join(options.features)}.", flush=True)
            kinds = [kind for kind, _ in generators]
            run_all([kind(folder / f"warm-{kind.name}", 2) for kind in kinds], ["cold"], 1)
            results: Results = {}
            for name, size in product(options.tables, options.sizes):
                with_schedule = name == "schedule"
                projects = [
                    kind(folder / f"{name}-{kind.name.lower()}-{size}", size, with_schedule,
                         options.features)
                    for kind in kinds
                    if kind.knows_schedules or not with_schedule
                ]  # fmt: skip
                measured = run_all(projects, options.only, options.runs, delete=options.delete)
                results.update({(name, size, *key): figures for key, figures in measured.items()})
                print(table(results, name, size, kinds), flush=True)
                print(compare_with_clean(projects), flush=True)
            if len(set(options.sizes)) > 1:
                print(growth(results, min(options.sizes), max(options.sizes)))
    except Failed as error:
        print(error)
        return 1
    return 0


def _options() -> argparse.Namespace:
    known = {kind.name.lower(): kind for kind in GENERATORS if kind is not Beacon}
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("sizes", nargs="*", type=int, default=[250, 1250], metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="of which the median is taken")
    parser.add_argument("--against", default="", help=f"other generators: {','.join(known)}")
    parser.add_argument("--tables", default=",".join(TABLES), help=f"of {','.join(TABLES)}")
    features = ",".join(FEATURES)
    parser.add_argument("--features", default=features, help="of Beacon; more than %(default)s")
    parser.add_argument("--only", default=",".join(STEPS), help=f"some of {','.join(STEPS)}")
    parser.add_argument("--delete", action="store_true", help="what was, before a cold build")
    parser.add_argument("--profile", action="store_true", help="say where a cold build takes long")
    parser.add_argument("--folder", type=Path, help="where projects are made, and left")
    options = parser.parse_args()
    options.features = tuple(options.features.split(","))
    for key, allowed in (("against", known), ("only", STEPS), ("tables", TABLES)):
        words = [word for word in getattr(options, key).split(",") if word]
        if unknown := [word for word in words if word not in allowed]:
            parser.error(f"--{key}: {', '.join(unknown)} is none of {', '.join(allowed)}")
        setattr(options, key, words)
    if options.folder and options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"--folder: {options.folder} is not empty")
    options.against = [known[word] for word in options.against]
    return options


def _ready(kinds: Sequence[type[Generator]]) -> Iterator[tuple[type[Generator], str]]:
    """Yield the generators that can be had, each with its version."""
    for kind in kinds:
        try:
            yield kind, kind.install()
        except Unavailable as error:
            print(f"{kind.name} is left out, it cannot be installed: {error}", flush=True)


@contextlib.contextmanager
def _folder(wanted: Path | None) -> Iterator[Path]:
    if wanted:
        wanted.mkdir(parents=True, exist_ok=True)
        try:
            yield wanted.resolve()
        finally:
            shutil.rmtree(wanted / GONE, ignore_errors=True)
    else:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name).resolve()


def circumstances(generators: Sequence[str]) -> str:
    """Return what the figures depend on, in one line."""
    cpu = platform.machine()
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        cpu = next((line.split(": ")[1] for line in lines if line.startswith("model name")), cpu)
    load = f"load {os.getloadavg()[0]:.1f} before"
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    machine = f"{os.cpu_count()} × {cpu}, {platform.system()} {platform.release()}"
    python = f"Python {platform.python_version()}"
    return "; ".join((machine, load, python, *generators, when)) + "."


def run_all(
    projects: Sequence[Generator], steps: Sequence[str], runs: int, *, delete: bool = False
) -> dict[tuple[str, str], Figures]:
    """Make projects and run each step of each in turn; return the medians of all runs.

    The generators take turns at every step, so that a busy minute falls on all of them.
    """
    for project in projects:
        project.make()
    found: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    for count in range(1, runs + 1):
        for step, words in STEPS.items():
            for project in projects:
                if step in ("cold", *steps) and (step != "schedule" or project.scheduled):
                    figures = run_step(project, step, count, delete=delete)
                    found[step, project.name].append(figures)
                    done = f"{project.size} lessons, run {count}: {words}, {project.name}"
                    print(f"{done}: {figures['seconds']:.2f} s", file=sys.stderr, flush=True)
    return {
        key: {measure: statistics.median(one[measure] for one in figures) for measure in MEASURES}
        for key, figures in found.items()
        if key[0] in steps
    }


def run_step(project: Generator, step: str, edition: int, *, delete: bool = False) -> Figures:
    """Bring a project into the state that a step begins with, build it, and return the figures."""
    if step == "cold":
        project.forget(delete=delete)
    elif step != "unchanged":
        project.edit(step, edition)
    return measure(project)


def measure(project: Generator) -> Figures:
    """Build once. Raises Failed with what the build has said."""
    stopwatch = Path(__file__).parent / "benchmark" / "stopwatch.py"
    folders = ":".join(map(str, project.written))
    command = [sys.executable, "-I", "-S", str(stopwatch), folders, *project.command()]
    ended = run(command)
    said = ended.stdout.rstrip().rpartition("\n")
    if ended.returncode:
        raise Failed(f"{project.name} did not build:\n{said[0]}\n{ended.stderr}")
    figures: Figures = json.loads(said[2])
    return {**figures, "pages": sum(1 for _ in project.output.rglob("*.html"))}


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command as users have it: with compiled modules, for one, which start faster."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env.setdefault("BEACON_KITS", "none")  # the others make none either
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


def compare_with_clean(projects: Sequence[Generator]) -> str:
    """Say that Beacon's site after all edits is that of a clean build. Raises Failed if not."""
    project = next(project for project in projects if isinstance(project, Beacon))
    clean = Beacon(project.folder, project.size, project.scheduled, project.features)
    before = project.folder / "edited"
    project.output.rename(before)
    clean.forget()
    measure(clean)
    if differing := differences(before, clean.output):
        raise Failed("After the edits these files are not as in a clean build:\n" + differing)
    count = sum(1 for path in before.rglob("*") if path.is_file())
    return f"After the edits all {count} files of Beacon's site are those of a clean build.\n"


def differences(one: Path, other: Path) -> str:
    """Return the paths of files that differ between two folders, one a line."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (one, other)
        for path in folder.rglob("*")
        if path.is_file()
    }
    _, differing, missing = filecmp.cmpfiles(one, other, sorted(names), shallow=False)
    return "\n".join(sorted((*differing, *missing)))


def table(results: Results, name: str, size: int, kinds: Sequence[type[Generator]]) -> str:
    """Return the figures of one size as Markdown, with their ratios to Hugo where it ran."""
    lines = [f"\n### {size} lessons × 4 languages: {TABLES[name]}\n"]
    lines += ["| step | generator | " + " | ".join(head for head, *_ in MEASURES.values()) + " |"]
    lines += ["|---|---|" + "---:|" * len(MEASURES)]
    for step, words in STEPS.items():
        hugo = results.get((name, size, step, "Hugo"))
        for kind in kinds:
            figures = results.get((name, size, step, kind.name))
            if figures:
                cells = (_cell(measure, figures, hugo) for measure in MEASURES)
                lines.append(f"| {words} | {kind.name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(name: str, figures: Figures, hugo: Figures | None) -> str:
    _, factor, form = MEASURES[name]
    shown = form.format(factor * figures[name])
    if hugo and hugo is not figures and hugo[name]:
        shown += f" ({figures[name] / hugo[name]:.2f} ×)"
    return shown


def growth(results: Results, few: int, many: int) -> str:
    """Return by which power of the number of lessons time and memory grow."""
    lines = [f"### Growth exponents from {few} to {many} lessons\n"]
    lines += ["| table | step | generator | s | CPU s | peak MB |", "|---|---|---|---:|---:|---:|"]
    for table_name, size, step, name in results:
        if size == few:
            one, other = results[table_name, few, step, name], results[table_name, many, step, name]
            powers = (
                math.log(other[what] / one[what]) / math.log(many / few)
                for what in ("seconds", "processor", "memory")
            )
            cells = " | ".join(f"{power:.2f}" for power in powers)
            lines.append(f"| {table_name} | {STEPS[step]} | {name} | {cells} |")
    return "\n".join(lines)


def profile(project: Beacon) -> None:
    """Print the stages of a cold build, and the functions in which one process takes longest."""
    project.make()
    print(f"{project.size} lessons, stages of a cold build on all cores:")
    script = project.command_to(project.output, "--timings")[1:]
    python = [str(project.folder / ".venv" / "bin" / "python")]
    _say(run([*python, *script]))
    project.forget()
    data = project.folder / "profile"
    script = project.command_to(project.output, "--jobs", "1", "--timings")[1:]
    profiled = [*python, "-m", "cProfile", "-o", str(data), *script]
    print("The same in one process, profiled (several times as slow):")
    _say(run(profiled))
    pstats.Stats(str(data)).strip_dirs().sort_stats("tottime").print_stats(25)


def _say(ended: subprocess.CompletedProcess[str]) -> None:
    if ended.returncode:
        raise Failed(ended.stdout + ended.stderr)
    print(ended.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main())
