"""What somebody who hands in a campaign is told, in the language in which it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from beacon.build.intake_words import IntakeWords
from beacon.build.site import Site
from beacon.build.speaking import spoken_in
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from beacon.submissions.intake import NEEDED, Intake, NotTakenIn, take_in

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("sr", "sr-Latn", "bg", "en")
FIELDS = {
    "description": "О чему је.", "topics": "netiquette-empathy",
    "made_by": "peer-educator, Плава екипа", "expires": "2027-06-30",
}  # fmt: skip


def take(site: Site, folder: Path, text: str, **options: str) -> Intake:
    """Take in a text with all pictures of a folder."""
    document = folder / "tekst.md"
    document.write_text(text, encoding="utf-8")
    pictures = {path: "Плакат" for path in sorted(folder.glob("*.*")) if path != document}
    fields = FIELDS if options.pop("fields", "yes") else {}
    return take_in(
        folder / "content", document, pictures, fields, site.languages, site.vocabulary,
        centre="serbia", **options,
    )  # fmt: skip


def words(site: Site, folder: str) -> IntakeWords:
    return IntakeWords(spoken_in(ROOT, site, folder)[1])


@pytest.mark.parametrize("folder", FOLDERS)
def test_everything_that_is_wrong_is_told_in_the_language_of_the_text(
    serbia: Site, tmp_path: Path, folder: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    (tmp_path / "b.gif").write_bytes(b"GIF89a")
    text = "Љубазно.\n\n![Плакат](nema.png)\n"
    with pytest.raises(NotTakenIn) as found:
        take(serbia, tmp_path, text, fields="", slug="Ово Није")
    assert found.value.language == "sr"
    strings = words(serbia, folder).strings
    told = [strings.problem(problem) for problem in found.value.problems]
    assert len(told) == 9
    assert [unmarked(line) for line in told] == told  # no English stands in
    assert {
        "sr": "a.jpg: SUB005 Слика је оштећена или то и није слика. "
        "Сачувајте је као JPEG или PNG, највише 10 MB.",
        "sr-Latn": "a.jpg: SUB005 Slika je oštećena ili to i nije slika. "
        "Sačuvajte je kao JPEG ili PNG, najviše 10 MB.",
        "bg": "a.jpg: SUB005 Снимката е повредена или не е снимка. "
        "Запазете я като JPEG или PNG, най-много 10 MB.",
        "en": "a.jpg: SUB005 The picture is damaged, or no picture. "
        "Save it as JPEG or PNG, at most 10 MB.",
    }[folder] in told


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("sr", "„netiquete-empathy“ не постоји у content/vocabulary/topics.yml. "
         "Да ли сте мислили на „netiquette-empathy“?"),
        ("bg", "„netiquete-empathy“ го няма в content/vocabulary/topics.yml. "
         "Имахте ли предвид „netiquette-empathy“?"),
    ],
)  # fmt: skip
def test_topic_that_is_none_is_told_in_the_language_of_the_text(
    serbia: Site, tmp_path: Path, folder: str, said: str
) -> None:
    text = "---\ntitle: Љубав\ntopics: [netiquete-empathy]\ndescription: О чему је.\n"
    text += "made_by: {role: peer-educator}\nexpires: 2027-06-30\n---\n\nЉубазно.\n"
    with pytest.raises(NotTakenIn) as found:
        take(serbia, tmp_path, text, fields="")
    (problem,) = words(serbia, folder).problems(found.value.problems)
    assert problem == f"{tmp_path / 'tekst.md'}: VOC001 {said}"


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("sr", "Мој плакат.png се сада зове moj-plakat.png (9 × 9, 0 kB)."),
        ("sr-Latn", "Мој плакат.png se sada zove moj-plakat.png (9 × 9, 0 kB)."),
        ("bg", "Мој плакат.png вече се казва moj-plakat.png (9 × 9, 0 kB)."),
        ("en", "Мој плакат.png becomes moj-plakat.png (9 × 9, 0 kB)."),
    ],
)
def test_new_name_of_a_picture_is_told_in_the_language_of_the_text(
    serbia: Site, tmp_path: Path, folder: str, said: str
) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "Мој плакат.png")
    intake = take(serbia, tmp_path, "# Љубав\n\nЉубазно.\n")
    assert intake.language == "sr"
    assert list(words(serbia, folder).told(intake.told)) == [said]


@pytest.mark.parametrize(
    ("folder", "asked", "yes"),
    [
        ("sr", "Наслов кампање: ", "Да."),
        ("sr-Latn", "Naslov kampanje: ", "da"),
        ("bg", "Заглавието на кампанията: ", "Да"),
        ("en", "The title of the campaign: ", "Yes"),
    ],
)
def test_questions_are_asked_in_the_language_of_the_text(
    serbia: Site, folder: str, asked: str, yes: str
) -> None:
    spoken = words(serbia, folder)
    assert spoken.question(NEEDED["title"]) == asked
    assert spoken.question(NEEDED["expires"], "2027-11-26").endswith(" [2027-11-26]: ")
    assert spoken.is_yes(yes)
    assert not spoken.is_yes("")
    assert not spoken.is_yes("не")


def test_words_of_the_intake_are_those_of_the_language(serbia: Site) -> None:
    told = {
        folder: "\n".join([
            *words(serbia, folder).next_steps("content/submissions/a", "a"),
            words(serbia, folder).nobody("plavi-da", ["plavi-dan"]),
            words(serbia, folder).last_question(), words(serbia, folder).nothing_written(),
            words(serbia, folder).nothing_taken_out(),
        ])
        for folder in FOLDERS
    }  # fmt: skip
    assert len(set(told.values())) == len(FOLDERS)
    assert told["sr"].splitlines()[2:] == [
        "Нико није предао „plavi-da“. Да ли сте мислили на „plavi-dan“?",
        "Да ли да се ове датотеке упишу? Напишите да: ", "Ништа није уписано.",
        "Из слика није требало ништа да се уклони.",
    ]  # fmt: skip
    assert told["sr-Latn"] == to_latin(told["sr"])
    assert words(serbia, "").nothing_written() == "Ништа није уписано."
