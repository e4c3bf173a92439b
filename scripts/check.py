#!/usr/bin/env python3
"""Checks all content without building a site."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
from datetime import date  # noqa: E402

from beacon.build.checks import check_tree, is_blocking  # noqa: E402
from beacon.build.codes import ALL_CODES  # noqa: E402
from beacon.build.settings import load_settings  # noqa: E402
from beacon.build.theme_folders import check_theme  # noqa: E402
from beacon.problems import Problem, did_you_mean, how_many, in_order  # noqa: E402


def main() -> int:
    """Return 0 without problems (warnings allowed unless strict), 1 with, 2 for a wrong call."""
    parser = argparse.ArgumentParser(description="Check all content without building.")
    parser.add_argument("--centre", help="only this centre (default: all)")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument(
        "--as-of",
        type=environment.day,
        default=date.today(),
        metavar="DATE",
        help="check the schedule as on this day (default: today)",
    )
    parser.add_argument("--explain", metavar="CODE", help="say what a code means, such as SCH002")
    options = parser.parse_args()
    environment.declare_day()
    if options.explain:
        return explain(options.explain.upper())
    centres = [options.centre] if options.centre else environment.centres()
    found: list[Problem] = []
    load_settings(environment.ROOT / "mkdocs.yml", found)
    lacking = list(check_theme(environment.ROOT))  # much else would be wrong with it
    found += lacking or check_tree(environment.ROOT, centres, as_of=options.as_of)
    told = in_order(found)
    for problem in told:
        blocking = is_blocking(problem, strict=False)
        print(problem if blocking else f"{problem} ({problem.severity})")
    errors = sum(is_blocking(p, strict=options.strict) for p in told)
    of_them = "an error" if errors == 1 else "errors"
    summary = f"{how_many(len(told), 'problem')}, {errors} of them {of_them}"
    print(f"{summary}, in {how_many(len(centres), 'centre')}.")
    return 1 if errors else 0


def explain(code: str) -> int:
    """Print what a code means and how it is mended."""
    if code not in ALL_CODES:
        hint = did_you_mean(code, ALL_CODES)
        told = [f"There is no code {code}.", hint, f"All codes: {', '.join(sorted(ALL_CODES))}"]
        print(*filter(None, told))
        return 2
    found = ALL_CODES[code]
    print(f"{found.id} ({found.severity})\n  {found.meaning}\n  {found.remedy}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
