"""The preview: a site as it is written, every page made when it is looked at.

What changes in the project is noticed by its stamps; the open page is told, and made again
only if what it reads has changed. While the content has errors, the last good pages stay,
and the errors lie over them. What only has to be looked at stands folded at the edge.
"""

from __future__ import annotations

import gc
import http.server
import json
import mimetypes
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from html import escape
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.build.checks import is_blocking
from beacon.build.engine import Order, Plant, ground_of, load_plant
from beacon.build.listings import Listing, Listings
from beacon.build.outputs import Made, Output
from beacon.build.policy import ADMIN
from beacon.build.practice import Practice
from beacon.build.reading import Key
from beacon.build.rendering import MISSING
from beacon.build.settings import Settings, load_settings
from beacon.build.stamps import Stamps, input_stamps
from beacon.build.state import State
from beacon.files import digest
from beacon.problems import Problem, ProblemsFound, Severity
from beacon.sources import not_read
from beacon.typesetting.letters import letters_of

OWN = "_preview/"
"""Addresses of the preview's own files begin so; a site has none."""
PRACTICE = f"{OWN}practice"
_HEARTBEAT = 15.0
_MOST_SENT = 64_000_000
"""Bytes that the editing page may send at once: some pictures, as text."""
_WHILE_BUSY = 0.05
PATIENCE = 5
"""After so many looks a file that cannot be read is not just being moved."""
_QUIET = 8
"""After so many looks without a change nobody waits for anything."""
_MANY_VALUES, _TOO_MANY_VALUES = 100_000, 3_000_000
"""New values after which those without a use are looked for: then, and at the latest."""
_SCRIPTS = Path(__file__).with_name("preview_files")
_TAGS = (
    f'<link rel="stylesheet" href="/{OWN}preview.css">'
    f'<script src="/{OWN}preview.js" data-page="%s" defer></script>'
)


class Kept(Struct, frozen=True):
    """A file that was made, with what was read for it."""

    made: Made
    trace: frozenset[Key]


class Preview(Struct):
    """The state of a preview; `refresh` looks for changes, `file` gives what stands at an address.

    With a `submission`, its page is there too, although it may not be published; with
    `practice`, the editing page. `version` rises with every change, of content or of problems.
    """

    root: Path
    centre: str
    address: str
    words: tuple[str, ...] = ()
    submission: str = ""
    practice: Practice | None = None
    version: int = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    seconds: float = 0.0
    _stamps: Stamps | None = None
    _ground: str = ""
    _plant: Plant | None = None
    _outputs: dict[str, Output] = field(default_factory=dict)
    _whole: bool = False
    _kept: dict[str, Kept] = field(default_factory=dict)
    _good: dict[str, bytes] = field(default_factory=dict)
    _failed: dict[str, str] = field(default_factory=dict)
    _unread: Problem | None = None
    _looks: int = 0
    _looking: float = 0.0
    _listings: Mapping[str, Listing] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    changes: threading.Condition = field(default_factory=threading.Condition)

    def refresh(self) -> bool:
        """Read again what has changed; tell whether there was anything."""
        with self._lock:
            looked = time.perf_counter()
            listings = Listings(self._listings)
            stamps = input_stamps(self.root, listings)
            self._listings = listings.found
            start = time.perf_counter()
            self._looking = start - looked
            if stamps == self._stamps:
                return False
            failed: dict[str, str] = {}
            try:
                self._read(stamps)
            except OSError as error:
                return self._is_unread(error)
            except ProblemsFound as error:
                if isinstance(error.__cause__, OSError):
                    return self._is_unread(error.__cause__)
                self.problems = error.problems
            except Exception as error:  # a fault of ours: the preview goes on all the same
                failed[""] = _said(error, self.root)
            self._stamps, self._unread = stamps, None
            self._failed = failed
            self.seconds = time.perf_counter() - start
        self._tell()
        return True

    def _is_unread(self, error: OSError) -> bool:
        """Tell of a file that cannot be read, once; tell whether that is news.

        At first it may just be being moved. It is looked at again each time, because no stamp
        says that it can be read again.
        """
        problem = not_read(error, self.root)
        self._looks = self._looks + 1 if problem == self._unread else 1
        self._unread = problem
        if self._looks != PATIENCE:
            return False
        self.problems, self._failed, self._stamps = (problem,), {}, None
        self._tell()
        return True

    def _read(self, stamps: Stamps) -> None:
        if self._fonts_have_changed(stamps):
            _forget_fonts()
        told: list[Problem] = []
        settings = load_settings(self.root / "mkdocs.yml", told)
        if settings is None:
            raise ProblemsFound(told)
        order = self._order(settings)
        ground = ground_of(order, stamps)
        old = self._plant.state if self._plant and ground == self._ground else State()
        plant = load_plant(order, stamps, old)
        plant.compare()
        plant.keep_plans()
        plant.compare_kits()
        problems = plant.problems()
        plant.find_new()
        # What was read and checked is remembered, also where the site cannot be shown.
        plant.state.memory = (plant.memory.rooms, plant.memory.texts, plant.memory.digests)
        blocking = tuple(p for p in problems if is_blocking(p, strict=False))
        self.warnings = tuple(p for p in problems if p.severity is Severity.WARNING)
        self.notes = tuple(p for p in problems if p.severity is Severity.NOTE)
        if blocking and self._plant is not None:
            self.problems = blocking
            self._plant.state.memory = plant.state.memory
            return
        if plant.state.look != old.look:
            self._kept.clear()
        else:
            for uri, kept in list(self._kept.items()):
                if not plant.changed.isdisjoint(kept.trace):
                    del self._kept[uri]
        self._ground, self._plant = ground, plant
        self._outputs = {output.uri: output for output in plant.outputs(kits=False)}
        self._whole = False
        self.problems = blocking

    def _fonts_have_changed(self, stamps: Stamps) -> bool:
        """Tell whether a font of the theme is another one than when it was last looked at."""
        before = self._stamps
        if before is None:  # nothing was read yet, or a file could not be
            return self._plant is not None
        return any(
            before.get(path) != stamps.get(path)
            for path in before.keys() | stamps.keys()
            if path.startswith("theme/fonts/")
        )

    def _order(self, settings: Settings) -> Order:
        here = replace(settings, site_url=self.address)
        output = self.root / "site" / self.centre
        return Order(
            self.root,
            self.centre,
            output,
            here,
            words=self.words,
            submission=self.submission,
            practising=f"/{PRACTICE}" if self.practice else "",
        )

    def file(self, uri: str) -> bytes | None:
        """Return what stands at an address, or None where nothing does."""
        with self._lock:
            if uri in self._kept:
                return self._kept[uri].made.data
            try:
                output = self._output(uri)
            except Exception as error:  # such as a kit that cannot be planned
                return self._last_good(uri, error)
            if output is None or self._plant is None:
                return self._more(uri)
            trace = self._plant.assembler.site.trace
            try:
                with trace.recording() as keys:
                    made = output.make()
            except Exception as error:  # such as a template that is half written
                return self._last_good(uri, error)
            self._kept[uri] = Kept(made, frozenset(keys))
            self._good[uri] = made.data
            # Facts that were read for the first time are compared from now on.
            self._plant.find(keys)
            return made.data

    def _output(self, uri: str) -> Output | None:
        """Return the file at an address; the kits are planned when one of them may be meant."""
        found = self._outputs.get(uri)
        if found is None and self._plant is not None and not self._whole:
            self._outputs = {output.uri: output for output in self._plant.outputs()}
            self._whole = True
            found = self._outputs.get(uri)
        return found

    def _last_good(self, uri: str, error: Exception) -> bytes:
        """Return a page as it was when it could last be made, and tell why it cannot be now."""
        said = _said(error, self.root)
        if self._failed.get(uri) != said:
            self._failed[uri] = said
            self._tell()
        if uri not in self._good:
            raise error
        return self._good[uri]

    def _tell(self) -> None:
        with self.changes:
            self.version += 1
            self.changes.notify_all()

    def _more(self, uri: str) -> bytes | None:
        """Return a file that comes with another one, such as the feed of an earlier year."""
        folder = uri.rpartition("/")[0]
        for other, output in self._outputs.items():
            if other.rpartition("/")[0] == folder and other.endswith(uri.rpartition(".")[2]):
                self.file(output.uri)
                if uri in self._kept[other].made.more:
                    return self._kept[other].made.more[uri]
        return None

    def told(self) -> dict[str, Any]:
        """Return what the browser is told: the version, and what has to be mended."""
        return {
            "version": self.version,
            "milliseconds": round(1000 * self.seconds),
            "problems": [*map(str, self.problems), *self._failed.values()],
            "warnings": [*map(str, self.warnings)],
            "notes": [*map(str, self.notes)],
        }

    def watch(self, *, pause: Callable[[float], None] = time.sleep) -> None:
        """Look for changes for ever, less often where looking takes long.

        How long the site takes to be read, or a page to be made, is not waited for once more.
        Values that nobody needs any more are looked for when nothing has changed for a while,
        since that takes as long as an edit.
        """
        quiet = 0
        while True:
            quiet = 0 if self.refresh() else quiet + 1
            if gc.get_count()[0] > (_MANY_VALUES if quiet > _QUIET else _TOO_MANY_VALUES):
                gc.collect()
            pause(max(_WHILE_BUSY, 4 * self._looking))


class Server(http.server.ThreadingHTTPServer):
    """Serves a preview to this computer alone."""

    daemon_threads = True
    preview: Preview

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves before a page is whole is no error."""


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file of the site, or with one of the preview's own."""
        if not is_own_host(self.headers.get("Host", "")):
            self._refuse()
            return
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        preview = self.server.preview
        if path == f"{OWN}events":
            self._events(preview)
        elif path.startswith(OWN):
            self._own(path.removeprefix(OWN))
        else:
            self._page(preview, path)

    def _page(self, preview: Preview, path: str) -> None:
        uri = f"{path}index.html" if not path or path.endswith("/") else path
        try:
            data = preview.file(uri)
            if data is None and preview.file(f"{uri}/index.html") is not None:
                query = urlsplit(self.path).query
                place = f"/{quote(path)}/{query and f'?{query}'}"
                self._answer(301, b"", "text/plain", {"Location": place})
                return
            code = 200
            if data is None:
                code, uri, data = 404, MISSING, preview.file(MISSING) or _waiting(preview)
        except Exception as error:  # a template that is half written
            code, uri, data = 500, MISSING, _page_of(error, preview.root)
        kind = mimetypes.guess_type(uri)[0] or "application/octet-stream"
        tag = digest(data, 16)
        # A page knows which it is, to see when it is another; nobody is disturbed in writing.
        if kind == "text/html" and not uri.startswith(f"{ADMIN}/"):
            data = _watched(data, tag)
        text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        headers = {"ETag": f'"{tag}"'}
        self._answer(code, data, f"{kind}; charset=utf-8" if text else kind, headers)

    def _own(self, name: str) -> None:
        path = _SCRIPTS / name
        if "/" in name or not path.is_file():
            self._answer(404, b"", "text/plain")
            return
        self._answer(200, path.read_bytes(), mimetypes.guess_type(name)[0] or "text/plain")

    def do_POST(self) -> None:
        """Answer the editing page."""
        practice = self.server.preview.practice
        length = self.headers.get("Content-Length", "")
        # What was sent and not read would be taken for the next request.
        close = {"Connection": "close"}
        if practice is None or urlsplit(self.path).path != f"/{PRACTICE}":
            self._answer(404, b"", "text/plain", close)
        elif not self._is_from_here():
            self._refuse()
        elif not length.isdecimal() or int(length) > _MOST_SENT:
            self._answer(413, b"", "text/plain", close)
        else:
            code, data = practice.answer(self.rfile.read(int(length)))
            self._answer(code, data, "application/json; charset=utf-8")

    def _is_from_here(self) -> bool:
        """Tell whether a page of this preview asks, and not one of another site."""
        host = self.headers.get("Host", "")
        origin = self.headers.get("Origin", f"http://{host}")
        return is_own_host(host) and origin == f"http://{host}"

    def _refuse(self) -> None:
        told = f"The preview answers its own pages alone, at http://127.0.0.1:{self.server.server_port}/"
        self._answer(
            403, f"{told}\n".encode(), "text/plain; charset=utf-8", {"Connection": "close"}
        )

    def _events(self, preview: Preview) -> None:
        """Tell the browser of every change, as server-sent events (HTML §9.2)."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen = -1
        while True:
            with preview.changes:
                if preview.version == seen:
                    preview.changes.wait(_HEARTBEAT)
                fresh, seen = preview.version != seen, preview.version
                told = json.dumps(preview.told())
            self.wfile.write(f"data: {told}\n\n".encode() if fresh else b": still here\n\n")
            self.wfile.flush()

    def _answer(
        self, code: int, data: bytes, kind: str, more: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(code)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **(more or {}),
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET  # noqa: N815 (name is Python's)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def _forget_fonts() -> None:
    """Forget what was kept of the fonts of the theme, which a build reads once."""
    from beacon.metadata import share  # noqa: PLC0415 (slow; fonts seldom change)

    share.forget_fonts()
    letters_of.cache_clear()


def is_own_host(host: str) -> bool:
    """Tell whether a `Host` header is `localhost` or an address, with any port.

    Whoever owns another name can let it lead to this computer (DNS rebinding), and a page of
    theirs would then read what is not published. A number leads nowhere else, and a tunnel to
    the preview has a port of its own.
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").removesuffix(".")
        if name == "localhost" or name.endswith(".localhost"):  # RFC 6761 §6.3
            return True
        return bool(ip_address(name))
    except ValueError:
        return False


def _watched(data: bytes, tag: str) -> bytes:
    """Return a page that shows itself anew, even one of a template that is half written."""
    tags = (_TAGS % tag).encode()
    head, ends, rest = data.partition(b"</head>")
    return head + tags + ends + rest if ends else tags + data


def _page_of(error: Exception, root: Path) -> bytes:
    """Return a page that says why a page could not be made."""
    return _plain_page("This page cannot be made yet", escape(f"{_place(error, root)}{error}"))


def _said(error: Exception, root: Path) -> str:
    return f"{_place(error, root)}{type(error).__name__}: {error}"


def _place(error: Exception, root: Path) -> str:
    """Return the file of a project and the line that an error names, as templates do."""
    place = getattr(error, "filename", None) or getattr(error, "name", None)
    line = getattr(error, "lineno", None)
    if line is None and error.__traceback__ is not None:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.endswith(".html"):
                place, line = frame.filename, frame.lineno
    if not place or not line:
        return ""
    path = Path(place)
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else place
    return f"{shown}:{line}: "


def _waiting(preview: Preview) -> bytes:
    """Return a page for a site that has errors from the start."""
    told = "The problems are shown here; the page appears as soon as they are mended."
    return _plain_page("The site cannot be shown yet", told if preview.problems else "")


def _plain_page(title: str, text: str) -> bytes:
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    )
    return f"{page}<body><h1>{title}</h1><p>{text}</p></body></html>".encode()


def start_server(preview: Preview, port: int) -> Server:
    """Return a server on this computer, on the port or, if it is 0, on any free one.

    Raises OSError where the port is taken.
    """
    server = Server(("127.0.0.1", port), _Handler)
    server.preview = preview
    return server
