#!/usr/bin/env python3
"""Shows the site of a centre while it is written."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402

from beacon.build.console import environment_words, told  # noqa: E402
from beacon.build.preview import Preview, start_server  # noqa: E402


def main() -> int:
    """Serve until it is stopped with Ctrl+C; 1 if it cannot start."""
    parser = argparse.ArgumentParser(description="Show the site of a centre while it is written.")
    parser.add_argument("--centre", default="serbia", help="whose site (default: serbia)")
    parser.add_argument("--port", type=int, default=8000, help="port on this computer")
    options = parser.parse_args()
    centres = environment.centres()
    if options.centre not in centres:
        print(f'No centre is called "{options.centre}". There are: {", ".join(centres)}.')
        return 1
    address = f"http://127.0.0.1:{options.port}/"
    preview = Preview(environment.ROOT, options.centre, address, environment_words())
    try:
        server = start_server(preview, options.port)
    except OSError as error:
        print(f"The preview cannot use port {options.port} ({error.strerror}).")
        print(f"Try another one: python3 scripts/serve.py --port {options.port + 1}")
        return 1
    preview.refresh()
    if preview.problems:
        print(told(preview.problems))
    print(f"{options.centre}: {address} shows every change at once. Ctrl+C ends it.", flush=True)
    threading.Thread(target=preview.watch, daemon=True).start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
