"""What the library's tests share: real registry, vocabulary and sites, and small trees of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from msgspec.structs import replace

from beacon.build.checks import check_site
from beacon.build.site import Site
from beacon.content.library import Library
from beacon.content.pages import Page
from beacon.content.records import Record
from beacon.content.vocabulary import Vocabulary, load_vocabulary
from beacon.languages.registry import Languages, load_languages
from beacon.problems import Problem
from beacon.sources import build, read_page

ROOT = Path(__file__).resolve().parents[2]

# The same examples on every run: a test that fails tomorrow tells about tomorrow's change.
settings.register_profile("beacon", deadline=None, derandomize=True, database=None)
settings.load_profile("beacon")


Tree = Callable[[Mapping[str, str]], Path]
ReadPage = Callable[..., Record]
SiteOf = Callable[..., Site]


@pytest.fixture(scope="session")
def content() -> Path:
    """The real content of this project, to be read and never written."""
    return ROOT / "content"


@pytest.fixture(scope="session")
def languages(content: Path) -> Languages:
    """The real registry: sr-Cyrl, sr-Latn, bg and en."""
    problems: list[Problem] = []
    found = load_languages(content / "vocabulary" / "languages.yml", "languages.yml", problems)
    assert problems == []
    return found


@pytest.fixture(scope="session")
def vocabulary(content: Path) -> Vocabulary:
    """The real vocabulary."""
    problems: list[Problem] = []
    found = load_vocabulary(content / "vocabulary", "vocabulary", problems)
    assert problems == []
    return found


@pytest.fixture(scope="session")
def serbia() -> Site:
    """The real Serbian site, loaded and checked."""
    return check_site(ROOT, "serbia")


@pytest.fixture(scope="session")
def bulgaria() -> Site:
    """The real Bulgarian site, loaded and checked."""
    return check_site(ROOT, "bulgaria")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Writes files by their paths below a new folder and returns that folder."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "tree"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def page(tmp_path: Path) -> ReadPage:
    """Reads a page whose front matter ends on line 4, so that its body begins on line 6.

    Each further line of front matter given as `head` moves the body down by one.
    """

    def read(
        body: str,
        *,
        head: str = "",
        record_id: str = "about",
        language: str = "sr-Cyrl",
        trusted: bool = False,
    ) -> Record:
        path = tmp_path / "page.md"
        text = f"---\ntitle: Title\ndescription: Description.\n{head}---\n\n{body}"
        path.write_text(text, encoding="utf-8")
        problems: list[Problem] = []
        document = read_page(path, f"{record_id}/index.md", problems)
        assert document is not None, problems
        model = build(Page, document, problems)
        assert model is not None, problems
        return Record(record_id, language, "page", model, document, trusted)

    return read


@pytest.fixture
def site_of() -> SiteOf:
    """Returns a site with these records alone in its library, everything else as it was."""

    def make(site: Site, *records: Record) -> Site:
        library = Library({(record.id, record.language): record for record in records})
        return replace(site, library=library)

    return make
