"""Data packages: valid for Frictionless, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from frictionless import validate
from hypothesis import given
from hypothesis import strategies as st

from beacon.figures.datapackage import Column, DataTable, Package, as_csv, as_json, package_files

COLUMNS = (
    Column("id", "string", "Its id.", True),
    Column("count", "integer", "How many."),
    Column("standing", "string", "How it stands.", True, ("shown", "hidden")),
    Column("sample", "boolean", "Whether it is invented.", True),
    Column("label", "string", "Its name."),
)
TABLE = DataTable(
    "counts", "Counts", "Some counts.", COLUMNS,
    [["a", 7803, "shown", False, "Ученици"], ["b", None, "hidden", False, "Родитељи, \"сви\""]],
    ("id",),
)  # fmt: skip


def package(*tables: DataTable) -> dict[str, bytes]:
    """Return the files of a package."""
    licence = ("CC-BY-4.0", "Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/")
    return package_files(
        Package("test", "Test", "A test.", date(2026, 11, 25), "https://example.org/", "NKC",
                licence, ("Profile 2024",), tables)
    )  # fmt: skip


def rows(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_package_is_valid(tmp_path: Path) -> None:
    for name, data in package(TABLE).items():
        (tmp_path / name).write_bytes(data)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["title", "message"]) == []
    assert report.valid


def test_package_that_was_changed_is_not_valid(tmp_path: Path) -> None:
    for name, data in package(TABLE).items():
        (tmp_path / name).write_bytes(data)
    path = tmp_path / "counts.csv"
    path.write_bytes(path.read_bytes().replace(b"7803", b"7804"))
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_csv_and_json_hold_the_same() -> None:
    assert rows(as_csv(TABLE)) == [
        ["id", "count", "standing", "sample", "label"],
        ["a", "7803", "shown", "false", "Ученици"],
        ["b", "", "hidden", "false", 'Родитељи, "сви"'],
    ]
    assert json.loads(as_json(TABLE)) == [
        {"id": "a", "count": 7803, "standing": "shown", "sample": False, "label": "Ученици"},
        {"id": "b", "count": None, "standing": "hidden", "sample": False,
         "label": 'Родитељи, "сви"'},
    ]  # fmt: skip


def test_description_says_what_every_column_holds() -> None:
    found = json.loads(package(TABLE)["datapackage.json"])
    assert [resource["path"] for resource in found["resources"]] == ["counts.csv", "counts.json"]
    assert found["licenses"][0]["name"] == "CC-BY-4.0"
    schema = found["resources"][0]["schema"]
    assert schema["primaryKey"] == ["id"]
    assert schema["fields"][2] == {
        "name": "standing",
        "type": "string",
        "description": "How it stands.",
        "constraints": {"required": True, "enum": ["shown", "hidden"]},
    }


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]
)
def test_no_cell_begins_a_formula(text: str) -> None:
    table = DataTable("t", "T", "T.", COLUMNS[:1], [[text]], ("id",))
    ((_,), (cell,)) = rows(as_csv(table))
    assert cell == f"'{text}"
    assert json.loads(as_json(table)) == [{"id": text}]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=20), max_size=5))
def test_whatever_a_cell_holds_it_is_text(texts: list[str]) -> None:
    table = DataTable("t", "T", "T.", COLUMNS[:1], [[text] for text in texts], ("id",))
    for (cell,) in (row for row in rows(as_csv(table))[1:] if row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
