"""Generated pages: which there are, what they are called, and when others have to know."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.build.generated import Generated, generated_records, parts_of
from beacon.build.site import Site, load_site
from beacon.content.records import Record
from beacon.schedule.events import Events
from beacon.schedule.presentations import Presentation, Schedule


def records(site: Site, **changed: object) -> dict[tuple[str, str], Record]:
    """Return the generated records of a site of one event; `changed` is what differs in it."""
    first = next(p for p in site.schedule.presentations.values() if p.status == "planned")
    row = replace(first, **changed)
    assert isinstance(row, Presentation)
    schedule = replace(site.schedule, presentations={row.id: row}, changes=())
    return generated_records(
        Events(schedule, site.as_of), site.library, site.languages, site.tags, site.strings,
        site.vocabulary,
    )  # fmt: skip


def digests(found: dict[tuple[str, str], Record]) -> dict[tuple[str, str], str]:
    """Return what others compare to see whether a page looks different from outside."""
    return {key: record.document.head_digest for key, record in found.items()}


def test_pages_are_written_in_the_languages_people_write(serbia: Site) -> None:
    calendar = {tag for key, tag in serbia.generated if key.startswith("calendar/")}
    assert calendar == {"sr-Cyrl", "en"}
    for record_id in ("calendar/agenda", "calendar/2026-12", "calendar/region/rs-20"):
        routes = [serbia.routes[tag, record_id] for tag in serbia.tags]
        assert [str(route.state) for route in routes] == ["original", "transliterated", "original"]


@pytest.mark.parametrize(
    ("changed", "others"),
    [
        ({"capacity": 30}, 0),
        ({"sequence": 7}, 0),
        ({"presenters": ()}, 0),
        ({"status": "confirmed"}, 2),
        ({"status": "cancelled"}, 2),
    ],
)
def test_head_changes_only_with_what_others_show(
    changed: dict[str, object], others: int, serbia: Site
) -> None:
    before, after = digests(records(serbia)), digests(records(serbia, **changed))
    different = [key for key in before if after.get(key) != before[key]]
    assert [key[0].split("/")[1] for key in different if "topic" not in key[0]] == (
        ["events"] * others
    )


def test_written_page_stands_before_a_generated_one(project: Path) -> None:
    folder = project / "content" / "commons" / "en" / "calendar" / "agenda"
    folder.mkdir()
    text = "---\ntitle: Ours\ndescription: Written by hand.\n---\n\nText.\n"
    (folder / "index.md").write_text(text, encoding="utf-8")
    site = load_site(project, "serbia")
    assert {key for key in site.generated if key[0] == "calendar/agenda"} == set()
    assert site.routes["sr-Cyrl", "calendar/agenda"].record.head.title == "Ours"


def test_site_without_calendar_has_none_of_its_pages(project: Path) -> None:
    site = load_site(project, "serbia", features=frozenset({"lessons"}))
    assert [key for _, key in site.routes if "calendar" in key] == []


def test_month_with_too_many_events_has_several_pages(serbia: Site) -> None:
    assert [parts_of(count) for count in (0, 1, 200, 201, 400, 401)] == [1, 1, 1, 2, 2, 3]
    row = next(p for p in serbia.schedule.presentations.values() if p.status == "planned")
    many = {f"e{n}": replace(row, id=f"e{n}") for n in range(201)}
    schedule = Schedule(many, serbia.schedule.venues)
    found = generated_records(
        Events(schedule), serbia.library, serbia.languages, serbia.tags, serbia.strings,
        serbia.vocabulary,
    )  # fmt: skip
    month = row.date.isoformat()[:7]
    heads = [found[f"calendar/{month}{part}", "en"].head for part in ("", "/part-2")]
    assert [(h.part, h.parts) for h in heads if isinstance(h, Generated)] == [(1, 2), (2, 2)]
    assert heads[1].title == f"{heads[0].title}, part 2"
