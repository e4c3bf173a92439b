"""Whatever has been edited before, the site is the one that a clean build makes, byte for byte."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import histories
import pytest
from build_projects import Site, build, differing, edit, leftovers, snapshot, without_plugin
from build_submissions import SLUG, approve, hand_in
from histories import EDITS, Edit, Project, fresh_copy, history_project

from beacon.build import workers
from beacon.build.checks import check_record
from beacon.build.engine import Order, Outcome, Plant, build_site
from beacon.build.facts import LATE
from beacon.build.publish import MARKER
from beacon.build.reading import Key, Reader, Trace
from beacon.build.settings import load_settings
from beacon.build.site import load_site
from beacon.typesetting import engine as typesetting

SEEDS = (1, 2)
_SEARCH = """---
title: Search
description: Everything that stands here.
needs: search
layout: search
---

Write a word.
"""


@pytest.fixture(autouse=True)
def _many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two jobs be two processes also where there is little to do."""
    monkeypatch.setattr(workers, "_FEWEST", 2)


def searched_project(folder: Path, seed: int = 1) -> Project:
    """Make a project with a history whose texts are found by the search as well."""
    project = history_project(folder, seed)
    page = project.text("en", "search")
    page.parent.mkdir()
    page.write_text(_SEARCH, encoding="utf-8")
    return project


@pytest.fixture(autouse=True)
def _every_fact_is_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the body of a text has changed, few facts are looked at: the others hold."""
    compare = Plant.compare

    def compared(plant: Plant) -> None:
        compare(plant)
        early = [key for key in plant.old.facts if key[0] not in LATE]
        assert {key: plant.state.facts[key] for key in early} == plant.facts.values(early)

    monkeypatch.setattr(Plant, "compare", compared)


def engine(root: Path, output: Path, centre: str = "north", *, jobs: int = 1) -> Outcome:
    """Build a site in this process."""
    problems: list[Any] = []
    settings = load_settings(root / "mkdocs.yml", problems)
    assert settings is not None, problems
    assert settings.foreign == ()
    return build_site(Order(root, centre, output, settings, jobs=jobs))


def published(root: Path, output: Path, centre: str = "north", *, jobs: int = 1) -> Outcome:
    """Build a site that must have no errors."""
    outcome = engine(root, output, centre, jobs=jobs)
    assert outcome.published, "\n".join(map(str, outcome.problems))
    return outcome


def whole(folder: Path) -> Site:
    """Return every file of a site, and every folder, also an empty one."""
    folders = {f"{path.relative_to(folder).as_posix()}/": "" for path in folder.rglob("*/")}
    return {**snapshot(folder), **{name: "" for name in folders if (folder / name).is_dir()}}


def clean(project: Project, folder: Path, centre: str = "north") -> Site:
    """Return the site that a build makes of a project when nothing is remembered."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    root = fresh_copy(project, folder / "project")
    published(root, folder / "site", centre)
    return whole(folder / "site")


def killed(project: Project, output: Path) -> None:
    """Start a build and kill it, with the processes that work for it, at any moment."""
    child = os.fork()
    if child == 0:
        try:
            os.setpgid(0, 0)
            engine(project.root, output, jobs=2)
        finally:
            os._exit(0)
    time.sleep(project.chance.random() * 0.25)
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:  # it has not yet made its group
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def change_published_file(project: Project, output: Path) -> None:
    path = project.chance.choice(
        sorted(p for p in output.rglob("*") if p.suffix in (".html", ".png"))
    )
    path.write_bytes(path.read_bytes()[:-5] + b"hand!")


def delete_published_file(project: Project, output: Path) -> None:
    path = project.chance.choice(
        sorted(p for p in output.rglob("*") if p.suffix in (".html", ".css"))
    )
    path.unlink()


def add_to_published_site(project: Project, output: Path) -> None:
    (output / "notes/empty").mkdir(parents=True, exist_ok=True)
    (output / "notes/by-hand.txt").write_text("By hand.\n", encoding="utf-8")


def put_one_thing_in_the_place_of_another(project: Project, output: Path) -> None:
    """A folder where a file stood, a file and a link where folders stood, a link to nowhere."""
    for name in ("404.html", "index.html"):
        (output / name).unlink()
    for name in ("en", "sr"):
        shutil.rmtree(output / name)
    (output / "404.html/deep").mkdir(parents=True)
    (output / "index.html").symlink_to("nowhere.html")
    (output / "stray").symlink_to("nowhere.html")
    (output / "en").write_text("A file.\n", encoding="utf-8")
    (project.root / "elsewhere").mkdir(exist_ok=True)
    (output / "sr").symlink_to(project.root / "elsewhere")


def delete_published_site(project: Project, output: Path) -> None:
    shutil.rmtree(output)


def damage_what_is_remembered(project: Project, output: Path) -> None:
    """Damage a third of the files in the cache: change, cut, empty, delete them."""
    for path in sorted(p for p in (project.root / ".cache").rglob("*") if p.is_file()):
        if path.name == MARKER:  # it stands in the published site as well, and says whose that is
            continue
        data = path.read_bytes()
        middle = project.chance.randrange(len(data) + 1)
        kind = project.chance.randrange(12)
        if kind == 0:
            path.unlink()
        elif kind < 4:
            changed = (data[:middle] + b"\0x" + data[middle + 2 :], data[:middle], b"")[kind - 1]
            path.write_bytes(changed)


def delete_what_is_remembered(project: Project, output: Path) -> None:
    names = ("state", "site", "")
    path = project.root / ".cache/beacon/centres/north" / project.chance.choice(names)
    if path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def remember_an_older_state(project: Project, output: Path) -> None:
    """Give back what was remembered before another build, as a backup does."""
    desk, aside = project.root / ".cache/beacon/centres/north", project.root / "aside-state"
    shutil.copy2(desk / "state", aside)
    _edited(project, EDITS[0], output)
    shutil.copy2(aside, desk / "state")


def content_with_errors(project: Project, output: Path) -> None:
    """While there are errors, the old site stays; other edits are made meanwhile."""
    page = project.text("en", "help")
    before = snapshot(output)
    edit(page, "description:", "descripton:")
    for _ in range(2):
        project.chance.choice(EDITS[:9])(project)
        outcome = engine(project.root, output)
        assert not outcome.published
        assert differing(snapshot(output), before) == []
    edit(page, "descripton:", "description:")


def kill_twice(project: Project, output: Path) -> None:
    for _ in range(2):
        project.chance.choice(EDITS)(project)
        killed(project, output)


Event = Callable[[Project, Path], None]
EVENTS: tuple[Event, ...] = (
    change_published_file, delete_published_file, add_to_published_site,
    put_one_thing_in_the_place_of_another, delete_published_site,
    damage_what_is_remembered, damage_what_is_remembered, delete_what_is_remembered,
    remember_an_older_state, content_with_errors, kill_twice, kill_twice,
)  # fmt: skip


def _edited(project: Project, change: Edit, output: Path) -> Outcome:
    change(project)
    return published(project.root, output)


@pytest.mark.parametrize("seed", SEEDS)
def test_site_after_any_history_is_that_of_a_clean_build(seed: int, tmp_path: Path) -> None:
    """Every edit and every event happens once, in an order of chance; each fourth is compared.

    Each history takes its share of them.
    """
    project, output = searched_project(tmp_path / "project", seed), tmp_path / "site"
    steps = [*EDITS, *EVENTS]
    random.Random(len(SEEDS)).shuffle(steps)
    steps = steps[seed % len(SEEDS) :: len(SEEDS)]
    published(project.root, output)
    for number, step in enumerate(steps):
        step(project, output) if step in EVENTS else step(project)
        published(project.root, output, jobs=1 + number % 2)
        if number % 4 == seed % 4 or step is steps[-1]:
            done = [step.__name__ for step in steps[: number + 1]]
            assert differing(whole(output), clean(project, tmp_path / "clean")) == [], done
    assert leftovers(output) == []


def test_site_of_another_centre_and_of_mkdocs_is_the_same(tmp_path: Path) -> None:
    """One project, both centres, both doors: after some edits they tell the same."""
    project, output = searched_project(tmp_path / "project"), tmp_path / "sites"
    centres = ("north", "south")
    for steps in ((), EDITS[:10], EDITS[20:]):
        for step in steps:
            step(project)
        for centre in centres:
            published(project.root, output / centre, centre, jobs=2)
    for centre in centres:
        result = build(project.root, tmp_path / "mkdocs" / centre, centre, "--mkdocs")
        assert result.code == 0, result.said
        hosted = whole(tmp_path / "mkdocs" / centre)
        assert differing(whole(output / centre), hosted) == []
        assert differing(hosted, clean(project, tmp_path / "clean", centre)) == []


def test_two_places_of_one_centre_are_both_up_to_date(tmp_path: Path) -> None:
    project, places = searched_project(tmp_path / "project"), (tmp_path / "one", tmp_path / "two")
    for step in (histories.nothing, histories.edit_title, histories.edit_style):
        step(project)
        for place in places:
            published(project.root, place)
            assert differing(whole(place), clean(project, tmp_path / "clean")) == []


@pytest.mark.parametrize("name", ["state", "texts", "site", "lock", "published"])
def test_folder_that_cannot_be_kept_up_costs_only_time(name: str, tmp_path: Path) -> None:
    """A foreign folder where a file is remembered, a foreign file where a folder is."""
    project, output = searched_project(tmp_path / "project"), tmp_path / "site"
    published(project.root, output)
    desk = project.root / ".cache/beacon/centres/north"
    path = next(desk.glob(f"{name}-*"), desk / name)
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    if name == "site":
        path.write_bytes(b"foreign")
    elif name != "lock":
        path.mkdir()
    for _ in range(2):
        histories.edit_title(project)
        published(project.root, output)
        assert differing(whole(output), clean(project, tmp_path / "clean")) == []


def test_edit_of_an_original_makes_its_translation_stale_at_once(tmp_path: Path) -> None:
    """The page of the translation says so, and the same body makes it current again."""
    project, output = searched_project(tmp_path / "project"), tmp_path / "site"
    original, folder = project.lesson_text(), f"lessons/{project.lesson}"
    histories.stamp_as_current(project)
    published(project.root, output)
    page = output / "sr" / folder / "index.html"
    current, text = page.read_text(encoding="utf-8"), original.read_text(encoding="utf-8")
    histories.edit_lesson(project)
    published(project.root, output)
    assert 'class="notice' not in current
    assert 'class="notice' in page.read_text(encoding="utf-8")
    original.write_text(text, encoding="utf-8")
    published(project.root, output)
    assert page.read_text(encoding="utf-8") == current


def test_process_that_builds_starts_no_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typst does, and processes that are forked for the next centre could not use it any more."""
    here: list[object] = []
    run = typesetting._run
    # Other processes note it in lists of their own.
    monkeypatch.setattr(typesetting, "_run", lambda job: (here.append(job), run(job))[1])
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    published(project.root, output, jobs=2)
    assert list(output.rglob("*.pdf"))
    assert here == []


def test_page_goes_and_comes_with_what_it_needs(tmp_path: Path) -> None:
    """Its own front matter takes it out of the page above, which is no text that has changed."""
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    without_plugin(project.root, "beacon-search")
    histories.add_or_delete_page(project)
    published(project.root, output)
    below, page = project.text("sr", "extra/below"), output / "en/extra/below"
    text = below.read_text(encoding="utf-8")
    for needs in ("needs: search\n", ""):
        below.write_text(text.replace("description:", f"{needs}description:"), encoding="utf-8")
        published(project.root, output)
        assert page.exists() == (not needs)
        assert differing(whole(output), clean(project, tmp_path / "clean")) == []


def test_written_page_tells_of_those_below_it_that_nobody_has_written(tmp_path: Path) -> None:
    """Which there are follows from the front matter of texts that stand elsewhere."""
    project, output = searched_project(tmp_path / "project"), tmp_path / "site"
    histories.add_pages_above_generated_ones(project)
    published(project.root, output)
    pages = [output / "en" / name / "index.html" for name in ("calendar/topic", "figures/reports")]
    for step in (histories.edit_topics, histories.draft_and_publish_above_all) * 2:
        before = [page.read_text(encoding="utf-8") for page in pages]
        step(project)
        published(project.root, output)
        assert [page.read_text(encoding="utf-8") for page in pages] != before, step.__name__
        assert differing(whole(output), clean(project, tmp_path / "clean")) == [], step.__name__


_SLIDES = """---
title: Slides
---

## Kind words {#cover layout=cover}

![A fish in a bowl](theme:fish.svg)

### Notes

Say hello.

## What we do {#rules minutes=20}

- We listen to each other, and nobody has to say anything.

### Notes

Read it out.

## Where to find help {#help layout=help}
"""


def _lose_drawing(theme: Path) -> None:
    (theme / "illustrations/fish.svg").unlink()


def _widen_letters(theme: Path) -> None:
    path = theme / "kits/widths.json"
    widths = json.loads(path.read_text(encoding="utf-8"))
    wide = {name: {letter: 9 * w for letter, w in of.items()} for name, of in widths.items()}
    path.write_text(json.dumps(wide), encoding="utf-8")


def _break_drawing(theme: Path) -> None:
    (theme / "illustrations/fish.svg").write_text("<svg", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "code"),
    [(_lose_drawing, "KIT008"), (_widen_letters, "KIT001"), (_break_drawing, "KIT012")],
)
def test_what_checks_find_in_the_theme_is_found_again(
    change: Callable[[Path], None], code: str, tmp_path: Path
) -> None:
    """No text has changed then, and the checks of texts that are the same are remembered."""
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    theme = project.root / "theme"
    drawing = next((theme / "illustrations").glob("*.svg"))
    shutil.copy(drawing, theme / "illustrations/fish.svg")
    slides = project.at("commons/en/lessons/kindness/slides.md")
    slides.write_text(_SLIDES, encoding="utf-8")
    before = [str(problem) for problem in published(project.root, output).problems]
    change(theme)
    told = [problem.code.id for problem in engine(project.root, output).problems]
    assert code in told
    assert not [line for line in before if code in line]


def test_letters_that_can_be_printed_are_looked_up_in_the_theme(tmp_path: Path) -> None:
    project = history_project(tmp_path / "project")
    reader = Reader(load_site(project.root, "north"))
    record = reader.library.get("lessons/kindness", "en")
    assert record is not None
    list(check_record(reader, record))
    assert ("theme", "fonts/print/") in reader.trace.keys


LITTLE = (histories.edit_body, histories.edit_lesson, histories.edit_advice)
SOME = (histories.edit_lesson_title, histories.edit_description)
MUCH = (histories.add_or_delete_page, histories.edit_schedule_row,
        histories.edit_vocabulary, histories.edit_help_channel, histories.edit_string)  # fmt: skip


@pytest.mark.parametrize("handed_in", [False, True])
def test_few_facts_are_looked_at_where_only_a_body_has_changed(
    handed_in: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, output = searched_project(tmp_path / "project"), tmp_path / "site"
    if handed_in:
        hand_in(project.root)
        approve(project.root / "content/submissions" / SLUG)
    published(project.root, output)
    assert (output / f"sr/campaigns/{SLUG}").exists() == handed_in
    looked_at: list[float] = []
    compare = Plant._compare

    def compared(plant: Plant, keys: Iterable[Key]) -> None:
        keys = list(keys)
        looked_at.append(len(keys) / max(len(plant.old.facts), 1))
        compare(plant, keys)

    monkeypatch.setattr(Plant, "_compare", compared)
    for step in LITTLE + SOME + MUCH:
        looked_at.clear()
        step(project)
        published(project.root, output)
        assert (looked_at[0] < 0.2) == (step in LITTLE), step.__name__
        assert (looked_at[0] < 0.97) == (step not in MUCH), step.__name__
    histories.edit_title(project)  # it cannot be published, and is not forgotten
    edit(project.text("en", "help"), "description:", "descripton:")
    assert not engine(project.root, output).published
    edit(project.text("en", "help"), "descripton:", "description:")
    histories.edit_body(project)
    looked_at.clear()
    published(project.root, output)
    assert looked_at[0] > 0.9


# Inputs that were forgotten


def _differs_after(step: Edit, folder: Path) -> bool:
    project, output = searched_project(folder / "project"), folder / "site"
    for _ in range(2):
        step(project)
        published(project.root, output)
    return bool(differing(whole(output), clean(project, folder / "clean")))


def _forget(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Plant the mistake: nobody notes that a fact was read."""
    note = Trace.note
    monkeypatch.setattr(Trace, "note", lambda self, *key: key[0] == name or note(self, *key))


FORGOTTEN: tuple[tuple[str, Edit], ...] = (
    ("centre", histories.rename_centre),
    ("month", histories.edit_schedule_row),
    ("event", histories.edit_schedule_row),
    ("group", histories.edit_schedule_row),
    ("events", histories.edit_schedule_row),
    ("summaries", histories.edit_attendance),
    ("figures", histories.edit_figure),
    ("vocabulary", histories.edit_vocabulary),
    ("strings", histories.edit_string),
    ("text", histories.edit_lesson),
    ("named", histories.edit_lesson_title),
    ("page", histories.add_or_delete_page_above),
    ("described", histories.edit_page_below),
    ("searched", histories.edit_lesson),
    ("sitemap", histories.edit_date),
    ("media", histories.edit_picture),
)


@pytest.mark.parametrize(("fact", "step"), FORGOTTEN, ids=[fact for fact, _ in FORGOTTEN])
def test_history_catches_an_input_that_was_forgotten(
    fact: str, step: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the planted mistake an edit is a difference; the next test says that it makes it."""
    _forget(monkeypatch, fact)
    assert _differs_after(step, tmp_path)


@pytest.mark.parametrize("step", dict.fromkeys(step for _, step in FORGOTTEN))
def test_same_edit_is_no_difference_where_nothing_was_forgotten(step: Edit, tmp_path: Path) -> None:
    assert not _differs_after(step, tmp_path)


@pytest.mark.parametrize("step", [histories.edit_audience, histories.edit_form_of_steps])
def test_search_finds_what_the_steps_of_a_lesson_say_now(step: Edit, tmp_path: Path) -> None:
    """Beside their headings stand words that are not in the text."""
    assert not _differs_after(step, tmp_path)
