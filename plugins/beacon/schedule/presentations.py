"""Presentations: rows of the schedule, checked against venues, vocabulary and lessons."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.content.centres import CentreFolder
from beacon.content.library import Library
from beacon.content.records import whole_number
from beacon.content.vocabulary import UNKNOWN_TERM, Grade, Vocabulary, unknown
from beacon.files import digest
from beacon.models import Model, checks_all, reads, rule
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, did_you_mean
from beacon.schedule import cells
from beacon.schedule.cells import ALL_DAY, Moment, Presenter
from beacon.schedule.changes import FILE, Change, load_changes
from beacon.schedule.venues import FILE as VENUES
from beacon.schedule.venues import Venue, load_venues
from beacon.slugs import slugify
from beacon.sources import Document, Row, again, build, read_csv

BAD_ID = Code(
    "SCH001",
    "The id of a presentation cannot be an address.",
    "Use small letters, digits, hyphens.",
)
UNKNOWN_VENUE = Code(
    "SCH002",
    "A presentation names a venue that does not exist.",
    "Add it to venues.csv.",
)
UNKNOWN_LESSON = Code(
    "SCH003", "A presentation names a lesson that does not exist.", "Correct its name."
)
WRONG_YEAR = Code(
    "SCH004",
    "A presentation stands in the file of another year.",
    "Move the row to the file of its year.",
)
SAMPLE_MIX = Code(
    "SCH005",
    "A presentation that is not marked as a sample uses a sample venue.",
    'Write "yes" under sample, or name a real venue.',
)
HELD_TOO_EARLY = Code(
    "SCH006",
    "A presentation is marked as held, but was last changed before its last day, so its school "
    "and hour would be published too early.",
    "Set the status back, or correct updated.",
)
VENUE_IN_ID = Code(
    "SCH007",
    "The id of a presentation names the venue, and ids are public before the day.",
    "Take the name of the venue out of the id.",
)
UNKNOWN_TAG = Code(
    "SCH008",
    "The language of a presentation is no language tag.",
    "Write it as BCP 47 has it: sr-Cyrl, sr-Latn, bg, en, hu.",
)
PERSONAL = Code(
    "SCH009",
    "A cell seems to hold a person's name, e-mail address or phone number; the schedule has none.",
    "Write roles with their number, such as professional:2, or an id.",
)
OTHER_REGION = Code(
    "SCH010",
    "The region of a presentation is not the one its city lies in.",
    "Leave the region empty: it follows from the city.",
)
UNKNOWN_CAMPAIGN = Code(
    "SCH011", "A presentation names a campaign that does not exist.", "Correct its name."
)
UNKNOWN_ORGANISER = Code(
    "SCH012",
    "The organiser of a presentation is neither a partner of the centre nor a venue.",
    "Write the id of a partner in centre.yml or of a venue; empty is the centre itself.",
)
HOUR_IN_ID = Code(
    "SCH013",
    "The id of a presentation names its hour, and ids are public before the day.",
    "Take the hour out of the id.",
)
OTHER_ADDRESS = Code(
    "SCH014",
    "The address for registration is none of the centre's own.",
    "Write an address of the centre: its e-mail, a help channel's, or a page that begins with "
    "https://.",
)
UNKNOWN_GRADE = Code(
    "SCH015",
    "A grade is one that schools of the country do not have.",
    "Write it as vocabulary/grades.csv has it: 5;6 or, in Serbian secondary schools, I;II.",
)
LOST = Code(
    "SCH016",
    "The ledger of changes names an event that is no longer in the schedule; what was public "
    "once never vanishes, because calendar programs would go on showing it.",
    "Put the row back and set its status to cancelled.",
    Severity.WARNING,
)
NO_VENUES = Code(
    "SCH017",
    "The table of venues is missing, and events name venues.",
    "Take the file back, or write it anew: a heading with id,name,kind,city,sample and a row for "
    "each venue.",
)
CODES = (
    BAD_ID, UNKNOWN_VENUE, UNKNOWN_LESSON, WRONG_YEAR, SAMPLE_MIX, HELD_TOO_EARLY, VENUE_IN_ID,
    UNKNOWN_TAG, PERSONAL, OTHER_REGION, UNKNOWN_CAMPAIGN, UNKNOWN_ORGANISER, HOUR_IN_ID,
    OTHER_ADDRESS, UNKNOWN_GRADE, LOST, NO_VENUES,
)  # fmt: skip
OF_IDS = (UNKNOWN_TERM, UNKNOWN_VENUE, UNKNOWN_LESSON, UNKNOWN_CAMPAIGN)
"""What is said of ids that are not known, whatever else is wrong in their row."""

Status = Literal["planned", "confirmed", "held", "postponed", "cancelled"]
STATUSES: tuple[Status, ...] = ("planned", "confirmed", "held", "postponed", "cancelled")
COLUMNS = (
    "id", "status", "type", "date", "start", "end", "venue", "city", "lesson", "language",
    "audiences", "stages", "public", "sample", "sequence", "updated",
)  # fmt: skip
OPTIONAL = (
    "end_date", "schools", "region", "grades", "age_min", "age_max", "topics", "presenters",
    "expected_students", "expected_parents", "expected_teachers", "expected_other",
    "rescheduled_from", "reason", "campaign", "organiser", "capacity", "registration",
    "trains", "led_by",
)  # fmt: skip
MOST_BYTES = 5_000_000
"""The size of a file of presentations; a year of 10,000 rows has some 2 MB."""
# A language, its script where that matters: "sr-Cyrl", "hu".
_TAG = regex(r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?$")
_ID = regex(r"^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$")
_DAY = regex(r"\d{4}-\d{2}-\d{2}")
# A file may have a name after its year: presentations-2026-samples.csv.
_FILE = regex(r"^presentations-(\d{4})(?:-[a-z-]+)?\.csv$")
_MAIL = regex(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")
_WEB = regex(r"^https://\S+$")
# Cells of ids, in which nobody's name, address or number belongs.
_OF_IDS = (
    "type", "venue", "schools", "city", "region", "lesson", "audiences", "stages", "grades",
    "topics", "presenters", "reason", "campaign", "organiser", "trains", "led_by",
)  # fmt: skip
# Of these, the ones where somebody may write who comes.
_OF_PEOPLE = ("presenters", "organiser", "trains", "led_by", "reason", "campaign")


class Presentation(Model):
    """One presentation; of several days where it has an `end_date`.

    `date`, `end_date` and the times are local to the centre; `start` and `end` are the hours
    of each day; an `end` before the `start` is past midnight. Without a start it is all day, or
    the hour is still to be announced.
    `public` is `full` where the school agreed to be named before the day, `date` where only
    city and day are shown until then, `internal` where nothing is ever published; None leaves
    it to the audience: adults alone are shown whole, children are protected.
    `schools` are the venues whose pupils come, where the event is held elsewhere or for several.
    `presenters` and `led_by` are roles; `trains` says whom a training makes able to teach others,
    so that a second generation of events can be told from the first.
    `sequence` and `updated` are those of iCalendar: they rise with every change.
    """

    id: str
    status: Status
    type: str
    date: datetime.date
    start: time | None
    end: time | None
    venue: str
    city: str
    lesson: str
    language: str
    audiences: tuple[str, ...] = rule(min_length=1)
    stages: tuple[str, ...] = ()
    public: Literal["date", "full", "internal"] | None
    sample: bool
    sequence: int = rule(ge=0, le=2_147_483_647)
    updated: datetime.date
    all_day: bool = False
    end_date: datetime.date | None = None
    schools: tuple[str, ...] = ()
    region: str = ""
    grades: tuple[str, ...] = ()
    age_min: int | None = rule(default=None, ge=0, le=120)
    age_max: int | None = rule(default=None, ge=0, le=120)
    topics: tuple[str, ...] = ()
    presenters: tuple[Presenter, ...] = ()
    expected_students: int | None = rule(default=None, ge=0, le=1_000_000)
    expected_parents: int | None = rule(default=None, ge=0, le=1_000_000)
    expected_teachers: int | None = rule(default=None, ge=0, le=1_000_000)
    expected_other: int | None = rule(default=None, ge=0, le=1_000_000)
    rescheduled_from: Moment | None = None
    reason: str = ""
    campaign: str = ""
    organiser: str = ""
    capacity: int | None = rule(default=None, ge=1, le=1_000_000)
    registration: str = rule(default="", max_length=300)
    trains: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()

    _dates = reads("date", "updated")(cells.iso_date)
    _times = reads("start", "end")(cells.local_time)
    _lists = reads("audiences", "stages", "schools", "grades", "topics", "trains", "led_by")(
        cells.listed
    )
    _roles = reads("presenters")(cells.presenters)
    _before = reads("rescheduled_from")(cells.moment)

    @reads("public")
    @staticmethod
    def _empty_is_by_audience(value: object) -> object:
        return value or None

    @reads("end_date")
    @staticmethod
    def _empty_is_one_day(value: object) -> object:
        return cells.iso_date(value) or None

    @reads(
        "age_min", "age_max", "expected_students", "expected_parents", "expected_teachers",
        "expected_other", "capacity")  # fmt: skip
    @staticmethod
    def _empty_is_unknown(value: object) -> object:
        return None if value == "" else whole_number(value)

    @checks_all
    def _ends_after_it_starts(self) -> None:
        if datetime.date.max in (self.date, self.end_date):
            # An event ends, and a calendar goes on, on a later day than a date can be.
            raise ValueError(f"there is no day after {datetime.date.max}")
        if self.start and self.end and self.end <= self.start:
            self._ends_in_the_night()
        if self.end and not self.start:
            raise ValueError("it has an end but no start")
        if not self.venue and not self.city:
            raise ValueError("name a venue or at least a city")
        if self.end_date and self.end_date < self.date:
            raise ValueError(f"it ends on {self.end_date}, before it begins on {self.date}")
        if self.end_date and self.end_date - self.date > _LONGEST:
            raise ValueError("it lasts longer than a year")
        if (self.age_min or 0) > (120 if self.age_max is None else self.age_max):
            raise ValueError(f"age_max {self.age_max} is below age_min {self.age_min}")

    def _ends_in_the_night(self) -> None:
        """Take 22:00 to 01:00 as it is meant; refuse what is no night, or hours of several."""
        assert self.start
        assert self.end
        begins, ends = cells.hours_on(self.date, self.start, self.end)
        if ends - begins > _LONGEST_NIGHT:
            said = f"it ends at {self.end:%H:%M}, before it starts at {self.start:%H:%M}"
            night = "; what goes on past midnight may last twelve hours"
            raise ValueError(said + night * (self.end.hour < _NOON <= self.start.hour))
        if self.end_date:
            said = f"it ends at {self.end:%H:%M} of the next day, and it has an end_date as well"
            raise ValueError(f"{said}; leave the end_date empty, and give each night its own row")

    @checks_all
    def _says_what_changed(self) -> None:
        if self.rescheduled_from and self.rescheduled_from in (
            Moment(self.date),
            Moment(self.date, self.start),
        ):
            raise ValueError("it is rescheduled from its own day and hour")
        if self.reason and not self.rescheduled_from and self.status not in _CHANGED:
            raise ValueError("a reason is given, but it is neither postponed, cancelled nor moved")

    @property
    def last(self) -> datetime.date:
        """The day it ends on."""
        return self.end_date or self.date

    @property
    def expected(self) -> int | None:
        """The number of people expected, or None where none of the numbers is given."""
        given = (
            self.expected_students,
            self.expected_parents,
            self.expected_teachers,
            self.expected_other,
        )
        known = [number for number in given if number is not None]
        return sum(known) if known else None


_GROWN_UP = 18
_NOON = 12
# An hour of the afternoon written with twelve too few (13:00 to 1:45) would be longer.
_LONGEST_NIGHT = datetime.timedelta(hours=12)
_LONGEST = datetime.timedelta(days=366)
_CHANGED = ("postponed", "cancelled")


class Adults(Struct, frozen=True):
    """The audiences without children, and the roles of presenters who are grown up."""

    audiences: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


class Schedule(Struct, frozen=True):
    """All presentations of a centre by id, in order of time, and its venues.

    `unreadable` are the ids of rows with faults, or of samples where those are turned off,
    which other checks need not tell again. `places` are file and line of each row.
    `adults` are those known to be no children: any other audience or presenter is protected.
    It is not `whole` where rows have not even an id, because a file cannot be read as a table.
    `changes` is the ledger in its order. `good` are the rows in which nothing was wrong: the
    presentation of each by a digest of its cells.
    """

    presentations: Mapping[str, Presentation] = field(default_factory=dict)
    venues: Mapping[str, Venue] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    adults: Adults = Adults()
    regions: Mapping[str, str] = field(default_factory=dict)
    lesson_topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    good: Mapping[str, Presentation] = field(default_factory=dict)
    whole: bool = True

    def city(self, presentation: Presentation) -> str:
        """Return the slug of the city where a presentation is held."""
        venue = self.venues.get(presentation.venue)
        return venue.city if venue else presentation.city

    def region(self, presentation: Presentation) -> str:
        """Return the region (ISO 3166-2) of that city, or nothing where it is not known."""
        return self.regions.get(self.city(presentation), "")

    def topics(self, presentation: Presentation) -> tuple[str, ...]:
        """Return the topics of a presentation, or else those of its lesson."""
        return presentation.topics or self.lesson_topics.get(presentation.lesson, ())


def for_adults(presentation: Presentation, adults: Adults) -> bool:
    """Tell whether no child is expected; whatever is not known counts as children.

    Peer educators are pupils, whomever they speak to, so who presents counts as who listens.
    """
    roles = {presenter.role for presenter in presentation.presenters}.union(presentation.led_by)
    ages = (presentation.age_min, presentation.age_max)
    return (
        bool(adults.audiences)
        and adults.audiences.issuperset(presentation.audiences)
        and adults.roles.issuperset(roles)
        and not presentation.grades
        and not presentation.schools
        and not presentation.expected_students
        and all(age is None or age >= _GROWN_UP for age in ages)
    )


def names_place(presentation: Presentation, adults: Adults) -> bool:
    """Tell whether venue and hour may be published now.

    They may where the event was held, where the school agreed, and where adults meet alone.
    """
    if presentation.public == "internal":
        return False
    if presentation.status == "held" or presentation.public == "full":
        return True
    return presentation.public is None and for_adults(presentation, adults)


class Known(Struct, frozen=True):
    """What rows may refer to; `addresses` and `organisers` are None where no centre is given."""

    venues: Mapping[str, Venue]
    vocabulary: Vocabulary
    lessons: Collection[str]
    campaigns: Collection[str]
    organisers: Collection[str] | None = None
    addresses: Collection[str] | None = None

    @property
    def adults(self) -> Adults:
        """Those who are known to be no children."""
        audiences, roles = self.vocabulary.audiences, self.vocabulary.roles
        return Adults(
            frozenset(a.id for a in audiences.values() if a.adults),
            frozenset(r.id for r in roles.values() if r.adults),
        )

    def city(self, presentation: Presentation) -> str:
        """Return the slug of the city where a presentation is held."""
        venue = self.venues.get(presentation.venue)
        return venue.city if venue else presentation.city

    def grades(self, presentation: Presentation) -> Mapping[str, Grade]:
        """Return the grades that schools have where a presentation is held."""
        place = self.vocabulary.cities.get(self.city(presentation))
        return self.vocabulary.grades.get(place.country, {}) if place else {}


def load_known(
    folder: Path,
    shown: str,
    vocabulary: Vocabulary,
    library: Library,
    problems: list[Problem],
    *,
    centre: CentreFolder | None = None,
) -> Known:
    """Read `venues.csv` of a schedule folder and gather all that its rows may refer to."""
    venues = load_venues(folder / VENUES, f"{shown}/{VENUES}", vocabulary, problems)
    ids = (*library.ids(), *library.unreadable)
    organisers = addresses = None
    if centre is not None:
        organisers = frozenset(partner.id for partner in centre.centre.partners)
        mails = {c.value for c in centre.channels if c.type == "email"}
        addresses = frozenset({*mails, centre.centre.email or ""} - {""})
    return Known(
        venues=venues,
        vocabulary=vocabulary,
        lessons=library.lessons(),
        campaigns=frozenset(
            k.removeprefix("campaigns/") for k in ids if k.startswith("campaigns/")
        ),
        organisers=organisers,
        addresses=addresses,
    )


def load_schedule(
    folder: Path,
    shown: str,
    vocabulary: Vocabulary,
    library: Library,
    problems: list[Problem],
    *,
    centre: CentreFolder | None = None,
    before: Schedule | None = None,
) -> Schedule:
    """Read `venues.csv` and every `presentations-<year>.csv` of a centre's schedule folder.

    With `centre`, its partners and addresses are checked, and its samples are left out unless
    it says `samples: true`. What rows say that were good `before` is not looked at again, if the
    vocabulary, the library and the centre are the same.
    """
    known = load_known(folder, shown, vocabulary, library, problems, centre=centre)
    with_samples = centre is None or centre.centre.samples
    found: dict[str, Presentation] = {}
    places: dict[str, tuple[str, int]] = {}
    unreadable: set[str] = set()
    checked = before.good if before and before.venues == known.venues else {}
    good: dict[str, Presentation] = {}
    whole = True
    for path in sorted(folder.glob("presentations-*.csv")):
        name = f"{shown}/{path.name}"
        year = _FILE.match(path.name)
        told = len(problems)
        rows = read_csv(path, name, COLUMNS, problems, optional=OPTIONAL, most=MOST_BYTES)
        whole = whole and len(problems) == told
        for row in rows:
            key = digest(repr(row.cells), 24)
            presentation = checked.get(key)
            if presentation is None:
                told = len(problems)
                presentation = read_row(row, name, problems)
                if presentation is None:
                    problems.extend(check_unreadable(row, name, known))
                    unreadable.add(row.cells["id"])
                    continue
                problems.extend(check_row(presentation, row, name, known))
                if len(problems) > told:
                    key = ""
            if key:
                good[key] = presentation
            if presentation.id in found:
                what, first = f'The id "{presentation.id}"', places[presentation.id]
                problems.append(again(what, (name, row.line), first))
            if year and presentation.date.year != int(year.group(1)):
                said = f"{presentation.date} is not in {year.group(1)}."
                problems.append(WRONG_YEAR.at(name, row.line, said))
            found[presentation.id] = presentation
            places[presentation.id] = (name, row.line)
    if any(p.code is UNKNOWN_VENUE for p in problems) and not (folder / VENUES).is_file():
        # It is the cause of what each event that names a venue is told.
        problems.append(NO_VENUES.at(f"{shown}/{VENUES}", None, "There is no such file."))
    if not with_samples:
        unreadable |= {p.id for p in found.values() if p.sample}
        found = {p.id: p for p in found.values() if not p.sample}
    changes = load_changes(folder / FILE, f"{shown}/{FILE}", problems)
    for change in changes:
        if whole and change.id not in places and change.id not in unreadable:
            said = f'No event "{change.id}" is in the schedule.'
            problems.append(LOST.at(f"{shown}/{FILE}", change.line, said))
    in_order = sorted(found.values(), key=lambda p: (p.date, p.start or time(), p.id))
    return Schedule(
        presentations={p.id: p for p in in_order},
        venues=known.venues,
        unreadable=frozenset(unreadable),
        places=places,
        adults=known.adults,
        regions={city.id: city.region for city in vocabulary.cities.values()},
        lesson_topics=_lesson_topics(library),
        changes=changes,
        good=good,
        whole=whole,
    )


def _lesson_topics(library: Library) -> dict[str, tuple[str, ...]]:
    return {
        record.id.removeprefix("lessons/"): getattr(record.head, "topics", ())
        for record in library.records.values()
        if record.id.startswith("lessons/")
    }


def read_row(row: Row, shown: str, problems: list[Problem]) -> Presentation | None:
    """Return the presentation of a row, or None and a problem for each fault."""
    data: dict[str, object] = dict(row.cells)
    if data.get("start") == ALL_DAY:
        data |= {"start": "", "all_day": True}
    return build(Presentation, Document(shown, data, {(): row.line}), problems)


def check_row(presentation: Presentation, row: Row, shown: str, known: Known) -> Iterator[Problem]:
    """Tell what a row says that is not known, or that must not stand there."""
    line = row.line
    yield from _check_id(presentation, line, shown, known)
    venue = known.venues.get(presentation.venue)
    for venue_id in filter(None, (presentation.venue, *presentation.schools)):
        named = known.venues.get(venue_id)
        if named and named.sample and not presentation.sample:
            yield SAMPLE_MIX.at(shown, line, f'"{venue_id}" is a sample venue.')
    if presentation.status == "held" and presentation.updated < presentation.last:
        said = f"It is held on {presentation.last}, but was last changed on {presentation.updated}."
        yield HELD_TOO_EARLY.at(shown, line, said)
    if not _TAG.match(presentation.language):
        yield UNKNOWN_TAG.at(shown, line, f'"{presentation.language}" is no language tag.')
    personal = set(_personal_columns(row))
    yield from _check_ids(presentation, row, shown, known)
    yield from _check_place(presentation, line, shown, known, venue)
    yield from _check_people(presentation, line, shown, known, personal)


def check_unreadable(row: Row, shown: str, known: Known) -> Iterator[Problem]:
    """Tell which ids are not known in a row of which other cells cannot be read."""

    def cell(name: str) -> str:
        return row.cells.get(name, "")

    def several(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in cell(name).split(";"))

    ids = Presentation(
        id=cell("id"),
        status="planned",
        type=cell("type"),
        date=datetime.date.min,
        start=None,
        end=None,
        venue=cell("venue"),
        city=cell("city"),
        lesson=cell("lesson"),
        language="",
        audiences=several("audiences"),
        stages=several("stages"),
        schools=several("schools"),
        topics=several("topics"),
        trains=several("trains"),
        led_by=several("led_by"),
        reason=cell("reason"),
        campaign=cell("campaign"),
        public=None,
        sample=False,
        sequence=0,
        updated=datetime.date.min,
    )
    yield from _check_ids(ids, row, shown, known)


def _personal_columns(row: Row) -> Iterator[str]:
    """Yield the columns whose cells seem to name a person, or say how to reach one."""
    for name in _OF_IDS:
        if _is_personal(name, row.cells.get(name, "")):
            yield name


def _check_ids(presentation: Presentation, row: Row, shown: str, known: Known) -> Iterator[Problem]:
    line = row.line
    for venue_id in filter(None, (presentation.venue, *presentation.schools)):
        if venue_id not in known.venues:
            near = did_you_mean(venue_id, known.venues)
            hint = f"Add it to venues.csv, or d{near[1:]}" if near else ""
            problem = UNKNOWN_VENUE.at(shown, line, f'No venue "{venue_id}".', hint)
            yield replace(problem, cause=f"{shown.rpartition('/')[0]}/{VENUES}")
    if presentation.lesson and presentation.lesson not in known.lessons:
        hint = did_you_mean(presentation.lesson, known.lessons)
        yield UNKNOWN_LESSON.at(shown, line, f'No lesson "{presentation.lesson}".', hint)
    if presentation.campaign and presentation.campaign not in known.campaigns:
        hint = did_you_mean(presentation.campaign, known.campaigns)
        yield UNKNOWN_CAMPAIGN.at(shown, line, f'No campaign "{presentation.campaign}".', hint)
    personal = set(_personal_columns(row))
    for name in sorted(personal):
        said = f'"{name}" seems to hold a person\'s name, address or number.'
        yield PERSONAL.at(shown, line, said)
    yield from _check_terms(presentation, line, shown, known, personal)


def _check_id(presentation: Presentation, line: int, shown: str, known: Known) -> Iterator[Problem]:
    if not _ID.match(presentation.id):
        yield BAD_ID.at(shown, line, f'"{presentation.id}" cannot be an id.')
    # What a visit to a school was called stays in calendar programs; what was held is over.
    if presentation.status == "held" or names_place(presentation, known.adults):
        return
    for venue_id in filter(None, (presentation.venue, *presentation.schools)):
        venue = known.venues.get(venue_id)
        if venue and _tells(presentation.id, venue):
            yield VENUE_IN_ID.at(shown, line, f'"{presentation.id}" names the venue.')
    bare = _DAY.sub("", presentation.id)
    if presentation.start and re.search(f"{presentation.start:%H}-?{presentation.start:%M}", bare):
        yield HOUR_IN_ID.at(shown, line, f'"{presentation.id}" names the hour.')


# Words that many venues share and that point at none of them.
_COMMON = frozenset(
    "osnovna osnovno srednja sredno skola skole uciliste uchilishte gimnazija gimnaziya dvorana "
    "centar sala zala kulture kulturata sample primer primary secondary school hall gradska "
    "tehnicka ekonomska medicinska profesionalna obsht opsta opstina".split()
)


def _tells(event_id: str, venue: Venue) -> bool:
    """Tell whether an id holds the id or name of a venue, or a word that only this venue has."""
    name = slugify(venue.name)
    if venue.id in event_id or name in event_id:
        return True
    city = venue.city.partition("-")[2].split("-")
    own = {word for word in (*venue.id.split("-"), *name.split("-")) if len(word) > 3}
    return bool((own - _COMMON - set(city)) & set(event_id.split("-")))


def _is_personal(name: str, text: str) -> bool:
    return cells.has_contact(text) or (name in _OF_PEOPLE and cells.has_name(text))


_APART = 'Put ";" between two ids, and no comma.'
_OF_ONE = frozenset({"type", "reason", "city"})
"""Columns with one id of the vocabulary at most."""


def _check_terms(
    presentation: Presentation, line: int, shown: str, known: Known, personal: Collection[str]
) -> Iterator[Problem]:
    terms = known.vocabulary
    roles = tuple(presenter.role for presenter in presentation.presenters)
    checks: Iterable[tuple[str, tuple[str, ...], Mapping[str, object], str]] = (
        ("type", (presentation.type,), terms.event_types, "event-types.yml"),
        ("audiences", presentation.audiences, terms.audiences, "audiences.yml"),
        ("stages", presentation.stages, terms.stages, "stages.yml"),
        ("topics", presentation.topics, terms.topics, "topics.yml"),
        ("presenters", roles, terms.roles, "roles.yml"),
        ("trains", presentation.trains, terms.audiences, "audiences.yml"),
        ("led_by", presentation.led_by, terms.roles, "roles.yml"),
        ("reason", (presentation.reason,), terms.change_reasons, "change-reasons.yml"),
        ("city", (presentation.city,), terms.cities, "cities.csv"),
    )
    for name, ids, found, where in checks:
        if name not in personal:
            for word in filter(None, ids):
                is_list = name not in _OF_ONE and "," in word
                for problem in unknown((word,), found, f"vocabulary/{where}", shown, line):
                    yield replace(problem, hint=_APART) if is_list else problem


def _check_place(
    presentation: Presentation, line: int, shown: str, known: Known, venue: Venue | None
) -> Iterator[Problem]:
    place = known.vocabulary.cities.get(known.city(presentation))
    if place is None:
        return
    if presentation.region and presentation.region != place.region:
        said = f'"{place.id}" lies in {place.region}, not in "{presentation.region}".'
        yield OTHER_REGION.at(shown, line, said)
    if venue and presentation.city and presentation.city != venue.city:
        said = f'"{venue.id}" is in "{venue.city}", not in "{presentation.city}".'
        yield OTHER_REGION.at(shown, line, said, "Leave the city empty: it follows from the venue.")
    grades = known.grades(presentation)
    for grade in presentation.grades:
        if grades and grade not in grades:
            yield UNKNOWN_GRADE.at(shown, line, f'No grade "{grade}" in {place.country}.')


def _check_people(
    presentation: Presentation, line: int, shown: str, known: Known, personal: Collection[str]
) -> Iterator[Problem]:
    organiser = presentation.organiser
    choices = {*(known.organisers or ()), *known.venues}
    only_form = known.organisers is None and _ID.match(organiser)
    if organiser and "organiser" not in personal and organiser not in choices and not only_form:
        hint = did_you_mean(organiser, choices)
        yield UNKNOWN_ORGANISER.at(shown, line, f'No organiser "{organiser}".', hint)
    address = presentation.registration
    if address and not _WEB.match(address):
        own = known.addresses is None or address in known.addresses
        if not _MAIL.match(address) or not own:
            said = "The address for registration is none of the centre's own."
            yield OTHER_ADDRESS.at(shown, line, said)
