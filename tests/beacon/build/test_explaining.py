"""Explaining: the reason of a file, and the files that a source has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from beacon.build.engine import Outcome
from beacon.build.explaining import REASONS, explained
from beacon.build.facts import FACTS

MADE = {
    "sr/help/index.html": (("text", "help", "sr-Cyrl"),),
    "en/calendar/index.html": (("schedule",), ("vocabulary",)),
    "en/index.html": (("route", "en", "help"), ("route", "en", "report")),
    "index.html": (("new",),),
    "share/en.png": (("look",),),
}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("sr/help/", ["sr/help/index.html: made because its text has changed: help sr-Cyrl"]),
        ("sr/help/index.html", [
            "sr/help/index.html: made because its text has changed: help sr-Cyrl"]),
        ("/", ["index.html: made because it was not there before"]),
        ("en/calendar/", ["en/calendar/index.html: made because the schedule has changed; "
                          "the vocabulary has changed"]),
        ("en/", ["en/index.html: made because the title, description or state of a page has "
                 "changed: en help; the title, description or state of a page has changed: "
                 "en report"]),
        ("share/en.png", ["share/en.png: made because a template or a file of the theme has "
                          "changed"]),
        ("content/commons/sr/help/index.md", [
            "sr/help/index.html: made because its text has changed: help sr-Cyrl",
            "en/index.html: made because the title, description or state of a page has "
            "changed: en help; the title, description or state of a page has changed: "
            "en report"]),
        ("sr/report/", ["sr/report/: nothing it was made from has changed."]),
        ("content/alone.md", ["content/alone.md: nothing it was made from has changed."]),
        ("sr/nowhere/", ["sr/nowhere/: there is no such page or file."]),
        # The end of their names is that of a page whose text has changed.
        ("sr/nowhere/help/", ["sr/nowhere/help/: there is no such page or file."]),
        ("content/commons/sr/selfhelp/index.md", [
            "content/commons/sr/selfhelp/index.md: there is no such page or file."]),
        ("sr/old/", ["sr/old/index.html: removed, because nothing makes it any more."]),
    ],
)  # fmt: skip
def test_explanation_names_the_inputs_that_changed(
    path: str, said: list[str], tmp_path: Path
) -> None:
    for name in ("site/sr/report/index.html", "content/alone.md"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    outcome = Outcome(made=MADE, removed=("sr/old/index.html",))
    told = explained(path, outcome, tmp_path / "site", tmp_path, "north")
    assert told.splitlines() == [f"  {line}" for line in said]


SOURCES = {
    "content/commons/en/lessons/trust/quiz.yml": {("text", "lessons/trust/quiz", "en")},
    "content/commons/en/lessons/trust/tree.svg": {("media", "en", "lessons/trust/tree.svg")},
    "content/centres/north/pages/en/index.md": {("named", "en", "")},
    "content/submissions/ours/text.en.md": {("route", "en", "campaigns/ours")},
    "content/centres/north/centre.yml": {("centre",), ("centres",)},
    "content/centres/south/help-channels.yml": {("centres",)},
    "content/centres/south/figures.csv": {("figures",)},
    "content/centres/north/schedule/venues.csv": {("event", "second")},
    "content/centres/north/attendance/2026.csv": {("summaries",)},
    "content/vocabulary/topics.yml": {("vocabulary", "topics"), ("summaries",)},
    "content/vocabulary/age-bands.yml": {("vocabulary", "age_bands"), ("summaries",)},
    "content/vocabulary/school-breaks.csv": {("vocabulary", "free_days"), ("summaries",)},
    "content/vocabulary/languages.yml": {("unknown",)},
    "content/glossary/terms.csv": {("glossary words", "en")},
    "content/paths.yml": {("paths",)},
    "content/forms/en/consent.md": {("forms",)},
    "theme/assets/style.css": {("look",)},
    "theme/locales/sr/LC_MESSAGES/beacon.po": {("strings", "sr-Cyrl")},
    "mkdocs.yml": {("unknown",)},
}
"""Sources, each with those of all these facts that are found in it."""


@pytest.mark.parametrize("source", SOURCES)
def test_source_is_asked_for_the_files_that_it_has_changed(source: str, tmp_path: Path) -> None:
    (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / source).touch()
    outcome = Outcome(made={f"{key}.html": (key,) for key in set().union(*SOURCES.values())})
    said = explained(source, outcome, tmp_path / "site", tmp_path, "north").splitlines()
    assert {line.partition(": ")[0] for line in said} == {
        f"  {key}.html" for key in SOURCES[source]
    }


@pytest.mark.parametrize("folder", ["schedule", "attendance"])
def test_data_of_another_centre_have_changed_nothing(folder: str, tmp_path: Path) -> None:
    source = f"content/centres/south/{folder}/2026.csv"
    (tmp_path / source).parent.mkdir(parents=True)
    (tmp_path / source).touch()
    outcome = Outcome(made={"index.html": (("schedule",), ("summaries",))})
    said = explained(source, outcome, tmp_path / "site", tmp_path, "north")
    assert said == f"  {source}: nothing it was made from has changed."


def test_every_fact_has_its_reason() -> None:
    assert REASONS.keys() == {*FACTS, "new", "unknown", "look", "file"}
