"""The site: everything a build needs to know about one centre, loaded and checked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from operator import is_
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.attendance.summary import read_of, summarise
from beacon.attendance.tables import Attendance, Reach
from beacon.build.generated import Made, generated_records
from beacon.build.memory import Memory
from beacon.build.readers import reader_records
from beacon.build.report_pages import report_records
from beacon.build.routes import Card, Named, Route, card_of, make_routes, named
from beacon.build.shelf import Shelf
from beacon.build.ways import way_records
from beacon.content.centres import Centre, CentreFolder, load_centres, pick_centre
from beacon.content.forms import Forms, load_forms
from beacon.content.learning_paths import LearningPaths, load_paths
from beacon.content.lessons import Lesson
from beacon.content.library import Library, load_commons, load_library
from beacon.content.records import Record
from beacon.content.vocabulary import Vocabulary, files_of, load_vocabulary
from beacon.figures.register import Figure, load_register
from beacon.files import digest, folders
from beacon.glossary.terms import Glossary, load_glossary
from beacon.kits.records import KitRecord
from beacon.languages.registry import Language, Languages, load_languages
from beacon.languages.strings import Strings, load_strings
from beacon.problems import Problem, ProblemsFound, errors, in_order
from beacon.schedule.events import Events, MonthEvents, Overview
from beacon.schedule.presentations import Schedule, load_schedule
from beacon.schedule.publicity import PublicChange, PublicPresentation
from beacon.sources import TWICE, not_read
from beacon.submissions.record import slugs

ALL_FEATURES = frozenset(
    {
        "lessons", "ways", "quizzes", "packages", "glossary", "kits", "campaigns", "calendars",
        "attendance", "guide", "search", "metadata",
    }
)  # fmt: skip
PATHS_FILE = "content/paths.yml"

CENTRE_FILES = ("centre.yml", "help-channels.yml")


class Site(Struct, frozen=True, dict=True):
    """One centre's site.

    `centres` are all centres of the tree, because a page must not show what belongs
    to another; `figures` are those of all centres, `own_figures` those of this one.
    `as_of` is the newest date in the content, or the later one that a build declares: the same
    input is the same site on any day.
    `generated` are the records of pages that nobody has written, by (id, language tag).
    `submitted` are the ids of pages that young people have handed in and adults have approved;
    `unlisted` those of pages that stand at their address and in no list, index, feed or map.
    `shelf` knows the kits; it is filled when they are made, after all checks.
    """

    folder: CentreFolder
    centres: Mapping[str, CentreFolder]
    languages: Languages
    tags: tuple[str, ...]
    strings: Mapping[str, Strings]
    vocabulary: Vocabulary
    library: Library
    forms: Forms
    paths: LearningPaths
    schedule: Schedule
    figures: Mapping[str, Figure]
    own_figures: Mapping[str, Figure]
    summaries: Attendance
    features: frozenset[str]
    routes: Mapping[tuple[str, str], Route]
    problems: tuple[Problem, ...]
    as_of: date | None
    generated: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    shelf: Shelf = field(default_factory=Shelf)
    submitted: frozenset[str] = frozenset()
    unlisted: frozenset[str] = frozenset()

    @cached_property
    def events(self) -> Events:
        """The schedule as far as it is public, reduced and sorted once for the whole site."""
        return _events_of(self.schedule, self.as_of)

    def reach(self, campaign: str, sample: bool) -> Reach:
        """Return what was counted at the stops of a campaign, small counts hidden."""
        return self.summaries.reach(campaign, sample=sample)

    def named(self, tag: str, record_id: str) -> Named | None:
        """Return a page as other pages name it, if there is one."""
        return named(self.routes.get((tag, record_id)))

    def described(self, tag: str, record_id: str) -> str:
        """Return what a page is about; empty where there is none."""
        card = self.card(tag, record_id)
        return "" if card is None else card.description()

    def card(self, tag: str, record_id: str) -> Card | None:
        """Return a page as lists of pages show it, if there is one."""
        route = self.routes.get((tag, record_id))
        return None if route is None else card_of(route)

    def glossary_words(self, folder: str) -> dict[str, str]:
        """Return the words that are linked in texts of a language, with their places."""
        return self.glossary.words(folder)

    @property
    def centre(self) -> Centre:
        """The centre whose site this is."""
        return self.folder.centre

    @property
    def kits(self) -> Shelf:
        """What is known of the kits."""
        return self.shelf

    @property
    def default(self) -> Language:
        """The language a reader without a choice is led to."""
        return self.languages[self.tags[0]]


class EventsLike(Protocol):
    """What pages may read of the public events: the events themselves, or noted one by one."""

    def get(self, event_id: str) -> PublicPresentation | None: ...
    def all(self) -> tuple[PublicPresentation, ...]: ...
    def group(self, kind: str, key: str) -> tuple[PublicPresentation, ...]: ...
    def month(self, key: str) -> MonthEvents: ...
    def year(self, key: str) -> Mapping[str, Mapping[str, int]]: ...
    def years(self) -> tuple[str, ...]: ...
    def coming(self, most: int) -> tuple[PublicPresentation, ...]: ...
    def upcoming(self, most: int) -> tuple[PublicPresentation, ...]: ...
    def of_lesson(self, lesson: str, most: int) -> tuple[PublicPresentation, ...]: ...
    def overview(self) -> Overview: ...
    def has_samples(self) -> bool: ...
    def changes(self, most: int) -> tuple[PublicChange, ...]: ...
    def changes_of(self, event_id: str) -> tuple[PublicChange, ...]: ...


class KitsLike(Protocol):
    """What pages may read of the kits: what is known of them, or noted one by one."""

    def has_kit(self, record_id: str) -> bool: ...
    def has_press(self, record_id: str) -> bool: ...
    def of(self, tag: str, record_id: str) -> tuple[KitRecord, ...]: ...
    def all(self, tag: str) -> tuple[KitRecord, ...]: ...


class SiteLike(Protocol):
    """What pages may read of a site: the site itself, or a reader that notes what was read."""

    @property
    def folder(self) -> CentreFolder: ...
    @property
    def centre(self) -> Centre: ...
    @property
    def centres(self) -> Mapping[str, CentreFolder]: ...
    @property
    def languages(self) -> Languages: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def default(self) -> Language: ...
    @property
    def strings(self) -> Mapping[str, Strings]: ...
    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def paths(self) -> LearningPaths: ...
    @property
    def schedule(self) -> Schedule: ...
    @property
    def events(self) -> EventsLike: ...
    @property
    def figures(self) -> Mapping[str, Figure]: ...
    @property
    def own_figures(self) -> Mapping[str, Figure]: ...
    @property
    def summaries(self) -> Attendance: ...
    def reach(self, campaign: str, sample: bool) -> Reach: ...
    @property
    def features(self) -> frozenset[str]: ...
    @property
    def routes(self) -> Mapping[tuple[str, str], Route]: ...
    def named(self, tag: str, record_id: str) -> Named | None: ...
    def described(self, tag: str, record_id: str) -> str: ...
    def card(self, tag: str, record_id: str) -> Card | None: ...
    @property
    def as_of(self) -> date | None: ...
    @property
    def unlisted(self) -> frozenset[str]: ...
    @property
    def glossary(self) -> Glossary: ...
    def glossary_words(self, folder: str) -> dict[str, str]: ...
    @property
    def kits(self) -> KitsLike: ...


def load_site(
    root: Path,
    centre_name: str,
    *,
    features: frozenset[str] = ALL_FEATURES,
    commons_only: bool = False,
    memory: Memory | None = None,
    as_of: date | None = None,
) -> Site:
    """Read everything under `root/content` that a centre's site needs, but no submissions.

    `as_of` is the day that a build declares, if it is later than all in the content. With
    `commons_only` the centre's own pages are left out, so that texts they stand before can be
    checked and translated as well. What `memory` still knows is not read again.

    Raises ProblemsFound if the centre cannot be used at all, with what else is wrong in its files,
    if there is any fault in the registry of languages, or if a file cannot be read; otherwise all
    problems are in `Site.problems`.
    """
    known = memory or Memory(root, {})
    try:
        return _loaded(root, centre_name, features, commons_only, known, as_of)
    except FileNotFoundError:  # it is just being moved
        raise
    except OSError as error:
        raise ProblemsFound([not_read(error, root)]) from error


def _loaded(
    root: Path,
    centre_name: str,
    features: frozenset[str],
    commons_only: bool,
    known: Memory,
    as_of: date | None,
) -> Site:
    problems: list[Problem] = []
    content, shown = root / "content", "content"
    vocabulary_folder = f"{shown}/vocabulary"
    registry = f"{vocabulary_folder}/languages.yml"
    languages = known.room(
        "languages", (registry,), lambda told: load_languages(root / registry, registry, told),
        problems,
    )  # fmt: skip
    if errors(problems):  # whatever else were told might only follow from it
        raise ProblemsFound(errors(problems))
    of_centres = sources_of_centres(root)
    # Whoever asks later what these files held is told what they hold before they are read here.
    names = names_of_centres(root)
    for name in names:
        known.digest(*source_of_centre(name))
    for part in Vocabulary.__struct_fields__:
        known.digest(*source_of_part(part))
    centres = known.room(
        "centres", of_centres["centres"],
        lambda told: load_centres(content / "centres", f"{shown}/centres", languages, told),
        problems, (known.digest("languages", (registry,)), names),
    )  # fmt: skip
    folder = pick_centre(centres, names, centre_name, f"{shown}/centres", problems)
    if centre_name not in names:
        raise ProblemsFound(errors(problems))
    place, own = content / "centres" / centre_name, f"{shown}/centres/{centre_name}"
    written = {lang.path for lang in languages.by_tag.values() if not lang.transliterated_from}
    vocabulary = known.room(
        "vocabulary", (f"{vocabulary_folder}/",),
        lambda told: load_vocabulary(
            content / "vocabulary", vocabulary_folder, told, written=written
        ),
        problems,
    )  # fmt: skip
    needs = known.digest("vocabulary", (f"{vocabulary_folder}/",))
    tags = folder.centre.languages if folder is not None else ()
    # Before the texts, which all processes read: meanwhile another one compiles templates.
    strings = known.room(
        "strings", ("theme/locales/",),
        lambda told: load_strings(root / "theme" / "locales", languages, tags, told),
        problems, (tags, known.digest("languages", (registry,))),
    )  # fmt: skip
    if commons_only:
        library = load_commons(content, shown, languages, problems, known)
    else:
        library = load_library(content, shown, place, languages, problems, known)
    library = _with_names(library, (f"campaigns/{slug}" for slug in slugs(content)))
    forms = load_forms(content, shown, place, languages, problems, known.text)
    terms = f"{shown}/glossary"
    glossary = known.room(
        "glossary", (f"{terms}/",),
        lambda told: load_glossary(content / "glossary", terms, told, written=written),
        problems, tuple(sorted(written)),
    )  # fmt: skip
    paths = known.room(
        "paths", (PATHS_FILE,), lambda told: load_paths(root / PATHS_FILE, PATHS_FILE, told),
        problems,
    )  # fmt: skip
    if folder is None:  # its own file has faults: what can be read without it is told as well
        load_schedule(place / "schedule", f"{own}/schedule", vocabulary, library, problems)
        load_register(place / "figures.csv", f"{own}/figures.csv", vocabulary, problems)
        raise ProblemsFound(errors(problems))
    about_centres = known.digest("centres", of_centres["centres"])
    of_texts = digest(repr(_events_read_of(library)))
    schedule = known.room(
        "schedule", (f"{own}/schedule/",),
        lambda told: load_schedule(
            place / "schedule", f"{own}/schedule", vocabulary, library, told,
            centre=folder, before=known.earlier("schedule", (needs, about_centres, of_texts)),
        ),
        problems, (needs, about_centres, of_texts),
    )  # fmt: skip
    registers = known.room(
        "figures", of_centres["figures"],
        lambda told: {
            name: load_register(
                other.path / "figures.csv", f"{shown}/centres/{name}/figures.csv", vocabulary, told
            )
            for name, other in centres.items()
        },
        problems, (needs, [*centres]),
    )  # fmt: skip
    of_schedule = known.room(
        "read of the schedule", (f"{own}/schedule/",), lambda told: read_of(schedule), problems,
        (needs, about_centres, of_texts),
    )  # fmt: skip
    threshold = folder.centre.threshold
    summaries = known.room(
        "summaries", (f"{own}/attendance/",),
        lambda told: summarise(
            place / "attendance", f"{own}/attendance", schedule, vocabulary, threshold, told,
            known.room("hidden", (), lambda told: {}, []),
        ),
        problems, (needs, threshold, about_centres, of_texts, of_schedule),
    )  # fmt: skip
    known_on = (*_dates(library, folder, schedule), as_of, summaries.real.as_of)
    site = Site(
        folder=folder,
        centres=centres,
        languages=languages,
        tags=tags,
        strings=strings,
        vocabulary=vocabulary,
        library=library,
        forms=forms,
        paths=paths,
        schedule=schedule,
        figures=_all_figures(registers, folder.id, problems),
        own_figures=registers[folder.id],
        summaries=summaries,
        features=features,
        routes={},
        problems=in_order(problems),
        as_of=max(filter(None, known_on), default=None),
        glossary=glossary,
    )
    return with_pages(site, library)


def with_pages(
    site: Site, library: Library, made: Mapping[tuple[str, str], Record] | None = None
) -> Site:
    """Return a site with these texts, and a page for each of them and of those nobody wrote.

    `made` are further pages that somebody else has made.
    """
    languages, tags, strings = site.languages, site.tags, site.strings
    # Where the feature is off they have no routes, but links to them are still no mistake.
    reports = report_records(site.own_figures, site.summaries, library, languages, tags, strings)
    generated = {**_pages_of_calendar(site, library), **reports}
    ways = way_records(library, languages, tags, strings, site.vocabulary, site.paths)
    readers = reader_records(library, languages, site.vocabulary)
    generated = {**generated, **ways, **readers, **(made or {})}
    pages = Library({**library.records, **generated})
    return replace(
        site,
        library=library,
        generated=generated,
        routes=make_routes(pages, languages, tags, site.features),
    )


_events: list[Events] = []
"""The events that were last looked at: every state of a site has the same."""


def _events_of(schedule: Schedule, as_of: date | None) -> Events:
    known = next(iter(_events), None)
    if known is None or known.schedule is not schedule or known.as_of != as_of:
        _events[:] = [Events(schedule, as_of)]
    return _events[0]


_last: list[tuple[tuple[object, ...], tuple[object, ...], Made]] = []
"""What the pages of the calendar were last made from, and these: a preview makes them often."""


def _pages_of_calendar(site: Site, library: Library) -> Mapping[tuple[str, str], Record]:
    """Return the pages of the calendar, made anew as far as they speak of something new."""
    rooms = (site.vocabulary, site.languages, site.strings)
    titles = {
        key: (record.language, record.head.title)
        for key, record in library.records.items()
        if key[0].startswith(("lessons/", "campaigns/"))
    }
    lessons = "lessons" in site.features
    written = frozenset((*library.ids(), *library.unreadable))
    more = (site.tags, lessons, titles, written)
    before = None
    for known, others, made in _last:
        if all(map(is_, known, rooms)) and others == more:
            before = made
    events = _events_of(site.schedule, site.as_of)
    if before and before.events.schedule is site.schedule and before.events.as_of == site.as_of:
        return before.records
    records = generated_records(
        events, library, site.languages, site.tags, site.strings, site.vocabulary,
        lessons=lessons, made=before,
    )  # fmt: skip
    _last[:] = [(rooms, more, Made(events, records))]
    return records


def _with_names(library: Library, ids: Iterable[str]) -> Library:
    """Return a library in which naming one of these pages is no mistake.

    Whether a submission is published is for adults to say, so a row of the schedule or a link
    that names one is never wrong.
    """
    others = frozenset(ids).difference(library.ids())
    return replace(library, unreadable=library.unreadable | others) if others else library


def _events_read_of(library: Library) -> list[object]:
    """Return what events take from texts: which there are, and the topics of lessons."""
    ids = sorted({*library.ids(), *library.unreadable})
    lessons = [
        (*key, *record.head.topics)
        for key, record in library.records.items()
        if isinstance(record.head, Lesson)
    ]
    return [*(name for name in ids if name.startswith(("lessons/", "campaigns/"))), *lessons]


def names_of_centres(root: Path) -> list[str]:
    """Return the names of the folders of all centres; one without a file is none."""
    return [path.name for path in folders(root / "content" / "centres")]


def source_of_part(part: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a digest of a part of the vocabulary, and how its files begin."""
    files = (f"content/vocabulary/{name}." for name in files_of(part))
    return f"vocabulary {part}", tuple(files)


def source_of_centre(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a digest of the files that say who a centre is, and these."""
    return f"centre {name}", tuple(f"content/centres/{name}/{file}" for file in CENTRE_FILES)


def sources_of_centres(root: Path) -> dict[str, tuple[str, ...]]:
    """Return the files that say who the centres are, and what they have published."""
    folders = [f"content/centres/{name}" for name in names_of_centres(root)]
    return {
        "centres": tuple(f"{f}/{file}" for f in folders for file in CENTRE_FILES),
        "figures": tuple(f"{folder}/figures.csv" for folder in folders),
    }


def with_problems(site: Site, problems: Iterator[Problem]) -> Site:
    """Return the site with further problems told, all in order."""
    return replace(site, problems=in_order([*site.problems, *problems]))


def _all_figures(
    registers: Mapping[str, Mapping[str, Figure]], own: str, problems: list[Problem]
) -> dict[str, Figure]:
    """Return the figures of all centres; an id that two centres use is told, and ours counts."""
    found: dict[str, Figure] = {}
    for name, register in sorted(registers.items(), key=lambda item: item[0] == own):
        for key in sorted(found.keys() & register):
            path = f"content/centres/{name}/figures.csv"
            problems.append(TWICE.at(path, None, f'Another centre has a figure "{key}" too.'))
        found.update(register)
    return found


def _dates(library: Library, folder: CentreFolder, schedule: Schedule) -> Iterator[date]:
    for record in library.records.values():
        if record.head.reviewed_on:
            yield record.head.reviewed_on
    yield from (channel.verified_on for channel in folder.channels)
    yield from (p.updated for p in schedule.presentations.values())
