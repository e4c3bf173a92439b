#!/usr/bin/env python3
"""Makes something new that builds at once: python3 scripts/new.py centre NAME."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402

from beacon.build.scaffold import NotMadeError, new_centre  # noqa: E402


def main() -> int:
    """Return 0 when it was made, 1 with a message when it was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    centre = what.add_parser("centre", help="the folder of a new national centre")
    centre.add_argument("name", help="small Latin letters and hyphens, such as croatia")
    centre.add_argument("--country", default="XX", help="ISO 3166 code of two letters, such as HR")
    centre.add_argument(
        "--languages", default="en", help="tags of the registry with commas; the first is default"
    )
    centre.add_argument("--time-zone", default="Europe/Brussels", help="such as Europe/Zagreb")
    options = parser.parse_args()
    try:
        made = new_centre(
            environment.ROOT,
            options.name,
            country=options.country,
            tags=tuple(tag.strip() for tag in options.languages.split(",")),
            time_zone=options.time_zone,
        )
    except NotMadeError as error:
        print(error)
        return 1
    print(
        f"Made {made.relative_to(environment.ROOT)}. Now fill in centre.yml and help-channels.yml,"
    )
    print(f"and look at it: python3 scripts/serve.py --centre {options.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
