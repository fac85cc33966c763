"""An answer of the gate as any server can send it: a status, headers and bytes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from msgspec import json

from ikrar.web import problems
from ikrar.web.languages import speaking

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out."""

    status: int
    headers: Headers
    body: bytes
    code: str = ""  # of what was refused


def said(status: int, members: dict[str, Any], *, language: str) -> Answer:
    """An answer to what could be done."""
    return Answer(status, headers_of("application/json", language), encoded(members))


def refused(refusal: Exception, *, language: str) -> Answer:
    """What is refused, in the reader's language; an exception that no table knows is raised again."""
    if problems.refusal_of(refusal) is None:
        raise refusal
    with speaking(language):
        problem = problems.problem_of(refusal)
    headers = headers_of("application/problem+json", language)
    body = encoded(problem.members)
    return Answer(problem.status, headers + problem.headers, body, code=type(refusal).__name__)


def encoded(members: dict[str, Any]) -> bytes:
    """JSON in UTF-8."""
    return json.encode(members)


@lru_cache(maxsize=16)
def headers_of(content_type: str, language: str) -> Headers:
    """What every answer of the gate says of itself."""
    return (
        ("Content-Type", content_type),
        ("Content-Language", language),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    )
