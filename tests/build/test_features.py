"""The list of plugins is the list of features, and the scripts do what they say."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from build_pages import addresses, broken_links, faults, html_files, read
from build_projects import (
    CENTRES,
    ROOT,
    Site,
    build,
    differing,
    edit,
    project_with_scripts,
    real_project,
    run,
    script,
    snapshot,
    without_plugin,
)

import beacon
from beacon.problems import Code

ADDRESSES = {"serbia": "https://pametnoibezbedno.gov.rs/", "bulgaria": "https://safenet.bg/"}
LANGUAGES = ("sr", "sr-Latn", "en")
SHOWN_KITS = "sextortion"
# The files that each line of mkdocs.yml brings, by their beginning or end.
BROUGHT = {
    "beacon-lessons": r"(?:sr|sr-Latn|en)/lessons/",
    "beacon-ways": r"(?:sr|sr-Latn|en)/lessons/"
    r"(?:age|for|topic|risk|time|competence|format|find|paths|plan)/",
    "beacon-quizzes": r"(?:sr|sr-Latn|en)/lessons/[^/]+/(?:quiz|story)/",
    "beacon-glossary": r"(?:sr|sr-Latn|en)/glossary/",
    "beacon-packages": r".*\.imscc$|.*-qti-2\.1\.zip$",
    "beacon-campaigns": r"(?:sr|sr-Latn|en)/campaigns/",
    "beacon-calendars": r"(?:sr|sr-Latn|en)/(?:calendar/|(?:calendar|changes)\.(?:ics|json|atom)$)",
    "beacon-attendance": r"(?:sr|sr-Latn|en)/figures/|open-data/",
    "beacon-guide": r"(?:sr|sr-Latn|en)/guide/",
    "beacon-search": r"(?:sr|sr-Latn|en)/search/|.*/text\.js$",
    "beacon-kits": r"(?:sr|sr-Latn|en)/lessons/[\w-]+/kit/",
    "beacon-metadata": r"share/|sitemap\.xml$|robots\.txt$",
    "beacon-publish": r"_headers$|nginx-headers\.conf$|\.htaccess$|\.beacon-site$",
}


def _brought(site: Site, plugin: str) -> list[str]:
    return [name for name in site if re.match(BROUGHT[plugin], name)]


@pytest.fixture(scope="session")
def full(shared: Callable[..., Path]) -> Path:
    """The Serbian site with all features and few events, in `<folder>/serbia`."""

    def make(folder: Path) -> None:
        root = real_project(folder / "project")
        result = build(root, folder / "serbia", "serbia", env={"BEACON_KITS": SHOWN_KITS})
        assert result.code == 0, result.said

    return shared("full", make)


def test_every_line_of_the_configuration_is_tested() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    lines = re.findall(r"^  - (beacon-\w+)", text, re.MULTILINE)
    assert lines == ["beacon-site", *BROUGHT]


@pytest.mark.parametrize("centre", CENTRES)
def test_full_site_leads_nowhere_wrong(full: Path, sites: Path, centre: str) -> None:
    name = yaml.safe_load((ROOT / f"content/centres/{centre}/centre.yml").read_text("utf-8"))
    assert name["website"] == ADDRESSES[centre]
    site = (full if centre == "serbia" else sites) / centre
    assert broken_links(site, ADDRESSES[centre]) == []
    assert faults(site) == []


# A build for each line would take too long; those that have little to do with each other go
# out together.
GONE = (
    ("beacon-lessons",),
    ("beacon-ways", "beacon-publish", "beacon-attendance"),
    ("beacon-quizzes", "beacon-calendars", "beacon-metadata"),
    ("beacon-glossary", "beacon-packages", "beacon-search"),
    ("beacon-campaigns", "beacon-guide", "beacon-kits"),
)


def test_every_line_goes_out_once() -> None:
    assert sorted(plugin for plugins in GONE for plugin in plugins) == sorted(BROUGHT)


@pytest.mark.parametrize("plugins", GONE, ids="+".join)
def test_feature_is_gone_with_its_line(
    full: Path, tmp_path: Path, plugins: tuple[str, ...]
) -> None:
    """Its pages and files are gone, and no page leads to them."""
    whole = snapshot(full / "serbia")
    root, output = real_project(tmp_path / "project"), tmp_path / "site"
    commons = root / "content/commons/en"
    for folder in ("lessons/group-chats", "campaigns/stop-tell"):  # pictures in a folder of theirs
        (commons / folder / "pictures").mkdir()
        drawing = commons / "lessons/group-chats/three-doors.svg"
        shutil.copy(drawing, commons / folder / "pictures/doors.svg")
    for plugin in plugins:
        assert _brought(whole, plugin)
        without_plugin(root, plugin)
    result = build(root, output, "serbia")
    assert result.code == 0, result.said
    rest = snapshot(output)
    assert [name for plugin in plugins for name in _brought(rest, plugin)] == []
    assert {f"{language}/help/index.html" for language in LANGUAGES} <= rest.keys()
    assert broken_links(output, ADDRESSES["serbia"]) == []
    assert faults(output) == []
    for path in html_files(output):
        assert 'class="slot"' not in path.read_text(encoding="utf-8")
        assert "[[" not in read(path).prose("main"), path


def test_page_that_needs_a_feature_in_one_language_alone_goes_whole(tmp_path: Path) -> None:
    """A page has an address in each language or in none: its languages lead to each other."""
    root, output = real_project(tmp_path / "project"), tmp_path / "site"
    without_plugin(root, "beacon-guide")
    page = root / "content/commons/en/if-it-happens/grooming/index.md"
    edit(page, "\ntitle:", "\nneeds: guide\ntitle:")
    result = build(root, output, "serbia")
    assert "Traceback" not in result.said
    assert result.told or broken_links(output, ADDRESSES["serbia"]) == []


def test_two_lines_taken_out_take_both_features(sites: Path, tmp_path: Path) -> None:
    root, output = real_project(tmp_path / "project"), tmp_path / "site"
    for plugin in ("beacon-lessons", "beacon-calendars"):
        without_plugin(root, plugin)
    result = build(root, output, "bulgaria")
    assert result.code == 0, result.said
    assert [n for n in snapshot(output) if "/lessons/" in n or n.endswith(".ics")] == []
    assert [n for n in snapshot(sites / "bulgaria") if "/lessons/" in n]
    assert broken_links(output, ADDRESSES["bulgaria"]) == []


# Scripts


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its scripts, unchanged."""
    return project_with_scripts(tmp_path_factory.mktemp("scripts") / "project")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with its scripts, to be changed."""
    return project_with_scripts(tmp_path / "project")


def test_check_passes_without_building(origin: Path) -> None:
    before = snapshot(origin / "content")
    result = script(origin, "check.py")
    assert result.code == 0, result.said
    assert re.search(r"^0 problems, 0 of them errors, in 2 centres\.$", result.said, re.MULTILINE)
    assert not (origin / "site").exists()
    assert differing(snapshot(origin / "content"), before) == []


@pytest.mark.parametrize("code", ["SCH002", "sch002"])
def test_check_explains_a_code(origin: Path, code: str) -> None:
    result = script(origin, "check.py", "--explain", code)
    assert result.code == 0
    assert result.said.startswith("SCH002 (error)\n")
    assert "venue" in result.said
    assert "venues.csv" in result.said


def test_check_knows_no_other_code(origin: Path) -> None:
    result = script(origin, "check.py", "--explain", "NOPE")
    assert result.code == 2
    assert "There is no code NOPE." in result.said
    assert "SCH002" in result.said
    near = script(origin, "check.py", "--explain", "SCH0002")
    assert (near.code, 'Did you mean "SCH002"?' in near.said) == (2, True)


def test_every_code_explains_itself(origin: Path) -> None:
    listed = script(origin, "check.py", "--explain", "NOPE").said.partition("All codes: ")[2]
    codes = listed.strip().split(", ")
    assert codes == sorted(set(codes))
    assert len(codes) > 40
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(beacon.__path__, "beacon.")
    ]
    values = [value for module in modules for value in vars(module).values()]
    defined = {value.id for value in values if isinstance(value, Code)}
    assert codes == sorted(defined)


def test_check_counts_a_warning_as_an_error_when_strict(project: Path) -> None:
    page = project / "content/commons/bg/help/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r', digest: "\w+"\}', "}", text, count=1), encoding="utf-8")
    line = text[: text.index("translation:")].count("\n") + 1
    # One of the centres has a help page of its own, and still the commons are checked.
    relaxed = script(project, "check.py")
    assert (relaxed.code, relaxed.told) == (0, [f"content/commons/bg/help/index.md:{line} TRA002"])
    assert script(project, "check.py", "--strict").code == 1


def test_check_reads_the_settings_as_well(project: Path) -> None:
    edit(project / "mkdocs.yml", "  - beacon-quizzes", "  - beacon-quizes")
    result = script(project, "check.py", "--centre", "serbia")
    assert (result.code, result.told) == (1, ["mkdocs.yml:19 SRC004"]), result.said
    edit(project / "mkdocs.yml", "  - beacon-quizes", "\t- beacon-quizzes")
    result = script(project, "check.py", "--centre", "serbia")
    assert (result.code, result.told) == (1, ["mkdocs.yml:19 SRC002"]), result.said


def test_check_takes_the_day_that_a_build_takes(origin: Path) -> None:
    """Who lets sites be built as of today has no other word for it in front of a check."""
    command = [sys.executable, str(origin / "scripts/check.py"), "--centre", "serbia"]
    env = {"PIP_NO_INDEX": "1", "BEACON_AS_OF": "today"}
    result = run(command, env=env, cwd=origin)
    assert (result.code, result.told) == (0, []), result.said
    result = run(command, env={**env, "BEACON_AS_OF": "tomorrow"}, cwd=origin)
    assert (result.code, result.told) == (1, ["mkdocs.yml:16 SRC005"]), result.said


def test_check_fails_for_an_error_and_for_a_wrong_call(project: Path) -> None:
    edit(project / "content/centres/serbia/centre.yml", "country: RS", "country: RS\nbudget: 1")
    result = script(project, "check.py", "--centre", "serbia")
    assert result.code == 1
    assert "content/centres/serbia/centre.yml:4 SRC004" in result.told
    assert script(project, "check.py", "--nope").code == 2
    unknown = script(project, "check.py", "--centre", "bulgarien")
    assert (unknown.code, 'Did you mean "bulgaria"?' in unknown.said) == (1, True)


def test_check_and_build_tell_all_problems_of_two_files_at_once(project: Path) -> None:
    schedule = project / "content/centres/serbia/schedule/presentations-2026.csv"
    text = schedule.read_text(encoding="utf-8")
    broken = text.replace("sample-primary-nis", "sample-primary-niš")
    schedule.write_text(broken.replace(",cancelled,", ",canceled,"), encoding="utf-8")
    lines = text.splitlines()
    venue = next(n for n, line in enumerate(lines, 1) if "sample-primary-nis" in line)
    status = next(n for n, line in enumerate(lines, 1) if ",cancelled," in line)
    page = project / "content/commons/en/lessons/sextortion/index.md"
    source = page.read_text(encoding="utf-8")
    minutes = next(n for n, line in enumerate(source.splitlines(), 1) if line == "minutes: 45")
    link = next(n for n, line in enumerate(source.splitlines(), 1) if "help/index.md" in line)
    source = source.replace("\nminutes: 45\n", "\nminutes: 46\n")
    page.write_text(source.replace("help/index.md", "hepl/index.md", 1), encoding="utf-8")
    here = "content/centres/serbia/schedule/presentations-2026.csv"
    there = "content/commons/en/lessons/sextortion/index.md"
    slides = page.with_name("slides.md").read_text(encoding="utf-8").splitlines()
    last = max(n for n, line in enumerate(slides, 1) if line.startswith("## "))
    expected = [
        f"{here}:{venue} SCH002",
        f"{here}:{status} SRC005",
        f"{there}:{minutes} LES001",
        f"{there}:{link} LNK001",
        f"{page.with_name('slides.md').relative_to(project).as_posix()}:{last} KIT004",
    ]
    expected.sort(key=lambda told: (told.split(":")[0], int(re.findall(r":(\d+)", told)[0])))
    for result in (script(project, "check.py"), script(project, "build.py")):
        assert (result.code, result.told) == (1, expected), result.said
    assert not (project / "site").exists()


def test_translations_lists_what_is_missing_and_stale_with_its_words(project: Path) -> None:
    commons = project / "content" / "commons"
    clean = script(project, "translations.py", "--centre", "bulgaria")
    assert clean.code == 0
    assert "missing" not in clean.said
    assert "stale" not in clean.said

    shutil.rmtree(commons / "bg" / "lessons" / "grooming")
    english = commons / "en" / "lessons" / "sextortion" / "index.md"
    edit(english, "## Debrief questions {#debrief}", "One more sentence.\n\n## Debrief {#debrief}")
    result = script(project, "translations.py", "--centre", "bulgaria")
    assert result.code == 0

    def words(path: Path) -> int:
        return len(path.read_text(encoding="utf-8").split("\n---\n", 1)[1].split())

    missing = words(commons / "en/lessons/grooming/index.md")
    stale = words(commons / "bg/lessons/sextortion/index.md")
    rows = re.compile(r"^    (missing|stale) +(\S+) \((\d+) words\)$", re.MULTILINE)
    assert rows.findall(result.said) == [
        ("missing", "lessons/grooming", str(missing)),
        ("stale", "lessons/sextortion", str(stale)),
    ]
    assert f"; {missing + stale} words to translate" in result.said
    assert re.search(r"^  en: .*; 0 words to translate$", result.said, re.MULTILINE)


def test_stamping_makes_a_translation_current_and_changes_nothing_else(project: Path) -> None:
    english = project / "content/commons/en/lessons/sextortion/index.md"
    bulgarian = "content/commons/bg/lessons/sextortion/index.md"
    edit(english, "## Debrief questions {#debrief}", "## Debrief {#debrief}")
    before = snapshot(project / "content")
    text = (project / bulgarian).read_text(encoding="utf-8")
    result = script(project, "translations.py", "--stamp", bulgarian)
    assert result.code == 0, result.said
    after = snapshot(project / "content")
    assert differing(before, after) == [bulgarian.removeprefix("content/")]
    old, new = text.splitlines(), (project / bulgarian).read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][0].startswith("translation:")
    assert "stale" not in script(project, "translations.py", "--centre", "bulgaria").said


def _belongings(root: Path, centre: str) -> tuple[set[str], set[str]]:
    """Return what only this centre's pages may show: its numbers, and its other texts."""
    folder = root / "content" / "centres" / centre
    channels = yaml.safe_load((folder / "help-channels.yml").read_text("utf-8"))["channels"]
    about = yaml.safe_load((folder / "centre.yml").read_text("utf-8"))
    phones = [channel for channel in channels if channel["type"] == "phone"]
    numbers = {channel[key] for channel in phones for key in ("value", "display")}
    texts = {channel["value"] for channel in channels if channel["type"] != "phone"}
    texts |= {about["email"], about["website"], *about["legal_terms"]}
    texts |= set((about["funding"] or {}).get("statement", {}).values())
    return numbers, {text.strip() for text in texts if text}


def test_new_centre_builds_at_once_and_shows_nothing_of_the_others(
    project: Path, full: Path, tmp_path: Path
) -> None:
    made = script(project, "new.py", "centre", "atlantis")
    assert made.code == 0, made.said
    result = script(project, "build.py", "--centre", "atlantis", "--output", str(tmp_path / "new"))
    assert result.code == 0, result.said
    site = tmp_path / "new"
    assert (site / "en" / "lessons" / "sextortion" / "index.html").is_file()
    assert broken_links(site, "https://example.org/") == []

    files = [path for path in site.rglob("*") if path.suffix in {".html", ".ics", ".xml", ".txt"}]
    everything = "\n".join(path.read_text(encoding="utf-8") for path in files)
    prose = "\n".join(read(path).prose() for path in html_files(site))
    for centre in CENTRES:
        numbers, texts = _belongings(project, centre)
        assert len(numbers) > 3
        assert len(texts) > 3
        assert [text for text in sorted(texts) if text in everything] == []
        shown = [n for n in sorted(numbers) if re.search(rf"(?<![\d.,:-]){n}(?![\d.,:%-])", prose)]
        assert shown == []
    assert [address for address in addresses(site) if address.startswith("tel:")] == []

    # The others stay what they were, and the whole tree is still without a problem.
    assert script(project, "check.py").code == 0
    again = build(project, tmp_path / "serbia", "serbia", env={"BEACON_KITS": SHOWN_KITS})
    assert again.code == 0, again.said
    assert differing(snapshot(tmp_path / "serbia"), snapshot(full / "serbia")) == []


def test_new_centre_in_other_languages_builds_at_once(project: Path, tmp_path: Path) -> None:
    options = ["--country", "HR", "--languages", "sr-Latn,bg", "--time-zone", "Europe/Zagreb"]
    made = script(project, "new.py", "centre", "new-croatia", *options)
    assert made.code == 0, made.said
    result = build(project, tmp_path / "site", "new-croatia")
    assert result.code == 0, result.said
    for language in ("sr-Latn", "bg"):
        page = read(tmp_path / "site" / language / "help" / "index.html")
        assert page.inside("prose")
    assert broken_links(tmp_path / "site", "https://example.org/") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["Atlantis"],
        ["../atlantis"],
        ["атлантида"],
        [""],
        ["serbia"],
        ["atlantis", "--languages", "xx"],
        ["atlantis", "--languages", ""],
        ["atlantis", "--country", "Atlantis"],
        ["atlantis", "--time-zone", "Europe/Atlantis"],
        ["atlantis", "--time-zone", "../../etc/passwd"],
    ],
)
def test_new_centre_that_cannot_be_made_is_told_and_nothing_written(
    origin: Path, arguments: list[str]
) -> None:
    before = snapshot(origin / "content")
    result = script(origin, "new.py", "centre", *arguments)
    assert result.code == 1
    assert result.said.strip()
    assert "Traceback" not in result.said
    assert snapshot(origin / "content") == before


def test_build_script_tells_a_wrong_call(origin: Path) -> None:
    assert script(origin, "build.py", "--centre", "serbia", "--all").code == 2
    unknown = script(origin, "build.py", "--centre", "serbien")
    assert (unknown.code, 'Did you mean "serbia"?' in unknown.said) == (1, True)
    assert not (origin / "site").exists()
