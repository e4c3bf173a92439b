"""Packing: the page of a lesson in a package holds what the page of the site says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.packing import Packing
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.sources import read_page

ROOT = Path(__file__).resolve().parents[3]
DEBRIEF = "## Debrief questions {#debrief}"


def test_picture_is_its_words_however_it_was_written(serbia: Site, tmp_path: Path) -> None:
    route = serbia.routes["en", "lessons/privacy"]
    text = (ROOT / route.record.path).read_text(encoding="utf-8")
    assert text.count(DEBRIEF) == 1
    pictures = '![Words one](a.svg){: #one }\n\n<p><img src="b.svg" alt="Words two"></p>\n\n'
    path = tmp_path / "index.md"
    path.write_text(text.replace(DEBRIEF, f"{pictures}{DEBRIEF}"), encoding="utf-8")
    document = read_page(path, route.record.path, [])
    assert document is not None
    record = replace(route.record, document=document)
    route = replace(route, translation=replace(route.translation, record=record))
    site = replace(serbia, routes={**serbia.routes, ("en", "lessons/privacy"): route})
    data = Packing(Assembler(site, Converter(), "https://example.org/")).data(
        "en", "lessons/privacy", "privacy-1.3.imscc"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        page = package.read("lesson/index.html").decode()
    assert [f"<em>Words {number}</em>" in page for number in ("one", "two")] == [True, True]
    assert "<img" not in page
