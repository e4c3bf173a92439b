"""The shelf of kits: what is made, what is planned, and lessons that have no kit."""

from __future__ import annotations

from beacon.build.shelf import Shelf
from beacon.kits.records import KitFile, KitRecord

ZIP = KitFile("kit", "kit", "Kit", "a.zip", "application/zip")


def record(title: str) -> KitRecord:
    return KitRecord(
        "a", "en", "", title, "1.0-abc", "1.0", "", "", (), ZIP, ZIP, (), derived=True, digest=""
    )


def test_lesson_without_a_kit_is_not_planned_either() -> None:
    asked: list[str] = []

    def plan(tag: str, name: str) -> tuple[KitRecord, ...]:
        asked.append(name)
        return (record("planned"),)

    shelf = Shelf(lessons=("lessons/a", "lessons/b"), plan=plan)
    shelf.made["en", "lessons/a"] = (record("made"),)
    assert shelf.of("en", "lessons/c") == ()
    assert [r.title for r in shelf.all("en")] == ["made", "planned"]
    assert shelf.all("en") == shelf.all("en")
    assert asked == ["lessons/b"]
