"""Presentations: every fault of a row is told at its line, with what would be right."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import pytest

from beacon.content.centres import Centre, CentreFolder
from beacon.content.library import Library, load_commons
from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.models import validated
from beacon.problems import Problem, in_order
from beacon.schedule.cells import Moment, Presenter, hours_on
from beacon.schedule.presentations import (
    COLUMNS,
    OPTIONAL,
    Presentation,
    Schedule,
    load_schedule,
)
from beacon.schedule.venues import Venue
from beacon.sources import Document

Tree = Callable[[Mapping[str, str]], Path]
BEACON = Path(__file__).resolve().parent.parent
CASES = BEACON / "cases" / "schedule"
ROW = "2026-03-12-nis,held,presentation,2026-03-12,10:00,10:45,os-vuk-karadzic,,pause,sr-Cyrl,"
ROW += "pupils,primary,date,no,1,2026-03-13"


@pytest.fixture
def library(tree: Tree, languages: Languages) -> Library:
    """A library with one lesson, `pause`."""
    lesson = (BEACON / "cases" / "lessons" / "whole.md").read_text(encoding="utf-8")
    return load_commons(
        tree({"commons/sr/lessons/pause/index.md": lesson}), "content", languages, []
    )


@pytest.fixture
def load(
    tmp_path: Path, vocabulary: Vocabulary, library: Library
) -> Callable[..., tuple[Schedule, list[Problem]]]:
    """Reads a schedule folder that holds the venues of the cases and the files given."""

    def read(files: Mapping[str, str]) -> tuple[Schedule, list[Problem]]:
        folder = tmp_path / "schedule"
        folder.mkdir()
        shutil.copy(CASES / "venues.csv", folder)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        problems: list[Problem] = []
        schedule = load_schedule(folder, "schedule", vocabulary, library, problems)
        return schedule, list(in_order(problems))

    return read


Load = Callable[..., tuple[Schedule, list[Problem]]]


def rows(*lines: str) -> str:
    """Return the text of a file with these rows."""
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


def test_missing_venues_are_told_once(
    tmp_path: Path, vocabulary: Vocabulary, library: Library
) -> None:
    named = [ROW, ROW.replace("2026-03-12-nis", "2026-03-12-nis-b")]
    (tmp_path / "presentations-2026.csv").write_text(rows(*named), encoding="utf-8")
    problems: list[Problem] = []
    load_schedule(tmp_path, "schedule", vocabulary, library, problems)
    assert list(map(str, in_order(problems))) == [
        "schedule/venues.csv: SCH017 There is no such file. Take the file back, or write it anew: "
        "a heading with id,name,kind,city,sample and a row for each venue."
    ]


def test_venues_may_be_missing_where_no_event_names_one(
    tmp_path: Path, vocabulary: Vocabulary, library: Library
) -> None:
    row = ROW.replace("os-vuk-karadzic,", ",rs-nis")
    (tmp_path / "presentations-2026.csv").write_text(rows(row), encoding="utf-8")
    problems: list[Problem] = []
    schedule = load_schedule(tmp_path, "schedule", vocabulary, library, problems)
    assert (problems, list(schedule.presentations)) == ([], ["2026-03-12-nis"])


@pytest.mark.parametrize(
    "case",
    sorted(path for path in CASES.glob("*.csv") if path.stem != "venues"),
    ids=lambda path: path.stem,
)
def test_rows_are_told_with_every_fault_and_its_line(case: Path, load: Load) -> None:
    _, problems = load({"presentations-2026.csv": case.read_text(encoding="utf-8")})
    lines = "".join(f"{problem}\n" for problem in problems)
    assert lines == case.with_suffix(".txt").read_text(encoding="utf-8")


def test_night_is_read_as_it_is_written_and_ends_on_the_next_day(load: Load) -> None:
    schedule, _ = load({"presentations-2026.csv": (CASES / "nights.csv").read_text("utf-8")})
    assert [
        (p.id, p.last, *hours_on(p.date, p.start, p.end))
        for p in schedule.presentations.values()
        if p.start and p.end
    ] == [
        ("2026-03-12-b", *_night(20, 0)), ("2026-03-12-c", *_night(20, 8)),
        ("2026-03-12-a", *_night(22, 1)),
    ]  # fmt: skip


def _night(start: int, end: int) -> tuple[date, datetime, datetime]:
    """Return the day it is held on, and when it begins and ends."""
    return date(2026, 3, 12), datetime(2026, 3, 12, start), datetime(2026, 3, 13, end)


def test_row_is_read_with_what_is_known_of_it(load: Load) -> None:
    schedule, _ = load({"presentations-2026.csv": (CASES / "whole.csv").read_text("utf-8")})
    assert schedule.presentations["2026-02-10-online"] == Presentation(
        id="2026-02-10-online",
        status="planned",
        type="online",
        date=date(2026, 2, 10),
        start=None,
        end=None,
        venue="",
        city="rs-beograd",
        lesson="",
        language="sr-Cyrl",
        audiences=("parents", "teachers"),
        stages=(),
        public="full",
        sample=False,
        sequence=0,
        updated=date(2026, 1, 20),
    )
    assert schedule.presentations["2026-03-12-nis"].start == time(10, 0)


def test_presentations_come_in_order_of_time(load: Load) -> None:
    schedule, _ = load({"presentations-2026.csv": (CASES / "whole.csv").read_text("utf-8")})
    assert list(schedule.presentations) == [
        "2026-02-10-online",
        "2026-03-12-early",
        "2026-03-12-nis",
    ]


def test_city_is_the_one_of_the_venue_or_the_one_that_is_named(load: Load) -> None:
    schedule, _ = load({"presentations-2026.csv": (CASES / "whole.csv").read_text("utf-8")})
    assert [schedule.city(p) for p in schedule.presentations.values()] == [
        "rs-beograd",
        "rs-novi-sad",
        "rs-nis",
    ]


def test_files_of_several_years_are_one_schedule(load: Load) -> None:
    schedule, problems = load(
        {
            "presentations-2027.csv": rows(ROW.replace("2026", "2027")),
            "presentations-2026.csv": rows(ROW),
        }
    )
    assert problems == []
    assert list(schedule.presentations) == ["2026-03-12-nis", "2027-03-12-nis"]


def test_same_id_in_two_years_is_told_in_the_second(load: Load) -> None:
    later = ROW.replace(",2026-03-12,", ",2027-03-12,").replace("held", "planned")
    _, problems = load({"presentations-2026.csv": rows(ROW), "presentations-2027.csv": rows(later)})
    assert list(map(str, problems)) == [
        'schedule/presentations-2027.csv:2: SRC007 The id "2026-03-12-nis" stands in '
        "schedule/presentations-2026.csv:2 as well. "
        "Keep one of the two; if a file is a copy of the other, take it out."
    ]


def test_copy_of_a_file_is_told_with_the_place_of_the_other(load: Load) -> None:
    files = {"presentations-2026.csv": rows(ROW), "presentations-2026 copy.csv": rows(ROW)}
    _, problems = load(files)
    assert list(map(str, problems)) == [
        'schedule/presentations-2026.csv:2: SRC007 The id "2026-03-12-nis" stands in '
        "schedule/presentations-2026 copy.csv:2 as well. "
        "Keep one of the two; if a file is a copy of the other, take it out."
    ]


def test_row_with_faults_is_left_out_and_known_as_unreadable(load: Load) -> None:
    schedule, _ = load({"presentations-2026.csv": rows(ROW.replace("held", "done"))})
    assert (schedule.presentations, schedule.unreadable) == ({}, frozenset({"2026-03-12-nis"}))


def test_schedule_without_files_is_empty(load: Load) -> None:
    schedule, problems = load({})
    assert (dict(schedule.presentations), problems) == ({}, [])
    assert list(schedule.venues) == ["os-vuk-karadzic", "gimnazija", "primer-skola"]


@pytest.mark.parametrize("column", ["id", "venue", "audiences"])
def test_missing_column_is_told_once_and_breaks_nothing(column: str, load: Load) -> None:
    place = COLUMNS.index(column)
    lines = [",".join(COLUMNS), ROW, ROW.replace("-03-12", "-03-13")]
    text = "\n".join(
        ",".join(c for n, c in enumerate(line.split(",")) if n != place) for line in lines
    )
    _, problems = load({"presentations-2026.csv": text})
    assert list(map(str, problems)) == [
        f'schedule/presentations-2026.csv:1: SRC006 The column "{column}" is missing. Add it.'
    ]


def test_unknown_column_is_told_once_and_breaks_nothing(load: Load) -> None:
    text = rows(f"{ROW},x", f"{ROW.replace('-03-12', '-03-13')},x").replace(
        "updated", "updated,note"
    )
    _, problems = load({"presentations-2026.csv": text})
    assert list(map(str, problems)) == [
        'schedule/presentations-2026.csv:1: SRC004 No column is called "note". '
        "Correct it or take it out."
    ]


@pytest.mark.parametrize("start", ["10:00Z", "10:00+02:00"])
def test_time_is_hours_and_minutes_in_the_centres_own_zone(start: str, load: Load) -> None:
    _, problems = load({"presentations-2026.csv": rows(ROW.replace("10:00", start))})
    assert [(p.code.id, p.line) for p in problems] == [("SRC005", 2)]


def test_venues_are_read_by_id(load: Load) -> None:
    schedule, _ = load({})
    assert schedule.venues["primer-skola"] == Venue(
        "primer-skola", "Пример: школа А", "school", "rs-beograd", True
    )


# What a row may say beyond the columns that are always there


WIDE = (
    "end_date,schools,region,grades,age_min,age_max,topics,presenters,expected_students,"
    "expected_teachers,rescheduled_from,reason,campaign,organiser,capacity,registration,trains,"
    "led_by"
)
CELLS = (
    "2026-03-13,os-vuk-karadzic; gimnazija,RS-20,5;6,11,13,grooming,professional:2;peer-educator,"
    "60,0,2026-03-05 12:00,weather,,gimnazija,80,https://example.org/prijava,peer-educators,"
    "professional"
)


def wide(row: str = ROW, more: str = CELLS) -> str:
    """Return the text of a file with a row that has further columns."""
    return f"{','.join(COLUMNS)},{WIDE}\n{row},{more}\n"


def test_row_is_read_with_everything_that_may_be_known_of_it(load: Load) -> None:
    schedule, problems = load({"presentations-2026.csv": wide()})
    assert problems == []
    (found,) = schedule.presentations.values()
    assert found.end_date == found.last == date(2026, 3, 13)
    assert found.schools == ("os-vuk-karadzic", "gimnazija")
    assert (found.grades, found.age_min, found.age_max) == (("5", "6"), 11, 13)
    assert found.presenters == (Presenter("professional", 2), Presenter("peer-educator", 1))
    assert (found.expected_students, found.expected_teachers) == (60, 0)
    assert (found.expected_parents, found.expected_other, found.expected) == (None, None, 60)
    assert found.rescheduled_from == Moment(date(2026, 3, 5), time(12, 0))
    assert (found.reason, found.organiser, found.capacity) == ("weather", "gimnazija", 80)
    assert (found.trains, found.led_by) == (("peer-educators",), ("professional",))
    assert schedule.region(found) == "RS-20"
    assert schedule.topics(found) == ("grooming",)
    assert schedule.places[found.id] == ("schedule/presentations-2026.csv", 2)


def test_columns_that_are_not_there_are_not_known(load: Load) -> None:
    (found,) = load({"presentations-2026.csv": rows(ROW)})[0].presentations.values()
    assert (found.end_date, found.last, found.expected) == (None, date(2026, 3, 12), None)
    assert (found.schools, found.presenters, found.rescheduled_from) == ((), (), None)


def test_topics_are_those_of_the_lesson_where_none_are_given(load: Load) -> None:
    schedule, _ = load({"presentations-2026.csv": rows(ROW.replace(",,sr-", ",pause,sr-"))})
    (found,) = schedule.presentations.values()
    assert (found.topics, schedule.topics(found)) == ((), ("privacy-personal-data",))


@pytest.mark.parametrize(
    ("written", "start", "all_day"),
    [("10:00", time(10), False), ("", None, False), ("all-day", None, True)],
)
def test_start_is_an_hour_all_day_or_still_to_be_announced(
    written: str, start: time | None, all_day: bool, load: Load
) -> None:
    row = ROW.replace("10:00,10:45", f"{written},")
    (found,) = load({"presentations-2026.csv": rows(row)})[0].presentations.values()
    assert (found.start, found.all_day) == (start, all_day)


def test_held_event_of_several_days_was_changed_after_its_last(load: Load) -> None:
    _, problems = load({"presentations-2026.csv": wide(more=CELLS.replace("-13", "-14", 1))})
    assert [problem.code.id for problem in problems] == ["SCH006"]


def test_nothing_personal_is_repeated_in_what_is_told(load: Load) -> None:
    row = CELLS.replace("professional:2;peer-educator", "Петар Петровић").replace(
        ",gimnazija,80", ",ana.anic@example.org,80"
    )
    _, problems = load({"presentations-2026.csv": wide(more=row)})
    text = "\n".join(map(str, problems))
    assert [problem.code.id for problem in problems] == ["SCH009", "SCH009"]
    assert [word for word in ("Петар", "Петровић", "ana.anic") if word in text] == []


# What a row may refer to in its centre


def centre_with(samples: bool) -> CentreFolder:
    """Return a centre with one partner and one address of its own."""
    centre = validated(Centre, {
            "id": "north", "country": "RS", "name": {"en": "North"}, "short_name": {"en": "N"},
            "time_zone": "Europe/Belgrade", "languages": ["en"], "email": "office@example.org",
            "quick_exit_url": "https://example.org/", "samples": samples,
            "partners": [{"id": "police", "role": "cooperation", "name": {"en": "Police"}}],
        })  # fmt: skip
    return CentreFolder(centre, (), Path("north"), Document("centre.yml", {}))


@pytest.mark.parametrize(
    ("organiser", "registration", "codes"),
    [
        ("", "", []),
        ("police", "office@example.org", []),
        ("gimnazija", "https://example.org/prijava", []),
        ("polic", "", ["SCH012"]),
        ("", "ana.anic@example.org", ["SCH014"]),
        ("", "http://example.org/prijava", ["SCH014"]),
        ("", "064 123 4567", ["SCH014"]),
    ],
)
def test_organiser_and_address_are_the_centres_own(
    organiser: str,
    registration: str,
    codes: list[str],
    tmp_path: Path,
    vocabulary: Vocabulary,
    library: Library,
) -> None:
    shutil.copy(CASES / "venues.csv", tmp_path)
    text = f"{','.join(COLUMNS)},organiser,registration\n{ROW},{organiser},{registration}\n"
    (tmp_path / "presentations-2026.csv").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    centre = centre_with(samples=True)
    load_schedule(tmp_path, "schedule", vocabulary, library, problems, centre=centre)
    assert [problem.code.id for problem in problems] == codes


@pytest.mark.parametrize("samples", [True, False])
def test_one_line_turns_samples_off(
    samples: bool, tmp_path: Path, vocabulary: Vocabulary, library: Library
) -> None:
    shutil.copy(CASES / "venues.csv", tmp_path)
    sample = ROW.replace("-12-nis", "-12-sample").replace("date,no", "date,yes")
    (tmp_path / "presentations-2026.csv").write_text(rows(ROW, sample), encoding="utf-8")
    schedule = load_schedule(
        tmp_path, "schedule", vocabulary, library, [], centre=centre_with(samples)
    )
    shown = ["2026-03-12-nis", *(["2026-03-12-sample"] if samples else [])]
    assert list(schedule.presentations) == shown
    # Counts of a sample that is turned off are no fault of the ledger.
    assert schedule.unreadable == frozenset(set() if samples else {"2026-03-12-sample"})


HOSTILE = (
    "=1+1", "\u202eexe", "a\nb", "ж" * 10_000, "<script>", "x" * 10_000, "https://a b", "-1", "@a",
)  # fmt: skip


@pytest.mark.parametrize("column", [c for c in (*COLUMNS, *OPTIONAL) if c != "sample"])
@pytest.mark.parametrize("cell", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_hostile_is_taken_in_any_column(column: str, cell: str, load: Load) -> None:
    header = [*COLUMNS, *([] if column in COLUMNS else [column])]
    row = [*ROW.split(","), *([] if column in COLUMNS else [""])]
    row[header.index(column)] = cell
    out = io.StringIO()
    csv.writer(out).writerows([header, row])
    _, problems = load({"presentations-2026.csv": out.getvalue()})
    assert problems, "It was taken."
    assert all(len(str(problem)) < 20_500 for problem in problems)
