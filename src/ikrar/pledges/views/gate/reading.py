"""Read a request to the gate: small, flat JSON with the members it needs, or a refusal that says which."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ikrar.pledges.domain import armour
from ikrar.web import problems
from ikrar.web.access import public

LONGEST_BODY = 16_384
LONGEST_TEXT = 8_192


class OnlyPost(Exception):
    """The gate answers POST alone: nothing of a pass may stand in an address."""

    allow = "POST"

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


Endpoint = Callable[[Body, datetime], tuple[int, dict[str, Any]]]


def endpoint(answer: Endpoint) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view of the gate. Exempt from CSRF by design: no cookie is read, the pass in the body is the authority."""

    @csrf_exempt
    @never_cache
    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_request(request)
        with translation.override(language):
            try:
                status, said = answer(read(request), timezone.now())
            except Exception as refusal:
                if problems.refusal_of(refusal) is None:
                    raise
                response: HttpResponse = problems.as_json(refusal)
            else:
                response = JsonResponse(said, status=status)
        response["Content-Language"] = language
        return response

    return public(view)


def read(request: HttpRequest) -> Body:
    """The members, or why they cannot be read."""
    if request.method != "POST":
        raise OnlyPost
    if request.content_type != "application/json":
        raise NotJson
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
        raise BodyTooLarge
    data = request.read(LONGEST_BODY + 1)
    if len(data) > LONGEST_BODY:
        raise BodyTooLarge
    try:
        members = json.loads(data.decode())
    except (ValueError, RecursionError) as e:
        raise NotJson from e
    if not isinstance(members, dict):
        raise NotJson
    return Body(members)
