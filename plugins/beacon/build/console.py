"""The console: a build as people see it, with progress, problems, a summary and timings."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from msgspec import Struct, field

from beacon.build.checks import is_blocking
from beacon.build.engine import Order, Outcome, build_site
from beacon.build.explaining import explained
from beacon.build.publish import NotOurs
from beacon.build.settings import Settings
from beacon.build.stamps import VARIABLES
from beacon.build.workers import WorkerFailed, cores
from beacon.problems import Problem, Severity, how_many, in_order, more_to_mend

_held: list[Outcome] = []
"""The last outcome, so that what belongs to it is not taken apart before the process ends."""

_PATIENCE = 1.0
"""Seconds after which a build begins to say how far it is."""


def build_by_engine(
    root: Path,
    centre: str,
    output: Path,
    settings: Settings,
    *,
    strict: bool = False,
    jobs: int | None = None,
    timings: bool = False,
    explain: str = "",
) -> bool:
    """Build and publish one centre's site; False if it has errors, which are printed.

    The site that was at `output` is replaced only by a whole new one.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal may lack letters of a path
        sys.stdout.reconfigure(errors="backslashreplace")
    start = time.perf_counter()
    progress = Progress(centre)
    words = environment_words()
    stays = "the site that was there stays as it is."
    order = Order(
        root, centre, output.resolve(), settings, strict, jobs or cores(), words, progress
    )
    _held.clear()
    try:
        outcome = build_site(order)
        _held.append(outcome)
    except NotOurs as error:
        print(f"{centre}: not built; {stays} {error}")
        return False
    except KeyboardInterrupt:
        print(f"{centre}: interrupted; {stays}")
        return False
    except OSError as error:
        print(f"{centre}: not built ({why(error)}); {stays}")
        return False
    except WorkerFailed as error:
        print(f"{centre}: not built; {stays} A part of the work failed:\n{error}")
        return False
    finally:
        progress.end()
    if not outcome.published:
        print(told(outcome.problems, strict=strict))
        print(f"{centre}: not built; {stays}")
        return False
    print(summary(centre, output, outcome, time.perf_counter() - start))
    if explain:
        print(explained(explain, outcome, output, root, centre))
    if timings:
        print(timed(outcome))
    return True


def why(error: OSError) -> str:
    """Return in one line why something could not be written.

    Where a whole folder is copied, each of its files fails for itself, and one stands for all.
    """
    if error.errno == errno.EBUSY:  # rename(2): a disk, or a volume of a container
        place = error.filename2 or error.filename
        return f"{place} is a mount point, which cannot be exchanged; choose a folder inside it"
    said, rest = str(error), 0
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        (*_, said), rest = error.args[0][0], len(error.args[0]) - 1
    words = re.sub(r"^\[Errno \d+\] ", "", said)
    return f"{words}, and so for {rest} more" if rest else words


def environment_words() -> tuple[str, ...]:
    """Return the variables of the environment that mkdocs.yml may name."""
    return tuple(f"{n}={v}" for n, v in sorted(os.environ.items()) if n in VARIABLES)


def told(problems: Iterable[Problem], *, strict: bool = False) -> str:
    """Return what stops a build, and how much else there is to mend."""
    in_their_order = in_order(problems)
    blocking = [str(p) for p in in_their_order if is_blocking(p, strict=strict)]
    lines = ["The content has problems:", *blocking]
    rest = len(in_their_order) - len(blocking)
    if rest:
        lines.append(more_to_mend(rest))
    return "\n".join(lines)


def summary(centre: str, output: Path, outcome: Outcome, seconds: float) -> str:
    """Return what a build has done, in one sentence."""
    parts = [f"{how_many(len(outcome.made), 'file')} made", f"{outcome.kept} as they were"]
    if outcome.removed:
        parts.append(f"{len(outcome.removed)} removed")
    warnings = sum(p.severity is Severity.WARNING for p in outcome.problems)
    if warnings:
        them = "it" if warnings == 1 else "them"
        parts.append(f"{how_many(warnings, 'warning')} (python3 scripts/check.py lists {them})")
    if any(p.severity is Severity.NOTE for p in outcome.problems):
        parts.append("submissions were left out (python3 scripts/review.py list)")
    return f"{centre}: published in {output} ({', '.join(parts)}; {seconds:.2f} s)"


def timed(outcome: Outcome) -> str:
    """Return the time of each stage of a build, one a line."""
    return "\n".join(f"  {1000 * s:8.1f} ms  {name}" for name, s in outcome.seconds.items())


class Progress(Struct):
    """Says how far a build is once it takes longer than a second.

    On a terminal one line is written over; elsewhere there is a plain line now and then.
    """

    centre: str
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    start: float = field(default_factory=time.perf_counter)
    _last: float = 0.0
    _stage: str = ""
    _began: float = 0.0
    _shown: bool = False

    def __call__(self, what: str, count: int, of: int) -> None:
        now = time.perf_counter()
        if what != self._stage:
            self._stage, self._began = what, now
        terminal = self.stream.isatty()
        if of and (now - self.start < _PATIENCE or now - self._last < (0.1 if terminal else 5.0)):
            return
        self._last = now
        left = (now - self._began) / count * (of - count) if count else 0.0
        text = f"{self.centre}: {what}"
        if of:
            text += f" {count} of {of}, about {left:.0f} s left"
        if terminal:
            self.stream.write(f"\r\x1b[K{text}")
            self._shown = True
        else:
            self.stream.write(f"{text}\n")
        self.stream.flush()

    def end(self) -> None:
        """Take the line of progress away."""
        if self._shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
