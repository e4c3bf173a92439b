"""Intake: a document and pictures become a submission, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from handed_in import BODY, HEAD, Read, text
from PIL import Image

from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.problems import ProblemsFound
from beacon.submissions.inspection import inspect
from beacon.submissions.intake import Intake, asked_of, clean_pictures, take_in

FIELDS = {
    "description": "О чему је.", "topics": "netiquette-empathy",
    "made_by": "peer-educator, Плава екипа", "expires": "2027-06-30",
}  # fmt: skip
Take = Callable[..., Intake]


def photograph() -> bytes:
    """Return a photograph that knows where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    exif[0x8825] = {1: "N", 2: (44.0, 48.0, 45.0), 3: "E", 4: (20.0, 27.0, 40.0)}
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


@pytest.fixture
def take(tmp_path: Path, languages: Languages, vocabulary: Vocabulary) -> Take:
    """Takes in a document of this name and content, below `tmp_path/content`."""

    def take_it(
        name: str,
        data: str | bytes,
        pictures: Mapping[str, str] | None = None,
        fields: Mapping[str, str] = FIELDS,
        **options: str,
    ) -> Intake:
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        shown = {tmp_path / file: words for file, words in (pictures or {}).items()}
        content = tmp_path / "content"
        options = {"centre": "serbia", **options}
        return take_in(content, tmp_path / name, shown, fields, languages, vocabulary, **options)  # type: ignore[arg-type]

    return take_it


def refused(take: Take, *arguments: object, **options: object) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        take(*arguments, **options)
    return [problem.message for problem in found.value.problems]


def test_markdown_without_front_matter_becomes_a_submission(take: Take, read: Read) -> None:
    intake = take("tekst.md", f"# Наша кампања\n\n{BODY}")
    intake.write()
    submission, problems = read(intake.folder)
    assert problems == []
    assert submission is not None
    assert (submission.slug, submission.head.title) == ("nasa-kampanja", "Наша кампања")
    assert submission.head.made_by.name == "Плава екипа"
    assert submission.head.written_in == "sr"
    assert submission.original.body == BODY


def test_front_matter_of_a_document_is_kept(take: Take, read: Read) -> None:
    intake = take("tekst.md", text(HEAD), fields={})
    intake.write()
    submission, problems = read(intake.folder)
    assert problems == []
    assert submission is not None
    assert submission.head.period is not None
    assert submission.head.period.month == 12


def test_photograph_loses_its_place_and_the_sender_is_told(
    take: Take, read: Read, tmp_path: Path
) -> None:
    (tmp_path / "Ми на тргу.JPG").write_bytes(photograph())
    body = f"# Наша кампања\n\n{BODY}\n![Нас двоје](Ми-на-тргу.JPG)\n"
    (tmp_path / "Ми-на-тргу.JPG").write_bytes(photograph())
    intake = take("tekst.md", body, {"Ми-на-тргу.JPG": ""})
    intake.write()
    data = (intake.folder / "pictures" / "mi-na-trgu.jpg").read_bytes()
    found = inspect(data)
    assert found is not None
    assert found.hidden == ()
    assert any("the place where it was taken" in told for told in intake.told)
    submission, _ = read(intake.folder)
    assert submission is not None
    assert "![Нас двоје](pictures/mi-na-trgu.jpg)" in submission.original.body
    (picture,) = submission.head.pictures
    assert (picture.file, picture.alt, picture.people) == ("mi-na-trgu.jpg", "Нас двоје", True)


def test_picture_that_keeps_its_name_is_told_only_for_what_it_loses(
    take: Take, tmp_path: Path
) -> None:
    Image.new("RGB", (60, 40), "green").save(tmp_path / "plakat.png")
    (tmp_path / "trg.jpg").write_bytes(photograph())
    (tmp_path / "Трг 2.jpg").write_bytes(photograph())
    given = dict.fromkeys(("plakat.png", "trg.jpg", "Трг 2.jpg"), "Плакат")
    camera = "data of the camera, such as its name and the time"
    assert take("tekst.md", f"# Наша кампања\n\n{BODY}", given).told == (
        f"Taken out of trg.jpg: {camera}, the place where it was taken.",
        "Трг 2.jpg becomes trg-2.jpg (60 × 40, 0 kB).",
        f"Taken out of trg-2.jpg: {camera}, the place where it was taken.",
    )


@pytest.mark.parametrize(
    ("name", "written", "now"),
    [
        ("moja slika.png", "![Плакат](<moja slika.png>)", "![Плакат](pictures/moja-slika.png)"),
        ("moja slika.png", "![Плакат](moja%20slika.png)", "![Плакат](pictures/moja-slika.png)"),
        (
            "moja slika.png",
            "![Плакат [1]](moja slika.png 'Ту')",
            "![Плакат [1]](pictures/moja-slika.png 'Ту')",
        ),
        ("slika(1).png", "![Плакат](slika(1).png)", "![Плакат](pictures/slika-1.png)"),
        (
            "Слика (12).png",
            '[![Плакат](<a/Слика (12).png> "Т")](../privacy/index.md)',
            '[![Плакат](pictures/slika-12.png "Т")](../privacy/index.md)',
        ),
        ("a_b.png", r"![Плакат \[1\]](C:\pictures\a\_b.png)", r"![Плакат \[1\]](pictures/a-b.png)"),
        ("й.png", "![Плакат](\u0438\u0306.png)", "![Плакат](pictures/y.png)"),
        (
            "Moja.png",
            "![Плакат][p]\n\n[p]: Moja.png 'Т'",
            "![Плакат][p]\n\n[p]: pictures/moja.png 'Т'",
        ),
        (
            "Moja.png",
            "![Плакат]\n\n[Плакат]: <Moja.png>",
            "![Плакат]\n\n[Плакат]: pictures/moja.png",
        ),
        (
            "Moja.png",
            '<img alt="Плакат" src="Moja.png">',
            '<img alt="Плакат" src="pictures/moja.png">',
        ),
        ("Moja.png", "<img src=Moja.png alt=Плакат>", "<img src=pictures/moja.png alt=Плакат>"),
    ],
)
def test_picture_is_renamed_however_the_text_names_it(
    take: Take, tmp_path: Path, name: str, written: str, now: str
) -> None:
    (tmp_path / name).write_bytes(photograph())
    now = now.replace(".png", ".jpg")
    intake = take("a.md", f"# Љубав\n\n{written}\n", {name: ""})
    (body,) = (data.decode() for path, data in intake.files.items() if path.suffix == ".md")
    assert body.endswith(f"---\n\n{now}\n")
    assert "alt: Плакат" in body


def test_words_said_of_a_picture_stand_in_the_text_that_has_none(
    take: Take, tmp_path: Path
) -> None:
    (tmp_path / "a.jpg").write_bytes(photograph())
    intake = take("a.md", "# Љубав\n\n![](a.jpg)\n", {"a.jpg": "Плакат [1"})
    (body,) = (data.decode() for path, data in intake.files.items() if path.suffix == ".md")
    assert "![Плакат \\[1](pictures/a.jpg)\n" in body


def test_picture_that_nobody_handed_in_is_told(take: Take, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    said = 'The text shows "nema.png", but no such picture was handed in.'
    shown = "![Плакат](nema.png)\n\n`![Плакат](kod.png)`\n\n![Плакат](a.jpg)"
    told = refused(take, "a.md", f"# Љубав\n\n{shown}\n", {"a.jpg": "А."})
    refused(take, "a.md", f"# Љубав\n\n![А]({'x' * 400}.png)\n")
    assert told == [said, "The picture is damaged, or no picture."]
    (tmp_path / "content/submissions/ljubav/pictures").mkdir(parents=True)
    (tmp_path / "content/submissions/ljubav/pictures/nema.png").write_bytes(b"there")
    take("a.md", "# Љубав\n\n![Плакат](pictures/nema.png)\n")


def test_new_name_of_one_picture_may_be_the_old_one_of_another(
    take: Take, read: Read, tmp_path: Path
) -> None:
    for name in ("слика а.jpg", "slika-a.jpg"):
        (tmp_path / name).write_bytes(photograph())
    head = f"{HEAD}pictures: [{{file: slika-a.jpg, alt: Б, people: false}}]\n"
    body = "![А](<слика а.jpg>) ![Б](slika-a.jpg)\n"
    given = {"слика а.jpg": "", "slika-a.jpg": ""}
    intake = take("a.md", text(head, body), given, fields={})
    intake.write()
    submission, problems = read(intake.folder)
    assert submission is not None, problems
    told = [(picture.file, picture.alt, picture.people) for picture in submission.head.pictures]
    assert told == [("slika-a.jpg", "А", True), ("slika-a-2.jpg", "Б", False)]
    assert submission.original.body == ("![А](pictures/slika-a.jpg) ![Б](pictures/slika-a-2.jpg)\n")


def test_picture_that_front_matter_describes_twice_is_told(take: Take, tmp_path: Path) -> None:
    (tmp_path / "Моја.jpg").write_bytes(photograph())
    one = "{file: Моја.jpg, alt: А, people: true, consent: C-1}"
    head = f"{HEAD}pictures: [{one}, {one.replace('true', 'false')}]\n"
    (said,) = refused(take, "a.md", text(head), {"Моја.jpg": ""}, fields={})
    assert '"moja.jpg" stands there twice' in said


def test_word_document_with_a_picture_becomes_a_submission(take: Take, read: Read) -> None:
    document = docx.Document()
    document.add_heading("Наша кампања", level=1)
    document.add_paragraph("Пишемо лепо, јер смо ту једни за друге, љубазно.")
    document.add_picture(io.BytesIO(photograph()))
    assert refused(take, "k.docx", saved(document)) == [
        'Nobody has said what the picture "picture-1.jpg" shows.'
    ]
    next(document.element.body.iter(qn("wp:docPr"))).set("descr", "Плакат")
    intake = take("k.docx", saved(document))
    intake.write()
    submission, problems = read(intake.folder)
    assert problems == []
    assert submission is not None
    assert submission.pictures == ("picture-1.jpg",)
    assert submission.head.pictures[0].alt == "Плакат"
    assert submission.original.body.endswith("![Плакат](pictures/picture-1.jpg)\n")
    assert "Left out of the document: the names in its properties." in intake.told


@pytest.mark.parametrize("named", ["picture-1.jpg", "picture-1.jpeg", "../picture-1.jpg"])
def test_picture_of_a_document_is_described_by_either_of_its_names(take: Take, named: str) -> None:
    """Word itself keeps photographs as .jpeg; the problem names them as they will be called."""
    document = docx.Document()
    document.add_paragraph("Пишемо лепо, јер смо ту једни за друге, љубазно.")
    document.add_picture(io.BytesIO(photograph()))
    for part in document.part.package.iter_parts():
        if part.partname.endswith(".jpg"):
            part.partname = PackURI("/word/media/image1.jpeg")
    fields = {"title": "Наша кампања", **FIELDS}
    intake = take("k.docx", saved(document), {named: "Плакат"}, fields)
    text = intake.files[intake.folder / "text.sr.md"].decode()
    assert "![Плакат](pictures/picture-1.jpg)" in text


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_everything_missing_is_told_at_once_and_nothing_is_written(
    take: Take, tmp_path: Path
) -> None:
    said = refused(take, "tekst.md", BODY, {"nema.jpg": ""}, fields={})
    assert {word.partition(":")[0] for word in said} == {
        '"title" is missing', '"description" is missing', '"topics" is missing',
        '"made_by" is missing', '"expires" is missing', "There is no such file.",
    }  # fmt: skip
    assert not (tmp_path / "content").exists()


def test_only_what_can_be_answered_is_asked_for(take: Take) -> None:
    with pytest.raises(ProblemsFound) as found:
        take("a.md", f"# А\n\n{BODY}", fields={"topics": "netiquette-empathy"})
    assert list(asked_of(found.value.problems)) == ["description", "made_by", "expires"]
    with pytest.raises(ProblemsFound) as found:
        take("a.md", f"# А\n\n{BODY}", fields={**FIELDS, "topics": "no-such-topic"})
    assert asked_of(found.value.problems) == {}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("topics", "netiquete-empathy", '"netiquete-empathy" is not in content/vocabulary'),
        ("made_by", "headmaster, Ана", '"headmaster" is not in content/vocabulary/roles.yml'),
        ("expires", "soon", '"expires" is no date'),
        ("status", "published", "for the centre to say"),
        ("titel", "x", 'The key "titel" is not known'),
        ("description", "x" * 301, "300 letters at the most"),
    ],
)
def test_field_that_cannot_be_used_is_told(take: Take, key: str, value: str, said: str) -> None:
    (message,) = refused(take, "a.md", f"# Љубав\n\n{BODY}", fields={**FIELDS, key: value})
    assert said in message


def test_fields_that_cannot_be_used_are_told_together(take: Take) -> None:
    wrong = {"topics": "no-such-topic", "made_by": "nobody, Р", "expires": "soon"}
    said = refused(take, "a.md", f"# Љубав\n\n{BODY}", fields={**FIELDS, **wrong})
    assert [any(word in line for line in said) for word in ("no-such-topic", "nobody", "soon")] == [
        True, True, True
    ], said  # fmt: skip
    assert len(said) == 3


def test_text_that_is_too_long_is_refused_before_it_is_rendered(
    take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beacon.submissions.intake.pictures_shown", None)
    document = docx.Document()
    document.add_paragraph("а " * 30_000)
    assert refused(take, "a.docx", saved(document)) == ["60 kB of text are allowed."]


def test_what_stands_there_is_not_lost(take: Take) -> None:
    take("a.md", f"# Љубав\n\n{BODY}").write()
    assert refused(take, "a.md", "# Љубав\n\nДруго, љубазно.\n") == [
        '"ljubav" has a text.sr.md already.'
    ]
    take("a.md", "# Љубав\n\nДруго, љубазно.\n", instead=True).write()
    english = take("en.md", "# Love\n\nWe are kind.\n", slug="ljubav")
    english.write()
    assert sorted(p.name for p in english.folder.iterdir()) == ["text.en.md", "text.sr.md"]
    assert "Друго" in (english.folder / "text.sr.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a", "A file without an ending"),
        ("a.pdf", "no kind of document"),
        ("a.docm", "no kind of document"),
        ("a.html", "no kind"),
    ],
)
def test_document_of_another_kind_is_refused(take: Take, name: str, said: str) -> None:
    assert said in refused(take, name, "<p>")[0]


def test_pictures_that_came_another_way_are_made_anew_in_their_place(
    take: Take, tmp_path: Path
) -> None:
    folder = take("a.md", f"# Љубав\n\n{BODY}").folder
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "a.jpg").write_bytes(photograph())
    cleaned = clean_pictures(folder, "ljubav")
    cleaned.write()
    found = inspect((folder / "pictures" / "a.jpg").read_bytes())
    assert found is not None
    assert found.hidden == ()
    assert cleaned.told[0].startswith("Taken out of ")
    assert "the place where it was taken" in cleaned.told[0]
    assert clean_pictures(folder, "ljubav").files == {}
    (folder / "pictures" / "b.png").write_bytes(photograph())
    with pytest.raises(ProblemsFound, match=r"it is a \.jpg"):
        clean_pictures(folder, "ljubav")


def test_lessons_that_are_none_are_told_before_anything_is_handed_in(take: Take) -> None:
    """Adults would find them only when they look at the page."""
    fields = {**FIELDS, "related_lessons": "sextorsion, privacy, x"}
    lessons = frozenset({"privacy", "sextortion"})
    with pytest.raises(ProblemsFound) as found:
        take("a.md", f"# Наша кампања\n\n{BODY}", fields=fields, lessons=lessons)
    assert [(str(p.message), str(p.hint)) for p in found.value.problems] == [
        ('"sextorsion" is not in lessons.', 'Did you mean "sextortion"?'),
        ('"x" is not in lessons.', "It must be one of: privacy, sextortion."),
    ]
