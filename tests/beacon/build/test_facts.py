"""Facts: what was read is found again by its key, and is another when its source is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beacon.build.facts import FACTS, Facts
from beacon.build.index import Index
from beacon.build.memory import Memory
from beacon.build.reading import Key, Reader, Trace
from beacon.build.site import Site, load_site
from beacon.build.stamps import input_stamps
from beacon.build.values import Values
from beacon.content.vocabulary import Vocabulary, files_of


@pytest.fixture
def root(project: Path) -> Path:
    """A copy of this project."""
    return project


def facts_of(root: Path) -> Facts:
    """Return the facts of the Bulgarian site of a project."""
    memory = Memory(root, input_stamps(root))
    site = load_site(root, "bulgaria", memory=memory)
    return Facts(site, Index(site), memory, Values())


LESSON = ("bg", "lessons/sextortion")
EVENT = "sample-2027-01-20-burgas"
KEYS: tuple[Key, ...] = (
    ("route", *LESSON), ("page", *LESSON), ("named", *LESSON), ("described", *LESSON),
    ("card", *LESSON), ("routes",),
    ("text", LESSON[1], LESSON[0]),
    ("exists", "help"),
    ("exists", "nowhere"), ("lesson", "sextortion"), ("unreadable", "help"),
    ("picture", "help/a.svg"), ("ids",),
    ("media", "bg", "help/a.svg"), ("nearest", *LESSON), ("ages", "bg"), ("lessons", "bg"),
    ("campaigns", "bg"), ("campaigns naming", "bg", "grooming-9-11"),
    ("campaigns by standing", "bg"), ("sitemap",), ("as_of",),
    ("children", "bg", "if-it-happens"),
    ("searched", "bg"), ("strings", "bg"), ("vocabulary", "topics"), ("vocabulary", "units"),
    ("term", "topics", "sextortion"), ("sensitivity", "sextortion"), ("centre",), ("centres",),
    ("contacts",),
    ("figures",), ("forms",), ("glossary",), ("glossary words", "bg"), ("schedule",),
    ("summaries",), ("reach", "stop-tell", ""),
    ("event", EVENT), ("event", "nowhere"), ("events",), ("years",),
    ("group", "audience", "pupils"), ("month", "2026-10"), ("year", "2026"), ("coming", "6"),
    ("upcoming", "6"), ("overview",), ("samples",), ("changes", "20"), ("changes of", EVENT),
    ("facet", "bg", "age", "12-14"), ("facets", "bg"), ("paths",), ("of lesson", "grooming", "2"),
    ("proof",), ("sheet", "lessons/sextortion/slides", "bg"),
    ("kit", *LESSON), ("kits", "bg"), ("kit recipe",), ("theme", "kits/widths.json"),
)  # fmt: skip


def test_every_fact_has_its_example_here() -> None:
    assert {key[0] for key in KEYS} == set(FACTS)


def _append(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as stream:
            stream.write(text)

    return change


def _replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _picture(root: Path) -> None:
    path = root / "content/commons/en/help/a.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")


TEXT = "content/commons/bg/lessons/sextortion/index.md"
VOCABULARY = "content/vocabulary/topics.yml"
OWN = "content/centres/bulgaria"


@pytest.mark.parametrize(
    ("change", "others"),
    [
        (lambda root: None, set()),
        (_append(TEXT, "\nПовече.\n"), {"text", "searched"}),
        (_replace(TEXT, "\ndescription: \"", "\ndescription: \"Нов "),
         {"card", "described", "route", "routes", "searched", "text"}),
        (_append("content/commons/en/lessons/sextortion/index.md", "\nMore.\n"),
         {"route", "routes", "searched"}),
        (_append(VOCABULARY, "# A comment.\n"), {"vocabulary", "schedule", "summaries"}),
        (_replace(VOCABULARY, "sensitivity: 2", "sensitivity: 1"),
         {"vocabulary", "schedule", "summaries"}),
        (_append(f"{OWN}/centre.yml", "# A comment.\n"),
         {"centre", "centres", "schedule", "summaries"}),
        (_append("content/centres/serbia/centre.yml", "# A comment.\n"),
         {"centres", "schedule", "summaries"}),
        (_replace("content/centres/serbia/help-channels.yml", 'value: "19833"', 'value: "19834"'),
         {"centres", "contacts", "proof", "schedule", "summaries"}),
        (_append(f"{OWN}/figures.csv", "\n"), {"figures"}),
        (_append("content/forms/bg/poster.md", "\nПовече.\n"), {"forms"}),
        (_append(f"{OWN}/schedule/venues.csv", "\n"), {"schedule"}),
        (_append("content/centres/serbia/schedule/venues.csv", "\n"), set()),
        (_append("theme/locales/bg/LC_MESSAGES/beacon.po", "\n"), {"strings"}),
        (_picture, {"picture", "media"}),
        (_append("theme/kits/widths.json", "\n"), {"theme"}),
    ],
)  # fmt: skip
def test_change_changes_these_facts_and_no_others(
    root: Path, change: Callable[[Path], None], others: set[str]
) -> None:
    (root / "theme").unlink()
    (root / "theme/locales/bg/LC_MESSAGES").mkdir(parents=True)
    strings = "theme/locales/bg/LC_MESSAGES/beacon.po"
    source = Path(__file__).resolve().parents[3] / strings
    (root / strings).write_bytes(source.read_bytes())
    (root / "theme/kits").mkdir()
    (root / "theme/kits/widths.json").write_bytes(b"{}")
    before = facts_of(root).values(KEYS)
    change(root)
    after = facts_of(root).values(KEYS)
    assert {key[0] for key in KEYS if before[key] != after[key]} == others


def test_reader_notes_a_fact_for_everything_it_gives(bulgaria: Site) -> None:
    """What a page can read and no fact tells would never be made again."""
    silent = {"site", "trace", "languages", "tags", "features", "routes", "strings", "library",
              "default", "events", "kits", "glossary_words", "unlisted", "reach",
              "named", "described", "card", "vocabulary", "theme"}  # fmt: skip
    names = {name for name in dir(Reader(bulgaria)) if not name.startswith("_")}
    for name in sorted(names - silent):
        reader = Reader(bulgaria)
        getattr(reader, name)
        assert reader.trace.keys <= {(fact,) for fact in FACTS}, name
        assert len(reader.trace.keys) == 1, name


def test_each_part_of_the_vocabulary_is_noted_and_has_its_files(bulgaria: Site) -> None:
    folder = Path(__file__).resolve().parents[3] / "content/vocabulary"
    files = {path.stem for path in folder.iterdir()}
    for part in Vocabulary.__struct_fields__:
        reader = Reader(bulgaria)
        assert getattr(reader.vocabulary, part) is getattr(bulgaria.vocabulary, part)
        assert reader.trace.keys == {("vocabulary", part)}
        assert files.issuperset(files_of(part)), part
        files.difference_update(files_of(part))
    assert files == {"languages"}, "The registry is a room of its own."


def test_what_is_looked_up_is_noted(bulgaria: Site) -> None:
    reader = Reader(bulgaria)
    for look, key in (
        (lambda: reader.routes["bg", "help"], ("route", "bg", "help")),
        (lambda: reader.routes.get(("bg", "nowhere")), ("route", "bg", "nowhere")),
        (lambda: ("bg", "nowhere") in reader.routes, ("page", "bg", "nowhere")),
        (lambda: list(reader.routes), ("routes",)),
        (lambda: reader.named("bg", "help"), ("named", "bg", "help")),
        (lambda: reader.described("bg", "help"), ("described", "bg", "help")),
        (lambda: reader.card("bg", "help"), ("card", "bg", "help")),
        (lambda: len(reader.routes), ("routes",)),
        (lambda: reader.strings["bg"], ("strings", "bg")),
        (lambda: reader.library.get("help", "bg"), ("text", "help", "bg")),
        (lambda: reader.library.anchors("help", "bg"), ("text", "help", "bg")),
        (lambda: reader.library.exists("help"), ("exists", "help")),
        (lambda: reader.library.is_unreadable("help"), ("unreadable", "help")),
        (lambda: reader.library.has_picture("a.svg"), ("picture", "a.svg")),
        (lambda: reader.events.get("nowhere"), ("event", "nowhere")),
        (lambda: reader.reach("nowhere", sample=True), ("reach", "nowhere", "samples")),
        (lambda: reader.vocabulary.has("topics", "x"), ("term", "topics", "x")),
        (lambda: reader.vocabulary.sensitivity(("x",)), ("sensitivity", "x")),
        (reader.events.all, ("events",)),
        (lambda: reader.events.group("region", "x"), ("group", "region", "x")),
        (lambda: reader.events.month("2026-10"), ("month", "2026-10")),
        (lambda: reader.events.year("2026"), ("year", "2026")),
        (reader.events.years, ("years",)),
        (lambda: reader.events.coming(3), ("coming", "3")),
        (lambda: reader.events.upcoming(3), ("upcoming", "3")),
        (reader.events.overview, ("overview",)),
        (reader.events.has_samples, ("samples",)),
        (lambda: reader.events.changes(9), ("changes", "9")),
        (lambda: reader.events.changes_of("nowhere"), ("changes of", "nowhere")),
        (reader.library.ids, ("ids",)),
        (lambda: reader.library.is_lesson("grooming"), ("lesson", "grooming")),
        (reader.library.lessons, ("ids",)),
    ):
        with reader.trace.recording() as keys:
            look()
        assert keys == {key}


def test_what_is_remembered_is_noted_again() -> None:
    """A part that pages share is made once, and each of them depends on what it has read."""
    trace, memory = Trace(), {}

    def make() -> str:
        trace.note("centre")
        return "made"

    for _ in range(2):
        with trace.recording() as keys:
            assert trace.remember(memory, "part", make) == "made"
        assert keys == {("centre",)}
    assert trace.keys == {("centre",)}


def test_record_stops_also_when_making_fails() -> None:
    trace = Trace()
    with pytest.raises(KeyError), trace.recording() as keys:
        trace.note("centre")
        raise KeyError
    trace.note("schedule")
    assert (keys, trace.keys) == ({("centre",)}, {("centre",), ("schedule",)})
