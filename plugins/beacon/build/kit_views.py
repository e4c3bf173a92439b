"""Kits as pages show them: what is inside, how large it is, and where to take it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from beacon.build.views import KitFileView, KitView
from beacon.build.wording import Wording
from beacon.kits.kit import KitFile, KitRecord
from beacon.languages.formats import format_date, format_size

KIT_FOLDER = "kit/"
"""Where the files of a kit stand, from the page of its lesson."""


def kit_views(records: Iterable[KitRecord], wording: Wording, base: str) -> list[KitView]:
    """Return the kits of a lesson; `base` leads from the page to the folder of their files."""
    return [_view(record, wording, base) for record in records]


def _view(record: KitRecord, wording: Wording, base: str) -> KitView:
    gettext = wording.strings.gettext
    groups = (
        ("teach", gettext("To teach with")),
        ("give", gettext("To hand out")),
        ("organise", gettext("To organise")),
        ("about", gettext("About this kit")),
    )
    changed = date.fromisoformat(record.changed_on) if record.changed_on else None
    return KitView(
        audience=record.audience,
        whole=file_view(record.whole, wording, base),
        small=file_view(record.small, wording, base),
        files=[
            (name, [file_view(f, wording, base) for f in record.files if f.group == group])
            for group, name in groups
            if any(f.group == group for f in record.files)
        ],
        slides=[
            (title, f"{base}{preview_name(record, number)}")
            for number, title in enumerate(record.slides, 1)
        ],
        revision=record.revision,
        changed_iso=record.changed_on,
        changed_text=format_date(changed, wording.language, "sentence") if changed else "",
        change=record.change,
    )


def preview_name(record: KitRecord, number: int) -> str:
    """Return the name of the drawing of a slide."""
    audience = f"{record.audience}-" if record.audience else ""
    return f"{audience}slide-{number:02d}.svg"


def file_view(file: KitFile, wording: Wording, base: str) -> KitFileView:
    """Return a file with its size and its pages in words."""
    strings, slides = wording.strings, file.file.endswith((".pptx", ".html"))
    pages = ""
    if file.pages and slides:
        pages = strings.ngettext("%(num)s slide", "%(num)s slides", file.pages)
    elif file.pages:
        pages = strings.ngettext("%(num)s page", "%(num)s pages", file.pages)
    return KitFileView(
        name=file.name,
        href=f"{base}{file.file}",
        kind=file.file.rpartition(".")[2].upper(),
        size_text="" if file.size is None else format_size(file.size, wording.language),
        pages_text=pages,
    )
