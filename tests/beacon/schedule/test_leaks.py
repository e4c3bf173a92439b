"""Leaks: whatever stands in a schedule, no output of any room tells where children will be.

Schools, hours and numbers are planted that occur nowhere else; every output of every room is
made and searched for them.
"""

from __future__ import annotations

import json
from datetime import date, time
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from words_in import words_in

from beacon.calendars.changes import ChangesFeed, atom, json_feed
from beacon.calendars.export import event_line, schedule_json
from beacon.calendars.feeds import FeedText, FeedWriter
from beacon.calendars.months import month_grid
from beacon.content.vocabulary import Vocabulary
from beacon.languages.registry import Languages
from beacon.metadata.structured import event as structured_event
from beacon.schedule.cells import Moment, Presenter
from beacon.schedule.changes import Change
from beacon.schedule.presentations import STATUSES, Adults, Presentation, Schedule
from beacon.schedule.publicity import public, public_changes
from beacon.schedule.venues import Venue

SCHOOL = Venue("tajna-zq", "Школа Жбуњак Прикривена", "school", "rs-nis", False)
FORMER = Venue("ranija-zq", "Школа Џбун Скривена", "school", "rs-nis", False)
SECRETS = (
    "Жбуњак", "Žbunjak", "Џбун", "Džbun", "tajna-zq", "ranija-zq", "influencer", "8641", "8642",
    "13:37", "T1337", "T1237", "T1137", "14:19", "T1419", "T1319", "T1219", "07:53", "T0753",
    "T0653", "T0553", "school.example", "VIII",
)  # fmt: skip
ADULTS = Adults(frozenset({"parents", "teachers"}))
CHILDREN = (("pupils",), ("pupils", "parents"), ("peer-educators",), ("parents", "unheard-of"))

protected = st.builds(
    lambda status, public, audiences, end_date, moved, location: Presentation(
        id="2026-12-17-nis",
        status=status,
        type="presentation",
        date=date(2026, 12, 17),
        end_date=end_date,
        start=time(13, 37),
        end=time(14, 19),
        venue=SCHOOL.id if location else "",
        schools=(SCHOOL.id, FORMER.id),
        city="" if location else "rs-nis",
        lesson="",
        language="sr-Cyrl",
        audiences=audiences,
        stages=("primary",),
        grades=("VIII",),
        age_min=14,
        presenters=(Presenter("influencer-educator", 2),),
        capacity=8641,
        expected_students=8642,
        organiser=FORMER.id,
        registration="https://school.example/",
        public=public,
        sample=False,
        sequence=3,
        updated=date(2026, 11, 20),
        rescheduled_from=Moment(date(2026, 12, 1), time(7, 53)) if moved else None,
    ),
    status=st.sampled_from([status for status in STATUSES if status != "held"]),
    public=st.sampled_from(["date", None]),
    audiences=st.sampled_from(CHILDREN),
    end_date=st.sampled_from([None, date(2026, 12, 18)]),
    moved=st.booleans(),
    location=st.booleans(),
)
changes = st.lists(
    st.builds(
        Change,
        on=st.dates(date(2026, 11, 1), date(2026, 11, 20)),
        id=st.just("2026-12-17-nis"),
        sequence=st.integers(0, 3),
        column=st.sampled_from(
            ["added", "status", "date", "start", "end", "venue", "schools", "grades", "capacity",
             "organiser", "registration", "rescheduled_from", "public", "expected_students"]
        ),
        before=st.sampled_from(["", "ranija-zq", "07:53", "2026-12-01 07:53", "8641", "internal"]),
        after=st.sampled_from(["tajna-zq", "13:37", "held", "confirmed", "VIII", "date"]),
    ),
    max_size=6,
)  # fmt: skip


def outputs(schedule: Schedule, languages: Languages, vocabulary: Vocabulary) -> dict[str, str]:
    """Return everything that the rooms make of a schedule, in every language."""
    found = {"public": repr(public(schedule)), "changes": repr(public_changes(schedule))}
    shown, changed = public(schedule), public_changes(schedule)
    found["months"] = repr(list(month_grid(shown)))
    for tag in ("sr-Cyrl", "sr-Latn", "bg", "en"):
        words = words_in(tag, languages, vocabulary)
        text = FeedText(
            name="N", language=tag, summary=words.summary, place=words.place,
            description=words.description, categories=words.categories,
            link=lambda presentation: f"https://example.org/#{presentation.id}",
        )  # fmt: skip
        for zone in ("Europe/Belgrade", "Asia/Kolkata"):
            feed = FeedWriter(text, "serbia", zone, "office@example.org").feed(shown, url="")
            found[f"ics {tag} {zone}"] = feed.replace(b"\r\n ", b"").decode()
        about = ChangesFeed("T", "A", "u", "s", words, text.link)
        found[f"atom {tag}"] = atom(changed, about, since=date(2026, 1, 1)).decode()
        found[f"json feed {tag}"] = json_feed(changed, about).decode()
        lines = [event_line(p, words, text.link(p)) for p in shown]
        found[f"json {tag}"] = schedule_json(lines, words, centre="c", time_zone="UTC").decode()
        found[f"schema.org {tag}"] = json.dumps(
            [
                structured_event(
                    p, name=words.summary(p), description=words.description(p), place=p.venue,
                    city="Ниш", country="RS", url="u", time_zone="Europe/Belgrade",
                    organizer=None, vocabulary=vocabulary,
                )
                for p in shown
            ],
            ensure_ascii=False,
        )  # fmt: skip
    return found


def leaks(schedule: Schedule, languages: Languages, vocabulary: Vocabulary) -> list[str]:
    """Return which secret stands in which output."""
    return [
        f"{name}: {secret}"
        for (name, text), secret in product(
            outputs(schedule, languages, vocabulary).items(), SECRETS
        )
        if secret in text
    ]


def schedule_of(presentation: Presentation, ledger: list[Change]) -> Schedule:
    """Return a schedule of one presentation with its history."""
    return Schedule(
        {presentation.id: presentation},
        {SCHOOL.id: SCHOOL, FORMER.id: FORMER},
        adults=ADULTS,
        regions={"rs-nis": "RS-20"},
        changes=tuple(ledger),
    )


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presentation=protected, ledger=changes)
def test_protected_event_leaks_through_no_output(
    presentation: Presentation, ledger: list[Change], languages: Languages, vocabulary: Vocabulary
) -> None:
    schedule = schedule_of(presentation, ledger)
    assert len(public(schedule)) == 1
    assert leaks(schedule, languages, vocabulary) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presentation=protected, ledger=changes, status=st.sampled_from(STATUSES))
def test_internal_event_leaves_no_trace(
    presentation: Presentation,
    ledger: list[Change],
    status: str,
    languages: Languages,
    vocabulary: Vocabulary,
) -> None:
    internal = replace(presentation, public="internal", status=status)
    schedule = schedule_of(internal, ledger)
    assert public(schedule) == public_changes(schedule) == ()
    assert leaks(schedule, languages, vocabulary) == []


def test_what_was_held_tells_its_school_and_hour_but_no_former_one(
    languages: Languages, vocabulary: Vocabulary
) -> None:
    ledger = [
        Change(date(2026, 11, 2), "2026-12-17-nis", 1, "venue", "ranija-zq", "tajna-zq"),
        Change(date(2026, 11, 2), "2026-12-17-nis", 1, "start", "07:53", "13:37"),
    ]
    held = Presentation(
        id="2026-12-17-nis", status="held", type="presentation", date=date(2026, 12, 17),
        start=time(13, 37), end=time(14, 19), venue=SCHOOL.id, city="", lesson="",
        language="sr-Cyrl", audiences=("pupils",), public="date", sample=False, sequence=3,
        updated=date(2026, 12, 18),
    )  # fmt: skip
    found = outputs(schedule_of(held, ledger), languages, vocabulary)
    assert "Жбуњак" in found["ics sr-Cyrl Europe/Belgrade"]
    assert "T133700" in found["ics sr-Cyrl Europe/Belgrade"]
    assert "Žbunjak" in found["json sr-Latn"]
    former = ("Џбун", "Džbun", "ranija-zq", "07:53", "T0753")
    assert [f"{n}: {s}" for n, t in found.items() for s in former if s in t] == []
