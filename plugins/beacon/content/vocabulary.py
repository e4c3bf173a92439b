"""The vocabulary: ids of topics, audiences, places and units with their names in each language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from beacon.content.free_days import FREE_DAYS, FreeDays, load_free_days
from beacon.content.name_columns import further_columns, further_languages, further_names
from beacon.languages.latin import to_latin
from beacon.languages.marks import marked
from beacon.languages.registry import Language, Languages
from beacon.models import Checked, Model, checks, rule
from beacon.problems import N_, Code, Problem, Sentence, did_you_mean
from beacon.sources import BAD_VALUE, MISSING_KEY, TWICE, build, entries, read_csv, read_yaml

UNKNOWN_TERM = Code(
    "VOC001",
    "An id is used that the vocabulary does not have.",
    N_("Correct it, or add it to the file of the vocabulary that is named."),
)
CODES = (UNKNOWN_TERM,)

Names = Mapping[str, str]
"""A text by language folder: `{en: …, sr: …, bg: …}`."""

Given = TypeVar("Given", bound=dict[str, str] | str)


def _said(value: Given) -> Given:
    """Return where something was read, if that is said, and in every language that is named."""
    if not value:
        raise ValueError("say where this was read")
    empty = [path for path, text in value.items() if not text] if isinstance(value, dict) else []
    if empty:
        raise ValueError(f'nothing is said in "{empty[0]}"; write it or take "{empty[0]}" out')
    return value


Said = Annotated[dict[str, str] | str, Checked(_said)]
"""Where something was read: by language folder, or in words that are the same in all languages."""


class Term(Model):
    """One id with its name in each language."""

    id: str
    name: dict[str, str]


class Topic(Term):
    """A topic of lessons (facts §3.3); `sensitivity` 2 asks for a warning and a quick exit."""

    summary: dict[str, str] = rule(default_factory=dict)
    four_c: tuple[Literal["content", "contact", "conduct", "contract", "cross-cutting"], ...] = ()
    kind: tuple[Literal["aggressive", "sexual", "values", "health"], ...] = ()
    competences: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    audiences: tuple[str, ...] = ()
    sensitivity: int = rule(default=0, ge=0, le=2)


class Worry(Model):
    """Words by which a reader in trouble may search, by language, and the pages that answer."""

    id: str
    pages: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


class SheetColumn(Term):
    """A column of the sheet that coordinators fill in, with what its heading may be as well."""

    aliases: tuple[str, ...] = ()
    help: dict[str, str] = rule(default_factory=dict)


class EventStatus(Term):
    """How an event stands, with other forms of the word that coordinators write in sheets."""

    aliases: tuple[str, ...] = ()


class Competence(Term):
    """A competence of a framework, such as `digcomp-2.2/4.3`, in one of its areas."""

    area: dict[str, str]


class Audience(Term):
    """An audience; a profession has the parent `professionals`.

    `adults` says that no child is among them; whatever does not say so is protected.
    """

    summary: dict[str, str] = rule(default_factory=dict)
    parent: str = ""
    adults: bool = False


class Role(Term):
    """Who presents; one of whom `adults` does not say that they are grown up may be a child."""

    adults: bool = False


class AgeBand(Term):
    """A band of ages in whole years."""

    age_min: int
    age_max: int


class Licence(Term):
    """A licence by its SPDX id."""

    url: str


class Definition(Term):
    """What a published figure counts: its name on charts, and what is meant by it."""

    text: dict[str, str]


class Source(Term):
    """Where figures were published, as readers of each language see it."""

    name: Annotated[dict[str, str], Checked(_said)]


class Unit(Model):
    """What a figure counts, with the plural forms of its noun by language folder.

    `also` are further words by which texts name it, such as "pupils" for students.
    """

    id: str
    forms: dict[str, dict[str, str]]
    also: dict[str, tuple[str, ...]] = rule(default_factory=dict)

    @checks("forms")
    @staticmethod
    def _with_other(value: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """Every language needs the form `other`, and English is what others fall back to."""
        lacking = [path for path, forms in value.items() if "other" not in forms]
        if lacking or "en" not in value:
            raise ValueError(f'the form "other" is missing in {", ".join(lacking) or "en"}')
        return value


class Place(Struct, frozen=True):
    """A region (ISO 3166-2) or a city, with its names by language folder."""

    id: str
    country: str
    name: Names
    region: str = ""
    time_zone: str = ""


class MapTile(Struct, frozen=True):
    """Where a region stands on the map of its country, and its short form by language folder.

    `column` and `row` count from 0; the map is ours, about as the regions lie to each other.
    """

    region: str
    column: int
    row: int
    short: Names


class Grade(Struct, frozen=True):
    """A grade of a country's schools, with the stage it belongs to and the usual ages."""

    id: str
    stage: str
    age_min: int
    age_max: int


class Vocabulary(Struct, frozen=True):
    """Everything under `content/vocabulary`, by id."""

    topics: Mapping[str, Topic] = field(default_factory=dict)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    stages: Mapping[str, Term] = field(default_factory=dict)
    age_bands: Mapping[str, AgeBand] = field(default_factory=dict)
    competences: Mapping[str, Competence] = field(default_factory=dict)
    licences: Mapping[str, Licence] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    reviewers: Mapping[str, Term] = field(default_factory=dict)
    take_down_reasons: Mapping[str, Term] = field(default_factory=dict)
    event_types: Mapping[str, Term] = field(default_factory=dict)
    event_statuses: Mapping[str, EventStatus] = field(default_factory=dict)
    change_reasons: Mapping[str, Term] = field(default_factory=dict)
    visibilities: Mapping[str, Term] = field(default_factory=dict)
    unreported_reasons: Mapping[str, Term] = field(default_factory=dict)
    how_known: Mapping[str, Term] = field(default_factory=dict)
    generations: Mapping[str, Term] = field(default_factory=dict)
    attendance_columns: Mapping[str, SheetColumn] = field(default_factory=dict)
    repeats: Mapping[str, Term] = field(default_factory=dict)
    schedule_columns: Mapping[str, SheetColumn] = field(default_factory=dict)
    worries: Mapping[str, Worry] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    grades: Mapping[str, Mapping[str, Grade]] = field(default_factory=dict)
    free_days: FreeDays = field(default_factory=FreeDays)
    regions: Mapping[str, Place] = field(default_factory=dict)
    cities: Mapping[str, Place] = field(default_factory=dict)
    tiles: Mapping[str, MapTile] = field(default_factory=dict)

    def has(self, part: str, term: str) -> bool:
        """Tell whether a part, such as `topics`, has a term."""
        return term in getattr(self, part)

    def sensitivity(self, topics: tuple[str, ...]) -> int:
        """Return the highest sensitivity of these topics, 0 to 2."""
        return max((self.topics[t].sensitivity for t in topics if t in self.topics), default=0)


def files_of(part: str) -> tuple[str, ...]:
    """Return the files of a part of the vocabulary, such as `topics`, without their suffix."""
    if part == "free_days":
        return FREE_DAYS
    return (part.replace("_", "-"),)


def text_in(names: Names, language: Language, languages: Languages) -> str:
    """Return the text in a language, transliterated, or marked as that of another language."""
    source = languages.source(language.tag)
    if source.path in names:
        text = names[source.path]
        return to_latin(text) if language.transliterated_from else text
    for tag in source.fallbacks:
        if tag in languages and languages[tag].path in names:
            return marked(names[languages[tag].path], tag)
    path, text = next(iter(names.items()), ("", ""))
    other = languages.of_path(path)
    return marked(text, other.tag) if other else text


def unknown(
    ids: tuple[str, ...], known: Mapping[str, object], where: str, path: str, line: int | None
) -> Iterator[Problem]:
    """Tell each id that is not known; `where` names the file of the vocabulary.

    Who writes a name is told its id. Sheets are filled in with names, so where no id is near, a
    name that is near is offered.
    """
    for word in ids:
        if word not in known:
            said = Sentence(N_('"%(word)s" is not in %(file)s.'), word=word, file=where)
            named = {key: getattr(term, "name", None) for key, term in known.items()}
            names = {
                name: key
                for key, by in named.items()
                if isinstance(by, Mapping)
                for name in by.values()
            }
            meant = next((id_ for name, id_ in names.items() if _is_same(name, word)), "")
            if meant:
                hint: str = Sentence(N_("Write it as %(example)s."), example=meant)
            else:
                hint = did_you_mean(word, known) or did_you_mean(word, names)
            problem = UNKNOWN_TERM.at(path, line, said, hint)
            yield replace(problem, cause=f"content/{where.removeprefix('content/')}")


def _is_same(name: str, word: str) -> bool:
    return name.casefold() == word.casefold()


T = TypeVar(
    "T",
    Term,
    Topic,
    SheetColumn,
    EventStatus,
    Competence,
    Audience,
    Role,
    AgeBand,
    Licence,
    Unit,
    Worry,
    Definition,
    Source,
)


def load_vocabulary(
    root: Path, shown: str, problems: list[Problem], *, written: Collection[str] = ()
) -> Vocabulary:
    """Read the folder; every fault of every file is told.

    `written` are the folders of the languages that people write: the tables of places and
    of free days may have a column of names for each, and must have those of the first three.
    """
    more = further_languages(written)
    regions = _load_places(root / "regions.csv", f"{shown}/regions.csv", _REGION, more, problems)

    def terms(name: str, model: type[T]) -> dict[str, T]:
        return _load_terms(root / f"{name}.yml", f"{shown}/{name}.yml", model, problems)

    return Vocabulary(
        topics=terms("topics", Topic),
        audiences=terms("audiences", Audience),
        stages=terms("stages", Term),
        age_bands=terms("age-bands", AgeBand),
        competences=terms("competences", Competence),
        licences=terms("licences", Licence),
        roles=terms("roles", Role),
        reviewers=terms("reviewers", Term),
        take_down_reasons=terms("take-down-reasons", Term),
        event_types=terms("event-types", Term),
        event_statuses=terms("event-statuses", EventStatus),
        change_reasons=terms("change-reasons", Term),
        visibilities=terms("visibilities", Term),
        unreported_reasons=terms("unreported-reasons", Term),
        how_known=terms("how-known", Term),
        generations=terms("generations", Term),
        attendance_columns=terms("attendance-columns", SheetColumn),
        repeats=terms("repeats", Term),
        schedule_columns=terms("schedule-columns", SheetColumn),
        worries=terms("worries", Worry),
        units=terms("units", Unit),
        definitions=terms("definitions", Definition),
        sources=terms("sources", Source),
        grades=_load_grades(root / "grades.csv", f"{shown}/grades.csv", problems),
        free_days=load_free_days(root, shown, problems, more),
        regions=regions,
        cities=_load_places(
            root / "cities.csv", f"{shown}/cities.csv", _CITY, more, problems, regions=regions
        ),
        tiles=_load_tiles(root / "tiles.csv", f"{shown}/tiles.csv", more, problems),
    )


def _load_terms(path: Path, shown: str, model: type[T], problems: list[Problem]) -> dict[str, T]:
    if not path.is_file():
        problems.append(MISSING_KEY.at(shown, None, "The file is missing."))
        return {}
    document = read_yaml(path, shown, problems)
    found: dict[str, T] = {}
    for index in entries(document, problems):
        assert document is not None
        term = build(model, document, problems, at=(index,))
        if term is None:
            continue
        if term.id in found:
            line = document.line((index,))
            problems.append(TWICE.at(shown, line, f'The id "{term.id}" stands there twice.'))
        found[term.id] = term
    return found


_GRADE = ("country", "grade", "stage", "age_min", "age_max")


def _load_grades(path: Path, shown: str, problems: list[Problem]) -> dict[str, dict[str, Grade]]:
    """Return the grades by country and grade."""
    if not path.is_file():
        problems.append(MISSING_KEY.at(shown, None, "The file is missing."))
        return {}
    found: dict[str, dict[str, Grade]] = {}
    for row in read_csv(path, shown, _GRADE, problems):
        cells = row.cells
        ages = (cells["age_min"], cells["age_max"])
        if not all(age.isdecimal() for age in ages):
            said = f'The ages must be whole numbers, not "{"–".join(ages)}".'
            problems.append(BAD_VALUE.at(shown, row.line, said))
            continue
        grade = Grade(cells["grade"], cells["stage"], int(ages[0]), int(ages[1]))
        found.setdefault(cells["country"], {})[grade.id] = grade
    return found


_NAMES = ("name_en", "name_sr_cyrl", "name_sr_latn", "name_bg")
_REGION = ("iso_code", "country", "type", *_NAMES, "seat")
_CITY = ("slug", "country", "region_iso", *_NAMES, "time_zone", "is_region_seat")


def _load_places(
    path: Path,
    shown: str,
    columns: tuple[str, ...],
    more: tuple[str, ...],
    problems: list[Problem],
    *,
    regions: Mapping[str, Place] | None = None,
) -> dict[str, Place]:
    """Return the places of a table; those of cities lie in one of `regions`."""
    if not path.is_file():
        problems.append(MISSING_KEY.at(shown, None, "The file is missing."))
        return {}
    places = {}
    for row in read_csv(path, shown, columns, problems, optional=further_columns("name_", more)):
        cells = row.cells
        names = {"en": cells["name_en"], "sr": cells["name_sr_cyrl"], "bg": cells["name_bg"]}
        place = Place(
            id=cells[columns[0]],
            country=cells["country"],
            name=names | further_names("name_", more, cells),
            region=cells.get("region_iso", ""),
            time_zone=cells.get("time_zone", ""),
        )
        if regions is not None:
            where = f"{shown.rpartition('/')[0].removeprefix('content/')}/regions.csv"
            problems.extend(
                unknown(tuple(filter(None, [place.region])), regions, where, shown, row.line)
            )
        if place.id in places:
            problems.append(TWICE.at(shown, row.line, f'"{place.id}" stands there twice.'))
        places[place.id] = place
    return places


_TILE = ("iso_code", "column", "row", "short_en", "short_sr", "short_bg")


def _load_tiles(
    path: Path, shown: str, more: tuple[str, ...], problems: list[Problem]
) -> dict[str, MapTile]:
    """Return the tiles of the maps by region; without the file no map is drawn."""
    found: dict[str, MapTile] = {}
    columns = further_columns("short_", more)
    rows = read_csv(path, shown, _TILE, problems, optional=columns) if path.is_file() else []
    for row in rows:
        cells = row.cells
        place = (cells["column"], cells["row"])
        if not all(number.isdecimal() for number in place):
            said = f'Column and row must be whole numbers, not "{", ".join(place)}".'
            problems.append(BAD_VALUE.at(shown, row.line, said))
            continue
        short = {"en": cells["short_en"], "sr": cells["short_sr"], "bg": cells["short_bg"]}
        short |= further_names("short_", more, cells)
        tile = MapTile(cells["iso_code"], int(place[0]), int(place[1]), short)
        if tile.region in found:
            problems.append(TWICE.at(shown, row.line, f'"{tile.region}" stands there twice.'))
        found[tile.region] = tile
    return found
