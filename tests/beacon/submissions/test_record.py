"""Submissions in their folder: what is read, what is refused, and what their digest covers."""

from __future__ import annotations

from pathlib import Path

import pytest
from handed_in import BODY, HEAD, Hand, Read, text

from beacon.languages.registry import Languages
from beacon.problems import Problem
from beacon.submissions.record import digest, read_submissions


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code.id for problem in problems]


def test_submission_is_read_with_all_its_languages_and_never_trusted(
    hand_in: Hand, read: Read
) -> None:
    found, problems = read(hand_in(**{"text.en.md": text(), "pictures/poster.jpg": b"1"}))
    assert problems == []
    assert found is not None
    assert list(found.texts) == ["en", "sr"]
    assert {record.language for record in found.texts.values()} == {"en", "sr-Cyrl"}
    assert found.original is found.texts["sr"]
    assert [folder for folder, _, _ in found.heads()] == ["sr", "en"]
    assert found.head.made_by.name == "Плава екипа"
    assert found.pictures == ("poster.jpg",)
    assert found.id == found.original.id == "campaigns/nasa-kampanja"
    assert not any(record.trusted for record in found.texts.values())


def test_field_that_a_form_has_left_empty_is_not_there(hand_in: Hand, read: Read) -> None:
    blank = "warning: ''\npledge:\nexpires: ''\nsources: []\n"
    head = HEAD.replace("expires: 2027-06-30\n", blank)
    found, problems = read(hand_in(**{"text.sr.md": text(head)}))
    assert problems == []
    assert found is not None
    assert found.head.expires is None
    _, problems = read(hand_in(**{"text.sr.md": text(head.replace("serbia", "''"))}))
    assert [(p.message, p.hint) for p in problems] == [
        ('The key "centre" is empty.', "Fill it in.")
    ]
    _, problems = read(hand_in(**{"text.sr.md": text(head.replace("centre: serbia\n", ""))}))
    assert [(p.message, p.hint) for p in problems] == [('The key "centre" is missing.', "Add it.")]


@pytest.mark.parametrize(
    "line",
    ["reviewed_by: Psychologist", "reviewed_on: 2026-01-01", "status: published", "needs: search"],
)
def test_stranger_cannot_say_what_is_the_centre_s_to_say(
    hand_in: Hand, read: Read, line: str
) -> None:
    found, problems = read(hand_in(**{"text.sr.md": text(f"{HEAD}{line}\n")}))
    assert found is None
    assert [(p.path, p.line) for p in problems] == [
        ("content/submissions/nasa-kampanja/text.sr.md", 15)
    ]
    assert "for the centre to say" in problems[0].message


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("index.html", "SUB002"),
        ("pictures/logo.svg", "SUB002"),
        ("pictures/Ana Jovanovic.jpg", "SUB002"),
        ("pictures/x.jpg.html", "SUB002"),
        ("pictures/deep/x.jpg", "SUB002"),
        ("text.sr-Latn.md", "LNG001"),
        ("text.xx.md", "LNG001"),
    ],
)
def test_file_that_does_not_belong_is_told(hand_in: Hand, read: Read, name: str, code: str) -> None:
    found, problems = read(hand_in(**{name: text()}))
    assert found is None
    assert codes(problems) == [code]


def test_link_to_a_file_elsewhere_is_refused(hand_in: Hand, read: Read, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"1")
    folder = hand_in(**{"pictures/a.jpg": b"1"})
    (folder / "pictures" / "b.jpg").symlink_to(tmp_path / "secret.jpg")
    found, problems = read(folder)
    assert found is None
    assert codes(problems) == ["SUB002"]


def test_too_much_text_and_too_many_pictures_are_told_at_once(hand_in: Hand, read: Read) -> None:
    pictures = {f"pictures/p{number}.jpg": b"1" for number in range(13)}
    long = text(body="Ред.\n\n" * 8_000)
    found, problems = read(hand_in(**{"text.sr.md": long, **pictures}))
    assert found is None
    assert codes(problems) == ["SUB004", "SUB004"]


def test_picture_that_is_described_twice_is_told(hand_in: Hand, read: Read) -> None:
    one = "{file: a.jpg, alt: Нас двоје, people: true, consent: C-1}"
    twice = f"{HEAD}pictures: [{one}, {one.replace('true', 'false')}]\n"
    found, problems = read(hand_in(**{"text.sr.md": text(twice), "pictures/a.jpg": b"1"}))
    assert found is None
    assert '"a.jpg" stands there twice; describe each picture once' in str(problems[0])


def test_folder_without_text_or_with_a_bad_name_is_told(
    hand_in: Hand, read: Read, tmp_path: Path
) -> None:
    empty = tmp_path / "content" / "submissions" / "empty"
    empty.mkdir(parents=True)
    assert codes(read(empty)[1]) == ["SUB003"]
    found, problems = read(hand_in("Naša kampanja"))
    assert found is None
    assert str(problems[0]).endswith('Try "nasa-kampanja".')


def test_one_bad_submission_leaves_the_others(
    hand_in: Hand, languages: Languages, tmp_path: Path
) -> None:
    hand_in("good")
    hand_in("bad", **{"text.sr.md": "no front matter"})
    problems: list[Problem] = []
    found = read_submissions(tmp_path / "content", "content", languages, problems)
    assert list(found) == ["good"]
    assert codes(problems) == ["SRC008"]


def test_digest_changes_with_every_text_and_picture_and_with_nothing_else(hand_in: Hand) -> None:
    folder = hand_in(**{"pictures/a.jpg": b"\xff\r\n\xd8"})
    first = digest(folder)
    assert len(first) == 64
    (folder / "reviews.yml").write_text("decisions: []\n")
    (folder / ".DS_Store").write_bytes(b"1")
    (folder / "text.sr.md").write_bytes(text().replace("\n", "\r\n").encode())
    assert digest(folder) == first
    seen = {first}
    for name, data in (
        ("text.sr.md", text(body=BODY + "!").encode()),
        ("text.en.md", text().encode()),
        ("pictures/a.jpg", b"\xff\n\xd8"),
        ("pictures/b.jpg", b"1"),
        ("pictures/other.txt", b"1"),
    ):
        (folder / name).write_bytes(data)
        seen.add(digest(folder))
    assert len(seen) == 6


def test_what_programs_lay_beside_it_is_neither_approved_nor_published(
    hand_in: Hand, read: Read
) -> None:
    before, _ = read(hand_in(**{"pictures/poster.jpg": b"1"}))
    names = ("text.sr.md~", "pictures/poster.jpg~", "pictures/Thumbs.db", "pictures/~$a.jpg")
    now, problems = read(hand_in(**dict.fromkeys(names, b"2")))
    assert problems == []
    assert before is not None
    assert now is not None
    assert (now.digest, now.pictures, list(now.texts)) == (before.digest, ("poster.jpg",), ["sr"])


def test_name_of_a_picture_is_part_of_the_digest(hand_in: Hand) -> None:
    folder = hand_in(**{"pictures/a.jpg": b"1"})
    first = digest(folder)
    (folder / "pictures" / "a.jpg").rename(folder / "pictures" / "b.jpg")
    assert digest(folder) != first


def test_name_of_the_folder_is_part_of_the_digest(hand_in: Hand) -> None:
    folder = hand_in("one")
    first = digest(folder)
    assert digest(folder.rename(folder.with_name("other"))) != first


@pytest.mark.parametrize("slug", ["con", "lpt1", "index"])
def test_folder_that_cannot_stand_everywhere_is_told_with_one_that_can(
    hand_in: Hand, read: Read, slug: str
) -> None:
    (problem,) = read(hand_in(slug))[1]
    assert (problem.code.id, problem.hint) == ("SUB001", f'Try "{slug}-campaign".')


@pytest.mark.parametrize("slug", ["nasa\n", "nasa-kampanja\n"])
def test_line_break_in_the_name_of_a_folder_is_no_address(
    hand_in: Hand, read: Read, slug: str
) -> None:
    assert codes(read(hand_in(slug))[1]) == ["SUB001"]
