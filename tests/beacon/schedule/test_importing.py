"""Importing: ids stay, what was public never vanishes, and nothing is guessed or half written."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook

from beacon.content.library import Library, load_commons
from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.problems import Problem, ProblemsFound, errors
from beacon.schedule.changes import Change, load_changes
from beacon.schedule.importing import Plan, apply, describe, load_stored, plan_import
from beacon.schedule.new_venues import new_venues
from beacon.schedule.presentations import COLUMNS, load_known, load_schedule
from beacon.schedule.publicity import public_changes
from beacon.schedule.sheets import read_schedule_sheet
from beacon.schedule.understanding import meanings

BEACON = Path(__file__).resolve().parent.parent
CASES = BEACON / "cases" / "schedule"
TODAY = date(2026, 2, 1)
HEAD = ("Датум", "Почетак", "Крај", "Место одржавања", "Врста", "Коме је намењено", "Лекција")
Rows = Sequence[Sequence[object]]


class Desk:
    """A coordinator's desk: a schedule folder, and sheets that are brought into it."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, library: Library) -> None:
        self.folder, self.vocabulary, self.library = folder, vocabulary, library
        self.problems: list[Problem] = []

    def plan(
        self,
        rows: Rows,
        *,
        head: Sequence[str] = HEAD,
        answers: Mapping[str, str] | None = None,
        keep_missing: bool = False,
        as_of: date = TODAY,
        add_venues: bool = False,
    ) -> Plan:
        """Return what an import of these rows would do."""
        path = self.folder.parent / "sheet.xlsx"
        workbook = Workbook()
        for row in (head, *rows):
            workbook.active.append(list(row))
        workbook.save(path)
        problems: list[Problem] = []
        known = load_known(self.folder, "schedule", self.vocabulary, self.library, problems)
        sheet = read_schedule_sheet(path, "sheet.xlsx", self.vocabulary, problems)
        stored = load_stored(self.folder, "schedule", problems)
        assert sheet is not None and not errors(problems), problems
        ledger = load_changes(self.folder / "changes.csv", "changes.csv", problems)
        words = meanings(known, self.library, self.vocabulary)
        new = new_venues(sheet, known, words) if add_venues else ()
        known = replace(known, venues={**known.venues, **{venue.id: venue for venue in new}})
        return plan_import(
            sheet, stored, known, meanings(known, self.library, self.vocabulary), venues=new,
            shown="sheet.xlsx", language="sr-Cyrl", as_of=as_of, answers=answers,
            keep_missing=keep_missing, used={change.id for change in ledger},
        )  # fmt: skip

    def bring(self, rows: Rows, **more: object) -> Plan:
        """Plan an import, apply it, and check that the schedule is sound."""
        plan = self.plan(rows, **more)  # type: ignore[arg-type]
        assert [str(p) for p in plan.problems] == []
        apply(plan, self.folder)
        problems: list[Problem] = []
        load_schedule(self.folder, "schedule", self.vocabulary, self.library, problems)
        assert list(map(str, problems)) == []
        return plan

    def rows(self) -> dict[str, dict[str, str]]:
        """Return the rows of the schedule by id."""
        found = {}
        for path in sorted(self.folder.glob("presentations-*.csv")):
            with path.open(encoding="utf-8", newline="") as stream:
                found |= {row["id"]: row for row in csv.DictReader(stream)}
        return found

    def short(self, *columns: str) -> list[tuple[str, ...]]:
        """Return these columns of each row."""
        return [tuple(row[c] for c in columns) for row in self.rows().values()]


@pytest.fixture
def desk(tmp_path: Path, vocabulary: Vocabulary, languages: Languages) -> Desk:
    """A desk with the venues of the cases, one lesson ("Пауза"), and no presentations."""
    lesson = tmp_path / "commons" / "sr" / "lessons" / "pause" / "index.md"
    lesson.parent.mkdir(parents=True)
    shutil.copy(BEACON / "cases" / "lessons" / "whole.md", lesson)
    library = load_commons(tmp_path, "content", languages, [])
    folder = tmp_path / "schedule"
    folder.mkdir()
    shutil.copy(CASES / "venues.csv", folder)
    return Desk(folder, vocabulary, library)


VUK, GYMNASIUM = "ОШ „Вук Караџић“", "Гимназија"
PUPILS = "Ученици"
FIRST: Rows = (
    (date(2026, 3, 12), time(10), time(10, 45), VUK, "Презентација", PUPILS, ""),
    (date(2026, 3, 12), time(12), time(12, 45), VUK, "Презентација", PUPILS, ""),
    (date(2026, 4, 2), time(18), None, GYMNASIUM, "Семинар", "Родитељи и наставници", ""),
)


def test_sheet_becomes_rows_with_ids_of_day_and_city(desk: Desk) -> None:
    plan = desk.bring(FIRST)
    assert (len(plan.of("added")), plan.unchanged) == (3, 0)
    assert desk.short("id", "status", "type", "date", "start", "end", "venue", "audiences") == [
        ("2026-03-12-nis", "planned", "presentation", "2026-03-12", "10:00", "10:45",
         "os-vuk-karadzic", "pupils"),
        ("2026-03-12-nis-2", "planned", "presentation", "2026-03-12", "12:00", "12:45",
         "os-vuk-karadzic", "pupils"),
        ("2026-04-02-novi-sad", "planned", "seminar", "2026-04-02", "18:00", "", "gimnazija",
         "parents;teachers"),
    ]  # fmt: skip
    assert (
        desk.short("language", "public", "sample", "sequence", "updated")
        == [("sr-Cyrl", "", "no", "0", "2026-02-01")] * 3
    )


NEW_HEAD = ("Датум", "Место одржавања", "Град", "Коме је намењено", "Школе")
NEW: Rows = (
    (date(2026, 3, 12), "Основна школа „Свети Сава“", "Ниш", PUPILS, ""),
    (date(2026, 3, 13), "Osnovna škola „Sveti Sava“", "Niš", PUPILS, ""),
    (date(2026, 3, 14), "Основна школа „Свети Сава“", "Нови Сад", PUPILS, ""),
    (date(2026, 3, 15), "Дом омладине", "Ниш", "Родитељи", ""),
    (date(2026, 3, 16), VUK, "", PUPILS, ""),
)


def test_venues_that_are_new_are_written_with_the_events_that_need_them(desk: Desk) -> None:
    before = (desk.folder / "venues.csv").read_text(encoding="utf-8")
    plan = desk.bring(NEW, head=NEW_HEAD, add_venues=True)
    after = (desk.folder / "venues.csv").read_text(encoding="utf-8")
    assert after.removeprefix(before).splitlines() == [
        "osnovna-skola-sveti-sava,Основна школа „Свети Сава“,school,rs-nis,no",
        "osnovna-skola-sveti-sava-novi-sad,Основна школа „Свети Сава“,school,rs-novi-sad,no",
        "dom-omladine,Дом омладине,hall,rs-nis,no",
    ]
    assert desk.short("date", "venue", "city") == [
        ("2026-03-12", "osnovna-skola-sveti-sava", ""),
        ("2026-03-13", "osnovna-skola-sveti-sava", ""),
        ("2026-03-14", "osnovna-skola-sveti-sava-novi-sad", ""),
        ("2026-03-15", "dom-omladine", ""),
        ("2026-03-16", "os-vuk-karadzic", ""),
    ]
    told = [line for line in describe(plan) if line.startswith("+ venue")]
    assert told[0] == (
        '+ venue osnovna-skola-sveti-sava: "Основна школа „Свети Сава“", school, rs-nis'
    )
    again = desk.plan(NEW, head=NEW_HEAD, add_venues=True)
    assert (again.edits, again.venues, again.problems) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("ОШ „Вук Карџић“", "Ниш"),  # nearly one that is known
        ("Основна школа „Свети Сава“", ""),  # in no city
        ("Основна школа „Свети Сава“", "Атлантида"),
        ("112", "Ниш"),
        ("Ш" * 201, "Ниш"),
    ],
)
def test_venue_that_is_no_new_one_is_told_as_before(desk: Desk, name: str, city: str) -> None:
    row = (date(2026, 3, 12), name, city, PUPILS, "")
    plan = desk.plan((row,), head=NEW_HEAD, add_venues=True)
    assert plan.venues == () and not plan.applicable


def test_same_sheet_again_changes_nothing(desk: Desk) -> None:
    desk.bring(FIRST)
    before = {p.name: p.read_bytes() for p in desk.folder.iterdir()}
    plan = desk.bring(FIRST, as_of=date(2026, 2, 9))
    assert (plan.edits, plan.unchanged) == ((), 3)
    assert {p.name: p.read_bytes() for p in desk.folder.iterdir()} == before


def test_changed_row_keeps_its_id_and_raises_its_sequence(desk: Desk) -> None:
    desk.bring(FIRST)
    later = [FIRST[0], (*FIRST[1][:2], time(13), *FIRST[1][3:]), FIRST[2]]
    plan = desk.bring(later, as_of=date(2026, 2, 9))
    assert [e.after["id"] for e in plan.of("changed")] == ["2026-03-12-nis-2"]
    assert desk.short("id", "end", "sequence", "updated") == [
        ("2026-03-12-nis", "10:45", "0", "2026-02-01"),
        ("2026-03-12-nis-2", "13:00", "1", "2026-02-09"),
        ("2026-04-02-novi-sad", "", "0", "2026-02-01"),
    ]


def test_row_that_left_the_sheet_is_cancelled_and_stays(desk: Desk) -> None:
    desk.bring(FIRST)
    plan = desk.bring([FIRST[0], FIRST[2]], as_of=date(2026, 2, 9))
    assert [e.after["id"] for e in plan.of("cancelled")] == ["2026-03-12-nis-2"]
    assert desk.short("id", "status", "sequence") == [
        ("2026-03-12-nis", "planned", "0"),
        ("2026-03-12-nis-2", "cancelled", "1"),
        ("2026-04-02-novi-sad", "planned", "0"),
    ]
    again = desk.plan([FIRST[0], FIRST[2]], as_of=date(2026, 2, 10))
    assert (again.edits, again.left) == ((), ("2026-03-12-nis-2",))


def test_row_outside_the_time_of_the_sheet_or_in_the_past_stays_as_it_is(desk: Desk) -> None:
    desk.bring(FIRST)
    assert desk.plan([FIRST[0], FIRST[1]]).edits == (), "The sheet ends before it."
    after = desk.plan([FIRST[0], FIRST[2]], as_of=date(2026, 3, 13))
    assert after.edits == (), "It is over: whether it was held, nobody said."
    part = desk.plan([FIRST[0], FIRST[2]], keep_missing=True)
    assert part.edits == ()


def test_moved_event_with_its_id_says_from_when_it_moved(desk: Desk) -> None:
    desk.bring(FIRST)
    head = ("Ознака", *HEAD)
    rows = [(key, *row) for key, row in zip(desk.rows(), FIRST, strict=True)]
    rows[0] = (rows[0][0], date(2026, 3, 19), *rows[0][2:])
    desk.bring(rows, head=head, as_of=date(2026, 2, 9))
    moved = desk.rows()["2026-03-12-nis"]
    assert (moved["date"], moved["rescheduled_from"]) == ("2026-03-19", "2026-03-12 10:00")
    assert (moved["sequence"], len(desk.rows())) == ("1", 3)


def test_move_to_another_year_takes_the_row_to_the_file_of_that_year(desk: Desk) -> None:
    desk.bring(FIRST)
    rows = [("2026-04-02-novi-sad", date(2027, 1, 14), *FIRST[2][1:])]
    desk.bring(rows, head=("Ознака", *HEAD), keep_missing=True)
    texts = {p.name: p.read_text("utf-8") for p in desk.folder.glob("presentations-*.csv")}
    assert [("2026-04-02-novi-sad" in texts[f"presentations-{y}.csv"]) for y in (2026, 2027)] == [
        False,
        True,
    ]


def test_move_without_an_id_is_asked_about_and_not_guessed(desk: Desk) -> None:
    desk.bring(FIRST)
    rows = [
        FIRST[0],
        FIRST[1],
        (date(2026, 4, 9), *FIRST[2][1:]),
        (date(2026, 5, 1), *FIRST[0][1:]),
    ]
    plan = desk.plan(rows)
    assert [str(p) for p in plan.problems] == [
        'sheet.xlsx:4: SCH204 This row may have moved from "2026-04-02-novi-sad". '
        "Write the id of the event into the row, or answer --match ROW=ID or --match ROW=new."
    ]
    with pytest.raises(ValueError, match="errors"):
        apply(plan, desk.folder)
    moved = desk.plan(rows, answers={"4": "2026-04-02-novi-sad"})
    assert [(e.kind, e.after["id"]) for e in moved.edits] == [
        ("changed", "2026-04-02-novi-sad"),
        ("added", "2026-05-01-nis"),
    ]
    fresh = desk.plan(rows, answers={"4": "new"})
    assert [(e.kind, e.after["id"]) for e in fresh.edits] == [
        ("added", "2026-04-09-novi-sad"),
        ("added", "2026-05-01-nis"),
        ("cancelled", "2026-04-02-novi-sad"),
    ]


PLACED = ("Датум", "Почетак", "Место одржавања", "Град", "Коме је намењено")
CITY_ONLY = (date(2026, 3, 12), time(10), "", "Ниш", PUPILS)
AT_SCHOOL = (date(2026, 3, 12), time(10), VUK, "", PUPILS)


@pytest.mark.parametrize(
    ("first", "later", "changed"),
    [
        (CITY_ONLY, AT_SCHOOL, {"venue": "os-vuk-karadzic", "city": ""}),
        (CITY_ONLY, (*AT_SCHOOL[:3], "Ниш", PUPILS), {"venue": "os-vuk-karadzic", "city": ""}),
        (AT_SCHOOL, CITY_ONLY, {"venue": "", "city": "rs-nis"}),
    ],
)
def test_event_whose_venue_becomes_known_or_unknown_is_the_same_one(
    first: tuple[object, ...], later: tuple[object, ...], changed: dict[str, str], desk: Desk
) -> None:
    desk.bring([first], head=PLACED)
    plan = desk.bring([later], head=PLACED)
    assert [(e.kind, e.after["id"]) for e in plan.edits] == [("changed", "2026-03-12-nis")]
    assert {c.column: c.after for c in plan.edits[0].changes} == changed


def test_sheet_without_venues_changes_none(desk: Desk) -> None:
    desk.bring([AT_SCHOOL], head=PLACED)
    head = [name for name in PLACED if name != "Место одржавања"]
    assert desk.bring([(*CITY_ONLY[:2], *CITY_ONLY[3:])], head=head).edits == ()


def test_event_that_may_be_one_without_a_venue_is_asked_about(desk: Desk) -> None:
    desk.bring([CITY_ONLY], head=PLACED)
    other = (AT_SCHOOL[0], time(12), *AT_SCHOOL[2:])
    asked = 'This row could be "2026-03-12-nis".'
    assert [p.message for p in desk.plan([other], head=PLACED).problems] == [asked]
    both = [AT_SCHOOL, (*AT_SCHOOL[:2], "Школа „Сава“", "Ниш", PUPILS)]
    plan = desk.plan(both, head=PLACED, add_venues=True, keep_missing=True)
    assert [(p.line, p.message) for p in plan.problems] == [(2, asked), (3, asked)]
    plan = desk.plan([other], head=PLACED, answers={"2": "new"})
    assert [e.kind for e in plan.edits] == ["added", "cancelled"]
    elsewhere = (*AT_SCHOOL[:2], GYMNASIUM, "", PUPILS)
    assert desk.plan([elsewhere], head=PLACED).problems == (), "It is in another city."


def test_row_that_could_be_two_events_is_asked_about(desk: Desk) -> None:
    desk.bring(FIRST)
    rows = [(date(2026, 3, 12), time(11), time(11, 45), *FIRST[0][3:]), FIRST[2]]
    (problem,) = desk.plan(rows).problems
    assert (problem.code.id, problem.line) == ("SCH204", 2)
    assert '"2026-03-12-nis" or "2026-03-12-nis-2"' in problem.message


def test_unknown_id_and_id_twice_are_told(desk: Desk) -> None:
    desk.bring(FIRST)
    head = ("Ознака", *HEAD)
    rows = [
        ("2026-03-12-niš", *FIRST[0]),
        ("2026-03-12-nis-2", *FIRST[1]),
        ("2026-03-12-nis-2", *FIRST[1]),
    ]
    told = [(p.code.id, p.line) for p in desk.plan(rows, head=head).problems]
    assert told == [("SCH205", 2), ("SRC007", 4)]


def test_id_of_the_past_is_never_given_again(desk: Desk) -> None:
    desk.bring(FIRST[:1])
    for path in desk.folder.glob("presentations-*.csv"):
        path.unlink()
    plan = desk.plan(FIRST[:1])
    assert [e.after["id"] for e in plan.edits] == ["2026-03-12-nis-2"]


def test_series_becomes_events_of_their_own(desk: Desk) -> None:
    head = (*HEAD, "Понављање", "Понавља се до")
    rows = [(*FIRST[0], "Сваке друге недеље", date(2026, 4, 12))]
    desk.bring(rows, head=head)
    assert [row["date"] for row in desk.rows().values()] == [
        "2026-03-12", "2026-03-26", "2026-04-09"
    ]  # fmt: skip
    assert list(desk.rows()) == ["2026-03-12-nis", "2026-03-26-nis", "2026-04-09-nis"]
    again = desk.bring(rows, head=head)
    assert (again.edits, again.unchanged) == ((), 3)


SERIES = (*HEAD, "repeat", "repeat until")
WEEKLY = ((*FIRST[0], "weekly", date(2026, 3, 26)),)


def test_event_of_a_series_that_was_moved_stays_where_it_is(desk: Desk) -> None:
    desk.bring(WEEKLY, head=SERIES)
    moved = ("2026-03-19-nis", date(2026, 3, 20), time(12), time(12, 45), *FIRST[0][3:])
    desk.bring([moved], head=("id", *HEAD), keep_missing=True)
    before = desk.rows()
    again = desk.bring(WEEKLY, head=SERIES)
    assert (again.edits, again.unchanged) == ((), 3)
    assert desk.rows() == before


def test_event_of_a_series_is_asked_about_by_its_day(desk: Desk) -> None:
    desk.bring([FIRST[0], (date(2026, 3, 20), *FIRST[0][1:]), (date(2026, 3, 26), *FIRST[0][1:])])
    plan = desk.plan(WEEKLY, head=SERIES)
    assert [str(p) for p in plan.problems] == [
        'sheet.xlsx:2: SCH204 Row 2@2026-03-19 may have moved from "2026-03-20-nis". '
        "Answer --match 2@2026-03-19=ID or --match 2@2026-03-19=new."
    ]
    plan = desk.plan(WEEKLY, head=SERIES, answers={"2@2026-03-19": "2026-03-20-nis"})
    assert [(e.kind, e.after["id"], e.after["date"]) for e in plan.edits] == [
        ("changed", "2026-03-20-nis", "2026-03-19")
    ]
    plan = desk.plan(WEEKLY, head=SERIES, answers={"2@2026-03-19": "new"})
    assert [(e.kind, e.after["id"]) for e in plan.edits] == [
        ("added", "2026-03-19-nis"),
        ("cancelled", "2026-03-20-nis"),
    ]


def test_monthly_series_leaves_out_months_without_the_day(desk: Desk) -> None:
    head = (*HEAD, "repeat", "repeat until")
    rows = [(date(2026, 3, 31), *FIRST[0][1:], "monthly", date(2026, 7, 31))]
    desk.bring(rows, head=head)
    assert [row["date"] for row in desk.rows().values()] == [
        "2026-03-31", "2026-05-31", "2026-07-31"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("every", "until"),
    [("weekly", None), ("", date(2026, 4, 1)), ("yearly", date(2026, 4, 1)),
     ("daily", date(2027, 4, 1)), ("weekly", date(2026, 1, 1))],
)  # fmt: skip
def test_series_that_cannot_be_written_out_is_told(
    every: str, until: date | None, desk: Desk
) -> None:
    plan = desk.plan([(*FIRST[0], every, until)], head=(*HEAD, "repeat", "repeat until"))
    assert [p.code.id for p in plan.problems] == ["SCH206"]


def test_event_that_was_public_cannot_be_hidden_but_is_cancelled(desk: Desk) -> None:
    desk.bring(FIRST[:1])
    rows = [(*FIRST[0], "internal")]
    plan = desk.bring(rows, head=(*HEAD, "public"))
    (row,) = desk.rows().values()
    assert (row["status"], row["public"]) == ("cancelled", "")
    assert "cancelled instead of hidden" in "\n".join(describe(plan))


def test_sheet_of_real_events_cancels_no_sample(desk: Desk) -> None:
    row = "s,planned,presentation,2026-03-12,,,primer-skola,,,sr-Cyrl,pupils,,date,yes,0,2026-01-20"
    table = f"{','.join(COLUMNS)}\n{row}\n"
    (desk.folder / "presentations-2026.csv").write_text(table, encoding="utf-8")
    assert [e.kind for e in desk.plan(FIRST).edits] == ["added"] * 3
    same = [(date(2026, 3, 12), None, None, "Пример: школа А", "", PUPILS, "")]
    told = [p.code.id for p in desk.plan(same).problems]
    assert told == ["SCH005"], "A sample is not taken for a real event, nor its venue."


@pytest.mark.parametrize("heads", [("sample",), ()])
def test_sample_stays_one_where_its_cell_is_empty(heads: tuple[str, ...], desk: Desk) -> None:
    desk.bring(FIRST)
    made = ("Датум", "Место одржавања", "Коме је намењено", "sample")
    samples = [(date(2026, 3, day), "Пример: школа А", PUPILS, "yes") for day in (11, 13)]
    desk.bring(samples, head=made)
    before = {key: row["sample"] for key, row in desk.rows().items()}
    keys = [key for key, sample in before.items() if sample == "yes"]
    rows = [(key, *row[:3], *("" for _ in heads)) for key, row in zip(keys, samples, strict=True)]
    plan = desk.bring(rows, head=("id", *made[:3], *heads))
    assert (plan.edits, plan.unchanged) == ((), 2), "Nor is a real event of these days cancelled."
    assert {key: row["sample"] for key, row in desk.rows().items()} == before


def test_faults_are_told_at_the_rows_of_the_sheet_all_at_once(desk: Desk) -> None:
    rows = [
        (date(2026, 3, 12), "soon", None, VUK, "Предавање", PUPILS, ""),
        ("31.2.2026.", time(10), None, "ОШ „Доситеј“", "", "", ""),
    ]
    told = [(p.line, p.code.id) for p in desk.plan(rows).problems]
    assert sorted(told) == [
        (2, "SRC005"), (2, "VOC001"), (3, "SCH002"), (3, "SRC005"), (3, "SRC005"),
    ]  # fmt: skip


def test_cells_that_the_sheet_does_not_have_stay_as_they_are(desk: Desk) -> None:
    desk.bring([(*FIRST[0], 60)], head=(*HEAD, "Очекивано ученика"))
    desk.bring([FIRST[0]])
    assert desk.short("expected_students", "sequence") == [("60", "0")]
    desk.bring([(*FIRST[0], None)], head=(*HEAD, "Очекивано ученика"))
    assert desk.short("expected_students", "sequence") == [("", "1")]


def test_kind_that_the_sheet_leaves_open_is_the_usual_one(desk: Desk) -> None:
    rows = [(*row[:4], None, *row[5:]) for row in FIRST[:2]]
    desk.bring(rows)
    assert desk.short("type") == [("presentation",), ("presentation",)]
    assert desk.bring(rows).unchanged == 2


def test_dash_says_that_there_is_nothing(desk: Desk) -> None:
    desk.bring([(*FIRST[0][:2], "-", *FIRST[0][3:6], "–")])
    assert desk.short("end", "lesson") == [("", "")]


def test_cancelled_event_comes_back_only_with_its_status(desk: Desk) -> None:
    desk.bring(FIRST)
    desk.bring([FIRST[0], FIRST[2]])
    plan = desk.plan(FIRST)
    assert [(p.code.id, p.line) for p in plan.problems] == [("SCH207", 3)]
    assert (plan.applicable, plan.edits) == (True, ())
    back = [(*row, "planned") for row in FIRST]
    desk.bring(back, head=(*HEAD, "status"))
    assert desk.short("status", "sequence") == [
        ("planned", "0"),
        ("planned", "2"),
        ("planned", "0"),
    ]


def test_postponed_event_with_a_new_day_is_on_again_only_with_its_status(desk: Desk) -> None:
    desk.bring([(*FIRST[0], "postponed")], head=(*HEAD, "status"))
    head = ("id", *HEAD, "status")
    moved = ("2026-03-12-nis", date(2026, 3, 19), *FIRST[0][1:])
    plan = desk.plan([(*moved, "")], head=head)
    assert [(p.code.id, p.line) for p in plan.problems] == [("SCH212", 2)]
    assert [(e.after["date"], e.after["status"]) for e in plan.edits] == [
        ("2026-03-19", "postponed")
    ]
    assert plan.applicable
    for status in ("planned", "postponed"):
        assert desk.plan([(*moved, status)], head=head).problems == ()


# The round trip of the issue


def many(count: int) -> list[list[object]]:
    """Return as many rows, each of another day, from March on."""
    start = date(2026, 3, 2).toordinal()
    return [
        [date.fromordinal(start + n), time(9 + n % 6), None, VUK, "Презентација", PUPILS, ""]
        for n in range(count)
    ]


def test_ten_changes_and_three_cancellations_are_told_exactly(desk: Desk) -> None:
    rows = many(60)
    desk.bring(rows)
    before = desk.rows()
    head = ("Ознака", *HEAD)
    again: list[list[object]] = [[key, *row] for key, row in zip(before, rows, strict=True)]
    changed, gone = list(before)[5:15], list(before)[30:33]
    for number, row in enumerate(again):
        if row[0] in changed:
            if number % 2:
                row[2] = time(17)
            else:
                row[1] = date(2026, 6, number)
    again = [row for row in again if row[0] not in gone]
    plan = desk.bring(again, head=head, as_of=date(2026, 2, 9))
    after = desk.rows()
    assert list(after) == list(before), "Ids and rows are the same."
    assert [e.after["id"] for e in plan.of("changed")] == changed
    assert [e.after["id"] for e in plan.of("cancelled")] == gone
    raised = {key for key in after if after[key]["sequence"] != before[key]["sequence"]}
    assert raised == {*changed, *gone}
    assert {after[key]["sequence"] for key in raised} == {"1"}
    assert {after[key]["updated"] for key in raised} == {"2026-02-09"}
    assert [after[key]["status"] for key in gone] == ["cancelled"] * 3
    problems: list[Problem] = []
    schedule = load_schedule(desk.folder, "s", desk.vocabulary, desk.library, problems)
    told = [c for c in public_changes(schedule) if c.on == date(2026, 2, 9)]
    # Hours of visits to schools are not public, so a change of the hour alone is not told.
    expected = dict.fromkeys(changed[1::2], ("moved",)) | dict.fromkeys(gone, ("cancelled",))
    assert {c.presentation.id: c.kinds for c in told} == expected
    assert {c.before for c in told if c.kinds == ("moved",)} == {
        date.fromisoformat(before[key]["date"]) for key in changed[1::2]
    }


def test_ledger_has_a_line_for_each_change_and_is_only_added_to(desk: Desk) -> None:
    desk.bring(FIRST[:1])
    first = (desk.folder / "changes.csv").read_bytes()
    desk.bring([(*FIRST[0][:1], time(11), time(11, 45), *FIRST[0][3:])], as_of=date(2026, 2, 9))
    assert (desk.folder / "changes.csv").read_bytes().startswith(first)
    key = "2026-03-12-nis"
    found = load_changes(desk.folder / "changes.csv", "changes.csv", [])
    assert [Change(c.on, c.id, c.sequence, c.column, c.before, c.after) for c in found] == [
        Change(date(2026, 2, 1), key, 0, "added", "", "planned"),
        Change(date(2026, 2, 9), key, 1, "start", "10:00", "11:00"),
        Change(date(2026, 2, 9), key, 1, "end", "10:45", "11:45"),
    ]


def test_nothing_is_half_written_where_writing_fails(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.bring(FIRST)
    before = {p.name: p.read_bytes() for p in desk.folder.iterdir()}
    rows = [*FIRST, (date(2027, 3, 12), *FIRST[0][1:])]
    plan = desk.plan(rows)
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        apply(plan, desk.folder)
    assert {p.name: p.read_bytes() for p in desk.folder.iterdir()} == before


def test_tables_whose_columns_stand_in_another_order_keep_it(desk: Desk) -> None:
    venues = desk.folder / "venues.csv"
    rows = list(csv.reader(venues.read_text(encoding="utf-8").splitlines()))
    with venues.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([cells[::-1] for cells in rows])
    (desk.folder / "changes.csv").write_text("after,before,column,sequence,id,date\n")
    desk.bring(NEW, head=NEW_HEAD, add_venues=True)
    desk.bring([*NEW[:3], (*NEW[3][:3], PUPILS, ""), NEW[4]], head=NEW_HEAD)
    last = venues.read_text(encoding="utf-8").splitlines()[-1]
    assert last == "no,rs-nis,hall,Дом омладине,dom-omladine"
    problems: list[Problem] = []
    changes = load_changes(desk.folder / "changes.csv", "changes.csv", problems)
    assert problems == []
    assert [(c.column, c.before, c.after) for c in changes][-1] == (
        "audiences",
        "parents",
        "pupils",
    )


def test_schedule_that_cannot_be_read_is_not_written_over(desk: Desk) -> None:
    plan = desk.plan(FIRST)
    (desk.folder / "presentations-2026.csv").write_text("id,date\n")  # after it was looked at
    before = {p.name: p.read_bytes() for p in desk.folder.iterdir()}
    with pytest.raises(ProblemsFound, match=r"presentations-2026\.csv:1: SRC006"):
        apply(plan, desk.folder)
    assert {p.name: p.read_bytes() for p in desk.folder.iterdir()} == before


Understood = Callable[..., dict[str, str]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (datetime(2026, 3, 12), "2026-03-12"), (46093, "2026-03-12"), ("12.3.2026.", "2026-03-12"),
        ("12. 3. 2026", "2026-03-12"), ("четвртак, 12.03.26.", "2026-03-12"),
        ("12/03/2026", "2026-03-12"), ("2026-3-12", "2026-03-12"), ("46093", "2026-03-12"),
        ("12. март 2026.", "2026-03-12"), ("четвртак, 12. марта 2026. године", "2026-03-12"),
        ("12. marta 2026.", "2026-03-12"), ("12 март 2026 г.", "2026-03-12"),
        ("12 March 2026", "2026-03-12"), ("March 12, 2026", "2026-03-12"),
        ("12th March 2026", "2026-03-12"), ("1. јуна 2026.", "2026-06-01"),
        ("1 юни 2026", "2026-06-01"), ("1. maja 2026.", "2026-05-01"),
        ("1-ви май 2026 г.", "2026-05-01"), ("3 октомври 2026 г.", "2026-10-03"),
        ("Четвртак – 12.3.2026.", "2026-03-12"), ("12.3.2026. (четвртак)", "2026-03-12"),
        ("у чет. 12.3.2026.", "2026-03-12"), ("2026-03-12 г.", "2026-03-12"),
        ("четвъртък, 12.03.2026 год.", "2026-03-12"), ("Thursday, March 12, 2026", "2026-03-12"),
        ("12. III 2026.", "2026-03-12"), ("12.XI.2026 г.", "2026-11-12"),
        ("12. ХІ 2026.", "2026-11-12"), ("12-Mar-2026", "2026-03-12"), ("2-Mar-26", "2026-03-02"),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_and_programs_write_them(
    written: object, meant: str, desk: Desk
) -> None:
    desk.bring([(written, *FIRST[0][1:])])
    assert desk.short("date") == [(meant,)]


@pytest.mark.parametrize(
    "written",
    [
        "31.2.2026", "12. мурта 2026", "12. марта", "12/2026", "99999", "12.3.2026 отказано",
        "ОТКАЗАНО 12.3.2026", "ОТКАЗАНО – 12.3.2026", "2026-03-12 otkazano", "није 12.3.2026",
        "12.3.2026 (?)", "12.3.2026?", "отменено 12 март 2026", "Cancelled, March 12, 2026",
        "отказано 12–14.3.2026", "од 12.3.2026", "12.3.2026 –",
    ],
)  # fmt: skip
def test_date_that_is_none_is_told_as_it_is_written(written: str, desk: Desk) -> None:
    plan = desk.plan([(written, *FIRST[0][1:])])
    assert [p.code.id for p in plan.problems] == ["SRC005"]
    assert f'"{written}"' in str(plan.problems[0])


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("14–15.3.2026", "2026-03-14", "2026-03-15"),
        ("14.-15. марта 2026.", "2026-03-14", "2026-03-15"),
        ("14. и 15. марта 2026.", "2026-03-14", "2026-03-15"),
        ("30. март – 2. април 2026.", "2026-03-30", "2026-04-02"),
        ("30.12.2026 - 2.1.2027", "2026-12-30", "2027-01-02"),
        ("30.12. – 2.1.2027.", "2026-12-30", "2027-01-02"),
        ("од 14. до 16.3.2026.", "2026-03-14", "2026-03-16"),
        ("Од 14.3.2026. до 16.3.2026.", "2026-03-14", "2026-03-16"),
        ("2026-03-14 – 2026-03-16", "2026-03-14", "2026-03-16"),
        ("2026-03-14 do 2026-03-16", "2026-03-14", "2026-03-16"),
    ],
)
def test_days_of_one_cell_are_the_first_and_the_last(
    written: str, first: str, last: str, desk: Desk
) -> None:
    desk.bring([(written, *FIRST[0][1:])])
    (row,) = desk.rows().values()
    assert (row["date"], row["end_date"]) == (first, last)
    assert desk.bring([(written, *FIRST[0][1:])]).edits == ()


@pytest.mark.parametrize("written", ["14. и 20.3.2026", "16.–14.3.2026"])
def test_days_that_do_not_follow_each_other_are_asked_for(written: str, desk: Desk) -> None:
    plan = desk.plan([(written, *FIRST[0][1:])])
    assert [p.code.id for p in plan.problems] == ["SRC005"]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        (datetime(2026, 3, 12, 10, 30), "10:30", ""),
        (datetime(2026, 3, 12, 10, 29, 59, 999000), "10:30", ""), (46093.4375, "10:30", ""),
        ("12.3.2026. у 10:30", "10:30", ""), ("12 март 2026 г., 10.30 ч.", "10:30", ""),
        ("2026-03-12T10:30:00", "10:30", ""), ("2026-03-12 00:00:00", "", ""),
        ("12.3.2026 10:30–11:15", "10:30", "11:15"),
    ],
)  # fmt: skip
def test_hour_that_stands_beside_the_date_is_not_lost(
    written: object, start: str, end: str, desk: Desk
) -> None:
    desk.bring([(written, None, None, *FIRST[0][3:])])
    assert desk.short("date", "start", "end") == [("2026-03-12", start, end)]
    head = ("Датум и време", *HEAD[3:])
    desk.bring([(written, *FIRST[0][3:])], head=head)
    assert desk.short("date", "start", "end") == [("2026-03-12", start, end)]


def test_change_of_what_stands_in_the_cell_of_another_column_is_noticed(desk: Desk) -> None:
    head = (*HEAD[:2], *HEAD[3:])
    desk.bring([("14–15.3.2026", "10:00–10:45", *FIRST[0][3:])], head=head)
    plan = desk.bring([("14–16.3.2026", "10:00–11:30", *FIRST[0][3:])], head=head)
    (edit,) = plan.edits
    assert [(c.column, c.before, c.after) for c in edit.changes] == [
        ("end", "10:45", "11:30"),
        ("end_date", "2026-03-15", "2026-03-16"),
    ]


def test_row_that_says_its_end_beside_its_start_takes_none_from_the_others(desk: Desk) -> None:
    desk.bring(FIRST)
    head = (*HEAD[:2], *HEAD[3:])
    rows = [(*row[:2], *row[3:]) for row in FIRST]
    rows[2] = (rows[2][0], "18:00–19:30", *rows[2][2:])
    plan = desk.bring(rows, head=head)
    assert [(c.id, c.column, c.after) for edit in plan.edits for c in edit.changes] == [
        ("2026-04-02-novi-sad", "end", "19:30")
    ]


def test_totals_and_titles_between_the_rows_are_passed_over_and_told(desk: Desk) -> None:
    note = "Напомена: термини се потврђују до 1.3.2026."
    rows = (("МАРТ",), *FIRST, HEAD, ("Укупно: 3",), (None,) * 5 + ("Ученици",), (note,))
    plan = desk.plan(rows)
    assert [(p.line, p.code.id) for p in plan.problems] == [
        (2, "SCH209"),
        (7, "SCH209"),
        (8, "SCH209"),
        (9, "SCH209"),
    ]
    assert plan.applicable
    assert len(plan.of("added")) == 3


@pytest.mark.parametrize("written", ["12.13.2026", "12.3.", "12 марца 2026", "Среда: 12.13.2026"])
def test_row_whose_date_is_mistyped_is_never_passed_over(written: str, desk: Desk) -> None:
    plan = desk.plan([(written, None, None, None, "", "Ученици")])
    assert not plan.applicable


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("четвртак, 12.3.2026.", 0), ("Thursday 12 March 2026", 0), ("12.3.2026 чт", 0),
        ("среда, 12.3.2026.", 2), ("12 март 2026 г. (петък)", 2), ("уторак 12.3.2026. у 10h", 2),
        ("среда 11.3. – 12.3.2026", 0),
    ],
)  # fmt: skip
def test_date_with_another_day_of_the_week_is_told(written: str, line: int, desk: Desk) -> None:
    plan = desk.plan([(written, *FIRST[0][1:])])
    assert [(p.line, p.code.id) for p in plan.problems] == [(line, "SCH213")] * bool(line)


def test_day_of_the_week_in_its_own_column_is_compared_with_the_date(desk: Desk) -> None:
    rows = [(*FIRST[0], "четвртак"), (*FIRST[1], "среда")]
    plan = desk.plan(rows, head=(*HEAD, "Дан"))
    assert [str(p).partition(" Correct")[0] for p in plan.problems] == [
        "sheet.xlsx:3: SCH213 2026-03-12 is a Thursday, but the row says среда."
    ]


MONTH_FIRST = 'SCH217 "03/25/2026" has the month first; row '
AS_WELL = "Write all dates of the sheet as 25.3.2026 or 2026-03-25."


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("03/04/2026", "03/25/2026"), f"3: {MONTH_FIRST}2 may be meant so, too: 03/04/2026."),
        (("03/25/2026", "4/3/26"), f"2: {MONTH_FIRST}3 may be meant so, too: 4/3/26."),
        (
            ("03/25/2026", "4/3/2026", "03-05-2026 10:00", "03/06/2026 – 03/07/2026"),
            f"2: {MONTH_FIRST}3 may be meant so, too: 4/3/2026. So may 2 more.",
        ),
        # Typed as 03/04/2026, and made a date by a program that has the day first.
        (
            ("03/25/2026", date(2026, 4, 3)),
            f"2: {MONTH_FIRST}3 may be meant so, too: 2026-04-03.",
        ),
        (("03/25/2026", "03/03/2026", "2026-03-04", "4.3.2026."), ""),
        (("03/04/2026", "25/03/2026"), ""),
        (("03/04/2026", "05/06/2026"), ""),
        (("03.25.2026", "03/04/2026"), ""),
    ],
)
def test_dates_beside_one_with_the_month_first_are_told_once(
    dates: tuple[object, ...], said: str, desk: Desk
) -> None:
    plan = desk.plan([(day, *FIRST[0][1:]) for day in dates])
    told = [str(p) for p in plan.problems if p.code.id == "SCH217"]
    assert told == ([f"sheet.xlsx:{said} {AS_WELL}"] if said else [])


def test_last_day_with_the_month_first_makes_the_first_one_unsure(desk: Desk) -> None:
    plan = desk.plan([("03/04/2026", *FIRST[0][1:], "03/25/2026")], head=(*HEAD, "Последњи дан"))
    assert [(p.line, p.code.id) for p in plan.problems] == [(2, "SCH217"), (2, "SRC005")]


@pytest.mark.parametrize(
    ("status", "beside", "told"),
    [
        ("", "ОТКАЗАНО", [(2, "SCH215")]), ("", "odloženo zbog gripa", [(2, "SCH215")]),
        ("отказано", "отказано", []), ("", "носити пројектор", []), ("", "није отказано", []),
        ("", "Презентација је отказана", [(2, "SCH215")]), ("", "Отменя се!", [(2, "SCH215")]),
        ("", "canceled", [(2, "SCH215")]), ("", "час није отказан", []),
        ("", "школа отказала због грипа", [(2, "SCH215")]),
        ("", "ако школа откаже, јавити", []), ("", "у случају отказа јавити", []),
    ],
)  # fmt: skip
def test_event_that_is_off_in_a_column_that_is_not_read_is_told(
    status: str, beside: str, told: list[tuple[int, str]], desk: Desk
) -> None:
    head = ("Датум", "Место одржавања", "Публика", "Статус", "Напомена")
    row = (date(2026, 3, 12), VUK, PUPILS)
    plan = desk.plan([(*row, status, beside), (date(2026, 3, 13), *row[1:], "", "")], head=head)
    assert [(p.line, p.code.id) for p in plan.problems] == told


def test_row_that_stands_in_a_sheet_twice_is_told(desk: Desk) -> None:
    plan = desk.plan([FIRST[0], FIRST[1], FIRST[0]])
    assert [(p.line, p.code.id) for p in plan.problems] == [(4, "SCH210")]
    assert "Row 2 says the same." in str(plan.problems[0])
    assert plan.applicable


@pytest.mark.parametrize(
    "written",
    [
        "5/2", "V/2", "V-2", "V 2", "5.2", "5_2", "7–5", datetime(2026, 2, 5),
        "8. разред (3 одељења)", "5. razred, 1. smena", "6. клас, 2 паралелки",
    ],
)  # fmt: skip
def test_class_of_a_grade_is_told_and_its_number_is_no_grade(written: object, desk: Desk) -> None:
    head = ("Датум", "Место одржавања", "Публика", "Ниво школе", "Одељење")
    row = (date(2026, 3, 12), VUK, PUPILS, "Основна школа", written)
    plan = desk.plan([row], head=head)
    meant = str(written.date()) if isinstance(written, datetime) else written
    assert [(p.line, p.code.id) for p in plan.problems] == [(2, "SCH015")]
    assert f'"{meant}"' in plan.problems[0].message


def test_city_that_is_not_known_is_told_once_and_what_may_be_meant(desk: Desk) -> None:
    head = ("Датум", "Град", "Публика")
    plan = desk.plan([(date(2026, 3, 12), "Нишш", PUPILS)], head=head)
    assert [p.code.id for p in plan.problems] == ["VOC001"]
    assert 'Did you mean "Ниш"?' in str(plan.problems[0])


def of_tables(desk: Desk, tables: Mapping[str, Rows], **more: object) -> Plan:
    """Plan an import of a workbook with several tables."""
    path = desk.folder.parent / "sheet.xlsx"
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    problems: list[Problem] = []
    known = load_known(desk.folder, "schedule", desk.vocabulary, desk.library, problems)
    sheet = read_schedule_sheet(path, "sheet.xlsx", desk.vocabulary, problems)
    assert sheet is not None
    plan = plan_import(
        sheet, load_stored(desk.folder, "schedule", problems), known,
        meanings(known, desk.library, desk.vocabulary), shown="sheet.xlsx",
        language="sr-Cyrl", as_of=TODAY, **more,
    )  # type: ignore[arg-type]  # fmt: skip
    return replace(plan, problems=(*problems, *plan.problems))


def test_table_of_every_month_is_read_and_faults_name_it(desk: Desk) -> None:
    april = (date(2026, 4, 2), time(18), None, "Гимназија у Бечу", "Семинар", "Родитељи", "")
    tables = {"Март": (HEAD, *FIRST[:2]), "Упутство": (("Како се",),), "Април": (HEAD, april)}
    plan = of_tables(desk, tables)
    assert [(p.path, p.line, p.code.id) for p in plan.problems] == [
        ("sheet.xlsx (Април)", 2, "SCH002")
    ]
    plan = of_tables(desk, {**tables, "Април": (HEAD, FIRST[2])})
    assert [p.path for p in plan.problems] == []
    assert len(plan.of("added")) == 3


def test_row_of_one_of_several_tables_is_answered_by_its_name(desk: Desk) -> None:
    desk.bring(FIRST)
    moved = (date(2026, 4, 9), *FIRST[2][1:])
    last = (date(2026, 4, 30), time(9), None, VUK, "Радионица", PUPILS, "")
    tables = {"Март": (HEAD, *FIRST[:2]), "Април": (HEAD, moved, last)}
    (asked,) = of_tables(desk, tables).problems
    assert str(asked).startswith("sheet.xlsx (Април):2: SCH204 Row Април:2 may have moved")
    plan = of_tables(desk, tables, answers={"Април:2": "2026-04-02-novi-sad"})
    assert plan.problems == ()
    assert [edit.before.id for edit in plan.of("changed") if edit.before] == ["2026-04-02-novi-sad"]


def test_tables_with_other_columns_are_told(desk: Desk) -> None:
    plan = of_tables(desk, {"А": (HEAD, *FIRST), "Б": (HEAD[:4] + HEAD[5:],)})
    assert [(p.path, p.code.id) for p in plan.problems] == [("sheet.xlsx (Б)", "SCH211")]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("од 10 до 11 часова", "10:00", "11:00"), ("у 9 часова", "09:00", ""),
        ("в 9:30 ч.", "09:30", ""), ("10 to 11", "10:00", "11:00"),
        ("10.00", "10:00", ""), ("10h", "10:00", ""), (10, "10:00", ""), (0.4375, "10:30", ""),
        ("10:00–10:45", "10:00", "10:45"), ("10.00 - 10.45", "10:00", "10:45"),
        ("10:00:00", "10:00", ""), ("9:30:00–10:15:00", "09:30", "10:15"), ("цео дан",
        "all-day", ""), ("целодневно", "all-day", ""), ("накнадно", "", ""), (None, "", ""),
        (time(23, 59, 45), "23:59", ""), (0.99999, "23:59", ""),
        ("22:00–01:00", "22:00", "01:00"), ("20–00h", "20:00", "00:00"),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_and_programs_write_them(
    written: object, start: str, end: str, desk: Desk
) -> None:
    desk.bring([(date(2026, 3, 12), written, None, *FIRST[0][3:])])
    assert desk.short("start", "end") == [(start, end)]


@pytest.mark.parametrize(
    ("written", "end"),
    [(time(0), "00:00"), (date(1900, 1, 1), "00:00"), (datetime(1900, 1, 1, 1), "01:00")],
    ids=["typed", "22:00 and two hours", "22:00 and three hours"],
)
def test_end_after_midnight_is_read_where_it_is_a_sum_of_hours(
    written: object, end: str, desk: Desk
) -> None:
    """A program keeps a whole day and more, and shows what is beyond it: 0:00, 1:00."""
    desk.bring([(date(2026, 3, 12), time(22), written, *FIRST[0][3:])])
    assert desk.short("start", "end") == [("22:00", end)]


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("audiences", "Učenici, roditelji", "pupils;parents"),
        ("audiences", "Специалисти, работещи с деца; учители", "professionals;teachers"),
        ("stages", "Основна школа", "primary"),
        ("grades", "5. и 6. разред", "5;6"),
        ("grades", "5–7", "5;6;7"),
        ("grades", "5,6", "5;6"),
        ("grades", "5.–7. razred", "5;6;7"),
        ("grades", "5. i 6. razred", "5;6"),
        ("grades", "5 до 8 клас", "5;6;7;8"),
        ("grades", "2. основне и 5 and 6", "2;5;6"),
        ("grades", "I–III", "I;II;III"),
        ("grades", "VIIа", "7"),
        ("presenters", "Стручњак центра: 2; вршњачки едукатор", "professional:2;peer-educator:1"),
        ("presenters", "2 x professional", "professional:2"),
        ("schools", f"{VUK}; {GYMNASIUM}", "os-vuk-karadzic;gimnazija"),
        ("topics", "Grooming", "grooming"),
        ("public", "Само град и дан", "date"),
        ("status", "Potvrđeno", "confirmed"),
        ("status", "otkazana", "cancelled"),
        ("status", "отменя се", "cancelled"),
        ("status", "одложен", "postponed"),
        ("sample", "ne", "no"),
        ("expected_students", "60", "60"),
        ("expected_students", 60.0, "60"),
    ],
)
def test_words_are_understood_in_any_language_and_script(
    column: str, written: object, meant: str, desk: Desk
) -> None:
    head = ["Датум", "Место одржавања", "Врста", column]
    row: list[object] = [date(2026, 3, 12), VUK, "", written]
    if column != "audiences":
        head, row = [*head, "audiences"], [*row, "pupils"]
    desk.bring([row], head=head)
    assert desk.short(column) == [(meant,)]


def test_copy_of_a_file_of_the_schedule_is_told_with_both_places(tmp_path: Path) -> None:
    row = ",".join(f"{name}-1" if name == "id" else "" for name in COLUMNS)
    for name in ("presentations-2026.csv", "presentations-2027.csv"):
        (tmp_path / name).write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    problems: list[Problem] = []
    load_stored(tmp_path, "schedule", problems)
    assert [(p.path, p.line, p.message) for p in problems] == [
        (
            "schedule/presentations-2027.csv", 2,
            'The id "id-1" stands in schedule/presentations-2026.csv:2 as well.',
        )
    ]  # fmt: skip
