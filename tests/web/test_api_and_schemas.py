"""What every JSON address shares: a schema is read off a type, and what is not understood is refused."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, NotRequired, TypedDict

import pytest

from ikrar.kernel.words import Words
from ikrar.web.schemas import REF, schema_of


class Colour(StrEnum):
    """Two of them."""

    INK = "ink"
    CLAY = "clay"


@dataclass(frozen=True)
class Leaf:
    """A leaf. It may hold leaves."""

    name: Words
    below: "tuple[Leaf, ...]"
    on: date | None = None


class Told(TypedDict):
    """What is told."""

    colour: Colour
    kinds: frozenset[Literal["a", "b"]]
    notes: NotRequired[dict[str, Any]]


def test_a_dataclass_becomes_a_named_object_that_may_hold_itself():
    named = {}
    assert schema_of(Leaf, named) == {"$ref": f"{REF}Leaf"}
    assert named["Leaf"]["properties"]["below"] == {"type": "array", "items": {"$ref": f"{REF}Leaf"}}
    assert named["Leaf"]["required"] == ["name", "below", "on"]
    assert named["Words"]["required"] == ["id", "en"]


def test_a_typed_dictionary_tells_what_may_be_left_out():
    named = {}
    schema_of(Told, named)
    assert named["Told"]["required"] == ["colour", "kinds"]
    assert named["Told"]["properties"]["colour"] == {"type": "string", "enum": ["ink", "clay"]}
    assert named["Told"]["properties"]["kinds"]["items"]["enum"] == ["a", "b"]
    assert named["Told"]["properties"]["notes"] == {"type": "object", "additionalProperties": {}}


def test_days_and_moments_are_told_apart():
    assert schema_of(date, {})["format"] == "date"
    assert schema_of(datetime, {})["format"] == "date-time"


@pytest.mark.parametrize("kind", [bytes, complex])
def test_a_type_without_a_schema_is_not_guessed(kind):
    with pytest.raises(TypeError, match="no schema"):
        schema_of(kind, {})
