"""Faults: everything that can be wrong in a ledger of attendance, or in a sheet for it."""

from __future__ import annotations

from beacon.problems import Code, Severity

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
PERSONAL = Code(
    "ATT003",
    "A column or a cell seems to hold a person's name, e-mail address or phone number; "
    "attendance has numbers only, never who came.",
    "Take it out; it must not stay in the file's history either.",
)
NO_SUCH_ROW = Code(
    "ATT004",
    "A correction names a row that is not in the ledger, or one of other people.",
    'Name the row as presentation/audience, such as "2026-10-14-nis/pupils", or by its id.',
)
CORRECTED_TWICE = Code(
    "ATT005",
    "Two rows correct the same row, so nobody can say which of them holds.",
    "Let the later one correct the earlier one.",
)
TOO_EARLY = Code(
    "ATT006",
    "A count is recorded before the last day of its presentation, or before the row it corrects.",
    "Correct the date under recorded.",
)
UNDATED = Code(
    "ATT007",
    "A correction does not say when it was made.",
    "Give it a date under recorded, such as 2026-11-20.",
)
BROKEN_SEAL = Code(
    "ATT008",
    "What was published on a day is no longer in the ledger as it was; whoever kept the old page "
    "could find out a hidden count by subtraction.",
    "Put the rows back as they were and add a correction as a row of its own.",
)
NO_REASON = Code(
    "ATT009",
    "Nobody counted, and the ledger does not say why.",
    "Give one of vocabulary/unreported-reasons.yml under reason.",
    Severity.WARNING,
)
NO_SHEET = Code(
    "ATT010",
    "A file is no attendance sheet: it lacks the columns for the event, who came and how many.",
    "Use the blank sheet: python3 scripts/new.py attendance-sheet EVENT.",
)
NOT_UNDERSTOOD = Code(
    "ATT011",
    "A cell of an attendance sheet is not understood.",
    "Choose from the list of the blank sheet, or write a whole number.",
)
SAID_TWICE = Code(
    "ATT012",
    "Attendance sheets say two different things of the same people.",
    "Keep the right one.",
)
IN_TWO_ROWS = Code(
    "ATT013",
    "A sheet counts a group and one of the professions in it, and both numbers are added.",
    "Nothing, if nobody is counted in both; else count each person in one row.",
    Severity.WARNING,
)
TOTAL = Code(
    "ATT014",
    "A row of a sheet has a number but neither an event nor a group, as a total has none, and was "
    "passed over.",
    "Nothing, if it is a total; else write the event and who came.",
    Severity.WARNING,
)
CODES = (
    UNKNOWN_PRESENTATION, NOT_HELD, PERSONAL, NO_SUCH_ROW, CORRECTED_TWICE, TOO_EARLY, UNDATED,
    BROKEN_SEAL, NO_REASON, NO_SHEET, NOT_UNDERSTOOD, SAID_TWICE, IN_TWO_ROWS, TOTAL,
)  # fmt: skip
