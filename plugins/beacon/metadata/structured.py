"""Structured data: schema.org terms as JSON-LD, safe to stand inside an HTML page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct
from msgspec.json import Encoder

from beacon.content.centres import Centre
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.vocabulary import Names, Vocabulary
from beacon.languages.formats import format_range
from beacon.schedule.cells import hours_on
from beacon.schedule.publicity import PublicPresentation

_ROLES = {
    "pupils": "student", "parents": "parent", "teachers": "teacher",
    "professionals": "professional", "peer-educators": "peer educator",
}  # fmt: skip


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


class Resource(Struct, frozen=True):
    """A lesson as a page shows it: words and addresses that its front matter does not hold.

    `tag` is the language the text is in (`sr-Latn`, never plain `sr`). `original` is the address
    of the text that this one was translated from, `translations` those made from this one;
    `parts` are its pages for pupils and parents. `names` gives a term its name in this language.
    """

    title: str
    description: str
    tag: str
    url: str
    names: Callable[[Names], str]
    original: str = ""
    translations: Sequence[str] = ()
    parts: Sequence[str] = ()
    image: str = ""
    authors: Sequence[str] = ()


def learning_resource(lesson: Lesson, page: Resource, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return schema.org LearningResource for a lesson (facts §3.5), with ISO 8601 durations."""
    licence = vocabulary.licences.get(lesson.licence)
    known = [key for key in lesson.competences if key in vocabulary.competences]
    topics = [vocabulary.topics[key] for key in lesson.topics if key in vocabulary.topics]
    reviewed = lesson.reviewed_on.isoformat() if lesson.reviewed_on else None
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "@id": page.url,
            "learningResourceType": "lesson plan",
            "educationalUse": "group work",
            "name": page.title,
            "description": page.description,
            "url": page.url,
            "image": page.image,
            "inLanguage": page.tag,
            "about": [page.names(topic.name) for topic in topics],
            "timeRequired": f"PT{lesson.minutes}M",
            "typicalAgeRange": None
            if is_for_adults(lesson, vocabulary)
            else format_range(lesson.age_min, lesson.age_max).replace("–", "-"),
            "audience": _audience(lesson.audiences, vocabulary),
            "teaches": [_competence(key, page, vocabulary) for key in known],
            "educationalAlignment": [_alignment(key) for key in known],
            "license": licence.url if licence else None,
            "author": [{"@type": "Organization", "name": name} for name in page.authors],
            "version": lesson.version,
            "dateModified": reviewed,
            "isAccessibleForFree": True,
            "accessibilityFeature": ["structuralNavigation"],
            "translationOfWork": _work(page.original) if page.original else None,
            "workTranslation": [_work(url) for url in page.translations],
            "hasPart": [_work(url) for url in page.parts],
        }
    )


def _audience(audiences: Sequence[str], vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Return the roles in education of audiences, each once; a profession has that of its group."""
    known = vocabulary.audiences
    roles = (
        _ROLES.get(key) or _ROLES.get(known[key].parent if key in known else "")
        for key in audiences
    )
    found = (role for role in dict.fromkeys(roles) if role)
    return [{"@type": "EducationalAudience", "educationalRole": role} for role in found]


def _work(url: str) -> dict[str, str]:
    """Return what points to another text, which says itself what it is."""
    return {"@id": url}


_FRAMEWORKS = {"digcomp-2.2": "DigComp 2.2"}


def _competence(key: str, page: Resource, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return a competence as schema.org DefinedTerm, its framework beside its code."""
    framework, _, code = key.partition("/")
    return {
        "@type": "DefinedTerm",
        "termCode": code,
        "name": page.names(vocabulary.competences[key].name),
        "inDefinedTermSet": _FRAMEWORKS.get(framework, framework),
    }


def _alignment(key: str) -> dict[str, Any]:
    framework, _, code = key.partition("/")
    return {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": _FRAMEWORKS.get(framework, framework),
        "targetName": code,
    }


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
    vocabulary: Vocabulary,
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
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "EducationEvent",
            "name": name,
            "description": description,
            "url": url,
            "startDate": _iso(presentation.date, presentation.start, time_zone),
            "endDate": _end(presentation, time_zone),
            "previousStartDate": _iso(moved, presentation.moved_from_time, time_zone)
            if moved and status == "EventRescheduled"
            else None,
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{mode}",
            "location": where,
            "inLanguage": presentation.language,
            "audience": _audience(presentation.audiences, vocabulary),
            "typicalAgeRange": _ages(presentation),
            "maximumAttendeeCapacity": presentation.capacity,
            "isAccessibleForFree": True,
            "organizer": organizer,
        }
    )


def _as_text(value: Any) -> str:
    """Return markup as the text it is."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value).__name__} is nothing that JSON knows.")


_JSON = Encoder(order="sorted", enc_hook=_as_text)


def _end(presentation: PublicPresentation, time_zone: str) -> str | None:
    """Return when it ends; nothing where it begins at an hour and nobody says when it is over."""
    if presentation.start and not presentation.end and presentation.last == presentation.date:
        return None
    last = presentation.last
    if presentation.start and presentation.end:
        last = hours_on(last, presentation.start, presentation.end)[1].date()
    return _iso(last, presentation.end, time_zone)


def _ages(presentation: PublicPresentation) -> str:
    low, high = presentation.age_min, presentation.age_max
    if low is None and high is None:
        return ""
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _iso(day: date, hour: time | None, time_zone: str) -> str:
    """Return a day, or a moment with the offset that its zone has on that day."""
    if hour is None:
        return day.isoformat()
    from zoneinfo import ZoneInfo  # noqa: PLC0415 (slow to load)

    return datetime.combine(day, hour, ZoneInfo(time_zone)).isoformat(timespec="minutes")


def as_json_ld(data: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in, whatever its texts hold."""
    text = _JSON.encode(data).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _without_gaps(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
