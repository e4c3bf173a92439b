"""Data packages: tables as CSV and JSON with a description of every column (Frictionless)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

Value = str | int | bool | None
# What makes a spreadsheet program take a cell for a formula; the last four are full-width signs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"


class Column(Struct, frozen=True):
    """A column of a table: its name, its type in Table Schema, and what it holds.

    `choices` are the only values it has; a `required` cell is never empty.
    """

    name: str
    type: str
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


class DataTable(Struct, frozen=True):
    """A table with its columns; a row has one value for each, None where nothing is known.

    `key` names the columns whose values together tell the rows apart.
    """

    name: str
    title: str
    description: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    key: tuple[str, ...]


class Package(Struct, frozen=True):
    """What is said of all tables together; `licence` is (SPDX id, name, address)."""

    name: str
    title: str
    description: str
    created: date | None
    homepage: str
    publisher: str
    licence: tuple[str, str, str] | None
    sources: tuple[str, ...]
    tables: Sequence[DataTable]


def package_files(package: Package) -> dict[str, bytes]:
    """Return the files of a package by name: its description, and each table as CSV and JSON."""
    tables = {}
    for table in package.tables:
        tables[f"{table.name}.csv"] = as_csv(table)
        tables[f"{table.name}.json"] = as_json(table)
    return {"datapackage.json": _dump(_descriptor(package, tables)), **tables}


def as_csv(table: DataTable) -> bytes:
    """Return a table as RFC 4180 has it, in UTF-8 with the mark by which Excel knows it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return (_BOM + stream.getvalue()).encode()


def as_json(table: DataTable) -> bytes:
    """Return a table as a list of objects; what is not known is null."""
    names = [column.name for column in table.columns]
    return _dump([dict(zip(names, row, strict=True)) for row in table.rows])


def _cell(value: Value) -> str:
    """Return a value as a cell that no spreadsheet program takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _descriptor(package: Package, files: Mapping[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "data-package",
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "homepage": package.homepage,
        "contributors": [{"title": package.publisher, "role": "publisher"}],
    }
    if package.created:
        found["created"] = f"{package.created.isoformat()}T00:00:00Z"
    if package.licence:
        name, title, path = package.licence
        found["licenses"] = [{"name": name, "title": title, "path": path}]
    if package.sources:
        found["sources"] = [{"title": source} for source in package.sources]
    found["resources"] = [
        resource
        for table in package.tables
        for resource in (
            _resource(table, "csv", files[f"{table.name}.csv"]),
            _resource(table, "json", files[f"{table.name}.json"]),
        )
    ]
    return found


_MEDIA = {"csv": "text/csv", "json": "application/json"}


def _resource(table: DataTable, form: str, data: bytes) -> dict[str, Any]:
    name = table.name if form == "csv" else f"{table.name}-{form}"
    found: dict[str, Any] = {
        "name": name,
        "title": table.title,
        "description": table.description,
        "path": f"{table.name}.{form}",
        "format": form,
        "mediatype": _MEDIA[form],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
        },
    }
    return found


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if column.choices:
        limits["enum"] = list(column.choices)
    found: dict[str, Any] = {
        "name": column.name, "type": column.type, "description": column.description,
    }  # fmt: skip
    return found | ({"constraints": limits} if limits else {})


def _dump(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
