"""The kit of a lesson: all its files, a manifest with their digests, and the ZIP of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from beacon.archives import make_zip
from beacon.files import digest
from beacon.kits.outline import KitSource, without_pictures
from beacon.kits.records import KitFile, KitRecord
from beacon.slugs import slugify
from beacon.typesetting.press import pages_of

if TYPE_CHECKING:
    from beacon.kits.formats import Writer

MANIFEST = "sha256sums.txt"
WHOLE, SMALL = "kit", "small-kit"
"""The names under which the ZIP with all pictures, and the one without any, are kept."""

File = Callable[["Writer", KitSource], bytes]
"""Gives what a writer makes of a source, which may have been made before."""


def folder_of(source: KitSource) -> str:
    """Return the folder in which a kit is unpacked: `sextortion-sr`."""
    words = (source.lesson, source.language.path.lower(), source.audience)
    return "-".join(slugify(word) for word in words if word)


def planned(source: KitSource, writers: tuple[Writer, ...]) -> KitRecord:
    """Return what a kit will hold, before anything of it is made.

    The record tells kits apart whose files would differ, as the digests of files do later.
    """
    suited = [writer for writer in writers if writer.suits(source)]
    files = tuple(_described(writer, source) for writer in suited)
    shown = [digest(source.strings.compiled, 40), *(writer.shown(source) for writer in suited)]
    record = _record(source, files, _zip_file(source, WHOLE), _zip_file(source, SMALL))
    return replace(record, made_from=digest("\n".join(shown), 40))


def make_kit(source: KitSource, writers: tuple[Writer, ...], file: File) -> KitRecord:
    """Make every file of a kit and both ZIPs, and describe them."""
    suited = tuple(writer for writer in writers if writer.suits(source))
    files = tuple(_described(writer, source, file(writer, source)) for writer in suited)
    whole, small = (
        _zip_file(source, name, make_archive(source, suited, file, name)) for name in (WHOLE, SMALL)
    )
    return _record(source, files, whole, small)


def make_archive(source: KitSource, writers: Iterable[Writer], file: File, name: str) -> bytes:
    """Return the ZIP of a kit, `WHOLE` or `SMALL`."""
    return make_zip(archived(source, writers, file, name))


def archived(
    source: KitSource, writers: Iterable[Writer], file: File, name: str = WHOLE
) -> dict[str, bytes]:
    """Return what is in the ZIP of a kit: a folder with every file, and their digests.

    In the small kit, files that would show pictures are made anew and heavy ones left out.
    """
    small = without_pictures(source) if has_pictures(source) else source
    files = {}
    for writer in writers:
        if name == SMALL and not writer.light:
            continue
        chosen = small if writer.pictured and name == SMALL else source
        files[writer.file_name(source)] = file(writer, chosen)
    files[MANIFEST] = manifest(files)
    folder = folder_of(source)
    return {f"{folder}/{name}": data for name, data in files.items()}


def has_pictures(source: KitSource) -> bool:
    """Tell whether any slide shows a picture."""
    return any(slide.picture for slide in source.deck.slides)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the digests of files as `sha256sum -c` reads them."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode()


def _record(
    source: KitSource, files: tuple[KitFile, ...], whole: KitFile, small: KitFile
) -> KitRecord:
    newest = source.changes[0]
    return KitRecord(
        lesson=source.lesson,
        tag=source.language.tag,
        audience=source.audience,
        title=source.title,
        revision=source.revision,
        version=newest.version,
        changed_on=newest.on,
        change=newest.text,
        files=files,
        whole=whole,
        small=small,
        slides=tuple(slide.title for slide in source.deck.slides),
        derived=source.deck.derived,
        digest=source.digest,
        for_whom=source.audience_text if source.audience else "",
    )


def _described(writer: Writer, source: KitSource, data: bytes | None = None) -> KitFile:
    return _file(
        writer.id, writer.group, writer.name(source.strings), writer.file_name(source),
        writer.media_type, data, source, writer.alone,
    )  # fmt: skip


def _zip_file(source: KitSource, name: str, data: bytes | None = None) -> KitFile:
    gettext = source.strings.gettext
    said = gettext("Whole kit") if name == WHOLE else gettext("Small kit for a slow connection")
    file = f"{folder_of(source)}{'' if name == WHOLE else '-small'}.zip"
    return _file(name, "kit", said, file, "application/zip", data, source)


def _file(
    name: str,
    group: str,
    said: str,
    file: str,
    media_type: str,
    data: bytes | None,
    source: KitSource,
    alone: bool = True,
) -> KitFile:
    if data is None:
        return KitFile(name, group, said, file, media_type, alone=alone)
    sha256 = hashlib.sha256(data).hexdigest()
    pages = _pages(data, file, source)
    return KitFile(name, group, said, file, media_type, len(data), pages, sha256, alone)


def _pages(data: bytes, file: str, source: KitSource) -> int:
    """Return how many pages a PDF has, or how many slides a deck."""
    if file.endswith(".pdf"):
        return pages_of(data)
    return len(source.deck.slides) if file.endswith((".pptx", ".html")) else 0
