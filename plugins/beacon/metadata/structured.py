"""Structured data: schema.org terms as JSON-LD, safe to stand inside an HTML page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from beacon.content.centres import Centre
from beacon.content.lessons import Lesson
from beacon.content.vocabulary import Vocabulary
from beacon.languages.formats import format_range

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
            "typicalAgeRange": format_range(lesson.age_min, lesson.age_max).replace("–", "-"),
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


def as_json_ld(data: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _without_gaps(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
