"""The calendar in a browser: filters that live in the address, today, and the list without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from finished import serve
from playwright.sync_api import Browser, Page, expect

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


def test_filters_work_by_keyboard(view: Page, sites: Path) -> None:
    view.goto(serve(sites / "serbia") + MONTH)
    view.get_by_label("Стање").focus()
    view.keyboard.press("ArrowDown")
    assert view.evaluate("document.activeElement.name") == "status"
    assert "status=" in view.url


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
