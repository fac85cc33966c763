"""Which plan this person may touch: asked once, at the top of every view of a declaration."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from ikrar.pledges import queries
from ikrar.pledges.queries import DeclarationView, SiteView
from ikrar.roster import queries as roster


def actor(request: HttpRequest) -> Any:
    """Who is signed in; `@may` has made sure that somebody is."""
    return request.user


def reached(request: HttpRequest, declaration: str, capability: str) -> DeclarationView:
    """The declaration, if the person's grant reaches all it invites; else 403, or 404 where none is."""
    found = queries.declaration(public_id=declaration)
    user = actor(request)
    scopes = user.scopes(capability)
    today = timezone.localdate()
    if not queries.is_within_reach(public_id=declaration, scopes=scopes, user_id=user.pk, on=today):
        raise PermissionDenied(capability)
    return found


def reached_site(request: HttpRequest, site: str, capability: str) -> tuple[DeclarationView, SiteView]:
    """A site and its declaration, within reach."""
    view, declaration = queries.site_of(public_id=site)
    return reached(request, declaration, capability), view


def named_units(request: HttpRequest) -> frozenset[int] | None:
    """The units whose people this person may see by name; None for all of them."""
    scopes = actor(request).scopes("roster.see_names")
    if roster.EVERYWHERE in scopes:
        return None
    return roster.unit_ids_within(scopes=scopes, on=timezone.localdate())
