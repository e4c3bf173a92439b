#!/usr/bin/env python3
"""Brings attendance sheets into the ledger: python3 scripts/import_attendance.py FILE…

Shows what it would add and correct, and asks before it writes. With --release the numbers that
came in so far are published from the next build on.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.attendance.importing import (  # noqa: E402
    Plan,
    apply,
    describe,
    plan_import,
    read_attendance,
    release,
)
from beacon.attendance.ledger import Ledger, load_ledger  # noqa: E402
from beacon.build.site import Site, load_site  # noqa: E402
from beacon.problems import Problem, ProblemsFound, errors  # noqa: E402
from whose import one_centre  # noqa: E402


def main() -> int:
    """Return 0 when written or nothing is new, 1 with what is to be mended, 2 for a wrong call."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help=".xlsx or .csv sheets")
    parser.add_argument("--centre", help="whose ledger it is (needed where there are several)")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, no more")
    parser.add_argument("--release", action="store_true", help="publish what has come in so far")
    parser.add_argument(
        "--as-of", type=environment.day, default=date.today(), metavar="DATE", help="as on a day"
    )
    options = parser.parse_args()
    centre = one_centre(parser, options.centre, "whose ledger it is")
    if not options.files and not options.release:
        parser.error("name a sheet, or say --release")
    for path in options.files:
        if not path.is_file():
            parser.error(f"there is no file {path}")
    try:
        site = load_site(environment.ROOT, centre)
        ledger = ledger_of(site)
        if options.files and not brought_in(site, ledger, options):
            return 1
        if options.release:
            return published(site, ledger_of(site), options)
    except ProblemsFound as error:
        print(error)
        return 1
    return 0


def ledger_of(site: Site) -> Ledger:
    """Return the ledger of a centre; faults of it must be mended first."""
    shown = f"content/centres/{site.centre.id}/attendance"
    problems: list[Problem] = []
    path = site.folder.path / "attendance"
    ledger = load_ledger(path, shown, site.schedule, site.vocabulary, problems)
    if errors(problems):
        raise ProblemsFound(errors(problems))
    return ledger


def brought_in(site: Site, ledger: Ledger, options: argparse.Namespace) -> bool:
    """Import the sheets and tell what was done; return whether nothing has to be mended."""
    plan = make_plan(site, ledger, options.files, options.as_of)
    for problem in plan.problems:
        print(problem)
    if not plan.applicable:
        print(f"{len(errors(plan.problems))} to be mended first; nothing was written.")
        return False
    print("\n".join(describe(plan)))
    if not plan.additions or options.dry_run or not (options.yes or agreed()):
        print("Nothing was written.")
        return True
    try:
        for path in apply(plan, site.folder.path / "attendance", site.schedule):
            print(f"Wrote {path.relative_to(environment.ROOT)}")
    except ProblemsFound as error:  # of a file that somebody has changed since it was looked at
        print(error)
        print("Nothing was written.")
        return False
    return True


def make_plan(site: Site, ledger: Ledger, files: list[Path], as_of: date) -> Plan:
    """Return what an import would do."""
    problems: list[Problem] = []
    said = [
        row
        for path in files
        for row in read_attendance(path, path.name, site.schedule, site.vocabulary, problems)
    ]
    parents = {a.id: a.parent for a in site.vocabulary.audiences.values() if a.parent}
    return plan_import(said, ledger, site.schedule, as_of=as_of, problems=problems, parents=parents)


def published(site: Site, ledger: Ledger, options: argparse.Namespace) -> int:
    """Write the release, and tell it."""
    if options.dry_run:
        print("Nothing was published.")
        return 0
    try:
        folder = site.folder.path / "attendance"
        path = release(ledger, folder, site.schedule, as_of=options.as_of)
    except ValueError as error:
        print(f"Nothing was published: {error}.")
        return 1
    print(f"Wrote {path.relative_to(environment.ROOT)}: the next build shows these numbers.")
    return 0


def agreed() -> bool:
    """Ask whether to write; whoever cannot be asked has not agreed."""
    try:
        return input("Write this? [y/N] ").strip().lower() in ("y", "yes", "да", "da")
    except EOFError:
        return False


if __name__ == "__main__":
    sys.exit(main())
