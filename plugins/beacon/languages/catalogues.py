"""Catalogues of interface strings: kept in step with the templates and the library."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from beacon.files import write
from beacon.languages.strings import is_translated, read_catalogue
from beacon.problems import Problem, ProblemsFound

# Dates in a catalogue would change it on every run.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
_METHODS = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
_OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}


def extract(folders: list[Path]) -> Catalog:
    """Return every string that templates and library ask for, without translations."""
    template = Catalog(charset="utf-8", creation_date=_NO_DATE)
    for folder in folders:
        found = extract_from_dir(folder, method_map=_METHODS, options_map=_OPTIONS)
        for _, _, message, comments, context in found:
            template.add(message, auto_comments=comments, context=context)
    return template


def update(path: Path, template: Catalog, locale: str) -> int:
    """Bring a catalogue in step with the template; return how many strings lack a translation.

    Translations that are no longer asked for are dropped; nothing is guessed. A catalogue that
    cannot be read raises ProblemsFound and stays as it is, or it would lose what stands there.
    """
    catalogue = Catalog(locale=locale, charset="utf-8", creation_date=_NO_DATE)
    if path.is_file():
        problems: list[Problem] = []
        found = read_catalogue(path, locale, problems)
        if found is None:
            raise ProblemsFound(problems)
        catalogue = found
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    catalogue.header_comment = "# Interface strings of Beacon."
    catalogue.project = "Beacon"
    out = io.BytesIO()
    write_po(out, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    write(path, out.getvalue())
    return sum(1 for message in catalogue if message.id and not is_translated(message.string))
