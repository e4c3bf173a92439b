"""The script of reviewers, as they use it: from what was handed in to the page, and out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_projects import edit, project_with_scripts, script, small_project
from build_submissions import SLUG, hand_in, holding


def test_campaign_goes_by_commands_from_the_list_to_its_tombstone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEACON_KITS", "none")
    root = project_with_scripts(tmp_path / "project", small_project)
    folder = hand_in(root, body="Мој број је 0641234567.")
    site = root / "site" / "north"

    def review(*arguments: str, code: int = 0) -> str:
        desk = ("--centre", "north", "--language", "en", "--as-of", "2026-11-26")
        done = script(root, "review.py", *desk, *arguments)
        assert done.code == code, done.said
        return done.said

    assert review("list") == f"{SLUG} · Зврндов дан · waits for review · 1 thing to look at\n"
    assert "text.sr.md:21: SAF003" in review("show", SLUG)
    role = ("--role", "teacher")
    assert "SAF003" in review("approve", SLUG, *role, code=1)
    letter = review("send-back", SLUG, *role, "--message", "Слоган је одличан!")
    assert "Слоган је одличан!" in letter
    assert "was sent back to the authors" in review("list")

    edit(folder / "text.sr.md", "0641234567", "само мој")
    assert "- Мој број је 0641234567." in review("show", SLUG)
    said = review("approve", SLUG, *role)
    assert said.endswith(f"{SLUG} · Зврндов дан · published until 30 June 2027\n")
    built = script(root, "build.py", "--centre", "north", "--as-of", "2027-06-30")
    assert built.code == 0, built.said
    assert f"sr/campaigns/{SLUG}/index.html" in holding(site)
    again = script(root, "build.py", "--centre", "north", "--as-of", "2027-06-30")
    assert "nothing has changed" in again.said
    ended = script(root, "build.py", "--centre", "north", "--as-of", "2027-07-01")
    assert ended.code == 0, ended.said
    assert len(holding(site)) == 3
    wrong = script(root, "build.py", "--centre", "north", "--as-of", "tomorrow")
    assert wrong.code == 2
    assert '--as-of: "tomorrow" is no day; write it as 2027-06-30, or today' in wrong.said

    down = review("take-down", SLUG, *role, "--reason-code", "privacy")
    assert "published in" in down
    assert len(holding(site)) == 3
    checked = script(root, "check.py", "--centre", "north", "--as-of", "2026-11-26")
    assert SLUG not in checked.said
