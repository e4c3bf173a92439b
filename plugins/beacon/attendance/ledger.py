"""The ledger: raw counts as presenters noted them, never published as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import field_validator, model_validator

from beacon.content.records import Strict, whole_number
from beacon.content.vocabulary import Vocabulary, unknown
from beacon.problems import Code, Problem, did_you_mean
from beacon.schedule.presentations import Schedule
from beacon.sources import TWICE, Document, build, read_csv

UNKNOWN_PRESENTATION = Code(
    "ATT001",
    "A count belongs to a presentation that is not in the schedule.",
    "Correct the id, or add the presentation first.",
)
NOT_HELD = Code(
    "ATT002",
    "A count belongs to a presentation that was not held.",
    'Set the status of the presentation to "held", or take the count out.',
)
CODES = (UNKNOWN_PRESENTATION, NOT_HELD)

COLUMNS = ("presentation", "audience", "count", "how_known")


class Entry(Strict):
    """One count: None means that nobody counted, which is not 0."""

    presentation: str
    audience: str
    count: int | None
    how_known: Literal["counted", "estimated", "not-reported"]

    @field_validator("count", mode="before")
    @classmethod
    def _empty_is_unknown(cls, value: object) -> object:
        return whole_number(value) if value != "" else None

    @model_validator(mode="after")
    def _count_or_reason(self) -> Entry:
        if (self.count is None) != (self.how_known == "not-reported"):
            raise ValueError('give a count, or leave it empty and write "not-reported"')
        if self.count is not None and self.count < 0:
            raise ValueError("a count cannot be below 0")
        return self


def load_ledger(
    folder: Path, shown: str, schedule: Schedule, vocabulary: Vocabulary, problems: list[Problem]
) -> list[Entry]:
    """Read every `<year>.csv` of a centre's attendance folder."""
    entries: list[Entry] = []
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].csv")):
        name = f"{shown}/{path.name}"
        for row in read_csv(path, name, COLUMNS, problems):
            entry = build(Entry, Document(name, dict(row.cells), {(): row.line}), problems)
            if entry is None:
                continue
            where = "vocabulary/audiences.yml"
            problems.extend(unknown((entry.audience,), vocabulary.audiences, where, name, row.line))
            if entry.presentation in schedule.unreadable:
                continue
            presentation = schedule.presentations.get(entry.presentation)
            if presentation is None:
                said = f'No presentation "{entry.presentation}".'
                hint = did_you_mean(entry.presentation, schedule.presentations)
                problems.append(UNKNOWN_PRESENTATION.at(name, row.line, said, hint))
                continue
            if presentation.status != "held":
                said = f'"{entry.presentation}" is {presentation.status}.'
                problems.append(NOT_HELD.at(name, row.line, said))
                continue
            key = (entry.presentation, entry.audience)
            if key in seen:
                said = f'"{entry.audience}" of "{entry.presentation}" stands there twice.'
                problems.append(TWICE.at(name, row.line, said))
                continue
            seen.add(key)
            entries.append(entry)
    return entries
