"""The calendar in a browser: filters that live in the address, today, and the list without them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from finished import serve
from playwright.sync_api import Browser, Page, expect

from beacon.build.engine import Order
from beacon.build.engine import build_site as build
from beacon.build.settings import load_settings
from beacon.schedule.presentations import COLUMNS

MONTH = "sr/calendar/2026-12/"
EVENTS = ".event[id]"

pytestmark = pytest.mark.browser


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    """A window on 9 December 2026, in which any error of a script fails the test."""
    context = browser.new_context(timezone_id="Europe/Belgrade")
    page = context.new_page()
    page.clock.set_fixed_time("2026-12-09T12:00:00+01:00")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


def shown(view: Page) -> list[str]:
    """Return the ids of the events in sight."""
    found: list[str] = view.locator(EVENTS).evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => e.id)"
    )
    return found


def test_filters_combine_live_in_the_address_and_say_the_number(view: Page, sites: Path) -> None:
    site = serve(sites / "serbia")
    view.goto(site + MONTH)
    everything = shown(view)
    count = view.locator(".filters-count")
    expect(count).to_have_text(f"Приказано: {len(everything)} од {len(everything)}")
    assert count.get_attribute("aria-live") == "polite"
    view.get_by_label("Врста догађаја").select_option("training")
    trainings = shown(view)
    assert 0 < len(trainings) < len(everything)
    expect(count).to_have_text(f"Приказано: {len(trainings)} од {len(everything)}")
    view.get_by_label("Време").select_option("past")
    both = shown(view)
    assert set(both) < set(trainings)
    assert view.url == f"{site}{MONTH}?type=training&when=past"
    view.reload()
    assert shown(view) == both
    # The choice goes with the reader to another month, and can be taken back.
    following = view.locator("a[rel=next]").get_attribute("href")
    assert following == f"{site}sr/calendar/2027-01/?type=training&when=past"
    view.get_by_role("button", name="Прикажи све").click()
    assert shown(view) == everything
    assert view.url == site + MONTH


def test_choice_that_fits_nothing_says_what_to_do(view: Page, sites: Path) -> None:
    view.goto(f"{serve(sites / 'serbia')}{MONTH}?region=RS-99")
    assert shown(view) == []
    expect(view.locator("[data-none]")).to_be_visible()


@pytest.fixture(scope="session")
def large_month(shared: Callable[..., Path], copy_project: Callable[[Path], Path]) -> Path:
    """The site of a Serbian calendar whose April 2027 has 450 events more, in two cities."""

    def make(folder: Path) -> None:
        project = copy_project(folder / "project")
        settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
        others = r"(?m)^  - beacon-(?!site|calendars|publish)[a-z]+.*\n(?:      .*\n)*"
        (project / "mkdocs.yml").write_text(re.sub(others, "", settings), encoding="utf-8")
        schedule = project / "content" / "centres" / "serbia" / "schedule"
        with (schedule / "presentations-2027-many.csv").open("w", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(COLUMNS)
            for number in range(450):
                day, city = f"2027-04-{number // 15 + 1:02}", ("rs-nis", "rs-cacak")[number % 2]
                kind = "workshop" if number % 100 == 50 else "presentation"
                where = ("", "", "", city, "", "sr-Cyrl", "pupils", "primary", "", "no")
                writer.writerow((f"many-{number}", "planned", kind, day, *where, 0, "2026-11-20"))
        loaded = load_settings(project / "mkdocs.yml", [])
        assert build(Order(project, "serbia", folder / "site", loaded)).published

    return shared("large-month", make) / "site"


def test_choice_is_made_among_all_parts_of_a_large_month(view: Page, large_month: Path) -> None:
    site = serve(large_month)
    month = f"{site}sr/calendar/2027-04/"
    workshops = [f"event-many-{number}" for number in (50, 150, 250, 350)]
    for part in ("", "part-2/", "part-3/"):
        view.goto(month + part)
        alone = shown(view)
        view.get_by_label("Врста догађаја").select_option("workshop")
        expect(view.locator("nav.parts").first).to_be_hidden()
        found = shown(view)
        assert [name for name in found if "many" in name] == workshops
        assert len(found) == len(set(found))
        # Links of events from other parts lead where they led there.
        link = view.locator("#event-many-350 .event-title a")
        assert link.evaluate("a => a.href") == f"{site}sr/calendar/events/many-350/"
        view.reload()
        expect(view.locator("nav.parts").first).to_be_hidden()
        expect(view.locator(".filters-count")).to_contain_text(f"Приказано: {len(found)} од")
        assert shown(view) == found
        days = view.locator(".event[id] time").evaluate_all("all => all.map((e) => e.dateTime)")
        assert days == sorted(days)
        view.get_by_role("button", name="Прикажи све").click()
        assert shown(view) == alone


def test_part_of_a_large_month_is_filtered_alone_where_others_cannot_be_had(
    view: Page, large_month: Path
) -> None:
    site = serve(large_month)
    view.route("**/part-*/", lambda route: route.abort())
    view.goto(f"{site}sr/calendar/2027-04/?type=workshop")
    expect(view.locator("#event-many-50")).to_be_visible()
    assert len([name for name in shown(view) if "many" in name]) < 4
    following = view.locator("nav.parts a").nth(1).get_attribute("href")
    assert following == f"{site}sr/calendar/2027-04/part-2/?type=workshop"


def test_filters_work_by_keyboard(view: Page, sites: Path) -> None:
    view.goto(serve(sites / "serbia") + MONTH)
    view.get_by_label("Статус").focus()
    view.keyboard.press("ArrowDown")
    assert view.evaluate("document.activeElement.name") == "status"
    assert "status=" in view.url


@pytest.mark.parametrize(
    "place", ["en/calendar/2026-10/", "en/calendar/events/sample-2026-10-14-nis/"]
)
def test_no_gap_stands_before_the_comma_behind_a_name(place: str, view: Page, sites: Path) -> None:
    view.goto(f"{serve(sites / 'serbia')}{place}")
    gaps = view.locator(".event-facts bdi, .event-place bdi").evaluate_all(
        """names => names.map((name) => {
          const comma = document.createRange();
          comma.setStart(name.nextSibling, 0);
          comma.setEnd(name.nextSibling, 1);
          const before = [...name.getClientRects()].at(-1);
          return comma.getBoundingClientRect().left - before.right;
        })"""
    )
    assert gaps and max(map(abs, gaps)) < 1


def test_today_is_marked_where_it_is_and_nowhere_else(view: Page, sites: Path) -> None:
    site = serve(sites / "serbia")
    view.goto(site + MONTH)
    marked = view.locator("[aria-current=date]")
    assert marked.evaluate_all("all => all.map((e) => e.dateTime)") == ["2026-12-09"]
    view.goto(f"{site}sr/calendar/2027-01/")
    assert view.locator("[aria-current=date]").count() == 0


def test_whole_list_is_there_without_javascript(browser: Browser, sites: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{serve(sites / 'serbia')}{MONTH}?type=training")
    events = plain.locator(EVENTS)
    assert events.count() > 10
    assert all(event.is_visible() for event in events.all())
    assert not plain.locator("[data-filters]").is_visible()
    context.close()
