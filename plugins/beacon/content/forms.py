"""Forms: the letters and forms of kits as a centre words them, with slots for what a lesson knows.

They stand in `content/forms/<language>/`; a centre's own, in `forms/<language>/` of its folder,
stand before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from beacon.content.markdown import Converter, TooDeep
from beacon.content.slots import SLOT
from beacon.files import folders, listing
from beacon.languages.registry import UNKNOWN_LANGUAGE, Languages
from beacon.models import Model, rule
from beacon.problems import Code, Problem, did_you_mean
from beacon.sources import Document, build, read_page

UNKNOWN_FORM = Code(
    "FRM001",
    "A file among the forms is none that a kit holds.",
    "Use a name that kits know; the list is in plugins/beacon/content/forms.py.",
)
UNKNOWN_SLOT = Code(
    "FRM002",
    "A form asks for something that no lesson knows.",
    "Use a slot that forms have; the list is in plugins/beacon/content/forms.py.",
)
UNREADABLE_FORM = Code(
    "FRM003",
    "A form is nested more deeply than can be read.",
    "Take lists and quotations out of each other.",
)
CODES = (UNKNOWN_FORM, UNKNOWN_SLOT, UNREADABLE_FORM)

FORMS = (
    "certificate", "consent", "feedback", "feedback-adults", "invitation", "invitation-adults",
    "poster", "readme",
)  # fmt: skip
"""The forms that kits hold; those "-adults" are for lessons without children."""
SLOTS = frozenset(
    (
        "lesson description minutes audience topics objectives contacts centre website "
        "address version licence blank lines box"
    ).split()
)
"""What a form may ask for: `[[lesson]]`. `[[blank: 20]]` is room for so many letters written by
hand, `[[lines: 3]]` so many lines, `[[box]]` a box to tick."""
LONGEST = 60
"""The most that `[[blank]]` and `[[lines]]` can ask for."""


class FormHead(Model):
    """The front matter of a form."""

    title: str = rule(min_length=1, max_length=120)


class Form(Struct, frozen=True):
    """A letter or form in one language; slots in `html` are still to be filled."""

    name: str
    language: str
    title: str
    html: str


Forms = Mapping[tuple[str, str], Form]
"""Forms by (name, language tag)."""

Remember = Callable[[str, Callable[[list[Problem]], Any], list[Problem]], Any]
"""Gives for a file what was found in it: `(path, read, problems)`; see `build/memory.py`."""


def load_forms(
    content: Path,
    shown: str,
    centre: Path,
    languages: Languages,
    problems: list[Problem],
    remember: Remember,
) -> Forms:
    """Read the forms that all centres share, and before them those of a centre."""
    found: dict[tuple[str, str], Form] = {}
    own = f"{shown}/centres/{centre.name}/forms"
    converter = Converter()
    for root, place in ((content / "forms", f"{shown}/forms"), (centre / "forms", own)):
        for folder in folders(root):
            language = languages.of_path(folder.name)
            where = f"{place}/{folder.name}"
            if language is None:
                said = f'"{folder.name}" is no language of the registry.'
                hint = languages.hint(folder.name)
                problems.append(UNKNOWN_LANGUAGE.at(where, None, said, hint))
                continue
            for name in listing(folder):
                shown = f"{where}/{name}"
                read = partial(_read_form, converter, folder, name, shown, language.tag)
                form = remember(shown, read, problems)
                if form is not None:
                    found[form.name, form.language] = form
    return found


def form_for(forms: Forms, languages: Languages, name: str, language: str) -> Form | None:
    """Return a form for a language: its own, else the one that stands in."""
    written_in = languages.source(language).tag
    for tag in (language, written_in, *languages[written_in].fallbacks):
        if (name, tag) in forms:
            return forms[name, tag]
    return None


def _read_form(
    converter: Converter,
    folder: Path,
    file: str,
    shown: str,
    language: str,
    problems: list[Problem],
) -> Form | None:
    name, dot, suffix = file.rpartition(".")
    if (dot, suffix) != (".", "md") or name not in FORMS:
        hint = did_you_mean(name or file, FORMS)
        problems.append(UNKNOWN_FORM.at(shown, None, f'"{file}" is no form of a kit.', hint))
        return None
    document = read_page(folder / file, shown, problems)
    if document is None:
        return None
    head = build(FormHead, document, problems)
    faults = list(_check_slots(document))
    problems.extend(faults)
    if head is None or faults:
        return None
    try:
        html = converter.convert(document.body, lambda link: link)
    except TooDeep:
        problems.append(UNREADABLE_FORM.at(shown, None, "Its parts are nested too deeply."))
        return None
    return Form(name, language, head.title, html)


def _check_slots(document: Document) -> Iterator[Problem]:
    for number, line in enumerate(document.body.splitlines(), document.body_line):
        for match in SLOT.finditer(line):
            name, argument = match.group(1), (match.group(2) or "").strip()
            said = f"{match.group()} cannot be filled."
            if name not in SLOTS:
                yield UNKNOWN_SLOT.at(document.path, number, said, did_you_mean(name, SLOTS))
            elif argument and not (argument.isdecimal() and 0 < int(argument) <= LONGEST):
                hint = f"Write a number from 1 to {LONGEST} behind the colon."
                yield UNKNOWN_SLOT.at(document.path, number, said, hint)
