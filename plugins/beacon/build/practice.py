"""Practice: the editing page tried on one computer, with decap-server and a repository apart.

decap-server changes branches and gathers up whatever lies about, so it never works in the
project itself: it has a repository of its own that holds the submissions alone. What is
published there is put into the project's `content/submissions`, where reviewers find it.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from beacon.files import listing, write
from beacon.submissions.editor import PRACTICE_BRANCH
from beacon.submissions.record import FOLDER, PICTURES

PLACE = f"content/{FOLDER}"
_SERVER = "node_modules/decap-server/dist/index.js"
# It listens before it has looked at the repository, and answers only when it has: both are said.
_READY = ("listening on", "configured with")
_PATIENCE = 60.0
_WHO = ("Beacon", "beacon@localhost")
_FIRST = "README.md"
_HOST = "127.0.0.1"


class Practice(Struct):
    """A repository for practice with its decap-server; `folder` is the repository's."""

    root: Path
    folder: Path
    _process: subprocess.Popen[str] | None = None
    _port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, tools: Path, origin: str, port: int) -> None:
        """Start decap-server, installed in `tools`, for pages of one origin, on a port.

        Raises OSError where it does not start.
        """
        self._prepare()
        node = shutil.which("node") or "node"
        environment = {
            **os.environ,
            "MODE": "git",
            "GIT_REPO_DIRECTORY": str(self.folder),
            "BIND_HOST": _HOST,
            "PORT": str(port),
            "ORIGIN": origin,
        }
        self._port = port
        self._process = subprocess.Popen(
            [node, str(tools / _SERVER)],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        said = list(self._until_ready(self._process))
        if self._process.poll() is not None:
            raise OSError(f"decap-server did not start: {' '.join(said) or 'it said nothing'}")
        # What it says later is read, or it would wait for a reader in the end.
        assert self._process.stdout is not None
        threading.Thread(target=self._process.stdout.read, daemon=True).start()

    @staticmethod
    def _until_ready(process: subprocess.Popen[str]) -> Iterator[str]:
        assert process.stdout is not None
        waiting = set(_READY)
        for line in process.stdout:
            yield line.strip()
            waiting -= {said for said in waiting if said in line}
            if not waiting:
                return
        process.wait()

    def stop(self) -> None:
        """End decap-server."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def answer(self, asked: bytes) -> tuple[int, bytes]:
        """Hand a request of the editing page to decap-server; return its status and answer."""
        with self._lock:
            self._bring()
            status, answer = self._ask(asked)
            if status >= http.client.INTERNAL_SERVER_ERROR:
                self._recover()
            elif _action(asked) == "publishUnpublishedEntry":
                self._take()
            return status, answer

    def _ask(self, asked: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(_HOST, self._port, timeout=_PATIENCE)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", "/api/v1", asked, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except OSError as error:
            told = f"decap-server does not answer ({error})"
            return http.client.BAD_GATEWAY, json.dumps({"error": told}).encode()
        finally:
            connection.close()

    def _prepare(self) -> None:
        """Make the repository if there is none, and free it of what an interruption left."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / ".git").is_dir():
            self._git("init", "--quiet", f"--initial-branch={PRACTICE_BRANCH}")
            self._git("config", "user.name", _WHO[0])
            self._git("config", "user.email", _WHO[1])
            self._git("config", "core.autocrlf", "false")
            write(self.folder / _FIRST, b"For practice; the project itself stands elsewhere.\n")
            self._commit()
        self._recover()
        self._bring()

    def _recover(self) -> None:
        """Go back to the main branch as it was, out of a merge that could not be finished."""
        for step in ("rebase", "merge"):
            self._git(step, "--abort", needed=False)
        self._git("checkout", "--quiet", "--force", PRACTICE_BRANCH)
        self._git("clean", "--quiet", "--force", "-d")

    def _bring(self) -> None:
        """Put the project's submissions, as they are now, on the main branch."""
        changed = _copy(self.root / PLACE, self.folder / PLACE, gone=True)
        if changed:
            self._commit()

    def _take(self) -> None:
        """Put what was published into the project."""
        _copy(self.folder / PLACE, self.root / PLACE, gone=False)

    def _commit(self) -> None:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--no-verify", "--no-gpg-sign", "-m", "Submissions")

    def _git(self, *words: str, needed: bool = True) -> None:
        command = ["git", "-C", str(self.folder), *words]
        # Where the project is a worktree that a hook looks at, git's own variables lead there.
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=clean)
        if needed and done.returncode:
            raise OSError(f"git {words[0]}: {done.stderr.strip()}")


def _action(asked: bytes) -> str:
    try:
        data: Any = json.loads(asked)
    except ValueError:
        return ""
    return str(data.get("action", "")) if isinstance(data, dict) else ""


def _copy(source: Path, target: Path, *, gone: bool) -> bool:
    """Make texts and pictures the same; tell whether anything changed.

    With `gone`, what stands in `target` alone is taken away.
    """
    wanted, there = set(_files(source)), set(_files(target))
    changed = False
    for name in sorted(wanted):
        data = (source / name).read_bytes()
        if name not in there or (target / name).read_bytes() != data:
            write(target / name, data)
            changed = True
    for name in sorted(there - wanted) if gone else ():
        (target / name).unlink()
        changed = True
    return changed


def _files(folder: Path) -> Iterator[str]:
    """Yield the names of texts and pictures below a folder of submissions."""
    for name in listing(folder) if folder.is_dir() else ():
        parts = name.split("/")
        is_text = len(parts) == 2 and name.endswith(".md")
        if is_text or (len(parts) == 3 and parts[1] == PICTURES):
            yield name
