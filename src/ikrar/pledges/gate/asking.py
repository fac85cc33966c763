"""Read a request to the gate: small, flat JSON with the members it needs, or a refusal that says which."""

import json
from dataclasses import dataclass
from typing import Any

from ikrar.pledges.domain import armour

LONGEST_BODY = 16_384
LONGEST_TEXT = 8_192
DEEPEST = 6  # an honest request has two levels
LONGEST_NUMBER = 15  # digits; what every JSON reader holds exactly


class OnlyPost(Exception):
    """The gate answers POST alone: nothing of a pass may stand in an address."""

    def __init__(self) -> None:
        super().__init__()
        self.allow = "POST"


class NotJson(Exception):
    """The body is not one JSON object in UTF-8, sent as application/json."""


class BodyTooLarge(Exception):
    """More than any honest request holds."""


class FieldWrong(Exception):
    """A member is missing or not what it must be."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Body:
    """The members of a request."""

    members: dict[str, Any]

    def text(self, name: str, *, longest: int = LONGEST_TEXT) -> str:
        """A text that must be there."""
        value = self.members.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= longest or "\x00" in value:
            raise FieldWrong(name)
        try:
            value.encode()
        except UnicodeEncodeError as e:
            raise FieldWrong(name) from e
        return value

    def optional(self, name: str, *, longest: int = LONGEST_TEXT) -> str | None:
        """A text, or None where the member is missing or null."""
        return None if self.members.get(name) is None else self.text(name, longest=longest)

    def base64(self, name: str) -> bytes:
        """Bytes in standard base64."""
        try:
            return armour.unb64(self.text(name))
        except armour.NotEncoded as e:
            raise FieldWrong(name) from e

    def url64(self, name: str) -> bytes:
        """Bytes as WebAuthn writes them: URL-safe base64 without padding."""
        try:
            return armour.unurl64(self.text(name))
        except armour.NotEncoded as e:
            raise FieldWrong(name) from e

    def part(self, name: str) -> "Body":
        """An object inside."""
        value = self.members.get(name)
        if not isinstance(value, dict):
            raise FieldWrong(name)
        return Body(value)

    def flag(self, name: str) -> bool:
        """True, false or missing."""
        value = self.members.get(name, False)
        if not isinstance(value, bool):
            raise FieldWrong(name)
        return value


def check_head(*, method: str, content_type: str, length: str) -> None:
    """Refuse by the head alone what no body could mend. `length` is what the header says, or nothing."""
    if method != "POST":
        raise OnlyPost
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise NotJson
    if length and not (length.isascii() and length.isdecimal()):
        raise NotJson
    if length and int(length) > LONGEST_BODY:
        raise BodyTooLarge


def read(data: bytes) -> Body:
    """The members, or why they cannot be read: one reading, with nothing that two readers could take differently."""
    if len(data) > LONGEST_BODY:
        raise BodyTooLarge
    try:
        members = _DECODER.decode(data.decode())
    except (ValueError, RecursionError) as e:
        raise NotJson from e
    if not isinstance(members, dict) or _depth(members) > DEEPEST:
        raise NotJson
    return Body(members)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("more digits than anything here has")
    return int(digits)


def _no_number(said: str) -> Any:
    raise ValueError(f"{said} is no whole number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole, parse_float=_no_number, parse_constant=_no_number
)


def _depth(value: object) -> int:
    """How many objects and lists stand in each other, counted no further than one beyond what is allowed."""
    depth, level = 0, [value]
    while depth <= DEEPEST:
        parts = [list(v.values()) if isinstance(v, dict) else v for v in level if isinstance(v, dict | list)]
        if not parts:
            break
        depth, level = depth + 1, [inner for part in parts for inner in part]
    return depth
