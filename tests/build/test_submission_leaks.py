"""Submissions: what adults have not approved stands in not one file of the built site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from build_pages import broken_links, faults, read
from build_projects import build as build_as_user
from build_projects import differing, edit, small_project, snapshot
from build_submissions import (
    SLUG,
    WORD,
    approve,
    build,
    hand_in,
    holding,
    picture,
    take_down,
)

from beacon.build.preview import Preview
from beacon.languages.latin import to_latin
from beacon.problems import Severity

PAGE = f"sr/campaigns/{SLUG}/index.html"
TAGS = ("en", "sr", "sr-Latn")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project that also has a search, a list of campaigns and a home page with cards."""
    monkeypatch.setenv("BEACON_KITS", "none")
    root = small_project(tmp_path / "project")
    for name, title, body in (
        ("campaigns", "Campaigns", "[[campaigns]]\n\n[[children]]\n"),
        ("search", "Search", "Here.\n"),
    ):
        page = root / "content" / "commons" / "en" / name / "index.md"
        page.parent.mkdir()
        layout = "search" if name == "search" else "section"
        head = f"title: {title}\ndescription: About them.\nlayout: {layout}\n"
        page.write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")
    return root


def test_word_is_there_only_between_approval_and_edit(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    build(root, output)
    before = snapshot(output)
    folder = hand_in(root)
    build(root, output, strict=True)
    assert holding(output) == []
    assert differing(before, snapshot(output)) == []

    approve(folder)
    build(root, output)
    published = snapshot(output)
    shown = set(holding(output))
    pages = {f"{tag}/campaigns/{SLUG}/{file}" for tag in TAGS for file in ("index.html", "text.js")}
    pictures = {f"{tag}/campaigns/{SLUG}/pictures/zvrndov.png" for tag in TAGS}
    shares = {f"share/{tag}/campaigns/{SLUG}.png" for tag in TAGS}
    lists = {f"{tag}/campaigns/index.html" for tag in TAGS}
    search = {f"{tag}/search/pages.js" for tag in TAGS} | {
        "en/search/index.js",
        "sr/search/index.js",
    }
    lesson = {f"{tag}/lessons/kindness/index.html" for tag in TAGS}
    assert shown == pages | pictures | shares | lists | search | lesson | {"sitemap.xml"}
    assert faults(output) == []
    assert broken_links(output, "https://north.example/") == []

    edit(folder / "text.sr.md", "Договорили", "Сви смо се договорили")
    outcome = build(root, output)
    assert holding(output) == []
    assert differing(before, snapshot(output)) == []
    assert [p.code.id for p in outcome.problems] == ["REV005"]

    approve(folder)
    build(root, output)
    assert WORD in (output / PAGE).read_text("utf-8")
    take_down(folder)
    build(root, output)
    # What is left is at the address alone, and holds nothing of what stood there.
    assert set(holding(output)) == {f"{tag}/campaigns/{SLUG}/index.html" for tag in TAGS}
    stone = (output / PAGE).read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in stone
    assert WORD.casefold() not in stone.casefold()
    assert to_latin(WORD).casefold() not in stone.casefold().replace(SLUG, "")
    assert len(published) > len(before)
    assert broken_links(output, "https://north.example/") == []


def test_private_preview_shows_the_page_alone_and_in_no_list(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "site")
    hand_in(root)
    preview = Preview(root, "north", "http://127.0.0.1:1/", submission=SLUG)
    preview.refresh()
    pages = {f"{tag}/campaigns/{SLUG}/index.html" for tag in TAGS}
    files = {uri: preview.file(uri) for uri in {*snapshot(tmp_path / "site"), *pages}}
    assert (page := files[PAGE]) is not None
    assert b'<meta name="robots" content="noindex">' in page
    forms = {WORD.encode(), to_latin(WORD).encode(), SLUG.encode()}
    shown = {uri for uri, data in files.items() if any(form in (data or b"") for form in forms)}
    assert shown == pages
    assert not (root / "site").exists()


def test_preview_of_the_site_shows_what_a_build_would(root: Path) -> None:
    folder = hand_in(root)
    preview = Preview(root, "north", "http://127.0.0.1:1/")
    preview.refresh()
    assert preview.file(PAGE) is None
    approve(folder)
    assert preview.refresh()
    assert WORD.encode() in (preview.file(PAGE) or b"")
    edit(folder / "text.sr.md", "Договорили", "Сви смо се договорили")
    assert preview.refresh()
    assert preview.file(PAGE) is None
    assert preview.problems == ()


def test_picture_that_was_exchanged_takes_the_page_back(root: Path, tmp_path: Path) -> None:
    folder = hand_in(root)
    approve(folder)
    build(root, tmp_path / "site")
    assert (tmp_path / "site" / PAGE).is_file()
    (folder / "pictures" / "zvrndov.png").write_bytes(picture(129))
    build(root, tmp_path / "site")
    assert holding(tmp_path / "site") == []


def test_sensitive_topic_is_published_by_the_second_adult(root: Path, tmp_path: Path) -> None:
    folder = hand_in(root, topic="sextortion")
    approve(folder, "teacher")
    build(root, tmp_path / "site")
    assert holding(tmp_path / "site") == []
    approve(folder, "school-psychologist")
    build(root, tmp_path / "site")
    assert PAGE in holding(tmp_path / "site")


def test_page_ends_on_the_declared_day_and_says_so(root: Path, tmp_path: Path) -> None:
    folder = hand_in(root)
    approve(folder, until=date(2027, 3, 1))
    build(root, tmp_path / "site", as_of=date(2027, 3, 1))
    page = read(tmp_path / "site" / PAGE).prose()
    assert WORD in page
    assert "Стоји овде до\n1. марта 2027." in page
    outcome = build(root, tmp_path / "site", as_of=date(2027, 3, 2))
    assert "REV006" in [p.code.id for p in outcome.problems]
    page = read(tmp_path / "site" / PAGE).prose()
    assert WORD not in page
    assert "Ова кампања је завршена" in page
    fresh = build(root, tmp_path / "fresh", as_of=date(2027, 3, 2))
    assert fresh.published
    assert differing(snapshot(tmp_path / "site"), snapshot(tmp_path / "fresh")) == []


def test_every_state_is_the_same_by_both_doors(root: Path, tmp_path: Path) -> None:
    gone = hand_in(root, "gone")
    approve(gone)
    take_down(gone)
    approve(hand_in(root))
    hand_in(root, "waiting")
    (root / "content" / "submissions" / "broken").mkdir()
    approve(hand_in(root, "ended"), until=date(2027, 3, 1))
    engine, host = tmp_path / "engine", tmp_path / "host"
    build(root, engine, as_of=date(2027, 3, 2))
    env = {"BEACON_KITS": "none", "BEACON_AS_OF": "2027-03-02"}
    result = build_as_user(root, host, "north", "--mkdocs", env=env)
    assert result.code == 0, result.said
    assert differing(snapshot(engine), snapshot(host)) == []


BAD_TEXTS = (
    "Мој број је 0641234567.",
    "```\nМој број је 0641234567.\n```",
    "[[no-such-block]]",
    "Зови 19002.",
    "> " * 60 + "a",
    "* " * 3_000,
    "Текст " * 20_000,
)
BAD_FILES = ("text.sr.md", "reviews.yml", "text.bg.md", "pictures/zvrndov.png", "more.svg")


def test_whatever_is_wrong_takes_a_page_out_and_nothing_else(root: Path, tmp_path: Path) -> None:
    """Also where it was approved by hand: the site goes on, strictly built or not."""
    good = hand_in(root, "good")
    approve(good)
    for number, body in enumerate(BAD_TEXTS):
        approve(hand_in(root, f"text-{number}", body=f"{body}\n\n{WORD}."))
    for number, name in enumerate(BAD_FILES):
        folder = hand_in(root, f"file-{number}")
        approve(folder)
        (folder / name).write_bytes(b"\xff\xfe: [\0")
    (root / "content" / "submissions" / "nothing").mkdir()
    empty = root / "content" / "submissions" / "empty"
    empty.mkdir()
    (empty / "about.txt").write_text("Текст долази сутра.\n", encoding="utf-8")
    outcome = build(root, tmp_path / "site", strict=True)
    there = {p.name for p in (tmp_path / "site" / "sr" / "campaigns").iterdir() if p.is_dir()}
    assert there == {"good"}
    told = {problem.path.split("/")[2] for problem in outcome.problems}
    texts, files = (f"text-{n}" for n in range(7)), (f"file-{n}" for n in range(5))
    assert told == {*texts, *files, "empty"}
    assert {problem.severity for problem in outcome.problems} == {Severity.NOTE}


def test_address_of_a_campaign_that_is_there_is_left_to_it(root: Path, tmp_path: Path) -> None:
    ours = root / "content" / "commons" / "en" / "campaigns" / SLUG / "index.md"
    ours.parent.mkdir()
    head = "title: Ours\ndescription: Ours.\ntopics: [hate-speech]\nlicence: CC-BY-4.0\n"
    ours.write_text(f'---\n{head}authors: [Us]\nversion: "1"\n---\n\nOurs.\n', encoding="utf-8")
    approve(hand_in(root))
    outcome = build(root, tmp_path / "site")
    assert "REV003" in {p.code.id for p in outcome.problems}
    assert "Ours" in (tmp_path / "site" / PAGE).read_text("utf-8")
    assert WORD not in (tmp_path / "site" / PAGE).read_text("utf-8")


def test_only_what_shows_a_submission_is_made_again(root: Path, tmp_path: Path) -> None:
    approve(hand_in(root, "another"))
    folder = hand_in(root)
    build(root, tmp_path / "site")
    approve(folder)
    made = set(build(root, tmp_path / "site").made)
    assert not [uri for uri in made if "/another/" in uri]
    assert len(made) < 60
    # A note to the author changes nothing that anybody sees.
    (folder / "reviewed").mkdir()
    (folder / "reviewed" / "text.sr.md").write_text("Before.")
    assert build(root, tmp_path / "site").made == {}
