"""Lessons: a plan that lacks a part, a minute or a warning is told so (facts §3.4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from beacon.content.lessons import PARTS, Lesson, Step, check_anatomy, steps
from beacon.content.records import Record
from beacon.problems import Problem, in_order
from beacon.sources import build, read_page

WHOLE = Path(__file__).resolve().parent.parent / "cases" / "lessons" / "whole.md"


def lesson(folder: Path, *changes: tuple[str, str]) -> Record:
    """Return the whole lesson with each text of `changes` replaced by another."""
    text = WHOLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "lesson.md"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    document = read_page(path, "lesson.md", problems)
    assert document is not None, problems
    head = build(Lesson, document, problems)
    assert head is not None, problems
    return Record("lessons/pause", "sr-Cyrl", "lesson", head, document)


def told(folder: Path, *changes: tuple[str, str], sensitivity: int = 0) -> list[str]:
    """Return what is told of the anatomy of the whole lesson after these changes."""
    return list(map(str, in_order(check_anatomy(lesson(folder, *changes), sensitivity))))


def told_of_head(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """Return what is told of the front matter of the whole lesson after these changes."""
    text = WHOLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "lesson.md"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    document = read_page(path, "lesson.md", problems)
    assert document is not None
    build(Lesson, document, problems)
    return list(map(str, in_order(problems)))


def test_whole_lesson_has_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_step_has_the_words_of_its_heading_without_marks(tmp_path: Path) -> None:
    found = steps(lesson(tmp_path, ("### Правила рада {", "### Правила *рада* и `код` {")))
    assert found[0].title == "Правила рада и код"


def test_step_without_an_id_is_told(tmp_path: Path) -> None:
    """Its text would be missing in kits, and its link in the list of steps lead nowhere."""
    (said,) = told(tmp_path, ("{#step-2 minutes=10", "{minutes=10"))
    assert said.startswith('lesson.md:32: LES008 The step "Шта већ знамо" has no id.')


def test_steps_are_read_with_minutes_form_and_line(tmp_path: Path) -> None:
    assert steps(lesson(tmp_path)) == [
        Step("step-1", "Правила рада", 5, "class", 28),
        Step("step-2", "Шта већ знамо", 10, "pairs", 32),
        Step("step-3", "Провера", 5, "individual", 36),
    ]


def test_minutes_that_do_not_add_up_are_told_with_the_sum(tmp_path: Path) -> None:
    assert told(tmp_path, ("minutes: 20", "minutes: 45")) == [
        "lesson.md:9: LES001 The steps take 5 + 10 + 5 = 20 minutes, the lesson says 45. "
        "Correct a step or the total."
    ]


def test_lesson_without_steps_takes_nothing(tmp_path: Path) -> None:
    changes = [(f"minutes={n} form={form}", "") for n, form in ((5, "class"), (10, "pairs"))]
    lines = told(tmp_path, *changes, ("minutes=5 form=individual", ""))
    assert lines[0] == (
        "lesson.md:9: LES001 The steps take nothing = 0 minutes, the lesson says 20. "
        "Correct a step or the total."
    )


@pytest.mark.parametrize("part", PARTS)
def test_missing_part_is_told_by_its_id(part: str, tmp_path: Path) -> None:
    level = "###" if part in ("low-tech", "inclusion") else "##"
    assert told(tmp_path, (f"{{#{part}}}", "")) == [
        f'lesson.md: LES002 The part "{part}" is missing. '
        f'Add its heading with this id: "{level} … {{#{part}}}".'
    ]


@pytest.mark.parametrize(
    "attributes",
    ["#step-2 minutes=10", "#step-2 form=pairs", "#step-2 minutes=ten form=pairs", "#step-2"],
)
def test_step_without_minutes_or_form_is_told_at_its_heading(
    attributes: str, tmp_path: Path
) -> None:
    assert told(tmp_path, ("#step-2 minutes=10 form=pairs", attributes)) == [
        "lesson.md:9: LES001 The steps take 5 + 5 = 10 minutes, the lesson says 20. "
        "Correct a step or the total.",
        'lesson.md:32: LES003 The step "Шта већ знамо" lacks minutes or form '
        "(class, pairs, groups, individual). "
        'Write it behind the heading: "{#step-1 minutes=5 form=class}".',
    ]


def test_step_with_an_unknown_form_of_work_is_told(tmp_path: Path) -> None:
    lines = told(tmp_path, ("form=pairs", "form=crowd"))
    assert [line.split(" ")[:2] for line in lines] == [
        ["lesson.md:9:", "LES001"],
        ["lesson.md:32:", "LES003"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("5. Пето питање?\n", "", 4),
        ("5. Пето питање?\n", "5. Пето питање?\n6. Шесто питање?\n", 6),
        ("1. Прво", "- Прво", 4),
    ],
)
def test_parents_note_needs_exactly_five_starters(
    old: str, new: str, count: int, tmp_path: Path
) -> None:
    assert told(tmp_path, (old, new)) == [
        f"lesson.md:52: LES004 The parents' note has {count} numbered starters. "
        "Add or take out a starter."
    ]


def test_numbers_before_and_after_the_parents_note_are_no_starters(tmp_path: Path) -> None:
    changes = [("Једна ствар.", "1. Једна ствар."), ("Може и без", "1. Може и без")]
    assert told(tmp_path, *changes) == []


def test_sensitive_lesson_without_warning_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, sensitivity=2) == [
        "lesson.md:1: LES005 The topic is sensitive, and no warning stands first. "
        'Add "content_warning:" to the front matter: what follows, for whom, where help is.'
    ]
    warned = ("licence:", "content_warning: Говори се о претњама.\nlicence:")
    assert told(tmp_path, warned, sensitivity=2) == []
    assert told(tmp_path, sensitivity=1) == []


def test_part_that_stands_only_in_code_is_missing(tmp_path: Path) -> None:
    quoted = ("## Завршни разговор {#debrief}", "```\n## Завршни разговор {#debrief}\n```")
    assert [line.split(" ")[1] for line in told(tmp_path, quoted)] == ["LES002"]


def test_every_fault_of_the_front_matter_is_told_at_once(tmp_path: Path) -> None:
    changes = [
        ("minutes: 20", "minutes: 4"),
        ("topics: [privacy-personal-data]", "topics: []"),
        ("  - да застану пре слања\n", ""),
        ("age_min: 9", "age_min: девет"),
    ]
    assert told_of_head(tmp_path, *changes) == [
        'lesson.md:4: SRC005 "topics" must not be empty. Correct the value.',
        'lesson.md:7: SRC005 "age_min" must be a whole number, not "девет". Correct the value.',
        'lesson.md:9: SRC005 "minutes" must be 5 or more. Correct the value.',
        'lesson.md:10: SRC005 "objectives" needs at least 2 entries. Correct the value.',
    ]


def test_ages_in_the_wrong_order_are_told(tmp_path: Path) -> None:
    assert told_of_head(tmp_path, ("age_min: 9", "age_min: 12")) == [
        "lesson.md:2: SRC005 age_min (12) is above age_max (11). Correct the value."
    ]


def test_group_in_the_wrong_order_is_told(tmp_path: Path) -> None:
    lines = told_of_head(tmp_path, ("minutes: 20", "group_size: {min: 30, max: 8}\nminutes: 20"))
    assert [line.split(" ")[:2] for line in lines] == [["lesson.md:9:", "SRC005"]]


def test_part_without_text_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, ("Шта је било тешко?\n", "")) == [
        'lesson.md:40: LES006 The part "debrief" is empty. '
        "Write it, however short: a teacher has to know what to do."
    ]


def test_part_with_parts_below_it_is_not_empty(tmp_path: Path) -> None:
    assert told(tmp_path, ("Питајте дете:\n\n", "")) == []


@pytest.mark.parametrize(
    ("risks", "said"),
    [
        ("", "The good sides have 5 words, the risks 0."),
        ("Ризик. " * 21, "The good sides have 5 words, the risks 21."),
    ],
)
def test_lesson_that_speaks_of_one_side_alone_is_told(
    tmp_path: Path, risks: str, said: str
) -> None:
    found = told(tmp_path, ("Шта је ризик и зашто.", risks))
    assert len(found) == 1
    assert found[0].startswith(f"lesson.md:20: LES007 {said}")
