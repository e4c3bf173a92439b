"""schema.org Event: what search engines may know of a presentation, and no more."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from msgspec.structs import replace

from beacon.content.vocabulary import Audience, Vocabulary
from beacon.metadata.structured import event
from beacon.schedule.publicity import PublicPresentation

EVENT = PublicPresentation(
    id="2026-12-03-nis", status="confirmed", type="presentation", date=date(2026, 12, 3),
    start=time(10), end=time(10, 45), venue="Гимназија", city="rs-nis", lesson="grooming",
    audiences=("pupils", "parents"), sample=False, sequence=2, updated=date(2026, 11, 20),
    language="sr-Cyrl",
)  # fmt: skip


VOCABULARY = Vocabulary(
    audiences={
        "social-workers": Audience(id="social-workers", name={}, parent="professionals"),
        "citizens": Audience(id="citizens", name={}),
    }
)


def data(**changes: object) -> dict[str, Any]:
    """Return the data of the event with these changes."""
    presentation = replace(EVENT, **changes)  # type: ignore[arg-type]
    return event(
        presentation,
        VOCABULARY,
        name="Врбовање",
        description="Опис.",
        place=presentation.venue,
        city="Ниш",
        country="RS",
        url="https://example.org/sr/calendar/a/",
        time_zone="Europe/Belgrade",
        organizer={"@type": "Organization", "name": "НКЦ"},
    )


def test_event_says_when_where_for_whom_and_by_whom() -> None:
    assert data() == {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": "Врбовање",
        "description": "Опис.",
        "url": "https://example.org/sr/calendar/a/",
        "startDate": "2026-12-03T10:00+01:00",
        "endDate": "2026-12-03T10:45+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Гимназија",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Ниш",
                "addressCountry": "RS",
            },
        },
        "inLanguage": "sr-Cyrl",
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": "student"},
            {"@type": "EducationalAudience", "educationalRole": "parent"},
        ],
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": "НКЦ"},
    }


def test_audiences_of_an_event_are_told_as_those_of_a_lesson_are() -> None:
    """A profession by its group, once; whoever has no role in education is not told."""
    found = data(audiences=("social-workers", "professionals", "citizens", "peer-educators"))
    roles = [audience["educationalRole"] for audience in found["audience"]]
    assert roles == ["professional", "peer educator"]


def test_event_of_which_nobody_knows_the_end_has_none() -> None:
    assert "endDate" not in data(end=None)
    assert data(end=None, end_date=date(2026, 12, 4))["endDate"] == "2026-12-04"


def test_protected_event_is_a_day_in_a_city() -> None:
    found = data(start=None, end=None, venue="")
    assert (found["startDate"], found["endDate"]) == ("2026-12-03", "2026-12-03")
    assert found["location"]["name"] == "Ниш"


@pytest.mark.parametrize(
    ("status", "moved", "written", "before"),
    [
        ("planned", None, "EventScheduled", None),
        ("held", None, "EventScheduled", None),
        ("confirmed", date(2026, 11, 5), "EventRescheduled", "2026-11-05"),
        ("postponed", date(2026, 11, 5), "EventPostponed", None),
        ("cancelled", None, "EventCancelled", None),
        ("cancelled", date(2026, 11, 5), "EventCancelled", None),
    ],
)
def test_status_is_one_that_schema_org_knows(
    status: str, moved: date | None, written: str, before: str | None
) -> None:
    found = data(status=status, moved_from=moved)
    assert found["eventStatus"] == f"https://schema.org/{written}"
    assert found.get("previousStartDate") == before


def test_former_hour_has_the_offset_of_its_own_day() -> None:
    found = data(moved_from=date(2026, 10, 5), moved_from_time=time(9))
    assert found["previousStartDate"] == "2026-10-05T09:00+02:00"


def test_event_past_midnight_ends_on_the_next_day() -> None:
    found = data(start=time(22), end=time(1))
    assert (found["startDate"], found["endDate"]) == (
        "2026-12-03T22:00+01:00", "2026-12-04T01:00+01:00",
    )  # fmt: skip


def test_training_of_several_days_ends_on_its_last() -> None:
    found = data(end_date=date(2026, 12, 4), end=time(16))
    assert found["endDate"] == "2026-12-04T16:00+01:00"


def test_online_event_is_at_its_page() -> None:
    found = data(type="online", venue="")
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert found["location"] == {
        "@type": "VirtualLocation",
        "url": "https://example.org/sr/calendar/a/",
    }


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [(None, None, None), (11, 13, "11-13"), (16, None, "16-"), (0, 5, "0-5")],
)
def test_ages_are_a_range(low: int | None, high: int | None, written: str | None) -> None:
    assert data(age_min=low, age_max=high).get("typicalAgeRange") == written
