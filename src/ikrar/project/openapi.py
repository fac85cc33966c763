"""The OpenAPI file (3.1), written from what the contexts describe; served as it is, and kept as docs/openapi.json.

A context joins by adding its endpoints to `described()`.
"""

from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest

import ikrar
from ikrar.law.api.described import ENDPOINTS as LAW
from ikrar.openness.api.described import ENDPOINTS as OPENNESS
from ikrar.web.api import Endpoint, Parameter, endpoint
from ikrar.web.schemas import REF, Schema, schema_of

PROBLEM: Schema = {
    "type": "object",
    "description": "A refusal as RFC 9457 tells it; `code` never changes with the language, `remedy` says what to do next.",
    "properties": {
        "type": {"const": "about:blank"},
        "code": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "remedy": {"type": "string"},
        "request_id": {"type": "string"},
    },
    "required": ["type", "code", "status", "title", "remedy", "request_id"],
}
ABOUT = (
    "What the pages say, for machines. No key, no cookie; nothing asked is stored or logged. Bodies of at most 16 KiB. Requests "
    "are not counted by address, because many honest people stand behind one. Confidence C and D is to be confirmed. The "
    "software never finds guilt and never picks a sanction."
)


@endpoint("GET", cached=True)
def openapi(_request: HttpRequest) -> dict[str, Any]:
    """The file itself."""
    return document()


def described() -> tuple[Endpoint, ...]:
    return (*LAW, *OPENNESS)


@cache
def document() -> dict[str, Any]:
    """The whole file; the same as long as the code is."""
    named: dict[str, Schema] = {"Problem": PROBLEM}
    paths: dict[str, Any] = {}
    for one in described():
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, named)
    named |= _bodies()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ikrar",
            "version": ikrar.__version__,
            "description": ABOUT,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(named.items()))},
    }


def _operation(one: Endpoint, named: dict[str, Schema]) -> Schema:
    answer = {
        "description": one.says.en,
        "content": {"application/json": {"schema": schema_of(one.answers, named)}},
    }
    told: Schema = {"operationId": one.name, "summary": one.says.en, "x-summary-id": one.says.id}
    if one.parameters:
        told["parameters"] = [_parameter(parameter) for parameter in one.parameters]
    if one.body:
        schema = {"$ref": f"{REF}{one.body.__name__}"}
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    told["responses"] = {"200": answer} | {str(status): _refusal() for status in sorted(one.refuses)}
    return told


def _parameter(parameter: Parameter) -> Schema:
    told: Schema = {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.where == "path",
        "description": parameter.says,
        "schema": dict(parameter.schema or {"type": "string"}),
    }
    return told if parameter.example is None else told | {"example": parameter.example}


def _refusal() -> Schema:
    schema = {"$ref": f"{REF}Problem"}
    return {
        "description": "Refused, with a remedy.",
        "content": {"application/problem+json": {"schema": schema}},
    }


def _bodies() -> dict[str, Schema]:
    kinds = [one.body for one in described() if one.body]
    _, named = msgspec.json.schema_components(kinds, ref_template=REF + "{name}")
    return dict(named)
