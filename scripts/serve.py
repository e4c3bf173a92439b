#!/usr/bin/env python3
"""Shows the site of a centre while it is written."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import gc  # noqa: E402
import signal  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402

from beacon.build.console import environment_words, told  # noqa: E402
from beacon.build.practice import Practice  # noqa: E402
from beacon.build.preview import PATIENCE, Preview, start_server  # noqa: E402

EDITOR = environment.ROOT / "requirements" / "editor"
PROGRAMS = {"node": "nodejs", "npm": "npm", "git": "git"}
"""What the editing page needs besides: decap-server runs on Node.js and keeps drafts in git."""


def main() -> int:
    """Serve until it is stopped with Ctrl+C; 1 if it cannot start."""
    parser = argparse.ArgumentParser(description="Show the site of a centre while it is written.")
    parser.add_argument("--centre", default="serbia", help="whose site (default: serbia)")
    parser.add_argument("--port", type=environment.port, default=8000, help="port on this computer")
    parser.add_argument(
        "--editor",
        action="store_true",
        help="with the editing page for campaigns, for practice; needs Node.js and npm",
    )
    options = parser.parse_args()
    environment.declare_day()
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
        print(f"Try another one: python3 scripts/serve.py --port {options.port % 65535 + 1}")
        return 1
    practice = None
    try:
        if options.editor:
            practice = preview.practice = start_practice(options.centre, address)
        any(preview.refresh() for _ in range(PATIENCE))  # so often where a file cannot be read
        if preview.problems:
            print(told(preview.problems))
        print(
            f"{options.centre}: {address} shows every change at once. Ctrl+C ends it.", flush=True
        )
        if practice is not None:
            print(
                f"Write campaigns: {address}admin/ keeps what you write on this computer.",
                flush=True,
            )
        gc.disable()  # `watch` looks for what nobody needs any more when nobody waits
        threading.Thread(target=preview.watch, daemon=True).start()
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        print()
    finally:
        if practice is not None:
            practice.stop()
    return 0


def start_practice(centre: str, address: str) -> Practice:
    """Start what the editing page writes to, installed first where it is not there yet."""
    import installing  # noqa: PLC0415 (slow to load, and seldom needed)

    installing.need_programs(PROGRAMS)
    installing.install_tools(EDITOR, "the server behind the editing page")
    folder = environment.ROOT / ".cache" / "beacon" / "editor" / centre
    practice = Practice(environment.ROOT, folder)
    # Whoever ends this script ends decap-server with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        practice.start(EDITOR, address.rstrip("/"), _free_port())
    except OSError as error:
        sys.exit(f"The editing page cannot be tried: {error}")
    return practice


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
