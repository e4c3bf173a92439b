"""Routes: every page exists in every language of the site, or in none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from beacon.build.routes import Route, make_routes
from beacon.content.library import load_commons
from beacon.content.translations import State
from beacon.languages.registry import Languages

Tree = Callable[[Mapping[str, str]], Path]
TAGS = ("sr-Cyrl", "sr-Latn", "en")


def page(more: str = "") -> str:
    """Return a small page with more front matter."""
    return f"---\ntitle: Title\ndescription: Description.\n{more}---\n\nText.\n"


@pytest.fixture
def routes(tree: Tree, languages: Languages) -> Callable[..., dict[tuple[str, str], Route]]:
    """Makes the routes of pages given by folder, with these features."""

    def make(files: Mapping[str, str], *features: str) -> dict[tuple[str, str], Route]:
        root = tree({f"commons/{name}/index.md": text for name, text in files.items()})
        library = load_commons(root, "content", languages, [])
        return make_routes(library, languages, TAGS, frozenset(features))

    return make


Routes = Callable[..., dict[tuple[str, str], Route]]


def test_page_stands_below_each_language_at_the_same_address(routes: Routes) -> None:
    made = routes({"sr/help": page(), "sr": page(), "en/help/more": page()})
    assert {key: route.uri for key, route in made.items()} == {
        (tag, record_id): f"{folder}/{record_id}/".replace("//", "/")
        for tag, folder in (("sr-Cyrl", "sr"), ("sr-Latn", "sr-Latn"), ("en", "en"))
        for record_id in ("", "help", "help/more")
    }


def test_route_knows_the_language_of_its_place_and_of_its_text(routes: Routes) -> None:
    made = routes({"sr/help": page()})
    found = {tag: (r.language.tag, r.record.language, r.state) for (tag, _), r in made.items()}
    assert found == {
        "sr-Cyrl": ("sr-Cyrl", "sr-Cyrl", State.ORIGINAL),
        "sr-Latn": ("sr-Latn", "sr-Cyrl", State.TRANSLITERATED),
        "en": ("en", "sr-Cyrl", State.FALLBACK),
    }


def test_pages_of_a_feature_come_and_go_with_it(routes: Routes) -> None:
    files = {
        "en/lessons": page(),
        "en/campaigns": page(),
        "en/calendar": page("needs: calendars\n"),
        "en/help": page(),
    }
    assert {record_id for _, record_id in routes(files)} == {"help"}
    assert {record_id for _, record_id in routes(files, "lessons", "calendars")} == {
        "help",
        "lessons",
        "calendar",
    }


def test_page_that_needs_a_feature_in_one_language_is_there_in_all_or_none(
    routes: Routes,
) -> None:
    # A translator who forgets "needs" must not leave a page without its other languages.
    made = routes({"en/guide": page("needs: guide\n"), "sr/guide": page()})
    assert {tag for tag, _ in made} in (set(), set(TAGS))
