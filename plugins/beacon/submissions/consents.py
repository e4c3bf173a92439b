"""Consents: which papers in a centre's cabinet allow which pictures, and until when.

The file holds no names: `id` is written on the paper, `covers` are the campaigns it allows.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from beacon.problems import N_, Problem, Sentence
from beacon.sources import BAD_VALUE, TWICE, Row, read_csv

FILE = "consents.csv"
COLUMNS = ("id", "until", "withdrawn", "covers")


class Consent(Struct, frozen=True):
    """A signed consent: its last day, the day it was withdrawn, and the campaigns it covers."""

    id: str
    until: date
    withdrawn: date | None
    covers: frozenset[str]


def load_consents(path: Path, shown: str, problems: list[Problem]) -> dict[str, Consent]:
    """Read the consents of a centre by id; a centre without the file has none."""
    found: dict[str, Consent] = {}
    for row in read_csv(path, shown, COLUMNS, problems) if path.is_file() else ():
        name = row.cells["id"]
        if name in found:
            said = Sentence(N_('The id "%(name)s" stands there twice.'), name=name)
            problems.append(TWICE.at(shown, row.line, said))
        consent = _consent(row, shown, problems)
        if consent:
            found[name] = consent
    return found


def _consent(row: Row, shown: str, problems: list[Problem]) -> Consent | None:
    cells, days = row.cells, dict[str, date | None]()
    faults: list[tuple[str, str]] = []
    as_day = Sentence(N_("Write it as %(example)s."), example="2027-06-30")
    for name in ("until", "withdrawn"):
        try:
            days[name] = date.fromisoformat(cells[name]) if cells[name] else None
        except ValueError:
            faults.append((Sentence(N_('"%(given)s" is no date.'), given=cells[name]), as_day))
    if not cells["id"]:
        hint = N_("Write the number that stands on the paper.")
        faults.append((N_("The consent has no id."), hint))
    if not cells["until"]:
        faults.append((N_("The consent has no last day."), as_day))
    if not cells["covers"]:
        hint = N_('Write the folders of the campaigns, or "all".')
        faults.append((N_("It does not say which campaigns it covers."), hint))
    problems.extend(BAD_VALUE.at(shown, row.line, *fault) for fault in faults)
    until = days.get("until")
    if faults or until is None:
        return None
    return Consent(cells["id"], until, days["withdrawn"], frozenset(cells["covers"].split()))
