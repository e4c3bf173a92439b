"""Scaffolds: a new centre builds at once, and what cannot be made leaves nothing behind."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from beacon.build.checks import check_site
from beacon.build.scaffold import (
    SCAFFOLDS,
    NotMadeError,
    new_campaign,
    new_centre,
    new_lesson,
)
from beacon.build.unfilled import sentences
from beacon.content.centres import Channel
from beacon.problems import Problem, Severity
from beacon.sources import build, parse_yaml, read_page


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
        (
            "north",
            {"tags": ("hr",)},
            "bg, en. Add a block for it to content/vocabulary/languages.yml.",
        ),
        ("north", {"tags": ("sr-cyrl",)}, 'Did you mean "sr-Cyrl"?'),
        ("north", {"country": "mk"}, '"mk" is no country code of two capital letters.'),
        ("north", {"country": "MKD"}, '"MKD" is no country code of two capital letters.'),
        ("north", {"time_zone": "Europe/Skopie"}, 'No time zone "Europe/Skopie".'),
        ("north", {"time_zone": "Europe"}, 'No time zone "Europe".'),
        ("north", {"time_zone": ""}, 'No time zone "".'),
        ("north", {"time_zone": "../../etc/passwd"}, 'No time zone "../../etc/passwd".'),
        ("north", {"tags": ("en", "en")}, 'The language "en" is named twice. Name it once.'),
        ("Croatia 2", {}, 'cannot be a folder name. Try "croatia-2".'),
        ("n" * 61, {}, f'The name has 61 letters, and 60 is the most. Try "{"n" * 60}".'),
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


_TAKEN = '"{name}" is the name of another page of the site. Try "{name}-{kind}".'
_DEVICE = 'Windows cannot open a folder called "{name}". Try "{name}-{kind}".'


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
@pytest.mark.parametrize("kind", ["centre", "lesson", "campaign"])
def test_name_that_windows_keeps_for_a_device_is_refused(
    kind: str, name: str, project: Path
) -> None:
    assert refusal(project, kind, name) == _DEVICE.format(name=name, kind=kind)


@pytest.mark.parametrize("kind", ["centre", "lesson", "campaign"])
@pytest.mark.parametrize("name", ["con-1", "icon", "com", "com10"])
def test_name_that_only_looks_like_that_of_a_device_is_taken(
    kind: str, name: str, project: Path
) -> None:
    assert refusal(project, kind, name) == ""


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *[("lesson", n) for n in ("index", "find", "paths", "plan", "age", "for", "topic", "time")],
        ("campaign", "index"),
    ],
)
def test_name_of_a_page_that_stands_there_already_is_refused(
    kind: str, name: str, project: Path
) -> None:
    assert refusal(project, kind, name) == _TAKEN.format(name=name, kind=kind)


def refusal(project: Path, kind: str, name: str) -> str:
    """Return why something new was not made, or nothing."""
    try:
        if kind == "centre":
            make(project, name)
        elif kind == "lesson":
            new_lesson(project, name, language="en")
        else:
            new_campaign(project, name, language="en", centre="serbia")
    except NotMadeError as error:
        return str(error)
    return ""


def test_centre_that_could_not_be_written_whole_leaves_nothing_in_the_way(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def full(self: Path, mode: str = "r") -> object:
        if self.name.startswith(".centre.yml"):
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return opened(self, mode)

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr(Path, "open", full)
        new_centre(project, "croatia", country="HR", tags=("en",), time_zone="Europe/Zagreb")
    folder = project / "content/centres/croatia"
    assert not folder.exists()
    new_centre(project, "croatia", country="HR", tags=("en",), time_zone="Europe/Zagreb")
    assert (folder / "centre.yml").is_file()


def test_language_that_nobody_writes_is_told_with_those_that_there_are(project: Path) -> None:
    with pytest.raises(NotMadeError) as caught:
        new_lesson(project, "kind-words", language="xx")
    assert str(caught.value) == 'No language has the folder "xx". There are: sr, bg, en.'


def test_country_whose_code_is_a_word_of_yaml_builds_as_well(project: Path) -> None:
    make(project, "norway", country="NO")
    assert check_site(project, "norway").centre.country == "NO"


@pytest.mark.parametrize("name", ["null", "yes", "on", "2026", "1e5", "croatia2"])
def test_centre_is_read_whatever_yaml_takes_its_name_for(name: str, project: Path) -> None:
    make(project, name)
    assert check_site(project, name).centre.id == name


def told(project: Path, centre: str) -> list[str]:
    """Return what is told of the files of a centre, without their folder."""
    before = f"content/centres/{centre}/"
    problems = check_site(project, centre).problems
    return [str(p).removeprefix(before) for p in problems if p.path.startswith(before)]


def test_new_centre_is_told_what_nobody_has_said_of_it(project: Path) -> None:
    make(project, "croatia", country="XX")
    assert told(project, "croatia") == [
        'centre.yml:3: NEW003 "XX" is no country. '
        "Write its code of two letters (ISO 3166), such as HR.",
        'centre.yml:4: NEW003 The name of the centre is still "Croatia: name to be filled in". '
        "Fill it in.",
        "centre.yml:10: CEN003 The address of the site is not known. "
        "Fill in website in centre.yml.",
        "help-channels.yml: HLP001 No help channel stands here. "
        'Enter one that the centre has confirmed, with "help_bar: true".',
    ]


CHANNEL = """\
  - id: line-{number}
    kind: helpline
    type: phone
    name: {{en: Line}}
    value: "1900{number}"
    display: "1900{number}"
    hours: always
    cost: free
    anonymous: true
    help_bar: {in_bar}
    source: a letter
    verified_on: 2026-01-15
"""


def fill(project: Path, *in_bar: str, address: str = "https://croatia.example/") -> Path:
    """Make a centre with an address, and a channel for each that may be in the bar."""
    folder = make(project, "croatia", country="HR")
    channels = "".join(CHANNEL.format(number=n, in_bar=a) for n, a in enumerate(in_bar, 1))
    (folder / "help-channels.yml").write_text(f"channels:\n{channels or '  []'}", "utf-8")
    path = folder / "centre.yml"
    text = path.read_text(encoding="utf-8").replace("website: null", f"website: {address}")
    path.write_text(text.replace(": name to be filled in", ""), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("in_bar", "said"),
    [((), "No help channel stands here."), (("false",), "No help channel is in the help bar.")],
    ids=["none", "none-in-the-bar"],
)
def test_site_with_an_address_that_names_no_help_is_not_built(
    in_bar: tuple[str, ...], said: str, project: Path
) -> None:
    folder = fill(project, *in_bar)
    (problem,) = check_site(project, "croatia").problems
    assert (problem.code.id, problem.message) == ("HLP001", said)
    assert problem.severity is Severity.ERROR
    path = folder / "centre.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("https://croatia.example/", "null"), encoding="utf-8")
    problems = check_site(project, "croatia").problems
    assert {p.code.id: p.severity for p in problems} == {
        "CEN003": Severity.WARNING,
        "HLP001": Severity.WARNING,
    }


def test_centre_that_is_filled_in_has_no_problem(project: Path) -> None:
    fill(project, "true", "true", "false", "true")
    assert check_site(project, "croatia").problems == ()


def test_help_channel_for_which_the_bar_has_no_place_is_told(project: Path) -> None:
    fill(project, "true", "true", "false", "true", "true", "true")
    assert told(project, "croatia") == [
        f'help-channels.yml:{line}: HLP002 The help bar has 3 places, and "line-{number}" is not '
        'shown there. Write "help_bar: false" for those that children in trouble need less.'
        for number, line in ((5, 59), (6, 71))
    ]


COPIED = """\
  - id: helpline
    kind: helpline
    type: phone
    name: {en: Line}
    value: "19833"
    display: "19833"
    hours: null
    cost: unknown
    anonymous: null
    source: {en: Kurir, bg: Kurier}
    verified_on: 2026-01-15
"""


def copy(project: Path, change: tuple[str, str] = ("", "")) -> tuple[Path, Path]:
    """Give Serbia a channel, and Croatia the same with a change; return the files of both."""
    serbia = project / "content" / "centres" / "serbia" / "help-channels.yml"
    ours = COPIED.replace("{en: Kurir, bg: Kurier}", "{sr: Курир, en: Kurir}")
    serbia.write_text(f"channels:\n{ours}    help_bar: true\n", encoding="utf-8")
    croatia = fill(project, "true") / "help-channels.yml"
    with croatia.open("a", encoding="utf-8") as stream:
        stream.write(COPIED.replace(*change))
    return serbia, croatia


def test_help_channel_copied_from_a_centre_of_another_country_is_told(project: Path) -> None:
    _, croatia = copy(project)
    line = 1 + croatia.read_text(encoding="utf-8").splitlines().index('    value: "19833"')
    (problem,) = check_site(project, "croatia").problems
    assert (problem.code.id, problem.severity, problem.line) == ("HLP003", Severity.ERROR, line)
    said = '"19833" stands in the channels of serbia with the same source.'
    assert problem.message == said


@pytest.mark.parametrize(
    "change",
    [
        ("{en: Kurir, bg: Kurier}", "Croatian Police"),
        ("    anonymous", "    confirmed_by_centre: true\n    anonymous"),
        ("19833", "19834"),
    ],
    ids=["read-elsewhere", "confirmed", "other-number"],
)
def test_help_channel_that_is_the_centres_own_is_no_copy(
    change: tuple[str, str], project: Path
) -> None:
    copy(project, change)
    assert check_site(project, "croatia").problems == ()


def test_help_channel_copied_by_a_site_without_an_address_warns_that_site_alone(
    project: Path,
) -> None:
    before = check_site(project, "serbia").problems
    _, croatia = copy(project)
    centre = croatia.with_name("centre.yml")
    text = centre.read_text(encoding="utf-8")
    centre.write_text(text.replace("https://croatia.example/", "null"), encoding="utf-8")
    problems = check_site(project, "croatia").problems
    assert {p.code.id: p.severity for p in problems} == {
        "CEN003": Severity.WARNING,
        "HLP003": Severity.WARNING,
    }
    assert check_site(project, "serbia").problems == before


def test_channel_with_a_fault_is_told_alone(project: Path) -> None:
    path = fill(project, "true") / "help-channels.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("free", "cheap"), encoding="utf-8")
    assert [said.split()[1] for said in told(project, "croatia")] == ["SRC005"]


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
    told = [p for p in site.problems if "kind-words" in p.path]
    assert {p.code.id for p in told} == {"NEW001", "NEW002"}
    assert {p.severity for p in told} == {Severity.WARNING}
    tag = site.languages.of_path(language)
    assert tag is not None
    kinds = [
        site.routes[tag.tag, f"lessons/kind-words{part}"].record.kind for part in ("", "/quiz")
    ]
    assert kinds == ["lesson", "quiz"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_lesson_is_told_where_nobody_has_written_it(project: Path, language: str) -> None:
    folder = lesson(project, language)
    site = check_site(project, "serbia" if language == "sr" else "bulgaria")
    told = [p for p in site.problems if "kind-words" in p.path]
    for path, most in ((folder / "index.md", 14), (folder / "quiz.yml", 4)):
        mine = [p for p in told if p.path.endswith(path.name) and p.code.id == "NEW001"]
        assert len(mine) >= most
        lines = path.read_text(encoding="utf-8").splitlines()
        for problem in mine:
            assert problem.line is not None
            words = problem.message.removeprefix('Here still stands "').removesuffix('".')
            assert words in lines[problem.line - 1]
    (read,) = [p for p in told if p.code.id == "NEW002"]
    assert read.path.endswith("index.md") and read.line is not None
    line = (folder / "index.md").read_text(encoding="utf-8").splitlines()[read.line - 1]
    assert line.startswith("reviewed_on: null")


def test_lesson_that_is_written_and_read_is_told_no_more(project: Path) -> None:
    folder = lesson(project, "sr")
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        text = text.replace("reviewed_on: null", "reviewed_on: 2026-11-25")
        for sentence in sentences():
            text = text.replace(sentence, f"Наше {sentence}")
        path.write_text(text, encoding="utf-8")
    assert check_site(project, "serbia").problems == ()


def test_what_scaffolds_say_to_writers_is_known_in_all_languages() -> None:
    for language in LANGUAGES:
        for line in (SCAFFOLDS / f"lesson.{language}.md").read_text(encoding="utf-8").splitlines():
            if line.startswith(("authors", "description")):
                assert any(sentence in line for sentence in sentences()), line
    assert {
        "Your name or team", "Ваше име или тим", "Вашето име или екип",
        "First what is good about the subject.", "Шта остаје на табли.",
        "name three ways of being kind in a chat", "Кажете защо е добре.",
    } <= sentences()  # fmt: skip
    assert not {"What was new for you?", "1. What was new for you?", ""} & sentences()


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
        ("a" * 300, "sr", "300 letters"),
    ],
)
def test_lesson_that_cannot_be_made_leaves_nothing(
    project: Path, name: str, language: str, said: str
) -> None:
    before = sorted((project / "content").rglob("*"))
    with pytest.raises(NotMadeError, match=said):
        new_lesson(project, name, language=language)
    assert sorted((project / "content").rglob("*")) == before


def test_name_of_a_campaign_that_is_too_long_is_shortened(project: Path) -> None:
    with pytest.raises(NotMadeError, match=f'300 letters, and 60 is the most. Try "{"a" * 60}"'):
        new_campaign(project, "a" * 300, language="sr", centre="serbia")


def test_campaign_names_its_centre_whatever_yaml_takes_the_name_for(project: Path) -> None:
    make(project, "null")
    path = new_campaign(project, "our-promise", language="en", centre="null")
    problems: list[Problem] = []
    document = read_page(path, "text.en.md", problems)
    assert document is not None, problems
    assert document.data["centre"] == "null"
