"""Scaffolds: a new centre builds at once, and what cannot be made leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from beacon.build.checks import check_site
from beacon.build.scaffold import SCAFFOLDS, NotMadeError, new_centre, new_lesson
from beacon.content.centres import Channel
from beacon.problems import Problem, Severity
from beacon.sources import build, parse_yaml


def make(project: Path, name: str = "north-macedonia", **changes: object) -> Path:
    """Make a centre with these changes."""
    options = {"country": "MK", "tags": ("en", "sr-Latn", "sr-Cyrl"), "time_zone": "Europe/Skopje"}
    return new_centre(project, name, **{**options, **changes})  # type: ignore[arg-type]


def test_new_centre_has_no_errors_and_speaks_its_languages(project: Path) -> None:
    folder = make(project)
    assert folder == project / "content" / "centres" / "north-macedonia"
    site = check_site(project, "north-macedonia")
    assert [p for p in site.problems if p.severity is Severity.ERROR] == []
    assert site.tags == ("en", "sr-Latn", "sr-Cyrl")
    assert site.centre.time_zone == "Europe/Skopje"
    assert site.centre.name == {"en": "North Macedonia: name to be filled in"}
    assert ("sr-Latn", "help") in site.routes


def test_new_centre_makes_no_problem_for_the_others(project: Path) -> None:
    before = check_site(project, "serbia").problems
    make(project)
    assert check_site(project, "serbia").problems == before


def test_new_centre_has_a_place_for_everything(project: Path) -> None:
    folder = make(project)
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    assert found == [
        "centre.yml",
        "help-channels.yml",
        "pages",
        "pages/en",
        "pages/en/.gitkeep",
        "pages/sr",
        "pages/sr/.gitkeep",
        "schedule",
        "schedule/venues.csv",
    ]


def test_entry_shown_as_an_example_can_be_used(project: Path) -> None:
    text = (make(project) / "help-channels.yml").read_text(encoding="utf-8")
    lines = [line[1:] for line in text.splitlines() if line.startswith("#  ")]
    example = "\n".join(["channels:", *lines]).replace('"…"                # d', '"116111" # d')
    example = example.replace('"…"              # t', '"116 111" # t')
    problems: list[Problem] = []
    document = parse_yaml(example, "help-channels.yml", problems)
    assert document is not None, problems
    assert build(Channel, document, problems, at=("channels", 0)) is not None, problems


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("North Macedonia", {}, 'cannot be a folder name. Try "north-macedonia".'),
        ("србија", {}, 'cannot be a folder name. Try "srbija".'),
        ("../serbia", {}, 'cannot be a folder name. Try "serbia".'),
        ("north-", {}, 'cannot be a folder name. Try "north".'),
        ("", {}, "cannot be a folder name."),
        ("serbia", {}, 'There is a centre "serbia" already'),
        ("north", {"tags": ("en", "mk")}, 'No language "mk". Known: sr-Cyrl, sr-Latn, bg, en.'),
        ("north", {"tags": ("sr-cyrl",)}, 'Did you mean "sr-Cyrl"?'),
        ("north", {"country": "mk"}, '"mk" is no country code of two capital letters.'),
        ("north", {"country": "MKD"}, '"MKD" is no country code of two capital letters.'),
        ("north", {"time_zone": "Europe/Skopie"}, 'No time zone "Europe/Skopie".'),
        ("north", {"time_zone": "Europe"}, 'No time zone "Europe".'),
        ("north", {"time_zone": ""}, 'No time zone "".'),
        ("north", {"time_zone": "../../etc/passwd"}, 'No time zone "../../etc/passwd".'),
    ],
)
def test_what_cannot_be_made_says_why_and_writes_nothing(
    name: str, changes: dict[str, object], said: str, project: Path
) -> None:
    before = sorted(path for path in (project / "content").rglob("*"))
    with pytest.raises(NotMadeError) as caught:
        make(project, name, **changes)
    assert said in str(caught.value)
    assert sorted(path for path in (project / "content").rglob("*")) == before


def test_country_whose_code_is_a_word_of_yaml_builds_as_well(project: Path) -> None:
    make(project, "norway", country="NO")
    assert check_site(project, "norway").centre.country == "NO"


LANGUAGES = ("en", "sr", "bg")


def lesson(project: Path, language: str, *, shown: bool = True) -> Path:
    """Make a lesson; `shown` takes the line out that keeps it a draft."""
    folder = new_lesson(project, "kind-words", language=language)
    for path in folder.iterdir() if shown else ():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        rest = [line for line in lines if not line.startswith("status: draft")]
        assert len(rest) == len(lines) - 1
        path.write_text("".join(rest), encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_lesson_is_whole_in_the_language_of_its_writer(project: Path, language: str) -> None:
    lesson(project, language)
    site = check_site(project, "serbia" if language == "sr" else "bulgaria")
    assert [str(p) for p in site.problems if "kind-words" in p.path] == []
    tag = site.languages.of_path(language)
    assert tag is not None
    kinds = [
        site.routes[tag.tag, f"lessons/kind-words{part}"].record.kind for part in ("", "/quiz")
    ]
    assert kinds == ["lesson", "quiz"]


def test_new_lesson_is_a_draft_that_nobody_sees(project: Path) -> None:
    lesson(project, "sr", shown=False)
    site = check_site(project, "serbia")
    assert site.problems == ()
    assert ("sr-Cyrl", "lessons/kind-words") not in site.routes


def test_second_language_of_a_new_lesson_is_a_translation(project: Path) -> None:
    lesson(project, "sr")
    lesson(project, "en")
    site = check_site(project, "serbia")
    for part in ("", "/quiz"):
        head = site.routes["en", f"lessons/kind-words{part}"].record.head
        assert head.translation is not None and head.translation.of == "sr"


def test_every_scaffold_explains_the_same_fields() -> None:
    """What one language explains, the others do."""
    for kind in ("lesson.{}.md", "quiz.{}.yml"):
        fields = []
        for language in LANGUAGES:
            text = (SCAFFOLDS / kind.format(language)).read_text(encoding="utf-8")
            keys = [line.split(":")[0] for line in text.splitlines() if ":" in line and "#" in line]
            fields.append([key for key in keys if key.isascii()])
        assert fields[0] == fields[1] == fields[2]
        assert len(fields[0]) > 5


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Речи", "sr", 'Try "reci"'),
        ("privacy", "sr", "already"),
        ("kind-words", "sr-Latn", 'write the lesson in "sr"'),
        ("kind-words", "srb", "No language"),
    ],
)
def test_lesson_that_cannot_be_made_leaves_nothing(
    project: Path, name: str, language: str, said: str
) -> None:
    before = sorted((project / "content").rglob("*"))
    with pytest.raises(NotMadeError, match=said):
        new_lesson(project, name, language=language)
    assert sorted((project / "content").rglob("*")) == before
