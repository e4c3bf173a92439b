#!/usr/bin/env python3
"""Builds the site of a centre, or of all centres."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import gc  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.build.stamps import VARIABLES, is_up_to_date  # noqa: E402


def main() -> int:
    """Return 0 when every site asked for was built and published, else 1."""
    parser = argparse.ArgumentParser(description="Build the site of a centre, or of all.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--centre", default="serbia", help="whose site (default: serbia)")
    which.add_argument("--all", action="store_true", help="the sites of all centres")
    parser.add_argument("--output", type=Path, help="where to (default: site/CENTRE)")
    parser.add_argument("--strict", action="store_true", help="warnings stop the build")
    parser.add_argument(
        "--jobs", type=environment.number, metavar="N", help="processes (default: one a core)"
    )
    parser.add_argument(
        "--as-of", type=environment.day, metavar="DAY",
        help="declare the day: campaigns whose time has ended are taken out (2027-06-30, or today)",
    )  # fmt: skip
    parser.add_argument("--timings", action="store_true", help="say how long each stage took")
    parser.add_argument(
        "--explain", metavar="PATH", default="",
        help="say why a page (sr/help/), or what depends on a source file, was made anew",
    )  # fmt: skip
    parser.add_argument(
        "--mkdocs", action="store_true", help="build with MkDocs alone: no cache, one process"
    )
    options = parser.parse_args()
    environment.declare_day(options.as_of)
    centres = environment.centres() if options.all else [options.centre]
    failed = False
    for centre in centres:
        output = options.output or environment.ROOT / "site"
        if options.all or not options.output:
            output = output / centre
        # A link is followed here: a build remembers a site by the place where it really is.
        failed |= not build(centre, output.resolve(), options)
    return int(failed)


def build(centre: str, output: Path, options: argparse.Namespace) -> bool:
    """Build one site unless nothing has changed; False if it has errors."""
    root = environment.ROOT
    words = (*(f"{n}={os.environ[n]}" for n in VARIABLES if n in os.environ),)
    day = os.environ[environment.AS_OF]
    asked = options.explain or options.timings or options.mkdocs
    if not asked and is_up_to_date(root, centre, output, (*words, str(options.strict), day)):
        print(f"{centre}: nothing has changed; the site in {output} is up to date.")
        return True
    # Imported here, because a build with nothing to do is done before it is needed.
    from mkdocs_beacon.commands import build_centre  # noqa: PLC0415

    return build_centre(
        root, centre, output, strict=options.strict, jobs=options.jobs,
        timings=options.timings, explain=options.explain, mkdocs=options.mkdocs,
    )  # fmt: skip


if __name__ == "__main__":
    gc.disable()  # what a build makes, it needs to its end
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Nothing is open any more, and taking apart all that a build knows takes a while.
    os._exit(code)
