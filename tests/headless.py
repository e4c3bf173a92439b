"""The browser of the browser tests: Debian's Chromium, started without a window."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, BrowserType

# Chromium as root in a container; the other switches keep it from looking for hosts of its own.
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide as on a phone, not in whole pixels
)


def launched(chromium: BrowserType, *switches: str) -> Browser:
    """Start Chromium; the one that never has a window opens a page in half the time."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return chromium.launch(executable_path=program, args=[*_SWITCHES, *switches])
