"""Parts: no file grows without end, and nobody who subscribes to a year loses an event."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from beacon.calendars.parts import BACK, split
from beacon.schedule.publicity import PublicPresentation


def event(day: date, name: str = "") -> PublicPresentation:
    """Return a presentation of a day, named after it."""
    return PublicPresentation(
        id=name or day.isoformat(), status="planned", type="presentation", date=day, start=None,
        end=None, venue="", city="rs-nis", lesson="", audiences=("pupils",), sample=False,
        sequence=0, updated=date(2026, 1, 1),
    )  # fmt: skip


DAILY = [event(date(2025, 1, 1) + timedelta(days=n)) for n in range(3 * 365)]
AS_OF = date(2026, 11, 25)


def ten(presentation: PublicPresentation) -> int:
    """Every event takes ten bytes."""
    return 10


def parts(most: int, as_of: date | None = AS_OF) -> dict[str, list[str]]:
    """Return the ids in each file when no file has more than `most` bytes."""
    found = split(DAILY, ten, as_of=as_of, most=most)
    return {name: [p.id for p in held] for name, held in found.items()}


def test_everything_is_in_one_feed_as_long_as_it_fits() -> None:
    assert parts(most=10 * len(DAILY)) == {"": [p.id for p in DAILY]}


def test_main_feed_then_rolls_and_every_year_has_its_own() -> None:
    found = parts(most=10 * len(DAILY) - 1)
    assert list(found) == ["", "2025", "2026", "2027"]
    assert found[""][0] == (AS_OF - BACK).isoformat()
    assert found[""][-1] == DAILY[-1].id
    assert [len(found[year]) for year in ("2025", "2026", "2027")] == [365, 365, 365]


def test_year_that_does_not_fit_has_a_file_for_each_month() -> None:
    found = parts(most=3_640)
    assert list(found)[:3] == ["", "2025-01", "2025-02"]
    assert len(found) == 1 + 36
    assert found["2026-02"] == [f"2026-02-{day:02}" for day in range(1, 29)]


def test_month_that_does_not_fit_is_numbered() -> None:
    found = parts(most=200)
    assert [len(found[name]) for name in ("2026-01", "2026-01-2")] == [20, 11]


@pytest.mark.parametrize("most", [10, 50, 200, 3_640, 5_000])
@pytest.mark.parametrize("as_of", [AS_OF, None, date(2031, 1, 1), date(2020, 1, 1)])
def test_no_file_is_larger_and_no_event_is_lost(most: int, as_of: date | None) -> None:
    found = parts(most, as_of)
    assert max(10 * len(ids) for ids in found.values()) <= most
    in_periods = [key for name, ids in found.items() if name for key in ids]
    assert in_periods == [p.id for p in DAILY]


def test_same_content_makes_the_same_files_on_any_day() -> None:
    assert parts(3_640) == parts(3_640)


def test_event_that_alone_is_too_large_still_has_its_file() -> None:
    def large(presentation: PublicPresentation) -> int:
        return 100

    found = split([event(AS_OF)], large, as_of=AS_OF, most=50)
    assert {name: len(held) for name, held in found.items()} == {"": 0, "2026-11": 1}


def test_no_presentations_are_one_empty_feed() -> None:
    assert split([], ten, as_of=None) == {"": ()}
