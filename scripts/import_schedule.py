#!/usr/bin/env python3
"""Brings a coordinator's sheet into the schedule: python3 scripts/import_schedule.py FILE.

Shows what it would add, change and cancel, and asks before it writes.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402

from msgspec.structs import replace  # noqa: E402

from beacon.build.site import load_site  # noqa: E402
from beacon.problems import Problem, ProblemsFound, errors, in_order  # noqa: E402
from beacon.schedule.importing import (  # noqa: E402
    Plan,
    apply,
    describe,
    load_stored,
    plan_import,
)
from beacon.schedule.new_venues import new_venues  # noqa: E402
from beacon.schedule.presentations import OF_IDS, UNKNOWN_VENUE, load_known  # noqa: E402
from beacon.schedule.sheets import read_schedule_sheet  # noqa: E402
from beacon.schedule.understanding import meanings  # noqa: E402
from whose import one_centre  # noqa: E402


def main() -> int:
    """Return 0 when written or nothing is new, 1 with what is to be mended, 2 for a wrong call."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="an .xlsx workbook or a .csv table")
    parser.add_argument("--centre", help="whose schedule it is (needed where there are several)")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--dry-run", action="store_true", help="show what would be done, no more")
    parser.add_argument(
        "--keep-missing", action="store_true", help="cancel nothing: the sheet is only a part"
    )
    parser.add_argument(
        "--add-venues",
        action="store_true",
        help="write venues that are new into venues.csv, where the row names their city",
    )
    parser.add_argument(
        "--match",
        action="append",
        default=[],
        metavar="ROW=ID",
        help="which event a row is, or new",
    )
    parser.add_argument(
        "--as-of", type=environment.day, default=date.today(), metavar="DATE", help="as on a day"
    )
    options = parser.parse_args()
    centre = one_centre(parser, options.centre, "whose schedule it is")
    if not options.file.is_file():
        parser.error(f"there is no file {options.file}")
    answers = dict(_answer(parser, text) for text in options.match)
    try:
        plan, folder = make_plan(centre, options, answers)
    except ProblemsFound as error:
        print(error)
        return 1
    for problem in plan.problems:
        print(problem)
    if not plan.applicable:
        if not options.add_venues and any(p.code is UNKNOWN_VENUE for p in plan.problems):
            print("Venues that are new are written with --add-venues.")
        print(f"{len(errors(plan.problems))} to be mended first; nothing was written.")
        return 1
    print("\n".join(describe(plan)))
    if not plan.edits or options.dry_run:
        print("Nothing was written.")
        return 0
    if not options.yes and not agreed():
        print("Nothing was written.")
        return 0
    try:
        for path in apply(plan, folder):
            print(f"Wrote {path.relative_to(environment.ROOT)}")
    except ProblemsFound as error:  # of a file that somebody has changed since it was looked at
        print(error)
        print("Nothing was written.")
        return 1
    return 0


def agreed() -> bool:
    """Ask whether to write; whoever cannot be asked has not agreed."""
    try:
        return input("Write this? [y/N] ").strip().lower() in ("y", "yes", "да", "da")
    except EOFError:
        return False


def make_plan(
    centre: str, options: argparse.Namespace, answers: dict[str, str]
) -> tuple[Plan, Path]:
    """Return what an import would do, and the schedule folder it would do it in."""
    site = load_site(environment.ROOT, centre)
    folder = site.folder.path / "schedule"
    shown = f"content/centres/{centre}/schedule"
    problems: list[Problem] = []
    known = load_known(folder, shown, site.vocabulary, site.library, problems, centre=site.folder)
    stored = load_stored(folder, shown, problems)
    sheet = read_schedule_sheet(options.file, options.file.name, site.vocabulary, problems)
    if sheet is None:
        raise ProblemsFound(problems)
    words = meanings(known, site.library, site.vocabulary, site.folder)
    new = new_venues(sheet, known, words) if options.add_venues else ()
    if new:
        known = replace(known, venues={**known.venues, **{venue.id: venue for venue in new}})
        words = meanings(known, site.library, site.vocabulary, site.folder)
    plan = plan_import(
        sheet,
        stored,
        known,
        words,
        shown=options.file.name,
        language=site.centre.languages[0],
        as_of=options.as_of,
        used={change.id for change in site.schedule.changes},
        answers=answers,
        keep_missing=options.keep_missing,
        venues=new,
    )
    # A cell that was left out for its fault is told once, not again as an empty one.
    told = {(problem.path, problem.line) for problem in errors(problems)}
    more = (p for p in plan.problems if (p.path, p.line) not in told or p.code in OF_IDS)
    return replace(plan, problems=in_order((*problems, *more))), folder


def _answer(parser: argparse.ArgumentParser, text: str) -> tuple[str, str]:
    row, equals, event = text.rpartition("=")
    table, colon, place = row.rpartition(":")
    line, at, day = place.partition("@")
    if not equals or not line.strip().isdecimal():
        parser.error(f"write --match as 12=2026-12-03-nis or 12=new, not {text}")
    return f"{table}{colon}{int(line)}{at}{day.strip()}", event.strip()


if __name__ == "__main__":
    sys.exit(main())
