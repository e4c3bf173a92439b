"""Reminders: plain-text mails to organisers about events whose numbers are not known yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from beacon.content.vocabulary import Vocabulary, text_in
from beacon.languages.formats import format_date, format_range, format_time
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.schedule.presentations import Presentation, Schedule


def without_numbers(
    schedule: Schedule, counted: Collection[str], *, as_of: date
) -> Mapping[str, tuple[Presentation, ...]]:
    """Return by organiser what is over on `as_of` and has no numbers, in order of time.

    The organiser is an id, or empty for the centre itself. Cancelled and postponed events
    have none to give, and samples are never asked for.
    """
    found: defaultdict[str, list[Presentation]] = defaultdict(list)
    for presentation in schedule.presentations.values():
        over = presentation.last < as_of and presentation.status in ("planned", "confirmed", "held")
        if over and not presentation.sample and presentation.id not in counted:
            found[presentation.organiser].append(presentation)
    return {organiser: tuple(events) for organiser, events in sorted(found.items())}


def reminder(
    presentations: Iterable[Presentation],
    schedule: Schedule,
    vocabulary: Vocabulary,
    *,
    organiser: str,
    language: Language,
    languages: Languages,
    strings: Strings,
) -> str:
    """Return a mail in the organiser's language: subject, empty line, text.

    It goes to those who organised the events, so venue and hour stand in it.
    """
    gettext = strings.gettext
    events = tuple(presentations)
    subject = strings.ngettext(
        "Numbers missing for %(num)s event", "Numbers missing for %(num)s events", len(events)
    )
    lines = [
        gettext("Subject: %(subject)s", subject=subject),
        "",
        gettext("Hello, %(name)s,", name=organiser) if organiser else gettext("Hello,"),
        "",
        gettext("for this event we do not know yet how many people came:")
        if len(events) == 1
        else gettext("for these events we do not know yet how many people came:"),
        "",
    ]
    for event in events:
        lines.append(f"- {_event(event, schedule, vocabulary, language, languages)}")
        lines.append(f"  {event.id}")
    lines += [
        "",
        gettext(
            "Please send us the number of students, parents, teachers and others, each by itself. "
            "If nobody counted, say so: an empty number is not 0."
        ),
        gettext("If it was not held, tell us that as well.")
        if len(events) == 1
        else gettext("If an event was not held, tell us that as well."),
        gettext("Send numbers only, no lists of names."),
        "",
    ]
    return unmarked("\n".join(lines))


def _event(
    presentation: Presentation,
    schedule: Schedule,
    vocabulary: Vocabulary,
    language: Language,
    languages: Languages,
) -> str:
    def name(terms: Mapping[str, object], key: str) -> str:
        names = getattr(terms.get(key), "name", None)
        return text_in(names, language, languages) if names else key

    days = format_date(presentation.date, language)
    if presentation.end_date:
        days = f"{days} – {format_date(presentation.end_date, language)}"
    hours = ""
    if presentation.start:
        end = presentation.end or presentation.start
        hours = format_range(format_time(presentation.start), format_time(end))
    venue = schedule.venues.get(presentation.venue)
    place = venue.name if venue else ""
    parts = (
        days,
        hours,
        name(vocabulary.event_types, presentation.type),
        to_latin(place) if language.transliterated_from else place,
        name(vocabulary.cities, schedule.city(presentation)),
    )
    return ", ".join(part for part in parts if part)
