"""Counted as: under which place, time and subject the numbers of a presentation were published.

Whoever kept a page of earlier numbers subtracts: if the schedule then says another city of a
presentation, both cities change by exactly its count, however small. So a release writes down
under what it counts each presentation, and there its numbers stay, whatever is corrected later.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from beacon.content.vocabulary import Vocabulary, unknown
from beacon.files import digest
from beacon.models import Model, reads
from beacon.problems import Problem
from beacon.schedule.cells import iso_date, listed
from beacon.schedule.presentations import Presentation, Schedule
from beacon.sources import TWICE, Document, build, read_csv

FILE = "published.csv"
COLUMNS = (
    "presentation", "date", "region", "city", "topics", "campaign", "language", "type",
    "generation", "sample",
)  # fmt: skip
OPTIONAL = ("since",)
_MOST_BYTES = 20_000_000


class CountedAs(Model):
    """Under what a presentation is counted, with the columns of `published.csv`.

    `date` is its first day; `generation` says where in the cascade it stands. `since` is the
    day from which releases count it: one that was internal until then was in no earlier number.
    """

    presentation: str
    date: datetime.date
    region: str
    city: str
    topics: tuple[str, ...]
    campaign: str
    language: str
    type: str
    generation: str
    sample: bool
    since: datetime.date = datetime.date.min

    _date = reads("date", "since")(iso_date)
    _topics = reads("topics")(listed)

    @reads("since")
    @staticmethod
    def _empty_is_always(value: object) -> object:
        return value or datetime.date.min

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys it has under each dimension."""
        return {
            "region": (self.region,),
            "city": (self.city,),
            "topic": self.topics or ("",),
            "campaign": (self.campaign,),
            "language": (self.language,),
            "type": (self.type,),
            "generation": (self.generation,),
        }


def counted_as(
    presentation: Presentation, schedule: Schedule, since: datetime.date = datetime.date.min
) -> CountedAs:
    """Return under what a presentation is to be counted, as the schedule has it now."""
    return CountedAs(
        presentation=presentation.id,
        date=presentation.date,
        region=schedule.region(presentation),
        city=schedule.city(presentation),
        topics=schedule.topics(presentation),
        campaign=presentation.campaign,
        language=presentation.language,
        type=presentation.type,
        generation=generation(presentation),
        sample=presentation.sample,
        since=since,
    )


def generation(presentation: Presentation) -> str:
    """Return where in the cascade a presentation stands: see `GENERATIONS`."""
    if "peer-educators" in presentation.trains:
        return "peer-educators"
    if presentation.trains or presentation.type == "training":
        return "trainers"
    return "pupils" if "peer-educator" in presentation.led_by else "direct"


def load_counted_as(
    path: Path, shown: str, vocabulary: Vocabulary, problems: list[Problem]
) -> dict[str, CountedAs]:
    """Read `published.csv` by presentation; without the file no release has written it yet."""
    if not path.is_file():
        return {}
    found: dict[str, CountedAs] = {}
    for row in read_csv(path, shown, COLUMNS, problems, optional=OPTIONAL, most=_MOST_BYTES):
        one = build(CountedAs, Document(shown, dict(row.cells), {(): row.line}), problems)
        if one is None:
            continue
        faults = list(_check_terms(one, row.line, shown, vocabulary))
        if faults:
            problems.extend(faults)
            continue
        if one.presentation in found:
            said = f'"{one.presentation}" stands there twice.'
            problems.append(TWICE.at(shown, row.line, said))
        found.setdefault(one.presentation, one)
    return found


def _check_terms(
    one: CountedAs, line: int | None, shown: str, terms: Vocabulary
) -> Iterator[Problem]:
    for ids, known, file in (
        ((one.region,), terms.regions, "regions.csv"),
        ((one.city,), terms.cities, "cities.csv"),
        (one.topics, terms.topics, "topics.yml"),
        ((one.type,), terms.event_types, "event-types.yml"),
        ((one.generation,), terms.generations, "generations.yml"),
    ):
        yield from unknown(tuple(filter(None, ids)), known, f"vocabulary/{file}", shown, line)


def seal(published: Iterable[CountedAs], day: datetime.date) -> str:
    """Return a digest of all that releases up to a day have written into `published.csv`."""
    columns = (*COLUMNS, *OPTIONAL)
    rows = (
        "\x1f".join(str(getattr(one, column)) for column in columns)
        for one in published
        if one.since <= day
    )
    return digest("\n".join(sorted(rows)), 24)


def written(published: Iterable[CountedAs]) -> bytes:
    """Return `published.csv`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *OPTIONAL))
    for one in published:
        cells = {name: getattr(one, name) for name in COLUMNS}
        cells |= {"topics": ";".join(one.topics), "sample": "yes" if one.sample else "no"}
        cells["since"] = "" if one.since == datetime.date.min else one.since
        writer.writerow(cells.values())
    return out.getvalue().encode()
