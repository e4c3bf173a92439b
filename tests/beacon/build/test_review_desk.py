"""The desk at which adults review: what they are told, may decide, and are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.build.deciding import Refused
from beacon.build.review_desk import ReviewDesk
from beacon.build.review_talk import talk
from beacon.build.site import Site
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from beacon.submissions.reviews import Status

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 26)
TEXT = """\
---
title: Плави дан
description: Дан кад нико не пише ружно.
centre: serbia
written_in: sr
made_by: {{role: peer-educator, name: "Плава екипа"}}
topics: [{topic}]
audiences: [pupils]
warning: У тексту је реч о уцени.
expires: 2027-06-30
licence: CC-BY-4.0
---

{body}

[Помоћ](../../help/index.md)
"""
PHONE = "Мој број је 0641234567."


class Room:
    """A folder of submissions, and the desk as it stands before it now."""

    def __init__(self, site: Site, content: Path, tag: str) -> None:
        folder = content / "centres" / "serbia"
        folder.mkdir(parents=True)
        self.site = replace(site, folder=replace(site.folder, path=folder))
        self.folder, self.tag = content / "submissions", tag

    def write(self, body: str = "Нико не остаје сам.", topic: str = "netiquette-empathy") -> Path:
        path = self.folder / "plavi-dan" / "text.sr.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(body=body, topic=topic), encoding="utf-8")
        return path.parent

    @property
    def desk(self) -> ReviewDesk:
        return ReviewDesk(ROOT, self.site, DAY, self.site.languages[self.tag])

    @property
    def status(self) -> Status:
        return self.desk.case("plavi-dan").standing.status

    def approve(self, role: str = "teacher", **more: object) -> date:
        desk = self.desk
        return desk.decider(role).approve(desk.case("plavi-dan"), **more)  # type: ignore[arg-type]

    def told(self) -> str:
        return unmarked("\n".join(self.desk.words.whole(self.desk.case("plavi-dan"))))


@pytest.fixture
def room(serbia: Site, tmp_path: Path) -> Room:
    return Room(serbia, tmp_path / "content", "en")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return unmarked(str(caught.value))


def take_down(room: Room, *, erase: bool = False) -> None:
    desk = room.desk
    desk.decider("teacher").take_down(desk.case("plavi-dan"), "privacy", erase=erase)


def test_approval_names_the_version_and_holds_as_long_as_the_text_says(room: Room) -> None:
    folder = room.write()
    assert room.status is Status.WAITING
    assert room.approve() == date(2027, 6, 30)
    assert room.status is Status.PUBLISHED
    kept = (folder / "reviewed" / "text.sr.md").read_bytes()
    assert kept == (folder / "text.sr.md").read_bytes()
    assert (folder / "reviewed" / "pictures.txt").read_text() == ""


def test_second_adult_is_needed_and_must_be_in_another_role(room: Room) -> None:
    room.write(topic="sextortion")
    room.approve("teacher")
    assert room.status is Status.NEEDS_SECOND
    assert "Approved by: Teacher" in room.told()
    assert "Another adult, in another role" in refused(lambda: room.approve("teacher"))
    room.approve("school-psychologist")
    assert room.status is Status.PUBLISHED


def test_open_finding_refuses_until_it_is_mended_or_answered(room: Room) -> None:
    room.write(PHONE)
    said = refused(room.approve)
    assert "text.sr.md:14: SAF003" in said
    assert "0641234567" in said
    assert said.count("\n") == 3  # what has to be done, where, why, and how to mend it
    desk = room.desk
    decider, case = desk.decider("teacher"), desk.case("plavi-dan")
    assert "in a sentence" in refused(lambda: decider.answer(case, "SAF003", "", " "))
    assert "SAF003" in refused(lambda: decider.answer(case, "SAF001", "", "Измишљен је."))
    decider.answer(case, "saf003", "0641234567", "То је број из примера.")
    assert "Answered: То је број из примера." in room.told()
    room.approve()
    assert room.desk.case("plavi-dan").is_published
    room.write(PHONE.replace("4567", "4568"))
    assert "SAF003" in refused(room.approve)


def test_what_has_to_be_mended_cannot_be_answered(room: Room) -> None:
    room.write("Ово је текст.", topic="cyberbullying")
    path = room.folder / "plavi-dan" / "text.sr.md"
    path.write_text(path.read_text("utf-8").replace("../../help", "../../about"), "utf-8")
    case = room.desk.case("plavi-dan")
    said = refused(lambda: room.desk.decider("teacher").answer(case, "SAF024", "", "Зато."))
    assert said.startswith("This cannot be answered, it has to be mended: Add a link")


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\ufdd0"])
def test_sign_that_nobody_sees_breaks_no_file(room: Room, sign: str) -> None:
    room.write(f"Ево{sign}га.")
    desk = room.desk
    case, decider = desk.case("plavi-dan"), desk.decider("teacher")
    for finding in case.handed.findings:
        with suppress(Refused):  # where the words themselves hold the sign
            decider.answer(case, finding.code.id, finding.words, f"Зато{sign}.")
        case = room.desk.case("plavi-dan")
    message, language = desk.letter(case, f"Пази{sign}.")
    decider.send_back(case, message, language)
    assert room.desk.case("plavi-dan").reviews.whole


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2027, 7, 1), "until 30 June 2027 at most"),
        (date(2026, 11, 25), "25 November 2026, is over"),
    ],
)
def test_last_day_is_neither_over_nor_later_than_the_text_s(
    room: Room, until: date, said: str
) -> None:
    room.write()
    assert said in refused(lambda: room.approve(until=until))
    assert room.approve(until=date(2027, 3, 1)) == date(2027, 3, 1)


def test_nothing_is_decided_in_a_role_that_is_none(room: Room) -> None:
    room.write()
    assert "centre-editor, centre-counsellor" in refused(lambda: room.approve("peer-educator"))


def test_version_that_was_edited_meanwhile_is_not_approved(room: Room) -> None:
    room.write()
    read = room.desk.case("plavi-dan").submission
    assert read is not None
    room.write("Друкчије.")
    assert "Somebody has changed it" in refused(lambda: room.approve(version=read.short_digest))
    assert room.status is Status.WAITING


def test_changes_since_the_last_review_are_shown_line_by_line(room: Room) -> None:
    room.write("Прво.\nДруго.\nТреће.")
    assert "read it whole, in the preview" in room.told()
    room.approve()
    assert "What changed since it was last reviewed\n  Nothing." in room.told()
    room.write("Прво.\nДругачије.\u202e\nТреће.")
    assert room.status is Status.EDITED
    assert (
        "  text.sr.md:\n  …\n    Прво.\n  - Друго.\n  + Другачије.\ufffd\n    Треће." in room.told()
    )


def test_letter_is_kind_in_the_author_s_language_and_names_what_was_found(room: Room) -> None:
    folder = room.write(PHONE)
    desk = room.desk
    case = desk.case("plavi-dan")
    message, language = desk.letter(case, "Свиђа нам се слоган!")
    assert language == "sr"
    assert "Здраво! Хвала на кампањи „Плави дан“." in message
    assert "- 0641234567: " in message
    assert "Свиђа нам се слоган!" in message
    assert unmarked(message) == message
    desk.decider("teacher").send_back(case, message, language)
    assert room.status is Status.SENT_BACK
    assert "Свиђа нам се слоган!" in (folder / "reviews.yml").read_text("utf-8")
    room.write()
    assert room.status is Status.WAITING


def test_letter_has_the_letters_in_which_its_author_writes(room: Room) -> None:
    text = room.write("Niko ne ostaje sam.") / "text.sr.md"
    text.write_text(to_latin(text.read_text("utf-8")), "utf-8")
    message, language = room.desk.letter(room.desk.case("plavi-dan"), "")
    assert language == "sr-Latn"
    assert message.startswith("Zdravo! Hvala na kampanji „Plavi dan“.")


def test_page_is_taken_down_for_a_reason_and_stays_down(room: Room) -> None:
    folder = room.write(body=PHONE)
    desk = room.desk
    case, decider = desk.case("plavi-dan"), desk.decider("centre-editor")
    decider.answer(case, "SAF003", "", "Број 0641234567 је измишљен.")
    decider.send_back(room.desk.case("plavi-dan"), "Здраво, Зврндов!", "sr")
    room.approve()
    case = room.desk.case("plavi-dan")
    assert "consent-withdrawn, privacy" in refused(lambda: decider.take_down(case, "because"))
    decider.take_down(case, "privacy", erase=True)
    assert sorted(p.name for p in folder.iterdir()) == ["reviews.yml", "taken-down.yml"]
    assert room.status is Status.TAKEN_DOWN
    reason = decider.reasons["privacy"].name["en"]
    last = room.told().splitlines()[-1]
    assert last == f"  26 November 2026: taken down, Editor of the centre ({reason})"
    left = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert "decision: approve" in left
    assert "0641234567" not in left
    assert "Зврндов" not in left
    room.write()
    assert "taken down" in refused(room.approve)


def test_page_that_is_taken_down_again_keeps_every_reason_with_its_day(room: Room) -> None:
    folder = room.write()
    for role, reason, day, erase in (
        ("centre-editor", "author-asked", DAY, False),
        ("teacher", "privacy", date(2026, 12, 1), True),
        ("centre-editor", "privacy", date(2027, 1, 7), False),
    ):
        decider = replace(room.desk.decider(role), today=day)
        decider.take_down(room.desk.case("plavi-dan"), reason, erase=erase)
    reasons = room.desk.decider("teacher").reasons
    asked, privacy = (reasons[key].name["en"] for key in ("author-asked", "privacy"))
    assert room.told().splitlines()[-3:] == [
        f"  26 November 2026: taken down, Editor of the centre ({asked})",
        f"  1 December 2026: taken down, Teacher ({privacy})",
        f"  7 January 2027: taken down, Editor of the centre ({privacy})",
    ]
    assert [path.name for path in folder.iterdir()] == ["taken-down.yml"]


NOTE = "centre: serbia\nreason: privacy\nrole: teacher\non: 2026-11-26\n"
BOTH = "Two people have changed this, and both versions stand here. Keep what is right, and take "
BOTH += "out the lines that begin with <<<<<<<, ======= and >>>>>>>."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "centre: [a\n",
            ":1: SRC002 The line cannot be read (a square bracket opens and none closes).",
        ),
        (f"<<<<<<< HEAD\n{NOTE}=======\n{NOTE}>>>>>>> other\n", f":1: SRC002 {BOTH}"),
        (f"{NOTE}<<<<<<< HEAD\nagain: []\n=======\n>>>>>>> other\n", f":5: SRC002 {BOTH}"),
        ("- privacy\n", ":1: SRC005 Here must be named keys. Correct the value."),
        ("reason: privacy\n", ':1: SRC006 The key "centre" is missing. Add it.'),
        (
            NOTE + "why: 1\n",
            ':5: SRC004 The key "why" is not known here. Correct it or take it out.',
        ),
        (f"{NOTE}again:\n- reason: privacy\n", ':6: SRC006 The key "centre" is missing. Add it.'),
        ("", ": REV001 This is no file. Take it out."),
    ],
)
@pytest.mark.parametrize("erase", [False, True])
def test_note_that_cannot_be_read_is_not_written_over(
    room: Room, written: str, told: str, erase: bool
) -> None:
    folder = room.write()
    note = folder / "taken-down.yml"
    if written:
        note.write_text(written, "utf-8")
    else:
        note.symlink_to("nowhere")
    before = {path: path.is_symlink() or path.read_bytes() for path in folder.iterdir()}
    said = refused(lambda: take_down(room, erase=erase))
    assert said.startswith(
        "Nothing was written: what was decided before cannot be read, and would be lost. "
        "Please mend this first:\ncontent/submissions/plavi-dan/taken-down.yml"
    )
    assert f"taken-down.yml{told}" in said
    assert {path: path.is_symlink() or path.read_bytes() for path in folder.iterdir()} == before
    room.tag = "sr-Cyrl"
    assert refused(lambda: take_down(room, erase=erase)).startswith("Ништа није уписано: ")


@pytest.mark.parametrize("written", ["", "# down\n"])
def test_empty_note_holds_nothing_that_could_be_lost(room: Room, written: str) -> None:
    note = room.write() / "taken-down.yml"
    note.write_text(written, "utf-8")
    assert room.status is Status.TAKEN_DOWN
    take_down(room)
    assert note.read_text("utf-8").startswith("centre: serbia\nreason: privacy\n")


def test_decisions_that_cannot_be_read_are_not_written_over(room: Room) -> None:
    folder = room.write()
    room.approve()
    decisions = folder / "reviews.yml"
    broken = f"<<<<<<< HEAD\n{decisions.read_text('utf-8')}=======\n>>>>>>> other\n"
    decisions.write_text(broken, "utf-8")
    said = refused(lambda: take_down(room, erase=True))
    assert f"content/submissions/plavi-dan/reviews.yml:1: SRC002 {BOTH}" in said
    assert not (folder / "taken-down.yml").exists()
    take_down(room)  # which does not touch them
    assert room.status is Status.TAKEN_DOWN
    assert decisions.read_text("utf-8") == broken


def test_decision_that_came_in_meanwhile_is_not_lost(room: Room) -> None:
    folder = room.write()
    desk = room.desk
    case = desk.case("plavi-dan")
    room.approve("teacher")
    decisions = (folder / "reviews.yml").read_bytes()
    editor = desk.decider("centre-editor")
    assert "since you read it" in refused(lambda: editor.approve(case))
    assert "since you read it" in refused(lambda: editor.send_back(case, "Здраво!", "sr"))
    assert (folder / "reviews.yml").read_bytes() == decisions
    desk.decider("teacher").take_down(case, "privacy")
    assert "since you" not in room.told()
    editor.take_down(case, "author-asked", erase=True)
    assert (folder / "reviews.yml").read_bytes() == decisions
    assert (folder / "taken-down.yml").read_text("utf-8").count("reason: ") == 2


@pytest.mark.parametrize("name", ["text.sr.md", "reviews.yml"])
def test_what_cannot_be_read_is_told_and_not_decided(room: Room, name: str) -> None:
    folder = room.write()
    (folder / name).write_text("decisions: [", "utf-8")
    assert f"content/submissions/plavi-dan/{name}" in refused(room.approve)
    assert "plavi-dan" in "\n".join(room.desk.told())


def test_fault_of_a_text_is_told_in_the_language_of_the_desk(room: Room) -> None:
    text = room.write() / "text.sr.md"
    text.write_text(text.read_text("utf-8").replace("2027-06-30", "сутра"), "utf-8")
    room.tag = "sr-Cyrl"
    said = (
        "content/submissions/plavi-dan/text.sr.md:10: SRC005 У пољу „expires“ није датум, него "
        "„сутра“. Напишите овако: 2026-02-10."
    )
    assert said in refused(room.approve)
    assert said in room.told()


def test_name_of_nobody_is_told_with_the_nearest(room: Room) -> None:
    room.write()
    assert refused(lambda: room.desk.case("plavi-da")).endswith('Did you mean "plavi-dan"?')
    assert refused(lambda: room.desk.case("zzz")) == 'Nobody has handed in "zzz".'
    room.tag = "sr-Cyrl"
    assert refused(lambda: room.desk.case("plavi-da")) == (
        "Нико није предао „plavi-da“. Да ли сте мислили на „plavi-dan“?"
    )


def test_false_alarm_of_a_page_without_findings_is_told(room: Room) -> None:
    room.write()
    desk = room.desk
    case, decider = desk.case("plavi-dan"), desk.decider("teacher")
    assert refused(lambda: decider.answer(case, "SAF003", "", "Зато.")) == (
        "Nothing was found in it, so there is nothing to answer."
    )


def test_desk_of_another_centre_does_not_see_it(room: Room, bulgaria: Site) -> None:
    room.write()
    path = room.folder.parent / "centres" / "bulgaria"
    other = replace(bulgaria, folder=replace(bulgaria.folder, path=path))
    assert ReviewDesk(ROOT, other, DAY, other.default).cases == {}


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "en"])
def test_desk_speaks_every_language_of_the_centre(serbia: Site, tmp_path: Path, tag: str) -> None:
    room = Room(serbia, tmp_path / "content", tag)
    room.write(topic="sextortion")
    room.approve()
    told = "\n".join(room.desk.words.whole(room.desk.case("plavi-dan")))
    assert unmarked(told) == told  # no English stands in
    assert {"en": "Peer educator", "sr-Cyrl": "Вршњачки едукатор"}.get(
        tag, to_latin("Вршњачки едукатор")
    ) in told


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("sr-Cyrl", "Језици: српски (ћирилица), енглески"),
        ("sr-Latn", "Jezici: srpski (ćirilica), engleski"),
        ("en", "Languages: Serbian (Cyrillic), English"),
    ],
)
def test_languages_of_a_submission_are_told_by_their_names(
    serbia: Site, tmp_path: Path, tag: str, line: str
) -> None:
    room = Room(serbia, tmp_path / "content", tag)
    text = room.write() / "text.sr.md"
    text.with_name("text.en.md").write_bytes(text.read_bytes())
    assert f"\n  {line}\n" in room.told()


def test_conversation_leads_from_the_list_to_the_decision(room: Room) -> None:
    room.write(PHONE)
    answers = iter([
        "7", "1", "4", "1", "5", "То је број из примера.",  # answer the finding as a teacher
        "1", "2", "yes",  # approve
        "1", "3", "Хвала!", "no",  # a letter that is not sent
        "1", "5", "2", "yes", "",  # take it down for privacy, and end
    ])  # fmt: skip
    said: list[str] = []
    built: list[str] = []

    def say(lines: Iterable[str]) -> None:
        said.extend(lines)

    def rebuild(desk: ReviewDesk) -> int:
        built.append(desk.site.folder.id)
        return 0

    code = talk(room.desk, lambda question: next(answers), say, lambda desk, slug: 0, rebuild)
    assert code == 0
    assert list(_rest(answers)) == []
    assert built == ["serbia"]
    case = room.desk.case("plavi-dan")
    assert case.standing.status is Status.TAKEN_DOWN
    assert [d.decision for d in case.reviews.decisions] == ["approve"]
    assert [a.code for a in case.reviews.answers] == ["SAF003"]
    assert "Please write a number from 1 to 1." in said


def _rest(answers: Iterator[str]) -> Iterator[str]:
    yield from answers


@pytest.mark.parametrize("tag", ["sr-Cyrl", "sr-Latn", "en"])
@pytest.mark.parametrize(
    ("word", "is_taken_down"),
    [("yes", True), ("Yes.", True), ("да", True), ("DA", True), ("не", False), ("", False)],
)
def test_yes_is_understood_in_either_script(
    serbia: Site, tmp_path: Path, tag: str, word: str, is_taken_down: bool
) -> None:
    room = Room(serbia, tmp_path / "content", tag)
    room.write()
    room.approve()
    answers = iter(["1", "5", "1", "2", word, "", ""])
    said: list[str] = []
    talk(room.desk, lambda question: next(answers), said.extend, lambda *_: 0, lambda _: 0)
    understood = is_taken_down and (word.casefold().startswith("y") or tag != "en")
    assert (room.status is Status.TAKEN_DOWN) == understood
    nothing = unmarked(room.desk.strings.gettext("Nothing was recorded."))
    assert (nothing in map(unmarked, said)) != understood


def test_list_of_findings_turns_no_line_around(room: Room) -> None:
    room.write("<b hidden title='\u202eне'>")
    answers = iter(["1", "4", "", ""])
    said: list[str] = []
    talk(room.desk, lambda question: next(answers), said.extend, lambda *_: 0, lambda _: 0)
    assert "1  SAF013 \"<b hidden title='\ufffdне'>\"" in said
    assert "\u202e" not in "".join(said)


def test_what_was_changed_since_it_was_read_is_not_decided(room: Room) -> None:
    folder = room.write()
    desk = room.desk
    case, decider = desk.case("plavi-dan"), desk.decider("teacher")
    room.write(body="Сасвим друго.")
    assert "changed" in refused(lambda: decider.approve(case))
    assert "changed" in refused(lambda: decider.send_back(case, "Здраво!", "sr"))
    assert not (folder / "reviews.yml").exists()
    assert not (folder / "reviewed").exists()
