"""Venues: schools and halls where presentations are held."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from beacon.content.vocabulary import UNKNOWN_TERM, Vocabulary
from beacon.problems import Problem, did_you_mean
from beacon.schedule import cells as cells_of
from beacon.sources import BAD_VALUE, TWICE, read_csv

FILE = "venues.csv"
MOST_LETTERS = 200
FORMULA = ("=", "+", "-", "@")
"""What a text begins with that a spreadsheet would calculate."""
COLUMNS = ("id", "name", "kind", "city", "sample")


class Venue(Struct, frozen=True):
    """A venue by its own name; `city` is a slug of the vocabulary."""

    id: str
    name: str
    kind: str
    city: str
    sample: bool


def load_venues(
    path: Path, shown: str, vocabulary: Vocabulary, problems: list[Problem]
) -> Mapping[str, Venue]:
    """Read `venues.csv`; a missing file means that there are none."""
    venues: dict[str, Venue] = {}
    if not path.is_file():
        return venues
    for row in read_csv(path, shown, COLUMNS, problems):
        cells = row.cells
        if cells["sample"] not in ("yes", "no"):
            said = f'"sample" must be yes or no, not "{cells["sample"]}".'
            problems.append(BAD_VALUE.at(shown, row.line, said))
            continue
        venue = Venue(
            cells["id"], cells["name"], cells["kind"], cells["city"], cells["sample"] == "yes"
        )
        if venue.city not in vocabulary.cities:
            said = f'"{venue.city}" is not in vocabulary/cities.csv.'
            hint = did_you_mean(venue.city, vocabulary.cities)
            problem = UNKNOWN_TERM.at(shown, row.line, said, hint)
            problems.append(replace(problem, cause="content/vocabulary/cities.csv"))
            continue
        if len(venue.name) > MOST_LETTERS or cells_of.HIDDEN.search(venue.name):
            said = f"A name has {MOST_LETTERS} letters at the most, and no signs that nobody sees."
            problems.append(BAD_VALUE.at(shown, row.line, said))
            continue
        if venue.name.startswith(FORMULA):
            said = 'A name does not begin with "=", "+", "-" or "@": sheets would calculate it.'
            problems.append(BAD_VALUE.at(shown, row.line, said))
            continue
        if venue.id in venues:
            problems.append(TWICE.at(shown, row.line, f'The id "{venue.id}" stands there twice.'))
        venues[venue.id] = venue
    return venues
