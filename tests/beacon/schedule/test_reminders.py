"""Reminders: organisers are asked for the numbers of what is over, in their language."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from msgspec.structs import replace

from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.languages.strings import load_strings
from beacon.schedule.presentations import Presentation, Schedule
from beacon.schedule.reminders import reminder, without_numbers
from beacon.schedule.venues import Venue

ROOT = Path(__file__).resolve().parents[3]
VENUE = Venue("os-vuk", "ОШ „Вук“", "school", "rs-nis", False)
BASE = Presentation(
    id="2026-03-12-nis", status="held", type="presentation", date=date(2026, 3, 12),
    start=time(10), end=time(10, 45), venue="os-vuk", city="", lesson="", language="sr-Cyrl",
    audiences=("pupils",), public="date", sample=False, sequence=0, updated=date(2026, 3, 13),
)  # fmt: skip


def schedule(*rows: Presentation) -> Schedule:
    """Return a schedule of these rows."""
    return Schedule({p.id: p for p in rows}, {VENUE.id: VENUE})


def test_only_what_is_over_real_and_not_counted_is_asked_for() -> None:
    def row(name: str, **changes: object) -> Presentation:
        return replace(BASE, id=name, **changes)

    rows = schedule(
        row("held"),
        row("forgotten", status="confirmed", organiser="os-vuk"),
        row("counted"),
        row("sample", sample=True),
        row("cancelled", status="cancelled"),
        row("postponed", status="postponed"),
        row("today", date=date(2026, 3, 20)),
        row("running", end_date=date(2026, 3, 20)),
    )
    missing = without_numbers(rows, {"counted"}, as_of=date(2026, 3, 20))
    assert {key: [p.id for p in events] for key, events in missing.items()} == {
        "": ["held"],
        "os-vuk": ["forgotten"],
    }


def mail(tag: str, languages: Languages, vocabulary: Vocabulary, organiser: str = "") -> str:
    """Return the mail about one event in a language."""
    strings = load_strings(ROOT / "theme" / "locales", languages, (tag,), [])
    return reminder(
        [BASE], schedule(BASE), vocabulary, organiser=organiser, language=languages[tag],
        languages=languages, strings=strings[tag],
    )  # fmt: skip


def test_mail_about_several_events_speaks_of_several(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    strings = load_strings(ROOT / "theme" / "locales", languages, ("en",), [])
    other = replace(BASE, id="2026-03-13-nis", date=date(2026, 3, 13))
    text = reminder(
        [BASE, other], schedule(BASE, other), vocabulary, organiser="", language=languages["en"],
        languages=languages, strings=strings["en"],
    )  # fmt: skip
    assert "for these events we do not know yet how many people came:" in text
    assert "If an event was not held, tell us that as well." in text


def test_mail_has_no_marks_of_languages(languages: Languages, vocabulary: Vocabulary) -> None:
    """A type whose name is not translated yet is English, and a mail has no place to say so."""
    types = {k: replace(v, name={"en": "Talk"}) for k, v in vocabulary.event_types.items()}
    text = mail("sr-Latn", languages, replace(vocabulary, event_types=types))
    assert "10:00–10:45, Talk, OŠ" in text


def test_mail_is_plain_text_with_subject_events_and_what_to_send(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    assert mail("en", languages, vocabulary, "Police") == (
        "Subject: Numbers missing for 1 event\n"
        "\n"
        "Hello, Police,\n"
        "\n"
        "for this event we do not know yet how many people came:\n"
        "\n"
        "- 12 March 2026, 10:00–10:45, Presentation, ОШ „Вук“, Niš\n"
        "  2026-03-12-nis\n"
        "\n"
        "Please send us the number of students, parents, teachers and others, each by itself. "
        "If nobody counted, say so: an empty number is not 0.\n"
        "If it was not held, tell us that as well.\n"
        "Send numbers only, no lists of names.\n"
    )


def test_mail_is_in_the_organisers_language_and_script(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    event = {
        "sr-Cyrl": "- 12. март 2026., 10:00–10:45, Презентација, ОШ „Вук“, Ниш\n",
        "sr-Latn": "- 12. mart 2026., 10:00–10:45, Prezentacija, OŠ „Vuk“, Niš\n",
        "bg": "- 12 март 2026\u202fг., 10:00–10:45, Презентация, ОШ „Вук“, Ниш\n",
    }
    for tag, line in event.items():
        text = mail(tag, languages, vocabulary)
        assert line in text
        assert "Numbers missing" not in text, f"The mail in {tag} is translated."
