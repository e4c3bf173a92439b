"""The library: a centre's page stands before the commons, and nothing active gets in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from beacon.build.site import load_site
from beacon.content.campaigns import Campaign, Maker
from beacon.content.lessons import Lesson
from beacon.content.library import Library, load_commons, load_library
from beacon.content.pages import Page
from beacon.content.records import _NOT_TEXT, DIGEST_LENGTH, Record
from beacon.files import digest, listing
from beacon.languages.registry import Languages
from beacon.problems import Problem, in_order
from beacon.sources import Document, build

Tree = Callable[[Mapping[str, str]], Path]
ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "tests" / "beacon" / "cases"
LESSON = (CASES / "lessons" / "whole.md").read_text(encoding="utf-8")
PLAIN = (CASES / "drawings" / "plain.svg").read_text(encoding="utf-8")
DRAWINGS = sorted((CASES / "drawings").glob("*.svg"))


def text(title: str, more: str = "") -> str:
    """Return a small page."""
    return f"---\ntitle: {title}\ndescription: Опис.\n{more}---\n\nТекст.\n"


def commons(
    tree: Tree, languages: Languages, files: Mapping[str, str]
) -> tuple[Library, list[str]]:
    """Return the library of files below `commons`, and what is told of them."""
    root = tree({f"commons/{name}": content for name, content in files.items()})
    problems: list[Problem] = []
    library = load_commons(root, "content", languages, problems)
    return library, list(map(str, in_order(problems)))


def centre(tree: Tree, languages: Languages, files: Mapping[str, str]) -> Library:
    """Return the library of the centre north in a whole tree."""
    root = tree(files)
    problems: list[Problem] = []
    library = load_library(root, "content", root / "centres" / "north", languages, problems)
    assert problems == []
    return library


def titles(library: Library) -> dict[tuple[str, str], str]:
    """Return the title of every record by its id and language."""
    return {key: record.head.title for key, record in library.records.items()}


def test_record_has_the_path_of_its_folder_as_id(tree: Tree, languages: Languages) -> None:
    library, told = commons(
        tree,
        languages,
        {
            "sr/index.md": text("Почетна"),
            "sr/help/index.md": text("Помоћ"),
            "sr/about.md": text("О нама"),
            "en/lessons/index.md": text("Lessons"),
            "en/lessons/pause/index.md": LESSON,
        },
    )
    assert told == []
    assert titles(library) == {
        ("", "sr-Cyrl"): "Почетна",
        ("help", "sr-Cyrl"): "Помоћ",
        ("about", "sr-Cyrl"): "О нама",
        ("lessons", "en"): "Lessons",
        ("lessons/pause", "en"): "Пауза пре слања",
    }
    assert library.ids() == ["", "about", "help", "lessons", "lessons/pause"]


def test_kind_of_a_record_is_told_by_its_folder(tree: Tree, languages: Languages) -> None:
    files = {"en/lessons/index.md": text("Lessons"), "en/lessons/pause/index.md": LESSON}
    library, _ = commons(tree, languages, files)
    lesson, page = library.records["lessons/pause", "en"], library.records["lessons", "en"]
    assert (lesson.kind, type(lesson.head)) == ("lesson", Lesson)
    assert (page.kind, type(page.head)) == ("page", Page)
    assert lesson.path == "content/commons/en/lessons/pause/index.md"
    assert lesson.parent == "lessons"


def test_page_whose_name_ends_in_index_keeps_it(tree: Tree, languages: Languages) -> None:
    library, _ = commons(tree, languages, {"en/card-index.md": text("Card index")})
    assert library.ids() == ["card-index"]


def test_two_files_for_one_address_are_told(tree: Tree, languages: Languages) -> None:
    files = {"en/about.md": text("One"), "en/about/index.md": text("Other")}
    _, told = commons(tree, languages, files)
    assert [line.split(" ")[1] for line in told] == ["SRC007"]


def test_page_of_a_centre_stands_before_the_commons_in_all_languages(
    tree: Tree, languages: Languages
) -> None:
    library = centre(
        tree,
        languages,
        {
            "commons/sr/help/index.md": text("Помоћ уопште"),
            "commons/en/help/index.md": text("Help in general"),
            "commons/bg/help/index.md": text("Помощ"),
            "commons/en/about/index.md": text("About"),
            "centres/north/pages/sr/help/index.md": text("Помоћ на северу"),
        },
    )
    assert titles(library) == {
        ("help", "sr-Cyrl"): "Помоћ на северу",
        ("about", "en"): "About",
    }


def test_only_pages_of_a_centre_are_trusted(tree: Tree, languages: Languages) -> None:
    files = {"commons/en/a/index.md": text("A"), "centres/north/pages/en/b/index.md": text("B")}
    library = centre(tree, languages, files)
    assert {key: record.trusted for key, record in library.records.items()} == {
        ("a", "en"): False,
        ("b", "en"): True,
    }


def test_picture_of_a_centre_stands_before_the_one_of_the_commons(
    tree: Tree, languages: Languages
) -> None:
    library = centre(
        tree,
        languages,
        {
            "commons/en/help/a.svg": PLAIN,
            "commons/sr/help/a.svg": PLAIN,
            "centres/north/pages/en/help/a.svg": PLAIN,
        },
    )
    found = {key: media.path.parts[-5] for key, media in library.media.items()}
    assert found == {("help/a.svg", "en"): "north", ("help/a.svg", "sr-Cyrl"): "tree"}


def test_draft_of_a_centre_leaves_the_page_of_the_commons_in_its_place(project: Path) -> None:
    before = load_site(project, "serbia").library
    for page in (project / "content" / "centres" / "serbia" / "pages").glob("*/parents/index.md"):
        matter = page.read_text(encoding="utf-8")
        page.write_text(matter.replace("---\n", "---\nstatus: draft\n", 1), encoding="utf-8")
    after = load_site(project, "serbia").library
    assert before.records["parents", "en"].path.startswith("content/centres/serbia/")
    assert ("parents", "en") in after.records
    assert after.records["parents", "en"].path.startswith("content/commons/")


def test_draft_is_on_no_site(project: Path) -> None:
    page = project / "content" / "commons" / "en" / "privacy-of-drafts" / "index.md"
    page.parent.mkdir()
    page.write_text(text("Draft", "status: draft\n"), encoding="utf-8")
    assert "privacy-of-drafts" not in load_site(project, "serbia").library.ids()


def test_pictures_of_a_draft_wait_with_it(tree: Tree, languages: Languages) -> None:
    draft = text("Нацрт", "status: draft\n")
    files = {
        "en/draft/index.md": draft, "en/draft/a.svg": PLAIN, "en/draft/more/b.svg": PLAIN,
        "en/half/index.md": draft, "sr/half/index.md": text("Цело"), "en/half/c.svg": PLAIN,
        "en/help/index.md": text("Help"), "en/help/more/d.svg": PLAIN, "en/e.svg": PLAIN,
    }  # fmt: skip
    library, _ = commons(tree, languages, files)
    assert [uri for uri, _ in library.media] == ["e.svg", "half/c.svg", "help/more/d.svg"]


def test_sources_of_a_kit_are_no_pages(tree: Tree, languages: Languages) -> None:
    kit = {
        f"sr/lessons/pause/{name}": "Без увода." for name in ("slides.md", "handout.md", "notes.md")
    }
    library, told = commons(tree, languages, {"sr/lessons/pause/index.md": LESSON, **kit})
    assert told == []
    assert library.ids() == ["lessons/pause"]
    assert sorted(key for key, _ in library.sheets) == [
        "lessons/pause/handout",
        "lessons/pause/notes",
        "lessons/pause/slides",
    ]


def test_file_named_like_a_kit_outside_a_lesson_is_a_page(tree: Tree, languages: Languages) -> None:
    library, told = commons(tree, languages, {"sr/trainers/notes.md": text("Белешке")})
    assert (library.ids(), told) == (["trainers/notes"], [])


def test_names_that_are_no_addresses_are_told_with_a_better_one(
    tree: Tree, languages: Languages
) -> None:
    _, told = commons(
        tree,
        languages,
        {
            "sr/Помоћ/index.md": text("Помоћ"),
            "sr/my page.md": text("Размак"),
            "sr/About.md": text("Велико слово"),
            "sr/help_now/index.md": text("Доња црта"),
        },
    )
    assert told == [
        'content/commons/sr/About.md: LIB001 The name "About.md" is no address. Try "about.md".',
        'content/commons/sr/help_now/index.md: LIB001 The name "help_now" is no address. '
        'Try "help-now".',
        'content/commons/sr/my page.md: LIB001 The name "my page.md" is no address. '
        'Try "my-page.md".',
        'content/commons/sr/Помоћ/index.md: LIB001 The name "Помоћ" is no address. Try "pomoc".',
    ]


@pytest.mark.parametrize("name", ["report.pdf", "list.xlsx", "film.mp4", "page.html", "run.js"])
def test_file_of_another_kind_beside_a_text_is_told(
    name: str, tree: Tree, languages: Languages
) -> None:
    library, told = commons(tree, languages, {f"sr/help/{name}": "x"})
    assert told == [
        f'content/commons/sr/help/{name}: LIB002 "{name}" is not published. '
        "Use .svg, .png, .jpg or .webp for pictures; take other files away."
    ]
    assert library == Library()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("help/index.md.txt", 'Did you mean "index.md"?'),
        ("lessons/a/quiz.yaml", 'Did you mean "quiz.yml"?'),
        ("lessons/a/storie.yml", 'Did you mean "story.yml"?'),
        ("lessons/a/slides.md.txt", 'Did you mean "slides.md"?'),
        ("help/quiz.yml", "Put it into the folder of a lesson."),
    ],
)
def test_text_under_another_name_is_told_its_own(
    name: str, hint: str, tree: Tree, languages: Languages
) -> None:
    _, told = commons(tree, languages, {f"sr/{name}": "x"})
    file = name.rpartition("/")[2]
    assert told == [f'content/commons/sr/{name}: LIB002 "{file}" is not published. {hint}']


@pytest.mark.parametrize("name", ["help/Photo.JPG", "help/Index.MD", "lessons/a/Quiz.yml"])
def test_name_in_capitals_is_told_once(name: str, tree: Tree, languages: Languages) -> None:
    _, told = commons(tree, languages, {f"sr/{name}": "x"})
    file = name.rpartition("/")[2]
    assert told == [
        f'content/commons/sr/{name}: LIB001 The name "{file}" is no address. Try "{file.lower()}".'
    ]


def test_hidden_and_underscored_files_are_passed_over(tree: Tree, languages: Languages) -> None:
    files = {"sr/.hidden.md": "x", "sr/_notes/page.md": "x", "sr/help/_old.pdf": "x"}
    assert commons(tree, languages, files) == (Library(), [])


def test_folder_of_an_unknown_language_is_told_and_not_read(
    tree: Tree, languages: Languages
) -> None:
    library, told = commons(tree, languages, {"sr-Latin/help/index.md": "x"})
    assert library == Library()
    assert told == [
        'content/commons/sr-Latin: LNG001 "sr-Latin" is no language of the registry. '
        'Did you mean "sr-Latn"?'
    ]


def test_text_with_a_fault_is_left_out_and_known_as_unreadable(
    tree: Tree, languages: Languages
) -> None:
    library, told = commons(tree, languages, {"sr/help/index.md": "---\ntitle: [\n---\n"})
    assert (library.ids(), library.unreadable) == ([], frozenset({"help"}))
    assert [line.split(" ")[1] for line in told] == ["SRC002"]


@pytest.mark.parametrize("case", DRAWINGS, ids=lambda path: path.stem)
def test_drawing_that_acts_or_loads_is_refused(
    case: Path, tree: Tree, languages: Languages
) -> None:
    _, told = commons(tree, languages, {"sr/help/a.svg": case.read_text(encoding="utf-8")})
    refused = case.stem.startswith(("active", "loads"))
    assert [line.split(" ")[1] for line in told] == (["LIB003"] if refused else [])


def test_drawing_that_acts_is_told_with_its_line(tree: Tree, languages: Languages) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">\n\n<script>alert(1)</script></svg>'
    _, told = commons(tree, languages, {"sr/help/a.svg": drawing})
    assert told == [
        "content/commons/sr/help/a.svg:3: LIB003 The drawing is active or loads something. "
        "Export it again as plain SVG."
    ]


def test_drawing_in_another_encoding_hides_nothing(tree: Tree, languages: Languages) -> None:
    root = tree({"commons/sr/help/index.md": text("Помоћ")})
    drawing = (CASES / "drawings" / "active-script.svg").read_text(encoding="utf-8")
    (root / "commons" / "sr" / "help" / "a.svg").write_bytes(drawing.encode("utf-16"))
    problems: list[Problem] = []
    load_commons(root, "content", languages, problems)
    assert [problem.code.id for problem in problems] == ["LIB005"]


NAMESPACE = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (b"", ":1: LIB005 It is no whole drawing: no element found. Export it again."),
        (b"hello", ":1: LIB005 It is no whole drawing: syntax error. Export it again."),
        (
            f'<svg xmlns="{NAMESPACE}">\n<g>\n</svg>'.encode(),
            ":3: LIB005 It is no whole drawing: mismatched tag. Export it again.",
        ),
        (
            f'<svg xmlns="{NAMESPACE}">\n<title>Круг</title></svg>'.encode("cp1251"),
            ":2: LIB005 The drawing is not UTF-8 text. Save it as UTF-8.",
        ),
        (
            b"<html><svg/></html>",
            ": LIB005 It is no drawing: its first element is no <svg> of the namespace of SVG. "
            f'Export it again, or begin it with <svg xmlns="{NAMESPACE}" …>.',
        ),
        (
            b"<svg></svg>",
            ": LIB005 It is no drawing: its first element is no <svg> of the namespace of SVG. "
            f'Export it again, or begin it with <svg xmlns="{NAMESPACE}" …>.',
        ),
    ],
    ids=["empty", "words", "open-tag", "cp1251", "html", "no-namespace"],
)
def test_drawing_that_no_browser_shows_is_told(
    drawing: bytes, said: str, tree: Tree, languages: Languages
) -> None:
    root = tree({"commons/sr/help/index.md": text("Помоћ")})
    (root / "commons/sr/help/a.svg").write_bytes(drawing)
    assert told_of_pictures(root, languages) == [f"content/commons/sr/help/a.svg{said}"]


def photograph(path: Path, **more: object) -> None:
    """Write a small photograph, with more data inside if asked for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 6), (20, 30, 58)).save(path, **more)


def told_of_pictures(root: Path, languages: Languages) -> list[str]:
    """Return what is told of the pictures below a folder."""
    problems: list[Problem] = []
    load_commons(root, "content", languages, problems)
    return list(map(str, problems))


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_photograph_without_hidden_data_is_no_problem(
    suffix: str, tmp_path: Path, languages: Languages
) -> None:
    photograph(tmp_path / "commons" / "sr" / "help" / f"a.{suffix}")
    assert told_of_pictures(tmp_path, languages) == []


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_photograph_that_tells_where_it_was_taken_is_refused(
    suffix: str, tmp_path: Path, languages: Languages
) -> None:
    data = Image.Exif()
    data.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (43.0, 19.0, 9.0)
    data[ExifTags.Base.Make] = "Camera"
    photograph(tmp_path / "commons" / "sr" / "help" / f"a.{suffix}", exif=data)
    assert told_of_pictures(tmp_path, languages) == [
        f"content/commons/sr/help/a.{suffix}: LIB004 It still holds data of the camera or of a "
        "program. Export it again without metadata."
    ]


def test_photograph_with_a_comment_is_refused(tmp_path: Path, languages: Languages) -> None:
    comment = PngInfo()
    comment.add_text("Author", "Name of a child")
    photograph(tmp_path / "commons" / "sr" / "help" / "a.png", pnginfo=comment)
    photograph(tmp_path / "commons" / "sr" / "help" / "b.jpg", comment=b"Name of a child")
    assert [line.split(" ")[:2] for line in told_of_pictures(tmp_path, languages)] == [
        ["content/commons/sr/help/a.png:", "LIB004"],
        ["content/commons/sr/help/b.jpg:", "LIB004"],
    ]


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", b"<html>"])
def test_picture_that_cannot_be_read_is_told(
    data: bytes, tmp_path: Path, languages: Languages
) -> None:
    path = tmp_path / "commons" / "sr" / "help" / "a.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    assert told_of_pictures(tmp_path, languages) == [
        "content/commons/sr/help/a.png: LIB005 It is damaged, far too large, or no picture. "
        "Export it again."
    ]


def test_picture_of_forty_megapixels_is_told_without_being_unpacked(
    tmp_path: Path, languages: Languages
) -> None:
    path = tmp_path / "commons" / "sr" / "help" / "a.png"
    path.parent.mkdir(parents=True)
    Image.new("1", (8000, 5000)).save(path)
    assert told_of_pictures(tmp_path, languages) == [
        "content/commons/sr/help/a.png: LIB006 It has 8000 by 5000 pixels. "
        "Make it smaller: 2000 pixels on the longer side are enough."
    ]


def test_text_beyond_all_limits_is_told_and_left_out(tree: Tree, languages: Languages) -> None:
    page = text("Помоћ") + "*a **b " * 5000
    library, told = commons(tree, languages, {"sr/help/index.md": page})
    assert (library.ids(), library.unreadable) == ([], frozenset({"help"}))
    assert [line.split(" ")[1] for line in told] == ["LIM001"]


class Before:
    """Knows what was found in every file when it was last read, and has all of them read again."""

    def listing(self, folder: Path, shown: str, /) -> list[str]:
        return listing(folder)

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}

    def text(self, path: str, read: Any, problems: list[Problem], /) -> Any:
        self.found[path] = read(problems)
        return self.found[path]

    def ahead(self, files: Any, /) -> None:
        """Read nothing ahead."""

    def before(self, path: str, /) -> Any:
        return self.found.get(path)


def test_front_matter_is_not_checked_again_where_it_is_the_same(
    tree: Tree, languages: Languages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is read; a title, a line more above it or a fault is seen all the same."""
    root = tree({"commons/en/help/index.md": text("Help")})
    known, problems, key = Before(), list[Problem](), ("help", "en")
    path = root / "commons/en/help/index.md"

    def read(content: str) -> Record:
        path.write_text(content, encoding="utf-8")
        library = load_commons(root, "content", languages, problems, known)
        return library.records[key] if key in library.records else library.broken[0]

    first = read(text("Help"))
    checked = Mock(wraps=build)
    monkeypatch.setattr("beacon.content.library.build", checked)
    second = read(text("Help") + "More.\n")
    assert checked.call_count == 0
    assert (second.head, second.body) == (first.head, first.body + "More.\n")
    assert second.digest() == load_commons(root, "content", languages, []).records[key].digest()
    assert second.document.lines == first.document.lines
    checked.reset_mock()
    assert read(text("Help", "nav_title: H\n")).head.nav_title == "H"
    assert (
        read(text("Help", "nav_title: H\n").replace("\ndesc", "\n\ndesc")).document.line(
            ("nav_title",)
        )
        == 5
    )
    assert checked.call_count == 2
    assert problems == []
    read(text("Help", "colour: red\n"))
    read(text("Help", "colour: red\n") + "More.\n")
    assert [problem.code.id for problem in problems] == ["SRC004", "SRC004"]


def test_digest_counts_what_was_written_and_nothing_else() -> None:
    """Stamps of translations in all contents hang on it."""
    records = [
        record
        for centre in ("serbia", "bulgaria")
        for record in load_site(ROOT, centre).library.texts()
    ]
    kinds = {type(record.head).__name__ for record in records}
    assert kinds >= {"Lesson", "Campaign", "Page", "Quiz", "Story", "Sheet"}
    for record in records:
        head = {key: said for key, said in record.document.data.items() if key not in _NOT_TEXT}
        words = json.dumps(
            [head, record.body], ensure_ascii=False, sort_keys=True, default=date.isoformat
        )
        assert record.digest() == digest(words, DIGEST_LENGTH), record.path


@pytest.mark.parametrize("data", [None, {}, {"title": "x", "topics": ["a", "", "b"]}, []])
def test_digest_of_what_was_written_otherwise_than_it_is_read_can_be_had(data: object) -> None:
    """A form leaves blanks, and nobody wrote the head of a generated page."""
    head = Campaign(
        title="x", description="y", topics=("a", "b"), licence="", authors=("z",), version="1",
        made_by=Maker(role="pupils"),
    )  # fmt: skip
    record = Record("campaigns/x", "en", "campaign", head, Document("x.md", data, body="Text.\n"))
    other = Record("campaigns/x", "en", "campaign", head, Document("x.md", data, body="Other.\n"))
    assert len(record.digest()) == DIGEST_LENGTH
    assert record.digest() != other.digest()
