"""Structured data: schema.org terms as JSON-LD, safe to stand inside an HTML page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from beacon.content.centres import Centre
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.vocabulary import Vocabulary
from beacon.languages.formats import format_range
from beacon.schedule.publicity import PublicPresentation

_ROLES = {"pupils": "student", "parents": "parent", "teachers": "teacher"}


def organization(centre: Centre, name: str, url: str) -> dict[str, Any]:
    """Return schema.org Organization for a centre; what it has not published is left out."""
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": name,
            "alternateName": list(centre.aliases),
            "url": url,
            "email": centre.email,
            "foundingDate": str(centre.founded) if centre.founded else None,
        }
    )


def learning_resource(
    lesson: Lesson, title: str, description: str, tag: str, url: str, vocabulary: Vocabulary
) -> dict[str, Any]:
    """Return schema.org LearningResource for a lesson (facts §3.5), with ISO 8601 durations."""
    licence = vocabulary.licences.get(lesson.licence)
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "learningResourceType": "lesson plan",
            "name": title,
            "description": description,
            "url": url,
            "inLanguage": tag,
            "timeRequired": f"PT{lesson.minutes}M",
            "typicalAgeRange": None
            if is_for_adults(lesson)
            else format_range(lesson.age_min, lesson.age_max).replace("–", "-"),
            "audience": [
                {"@type": "EducationalAudience", "educationalRole": _ROLES[audience]}
                for audience in lesson.audiences
                if audience in _ROLES
            ],
            "educationalAlignment": [
                {
                    "@type": "AlignmentObject",
                    "alignmentType": "teaches",
                    "educationalFramework": competence.partition("/")[0],
                    "targetName": competence.partition("/")[2],
                }
                for competence in lesson.competences
            ],
            "license": licence.url if licence else None,
            "version": lesson.version,
            "dateModified": lesson.reviewed_on.isoformat() if lesson.reviewed_on else None,
            "isAccessibleForFree": True,
        }
    )


# schema.org EventStatusType; an event that was held keeps the status it was held with.
_EVENT_STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled"}


def event(
    presentation: PublicPresentation,
    *,
    name: str,
    description: str,
    place: str,
    city: str,
    country: str,
    url: str,
    time_zone: str,
    organizer: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Return schema.org Event for a presentation: only what of it is public.

    `place` is the name of the venue in words, or empty where it is protected: the location
    is then the city. An event that was moved is EventRescheduled with its former day.
    """
    online = presentation.type == "online"
    moved = presentation.moved_from
    status = _EVENT_STATUS.get(presentation.status)
    status = status or ("EventRescheduled" if moved else "EventScheduled")
    mode = "OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"
    address = {"@type": "PostalAddress", "addressLocality": city, "addressCountry": country}
    where: dict[str, Any] = {"@type": "Place", "name": place or city, "address": address}
    if online:
        where = {"@type": "VirtualLocation", "url": url}
    roles = [_EVENT_ROLES.get(audience, audience) for audience in presentation.audiences]
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "EducationEvent",
            "name": name,
            "description": description,
            "url": url,
            "startDate": _iso(presentation.date, presentation.start, time_zone),
            "endDate": _iso(presentation.last, presentation.end, time_zone),
            "previousStartDate": _iso(moved, presentation.moved_from_time, time_zone)
            if moved and status == "EventRescheduled"
            else None,
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{mode}",
            "location": where,
            "inLanguage": presentation.language,
            "audience": [{"@type": "EducationalAudience", "educationalRole": r} for r in roles],
            "typicalAgeRange": _ages(presentation),
            "maximumAttendeeCapacity": presentation.capacity,
            "isAccessibleForFree": True,
            "organizer": organizer,
        }
    )


_EVENT_ROLES = {**_ROLES, "professionals": "professional", "peer-educators": "peer educator"}


def _ages(presentation: PublicPresentation) -> str:
    low, high = presentation.age_min, presentation.age_max
    if low is None and high is None:
        return ""
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _iso(day: date, hour: time | None, time_zone: str) -> str:
    """Return a day, or a moment with the offset that its zone has on that day."""
    if hour is None:
        return day.isoformat()
    return datetime.combine(day, hour, ZoneInfo(time_zone)).isoformat(timespec="minutes")


def as_json_ld(data: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _without_gaps(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
