"""Only what must be made is made: from each edit to exactly the files that it changes."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterable
from pathlib import Path

import histories
import pytest
from build_projects import ROOT, Result, edit, project_with_scripts, script, small_project, snapshot
from histories import Project, history_project

from beacon.build import mirror
from beacon.build.engine import Order, Outcome, build_site
from beacon.build.explaining import explained
from beacon.build.listings import Stamp
from beacon.build.settings import load_settings
from beacon.build.stamps import is_up_to_date
from beacon.build.ways import facet_page
from beacon.content.facets import offered
from beacon.content.vocabulary import load_vocabulary
from beacon.problems import errors

TAGS = ("en", "sr", "sr-Latn")
SERBIAN = ("sr", "sr-Latn")
IDS = ("", "calendar/", "figures/", "help/", "lessons/", "lessons/kindness/", "report/")
# The pages of lessons that nobody has written: for pupils and parents, and the ways to lessons.
READERS = ("lessons/kindness/student/", "lessons/kindness/parents/")
VOCABULARY = load_vocabulary(ROOT / "content/vocabulary", "", [])
WAYS = (
    *(f"{facet_page(facet, key)}/" for facet, keys in offered(VOCABULARY).items() for key in keys),
    "lessons/find/", "lessons/paths/", "lessons/plan/",
)  # fmt: skip
PACKAGES = {
    f"{tag}/lessons/kindness/kindness-{version}.imscc" for tag in TAGS for version in ("1.1", "1.3")
}
# Those on which the lesson of this site stands.
LISTING = tuple(
    f"lessons/{way}/"
    for way in ("age/9-11", "for/pupils", "for/parents", "topic/hate-speech",
                "risk/content", "risk/conduct", "time/1-30", "format/lesson", "plan")
)  # fmt: skip


def _build(root: Path, output: Path, jobs: int = 1) -> Outcome:
    settings = load_settings(root / "mkdocs.yml", [])
    assert settings is not None
    outcome = build_site(Order(root, "north", output, settings, jobs=jobs))
    assert outcome.published, outcome.problems
    return outcome


def _pages(*ids: str, tags: Iterable[str] = TAGS) -> set[str]:
    return {f"{tag}/{page}index.html" for tag in tags for page in ids}


def _shares(*ids: str, tags: Iterable[str] = TAGS) -> set[str]:
    return {f"share/{tag}/{page}".rstrip("/") + ".png" for tag in tags for page in ids}


# What tells the numbers of this site: published ones of 2025, and one counted in 2026.
REPORTS = ("figures/reports/2025/", "figures/reports/2026/")
DATA = {"open-data/datapackage.json"} | {
    f"open-data/{name}.{form}" for name in ("attendance", "figures") for form in ("csv", "json")
}
PRINTED = {f"{tag}/{page}north-{page[-5:-1]}.pdf" for tag in TAGS for page in REPORTS}


def _feeds(*names: str, tags: Iterable[str] = TAGS) -> set[str]:
    return {f"{tag}/calendar{name}" for tag in tags for name in names}


# The pages of the calendar that nobody has written: groups of the two events, events and days.
GROUPS = tuple(
    f"calendar/{group}/"
    for group in ("audience/pupils", "city/rs-nis", "language/sr-cyrl", "region/rs-20",
                  "topic/hate-speech")
)  # fmt: skip
EVENTS = ("calendar/events/first/", "calendar/events/second/")
LISTS = ("calendar/2026-03/", "calendar/2026-04/", "calendar/2026-05/", "calendar/2026/",
         "calendar/agenda/", "calendar/find/", "calendar/what-changed/")  # fmt: skip
SHOWN = ("calendar/2026-03/", "calendar/2026-05/", "calendar/agenda/")
FEEDS = _feeds(".ics", ".json", *(group.removeprefix("calendar")[:-1] + ".ics" for group in GROUPS))
OF_EVENTS = _feeds("/events/first.ics", "/events/second.ics")
# Both forms are written together.
CHANGES = _feeds("/what-changed.xml", "/what-changed.json")
FRONT = {"index.html", "404.html"}


def _edit(name: str, old: str, new: str) -> Callable[[Project], None]:
    return lambda project: edit(project.at(name), old, new)


REPORT = "[[help-channels:report]]"
TABLE: dict[str, tuple[Callable[[Project], None], set[str]]] = {
    "nothing": (histories.nothing, set()),
    "all content touched": (histories.touch, set()),
    "a body": (
        _edit("commons/en/report/index.md", REPORT, f"More.\n\n{REPORT}"),
        _pages("report/", tags=["en"]),
    ),
    "a body that is shown in both scripts": (
        _edit("commons/sr/report/index.md", REPORT, f"Још.\n\n{REPORT}"),
        _pages("report/", tags=SERBIAN),
    ),
    "a body that no page of this centre shows": (
        _edit("commons/bg/report/index.md", REPORT, f"Още.\n\n{REPORT}"),
        set(),
    ),
    "the title of a page that no menu names": (
        _edit("commons/en/calendar/index.md", "title: Calendar", "title: Our days"),
        _pages("calendar/")
        | _pages(*GROUPS, *EVENTS, *LISTS, tags=["en"])
        | _shares("calendar/", tags=["en"]),
    ),
    "the title of a lesson": (
        _edit("commons/en/lessons/kindness/index.md", "title: Kind words", "title: Good words"),
        _pages("", "calendar/", "lessons/", tags=["en"])
        | _pages("lessons/kindness/", *READERS)
        | _pages(*LISTING, tags=["en"])
        | {package for package in PACKAGES if package.startswith("en/")}
        | _shares("lessons/kindness/", tags=["en"])
        | _pages(*GROUPS, *SHOWN, tags=["en"])
        | _pages(*EVENTS)
        | (FEEDS - _feeds(".json", tags=SERBIAN))
        | _feeds("/events/first.ics", "/events/second.ics", tags=["en"]),
    ),
    "a row of the schedule": (
        _edit("centres/north/schedule/presentations-2026.csv", "2026-05-12", "2026-05-19"),
        _pages("calendar/", "calendar/2026-05/", "calendar/agenda/", *GROUPS)
        | _pages("calendar/events/second/")
        | _pages("lessons/kindness/")  # it says when it is held next
        | _feeds("/events/second.ics")
        | FEEDS,
    ),
    "an event that was held": (
        _edit("centres/north/schedule/presentations-2026.csv", "10:00,10:45", "10:15,11:00"),
        _pages("calendar/2026-03/", "calendar/events/first/", *GROUPS)
        | _feeds("/events/first.ics")
        | FEEDS
        | _pages("figures/", *REPORTS)
        | PRINTED
        | DATA,
    ),
    "a count of attendance": (
        _edit("centres/north/attendance/2026.csv", "first,pupils,24", "first,pupils,25"),
        _pages("figures/", *REPORTS) | PRINTED | DATA,
    ),
    "a figure": (
        _edit("centres/north/figures.csv", "north-visits,,no", "north-visits,,yes"),
        _pages("figures/", *REPORTS) | PRINTED | DATA,
    ),
    "a help channel": (
        _edit("centres/north/help-channels.yml", '"16:00"', '"17:00"'),
        _pages(*IDS, *READERS, *WAYS, *GROUPS, *EVENTS, *LISTS, *REPORTS)
        | PACKAGES
        | _shares(*IDS, *GROUPS, *LISTS, *REPORTS)
        | PRINTED
        | DATA
        | FEEDS
        | OF_EVENTS
        | CHANGES
        | FRONT
        | {"sitemap.xml", "robots.txt"}
        | {"_headers", ".htaccess", "nginx-headers.conf"},  # the centre may have an editing page
    ),
    "a string": (
        histories.edit_string,
        _pages(*IDS, *READERS, *WAYS, *GROUPS, *EVENTS, *LISTS, *REPORTS)
        | PACKAGES
        | PRINTED
        | DATA
        | FEEDS
        | OF_EVENTS
        | CHANGES
        | FRONT,
    ),
    "a picture": (
        histories.edit_picture,
        {f"{tag}/help/picture.svg" for tag in TAGS},
    ),
}


@pytest.fixture(scope="module", params=[1, 2])
def jobs(request: pytest.FixtureRequest) -> int:
    """How many processes build."""
    found: int = request.param
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, jobs: int) -> tuple[Project, Path]:
    """A project whose site is built; each number of processes has its own."""
    folder = tmp_path_factory.mktemp("built")
    project = history_project(folder / "project")
    _build(project.root, folder / "site")
    return project, folder / "site"


@pytest.mark.parametrize("name", TABLE)
def test_edit_makes_exactly_the_files_that_depend_on_it(
    built: tuple[Project, Path], name: str, jobs: int
) -> None:
    project, output = built
    change, files = TABLE[name]
    change(project)
    before = {path: (output / path).stat().st_ino for path in snapshot(output)}
    outcome = _build(project.root, output, jobs)
    assert set(outcome.made) == files
    assert outcome.kept == len(snapshot(output)) - len(files)
    # What was not made is the same file as before, not another one with the same text.
    after = {path: (output / path).stat().st_ino for path in snapshot(output)}
    assert {path for path in after if after[path] != before.get(path)} == files


def test_template_makes_everything(built: tuple[Project, Path]) -> None:
    """What a template includes is known to Jinja alone, and templates seldom change."""
    project, output = built
    histories.edit_template(project)
    outcome = _build(project.root, output)
    assert (set(outcome.made), outcome.kept) == (set(snapshot(output)), 0)
    assert set(outcome.made.values()) == {(("look",),)}


def test_other_number_with_the_same_time_and_size_is_published(
    built: tuple[Project, Path],
) -> None:
    """Archives that are made to be the same everywhere give every version of a file one time."""
    project, output = built
    channels = project.at("centres/north/help-channels.yml")
    stat = channels.stat()
    text = channels.read_text(encoding="utf-8")
    new = text.replace("19001", "19009").replace("19 001", "19 009")
    channels.write_text(new, encoding="utf-8")
    os.utime(channels, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    _build(project.root, output)
    page = (output / "en/help/index.html").read_text(encoding="utf-8")
    assert ("19 001" in page, "19 009" in page) == (False, True)


def test_second_build_makes_nothing(built: tuple[Project, Path], jobs: int) -> None:
    project, output = built
    _build(project.root, output)
    outcome = _build(project.root, output, jobs)
    assert (outcome.made, outcome.removed, outcome.kept) == ({}, (), len(snapshot(output)))


HELP = "commons/en/help/index.md"
TOLD_ANEW = "description: Whom you can call.", "description: Whom to call."


def _makers(monkeypatch: pytest.MonkeyPatch, seen: Path) -> Callable[[], dict[str, bool]]:
    """Return what tells of each file that was written whether this process has done so."""
    put = mirror.put

    def noted(folder: Path, uri: str, data: bytes, *, new: bool = False) -> Stamp:
        with seen.open("a", encoding="utf-8") as stream:
            stream.write(f"{os.getpid()} {uri}\n")
        return put(folder, uri, data, new=new)

    def told() -> dict[str, bool]:
        lines = (line.split(" ", 1) for line in seen.read_text(encoding="utf-8").splitlines())
        return {uri: number == str(os.getpid()) for number, uri in lines}

    monkeypatch.setattr(mirror, "put", noted)
    return told


def test_pages_of_an_edited_text_are_made_while_all_else_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    _build(project.root, output, 2)
    told = _makers(monkeypatch, tmp_path / "seen")
    edit(project.at(HELP), *TOLD_ANEW)
    # So few are made by one process, which is not the one that compares and checks.
    assert set(_build(project.root, output, 2).made) == _pages("help/")
    assert told() == dict.fromkeys(_pages("help/"), False)
    _same_as_clean(project, output, tmp_path)


def _same_as_clean(project: Project, output: Path, folder: Path) -> None:
    _build(histories.fresh_copy(project, folder / "fresh"), folder / "clean")
    assert snapshot(output) == snapshot(folder / "clean")


def test_pages_made_beside_faults_are_not_published(tmp_path: Path) -> None:
    """What is wrong may be told after its page was made."""
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    _build(project.root, output, 2)
    before, text = snapshot(output), project.at(HELP).read_text(encoding="utf-8")
    wrong = f"{text}\n[gone](../nowhere/index.md)\n".replace(*TOLD_ANEW)
    project.at(HELP).write_text(wrong, encoding="utf-8")
    settings = load_settings(project.root / "mkdocs.yml", [])
    assert settings is not None
    outcome = build_site(Order(project.root, "north", output, settings, jobs=2))
    assert [p.path for p in errors(outcome.problems)] == [f"content/{HELP}"]
    assert not outcome.published
    assert snapshot(output) == before
    project.at(HELP).write_text(text, encoding="utf-8")
    _build(project.root, output, 2)
    assert snapshot(output) == before


def test_pages_are_made_again_where_the_other_process_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    _build(project.root, output, 2)
    put, ours = mirror.put, os.getpid()

    def failing(folder: Path, uri: str, data: bytes, *, new: bool = False) -> Stamp:
        stamp = put(folder, uri, data, new=new)
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return stamp

    monkeypatch.setattr(mirror, "put", failing)
    edit(project.at(HELP), *TOLD_ANEW)
    assert set(_build(project.root, output, 2).made) == _pages("help/")
    _same_as_clean(project, output, tmp_path)


def test_deleted_page_is_removed_and_makes_the_pages_that_named_it(tmp_path: Path) -> None:
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    histories.add_or_delete_page(project)
    _build(project.root, output)
    histories.add_or_delete_page(project)
    outcome = _build(project.root, output)
    ids = ("extra/", "extra/below/")
    pictures = {f"{tag}/extra/drawing.svg" for tag in TAGS}
    assert set(outcome.removed) == _pages(*ids) | _shares(*ids) | pictures
    assert set(outcome.made) == {"sitemap.xml"}


def test_file_that_nothing_reads_is_told_as_long_as_it_is_there(tmp_path: Path) -> None:
    root, output = small_project(tmp_path / "project"), tmp_path / "site"
    schedule = root / "content/centres/north/schedule"
    wrong, page = schedule / "presentation-2027.csv", root / "content/commons/en/help/index.md"

    def told() -> list[str]:
        return [p.path for p in _build(root, output).problems if p.code.id == "CHK013"]

    assert told() == []
    wrong.write_text("id\n", encoding="utf-8")
    shown = ["content/centres/north/schedule/presentation-2027.csv"]
    assert told() == shown
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert told() == shown
    wrong.unlink()
    assert told() == []


BEHIND_LINKS = (
    ("content/centres/north/schedule", histories.edit_venue),
    ("content/centres/north/attendance", histories.edit_attendance),
    ("content/centres/north/pages", histories.edit_own_page),
    ("content/centres/north", histories.edit_figure),
    ("content/vocabulary", histories.edit_city),
    ("theme/locales/sr/LC_MESSAGES", histories.edit_string),
)
"""A folder that somebody keeps elsewhere, and an edit of what stands in it."""


@pytest.mark.parametrize(("place", "step"), BEHIND_LINKS, ids=[place for place, _ in BEHIND_LINKS])
def test_edit_behind_a_link_is_seen(place: str, step: histories.Edit, tmp_path: Path) -> None:
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    histories.own_page_of_the_centre(project)
    folder = project.root / place
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    words = ("False", "")
    _build(project.root, output)
    assert is_up_to_date(project.root, "north", output, words)
    step(project)
    assert not is_up_to_date(project.root, "north", output, words)
    _build(project.root, output)
    _same_as_clean(project, output, tmp_path)


def test_folder_of_a_language_that_gives_way_to_a_link_is_told(tmp_path: Path) -> None:
    """Its files are the same ones as before, but stand outside of the project."""
    root, output = small_project(tmp_path / "project"), tmp_path / "site"
    folder, aside = root / "content/commons/en", tmp_path / "elsewhere"
    _build(root, output)
    folder.rename(aside)
    folder.symlink_to(aside)
    settings = load_settings(root / "mkdocs.yml", [])
    assert settings is not None
    outcome = build_site(Order(root, "north", output, settings))
    assert not outcome.published
    told = {p.path for p in outcome.problems if p.code.id == "LIB001"}
    texts = (path.relative_to(aside).as_posix() for path in aside.rglob("*.*"))
    assert told == {f"content/commons/en/{name}" for name in texts}
    folder.unlink()
    aside.rename(folder)
    assert _build(root, output).problems == ()


def test_what_a_system_lays_beside_assets_is_not_published(tmp_path: Path) -> None:
    """No build notices it, so none may depend on it."""
    project, output = history_project(tmp_path / "project"), tmp_path / "site"
    assets = project.root / "theme/assets"
    for name in (".DS_Store", ".style.css.swp", "style.css~", "Thumbs.db", ".folder/notes.txt"):
        (assets / name).parent.mkdir(exist_ok=True)
        (assets / name).write_text("By a program.\n", encoding="utf-8")
    _build(project.root, output)
    there = {path.relative_to(output / "assets").as_posix() for path in output.glob("assets/**/*")}
    assert any(name.startswith("style.") for name in there)
    assert [name for name in there if name.startswith(".") or "~" in name or "Thumbs" in name] == []


def test_reason_of_every_file_is_told(built: tuple[Project, Path]) -> None:
    project, output = built
    edit(project.at("commons/en/help/index.md"), "title: Help", "title: Help now")
    outcome = _build(project.root, output)
    said = explained("en/help/", outcome, output, project.root, "north")
    assert said == (
        "  en/help/index.html: made because the title by which a page is named has changed: "
        "en help; the title, description or state of a page has changed: en help; "
        "its text has changed: help en"
    )
    source = "content/commons/en/help/index.md"
    assert "share/en/help.png" in explained(source, outcome, output, project.root, "north")
    nothing = explained("robots.txt", outcome, output, project.root, "north")
    assert nothing == "  robots.txt: nothing it was made from has changed."


@pytest.mark.parametrize(
    ("step", "source", "page"),
    [
        (histories.edit_help_channel, "content/centres/north/help-channels.yml", "en/help/"),
        (histories.edit_city, "content/vocabulary/cities.csv", "en/calendar/"),
        (histories.edit_schedule_row, "content/centres/north/schedule/venues.csv", "en/calendar/"),
        (histories.edit_style, "theme/assets/style.css", "en/help/"),
    ],
)
def test_source_that_is_no_text_tells_what_it_has_changed(
    step: Callable[[Project], None], source: str, page: str, built: tuple[Project, Path]
) -> None:
    project, output = built
    step(project)
    said = explained(source, _build(project.root, output), output, project.root, "north")
    assert f"  {page}index.html: made because " in said


def test_file_of_which_nothing_is_known_was_there_before(built: tuple[Project, Path]) -> None:
    project, output = built
    (project.root / ".cache/beacon/centres/north/state").unlink()
    made = _build(project.root, output).made
    assert set(made.values()) == {(("unknown",),)}


# Modules that a build with nothing to do must not wait for.
SLOW = ("jinja2", "pydantic", "markdown", "mkdocs", "yaml", "PIL", "babel", "nh3", "mkdocs_beacon")


def _small_with_scripts(folder: Path) -> Path:
    root = project_with_scripts(folder / "project")
    shutil.rmtree(root / "content")
    shutil.copytree(small_project(folder / "small") / "content", root / "content")
    return root


def test_site_behind_a_link_is_known_to_be_up_to_date(tmp_path: Path) -> None:
    """Web servers are often given a folder of their own, and a link stands in its usual place."""
    root = _small_with_scripts(tmp_path)
    (tmp_path / "served").mkdir()
    (root / "site").mkdir()
    (root / "site/north").symlink_to(tmp_path / "served")
    first, second = (script(root, "build.py", "--centre", "north") for _ in range(2))
    assert first.code == 0, first.said
    said = f"north: nothing has changed; the site in {tmp_path / 'served'} is up to date.\n"
    assert second.said == said


def _loaded(result: Result) -> set[str]:
    """Return the packages that a script has loaded."""
    return {
        line.split("|")[2].strip().split(".")[0]
        for line in result.said.splitlines()
        if line.startswith("import time:")
    }


def test_build_loads_what_it_needs_and_with_nothing_to_do_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _small_with_scripts(tmp_path)
    asked = ("--centre", "north", "--output", str(tmp_path / "site"))
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    first, second = script(root, "build.py", *asked), script(root, "build.py", *asked)
    assert (first.code, second.code) == (0, 0), second.said
    assert "nothing has changed; the site in " in second.said
    # These texts are all set without Python-Markdown, and nothing in them is wrong.
    missing = ["pydantic", "markdown", "mkdocs", "nh3"]
    assert [name for name in SLOW if name not in _loaded(first)] == missing
    assert [name for name in SLOW if name in _loaded(second)] == []
    assert "beacon" in _loaded(second)

    report = root / "content/commons/en/report/index.md"
    edit(report, REPORT, f"More.\n\n{REPORT}")
    body = script(root, "build.py", *asked)
    assert "(1 file made, " in body.said
    assert [name for name in SLOW if name in _loaded(body)] == ["jinja2", "mkdocs_beacon"]
    edit(report, "title: Report\n", "title: Where to report it\n")
    title = script(root, "build.py", *asked)
    assert title.code == 0
    assert {"pydantic", "babel"} & _loaded(title) == set()
    edit(report, "title: Where to report it", "title: ''")
    assert "pydantic" in _loaded(script(root, "build.py", *asked))

    edit(report, "title: ''", "title: Where to report it\n")
    assert script(root, "build.py", *asked).code == 0
    monkeypatch.delenv("PYTHONPROFILEIMPORTTIME")
    asked_more = script(root, "build.py", *asked, "--timings", "--explain", "en/help/")
    assert "0 files made" in asked_more.said
    assert "en/help/: nothing it was made from has changed." in asked_more.said
    assert " ms  publish" in asked_more.said


@pytest.mark.parametrize(
    "change",
    [
        histories.edit_vocabulary,
        histories.rename_centre,
        histories.edit_string,
        histories.edit_schedule_row,
        histories.edit_lesson,
        histories.edit_figure,
    ],
)
def test_what_is_saved_during_a_build_is_seen_by_the_next(
    change: Callable[[Project], None], tmp_path: Path
) -> None:
    """What a page was made from is what was read, not what stands there at the end."""
    project = history_project(tmp_path / "project")
    settings = load_settings(project.root / "mkdocs.yml", [])
    assert settings is not None
    saved: list[str] = []

    def said(what: str, count: int, of: int) -> None:
        if what == "Making" and not saved:
            saved.append(what)
            change(project)

    output = tmp_path / "site"
    assert build_site(Order(project.root, "north", output, settings, said=said)).published
    assert saved
    _build(project.root, output)
    _build(histories.fresh_copy(project, tmp_path / "fresh"), tmp_path / "clean")
    assert snapshot(output) == snapshot(tmp_path / "clean")
