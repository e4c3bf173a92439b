"""Practice with the editing page: what it may do to a project, and who may ask it."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from editor_desk import TOOLS, free_port

from beacon.build.practice import PLACE, Practice
from beacon.build.preview import PRACTICE, Preview, start_server

HERE = f"{PLACE}/plavi-dan"


@dataclass
class Asked:
    """A preview with decap-server behind it, asked as the editing page asks."""

    root: Path
    practice: Practice
    port: int

    def ask(self, action: str, **parameters: object) -> tuple[int, Any]:
        """Ask decap-server through the preview."""
        asked = {"branch": "main", "action": action, "params": {"branch": "main", **parameters}}
        status, answer = self.post(json.dumps(asked))
        return status, json.loads(answer)

    def post(self, data: str, path: str = f"/{PRACTICE}", **headers: str) -> tuple[int, bytes]:
        """Send data as a browser sends it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", path, data.encode(), headers)
        response = connection.getresponse()
        found = response.status, response.read()
        connection.close()
        return found

    def save(self, text: str) -> int:
        """Save a draft of the one campaign there is."""
        file = {"slug": "plavi-dan/text", "path": f"{HERE}/text.sr.md", "raw": text}
        options = {
            "collectionName": "campaigns",
            "commitMessage": "Draft",
            "useWorkflow": True,
            "status": "draft",
            "newEntry": False,
        }
        return self.ask("persistEntry", dataFiles=[file], assets=[], options=options)[0]

    def git(self, *words: str) -> str:
        """Return what git says of the repository for practice."""
        command = ["git", "-C", str(self.practice.folder), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    @property
    def text(self) -> Path:
        """The text as it stands in the project."""
        return self.root / HERE / "text.sr.md"


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    """A project of one campaign, and practice with it."""
    root = tmp_path / "project"
    text = root / HERE / "text.sr.md"
    text.parent.mkdir(parents=True)
    text.write_text("---\ntitle: Плави дан\n---\nПрва реченица.\n", encoding="utf-8")
    (text.parent / "reviews.yml").write_text("decisions: []\n", encoding="utf-8")
    server = start_server(Preview(root, "north", "http://127.0.0.1/"), 0)
    practice = server.preview.practice = Practice(root, tmp_path / "practice")
    practice.start(TOOLS, f"http://127.0.0.1:{server.server_port}", free_port())
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Asked(root, practice, server.server_port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        practice.stop()


def test_draft_changes_nothing_in_the_project_and_decisions_stay_out_of_it(asked: Asked) -> None:
    before = asked.text.read_bytes()
    assert asked.git("ls-files", PLACE).split() == [f"{HERE}/text.sr.md"]
    assert asked.save("---\ntitle: Плави дан\n---\nДруга реченица.\n") == 200
    assert asked.text.read_bytes() == before
    status = {"collection": "campaigns", "slug": "plavi-dan/text"}
    assert asked.ask("publishUnpublishedEntry", **status)[0] == 200
    assert "Друга реченица." in asked.text.read_text(encoding="utf-8")
    assert (asked.text.parent / "reviews.yml").read_text(encoding="utf-8") == "decisions: []\n"


def test_text_that_two_have_changed_is_refused_and_leaves_the_repository_whole(
    asked: Asked,
) -> None:
    assert asked.save("---\ntitle: Плави дан\n---\nРеченица младих.\n") == 200
    asked.text.write_text("---\ntitle: Плави дан\n---\nРеченица одраслих.\n", encoding="utf-8")
    assert asked.save("---\ntitle: Плави дан\n---\nЈош једна.\n") == 500
    assert asked.git("status", "--porcelain") == ""
    assert asked.git("branch", "--show-current") == "main\n"
    status, entries = asked.ask("entriesByFolder", folder=PLACE, extension="md", depth=2)
    assert (status, len(entries)) == (200, 1)
    assert "Реченица одраслих." in entries[0]["data"]
    assert "Реченица одраслих." in asked.text.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("headers", "path", "code"),
    [
        ({"Origin": "https://elsewhere.example"}, f"/{PRACTICE}", 403),
        ({"Host": "elsewhere.example"}, f"/{PRACTICE}", 403),
        ({}, "/admin/", 404),
        ({"Content-Length": "999999999"}, f"/{PRACTICE}", 413),
    ],
    ids=["another site", "another name of this computer", "another place", "too much"],
)
def test_nobody_else_may_ask(asked: Asked, headers: dict[str, str], path: str, code: int) -> None:
    assert asked.post("{}", path, **headers)[0] == code


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_editing_page_may_ask_under_either_name_of_this_computer(asked: Asked, host: str) -> None:
    here = f"{host}:{asked.port}"
    status, told = asked.post("{}", Host=here, Origin=f"http://{here}")
    assert (status, b"error" in told) == (422, True)  # decap-server's own answer


def test_request_that_is_refused_carries_no_other_one(asked: Asked) -> None:
    hidden = f"POST /{PRACTICE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{{}}"
    for path, origin in ((f"/{PRACTICE}", "https://elsewhere.example"), ("/admin/", "")):
        said = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {origin}\r\n"
            f"Content-Length: {len(hidden)}\r\n\r\n{hidden}"
        )
        with socket.create_connection(("127.0.0.1", asked.port), timeout=20) as connection:
            connection.sendall(said.encode())
            heard = b"".join(iter(lambda: connection.recv(65536), b""))
        assert heard.count(b"HTTP/1.1 ") == 1
