"""The benchmark: its texts are right and always the same, and it sees a site that is not equal."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
sys.path.append(str(SCRIPTS))  # last: some scripts have the names of other modules

from bench import STEPS, Beacon, Failed, compare_with_clean, differences, measure  # noqa: E402
from benchmark import corpus  # noqa: E402
from benchmark.projects import Material, MaterialFull, plain_texts  # noqa: E402

_MAKE = "import sys; from pathlib import Path; from benchmark.projects import Beacon;"
_MAKE += "Beacon(Path(sys.argv[1]), 3, True).make()"


def make_in_a_process(folder: Path, seed: str) -> dict[str, bytes]:
    """Make a project of three lessons in a process of its own; return its content."""
    command = [sys.executable, "-c", _MAKE, str(folder)]
    env = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run(command, check=True, cwd=SCRIPTS, env=env)
    content = folder / "content"
    return {str(p.relative_to(content)): p.read_bytes() for p in content.rglob("*") if p.is_file()}


@pytest.fixture
def project(tmp_path: Path) -> Beacon:
    made = Beacon(tmp_path / "project", 3, scheduled=True)
    made.make()
    return made


def test_corpus_is_the_same_in_every_process(tmp_path: Path) -> None:
    one, other = (make_in_a_process(tmp_path / seed, seed) for seed in ("1", "2"))
    assert one == other


def test_corpus_builds_strictly(project: Beacon) -> None:
    command = project.command_to(project.output, "--strict")
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    tags = ("sr", "sr-Latn", "bg", "en")
    pages = [p.relative_to(project.output).parts for p in project.output.glob("*/**/*.html")]
    written = Counter(parts[0] for parts in pages if parts[1:2] != ("calendar",))
    # Three lessons, each with a page for pupils and one for parents, and seven pages.
    assert written == dict.fromkeys(tags, 3 * 3 + 7)
    events = Counter(parts[0] for parts in pages if parts[1:3] == ("calendar", "events"))
    assert events == dict.fromkeys(tags, 12)


def test_schedule_is_in_proportion(project: Beacon) -> None:
    centre = project.folder / "content" / "centres" / "bench"
    rows = [
        line.split(",")
        for path in sorted((centre / "schedule").glob("presentations-*.csv"))
        for line in path.read_text().splitlines()[1:]
    ]
    assert Counter(row[1] for row in rows) == {"held": 9, "planned": 1, "confirmed": 2}
    counts = [
        line.split(",")[0]
        for path in (centre / "attendance").glob("20*.csv")
        for line in path.read_text().splitlines()[1:]
    ]
    assert set(counts) == {row[0] for row in rows if row[1] == "held"}


def test_no_text_is_newer_than_the_day_on_which_events_are_still_to_come() -> None:
    days = {str(text.head.get("reviewed_on", "")) for text in corpus.texts(330)}
    assert max(days) == corpus.NEWEST.isoformat()


def test_lesson_has_some_600_words() -> None:
    for language in corpus.LANGUAGES:
        words = [
            len(re.findall(r"\w+", re.sub(r"\{.*?\}|\(.*?\)", "", text.body)))
            for text in (corpus.lesson(language, number, 9) for number in range(1, 10))
        ]
        assert 580 <= statistics.mean(words) <= 640, (language, words)


def test_other_generators_get_the_same_texts_in_four_languages() -> None:
    plain = {(text.language, text.id): text for text in plain_texts(10)}
    written = {(text.language, text.id): text for text in corpus.texts(10)}
    assert plain.keys() == written.keys() | {("sr-Latn", name) for lang, name in written}
    for key, text in written.items():
        assert plain[key].body == re.sub(r"^\[\[.*\n", "", text.body, flags=re.MULTILINE)
    latin = "".join(text.markdown() for text in plain.values() if text.language == "sr-Latn")
    assert re.findall("[Ѐ-ӿ]", latin) == []


def test_every_step_is_measured_and_the_site_is_that_of_a_clean_build(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPTS / "bench.py"), "3", "--runs", "1"]
    command += ["--folder", str(tmp_path), "--tables", "schedule"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    rows = re.findall(r"^\| (.*?) \| (\w+) \| .*\d \|$", result.stdout, re.MULTILINE)
    assert rows == [(words, "Beacon") for words in STEPS.values()]
    before, after = (
        tmp_path / "schedule-beacon-3" / "edited",
        tmp_path / "schedule-beacon-3" / "site",
    )
    assert differences(before, after) == ""
    edited = (after / "sr" / "lessons" / "lesson-0002" / "index.html").read_text()
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", edited) == ["Измењен текст 1"]
    assert edited.count("<p>Измењен текст 1.</p>") == 1


def test_site_that_is_not_equal_is_told(project: Beacon) -> None:
    measure(project)
    page = project.output / "sr" / "index.html"
    page.write_text(page.read_text() + "more")
    (project.output / "robots.txt").unlink()
    with pytest.raises(Failed, match=r":\nrobots\.txt\nsr/index\.html$"):
        compare_with_clean([project])


def test_full_material_differs_from_the_other_by_its_menu_alone(tmp_path: Path) -> None:
    settings = []
    for kind in (Material, MaterialFull):
        kind(tmp_path / kind.name, 1).make()
        settings.append(yaml.safe_load((tmp_path / kind.name / "mkdocs.yml").read_text("utf-8")))
    light, full = settings
    assert light.pop("nav") and light["theme"].pop("features")
    assert full == light
