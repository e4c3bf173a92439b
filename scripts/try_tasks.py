#!/usr/bin/env python3
"""Tries ten tasks of a teacher on a phone with a slow line: python3 scripts/try_tasks.py.

Every task begins on a home page with an empty cache and ends when what was looked for is on the
screen. The window is 360 × 740 CSS pixels, the line has 400 kbit/s and a delay of 400 ms (the
"slow 3G" of browsers' own tools), the processor is four times slower; the files come in brotli at
quality 5, as from a server that compresses while it answers. A click is a tap, or a choice in a
list. The seconds are those of the machine: a person reads as well.

The sites must have been built: python3 scripts/build.py --all.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import functools  # noqa: E402
import http.server  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from pathlib import Path  # noqa: E402

import brotli  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

_PACKED = {".woff2", ".png", ".zip", ".pdf", ".pptx"}


@dataclass
class Teacher:
    """Somebody with a phone; `clicks` counts what she has tapped and chosen."""

    view: Page
    clicks: int = 0
    loaded: int = field(default=0)

    def tap(self, selector: str) -> None:
        """Tap the first thing that is visible there."""
        self.view.locator(selector).locator("visible=true").first.click()
        self.clicks += 1

    def menu(self, page: str) -> None:
        """Open the menu and go to a page."""
        self.tap(".nav-small summary")
        self.tap(f".nav-small a[href$='{page}/']")

    def choose(self, selector: str, value: str) -> None:
        """Choose in a list."""
        self.view.locator(selector).select_option(value)
        self.clicks += 1

    def sees(self, selector: str) -> None:
        """Wait until it is there, and bring it onto the screen."""
        found = self.view.locator(selector).locator("visible=true").first
        found.wait_for()
        found.scroll_into_view_if_needed()


def class_of_twelve(she: Teacher) -> None:
    """Find a lesson of 45 minutes for twelve-year-olds, in Cyrillic."""
    she.menu("lessons")
    she.tap(".picks a[href='age/12-14/']")
    she.tap(".row a")
    she.sees(".plan-steps")


def in_latin_script(she: Teacher) -> None:
    """Find the same in Latin script."""
    she.tap(".languages a[hreflang=sr-Latn]")
    class_of_twelve(she)


def what_it_needs(she: Teacher) -> None:
    """See what the lesson on bullying needs before going to school."""
    she.menu("lessons")
    she.tap(".card-title a[href='cyberbullying/']")
    she.sees("#plan-materials")


def on_paper(she: Teacher) -> None:
    """Print a lesson."""
    she.menu("lessons")
    she.tap(".card-title a[href='privacy/']")
    she.sees("#plan-steps")
    assert len(she.view.pdf(format="A4")) > 10_000


def child_confides(she: Teacher) -> None:
    """Learn what to do when a child confides in her."""
    she.menu("lessons")
    she.tap(".picks a[href='for/teachers/']")
    she.tap(".row a[href$='disclosure-first-response/']")
    she.sees(".admonition.safety")


def threatened_pupils(she: Teacher) -> None:
    """Find the lesson on sextortion for the oldest, and read its warning first."""
    she.menu("lessons")
    she.choose("select[name=age]", "15-18")
    she.choose("select[name=topic]", "sextortion")
    she.tap(".card-title a")
    she.sees(".content-warning")


def for_the_class(she: Teacher) -> None:
    """Find the page of a lesson that she can give to her pupils."""
    she.menu("lessons")
    she.tap(".card-title a[href='respect-online/']")
    she.tap(".readers a[href='student/']")
    she.sees(".plan-steps")


def evening_for_parents(she: Teacher) -> None:
    """Find an evening for parents."""
    she.menu("lessons")
    she.tap(".picks a[href='for/parents/']")
    she.tap(".row a[href$='talking-at-home/']")
    she.sees("#plan-materials")


def three_in_a_row(she: Teacher) -> None:
    """Put three lessons into a plan and see how long they take together."""
    she.menu("lessons")
    she.tap(".picks a[href='plan/']")
    for lesson in ("respect-online", "cyberbullying", "disinformation"):
        she.choose("#page-plan-add", lesson)
        she.tap(".plan-add button")
    she.sees(".plan-made output")


def psychologist(she: Teacher) -> None:
    """Find the learning path for a school psychologist."""
    she.menu("lessons")
    she.tap(".picks a[href='for/school-psychologists/']")
    she.tap(".card-title a")
    she.sees(".rows-numbered")


TASKS: tuple[tuple[str, str, Callable[[Teacher], None]], ...] = (
    ("serbia", "sr/", class_of_twelve),
    ("serbia", "sr/", in_latin_script),
    ("bulgaria", "bg/", what_it_needs),
    ("serbia", "sr-Latn/", on_paper),
    ("serbia", "sr/", child_confides),
    ("bulgaria", "bg/", threatened_pupils),
    ("serbia", "en/", for_the_class),
    ("bulgaria", "bg/", evening_for_parents),
    ("serbia", "sr-Latn/", three_in_a_row),
    ("serbia", "sr/", psychologist),
)
"""The tasks: on whose site, from which home page, and how they are done."""


def main() -> int:
    """Print a table of the tasks with their clicks, seconds and bytes."""
    argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0]).parse_args()
    print("| task | where | clicks | seconds | kB |\n|---|---|--:|--:|--:|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        for centre, home, task in TASKS:
            with _served(environment.ROOT / "site" / centre) as site:
                she, seconds = _tried(browser, site + home, task)
            said = (task.__doc__ or "").rstrip(".")
            weight = f"{she.loaded / 1000:.0f}"
            print(f"| {said} | {centre} {home} | {she.clicks} | {seconds:.1f} | {weight} |")
    return 0


def _tried(browser: Browser, home: str, task: Callable[[Teacher], None]) -> tuple[Teacher, float]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    she = Teacher(context.new_page())
    she.view.set_default_timeout(90_000)
    line = context.new_cdp_session(she.view)
    line.send("Network.enable")
    bytes_a_second = 400 * 1000 // 8
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        },
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def add(event: dict[str, float]) -> None:
        she.loaded += int(event["encodedDataLength"])

    line.on("Network.loadingFinished", add)
    begin = time.perf_counter()
    she.view.goto(home)
    task(she)
    seconds = time.perf_counter() - begin
    context.close()
    return she, seconds


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Host, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves a site as a server does that compresses text while it answers."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data, packed = path.read_bytes(), path.suffix in _PACKED
        body = data if packed else _compressed(data)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=3600")
        if not packed:
            self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@functools.cache
def _compressed(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=5))


if __name__ == "__main__":
    sys.exit(main())
