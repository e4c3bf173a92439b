"""Translations: what a reader of each language gets, and how it stands to its original."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from beacon.content.library import Library, load_commons
from beacon.content.translations import State, check_translations, media_for, translate
from beacon.languages.registry import Languages
from beacon.problems import Problem, in_order

Tree = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def read(tree: Tree, languages: Languages) -> Callable[[Mapping[str, str]], Library]:
    """Reads small pages given by their path below commons, without the last part."""

    def load(files: Mapping[str, str]) -> Library:
        root = tree({f"commons/{name}/index.md": text for name, text in files.items()})
        problems: list[Problem] = []
        library = load_commons(root, "content", languages, problems)
        assert problems == []
        return library

    return load


Read = Callable[[Mapping[str, str]], Library]


def page(body: str, of: str = "", digest: str = "") -> str:
    """Return a page, translated from a language if one is given."""
    line = f'translation: {{of: {of}, digest: "{digest}"}}\n' if of else ""
    return f"---\ntitle: Помоћ\ndescription: Опис.\n{line}---\n\n{body}\n"


@pytest.fixture
def stamp(read: Read) -> str:
    """The digest of the English original that the tests below translate."""
    return read({"en/help": page("Call.")}).records["help", "en"].digest()


def standing(
    library: Library, languages: Languages, record_id: str = "help"
) -> dict[str, tuple[str, str, str, bool]]:
    """Return (state, language of the record, language of the text, stale) for each language."""
    found = {}
    for tag in languages.by_tag:
        got = translate(library, languages, record_id, tag)
        assert got is not None
        found[tag] = (got.state.value, got.record.language, got.text_language, got.stale)
    return found


def test_original_is_transliterated_and_stands_in_for_others(
    read: Read, languages: Languages
) -> None:
    library = read({"sr/help": page("Зови.")})
    assert standing(library, languages) == {
        "sr-Cyrl": ("original", "sr-Cyrl", "sr-Cyrl", False),
        "sr-Latn": ("transliterated", "sr-Cyrl", "sr-Latn", False),
        "bg": ("fallback", "sr-Cyrl", "sr-Cyrl", False),
        "en": ("fallback", "sr-Cyrl", "sr-Cyrl", False),
    }


def test_translation_of_the_very_text_is_current(
    read: Read, languages: Languages, stamp: str
) -> None:
    library = read({"en/help": page("Call."), "sr/help": page("Зови.", "en", stamp)})
    assert standing(library, languages) == {
        "sr-Cyrl": ("current", "sr-Cyrl", "sr-Cyrl", False),
        "sr-Latn": ("transliterated", "sr-Cyrl", "sr-Latn", False),
        "bg": ("fallback", "en", "en", False),
        "en": ("original", "en", "en", False),
    }


def test_translation_of_a_text_that_changed_is_stale_in_both_scripts(
    read: Read, languages: Languages, stamp: str
) -> None:
    library = read({"en/help": page("Call at once."), "sr/help": page("Зови.", "en", stamp)})
    found = standing(library, languages)
    assert found["sr-Cyrl"] == ("stale", "sr-Cyrl", "sr-Cyrl", True)
    assert found["sr-Latn"] == ("transliterated", "sr-Cyrl", "sr-Latn", True)


def test_stale_translation_knows_its_original(read: Read, languages: Languages, stamp: str) -> None:
    library = read({"en/help": page("Call at once."), "sr/help": page("Зови.", "en", stamp)})
    for tag in ("sr-Cyrl", "sr-Latn"):
        got = translate(library, languages, "help", tag)
        assert got is not None
        assert got.source == library.records["help", "en"]


def test_stale_translation_that_stands_in_for_another_language_is_still_stale(
    read: Read, languages: Languages, stamp: str
) -> None:
    # Bulgarian readers get the English text; its safety advice must not be an old one.
    source = read({"sr/help": page("Зови.")}).records["help", "sr-Cyrl"].digest()
    library = read({"sr/help": page("Зови одмах."), "en/help": page("Call.", "sr", source)})
    assert standing(library, languages)["bg"] == ("fallback", "en", "en", True)


def test_hand_written_latin_wins_over_the_generated_one(read: Read, languages: Languages) -> None:
    library = read({"sr/help": page("Зови."), "sr-Latn/help": page("Zovi, brate.")})
    assert standing(library, languages)["sr-Latn"] == ("original", "sr-Latn", "sr-Latn", False)
    assert standing(library, languages)["sr-Cyrl"] == ("original", "sr-Cyrl", "sr-Cyrl", False)


@pytest.mark.parametrize(
    ("written", "wanted", "given"),
    [
        (("en", "bg"), "sr-Cyrl", "en"),
        (("en", "bg"), "sr-Latn", "en"),
        (("bg",), "sr-Latn", "bg"),
        (("en", "sr"), "bg", "en"),
        (("sr",), "bg", "sr-Cyrl"),
        (("sr", "bg"), "en", "sr-Cyrl"),
        (("sr-Latn",), "en", "sr-Latn"),
    ],
)
def test_fallback_is_taken_in_the_order_of_the_registry(
    written: tuple[str, ...], wanted: str, given: str, read: Read, languages: Languages
) -> None:
    library = read({f"{folder}/help": page("…") for folder in written})
    got = translate(library, languages, "help", wanted)
    assert got is not None
    assert (got.state, got.record.language) == (State.FALLBACK, given)


def test_text_that_exists_nowhere_has_no_translation(read: Read, languages: Languages) -> None:
    assert translate(read({"sr/help": page("…")}), languages, "report", "sr-Cyrl") is None


def test_digest_changes_with_what_a_translator_reads(read: Read) -> None:
    def digest(text: str) -> str:
        return read({"en/help": text}).records["help", "en"].digest()

    plain = page("Call.")
    for old, new in (("Call.", "Call us."), ("Помоћ", "Савет"), ("Опис.", "Други опис.")):
        assert digest(plain.replace(old, new)) != digest(plain)
    reviewed = "description: Опис.\nreviewed_on: 2026-11-22\nreviewed_by: Тим\n"
    assert digest(plain.replace("description: Опис.\n", reviewed)) == digest(plain)


def told(library: Library, languages: Languages) -> list[str]:
    """Return what is told of the translations of a library."""
    return list(map(str, in_order(check_translations(library, languages))))


def test_current_and_stale_translations_are_no_problems(
    read: Read, languages: Languages, stamp: str
) -> None:
    files = {"en/help": page("Call at once."), "sr/help": page("Зови.", "en", stamp)}
    assert told(read(files), languages) == []


def test_translation_of_a_text_that_is_not_there_is_told(read: Read, languages: Languages) -> None:
    library = read({"sr/help": page("Зови.", "en", "0123456789ab"), "sr": page("Почетна", "en")})
    assert told(library, languages) == [
        'content/commons/sr/help/index.md:4: TRA001 There is no text "help" in "en". '
        'Correct "translation: {of: …}", or take it out if this text is the original.',
        'content/commons/sr/index.md:4: TRA001 There is no text "index" in "en". '
        'Correct "translation: {of: …}", or take it out if this text is the original.',
    ]


def test_translation_of_itself_is_told(read: Read, languages: Languages) -> None:
    library = read({"sr/help": page("Зови.", "sr", "0123456789ab")})
    assert [line.split(" ")[1] for line in told(library, languages)] == ["TRA001"]


def test_translation_from_an_unknown_language_is_told(read: Read, languages: Languages) -> None:
    assert told(read({"sr/help": page("Зови.", "eng")}), languages) == [
        'content/commons/sr/help/index.md:4: LNG001 "eng" is no language of the registry. '
        'Did you mean "en"?'
    ]


def test_translation_without_digest_is_warned_of(read: Read, languages: Languages) -> None:
    library = read({"en/help": page("Call."), "sr/help": page("Зови.", "en")})
    assert told(library, languages) == [
        "content/commons/sr/help/index.md:4: TRA002 The digest of the original is missing. "
        "Run: python3 scripts/translations.py --stamp"
    ]


def test_picture_is_the_one_of_the_language_or_of_the_text_that_stands_in(
    tree: Tree, languages: Languages
) -> None:
    root = tree({"commons/en/help/a.png": "", "commons/sr/help/a.png": "", "commons/bg/b.png": ""})
    library = load_commons(root, "content", languages, [])
    given = {}
    for uri in ("help/a.png", "b.png"):
        for tag in languages.by_tag:
            media = media_for(library, languages, uri, tag)
            assert media is not None
            given[uri, tag] = media.language
    assert given == {
        ("help/a.png", "sr-Cyrl"): "sr-Cyrl",
        ("help/a.png", "sr-Latn"): "sr-Cyrl",
        ("help/a.png", "bg"): "en",
        ("help/a.png", "en"): "en",
        ("b.png", "sr-Cyrl"): "bg",
        ("b.png", "sr-Latn"): "bg",
        ("b.png", "bg"): "bg",
        ("b.png", "en"): "bg",
    }
    assert media_for(library, languages, "c.png", "en") is None
