"""JSON Schema of a publication's file and the Frictionless Data Package of its tables, both read off the description."""

from collections.abc import Iterable, Mapping
from typing import Any

from ikrar.openness.domain import LICENCE, SPLITS
from ikrar.openness.opendata.columns import Column, Kind, Table
from ikrar.openness.opendata.description import ARRIVALS, GROUPS, PROVED, PUBLICATIONS, TABLES, UNITS

Schema = dict[str, Any]
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
SHA256 = "[0-9a-f]{64}"
PROFILE = "tabular-data-package"


def json_schema(*, address: str) -> Schema:
    """What a publication's file looks like (JSON Schema 2020-12)."""
    whole = _object(PUBLICATIONS.own, strip=0)
    for table in (UNITS, GROUPS, ARRIVALS):
        whole["properties"][table.member] = _list(_object(table.own, strip=0), table.says.en)
    splits = whole["properties"]["splits"]
    part = _object(_by_name(PROVED, "splits").own, strip=0)
    splits["properties"] |= {name: _list(part, "") for name in SPLITS}
    whole["required"] = sorted({*whole["required"], *(t.member for t in PROVED[1:])})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Ikrar: a publication of figures",
    } | whole


def data_package(
    *,
    name: str,
    title: str,
    address: str,
    created: str,
    files: Mapping[str, bytes],
    digests: Mapping[str, str],
) -> Schema:
    """The descriptor of all tables in one archive (Frictionless Data Package 1.0)."""
    return {
        "profile": PROFILE,
        "name": f"ikrar-{name}".lower(),
        "title": title,
        "homepage": address,
        "created": created,
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS, "title": LICENCE_TITLE}],
        "resources": [resource(table, files[table.file], digests[table.file]) for table in TABLES],
    }


def resource(table: Table, data: bytes, digest: str) -> Schema:
    """One table of the package, with the hash and length of its file."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": f"{table.title.id} / {table.title.en}",
        "description": f"{table.says.id} / {table.says.en}",
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "bytes": len(data),
        "hash": f"sha256:{digest}",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> Schema:
    """The table's columns (Frictionless Table Schema 1.0)."""
    told: Schema = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        told["primaryKey"] = [*table.key]
    if table in PROVED[1:]:
        points = {"resource": PUBLICATIONS.name, "fields": "publication"}
        told["foreignKeys"] = [{"fields": "publication", "reference": points}]
    return told


def _field(column: Column) -> Schema:
    kind = {Kind.SHA256: "string", Kind.CODES: "string", Kind.MOMENT: "datetime"}.get(
        column.kind, column.kind.value
    )
    told: Schema = {
        "name": column.name,
        "type": kind,
        "title": column.says.id,
        "description": f"{column.says.id} / {column.says.en}",
    }
    if column.kind is Kind.MOMENT:
        told["format"] = "any"  # RFC 3339 with its offset, which the default format leaves out
    limits: Schema = {} if column.may_be_empty or column.kind is Kind.TEXT else {"required": True}
    if column.kind is Kind.NUMBER:
        limits["minimum"] = column.least
    if column.kind is Kind.SHA256:
        limits["pattern"] = SHA256
    if column.among and column.kind is Kind.TEXT:
        limits["enum"] = [*column.codes]
    if column.among and column.kind is Kind.CODES:
        one = "|".join(column.codes)
        limits["pattern"] = rf"({one})(\+({one}))*"
    return told | ({"constraints": limits} if limits else {})


def _object(columns: Iterable[Column], *, strip: int) -> Schema:
    """An object whose members stand where the columns say, nested as deep as they say."""
    inner: dict[str, list[Column]] = {}
    for column in columns:
        inner.setdefault(column.at[strip], []).append(column)
    told = {
        name: _value(own[0]) if len(own[0].at) == strip + 1 else _object(own, strip=strip + 1)
        for name, own in inner.items()
    }
    return {
        "type": "object",
        "properties": told,
        "required": sorted(name for name, own in inner.items() if not own[0].may_be_absent),
        "additionalProperties": False,
    }


def _list(items: Schema, says: str) -> Schema:
    return {"type": "array", "items": items} | ({"description": says} if says else {})


def _value(column: Column) -> Schema:
    told: Schema = dict(_KINDS[column.kind])
    if column.kind is Kind.NUMBER:
        told["minimum"] = column.least
    if column.kind is Kind.CODES and column.among:
        told["items"] = {"enum": [*column.codes]}
    if column.among and column.kind is Kind.TEXT:
        told = {"enum": [*column.codes]}
    told["description"] = column.says.en
    return (
        {"anyOf": [told, {"type": "null"}], "description": told.pop("description")}
        if column.may_be_empty
        else told
    )


_KINDS: dict[Kind, Schema] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "integer"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.SHA256: {"type": "string", "pattern": f"^{SHA256}$"},
    Kind.CODES: {"type": "array", "items": {"type": "string"}, "minItems": 1},
}


def _by_name(tables: Iterable[Table], name: str) -> Table:
    return next(table for table in tables if table.name == name)
