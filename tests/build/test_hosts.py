"""Every door to a build opens onto the same site: the script, MkDocs, and its fork ProperDocs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from build_projects import (
    CENTRES,
    Result,
    build,
    differing,
    edit,
    leftovers,
    project_with_scripts,
    run,
    script,
    small_project,
    snapshot,
)

# Together, so that the sites they share are built once.
pytestmark = pytest.mark.xdist_group("hosts")
HOSTS = ("mkdocs", "properdocs")
_GENERATOR = b'<meta name="generator"'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its scripts."""
    return project_with_scripts(tmp_path_factory.mktemp("hosts") / "project")


@pytest.fixture(scope="module")
def scripted(few_events: Path) -> Path:
    """The sites of both centres in `<folder>/<centre>`, as the script builds them."""
    return few_events / "sites"


def _hosted(host: str, root: Path, output: Path, centre: str, *more: str) -> Result:
    arguments = [sys.executable, "-m", host, "build", "-f", "mkdocs.yml", *more]
    env = {"BEACON_CENTRE": centre, "BEACON_SITE_DIR": str(output)}
    return run(arguments, env=env, cwd=root)


@pytest.mark.parametrize("centre", CENTRES)
def test_mkdocs_builds_what_the_script_builds(root: Path, scripted: Path, centre: str) -> None:
    output = root.parent / "mkdocs" / centre
    result = _hosted("mkdocs", root, output, centre)
    assert result.code == 0, result.said
    assert differing(snapshot(output), snapshot(scripted / centre)) == []


def test_properdocs_differs_in_the_generator_line_alone(root: Path, scripted: Path) -> None:
    """A page that names its generator differs in that one line, and nothing else does."""
    centre = CENTRES[-1]
    output = root.parent / "properdocs" / centre
    result = _hosted("properdocs", root, output, centre)
    assert result.code == 0, result.said
    ours, theirs = snapshot(output), snapshot(scripted / centre)
    assert ours.keys() == theirs.keys()
    named = [name for name in ours if name.endswith(".html")]
    named = [name for name in named if _GENERATOR in (scripted / centre / name).read_bytes()]
    assert differing(ours, theirs) == named
    for name in named:
        one = (output / name).read_bytes().splitlines()
        other = (scripted / centre / name).read_bytes().splitlines()
        changed = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        assert len(changed) == 1, name
        assert all(_GENERATOR in line for line in changed[0]), name
        assert b"properdocs" in changed[0][0].lower(), name


def test_script_builds_the_default_centre_into_site(root: Path, scripted: Path) -> None:
    result = script(root, "build.py")
    assert result.code == 0, result.said
    assert differing(snapshot(root / "site" / "serbia"), snapshot(scripted / "serbia")) == []


def test_option_that_mkdocs_cannot_heed_is_told(tmp_path: Path) -> None:
    root = project_with_scripts(tmp_path / "project", small_project)
    asked = ("--centre", "north", "--explain", "sr/help/", "--timings")
    said = "MkDocs builds alone, and cannot heed --explain, --timings."
    hosted = script(root, "build.py", *asked, "--mkdocs")
    assert hosted.code == 0, hosted.said
    assert hosted.said.splitlines().count(said) == 1
    by_itself = script(root, "build.py", *asked)
    assert by_itself.code == 0, by_itself.said
    assert "MkDocs" not in by_itself.said


@pytest.mark.parametrize("host", HOSTS)
def test_host_tells_a_problem_and_leaves_the_old_site(host: str, tmp_path: Path) -> None:
    root, output = small_project(tmp_path / "project"), tmp_path / "site"
    assert build(root, output, "north").code == 0
    before = snapshot(output)
    edit(root / "content/commons/en/help/index.md", "quick_exit", "quik_exit")
    result = _hosted(host, root, output, "north")
    assert result.code == 1
    assert "content/commons/en/help/index.md:5: SRC004 " in result.said
    assert "Traceback" not in result.said
    assert differing(snapshot(output), before) == []
    assert leftovers(output) == []


def test_strict_build_of_a_host_stops_at_a_warning(tmp_path: Path) -> None:
    root, output = small_project(tmp_path / "project"), tmp_path / "site"
    assert build(root, output, "north").code == 0
    before = snapshot(output)
    page = root / "content/commons/sr/help/index.md"
    edit(page, "quick_exit: true", "quick_exit: true\ntranslation: {of: en}")
    relaxed = _hosted("mkdocs", root, tmp_path / "other", "north")
    assert relaxed.code == 0, relaxed.said
    result = _hosted("mkdocs", root, output, "north", "--strict")
    assert result.code == 1
    assert "content/commons/sr/help/index.md:6: TRA002 " in result.said
    assert "Traceback" not in result.said
    assert differing(snapshot(output), before) == []


def test_unknown_centre_is_told(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    result = _hosted("mkdocs", root, tmp_path / "site", "nort")
    assert result.code == 1
    assert 'CEN001 No centre is called "nort". Did you mean "north"?' in result.said
    assert not (tmp_path / "site").exists()


def test_sites_of_both_centres_stand_apart(scripted: Path) -> None:
    assert sorted(path.name for path in scripted.iterdir()) == sorted(CENTRES)
