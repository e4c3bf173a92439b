"""Audiences: lists of kits and learning paths name several as the page of a lesson does."""

from __future__ import annotations

from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.kit_views import kit_list
from beacon.build.shelf import Shelf
from beacon.build.site import Site
from beacon.build.ways import path_page
from beacon.content.markdown import Converter
from beacon.kits.records import KitFile, KitRecord

LESSON = "disclosure-first-response"


def test_kit_names_its_audiences_as_its_lesson_does(serbia: Site) -> None:
    file = KitFile("kit", "kit", "Kit", "a.zip", "application/zip")
    kit = KitRecord(
        LESSON, "en", "", "A kit", "1.0-a", "1.0", "", "", (), file, file, (),
        derived=True, digest="",
    )  # fmt: skip
    shelf = Shelf(lessons=(f"lessons/{LESSON}",), plan=lambda tag, name: (kit,))
    site = replace(serbia, shelf=shelf)
    assembler = Assembler(site, Converter(), "")
    (row,) = kit_list(site, site.routes["en", "kits"])["kits"]
    lesson = site.routes["en", f"lessons/{LESSON}"]
    assert row.audiences_text == assembler.data(lesson).lesson_plan(lesson).audiences_text
    assert row.audiences_text.startswith("Teachers, pedagogical counsellors, ")


def test_path_names_its_audiences_as_a_list_of_words(serbia: Site) -> None:
    assembler, key = Assembler(serbia, Converter(), ""), ("en", path_page("parents-first-evening"))
    ways = assembler.data(serbia.routes[key]).finding.page()
    assert ways is not None and ways.path is not None
    assert (
        ways.path.audiences_text == "Parents, health mediators, paediatricians and social workers"
    )
