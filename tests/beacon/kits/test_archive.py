"""Archives: the same files give the same bytes, and no name leads elsewhere."""

from __future__ import annotations

import io
import zipfile

import pytest
from kit_sources import unpacked

from beacon.archives import UnsafeName, make_zip, same_zip


def test_zip_holds_files_in_their_order_with_no_time() -> None:
    files = {"kit/b.txt": b"two", "kit/a.txt": b"one"}
    data = make_zip(files)
    assert data == make_zip(files)
    assert list(unpacked(data).items()) == list(files.items())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.extra for entry in archive.infolist()} == {b""}


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "/etc/a",
        "kit/../../a",
        "kit//a",
        "kit\\a",
        "C:a",
        "kit/.hidden",
        "kit/a\u202etxt.exe",
        "kit/ћирилица.txt",
        "kit/a b",
        "",
    ],
)
def test_name_that_leads_elsewhere_or_hides_something_is_refused(name: str) -> None:
    with pytest.raises(UnsafeName):
        make_zip({name: b""})


def test_office_file_is_the_same_whenever_it_was_written() -> None:
    def written(day: int) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(zipfile.ZipInfo("[Content_Types].xml", (2026, 1, day, 0, 0, 0)), "x")
        return stream.getvalue()

    assert written(1) != written(2)
    assert same_zip(written(1)) == same_zip(written(2))
