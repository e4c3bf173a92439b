#!/usr/bin/env python3
"""Builds the site of a centre, or of all centres."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from mkdocs_beacon.commands import build_centre  # noqa: E402


def main() -> int:
    """Return 0 when every site asked for was built and published, else 1."""
    parser = argparse.ArgumentParser(description="Build the site of a centre, or of all.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--centre", default="serbia", help="whose site (default: serbia)")
    which.add_argument("--all", action="store_true", help="the sites of all centres")
    parser.add_argument("--output", type=Path, help="where to (default: site/CENTRE)")
    parser.add_argument("--strict", action="store_true", help="warnings stop the build")
    options = parser.parse_args()
    centres = environment.centres() if options.all else [options.centre]
    failed = False
    for centre in centres:
        output = options.output.resolve() if options.output else environment.ROOT / "site"
        if options.all or not options.output:
            output = output / centre
        failed |= not build_centre(environment.ROOT, centre, output, strict=options.strict)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
