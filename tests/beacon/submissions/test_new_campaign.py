"""A new campaign: a text to fill in, which tells what is missing and then has no findings."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from handed_in import Read

from beacon.build.scaffold import NotMadeError, new_campaign
from beacon.content.vocabulary import Vocabulary
from beacon.submissions.findings import Ground, findings_of

ROOT = Path(__file__).resolve().parents[3]
FILLED = {"title": "А", "description": "Б."}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with its languages and a centre."""
    for name in ("vocabulary/languages.yml", "centres/serbia/centre.yml"):
        target = tmp_path / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / name, target)
    return tmp_path


@pytest.mark.parametrize("language", ["sr", "bg", "en"])
def test_skeleton_tells_what_is_to_be_filled_in_and_then_has_no_findings(
    root: Path, read: Read, vocabulary: Vocabulary, language: str
) -> None:
    path = new_campaign(root, "our-promise", language=language, centre="serbia")
    assert path == root / "content" / "submissions" / "our-promise" / f"text.{language}.md"
    found, problems = read(path.parent)
    assert found is None
    missing = {problem.message.split('"')[1] for problem in problems}
    assert missing == {"title", "description", "topics"}
    text = path.read_text(encoding="utf-8")
    for key, value in FILLED.items():
        text = text.replace(f'{key}: ""', f'{key}: "{value}"')
    text = text.replace("topics: []", "topics: [cyberbullying]")
    path.write_text(text, encoding="utf-8")
    found, problems = read(path.parent)
    assert problems == []
    assert found is not None
    ground = Ground(vocabulary, date(2026, 11, 26))
    assert [f.code.id for f in findings_of(found, ground)] == ["SAF027"]
    path.write_text(text.replace("expires:  ", "expires: 2027-06-30 # "), encoding="utf-8")
    found, _ = read(path.parent)
    assert found is not None
    assert findings_of(found, ground) == ()


def test_second_language_joins_the_first(root: Path) -> None:
    new_campaign(root, "our-promise", language="sr", centre="serbia")
    path = new_campaign(root, "our-promise", language="en", centre="serbia")
    assert sorted(p.name for p in path.parent.iterdir()) == ["text.en.md", "text.sr.md"]


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("Our promise", {}, 'Try "our-promise".'),
        ("taken", {}, "There is a campaign"),
        ("there", {}, "There is a text in this language already"),
        ("new", {"centre": "serbja"}, 'Did you mean "serbia"?'),
        ("new", {"language": "xx"}, 'No language has the folder "xx"'),
        ("new", {"language": "sr-Latn"}, 'write in "sr"'),
    ],
)
def test_campaign_that_cannot_be_made_leaves_nothing(
    root: Path, name: str, options: dict[str, str], said: str
) -> None:
    (root / "content" / "commons" / "en" / "campaigns" / "taken").mkdir(parents=True)
    new_campaign(root, "there", language="sr", centre="serbia")
    before = sorted((root / "content").rglob("*"))
    with pytest.raises(NotMadeError) as found:
        new_campaign(root, name, **{"language": "sr", "centre": "serbia", **options})
    assert said in str(found.value)
    assert sorted((root / "content").rglob("*")) == before
