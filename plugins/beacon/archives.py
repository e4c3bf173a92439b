"""Archives: files in one ZIP whose bytes depend on the files alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can hold (PKWARE APPNOTE 4.4.6)."""
_READABLE = 0o644 << 16
_PACKED = (".zip", ".png", ".jpg", ".webp", ".pptx", ".docx", ".xlsx", ".woff2")


class UnsafeName(ValueError):
    """A file of an archive would stand outside its folder."""


def make_zip(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP, in their order, with a fixed time and no system's own data.

    Raises UnsafeName for a name that leads elsewhere or that a system cannot write.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            if not is_safe(name):
                raise UnsafeName(name)
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.external_attr, info.create_system = _READABLE, 3
            packed = name.endswith(_PACKED)
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=9)
    return stream.getvalue()


def is_safe(name: str) -> bool:
    """Tell a name that every system can write, below the folder it is unpacked in."""
    parts = name.split("/")
    letters = all(letter.isascii() and (letter.isalnum() or letter in "._-/") for letter in name)
    return letters and all(part and not part.startswith(".") for part in parts)


def same_zip(data: bytes) -> bytes:
    """Return a ZIP that a library wrote (an Office file) with fixed times; the order stays.

    Names that Office uses, such as `[Content_Types].xml`, stay as they are.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, FIRST_DAY)
            info.external_attr, info.create_system = _READABLE, 3
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry.filename), compresslevel=9)
    return stream.getvalue()
