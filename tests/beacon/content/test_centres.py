"""Centres: a number that nobody can call, or an hour that no clock shows, is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from beacon.content.centres import Centre, Channel, Hours, load_centres, pick_centre
from beacon.languages.registry import Languages
from beacon.problems import Problem, in_order

CASES = Path(__file__).resolve().parent.parent / "cases"
CENTRE, CHANNELS = CASES / "centres" / "whole.yml", CASES / "channels" / "whole.yml"


@pytest.fixture
def north(tmp_path: Path) -> Path:
    """The folder of a centre without problems, to be broken."""
    folder = tmp_path / "centres" / "north"
    folder.mkdir(parents=True)
    shutil.copy(CENTRE, folder / "centre.yml")
    shutil.copy(CHANNELS, folder / "help-channels.yml")
    return folder


def told(folder: Path, languages: Languages) -> list[Problem]:
    """Return what is told of the centre in a folder."""
    problems: list[Problem] = []
    load_centres(folder.parent, "centres", languages, problems)
    return list(in_order(problems))


def change(path: Path, old: str, new: str) -> None:
    """Replace a text of a file by another, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("case", sorted((CASES / "channels").glob("*.yml")), ids=lambda p: p.stem)
def test_channels_are_told_with_every_fault_and_its_line(
    case: Path, north: Path, languages: Languages
) -> None:
    shutil.copy(case, north / "help-channels.yml")
    lines = "".join(f"{problem}\n" for problem in told(north, languages))
    assert lines == case.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted((CASES / "centres").glob("*.yml")), ids=lambda p: p.stem)
def test_centre_is_told_with_every_fault_and_its_line(
    case: Path, north: Path, languages: Languages
) -> None:
    shutil.copy(case, north / "centre.yml")
    lines = "".join(f"{problem}\n" for problem in told(north, languages))
    assert lines == case.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('{days: mon-fri, opens: "07:30", closes: "15:30"}', "sometimes", 8),
        ('closes: "15:30"', 'closes: "06:30"', 8),
        ("{sr: Линија за помоћ, en: Helpline}", "{}", 5),
    ],
    ids=["unknown-hours", "closes-before-it-opens", "no-name-in-any-language"],
)
def test_channel_that_helps_nobody_is_told_once(
    old: str, new: str, line: int, north: Path, languages: Languages
) -> None:
    change(north / "help-channels.yml", old, new)
    assert [(p.code.id, p.line) for p in told(north, languages)] == [("SRC005", line)]


def test_hours_that_close_before_they_open_are_told_in_the_words_of_the_author(
    north: Path, languages: Languages
) -> None:
    change(north / "help-channels.yml", 'closes: "15:30"', 'closes: "06:30"')
    assert list(map(str, told(north, languages))) == [
        'centres/north/help-channels.yml:8: SRC005 "hours": it closes at 06:30, before it opens '
        "at 07:30. Correct the value."
    ]


def test_hours_that_are_neither_known_nor_unknown_are_told_with_how_they_are_written(
    north: Path, languages: Languages
) -> None:
    change(
        north / "help-channels.yml",
        '{days: mon-fri, opens: "07:30", closes: "15:30"}',
        "mon-fri 7-15",
    )
    assert list(map(str, told(north, languages))) == [
        'centres/north/help-channels.yml:8: SRC005 "hours": write null, always, or {days: mon-fri, '
        'opens: "09:00", closes: "17:00"}, not "mon-fri 7-15". Correct the value.'
    ]


@pytest.mark.parametrize(
    ("key", "value", "how"),
    [
        ("website", "centre.example", "an address such as https://www.centre.example/"),
        ("quick_exit_url", "http://a.example/", "an address such as https://www.centre.example/"),
        ("country", "Serbia", "the two letters of the country, such as HR"),
        ("country", "rs", "the two letters of the country, such as HR"),
    ],
)
def test_what_has_a_form_of_its_own_is_told_with_an_example(
    key: str, value: str, how: str, north: Path, languages: Languages
) -> None:
    path = north / "centre.yml"
    rest = [n for n in path.read_text(encoding="utf-8").splitlines() if not n.startswith(f"{key}:")]
    path.write_text("\n".join([*rest, f"{key}: {value}", ""]), encoding="utf-8")
    assert [str(problem).partition(": ")[2] for problem in told(north, languages)] == [
        f'SRC005 "{key}": write {how}, not "{value}". Correct the value.'
    ]


def test_account_on_a_platform_that_nobody_knows_is_told(north: Path, languages: Languages) -> None:
    path = north / "centre.yml"
    rest = path.read_text(encoding="utf-8").replace("social:", "unread:")
    path.write_text(f'{rest}\nsocial: {{tweeter: "@x", x: a, my: b}}\n', encoding="utf-8")
    said = [str(problem) for problem in told(north, languages)]
    assert any(
        'SRC005 "social": "tweeter", "my": there are facebook, instagram, tiktok, x alone.' in one
        for one in said
    ), said


@pytest.mark.parametrize("email", ["not an email, call 011 123", "info@centre", ""])
def test_address_of_a_centre_that_nobody_can_write_to_is_told(
    email: str, north: Path, languages: Languages
) -> None:
    path = north / "centre.yml"
    path.write_text(path.read_text(encoding="utf-8") + f'email: "{email}"\n', encoding="utf-8")
    assert [str(problem).partition(": ")[2] for problem in told(north, languages)] == [
        'SRC005 "email": write an e-mail address, such as info@centre.example, '
        f'not "{email}". Correct the value.'
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "Europe/Belgrade",
            "Europe/Belgrad",
            '5: SRC005 "time_zone": no time zone is called "Europe/Belgrad". '
            'Did you mean "Europe/Belgrade"? Correct the value.',
        ),
        (
            "Europe/Belgrade",
            "Mars/Crater",
            '5: SRC005 "time_zone": no time zone is called "Mars/Crater". Correct the value.',
        ),
        (
            "id: north",
            "id: south",
            '1: CEN002 The id is "south", the folder "north". Make them the same.',
        ),
    ],
    ids=["misspelt-time-zone", "no-time-zone", "another-id-than-its-folder"],
)
def test_centre_that_no_site_can_be_built_of_is_told(
    old: str, new: str, problem: str, north: Path, languages: Languages
) -> None:
    change(north / "centre.yml", old, new)
    assert list(map(str, told(north, languages))) == [f"centres/north/centre.yml:{problem}"]


def test_channel_is_read_with_what_is_known_of_it(north: Path, languages: Languages) -> None:
    centre = load_centres(north.parent, "centres", languages, [])["north"]
    assert centre.id == "north"
    assert centre.channels[0] == Channel(
        id="helpline",
        kind="helpline",
        type="phone",
        name={"sr": "Линија за помоћ", "en": "Helpline"},
        value="116111",
        display="116 111",
        hours=Hours(days="mon-fri", opens="07:30", closes="15:30"),
        cost="free",
        anonymous=True,
        source="Ministry of Labour, 17 May",
        verified_on=date(2026, 11, 22),
    )


def test_channel_is_linked_as_its_kind_is_reached(north: Path, languages: Languages) -> None:
    centre = load_centres(north.parent, "centres", languages, [])["north"]
    assert [channel.href for channel in centre.channels] == [
        "tel:116111",
        "https://example.org/report",
        "mailto:help@example.org",
    ]


@pytest.mark.parametrize("name", ["centre.yml", "help-channels.yml"])
def test_missing_file_of_a_centre_is_told(name: str, north: Path, languages: Languages) -> None:
    (north / name).unlink()
    assert list(map(str, told(north, languages))) == [
        f"centres/north/{name}: SRC006 The file is missing. Add it."
    ]


def test_folders_beginning_with_a_dot_or_underscore_are_no_centres(
    north: Path, languages: Languages
) -> None:
    north.with_name("_old").mkdir()
    north.with_name(".git").mkdir()
    assert told(north, languages) == []


def test_source_is_read_by_language_or_as_words_of_all(north: Path, languages: Languages) -> None:
    shutil.copy(CASES / "channels" / "sources-by-language.yml", north / "help-channels.yml")
    centre = load_centres(north.parent, "centres", languages, [])["north"]
    assert [channel.source for channel in centre.channels] == [
        {"sr": "Курир", "en": "Kurir"},
        "INHOPE",
    ]


@pytest.mark.parametrize(
    ("source", "told_of"),
    [
        ("{sr: Курир, en: Kurir}", []),
        ("INHOPE", []),
        ("{srb: Курир}", [("LNG001", 10)]),
        ('""', [("SRC005", 10)]),
    ],
    ids=["by-language", "the-same-in-all", "misspelt-language", "empty"],
)
def test_source_of_booking_is_checked_as_those_of_channels(
    source: str, told_of: list[tuple[str, int]], north: Path, languages: Languages
) -> None:
    with (north / "centre.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"booking:\n  source: {source}\n")
    assert [(p.code.id, p.line) for p in told(north, languages)] == told_of


def test_centre_with_an_unknown_language_is_left_out(north: Path, languages: Languages) -> None:
    change(north / "centre.yml", "sr-Latn", "sr-Lat")
    assert load_centres(north.parent, "centres", languages, []) == {}


def test_unknown_centre_is_told_with_the_nearest(north: Path, languages: Languages) -> None:
    centres = load_centres(north.parent, "centres", languages, [])
    problems: list[Problem] = []
    assert pick_centre(centres, ["north"], "north", "centres", problems) is centres["north"]
    assert problems == []
    assert pick_centre(centres, ["north"], "nort", "centres", problems) is None
    assert list(map(str, problems)) == [
        'centres: CEN001 No centre is called "nort". Did you mean "north"?'
    ]


def test_centre_with_faults_is_not_unknown() -> None:
    problems: list[Problem] = []
    assert pick_centre({}, ["north"], "north", "centres", problems) is None
    assert problems == []


def test_serbian_site_has_no_eu_funding_and_no_112(content: Path, languages: Languages) -> None:
    # Facts §0: no co-funding, and no source confirms that 112 works in Serbia.
    centres = load_centres(content / "centres", "centres", languages, [])
    serbia: Centre = centres["serbia"].centre
    assert serbia.funding is None
    assert "112" not in [channel.value for channel in centres["serbia"].channels]
    assert "112" in [channel.value for channel in centres["bulgaria"].channels]
