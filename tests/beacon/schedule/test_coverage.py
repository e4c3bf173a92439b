"""Coverage: twelve months back from a day, samples by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from beacon.schedule.coverage import Reached, coverage, months_before
from beacon.schedule.publicity import PublicPresentation

TODAY = date(2026, 11, 25)


def event(day: date, region: str = "RS-20", **changes: Any) -> PublicPresentation:
    """Return a held presentation for pupils and their teachers."""
    known: dict[str, Any] = {
        "id": f"{day}-{region}", "status": "held", "type": "presentation", "date": day,
        "start": None, "end": None, "venue": "", "city": "", "lesson": "",
        "audiences": ("pupils", "teachers"), "sample": False, "sequence": 0, "updated": day,
        "region": region,
    }  # fmt: skip
    return PublicPresentation(**(known | changes))


def test_coverage_counts_what_was_held_in_twelve_months() -> None:
    events = [
        event(date(2025, 11, 25)),  # a day too early
        event(date(2025, 11, 26), "RS-06"),
        event(date(2026, 3, 1)),
        event(date(2026, 10, 1), audiences=("parents",)),
        event(date(2026, 11, 26)),  # a day too late
        event(date(2026, 5, 1), "RS-01", status="cancelled"),
        event(date(2026, 5, 1), "RS-02", sample=True),
    ]
    found = coverage(events, until=TODAY, samples=False)
    assert (found.since, found.until, found.held) == (date(2025, 11, 25), TODAY, 3)
    assert found.regions == {
        "RS-06": Reached(1, date(2025, 11, 26)),
        "RS-20": Reached(2, date(2026, 10, 1)),
    }
    assert found.audiences == {
        "parents": Reached(1, date(2026, 10, 1)),
        "pupils": Reached(2, date(2026, 3, 1)),
        "teachers": Reached(2, date(2026, 3, 1)),
    }


def test_samples_are_covered_by_themselves() -> None:
    events = [event(date(2026, 5, 1), "RS-02", sample=True), event(date(2026, 5, 1))]
    assert list(coverage(events, until=TODAY, samples=True).regions) == ["RS-02"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 25), date(2025, 11, 25)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2026, 1, 31), date(2025, 1, 31)),
    ],
)
def test_a_year_before(day: date, expected: date) -> None:
    assert months_before(day, 12) == expected


def test_months_before_a_longer_month() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
