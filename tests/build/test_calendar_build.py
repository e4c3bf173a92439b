"""One row of the schedule: what is made again, and what is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from beacon.build.engine import Order, Outcome, build_site
from beacon.build.settings import load_settings

EVENT = "sample-2027-03-01-subotica"


def build(project: Path) -> Outcome:
    """Build the Serbian site of a project."""
    settings = load_settings(project / "mkdocs.yml", [])
    assert settings is not None
    outcome = build_site(Order(project, "serbia", project / "site", settings))
    assert outcome.published, outcome.problems
    return outcome


def change(project: Path, before: str, after: str) -> None:
    """Change one cell of one row."""
    path = project / "content/centres/serbia/schedule/presentations-2027-samples.csv"
    text = path.read_text(encoding="utf-8")
    text, count = re.subn(rf"(?m)^({EVENT}.*?){before}", rf"\g<1>{after}", text)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def not_counting(made: Iterable[str]) -> set[str]:
    """Leave out what counts presentations: figures, reports and open data read all rows."""
    return {uri for uri in made if "figures/" not in uri and not uri.startswith("open-data/")}


def test_one_row_makes_only_its_own_pages_and_feeds(project: Path) -> None:
    build(project)
    # The hour is not public: nothing that a stranger can see has changed.
    change(project, ",,,sample-primary", ",09:00,09:45,sample-primary")
    assert not_counting(build(project).made) == set()
    change(project, ",planned,", ",confirmed,")
    made = not_counting(build(project).made)
    groups = [
        "audience/pupils", "audience/teachers", "city/rs-subotica", "language/sr-cyrl",
        "region/rs-01", "topic/grooming",
    ]  # fmt: skip
    expected = {
        "calendar.ics", "calendar.json", "calendar/2027-03/index.html",
        "calendar/2027/index.html", "calendar/agenda/index.html", "calendar/what-changed.xml",
        "calendar/what-changed.json", "calendar/what-changed/index.html",
        f"calendar/events/{EVENT}.ics",
        f"calendar/events/{EVENT}/index.html", "search/pages.js",
        *(f"calendar/{group}{end}" for group in groups for end in (".ics", "/index.html")),
    }  # fmt: skip
    in_english = {uri.removeprefix("en/") for uri in made if uri.startswith("en/")}
    assert in_english == expected | {"search/index.js"}
    for folder in ("sr", "sr-Latn"):  # which have one index of words together
        here = {uri.removeprefix(f"{folder}/") for uri in made if uri.startswith(f"{folder}/")}
        assert here == expected | ({"search/index.js"} if folder == "sr" else set())
    assert all(uri.startswith(("en/", "sr/", "sr-Latn/")) for uri in made)
