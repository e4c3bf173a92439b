"""Words: what a reader of a calendar sees, in each language and script."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace
from words_in import EVENT, PROTECTED, words_in

from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.schedule.publicity import PublicChange

MOVED = replace(EVENT, moved_from=date(2026, 11, 5), moved_from_time=time(9), reason="weather")
TAGS = ("sr-Cyrl", "sr-Latn", "bg", "en")


@pytest.mark.parametrize(
    ("tag", "place", "description"),
    [
        (
            "en",
            "Гимназија, Niš",
            "Presentation\nConfirmed\nPupils and parents\nMoved from 5 November 2026, 09:00\n"
            "Reason: Weather\nHelp: 0",
        ),
        (
            "sr-Cyrl",
            "Гимназија, Ниш",
            "Презентација\nПотврђено\nУченици и родитељи\nПомерено са 5. новембра 2026., 09:00\n"
            "Разлог: Временске прилике\nHelp: 0",
        ),
        (
            "sr-Latn",
            "Gimnazija, Niš",
            "Prezentacija\nPotvrđeno\nUčenici i roditelji\nPomereno sa 5. novembra 2026., 09:00\n"
            "Razlog: Vremenske prilike\nHelp: 0",
        ),
        (
            "bg",
            "Гимназија, Ниш",
            "Презентация\nПотвърдено\nУченици и родители\nПреместено от 5 ноември 2026\u202fг., "
            "09:00\nПричина: Метеорологични условия\nHelp: 0",
        ),
    ],
)
def test_event_is_described_in_the_language_and_script_of_its_feed(
    tag: str, place: str, description: str, languages: Languages, vocabulary: Vocabulary
) -> None:
    words = words_in(tag, languages, vocabulary)
    assert words.place(MOVED) == place
    assert words.description(MOVED) == description


def test_title_says_what_will_not_be_because_programs_ignore_the_status(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    said = [
        [
            words_in(tag, languages, vocabulary).summary(replace(EVENT, status=status))
            for status in ("confirmed", "postponed", "cancelled")
        ]
        for tag in TAGS
    ]
    assert said == [
        ["Презентација", "Одложено: Презентација", "Отказано: Презентација"],
        ["Prezentacija", "Odloženo: Prezentacija", "Otkazano: Prezentacija"],
        ["Презентация", "Отложено: Презентация", "Отменено: Презентация"],
        ["Presentation", "Postponed: Presentation", "Cancelled: Presentation"],
    ]


def english(languages: Languages, vocabulary: Vocabulary, **changes: object) -> list[str]:
    """Return the lines of the English description of the event with these changes."""
    event = replace(EVENT, **changes)  # type: ignore[arg-type]
    return words_in("en", languages, vocabulary).description(event).splitlines()


def test_sample_says_so_in_title_and_text(languages: Languages, vocabulary: Vocabulary) -> None:
    words = words_in("en", languages, vocabulary)
    sample = replace(EVENT, sample=True, status="cancelled")
    assert words.summary(sample) == "[Sample] Cancelled: Presentation"
    assert "This is a sample, not a real event." in words.description(sample)


def test_hour_that_is_not_shown_is_explained(languages: Languages, vocabulary: Vocabulary) -> None:
    words = words_in("en", languages, vocabulary)
    assert "School and hour are shown after the event." in words.description(PROTECTED)
    assert "announced" not in words.description(PROTECTED)
    open_hour = english(languages, vocabulary, start=None, end=None)
    assert "The hour is still to be announced." in open_hour
    for settled in ("held", "cancelled", "postponed"):
        lines = words.description(replace(PROTECTED, status=settled)).splitlines()
        assert len(lines) == 4, "What is over or off needs no such line."
    all_day = english(languages, vocabulary, start=None, end=None, all_day=True)
    assert all_day == ["Presentation", "Confirmed", "Pupils and parents", "Help: 0"]


def test_days_schools_and_registration_are_said(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    lines = english(
        languages, vocabulary, end_date=date(2026, 12, 4), schools=("Школа А", "Школа Б"),
        registration="office@example.org",
    )  # fmt: skip
    assert lines[3:] == [
        "3–4 December 2026, 10:00–10:45 on each day",
        "Schools: Школа А and Школа Б",
        "Registration: office@example.org",
        "Help: 0",
    ]


def test_funding_is_said_of_the_events_it_belongs_to(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    assert english(languages, vocabulary, type="training")[-1] == "Funded."
    assert english(languages, vocabulary)[-1] == "Help: 0"


def test_categories_are_type_audiences_and_topics(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    words = words_in("en", languages, vocabulary)
    assert words.categories(EVENT)[:3] == ("Presentation", "Pupils", "Parents")
    assert len(words.categories(EVENT)) == 4


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("added",), "New event"),
        (("moved", "confirmed"), "Moved from 5 November 2026; Confirmed"),
        (("hour", "place", "cancelled"), "Other hour; Other place; Cancelled"),
    ],
)
def test_change_is_said_in_one_line(
    kinds: tuple[str, ...], said: str, languages: Languages, vocabulary: Vocabulary
) -> None:
    change = PublicChange(date(2026, 11, 20), EVENT, 2, kinds, date(2026, 11, 5))
    assert words_in("en", languages, vocabulary).change(change) == said
