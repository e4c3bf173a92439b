"""The script that takes in campaigns, as the staff of a centre run it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from build_projects import project_with_scripts, script
from PIL import Image

TEXT = "# Пишемо љубазно\n\nЗови 061 555 01 23.<b hidden title='\u202eне'>\n\n![](мапа.jpg)\n"
FIELDS = (
    "--field", "description=Како пишемо.", "--field", "topics=netiquette-empathy",
    "--field", "made_by=peer-educator, Плава екипа", "--field", "expires=2027-06-30",
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scripts") / "project"
    project_with_scripts(folder)
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (44.0, 48.0, 45.0), 3: "E", 4: (20.0, 27.0, 40.0)}
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(stream, "JPEG", exif=exif)
    (folder / "мапа.jpg").write_bytes(stream.getvalue())
    (folder / "tekst.md").write_text(TEXT, encoding="utf-8")
    return folder


def test_campaign_is_taken_in_and_a_picture_that_came_another_way_is_cleaned(root: Path) -> None:
    folder = root / "content" / "submissions" / "pisemo-ljubazno"
    result = script(root, "submit.py", "tekst.md", "--picture", "мапа.jpg=Цртеж мапе", *FIELDS)
    assert result.code == 0, result.said
    assert result.said.startswith(
        "мапа.jpg се сада зове mapa.jpg (60 × 40, 0 kB).\n"
        "Из слике mapa.jpg уклоњено је: подаци из апарата, на пример његово име и време, "
        "место где је снимљена.\n"
    )
    assert result.said.endswith(
        "Стоји у content/submissions/pisemo-ljubazno. Ништа од тога није на сајту док га одрасли "
        "не прочитају.\nСледеће: python3 scripts/review.py show pisemo-ljubazno\n"
    )
    assert 'SAF003 "061 555 01 23"' in result.said
    assert "SAF013 \"<b hidden title='\ufffdне'>\"" in result.said
    assert "\u202e" not in result.said
    assert "У тексту је број телефона" in result.said
    text = (folder / "text.sr.md").read_text(encoding="utf-8")
    assert "![Цртеж мапе](pictures/mapa.jpg)" in text
    picture = folder / "pictures" / "mapa.jpg"
    cleaned = picture.read_bytes()
    picture.write_bytes((root / "мапа.jpg").read_bytes())
    result = script(root, "submit.py", "--clean", "pisemo-ljubazno")
    assert result.code == 0, result.said
    assert result.said.startswith("Из слике mapa.jpg уклоњено је: подаци из апарата")
    assert b"Exif" not in picture.read_bytes()
    assert b"Exif" not in cleaned


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "Недостаје „topics“: њене теме, из content/vocabulary/topics.yml."),
        ("bg", "Липсва „topics“: темите ѝ, от content/vocabulary/topics.yml."),
        ("sr-Latn", "Nedostaje „topics“: njene teme, iz content/vocabulary/topics.yml."),
        ("en", '"topics" is missing: its topics, from content/vocabulary/topics.yml.'),
    ],
)
def test_campaign_that_is_not_taken_in_is_told_in_the_language_of_its_text(
    root: Path, language: str, said: str
) -> None:
    wish = ("--language", language) if language else ()
    result = script(root, "submit.py", "tekst.md", *FIELDS[:2], *FIELDS[4:], *wish)
    ends = {"bg": "Нищо не е записано.", "sr-Latn": "Ništa nije upisano."}
    last = ends.get(language, "Nothing was written." if language else "Ништа није уписано.")
    assert result.code == 1
    assert f"tekst.md: SUB007 {said} --field topics=" in result.said
    assert result.said.endswith(f"{last}\n")


def test_serbian_in_latin_letters_is_answered_in_them(root: Path) -> None:
    (root / "latin.md").write_text(
        "# Pišemo lepo\n\nZovi 061 555 01 23.\n\n[Pomoć](../../help/index.md)\n", encoding="utf-8"
    )
    wish = ("--language", "sr", "--slug", "pisemo-lepo")
    result = script(root, "submit.py", "latin.md", *FIELDS[:6], "--field", "expires=sutra", *wish)
    assert result.code == 1
    assert result.said == (
        "latin.md: SRC005 U polju „expires“ nije datum, nego „sutra“. "
        "Napišite ovako: 2026-02-10.\nNišta nije upisano.\n"
    )
    result = script(root, "submit.py", "latin.md", *FIELDS, *wish)
    assert result.code == 0, result.said
    assert 'SAF003 "061 555 01 23"' in result.said
    assert "U tekstu je broj telefona" in result.said
    assert result.said.endswith("Sledeće: python3 scripts/review.py show pisemo-lepo\n")
    result = script(root, "submit.py", "--clean", "pisemo-lepo")
    assert result.said.startswith("Iz slika nije trebalo ništa da se ukloni.\n")


def test_answer_that_will_not_do_is_told_and_asked_for_again(root: Path) -> None:
    (root / "razgovor.md").write_text("# Разговор\n\nПишемо лепо.\n", encoding="utf-8")
    answers = (
        "Како пишемо.", "лепо", "netiquette-empathy", "", "peer-educator, Плава екипа", "сутра",
        "2019-06-30", "2027-06-30", "да",
    )  # fmt: skip
    ours, theirs = os.openpty()
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    command = [sys.executable, "scripts/submit.py", "razgovor.md", "--language", "sr"]
    try:
        result = subprocess.run(
            command,
            stdin=theirs,
            capture_output=True,
            text=True,
            cwd=root,
            timeout=120,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert result.returncode == 0, result.stdout + result.stderr
    asked = {"О чему је, ": 1, "Њене теме, ": 2, "Ко ју је направио: ": 2, "Њен последњи дан, ": 3}
    assert {question: result.stdout.count(question) for question in asked} == asked
    for fault in ("„лепо“ не постоји", "Недостаје „made_by“", "није датум", "је прошао"):
        assert result.stdout.count(fault) == 1
    text = (root / "content/submissions/razgovor/text.sr.md").read_text(encoding="utf-8")
    for answer in ("Како пишемо.", "netiquette-empathy", "Плава екипа", "expires: 2027-06-30"):
        assert answer in text
