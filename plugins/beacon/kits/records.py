"""Records of kits: what is known of a kit and its files without holding them."""

from __future__ import annotations

from msgspec import Struct


class KitFile(Struct, frozen=True):
    """A file of a kit; one that is not `alone` is only in the ZIP.

    `size` is in bytes, None where it is not made yet; 0 pages are unknown.
    """

    id: str
    group: str
    name: str
    file: str
    media_type: str
    size: int | None = None
    pages: int = 0
    sha256: str = ""
    alone: bool = True


class KitRecord(Struct, frozen=True):
    """What is known of a kit without holding its files; `slides` are their titles.

    `for_whom` names its audience where the lesson has kits for several; it is empty elsewhere.
    `changed_on` is the day of its newest version as ISO 8601 writes it, `change` what changed.
    `made_from` is a digest of all that a kit which is not made yet will be made from.
    """

    lesson: str
    tag: str
    audience: str
    title: str
    revision: str
    version: str
    changed_on: str
    change: str
    files: tuple[KitFile, ...]
    whole: KitFile
    small: KitFile
    slides: tuple[str, ...]
    derived: bool
    digest: str
    made_from: str = ""
    for_whom: str = ""
