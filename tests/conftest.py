"""What tests share: the finished sites of both centres, a small project, and a browser."""

from __future__ import annotations

import fcntl
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from headless import launched

ROOT = Path(__file__).resolve().parent.parent
CENTRES = ("serbia", "bulgaria")
# Kits take long to make: a test that looks at them asks for those of the lessons it needs.
os.environ.setdefault("BEACON_KITS", "none")
# Hundreds of builds have processes of their own; each would compile all of the code anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
SHOWN_KITS = "sextortion,stop-tell"
Build = Callable[..., subprocess.CompletedProcess[str]]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the tests of a group stay in one process, which keeps its fixtures and what it read.

    pytest-xdist 3.8 adds the group to a name that pytest 9.2 no longer looks at.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        named = getattr(item, "_nodeid", item.nodeid)
        if item.nodeid != named:
            item._id = type(item.id).parse(named)
        assert ("@" in item.nodeid.rpartition("]")[2]) == bool(
            item.get_closest_marker("xdist_group")
        ), f"The group of {item.nodeid} would not stay together."


def build_site(
    root: Path, output: Path, centre: str, *more: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the build as its user does, in a process of its own, on the project at `root`."""
    code = (
        "import sys; from pathlib import Path; from mkdocs_beacon.commands import build_centre;"
        "strict = '--strict' in sys.argv;"
        "ok = build_centre(Path(sys.argv[1]), sys.argv[3], Path(sys.argv[2]), strict=strict);"
        "sys.exit(0 if ok else 1)"
    )
    command = [sys.executable, "-c", code, str(root), str(output), centre, *more]
    environment = {**os.environ, **(env or {})}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


Shared = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Makes a folder once in a whole run: `shared(name, make)` returns it, filled by `make`.

    The other processes of pytest-xdist wait until it is whole; nobody may change it.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder(name: str, make: Callable[[Path], None]) -> Path:
        path, whole = base / f"shared-{name}", base / f"shared-{name}.whole"
        with (base / f"shared-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                shutil.rmtree(path, ignore_errors=True)
                path.mkdir()
                make(path)
                whole.touch()
        return path

    return folder


@pytest.fixture(scope="session")
def sites(shared: Shared) -> Path:
    """The sites of both centres as they are published, in `<folder>/<centre>`."""

    def make(folder: Path) -> None:
        for centre in CENTRES:
            result = build_site(ROOT, folder / centre, centre, env={"BEACON_KITS": SHOWN_KITS})
            assert result.returncode == 0, result.stdout + result.stderr

    return shared("sites", make)


@pytest.fixture(scope="session")
def base_url(sites: Path) -> Iterator[str]:
    """The address under which the finished sites are served, such as `http://127.0.0.1:…`."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *a: None})
    handler = functools.partial(quiet, directory=str(sites))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for a whole test process."""
    with sync_playwright() as playwright:
        yield launched(playwright.chromium)


def _copy_project(root: Path) -> Path:
    root.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "content", root / "content")
    for name in ("theme", "plugins"):
        (root / name).symlink_to(ROOT / name)
    return root


@pytest.fixture(scope="session")
def copy_project() -> Callable[[Path], Path]:
    """Makes a folder a copy of this project's content with its theme."""
    return _copy_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project's content with its theme, to be broken or changed at will."""
    return _copy_project(tmp_path / "project")
