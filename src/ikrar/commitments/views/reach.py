"""Who asks, for which commitment: what concerns all institutions is for who holds the capability for everything."""

from typing import Any

from django.http import HttpRequest

from ikrar.commitments import queries
from ikrar.commitments.queries import CommitmentView
from ikrar.web.access import check_everywhere

PLAN, APPROVE, RUN, CONFIRM = (f"commitments.{word}" for word in ("plan", "approve_text", "run", "confirm"))


def actor(request: HttpRequest) -> Any:
    """Who is signed in; `@may` has made sure that somebody is."""
    return request.user


def reached(request: HttpRequest, commitment: str, capability: str) -> CommitmentView:
    """The commitment, for who holds the capability everywhere; else 403, or 404 where none is."""
    found = queries.commitment(public_id=commitment)
    check_everywhere(request, capability)
    return found
