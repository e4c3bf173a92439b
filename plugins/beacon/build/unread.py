"""Unread: files and folders of the content that nothing reads, because nothing has their name.

A table of next year under a name that is nearly right would be missing without a word.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct

from beacon.attendance import counted_as
from beacon.build.stamps import stamps_below
from beacon.files import is_meant
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, did_you_mean
from beacon.schedule import changes
from beacon.submissions import consents

UNREAD = Code(
    "CHK013",
    "A file or a folder has a name by which nothing reads it.",
    "Correct the name, or take it away.",
    Severity.WARNING,
)
CODES = (UNREAD,)

# What people may lay beside the data, besides what is not meant anywhere.
_BESIDE = ("*.tmp", "icon\r", "readme*")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_YEAR = regex(r"(?<!\d)20\d\d(?!\d)")


class _Place(Struct, frozen=True):
    """A folder with the names it holds. Where `folders` is None, others know its folders.

    `dated` is how the files of its years are called, and `read` the pattern by which they are
    read; `importer` is the script that takes a workbook.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] | None = ()
    dated: str = ""
    read: str = ""
    importer: str = ""

    def has_file(self, name: str) -> bool:
        """Tell whether a file of this name is read here."""
        return name in self.files or (bool(self.read) and fnmatchcase(name, self.read))

    def knows(self, entry: os.DirEntry[str]) -> bool:
        """Tell whether there is nothing to say of a file or a folder; an empty folder is none."""
        if not entry.is_dir():
            return self.has_file(entry.name)
        known = self.folders is None or entry.name in self.folders
        return known or not (entry.is_symlink() or stamps_below(entry.path))


_TEXTS = _Place(folders=None)
_SHARED = {
    "content": _Place(
        ("README.md", "paths.yml"),
        ("centres", "commons", "forms", "glossary", "submissions", "vocabulary"),
    ),
    "content/centres": _Place(folders=None),
    "content/commons": _TEXTS,
    "content/forms": _TEXTS,
}
_OF_CENTRE = {
    "": _Place(
        ("centre.yml", "help-channels.yml", "figures.csv", consents.FILE),
        ("attendance", "forms", "pages", "schedule"),
    ),
    "pages": _TEXTS,
    "forms": _TEXTS,
    "schedule": _Place(
        ("venues.csv", changes.FILE), (), "presentations-{}.csv", "presentations-*.csv",
        "import_schedule.py",
    ),
    "attendance": _Place(
        ("releases.csv", counted_as.FILE), (), "{}.csv", "[0-9][0-9][0-9][0-9].csv",
        "import_attendance.py",
    ),
}  # fmt: skip


def unread(root: Path, centre: str) -> Iterator[Problem]:
    """Tell what nothing reads in the folders of data that a centre has or shares.

    Only a folder that holds a file is told, because a build knows files, and no empty folders.
    """
    own = f"content/centres/{centre}"
    places = {f"{own}/{name}" if name else own: place for name, place in _OF_CENTRE.items()}
    for shown, place in {**_SHARED, **places}.items():
        try:
            entries = sorted(os.scandir(root / shown), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            name = entry.name
            beside = any(fnmatchcase(name.lower(), pattern) for pattern in _BESIDE)
            if beside or not is_meant(name) or place.knows(entry):
                continue
            what, hint = f'"{name}"', _hint(name, place, own)
            if entry.is_dir():
                what, hint = f'the folder "{name}"', did_you_mean(name, place.folders or ())
            yield UNREAD.at(f"{shown}/{name}", None, f"Nothing reads {what}.", hint)


def _hint(name: str, place: _Place, own: str) -> str:
    """Say how a file is called, or where it belongs."""
    stem, dot, suffix = name.rpartition(".")
    if place.importer and f"{dot}{suffix}".lower() in _WORKBOOKS:
        return f"Bring a workbook in with python3 scripts/{place.importer}."
    for folder, other in _OF_CENTRE.items():
        if other is not place and other.has_file(name):
            return f"Move it to {own}/{folder}".rstrip("/") + "."
    year, near = _YEAR.search(name), did_you_mean(name, place.files)
    if place.dated and (year or not near):
        right = place.dated.format(year.group() if year else "2027")
        alike = year or did_you_mean(stem.lower(), (place.read.partition("-")[0],))
        return f'Did you mean "{right}"?' if alike else f'A year is called such as "{right}".'
    return near
