"""Venues: schools and halls where presentations are held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from beacon.content.vocabulary import UNKNOWN_TERM, Vocabulary
from beacon.problems import Problem, did_you_mean
from beacon.schedule import cells as cells_of
from beacon.sources import BAD_VALUE, TWICE, Row, read_csv

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
    ids: set[str] = set()
    if not path.is_file():
        return venues
    for row in read_csv(path, shown, COLUMNS, problems):
        cells = row.cells
        faults = list(_faults(row, shown, vocabulary))
        problems.extend(faults)
        if cells["id"] in ids:
            problems.append(
                TWICE.at(shown, row.line, f'The id "{cells["id"]}" stands there twice.')
            )
        ids.add(cells["id"])
        if not faults:
            sample = cells["sample"] == "yes"
            venue = Venue(cells["id"], cells["name"], cells["kind"], cells["city"], sample)
            venues[venue.id] = venue
    return venues


def _faults(row: Row, shown: str, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Tell all that is wrong in a row at once: whoever mends it opens the table once."""
    name, city, sample = (row.cells[column] for column in ("name", "city", "sample"))
    if sample not in ("yes", "no"):
        said = f'"sample" must be yes or no, not "{sample}".'
        yield BAD_VALUE.at(shown, row.line, said)
    if city not in vocabulary.cities:
        said = f'"{city}" is not in vocabulary/cities.csv.'
        problem = UNKNOWN_TERM.at(shown, row.line, said, did_you_mean(city, vocabulary.cities))
        yield replace(problem, cause="content/vocabulary/cities.csv")
    if len(name) > MOST_LETTERS or cells_of.HIDDEN.search(name):
        said = f"A name has {MOST_LETTERS} letters at the most, and no signs that nobody sees."
        yield BAD_VALUE.at(shown, row.line, said)
    if name.startswith(FORMULA):
        said = 'A name does not begin with "=", "+", "-" or "@": sheets would calculate it.'
        yield BAD_VALUE.at(shown, row.line, said)
