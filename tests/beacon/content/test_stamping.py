"""Stamping: a translation says from which state of its original it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from beacon.content.library import Library, load_commons
from beacon.content.stamping import Standing, stamp, standings
from beacon.content.translations import State, translate
from beacon.languages.registry import Languages

Tree = Callable[[Mapping[str, str]], Path]
ORIGINAL = "---\ntitle: Help\ndescription: Whom to call.\n---\n\nCall at once.\n"


def translated(line: str) -> str:
    """Return a Serbian page with this front matter line about its translation."""
    return f"---\ntitle: Помоћ\n{line}description: Кога звати.\n---\n\nЗови одмах.\n"


def load(root: Path, languages: Languages) -> Library:
    """Return the library of the commons below a folder."""
    return load_commons(root / "content", "content", languages, [])


def state(library: Library, languages: Languages) -> State:
    """Return how the Serbian help page stands to the English one."""
    got = translate(library, languages, "help", "sr-Cyrl")
    assert got is not None
    return got.state


@pytest.mark.parametrize(
    "line",
    [
        "translation: {of: en}\n",
        'translation: {of: en, digest: "0123456789ab"}\n',
        "translation:\n  of: en\n",
        'translation:\n  of: en\n  digest: "0123456789ab"\n',
        "translation:  # from English\n    of: en\n",
        "translation:\n  of: en\n\n  digest: old\n",
        '"translation": {of: en}\n',
    ],
    ids=["short", "old", "block", "block-old", "comment", "blank-line", "quoted-key"],
)
def test_stamped_translation_is_current_until_its_original_changes(
    line: str, tree: Tree, languages: Languages
) -> None:
    root = tree(
        {
            "content/commons/en/help/index.md": ORIGINAL,
            "content/commons/sr/help/index.md": translated(line),
        }
    )
    library = load(root, languages)
    assert state(library, languages) is State.STALE
    record, source = library.records["help", "sr-Cyrl"], library.records["help", "en"]
    assert stamp(root, record, source) is True

    page = root / "content" / "commons" / "sr" / "help" / "index.md"
    stamped = f'translation: {{of: en, digest: "{source.digest()}"}}\n'
    assert page.read_text(encoding="utf-8") == translated(stamped)
    library = load(root, languages)
    assert state(library, languages) is State.CURRENT
    assert stamp(root, library.records["help", "sr-Cyrl"], source) is False

    original = root / "content" / "commons" / "en" / "help" / "index.md"
    original.write_text(ORIGINAL.replace("at once", "today"), encoding="utf-8")
    assert state(load(root, languages), languages) is State.STALE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_stamping_keeps_the_ends_of_lines(end: str, tree: Tree, languages: Languages) -> None:
    root = tree({"content/commons/en/help/index.md": ORIGINAL})
    page = root / "content" / "commons" / "sr" / "help" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_bytes(translated("translation: {of: en}\n").replace("\n", end).encode())
    library = load(root, languages)
    source = library.records["help", "en"]
    assert stamp(root, library.records["help", "sr-Cyrl"], source) is True
    line = f'translation: {{of: en, digest: "{source.digest()}"}}\n'
    assert page.read_bytes() == translated(line).replace("\n", end).encode()
    assert state(load(root, languages), languages) is State.CURRENT


def test_stamping_leaves_the_text_below_alone(tree: Tree, languages: Languages) -> None:
    body = "translation: {of: bg} is a line of the front matter.\n"
    page = translated("translation: {of: en}\n") + body
    root = tree(
        {"content/commons/en/help/index.md": ORIGINAL, "content/commons/sr/help/index.md": page}
    )
    library = load(root, languages)
    source = library.records["help", "en"]
    stamp(root, library.records["help", "sr-Cyrl"], source)
    written = (root / "content/commons/sr/help/index.md").read_text(encoding="utf-8")
    line = f'translation: {{of: en, digest: "{source.digest()}"}}\n'
    assert written == translated(line) + body


def test_original_is_never_stamped(tree: Tree, languages: Languages) -> None:
    root = tree({"content/commons/en/help/index.md": ORIGINAL})
    record = load(root, languages).records["help", "en"]
    assert stamp(root, record, record) is False
    assert (root / "content/commons/en/help/index.md").read_text(encoding="utf-8") == ORIGINAL


def test_standings_tell_each_language_that_people_write(tree: Tree, languages: Languages) -> None:
    root = tree(
        {
            "content/commons/en/help/index.md": ORIGINAL,
            "content/commons/sr/help/index.md": translated("translation: {of: en}\n"),
        }
    )
    library = load(root, languages)
    assert list(standings(library, languages, ("sr-Cyrl", "sr-Latn", "bg", "en"))) == [
        Standing("help", "sr-Cyrl", State.STALE, 2),
        Standing("help", "bg", State.FALLBACK, 3),
        Standing("help", "en", State.ORIGINAL, 3),
    ]
