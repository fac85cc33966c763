"""One byte string for one value: canonical JSON (RFC 8785) for hashing and signing."""

import hashlib
from typing import TypeAlias

import rfc8785

Value: TypeAlias = "bool | int | str | list[Value] | dict[str, Value] | None"


class NotCanonical(ValueError):
    """The value has no canonical form here: a float, a huge integer, a lone surrogate, another type."""


def canonical(value: Value) -> bytes:
    """The RFC 8785 bytes of the value. Fractions are refused: two machines may round them differently.

    >>> canonical({"b": 1, "a": ["é", None]}).decode()
    '{"a":["é",null],"b":1}'
    """
    _check_no_fraction(value)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError) as e:
        raise NotCanonical(str(e)) from e


def digest(value: Value) -> bytes:
    """SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(value)).digest()


def _check_no_fraction(value: object) -> None:
    if isinstance(value, float):
        raise NotCanonical("a fraction")
    if isinstance(value, dict):
        for inner in value.values():
            _check_no_fraction(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_no_fraction(inner)
