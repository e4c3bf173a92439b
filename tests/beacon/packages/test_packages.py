"""Packages: what a learning platform opens is built as the specifications say, every time."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from msgspec.structs import replace
from structure import ASSESSMENT, PACKAGING, QTI_2_1, WEB_LINK, faults, identifier_faults

from beacon.archives import FIRST_DAY, make_zip
from beacon.content.quizzes import Quiz
from beacon.models import validated
from beacon.packages.assessment import ASSESSMENT as QTI_1_2
from beacon.packages.cartridge import VERSIONS, LessonSource, cartridge_files
from beacon.packages.qti import PACKAGING as CONTENT_PACKAGING
from beacon.packages.qti import QTI, QuizSource, qti_files

ANSWERS = (
    {"id": "rest", "text": "A break & a walk.", "right": True, "feedback": "Eyes < head rest."},
    {"id": "more", "text": "More.", "feedback": "Hard to stop?", "leads_to_help": True},
    {"id": "water", "text": "Water.", "feedback": "Good too."},
)
QUIZ = validated(Quiz, {
        "title": "Пауза \x07",
        "description": "Two questions.",
        "questions": [
            {"id": "one", "text": "What helps?", "answers": ANSWERS},
            {"id": "many", "text": "And?", "answers": [{**a, "right": n != 1} for n, a in
                                                      enumerate(ANSWERS)]},
            {"id": "open", "text": "You?", "kind": "reflection",
             "answers": [{**a, "right": False} for a in ANSWERS]},
        ],
    })  # fmt: skip
SOURCE = QuizSource("beacon-pause-quiz-sr", "sr-Cyrl", QUIZ, ("116 111, линија",))
LESSON = LessonSource(
    "beacon-pause-sr", "sr-Cyrl", "Пауза", "О паузи.", "CC BY 4.0", "<h2>Ток</h2><p>…</p>",
    "https://example.org/sr/lessons/pause/", "На сајту", SOURCE,
)  # fmt: skip


def namespaces(version: str) -> tuple[str, str]:
    short = VERSIONS[version]
    return (
        f"http://www.imsglobal.org/xsd/imscc{short}/imscp_v1p1",
        f"http://ltsc.ieee.org/xsd/imscc{short}/LOM/manifest",
    )


@pytest.mark.parametrize("scored", [True, False])
def test_qti_files_are_built_as_the_specification_says(scored: bool) -> None:
    files = qti_files(replace(SOURCE, scored=scored))
    assert list(files) == [
        "imsmanifest.xml", "assessment.xml", "items/one.xml", "items/many.xml", "items/open.xml",
    ]  # fmt: skip
    assert list(faults(files.pop("imsmanifest.xml"), PACKAGING, CONTENT_PACKAGING)) == []
    for name, data in files.items():
        assert list(faults(data, QTI_2_1, QTI)) == [], name
        assert list(identifier_faults(data, "identifier")) == [], name
        assert (b'"SCORE"' in data) == (scored and name in ("items/one.xml", "items/many.xml"))


def test_notice_about_a_quiz_stands_before_its_questions() -> None:
    """In QTI 2.1 a rubric of the section, in the profile for cartridges one of the assessment."""
    noted = replace(SOURCE, notice="Старији & превод.")
    test = qti_files(noted)["assessment.xml"]
    assert list(faults(test, QTI_2_1, QTI)) == []
    assert etree.fromstring(test).findtext(".//{*}rubricBlock/{*}p") == "Старији & превод."
    assessment = cartridge_files(replace(LESSON, quiz=noted), "1.1")["quiz/assessment.xml"]
    assert list(faults(assessment, ASSESSMENT, QTI_1_2)) == []
    said = etree.fromstring(assessment).findtext("{*}assessment/{*}rubric/{*}material/{*}mattext")
    assert said == "<p>Старији &amp; превод.</p>"


def test_qti_manifest_names_every_file_and_nothing_else() -> None:
    files = qti_files(SOURCE)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    named = [node.get("href") for node in manifest.iter("{*}file")]
    assert sorted(named) == sorted(set(files) - {"imsmanifest.xml"})
    known = {node.get("identifier") for node in manifest.iter("{*}resource")}
    assert {node.get("identifierref") for node in manifest.iter("{*}dependency")} <= known


def test_qti_item_gives_feedback_to_every_answer_and_help_to_the_one_that_needs_it() -> None:
    item = etree.fromstring(qti_files(SOURCE)["items/one.xml"])
    choices = [node.get("identifier") for node in item.iter("{*}simpleChoice")]
    told = {n.get("identifier"): "".join(n.itertext()) for n in item.iter("{*}modalFeedback")}
    assert list(told) == choices == ["rest", "more", "water"]
    assert told == {
        "rest": "Eyes < head rest.", "more": "Hard to stop?116 111, линија", "water": "Good too.",
    }  # fmt: skip
    assert [node.text for node in item.iter("{*}value")][:1] == ["rest"]


def test_qti_with_several_right_answers_lets_choose_as_many_as_one_likes() -> None:
    item = etree.fromstring(qti_files(SOURCE)["items/many.xml"])
    declaration = item.find("{*}responseDeclaration")
    assert declaration is not None and declaration.get("cardinality") == "multiple"
    assert next(item.iter("{*}choiceInteraction")).get("maxChoices") == "0"


@pytest.mark.parametrize("version", VERSIONS)
def test_cartridge_is_built_as_the_specification_says(version: str) -> None:
    files = cartridge_files(LESSON, version)
    short = VERSIONS[version]
    packaging, metadata = namespaces(version)
    manifest = files["imsmanifest.xml"]
    assert list(faults(manifest, PACKAGING, packaging, metadata)) == []
    assert list(identifier_faults(manifest, "identifier")) == []
    link = f"http://www.imsglobal.org/xsd/imscc{short}/imswl_{short}"
    assert list(faults(files["link.xml"], WEB_LINK, link)) == []
    assert list(faults(files["quiz/assessment.xml"], ASSESSMENT, QTI_1_2)) == []
    items = list(etree.fromstring(files["quiz/assessment.xml"]).iter("{*}item"))
    assert len({item.get("ident") for item in items}) == len(QUIZ.questions)
    for item in items:  # answers are told apart within their question
        assert list(identifier_faults(etree.tostring(item), "ident")) == []
    assert etree.fromstring(manifest).findtext("{*}metadata/{*}schemaversion") == f"{version}.0"


@pytest.mark.parametrize("version", VERSIONS)
def test_cartridge_keeps_the_rules_of_its_profile(version: str) -> None:
    """Rule sets of the profile for resources, files and items (content packaging 1.2 for CC)."""
    files = cartridge_files(LESSON, version)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    resources = {node.get("identifier"): node for node in manifest.iter("{*}resource")}
    for node in resources.values():
        hrefs = [file.get("href") for file in node.iter("{*}file")]
        assert len(hrefs) == len(set(hrefs)) == 1
        assert (node.get("type") == "webcontent") == (node.get("href") == hrefs[0])
    hrefs = [file.get("href") for file in manifest.iter("{*}file")]
    assert sorted(hrefs) == sorted(set(files) - {"imsmanifest.xml"})
    root = next(manifest.iter("{*}item"))
    assert root.find("{*}title") is None
    for item in root.iter("{*}item"):
        reference = item.get("identifierref")
        assert (reference is None) == (item.find("{*}item") is not None)
        assert reference is None or reference in resources
        assert item is root or item.findtext("{*}title")


def test_moodle_finds_the_version_it_imports_in_the_first_500_bytes() -> None:
    """As its importer does: the default namespace, blanks and quotation marks left out."""
    start = cartridge_files(LESSON, "1.1")["imsmanifest.xml"][:500].decode().lower()
    plain = "".join(start.split()).replace('"', "")
    assert f"xmlns={namespaces('1.1')[0]}" in plain


@pytest.mark.parametrize("scored", [True, False])
def test_assessment_gives_points_for_the_right_answers_alone(scored: bool) -> None:
    """On a sensitive topic no child is told in points that an answer was wrong."""
    lesson = replace(LESSON, quiz=replace(SOURCE, scored=scored))
    data = cartridge_files(lesson, "1.3")["quiz/assessment.xml"]
    assert list(faults(data, ASSESSMENT, QTI_1_2)) == []
    root, points = etree.fromstring(data), []
    for item in root.iter("{*}item"):
        whole = [c for c in item.iter("{*}respcondition") if c.find("{*}setvar") is not None]
        points.append(
            [["not " * (v.getparent().tag.endswith("not")) + v.text for v in c.iter("{*}varequal")]
             for c in whole]
        )  # fmt: skip
    each = [["rest"], ["more"], ["water"]]
    assert points == ([[["rest"]], [["rest", "water", "not more"]], each] if scored else [each] * 3)


def test_lesson_without_a_quiz_has_a_cartridge_too() -> None:
    files = cartridge_files(replace(LESSON, quiz=None), "1.3")
    assert list(files) == ["imsmanifest.xml", "lesson/index.html", "link.xml"]
    manifest = etree.fromstring(files["imsmanifest.xml"])
    hrefs = sorted(file.get("href") for file in manifest.iter("{*}file"))
    assert hrefs == ["lesson/index.html", "link.xml"]


def test_package_is_the_same_on_every_day() -> None:
    first, second = make_zip(qti_files(SOURCE)), make_zip(qti_files(SOURCE))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {FIRST_DAY}
        assert archive.namelist()[0] == "imsmanifest.xml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<itemBody>", b"<itemBody>stray"),
        (b"</itemBody>", b"</itemBody><itemBody/>"),
        (b' shuffle="false"', b""),
        (b"<prompt>", b"<prompt onclick='x'>"),
        (b"simpleChoice", b"simplestChoice"),
    ],
)
def test_structure_finds_planted_faults(old: bytes, new: bytes) -> None:
    """The judge of these tests would see a file that is not as it must be."""
    data = qti_files(SOURCE)["items/one.xml"]
    assert old in data
    assert list(faults(data.replace(old, new), QTI_2_1, QTI)) != []
