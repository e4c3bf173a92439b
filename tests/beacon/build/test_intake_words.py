"""What somebody who hands in a campaign is told, in the language in which it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from beacon.build.intake_words import IntakeWords
from beacon.build.site import Site
from beacon.build.speaking import spoken_in
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from beacon.problems import Problem
from beacon.submissions.consents import load_consents
from beacon.submissions.intake import NEEDED, Intake, NotTakenIn, take_in
from beacon.submissions.record import read_submission

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
    assert problem == f"{tmp_path / 'tekst.md'}:3: VOC001 {said}"


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


HEAD = {
    "title": "title: Љубав", "description": "description: О чему је.",
    "topics": "topics: [netiquette-empathy]", "made_by": "made_by: {role: peer-educator}",
    "expires": "expires: 2027-06-30",
}  # fmt: skip
FAULTS = {
    "expires": "expires: 31.5.2027", "title": "title: Љубав: прича", "topics": "topics: мржња",
    "made_by": "made_by: Ана", "description": f"description: {'Љ' * 301}",
    "a": "naslov: Љубав", "b": "slogam: Љубав", "c": "title: Друга", "d": "slogan: @ana",
    "e": "slogan: Љубав #срце", "f": "slogan: &а Љубав", "g": "[а, б]: в", "h": "status: draft",
    "i": "pictures: [{file: a/b.jpg}]", "j": "pictures: [{file: b, alt: x, people: можда}]",
    "k": "pictures: [{file: b, alt: x}, {file: b, alt: x}]", "l": "pictures: [b.jpg]",
    "m": "period: {precision: дан, year: 2026}", "n": "period: {precision: day, year: 2026}",
    "o": "period: {precision: year}", "p": "period: {precision: year, year: 1800}",
    "q": "period: {precision: year, year: MMXXVI}", "r": "period: {precision: year, year: .inf}",
    "s": "period: {precision: day, year: 2026, start: 2026-05-01, end: 2026-04-01}",
    "t": "period: {precision: day, year: 2025, start: 2026-05-01, end: 2026-06-01}",
    "u": "slogan: \tа\n\tб: в", "v": 'slogan: "Љубав', "w": "slogan: !важно Љубав",
    "x": f"slogan: {'[' * 40}{']' * 40}", "aa": "topics: ? [а]", "ab": "slogan: |0",
    "ac": "slogan: !!binary /w==",
    "ad": "%Љубав",
    "y": "<<<<<<< HEAD\nslogan: а", "z": "licence: MIT",
}  # fmt: skip


def refused(site: Site, folder: Path, matter: dict[str, str], **options: str) -> NotTakenIn:
    """Return why a text with front matter is not taken in."""
    head = "\n".join((HEAD | matter).values())
    with pytest.raises(NotTakenIn) as found:
        take(site, folder, f"---\n{head}\n---\n\nЉубазно.\n", fields="", **options)
    return found.value


@pytest.mark.parametrize("key", FAULTS)
def test_fault_of_front_matter_is_told_in_the_language_of_the_text(
    serbia: Site, tmp_path: Path, key: str
) -> None:
    error = refused(serbia, tmp_path, {key: FAULTS[key]})
    assert error.language == "sr"
    for problem in error.problems:
        assert problem.line
        told = {folder: words(serbia, folder).strings.problem(problem) for folder in FOLDERS}
        assert told["en"] == str(problem)
        assert len(set(told.values())) == len(FOLDERS)
        assert [unmarked(line) for line in told.values()] == [*told.values()]  # no English


@pytest.mark.parametrize(
    ("key", "sr", "bg"),
    [
        ("expires", "6: SRC005 У пољу „expires“ није датум, него „31.5.2027“. "
         "Напишите овако: 2026-02-10.",
         "6: SRC005 В полето „expires“ няма дата, а „31.5.2027“. Напишете така: 2026-02-10."),
        ("topics", "4: SRC005 У пољу „topics“ мора да стоји списак, на пример [једно, друго]. "
         "Исправите оно што ту пише.",
         "4: SRC005 В полето „topics“ трябва да има списък, например [едно, друго]. "
         "Поправете написаното."),
        ("b", "7: SRC004 Поље „slogam“ овде не постоји. Да ли сте мислили на „slogan“?",
         "7: SRC004 Поле „slogam“ тук няма. Имахте ли предвид „slogan“?"),
        ("v", "7: SRC002 Ред не може да се прочита (наводник се отвара, а не затвара). "
         "Проверите наводнике, двотачке и размаке на почетку тог реда.",
         "7: SRC002 Редът не може да се прочете (кавичка се отваря, а не се затваря). "
         "Проверете кавичките, двоеточията и интервалите в началото на този ред."),
    ],
)  # fmt: skip
def test_fault_of_front_matter_says_where_it_is_and_how_it_is_mended(
    serbia: Site, tmp_path: Path, key: str, sr: str, bg: str
) -> None:
    error = refused(serbia, tmp_path, {key: FAULTS[key]})
    document = tmp_path / "tekst.md"
    assert list(words(serbia, "sr").problems(error.problems)) == [f"{document}:{sr}"]
    assert list(words(serbia, "bg").problems(error.problems)) == [f"{document}:{bg}"]


@pytest.mark.parametrize("text", ["---\ntitle: Љубав\n\nЉубазно.\n", "---\n- Љубав\n---\n\nЉ.\n"])
def test_text_without_front_matter_is_told_in_its_language(
    serbia: Site, tmp_path: Path, text: str
) -> None:
    with pytest.raises(NotTakenIn) as found:
        take(serbia, tmp_path, text)
    (problem,) = found.value.problems
    told = words(serbia, "sr").strings.problem(problem)
    assert unmarked(told) == told != str(problem)


@pytest.mark.parametrize(
    ("text", "encoding", "folder"),
    [
        (
            '---\ntitle: "The words we use\n---\n\nThis is for you and your friends.\n',
            "utf-8",
            "en",
        ),
        (
            "---\ntitle: [Думите\n---\n\nТова са думите, които хората използват, щом са ядосани.\n",
            "utf-8",
            "bg",
        ),
        ("---\ntitle: [Reči\n---\n\nOvo su reči koje koristimo.\n", "utf-8", "sr-Latn"),
        (
            "# Думите\n\nТова са думите, които използваме всеки ден, щом сме ядосани.\n",
            "cp1251",
            "bg",
        ),
        ("# Речи\n\nОво су речи које користимо сваки дан, и љубав.\n", "utf-16", "sr"),
        ("# The café\n\nThis is for you and for all of your friends.\n", "cp1252", "en"),
    ],
)
def test_text_that_cannot_be_read_is_answered_in_its_language_as_well(
    serbia: Site, tmp_path: Path, text: str, encoding: str, folder: str
) -> None:
    document = tmp_path / "tekst.md"
    document.write_bytes(text.encode(encoding))
    with pytest.raises(NotTakenIn) as found:
        take_in(
            tmp_path / "content", document, {}, {}, serbia.languages, serbia.vocabulary,
            centre="serbia",
        )  # fmt: skip
    assert found.value.language == folder


@pytest.mark.parametrize(
    ("text", "language", "folder"),
    [
        ("# Pišemo lepo\n\nLjubav, https://primer.rs/ћирилица.\n", "sr", "sr-Latn"),
        ("# Pisemo lepo\n\nOvo je za vas.\n", "sr", "sr-Latn"),
        ("# Пишемо лепо\n\n![](picture-of-a-very-long-name.png)\n", "sr", "sr"),
        ("# Пишемо лепо\n\nVidi https://primer.rs/jedna-veoma-duga-adresa-strane\n", "sr", "sr"),
        ("# Pišemo lepo\n\nLjubav.\n", "", "sr-Latn"),
        ("# Pisemo lepo\n\nOvo je za vas, i ne samo za vas.\n", "", "sr-Latn"),
        ("# Whom\n\nThis is for you.\n", "", "en"),
        ("# This\n\nThis is for you.\n", "bg", "bg"),
        ("# This\n\nThis is for you.\n", "de", "en"),
        ("# This\n\nThis is for you and for all of your friends. ![](ђак.png)\n", "", "en"),
        ("# Abc\n", "", ""),
    ],
)
def test_serbian_is_answered_in_the_letters_in_which_it_was_written(
    serbia: Site, tmp_path: Path, text: str, language: str, folder: str
) -> None:
    with pytest.raises(NotTakenIn) as found:
        take(serbia, tmp_path, text, fields="", language=language)
    assert found.value.language == folder


def test_campaign_in_latin_letters_is_answered_in_them_once_it_is_taken_in(
    serbia: Site, tmp_path: Path
) -> None:
    intake = take(serbia, tmp_path, "# Pišemo lepo\n\nLjubav.\n", language="sr")
    assert intake.language == "sr-Latn"
    assert [path.name for path in intake.files] == ["text.sr.md"]
    intake.write()
    submission = read_submission(intake.folder, "here", serbia.languages, [])
    assert submission is not None
    assert submission.spoken(serbia.languages) == "sr-Latn"


@pytest.mark.parametrize("folder", FOLDERS)
def test_faults_of_a_folder_that_is_read_again_are_told_in_the_language_of_the_text(
    serbia: Site, tmp_path: Path, folder: str
) -> None:
    intake = take(serbia, tmp_path, "# Љубав\n\nЉубазно.\n")
    intake.write()
    (intake.folder / "belexke.doc").write_bytes(b"")
    (intake.folder / "text.xx.md").write_text("---\n", encoding="utf-8")
    (intake.folder / "text.sr-Latn.md").write_text("---\n", encoding="utf-8")
    (intake.folder / "text.bg.md").write_text(f"{'љ' * 31_000}\n", encoding="utf-8")
    (intake.folder / "veza.jpg").symlink_to(tmp_path / "tekst.md")
    pictures = intake.folder / "pictures"
    pictures.mkdir()
    for number in range(13):
        (pictures / f"a-{number}.png").write_bytes(b"")
    text = (intake.folder / "text.sr.md").read_text(encoding="utf-8")
    (intake.folder / "text.sr.md").write_text(f"{text}\n{'*' * 400}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_submission(intake.folder, "here", serbia.languages, problems) is None
    (tmp_path / "consents.csv").write_text("id,until,withdrawn,covers\n,31.5.2027,,\n1,2\n")
    load_consents(tmp_path / "consents.csv", "consents.csv", problems)
    assert len(problems) == 11
    strings = words(serbia, folder).strings
    told = [strings.problem(problem) for problem in problems]
    assert [unmarked(line) for line in told] == told
    assert (told == [str(problem) for problem in problems]) == (folder == "en")


@pytest.mark.parametrize(
    ("matter", "sr", "bg"),
    [
        ({"topics": "topics: [приватност]"}, "Да ли сте мислили на „privacy-personal-data“?",
         "Имахте ли предвид „privacy-personal-data“?"),
        ({"made_by": "made_by: {role: vršnjački edukator}"},
         "Да ли сте мислили на „peer-educator“?", "Имахте ли предвид „peer-educator“?"),
        ({"made_by": "made_by: {role: ученик}"},
         "Може да буде једно од овога: professional (Стручњак центра), influencer-educator "
         "(Инфлуенсер у улози едукатора), peer-educator (Вршњачки едукатор).",
         "Може да бъде едно от следните: professional (Стручњак центра), influencer-educator "
         "(Инфлуенсер у улози едукатора), peer-educator (Вршњачки едукатор)."),
        ({"made_by": "made_by: ученик"}, "Напишите овако: {role: …, name: …}.",
         "Напишете така: {role: …, name: …}."),
    ],
)  # fmt: skip
def test_word_that_is_no_id_is_told_with_those_that_are(
    serbia: Site, tmp_path: Path, matter: dict[str, str], sr: str, bg: str
) -> None:
    (problem,) = refused(serbia, tmp_path, matter).problems
    assert words(serbia, "sr").strings.told(problem.hint) == sr
    assert words(serbia, "bg").strings.told(problem.hint) == bg


def test_key_with_a_slip_is_told_once(serbia: Site, tmp_path: Path) -> None:
    (problem,) = refused(serbia, tmp_path, {"title": "Title: Љубав"}).problems
    assert (
        words(serbia, "sr")
        .strings.problem(problem)
        .endswith(":2: SRC004 Поље „Title“ овде не постоји. Да ли сте мислили на „title“?")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n\n---\ntitle: Љубав\n---\n\nЉубазно.\n",
         "3: SRC008 Поља на врху текста не почињу у првом реду. Датотека мора да почне редом "
         "„---“: избаците празне редове и размаке испред њега."),
        ("\ntitle: Љубав\ndescription: О љубави.\n\nЉубазно.\n",
         "2: SRC008 Поља на врху текста недостају или нису завршена редом „---“. На почетак "
         "датотеке ставите ред „---“, затим поља title и description, па опет ред „---“."),
        ("—\ntitle: Љубав\n—\n\nЉубазно.\n",
         "1: SRC008 Поља на врху текста недостају или нису завршена редом „---“. На почетак "
         "датотеке ставите ред „---“, затим поља title и description, па опет ред „---“."),
        ("# Љубав\n\n", " SUB007 У документу нема текста. Напишите о чему је кампања."),
    ],
)  # fmt: skip
def test_text_that_is_not_whole_is_told(serbia: Site, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(NotTakenIn) as found:
        take(serbia, tmp_path, text)
    told = list(words(serbia, found.value.language).problems(found.value.problems))
    assert told == [f"{tmp_path / 'tekst.md'}:{said}"]


def test_line_at_the_top_that_is_no_front_matter_is_text(serbia: Site, tmp_path: Path) -> None:
    with pytest.raises(NotTakenIn) as found:
        take(serbia, tmp_path, "\n---\n\nЉубав: ово је текст.\n")
    assert [problem.code.id for problem in found.value.problems] == ["SUB007"]  # a title


def test_last_day_that_is_over_is_told(serbia: Site, tmp_path: Path) -> None:
    document = tmp_path / "tekst.md"
    document.write_text("# Љубав\n\nЉубазно.\n", encoding="utf-8")

    def handed_in(day: date) -> Intake:
        return take_in(
            tmp_path / "content", document, {}, FIELDS, serbia.languages, serbia.vocabulary,
            centre="serbia", as_of=day,
        )  # fmt: skip

    assert handed_in(date(2027, 6, 30)).slug == "ljubav"
    with pytest.raises(NotTakenIn) as found:
        handed_in(date(2027, 7, 1))
    assert list(words(serbia, "sr").problems(found.value.problems)) == [
        f"{document}: SRC005 Дан у пољу „expires“ је прошао: 2027-06-30. "
        "Напишите дан који тек долази."
    ]


def test_centre_that_is_none_is_told(serbia: Site, tmp_path: Path) -> None:
    document = tmp_path / "tekst.md"
    head = "\n".join(HEAD.values())
    document.write_text(f"---\n{head}\ncentre: srbija\n---\n\nЉубазно.\n", encoding="utf-8")
    with pytest.raises(NotTakenIn) as found:
        take_in(
            tmp_path / "content", document, {}, {}, serbia.languages, serbia.vocabulary,
            centre="serbia", centres=serbia.centres,
        )  # fmt: skip
    assert list(words(serbia, "sr").problems(found.value.problems)) == [
        f"{document}:7: VOC001 „srbija“ не постоји у content/centres. "
        "Да ли сте мислили на „serbia“?"
    ]


def test_file_that_cannot_be_opened_is_told(serbia: Site, tmp_path: Path) -> None:
    locked = tmp_path / "locked.md"
    locked.symlink_to("/proc/self/mem")  # which nobody may read from its beginning
    text = tmp_path / "tekst.md"
    text.write_text("# Љубав\n\nЉубазно.\n", encoding="utf-8")
    for document, pictures in ((locked, {}), (text, {locked: "Плакат"})):
        with pytest.raises(NotTakenIn) as found:
            take_in(
                tmp_path / "content", document, pictures, FIELDS, serbia.languages,
                serbia.vocabulary, centre="serbia", language="sr",
            )  # fmt: skip
        (said,) = words(serbia, "sr").problems(found.value.problems)
        assert said.startswith(f"{locked}: SRC011 Датотека не може да се прочита (")


def test_folder_is_told_as_one(serbia: Site, tmp_path: Path) -> None:
    with pytest.raises(NotTakenIn) as found:
        take_in(
            tmp_path / "content", tmp_path, {}, {}, serbia.languages, serbia.vocabulary,
            centre="serbia", language="bg",
        )  # fmt: skip
    (said,) = words(serbia, "bg").problems(found.value.problems)
    assert said == f"{tmp_path}: SUB006 Това е папка, а не файл."


def test_picture_without_words_is_called_as_it_was_handed_in(serbia: Site, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "Мој плакат.png")
    document = tmp_path / "tekst.md"
    document.write_text("# Љубав\n\nЉубазно.\n", encoding="utf-8")
    with pytest.raises(NotTakenIn) as found:
        take_in(
            tmp_path / "content", document, {tmp_path / "Мој плакат.png": ""}, FIELDS,
            serbia.languages, serbia.vocabulary, centre="serbia",
        )  # fmt: skip
    (said,) = words(serbia, "sr").problems(found.value.problems)
    assert said.endswith(' Реците: --picture "Мој плакат.png=Шта се види."')
