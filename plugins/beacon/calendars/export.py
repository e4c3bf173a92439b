"""Export: the schedule as JSON, for whoever wants to use it, and for filters on the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from beacon.calendars.words import Words
from beacon.schedule.publicity import PublicPresentation


def schedule_json(lines: Iterable[str], words: Words, *, centre: str, time_zone: str) -> bytes:
    """Return presentations as JSON in one language, from the lines that `event_line` makes.

    One line for each presentation, so that two versions can be compared line by line.
    """
    head = {"centre": centre, "language": words.language.tag, "time_zone": time_zone}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    events = ",\n".join(lines)
    return f'{start}, "events": [\n{events}\n]}}\n'.encode()


def event_line(presentation: PublicPresentation, words: Words, link: str) -> str:
    """Return one presentation as a line of JSON."""
    data = event_data(presentation, words, link)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def event_data(presentation: PublicPresentation, words: Words, link: str) -> dict[str, Any]:
    """Return one presentation as plain data; whatever is not public or empty is left out.

    Ids are those of the vocabulary; `title` and `place` are in words.
    """
    start, end, moved = presentation.start, presentation.end, presentation.moved_from
    before = presentation.moved_from_time
    data: dict[str, Any] = {
        "id": presentation.id,
        "status": presentation.status,
        "type": presentation.type,
        "title": words.summary(presentation),
        "date": presentation.date.isoformat(),
        "end_date": presentation.end_date.isoformat() if presentation.end_date else None,
        "start": f"{start:%H:%M}" if start else None,
        "end": f"{end:%H:%M}" if end else None,
        "ends_next_day": bool(start and end and end <= start),
        "all_day": presentation.all_day,
        "place": words.place(presentation),
        "city": presentation.city,
        "region": presentation.region,
        "schools": [words.script(school) for school in presentation.schools],
        "language": presentation.language,
        "lesson": presentation.lesson,
        "topics": list(presentation.topics),
        "audiences": list(presentation.audiences),
        "stages": list(presentation.stages),
        "grades": list(presentation.grades),
        "age_min": presentation.age_min,
        "age_max": presentation.age_max,
        "campaign": presentation.campaign,
        "organiser": presentation.organiser,
        "presenters": {p.role: p.count for p in presentation.presenters},
        "trains": list(presentation.trains),
        "capacity": presentation.capacity,
        "registration": presentation.registration,
        "moved_from": moved.isoformat() if moved else None,
        "moved_from_time": f"{before:%H:%M}" if before else None,
        "reason": presentation.reason,
        "sample": presentation.sample,
        "sequence": presentation.sequence,
        "updated": presentation.updated.isoformat(),
        "url": link,
    }
    return {key: value for key, value in data.items() if value not in (None, "", [], {}, False)}
