"""Sheets: the blank attendance sheet of one event, or of any, in one of a centre's languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from beacon.build.site import SiteLike
from beacon.build.wording import Wording
from beacon.files import digest
from beacon.kits.formats import Writer
from beacon.languages.formats import format_date, format_range, format_time
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language
from beacon.schedule.publicity import PublicPresentation

if TYPE_CHECKING:
    from beacon.attendance.blank_sheet import About, AttendanceSheet


def attendance_sheet(
    site: SiteLike, language: Language, event: PublicPresentation | None = None
) -> AttendanceSheet:
    """Return the sheet of an event, with what is public of it, or one for any event."""
    from beacon.attendance.blank_sheet import About, AttendanceSheet  # noqa: PLC0415 (openpyxl)

    words = Wording(site, language)
    about = _about(words, event) if event else About()
    return AttendanceSheet(about, site.vocabulary, language, site.languages, words.strings)


def _about(words: Wording, event: PublicPresentation) -> About:
    from beacon.attendance.blank_sheet import About  # noqa: PLC0415 (openpyxl is slow to load)

    gettext, language = words.strings.gettext, words.language
    day = format_date(event.date, language)
    if event.end_date:
        day = f"{day} – {format_date(event.end_date, language)}"
    hours = ""
    if event.start:
        hours = format_range(format_time(event.start), format_time(event.end or event.start))
    schools = ", ".join(words.venue(name) for name in event.schools)
    lines = (
        (gettext("Event"), event.id),
        (gettext("Date"), day),
        (gettext("Hour"), hours),
        (gettext("Place"), words.place(event)),
        (gettext("Schools"), schools),
    )
    return About(
        title=unmarked(words.event_title(event)),
        event=event.id,
        lines=tuple((name, unmarked(value)) for name, value in lines if value),
        audiences=event.audiences,
    )


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attendance_writer(site: SiteLike) -> Writer:
    """Return the writer of the blank attendance sheet, which another room makes."""
    return Writer(
        "attendance", "xlsx", XLSX, "organise",
        lambda strings: unmarked(strings.gettext("Attendance sheet")),
        lambda source: replace(
            attendance_sheet(site, source.language), strings=source.strings
        ).workbook(),
        shown=lambda source: _shown(site, source.language),
    )  # fmt: skip


def _shown(site: SiteLike, language: Language) -> str:
    """Return all that a sheet for any event may show; it is the same in the kits of all lessons."""
    known = site.vocabulary
    parts = (
        known.audiences, known.how_known, known.unreported_reasons, known.attendance_columns,
    )  # fmt: skip
    return digest(repr((language, site.languages, parts)), 40)
