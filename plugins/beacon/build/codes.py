"""Codes: every kind of problem that Beacon knows, from all rooms."""

from __future__ import annotations

from beacon import sources
from beacon.attendance import faults
from beacon.build import (
    checks,
    chosen,
    comparison,
    days,
    handed_in,
    proof,
    reachable,
    submitted,
    theme_folders,
    unfilled,
    unread,
)
from beacon.content import (
    boxes,
    centres,
    forms,
    lessons,
    library,
    limits,
    links,
    slips,
    translations,
    vocabulary,
)
from beacon.figures import literals, register
from beacon.glossary import terms
from beacon.kits import slides
from beacon.languages import registry, strings
from beacon.problems import Code
from beacon.quizzes import paths, questions
from beacon.safeguarding import findings as safeguarding
from beacon.schedule import importing, lint, presentations, sheets
from beacon.submissions import codes as submission_codes
from beacon.submissions import record as submissions
from beacon.submissions import reviews

ALL_CODES: dict[str, Code] = {
    code.id: code
    for codes in (
        checks.CODES, sources.CODES, registry.CODES, strings.CODES, vocabulary.CODES, centres.CODES,
        library.CODES, lessons.CODES, questions.CODES, paths.CODES, terms.CODES, limits.CODES,
        links.CODES, boxes.CODES, slips.CODES,
        translations.CODES,
        presentations.CODES, lint.CODES, sheets.CODES, importing.CODES, register.CODES,
        literals.CODES, comparison.CODES, slides.CODES, chosen.CODES, faults.CODES, forms.CODES,
        proof.CODES, safeguarding.CODES, submissions.CODES, submission_codes.CODES,
        reviews.CODES, handed_in.CODES, submitted.CODES, unfilled.CODES, reachable.CODES,
        unread.CODES, theme_folders.CODES, days.CODES,
    )
    for code in codes
}  # fmt: skip
