#!/usr/bin/env python3
"""Shows the site of a centre while it is written."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402

from mkdocs_beacon.commands import serve_centre  # noqa: E402


def main() -> int:
    """Serve until it is stopped with Ctrl+C."""
    parser = argparse.ArgumentParser(description="Show the site of a centre while it is written.")
    parser.add_argument("--centre", default="serbia", help="whose site (default: serbia)")
    parser.add_argument("--port", type=int, default=8000, help="port on this computer")
    options = parser.parse_args()
    return serve_centre(environment.ROOT, options.centre, options.port)


if __name__ == "__main__":
    sys.exit(main())
