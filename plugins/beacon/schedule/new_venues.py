"""New venues: schools and halls that a sheet names and `venues.csv` does not have yet."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import asdict

from beacon.patterns import regex
from beacon.schedule import cells as cell_values
from beacon.schedule.cells import Cell
from beacon.schedule.presentations import Known
from beacon.schedule.sheets import Sheet
from beacon.schedule.understanding import Meanings, names_of, understand
from beacon.schedule.venues import COLUMNS, FORMULA, MOST_LETTERS, Venue
from beacon.slugs import slugify
from beacon.sources import columns_of

_DIGITS = regex(r"\d+")
_NEARLY = 0.88


def new_venues(sheet: Sheet, known: Known, words: Meanings) -> tuple[Venue, ...]:
    """Return a venue for each name that is new, in the order of the sheet.

    Its row must say in which city it is. A name that is nearly one of a known venue gets
    none: it is more likely a slip of the pen than a second school of that name.
    """
    found: dict[tuple[str, str], Venue] = {}
    names = {form for venue in known.venues.values() for form in names_of(venue.name, venue.id)}
    taken = set(known.venues)
    for row in sheet.rows:
        cells = understand(row.cells, words)
        city = cells.get("city", "")
        if city not in known.vocabulary.cities:
            continue
        for name in _unknown(row.cells, cells, known, words):
            key = (min(names_of(name)), city)
            if key in found or not _is_a_name(name, names):
                continue
            new_id = _id(name, city, taken)
            taken.add(new_id)
            sample = cells.get("sample", "") == "yes"
            found[key] = Venue(new_id, name, _kind(cells, known), city, sample)
    return tuple(found.values())


def _unknown(
    written: Mapping[str, Cell], cells: Mapping[str, str], known: Known, words: Meanings
) -> Iterator[str]:
    """Yield the names of a row that mean no venue of its city."""
    schools = cells.get("schools", "").split(";")
    for name in (str(written.get("venue", "")), *schools):
        mean = meant_in(cells["city"], name, known, words)
        if name.strip() and name not in known.venues and not mean:
            yield name.strip()


def meant_in(city: str, name: str, known: Known, words: Meanings) -> tuple[str, ...]:
    """Return the ids of the venues of a city that are called so: names repeat between cities."""
    ids = words.by_column.get("venue", {}).get(slugify(name), frozenset()) if name else ()
    return tuple(sorted(i for i in ids if known.venues[i].city == city))


def _is_a_name(name: str, names: Collection[str]) -> bool:
    hidden = len(name) > MOST_LETTERS or cell_values.HIDDEN.search(name)
    letters = any(sign.isalpha() for sign in name) and not name.startswith(FORMULA)
    return letters and not hidden and not _is_nearly(min(names_of(name)), names)


def _is_nearly(name: str, names: Iterable[str]) -> bool:
    """Tell whether a plain name is nearly another one; schools differ by their numbers alone."""
    digits = _DIGITS.findall(name)
    alike = [other for other in names if _DIGITS.findall(other) == digits]
    return bool(difflib.get_close_matches(name, alike, n=1, cutoff=_NEARLY))


def _kind(cells: Mapping[str, str], known: Known) -> str:
    audiences = set(filter(None, cells.get("audiences", "").split(";")))
    children = not audiences <= known.adults.audiences or not audiences
    return "school" if children or cells.get("schools") or cells.get("stages") else "hall"


def _id(name: str, city: str, taken: Collection[str]) -> str:
    base = slugify(name)[:60].strip("-")
    town = city.partition("-")[2]
    ids = (base, f"{base}-{town}", *(f"{base}-{town}-{number}" for number in range(2, 100)))
    return next(new_id for new_id in ids if new_id not in taken)


def with_rows(before: bytes, venues: Iterable[Venue]) -> bytes:
    """Return a `venues.csv` with these venues at its end, what stood there untouched."""
    out = io.StringIO()
    columns = columns_of(before, COLUMNS)
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    if not before:
        writer.writeheader()
    for venue in venues:
        writer.writerow({**asdict(venue), "sample": "yes" if venue.sample else "no"})
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + out.getvalue().encode()
