"""Export: the schedule as plain data, with nothing in it that is not known or not public."""

from __future__ import annotations

import json
from datetime import date, time

from msgspec.structs import replace
from words_in import EVENT, PROTECTED, words_in

from beacon.calendars.export import event_line, schedule_json
from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.schedule.cells import Presenter


def test_schedule_is_one_line_for_each_presentation(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    words = words_in("sr-Latn", languages, vocabulary)
    rows = (EVENT, replace(PROTECTED, id="b"))
    lines = [event_line(row, words, f"https://example.org/#{row.id}") for row in rows]
    data = schedule_json(lines, words, centre="serbia", time_zone="Europe/Belgrade")
    assert len(data.splitlines()) == 4
    read = json.loads(data)
    assert {key: read[key] for key in ("centre", "language", "time_zone")} == {
        "centre": "serbia",
        "language": "sr-Latn",
        "time_zone": "Europe/Belgrade",
    }
    first, second = read["events"]
    assert first == {
        "id": "2026-12-03-nis",
        "status": "confirmed",
        "type": "presentation",
        "title": "Prezentacija",
        "date": "2026-12-03",
        "start": "10:00",
        "end": "10:45",
        "place": "Gimnazija, Niš",
        "city": "rs-nis",
        "region": "RS-20",
        "language": "sr-Cyrl",
        "lesson": "grooming",
        "topics": ["grooming"],
        "audiences": ["pupils", "parents"],
        "sequence": 2,
        "updated": "2026-11-20",
        "url": "https://example.org/#2026-12-03-nis",
    }
    assert set(first) - set(second) == {"start", "end"}
    assert second["place"] == "Niš"


def test_everything_that_is_known_is_exported(languages: Languages, vocabulary: Vocabulary) -> None:
    event = replace(
        EVENT, end_date=date(2026, 12, 4), all_day=True, schools=("Школа",), stages=("primary",),
        grades=("5",), age_min=11, age_max=12, presenters=(Presenter("professional", 2),),
        moved_from=date(2026, 11, 5), moved_from_time=time(9), reason="weather",
        campaign="show-respect", organiser="mup",
        capacity=60, registration="https://example.org/", trains=("peer-educators",), sample=True,
    )  # fmt: skip
    words = words_in("en", languages, vocabulary)
    read = json.loads(event_line(event, words, ""))
    assert read["presenters"] == {"professional": 2}
    assert (read["moved_from"], read["end_date"]) == ("2026-11-05", "2026-12-04")
    assert read["moved_from_time"] == "09:00", "as on its page and in calendar feeds"
    assert (read["all_day"], read["sample"]) == (True, True)
    assert set(read) == {
        "id", "status", "type", "title", "date", "end_date", "start", "end", "all_day", "place",
        "city", "region", "schools", "language", "lesson", "topics", "audiences", "stages",
        "grades", "age_min", "age_max", "campaign", "organiser", "presenters", "trains",
        "capacity", "registration", "moved_from", "moved_from_time", "reason", "sample",
        "sequence", "updated",
    }  # fmt: skip


def test_end_past_midnight_is_told_to_be_on_the_next_day(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    words = words_in("en", languages, vocabulary)
    night = replace(EVENT, start=time(22), end=time(1))
    read = json.loads(event_line(night, words, ""))
    told = (read["date"], read["start"], read["end"], read["ends_next_day"])
    assert told == ("2026-12-03", "22:00", "01:00", True)


def test_schedule_without_presentations_is_an_empty_list(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    words = words_in("en", languages, vocabulary)
    data = schedule_json([], words, centre="c", time_zone="UTC")
    assert json.loads(data)["events"] == []
