"""What of the roster the signed-in person may reach."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from ikrar.roster import queries

IMPORT, NAMES = "roster.import", "roster.see_names"


def actor(request: HttpRequest) -> Any:
    """The account, as the gate in front of the view has found it."""
    return request.user


def scopes(request: HttpRequest, capability: str) -> frozenset[str]:
    found: frozenset[str] = actor(request).scopes(capability)
    return found


def check_unit(request: HttpRequest, capability: str, *, public_id: str, on: date) -> None:
    """403 unless the grant reaches the unit."""
    if not queries.is_within(unit_public_id=public_id, scopes=scopes(request, capability), on=on):
        raise PermissionDenied(capability)


def choices(request: HttpRequest, capability: str, *, on: date) -> list[tuple[str, str]]:
    """The units the grant reaches, indented like the tree."""
    units = queries.units_within(scopes=scopes(request, capability), on=on)
    return [(u.public_id, " · " * u.depth + u.name) for u in units]


def powers(request: HttpRequest) -> dict[str, bool]:
    """What the page may offer."""
    return {"may_import": actor(request).may(IMPORT), "may_appoint": actor(request).may("roster.appoint")}
