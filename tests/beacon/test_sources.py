"""Sources: every fault of a file is told at its line, and nothing an author writes breaks us."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from beacon.content.pages import Page
from beacon.models import Model
from beacon.problems import Problem, in_order
from beacon.sources import (
    MOST_BYTES,
    Document,
    Row,
    build,
    parse_yaml,
    read_csv,
    read_page,
    read_text,
    read_yaml,
)

CASES = Path(__file__).resolve().parent / "cases"
PAGE = "---\ntitle: Помоћ\ndescription: Кога позвати.\n---\n\nТекст.\n"


def places(problems: list[Problem]) -> list[tuple[str, int | None]]:
    """Return the code and the line of each problem."""
    return [(problem.code.id, problem.line) for problem in problems]


def cases(folder: str, suffix: str) -> list[Path]:
    """Return the documents of a folder of cases; what is told of each stands beside it."""
    found = sorted((CASES / folder).glob(f"*{suffix}"))
    assert found
    return found


@pytest.mark.parametrize("case", cases("front-matter", ".md"), ids=lambda path: path.stem)
def test_front_matter_is_told_with_every_fault_and_its_line(case: Path) -> None:
    problems: list[Problem] = []
    document = read_page(case, case.name, problems)
    if document is not None:
        build(Page, document, problems)
    told = "".join(f"{problem}\n" for problem in in_order(problems))
    assert told == case.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases("csv", ".csv"), ids=lambda path: path.stem)
def test_csv_is_told_with_every_fault_and_its_line(case: Path) -> None:
    problems: list[Problem] = []
    read_csv(case, case.name, ("id", "name"), problems)
    told = "".join(f"{problem}\n" for problem in in_order(problems))
    assert told == case.with_suffix(".txt").read_text(encoding="utf-8")


def test_page_is_read_with_the_lines_of_its_values_and_body() -> None:
    problems: list[Problem] = []
    document = read_page(CASES / "front-matter" / "whole.md", "whole.md", problems)
    assert problems == []
    assert document is not None
    assert (len(document.head_digest), len(document.body_digest)) == (24, 24)
    assert document == Document(
        path="whole.md",
        data={
            "title": "Помоћ",
            "description": "Кога позвати и када.",
            "layout": "help",
            "quick_exit": True,
            "reviewed_on": date(2026, 11, 22),
            "cards": [{"title": "Лекције", "link": "lessons/index.md"}],
        },
        lines={
            (): 2,
            ("title",): 2,
            ("description",): 3,
            ("layout",): 4,
            ("quick_exit",): 5,
            ("reviewed_on",): 6,
            ("cards",): 7,
            ("cards", 0): 8,
            ("cards", 0, "title"): 8,
            ("cards", 0, "link"): 9,
        },
        body="Прва реченица.\n",
        body_line=12,
        head_digest=document.head_digest,
        body_digest=document.body_digest,
    )


def test_program_in_yaml_is_never_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    problems: list[Problem] = []
    text = f"a: !!python/object/apply:os.mkdir ['{trace}']\nb: !!python/name:os.system\n"
    document = parse_yaml(text, "x.yml", problems)
    assert document is not None
    assert document.data == {"a": [str(trace)], "b": ""}
    assert not trace.exists()


def test_page_with_windows_line_ends_has_the_same_data_lines_and_body(tmp_path: Path) -> None:
    problems: list[Problem] = []
    unix, windows = tmp_path / "unix.md", tmp_path / "windows.md"
    unix.write_bytes(PAGE.encode())
    windows.write_bytes(PAGE.replace("\n", "\r\n").encode())
    assert read_page(windows, "p.md", problems) == read_page(unix, "p.md", problems)
    assert problems == []


def test_page_with_byte_order_mark_is_read_as_without(tmp_path: Path) -> None:
    problems: list[Problem] = []
    plain, marked = tmp_path / "plain.md", tmp_path / "marked.md"
    plain.write_bytes(PAGE.encode())
    marked.write_bytes(b"\xef\xbb\xbf" + PAGE.encode())
    assert read_page(marked, "p.md", problems) == read_page(plain, "p.md", problems)
    assert problems == []


@pytest.mark.parametrize("encoding", ["windows-1251", "windows-1250", "utf-16"])
def test_text_in_another_encoding_is_told_at_its_first_foreign_letter(
    encoding: str, tmp_path: Path
) -> None:
    letter = {"windows-1251": "Ђ", "windows-1250": "Đ", "utf-16": "Ђ"}[encoding]
    path = tmp_path / "page.md"
    path.write_bytes(f"---\ntitle: {letter}ак\n".encode(encoding, errors="ignore"))
    problems: list[Problem] = []
    assert read_page(path, "page.md", problems) is None
    line = 1 if encoding == "utf-16" else 2
    assert list(map(str, problems)) == [
        f"page.md:{line}: SRC001 Here is a letter that is not UTF-8. "
        "Save it as UTF-8 and try again."
    ]


def test_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"a" * (MOST_BYTES + 1))
    problems: list[Problem] = []
    assert read_text(path, "page.md", problems) is None
    assert places(problems) == [("SRC009", None)]


def test_front_matter_that_is_far_too_long_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"---\ntitle: {'a' * 100_001}\n---\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_page(path, "page.md", problems) is None
    assert places(problems) == [("SRC009", 1)]


def test_yaml_file_counts_its_lines_from_its_first(tmp_path: Path) -> None:
    path = tmp_path / "topics.yml"
    path.write_text("# Topics.\n- id: a\n- id: b\n  id: c\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_yaml(path, "topics.yml", problems) is None
    assert places(problems) == [("SRC007", 4)]


def test_line_of_a_part_that_is_not_there_is_the_line_around_it() -> None:
    problems: list[Problem] = []
    document = parse_yaml("a: 1\nb:\n  - c: 2\n", "x.yml", problems)
    assert document is not None
    assert document.line(("b", 0, "d", "e")) == 3
    assert document.line(("z",)) == 1


def test_two_versions_that_git_has_left_are_told_once_in_texts_and_in_tables(
    tmp_path: Path,
) -> None:
    """The marks would be read by everybody, or make a second title of what stands above them."""
    marks = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"
    text, table = tmp_path / "x.md", tmp_path / "x.csv"
    head = "---\ntitle: Страна\n---\n\n"
    text.write_text(head + marks.format("Један.\n", "Други."), encoding="utf-8")
    table.write_text("id,name\n" + marks.format("a,b", "a,c"), encoding="utf-8")
    problems: list[Problem] = []
    assert read_page(text, "x.md", problems) is None
    assert read_csv(table, "x.csv", ("id", "name"), problems) == []
    told = (
        "SRC002 Two people have changed this, and both versions stand here. Keep what is right, "
        "and take out the lines that begin with <<<<<<<, ======= and >>>>>>>."
    )
    assert list(map(str, problems)) == [f"x.md:5: {told}", f"x.csv:2: {told}"]


def test_bracket_that_is_never_closed_is_told_where_it_opens() -> None:
    problems: list[Problem] = []
    assert parse_yaml("a: 1\nb: [1, 2\nc: 2\nd: 3\n", "x.yml", problems) is None
    assert places(problems) == [("SRC002", 2)]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("title A page\ndescription: b\n", 1, "a colon with a space behind it is missing"),
        ("# Note.\n\ntitle:A\nname:B\nc: d\n", 3, "a colon with a space behind it is missing"),
        ("a: b\nnames:\n  en A\n  sr: B\n", 3, "a colon with a space behind it is missing"),
        ("a: b\nc d\ne: f\n", 2, "a colon with a space behind it is missing"),
        (
            "a: long\n  and longer\n  than: that\n",
            3,
            "a colon stands in a text without quotes, or the line is indented too far",
        ),
        (
            "a: „b“\nc: „d: e“\n",
            2,
            "a colon stands in a text without quotes, or the line is indented too far",
        ),
        ("a: b\nc: - d\n", 2, "a list begins on the line of its key, and not below it"),
        ("a: b\nc: 'd\ne: f\n", 2, "a quotation mark opens and none closes"),
        ('a: b\nc: "D:\\Slike"\n', 2, "a backslash stands in a text in quotes; write two of them"),
    ],
)
def test_what_yaml_cannot_read_is_told_in_plain_words(text: str, line: int, reason: str) -> None:
    problems: list[Problem] = []
    assert parse_yaml(text, "x.yml", problems) is None
    assert [(p.code.id, p.line, p.message) for p in problems] == [
        ("SRC002", line, f"The line cannot be read ({reason}).")
    ]


@pytest.mark.parametrize("key", ["? [a, b]\n: c", "{a: b}: c", "[a]: c"])
def test_key_that_is_no_word_is_told(key: str) -> None:
    problems: list[Problem] = []
    assert parse_yaml(f"title: a\n{key}\n", "t.yml", problems) is None
    assert [(p.code.id, p.line, p.message) for p in problems] == [
        ("SRC002", 2, "A key must be a word, and no list of words.")
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "title: !Pazi na ovo",
            'A text that begins with "!" must stand in quotes: "!Pazi na ovo".',
        ),
        (
            "title: Заједно за #ДанИнтернета",
            'What stands behind "Заједно за" is not read; put a text with "#" in quotes.',
        ),
        (
            "sources: [а, б]\nx: [в]\nkey_words:\n  - г\n  - Час #1",
            'What stands behind "Час" is not read; put a text with "#" in quotes.',
        ),
    ],
)
def test_words_that_yaml_would_take_away_are_told(line: str, told: str) -> None:
    problems: list[Problem] = []
    assert parse_yaml(f"layout: page\n{line}\n", "x.yml", problems) is None
    place = 2 + line.count("\n")
    assert [(p.code.id, p.line, p.message) for p in problems] == [("SRC005", place, told)]


def test_notes_behind_values_are_notes_and_hours_are_hours() -> None:
    problems: list[Problem] = []
    text = "a: б # в\nc: 5 #г\nd: [е] #ж\ne: 'з' #и\nf: 'й #к'\ng:   #л\nh: м#н\n"
    text += "i: 17:00\nj: !!str 1\nk: 045\nl: 0\nm: -3\n"
    document = parse_yaml(text, "x.yml", problems)
    assert problems == []
    assert document is not None
    assert document.data == {
        "a": "б", "c": 5, "d": ["е"], "e": "з", "f": "й #к", "g": None, "h": "м#н", "i": "17:00",
        "j": "1", "k": "045", "l": 0, "m": -3,
    }  # fmt: skip


def test_key_without_a_value_is_told_to_be_empty() -> None:
    problems: list[Problem] = []
    document = parse_yaml("title:\ndescription: Када.\nsources: ~\n", "x.yml", problems)
    assert document is not None
    assert build(Page, document, problems) is None
    assert list(map(str, problems)) == [
        'x.yml:1: SRC006 The key "title" is empty. Fill it in.',
        'x.yml:3: SRC006 The key "sources" is empty. '
        "Fill it in, or write [] where there is nothing to list.",
    ]


def test_day_that_no_calendar_has_is_told_at_its_own_line() -> None:
    problems: list[Problem] = []
    document = parse_yaml(
        "title: Помоћ\ndescription: Када.\nreviewed_on: 2026-02-30\n", "x.yml", problems
    )
    if document is not None:
        build(Page, document, problems)
    assert [problem.line for problem in problems] == [3]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b"], ids=["null", "bell", "vertical-tab"])
def test_sign_that_yaml_cannot_hold_is_told_at_its_own_line(sign: str) -> None:
    problems: list[Problem] = []
    assert parse_yaml(f"title: Помоћ\ndescription: Када{sign}\n", "x.yml", problems) is None
    assert places(problems) == [("SRC002", 2)]


@pytest.mark.parametrize(
    "written",
    [r"\0", r"\x1b[31m", r"\a", r"\x9f", r"\uFDD0", r"\uFDD2", r"\uFDEF", r"\uFFFE"],
    ids=["null", "escape", "bell", "c1", "mark", "end-of-a-mark", "noncharacter", "no-order"],
)
def test_sign_that_nobody_sees_is_a_bad_value_where_yaml_can_write_it(written: str) -> None:
    problems: list[Problem] = []
    assert parse_yaml(f'title: Помоћ\ndescription: "Када{written}"\n', "x.yml", problems) is None
    assert places(problems) == [("SRC005", 2)]


def test_blank_line_after_the_first_fence_moves_no_line_number(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\n\n\ntitle: Помоћ\ncolour: blue\n---\n\nТекст.\n", encoding="utf-8")
    problems: list[Problem] = []
    document = read_page(path, "page.md", problems)
    assert document is not None
    assert (document.lines["title",], document.lines["colour",]) == (4, 5)
    assert document.body_line == 8


@pytest.mark.parametrize(
    "text",
    ["- " * 30_000 + "a", "[" * 60_000, "{a: " * 20_000, "? " * 30_000 + "a"],
    ids=["lists", "brackets", "braces", "keys"],
)
def test_yaml_nested_beyond_reason_is_told_and_kills_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"---\n{text}\n---\n", encoding="utf-8")
    # In a process of its own: a reader written in C that runs out of stack takes Python with it.
    code = (
        "import sys; from pathlib import Path; from beacon.sources import read_page; told = [];"
        "read_page(Path(sys.argv[1]), 'page.md', told);"
        "print(*[problem.line for problem in told])"
    )
    command = [sys.executable, "-c", code, str(path)]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except subprocess.TimeoutExpired:
        pytest.fail("after a minute it was still being read")
    assert (result.returncode, result.stdout) == (0, "2\n")


class Hours(Model):
    """A value inside another."""

    opens: str


class Line(Model):
    """A record with one key of each kind."""

    name: str
    kind: Literal["phone", "email"]
    count: int = 0
    hours: Opening | Literal["always"] | None = None


def told_of(text: str) -> list[str]:
    """Return what is told of a record written in YAML."""
    problems: list[Problem] = []
    document = parse_yaml(text, "x.yml", problems)
    assert document is not None
    build(Line, document, problems)
    return list(map(str, in_order(problems)))


def test_record_is_built_from_data_and_what_is_added_to_it() -> None:
    problems: list[Problem] = []
    document = parse_yaml("lines:\n  - name: a\n", "x.yml", problems)
    assert document is not None
    built = build(Line, document, problems, at=("lines", 0), kind="phone")
    assert (built, problems) == (Line(name="a", kind="phone"), [])


def test_faults_of_a_record_are_told_in_plain_words() -> None:
    assert told_of("nmae: a\nkind: phnoe\ncount: many\n") == [
        'x.yml:1: SRC004 The key "nmae" is not known here. Did you mean "name"?',
        'x.yml:2: SRC005 "kind" cannot be "phnoe". Did you mean "phone"?',
        'x.yml:3: SRC005 "count" must be a whole number, not "many". Correct the value.',
    ]


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("[phnoe]", 'Did you mean "phone"?'),
        ("[phone, form]", "It must be one of: phone, email."),
    ],
)
def test_list_in_place_of_one_word_is_told_as_such(kind: str, hint: str) -> None:
    assert told_of(f"name: a\nkind: {kind}\n") == [
        f'x.yml:2: SRC005 "kind" must be one word, and no list. {hint}'
    ]


def test_fault_in_a_value_of_two_kinds_is_told_once_at_its_own_line() -> None:
    assert told_of("name: a\nkind: phone\nhours:\n  opens: 8\n") == [
        'x.yml:4: SRC005 "hours.opens" must be text; put it in quotes. Correct the value.'
    ]
    assert told_of("name: a\nkind: phone\nhours:\n  opnes: '8'\n  opens: '8'\n") == [
        'x.yml:4: SRC004 The key "hours.opnes" is not known here. Did you mean "opens"?'
    ]


def test_value_of_neither_of_two_kinds_is_told_once() -> None:
    problems: list[Problem] = []
    document = parse_yaml("name: a\nkind: phone\nhours: sometimes\n", "x.yml", problems)
    assert document is not None
    build(Line, document, problems)
    assert places(problems) == [("SRC005", 3)]


def test_text_where_named_keys_belong_is_told_and_not_built() -> None:
    problems: list[Problem] = []
    document = parse_yaml("- name: a\n- phone\n", "x.yml", problems)
    assert document is not None
    assert build(Line, document, problems, at=(1,)) is None
    assert list(map(str, problems)) == [
        "x.yml:2: SRC005 Here must be named keys. Correct the value."
    ]


def rows_of(text: str, tmp_path: Path) -> tuple[list[Row], list[tuple[str, int | None]]]:
    """Return the rows of a CSV text with the columns id and name, and what is told."""
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode())
    problems: list[Problem] = []
    rows = read_csv(path, "x.csv", ("id", "name"), problems)
    return rows, places(problems)


def test_csv_rows_have_trimmed_cells_by_column_in_any_order(tmp_path: Path) -> None:
    rows, told = rows_of("name, id\n Ниш ,nis\nСофия,sofia\n", tmp_path)
    assert told == []
    assert rows == [
        Row(2, {"name": "Ниш", "id": "nis"}),
        Row(3, {"name": "София", "id": "sofia"}),
    ]


def test_csv_row_counts_from_the_line_it_begins_on(tmp_path: Path) -> None:
    text = 'id,name\na,"one\ntwo\n\nthree"\n\n , \nb,"say ""hi"", please"\nc,x\n'
    rows, told = rows_of(text, tmp_path)
    assert told == []
    assert rows == [
        Row(2, {"id": "a", "name": "one\ntwo\n\nthree"}),
        Row(8, {"id": "b", "name": 'say "hi", please'}),
        Row(9, {"id": "c", "name": "x"}),
    ]


def test_csv_from_a_spreadsheet_on_windows_reads_the_same(tmp_path: Path) -> None:
    text = 'id,name\na,"one\ntwo"\nb,x\n'
    assert rows_of("\ufeff" + text.replace("\n", "\r\n"), tmp_path) == rows_of(text, tmp_path)


def test_csv_without_rows_has_none(tmp_path: Path) -> None:
    assert rows_of("id,name\n", tmp_path) == ([], [])


def test_csv_rows_after_a_wrong_one_are_still_read(tmp_path: Path) -> None:
    rows, told = rows_of("id,name\na\nb,x\nc,x,y\nd,z\n", tmp_path)
    assert rows == [Row(3, {"id": "b", "name": "x"}), Row(5, {"id": "d", "name": "z"})]
    assert told == [("SRC010", 2), ("SRC010", 4)]


def test_csv_quote_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    rows, told = rows_of('id,name\na,x\nb,"y\nc,z\nd,z\n', tmp_path)
    assert rows == [Row(2, {"id": "a", "name": "x"})]
    assert told == [("SRC010", 3)]


def test_csv_column_that_stands_there_twice_is_told(tmp_path: Path) -> None:
    assert rows_of("id,name,name\na,x,y\n", tmp_path)[1] == [("SRC007", 1)]


def test_csv_in_another_encoding_is_told_and_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("id,name\nnis,Ниш\n".encode("windows-1251"))
    problems: list[Problem] = []
    assert read_csv(path, "x.csv", ("id", "name"), problems) == []
    assert places(problems) == [("SRC001", 2)]


def test_csv_columns_that_a_spreadsheet_added_are_passed_over(tmp_path: Path) -> None:
    text = "id,name,,\na,,,\nb,x,,stray\nc,y\n"
    rows, told = rows_of(text, tmp_path)
    assert told == [("SRC010", 3)]
    assert rows == [Row(2, {"id": "a", "name": ""}), Row(4, {"id": "c", "name": "y"})]


def test_csv_with_tabs_is_told(tmp_path: Path) -> None:
    assert rows_of("id\tname\na\tx\n", tmp_path) == ([], [("SRC010", 1)])


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x\n",
        'a: "*no"\nb: &x [1]\n',
        '[a ", *x, "b]\n',
        "['it, \"', *x, '\"']\n",
        '{a: "\\"", b: *x}\n',
        '["a" , *x, "b"]\n',
        'a: "open\n  *x"\nb: &y 1\n',
        '[a: ", *x, "]: &z\n',
    ],
)
def test_anchor_or_alias_beside_quotes_is_never_followed(text: str) -> None:
    problems: list[Problem] = []
    assert parse_yaml(text, "x.yml", problems) is None
    assert [problem.code.id for problem in problems] in (["SRC003"], ["SRC002"])


@pytest.mark.parametrize("text", ['a: "**b** & c"\n', 'a: ["*b*", "x & y"]\n'])
def test_stars_and_signs_in_quotes_are_text(text: str) -> None:
    problems: list[Problem] = []
    document = parse_yaml(text, "x.yml", problems)
    assert (document is not None, problems) == (True, [])


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_document_is_the_same_after_it_was_kept_or_copied(protocol: int) -> None:
    document = parse_yaml("name: a\nkind: phone\n", "x.yml", [])
    assert document is not None
    assert document.line(("kind",)) == 2
    again = pickle.loads(pickle.dumps(document, protocol))
    for other in (again, pickle.loads(pickle.dumps(again, protocol)), copy.deepcopy(again)):
        assert other == document
        assert other.line(("kind",)) == 2


class Opening(Model):
    """One of two kinds that a key may have, for the test below."""

    opens: str


class Place(Model):
    """A model in a model, for the test below."""

    city: Literal["nis", "sofia"]
    hours: Opening | Literal["always"]
    names: dict[str, str] | None = None


class Stop(Model):
    """A model with models, for the test below."""

    place: Place
    then: Place | None = None
    grade: int = 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("place: 2026\ngrade: many\nthen: 5", ['1 "place"', '3 "then"', '2 "grade"']),
        (
            "place:\n  city: Nis\n  hours: always\n  names: North\nthen: none\nfoot: 1",
            ['2 "place.city"', '4 "place.names"', '5 "then"', '6 The key "foot"'],
        ),
        (
            "place:\n  city: nis\n  hours:\n    opens: 25\ngrade: many",
            ['4 "place.hours.opens"', '5 "grade"'],
        ),
        ("place:\n  city: nis\n  hours: alwys\ngrade: 2", ['3 "place.hours"']),
    ],
    ids=["first-level", "second-level", "of-two-kinds", "word-of-two-kinds"],
)
def test_no_fault_hides_one_of_another_key(text: str, told: list[str]) -> None:
    problems: list[Problem] = []
    document = parse_yaml(text, "x.yml", problems)
    assert document is not None
    assert build(Stop, document, problems) is None
    said = [f"{problem.line} {problem.message}" for problem in problems]
    assert len(said) == len(told), said
    assert [any(line.startswith(start) for line in said) for start in told] == [True] * len(told), (
        said
    )


@pytest.mark.parametrize("tag", ["bool", "timestamp", "int", "float"])
def test_value_that_is_none_of_its_tag_stays_text(tag: str) -> None:
    problems: list[Problem] = []
    document = parse_yaml(f"title: !!{tag} maybe\n", "text.md", problems)
    assert document is not None
    assert (document.data, problems) == ({"title": "maybe"}, [])
